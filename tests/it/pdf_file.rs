//! The objects of a PDF file, read by hand: a reader that shares nothing with the writer.

use std::{collections::BTreeMap, io::Read};

pub type Dict = BTreeMap<String, Value>;

#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Null,
    Bool(bool),
    Number(f64),
    Name(String),
    Text(Vec<u8>),
    List(Vec<Value>),
    Dict(Dict),
    /// Another object, by its number.
    At(usize),
    /// In a page's content: what is to be done.
    Operator(String),
}

/// A file whose objects can be looked up.
pub struct File {
    objects: BTreeMap<usize, (Value, Vec<u8>)>,
    pub trailer: Dict,
}

impl File {
    pub fn read(bytes: &[u8]) -> Self {
        assert!(bytes.starts_with(b"%PDF-"));
        let end = String::from_utf8_lossy(&bytes[bytes.len().saturating_sub(64)..]).into_owned();
        let start = end.split("startxref").nth(1).unwrap().split_whitespace().next().unwrap();
        let mut lexer = Lexer { bytes, at: start.parse().unwrap() };
        assert_eq!(lexer.word(), "xref", "a table in the clear");
        let mut places = Vec::new();
        loop {
            let word = lexer.word();
            if word == "trailer" {
                break;
            }
            let first: usize = word.parse().unwrap();
            for number in first..first + lexer.word().parse::<usize>().unwrap() {
                let place: usize = lexer.word().parse().unwrap();
                lexer.word();
                if lexer.word() == "n" {
                    places.push((number, place));
                }
            }
        }
        let Some(Value::Dict(trailer)) = lexer.value() else { panic!("no trailer") };
        let mut objects = BTreeMap::new();
        for (number, place) in places {
            let mut lexer = Lexer { bytes, at: place };
            assert_eq!(lexer.word().parse::<usize>().unwrap(), number);
            lexer.word();
            assert_eq!(lexer.word(), "obj");
            let value = lexer.value().unwrap();
            let mut stream = Vec::new();
            if let (Value::Dict(dict), "stream") = (&value, lexer.word().as_str()) {
                let Some(Value::Number(length)) = dict.get("Length") else { panic!("no length") };
                // After the word comes one end of line.
                lexer.at += if bytes[lexer.at] == b'\r' { 2 } else { 1 };
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "a length is a whole number"
                )]
                let raw = &bytes[lexer.at..lexer.at + *length as usize];
                match dict.get("Filter") {
                    Some(_) => drop(flate2::read::ZlibDecoder::new(raw).read_to_end(&mut stream).unwrap()),
                    None => stream = raw.to_vec(),
                }
            }
            objects.insert(number, (value, stream));
        }
        Self { objects, trailer }
    }

    /// The value itself, wherever it stands.
    pub fn get<'a>(&'a self, value: &'a Value) -> &'a Value {
        match value {
            Value::At(number) => self.objects.get(number).map_or(&Value::Null, |(value, _)| self.get(value)),
            value => value,
        }
    }

    pub fn dict<'a>(&'a self, value: &'a Value) -> &'a Dict {
        let Value::Dict(dict) = self.get(value) else { panic!("{value:?} is no dictionary") };
        dict
    }

    pub fn field<'a>(&'a self, dict: &'a Dict, name: &str) -> &'a Value {
        dict.get(name).map_or(&Value::Null, |value| self.get(value))
    }

    /// A list, or the one value as a list.
    pub fn list<'a>(&'a self, dict: &'a Dict, name: &str) -> Vec<&'a Value> {
        match dict.get(name) {
            None => Vec::new(),
            Some(value) => match self.get(value) {
                Value::List(list) => list.iter().collect(),
                _ => vec![value],
            },
        }
    }

    pub fn stream(&self, value: &Value) -> &[u8] {
        let Value::At(number) = value else { panic!("{value:?} is no stream") };
        &self.objects[number].1
    }

    /// Every stream and every text of every object, one after the other: where a word of a case could hide.
    pub fn everything(&self) -> Vec<u8> {
        let mut all = Vec::new();
        for (value, stream) in self.objects.values() {
            all.extend_from_slice(format!("{}\n", texts(value)).as_bytes());
            all.extend_from_slice(stream);
        }
        all
    }
}

fn texts(value: &Value) -> String {
    match value {
        Value::Text(text) => words(text) + "\n",
        Value::List(list) => list.iter().map(texts).collect(),
        Value::Dict(dict) => dict.values().map(texts).collect(),
        _ => String::new(),
    }
}

/// A text of a dictionary: UTF-16 with its mark, or ASCII.
pub fn words(text: &[u8]) -> String {
    match text.strip_prefix(&[0xFE, 0xFF]) {
        Some(wide) => utf_16(wide),
        None => text.iter().copied().map(char::from).collect(),
    }
}

pub fn utf_16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|two| u16::from_be_bytes([two[0], two[1]])).collect();
    String::from_utf16(&units).unwrap()
}

/// Reads values one after the other.
pub struct Lexer<'a> {
    pub bytes: &'a [u8],
    pub at: usize,
}

impl Lexer<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn space(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace() || byte == 0) {
            self.at += 1;
        }
        if self.peek() == Some(b'%') {
            while self.peek().is_some_and(|byte| byte != b'\n') {
                self.at += 1;
            }
            self.space();
        }
    }

    fn word(&mut self) -> String {
        self.space();
        let from = self.at;
        while self.peek().is_some_and(|byte| !byte.is_ascii_whitespace() && !b"()<>[]{}/%".contains(&byte)) {
            self.at += 1;
        }
        String::from_utf8_lossy(&self.bytes[from..self.at]).into_owned()
    }

    pub fn value(&mut self) -> Option<Value> {
        self.space();
        let rest = &self.bytes[self.at.min(self.bytes.len())..];
        Some(match rest.first()? {
            b'/' => {
                self.at += 1;
                Value::Name(self.word())
            }
            b'(' => Value::Text(self.literal()),
            b'<' if rest.starts_with(b"<<") => {
                self.at += 2;
                let mut dict = Dict::new();
                while let Some(Value::Name(name)) = self.value() {
                    dict.insert(name, self.value()?);
                }
                Value::Dict(dict)
            }
            b'>' => {
                self.at += 2;
                return None;
            }
            b'<' => {
                let digits: Vec<u8> = rest[1..].iter().copied().take_while(|byte| *byte != b'>').collect();
                self.at += digits.len() + 2;
                let digit = |byte: u8| u8::try_from(char::from(byte).to_digit(16).unwrap()).unwrap();
                Value::Text(
                    digits.chunks(2).map(|two| digit(two[0]) * 16 + two.get(1).map_or(0, |b| digit(*b))).collect(),
                )
            }
            b'[' => {
                self.at += 1;
                let mut list = Vec::new();
                while let Some(value) = self.value() {
                    list.push(value);
                }
                Value::List(list)
            }
            b']' => {
                self.at += 1;
                return None;
            }
            _ => {
                let word = self.word();
                self.number(&word).unwrap_or_else(|| match word.as_str() {
                    "true" => Value::Bool(true),
                    "false" => Value::Bool(false),
                    "null" => Value::Null,
                    "" => panic!("nothing can be read at {}", self.at),
                    _ => Value::Operator(word),
                })
            }
        })
    }

    /// A number, or the number of another object: "12 0 R".
    fn number(&mut self, word: &str) -> Option<Value> {
        let number: f64 = word.parse().ok()?;
        let back = self.at;
        if let Ok(object) = word.parse() {
            if self.word() == "0" && self.word() == "R" {
                return Some(Value::At(object));
            }
            self.at = back;
        }
        Some(Value::Number(number))
    }

    fn literal(&mut self) -> Vec<u8> {
        let (mut text, mut depth) = (Vec::new(), 0);
        loop {
            let byte = self.bytes[self.at];
            self.at += 1;
            match byte {
                b'\\' => {
                    let next = self.bytes[self.at];
                    self.at += 1;
                    text.push(match next {
                        b'n' => b'\n',
                        b'r' => b'\r',
                        b't' => b'\t',
                        b'b' => 8,
                        b'f' => 12,
                        b'0'..=b'7' => {
                            let mut code = u32::from(next - b'0');
                            for _ in 0..2 {
                                if !matches!(self.bytes[self.at], b'0'..=b'7') {
                                    break;
                                }
                                code = code * 8 + u32::from(self.bytes[self.at] - b'0');
                                self.at += 1;
                            }
                            u8::try_from(code).unwrap()
                        }
                        other => other,
                    });
                    continue;
                }
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return text;
            }
            if depth > 1 || byte != b'(' {
                text.push(byte);
            }
        }
    }
}
