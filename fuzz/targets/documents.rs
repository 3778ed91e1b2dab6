//! Whatever stands in the texts of a document, every format of it comes out, and the text says it all.

#![no_main]

use but_why_fuzz::record::{Block, Doc, Drawing, Format, KeyValue, Lane, ListItem, Paper, Table, Tick};
use libfuzzer_sys::fuzz_target;

/// The first byte of each stretch says what becomes of its text.
fn block(stretch: &[u8]) -> Option<Block> {
    let (kind, text) = stretch.split_first()?;
    let text = String::from_utf8_lossy(text).into_owned();
    let (key, value) = text.split_at(text.chars().take(9).map(char::len_utf8).sum());
    let fact = || vec![KeyValue { key: key.to_owned(), value: value.to_owned() }];
    let pieces = || text.split('|').map(str::to_owned).collect::<Vec<_>>();
    let depth = kind / 16;
    Some(match kind % 16 {
        0 => Block::heading(depth, text.as_str()),
        1 => Block::Quote(text),
        2 => Block::Note { label: key.to_owned(), text: value.to_owned() },
        3 => Block::KeyValues(fact()),
        4 => Block::Facts(fact()),
        5..=8 => {
            let items = pieces().into_iter().enumerate();
            let item =
                |(at, text): (usize, String)| ListItem { depth: depth.wrapping_mul(at as u8), text: text.into() };
            Block::List { ordered: depth % 2 == 1, items: items.map(item).collect() }
        }
        9 => Block::Table(Table {
            caption: key.to_owned(),
            header: pieces(),
            rows: value.lines().map(|line| line.split('|').map(str::to_owned).collect()).collect(),
        }),
        10 => Block::TimeLine(Drawing {
            told: key.to_owned(),
            lanes: vec![Lane {
                name: value.to_owned(),
                marks: stretch.iter().map(|one| u16::from(*one) * 9).collect(),
            }],
            ticks: vec![Tick { at: u16::from(depth) * 99, words: key.to_owned() }],
        }),
        11 => Block::Room(*kind),
        _ => Block::para(text),
    })
}

fuzz_target!(|bytes: &[u8]| {
    let stretches = bytes.split(|byte| *byte == 0xFF);
    let paper = if bytes.len() % 2 == 0 { Paper::Usual } else { Paper::OneSide };
    let doc = Doc::new("Decision note", "", stretches.filter_map(block).collect()).on(paper);
    for format in Format::ALL {
        assert!(!doc.to_bytes(format).expect("no document is refused").is_empty(), "{format:?}");
    }
    let pdf = doc.to_pdf().expect("no document is refused");
    assert!(pdf.accessible, "it keeps to the standard whatever stands in it");
});
