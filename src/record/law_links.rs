//! The provisions that carry the recommendation, and how each is met.

use super::{Block, block::fact, said};
use crate::{
    checklist::{LawLine, LawStatus, Tier},
    session::{Entry, LawLinks, Session},
};

pub(super) fn blocks(session: &Session, entry: &Entry, links: &LawLinks) -> Vec<Block> {
    let day = session.reckoned_on();
    let mut blocks = Vec::new();
    for link in links.links.iter().filter(|link| link.is_linked()) {
        let line = entry.law.iter().find(|line| line.id == link.line);
        let provision = line.map_or(&link.line, |line| &line.provision);
        let limits = match line {
            Some(line) if !line.can_carry() => limits(line).to_owned(),
            Some(line) if line.needs_a_look_on(day) => line.status_on(day),
            Some(_) | None => String::new(),
        };
        fact(&mut blocks, provision, said::joined([said::sentence(&link.how_met), limits]));
    }
    blocks
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
            let [Block::KeyValues(facts)] = &blocks(&session, &entry, &links)[..] else { panic!("one list of facts") };
            let said: Vec<(&str, &str)> = facts.iter().map(|KeyValue { key, value }| (&**key, &**value)).collect();
            let (act, guidance) = ("Children's Hearings (Scotland) Act 2011", line("g_two_years").provision);
            let expected = [
                (format!("{act}, section 28"), format!("Nobody has agreed where Ailsa sleeps.{of_s28}")),
                (
                    format!("{act}, section 27"),
                    "Seen on 26 May. (Not in force when it was read: it does not carry the recommendation by itself.)"
                        .into(),
                ),
                (guidance, "Six years. (Guidance: it does not carry the recommendation by itself.)".into()),
            ];
            assert_eq!(said, expected.each_ref().map(|(key, value)| (key.as_str(), value.as_str())));
        }
    }
}
