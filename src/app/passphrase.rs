//! Another passphrase, from Settings. Both are tried on a thread: each takes half a second.

use std::{
    sync::{
        Arc,
        mpsc::{Receiver, TryRecvError, channel},
    },
    thread,
};

use egui::Context;
use zeroize::Zeroizing;

use super::{App, tries::Tries};
use crate::{
    store::{Cost, Passphrase, UnlockError},
    ui::{
        Action,
        gate::{Attempt, GateAction, Notice, change_passphrase, change_passphrase::ChangePassphrase},
    },
};

/// The page, while it is open.
#[derive(Default)]
pub(super) struct Change {
    screen: ChangePassphrase,
    suggestion: Option<Zeroizing<String>>,
    tries: Tries,
    notice: Option<String>,
    answer: Option<Receiver<Result<(), UnlockError>>>,
}

impl Change {
    pub fn ui(&mut self, ui: &mut egui::Ui) -> Option<GateAction> {
        let attempt = match self.answer {
            Some(_) => Attempt::Working,
            None => self.tries.attempt(),
        };
        let notices: Vec<Notice<'_>> = self.notice.iter().map(|words| Notice { words, can_try_again: false }).collect();
        let suggestion = self.suggestion.as_ref().map(|words| words.as_str());
        self.screen.ui(ui, &change_passphrase::Model { suggestion, attempt, notices: &notices })
    }
}

impl App {
    /// What the page asks for; gives what only the program can do.
    pub(super) fn change_passphrase(&mut self, ctx: &Context, action: GateAction) -> Option<Action> {
        match action {
            GateAction::Suggest => self.change.suggestion = Some(Passphrase::suggested()),
            GateAction::Change { present, new } => self.try_new_passphrase(ctx, &present, &new),
            GateAction::Back => {
                self.forget_passphrase(ctx);
                return Some(Action::Back);
            }
            _ => {}
        }
        None
    }

    fn try_new_passphrase(&mut self, ctx: &Context, present: &str, new: &str) {
        let Ok(new) = Passphrase::chosen(new) else { return };
        let present = Passphrase::typed(present);
        let (send, receive) = channel();
        let (store, cost, wake): (_, Cost, _) = (Arc::clone(&self.store), self.cost, ctx.clone());
        thread::spawn(move || {
            let changed = store.change_passphrase(&present, &new, cost);
            drop(store);
            let _ = send.send(changed);
            wake.request_repaint();
        });
        self.change.answer = Some(receive);
    }

    /// Takes what has come of it.
    pub(super) fn take_new_passphrase(&mut self, ctx: &Context) {
        let now = (self.clock)();
        self.change.tries.tick(now);
        let Some(answer) = &self.change.answer else { return };
        let answer = match answer.try_recv() {
            Err(TryRecvError::Empty) => return,
            Ok(answer) => answer,
            Err(TryRecvError::Disconnected) => {
                Err(UnlockError::Io { source: std::io::Error::other("a panic"), path: self.store.dir().to_owned() })
            }
        };
        self.change.answer = None;
        match answer {
            Ok(()) => {
                self.forget_passphrase(ctx);
                self.perform(ctx, Action::Back);
                self.notice = Some("The passphrase is changed. The recovery code is the same".to_owned());
            }
            Err(UnlockError::Wrong) => self.change.tries.was_wrong(now),
            Err(error) => self.change.notice = Some(format!("The passphrase is as it was. {error} {}", error.hint())),
        }
    }

    pub(super) fn forget_passphrase(&mut self, ctx: &Context) {
        self.change.screen.forget(ctx);
        self.change = Change::default();
    }
}
