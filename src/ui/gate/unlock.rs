//! *Locked*: the passphrase, at every start and after every lock. Nothing of a session is on it.

use std::time::Duration;

use egui::{Context, Response, Ui, accesskit::Live};

use super::{
    super::{a11y, control, field, frame, parts, theme},
    Attempt, GateAction, Notice, Stand, main_button, notices, row,
    secret_field::{SecretField, Shown, entered},
    whole,
};

/// The screen, with what is half typed on it.
#[derive(Default)]
pub struct Unlock {
    words: SecretField,
    told: Told,
    /// What the attempt was in the frame before: when it changes, the focus comes back to the field.
    before: Option<Attempt>,
}

/// What it shows.
#[derive(Clone, Copy, Default)]
pub struct Model<'a> {
    pub after: After,
    pub attempt: Attempt,
    pub notices: &'a [Notice<'a>],
}

/// What was before the lock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum After {
    /// The program has just begun.
    #[default]
    Start,
    /// Everything was saved, and then it was locked.
    Saved,
    /// Some words could not be saved. They are held in memory, sealed.
    WordsWait,
}

impl Unlock {
    /// One frame of it, in the whole window.
    pub fn ui(&mut self, ui: &mut Ui, model: &Model<'_>) -> Option<GateAction> {
        let attempt = model.attempt;
        let working = attempt == Attempt::Working;
        self.words.hold_still(working);
        if self.before.is_none_or(|before| (before == Attempt::Working) != working) {
            self.words.take_focus();
        }
        self.before = Some(attempt);
        let title = if model.after == After::Start { "But Why?" } else { "Locked" };
        whole(ui, Stand::Door, title, |ui| {
            match model.after {
                After::Start => {
                    field::body(ui, "Your sessions are encrypted. Your passphrase opens them.");
                }
                After::Saved => {
                    field::body(ui, "Your work is saved.");
                }
                After::WordsWait => {
                    frame::band(ui, theme::tokens(ui).warn, |ui| {
                        field::body(
                            ui,
                            "Some words are not on the disk yet. They wait in this window, encrypted. Do not close it \
                             before you have unlocked it.",
                        );
                    });
                }
            }
            let mut action = notices(ui, model.notices);
            parts::gap(ui);
            let words = self.words.ui(ui, "Passphrase", Shown::AsTyped, "");
            self.told.ui(ui, attempt, &words, wrong);
            let can = attempt.may_try() && !self.words.is_empty();
            row(ui, |ui| {
                let pressed = main_button(ui, "Unlock", attempt.may_try());
                if can && (pressed || entered(ui, &words)) {
                    self.words.hide();
                    action = Some(GateAction::Unlock(self.words.copy()));
                } else if pressed {
                    self.words.take_focus();
                }
                ui.add_enabled_ui(!working, |ui| {
                    if control::link(ui, "Use the recovery code").clicked() {
                        action = Some(GateAction::UseCode);
                    }
                });
            });
            action
        })
    }

    /// Wipes what was typed, and what egui remembers of it.
    pub fn forget(&mut self, ctx: &Context) {
        self.words.forget(ctx);
    }
}

/// What is said when it did not open. The second time it is said in other words, and so on.
fn wrong(times: u32) -> &'static str {
    match times {
        0 | 1 => "That passphrase did not open it. Check Caps Lock. You can also use your recovery code.",
        times if times.is_multiple_of(2) => {
            "It is still locked. Press Show and look at what you typed, or use your recovery code."
        }
        _ => "This one did not open it either. With your recovery code you can choose a new passphrase.",
    }
}

/// The line under a field in which it is told what became of a try. It is announced, but not each second that goes by.
#[derive(Default)]
pub(super) struct Told {
    /// The try of which the seconds were said last.
    waits_for: Option<(u32, u64)>,
}

impl Told {
    pub(super) fn ui(&mut self, ui: &mut Ui, attempt: Attempt, at: &Response, wrong: fn(u32) -> &'static str) {
        let (seen, said) = self.words(attempt, wrong);
        let color = if attempt == Attempt::Working { theme::tokens(ui).ink2 } else { theme::tokens(ui).warn.text };
        let line = theme::text(ui, seen, egui::TextStyle::Body).color(color);
        // What can be selected has its letters in the tree too, and they change every second.
        let shown = ui.add(egui::Label::new(line).selectable(false));
        a11y::as_live(ui, &shown, &said, Live::Polite);
        if let Attempt::Wrong { seconds, .. } = attempt {
            ui.ctx().accesskit_node_builder(at.id, |node| node.push_described_by(shown.id.accesskit_id()));
            if seconds > 0 {
                ui.ctx().request_repaint_after(Duration::from_secs(1));
            }
        }
    }

    /// What is seen, and what is announced.
    fn words(&mut self, attempt: Attempt, wrong: fn(u32) -> &'static str) -> (String, String) {
        let Attempt::Wrong { times, seconds } = attempt else {
            self.waits_for = None;
            let words = if attempt == Attempt::Working { "Opening…" } else { "" };
            return (words.to_owned(), words.to_owned());
        };
        let wrong = wrong(times);
        let wait = |seconds: u64| match seconds {
            0 => format!("{wrong} You can try again now."),
            1 => format!("{wrong} You can try again in 1 second."),
            _ => format!("{wrong} You can try again in {seconds} seconds."),
        };
        match self.waits_for.filter(|(tried, _)| *tried == times) {
            None if seconds == 0 => (wrong.to_owned(), wrong.to_owned()),
            None => {
                self.waits_for = Some((times, seconds));
                (wait(seconds), wait(seconds))
            }
            Some(_) if seconds == 0 => (wait(0), wait(0)),
            Some((_, first)) => (wait(seconds), wait(first)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::tests::{Window, secret},
        *,
    };

    #[derive(Default)]
    struct Desk {
        screen: Unlock,
        after: After,
        attempt: Attempt,
        asked: Vec<GateAction>,
    }

    fn window(after: After) -> Window<'static, Desk> {
        Window::new(Desk { after, ..Desk::default() }, |ui, desk| {
            let notice = "Open in another window on COUNCIL-LT-114 since 13:40. Here you can read.";
            let notices = [Notice { words: notice, can_try_again: true }];
            let model = Model { after: desk.after, attempt: desk.attempt, notices: &notices };
            desk.asked.extend(desk.screen.ui(ui, &model));
        })
    }

    fn wait(window: &mut Window<'_, Desk>, attempt: Attempt) {
        window.0.state_mut().attempt = attempt;
        window.0.run();
    }

    fn wrong_after(times: u32, seconds: u64) -> Attempt {
        Attempt::Wrong { times, seconds }
    }

    #[test]
    fn one_comes_to_the_field_and_enter_unlocks() {
        for by_key in [true, false] {
            let mut window = window(After::Saved);
            assert_eq!(window.at(), "Passphrase");
            assert!(window.shows("Locked") && window.shows("Your work is saved."));
            window.0.event(egui::Event::Text("twelve words".into()));
            window.0.run();
            if by_key {
                window.key(egui::Key::Enter);
            } else {
                window.press("Unlock");
            }
            assert!(window.0.state().asked == [GateAction::Unlock(secret("twelve words"))]);
        }
    }

    #[test]
    fn nothing_is_no_passphrase() {
        let mut window = window(After::Start);
        window.key(egui::Key::Enter);
        window.press("Unlock");
        assert!(window.0.state().asked.is_empty());
        assert_eq!(window.at(), "Passphrase");
    }

    #[test]
    fn while_it_opens_the_words_stay_and_nothing_else_is_asked() {
        let mut window = window(After::Saved);
        window.write("Passphrase", "twelve words");
        wait(&mut window, Attempt::Working);
        assert!(!window.is_enabled("Unlock") && !window.is_enabled("Use the recovery code"));
        assert!(window.announced().contains(&"Opening…".to_owned()));
        window.key(egui::Key::Enter);
        window.write("Passphrase", " more");
        assert!(window.0.state().asked.is_empty());
        wait(&mut window, wrong_after(1, 0));
        assert_eq!(window.at(), "Passphrase", "the focus is where one types again");
        window.key(egui::Key::Enter);
        assert!(window.0.state().asked == [GateAction::Unlock(secret("twelve words"))]);
    }

    #[test]
    fn that_it_did_not_open_is_said_in_other_words_the_next_time() {
        let mut window = window(After::Saved);
        let mut said = String::new();
        for times in 1..6 {
            wait(&mut window, Attempt::Working);
            wait(&mut window, wrong_after(times, 0));
            let now = window.announced().pop().unwrap();
            assert!(now.contains("recovery code") && now != said, "{now}");
            said = now;
        }
        let first = "That passphrase did not open it. Check Caps Lock. You can also use your recovery code.";
        assert_eq!(wrong(1), first);
    }

    #[test]
    fn the_seconds_are_seen_to_go_by_and_said_once() {
        let mut window = window(After::Saved);
        window.write("Passphrase", "twelve words");
        wait(&mut window, Attempt::Working);
        let mut said = Vec::new();
        for seconds in (0..=10).rev() {
            window.0.state_mut().attempt = wrong_after(5, seconds);
            window.0.step();
            window.key(egui::Key::Enter);
            said.push(window.announced().pop().unwrap());
            assert_eq!(window.is_enabled("Unlock"), seconds == 0);
        }
        said.dedup();
        let ends = ["You can try again in 10 seconds.", "You can try again now."];
        assert!(said.len() == 2 && said.iter().zip(ends).all(|(said, end)| said.ends_with(end)), "{said:?}");
        assert_eq!(window.0.state().asked.len(), 1, "only the last Enter was a try");
    }

    #[test]
    fn words_that_wait_are_told_of_and_so_is_what_the_program_has_to_say() {
        let mut window = window(After::WordsWait);
        assert!(window.shows("Do not close it before you have unlocked it."));
        assert!(!window.shows("Your work is saved."));
        assert!(window.shows("COUNCIL-LT-114 since 13:40"));
        window.press("Try again");
        window.press("Use the recovery code");
        assert!(window.0.state().asked == [GateAction::TryAgain, GateAction::UseCode]);
    }

    #[test]
    fn what_was_typed_is_nowhere_to_be_read() {
        let mut window = window(After::Saved);
        window.write("Passphrase", "CANARY in a mine");
        window.press("Show what is typed: Passphrase");
        assert!(window.has_button("Hide what is typed: Passphrase"));
        assert!(!window.all_words().contains("CANARY"));
        let desk = window.0.state_mut();
        desk.asked.clear();
        let ctx = window.0.ctx.clone();
        window.0.state_mut().screen.forget(&ctx);
        window.0.run();
        window.key(egui::Key::Enter);
        assert!(window.0.state().asked.is_empty(), "nothing is left to unlock with");
    }
}
