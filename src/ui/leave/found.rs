//! Step 3: what might tell who it is. It shows, and people say what becomes of it.

use egui::{Ui, accesskit::Role};

use super::{
    Becomes, Found, Leave,
    names::{Names, suggestions},
};
use crate::{
    checklist::counted,
    record::{
        Choice, Doc, Kept, places,
        privacy::{Finding, FindingKind},
    },
    ui::{
        Writes, a11y, control, field, frame,
        theme::{self, space},
    },
};

/// Said wherever the check speaks.
const MISSES: &str = "A check like this looks at the form of words. It misses things, so read the note yourself.";

impl Leave {
    /// Gives how many findings have no answer, and the words of the first.
    pub(super) fn found(&mut self, ui: &mut Ui, kept: &mut Kept, writes: Writes) -> (usize, Option<String>) {
        ui.add_space(space::L);
        a11y::heading(ui, 2, "3. What might tell who it is");
        let Some(made) = &self.made else { return (0, None) };
        let findings = made.found.clone();
        if findings.is_empty() {
            field::body(
                ui,
                "Nothing in this note looks like a name, a number of somebody's, a date of birth or a place.",
            );
            field::hint(ui, MISSES);
            return (0, None);
        }
        field::body(ui, "Say what becomes of each. It changes the copy that leaves, and nothing that is kept.");
        field::hint(ui, MISSES);
        for kind in FindingKind::ALL {
            let of_kind: Vec<&Found> = findings.iter().filter(|one| one.finding.kind == kind).collect();
            if of_kind.is_empty() {
                continue;
            }
            ui.add_space(space::S);
            a11y::heading(ui, 3, &format!("{} ({})", kind.words(), of_kind.len()));
            field::hint(ui, kind.help());
            frame::card(ui, |ui| {
                for (at, found) in of_kind.into_iter().enumerate() {
                    if at > 0 {
                        ui.separator();
                    }
                    ui.push_id((kind, &found.finding.words), |ui| self.one(ui, found, kept, writes));
                }
            });
        }
        let called = &kept.session().called;
        let mut open = findings.iter().map(|one| &one.finding).filter(|one| self.choice(one, called).is_none());
        let first = open.next().map(|one| one.words.clone());
        let count = open.count() + usize::from(first.is_some());
        a11y::live(ui, &in_words(count), false);
        (count, first)
    }

    fn one(&mut self, ui: &mut Ui, found: &Found, kept: &mut Kept, writes: Writes) {
        let Found { finding, stands } = found;
        let Finding { kind, words, times } = finding;
        let quoted = format!("“{words}”");
        a11y::group(ui, Role::Group, &quoted, |ui| {
            ui.label(theme::text(ui, &quoted, theme::strong()));
            field::hint(ui, &format!("{}, in {stands}", counted(*times, "time")));
            let choice = self.choice(finding, &kept.session().called);
            let mut becomes = match (&choice, self.becomes(words)) {
                (Some(Choice::TakeOut), _) => Some(Becomes::TakenOut),
                (Some(Choice::Keep), _) => Some(Becomes::Kept),
                (Some(Choice::Say(_)), _) => Some(Becomes::Role),
                (None, Some(Becomes::Role)) if self.names == Names::ByRole => Some(Becomes::Role),
                (None, _) => None,
            };
            if self.lead.as_ref() == Some(words) {
                self.lead = None;
                a11y::focus_next(ui);
            }
            let mut options = vec![(Becomes::TakenOut, "Take it out")];
            if kind.may_stay(self.which) {
                options.push((Becomes::Kept, "Keep it"));
            }
            if *kind == FindingKind::Name {
                options.push((Becomes::Role, "Say who it is"));
            }
            let name = format!("What becomes of {quoted}");
            if control::one_of_about(ui, &name, words, &mut becomes, &options) {
                self.set(words, becomes);
                if becomes == Some(Becomes::Role) {
                    self.names = Names::ByRole;
                    if writes == Writes::Yes && kept.session().called.iter().all(|one| one.name.trim() != words) {
                        kept.call(words, "");
                    }
                }
            }
            if becomes == Some(Becomes::Role) {
                ui.add_enabled_ui(writes == Writes::Yes, |ui| who(ui, kept, words));
            }
        });
    }
}

/// Who somebody is: a field of the list, here beside the name.
fn who(ui: &mut Ui, kept: &mut Kept, words: &str) {
    let listed = kept.session().called.clone();
    let Some(person) = kept.called_mut().iter_mut().find(|one| one.name.trim() == words) else { return };
    field::name(ui, &format!("Who “{words}” is to the child"), &mut person.role);
    suggestions(ui, &listed, words, &mut person.role);
}

/// The sections in which it stands.
pub(super) fn stands(doc: &Doc, words: &str) -> String {
    const MOST: usize = 4;
    let places = places(doc, words);
    let more = places.len().saturating_sub(MOST);
    let named = places.into_iter().take(MOST);
    let named =
        named.map(|place| if place == doc.title() { "the head of the note".to_owned() } else { format!("‘{place}’") });
    let mut named: Vec<String> = named.collect();
    named.extend((more > 0).then(|| format!("and {more} more")));
    named.join(", ")
}

fn in_words(open: usize) -> String {
    match open {
        0 => "All of them have an answer.".to_owned(),
        1 => "1 of them has no answer yet.".to_owned(),
        n => format!("{n} of them have no answer yet."),
    }
}
