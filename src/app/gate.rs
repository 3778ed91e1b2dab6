//! The way in: the first passphrase and its recovery sheet, unlocking, the recovery code. Opening takes half a second, so it
//! runs on a thread.

use std::{
    sync::{
        Arc,
        mpsc::{Receiver, TryRecvError, channel},
    },
    thread,
};

use chrono::NaiveDateTime;
use egui::{Context, Ui};
use zeroize::Zeroizing;

use super::{Means, chooser::Question, resume::Resume, tries::Tries};
use crate::{
    store::{self, Folder, Lost, NoCode, Passphrase, RecoveryCode, State, Store, TakenIn, UnlockError},
    ui::gate::{
        Attempt, GateAction, Notice, first_start, first_start::FirstStart, recover, recover::Recover, sheet,
        sheet::Sheet, unlock, unlock::Unlock,
    },
};

/// A store that has just been unlocked.
pub struct Opened {
    pub store: Store,
    pub notice: Option<String>,
    pub resume: Option<Resume>,
}

/// What is seen while nothing of a session may be. It holds no key and no readable word.
pub struct Gate {
    folder: Arc<Folder>,
    screen: Screen,
    /// Five words that were suggested.
    suggestion: Option<Zeroizing<String>>,
    attempt: Tries,
    task: Option<Receiver<Result<Unlocking, UnlockError>>>,
    notices: Vec<String>,
    resume: Option<Resume>,
    after: unlock::After,
    /// Closing was asked for while words wait here.
    closing: bool,
    /// Where the sheet is to be saved; the answer of a dialog.
    sheet_path: Option<Receiver<Option<std::path::PathBuf>>>,
}

enum Screen {
    /// With how many sessions lie there unencrypted.
    First {
        screen: FirstStart,
        from_before: usize,
    },
    Sheet {
        screen: Sheet,
        passphrase: Passphrase,
        code: RecoveryCode,
        told: String,
    },
    Unlock(Unlock),
    Recover(Recover),
}

/// What comes back from the thread.
struct Unlocking {
    store: Store,
    taken: TakenIn,
}

impl Gate {
    /// Before anything was unlocked.
    pub fn at_start(folder: Arc<Folder>, notices: Vec<String>) -> Self {
        let mut notices: Vec<String> = folder.read_only_because().into_iter().chain(notices).collect();
        let screen = match folder.state() {
            State::New { plain } => Screen::First { screen: FirstStart::default(), from_before: plain },
            State::Locked => Screen::Unlock(Unlock::default()),
            State::Lost(lost) => {
                notices.push(
                    match lost {
                        Lost::Passphrase => {
                            "The file \"keys.age\" is not in this folder any more. Your recovery code opens it, and you \
                             choose a passphrase anew."
                        }
                        Lost::Both => {
                            "The files with the keys are not in this folder any more. Put \"keys.age\" back from a copy. \
                             Your sessions are still there, and your recovery sheet says how they open."
                        }
                    }
                    .to_owned(),
                );
                match lost {
                    Lost::Passphrase => Screen::Recover(Recover::default()),
                    Lost::Both => Screen::Unlock(Unlock::default()),
                }
            }
        };
        Self::with(folder, screen, notices, None, unlock::After::Start)
    }

    /// After everything that can be read was dropped.
    pub fn after_lock(folder: Arc<Folder>, resume: Resume, saved: bool) -> Self {
        let after = if saved { unlock::After::Saved } else { unlock::After::WordsWait };
        Self::with(folder, Screen::Unlock(Unlock::default()), Vec::new(), Some(resume), after)
    }

    fn with(
        folder: Arc<Folder>,
        screen: Screen,
        notices: Vec<String>,
        resume: Option<Resume>,
        after: unlock::After,
    ) -> Self {
        Self {
            folder,
            screen,
            suggestion: None,
            attempt: Tries::default(),
            task: None,
            notices,
            resume,
            after,
            closing: false,
            sheet_path: None,
        }
    }

    pub fn folder(&self) -> &Arc<Folder> {
        &self.folder
    }

    /// For the window's title.
    pub fn words(&self) -> &'static str {
        match (&self.screen, self.after) {
            (Screen::First { .. }, _) => "Choose a passphrase",
            (Screen::Sheet { .. }, _) => "Your recovery code",
            (Screen::Recover(_), _) => "Recovery code",
            (Screen::Unlock(_), unlock::After::Start) => "Unlock",
            (Screen::Unlock(_), _) => "Locked",
        }
    }

    /// The first time that closing is asked for while words wait here, it is said, and the window stays.
    pub fn asks_before_closing(&mut self) -> bool {
        let asks = !std::mem::replace(&mut self.closing, true);
        if asks {
            self.notices
                .push("Words that wait here are lost if this window closes now. Unlock it to copy them.".to_owned());
        }
        asks
    }

    /// Takes what has come of a try; gives the store when it is open.
    pub fn logic(&mut self, ctx: &Context, now: NaiveDateTime) -> Option<Opened> {
        self.take_sheet_path(now);
        self.attempt.tick(now);
        let answer = match self.task.as_ref()?.try_recv() {
            Err(TryRecvError::Empty) => return None,
            Ok(answer) => answer,
            Err(TryRecvError::Disconnected) => {
                Err(UnlockError::Io { source: std::io::Error::other("a panic"), path: self.folder.dir().to_owned() })
            }
        };
        self.task = None;
        match answer {
            Ok(Unlocking { store, taken }) => {
                let notice = told(&taken);
                Some(Opened { store, notice, resume: self.resume.take() })
            }
            Err(error) => {
                self.was_refused(&error, now);
                ctx.request_repaint();
                None
            }
        }
    }

    fn was_refused(&mut self, error: &UnlockError, now: NaiveDateTime) {
        match error {
            UnlockError::Wrong | UnlockError::WrongCode => self.attempt.was_wrong(now),
            other => self.notices = vec![format!("{other} {}", other.hint())],
        }
        // A code that is sound and another store's is told as such.
        if matches!(error, UnlockError::WrongCode) {
            self.notices = vec![format!("{error} {}", error.hint())];
        }
        if let Screen::Sheet { told, .. } = &mut self.screen {
            told.clear();
        }
    }

    /// Waits until what is tried has come to its end. For tests.
    pub fn wait(&mut self) {
        if let Some(task) = self.task.take() {
            let (send, receive) = channel();
            if let Ok(answer) = task.recv() {
                let _ = send.send(answer);
            }
            self.task = Some(receive);
        }
    }

    pub fn ui(&mut self, ui: &mut Ui, means: &Means, words_wait: bool) {
        let notices: Vec<Notice<'_>> =
            self.notices.iter().map(|words| Notice { words, can_try_again: false }).collect();
        let attempt = if self.task.is_some() { Attempt::Working } else { self.attempt.attempt() };
        let suggestion = self.suggestion.as_ref().map(|words| words.as_str());
        // What waited when it was locked may have been saved since.
        let after = match self.after {
            unlock::After::WordsWait if !words_wait => unlock::After::Saved,
            other => other,
        };
        let action = match &mut self.screen {
            Screen::First { screen, from_before } => {
                let from_before = *from_before;
                screen.ui(ui, &first_start::Model { from_before, suggestion, attempt, notices: &notices })
            }
            Screen::Sheet { screen, code, told, .. } => {
                let code = code.words();
                screen.ui(ui, &sheet::Model { code: &code, told, notices: &notices })
            }
            Screen::Unlock(screen) => screen.ui(ui, &unlock::Model { after, attempt, notices: &notices }),
            Screen::Recover(screen) => {
                let check =
                    |text: &str| RecoveryCode::typed(text).map(|_| ()).map_err(|problem: NoCode| problem.to_string());
                screen.ui(ui, &recover::Model { check: &check, suggestion, attempt, notices: &notices })
            }
        };
        if let Some(action) = action {
            self.perform(ui.ctx(), action, means);
            ui.ctx().request_repaint();
        }
    }

    fn perform(&mut self, ctx: &Context, action: GateAction, means: &Means) {
        match action {
            GateAction::Suggest => self.suggestion = Some(Passphrase::suggested()),
            GateAction::Create(words) => {
                if let Ok(passphrase) = Passphrase::chosen(&words) {
                    self.forget_screen(ctx);
                    let (screen, code) = (Sheet::default(), RecoveryCode::new());
                    self.screen = Screen::Sheet { screen, passphrase, code, told: String::new() };
                }
            }
            GateAction::SaveSheet => self.ask_for_sheet_path(ctx, means),
            GateAction::CopyCode => {
                if let Screen::Sheet { code, told, .. } = &mut self.screen {
                    ctx.copy_text(code.words().to_string());
                    "The code is on the clipboard. Paste it where you print it.".clone_into(told);
                }
            }
            GateAction::SheetKept => {
                if let Screen::Sheet { passphrase, code, told, .. } = &mut self.screen {
                    "Encrypting. This can take a few seconds.".clone_into(told);
                    let (passphrase, code, cost) = (passphrase.clone(), code.clone(), means.cost);
                    self.start(ctx, move |folder| Store::begin(folder, &passphrase, &code, cost));
                }
            }
            GateAction::Unlock(words) => {
                let passphrase = Passphrase::typed(&words);
                self.start(ctx, move |folder| Store::unlock(folder, &passphrase));
            }
            GateAction::Recover { code, passphrase } => {
                if let (Ok(code), Ok(new)) = (RecoveryCode::typed(&code), Passphrase::chosen(&passphrase)) {
                    let cost = means.cost;
                    self.start(ctx, move |folder| Store::recover(folder, &code, &new, cost));
                }
            }
            GateAction::UseCode => self.turn_to(ctx, Screen::Recover(Recover::default())),
            GateAction::BackToUnlock | GateAction::Back => self.turn_to(ctx, Screen::Unlock(Unlock::default())),
            GateAction::Change { .. } | GateAction::TryAgain | GateAction::Uncover => {}
        }
    }

    fn turn_to(&mut self, ctx: &Context, screen: Screen) {
        self.forget_screen(ctx);
        self.notices.clear();
        self.screen = screen;
    }

    /// Wipes what egui remembers of the fields.
    fn forget_screen(&mut self, ctx: &Context) {
        match &mut self.screen {
            Screen::First { screen, .. } => screen.forget(ctx),
            Screen::Sheet { screen, .. } => screen.forget(ctx),
            Screen::Unlock(screen) => screen.forget(ctx),
            Screen::Recover(screen) => screen.forget(ctx),
        }
        self.suggestion = None;
    }

    fn start(&mut self, ctx: &Context, open: impl FnOnce(Arc<Folder>) -> Result<Store, UnlockError> + Send + 'static) {
        if self.task.is_some() {
            return;
        }
        self.notices.clear();
        let (send, receive) = channel();
        let (folder, wake) = (Arc::clone(&self.folder), ctx.clone());
        thread::spawn(move || {
            let opened = open(folder).map(|store| {
                let taken = store.take_in_plain();
                // Reads the list once here, so that the first frame need not.
                let _ = store.list();
                Unlocking { store, taken }
            });
            let _ = send.send(opened);
            wake.request_repaint();
        });
        self.task = Some(receive);
    }

    fn ask_for_sheet_path(&mut self, ctx: &Context, means: &Means) {
        let question = Question::SaveAs { file_name: "But Why recovery sheet.txt".to_owned() };
        self.sheet_path = Some(means.chooser.ask_once(question, ctx.clone()));
    }

    fn take_sheet_path(&mut self, now: NaiveDateTime) {
        let (Some(receive), Screen::Sheet { code, told, .. }) = (&self.sheet_path, &mut self.screen) else { return };
        let path = match receive.try_recv() {
            Err(TryRecvError::Empty) => return,
            Ok(path) => path,
            Err(TryRecvError::Disconnected) => None,
        };
        self.sheet_path = None;
        *told = match path {
            None => "No place was chosen, so the sheet is not saved. You can copy the code instead.".to_owned(),
            Some(path) if path.starts_with(self.folder.dir()) => {
                "The sheet must not lie beside what it opens. Choose another folder, or copy the code.".to_owned()
            }
            Some(path) => {
                let text = sheet::sheet_text(&code.words(), &code.identity_line(), now.date());
                match store::write_document(&path, text.as_bytes()) {
                    Ok(()) => format!("Saved: {}. Print it, and then delete the file.", path.display()),
                    Err(error) => format!("The sheet is not saved. {error} {}", error.hint()),
                }
            }
        };
    }
}

/// What was done with what earlier versions left.
fn told(taken: &TakenIn) -> Option<String> {
    let sealed = match taken.sessions {
        0 => String::new(),
        1 => "One session from before is encrypted now.".to_owned(),
        count => format!("{count} sessions from before are encrypted now."),
    };
    let left: Vec<String> =
        taken.left.iter().map(|(file, why)| format!("\"{file}\" is still not encrypted. {why}")).collect();
    let all = [vec![sealed], left].concat().join(" ");
    (!all.trim().is_empty()).then(|| all.trim().to_owned())
}
