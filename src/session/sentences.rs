//! A pasted paragraph as its sentences, so that people can pick from it.
//!
//! It is a help and no grammar: where it is not sure it leaves two sentences together, because people can shorten what they
//! picked, and half a sentence says something that nobody wrote.

use super::day::MONTHS;

/// A sentence of what was pasted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The report's own number, "[12]", where every sentence has one; else counted from 1.
    pub number: usize,
    /// Without the number and without broken lines.
    pub text: String,
}

/// Abbreviations after which a sentence always goes on, in lower case and without the last full stop.
const GOES_ON: [&str; 35] = [
    "mr", "mrs", "ms", "dr", "prof", "rev", "st", "hon", "s", "ss", "reg", "regs", "para", "paras", "art", "sch", "ch",
    "pt", "p", "pp", "no", "nos", "tel", "e.g", "eg", "i.e", "ie", "cf", "v", "vs", "c", "ca", "approx", "incl", "fig",
];
/// Words with which a sentence begins after an abbreviation that may end one ("5 p.m. She left", "J. She left").
const BEGINS: [&str; 26] = [
    "a", "after", "all", "at", "both", "before", "he", "her", "his", "i", "if", "in", "it", "no", "nobody", "on",
    "she", "since", "the", "their", "there", "they", "this", "we", "what", "when",
];
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The sentences of a text, in order. Nothing of the text is left out but white space and the report's numbers.
#[must_use]
pub fn sentences(text: &str) -> Vec<Piece> {
    let mut found: Vec<(Option<usize>, String)> = Vec::new();
    for paragraph in paragraphs(text) {
        let chars: Vec<char> = paragraph.chars().collect();
        let mut from = 0;
        for end in ends(&chars).into_iter().chain([chars.len()]) {
            let piece: String = chars[from..end].iter().collect();
            from = end;
            let (mark, words) = unmarked(piece.trim());
            match (words.is_empty(), found.last_mut()) {
                (true, _) if mark.is_none() => {}
                // A mark with nothing after it belongs to the sentence before.
                (true, Some((_, last))) => last.extend([" ", piece.trim()]),
                (true, None) => found.push((None, piece.trim().to_owned())),
                (false, _) => found.push((mark, words.to_owned())),
            }
        }
    }
    let marks: Vec<usize> = found.iter().filter_map(|(mark, _)| *mark).collect();
    let numbered = marks.len() == found.len() && marks.is_sorted_by(|one, next| one < next);
    let number = |at: usize, mark: Option<usize>| if numbered { mark.unwrap_or(at + 1) } else { at + 1 };
    found.into_iter().enumerate().map(|(at, (mark, text))| Piece { number: number(at, mark), text }).collect()
}

/// Lines that belong together, joined: an empty line, and one that begins a list, end what came before.
fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let line = words.join(" ");
        let bare = line.trim_start_matches(['•', '·', '‣', '–', '-', '*']).trim_start();
        let begins_list = bare.len() < line.len() && line.chars().nth(1) == Some(' ');
        if line.is_empty() {
            open = false;
        } else if open && !begins_list {
            if let Some(last) = paragraphs.last_mut() {
                last.push(' ');
                last.push_str(&line);
            }
        } else {
            paragraphs.push(if begins_list { bare.to_owned() } else { line });
            open = true;
        }
    }
    paragraphs
}

/// Where sentences end within a paragraph, as the place after their last mark.
fn ends(chars: &[char]) -> Vec<usize> {
    let closes = closing(chars);
    let mut ends = Vec::new();
    let (mut at, mut from) = (0, 0);
    while at < chars.len() {
        if let Some(close) = closes[at] {
            // Within quotation marks and brackets nothing ends; at their close it may.
            let ended_inside = close > at + 1 && is_stop(chars[close - 1]);
            at = close + 1;
            if ended_inside && matches!(chars[close], '"' | '”') && begins_after(chars, at) {
                ends.push(at);
                from = at;
            }
            continue;
        }
        if is_stop(chars[at]) {
            let stop = at;
            while at < chars.len() && (is_stop(chars[at]) || matches!(chars[at], '"' | '”' | '’' | '\'' | ')' | ']'))
            {
                at += 1;
            }
            // A note's mark that touches the full stop belongs to this sentence: "in the log.[3] She …"
            if let Some(after) = mark_at(chars, at) {
                at = after;
            }
            let goes_on = chars[stop] == '.' && at == stop + 1 && goes_on(chars, from, stop);
            if !goes_on && begins_after(chars, at) {
                ends.push(at);
                from = at;
            }
            continue;
        }
        at += 1;
    }
    ends
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '?' | '!' | '…')
}

/// For every quotation mark and bracket that opens, where it closes again; `None` for everything else, and for one that
/// never closes.
fn closing(chars: &[char]) -> Vec<Option<usize>> {
    let mut closes = vec![None; chars.len()];
    let (mut straight, mut curly, mut brackets) = (None, None, Vec::new());
    for (at, c) in chars.iter().enumerate() {
        match c {
            '"' => match straight.take() {
                Some(open) => closes[open] = Some(at),
                None => straight = Some(at),
            },
            '“' => curly = Some(at),
            '”' => {
                if let Some(open) = curly.take() {
                    closes[open] = Some(at);
                }
            }
            '(' => brackets.push(at),
            ')' => {
                if let Some(open) = brackets.pop() {
                    closes[open] = Some(at);
                }
            }
            _ => {}
        }
    }
    closes
}

/// Whether white space follows, and after it what a sentence can begin with.
fn begins_after(chars: &[char], at: usize) -> bool {
    let rest = &chars[at.min(chars.len())..];
    let first = rest.iter().find(|c| !c.is_whitespace());
    let spaced = rest.first().is_some_and(|c| c.is_whitespace());
    let bracket_then_capital = |rest: &[char]| {
        let inside = rest.iter().skip_while(|c| c.is_whitespace()).nth(1);
        inside.is_some_and(|c| c.is_uppercase())
    };
    spaced
        && match first {
            Some('(') => bracket_then_capital(rest),
            Some('[' | '"' | '“' | '‘' | '\'' | '£') => true,
            Some(c) => c.is_uppercase() || c.is_numeric(),
            None => false,
        }
}

/// Whether the full stop at `stop` belongs to an abbreviation or to the number of a list. The sentence began at `from`.
fn goes_on(chars: &[char], from: usize, stop: usize) -> bool {
    let begin = (from..stop).rev().find(|at| chars[*at].is_whitespace() || "([“\"‘".contains(chars[*at]));
    let word: String = chars[begin.map_or(from, |at| at + 1)..stop].iter().collect();
    let first = chars[from..stop].iter().skip_while(|c| c.is_whitespace()).collect::<String>() == word;
    let is_list_number = first && !word.is_empty() && word.chars().all(|c| c.is_ascii_digit());
    let lower = word.to_lowercase();
    let next: String =
        chars[stop + 1..].iter().skip_while(|c| c.is_whitespace()).take_while(|c| c.is_alphanumeric()).collect();
    let next_is = |list: &[&str]| list.contains(&next.to_lowercase().as_str());
    let next_is_number = next.starts_with(|c: char| c.is_ascii_digit());
    let initials = !word.is_empty() && word.split('.').all(|one| one.chars().count() == 1 && is_capital(one));
    match lower.as_str() {
        _ if is_list_number => true,
        // "No." is a word of its own too.
        "no" => next_is_number,
        "st" | "c" | "v" | "s" | "p" if word != lower => initials && !next_is(&BEGINS) && !next.is_empty(),
        _ if GOES_ON.contains(&lower.as_str()) => true,
        // A day may come between a time and the end of its sentence.
        "a.m" | "p.m" | "am" | "pm" => (next_is(&WEEKDAYS) || next_is(&MONTHS)) && !next_is(&BEGINS),
        // The next may be a name ("J. Orr") or the next sentence ("… to S.M. She …").
        _ if initials => !next.is_empty() && !next_is(&BEGINS) && !next_is_number,
        _ => false,
    }
}

fn is_capital(text: &str) -> bool {
    text.chars().all(char::is_uppercase)
}

/// The place after "[12]" if such a mark begins here.
fn mark_at(chars: &[char], at: usize) -> Option<usize> {
    let rest = chars.get(at..)?;
    let inside = rest.strip_prefix(&['['])?;
    let digits = inside.iter().take_while(|c| c.is_ascii_digit()).count();
    ((1..=3).contains(&digits) && inside.get(digits) == Some(&']')).then_some(at + digits + 2)
}

/// A sentence's own number and the sentence without it.
fn unmarked(piece: &str) -> (Option<usize>, &str) {
    let split = piece.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    match split.and_then(|(number, words)| Some((number.parse().ok()?, words))) {
        Some((number, words)) if piece.find(']').is_some_and(|at| at <= 4) => (Some(number), words.trim_start()),
        _ => (None, piece),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = sentences(text).into_iter().map(|piece| piece.text).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_report_is_split_where_its_sentences_end() {
        let rows: [(&str, &[&str]); 27] = [
            ("", &[]),
            ("  \n \n", &[]),
            ("Contact is always distressing", &["Contact is always distressing"]),
            (
                "The placement is stable. School attendance this session is 96% (school record, 8 May 2026).",
                &["The placement is stable.", "School attendance this session is 96% (school record, 8 May 2026)."],
            ),
            (
                "A CSO was made after police found her alone in the family flat at 2 a.m. (police report, 3 May 2020). She moved.",
                &[
                    "A CSO was made after police found her alone in the family flat at 2 a.m. (police report, 3 May 2020).",
                    "She moved.",
                ],
            ),
            ("Skye left at 5 p.m. She came back.", &["Skye left at 5 p.m.", "She came back."]),
            ("The visit is at 3 p.m. Monday to Friday.", &["The visit is at 3 p.m. Monday to Friday."]),
            ("Mrs. Rennie is 68. Dr. Orr wrote.", &["Mrs. Rennie is 68.", "Dr. Orr wrote."]),
            (
                "What must we ask for now (s.131)? It is s. 131 still.",
                &["What must we ask for now (s.131)?", "It is s. 131 still."],
            ),
            (
                "Under s.131(2) of the Act we must ask. We have not.",
                &["Under s.131(2) of the Act we must ask.", "We have not."],
            ),
            ("She told R.H. about it. S.M. agreed.", &["She told R.H. about it.", "S.M. agreed."]),
            ("It was said to S.M. She wrote it down.", &["It was said to S.M.", "She wrote it down."]),
            ("J. Orr visited on 2.6.2026. Nobody was in.", &["J. Orr visited on 2.6.2026.", "Nobody was in."]),
            (
                "One phone call, at 10.15 on a Tuesday, and a letter.",
                &["One phone call, at 10.15 on a Tuesday, and a letter."],
            ),
            (
                "She told her teacher, \"Nobody asks about my mum. They just ask where I've been.\" It is in the log.",
                &[
                    "She told her teacher, \"Nobody asks about my mum. They just ask where I've been.\"",
                    "It is in the log.",
                ],
            ),
            (
                "Rory asked, “Is the other mummy coming?” and slept. He was shy.",
                &["Rory asked, “Is the other mummy coming?” and slept.", "He was shy."],
            ),
            (
                "She asked twice to \"stay a wee bit longer\". Dawn cried.",
                &["She asked twice to \"stay a wee bit longer\".", "Dawn cried."],
            ),
            ("He said \"no. She left.", &["He said \"no.", "She left."]),
            ("Why now? Because! She is nine.", &["Why now?", "Because!", "She is nine."]),
            ("She waited… and waited. 12 days passed.", &["She waited… and waited.", "12 days passed."]),
            (
                "Help was offered, e.g. Shona's. No. 12 is empty. No. Nobody went.",
                &["Help was offered, e.g. Shona's.", "No. 12 is empty.", "No.", "Nobody went."],
            ),
            ("1. The plan is to stay. 2. The order ends.", &["1. The plan is to stay.", "2. The order ends."]),
            (
                "Views of\nDawn were not\nsought. Cody was not asked.",
                &["Views of Dawn were not sought.", "Cody was not asked."],
            ),
            ("Recommendation\n\nThe order is continued.", &["Recommendation", "The order is continued."]),
            ("• Dawn came\n• Gran did not\n- nobody asked", &["Dawn came", "Gran did not", "nobody asked"]),
            ("It is in the log.[3] She cried [4]. He left.", &["It is in the log.[3]", "She cried [4].", "He left."]),
            (
                "The family (which is known to us. Why?) keeps to itself.",
                &["The family (which is known to us. Why?) keeps to itself."],
            ),
        ];
        for (text, expected) in rows {
            check(text, expected);
        }
    }

    #[test]
    fn the_reports_own_numbers_are_kept_where_every_sentence_has_one() {
        let numbers = |text: &str| sentences(text).into_iter().map(|piece| piece.number).collect::<Vec<_>>();
        let report = "[3] The order has been continued at five annual reviews without variation. [4] The placement is stable \
                      and meeting all of Ailsa's needs. [12] Dawn reports that she has not used drugs for fourteen months; this has not been verified.";
        assert_eq!(numbers(report), [3, 4, 12]);
        assert_eq!(sentences(report)[1].text, "The placement is stable and meeting all of Ailsa's needs.");
        assert_eq!(numbers("[3] Gran is 68. She is well."), [1, 2], "one has none");
        assert_eq!(numbers("[4] Gran is 68. [3] She is well."), [1, 2], "out of order");
        assert_eq!(numbers("[3]"), [1]);
        check("She is well. [9]", &["She is well. [9]"]);
    }

    #[test]
    fn nothing_of_the_text_is_left_out() {
        let texts = [
            "a.b. C. D? \"e. F\" (g. H) [1] i… J! [22]",
            "[1] [2] x. \" “ ( . ) ” ] [",
            "É. À p.m. Ünder s. Ö.\u{2028}– x\n- - y\n[999] [1000] z",
        ];
        let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
        for text in texts {
            let joined: String = sentences(text).into_iter().map(|piece| piece.text).collect();
            assert_eq!(letters(&joined), letters(text), "{text}");
        }
    }
}
