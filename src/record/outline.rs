//! A why-tree as an outline: claim, reasons, and where each branch rests, in words.

use chrono::NaiveDate;

use super::{
    ListItem,
    block::{Text, item, title},
    said::{joined, labelled, reason, sentence},
};
use crate::{
    checklist::{Direction, Tier},
    session::{End, EndKind, Question, Reason, Rest, Session, Tree, Under},
};

/// What a tree says, by the part of the note that it belongs to. Nothing stands in two of them but the words of an unknown,
/// which an outline needs to be read.
#[derive(Default)]
pub(super) struct Outline {
    /// The claim and what carries it.
    pub(super) reasons: Vec<ListItem>,
    /// Other explanations and the other side, each under the words that it speaks against.
    pub(super) against: Vec<ListItem>,
    /// What is not known, who finds out, and whether the hearing can decide without it.
    pub(super) unknown: Vec<String>,
}

/// How the outline begins, and what it is about.
pub(super) struct Claim {
    /// The first line: the question, and the claim unless the note has just said it.
    pub(super) line: Text,
    /// How the claim is named where something speaks against it.
    pub(super) name: String,
}

/// The outline of a tree. `day` is the one for which the law's status is said.
pub(super) fn outline(session: &Session, day: NaiveDate, claim: Claim, tree: &Tree) -> Outline {
    let mut writer = Writer { session, day, tree, outline: Outline::default() };
    writer.outline.reasons.push(item(0, claim.line));
    writer.branches(tree.reasons(), &claim.name, 1);
    writer.outline.reasons.extend(skipped(session, tree.skipped_under(Under::Claim), 1));
    if writer.outline.reasons.len() == 1 {
        let text = "No reasons are written under it yet.".to_owned();
        writer.outline.reasons.push(item(1, text));
    }
    writer.outline
}

struct Writer<'a> {
    session: &'a Session,
    day: NaiveDate,
    tree: &'a Tree,
    outline: Outline,
}

impl Writer<'_> {
    fn branches(&mut self, reasons: &[Reason], above: &str, depth: u8) {
        // Where nothing carries the claim, what was said of it is the only explanation there is, and stays under it.
        let divides = depth > 1 || reasons.iter().any(|one| is_written(one) && !speaks_against(one));
        for leg in Tree::legs(reasons) {
            let leg: Vec<&Reason> = leg.into_iter().filter(|one| is_written(one)).collect();
            let inward = u8::from(leg.len() > 1);
            if inward > 0 {
                let both = if leg.len() == 2 { "These two only work together:" } else { "These only work together:" };
                self.outline.reasons.push(item(depth, both.to_owned()));
            }
            for one in leg {
                self.branch(one, above, depth + inward, divides);
            }
        }
    }

    fn branch(&mut self, one: &Reason, above: &str, depth: u8, divides: bool) {
        if divides && speaks_against(one) {
            let against = &mut self.outline.against;
            let on = format!("On {above}:");
            if against.iter().rfind(|item| item.depth == 0).is_none_or(|item| item.text.plain() != on) {
                against.push(title(0, on));
            }
            self.against(one, 1);
            return;
        }
        let mut text = self.line(one);
        let mut under = one.reasons.iter().filter(|child| is_written(child)).peekable();
        if under.peek().is_some() && under.all(speaks_against) {
            text.push_str(" See what speaks against it, below.");
        }
        self.outline.reasons.push(item(depth, text));
        self.branches(&one.reasons, &quoted(&one.text), depth + 1);
        self.outline.reasons.extend(skipped(self.session, &one.skipped, depth + 1));
    }

    /// A branch that speaks against something stays in one piece: what is under it carries it.
    fn against(&mut self, one: &Reason, depth: u8) {
        let text = self.line(one);
        self.outline.against.push(item(depth, text));
        for child in one.reasons.iter().filter(|child| is_written(child)) {
            self.against(child, depth + 1);
        }
        self.outline.against.extend(skipped(self.session, &one.skipped, depth + 1));
    }

    fn line(&mut self, one: &Reason) -> String {
        let rest = self.tree.rest(one);
        let end = match one.end.kind {
            Some(kind) => self.end(kind, one),
            None if !one.reasons.iter().any(is_written) => "Open: where this rests is not said yet.".to_owned(),
            None => String::new(),
        };
        let missing = match rest {
            Rest::Missing(parts) => labelled("Still to say", &parts.join("; ")),
            Rest::Open | Rest::Ground | Rest::Aside => String::new(),
        };
        let limit = if one.limit == Some(true) {
            self.session.fill("This limits what we can recommend. It is not what {child} needs.")
        } else {
            String::new()
        };
        joined([reason(self.session, one), limit, end, missing])
    }

    fn end(&mut self, kind: EndKind, one: &Reason) -> String {
        // Parts of the other kinds of end may have been typed before: they stay with the session.
        let End {
            kind: _,
            disputed,
            law,
            how_met,
            manner,
            research,
            fits,
            may_not_fit,
            because,
            another_view,
            would_tell,
            who,
            by,
            decide_without,
        } = &one.end;
        match kind {
            EndKind::Evidence => match disputed {
                Some(true) => "Rests on evidence that is disputed.",
                Some(false) => "Rests on evidence that nobody disputes.",
                None => "Rests on evidence.",
            }
            .to_owned(),
            EndKind::Law => {
                let line = law.as_ref().map_or_else(
                    || "Rests on law.".to_owned(),
                    |line| {
                        let tier = match line.tier {
                            Tier::Law => "Rests on law",
                            Tier::Guidance => "Rests on guidance",
                        };
                        // The legal basis says what every line is worth; here only what would mislead without it.
                        let doubt = match line.tier {
                            Tier::Law if !line.needs_a_look_on(self.day) => String::new(),
                            Tier::Law | Tier::Guidance => line.status_on(self.day),
                        };
                        joined([format!("{tier}: {}.", line.provision), doubt])
                    },
                );
                joined([line, labelled("How it is met", how_met)])
            }
            EndKind::ChildsWords => {
                let words = self.session.fill("Rests on {child}'s own words");
                if manner.trim().is_empty() { sentence(&words) } else { labelled(&words, manner) }
            }
            EndKind::Research => joined([
                if research.trim().is_empty() {
                    "Rests on research.".to_owned()
                } else {
                    labelled("Rests on research", research)
                },
                labelled("How it fits", fits),
                labelled("How it may not fit", may_not_fit),
            ]),
            EndKind::Judgement => joined([
                "Rests on our judgement.".to_owned(),
                labelled("Because of", because),
                labelled("A careful colleague might think", another_view),
            ]),
            EndKind::Unknown => {
                let decide = match decide_without {
                    Some(true) => "The hearing can decide without it.",
                    Some(false) => "The hearing cannot decide without it.",
                    None => "Whether the hearing can decide without it is not said yet.",
                };
                self.outline.unknown.push(joined([
                    sentence(&one.text),
                    labelled("What would tell us", would_tell),
                    labelled("Who finds out", who),
                    labelled("By", by),
                    decide.to_owned(),
                ]));
                "Not known yet: see below.".to_owned()
            }
        }
    }
}

fn speaks_against(reason: &Reason) -> bool {
    matches!(reason.asked.direction, Direction::OtherExplanation | Direction::Opposite)
}

/// What was offered and skipped, and nothing more about it.
fn skipped(session: &Session, questions: &[Question], depth: u8) -> Option<ListItem> {
    let words: Vec<String> = questions.iter().map(|question| session.fill(&question.words)).collect();
    (!words.is_empty()).then(|| item(depth, format!("Skipped: {}", words.join(" "))))
}

/// Whether it goes into a note: not what was left empty, and not a feeling.
fn is_written(reason: &Reason) -> bool {
    !is_blank(reason) && !reason.is_feeling()
}

/// Asked and left empty, with nothing under it.
pub(super) fn is_blank(reason: &Reason) -> bool {
    [&reason.text, &reason.source, &reason.when].iter().all(|text| text.trim().is_empty())
        && reason.basis.is_none()
        && reason.end.kind.is_none()
        && reason.reasons.iter().all(is_blank)
}

/// Words as they are named elsewhere.
pub(super) fn quoted(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() { "something not written yet".to_owned() } else { format!("“{text}”") }
}
