//! A small reader of Word files, as strict as Word: what a person would read, and the form that it has.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    io::{Cursor, Read as _},
};

use xml::reader::{EventReader, ParserConfig, XmlEvent};
use zip::{DateTime, ZipArchive};

/// An element with what is in it.
#[derive(Debug, Default)]
pub struct Node {
    /// With its prefix: "w:p".
    pub name: String,
    pub attributes: BTreeMap<String, String>,
    pub nodes: Vec<Node>,
    /// Its own text, before and between its elements.
    pub text: String,
}

impl Node {
    /// All of a name below it, in reading order.
    pub fn all<'a>(&'a self, name: &str) -> Vec<&'a Node> {
        let mut found = Vec::new();
        for node in &self.nodes {
            if node.name == name {
                found.push(node);
            }
            found.extend(node.all(name));
        }
        found
    }

    /// The first of a name directly in it.
    pub fn get(&self, name: &str) -> Option<&Node> {
        self.nodes.iter().find(|node| node.name == name)
    }

    /// The `w:val` of the first of a name directly in it.
    fn val(&self, name: &str) -> Option<&str> {
        self.get(name).map(|node| node.attributes["w:val"].as_str())
    }
}

/// Every part by its name. All entries have the same time, and none is there twice.
#[track_caller]
pub fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).unwrap();
        assert_eq!(entry.last_modified(), Some(DateTime::DEFAULT));
        let (name, mut text) = (entry.name().unwrap().into_owned(), String::new());
        entry.read_to_string(&mut text).unwrap();
        assert!(!parts.contains_key(&name), "{name} is there twice");
        parts.insert(name, text);
    }
    parts
}

/// A part as a tree.
#[track_caller]
pub fn parse(text: &str) -> Node {
    well_formed(text).unwrap()
}

/// A part as a tree, or what is wrong with it as XML.
pub fn well_formed(text: &str) -> Result<Node, String> {
    let mut open = vec![Node::default()];
    for event in EventReader::new_with_config(text.as_bytes(), ParserConfig::new().ignore_comments(false)) {
        match event.map_err(|error| error.to_string())? {
            XmlEvent::StartElement { name, attributes, .. } => {
                let attributes = attributes.into_iter().map(|one| (one.name.to_string_prefixed(), one.value)).collect();
                open.push(Node { name: name.to_string_prefixed(), attributes, ..Node::default() });
            }
            XmlEvent::EndElement { .. } => {
                let node = open.pop().unwrap();
                open.last_mut().unwrap().nodes.push(node);
            }
            XmlEvent::Characters(text) | XmlEvent::Whitespace(text) => open.last_mut().unwrap().text += &text,
            XmlEvent::CData(_) | XmlEvent::Comment(_) | XmlEvent::ProcessingInstruction { .. } => {
                return Err("we write none of these".to_owned());
            }
            _ => {}
        }
    }
    let [root] = <[Node; 1]>::try_from(open.remove(0).nodes).map_err(|_| "not one root".to_owned())?;
    Ok(root)
}

/// A line of the document: how far in, which form, and the words in it.
pub struct Line {
    depth: usize,
    form: String,
    words: String,
}

/// What a person reads in the document, in reading order, with the numbers that Word gives to lists that count. The words in
/// a drawing are part of it, and not in here.
#[track_caller]
pub fn text(bytes: &[u8]) -> String {
    lines(bytes).into_iter().map(|line| line.words).filter(|words| !words.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The form alone: names of styles, levels of lists, tables with their rows and cells, drawings with what they tell. Strong
/// letters are said; line breaks and directions are not.
#[track_caller]
pub fn outline(bytes: &[u8]) -> String {
    let line = |line: Line| "  ".repeat(line.depth) + &line.form + "\n";
    lines(bytes).into_iter().map(line).collect()
}

/// The form with the first words of each line.
#[track_caller]
pub fn outline_with_words(bytes: &[u8]) -> String {
    let line = |Line { depth, form, words }| {
        let words: String = words.replace('\n', " / ").chars().take(60).collect();
        let colon = if words.is_empty() { "" } else { ": " };
        format!("{}{form}{colon}{}\n", "  ".repeat(depth), words.trim_end())
    };
    lines(bytes).into_iter().map(line).collect()
}

#[track_caller]
pub fn lines(bytes: &[u8]) -> Vec<Line> {
    let parts = parts(bytes);
    let [document, styles, numbering] =
        ["document", "styles", "numbering"].map(|name| parse(&parts[&format!("word/{name}.xml")]));
    let styles = styles.all("w:style").into_iter();
    let styles = styles.map(|style| (style.attributes["w:styleId"].clone(), style.val("w:name").unwrap().to_owned()));
    let mut reader = Reader { styles: styles.collect(), numbering, counts: BTreeMap::new(), lines: Vec::new() };
    for node in &document.get("w:body").unwrap().nodes {
        match node.name.as_str() {
            "w:p" => reader.paragraph(node, 0),
            "w:tbl" => reader.table(node),
            "w:sectPr" => {}
            other => panic!("{other} in the body"),
        }
    }
    reader.lines
}

struct Reader {
    /// The names of the styles by their ids.
    styles: BTreeMap<String, String>,
    numbering: Node,
    /// How far each list has counted, on each level.
    counts: BTreeMap<String, Vec<usize>>,
    lines: Vec<Line>,
}

impl Reader {
    fn paragraph(&mut self, node: &Node, depth: usize) {
        let none = Node::default();
        let form = node.get("w:pPr").unwrap_or(&none);
        let mut said = match form.val("w:pStyle") {
            Some(id) => self.styles[id].clone(),
            None => "Normal".to_owned(),
        };
        let mut words = String::new();
        if let Some(list) = form.get("w:numPr") {
            let level: usize = list.val("w:ilvl").unwrap().parse().unwrap();
            let _ = write!(said, " {level}");
            words += &self.count(list.val("w:numId").unwrap(), level);
        }
        let mut looks: Vec<&str> = Vec::new();
        for run in node.nodes.iter().filter(|run| run.name == "w:r") {
            for drawn in run.all("wp:docPr") {
                let _ = write!(said, ", drawing told as {:?}", drawn.attributes["descr"]);
            }
            let look = match run.get("w:rPr").and_then(|look| look.val("w:rStyle")) {
                Some(id) => self.styles[id].as_str(),
                None => "plain",
            };
            for part in &run.nodes {
                match part.name.as_str() {
                    "w:t" => {
                        words += &part.text;
                        if looks.last() != Some(&look) {
                            looks.push(look);
                        }
                    }
                    "w:br" => words.push('\n'),
                    "w:rPr" | "mc:AlternateContent" => {}
                    other => panic!("{other} in a run"),
                }
            }
        }
        if looks.iter().any(|look| *look != "plain") {
            let _ = write!(said, " ({})", looks.join(", "));
        }
        self.lines.push(Line { depth, form: said, words });
    }

    fn table(&mut self, node: &Node) {
        let form = node.get("w:tblPr").unwrap();
        let look = &form.get("w:tblLook").unwrap().attributes;
        let mut said = format!("table {}", self.styles[form.val("w:tblStyle").unwrap()]);
        for (mark, words) in [("w:firstRow", "first row"), ("w:firstColumn", "first column")] {
            if look[mark] == "1" {
                let _ = write!(said, ", names in the {words}");
            }
        }
        // The caption is read before it; here it is said to screen readers.
        if form.get("w:tblCaption").is_some() {
            said += ", has a caption";
        }
        self.lines.push(Line { depth: 0, form: said, words: String::new() });
        let columns = node.all("w:gridCol").len();
        for row in node.nodes.iter().filter(|node| node.name == "w:tr") {
            let is_header = row.get("w:trPr").is_some_and(|form| form.get("w:tblHeader").is_some());
            let form = if is_header { "header row" } else { "row" };
            self.lines.push(Line { depth: 1, form: form.to_owned(), words: String::new() });
            let cells = row.nodes.iter().filter(|node| node.name == "w:tc").collect::<Vec<_>>();
            assert_eq!(cells.len(), columns);
            for cell in cells {
                let paragraphs = cell.nodes.iter().filter(|node| node.name == "w:p").collect::<Vec<_>>();
                assert!(!paragraphs.is_empty(), "Word opens no cell without a paragraph");
                for paragraph in paragraphs {
                    self.paragraph(paragraph, 2);
                }
            }
        }
    }

    /// The number that Word sets before an item, with a space; none before a bullet.
    fn count(&mut self, list: &str, level: usize) -> String {
        let find = |name: &str, key: &str, id: &str| {
            let all = self.numbering.all(name);
            let found: Vec<_> = all.into_iter().filter(|one| one.attributes[key] == id).collect();
            let [one] = found[..] else { panic!("{name} {id} is not there once") };
            one
        };
        let of = find("w:num", "w:numId", list).val("w:abstractNumId").unwrap();
        let levels = find("w:abstractNum", "w:abstractNumId", of).all("w:lvl");
        if levels[level].val("w:numFmt") == Some("bullet") {
            return String::new();
        }
        let counts = self.counts.entry(list.to_owned()).or_default();
        counts.resize(level + 1, 0);
        counts[level] += 1;
        format!("{}. ", counts[level])
    }
}

trait Prefixed {
    fn to_string_prefixed(&self) -> String;
}

impl Prefixed for xml::name::OwnedName {
    fn to_string_prefixed(&self) -> String {
        match &self.prefix {
            Some(prefix) => format!("{prefix}:{}", self.local_name),
            None => self.local_name.clone(),
        }
    }
}
