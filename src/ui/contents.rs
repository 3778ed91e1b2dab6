//! What a checklist holds, in words and to read: its size, when it is reviewed, every section and prompt with its law.

use chrono::NaiveDate;
use egui::{RichText, TextStyle, Ui};

use super::{
    control, field,
    parts::{self, counted, either},
    theme::{self, space},
};
use crate::checklist::{Checklist, Item, Kind, LawLine, Library, Mode, Placeholders, Section, Tier, readable_date};

/// "14 sections, 60 prompts, an hour or 25 minutes", counted at the longest pace.
#[must_use]
pub fn size(checklist: &Checklist) -> String {
    let longest = checklist.longest_pace().map_or("", |pace| pace.id.as_str());
    let sections = counted(checklist.at_pace(longest).count(), "section");
    let prompts = counted(checklist.prompts_at(longest), "prompt");
    let paces: Vec<String> = checklist.paces.iter().map(|pace| within_a_sentence(&pace.title)).collect();
    format!("{sections}, {prompts}, {}", either(&paces))
}

/// When its authors read it again; in another tone when that day is past.
pub fn review(ui: &mut Ui, checklist: &Checklist, today: NaiveDate) {
    let day = readable_date(checklist.review_by);
    if today > checklist.review_by {
        let words =
            format!("Its authors were to read it again by {day}. That day is past, so look for a newer version.");
        field::notice(ui, &words);
    } else {
        field::hint(ui, &format!("Its authors read it again by {day}"));
    }
}

/// Every section, folded, with its prompts in it.
pub fn sections(ui: &mut Ui, checklist: &Checklist, library: &Library, today: NaiveDate) {
    for caution in cautions(checklist, library) {
        parts::measured(ui, |ui| field::hint(ui, caution));
    }
    for section in &checklist.sections {
        control::disclosure(ui, &section.id, &section_words(checklist, section), false, |ui| {
            parts::indented(ui, 22, |ui| {
                parts::measured(ui, |ui| {
                    field::hint(ui, manner(section.mode));
                    if !section.read_aloud.is_empty() {
                        let aloud = format!("Read aloud together: {}", plain(&section.read_aloud));
                        field::hint(ui, &aloud);
                    }
                    for item in &section.items {
                        ui.add_space(space::S);
                        prompt(ui, checklist, item, library, today);
                    }
                    ui.add_space(space::M);
                });
            });
        });
    }
    if !checklist.reflection.is_empty() {
        let words = format!("Looking back ({})", counted(checklist.reflection.len(), "question"));
        control::disclosure(ui, "looking back", &words, false, |ui| {
            parts::indented(ui, 22, |ui| {
                field::hint(ui, "Each of the two is asked when the conversation is over");
                for question in &checklist.reflection {
                    field::body(ui, &plain(question));
                }
            });
        });
    }
}

fn prompt(ui: &mut Ui, checklist: &Checklist, item: &Item, library: &Library, today: NaiveDate) {
    field::body(ui, &plain(&item.prompt));
    parts::indented(ui, 16, |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        let tokens = theme::tokens(ui);
        let small = |words: String| RichText::new(words).text_style(TextStyle::Small);
        let kind = small(answered(&item.kind)).color(tokens.primary);
        let when = small(asked_when(checklist, item)).color(tokens.ink2);
        parts::text(ui, [kind, when]);
        if let Kind::Choice { options, several: _ } = &item.kind {
            parts::indented(ui, 16, |ui| {
                for option in options {
                    field::hint(ui, &plain(&option.text));
                }
            });
        }
        if !item.hint.is_empty() {
            field::hint(ui, &plain(&item.hint));
        }
        for (line, _) in item.law.iter().filter_map(|id| library.law_line(id)) {
            law(ui, line, today);
        }
    });
}

/// A provision, what it is, and what is known of its force; never without the last.
pub fn law(ui: &mut Ui, line: &LawLine, today: NaiveDate) {
    let tokens = theme::tokens(ui);
    let tier = match line.tier {
        Tier::Law => "Law",
        Tier::Guidance => "Guidance",
    };
    let status = if line.needs_a_look_on(today) { tokens.warn.text } else { tokens.ink2 };
    let small = |words: String| RichText::new(words).text_style(TextStyle::Small);
    parts::text(
        ui,
        [
            small(format!("{tier}: {}. ", line.provision)).color(tokens.info.text),
            small(line.status_on(today)).color(status),
        ],
    );
}

/// The cautions of the law files that a checklist draws on, each once.
fn cautions<'a>(checklist: &Checklist, library: &'a Library) -> Vec<&'a str> {
    let mut cautions = Vec::new();
    let ids = checklist.sections.iter().flat_map(|section| &section.items).flat_map(|item| &item.law);
    for (_, caution) in ids.filter_map(|id| library.law_line(id)) {
        if !cautions.contains(&caution) {
            cautions.push(caution);
        }
    }
    cautions
}

/// "Begin (3 or 2 minutes, both speak)".
fn section_words(checklist: &Checklist, section: &Section) -> String {
    let minutes: Vec<u16> = checklist.paces.iter().filter_map(|pace| section.minutes.get(&pace.id)).copied().collect();
    let words: Vec<String> = minutes.iter().map(u16::to_string).collect();
    let noun = if minutes == [1] { "minute" } else { "minutes" };
    format!("{} ({} {noun}, {})", section.title, either(&words), section.speaks.words())
}

fn manner(mode: Mode) -> &'static str {
    match mode {
        Mode::DoConfirm => "Talk it through first, then write down what was said",
        Mode::ReadDo => "Read one line, do it, and go on to the next",
    }
}

fn answered(kind: &Kind) -> String {
    match kind {
        Kind::Read => "Read aloud.".to_owned(),
        Kind::Text => "Answer in words.".to_owned(),
        Kind::Choice { several: false, .. } => "Choose one:".to_owned(),
        Kind::Choice { several: true, .. } => "Choose as many as apply:".to_owned(),
        Kind::Date => "A day, or \"not set yet\".".to_owned(),
        Kind::Scale { to, low, high } => {
            let end = |words: &str| if words.is_empty() { String::new() } else { format!(" ({words})") };
            format!("A number from each, 0{} to {to}{}.", end(low), end(high))
        }
        Kind::Point => "One sentence. The colleague says it back.".to_owned(),
        Kind::Why { .. } => "But why? Reasons under a sentence, and reasons under those.".to_owned(),
        Kind::Decisions => "A list of decisions.".to_owned(),
        Kind::Actions => "A list: who does what.".to_owned(),
        Kind::Law => "For each line of law: how it is met here.".to_owned(),
        Kind::Clock => "Dates of the order. What follows from them is worked out.".to_owned(),
        Kind::Words => "The child's own words, or an empty chair.".to_owned(),
        Kind::Sort { least, most } if least == most => format!("{most} sentences. Each sorts them alone."),
        Kind::Sort { least, most } => format!("{least} to {most} sentences. Each sorts them alone."),
        Kind::Rate { tests } => {
            let tests: Vec<&str> = tests.iter().map(|one| one.test.words()).collect();
            format!("Each rates alone, 0 to 3: {}.", tests.join(", "))
        }
        Kind::Rehearse { draw, fixed, panel: _ } => {
            format!("{} drawn, and {} asked every time.", counted(usize::from(*draw), "question"), fixed.len())
        }
        Kind::Promises => "A list: what the child is told.".to_owned(),
        Kind::LastTime => "What the last session left open.".to_owned(),
    }
}

/// What keeps a prompt from being asked every time; empty if nothing does.
fn asked_when(checklist: &Checklist, item: &Item) -> String {
    let asked: Vec<_> = checklist.paces.iter().filter(|pace| item.is_asked_at(&pace.id)).collect();
    let paces = if asked.len() < checklist.paces.len() {
        let titles: Vec<String> = asked.iter().map(|pace| within_a_sentence(&pace.title)).collect();
        format!(" Only with {}.", either(&titles))
    } else {
        String::new()
    };
    let answer = if item.shows_when.is_some() { " Only if an earlier answer calls for it." } else { "" };
    format!("{paces}{answer}")
}

/// A text as it reads before anybody has said who the child is.
#[must_use]
pub fn plain(text: &str) -> String {
    Placeholders::default().fill(text)
}

/// "An hour" as it stands within a sentence; "ICSO" stays as it is.
fn within_a_sentence(title: &str) -> String {
    let mut chars = title.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), second) if !second.is_some_and(char::is_uppercase) => first.to_lowercase().chain(chars).collect(),
        _ => title.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checklist::shipped;

    #[test]
    fn the_shipped_review_says_what_it_holds() {
        let library = Library::read(shipped());
        let review = &library.checklist("cso_review").unwrap().checklist;
        let words = size(review);
        assert!(words.ends_with(" prompts, an hour or 25 minutes"), "{words}");
        assert_eq!(section_words(review, &review.sections[0]), "Begin (3 or 2 minutes, both speak)");
        assert_eq!(cautions(review, &library).len(), 1, "a caution is said once");
    }

    #[test]
    fn a_pace_stands_within_a_sentence() {
        assert_eq!(["An hour", "25 minutes", "ESA"].map(within_a_sentence), ["an hour", "25 minutes", "ESA"]);
    }
}
