//! Does every format say the same, given texts that would like to be markup?

use but_why::record::{Block, Doc, KeyValue, ListItem, Table, Text};

use super::pdf_text;

/// What a text says without its form: its letters and digits.
pub fn words(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

pub fn sorted(text: &str) -> String {
    let mut signs: Vec<char> = text.chars().collect();
    signs.sort_unstable();
    signs.into_iter().collect()
}

const HOSTILE: [&str; 8] = [
    "# Heading\n\n- list\n1. one\n***\n```\ncode",
    "<script>alert('1')</script> &amp; &#65; <!-- gone? -->",
    "[link](http://example.com) ![image](x) www.example.com a@b.c",
    "*a* _b_ **c** ~~d~~ `e` \\ \\* | f | g |\n|---|---|\n| h | i |",
    "\u{202E}reversed\u{0}nul\u{FEFF}bom\r\nline\rline\u{2028}line\tTab",
    "    indented like code  \n\n\n    and again",
    "> quoted\n=====\n-----\n[x]: y \"z\"",
    "تجربة עברית 日本語 👩‍👧 Gàidhlig",
];

fn hostile(texts: &[&str]) -> Doc {
    let mut blocks = Vec::new();
    let item = |depth, text: &str| ListItem { depth, text: text.into() };
    for (at, text) in texts.iter().copied().enumerate() {
        let depth = u8::try_from(at).unwrap();
        blocks.extend([
            Block::heading(2, text),
            Block::heading(3, text),
            Block::para(text),
            Block::Quote(text.into()),
            Block::Note { label: text.into(), text: text.into() },
            Block::KeyValues(vec![
                KeyValue { key: text.into(), value: text.into() },
                KeyValue { key: String::new(), value: text.into() },
                KeyValue { key: text.into(), value: String::new() },
            ]),
            Block::List { ordered: false, items: texts.iter().map(|one| item(depth, one)).collect() },
            Block::List { ordered: at == 3, items: texts.iter().map(|one| item(0, one)).collect() },
            Block::Para(Text::led(text, text)),
            Block::Facts(vec![KeyValue { key: text.into(), value: text.into() }]),
            Block::Table(Table {
                caption: text.into(),
                header: vec![text.into(), "Who".into()],
                rows: vec![vec![text.into(), text.into()], vec![text.into()]],
            }),
            Block::Room(2),
        ]);
    }
    Doc::new(HOSTILE[1], HOSTILE[4], blocks)
}

#[test]
fn every_format_says_the_same_words_in_the_same_order() {
    let doc = hostile(&HOSTILE);
    let text = doc.to_text();
    let (mut number, mut after_air) = (0, false);
    // Only plain text numbers its headings, which stand after an empty line.
    let unnumbered: Vec<&str> = text
        .split("\r\n")
        .map(|line| {
            let begin = format!("{}. ", number + 1);
            let heading = line.strip_prefix(&begin).filter(|_| after_air);
            after_air = line.is_empty();
            heading.inspect(|_| number += 1).unwrap_or(line)
        })
        .collect();
    assert_eq!(number, HOSTILE.len());
    let in_text = words(&unnumbered.concat());
    assert_eq!(in_text, words(&doc.to_markdown()));
    // In a PDF a line that begins from right to left stands as it is seen: its words are all there, in another order.
    let in_pdf = |doc: &Doc| words(&pdf_text::text(&doc.to_pdf().unwrap().bytes));
    assert_eq!(sorted(&in_text), sorted(&in_pdf(&doc)));
    let from_left = hostile(&HOSTILE[..7]);
    assert_eq!(words(&from_left.to_markdown()), in_pdf(&from_left));
    let sections: String = doc.sections_as_text().into_iter().map(|(heading, body)| heading + &body).collect();
    assert_eq!(in_text, words(&sections));
    for line in ["U202EreversedU0000nulUFEFFbomlinelineline", "تجربةעברית日本語", "gone", "indentedlikecode"]
    {
        assert!(in_text.contains(&words(line)), "{line}");
    }
    assert!(!text.contains(['\u{202E}', '\u{0}', '\u{FEFF}']));
}
