//! Everything that is kept, in full: of one session, and of all that have one reference, for whoever asks to see it.

use chrono::{NaiveDate, NaiveDateTime};

use super::{
    Block, Doc, Kept, LaterThought, Record,
    block::{fact, item, list},
};
use crate::{
    checklist::{counted, readable_date},
    session::{Comparison, Stretch, Told},
};

/// A session or record that was found, and its copies.
#[derive(Clone, Copy, Debug)]
pub struct Found<'a> {
    pub kept: &'a Kept,
    pub whence: Whence,
    /// The newest first.
    pub copies: &'a [EarlierCopy],
}

/// Where it lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whence {
    Here,
    /// Since a moment, local time, until a day.
    Bin {
        put: NaiveDateTime,
        gone_on: NaiveDate,
    },
}

/// An earlier copy of a session.
#[derive(Clone, Debug)]
pub struct EarlierCopy {
    /// Local time of the last change in it.
    pub at: NaiveDateTime,
    pub kept: Kept,
}

/// Said before anything else, and on the screen.
pub const CARE: &str = "This document is not encrypted. Words about other people may have to be taken out before it is \
                        given to anyone.";

impl Kept {
    /// Everything in it that the two said, a record's later thoughts too.
    #[must_use]
    pub fn in_full(&self) -> Vec<Stretch> {
        let mut all = self.session().in_full();
        if let Self::Record(Record { session: _, finished, later }) = self {
            let later = later.iter().map(|LaterThought { at, text }| (moment(*at), vec![text.clone()]));
            let finished = ("Finished".to_owned(), vec![moment(*finished)]);
            all.push(Stretch::of_fields("After the session", std::iter::once(finished).chain(later).collect()));
        }
        all
    }

    /// What differs between two versions of one session; `self` is the left one.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Comparison {
        Comparison::of(&self.in_full(), &other.in_full())
    }

    /// Every word of it as plain text, for the clipboard when a disk does not take them. What the two chose alone is among it
    /// only when both are shown.
    #[must_use]
    pub fn all_words(&self) -> String {
        let mut lines = Vec::new();
        for Stretch { title, told } in &self.in_full() {
            for (at, Told { prompt, said, .. }) in told.iter().filter(|one| !one.said.is_empty()).enumerate() {
                if at == 0 {
                    lines.push(if lines.is_empty() { title.clone() } else { format!("\n{title}") });
                }
                lines.push(prompt.clone());
                lines.extend(said.iter().cloned());
            }
        }
        lines.join("\n").replace("\r\n", "\n").replace('\n', "\r\n")
    }

    /// Whether it has this reference, however it is written. A blank one is nobody's.
    #[must_use]
    pub fn has_reference(&self, reference: &str) -> bool {
        let bare = |text: &str| text.trim().to_lowercase();
        !reference.trim().is_empty() && bare(&self.session().reference) == bare(reference)
    }
}

/// One document with every word of all that was found; `now` is local time. Of a copy there is what the session itself does
/// not say.
#[must_use]
pub fn everything(reference: &str, all: &[Found<'_>], now: NaiveDateTime) -> Doc {
    let copies = all.iter().map(|one| one.copies.len()).sum::<usize>();
    let binned = all.iter().filter(|one| one.whence != Whence::Here).count();
    let mut parts = vec![counted(all.len(), "session")];
    parts.extend((binned > 0).then(|| format!("{binned} of them in the bin")));
    parts.extend(
        (copies > 0)
            .then(|| if copies == 1 { "1 earlier copy".to_owned() } else { format!("{copies} earlier copies") }),
    );
    let mut blocks = vec![Block::para(format!("Put together on {}: {}.", moment(now), parts.join(", ")))];
    for one in all {
        blocks.extend(found(one));
    }
    Doc::new(&format!("Everything kept on this computer with the reference {}", reference.trim()), CARE, blocks)
}

fn found(found: &Found<'_>) -> Vec<Block> {
    let Found { kept, whence, copies } = found;
    let session = kept.session();
    let begun = readable_date(session.opened.date());
    let mut blocks = vec![Block::heading(2, format!("{}, begun on {begun}", session.checklist.title))];
    let finished =
        kept.finished().map_or_else(|| "Not finished".to_owned(), |at| format!("Finished on {}", moment(at)));
    fact(&mut blocks, "Where it stands", finished);
    fact(&mut blocks, "Last changed", moment(session.changed));
    let place = match whence {
        Whence::Here => "On this computer".to_owned(),
        Whence::Bin { put, gone_on } => {
            format!("In the bin of this program since {}, until {}", moment(*put), readable_date(*gone_on))
        }
    };
    fact(&mut blocks, "Where it lies", place);
    for Stretch { title, told } in kept.in_full() {
        let told: Vec<Told> = told.into_iter().filter(|one| !one.said.is_empty()).collect();
        if !told.is_empty() {
            blocks.push(Block::heading(3, title));
        }
        for Told { prompt, said, .. } in told {
            blocks.push(Block::para(prompt));
            blocks.extend(list(said.into_iter().map(|text| item(0, text)).collect()));
        }
    }
    blocks.extend(self::copies(kept, copies));
    blocks
}

/// What the copies say that the session itself does not.
fn copies(kept: &Kept, copies: &[EarlierCopy]) -> Vec<Block> {
    let (mut blocks, mut same) = (Vec::new(), Vec::new());
    for EarlierCopy { at, kept: copy } in copies {
        let mut more = kept.compare(copy).differences;
        more.retain(|one| !one.right.is_empty());
        if more.is_empty() {
            same.push(item(0, moment(*at)));
            continue;
        }
        blocks.push(Block::heading(3, format!("Only in the copy of {}", moment(*at))));
        for one in more {
            blocks.push(Block::para(format!("{}: {}", one.section, one.prompt)));
            blocks.push(Block::para(one.right));
        }
    }
    if !same.is_empty() {
        blocks.push(Block::heading(3, "Copies that say nothing else"));
        blocks.extend(list(same));
    }
    blocks
}

/// "22 May 2026 at 14:40".
fn moment(at: NaiveDateTime) -> String {
    format!("{} at {}", readable_date(at.date()), at.format("%H:%M"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Answer, Basis, Blind, Session, Who, sample, samples};

    fn at(day: u32, hour: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 6, day).and_then(|day| day.and_hms_opt(hour, 2, 0)).unwrap()
    }

    /// Every text that somebody typed, as one line.
    fn typed(session: &Session) -> Vec<String> {
        let mut texts: Vec<&str> = session.entries().flat_map(|(_, entry)| entry.texts()).collect();
        texts.extend(session.reflection.iter().flat_map(|one| [one.answers.first.as_str(), &one.answers.second]));
        texts.extend([session.notes.own.first.as_str(), &session.notes.own.second, &session.notes.shared]);
        texts.extend([session.child.as_str(), &session.reference, &session.hearing]);
        texts.into_iter().map(plain).collect()
    }

    fn plain(text: &str) -> String {
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_document_and_all_words_have_every_word_of_every_session() {
        for session in samples() {
            let mut record = session.clone().finish(at(3, 14));
            record.add("Gran rang: she can take Fridays", at(4, 9));
            let kept = Kept::Record(record);
            let found = [Found { kept: &kept, whence: Whence::Here, copies: &[] }];
            let doc = plain(&everything("AB12", &found, at(17, 14)).to_text());
            let all = kept.all_words();
            assert!(!all.replace("\r\n", "").contains(['\r', '\n']));
            let all = plain(&all);
            for text in typed(&session).iter().map(String::as_str).chain(["Gran rang: she can take Fridays"]) {
                // In a document each line is an item or a paragraph of its own.
                assert!(all.contains(text), "{text}");
                assert!(doc.contains(text), "{text}");
            }
        }
    }

    #[test]
    fn a_question_of_their_own_is_among_all_words_of_an_older_session_too() {
        let kept = include_str!("../../tests/stores/before_the_parrot/sessions/open.json");
        let kept: serde_json::Value = serde_json::from_str(kept).unwrap();
        let kept: Kept = serde_json::from_value(kept["kept"].clone()).unwrap();
        assert!(kept.all_words().contains("What did Gran say when you asked her?"));
    }

    #[test]
    fn what_was_chosen_alone_is_among_all_words_only_when_both_are_shown() {
        let mut session = sample();
        let shown = Kept::Session(session.clone()).all_words();
        assert!(shown.contains(": Assumption") && shown.contains(": 3 would stand"));
        for entry in session.sections.iter_mut().flat_map(|section| &mut section.entries) {
            match &mut entry.answer {
                Answer::Sort(sort) => {
                    sort.sorted = Blind::default();
                    sort.sorted.begin(Who::First, vec![Some(Basis::Assumption); sort.sentences.len()]);
                    sort.sorted.commit(Who::First);
                }
                Answer::Rate(rate) => {
                    rate.rated = Blind::default();
                    rate.rated.begin(Who::First, vec![Some(3); rate.asked.len()]);
                }
                _ => {}
            }
        }
        let hidden = Kept::Session(session).all_words();
        for name in ["R.H.", "S.M."] {
            assert!(!hidden.contains(&format!("{name}: Assumption")), "{name}");
            assert!(!hidden.contains(&format!("{name}: 3 would stand")), "{name}");
        }
    }

    #[test]
    fn a_later_thought_is_a_difference_and_a_reference_is_found_however_it_is_written() {
        let mut record = sample().finish(at(3, 14));
        let before = Kept::Record(record.clone());
        record.add("Gran rang", at(4, 9));
        let after = Kept::Record(record);
        let differences = before.compare(&after).differences;
        assert_eq!(differences.len(), 1);
        assert_eq!((differences[0].left.as_str(), differences[0].right.as_str()), ("", "Gran rang"));
        let open = Kept::Session(sample());
        assert_eq!(open.compare(&before).differences.len(), 1, "one is finished");
        for (reference, has) in [("AB12", true), (" ab12 ", true), ("AB1", false), ("", false), (" ", false)] {
            assert_eq!(open.has_reference(reference), has, "{reference}");
        }
        let mut nobody = sample();
        nobody.reference.clear();
        assert!(!Kept::Session(nobody).has_reference(""));
    }

    #[test]
    fn of_a_copy_there_is_only_what_the_session_does_not_say() {
        let session = sample();
        let mut earlier = session.clone();
        earlier.notes.shared.push_str(" Dawn may have moved.");
        let copies = [(1, session.clone()), (2, earlier)]
            .map(|(hour, session)| EarlierCopy { at: at(2, hour), kept: Kept::Session(session) });
        let kept = Kept::Session(session);
        let bin = Whence::Bin { put: at(3, 9), gone_on: at(17, 9).date() };
        let found = [
            Found { kept: &kept, whence: Whence::Here, copies: &copies },
            Found { kept: &kept, whence: bin, copies: &[] },
        ];
        let doc = everything(" AB12", &found, at(17, 14));
        let text = doc.to_text();
        assert!(text.starts_with("Everything kept on this computer with the reference AB12\r\n"));
        assert_eq!(text.matches("Dawn may have moved.").count(), 1);
        for words in [
            CARE,
            "Put together on 17 June 2026 at 14:02: 2 sessions, 1 of them in the bin, 2 earlier copies.",
            "Only in the copy of 2 June 2026 at 02:02",
            "Working notes: Shared",
            "Copies that say nothing else\r\n\r\n- 2 June 2026 at 01:02",
            "In the bin of this program since 3 June 2026 at 09:02, until 17 June 2026",
            "Not finished",
        ] {
            assert!(text.contains(words), "{words}");
        }
    }
}
