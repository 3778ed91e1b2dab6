//! What stands on the shelf, when a person's own files lie beside the shipped ones?

use but_why::checklist::{Contents, Library, Origin, Source, shipped};

const OWN: &str = r#"(
    format: 1,
    id: "ours",
    title: "A talk of our own",
    purpose: "For tests.",
    meeting: "None",
    jurisdiction: "Scotland",
    version: "1.0.0",
    authors: ["Team North"],
    changed: "",
    review_by: "2027-03-31",
    licence: "CC0-1.0",
    paces: [(id: "full", title: "An hour", minutes: 60)],
    sections: [(id: "one", title: "One", minutes: {"full": 60}, items: [
        (id: "who", prompt: "Who?", kind: Text, law: ["our_rule"]),
    ])],
)"#;

const LAW: &str = r#"Law(
    format: 1,
    id: "our_law",
    title: "Our own lines",
    jurisdiction: "Scotland",
    caution: "Nobody has checked these lines yet.",
    lines: [(
        id: "our_rule",
        words: "Two of us read each report.",
        provision: "Team rule 3",
        tier: Guidance,
        status: InForce,
        as_at: "2026",
        recheck_by: "2027-03-31",
        source: "the team's folder",
    )],
)"#;

/// A person's own file.
pub fn own(file: &str, text: &str) -> Source {
    Source { origin: Origin::Own, file: file.to_owned(), bytes: text.as_bytes().to_vec() }
}

/// What stands on the shelf beside everything that is shipped.
pub fn shelf(own: &[Source]) -> Library {
    Library::read([shipped(), own.to_vec()].concat())
}

fn ids(library: &Library) -> Vec<&str> {
    library.sound.iter().map(|one| one.checklist.id.as_str()).collect()
}

/// The shipped checklist with this id, as text.
fn shipped_text(id: &str) -> String {
    let source = shipped().into_iter().find(|one| one.file == format!("{id}.ron")).unwrap();
    String::from_utf8(source.bytes).unwrap()
}

#[test]
fn one_bad_file_never_hides_the_others() {
    let shipped_alone = shelf(&[]);
    let bad = ["", "(", "\u{0}", "Law(format: 1)", "Parrot()", "“", "Checklist(format: 7)"];
    let bad: Vec<Source> = bad.iter().enumerate().map(|(at, text)| own(&format!("bad{at}.ron"), text)).collect();
    let library = shelf(&[bad.clone(), vec![own("ours.ron", OWN), own("our_law.ron", LAW)]].concat());
    assert_eq!(library.faulty.len(), bad.len());
    assert!(library.faulty.iter().all(|one| one.origin == Origin::Own && !one.problems.is_empty()));
    assert_eq!(library.sound.len(), shipped_alone.sound.len() + 1);
    assert!(library.sound.iter().all(|one| one.checklist.id == "ours" || shipped_alone.sound.contains(one)));
    assert_eq!(library.parrot, shipped_alone.parrot);
}

#[test]
fn the_shelf_is_in_the_order_of_titles_whatever_the_order_of_files() {
    let mut sources = [shipped(), vec![own("our_law.ron", LAW), own("ours.ron", OWN)]].concat();
    let library = Library::read(sources.clone());
    assert_eq!(ids(&library).first(), Some(&"ours"), "A talk of our own");
    sources.reverse();
    assert_eq!(Library::read(sources), library);
}

#[test]
fn an_own_file_replaces_a_shipped_one_by_its_id_and_says_so() {
    let text = shipped_text("cso_review").replacen("version: \"1.2.0\"", "version: \"1.2.0-north\"", 1);
    let library = shelf(&[own("cso_review.ron", &text)]);
    let shelved = library.checklist("cso_review").unwrap();
    assert_eq!((shelved.origin, shelved.replaces_shipped), (Origin::Own, true));
    assert_eq!(shelved.checklist.version, "1.2.0-north");
    assert_eq!(ids(&library).iter().filter(|id| **id == "cso_review").count(), 1);
    assert!(library.sound.iter().all(|one| one.checklist.id == "cso_review" || !one.replaces_shipped));
}

#[test]
fn an_own_file_with_a_problem_leaves_the_shipped_one_in_its_place() {
    let text = shipped_text("cso_review").replacen("title:", "titel:", 1);
    let library = shelf(&[own("cso_review.ron", &text)]);
    let shelved = library.checklist("cso_review").unwrap();
    assert_eq!((shelved.origin, shelved.replaces_shipped), (Origin::Shipped, false));
    assert_eq!(library.faulty.len(), 1);
}

#[test]
fn an_own_law_file_adds_lines() {
    let without = shelf(&[own("ours.ron", OWN)]);
    assert!(without.checklist("ours").is_none());
    let words: Vec<String> = without.faulty[0].problems.iter().map(ToString::to_string).collect();
    assert_eq!(words.len(), 1);
    assert!(words[0].contains("No law line has the id \"our_rule\"."), "{words:?}");

    let library = shelf(&[own("ours.ron", OWN), own("our_law.ron", LAW)]);
    assert!(library.checklist("ours").is_some() && library.faulty.is_empty());
    let (line, caution) = library.law_line("our_rule").unwrap();
    assert_eq!((line.provision.as_str(), caution), ("Team rule 3", "Nobody has checked these lines yet."));
    assert!(library.law_line("s28").is_some(), "the shipped lines are still there");
    assert!(library.law_line("s_nothing").is_none());
}

#[test]
fn an_own_law_file_with_a_shipped_id_replaces_all_its_lines() {
    let text = LAW.replace("\"our_law\"", "\"scotland\"").replace("\"our_rule\"", "\"s28\"");
    let library = shelf(&[own("scotland.ron", &text)]);
    assert_eq!(library.law_line("s28").unwrap().0.provision, "Team rule 3");
    // Whatever named the lines that are gone says so, and does not show a prompt without its law.
    assert!(library.checklist("cso_review").is_none());
    assert!(library.faulty.iter().any(|one| one.file == "cso_review.ron" && one.origin == Origin::Shipped));
}

#[test]
fn an_own_parrot_takes_the_place_of_the_shipped_one() {
    let text = shipped_text("but_why").replace("plain: [\"But why?\"]", "plain: [\"How come?\"]");
    assert_eq!(shelf(&[own("but_why.ron", &text)]).parrot.unwrap().plain, ["How come?"]);
}

#[test]
fn a_file_that_cannot_be_opened_stands_on_the_shelf() {
    let mut library = shelf(&[]);
    let sound = library.sound.clone();
    library.could_not_open(Origin::Own, "locked.ron".to_owned(), "Another program holds it.".to_owned());
    assert_eq!(library.sound, sound);
    assert_eq!(library.faulty[0].file, "locked.ron");
    assert_eq!(
        library.faulty[0].problems[0].to_string(),
        "locked.ron: Another program holds it. Look again when it can be opened."
    );
}

#[test]
fn trying_a_file_on_says_what_the_shelf_would_say_and_changes_nothing() {
    let library = shelf(&[own("our_law.ron", LAW)]);
    let before = library.clone();
    assert!(matches!(library.try_on("ours.ron", OWN.as_bytes()), Ok(Contents::Checklist { .. })));
    let problems = shelf(&[]).try_on("ours.ron", OWN.as_bytes()).unwrap_err();
    assert_eq!(problems, shelf(&[own("ours.ron", OWN)]).faulty[0].problems);
    assert_eq!(library, before);
}
