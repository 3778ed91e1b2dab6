//! Asking where: the system's file dialogs, on a thread of their own so that the window goes on painting.

use std::{
    path::PathBuf,
    sync::mpsc::{Receiver, TryRecvError, channel},
};

use super::App;
use crate::{
    record::{Doc, Format},
    session::Leaving,
};

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Which checklist file to read.
    OpenChecklist,
    /// Which folder to keep sessions in.
    Folder,
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

/// Without the questions that are being asked.
impl Clone for Chooser {
    fn clone(&self) -> Self {
        Self { ask: std::sync::Arc::clone(&self.ask), waiting: Vec::new() }
    }
}

/// A document on its way out.
#[derive(Clone, Debug)]
pub struct Document {
    /// The id of the session that it is made from.
    pub session: String,
    pub doc: Box<Doc>,
    pub format: Format,
    pub note: String,
    pub for_whom: String,
    /// It is opened when it is saved, so that it can be printed.
    pub to_print: bool,
}

enum Waiting {
    Checklist,
    Folder,
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
            Question::Folder => rfd::FileDialog::new().set_title("Keep sessions in").pick_folder(),
            Question::SaveAs { file_name } => {
                rfd::FileDialog::new().set_title("Save the note").set_file_name(file_name).save_file()
            }
        })
    }

    /// Asks one question whose answer only the asker takes.
    pub(super) fn ask_once(&self, question: Question, wake: egui::Context) -> Receiver<Option<PathBuf>> {
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
        receive
    }

    fn start(&mut self, question: Question, waiting: Waiting, wake: egui::Context) {
        let receive = self.ask_once(question, wake);
        self.waiting.push((waiting, receive));
    }
}

impl App {
    pub(super) fn ask_for_checklist(&mut self, ctx: &egui::Context) {
        self.chooser.start(Question::OpenChecklist, Waiting::Checklist, ctx.clone());
    }

    pub(super) fn ask_for_folder(&mut self, ctx: &egui::Context) {
        self.chooser.start(Question::Folder, Waiting::Folder, ctx.clone());
    }

    pub(super) fn ask_where_to_save(&mut self, ctx: &egui::Context, document: Document) {
        let file_name = document.file_name((self.clock)());
        self.chooser.start(Question::SaveAs { file_name }, Waiting::Document(document), ctx.clone());
    }

    /// Saves a note of the open session where the person chooses.
    pub(super) fn save_note(
        &mut self,
        ctx: &egui::Context,
        doc: Box<Doc>,
        format: Format,
        note: String,
        for_whom: String,
    ) {
        let Some(open) = &self.open else { return };
        let session = open.kept().id().to_owned();
        self.ask_where_to_save(ctx, Document { session, doc, format, note, for_whom, to_print: false });
    }

    /// Saves a note of the open session as a PDF where the person chooses, to be opened and printed.
    pub(super) fn print_note(&mut self, ctx: &egui::Context, doc: Box<Doc>, note: String, for_whom: String) {
        let Some(open) = &self.open else { return };
        let (session, format) = (open.kept().id().to_owned(), Format::Pdf);
        self.ask_where_to_save(ctx, Document { session, doc, format, note, for_whom, to_print: true });
    }

    /// Takes the answers of dialogs, as far as they have come.
    pub(super) fn take_answers(&mut self) {
        for (waiting, receive) in std::mem::take(&mut self.chooser.waiting) {
            match (receive.try_recv(), waiting) {
                (Err(TryRecvError::Empty), waiting) => self.chooser.waiting.push((waiting, receive)),
                (Ok(Some(path)), Waiting::Checklist) => self.look_at_file(&path),
                (Ok(Some(path)), Waiting::Folder) => self.new_folder(path),
                (Ok(None) | Err(TryRecvError::Disconnected), Waiting::Folder) => {
                    self.notice = Some("No folder was chosen, so nothing has changed.".to_owned());
                }
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
        self.save_document(document, unused(folder.join(name)));
    }

    fn save_document(&mut self, document: Document, path: PathBuf) {
        let path = match path.extension() {
            // The dialog has asked whether another file may be replaced, not this one.
            None => unused(path.with_extension(document.format.ending())),
            Some(_) => path,
        };
        let bytes = match document.doc.to_bytes(document.format) {
            Ok(bytes) => bytes,
            Err(error) => {
                self.notice = Some(format!("The note is not saved. {error}"));
                return;
            }
        };
        match self.store.write_document(&path, &bytes) {
            Ok(()) => {
                let Document { session, doc: _, format, note, for_whom, to_print } = document;
                let opened = to_print.then(|| self.viewer.open(&path));
                let next = match opened {
                    None => "",
                    Some(Ok(())) => ". Print it from the program that shows it.",
                    Some(Err(_)) => ". No program here opens it: open it yourself to print it.",
                };
                self.notice = Some(format!("Saved: {}{next}", path.display()));
                // The folder's name, without the way to it.
                let place = path.parent().and_then(std::path::Path::file_name);
                let place = place.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                let format = format!("{} file", format.words());
                self.note_leaving(&session, Leaving { note, for_whom, format, place, ..Leaving::default() });
            }
            Err(error) => {
                self.notice = Some(format!("The note is not saved. {error} {}", error.hint()));
                self.unsaved_document = Some(document);
            }
        }
    }

    /// Notes in the session that a document of it has left, for whom. Another one may have been opened while a dialog waited.
    pub(super) fn note_leaving(&mut self, session: &str, leaving: Leaving) {
        let leaving = Leaving { at: (self.clock)(), ..leaving };
        match &mut self.open {
            Some(open) if open.kept().id() == session => open.kept_mut().note_leaving(leaving),
            _ => {
                if let (Ok(mut kept), true) = (self.store.load(session), self.store.is_writer()) {
                    kept.note_leaving(leaving);
                    self.saver.change(kept);
                }
            }
        }
    }
}

/// The path, or the first with a number that is not taken: nobody was asked whether a file there may be replaced.
fn unused(path: PathBuf) -> PathBuf {
    let part = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let (stem, ending) = (part(path.file_stem()), part(path.extension()));
    let numbered = (2_u32..).map(|number| path.with_file_name(format!("{stem}-{number}.{ending}")));
    std::iter::once(path.clone()).chain(numbered).find(|path| !path.exists()).unwrap_or(path)
}

impl Document {
    /// A name that says what it is and when, and nothing about anybody.
    fn file_name(&self, now: chrono::NaiveDateTime) -> String {
        // "Learning note of R.H." without the initials.
        let note = self.note.to_lowercase().split(' ').take(2).collect::<Vec<_>>().join("-");
        // A note that holds no day gets none in its name.
        let when = if self.doc.made().is_some() { "%Y-%m-%d-%H%M" } else { "%Y-%m" };
        format!("{note}-{}.{}", now.format(when), self.format.ending())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_file_is_replaced_that_nobody_was_asked_about() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("decision-note.txt");
        assert_eq!(unused(path.clone()), path);
        for taken in ["decision-note.txt", "decision-note-2.txt"] {
            std::fs::write(dir.path().join(taken), "").unwrap();
        }
        assert_eq!(unused(path), dir.path().join("decision-note-3.txt"));
    }

    #[test]
    fn a_suggested_name_says_nothing_about_anybody_and_no_day_where_the_note_has_none() {
        let at = chrono::NaiveDate::from_ymd_opt(2026, 5, 22).unwrap().and_hms_opt(14, 5, 0).unwrap();
        let doc = Doc::new("x", "", Vec::new());
        let rows = [
            ("Decision note", doc.clone().made_at(at), "decision-note-2026-05-22-1405.docx"),
            ("Learning note of R.H.", doc.clone(), "learning-note-2026-05.docx"),
            ("Group learning", doc, "group-learning-2026-05.docx"),
        ];
        for (note, doc, name) in rows {
            let document = Document {
                session: "k3f9".into(),
                doc: Box::new(doc),
                format: Format::Word,
                note: note.into(),
                for_whom: "the case file".into(),
                to_print: false,
            };
            assert_eq!(document.file_name(at), name);
        }
    }
}
