//! The provisions that carry the recommendation, and how each is met.

use super::{Block, block::fact, said};
use crate::{
    checklist::{LawLine, LawStatus, Tier},
    session::{Entry, LawLinks, Session},
};

pub(super) fn blocks(session: &Session, entry: &Entry, links: &LawLinks) -> Vec<Block> {
    let day = session.reckoned_on();
    let mut blocks = Vec::new();
    let mut last_act = "";
    for link in links.links.iter().filter(|link| link.is_linked()) {
        let Some(line) = entry.law.iter().find(|line| line.id == link.line) else { continue };
        let (act, section) = line.divided();
        // The name of an Act is long: it is said once for the lines of it that follow each other.
        if !section.is_empty() && act != last_act {
            blocks.push(Block::para(format!("{act}:")));
        }
        last_act = act;
        let limits = match line {
            _ if !line.can_carry() => limits(line).to_owned(),
            _ if line.needs_a_look_on(day) => line.status_on(day),
            _ => String::new(),
        };
        let key = if section.is_empty() { act.to_owned() } else { begun(section) };
        fact(&mut blocks, &key, said::joined([said::sentence(&link.how_met), limits]));
    }
    blocks
}

/// "Section 28", as it stands at the beginning of a line.
fn begun(section: &str) -> String {
    let mut letters = section.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// What a line that is linked cannot do.
fn limits(line: &LawLine) -> &'static str {
    match line.tier {
        Tier::Guidance => "(Guidance: it does not carry the recommendation by itself.)",
        Tier::Law => match line.status {
            LawStatus::Prospective => {
                "(Not in force when it was read: it does not carry the recommendation by itself.)"
            }
            LawStatus::Superseded => "(Replaced by later law: it does not carry the recommendation.)",
            LawStatus::Unconfirmed | LawStatus::InForce => {
                "(Not confirmed in a current text: it does not carry the recommendation by itself.)"
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, NaiveDateTime};

    use super::*;
    use crate::{
        checklist::{Item, Kind, Library, shipped},
        record::KeyValue,
        session::{Answer, Date, Setup},
    };

    #[test]
    fn a_line_stands_with_how_it_is_met_and_with_what_it_cannot_do() {
        let library = Library::read(shipped());
        let line = |id: &str| library.law_line(id).unwrap().0.clone();
        let prospective = LawLine { status: LawStatus::Prospective, ..line("s27") };
        let item: Item = ron::from_str("(id: \"law\", prompt: \"Which?\", kind: Law)").unwrap();
        assert_eq!(item.kind, Kind::Law);
        let mut entry = Entry::blank(&item, false, vec![line("s28"), line("s25"), prospective, line("g_two_years")]);
        let Answer::Law(links) = &mut entry.answer else { panic!("it is a Law") };
        for (at, how_met) in [(0, "Nobody has agreed where Ailsa sleeps"), (2, "Seen on 26 May"), (3, "Six years")] {
            links.links[at].how_met = how_met.into();
        }
        let links = links.clone();
        let checklist = &library.checklist("cso_review").unwrap().checklist;
        let past =
            "Read as at 15 December 2025. Its recheck date, 28 February 2027, is past on that day. Check it again.";
        for (year, of_s28) in [(2026, String::new()), (2028, format!(" {past}"))] {
            let day = NaiveDate::from_ymd_opt(year, 6, 2).unwrap();
            let setup = Setup { hearing_date: Date { day: day.into(), not_set: false }, ..Setup::default() };
            let now = NaiveDateTime::default();
            let session = Session::open(checklist, &checklist.paces[0], &library, setup, "k3f9".into(), now);
            let blocks = blocks(&session, &entry, &links);
            assert_eq!(blocks[0], Block::para("Children's Hearings (Scotland) Act 2011:".to_owned()));
            let facts = blocks.iter().filter_map(|block| match block {
                Block::KeyValues(facts) => Some(facts.iter().map(|KeyValue { key, value }| (&**key, &**value))),
                _ => None,
            });
            let said: Vec<(&str, &str)> = facts.flatten().collect();
            let guidance = line("g_two_years").provision;
            let expected = [
                ("Section 28".to_owned(), format!("Nobody has agreed where Ailsa sleeps.{of_s28}")),
                (
                    "Section 27".to_owned(),
                    "Seen on 26 May. (Not in force when it was read: it does not carry the recommendation by itself.)"
                        .into(),
                ),
                (guidance, "Six years. (Guidance: it does not carry the recommendation by itself.)".into()),
            ];
            assert_eq!(said, expected.each_ref().map(|(key, value)| (key.as_str(), value.as_str())));
        }
    }
}
