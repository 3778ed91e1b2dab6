//! What does a council's Word open? A file that is sound to the letter, says what the text says, and has the form that it
//! should have, whatever was typed.

use std::collections::BTreeSet;

use but_why::{
    record::{
        Block, Doc, Drawing, KeyValue, Lane, ListItem, NoteHeader, Paper, Stage, Table, Text, Tick, decision_note,
        learning_note,
    },
    session::{Who, sample},
};

use super::{
    docx_text::{Node, outline, outline_with_words, parse, parts, text, well_formed},
    golden::compare,
    notes::at,
};

/// What a text says without its form: letters and digits, and every sign that is no mark of ours.
fn words(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric() || !c.is_ascii() && !c.is_whitespace()).collect()
}

/// The plain text without the numbers of its headings, which Word's list of headings does not need.
fn plain(doc: &Doc) -> String {
    doc.sections_as_text().into_iter().map(|(heading, body)| heading + "\r\n" + &body).collect()
}

/// Every kind of block, each text made by `text`.
fn every_block(text: &mut dyn FnMut() -> String) -> Vec<Block> {
    let mut fact = |key: bool, value: bool| KeyValue {
        key: if key { text() } else { String::new() },
        value: if value { text() } else { String::new() },
    };
    let facts = vec![fact(true, true), fact(false, true), fact(true, false)];
    let key_values = vec![fact(true, true), fact(false, true), fact(true, false)];
    let mut list = |depths: &[u8]| {
        let item = |(at, depth): (usize, &u8)| ListItem {
            depth: *depth,
            text: if at % 2 == 0 { Text { lead: text(), words: text() } } else { text().into() },
        };
        depths.iter().enumerate().map(item).collect::<Vec<_>>()
    };
    let lists = [
        Block::List { ordered: true, items: list(&[0, 1, 1, 2, 0]) },
        Block::List { ordered: false, items: list(&[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0]) },
        Block::List { ordered: true, items: list(&[0, 1, 0]) },
    ];
    let mut table = |named: bool| {
        Block::Table(Table {
            caption: if named { text() } else { String::new() },
            header: if named { vec![text(), text(), text()] } else { Vec::new() },
            rows: vec![vec![text(), text(), text()], vec![text(), String::new(), text()]],
        })
    };
    let tables = [table(true), table(false)];
    let lanes = [vec![0, 250], vec![1000]].map(|marks| Lane { name: text(), marks });
    let line = Drawing { told: text(), lanes: lanes.into(), ticks: vec![Tick { at: 300, words: text() }] };
    let mut blocks = vec![
        Block::Facts(facts),
        Block::heading(2, text()),
        Block::para(text()),
        Block::para(Text { lead: text(), words: text() }),
        Block::Quote(text()),
        Block::Note { label: text(), text: text() },
        Block::heading(3, text()),
        Block::KeyValues(key_values),
        Block::TimeLine(line),
    ];
    blocks.extend(lists);
    blocks.extend(tables);
    blocks.extend([Block::Room(3), Block::para(text())]);
    blocks
}

/// What would like to be something else than a text.
fn hostile() -> Vec<String> {
    let mut texts: Vec<String> = [
        "</w:t></w:r></w:p><w:p><w:r><w:t>gone</w:t></w:r></w:p>",
        "]]> <![CDATA[no]]> <!-- gone? --> <?xml?> &amp; &#0; &nope; \"quoted\" 'single'",
        "# Heading\n\n- list\n1. one\n***\n| a | b |\n|---|---|",
        "<script>alert('1')</script> [link](http://example.com) \\documentclass{x} \\rtf1 #let x = 1 $y$",
        "{ PAGE } { HYPERLINK \"http://example.com\" } _x0041_ %1. =1+1 @x",
        "\0",
        "\u{1}\u{8}\u{B}\u{C}\u{1B}bell\u{7}\u{7F}\u{9F}\u{FFFE}\u{FFFF}",
        "\u{202E}reversed\u{2066}isolated\u{FEFF}bom\r\nline\rline\u{2028}line\tTab",
        "تجربة (سارة) 12 and עברית, then سارة again",
        "قالت سارة: أريد أن أبقى مع جدتي",
        "👩\u{200D}👩\u{200D}👧 e\u{301}\u{323} Gàidhlig 日本語 ਗੁਰਪ੍ਰੀਤ",
        "Gran's \u{A0}\u{A0} house   with   spaces",
    ]
    .map(str::to_owned)
    .into();
    texts.push("Rindfleisch".repeat(28)[..300].to_owned());
    texts.push("Mum said that she would ring. ".repeat(700)[..20_000].to_owned());
    texts
}

/// Each block has another of the texts, until each was everywhere.
fn hostile_docs() -> Vec<Doc> {
    let texts = hostile();
    let doc = |first: usize| {
        let mut at = first;
        let mut next = || {
            at += 1;
            texts[at % texts.len()].clone()
        };
        let (title, marking) = (next(), next());
        Doc::new(&title, &marking, every_block(&mut next)).with_running(&next()).made_at(super::notes::at(28))
    };
    (0..texts.len()).map(doc).collect()
}

fn harmless() -> Doc {
    Doc::new("word", "word", every_block(&mut || "word".to_owned()))
}

#[test]
fn what_people_type_changes_no_form_and_is_there_once() {
    let form = outline(&harmless().to_docx());
    for doc in hostile_docs() {
        let bytes = doc.to_docx();
        check(&bytes);
        // What a drawing tells is a text too.
        let told = |form: &str| -> Vec<String> {
            form.lines().map(|line| line.split(" told as ").next().unwrap_or_default().to_owned()).collect()
        };
        assert_eq!(told(&outline(&bytes)), told(&form));
        let (in_word, in_text) = (words(&text(&bytes)), words(&plain(&doc)));
        let at = in_word.bytes().zip(in_text.bytes()).take_while(|(one, other)| one == other).count();
        let near = |text: &str| {
            String::from_utf8_lossy(&text.as_bytes()[at.saturating_sub(40)..]).chars().take(90).collect::<String>()
        };
        assert!(in_word == in_text, "{}\n{}", near(&in_word), near(&in_text));
    }
}

/// Sound as Word asks for it: every part is well-formed XML, every reference leads somewhere, children are in the order of
/// the schema, and no id is there twice.
#[track_caller]
fn check(bytes: &[u8]) {
    let parts = parts(bytes);
    let trees: Vec<(&String, Node)> = parts.iter().map(|(name, xml)| (name, parse(xml))).collect();
    let tree = |name: &str| &trees.iter().find(|(one, _)| *one == name).unwrap().1;

    let types = tree("[Content_Types].xml");
    let of = |kind: &str, key: &str| -> BTreeSet<String> {
        types.all(kind).into_iter().map(|one| one.attributes[key].clone()).collect()
    };
    let (named, endings) = (of("Override", "PartName"), of("Default", "Extension"));
    for name in &named {
        assert!(parts.contains_key(&name[1..]), "{name} is not there");
    }
    for name in parts.keys().filter(|name| name.as_str() != "[Content_Types].xml") {
        let ending = name.rsplit('.').next().unwrap();
        // Only relations go by their ending; each part of the document has a type of its own.
        assert!(named.contains(&format!("/{name}")) || ending == "rels" && endings.contains(ending), "{name}");
    }

    let mut ids = BTreeSet::new();
    for (rels, folder) in [("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word/")] {
        for one in tree(rels).all("Relationship") {
            assert!(parts.contains_key(&format!("{folder}{}", one.attributes["Target"])), "{one:?}");
            assert!(ids.insert((rels, one.attributes["Id"].clone())));
        }
    }
    let document = tree("word/document.xml");
    let styles: Vec<&str> =
        tree("word/styles.xml").all("w:style").iter().map(|one| one.attributes["w:styleId"].as_str()).collect();
    assert_eq!(styles.iter().collect::<BTreeSet<_>>().len(), styles.len());
    for (name, tree) in &trees {
        for used in ["w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:next"].map(|kind| tree.all(kind)).concat() {
            assert!(styles.contains(&used.attributes["w:val"].as_str()), "{used:?} in {name}");
        }
        in_order(tree);
    }
    for kind in ["w:headerReference", "w:footerReference"] {
        for one in document.all(kind) {
            assert!(ids.contains(&("word/_rels/document.xml.rels", one.attributes["r:id"].clone())), "{one:?}");
        }
    }
    for (kind, key) in
        [(&["w:bookmarkStart"][..], "w:id"), (&["w:bookmarkStart"], "w:name"), (&["wp:docPr", "wps:cNvPr"], "id")]
    {
        let all: Vec<&Node> = kind.iter().flat_map(|kind| document.all(kind)).collect();
        let all: Vec<&str> = all.iter().map(|one| one.attributes[key].as_str()).collect();
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "{kind:?} {key}");
    }
}

/// The children that we use, in the order of the schema (ECMA-376 part 1, annex A): Word takes a file with another order for
/// a broken one.
const ORDER: [(&str, &[&str]); 14] = [
    (
        "w:pPr",
        &[
            "w:pStyle",
            "w:keepNext",
            "w:keepLines",
            "w:numPr",
            "w:pBdr",
            "w:shd",
            "w:tabs",
            "w:bidi",
            "w:spacing",
            "w:ind",
            "w:contextualSpacing",
            "w:jc",
            "w:outlineLvl",
        ],
    ),
    ("w:rPr", &["w:rStyle", "w:rFonts", "w:b", "w:bCs", "w:color", "w:sz", "w:szCs", "w:rtl", "w:lang"]),
    ("w:pBdr", &["w:top", "w:left", "w:bottom", "w:right", "w:between"]),
    (
        "w:tblPr",
        &[
            "w:tblStyle",
            "w:tblW",
            "w:tblInd",
            "w:tblBorders",
            "w:tblLayout",
            "w:tblCellMar",
            "w:tblLook",
            "w:tblCaption",
        ],
    ),
    ("w:tblBorders", &["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"]),
    ("w:tblCellMar", &["w:top", "w:left", "w:bottom", "w:right"]),
    ("w:tbl", &["w:tblPr", "w:tblGrid", "w:tr"]),
    (
        "w:style",
        &[
            "w:name",
            "w:basedOn",
            "w:next",
            "w:uiPriority",
            "w:semiHidden",
            "w:unhideWhenUsed",
            "w:qFormat",
            "w:pPr",
            "w:rPr",
            "w:tblPr",
            "w:tblStylePr",
        ],
    ),
    ("w:lvl", &["w:start", "w:numFmt", "w:lvlText", "w:lvlJc", "w:pPr"]),
    ("w:numbering", &["w:abstractNum", "w:num"]),
    ("w:trPr", &["w:cantSplit", "w:trHeight", "w:tblHeader"]),
    ("w:sectPr", &["w:headerReference", "w:footerReference", "w:pgSz", "w:pgMar", "w:cols", "w:titlePg"]),
    ("w:settings", &["w:zoom", "w:defaultTabStop", "w:characterSpacingControl", "w:compat", "w:themeFontLang"]),
    ("wps:wsp", &["wps:cNvPr", "wps:cNvSpPr", "wps:spPr", "wps:txbx", "wps:bodyPr"]),
];

#[track_caller]
fn in_order(node: &Node) {
    if let Some((_, order)) = ORDER.iter().find(|(name, _)| *name == node.name) {
        let place = |child: &Node| {
            let at = order.iter().position(|name| *name == child.name);
            at.unwrap_or_else(|| panic!("{} in {}: where does it belong?", child.name, node.name))
        };
        let places: Vec<usize> = node.nodes.iter().map(place).collect();
        assert!(places.is_sorted(), "{}: {:?}", node.name, node.nodes.iter().map(|one| &one.name).collect::<Vec<_>>());
    }
    for child in &node.nodes {
        in_order(child);
    }
}

/// That the checks above can find something.
#[test]
fn what_word_would_not_open_is_found() {
    for broken in [
        "<a>\u{1}</a>",
        "<a>\u{FFFE}</a>",
        "<a>&nope;</a>",
        "<a>a & b</a>",
        "<a b=\"<\"/>",
        "<a b=\"1\" b=\"2\"/>",
        "<w:a/>",
        "<a><b></a></b>",
        "<a>",
        "<a/><a/>",
        "<a>]]></a>",
        "<a><!-- b --></a>",
        "",
    ] {
        assert!(well_formed(broken).is_err(), "{broken}");
    }
    assert!(well_formed("<a b=\"&quot;\">&amp;</a>").is_ok());
}

#[test]
#[should_panic(expected = "w:rPr: [\"w:b\", \"w:rStyle\"]")]
fn another_order_is_found() {
    in_order(&parse("<w:rPr xmlns:w=\"w\"><w:b/><w:rStyle/></w:rPr>"));
}

#[test]
fn every_block_has_a_form_of_its_own() {
    let bytes = harmless().to_docx();
    check(&bytes);
    compare(&outline(&bytes), "every_block.docx.txt");
}

#[test]
fn a_decision_note_and_a_learning_note_have_this_form() {
    let session = sample();
    let stage = Stage::Finished(session.changed);
    let note = decision_note(&session, stage, &NoteHeader::default());
    let learning = learning_note(&session, Who::First, stage);
    for (doc, file) in [(note, "ailsa_full.docx.txt"), (learning, "ailsa_learning_presenter.docx.txt")] {
        let bytes = doc.to_docx();
        check(&bytes);
        assert_eq!(words(&text(&bytes)), words(&plain(&doc)));
        compare(&outline_with_words(&bytes), file);
    }
}

#[test]
fn an_ordered_list_begins_at_one_and_so_does_each_level_under_an_item() {
    let item = |depth, text: &str| ListItem { depth, text: text.into() };
    let list = || Block::List {
        ordered: true,
        items: vec![
            item(0, "Ring Mum"),
            item(1, "before 6"),
            item(1, "on her own phone"),
            item(0, "See Ailsa"),
            item(1, "at Gran's"),
        ],
    };
    let said = text(&Doc::new("Actions", "", vec![list(), list()]).to_docx());
    let once = "1. Ring Mum\n1. before 6\n2. on her own phone\n2. See Ailsa\n1. at Gran's";
    assert_eq!(said, format!("Actions\n{once}\n{once}"));
}

#[test]
fn the_same_document_has_the_same_bytes() {
    for (one, other) in hostile_docs().into_iter().zip(hostile_docs()) {
        assert!(one.to_docx() == other.to_docx());
    }
    let (doc, small) = (harmless(), harmless().on(Paper::OneSide));
    assert_eq!(outline(&doc.to_docx()), outline(&small.to_docx()));
    assert_ne!(doc.to_docx(), small.to_docx());
}

#[test]
fn a_file_says_what_it_is_and_holds_no_date_but_its_own() {
    let doc = Doc::new("Decision note: Ailsa & Gran", "Part of the <child's> record.", vec![Block::para("Yes.")]);
    let core = |doc: &Doc| parts(&doc.to_docx()).remove("docProps/core.xml").unwrap();
    let undated = core(&doc);
    let tree = parse(&undated);
    for (name, text) in [
        ("dc:title", "Decision note: Ailsa & Gran"),
        ("dc:subject", "Part of the <child's> record."),
        ("dc:creator", "But Why?"),
        ("dc:language", "en-GB"),
    ] {
        assert_eq!(tree.get(name).unwrap().text, text);
    }
    assert!(!undated.contains("dcterms:created") && !undated.contains("T14:05"));
    let dated = parse(&core(&doc.made_at(at(28))));
    for name in ["dcterms:created", "dcterms:modified"] {
        assert_eq!(dated.get(name).unwrap().text, "2026-05-28T14:05:00Z");
    }
}

#[test]
fn a_page_has_its_head_and_foot_in_one_line() {
    let long = "Mum said that she would ring. ".repeat(600);
    let bytes = Doc::new(&long, &long, vec![Block::para("Yes.")]).to_docx();
    let parts = parts(&bytes);
    for (name, tag) in [("header1", "w:hdr"), ("footer1", "w:ftr"), ("footer2", "w:ftr")] {
        let tree = parse(&parts[&format!("word/{name}.xml")]);
        assert_eq!(tree.name, tag);
        let said: String = tree.all("w:t").iter().map(|one| one.text.as_str()).collect();
        assert!(said.starts_with("Mum said") && said.chars().count() < 140, "{said}");
        let fields: Vec<_> =
            tree.all("w:fldSimple").iter().map(|one| one.attributes["w:instr"].trim().to_owned()).collect();
        assert_eq!(fields, if tag == "w:ftr" { vec!["PAGE", "NUMPAGES"] } else { Vec::new() });
    }
    let core = parse(&parts["docProps/core.xml"]);
    assert!(core.get("dc:title").unwrap().text.chars().count() < 255, "Word has no room for more");
    // All of it is on the first page.
    assert_eq!(text(&bytes).matches("ring.").count(), 1200);
    // No head on the first page, where the title is.
    let section = &parse(&parts["word/document.xml"]).all("w:sectPr")[0]
        .nodes
        .iter()
        .map(|one| one.name.clone())
        .collect::<Vec<_>>();
    assert!(section.contains(&"w:titlePg".to_owned()));
}

/// A form with two tables: one to write in, one with words in each cell.
fn form(paper: Paper) -> Doc {
    let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
    let sort = Table {
        caption: String::new(),
        header: row(["The sentence", "Presenter", "Colleague"]),
        rows: vec![row(["Mum stopped coming on Saturdays", "", ""]), row(["Ailsa sleeps badly", "", ""])],
    };
    let said = Table {
        caption: String::new(),
        header: row(["The sentence", "Presenter", "Colleague"]),
        rows: vec![row(["Ailsa sleeps badly", "told to us", ""])],
    };
    let blocks = vec![Block::Table(sort), Block::Table(said), Block::Room(2)];
    Doc::new("Review", "Part of the child's record.", blocks).on(paper)
}

#[test]
fn a_form_has_two_columns_and_its_tables_are_as_wide_as_one() {
    for (paper, columns) in [(Paper::Usual, 1), (Paper::OneSide, 1), (Paper::TwoColumns, 2)] {
        let bytes = form(paper).to_docx();
        check(&bytes);
        let parts = parts(&bytes);
        let document = parse(&parts["word/document.xml"]);
        let number = |node: &Node, key: &str| -> u32 { node.attributes[key].parse().unwrap() };
        let [section] = document.all("w:sectPr")[..] else { panic!("not one section") };
        let cols = section.get("w:cols").unwrap();
        assert_eq!(cols.attributes.get("w:num").map_or("1", String::as_str), columns.to_string());
        let (size, margins) = (section.get("w:pgSz").unwrap(), section.get("w:pgMar").unwrap());
        let across = number(size, "w:w") - number(margins, "w:left") - number(margins, "w:right");
        let column = (across - number(cols, "w:space") * (columns - 1)) / columns;
        for table in document.all("w:tbl") {
            let width: u32 = table.all("w:gridCol").iter().map(|one| number(one, "w:w")).sum();
            assert!(width <= column && column - width < 5, "{paper:?}: {width} of {column}");
        }
        // The foot goes over all columns.
        let styles = parse(&parts["word/styles.xml"]);
        let foot = styles.all("w:style").into_iter().find(|one| one.attributes["w:styleId"] == "Footer").unwrap();
        assert_eq!(number(foot.all("w:tab")[0], "w:pos"), across);
    }
}

#[test]
fn a_row_to_write_in_is_as_high_as_a_line_to_write_on() {
    for paper in [Paper::Usual, Paper::OneSide, Paper::TwoColumns] {
        let parts = parts(&form(paper).to_docx());
        let styles = parse(&parts["word/styles.xml"]);
        let room = styles.all("w:style").into_iter().find(|one| one.attributes["w:styleId"] == "Room").unwrap();
        let line = room.all("w:spacing")[0].attributes["w:line"].as_str();
        let document = parse(&parts["word/document.xml"]);
        let tables: Vec<Vec<Option<String>>> = document
            .all("w:tbl")
            .iter()
            .map(|table| {
                let height = |row: &&Node| {
                    let height = row.get("w:trPr")?.get("w:trHeight")?;
                    Some(format!("{} {}", height.attributes["w:val"], height.attributes["w:hRule"]))
                };
                table.all("w:tr").iter().map(height).collect()
            })
            .collect();
        let high = Some(format!("{line} atLeast"));
        assert_eq!(tables, [vec![None, high.clone(), high], vec![None, None]], "{paper:?}");
        // Those who write have room alike, and a rule between them.
        let widths: Vec<&str> =
            document.all("w:tbl")[0].all("w:gridCol").iter().map(|one| one.attributes["w:w"].as_str()).collect();
        assert_eq!(widths[1], widths[2]);
        let forms: Vec<&str> = document.all("w:tblStyle").iter().map(|one| one.attributes["w:val"].as_str()).collect();
        assert_eq!(forms, ["FormTable", "RowsTable"]);
    }
}

#[test]
fn letters_from_right_to_left_are_marked() {
    let blocks = ["قالت سارة (12): أريد", "Sara is سارة here"].map(Block::para);
    let bytes = Doc::new("Names", "", blocks.into()).to_docx();
    let document = parse(&parts(&bytes)["word/document.xml"]);
    let marked: Vec<String> = document
        .all("w:r")
        .iter()
        .filter(|run| !run.all("w:rtl").is_empty())
        .map(|run| run.all("w:t").iter().map(|one| one.text.as_str()).collect())
        .collect();
    assert_eq!(marked, ["قالت سارة (12): أريد", "سارة"]);
    assert_eq!(document.all("w:bidi").len(), 1);
}
