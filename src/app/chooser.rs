//! Asking where: the system's file dialogs, on a thread of their own so that the window goes on painting.

use std::{
    path::PathBuf,
    sync::mpsc::{Receiver, TryRecvError, channel},
};

use super::App;
use crate::{
    record::{Doc, Format},
    session::Leaving,
    store,
};

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Which checklist file to read.
    OpenChecklist,
    /// Where to save; the name is a suggestion that says nothing about anybody.
    SaveAs { file_name: String },
}

type Ask = dyn Fn(&Question) -> Option<PathBuf> + Send + Sync;

/// Answers a question with a path, or `None` if nothing was chosen or no dialog could be shown.
pub struct Chooser {
    ask: std::sync::Arc<Ask>,
    /// Every dialog that is open: a second one must not make the answer to the first be forgotten.
    waiting: Vec<(Waiting, Receiver<Option<PathBuf>>)>,
}

/// A document on its way out.
#[derive(Clone, Debug)]
pub struct Document {
    pub doc: Box<Doc>,
    pub format: Format,
    pub note: String,
    pub for_whom: String,
}

enum Waiting {
    Checklist,
    Document(Document),
}

impl Chooser {
    /// A chooser that answers with a function; it is called on a thread.
    pub fn new(ask: impl Fn(&Question) -> Option<PathBuf> + Send + Sync + 'static) -> Self {
        Self { ask: std::sync::Arc::new(ask), waiting: Vec::new() }
    }

    /// The system's own dialogs.
    #[must_use]
    pub fn system() -> Self {
        Self::new(|question| match question {
            Question::OpenChecklist => {
                rfd::FileDialog::new().set_title("Add a checklist").add_filter("Checklists", &["ron"]).pick_file()
            }
            Question::SaveAs { file_name } => {
                rfd::FileDialog::new().set_title("Save the note").set_file_name(file_name).save_file()
            }
        })
    }

    fn start(&mut self, question: Question, waiting: Waiting, wake: egui::Context) {
        let (send, receive) = channel();
        let ask = std::sync::Arc::clone(&self.ask);
        let answer = move || {
            // The window may have gone in the meantime; then nobody waits for the answer.
            let _ = send.send(ask(&question));
            wake.request_repaint();
        };
        if cfg!(target_os = "macos") {
            // Dialogs must start on the main thread there.
            answer();
        } else {
            std::thread::spawn(answer);
        }
        self.waiting.push((waiting, receive));
    }
}

impl App {
    pub(super) fn ask_for_checklist(&mut self, ctx: &egui::Context) {
        self.chooser.start(Question::OpenChecklist, Waiting::Checklist, ctx.clone());
    }

    pub(super) fn ask_where_to_save(&mut self, ctx: &egui::Context, document: Document) {
        let file_name = document.file_name((self.clock)());
        self.chooser.start(Question::SaveAs { file_name }, Waiting::Document(document), ctx.clone());
    }

    /// Takes the answers of dialogs, as far as they have come.
    pub(super) fn take_answers(&mut self) {
        for (waiting, receive) in std::mem::take(&mut self.chooser.waiting) {
            match (receive.try_recv(), waiting) {
                (Err(TryRecvError::Empty), waiting) => self.chooser.waiting.push((waiting, receive)),
                (Ok(Some(path)), Waiting::Checklist) => self.look_at_file(&path),
                (Ok(Some(path)), Waiting::Document(document)) => self.save_document(document, path),
                (Ok(None) | Err(TryRecvError::Disconnected), Waiting::Checklist) => {
                    self.notice = Some("No file was chosen. You can also drop a file on this window.".to_owned());
                }
                (Ok(None) | Err(TryRecvError::Disconnected), Waiting::Document(document)) => {
                    self.unsaved_document = Some(document);
                }
            }
        }
    }

    /// Saves in the person's documents folder, when no dialog could be shown.
    pub(super) fn save_in_documents(&mut self) {
        let Some(document) = self.unsaved_document.take() else { return };
        let dirs = directories::UserDirs::new();
        let folder = dirs.as_ref().map(|dirs| dirs.document_dir().unwrap_or(dirs.home_dir()).to_owned());
        let Some(folder) = folder else {
            self.notice = Some("No documents folder was found. Copy the note instead.".to_owned());
            return;
        };
        let name = document.file_name((self.clock)());
        self.save_document(document, folder.join(name));
    }

    fn save_document(&mut self, document: Document, path: PathBuf) {
        let path = if path.extension().is_none() { path.with_extension(document.format.ending()) } else { path };
        match store::write_document(&path, &document.doc.to_bytes(document.format)) {
            Ok(()) => {
                self.notice = Some(format!("Saved: {}", path.display()));
                self.note_leaving(document.note, document.for_whom);
            }
            Err(error) => {
                self.notice = Some(format!("The note is not saved. {error} {}", error.hint()));
                self.unsaved_document = Some(document);
            }
        }
    }

    /// Notes in the session that a document has left, for whom.
    pub(super) fn note_leaving(&mut self, note: String, for_whom: String) {
        let at = (self.clock)();
        if let Some(open) = &mut self.open {
            let leaving = Leaving { at, note, for_whom };
            match open.kept_mut() {
                crate::record::Kept::Session(session) => session.left.push(leaving),
                crate::record::Kept::Record(record) => record.note_leaving(leaving),
            }
        }
    }
}

impl Document {
    /// A name that says what it is and when, and nothing about anybody.
    fn file_name(&self, now: chrono::NaiveDateTime) -> String {
        // "Learning note of R.H." without the initials.
        let note = self.note.to_lowercase().split(' ').take(2).collect::<Vec<_>>().join("-");
        format!("{note}-{}.{}", now.format("%Y-%m-%d-%H%M"), self.format.ending())
    }
}
