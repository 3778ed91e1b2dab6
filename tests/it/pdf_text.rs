//! What a screen reader gets of our PDF files: the structure, with its text in reading order.

use std::{collections::BTreeMap, fmt::Write as _};

use super::pdf_file::{Dict, File, Lexer, Value, utf_16, words};

/// A part of the structure.
#[derive(Debug)]
struct Node {
    tag: String,
    /// What else is said of it: "Scope Row".
    more: String,
    children: Vec<Child>,
}

#[derive(Debug)]
enum Child {
    Node(Node),
    Text(String),
}

/// All that is read, a line for each paragraph, heading, item and cell. A figure is not read here: it has an alternative.
pub fn text(bytes: &[u8]) -> String {
    let mut text = String::new();
    read(&tree(bytes), &mut text);
    text
}

/// The structure as an indented tree with its text.
pub fn tags(bytes: &[u8]) -> String {
    let mut lines = String::new();
    tell(&tree(bytes), 0, true, &mut lines);
    lines
}

/// The structure as an indented tree without text.
pub fn shape(bytes: &[u8]) -> String {
    let mut lines = String::new();
    tell(&tree(bytes), 0, false, &mut lines);
    lines
}

/// Everything in the file that could hold a word, opened: for whoever looks for words that must not be in it.
pub fn opened(bytes: &[u8]) -> Vec<u8> {
    let mut all = File::read(bytes).everything();
    all.extend_from_slice(text(bytes).as_bytes());
    all.extend_from_slice(tags(bytes).as_bytes());
    all.extend_from_slice(edges(bytes).as_bytes());
    all
}

/// What is drawn and in no structure: the head and the foot of the pages.
pub fn edges(bytes: &[u8]) -> String {
    let file = File::read(bytes);
    let mut said = BTreeMap::new();
    pages(&file, &file.dict(&file.trailer["Root"])["Pages"], &mut said);
    said.retain(|(_, content), _| *content == EDGE);
    said.into_values().collect()
}

fn read(node: &Node, text: &mut String) {
    if node.tag == "Figure" {
        return;
    }
    for child in &node.children {
        match child {
            Child::Text(words) => text.push_str(words),
            Child::Node(node) => read(node, text),
        }
    }
    match node.tag.as_str() {
        "Strong" => {}
        "Lbl" => text.push(' '),
        _ if text.ends_with('\n') => {}
        _ => text.push('\n'),
    }
}

fn tell(node: &Node, depth: usize, with_text: bool, lines: &mut String) {
    let indent = "  ".repeat(depth);
    let _ = write!(lines, "{indent}{}{}", node.tag, node.more);
    if let [Child::Text(words)] = node.children.as_slice() {
        let words = if with_text { format!(" {words:?}") } else { String::new() };
        let _ = writeln!(lines, "{words}");
        return;
    }
    lines.push('\n');
    for child in &node.children {
        match child {
            Child::Node(node) => tell(node, depth + 1, with_text, lines),
            Child::Text(words) if with_text => drop(writeln!(lines, "{indent}  {words:?}")),
            Child::Text(_) => {}
        }
    }
}

fn tree(bytes: &[u8]) -> Node {
    let file = File::read(bytes);
    let root = file.dict(&file.trailer["Root"]);
    assert_eq!(file.field(file.dict(&root["MarkInfo"]), "Marked"), &Value::Bool(true));
    let mut said = BTreeMap::new();
    pages(&file, &root["Pages"], &mut said);
    said.retain(|(_, content), _| *content != EDGE);
    let tree = file.dict(&root["StructTreeRoot"]);
    let top = file.list(tree, "K");
    assert_eq!(top.len(), 1);
    let node = node(&file, top[0], None, &mut said);
    let left: Vec<_> = said.values().filter(|words| !words.trim().is_empty()).collect();
    assert!(left.is_empty(), "drawn, and not in the structure: {left:?}");
    node
}

/// What was drawn, by the number of its page and its own.
type Said = BTreeMap<(usize, i64), String>;

/// Stands for the number where there is none: in an artifact.
const EDGE: i64 = -1;

fn node(file: &File, at: &Value, page: Option<usize>, said: &mut Said) -> Node {
    let dict = file.dict(at);
    let Value::Name(tag) = file.field(dict, "S") else { panic!("no tag") };
    let page = number_of(dict.get("Pg")).or(page);
    let mut children = Vec::new();
    for child in file.list(dict, "K") {
        let (page, content) = match file.get(child) {
            Value::Dict(inner) if inner.contains_key("MCID") => {
                (number_of(inner.get("Pg")).or(page), file.field(inner, "MCID"))
            }
            Value::Dict(_) => {
                children.push(Child::Node(node(file, child, page, said)));
                continue;
            }
            number => (page, number),
        };
        let words =
            said.remove(&(page.unwrap(), whole(content))).expect("each stretch is drawn, and belongs to one node");
        match children.last_mut() {
            Some(Child::Text(before)) => before.push_str(&words),
            _ => children.push(Child::Text(words)),
        }
    }
    Node { tag: tag.clone(), more: more(file, dict), children }
}

/// What a tag says of itself beside its text.
fn more(file: &File, dict: &Dict) -> String {
    let mut more = String::new();
    for name in ["Alt", "Lang"] {
        if let Value::Text(text) = file.field(dict, name) {
            let _ = write!(more, " {name} {:?}", words(text));
        }
    }
    for attributes in file.list(dict, "A") {
        for name in ["ListNumbering", "Scope"] {
            if let Value::Name(value) = file.field(file.dict(attributes), name) {
                let _ = write!(more, " {name} {value}");
            }
        }
    }
    more
}

fn number_of(value: Option<&Value>) -> Option<usize> {
    match value {
        Some(Value::At(number)) => Some(*number),
        _ => None,
    }
}

#[expect(clippy::cast_possible_truncation, reason = "they are written as whole numbers")]
fn whole(value: &Value) -> i64 {
    let Value::Number(number) = value else { panic!("{value:?} is no number") };
    *number as i64
}

fn pages(file: &File, at: &Value, said: &mut Said) {
    let dict = file.dict(at);
    if dict.contains_key("Kids") {
        file.list(dict, "Kids").into_iter().for_each(|kid| pages(file, kid, said));
        return;
    }
    let resources = file.dict(&dict["Resources"]);
    let mut fonts = BTreeMap::new();
    if let Some(named) = resources.get("Font") {
        for (name, font) in file.dict(named) {
            fonts.insert(name.clone(), to_unicode(file.stream(&file.dict(font)["ToUnicode"])));
        }
    }
    let content: Vec<u8> = file.list(dict, "Contents").into_iter().flat_map(|one| file.stream(one).to_vec()).collect();
    page(&content, &fonts, number_of(Some(at)).unwrap(), said);
}

type Signs = BTreeMap<u16, String>;

/// A stretch of a page's content while it is open.
struct Open {
    content: Option<i64>,
    is_artifact: bool,
    is_said: bool,
}

fn page(content: &[u8], fonts: &BTreeMap<String, Signs>, number: usize, said: &mut Said) {
    let mut lexer = Lexer { bytes: content, at: 0 };
    let mut operands = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let mut font: Option<&Signs> = None;
    let (mut pieces, mut in_line): (Vec<String>, bool) = (Vec::new(), false);
    let mut say = |open: &[Open], words: &str| {
        let content = open.iter().rev().find_map(|one| one.content);
        let is_artifact = content.is_none() && open.iter().any(|one| one.is_artifact);
        assert!(content.is_some() || is_artifact, "neither in the structure nor an artifact: {words}");
        said.entry((number, content.unwrap_or(EDGE))).or_default().push_str(words);
    };
    while let Some(value) = lexer.value() {
        let Value::Operator(operator) = value else {
            operands.push(value);
            continue;
        };
        match operator.as_str() {
            "BDC" | "BMC" => {
                let is_artifact = operands.first() == Some(&Value::Name("Artifact".into()));
                let mut one = Open { content: None, is_artifact, is_said: false };
                let mut actual = None;
                if let Some(Value::Dict(properties)) = operands.get(1) {
                    one.content = properties.get("MCID").map(whole);
                    if let Some(Value::Text(text)) = properties.get("ActualText") {
                        actual = Some(words(text));
                    }
                }
                let is_new = actual.is_some() && !open.iter().any(|one| one.is_said);
                one.is_said = actual.is_some();
                open.push(one);
                match actual.filter(|_| is_new) {
                    // Within a line it is one sign of many.
                    Some(actual) if in_line => pieces.push(actual),
                    // A stretch without words is there all the same.
                    actual => say(&open, actual.as_deref().unwrap_or_default()),
                }
            }
            "EMC" => drop(open.pop()),
            "BT" => in_line = true,
            "ET" => {
                in_line = false;
                // From right to left a line is written as it is seen; every reader turns it.
                if pieces.iter().any(|piece| piece.chars().any(is_right_to_left)) {
                    pieces.reverse();
                }
                say(&open, &pieces.concat());
                pieces.clear();
            }
            "Tf" => {
                let Some(Value::Name(name)) = operands.first() else { panic!("no font") };
                font = Some(&fonts[name]);
            }
            "Tj" | "TJ" if !open.iter().any(|one| one.is_said) => {
                let shown = match operands.first() {
                    Some(Value::List(list)) => list.clone(),
                    other => other.cloned().into_iter().collect(),
                };
                for one in shown {
                    let Value::Text(codes) = one else { continue };
                    for code in codes.chunks_exact(2) {
                        let code = u16::from_be_bytes([code[0], code[1]]);
                        pieces
                            .push(font.and_then(|signs| signs.get(&code)).expect("every sign says what it is").clone());
                    }
                }
            }
            "Do" => panic!("no picture and no form is in our documents"),
            _ => {}
        }
        operands.clear();
    }
    assert!(open.is_empty());
}

/// Hebrew and Arabic.
fn is_right_to_left(sign: char) -> bool {
    matches!(sign, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}')
}

fn to_unicode(map: &[u8]) -> Signs {
    let mut lexer = Lexer { bytes: map, at: 0 };
    let mut operands: Vec<Value> = Vec::new();
    let mut signs = Signs::new();
    while lexer.at < map.len() {
        match lexer.value() {
            Some(Value::Operator(operator)) => {
                if operator == "endbfchar" {
                    for two in operands.chunks_exact(2) {
                        let [Value::Text(code), Value::Text(sign)] = two else { panic!("no pair") };
                        signs.insert(u16::from_be_bytes([code[0], code[1]]), utf_16(sign));
                    }
                }
                assert_ne!(operator, "endbfrange");
                operands.clear();
            }
            Some(value) => operands.push(value),
            None => {}
        }
    }
    signs
}
