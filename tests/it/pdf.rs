//! Does the PDF say everything, once, in its order and in its structure, whatever was typed?

use std::fmt::Write as _;

use chrono::NaiveDate;

use but_why::{
    record::{
        Block, Doc, Drawing, KeyValue, Lane, ListItem, NoteHeader, Paper, Stage, Table, Text, Tick, decision_note,
        learning_note, pdf,
    },
    session::{Who, samples},
};

use super::{
    formats::{sorted, words},
    golden::compare,
    pdf_text::{opened, shape, tags, text},
};

/// Every kind of block, filled with one text.
fn every_block(words: &str) -> Vec<Block> {
    let item = |depth, text: &str| ListItem { depth, text: Text::led("Then", text) };
    let fact = |key: &str, value: &str| KeyValue { key: key.into(), value: value.into() };
    vec![
        Block::heading(2, words),
        Block::heading(3, words),
        Block::para(words),
        Block::Para(Text::led(words, words)),
        Block::Quote(words.into()),
        Block::Note { label: words.into(), text: words.into() },
        Block::KeyValues(vec![fact(words, words), fact("Hearing", words)]),
        Block::Facts(vec![fact(words, words), fact("Hearing", words)]),
        Block::List { ordered: false, items: vec![item(0, words), item(1, words), item(2, words), item(0, words)] },
        Block::List { ordered: true, items: vec![item(0, words), item(1, words), item(0, words)] },
        Block::Table(Table {
            caption: words.into(),
            header: vec!["What".into(), words.into()],
            rows: vec![vec![words.into(), words.into()], vec![words.into(), "By 8 June 2026".into()]],
        }),
        Block::TimeLine(drawing()),
        Block::Room(3),
    ]
}

fn drawing() -> Drawing {
    let lane = |name: &str, marks: &[u16]| Lane { name: name.into(), marks: marks.into() };
    Drawing {
        told: "Time line from June 2020 to June 2026. The list after it says each event.".into(),
        lanes: vec![lane("The order", &[0, 160, 500, 990]), lane("Home", &[0, 300])],
        ticks: vec![Tick { at: 91, words: "2021".into() }, Tick { at: 928, words: "2026".into() }],
    }
}

fn doc(words: &str) -> Doc {
    let made = NaiveDate::from_ymd_opt(2026, 5, 28).unwrap().and_hms_opt(14, 5, 0).unwrap();
    Doc::new(words, words, every_block(words)).made_at(made)
}

#[test]
fn text_that_would_like_to_be_something_else_is_all_there_and_changes_no_structure() {
    let expected = shape(&doc("She cried at the end of 11 of the 31 sessions.").to_pdf().unwrap().bytes);
    let long: String = (0..3000).fold(String::new(), |mut text, number| {
        let _ = write!(text, "contact{number} ");
        text
    });
    assert!(long.len() > 20_000);
    let rows = [
        "]]></w:t><w:p/> \u{0} (unbalanced ) \\) >> endobj /P <</MCID 3>> BDC EMC ET",
        "# Heading\n\n- list\n| a | b |\n<script>alert('1')</script> &amp; *a* _b_ `c`",
        "\u{202E}reversed\u{0}nul\u{FEFF}bom\r\nline\rline\u{2028}line\tTab \u{200D} \u{200C} \u{FE0F}",
        "عائشہ said: میں دادی کے ساتھ رہنا چاہتی ہوں (12 May) and שלום, 3 times",
        "ਗੁਰਪ੍ਰੀਤ आयशा আয়েশা Łukasz Żółć Олена Ґанна Mòrag Ὀδυσσεύς 日本語",
        "😢 👩‍👧 🏴\u{E0067}\u{E0062} ❤\u{FE0F} 1\u{FE0F}\u{20E3} e\u{301} x\u{30E}\u{323}\u{20D7} ص\u{30E} \u{301}",
        "Z̸̢͕͗a̷̤̍l̶̰͝g̵̙͑o̴̘͝ ﷽ ﬁ ½ \u{2003}\u{3000}\u{A0}x",
        &"Rechtsschutzversicherung".repeat(13),
        &"م".repeat(300),
        &long,
    ];
    for row in rows {
        let doc = doc(row);
        let written = doc.to_pdf().unwrap();
        assert!(written.accessible && written.archive, "{row:.40}");
        assert_eq!(written.pages, pdf::pages(&doc));
        let read = text(&written.bytes);
        let (mut read, mut expected_words) = (words(&read), words(&doc.to_markdown()));
        if row.contains("said") {
            // A line that begins from right to left has its other words in another order too.
            assert!(["عائشہ", "دادی", "שלום"].iter().all(|word| text(&written.bytes).contains(word)));
            (read, expected_words) = (sorted(&read), sorted(&expected_words));
        }
        assert!(read == expected_words, "{}", difference(&expected_words, &read));
        let shape = shape(&written.bytes);
        assert!(shape == expected, "{:.40}: {}", row, difference(&expected, &shape));
    }
}

/// Where two texts part.
fn difference(expected: &str, found: &str) -> String {
    let at = expected.chars().zip(found.chars()).take_while(|(a, b)| a == b).count();
    let from = |text: &str| text.chars().skip(at.saturating_sub(20)).take(60).collect::<String>();
    format!("expected {:?}, found {:?}", from(expected), from(found))
}

#[test]
fn what_is_longer_than_a_page_goes_on_over_the_next_with_every_word() {
    let long: Vec<String> = (0..3000).map(|number| format!("word{number}")).collect();
    let long = long.join(" ");
    let table = |head: &str| {
        Block::Table(Table {
            caption: String::new(),
            header: vec!["What".into(), head.into()],
            rows: vec![vec!["Short".into(), long.clone()], vec![long.clone(), "short".into()]],
        })
    };
    let rows = [
        ("a paragraph", Block::para(long.clone())),
        ("somebody's words", Block::Quote(long.clone())),
        ("a note", Block::Note { label: "Check".into(), text: long.clone() }),
        ("a heading", Block::heading(2, long.clone())),
        ("an item", Block::List { ordered: true, items: vec![ListItem { depth: 3, text: long.as_str().into() }] }),
        ("a cell", table("Who")),
        ("a head", table(&long)),
        ("a fact", Block::Facts(vec![KeyValue { key: "Hearing".into(), value: long.clone() }])),
    ];
    for (name, block) in rows {
        for paper in [Paper::Usual, Paper::OneSide] {
            let doc = Doc::new("Decision note: Ailsa", "", vec![block.clone(), Block::para("The end.")]).on(paper);
            let written = doc.to_pdf().unwrap();
            assert!(written.pages > 2, "{name}");
            assert_eq!(words(&text(&written.bytes)), words(&doc.to_markdown()), "{name}");
        }
    }
}

#[test]
fn a_table_names_its_columns_once_for_readers_and_on_every_page_for_the_eye() {
    let rows = (0..60).map(|row| vec![format!("Action {row}"), "R.H.".into(), "8 June 2026".into()]).collect();
    let header = vec!["What".into(), "Who".into(), "By when".into()];
    let doc = Doc::new("Actions", "", vec![Block::Table(Table { caption: "From this session".into(), header, rows })]);
    let written = doc.to_pdf().unwrap();
    assert_eq!(written.pages, 3);
    let tags = tags(&written.bytes);
    assert!(
        tags.contains(
            "  Table\n    Caption \"From this session\"\n    THead\n      TR\n        TH Scope Column \"What\""
        )
    );
    assert_eq!((tags.matches("\"By when\"").count(), tags.matches("TH Scope Row").count()), (1, 60));
}

#[test]
fn lists_are_nested_where_they_were() {
    let item = |depth, text: &str| ListItem { depth, text: text.into() };
    let items = vec![item(0, "a"), item(1, "b"), item(2, "c"), item(1, "d"), item(0, "e"), item(1, "f")];
    let doc = Doc::new("T", "", vec![Block::List { ordered: true, items }]);
    let expected = "\
Document Lang \"en-GB\"
  H1 \"T\"
  L ListNumbering Decimal
    LI
      Lbl \"1.\"
      LBody
        \"a\"
        L ListNumbering Decimal
          LI
            Lbl \"1.\"
            LBody
              \"b\"
              L ListNumbering Decimal
                LI
                  Lbl \"1.\"
                  LBody \"c\"
          LI
            Lbl \"2.\"
            LBody \"d\"
    LI
      Lbl \"2.\"
      LBody
        \"e\"
        L ListNumbering Decimal
          LI
            Lbl \"1.\"
            LBody \"f\"
";
    assert_eq!(tags(&doc.to_pdf().unwrap().bytes), expected);
}

#[test]
fn the_structure_of_the_notes_is_this() {
    let header =
        NoteHeader { case_reference: String::new(), for_whom: "the case file".into(), ..NoteHeader::default() };
    let session = samples().remove(0);
    let stage = Stage::Finished(session.changed);
    let note = decision_note(&session, stage, &header).to_pdf().unwrap();
    assert!(note.accessible && note.archive && note.unshown.is_empty());
    compare(&tags(&note.bytes), &format!("{}_{}.tags.txt", session.id, session.pace.id));
    let note = learning_note(&session, Who::First, stage).to_pdf().unwrap();
    assert!(note.accessible && note.unshown.is_empty());
    compare(&tags(&note.bytes), &format!("{}_learning_presenter.tags.txt", session.id));
}

#[test]
fn the_same_document_is_the_same_bytes_and_holds_no_day_but_its_own() {
    let with = doc("Gran told me that she wants Ailsa to stay.");
    let bytes = with.to_pdf().unwrap().bytes;
    assert_eq!(bytes, with.to_pdf().unwrap().bytes);
    let raw = String::from_utf8_lossy(&bytes).into_owned();
    assert!(raw.contains("D:20260528140500"), "the day on which it was made");
    assert!(raw.matches("D:2").count() <= 2);
    let without = Doc::new("Learning note, May 2026", "", vec![Block::para("See the child first.")]).to_pdf().unwrap();
    let all = String::from_utf8_lossy(&opened(&without.bytes)).into_owned();
    assert!(without.accessible && !without.archive);
    assert!(!all.contains("D:2") && !all.contains("CreateDate"));
}

#[test]
fn signs_that_no_face_has_are_named_to_whoever_saves_it() {
    let doc = Doc::new("Decision note: Ailsa", "", vec![Block::para("😢 Łukasz 日 😢 \u{E123}")]);
    let written = doc.to_pdf().unwrap();
    assert_eq!(written.unshown, ['日', '\u{E123}', '😢']);
    assert!(written.accessible);
    assert_eq!(text(&written.bytes), "Decision note: Ailsa\n😢 Łukasz 日 😢 [U+E123]\n");
}

#[test]
fn an_empty_document_is_one_page() {
    let written = Doc::new("", "", Vec::new()).to_pdf().unwrap();
    assert_eq!(written.pages, 1);
    assert!(written.bytes.starts_with(b"%PDF-"));
}
