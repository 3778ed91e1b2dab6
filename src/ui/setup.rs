//! Set up a session: one page, two minutes. Nothing is needed but a checklist.

use egui::{RichText, Ui, accesskit::Role};
use serde::{Deserialize, Serialize};

use super::{
    Action, Place, a11y,
    carry_over::CarryOver,
    coded, control, field, frame,
    theme::{self, space},
};
use crate::{
    checklist::{Checklist, Kind, Library, counted},
    session::{Date, Day, DeleteOn, Pair, Person, Retention, Setup, Summary, Who},
};

/// What both agree to before the first word.
const GROUND_RULES: [&str; 6] = [
    "The presenter brings the report, and owns every word that is kept. The colleague asks.",
    "We question the words on the screen, not the person.",
    "Either of us may say ‘pause’ or ‘park it’, and needs no reason.",
    "Feelings may be said. They are not written down, and nobody asks why about them.",
    "The colleague asks questions only, and gives no advice until the report is weighed.",
    "If a child is unsafe now: stop and phone.",
];

/// The name of the day on which it is deleted, where that is another one.
const DELETE_DATE: &str = "Delete date";

/// Fields stand side by side where each has at least this many points.
const LEAST: f32 = 280.0;

/// The screen. What is typed stays in it until the session begins.
#[derive(Debug, Serialize, Deserialize)]
pub struct SetUp {
    /// The id of the chosen checklist.
    checklist: String,
    /// The id of one of its paces.
    pace: String,
    setup: Setup,
    carry_over: CarryOver,
    /// The name and the reference as they were filled in from an earlier session; they count as blank as long as nobody has
    /// changed them.
    filled_in: (String, String),
    /// It is to be deleted on another day than so long after the hearing.
    on_another_day: bool,
    /// That day, as typed.
    delete_day: Day,
    /// Start was pressed while a date was not a day.
    look_again: bool,
    #[serde(skip)]
    move_focus: Option<MoveFocus>,
}

/// Where the focus goes with the next frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum MoveFocus {
    Summary,
    HearingDate,
    DeleteDate,
}

impl SetUp {
    /// Blank, with this checklist or the first one.
    #[must_use]
    pub fn new(library: &Library, checklist: Option<&str>) -> Self {
        let mut screen = Self {
            checklist: String::new(),
            pace: String::new(),
            setup: Setup::default(),
            carry_over: CarryOver::default(),
            filled_in: (String::new(), String::new()),
            on_another_day: false,
            delete_day: Day::default(),
            look_again: false,
            move_focus: None,
        };
        let chosen = checklist.and_then(|id| library.checklist(id)).or(library.sound.first());
        if let Some(chosen) = chosen {
            screen.choose(&chosen.checklist, "");
        }
        screen
    }

    /// Opened again before a session began: what was typed stays, with this checklist if one was asked for.
    pub fn again(&mut self, library: &Library, checklist: Option<&str>) {
        let before = library.checklist(&self.checklist).map_or("", |one| one.checklist.meeting.as_str());
        let asked = checklist.or(self.checklist.is_empty().then_some(""));
        if let Some(id) = asked
            && let Some(chosen) = library.checklist(id).or(library.sound.first())
        {
            self.choose(&chosen.checklist, before);
        }
    }

    /// Takes a checklist, its first pace, and its kind of hearing unless something else than `untouched` was typed there.
    fn choose(&mut self, checklist: &Checklist, untouched: &str) {
        self.checklist.clone_from(&checklist.id);
        if checklist.pace(&self.pace).is_none() {
            self.pace = checklist.paces.first().map(|pace| pace.id.clone()).unwrap_or_default();
        }
        if self.setup.hearing == untouched {
            self.setup.hearing.clone_from(&checklist.meeting);
        }
    }

    /// `kept` are the sessions from which something can be carried over, in any order.
    pub fn ui(&mut self, ui: &mut Ui, library: &Library, kept: &[Summary], retention: Retention) -> Option<Action> {
        frame::page(ui, "set up", |ui| {
            let home = control::link(ui, "Home").clicked();
            a11y::heading(ui, 1, "Set up a session");
            let mut action = home.then_some(Action::Back);
            if library.sound.is_empty() {
                field::body(ui, "There is no checklist to use yet.");
                let look = control::main_button(ui, "Checklists").clicked();
                return action.or(look.then_some(Action::Go(Place::Library)));
            }
            self.summary(ui, retention);
            privacy(ui);
            action = action.or(self.which(ui, library));
            self.pace(ui, library);
            self.about(ui);
            self.carry_over(ui, library, kept);
            self.people(ui);
            self.delete(ui, retention);
            ui.add_space(space::M);
            control::disclosure(ui, "ground rules", "Ground rules in short", false, |ui| {
                for rule in GROUND_RULES {
                    field::body(ui, rule);
                }
            });
            ui.add_space(space::M);
            if control::main_button(ui, "Start").clicked() {
                action = action.or(self.start(kept, retention));
            }
            action
        })
    }

    /// The dates in which something was typed that is no day.
    fn no_days(&self, retention: Retention) -> Vec<(&'static str, MoveFocus)> {
        let deleted_on = self.on_another_day && !retention.fixed;
        let dates = [
            ("Hearing date", MoveFocus::HearingDate, is_day_or_blank(&self.setup.hearing_date.day)),
            (DELETE_DATE, MoveFocus::DeleteDate, !deleted_on || is_day_or_blank(&self.delete_day)),
        ];
        dates.into_iter().filter(|(.., is_day)| !is_day).map(|(name, place, _)| (name, place)).collect()
    }

    /// What is to be looked at again before the session can begin.
    fn summary(&mut self, ui: &mut Ui, retention: Retention) {
        let no_days = self.no_days(retention);
        self.look_again &= !no_days.is_empty();
        if !self.look_again {
            return;
        }
        frame::band(ui, theme::tokens(ui).warn, |ui| {
            a11y::heading(ui, 2, &format!("{} to look at before you start", counted(no_days.len(), "thing")));
            for (name, place) in no_days {
                let link = control::link(ui, &format!("{name}: {}", field::NO_DAY));
                if self.move_focus == Some(MoveFocus::Summary) {
                    self.move_focus = None;
                    link.request_focus();
                }
                if link.clicked() {
                    self.move_focus = Some(place);
                }
            }
            field::body(ui, "You can also leave it empty. Everything that you typed is still here.");
        });
    }

    fn which(&mut self, ui: &mut Ui, library: &Library) -> Option<Action> {
        let name = "Which checklist";
        heading(ui, name);
        let beside: Vec<String> =
            library.sound.iter().map(|one| format!("version {}", one.checklist.version)).collect();
        let rows: Vec<(&str, &str)> = library
            .sound
            .iter()
            .zip(&beside)
            .map(|(one, version)| (one.checklist.title.as_str(), version.as_str()))
            .collect();
        let mut at = library.sound.iter().position(|one| one.checklist.id == self.checklist).unwrap_or(0);
        let before = library.checklist(&self.checklist).map_or("", |one| one.checklist.meeting.as_str());
        control::one_of_rows(ui, name, &mut at, &rows);
        let chosen = &library.sound[at].checklist;
        // The file may have left the shelf since it was chosen.
        if chosen.id != self.checklist {
            self.choose(chosen, before);
        }
        field::body(ui, &chosen.purpose);
        control::button(ui, "Read it").clicked().then(|| Action::Go(Place::Checklist(chosen.id.clone())))
    }

    fn pace(&mut self, ui: &mut Ui, library: &Library) {
        let Some(chosen) = library.checklist(&self.checklist) else { return };
        ui.add_space(space::M);
        field::label(ui, "Pace");
        let paces: Vec<(&str, &str)> =
            chosen.checklist.paces.iter().map(|pace| (pace.id.as_str(), pace.title.as_str())).collect();
        let mut pace = paces.iter().find(|(id, _)| *id == self.pace).map_or("", |(id, _)| id);
        if control::one_of_always(ui, "Pace", &mut pace, &paces) {
            pace.clone_into(&mut self.pace);
        }
        field::hint(ui, "It never stops you");
    }

    fn about(&mut self, ui: &mut Ui) {
        heading(ui, "The hearing and the child");
        let Setup { people: _, child, reference, hearing, hearing_date, delete_on: _, carried: _ } = &mut self.setup;
        field::line(ui, "Kind of hearing", hearing);
        ui.add_space(space::XS);
        // No box to take a tick out of first: an empty day is one that is not set.
        let date = field::day(ui, "Hearing date", &mut hearing_date.day);
        field::hint(ui, "Leave it empty while it is not set yet");
        if self.move_focus == Some(MoveFocus::HearingDate) {
            self.move_focus = None;
            date.request_focus();
        }
        ui.add_space(space::XS);
        let mut child = |ui: &mut Ui| {
            let hint = "A name that is not the child's. It stands in the questions";
            coded::line(ui, "Name to use for the child", hint, child);
        };
        let mut reference =
            |ui: &mut Ui| coded::line(ui, "Your reference", "A code that only you can match", reference);
        field::side_by_side(ui, LEAST, &mut [&mut child, &mut reference]);
    }

    /// A session that goes on from another is about the same child: name and reference are filled in from there, so that the
    /// session after this one finds this one. What was typed stays.
    fn goes_on_from(&mut self, earlier: &Summary) {
        let (child, reference) = (&mut self.setup.child, &mut self.setup.reference);
        let (child_before, reference_before) = &self.filled_in;
        let typed = |text: &str, before: &str| !text.trim().is_empty() && text != before;
        let typed_child = typed(child, child_before);
        let typed_reference = typed(reference, reference_before);
        let is_another =
            (typed_child && !earlier.is_about("", child)) || (typed_reference && !earlier.is_about(reference, ""));
        if is_another {
            return;
        }
        if !typed_child {
            child.clone_from(&earlier.child);
        }
        if !typed_reference {
            reference.clone_from(&earlier.reference);
        }
        self.filled_in = (child.clone(), reference.clone());
    }

    /// From which session promises and actions come along; nothing of it while none is kept.
    fn carry_over(&mut self, ui: &mut Ui, library: &Library, kept: &[Summary]) {
        if kept.is_empty() {
            return;
        }
        heading(ui, CarryOver::NAME);
        if let Some(picked) = self.carry_over.ui(ui, &self.setup.reference, &self.setup.child, kept) {
            self.goes_on_from(picked);
        }
        let asks = library.checklist(&self.checklist).is_none_or(|one| {
            let mut items = one.checklist.at_pace(&self.pace).flat_map(|(_, items)| items);
            items.any(|item| item.kind == Kind::LastTime)
        });
        if !asks && self.carry_over.chosen(&self.setup.reference, &self.setup.child, kept).is_some() {
            field::hint(
                ui,
                "This checklist does not ask about last time. What is open waits for the session after it.",
            );
        }
    }

    fn people(&mut self, ui: &mut Ui) {
        heading(ui, "Who is here");
        let people = &mut self.setup.people;
        let Pair { first, second } = &mut people.persons;
        let (presenter, colleague) = match people.presenter {
            Who::First => (first, second),
            Who::Second => (second, first),
        };
        let mut presenter = |ui: &mut Ui| person(ui, "Presenter", "Brings the report", presenter);
        let mut colleague = |ui: &mut Ui| person(ui, "Colleague", "Asks the questions", colleague);
        field::side_by_side(ui, LEAST, &mut [&mut presenter, &mut colleague]);
        if control::button(ui, "Swap").clicked() {
            people.swap_roles();
        }
    }

    /// When it goes from this computer. It is asked here, when people are calm.
    fn delete(&mut self, ui: &mut Ui, retention: Retention) {
        let name = "Delete from this computer on";
        heading(ui, name);
        let Date { day, not_set: _ } = &self.setup.hearing_date;
        let usual = DeleteOn::AfterHearing { days: retention.days }.words(day.date());
        if retention.fixed {
            field::body(ui, &format!("{usual} (set by your organisation)"));
        } else {
            control::one_of_always(ui, name, &mut self.on_another_day, &[(false, &usual), (true, "Another day")]);
            if self.on_another_day {
                ui.add_space(space::XS);
                let date = field::day(ui, DELETE_DATE, &mut self.delete_day);
                if self.move_focus == Some(MoveFocus::DeleteDate) {
                    self.move_focus = None;
                    date.request_focus();
                }
            }
        }
        field::hint(ui, "You are asked before anything is deleted.");
    }

    /// When the session is to be deleted, as chosen. No day on another day is the usual one.
    fn delete_on(&self, retention: Retention) -> DeleteOn {
        let another = self.delete_day.date().filter(|_| self.on_another_day && !retention.fixed);
        another.map_or(DeleteOn::AfterHearing { days: retention.days }, DeleteOn::On)
    }

    /// The session begins, unless something was typed as a date that is no day.
    fn start(&mut self, kept: &[Summary], retention: Retention) -> Option<Action> {
        if !self.no_days(retention).is_empty() {
            self.look_again = true;
            self.move_focus = Some(MoveFocus::Summary);
            return None;
        }
        let mut setup = Box::new(self.setup.clone());
        setup.hearing_date.not_set = setup.hearing_date.day.is_blank();
        setup.delete_on = self.delete_on(retention);
        let carry = self.carry_over.chosen(&setup.reference, &setup.child, kept).map(|one| one.id.clone());
        Some(Action::Begin { checklist: self.checklist.clone(), pace: self.pace.clone(), setup, carry })
    }
}

fn is_day_or_blank(day: &Day) -> bool {
    day.is_blank() || day.date().is_some()
}

fn heading(ui: &mut Ui, words: &str) {
    ui.add_space(space::L);
    a11y::heading(ui, 2, words);
}

fn privacy(ui: &mut Ui) {
    frame::band(ui, theme::tokens(ui).info, |ui| {
        field::body(ui, "This stays on this computer, encrypted. Use initials or a reference, not full names.");
        field::body(ui, "It is not the child's case record. The child or family may have a right to see it.");
    });
}

fn person(ui: &mut Ui, part: &str, does: &str, person: &mut Person) {
    let Person { name, role, newly_qualified } = person;
    a11y::group(ui, Role::Group, part, |ui| {
        ui.label(RichText::new(part).text_style(theme::h3()));
        field::hint(ui, does);
        field::line(ui, &format!("{part}'s initials or first name"), name);
        field::line(ui, &format!("{part}'s job"), role);
        ui.checkbox(newly_qualified, "Newly qualified: asked first, so that nobody leads");
        ui.add_space(space::S);
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checklist::shipped;

    #[test]
    fn nothing_is_needed_but_a_checklist() {
        let library = Library::read(shipped());
        let mut screen = SetUp::new(&library, Some("cso_review"));
        let Some(Action::Begin { checklist, pace, setup, carry }) = screen.start(&[], Retention::default()) else {
            panic!("it begins")
        };
        assert_eq!((checklist.as_str(), pace.as_str()), ("cso_review", "full"));
        assert_eq!(setup.hearing, "Children's hearing: review");
        assert!(setup.hearing_date.not_set && carry.is_none());
    }

    #[test]
    fn what_was_typed_is_there_when_set_up_is_opened_again() {
        let library = Library::read(shipped());
        let mut screen = SetUp::new(&library, None);
        screen.setup.child = "Ailsa".to_owned();
        screen.again(&library, Some("cso_review"));
        screen.again(&library, None);
        assert_eq!((screen.setup.child.as_str(), screen.checklist.as_str()), ("Ailsa", "cso_review"));
    }

    #[test]
    fn going_on_from_a_session_fills_in_whom_it_was_about_and_replaces_nothing_that_was_typed() {
        let kept = |child: &str, reference: &str| Summary {
            id: reference.into(),
            title: "Review".into(),
            child: child.into(),
            reference: reference.into(),
            hearing_day: None,
            talked_through: 0,
            sections: 14,
            left_at: None,
            last_words: String::new(),
            opened: chrono::NaiveDateTime::default(),
            changed: chrono::NaiveDateTime::default(),
            finished: None,
            reflection_open: false,
            delete_day: None,
            decision_note: None,
        };
        let (ailsa, skye) = (kept("Ailsa", "AB12"), kept("Skye", "SK14"));
        let rows = [
            (("", ""), vec![&skye], ("Skye", "SK14")),
            // They change their mind.
            (("", ""), vec![&skye, &ailsa], ("Ailsa", "AB12")),
            (("skye", ""), vec![&skye], ("skye", "SK14")),
            (("", "sk14"), vec![&skye], ("Skye", "sk14")),
            // Another child's: it is said beside the list, and nothing is filled in.
            (("Rory", ""), vec![&skye], ("Rory", "")),
            (("", "CD07"), vec![&skye], ("", "CD07")),
            (("Skye", "CD07"), vec![&skye], ("Skye", "CD07")),
        ];
        for ((child, reference), picks, expected) in rows {
            let mut screen = SetUp::new(&Library::read(shipped()), None);
            (screen.setup.child, screen.setup.reference) = (child.into(), reference.into());
            for earlier in picks {
                screen.goes_on_from(earlier);
            }
            assert_eq!((screen.setup.child.as_str(), screen.setup.reference.as_str()), expected);
        }
    }

    #[test]
    fn a_date_that_is_no_day_is_kept_and_asked_about() {
        let mut screen = SetUp::new(&Library::read(shipped()), None);
        let day = Day { day: "31".into(), month: "june".into(), year: "2026".into() };
        screen.setup.hearing_date.day = day.clone();
        assert_eq!(screen.start(&[], Retention::default()), None);
        assert!(screen.look_again && screen.setup.hearing_date.day == day);
        screen.setup.hearing_date.day.day = "30".into();
        assert!(screen.start(&[], Retention::default()).is_some());
    }

    #[test]
    fn a_session_goes_after_the_hearing_or_on_the_day_that_was_given() {
        let day = |text: &str| {
            let mut words = text.split(' ').map(str::to_owned);
            let mut next = || words.next().unwrap_or_default();
            Day { day: next(), month: next(), year: next() }
        };
        let usual = Retention::default();
        let fixed = Retention { days: 14, fixed: true };
        let on = |day, month| DeleteOn::On(chrono::NaiveDate::from_ymd_opt(2026, month, day).unwrap());
        let rows = [
            (usual, false, "", Some(DeleteOn::AfterHearing { days: 28 })),
            (usual, true, "24 july 2026", Some(on(24, 7))),
            // It was typed, and then the usual day was chosen after all.
            (usual, false, "24 july 2026", Some(DeleteOn::AfterHearing { days: 28 })),
            (usual, true, "", Some(DeleteOn::AfterHearing { days: 28 })),
            (usual, true, "31 june 2026", None),
            (Retention { days: 42, fixed: false }, false, "", Some(DeleteOn::AfterHearing { days: 42 })),
            // It was chosen before the organisation said so.
            (fixed, true, "24 july 2026", Some(DeleteOn::AfterHearing { days: 14 })),
            (fixed, true, "31 june 2026", Some(DeleteOn::AfterHearing { days: 14 })),
        ];
        for (retention, on_another_day, typed, expected) in rows {
            let mut screen = SetUp::new(&Library::read(shipped()), None);
            (screen.on_another_day, screen.delete_day) = (on_another_day, day(typed));
            let began = match screen.start(&[], retention) {
                Some(Action::Begin { setup, .. }) => Some(setup.delete_on),
                _ => None,
            };
            assert_eq!(began, expected, "{typed}");
            assert_eq!(screen.look_again, expected.is_none());
        }
    }
}
