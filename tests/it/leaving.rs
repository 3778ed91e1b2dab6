//! What leaves with a note beside its words: is anything of the case in the bytes of a note that is about learning?

use chrono::{NaiveDate, NaiveDateTime};

use but_why::{
    checklist::Part,
    record::{Doc, Kept, Note, NoteHeader},
    session::{Action, Called, Carried, DeleteOn, Leaving, Mark, Promise, Session, Who},
};

use super::{
    docx_text::{parse, parts},
    notes::{at, open, with_canaries},
    pdf_file::{File, Value},
    pdf_text::{edges, opened},
};

/// What was typed, by whether a decision note says it.
#[derive(Default)]
struct Canaries {
    next: u32,
    said: Vec<String>,
    kept: Vec<String>,
}

impl Canaries {
    fn another(&mut self) -> String {
        self.next += 1;
        format!("canary{}x", self.next)
    }

    fn said(&mut self) -> String {
        let canary = self.another();
        self.said.push(canary.clone());
        canary
    }

    fn kept(&mut self) -> String {
        let canary = self.another();
        self.kept.push(canary.clone());
        canary
    }
}

/// Each on another day, so that any of them is known when it is found.
const OPENED: u32 = 21;
const CHANGED: u32 = 22;
const LEFT: u32 = 24;
const FINISHED: u32 = 28;
const LATER: u32 = 29;

fn hearing() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, 23).unwrap()
}

/// A finished session with a canary in every field of the case, and other words about the conversation and for the group.
fn filled() -> (Kept, NoteHeader, Canaries) {
    const MARKS: [Mark; 6] =
        [Mark::Unmarked, Mark::TalkedThrough, Mark::NotKnown, Mark::NotRelevant, Mark::ComeBack, Mark::Differ];
    let mut canaries = Canaries::default();
    let mut session = open("full");
    let entries = session.sections.iter_mut().flat_map(|one| &mut one.entries);
    let mut words = Vec::new();
    for (at, entry) in entries.enumerate() {
        entry.mark = MARKS[at % MARKS.len()];
        words.push(with_canaries(entry, &mut canaries.next));
    }
    let applying = session.applying();
    for ((spot, entry), words) in session.entries().zip(words) {
        let applies = applying.contains(&spot) && entry.asks() && entry.part != Some(Part::NoNote);
        if applies { &mut canaries.said } else { &mut canaries.kept }.extend(words);
    }
    beside_the_entries(&mut session, &mut canaries);
    for reflection in &mut session.reflection {
        reflection.answers.first = "I asked too late.".into();
        reflection.answers.second = "We talked over each other.".into();
    }
    for barrier in &mut session.group.barriers {
        (barrier.chosen, barrier.note) = (true, "Nobody could come for three weeks.".into());
    }
    session.group.answers.iter_mut().for_each(|one| one.answer = "Ask about the bus times.".into());
    let mut record = session.finish(at(FINISHED));
    record.add(&canaries.said(), at(LATER));
    let case_reference = canaries.said();
    (Kept::Record(record), NoteHeader { case_reference, for_whom: canaries.said(), ..NoteHeader::default() }, canaries)
}

fn beside_the_entries(session: &mut Session, canaries: &mut Canaries) {
    session.child = canaries.said();
    session.hearing = canaries.said();
    session.hearing_date.day = hearing().into();
    session.reference = canaries.kept();
    for who in [Who::First, Who::Second] {
        let person = &mut session.people.persons[who];
        (person.name, person.role) = (canaries.said(), canaries.said());
        session.notes.own[who] = canaries.kept();
    }
    session.notes.shared = canaries.kept();
    session.advice.push(canaries.kept());
    session.called.push(Called { name: canaries.kept(), role: canaries.kept() });
    session.language_checked.push(canaries.kept());
    session.id = canaries.kept();
    session.delete_on = DeleteOn::On(hearing());
    let mut kept = || canaries.kept();
    session.passed_on = Carried {
        from: Some(hearing()),
        promises: vec![Promise { what: kept(), by_whom: kept(), by: kept(), note: kept(), ..Promise::default() }],
        actions: vec![Action { what: kept(), owner: kept(), by: kept(), note: kept(), ..Action::default() }],
        drawn: vec![kept()],
        first: false,
    };
    let at_left = at(LEFT);
    session.left.push(Leaving { at: at_left, note: kept(), for_whom: kept(), format: kept(), place: kept() });
    (session.opened, session.changed) = (at(OPENED), at(CHANGED));
}

/// Everything that a file of a document holds, as it is and with all that is packed in it opened, in small letters.
fn files(doc: &Doc) -> [(&'static str, String); 4] {
    let pdf = doc.to_pdf().unwrap().bytes;
    let docx = doc.to_docx();
    let raw = |bytes: &[u8]| String::from_utf8_lossy(bytes).to_lowercase();
    let unzipped: String = parts(&docx).into_iter().map(|(name, part)| name + "\n" + &part + "\n").collect();
    [
        ("text", doc.to_text().to_lowercase()),
        ("Markdown", doc.to_markdown().to_lowercase()),
        ("docx", unzipped.to_lowercase() + &raw(&docx)),
        ("PDF", raw(&opened(&pdf)) + &raw(&pdf)),
    ]
}

/// The forms in which a day is written, and the time of that day.
fn days(at: NaiveDateTime) -> Vec<String> {
    let forms = [
        "%-d %B",
        "%-d %b ",
        "%B %-d",
        "%b %-d,",
        "%Y-%m-%d",
        "%Y%m%d",
        "%d/%m/%Y",
        "%d.%m.%Y",
        "%-d/%-m/%y",
        "%m/%d/%Y",
        "%A",
    ];
    forms.iter().map(|form| at.format(form).to_string().to_lowercase()).collect()
}

fn found<'a>(file: &str, words: impl IntoIterator<Item = &'a String>) -> Vec<&'a str> {
    words.into_iter().map(String::as_str).filter(|word| file.contains(word)).collect()
}

#[test]
fn no_byte_of_a_note_about_learning_tells_of_the_case_or_of_a_day() {
    let (kept, header, canaries) = filled();
    let times = [at(OPENED), at(CHANGED), at(LEFT), at(FINISHED), at(LATER), hearing().and_hms_opt(14, 5, 0).unwrap()];
    let days: Vec<String> = times.into_iter().flat_map(days).chain(["14:05".into(), "140500".into()]).collect();
    assert!(canaries.said.len() > 200, "{}", canaries.said.len());

    for note in [Note::Learning(Who::First), Note::Learning(Who::Second), Note::Group] {
        let doc = note.doc(&kept, &header, at(LATER));
        for (format, file) in files(&doc) {
            let words = if note == Note::Group { ["three weeks", "bus times"] } else { ["may 2026", "learning note"] };
            assert!(words.iter().all(|word| file.contains(word)), "{note:?} as {format}");
            assert!(!file.contains("canary"), "{note:?} as {format}");
            assert_eq!(found(&file, canaries.said.iter().chain(&canaries.kept)), [""; 0], "{note:?} as {format}");
            assert_eq!(found(&file, &days), [""; 0], "{note:?} as {format}");
        }
        assert_eq!(dated(&doc), (false, false), "{note:?}");
    }

    // The same search finds them where they are.
    let doc = Note::Decision.doc(&kept, &header, at(LATER));
    for (format, file) in files(&doc) {
        assert_eq!(found(&file, &canaries.said).len(), canaries.said.len(), "{format}");
        assert_eq!(found(&file, &canaries.kept), [""; 0], "{format}");
        for day in ["28 may", "21 may", "29 may", "23 june"] {
            assert!(found(&file, &days).contains(&day), "{day} in {format}");
        }
    }
    for (format, day) in [(2, "2026-05-28"), (3, "20260528")] {
        assert!(files(&doc)[format].1.contains(day), "{day}");
    }
    assert_eq!(dated(&doc), (true, true));
    assert!(edges(&doc.to_pdf().unwrap().bytes).contains(&header.case_reference), "the head of a page is read too");
}

/// Whether the Word file and the PDF say of themselves when they were made.
fn dated(doc: &Doc) -> (bool, bool) {
    let core = parse(&parts(&doc.to_docx())["docProps/core.xml"]);
    let in_word = core.nodes.iter().any(|one| one.name.starts_with("dcterms:") || one.text.contains("T14:"));
    let bytes = doc.to_pdf().unwrap().bytes;
    let file = File::read(&bytes);
    let info = file.trailer.get("Info").map(|info| file.dict(info));
    let in_info = info.is_some_and(|info| info.keys().any(|key| key.ends_with("Date")));
    let root = file.dict(&file.trailer["Root"]);
    let xmp = match root.get("Metadata") {
        Some(at @ Value::At(_)) => String::from_utf8(file.stream(at).to_vec()).unwrap(),
        _ => panic!("an accessible file says what it is"),
    };
    assert!(xmp.contains("pdfuaid"), "{xmp}");
    let in_xmp = xmp.contains("Date>") || xmp.contains("2026-05-");
    assert_eq!(in_info, in_xmp);
    (in_word, in_info)
}
