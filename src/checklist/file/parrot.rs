//! A parrot file: its frame, and its rules. Each direction and each trigger is read alone, so that every problem is said at
//! once with its line.

use ron::value::RawValue;
use serde::Deserialize;

use super::{Limits, Reader, frames::ParrotHead, line_at, mark_hidden, offset_in, sorted};
use crate::checklist::{
    Direction, DirectionWords, Parrot, Problem, Trigger, TriggerWords,
    parrot::{Advice, Comparing, Feelings},
    rules, scan,
};

#[derive(Deserialize)]
#[serde(rename = "Parrot", deny_unknown_fields)]
struct ParrotFrame<'a> {
    format: u32,
    id: String,
    #[serde(borrow)]
    directions: Vec<&'a RawValue>,
    #[serde(borrow)]
    triggers: Vec<&'a RawValue>,
    plain: Vec<String>,
    another: String,
    together: String,
    enough: String,
    heavy: String,
    as_unknown: String,
    advice: Advice,
    feelings: Feelings,
    comparing: Comparing,
}

impl Reader<'_> {
    pub(super) fn parrot(&self, source: &str) -> Result<Parrot, Vec<Problem>> {
        self.format::<ParrotHead>(source)?;
        let frame: ParrotFrame<'_> = self.parse(source, source).map_err(|problem| vec![*problem])?;
        let mut rules = Rules { reader: self, source, problems: Vec::new() };
        let mut directions: Vec<DirectionWords> = Vec::new();
        for (piece, words) in rules.parts::<DirectionWords>(&frame.directions) {
            rules.direction(piece, &words, &directions);
            directions.push(words);
        }
        let mut triggers: Vec<TriggerWords> = Vec::new();
        for (piece, words) in rules.parts::<TriggerWords>(&frame.triggers) {
            rules.trigger(piece, &words, &triggers);
            triggers.push(words);
        }
        let ParrotFrame { format, id, directions: _, triggers: _, plain, another, together, enough, heavy, .. } = frame;
        let ParrotFrame { as_unknown, advice, feelings, comparing, .. } = frame;
        let mut parrot = Parrot {
            format,
            id,
            directions,
            triggers,
            plain,
            another,
            together,
            enough,
            heavy,
            as_unknown,
            advice,
            feelings,
            comparing,
        };
        rules.whole(&parrot);
        if !rules.problems.is_empty() {
            return Err(sorted(rules.problems));
        }
        parrot.sayings_mut().for_each(mark_hidden);
        Ok(parrot)
    }
}

struct Rules<'a> {
    reader: &'a Reader<'a>,
    source: &'a str,
    problems: Vec<Problem>,
}

impl<'a> Rules<'a> {
    /// Those of the parts that can be read, each with its piece of the text.
    fn parts<T: Deserialize<'a>>(&mut self, raws: &[&'a RawValue]) -> Vec<(&'a str, T)> {
        let mut parts = Vec::new();
        for raw in raws {
            if self.problems.len() >= Limits::PROBLEMS {
                break;
            }
            let piece = raw.trim().get_ron();
            match self.reader.parse::<T>(self.source, piece) {
                Ok(part) => parts.push((piece, part)),
                Err(problem) => self.problems.push(*problem),
            }
        }
        parts
    }

    /// Says a problem of the part `name` of a piece.
    fn say(&mut self, piece: &str, name: &str, what: String, help: &str) {
        let at = scan::named(piece, name).map_or(0, |(name, _)| name.at);
        let line = line_at(self.source, offset_in(self.source, piece) + at);
        self.problems.push(self.reader.problem(line, what, help.to_owned()));
    }

    fn direction(&mut self, piece: &str, words: &DirectionWords, earlier: &[DirectionWords]) {
        if earlier.iter().any(|one| one.direction == words.direction) {
            let what = format!("The direction \"{:?}\" is there twice.", words.direction);
            self.say(piece, "direction", what, "Put their questions together.");
        }
        if words.direction == Direction::Plain {
            let what = "The direction \"Plain\" has no place of its own.".to_owned();
            self.say(piece, "direction", what, "Write its questions under plain.");
        }
        if words.asks.is_empty() {
            let what = format!("The direction \"{}\" asks nothing.", words.title);
            self.say(piece, "asks", what, "Give it at least one question.");
        }
        self.asks(piece, "asks", &words.asks);
    }

    fn trigger(&mut self, piece: &str, words: &TriggerWords, earlier: &[TriggerWords]) {
        let TriggerWords { trigger, because, directions, asks, words, also, except: _ } = words;
        if earlier.iter().any(|one| one.trigger == *trigger) {
            let what = format!("The trigger \"{trigger:?}\" is there twice.");
            self.say(piece, "trigger", what, "Put the two together.");
        }
        if because.trim().is_empty() {
            let what = format!("The trigger \"{trigger:?}\" does not say what it asks for.");
            self.say(piece, "because", what, "Say it in a short sentence.");
        }
        if directions.is_empty() {
            let what = format!("The trigger \"{trigger:?}\" looks nowhere.");
            self.say(piece, "directions", what, "Give it at least one direction.");
        }
        if asks.is_empty() {
            let what = format!("The trigger \"{trigger:?}\" asks nothing.");
            self.say(piece, "asks", what, "Give it at least one question.");
        }
        for (name, list, needed) in [("words", words, trigger.needs_words()), ("also", also, trigger.needs_also())] {
            if needed && is_blank(list) {
                let what = format!("The trigger \"{trigger:?}\" has no {name} to listen for.");
                self.say(piece, name, what, "Add some, or take the trigger out.");
            } else if !needed && !list.is_empty() {
                let what = format!("The trigger \"{trigger:?}\" listens for no \"{name}\".");
                self.say(piece, name, what, "Take them out.");
            }
        }
        self.asks(piece, "asks", asks);
        self.placeholders(piece, "because", &because.replace("{words}", ""));
    }

    /// Questions that people read: each has words, known placeholders, and is not "why" to a person.
    fn asks(&mut self, piece: &str, name: &str, asks: &[String]) {
        for ask in asks {
            let bare = ask.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
            if bare.is_empty() {
                self.say(piece, name, "A question is empty.".to_owned(), "Write it, or take it out.");
            } else if bare.split(|c: char| !c.is_alphanumeric()).next() == Some("why") {
                let what = format!("The question \"{ask}\" begins with \"why\", which sounds like blame.");
                self.say(piece, name, what, "Ask what we saw, what it means, or what else it could be.");
            }
            self.placeholders(piece, name, ask);
        }
    }

    fn placeholders(&mut self, piece: &str, name: &str, text: &str) {
        for (what, help) in rules::placeholders(text) {
            self.say(piece, name, what, &help);
        }
    }

    /// The lists that stand in the file once.
    fn whole(&mut self, parrot: &Parrot) {
        let source = self.source;
        let Advice { says: _, begins, after: _ } = &parrot.advice;
        let Feelings { who, between: _, words, sayings: _ } = &parrot.feelings;
        let Comparing { same: _, common, not, because, days, speech } = &parrot.comparing;
        for (part, name, list) in [
            ("", "plain", &parrot.plain),
            ("advice", "begins", begins),
            ("feelings", "who", who),
            ("feelings", "words", words),
            ("comparing", "common", common),
            ("comparing", "not", not),
            ("comparing", "because", because),
            ("comparing", "days", days),
            ("comparing", "speech", speech),
        ] {
            if is_blank(list) {
                let piece = scan::named(source, part).map_or(source, |(_, value)| &source[value.at..]);
                self.say(piece, name, format!("The list \"{name}\" is empty."), "Give it at least one entry.");
            }
        }
        self.asks(source, "plain", &parrot.plain);
        // Without a trigger the parrot would only ever wait to be pressed; such a file was meant otherwise.
        if parrot.triggers.is_empty() && self.problems.is_empty() {
            let example = format!("Add at least one, like the trigger {:?}.", Trigger::NoSource);
            self.say(source, "triggers", "The parrot notices nothing.".to_owned(), &example);
        }
    }
}

/// Whether there is nothing in a list to listen for.
fn is_blank(list: &[String]) -> bool {
    list.iter().all(|one| one.trim().is_empty())
}
