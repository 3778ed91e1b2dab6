//! Real-looking text with and without identifiers, and what is found in it. What is missed, and what alarms for nothing, stands
//! in the same rows and is counted, so that nobody believes the check to be better than it is.

use chrono::NaiveDate;

use super::{
    FindingKind::{self, *},
    Known, check, in_a_field, in_prompts,
};
use crate::{
    checklist::count_words,
    record::Note,
    session::{Session, Spot, Who, sample, samples},
};

/// What the check does not do as people would.
enum Left {
    /// It names somebody, and is not found.
    Miss(&'static str),
    /// It names nobody, and is found.
    Alarm(&'static str),
}
use Left::{Alarm, Miss};

/// A text, what is found in it, and what of that is wrong.
type Row = (&'static str, &'static [(FindingKind, &'static str)], &'static [Left]);

#[rustfmt::skip]
const LINES: &[Row] = &[
        ("Ailsa (9) has been LAC since 16 June 2020, when a compulsory supervision order (CSO) was made after police found her alone.", &[], &[]),
        ("She was placed with her maternal grandmother, Mrs Rennie, under a residence measure and remains there.", &[(Name, "Mrs Rennie")], &[]),
        ("Ailsa's mother, Dawn, has failed to engage with services.", &[(Name, "Dawn")], &[]),
        ("Dawn came to 31 of 48 family times.", &[(Name, "Dawn")], &[]),
        ("Dawn's log says 31 of 48.", &[(Name, "Dawn")], &[]),
        ("Dawn of the day we met was hopeful.", &[], &[]),
        ("Her chaotic lifestyle continues to be a concern.", &[], &[]),
        ("It is clear that Ailsa does not want more contact.", &[], &[]),
        ("Ailsa has a sibling, Cody (6), who is placed with foster carers in another authority.", &[(Name, "Cody")], &[]),
        ("Permanence was discussed at the LAAC review in March 2023 and the Reporter was told.", &[], &[]),
        ("Without an order Dawn would remove Ailsa.", &[(Name, "Dawn")], &[]),
        ("He has been in placement with Mr and Mrs Tulloch since 6 May 2024 and is fully attached to them.", &[(Name, "Mr and Mrs Tulloch")], &[]),
        ("The carers' diary notes that Rory asked, \"Is the other mummy coming?\"", &[(Name, "Rory")], &[]),
        ("He would lose the Tullochs.", &[(Name, "Tullochs")], &[]),
        ("Skye is a school refuser; attendance is 41% since August.", &[(Name, "Skye")], &[]),
        ("Angela was hostile when the duty worker called unannounced on 14 October.", &[(Name, "Angela")], &[]),
        ("Glenmarnoch Council wrote to us on Tuesday.", &[(Name, "Glenmarnoch Council")], &[]),
        ("Children's Hearings Scotland trains panel members; the Children's Reporter sends the grounds.", &[], &[]),
        ("Gran says Mum rang from Gran's house. Grandad was there.", &[], &[]),
        ("J. Orr rang, and Ms O'Neill and Mrs Mac a' Ghobhainn after her.", &[(Name, "J. Orr"), (Name, "Ms O'Neill"), (Name, "Mrs Mac a' Ghobhainn")], &[]),
        ("Mary-Anne met Dr Young and Prof. A. Black at the clinic.", &[(Name, "Mary-Anne"), (Name, "Dr Young"), (Name, "Prof. A. Black")], &[]),
        ("Kerry Brown and Sam Young share a flat.", &[(Name, "Kerry Brown"), (Name, "Sam Young")], &[]),
        ("Will she go home in the autumn? Will told us that he hopes so.", &[(Name, "Will")], &[]),
        ("Grant the order for six months. Grant said no.", &[(Name, "Grant")], &[]),
        ("Hope that it lasts is thin. Faith goes to chapel.", &[(Name, "Faith")], &[]),
        ("We asked Will, and Rose, and Mr Park.", &[(Name, "Will"), (Name, "Rose"), (Name, "Mr Park")], &[]),
        ("May came to the hearing; we saw her in May.", &[], &[Miss("May")]),
        ("Social Work and the Health Visitor agree with the Named Person.", &[], &[]),
        ("Nobody asked her. Didn't anyone think of it? She's nine. I'd ask.", &[], &[]),
        ("The GP and two CPNs came; LAACs are yearly.", &[], &[]),
        ("Mohammed's aunt speaks Arabic and Urdu, and Олена speaks Ukrainian.", &[(Name, "Mohammed"), (Name, "Олена")], &[]),
        ("أمل و محمد جاؤوا معا", &[], &[Miss("أمل"), Miss("محمد")]),
        ("KERRY TULLOCH WAS NOT THERE. DAWN CAME.", &[(Name, "KERRY"), (Name, "DAWN")], &[Miss("TULLOCH")]),
        ("dawn came with mrs rennie", &[], &[Miss("dawn"), Miss("mrs rennie")]),
        ("Ciarán Ó Murchú and Zoë al-Hassan were there, with Ludwig van der Berg.", &[(Name, "Ciarán Ó Murchú"), (Name, "Zoë al-Hassan"), (Name, "Ludwig van der Berg")], &[]),
        ("He plays football with Celtic Boys on Fridays and loves Minecraft.", &[(Name, "Celtic Boys")], &[]),
        ("A Dawn-led plan is Shona-proof.", &[(Name, "Dawn"), (Name, "Shona")], &[]),
        ("K.T. spoke with R.H. and S.M. about Ailsa.", &[], &[]),
        ("Contactless cards and Wheelchair ramps were asked for.", &[(Name, "Contactless")], &[Alarm("Contactless")]),
        ("Brown wrote to Bell about the Panel.", &[(Name, "Bell")], &[Miss("Brown")]),
        ("Born 14 March 2017 in Inverlyle.", &[(DateOfBirth, "14 March 2017"), (Name, "Inverlyle")], &[]),
        ("Her d.o.b. is 14.03.2017.", &[(DateOfBirth, "14.03.2017")], &[]),
        ("Cody (14/03/2020) lives elsewhere.", &[(DateOfBirth, "14/03/2020"), (Name, "Cody")], &[]),
        ("DOB: 2017-03-14. Order made 16.06.2020.", &[(DateOfBirth, "2017-03-14")], &[]),
        ("It is her birthday on 9 June.", &[(DateOfBirth, "9 June")], &[]),
        ("She was born in March 2017.", &[], &[]),
        ("Her tenth birthday is soon. The order ends on 16 June 2026.", &[], &[]),
        ("Her CHI is 1403170002.", &[(ChiNumber, "1403170002")], &[]),
        ("CHI 140317 0010, or was it 140317 0017?", &[(ChiNumber, "140317 0010"), (TenDigits, "140317 0017")], &[]),
        ("The budget line is 9913170008 and the case is 12345.", &[], &[]),
        ("Ring the duty desk on 0131 496 0000 or 07700 900123.", &[(Phone, "0131 496 0000"), (Phone, "07700 900123")], &[]),
        ("From abroad it is +44 (0)131 496 0000; the office is (01632) 960 123.", &[(Phone, "+44 (0)131 496 0000"), (Phone, "(01632) 960 123")], &[]),
        ("Call 999, or 101, or 0800 1111.", &[], &[]),
        ("496 0123 is the flat.", &[], &[Miss("496 0123")]),
        ("They live at 14 Castle Street, Inverlyle EH99 1SP.", &[(Postcode, "EH99 1SP"), (Street, "14 Castle Street"), (Name, "Inverlyle")], &[]),
        ("she is at g4 0ab now, or flat 2/1, 9 burn road", &[(Postcode, "g4 0ab"), (Street, "9 burn road")], &[]),
        ("Gran moved to Burnside Terrace. It is up the street from the High Street.", &[(Street, "Burnside Terrace"), (Street, "High Street")], &[]),
        ("The Sheriff Court sits in June. The place is quiet; a drive of 10 minutes, 5 miles of road.", &[], &[]),
        ("Ailsa goes to Glenmarnoch Primary and will go to Inverlyle High School.", &[(School, "Glenmarnoch Primary"), (School, "Inverlyle High School")], &[]),
        ("St Mary's RC Primary School rang; Burnside nursery did not.", &[(School, "St Mary's RC Primary School"), (School, "Burnside nursery")], &[]),
        ("Her school, the nursery and Ailsa's Primary 4 class know. Primary school is hard.", &[], &[]),
        ("P3 at the Academy; S2 1st term.", &[], &[]),
        ("Write to j.orr@glenmarnoch.example or @orr.", &[(Email, "j.orr@glenmarnoch.example")], &[]),
        ("She said, \"Why me?\" and “Nobody asks about my mum”.", &[], &[]),
        ("Recommendation: a CSO with a condition.\nVisit Ailsa.\n- Ring Gran\n1. See Dawn", &[(Name, "Dawn")], &[]),
        ("Views of\nDawn were not sought.", &[(Name, "Dawn")], &[]),
        ("Aunt Isla moved in for nine days in February.", &[(Name, "Isla")], &[]),
        ("In February an aunt moved in; Monday to Friday she was there.", &[], &[]),
        ("Mrs. Rennie is 68. Dr. Hay wrote twice.", &[(Name, "Mrs. Rennie"), (Name, "Dr. Hay")], &[]),
        ("Miss Morrow teaches her. I miss Miss Morrow.", &[(Name, "Miss Morrow")], &[]),
        ("Sister Bernadette and Father Ted came.", &[(Name, "Bernadette"), (Name, "Ted")], &[]),
        ("WhatsApp messages from Dad; Facebook is off.", &[], &[]),
        ("The Equality Act 2010 and the 2011 Act apply; section 67(2)(a) too.", &[], &[]),
        ("Dad’s friend Big Tam lives in Port Askaig.", &[(Name, "Tam"), (Name, "Port Askaig")], &[]),
        ("Ms. K. Hill-Shaw chaired it.", &[(Name, "Ms. K. Hill-Shaw")], &[]),
        ("Breakfast club starts at eight. Toothache kept him home. Puddles, his dog, sleeps on the bed.", &[(Name, "Toothache"), (Name, "Puddles")], &[Alarm("Toothache")]),
        ("Unsurprisingly the flat was cold. Contraception was discussed. Headlice came back twice.", &[(Name, "Headlice")], &[Alarm("Headlice")]),
        ("She likes Taylor Swift, Nando's and her Nintendo Switch.", &[(Name, "Taylor"), (Name, "Nando"), (Name, "Nintendo Switch")], &[Alarm("Taylor"), Alarm("Nando"), Alarm("Nintendo Switch")]),
        ("Kirsty's mum told the Children 1st worker on Monday.", &[(Name, "Kirsty")], &[]),
        ("The Old School House burned down. Old Mill Lane is where they meet.", &[(Street, "Old Mill Lane"), (School, "Old School")], &[Alarm("Old School")]),
        ("Attendance: 41% since August. Reading: P5 level. Swimming: gold badge.", &[], &[]),
        ("In Glasgow he lived near Queen's Park; the flat in Paisley was let go.", &[(Name, "Glasgow"), (Name, "Queen"), (Name, "Paisley")], &[Miss("Park")]),
        ("Ask Joan Bell-Hay (team lead) or Dr. N. Rahman.", &[(Name, "Joan Bell-Hay"), (Name, "Dr. N. Rahman")], &[]),
        ("Her uncle Mo drives a taxi for Sahara Cars.", &[(Name, "Mo"), (Name, "Sahara Cars")], &[]),
        ("Baby Leo was born on 3 May 2026 at 2.15 a.m.", &[(DateOfBirth, "3 May 2026"), (Name, "Leo")], &[]),
        ("He turned six on 14 March 2026.", &[(DateOfBirth, "14 March 2026")], &[]),
        ("The panel met on 2 June 2026 and 12/05/2026.", &[], &[]),
        ("Email: finn [at] example.org; his Insta is @finn2018.", &[(Name, "Insta")], &[Miss("finn [at] example.org"), Miss("@finn2018"), Alarm("Insta")]),
        ("Three visits: Mon 4th, Wed 6th and Fri 8th.", &[], &[]),
        ("Hope House and Rose Cottage are both full.", &[(Name, "Hope House"), (Name, "Rose Cottage")], &[]),
        ("Summer was hard. Joy at last! Mark my words.", &[(Name, "Summer")], &[Alarm("Summer")]),
        ("Polish and Urdu speakers came; an English class is on.", &[], &[]),
        ("Mother was at the Royal Infirmary; father works offshore.", &[(Name, "Royal Infirmary")], &[]),
        ("Our lead, Chantelle, agreed. Chantelle will ring.", &[(Name, "Chantelle")], &[]),
        ("2 Court dates, 3 Place2Be sessions, 10 Park runs.", &[], &[]),
        ("Rose from the clinic rang; Ailsa likes Rose.", &[(Name, "Rose")], &[]),
        ("Ailsas gran is kind. AILSA likes swimming.", &[(Name, "Ailsas")], &[Alarm("Ailsas")]),
        ("ÉILIDH and Éilidh are one person.", &[(Name, "ÉILIDH"), (Name, "Éilidh")], &[]),
        ("NHS 24 and A&E: Ailsa's GP is at the surgery.", &[], &[]),
];

/// In notes about learning.
#[rustfmt::skip]
const LEARNING: &[Row] = &[
        ("I learnt that Ailsa was in AB12 before I asked.", &[(Pseudonym, "Ailsa")], &[]),
        ("On 12 May and on 9 and 23 April I talked too much; in May less so.", &[(FullDate, "12 May"), (FullDate, "9 and 23 April")], &[]),
        ("What surprised me: Dawn attended 31 of 48 supervised contact sessions, and I wrote \"failed\".", &[(Name, "Dawn"), (FromTheCase, "Dawn attended 31 of 48 supervised contact sessions")], &[]),
        ("I assumed that contact always hurts. I was wrong.", &[], &[]),
        ("S.M. asked me on 3/5/26 what I saw.", &[(Name, "S.M."), (FullDate, "3/5/26")], &[]),
        ("May 12 was hard. In May 31 of 48 were kept.", &[(FullDate, "May 12")], &[]),
        ("She came to about two thirds of the family times.", &[], &[Miss("two thirds of the family times")]),
];

fn known() -> Known {
    Known::new(NaiveDate::from_ymd_opt(2026, 6, 2).unwrap(), "Ailsa", &["R.H.", "S.M."])
}

fn found(text: &str, known: &Known) -> Vec<(FindingKind, String)> {
    check(&[text], known).into_iter().map(|one| (one.kind, one.words)).collect()
}

#[test]
fn what_is_found_in_real_looking_lines_and_what_is_not() {
    let log = "Dawn attended 31 of 48 supervised contact sessions in the past year (contact centre log).";
    let learning = known().about_learning(&[log]);
    let (mut misses, mut alarms) = (Vec::new(), Vec::new());
    let rows = LINES.iter().map(|row| (row, known())).chain(LEARNING.iter().map(|row| (row, learning.clone())));
    for ((text, expected, left), known) in rows {
        let found = found(text, &known);
        let expected: Vec<(FindingKind, String)> =
            expected.iter().map(|(kind, words)| (*kind, (*words).to_owned())).collect();
        assert_eq!(found, expected, "{text}");
        for one in *left {
            let is_found = |words: &str| found.iter().any(|(_, found)| found == words);
            match one {
                Miss(words) => {
                    assert!(text.contains(words) && !is_found(words), "{words}");
                    misses.push(*words);
                }
                Alarm(words) => {
                    assert!(is_found(words), "{words}");
                    alarms.push(*words);
                }
            }
        }
    }
    assert!(LINES.len() + LEARNING.len() >= 60);
    let all: usize = LINES.iter().chain(LEARNING).map(|(_, found, _)| found.len()).sum();
    assert_eq!(
        (all, misses.len(), alarms.len()),
        (112, 12, 10),
        "what is found, missed, and found for nothing has changed"
    );
}

#[test]
fn in_the_three_invented_families_only_people_are_called_names() {
    let people = [
        "Dawn",
        "Mrs Rennie",
        "Cody",
        "Kerry",
        "Jen",
        "Mr and Mrs Tulloch",
        "Tullochs",
        "Lewis",
        "Shona",
        "Finn",
        "Angela",
    ];
    for session in samples() {
        let known = Known::of(&session);
        let texts: Vec<&str> = session.entries().flat_map(|(_, entry)| entry.texts()).collect();
        for finding in check(&texts, &known) {
            assert!(finding.kind == Name && people.contains(&finding.words.as_str()), "{finding:?}");
        }
    }
}

#[test]
fn a_finding_is_told_once_and_counted() {
    let texts = ["Dawn came. Then Dawn's mother did.", "Ring 0131 496 0000", "Dawn again"];
    let found = check(&texts, &known());
    let told: Vec<(FindingKind, &str, usize)> = found.iter().map(|one| (one.kind, &*one.words, one.times)).collect();
    assert_eq!(told, [(Phone, "0131 496 0000", 1), (Name, "Dawn", 3)]);
    assert_eq!(check(&[], &known()), []);
}

#[test]
fn a_character_that_hides_is_looked_at_as_the_mark_that_stands_for_it_in_a_note() {
    assert_eq!(found("0131 496\u{202E} 0000 Dawn\u{200B}", &known()), [(Name, "Dawn".to_owned())]);
    assert_eq!(found("Mrs\u{A0}Rennie", &known()), [(Name, "Mrs Rennie".to_owned())]);
}

#[test]
fn what_the_author_wrote_and_the_two_people_do_not_alarm() {
    let mut session = sample();
    session.sections[0].entries[0].prompt = "Read the Zorbane before you ring".into();
    session.people.persons.second.name = "Zaid".into();
    let known = Known::of(&session);
    assert_eq!(found("We read the Zorbane, said Zaid to Ailsa.", &known), []);
    assert_eq!(found("We read the Zurbane.", &known), [(Name, "Zurbane".to_owned())]);
}

#[test]
fn a_word_typed_in_small_letters_elsewhere_begins_a_sentence_without_alarm() {
    let texts = ["Headlice came back.", "She had headlice twice."];
    assert_eq!(check(&texts, &known()), []);
    // But not where it also has its capital within a sentence.
    let texts = ["Fenwick came.", "the fenwick line", "We saw Fenwick."];
    assert_eq!(check(&texts, &known()).first().map(|one| one.times), Some(2));
}

#[test]
fn a_learning_note_may_not_keep_what_leads_back_to_the_case() {
    let mut session = sample();
    let claim = "Dawn would remove Ailsa from her gran without any order in place";
    session.notes.shared = format!("{claim}. Ring Gran.");
    session.reflection[0].answers.first = format!("In ab12 I wrote that {claim}, on 12 May.");
    let note = Note::Learning(Who::First);
    let known = Known::of(&session).for_note(note, &session);
    let found = found(&session.reflection[0].answers.first, &known);
    let expected =
        [(Pseudonym, "Ailsa"), (Reference, "ab12"), (Name, "Dawn"), (FullDate, "12 May"), (FromTheCase, claim)];
    assert_eq!(found, expected.map(|(kind, words)| (kind, words.to_owned())));
    for (kind, _) in found {
        assert_eq!(kind.may_stay(note), kind == Name, "{kind:?}");
        assert!(kind.may_stay(Note::Decision));
    }
    // For the child's file none of it is asked about.
    let known = Known::of(&session).for_note(Note::Decision, &session);
    let kinds: Vec<FindingKind> =
        check(&[&session.reflection[0].answers.first], &known).iter().map(|one| one.kind).collect();
    assert_eq!(kinds, [Name]);
}

#[test]
fn each_finding_of_a_session_leads_to_the_prompts_where_it_stands() {
    let session = sample();
    let found = in_prompts(&session);
    let names: Vec<&str> = found.iter().map(|(one, _)| one.words.as_str()).collect();
    assert_eq!(names, ["Dawn", "Mrs Rennie", "Cody"]);
    for (finding, spots) in &found {
        let texts = |spot: &Spot| session.entry(*spot).unwrap().texts().concat();
        assert!(spots.iter().all(|spot| texts(spot).contains(&finding.words)) && spots.len() <= finding.times);
        assert!(spots.is_sorted());
    }
}

#[test]
fn a_number_or_a_birthday_in_the_place_of_a_made_up_name_is_noticed() {
    let rows = [
        ("Ailsa", None),
        ("AB12", None),
        ("case 14", None),
        ("1403170002", Some(ChiNumber)),
        ("140317 0017", Some(TenDigits)),
        ("Ailsa 14.3.17", Some(DateOfBirth)),
        ("dob 2017-03-14", Some(DateOfBirth)),
        ("gran@glenmarnoch.example", Some(Email)),
        ("", None),
    ];
    for (text, expected) in rows {
        assert_eq!(in_a_field(text), expected, "{text}");
    }
}

#[test]
fn every_kind_says_what_it_is_in_plain_words() {
    for kind in FindingKind::ALL {
        assert!(kind.help().ends_with('.') && !kind.words().ends_with('.'));
        for sentence in kind.help().split_inclusive(". ") {
            assert!(count_words(sentence) <= 15, "{sentence}");
        }
    }
}

#[test]
fn the_lists_hold_each_word_once_and_none_twice_over() {
    for (text, other) in [
        (
            include_str!("../../../assets/words/common.txt"),
            include_str!("../../../assets/words/names_that_are_words.txt"),
        ),
        (include_str!("../../../assets/words/names_that_are_words.txt"), ""),
    ] {
        let words: Vec<&str> = text.lines().collect();
        assert!(words.is_sorted_by(|one, next| one < next), "in order, each once");
        for word in words {
            assert!(word.chars().all(char::is_lowercase) && !other.lines().any(|one| one == word), "{word}");
        }
    }
}

#[test]
fn long_and_hostile_texts_are_gone_over_in_a_moment() {
    let texts: [String; 6] = [
        "0".repeat(20_000),
        "A'".repeat(10_000),
        "Mr and ".repeat(3_000),
        "12, ".repeat(5_000),
        "@.".repeat(10_000),
        "G1 1AA ".repeat(3_000) + "\u{0}\u{301}Å’-",
    ];
    let known = known().about_learning(&[&texts[2]]);
    for text in &texts {
        let words: Vec<String> = check(&[text], &known).into_iter().map(|one| one.words).collect();
        assert!(words.iter().all(|one| !one.is_empty()));
    }
    let session: Session = sample();
    let all: Vec<String> = session.entries().flat_map(|(_, one)| one.texts()).map(str::to_owned).collect();
    let joined = all.join(" ");
    // A cut anywhere in a letter's middle would panic.
    for end in (0..joined.len()).step_by(997).filter(|end| joined.is_char_boundary(*end)) {
        let _ = check(&[&joined[..end]], &known);
    }
}
