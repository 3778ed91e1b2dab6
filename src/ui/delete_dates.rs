//! Delete dates: what reaches its day, what is in the bin, and what has gone. A person decides each time; a date alone
//! deletes nothing.

use chrono::{NaiveDate, NaiveDateTime};
use egui::{Id, RichText, Ui, accesskit::Role};

use super::{
    Action, Writes, a11y, answers, control, delete, field, frame, parts, sessions,
    theme::{self, space},
    when,
};
use crate::{
    checklist::{counted, readable_date},
    session::{Day, Retention, Summary, after_the_hearing},
};

/// A session that is listed reaches its date within so many days.
pub const AHEAD: i64 = 31;

/// What the screen shows.
pub struct DatesModel<'a> {
    /// In any order.
    pub sessions: &'a [Summary],
    pub bin: &'a [BinRow],
    /// The newest first.
    pub receipts: &'a [Receipt],
    pub retention: Retention,
    /// What the computer says.
    pub today: NaiveDate,
    /// The computer's clock has jumped, and nobody has said that it is right.
    pub clock_in_doubt: bool,
    pub writes: Writes,
}

/// A session in the bin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BinRow {
    pub id: String,
    /// As it is called in lists.
    pub name: String,
    /// Local time.
    pub put: NaiveDateTime,
    /// The day on which it is removed for good.
    pub gone_on: NaiveDate,
}

/// That something was removed for good. Nothing of what it held is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Local time.
    pub at: NaiveDateTime,
    pub backups: usize,
    /// The random letters that were the name of its file.
    pub letters: String,
}

/// How many sessions have reached their date, or do so within [`AHEAD`] days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Near {
    pub reached: usize,
    pub soon: usize,
}

/// The screen. It holds which session is to be kept longer, and until when as far as that is typed.
#[derive(Debug, Default)]
pub struct DeleteDates {
    keep: Option<Keep>,
}

#[derive(Debug)]
struct Keep {
    id: String,
    until: Day,
    /// It was pressed while there was no day that could be meant.
    look_again: bool,
}

impl DeleteDates {
    pub fn ui(&mut self, ui: &mut Ui, model: &DatesModel<'_>) -> Option<Action> {
        frame::page(ui, "delete dates", |ui| {
            let mut action = parts::back(ui);
            a11y::heading(ui, 1, "Delete dates");
            let Retention { days, fixed } = model.retention;
            let whose = if fixed { "Your organisation sets this." } else { "You can choose another day for each." };
            field::body(ui, &format!("A session is kept until {}. {whose}", after_the_hearing(days)));
            field::body(ui, "You are asked before anything is deleted.");
            if model.writes == Writes::No {
                field::body(ui, "This window only reads. Delete and put back in the one that writes.");
            }
            if model.clock_in_doubt {
                action = action.or(clock(ui, model));
            }
            let (mut near, mut without): (Vec<&Summary>, Vec<&Summary>) = model
                .sessions
                .iter()
                .filter(|one| is_near(one, model.today) || one.delete_day.is_none())
                .partition(|one| one.delete_day.is_some());
            near.sort_by_key(|one| (one.delete_day, one.opened));
            without.sort_by_key(|one| one.opened);
            parts::gap(ui);
            let heading = format!("Sessions that reach their date within {AHEAD} days");
            arriving_heading(ui, &heading, sessions_place());
            if near.is_empty() {
                field::body(ui, "There are none.");
            }
            action = action.or(self.rows(ui, &near, model));
            if !without.is_empty() {
                parts::gap(ui);
                a11y::heading(ui, 2, "Sessions without a date");
                field::body(ui, "Their hearing has no day yet, so none is counted from it.");
                action = action.or(self.rows(ui, &without, model));
            }
            action = action.or(bin(ui, model));
            action.or(receipts(ui, model.receipts))
        })
    }

    fn rows(&mut self, ui: &mut Ui, rows: &[&Summary], model: &DatesModel<'_>) -> Option<Action> {
        let mut action = None;
        for session in rows {
            let group = format!("{}, begun {}", sessions::full_name(session), answers::moment(session.opened));
            a11y::group(ui, Role::Group, &group, |ui| {
                frame::card(ui, |ui| action = action.take().or(self.row(ui, session, model)));
            });
            ui.add_space(space::S);
        }
        action
    }

    fn row(&mut self, ui: &mut Ui, session: &Summary, model: &DatesModel<'_>) -> Option<Action> {
        let mut action = None;
        ui.spacing_mut().item_spacing.y = space::XS;
        ui.label(RichText::new(sessions::full_name(session)).text_style(theme::strong()));
        field::body(ui, &date_in_words(session.delete_day, model.today));
        let begun = readable_date(session.opened.date());
        let stands = if session.finished.is_some() { "Finished" } else { "Not finished" };
        field::hint(ui, &format!("{}, begun on {begun}. {stands}", session.title));
        field::hint(ui, &taken_out(session.decision_note));
        if model.writes == Writes::No {
            return None;
        }
        ui.add_space(space::XS);
        let keeping = self.keep.as_ref().is_some_and(|keep| keep.id == session.id);
        ui.horizontal_wrapped(|ui| {
            delete::button(ui, &session.id, session.name());
            let place = keep_place(&session.id);
            if !keeping && !model.retention.fixed {
                if a11y::arrives(ui, place) {
                    a11y::focus_next(ui);
                }
                if sessions::button_of(ui, "Keep until…", session.name()) {
                    let until = session.delete_day.map(Day::from).unwrap_or_default();
                    self.keep = Some(Keep { id: session.id.clone(), until, look_again: false });
                    a11y::lead(ui, place);
                }
            }
        });
        if delete::question(ui, &session.id, session.name()) {
            self.keep = None;
            a11y::lead(ui, bin_place());
            action = Some(Action::Delete(session.id.clone()));
        }
        if keeping && !model.retention.fixed {
            action = action.or(self.keep_until(ui, session, model.today));
        }
        action
    }

    /// Until when, and what that changes.
    fn keep_until(&mut self, ui: &mut Ui, session: &Summary, today: NaiveDate) -> Option<Action> {
        let Some(keep) = &mut self.keep else { return None };
        let place = keep_place(&session.id);
        let name = session.name();
        let mut answer = None;
        ui.add_space(space::S);
        a11y::group(ui, Role::Group, &format!("Keep {name} until"), |ui| {
            let arrives = a11y::arrives(ui, place);
            let first = field::day(ui, "Keep it until", &mut keep.until);
            if arrives {
                first.request_focus();
            }
            let until = keep.until.date().filter(|day| *day >= today);
            keep.look_again &= until.is_none();
            match until {
                Some(day) => drop(field::body(ui, &change_in_words(name, session.delete_day, day))),
                None if keep.look_again => field::notice(ui, "Write a day that is still to come."),
                None => {}
            }
            ui.horizontal_wrapped(|ui| {
                if sessions::button_of(ui, "Keep it until then", name) {
                    answer = until.map(Some);
                    keep.look_again = until.is_none();
                    if until.is_none() {
                        first.request_focus();
                    }
                }
                if sessions::button_of(ui, "Leave its date", name) {
                    answer = Some(None);
                }
            });
        });
        let until = answer?;
        self.keep = None;
        if until.is_some() {
            a11y::lead(ui, sessions_place());
        } else {
            a11y::lead(ui, place);
        }
        until.map(|day| Action::KeepUntil(session.id.clone(), day))
    }
}

fn clock(ui: &mut Ui, model: &DatesModel<'_>) -> Option<Action> {
    let tint = theme::tokens(ui).warn;
    ui.add_space(space::S);
    let today = readable_date(model.today);
    frame::band(ui, tint, |ui| {
        a11y::heading(ui, 2, &format!("This computer says that it is {today}. Is that right?"));
        field::body(ui, "Nothing is removed from the bin before you say so.");
        field::body(ui, "If it is another day, set the computer's clock first.");
        let writes = model.writes == Writes::Yes;
        (writes && control::button(ui, "Yes, remove what is due").clicked()).then_some(Action::DateIsRight)
    })
}

fn bin(ui: &mut Ui, model: &DatesModel<'_>) -> Option<Action> {
    parts::gap(ui);
    arriving_heading(ui, "In the bin", bin_place());
    if model.bin.is_empty() {
        field::body(ui, "The bin is empty.");
        return None;
    }
    let mut action = None;
    frame::card(ui, |ui| {
        for (at, row) in model.bin.iter().enumerate() {
            if at > 0 {
                ui.separator();
            }
            if bin_row(ui, row, model.writes) {
                a11y::lead(ui, sessions_place());
                action = Some(Action::PutBack(row.id.clone()));
            }
        }
    });
    action
}

/// A session in the bin. Returns whether it is to be put back.
pub fn bin_row(ui: &mut Ui, row: &BinRow, writes: Writes) -> bool {
    let BinRow { id: _, name, put, gone_on } = row;
    a11y::group(ui, Role::Group, &format!("{name}, in the bin since {}", answers::moment(*put)), |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        ui.label(RichText::new(name).text_style(theme::strong()));
        field::body(ui, &format!("In the bin since {}.", answers::moment(*put)));
        field::body(ui, &format!("It is removed for good on {}.", readable_date(*gone_on)));
        writes == Writes::Yes && sessions::button_of(ui, "Put it back", name)
    })
}

fn receipts(ui: &mut Ui, receipts: &[Receipt]) -> Option<Action> {
    parts::gap(ui);
    a11y::heading(ui, 2, "Receipts");
    if receipts.is_empty() {
        field::body(ui, "Nothing has been removed for good yet.");
        return None;
    }
    field::hint(ui, "A receipt says that something went, and nothing of what it held.");
    let mut action = None;
    for receipt in receipts {
        let words = receipt.words();
        a11y::group(ui, Role::Group, &words, |ui| {
            field::body(ui, &words);
            if sessions::button_of(ui, "Copy the receipt", &answers::moment(receipt.at)) {
                action = Some(Action::Copy { what: "The receipt".to_owned(), text: words.clone() });
            }
        });
        ui.add_space(space::XS);
    }
    action
}

impl Receipt {
    /// "17 June 2026, 14:02: one session with 7 backups was removed. Its letters were k3vq…".
    #[must_use]
    pub fn words(&self) -> String {
        /// Enough to tell two receipts apart.
        const LETTERS: usize = 4;
        let Self { at, backups, letters } = self;
        let with = if *backups == 0 { String::new() } else { format!(" with {}", counted(*backups, "backup")) };
        let letters: String = letters.chars().take(LETTERS).collect();
        let when = format!("{}, {}", readable_date(at.date()), when::time(at.time()));
        format!("{when}: one session{with} was removed. Its letters were {letters}…")
    }
}

impl Near {
    #[must_use]
    pub fn of(sessions: &[Summary], today: NaiveDate) -> Self {
        let near = sessions.iter().filter(|one| is_near(one, today));
        let (reached, soon): (Vec<&Summary>, Vec<&Summary>) =
            near.partition(|one| one.delete_day.is_some_and(|day| day <= today));
        Self { reached: reached.len(), soon: soon.len() }
    }

    /// "2 sessions reach their delete date within a month"; `None` if there are none.
    #[must_use]
    pub fn words(self) -> Option<String> {
        let has = |count: usize| if count == 1 { "has reached its" } else { "have reached their" };
        let reach = |count: usize| if count == 1 { "reaches its" } else { "reach their" };
        match (self.reached, self.soon) {
            (0, 0) => None,
            (0, n) => Some(format!("{} {} delete date within a month", counted(n, "session"), reach(n))),
            (n, 0) => Some(format!("{} {} delete date", counted(n, "session"), has(n))),
            (n, more) => {
                let sessions = counted(n, "session");
                Some(format!("{sessions} {} delete date, and {more} more {} within a month", has(n), reach_it(more)))
            }
        }
    }
}

fn reach_it(count: usize) -> &'static str {
    if count == 1 { "reaches it" } else { "reach it" }
}

fn is_near(session: &Summary, today: NaiveDate) -> bool {
    session.delete_day.is_some_and(|day| (day - today).num_days() <= AHEAD)
}

fn date_in_words(day: Option<NaiveDate>, today: NaiveDate) -> String {
    let Some(day) = day else { return "No delete date yet".to_owned() };
    let date = readable_date(day);
    match (day - today).num_days() {
        0 => format!("Its date is today, {date}"),
        1 => format!("Its date is tomorrow, {date}"),
        days if days > 1 => format!("Its date is {date}, in {days} days"),
        _ => format!("It reached its date on {date}"),
    }
}

fn taken_out(decision_note: Option<NaiveDateTime>) -> String {
    match decision_note {
        Some(at) => format!("A decision note was taken out on {}", readable_date(at.date())),
        None => "No decision note has been taken out".to_owned(),
    }
}

fn change_in_words(name: &str, from: Option<NaiveDate>, to: NaiveDate) -> String {
    match from {
        Some(from) if from == to => format!("That is the date of {name} already."),
        Some(from) => format!("The date of {name} changes from {} to {}.", readable_date(from), readable_date(to)),
        None => format!("The date of {name} becomes {}.", readable_date(to)),
    }
}

fn arriving_heading(ui: &mut Ui, words: &str, place: Id) {
    let seat = if a11y::arrives(ui, place) { a11y::Seat::Taken } else { a11y::Seat::Free };
    a11y::heading_to_arrive_at(ui, 2, words, seat);
}

fn sessions_place() -> Id {
    Id::unique("sessions that reach their date")
}

/// Where the focus comes when something was put into the bin.
fn bin_place() -> Id {
    Id::unique("in the bin")
}

fn keep_place(id: &str) -> Id {
    Id::unique(("keep until", id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{DeleteOn, sample};

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    #[test]
    fn what_is_near_is_counted_and_told() {
        let today = day(6, 17);
        let session = |on: Option<NaiveDate>| {
            let mut session = sample();
            session.hearing_date.not_set = true;
            session.delete_on = on.map_or_else(DeleteOn::default, DeleteOn::On);
            Summary::of(&session, None)
        };
        let (reached, now, soon) = (session(Some(day(3, 1))), session(Some(today)), session(Some(day(7, 18))));
        let (far, none) = (session(Some(day(7, 19))), session(None));
        let rows: [(&[&Summary], Option<&str>); 6] = [
            (&[], None),
            (&[&far, &none], None),
            (&[&soon, &far], Some("1 session reaches its delete date within a month")),
            (&[&soon, &soon], Some("2 sessions reach their delete date within a month")),
            (&[&reached, &now], Some("2 sessions have reached their delete date")),
            (&[&reached, &soon], Some("1 session has reached its delete date, and 1 more reaches it within a month")),
        ];
        for (sessions, words) in rows {
            let sessions: Vec<Summary> = sessions.iter().map(|one| (*one).clone()).collect();
            assert_eq!(Near::of(&sessions, today).words().as_deref(), words);
        }
    }

    #[test]
    fn a_date_and_its_change_are_told_in_words() {
        let today = day(6, 17);
        let rows = [
            (None, "No delete date yet"),
            (Some(day(6, 3)), "It reached its date on 3 June 2026"),
            (Some(today), "Its date is today, 17 June 2026"),
            (Some(day(6, 18)), "Its date is tomorrow, 18 June 2026"),
            (Some(day(6, 30)), "Its date is 30 June 2026, in 13 days"),
        ];
        for (day, words) in rows {
            assert_eq!(date_in_words(day, today), words);
        }
        let to = day(7, 24);
        let rows = [
            (None, "The date of AB12 becomes 24 July 2026."),
            (Some(day(6, 30)), "The date of AB12 changes from 30 June 2026 to 24 July 2026."),
            (Some(to), "That is the date of AB12 already."),
        ];
        for (from, words) in rows {
            assert_eq!(change_in_words("AB12", from, to), words);
        }
    }

    #[test]
    fn a_receipt_says_what_went_and_nothing_of_what_it_held() {
        let at = day(6, 17).and_hms_opt(14, 2, 11).unwrap();
        let rows = [
            (7, "17 June 2026, 14:02: one session with 7 backups was removed. Its letters were k3vq…"),
            (1, "17 June 2026, 14:02: one session with 1 backup was removed. Its letters were k3vq…"),
            (0, "17 June 2026, 14:02: one session was removed. Its letters were k3vq…"),
        ];
        for (backups, words) in rows {
            assert_eq!(Receipt { at, backups, letters: "k3vq9xw2".into() }.words(), words);
        }
    }
}
