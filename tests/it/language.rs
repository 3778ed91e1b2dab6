//! Which words are marked, and which are left alone? Every term in a sentence that has it and in one where the word is the
//! right one; the reports of the three practice cases; and whatever people may type.

use std::ops::Range;
use std::sync::LazyLock;

use but_why::checklist::{Language, Library, shipped};
use but_why::session::language::{Finder, Spotted, TOP, in_prompt, own_words, to_look_at};
use but_why::session::{Answer, ChildsWords, Date, EndKind, Pair, Question, Session, Spot, sample};
use proptest::prelude::*;

static LISTS: LazyLock<Vec<Language>> = LazyLock::new(|| Library::read(shipped()).language);
static FINDER: LazyLock<Finder> = LazyLock::new(|| Finder::new(&LISTS));

/// The ids of what is found, in order.
fn ids(text: &str) -> Vec<&'static str> {
    FINDER.find(text).iter().map(|one| FINDER.listed(one.term).unwrap().term.id.as_str()).collect()
}

/// The words that are found, as they stand there.
fn said(text: &str) -> Vec<&str> {
    FINDER.find(text).into_iter().map(|one| &text[one.range]).collect()
}

/// A term, a sentence of a report in which it is marked, and one in which the word is kept: a quotation, a name of law, or
/// the other meaning.
const TERMS: [(&str, &str, &str); 85] = [
    (
        "contact",
        "Contact is always distressing for Ailsa.",
        "The order has a contact direction, and the contact number is on it.",
    ),
    (
        "supervised_contact",
        "Dawn attended 31 of 48 supervised contact sessions in the past year.",
        "The sheriff's note says “supervised contact, weekly”.",
    ),
    (
        "contact_centre",
        "It was based on six observed sessions in the contact centre.",
        "The sign says \"Glenmarnoch Contact Centre\".",
    ),
    (
        "placement",
        "The placement is stable and meeting all of Ailsa's needs.",
        "A permanence order is not a placement order, and I am on my student placement.",
    ),
    (
        "placed_with",
        "Cody (6), who is placed with foster carers in another authority.",
        "The minute says “placed with Mrs Rennie”.",
    ),
    (
        "placement_breakdown",
        "There was a placement breakdown in March.",
        "The form is headed “placement breakdown meeting”.",
    ),
    ("placement_move", "Rory has had one placement move.", "The return counts “placement moves”."),
    (
        "accommodated",
        "Rory (4) was accommodated on 3 May 2024.",
        "The Looked After and Accommodated Children (Scotland) Regulations say so.",
    ),
    ("lac", "Ailsa (9) has been LAC since 16 June 2020.", "We filled in the LAC form."),
    ("looked_after_child", "He is a looked-after child.", "See the Looked After Children (Scotland) Regulations 2009."),
    (
        "lac_review",
        "Permanence was discussed at the LAAC review in March 2023.",
        "The minute is titled ‘LAAC review, March 2023’.",
    ),
    ("lac_visit", "I made a statutory visit on 9 April.", "The form asks for “statutory visits”."),
    ("case", "The case has been open since 2020.", "It was a court case, and in any case the case file has it."),
    ("caseload", "She has a caseload of nineteen.", "The return asks: “caseload at 31 March”."),
    ("service_user", "The service user did not come.", "The letter calls her a “service user”."),
    ("siblings", "Ailsa has a sibling, Cody (6).", "The duty reads \"siblings\"."),
    ("sibling_contact", "Sibling contact has not taken place.", "The order says “sibling contact, monthly”."),
    ("birth_mother", "His birth mother, Kerry, is 24.", "Rory told us about “my birth mum and my Jen mum”."),
    ("real_parents", "He asked about his real parents.", "He asked, \"Are they my real parents?\""),
    (
        "foster_carer",
        "She lives with foster carers in another authority.",
        "They were approved as “foster carers” in May.",
    ),
    (
        "kinship_carer",
        "Mrs Rennie is a kinship carer.",
        "A kinship care order and the Kinship Care Assistance (Scotland) Order are two things.",
    ),
    ("respite", "Ailsa goes to respite once a month.", "The budget line is “respite”."),
    ("unit", "Skye was moved to a residential unit.", "Mum was in the intensive care unit, and the family unit held."),
    ("residents", "Skye argued with other residents.", "The local residents complained."),
    ("staff", "Residential staff noted that she was late.", "The school staff know her well."),
    (
        "contact_with_professionals",
        "Angela avoids contact with professionals.",
        "The record says “contact with professionals”.",
    ),
    ("abscond", "She has been absconding at weekends.", "The police recorded “absconded”."),
    (
        "challenging_behaviour",
        "Ailsa displays challenging behaviour afterwards.",
        "I did the “challenging behaviour” course.",
    ),
    ("displays_behaviours", "Rory exhibits sexualised behaviours.", "The assessment says “displays behaviours”."),
    ("aggressive", "Lewis was aggressive at the door.", "He was convicted of “aggressive behaviour”."),
    ("violent", "The father can be violent.", "“He was violent to my mum,” she said."),
    ("defiant", "Skye is defiant at school.", "The diagnosis is ‘oppositional defiant disorder’."),
    ("oppositional", "Skye's manner is oppositional.", "The diagnosis is ‘oppositional defiant disorder’."),
    ("attention_seeking", "Skye can be manipulative and attention seeking.", "She needed medical attention."),
    (
        "manipulative",
        "Skye can be manipulative and attention seeking.",
        "Her gran calls her \"manipulative, like me\".",
    ),
    ("kicking_off", "Ailsa was kicking off after school.", "“I was kicking off because nobody listened.”"),
    ("sanctions", "The house used sanctions.", "Dawn had a benefit sanction in May."),
    ("not_engaging", "Young person not engaging.", "“Young person not engaging” is what the file says."),
    ("disengaged", "The family disengaged in autumn.", "The letter says “disengaged”."),
    ("hard_to_reach", "The family is hard to reach.", "The note says ‘hard-to-reach’."),
    ("non_compliant", "Angela was non-compliant with the plan.", "The order says “non-compliant” in term 3."),
    ("disguised_compliance", "There is evidence of disguised compliance.", "The sheriff found “disguised compliance”."),
    ("resistant", "Angela was hostile when the duty worker called.", "The infection was resistant to treatment."),
    ("refused", "Angela refused entry.", "Kerry refused consent to the application."),
    ("failed_to_attend", "Lewis failed to attend on two days.", "The DNA test was on 4 May."),
    ("minimises", "Kerry continues to minimise the concerns.", "We want to minimise disruption for Rory."),
    ("lacks_insight", "Kerry lacks insight.", "The psychologist writes “lacks insight”."),
    ("in_denial", "Dawn is in denial.", "\"I was in denial,\" Dawn told me."),
    ("chaotic", "Her chaotic lifestyle continues to be a concern.", "“My chaotic life then,” Dawn said."),
    ("dysfunctional", "This is a dysfunctional family.", "The report of 2019 says “dysfunctional”."),
    ("failure_to_protect", "Kerry failed to protect Rory.", "The ground found was “failure to protect”."),
    ("volatile_relationship", "The parents' relationship is volatile.", "The police wrote “volatile relationship”."),
    ("toxic_cycle", "They are engaged in a toxic cycle.", "She calls it \"our toxic cycle\"."),
    ("known_to_services", "The family is well known to services.", "The referral says “known to services”."),
    ("history_of", "There is a history of missed visits.", "The history of the order is in section 2."),
    (
        "vulnerable",
        "Skye is vulnerable.",
        "She may be a vulnerable witness under the Vulnerable Witnesses (Scotland) Act 2004.",
    ),
    ("at_risk", "Finn is at risk.", "His name was on the at risk register."),
    ("puts_herself_at_risk", "She puts herself at risk.", "The police log says “puts herself at risk”."),
    ("promiscuous", "Skye is sexually active.", "The nurse recorded “sexually active”."),
    ("boyfriend", "She was found at the address of her boyfriend (19).", "Her mum's boyfriend drove her home."),
    (
        "streetwise",
        "Skye is mature for her age.",
        "“I am mature for my age,” she said, “mature for her age, they say.”",
    ),
    ("lifestyle_choice", "It is a lifestyle choice.", "Lewis calls it “a lifestyle choice”."),
    ("older_crowd", "She has been hanging around with an older crowd.", "Angela said ‘an older crowd’."),
    (
        "would_not_disclose",
        "She wouldn’t disclose where she had been.",
        "The sheriff's words: “would not disclose the document”.",
    ),
    ("disclosed", "Skye disclosed this to her teacher.", "I have my Disclosure Scotland certificate."),
    ("alleged", "She alleged that he had hit her.", "The indictment says “alleged”."),
    ("engages_well", "Ailsa engages well.", "The file has “engages well”."),
    ("bubbly", "Ailsa is a lovely wee girl.", "Gran says she is \"a lovely wee girl\"."),
    (
        "doing_well_considering",
        "Ailsa is doing well considering her early experiences.",
        "“Doing well considering,” she laughed.",
    ),
    ("full_potential", "She will reach her full potential.", "The Act's phrase is “full potential”."),
    ("attachment_issues", "Rory has attachment issues.", "Dr Reid diagnosed “attachment disorder” on 2 May."),
    ("fully_attached", "He is fully attached to them.", "The assessment of 2 April says “securely attached”."),
    ("settled", "Rory is settled.", "Lewis has settled status."),
    ("unsettled", "Discussing the hearing would unsettle her.", "“I felt unsettled,” Ailsa said."),
    ("presents_as", "Skye presents as older than she is.", "The paediatrician wrote “presents as well nourished”."),
    ("permanence", "Permanence was discussed in March 2023.", "The court made a permanence order."),
    ("care_plan", "The care plan has not changed.", "The form is headed \"Care Plan\"."),
    ("care_leaver", "She will be a care leaver.", "See the Care Leavers (Scotland) Regulations."),
    ("neet", "Her cousin is NEET.", "The return has a box “NEET”."),
    ("peers", "Skye has few peers.", "The study compared her with “peers”."),
    ("education_provision", "Her education provision is under review.", "The duty is to make “education provision”."),
    ("school_refuser", "Skye is a school refuser.", "The letter says ‘school refuser’."),
    ("hard_to_place", "Rory is hard to place.", "The file of 2024 says “hard to place”."),
    (
        "it_was_felt",
        "Ailsa was not spoken to as it was felt that discussing it would upset her.",
        "Ailsa said, “it was felt in my tummy”.",
    ),
    ("clearly", "Both grounds are clearly established.", "He speaks clearly now."),
];

#[test]
fn every_term_is_found_where_it_hurts_and_left_where_it_is_the_right_word() {
    let listed: Vec<&str> = LISTS[0].terms.iter().map(|term| term.id.as_str()).collect();
    assert_eq!(TERMS.map(|(id, ..)| id).as_slice(), listed, "in the order of the list");
    for (id, found, kept) in TERMS {
        assert!(ids(found).contains(&id), "{id} is not found: {found} {:?}", ids(found));
        assert!(!ids(kept).contains(&id), "{id} is found: {kept}");
    }
}

/// The sentences of a report, from 1.
fn report(name: &str) -> Vec<&'static str> {
    match name {
        "Ailsa" => include_str!("../reports/ailsa.txt"),
        "Rory" => include_str!("../reports/rory.txt"),
        _ => include_str!("../reports/skye.txt"),
    }
    .lines()
    .collect()
}

type Marked = &'static [(usize, &'static [&'static str])];

/// What is marked in each report: the number of the sentence and the terms. A sentence that is not here has no mark.
const REPORTS: [(&str, Marked); 3] = [
    (
        "Ailsa",
        &[
            (1, &["lac"]),
            (2, &["placed_with"]),
            (4, &["placement"]),
            (6, &["not_engaging"]),
            (7, &["chaotic"]),
            (8, &["supervised_contact", "contact_centre"]),
            (9, &["contact", "challenging_behaviour"]),
            (11, &["clearly", "contact"]),
            (17, &["siblings", "placed_with", "foster_carer"]),
            (18, &["it_was_felt", "unsettled"]),
            (22, &["permanence", "lac_review"]),
            (25, &["doing_well_considering"]),
        ],
    ),
    (
        "Rory",
        &[
            (1, &["accommodated"]),
            (3, &["placement", "fully_attached"]),
            (5, &["birth_mother"]),
            (8, &["contact_centre"]),
            (9, &["volatile_relationship"]),
            (13, &["minimises"]),
            (14, &["contact", "permanence"]),
            (15, &["contact"]),
            (19, &["it_was_felt"]),
            (25, &["contact"]),
        ],
    ),
    (
        "Skye",
        &[
            (3, &["school_refuser"]),
            (7, &["streetwise"]),
            (8, &["abscond"]),
            (9, &["boyfriend"]),
            (10, &["puts_herself_at_risk", "refused"]),
            (11, &["manipulative", "attention_seeking"]),
            (13, &["resistant", "refused"]),
            (15, &["not_engaging"]),
            (18, &["known_to_services"]),
            (19, &["clearly"]),
        ],
    ),
];

/// The sentences that the keys of the three cases mark for their words, and those of them in which nothing is found.
const KEYS: [(&str, &[usize], &[usize]); 3] = [
    ("Ailsa", &[1, 2, 4, 6, 7, 9, 17, 18, 25], &[]),
    // "He was delayed on admission" is hospital talk, and in none of the 85 terms.
    ("Rory", &[1, 3, 4, 5, 9, 13], &[4]),
    ("Skye", &[3, 7, 8, 9, 10, 11, 13, 15, 18], &[]),
];

#[test]
fn the_three_reports_are_marked_where_their_keys_say_so() {
    for (name, marked) in REPORTS {
        for (at, sentence) in report(name).into_iter().enumerate() {
            let expected = marked.iter().find(|(number, _)| *number == at + 1).map_or(&[][..], |(_, ids)| ids);
            assert_eq!(ids(sentence), expected, "{name} {}: {sentence}", at + 1);
        }
    }
    for (name, key, missed) in KEYS {
        let report = report(name);
        let empty: Vec<usize> = key.iter().copied().filter(|number| ids(report[number - 1]).is_empty()).collect();
        assert_eq!(empty, missed, "{name}");
    }
}

#[test]
fn whole_words_are_found_in_every_form_that_is_written_out() {
    let rows: [(&str, &[&str]); 24] = [
        ("contact", &["contact"]),
        ("CONTACT and Contacts", &["CONTACT", "Contacts"]),
        ("It was contactless.", &[]),
        ("I contacted the school, and she is contactable.", &[]),
        ("the casework, a suitcase, an encasement", &[]),
        ("The placement's rules and the carers' placements", &["placement", "placements"]),
        ("the placement’s rules", &["placement"]),
        (
            "attention-seeking, attention seeking, attention\nseeking",
            &["attention-seeking", "attention seeking", "attention\nseeking"],
        ),
        ("attention, seeking; attention. Seeking. attention\n\nseeking", &[]),
        ("a kin-ship carer", &[]),
        ("post-contact upset and a contact-free week", &[]),
        ("Contact - in June – was hard; contact—in July—was not", &["Contact", "contact"]),
        ("contact/placement", &["contact", "placement"]),
        ("(contact)", &["contact"]),
        ("contact_log.txt, contact@council.example", &[]),
        ("She didn’t engage. She didn't engage.", &["didn’t engage", "didn't engage"]),
        ("con\u{AD}tact", &["con\u{AD}tact"]),
        ("contact\u{301}", &[]),
        ("DNA x3, DNA'd twice, a DNA test", &["DNA", "DNA'd"]),
        ("refuses, refused, refusing, refusal, refuse collection", &["refuses", "refused", "refusing", "refusal"]),
        (
            "The social work department was told. She contacted the social work department.",
            &["contacted the social work department"],
        ),
        ("hard-to-reach, hard to reach", &["hard-to-reach", "hard to reach"]),
        ("Over-achieving or overachieving", &["Over-achieving", "overachieving"]),
        ("", &[]),
    ];
    for (text, expected) in rows {
        assert_eq!(said(text), expected, "{text:?}");
    }
}

#[test]
fn of_two_that_overlap_the_longer_one_is_found() {
    let rows: [(&str, &[&str]); 7] = [
        ("the LAC review", &["lac_review"]),
        ("sibling contact centre", &["sibling_contact"]),
        ("LAC placement breakdown", &["lac", "placement_breakdown"]),
        ("She puts herself at risk, and is at risk.", &["puts_herself_at_risk", "at_risk"]),
        (
            "He refused to disclose it, refused to engage, and refused.",
            &["would_not_disclose", "not_engaging", "refused"],
        ),
        // A name of law wins over anything that reaches into it.
        ("sibling contact direction", &["siblings"]),
        ("an interim compulsory supervision order about placement", &["placement"]),
    ];
    for (text, expected) in rows {
        assert_eq!(ids(text), expected, "{text}");
    }
}

#[test]
fn quotations_are_left_alone() {
    let rows: [(&str, &[&str]); 17] = [
        ("“contact” contact", &["contact"]),
        ("\"contact\" contact", &["contact"]),
        ("‘contact’ contact", &["contact"]),
        ("'contact' contact", &["contact"]),
        ("«contact» contact", &["contact"]),
        ("She said, “I hate contact, I hate placement.” Contact ended.", &["Contact"]),
        ("“He said ‘contact’ to me” and contact", &["contact"]),
        ("Mum's contact and the boys' placement", &["contact", "placement"]),
        ("Mum’s contact and the boys’ placement", &["contact", "placement"]),
        ("‘the boys’ contact was mine’ and contact", &["contact"]),
        ("‘I don’t like contact’ and contact", &["contact"]),
        ("It is 5' 6\" and contact", &["contact"]),
        // A mark that is not closed yet reaches to the end of its paragraph, so that nothing is marked within it.
        ("She said, “I hate contact", &[]),
        ("She said, \"I hate contact\nContact ended.", &["Contact"]),
        // A single one may be an apostrophe.
        ("'Til then, contact", &["contact"]),
        ("“one” contact “two” contact “three”", &["contact", "contact"]),
        ("“contact", &[]),
    ];
    for (text, expected) in rows {
        assert_eq!(said(text), expected, "{text}");
    }
}

#[test]
fn names_of_law_are_left_alone() {
    for name in [
        "Children (Scotland) Act 1995",
        "Children's Hearings (Scotland) Act 2011",
        "Looked After Children (Scotland) Regulations 2009",
        "Looked-After and Accommodated Children (Scotland) Regulations 2009",
        "Care Planning, Placement and Case Review (England) Regulations 2010",
        "Protection of Vulnerable Groups (Scotland) Act 2007",
        "compulsory supervision order",
        "permanence order",
        "contact direction",
        "contact directions",
    ] {
        let text = format!("It stands in the {name}. The placement is another thing.");
        assert_eq!(said(&text), ["placement"], "{name}");
    }
}

#[test]
fn what_says_that_somebody_did_not_come_is_turned_round() {
    let question = "Who was meant to do what, when, how was it offered, and what got in their way?";
    for text in [
        "Young person not engaging",
        "She refuses to give information.",
        "Angela refused entry.",
        "Dawn has failed to engage with services.",
        "He failed to attend.",
        "Lewis did not attend.",
        "2 May: DNA",
        "The family disengaged.",
        "Kerry is non-compliant.",
        "They are hard to reach.",
        "The family did not take up the offer.",
    ] {
        let found = FINDER.find(text);
        let flips = |one: &Spotted| FINDER.listed(one.term).unwrap().flip.as_deref() == Some(question);
        assert!(found.len() == 1 && found.iter().all(flips), "{text}: {:?}", ids(text));
    }
    let quiet = FINDER.find("The placement is settled.");
    assert!(quiet.len() == 2 && quiet.iter().all(|one| FINDER.listed(one.term).unwrap().flip.is_none()));
}

#[test]
fn a_text_of_twenty_thousand_characters_is_marked_to_its_end() {
    let all: String = ["Ailsa", "Rory", "Skye"].map(|name| report(name).join(" ")).join("\n\n");
    let mut text = String::new();
    while text.chars().count() < 20_000 {
        text.push_str(&all);
        text.push_str("\n\n");
    }
    text.push_str("The last word is placement");
    let once = FINDER.find(&all).len();
    let found = FINDER.find(&text);
    assert_eq!(found.len(), once * text.matches(&all).count() + 1);
    assert_eq!(&text[found.last().unwrap().range.clone()], "placement");
}

/// A list of one term, for what an own file does to the shipped one.
fn own(id: &str, term: &str, words: &str) -> but_why::checklist::Source {
    let text = format!(
        "Language(format: 1, id: \"{id}\", title: \"Ours\", caution: \"Ours.\", flip: \"Who?\", terms: [(id: \"{term}\", \
         words: [\"{words}\"], ask: \"Who?\", better: \"us\", keep_when: \"it is ours\", source: \"Us\")])"
    );
    let origin = but_why::checklist::Origin::Own;
    but_why::checklist::Source { origin, file: format!("{id}.ron"), bytes: text.into_bytes() }
}

#[test]
fn an_own_file_adds_words_replaces_a_term_or_replaces_the_list() {
    let rows: [(&str, &str, &[&str]); 3] = [
        ("ours", "dignity", &["service user", "contact", "wean"]),
        ("ours", "contact", &["service user", "wean"]),
        ("child_focused", "dignity", &["wean"]),
    ];
    let text = "The service user has contact with the wean.";
    for (id, term, expected) in rows {
        let mut sources = shipped();
        sources.push(own(id, term, "wean/weans"));
        let library = Library::read(sources);
        assert!(library.faulty.is_empty());
        let finder = Finder::new(&library.language);
        assert_ne!(finder.stamp(), FINDER.stamp());
        let found: Vec<&str> = finder.find(text).into_iter().map(|one| &text[one.range]).collect();
        assert_eq!(found, expected, "{id} {term}");
    }
}

/// A session in which the first answers of words are these, each in a prompt of its own.
fn session(answers: &[&str]) -> Session {
    static SAMPLE: LazyLock<Session> = LazyLock::new(sample);
    let mut session = SAMPLE.clone();
    session.reflection.clear();
    let spots: Vec<Spot> = session.entries().map(|(spot, _)| spot).collect();
    let mut answers = answers.iter();
    for spot in spots {
        let entry = session.entry_mut(spot).unwrap();
        entry.not_relevant.clear();
        entry.differ = Pair::default();
        match &mut entry.answer {
            Answer::Text(words) if entry.part.is_none() => {
                answers.next().copied().unwrap_or_default().clone_into(&mut words.text);
            }
            Answer::Text(words) => words.text.clear(),
            other => *other = Answer::Date(Date::default()),
        }
    }
    assert_eq!(answers.count(), 0, "there are as many prompts");
    session
}

fn top(session: &Session) -> Vec<(String, String)> {
    let found = to_look_at(session, &FINDER, |text| FINDER.find(text));
    found.into_iter().map(|one| (one.said, one.around)).collect()
}

#[test]
fn the_five_terms_that_are_written_most_often_are_listed() {
    let session = session(&[
        "Ailsa has been LAC since 2020. The placement is stable.",
        "She is in a placement. Contact is hard.\nA residential unit, and respite; siblings too.",
        "“placement placement placement placement”",
        "contact, contact",
    ]);
    let listed = top(&session);
    let said: Vec<&str> = listed.iter().map(|(said, _)| said.as_str()).collect();
    // Three times contact, twice placement, and then the order of the list.
    assert_eq!(said, ["Contact", "placement", "LAC", "siblings", "respite"]);
    assert_eq!(listed.len(), TOP);
    assert_eq!(listed[0].1, "Contact is hard.");
    assert_eq!(listed[1].1, "The placement is stable.");
    assert_eq!(listed[3].1, "siblings too.");
}

#[test]
fn a_term_that_was_checked_is_quiet_for_the_session() {
    let mut session = session(&["Young person not engaging. The placement is stable."]);
    assert_eq!(top(&session).len(), 2);
    session.check_term("not_engaging");
    session.check_term("not_engaging");
    assert_eq!(session.language_checked, ["not_engaging"]);
    assert_eq!(top(&session).into_iter().map(|(said, _)| said).collect::<Vec<_>>(), ["placement"]);
    let (spot, entry) = session.entries().find(|(_, entry)| !own_words(entry).concat().is_empty()).unwrap();
    let here = in_prompt(spot, entry, &FINDER, &session.language_checked, |text| FINDER.find(text));
    assert_eq!(here.len(), 1);
}

#[test]
fn a_session_from_before_there_were_words_to_look_at_opens() {
    let mut session = sample();
    session.check_term("contact");
    let text = serde_json::to_string(&session).unwrap();
    assert!(text.contains("language_checked"));
    assert_eq!(serde_json::from_str::<Session>(&text).unwrap(), session);
    let before = text.replace(",\"language_checked\":[\"contact\"]", "");
    assert!(!before.contains("language_checked"));
    assert_eq!(serde_json::from_str::<Session>(&before).unwrap().language_checked, [""; 0]);
}

#[test]
fn the_childs_words_names_days_and_sources_are_not_looked_at() {
    let mut session = sample();
    let spots: Vec<Spot> = session.entries().map(|(spot, _)| spot).collect();
    let text = spots.iter().find(|spot| matches!(session.entry(**spot).unwrap().answer, Answer::Text(_))).unwrap();
    let entry = session.entry_mut(*text).unwrap();
    let Answer::Text(words) = &mut entry.answer else { unreachable!() };
    words.text = "I hate contact".into();
    entry.part = None;
    assert!(own_words(entry).contains(&"I hate contact"));
    entry.part = Some(but_why::checklist::Part::Words);
    assert!(own_words(entry).is_empty());
    entry.part = None;
    entry.answer = Answer::Words(ChildsWords { chair: "contact".into(), ..ChildsWords::default() });
    assert!(own_words(entry).is_empty());

    let why = spots.iter().find(|spot| matches!(session.entry(**spot).unwrap().answer, Answer::Why(_))).unwrap();
    let entry = session.entry_mut(*why).unwrap();
    let Answer::Why(tree) = &mut entry.answer else { unreachable!() };
    let asked = Question::chosen(but_why::checklist::Direction::Plain, "But why the placement?");
    let id = tree.ask(None, asked).unwrap();
    let reason = tree.reason_mut(id).unwrap();
    reason.text = "I hate contact".into();
    reason.source = "contact centre log".into();
    let has = |session: &Session, text: &str| own_words(session.entry(*why).unwrap()).contains(&text);
    assert!(has(&session, "I hate contact") && !has(&session, "contact centre log"));
    let Answer::Why(tree) = &mut session.entry_mut(*why).unwrap().answer else { unreachable!() };
    tree.reason_mut(id).unwrap().end.kind = Some(EndKind::ChildsWords);
    assert!(!has(&session, "I hate contact"));
}

#[test]
fn a_long_sentence_is_shown_as_far_as_it_can_be_taken_in() {
    let long = "a wee word and ".repeat(30);
    let session = session(&[&format!("Before. {long}placement {long}. After.")]);
    let (said, around) = top(&session).remove(0);
    assert_eq!(said, "placement");
    assert!(around.starts_with("… ") && around.ends_with(" …") && around.contains("and placement a"), "{around}");
    assert!(around.chars().count() < 270, "{around}");
}

/// Characters that make a finder stumble: marks of quotation, letters of more than one byte, letters that grow when they
/// become small, what nobody sees, line ends.
fn typed() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "contact",
        "CONTACT",
        "placement",
        "LAC",
        "review",
        "not",
        "engaging",
        "refused",
        "to",
        "at",
        "risk",
        "it",
        "was",
        "felt",
        "permanence",
        "order",
        "Children",
        "Scotland",
        "Act",
        "İstanbul",
        "ß",
        "ﬁ",
        "Ω",
        "मां",
        "👩‍👧",
        "e\u{301}",
    ]);
    let between = prop::sample::select(vec![
        " ", "  ", "-", "\n", "\n\n", "\r\n", "'", "’", "‘", "“", "”", "\"", "'s", "’s", " (", ") ", ", ", "…",
        "\u{AD}", "\u{200B}", "\u{202E}", "\0", "\u{A0}", "—", "_", "@", "",
    ]);
    let piece = prop_oneof![4 => (words, between).prop_map(|(word, mark)| format!("{word}{mark}")), 1 => ".{0,6}"];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn whatever_is_typed_marks_are_whole_words_in_order(text in typed()) {
        let found = FINDER.find(&text);
        let mut before = 0;
        for Spotted { range: Range { start, end }, term } in found {
            prop_assert!(start >= before && end > start && end <= text.len());
            prop_assert!(text.is_char_boundary(start) && text.is_char_boundary(end));
            prop_assert!(FINDER.listed(term).is_some());
            let is_letter = |c: char| c.is_alphanumeric();
            prop_assert!(!text[..start].chars().next_back().is_some_and(is_letter));
            prop_assert!(!text[end..].chars().next().is_some_and(is_letter));
            before = end;
        }
    }

    #[test]
    fn what_stands_in_quotation_marks_is_never_marked(inside in "[a-z ]{0,40}", word in prop::sample::select(vec!["contact", "placement", "refused"])) {
        for (open, close) in [("“", "”"), ("\"", "\""), ("‘", "’"), ("'", "'")] {
            let inside = format!("{word} {}", inside.trim());
            let inside = inside.trim();
            let text = format!("She said, {open}{inside}{close}.");
            prop_assert!(FINDER.find(&text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_session_of_any_words_has_a_list(texts in prop::collection::vec(typed(), 1..4)) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let session = session(&texts);
        let listed = to_look_at(&session, &FINDER, |text| FINDER.find(text));
        prop_assert!(listed.len() <= TOP);
        prop_assert!(listed.iter().all(|one| one.around.contains(&one.said) && !one.said.is_empty()));
    }
}
