//! Where the program opens: go on with the last session, begin one, or find another.

use chrono::{NaiveDate, NaiveDateTime};
use egui::{Key, Modifiers, RichText, Ui, accesskit::Role};

use super::{
    Action, Place, a11y,
    compare_page::Version,
    control,
    delete_dates::Near,
    field, frame, parrot, sessions,
    theme::{self, space},
    when,
};
use crate::session::Summary;

/// Said beside the button with which a session begins.
const PRIVACY: &str = "Sessions are kept on this computer, encrypted. Use initials or a reference, not full names.";

/// What Home shows.
pub struct HomeModel<'a> {
    /// The newest change first.
    pub sessions: &'a [Summary],
    pub unreadable: &'a [Unreadable],
    /// The window before ended uncleanly, and nobody has answered yet.
    pub recovered: Option<&'a Recovered>,
    /// Sessions that are kept twice, and differ.
    pub two_versions: &'a [TwoVersions],
    /// What reaches its delete date; `None` where nothing can be deleted.
    pub delete_dates: Option<Near>,
    /// Why nothing can be changed here, in a sentence or two.
    pub read_only: Option<&'a str>,
    pub today: NaiveDate,
}

/// A file that does not open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Its name, without the folder.
    pub name: String,
    /// What is the matter, in a sentence.
    pub why: String,
    /// The session of which an earlier copy opens.
    pub previous: Option<String>,
}

/// The session that was open when the program ended uncleanly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovered {
    pub id: String,
    /// As it is called in lists.
    pub name: String,
    /// Local time of the last words that are kept; `None` if only the copy before opens.
    pub kept_up_to: Option<NaiveDateTime>,
    /// The title of the section.
    pub where_left: Option<String>,
    /// Local time of the copy before, if it opens.
    pub previous: Option<NaiveDateTime>,
    /// What is newer than that copy, in a sentence.
    pub newer: Option<String>,
    /// The key of that copy, where the two can be compared.
    pub compare_with: Option<String>,
}

/// A session of which two versions are kept: neither replaces the other before somebody has looked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TwoVersions {
    pub id: String,
    /// As it is called in lists.
    pub name: String,
    pub here: Version,
    pub other: Version,
}

/// The screen. It holds only what is being looked for and what is unfolded.
#[derive(Debug, Default)]
pub struct Home {
    find: String,
    all_finished: bool,
}

impl Home {
    /// With more sessions than this they can be searched.
    const FEW: usize = 6;
    /// Finished sessions that are shown at first.
    const FINISHED: usize = 10;

    pub fn ui(&mut self, ui: &mut Ui, model: &HomeModel<'_>) -> Option<Action> {
        frame::page(ui, "home", |ui| {
            title(ui);
            ui.add_space(space::S);
            let mut action = model.recovered.and_then(|recovered| recovery(ui, recovered, model.today));
            action = action.or(two_versions(ui, model.two_versions, model.today));
            if let Some(why) = model.read_only {
                frame::band(ui, theme::tokens(ui).info, |ui| field::body(ui, why));
            }
            let newest = model.sessions.iter().find(|one| one.finished.is_none());
            if let Some(newest) = newest {
                heading(ui, if model.read_only.is_none() { "Continue" } else { "Newest open session" });
                action = action.or(frame::card(ui, |ui| card(ui, newest, model)));
            } else if model.sessions.is_empty() && model.unreadable.is_empty() {
                heading(ui, "No sessions yet");
                field::body(ui, "A session is one conversation between two people about one hearing.");
                field::body(ui, "It takes 25 to 60 minutes. You can stop at any time.");
            } else {
                heading(ui, "Nothing open");
                action = action.or(dates(ui, model));
            }
            ui.add_space(space::XS);
            field::body(ui, PRIVACY);
            ui.add_space(space::XS);
            action = action.or(routes(ui, model.read_only.is_none(), newest.is_none() && model.recovered.is_none()));
            if !model.unreadable.is_empty() {
                action = action.or(unreadable(ui, model.unreadable));
            }
            action = action.or(self.lists(ui, model, newest));
            if newest.is_some() && model.delete_dates.and_then(Near::words).is_some() {
                heading(ui, "To look at");
                action = action.or(dates(ui, model));
            }
            action
        })
    }

    /// Every session but the one of the card; or those that are being looked for.
    fn lists(&mut self, ui: &mut Ui, model: &HomeModel<'_>, newest: Option<&Summary>) -> Option<Action> {
        if model.sessions.len() > Self::FEW {
            ui.add_space(space::L);
            let found = field::line(ui, "Find a session", &mut self.find);
            if ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::F)) {
                found.request_focus();
            }
            if !self.find.trim().is_empty() {
                let found: Vec<&Summary> =
                    model.sessions.iter().filter(|one| sessions::matches(one, &self.find)).collect();
                a11y::live(ui, &matches_in_words(found.len(), self.find.trim()), false);
                return sessions::rows(ui, &found, model.today);
            }
            field::hint(ui, "By reference, name used for the child, or checklist. Ctrl+F comes here");
        }
        let (finished, open): (Vec<&Summary>, Vec<&Summary>) =
            model.sessions.iter().partition(|one| one.finished.is_some());
        let others: Vec<&Summary> = open.into_iter().filter(|one| Some(*one) != newest).collect();
        let mut action = None;
        if !others.is_empty() {
            heading(ui, "Other open sessions");
            action = sessions::rows(ui, &others, model.today);
        }
        if !finished.is_empty() {
            heading(ui, "Finished sessions");
            let shown = if self.all_finished { finished.len() } else { finished.len().min(Self::FINISHED) };
            action = action.or(sessions::rows(ui, &finished[..shown], model.today));
            if shown < finished.len() {
                self.all_finished = control::button(ui, &format!("Show all {}", finished.len())).clicked();
            }
        }
        action
    }
}

fn title(ui: &mut Ui) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        parrot::parrot(ui, 56.0);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            a11y::heading_in(ui, 1, "But Why?", theme::display());
            field::body(ui, "Two people find what a report rests on, what is missing, and what the child has said.");
        });
    });
}

fn heading(ui: &mut Ui, words: &str) {
    ui.add_space(space::M);
    a11y::heading(ui, 2, words);
}

fn recovery(ui: &mut Ui, recovered: &Recovered, today: NaiveDate) -> Option<Action> {
    let Recovered { id, name, kept_up_to, where_left, previous, newer, compare_with } = recovered;
    let mut action = None;
    frame::band(ui, theme::tokens(ui).warn, |ui| {
        ui.label(RichText::new(name).text_style(theme::strong()));
        field::body(ui, &kept(*kept_up_to, where_left.as_deref(), today));
        if let Some(newer) = newer {
            field::body(ui, newer);
        }
        ui.horizontal_wrapped(|ui| {
            if kept_up_to.is_some() && control::main_button(ui, "Open from there").clicked() {
                action = Some(Action::Open(id.clone()));
            }
            if let Some(previous) = previous {
                let words =
                    format!("Open the copy from {}", time_and_day(when::time(previous.time()), *previous, today));
                if control::button(ui, &words).clicked() {
                    action = Some(Action::OpenPrevious(id.clone()));
                }
            }
            if let Some(with) = compare_with
                && control::button(ui, "Compare the two").clicked()
            {
                action = Some(Action::Compare { id: id.clone(), with: with.clone() });
            }
            if control::button(ui, "Leave it").clicked() {
                action = Some(Action::RecoveryAnswered);
            }
        });
    });
    action
}

/// What is left after an unclean end.
fn kept(up_to: Option<NaiveDateTime>, where_left: Option<&str>, today: NaiveDate) -> String {
    let end = "The program closed before it could tidy up.";
    let Some(up_to) = up_to else { return format!("{end} What was kept last does not open. An earlier copy does.") };
    let time = time_and_day(when::exact_time(up_to.time()), up_to, today);
    let section = where_left.map(|section| format!(", in ‘{section}’")).unwrap_or_default();
    format!("{end} We kept your words up to {time}{section}.")
}

/// A time, and the day too if it is another one.
fn time_and_day(time: String, at: NaiveDateTime, today: NaiveDate) -> String {
    if at.date() == today { time } else { format!("{time} on {}", at.format("%-d %B")) }
}

/// The newest open session, with what helps to go on where it was left.
fn card(ui: &mut Ui, session: &Summary, model: &HomeModel<'_>) -> Option<Action> {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        a11y::heading(ui, 3, &sessions::full_name(session));
        field::body(ui, &session.title);
        field::body(ui, &when::hearing(session.hearing_day, model.today));
        ui.add_space(space::S);
        let section = session.left_at.as_ref().map(|(section, _)| format!(" You stopped at ‘{section}’."));
        field::body(ui, &format!("{}.{}", sessions::progress(session), section.unwrap_or_default()));
        if let Some((_, prompt)) = &session.left_at {
            field::hint(ui, prompt);
        }
        if !session.last_words.is_empty() {
            field::body(ui, &format!("The last words were “{}”", session.last_words));
        }
    });
    ui.add_space(space::XS);
    let clicked = ui
        .horizontal_wrapped(|ui| {
            let button = if model.recovered.is_none() { control::main_button } else { control::button };
            let words = if model.read_only.is_none() { "Continue here" } else { "Open" };
            let clicked = button(ui, words).clicked();
            field::hint(ui, &format!("Last changed {}", when::moment(session.changed, model.today)));
            clicked
        })
        .inner;
    clicked.then(|| Action::Open(session.id.clone()))
}

fn routes(ui: &mut Ui, can_start: bool, main: bool) -> Option<Action> {
    ui.horizontal_wrapped(|ui| {
        let start = if main { control::main_button } else { control::button };
        let started = can_start && start(ui, "Start a session").clicked();
        let library = control::button(ui, "Checklists").clicked();
        started.then_some(Action::SetUp(None)).or(library.then_some(Action::Go(Place::Library)))
    })
    .inner
}

fn unreadable(ui: &mut Ui, files: &[Unreadable]) -> Option<Action> {
    let mut action = None;
    heading(ui, if files.len() == 1 { "1 file does not open" } else { "Some files do not open" });
    field::body(ui, "Nothing has been deleted. Your other sessions are not touched by this.");
    frame::card(ui, |ui| {
        for (at, Unreadable { name, why, previous }) in files.iter().enumerate() {
            if at > 0 {
                ui.separator();
            }
            ui.label(RichText::new(name).text_style(theme::strong()));
            field::body(ui, why);
            if let Some(id) = previous
                && sessions::button_of(ui, "Open the copy before it", name)
            {
                action = Some(Action::OpenPrevious(id.clone()));
            }
        }
    });
    action
}

/// A line for each session that is kept twice.
fn two_versions(ui: &mut Ui, all: &[TwoVersions], today: NaiveDate) -> Option<Action> {
    let mut action = None;
    for TwoVersions { id, name, here, other } in all {
        let title = format!("Two versions of {name}");
        a11y::group(ui, Role::Group, &format!("{title}, {}", other.words(today)), |ui| {
            frame::band(ui, theme::tokens(ui).info, |ui| {
                ui.label(RichText::new(&title).text_style(theme::strong()));
                field::body(ui, &format!("One is {}. One is {}.", here.words(today), other.words(today)));
                if sessions::button_of(ui, "Compare the two", name) {
                    action = Some(Action::Compare { id: id.clone(), with: other.key.clone() });
                }
            });
        });
        ui.add_space(space::XS);
    }
    action
}

/// "2 sessions reach their delete date within a month", and the way there.
fn dates(ui: &mut Ui, model: &HomeModel<'_>) -> Option<Action> {
    let near = model.delete_dates?;
    field::body(ui, &format!("{}.", near.words()?));
    let look = if near.reached + near.soon == 1 { "Look at it" } else { "Look at them" };
    control::button(ui, look).clicked().then_some(Action::Go(Place::DeleteDates))
}

fn matches_in_words(count: usize, find: &str) -> String {
    match count {
        0 => format!("No match for ‘{find}’. Search looks at references, names used for the child, and checklists."),
        1 => "1 session matches".to_owned(),
        n => format!("{n} sessions match"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unclean_end_is_told_with_time_and_place() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 5, day).unwrap();
        let at = day(22).and_hms_opt(14, 2, 11);
        let rows = [
            (at, Some("The child's chair"), 22, "We kept your words up to 14:02:11, in ‘The child's chair’."),
            (at, None, 22, "We kept your words up to 14:02:11."),
            (at, None, 25, "We kept your words up to 14:02:11 on 22 May."),
            (None, None, 22, "What was kept last does not open. An earlier copy does."),
        ];
        for (at, section, today, words) in rows {
            let expected = format!("The program closed before it could tidy up. {words}");
            assert_eq!(kept(at, section, day(today)), expected);
        }
    }
}
