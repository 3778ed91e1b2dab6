use super::*;
use crate::{
    checklist::{Origin, Shelved, Source, shipped},
    record::{Format, Table, pdf::pages},
};

fn form(pace: &str) -> Doc {
    let library = Library::read(shipped());
    let checklist = &library.checklist("cso_review").unwrap().checklist;
    paper_form(checklist, checklist.pace(pace).unwrap(), &library)
}

#[test]
fn every_prompt_of_the_pace_is_there_once_in_order_and_no_other() {
    let library = Library::read(shipped());
    for Shelved { checklist, .. } in &library.sound {
        for pace in &checklist.paces {
            let text = paper_form(checklist, pace, &library).to_text();
            let asked: Vec<&Item> = checklist.at_pace(&pace.id).flat_map(|(_, items)| items).collect();
            let mut at = 0;
            let mut number = 0;
            for item in checklist.sections.iter().flat_map(|section| &section.items) {
                let prompt = plain(&item.prompt);
                if asked.iter().any(|one| one.id == item.id) {
                    number += usize::from(item.kind != Kind::Read);
                    let begins =
                        if item.kind == Kind::Read { READ_ALOUD.to_owned() + ": " } else { format!("{number}. ") };
                    let found = text[at..].find(&format!("\r\n{begins}{prompt}"));
                    at += found.unwrap_or_else(|| panic!("{prompt} at {}", pace.id)) + 1;
                } else if asked.iter().all(|one| one.prompt != item.prompt) {
                    assert!(!text.contains(&prompt), "{prompt} at {}", pace.id);
                }
            }
            assert!(number > 20 && !text.contains(['{', '}']), "{text}");
        }
    }
}

#[test]
fn a_section_says_its_minutes_and_who_speaks_and_the_hour_has_hints_and_lines_to_read_aloud() {
    let (hour, short) = (form("full").to_text(), form("short").to_text());
    assert!(
        hour.contains("\r\n2. Tell (5 minutes, the presenter speaks)\r\nRead aloud: The presenter tells."),
        "{hour}"
    );
    assert!(short.contains("\r\n2. Tell (3 minutes, the presenter speaks)\r\n2. What has changed"), "{short}");
    let hint = "If little has changed, what would another year do?";
    assert!(hour.contains(hint) && !short.contains(hint));
    for text in [&hour, &short] {
        assert_eq!(
            text.matches("A Scottish solicitor needs to read these lines").count(),
            1,
            "the caution stands once"
        );
        // The reflection is nobody's record but the worker's.
        assert!(!text.contains("What will you do differently next time?"));
    }
    assert!(hour.contains("Only if the answer to 7 calls for it."));
    assert!(hour.contains("last continued? (section 138(4))") && short.contains("last continued?\r\n"), "{short}");
    assert!(hour.contains("rule 8 [not confirmed]") && !short.contains("rule 8"));
    assert!(short.contains("section 29A(3) to (5) [not confirmed]"), "what is not confirmed is marked on one side too");
}

/// The block after the prompt that begins so.
fn after(doc: &Doc, prompt: &str, nth: usize) -> Block {
    let is_it = |block: &Block| matches!(block, Block::Para(text) if text.plain().contains(prompt));
    let at = doc.blocks().iter().position(is_it).unwrap();
    doc.blocks()[at + nth].clone()
}

#[test]
fn a_row_to_write_in_stays_and_has_a_column_for_each_of_the_two() {
    let hour = form("full");
    let Block::Table(sort) = after(&hour, "Which five to seven sentences", 3) else { panic!("a table") };
    assert_eq!(sort.header[2..], ["Presenter", "Colleague"]);
    assert_eq!(sort.rows.len(), 7);
    assert!(sort.rows.iter().all(|row| row.len() == 4 && Table::is_to_write_in(row)));
    let Block::Table(tests) = after(&hour, "Is it defensible?", 3) else { panic!("a table") };
    assert!(tests.rows.len() == 7 && tests.rows[0][0].starts_with("Law: Is it the right test"));
    let Block::Table(actions) = after(&hour, "What will we do, who does it", 2) else { panic!("a table") };
    assert_eq!(actions.header, ["No.", "What", "Who", "By when", "How we will know"]);
    assert_eq!((actions.rows.len(), actions.rows[4][0].as_str()), (5, "5"));
    assert!(hour.to_text().contains("\r\n5: __________________; __________________; _"));
    let words = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
    assert!(!Table::is_to_write_in(&words(&["Ailsa"])), "a name alone is a row of one column");
    assert!(!Table::is_to_write_in(&words(&["1", "said", ""])));
}

#[test]
fn no_answer_can_be_ticked_but_a_pen_finds_its_place() {
    let Block::Table(options) = after(&form("full"), "Which decisions are we making", 2) else { panic!("a table") };
    assert_eq!(options.header, ["Mark what applies", "In words"]);
    assert_eq!(options.rows[0], ["( ) Continue the order", ""]);
    let one = after(&form("short"), "Which decisions are we making", 1);
    assert!(
        matches!(&one, Block::Para(text) if text.words.starts_with("(\u{A0})\u{A0}Continue the order  (\u{A0})\u{A0}Vary it")),
        "{one:?}"
    );
    assert_eq!(after(&form("short"), "Which decisions are we making", 2), Block::Room(1));
}

#[test]
fn a_short_pace_has_one_side_and_a_long_one_as_many_as_it_takes() {
    assert_eq!((form("short").paper(), form("full").paper()), (Paper::TwoColumns, Paper::Usual));
    let half_an_hour = SHORT.replace("25", "30");
    for (text, paper) in
        [(SHORT, Paper::TwoColumns), (&half_an_hour, Paper::TwoColumns), (&SHORT.replace("25", "31"), Paper::Usual)]
    {
        assert_eq!(of(text).paper(), paper);
    }
}

/// A checklist with the kinds that the shipped one does not ask at its short pace.
const SHORT: &str = r#"Checklist(format: 1, id: "mine", title: "Mine", purpose: "p", meeting: "m", jurisdiction: "Wales",
version: "1.0.0", authors: ["a"], changed: "c", review_by: "2027-05-31", licence: "CC0-1.0",
paces: [(id: "one", title: "One", minutes: 25)],
sections: [(id: "a", title: "A", minutes: {"one": 1}, speaks: Both, mode: DoConfirm, read_aloud: "", items: [
(id: "day", prompt: "Which day?", kind: Date),
(id: "sure", prompt: "How sure?", kind: Scale(to: 10, low: "not", high: "very")),
(id: "panel", prompt: "What may they ask?", kind: Rehearse(panel: "gone", draw: 2, fixed: ["Why now?"])),
(id: "which", prompt: "Which?", kind: Decisions),
])], reflection: [])"#;

fn of(text: &str) -> Doc {
    let source = Source { origin: Origin::Own, file: "mine.ron".into(), bytes: text.as_bytes().to_vec() };
    let panel = include_str!("../../../checklists/panel/scotland.ron").replacen("\"scotland\"", "\"gone\"", 1);
    let panel = Source { origin: Origin::Own, file: "gone.ron".into(), bytes: panel.into_bytes() };
    let library = Library::read(vec![source, panel]);
    assert!(library.faulty.is_empty(), "{:?}", library.faulty);
    let checklist = &library.sound[0].checklist;
    paper_form(checklist, &checklist.paces[0], &library)
}

#[test]
fn every_kind_has_room_and_a_form_without_law_says_nothing_of_it() {
    let text = of(SHORT).to_text();
    assert!(!text.contains("The law:"), "{text}");
    for words in [
        "1. Which day?\r\n\r\n____________ ( ) not set yet",
        "0 (not) to 10 (very). Presenter ____________  Colleague ____________",
        "Always asked:\r\n\r\n- Why now?\r\n",
        "The colleague picks 2 of these:\r\n\r\n- ",
        "4. Which?\r\n\r\n____",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
}

#[test]
fn the_same_form_comes_out_every_time_in_every_format() {
    for pace in ["full", "short"] {
        for format in Format::ALL {
            let bytes = form(pace).to_bytes(format).unwrap();
            assert!(bytes.len() > 2_000 && bytes == form(pace).to_bytes(format).unwrap(), "{format:?}");
        }
    }
}

#[test]
fn the_short_form_stands_on_one_side_of_a4() {
    let short = form("short");
    assert_eq!(pages(&short), 1);
    assert!(short.to_pdf().unwrap().accessible);
    // That the test above can find something: the hour takes more, and so would the short form in one column.
    assert!(pages(&form("full")) > 1 && pages(&short.on(Paper::OneSide)) > 1);
}
