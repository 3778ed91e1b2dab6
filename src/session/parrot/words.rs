//! A text as the parrot hears it: whole words in one spelling, with what stands between quotation marks passed over.

use std::collections::BTreeSet;

use crate::checklist::{Comparing, straight};
use crate::session::quotations::quotations;

/// The words of a text, in order.
pub(super) struct Heard<'a> {
    text: &'a str,
    words: Vec<Word>,
}

struct Word {
    /// Small letters, one spelling.
    plain: String,
    /// Where it stands in the text, in bytes.
    from: usize,
    to: usize,
    /// Whether it stands between quotation marks: then it is somebody's own.
    quoted: bool,
    /// Whether a sentence, or a part of one, begins with it.
    begins: bool,
}

/// Where a phrase was heard: the first word, and the one after the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) first: usize,
    pub(super) after: usize,
}

/// How many words of a text are listened to. Nobody asks about a sentence longer than that.
const MOST: usize = 400;

impl<'a> Heard<'a> {
    pub(super) fn new(text: &'a str, comparing: &Comparing) -> Self {
        let quotations = quotations(text);
        let mut words: Vec<Word> = Vec::new();
        let mut begins = true;
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            if words.len() >= MOST {
                break;
            }
            if !c.is_alphanumeric() {
                begins |= matches!(c, '.' | '?' | '!' | ';' | ':' | ',' | '\n');
                at += c.len_utf8();
                continue;
            }
            let length = word_length(&text[at..]);
            let to = at + length;
            let quoted = quotations.iter().any(|quotation| quotation.contains(&at));
            for plain in plain(&text[at..to], comparing) {
                words.push(Word { plain, from: at, to, quoted, begins: std::mem::take(&mut begins) });
            }
            at = to;
        }
        Self { text, words }
    }

    /// Whether a text is nothing but one quotation.
    pub(super) fn is_quotation(&self) -> bool {
        !self.words.is_empty() && self.words.iter().all(|word| word.quoted)
    }

    pub(super) fn has_quotation(&self) -> bool {
        self.words.iter().any(|word| word.quoted)
    }

    /// How many words stand before the first that is quoted.
    pub(super) fn before_quotation(&self) -> usize {
        self.words.iter().position(|word| word.quoted).unwrap_or(self.words.len())
    }

    /// The first of the phrases that is heard outside quotations, wherever none of `except` is heard at the same place.
    pub(super) fn find(&self, phrases: &[String], except: &[String], comparing: &Comparing) -> Option<Place> {
        let masked = self.all(except, comparing);
        let within = |place: &Place| masked.iter().any(|mask| mask.first < place.after && place.first < mask.after);
        self.all(phrases, comparing).into_iter().filter(|place| !within(place)).min_by_key(|place| place.first)
    }

    pub(super) fn hears(&self, phrases: &[String], comparing: &Comparing) -> bool {
        self.find(phrases, &[], comparing).is_some()
    }

    /// Every place where one of the phrases is heard outside quotations. Of two that begin together, the longer is first.
    pub(super) fn all(&self, phrases: &[String], comparing: &Comparing) -> Vec<Place> {
        let mut places = Vec::new();
        for phrase in phrases {
            let parts: Vec<(String, bool)> =
                phrase.split_whitespace().flat_map(|part| parts(part, comparing)).collect();
            let Some((first, others)) = parts.split_first() else { continue };
            for at in 0..self.words.len().saturating_sub(others.len()) {
                let hears = |(word, part): (&Word, &(String, bool))| {
                    let (plain, any_ending) = part;
                    !word.quoted && (word.plain == *plain || (*any_ending && word.plain.starts_with(plain.as_str())))
                };
                if hears((&self.words[at], first)) && self.words[at + 1..].iter().zip(others).all(hears) {
                    places.push(Place { first: at, after: at + parts.len() });
                }
            }
        }
        places.sort_by_key(|place| (place.first, std::cmp::Reverse(place.after)));
        places
    }

    /// Whether one of the phrases begins a sentence, or stands after a beginning made of `after` only.
    pub(super) fn begins_with(&self, phrases: &[String], after: &[String], comparing: &Comparing) -> bool {
        let fillers: BTreeSet<String> = after.iter().flat_map(|one| plain(one, comparing)).collect();
        self.all(phrases, comparing).into_iter().any(|place| {
            let before = self.words[..=place.first].iter().rev();
            // Back to where the sentence begins, over fillers only.
            let mut way = before.enumerate().take_while(|(at, word)| *at == 0 || fillers.contains(&word.plain));
            way.any(|(_, word)| word.begins)
        })
    }

    /// The words of a place as they were typed.
    pub(super) fn typed(&self, place: Place) -> &'a str {
        match (self.words.get(place.first), self.words.get(place.after.saturating_sub(1))) {
            (Some(first), Some(last)) => &self.text[first.from..last.to],
            _ => "",
        }
    }

    /// Whether a word between these two places, both counted in words, is one of these.
    pub(super) fn has_between(&self, from: usize, to: usize, list: &[String], comparing: &Comparing) -> Option<usize> {
        let list: BTreeSet<String> = list.iter().flat_map(|one| plain(one, comparing)).collect();
        let to = to.min(self.words.len());
        (from.min(to)..to).find(|at| list.contains(&self.words[*at].plain))
    }

    /// Whether nothing but words of the list stands between two places.
    pub(super) fn only_between(&self, from: usize, to: usize, list: &[String], comparing: &Comparing) -> bool {
        let list: BTreeSet<String> = list.iter().flat_map(|one| plain(one, comparing)).collect();
        self.words.get(from..to).is_some_and(|words| words.iter().all(|word| list.contains(&word.plain)))
    }

    /// The words from here to the end of the sentence, at most so many.
    pub(super) fn next(&self, from: usize, most: usize) -> Vec<&str> {
        let words = self.words.get(from..).unwrap_or_default().iter();
        words.enumerate().take_while(|(at, word)| *at == 0 || !word.begins).take(most).map(|(_, w)| &*w.plain).collect()
    }

    /// Where the words stand that say something by themselves: not the common ones, nor those that deny.
    pub(super) fn telling(&self, comparing: &Comparing) -> Vec<usize> {
        let plains = |list: &[String]| list.iter().flat_map(|one| plain(one, comparing)).collect::<BTreeSet<String>>();
        let (common, not) = (plains(&comparing.common), plains(&comparing.not));
        let tells = |at: &usize| !common.contains(&self.words[*at].plain) && !not.contains(&self.words[*at].plain);
        (0..self.words.len()).filter(tells).collect()
    }

    /// What it speaks of: the stems of its telling words, without the names in `without`.
    pub(super) fn content(&self, without: &str, comparing: &Comparing) -> BTreeSet<String> {
        let without: BTreeSet<String> =
            Heard::new(without, comparing).words.into_iter().map(|word| stem(&word.plain)).collect();
        let stems = self.telling(comparing).into_iter().map(|at| stem(&self.words[at].plain));
        stems.filter(|stem| !without.contains(stem)).collect()
    }

    /// Whether it denies something: the two of a pair mean the opposite when only one of them does.
    pub(super) fn denies(&self, comparing: &Comparing) -> bool {
        let count = self.words.iter().filter(|word| comparing.not.contains(&word.plain)).count();
        count % 2 == 1
    }

    /// Whether something in it can be looked up: a number, a day, words that were said.
    pub(super) fn is_particular(&self, comparing: &Comparing) -> bool {
        let number = |word: &Word| word.plain.chars().any(|c| c.is_ascii_digit());
        self.has_quotation() || self.words.iter().any(number) || self.hears(&comparing.days, comparing)
    }
}

/// The bytes of the word with which a text begins: letters, digits, and an apostrophe or hyphen between them.
fn word_length(text: &str) -> usize {
    let mut length = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let joins = (straight(c) == '\'' || c == '-') && chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        if !c.is_alphanumeric() && !joins {
            break;
        }
        length = at + c.len_utf8();
    }
    length
}

/// A part of a phrase as it is compared, and whether any ending may follow.
fn parts(part: &str, comparing: &Comparing) -> Vec<(String, bool)> {
    let (bare, any_ending) = part.strip_suffix('*').map_or((part, false), |bare| (bare, true));
    if any_ending {
        // A beginning is no word: only its spelling is made one.
        return vec![(spelling(&bare.to_lowercase()), true)];
    }
    plain(bare, comparing).into_iter().map(|plain| (plain, false)).collect()
}

/// A word as it is compared; a short form is more than one.
fn plain(word: &str, comparing: &Comparing) -> Vec<String> {
    let word: String = word.to_lowercase().chars().map(straight).collect();
    if let Some((_, same)) = comparing.same.iter().find(|(one, _)| *one == word) {
        return same.split_whitespace().map(spelling).collect();
    }
    if let Some(verb) = word.strip_suffix("n't") {
        return vec![spelling(verb), "not".to_owned()];
    }
    vec![spelling(&word)]
}

/// British and American spelling as one. Both sides of every comparison pass here, so it need not give an English word.
fn spelling(word: &str) -> String {
    let mut word = word.strip_suffix("'s").or_else(|| word.strip_suffix('\'')).unwrap_or(word).to_owned();
    let length = word.chars().count();
    for (american, british) in [
        ("ization", "isation"),
        ("izations", "isations"),
        ("ize", "ise"),
        ("izes", "ises"),
        ("ized", "ised"),
        ("izing", "ising"),
        ("izer", "iser"),
        ("yze", "yse"),
        ("yzed", "ysed"),
        ("yzing", "ysing"),
        ("tre", "ter"),
        ("tres", "ters"),
        ("tred", "tered"),
        ("ense", "ence"),
        ("enses", "ences"),
        ("ensed", "enced"),
    ] {
        if length > american.len() + 1
            && let Some(stem) = word.strip_suffix(american)
        {
            word = format!("{stem}{british}");
            break;
        }
    }
    if length >= 6 {
        for (british, american) in [("our", "or"), ("ae", "e"), ("oe", "e"), ("ll", "l")] {
            word = word.replace(british, american);
        }
    } else if matches!(word.as_str(), "odour" | "odours" | "armour") {
        word = word.replace("our", "or");
    }
    word
}

/// A word without its inflection: one and several, now and then.
fn stem(word: &str) -> String {
    let length = word.chars().count();
    if word.chars().any(|c| c.is_ascii_digit()) || length < 3 {
        return word.to_owned();
    }
    let cut = |ending: &str, least: usize| word.strip_suffix(ending).filter(|rest| rest.chars().count() >= least);
    let hissing = |rest: &&str| ["s", "x", "z", "ch", "sh"].iter().any(|end| rest.ends_with(end));
    let mut stem = if let Some(rest) = cut("ies", 2).or(cut("ied", 2)) {
        format!("{rest}y")
    } else if let Some(rest) = cut("eed", 2).filter(|_| length > 5) {
        format!("{rest}ee")
    } else if let Some(rest) = cut("ing", 3).or(cut("ed", 3)).or(cut("ly", 4)) {
        rest.to_owned()
    } else if let Some(rest) = cut("es", 3).filter(hissing) {
        rest.to_owned()
    } else if let Some(rest) = cut("s", 3).filter(|rest| !rest.ends_with(['s', 'u', 'i'])) {
        rest.to_owned()
    } else {
        word.to_owned()
    };
    let mut last = stem.chars().rev();
    if let (Some(one), Some(other)) = (last.next(), last.next())
        && one == other
        && !"aeiousz".contains(one)
    {
        stem.pop();
    }
    if stem.ends_with('e') {
        stem.pop();
    }
    if stem.ends_with('y') {
        stem.pop();
        stem.push('i');
    }
    stem
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checklist::{Library, shipped};

    fn comparing() -> Comparing {
        Library::read(shipped()).parrot.unwrap().comparing
    }

    #[test]
    fn spelling_and_inflection_make_no_difference() {
        let comparing = comparing();
        let rows = [
            ("minimise", "minimize"),
            ("minimises the concerns", "minimized the concern"),
            ("prioritising", "prioritizes"),
            ("colour", "color"),
            ("behaviours", "behavior"),
            ("centre", "centers"),
            ("a family centre", "the family center"),
            ("travelled", "traveling"),
            ("counsellor", "counselors"),
            ("defence", "defenses"),
            ("paediatric", "pediatric"),
            ("judgement", "judgment"),
            ("visits", "visited"),
            ("she visits", "we are visiting"),
            ("cries", "cried"),
            ("cry", "crying"),
            ("stopped", "stops"),
            ("agrees", "agreed"),
            ("continues", "continuing"),
            ("children", "child"),
            ("bairns", "a child"),
            ("told", "telling"),
            ("necessary", "necessarily"),
            ("Dawn's", "Dawn"),
            ("wasnae asked", "was not asking"),
            ("cannae bide", "can't stay"),
            ("gran’s hame", "granny home"),
        ];
        for (one, other) in rows {
            let content = |text: &str| Heard::new(text, &comparing).content("", &comparing);
            assert_eq!(content(one), content(other), "{one} and {other}");
            assert!(!content(one).is_empty(), "{one}");
        }
        let differ = [
            ("Mum", "Dad"),
            ("11 sessions", "31 sessions"),
            ("police", "policy"),
            ("court", "contact"),
            ("four", "for"),
        ];
        for (one, other) in differ {
            let content = |text: &str| Heard::new(text, &comparing).content("", &comparing);
            assert_ne!(content(one), content(other), "{one} and {other}");
        }
    }

    #[test]
    fn phrases_are_heard_as_whole_words_in_any_spelling_and_outside_quotations() {
        let comparing = comparing();
        let rows = [
            ("It was clearly felt", "clear", None),
            ("It is CLEAR that", "clear", Some("CLEAR")),
            ("matters were clearer", "clear", None),
            ("Kerry minimizes it", "minimis*", Some("minimizes")),
            ("She wisnae asked", "not asked", Some("wisnae asked")),
            ("They didn't ask", "not ask", Some("didn't ask")),
            ("They didn’t ask", "did not", Some("didn’t")),
            ("She said \"always\" twice", "always", None),
            ("She said “always” twice", "always", None),
            ("She said “always twice", "always", None),
            ("She said 'always' twice", "always", None),
            ("She said ‘always’ twice", "always", None),
            ("Her parents' view was always so", "always", Some("always")),
            ("attention-seeking", "attention seeking", None),
            ("attention-seeking", "attention-seeking", Some("attention-seeking")),
            ("", "always", None),
        ];
        for (text, phrase, expected) in rows {
            let heard = Heard::new(text, &comparing);
            let place = heard.find(&[phrase.to_owned()], &[], &comparing);
            assert_eq!(place.map(|place| heard.typed(place)), expected, "{text}: {phrase}");
        }
    }

    #[test]
    fn one_denial_makes_an_opposite_and_two_do_not() {
        let comparing = comparing();
        let rows = [
            ("She is safe", false),
            ("She is not safe", true),
            ("She isnae safe", true),
            ("Nobody is not safe", false),
        ];
        for (text, denies) in rows {
            assert_eq!(Heard::new(text, &comparing).denies(&comparing), denies, "{text}");
        }
    }
}
