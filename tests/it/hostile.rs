//! What becomes of a session in which every field holds what would like to be something else than text? And of a document of
//! any texts at all?

use proptest::{collection::vec, prelude::*, sample::select};

use but_why::{
    checklist::shown,
    record::{Block, Doc, Kept, Length, Note, NoteHeader},
    session::{Action, Answer, Called, Carried, Cause, Mark, Promise, Question, Session, Under, Who},
};

use super::{
    docx::{check, every_block, plain},
    docx_text,
    formats::{sorted, words},
    notes::{at, fill, open},
    pdf_text,
};

/// Lines that begin from left to right.
const MARKUP: [&str; 12] = [
    "# Heading? ## two",
    "- list",
    "1. one",
    "| a | b |",
    "|---|---|",
    "<script>alert('1')</script> &amp; &#0; &nope; <!-- gone? --> ]]> <![CDATA[no]]> </w:t></w:r></w:p><w:p/>",
    "*a* _b_ ~~d~~ `e` \\ [link](http://example.com) ![x](y) www.example.com a@b.c \\documentclass{x} \\rtf1 #let x $y$",
    "(unbalanced ) \\) >> endobj /P <</MCID 3>> BDC EMC ET {child} {reference} { PAGE } _x0041_ %1. =1+1 …",
    "\0nul\u{1}\u{8}\u{B}\u{C}\u{1B}\u{7F}\u{85}\u{9F}\u{FFFE}\u{FFFF}\u{FEFF}bom\u{200B}\u{AD}\r\nline\rline\u{2028}line\tTab",
    "\u{202E}reversed\u{202C} \u{2066}isolated\u{2069} \u{200F}\u{61C}",
    "😢 👩\u{200D}👩\u{200D}👧 🏴\u{E0067}\u{E0062} ❤\u{FE0F} 1\u{FE0F}\u{20E3} e\u{301}\u{323} x\u{30E}\u{20D7} Z̸̢͕͗a̷̤̍l̶̰͝g̵̙͑o̴̘͝ \u{301}",
    "日本語 ਗੁਰਪ੍ਰੀਤ Łukasz Òran Ὀδυσσεύς ﬁ ½ \u{A0}\u{2003}\u{3000}x",
];

const FROM_RIGHT: &str = "قالت سارة (12): أريد أن أبقى and עברית, then سارة again";

/// What stands in a field before the field's own word.
#[derive(Clone, Copy)]
enum Kind {
    Hostile,
    /// With a line from right to left too.
    BothWays,
    /// Words that nobody could take for anything else, in as many lines as the hostile ones.
    Harmless,
}

/// Writes the texts of the fields, one after the other.
struct Writer {
    kind: Kind,
    own: Vec<String>,
}

impl Writer {
    fn text(&mut self) -> String {
        let number = self.own.len();
        self.own.push(format!("own{number}x"));
        let mut text = MARKUP.join("\n") + "\n" + &"Rechtsschutzversicherung".repeat(13)[..300] + "\n";
        // Some are as long as a report.
        if number % 150 == 7 {
            text.push_str(&"Mum said that she would ring. ".repeat(667));
            text.push('\n');
        }
        match self.kind {
            Kind::Hostile => {}
            Kind::BothWays => text = text + FROM_RIGHT + "\n",
            Kind::Harmless => {
                // As many lines as `text` has when it is clean, and blank ones where it has them.
                let line = |line: &str| if line.trim().is_empty() { "\n" } else { "word\n" };
                text = shown(&text.replace("\r\n", "\n").replace(['\r', '\u{2028}'], "\n")).lines().map(line).collect();
            }
        }
        text + &self.own[number]
    }
}

/// A finished session with another text in every field.
fn session(kind: Kind) -> (Kept, NoteHeader, Vec<String>) {
    const MARKS: [Mark; 6] =
        [Mark::TalkedThrough, Mark::Unmarked, Mark::NotKnown, Mark::NotRelevant, Mark::ComeBack, Mark::Differ];
    let mut writer = Writer { kind, own: Vec::new() };
    let mut text = || writer.text();
    let mut session = open("full");
    for (at, entry) in session.sections.iter_mut().flat_map(|one| &mut one.entries).enumerate() {
        entry.mark = MARKS[at % MARKS.len()];
        fill(entry, &mut text);
        if let Answer::Why(tree) = &mut entry.answer {
            let ids: Vec<u32> = tree.walk().into_iter().map(|(_, one)| one.id()).collect();
            for reason in ids {
                let asked = &mut tree.reason_mut(reason).unwrap().asked;
                *asked = Question { words: text(), cause: Cause::Own, direction: asked.direction };
            }
            let skipped = Question { cause: Cause::Own, ..tree.reasons()[0].asked.clone() };
            tree.skip(Under::Claim, Question { words: text(), ..skipped });
            tree.own_question = text();
        }
    }
    beside_the_entries(&mut session, &mut text);
    let mut record = session.finish(at(28));
    record.add(&text(), at(29));
    let header = NoteHeader { case_reference: text(), for_whom: text(), length: Length::Full };
    (Kept::Record(record), header, writer.own)
}

fn beside_the_entries(session: &mut Session, text: &mut dyn FnMut() -> String) {
    (session.child, session.hearing, session.reference) = (text(), text(), text());
    session.hearing_date.day.month = text();
    for who in [Who::First, Who::Second] {
        let person = &mut session.people.persons[who];
        (person.name, person.role) = (text(), text());
        session.notes.own[who] = text();
        session.reflection.iter_mut().for_each(|one| one.answers[who] = text());
    }
    session.notes.shared = text();
    for barrier in &mut session.group.barriers {
        (barrier.chosen, barrier.note) = (true, text());
    }
    session.group.answers.iter_mut().for_each(|one| one.answer = text());
    session.called.push(Called { name: text(), role: text() });
    session.passed_on = Carried {
        promises: vec![Promise { what: text(), ..Promise::default() }],
        actions: vec![Action { what: text(), ..Action::default() }],
        ..Carried::default()
    };
}

const NOTES: [Note; 4] = [Note::Decision, Note::Learning(Who::First), Note::Learning(Who::Second), Note::Group];

fn doc(note: Note, kept: &Kept, header: &NoteHeader) -> Doc {
    note.doc(kept, header, at(30))
}

/// How a document is built in Word and in a PDF, without its words.
fn structure(docx: &[u8], pdf: &[u8]) -> [String; 2] {
    [docx_text::outline(docx), pdf_text::shape(pdf)]
}

/// How often each field's own word stands in a text.
fn counts(text: &str, own: &[String]) -> Vec<usize> {
    let mut counts = vec![0; own.len()];
    for found in text.split(|c: char| !c.is_ascii_alphanumeric()) {
        let number = found.strip_prefix("own").and_then(|rest| rest.strip_suffix('x')?.parse::<usize>().ok());
        if let Some(count) = number.and_then(|number| counts.get_mut(number)) {
            *count += 1;
        }
    }
    counts
}

/// Where two texts part.
#[track_caller]
fn same(expected: &str, found: &str, what: &str) {
    let at = expected.chars().zip(found.chars()).take_while(|(a, b)| a == b).count();
    let from = |text: &str| text.chars().skip(at.saturating_sub(60)).take(120).collect::<String>();
    assert!(expected == found, "{what}: expected {:?}, found {:?}", from(expected), from(found));
}

#[test]
fn notes_of_a_session_full_of_markup_have_every_word_and_the_form_of_any_other() {
    let (harmless, plain_header, _) = session(Kind::Harmless);
    let (hostile, header, own) = session(Kind::Hostile);
    let mut said = vec![0; own.len()];
    for note in NOTES {
        let (harmless, doc) = (doc(note, &harmless, &plain_header), doc(note, &hostile, &header));
        let (docx, pdf) = (doc.to_docx(), doc.to_pdf().unwrap());
        check(&docx);
        assert!(pdf.accessible, "{note:?}");
        let expected = structure(&harmless.to_docx(), &harmless.to_pdf().unwrap().bytes);
        for (expected, found) in expected.iter().zip(structure(&docx, &pdf.bytes)) {
            same(expected, &found, "structure");
        }
        let text = plain(&doc);
        let expected = counts(&text, &own);
        said.iter_mut().zip(counts(&doc.to_text(), &own)).for_each(|(all, some)| *all += some);
        let read = [doc.to_markdown(), docx_text::text(&docx), pdf_text::text(&pdf.bytes)]
            .map(|one| (words(&one), counts(&one, &own)));
        for (format, (read, counts)) in ["Markdown", "docx", "PDF"].into_iter().zip(read) {
            same(&words(&text), &read, format);
            assert_eq!(counts, expected, "{note:?} as {format}");
        }
    }
    let silent = own.iter().zip(&said).filter(|(_, times)| **times == 0).count();
    assert!(own.len() > 300 && silent * 3 < own.len(), "{silent} of {} are in no note", own.len());
}

#[test]
fn letters_from_right_to_left_are_all_there_and_change_no_form() {
    let (harmless, plain_header, _) = session(Kind::Harmless);
    let (kept, header, own) = session(Kind::BothWays);
    for note in NOTES {
        let (harmless, doc) = (doc(note, &harmless, &plain_header), doc(note, &kept, &header));
        let (docx, pdf) = (doc.to_docx(), doc.to_pdf().unwrap());
        check(&docx);
        assert!(pdf.accessible, "{note:?}");
        same(&docx_text::outline(&harmless.to_docx()), &docx_text::outline(&docx), "structure");
        let text = plain(&doc);
        let expected = counts(&text, &own);
        for one in [doc.to_markdown(), docx_text::text(&docx)] {
            same(&words(&text), &words(&one), "words");
            assert_eq!(counts(&one, &own), expected, "{note:?}");
        }
        let read = pdf_text::text(&pdf.bytes);
        assert!(["سارة", "עברית"].iter().all(|word| read.contains(word)), "{note:?}");
        same(&sorted(&words(&text)), &sorted(&words(&read)), "PDF");
    }
}

#[test]
fn on_one_side_they_are_notes_too() {
    for kind in [Kind::Hostile, Kind::BothWays] {
        let (kept, header, _) = session(kind);
        let doc = doc(Note::Decision, &kept, &NoteHeader { length: Length::OneSide, ..header });
        let (docx, pdf) = (doc.to_docx(), doc.to_pdf().unwrap());
        check(&docx);
        assert!(pdf.accessible);
        let text = words(&plain(&doc));
        assert!(text.contains("Leftouthere") && text.contains("Thefullnotesaysallofit"));
        same(&text, &words(&doc.to_markdown()), "Markdown");
        same(&text, &words(&docx_text::text(&docx)), "docx");
        same(&sorted(&text), &sorted(&words(&pdf_text::text(&pdf.bytes))), "PDF");
    }
}

/// Any text: what is typed, what hurts, and any signs at all.
fn any_text() -> impl Strategy<Value = String> {
    let signs = "\0\t\n\r\u{B}\u{85}\u{A0}\u{AD}\u{200B}\u{200D}\u{202E}\u{2028}\u{2066}\u{FE0F}\u{FEFF}\u{FFFE}\u{10FFFF}\u{E000}<>&\"'[](){}\\/|#*_-+=.:;!?1aZée\u{301}\u{20D7}😢👩ﬁسع\u{5E9}日ਗ\u{A3C} ";
    let signs: Vec<char> = signs.chars().collect();
    prop_oneof![
        4 => "[ -~\\n]{0,60}",
        2 => "[ -~\u{A0}-\u{58F}]{0,40}",
        3 => vec(select(signs), 0..40).prop_map(String::from_iter),
        3 => vec(any::<char>(), 0..24).prop_map(String::from_iter),
        1 => Just("]]> endobj <w:p/> # 1. ".to_owned()),
    ]
}

/// What a PDF says: PDF/A takes no sign of private use and no number that is no sign, so they are told by number.
fn told(text: &str) -> String {
    let told = |c: char| match u32::from(c) {
        0xE000..=0xF8FF | 0xF_0000.. | 0xFDD0..=0xFDEF => format!("[U+{:04X}]", u32::from(c)),
        number if number & 0xFFFE == 0xFFFE => format!("[U+{number:04X}]"),
        _ => c.to_string(),
    };
    text.chars().map(told).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn any_texts_are_a_sound_word_file_and_an_accessible_pdf_that_say_what_the_text_says(
        texts in vec(any_text(), 1..12), title in any_text(), marking in any_text(), running in any_text(),
    ) {
        let (mut next, day) = (0, at(28));
        let blocks: Vec<Block> = every_block(&mut || {
            next += 1;
            texts[next % texts.len()].clone()
        });
        // Ours all have a title: without one, and without a heading, PDF/UA takes no document.
        let doc = Doc::new(&format!("Decision note: {title}"), &marking, blocks).with_running(&running).made_at(day);
        let (docx, pdf) = (doc.to_docx(), doc.to_pdf().unwrap());
        check(&docx);
        prop_assert!(pdf.accessible && pdf.archive);
        let text = plain(&doc);
        same(&words(&text), &words(&docx_text::text(&docx)), "docx");
        same(&words(&text), &words(&doc.to_markdown()), "Markdown");
        let read = words(&pdf_text::text(&pdf.bytes));
        let told = words(&told(&text));
        same(&sorted(&told), &sorted(&read), "PDF");
        if text.chars().all(|c| c < '\u{590}') {
            same(&told, &read, "PDF");
        }
        // Plain text has the numbers of its headings beside it.
        let headings = doc.blocks().iter().filter(|one| matches!(one, Block::Heading { level: 2, .. })).count();
        let numbers: String = (1..=headings).map(|number| number.to_string()).collect();
        same(&sorted(&(words(&text) + &numbers)), &sorted(&words(&doc.to_text())), "text");
    }
}
