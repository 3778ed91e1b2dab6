//! What can the second person learn of what the first chose alone? Two stories that differ in nothing but the first one's
//! choices have to look the same on every screen, to a screen reader and to whoever presses undo, until both have committed.

use std::collections::BTreeSet;

use but_why::{
    record::{Kept, NoteHeader},
    session::{Answer, Person, Session, Setup, Spot},
    ui::{Action, Place},
};
use egui::{Key, Modifiers, Theme, ViewportCommand, accesskit::Role};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::{
    desk::{Desk, Look, Window},
    library::{own, shelf},
    pictures::{is_whole, save},
    screens::{go, spot_of},
};

/// Sorting, rating, and what they look at.
const BLIND: &str = r#"Checklist(
    format: 1, id: "blind", title: "What it stands on", purpose: "For a test.", meeting: "A review hearing",
    jurisdiction: "Scotland", version: "1.0.0", authors: ["Nobody"], changed: "", review_by: "2027-03-31",
    licence: "CC-BY-4.0", paces: [(id: "full", title: "Twenty minutes", minutes: 20)],
    sections: [
        (
            id: "ground", title: "What it stands on", minutes: {"full": 10}, speaks: Both,
            items: [
                (id: "tell", prompt: "What has changed?", kind: Text),
                (id: "sort", prompt: "Which sentences does it stand on?", kind: Sort(least: 3, most: 5)),
                (id: "law", prompt: "Which law carries it?", kind: Law, law: ["s28"]),
            ],
        ),
        (
            id: "weigh", title: "Weigh", minutes: {"full": 10}, speaks: Both,
            items: [
                (id: "rate", prompt: "Would it stand?", kind: Rate(tests: [
                    (test: Law, asks: "Is it the right test and today's law, and is the recommendation linked to it?"),
                    (test: Reasons, asks: "Does every reason end on something that was seen, said or written?"),
                    (test: Child, asks: "Does it have {child}'s words, with date and manner?"),
                ])),
            ],
        ),
    ],
)
"#;

const REPORT: &str = "[9] Contact is always distressing for Ailsa, who displays challenging behaviour afterwards. [10] The \
                      supervisor's notes record that Ailsa cried at the end of 11 of the 31 sessions and asked twice to \
                      \"stay a wee bit longer\". [11] It is clear that Ailsa does not want more contact. [12] Dawn reports \
                      that she has not used drugs for fourteen months; this has not been verified. [13] Given her history, \
                      relapse is likely. [14] Mrs. Rennie told me on 12 May at 2 p.m. that she wants Ailsa to stay with \
                      her \"till she's grown\".";

/// What the status line says, before the time.
const SAVED: &str = "All changes saved";
const NONE: Modifiers = Modifiers::NONE;

fn desk() -> Desk {
    desk_with(false)
}

/// R.H. presents, S.M. is the colleague and may be newly qualified.
fn desk_with(newly_qualified: bool) -> Desk {
    let desk = Desk::new();
    let library = shelf(&[own("blind.ron", BLIND)]);
    assert!(library.faulty.is_empty(), "{:?}", library.faulty);
    let checklist = &library.checklist("blind").unwrap().checklist;
    let mut setup = Setup { child: "Ailsa".into(), reference: "AB12".into(), ..Setup::default() };
    setup.people.persons.first = Person { name: "R.H.".into(), ..Person::default() };
    setup.people.persons.second = Person { name: "S.M.".into(), newly_qualified, ..Person::default() };
    let session = Session::open(checklist, &checklist.paces[0], &library, setup, "blind".into(), desk.now());
    desk.store().save(&Kept::Session(session)).unwrap();
    desk
}

fn kept(desk: &Desk) -> Kept {
    desk.store().load("blind").unwrap()
}

fn spot(id: &str) -> Spot {
    spot_of(kept(&desk()).session(), id)
}

fn open(window: &mut Window<'_>, id: &str) {
    go(window, &[Action::Open("blind".into()), Action::GoTo(spot(id))]);
}

/// Everything that the accessibility tree says, node by node: names, values, states, places, focus.
fn tree(window: &Window<'_>) -> String {
    let root = window.0.root();
    let nodes = std::iter::once(root).chain(root.children_recursive());
    let lines = nodes.map(|node| {
        let node = node.accesskit_node();
        format!("{:?} {} {:?}\n", node.id(), node.is_focused(), node.data())
    });
    lines.collect()
}

/// One look at the window.
struct Seen {
    screen: String,
    /// The window's title and the accessibility tree.
    tree: String,
    picture: Vec<u8>,
}

/// Every screen on which something of a session stands, with its tree, its picture and the window's title.
fn everything(window: &mut Window<'_>, id: &str) -> Vec<Seen> {
    let mut seen = Vec::new();
    let mut look = |window: &mut Window<'_>, name: &str| {
        window.saved();
        let commands = window.0.output().viewport_output.values().flat_map(|one| one.commands.clone());
        let titles: Vec<_> = commands.filter(|one| matches!(one, ViewportCommand::Title(_))).collect();
        // The status line tells the time of day, which is not ours to stop.
        let lines: Vec<String> = tree(window).lines().filter(|line| !line.contains(SAVED)).map(str::to_owned).collect();
        let mut picture = window.picture();
        let above = picture.height() - 40;
        let picture = image::imageops::crop(&mut picture, 0, 0, 1280, above).to_image();
        let tree = format!("{titles:?}\n{}", lines.join("\n"));
        seen.push(Seen { screen: name.to_owned(), tree, picture: picture.into_raw() });
    };
    look(window, "as it is left");
    window.press("Edit");
    look(window, "the menu");
    for words in ["Undo in this prompt", "Redo in this prompt"] {
        let disabled = window.find(words).accesskit_node().is_disabled();
        assert!(disabled, "{words:?} can be pressed");
    }
    window.key(NONE, Key::Escape);
    for round in 0..2 {
        for key in [Key::Z, Key::Y] {
            for _ in 0..14 {
                window.key(Modifiers::COMMAND, key);
            }
            look(window, &format!("after {key:?}, {round}"));
        }
    }
    let session = spot(if id == "sort" { "tell" } else { "sort" });
    for (name, action) in [
        ("another prompt", Action::GoTo(session)),
        ("go to a prompt", Action::Go(Place::GoToPrompt)),
        ("review", Action::Go(Place::Review)),
        ("notes", Action::Go(Place::Leave)),
        ("reflection", Action::Go(Place::Reflection)),
        ("home", Action::Go(Place::Home)),
        ("back", Action::Open("blind".into())),
        ("the prompt again", Action::GoTo(spot(id))),
    ] {
        go(window, &[action]);
        look(window, name);
    }
    seen
}

#[track_caller]
fn same(one: &[Seen], other: &[Seen]) {
    assert_eq!(one.len(), other.len());
    for (one, other) in one.iter().zip(other) {
        let screen = &one.screen;
        let differ = one.tree.lines().zip(other.tree.lines()).find(|(a, b)| a != b);
        assert!(one.tree == other.tree, "{screen}: the trees differ, first in {differ:#?}");
        assert!(one.picture == other.picture, "{screen}: the pictures differ");
    }
}

/// What the notes and the lists say of it, from the file that was kept.
fn said(kept: &Kept, at: chrono::NaiveDateTime) -> Vec<String> {
    let mut said = vec![kept.decision_note(&NoteHeader::default(), at).to_text()];
    for (_, entry) in kept.session().entries() {
        said.extend(entry.texts().into_iter().map(str::to_owned));
        said.extend([entry.in_a_line(), format!("{:?} {:?}", entry.standing(), entry.answer.stages())]);
    }
    said
}

fn pick(window: &mut Window<'_>) {
    window.write("Paste from the report", REPORT);
    for sentence in ["10  The supervisor's notes", "11  It is clear", "13  Given her history"] {
        window.press(sentence);
    }
}

/// Sorts the first sentences so, alone.
fn sort(window: &mut Window<'_>, places: &[&str]) {
    for (at, place) in places.iter().enumerate() {
        window.press_nth(place, at);
    }
}

/// How the first of the two may have sorted. The last leaves one out.
const SORTS: [&[&str]; 3] = [
    &["Seen or recorded", "Assumption", "Our view"],
    &["Assumption", "Told to us", "Seen or recorded"],
    &["Not known yet", "Our view"],
];

/// Sorts as the first, and looks at everything that can be looked at before the second has sorted.
fn story_of_a_sort(places: &[&str]) -> (Vec<Seen>, Vec<String>) {
    let desk = desk();
    let mut window = desk.window(Look::USUAL);
    open(&mut window, "sort");
    pick(&mut window);
    window.press("I am R.H.: sort alone");
    sort(&mut window, places);
    // The telephone rings.
    window.press("Cover it for now");
    let mut seen = everything(&mut window, "sort");
    window.expect("R.H. is sorting. Nothing of it is shown.");
    window.press("I am R.H.: go on sorting");
    window.press("I have sorted: cover it");
    window.expect("R.H. has sorted. Nothing of it is shown. Hand over to S.M.");
    seen.extend(everything(&mut window, "sort"));
    window.press("Session");
    window.press("Swap presenter and colleague");
    window.expect("R.H. has sorted. Nothing of it is shown. Hand over to S.M.");
    window.press("I am S.M.: sort alone");
    seen.extend(everything(&mut window, "sort"));
    window.saved();
    drop(window);
    let said = said(&kept(&desk), desk.now());

    // A new start of the program: it comes back covered, for the one whose turn it is.
    let mut window = desk.window(Look::USUAL);
    open(&mut window, "sort");
    window.expect("S.M. is sorting. Nothing of it is shown.");
    seen.extend(everything(&mut window, "sort"));
    (seen, said)
}

#[test]
fn nothing_of_a_sort_can_be_found_before_both_have_sorted() {
    let (seen, said) = story_of_a_sort(SORTS[0]);
    for Seen { screen: name, tree, .. } in &seen {
        assert!(!tree.contains("seen differently") && !tree.contains("sorted alike"), "{name}");
    }
    let plain = "Sorted by one of the two so far; it is shown when both have.";
    assert_eq!(said[0].matches(plain).count(), 1, "{}", said[0]);
    for places in &SORTS[1..] {
        let (other, other_said) = story_of_a_sort(places);
        same(&seen, &other);
        assert_eq!(said, other_said);
    }
}

/// How the first of the two may have rated.
const RATES: [&[&str]; 3] =
    [&["1 thin", "3 would", "0 not there"], &["0 not there", "0 not there", "3 would"], &["1 thin"]];

/// The law is rated first, then the others, each among the buttons with these words.
fn rate(window: &mut Window<'_>, numbers: &[&str]) {
    const NAMES: [&str; 4] =
        ["0 not there", "1 thin", "2 would stand", "3 would stand if challenged by someone who disagrees"];
    for (at, number) in numbers.iter().enumerate() {
        let name = NAMES.iter().find(|name| name.starts_with(number)).unwrap();
        let all = window.0.query_all_by(|node| node.role() == Role::RadioButton).filter(|node| {
            let label = node.accesskit_node().label();
            label.as_deref() == Some(*name)
        });
        // Where no law is linked, the first test does not offer the higher ones.
        let count = all.count();
        window.press_nth(name, at + count - 3);
    }
}

fn story_of_a_rate(numbers: &[&str]) -> (Vec<Seen>, Vec<String>) {
    let desk = desk();
    let mut window = desk.window(Look::USUAL);
    open(&mut window, "rate");
    window.press("I am R.H.: rate alone");
    rate(&mut window, numbers);
    window.press("I have rated: cover it");
    window.expect("R.H. has rated. Nothing of it is shown. Hand over to S.M.");
    let mut seen = everything(&mut window, "rate");
    window.saved();
    let dead = desk.after_a_kill();
    drop(window);
    let said = said(&kept(&desk), desk.now());
    let mut window = dead.window(Look::USUAL);
    open(&mut window, "rate");
    window.expect("R.H. has rated. Nothing of it is shown. Hand over to S.M.");
    seen.extend(everything(&mut window, "rate"));
    window.press("I am S.M.: rate alone");
    seen.extend(everything(&mut window, "rate"));
    (seen, said)
}

#[test]
fn nothing_of_a_rating_can_be_found_before_both_have_rated() {
    let (seen, said) = story_of_a_rate(RATES[0]);
    let plain = "Rated by one of the two so far; it is shown when both have.";
    assert_eq!(said[0].matches(plain).count(), 1, "{}", said[0]);
    for Seen { screen: name, tree, .. } in &seen {
        assert!(!tree.contains("Ready") && !tree.contains("Not ready"), "{name}");
    }
    for numbers in &RATES[1..] {
        let (other, other_said) = story_of_a_rate(numbers);
        same(&seen, &other);
        assert_eq!(said, other_said);
    }
}

#[test]
fn what_both_sorted_is_shown_by_name_and_undo_neither_hides_nor_changes_it() {
    let desk = desk();
    let mut window = desk.window(Look { size: [1280.0, 3_000.0], ..Look::USUAL });
    open(&mut window, "sort");
    pick(&mut window);
    // What was picked is taken out again by pressing it, and by its own link; both can be undone.
    window.press("13  Given her history");
    assert!(window.0.query_all_by(|node| node.label().as_deref() == Some("Remove sentence 3")).count() == 0);
    window.key(Modifiers::COMMAND, Key::Z);
    window.press("I am R.H.: sort alone");
    sort(&mut window, &["Seen or recorded", "Assumption", "Our view"]);
    window.press("I have sorted: cover it");
    window.press("I am S.M.: sort alone");
    sort(&mut window, &["Seen or recorded", "Our view"]);
    window.press("I have sorted: show both");
    window.expect("Where you put it differently");
    let bases = |window: &Window<'_>| {
        let labels = window.0.query_all_by(|node| node.role() == Role::Label);
        let texts = labels.filter_map(|node| node.value().or(node.accesskit_node().label()));
        texts.skip_while(|text| !text.starts_with("2. It is clear")).take(12).collect::<Vec<_>>()
    };
    let shown = bases(&window);
    for (at, words) in [(1, "R.H.:"), (2, "Assumption"), (3, "S.M.:"), (4, "Our view")] {
        assert_eq!(shown[at], words, "{shown:?}");
    }
    window.press("Sorted alike");
    window.press("2. It is clear that Ailsa does not want more contact.");
    for _ in 0..20 {
        window.key(Modifiers::COMMAND, Key::Z);
    }
    window.expect("Where you put it differently");
    assert_eq!(bases(&window)[..5], shown[..5]);
    window.saved();
    drop(window);
    let note = kept(&desk).decision_note(&NoteHeader::default(), desk.now()).to_text().replace("\r\n", "\n");
    let differ =
        "- 2. It is clear that Ailsa does not want more contact.\n  - R.H.: Assumption.\n  - S.M.: Our view.\n";
    assert!(note.contains(differ), "{note}");

    // Beginning again takes two steps, and keeps the sentences.
    let mut window = desk.window(Look { size: [1280.0, 3_000.0], ..Look::USUAL });
    open(&mut window, "sort");
    window.press("Begin the sorting again");
    window.press("Leave it as it is");
    window.expect("Where you put it differently");
    window.press("Begin the sorting again");
    window.press("Yes, begin the sorting again");
    window.expect("I am R.H.: sort alone");
    for _ in 0..20 {
        window.key(Modifiers::COMMAND, Key::Z);
    }
    assert!(!window.shows("Where you put it differently"));
    assert_eq!(window.field("Sentence 3").value().as_deref(), Some("Given her history, relapse is likely."));
}

#[test]
fn whoever_is_newly_qualified_is_first_and_what_is_written_after_can_be_undone() {
    let desk = desk_with(true);
    let mut window = desk.window(Look { size: [1280.0, 3_000.0], ..Look::USUAL });
    open(&mut window, "rate");
    window.press("I am S.M.: rate alone");
    rate(&mut window, &["1 thin"]);
    window.press("I have rated: cover it");
    window.expect("S.M. has rated. Nothing of it is shown. Hand over to R.H.");
    window.press("I am R.H.: rate alone");
    rate(&mut window, &["0 not there"]);
    window.press("I have rated: show both");
    window.write("What comes first, who does it, by when", "See Ailsa");
    window.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.field("What comes first, who does it, by when").value().unwrap_or_default(), "");
    window.expect("S.M.: 1 thin");
    window.expect("R.H.: 0 not there");
}

/// The prompt about the law, with its line unfolded.
fn open_law(window: &mut Window<'_>) {
    open(window, "law");
    let is_field = |node: &egui_kittest::kittest::AccessKitNode<'_>| {
        node.role() == Role::MultilineTextInput && node.label().as_deref() == Some("How it is met here")
    };
    if window.0.query_all_by(is_field).next().is_none() {
        window.press("Section 28");
    }
}

#[test]
fn the_law_waits_for_a_link_and_the_verdict_says_its_reasons() {
    let desk = desk();
    let mut window = desk.window(Look { size: [1280.0, 3_000.0], ..Look::USUAL });
    open(&mut window, "rate");
    window.press("I am R.H.: rate alone");
    window.expect("No line of law is linked to the recommendation yet");
    let offered = |window: &Window<'_>, words: &str| {
        let radios = window.0.query_all_by(|node| node.role() == Role::RadioButton);
        radios.filter(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with(words))).count()
    };
    assert_eq!(["0 ", "1 ", "2 ", "3 "].map(|number| offered(&window, number)), [3, 3, 2, 2]);
    open_law(&mut window);
    window.write("How it is met here", "Nobody else could see to it that Ailsa stays at her gran's.");
    open(&mut window, "rate");
    window.expect("R.H. is rating. Nothing of it is shown.");
    window.press("I am R.H.: go on rating");
    assert_eq!(["0 ", "1 ", "2 ", "3 "].map(|number| offered(&window, number)), [3; 4]);
    rate(&mut window, &["3 would", "2 would", "2 would"]);
    window.press("I have rated: cover it");
    window.press("I am S.M.: rate alone");
    rate(&mut window, &["2 would", "2 would", "0 not there"]);
    window.press("I have rated: show both");
    window.expect("Where you are furthest apart");
    window.expect("Not ready");
    window.expect("S.M. says 0 for “The child”.");
    window.write("S.M.: because", "nobody has asked Ailsa since last year");
    window.write("What comes first, who does it, by when", "See Ailsa, R.H., by 27 May");
    // The link goes: what was said stands, and counts as less.
    open_law(&mut window);
    let field = window.field("How it is met here");
    field.focus();
    window.0.run();
    window.key(Modifiers::COMMAND, Key::A);
    window.key(NONE, Key::Delete);
    open(&mut window, "rate");
    window.expect("No line of law is linked, so Law counts as 1.");
    assert!(!window.shows("average") && !window.shows("total"));
    window.saved();
    drop(window);
    let kept = kept(&desk);
    let note = kept.decision_note(&NoteHeader::default(), desk.now()).to_text().replace("\r\n", "\n");
    for words in [
        "Verdict: Not ready",
        "No line of law is linked, so Law counts as 1.",
        "- The child\n  - R.H.: 2 would stand.\n  - S.M.: 0 not there, because nobody has asked Ailsa since last year.\n",
    ] {
        assert!(note.contains(words), "{words:?} is not in {note}");
    }
    let Some(Answer::Rate(rate)) = kept.session().entry(spot("rate")).map(|entry| &entry.answer) else { panic!() };
    assert_eq!(rate.numbers(0).map(|pair| (pair.first, pair.second)), Some((Some(3), Some(2))));
}

#[test]
fn where_all_is_alike_a_panel_member_is_asked_for() {
    let desk = desk();
    let mut window = desk.window(Look { size: [1280.0, 3_000.0], ..Look::USUAL });
    open(&mut window, "sort");
    pick(&mut window);
    for end in ["cover it", "show both"] {
        window.press(if end == "cover it" { "I am R.H.: sort alone" } else { "I am S.M.: sort alone" });
        sort(&mut window, &["Told to us"]);
        window.press(&format!("I have sorted: {end}"));
    }
    window.expect("You sorted everything alike");
    window.write("Which would a panel member question?", "The relapse: what has happened in fourteen months?");
    open(&mut window, "rate");
    for end in ["cover it", "show both"] {
        window.press(if end == "cover it" { "I am R.H.: rate alone" } else { "I am S.M.: rate alone" });
        rate(&mut window, &["1 thin", "3 would", "3 would"]);
        window.press(&format!("I have rated: {end}"));
    }
    window.expect("You rated everything the same");
    window.write("Which would a panel member question?", "Whether the log is the whole story");
    window.expect("Ready if");
    window.saved();
    drop(window);
    let note = kept(&desk).decision_note(&NoteHeader::default(), desk.now()).to_text();
    for words in ["The relapse: what has happened in fourteen months?", "Whether the log is the whole story"] {
        assert_eq!(note.matches(words).count(), 1, "{note}");
    }
}

#[test]
fn each_choice_is_a_group_that_arrows_go_through_and_the_focus_comes_to_what_is_next() {
    let desk = desk();
    let mut window = desk.window(Look::USUAL);
    open(&mut window, "sort");
    pick(&mut window);
    let focused = |window: &Window<'_>| {
        let root = window.0.root();
        let node = root.children_recursive().find(|node| node.accesskit_node().is_focused());
        node.map(|node| {
            let around = std::iter::successors(node.parent(), NodeT::parent);
            let group = around.filter_map(|one| one.accesskit_node().label()).find(|name| !name.is_empty());
            let group = group.unwrap_or_default();
            (node.accesskit_node().label().unwrap_or_default(), group)
        })
        .unwrap_or_default()
    };
    window.find("I am R.H.: sort alone").focus();
    window.0.run();
    window.key(NONE, Key::Enter);
    let (name, group) = focused(&window);
    assert_eq!(name, "Seen or recorded");
    assert!(group.starts_with("1. The supervisor's notes record"), "{group}");
    window.key(NONE, Key::ArrowDown);
    assert_eq!(focused(&window).0, "Told to us");
    window.key(NONE, Key::Tab);
    assert!(focused(&window).1.starts_with("2. It is clear"), "{:?}", focused(&window));
    window.find("I have sorted: cover it").focus();
    window.0.run();
    window.key(NONE, Key::Space);
    // What was pressed has gone: the sentence on the cover is come to, where a second press does nothing.
    let cover = "R.H. has sorted. Nothing of it is shown. Hand over to S.M.";
    assert_eq!(focused(&window).0, cover);
    window.key(NONE, Key::Space);
    window.expect(cover);
    window.key(NONE, Key::Tab);
    assert_eq!(focused(&window).0, "I am S.M.: sort alone");
    window.key(NONE, Key::Enter);
    assert_eq!(focused(&window).0, "Seen or recorded");
    window.find("I have sorted: show both").focus();
    window.0.run();
    window.key(NONE, Key::Enter);
    assert_eq!(focused(&window).0, "Where you put it differently");
    window.find("Begin the sorting again").focus();
    window.0.run();
    window.key(NONE, Key::Enter);
    assert_eq!(focused(&window), ("Leave it as it is".to_owned(), "Begin the sorting again".to_owned()));
    window.key(NONE, Key::Enter);
    assert_eq!(focused(&window).0, "Begin the sorting again");
    window.key(NONE, Key::Enter);
    window.key(NONE, Key::Tab);
    window.key(NONE, Key::Enter);
    assert_eq!(focused(&window).0, "I am R.H.: sort alone");
}

/// What it looks like: empty, half-filled, alone, covered, shown.
#[test]
fn every_stage_is_whole_in_both_themes_at_every_size() {
    let looks = [
        (Theme::Light, [1280.0, 800.0], 100),
        (Theme::Dark, [1024.0, 640.0], 100),
        (Theme::Dark, [1280.0, 800.0], 200),
        (Theme::Light, [1024.0, 640.0], 200),
        (Theme::Light, [480.0, 2_400.0], 100),
        (Theme::Dark, [1280.0, 2_400.0], 100),
    ];
    let mut names = BTreeSet::new();
    for (theme, size, text) in looks {
        let desk = desk();
        let mut window = desk.window(Look { size, text, theme });
        let mut stage = |window: &mut Window<'_>, name: &str| {
            let theme = if theme == Theme::Dark { "dark" } else { "light" };
            let name = format!("blind-{name}-{theme}-{}x{}-{text}", size[0], size[1]);
            is_whole(window, &name);
            save(&window.picture(), &name);
            names.insert(name);
        };
        open(&mut window, "sort");
        stage(&mut window, "sort-1-empty");
        pick(&mut window);
        stage(&mut window, "sort-2-half");
        window.press("I am R.H.: sort alone");
        sort(&mut window, SORTS[0]);
        stage(&mut window, "sort-3-alone");
        window.press("I have sorted: cover it");
        stage(&mut window, "sort-4-covered");
        window.press("I am S.M.: sort alone");
        sort(&mut window, SORTS[1]);
        window.press("I have sorted: show both");
        stage(&mut window, "sort-5-shown");
        open(&mut window, "rate");
        stage(&mut window, "rate-1-empty");
        window.press("I am R.H.: rate alone");
        rate(&mut window, RATES[0]);
        stage(&mut window, "rate-2-alone");
        window.press("I have rated: cover it");
        stage(&mut window, "rate-3-covered");
        window.press("I am S.M.: rate alone");
        rate(&mut window, RATES[1]);
        window.press("I have rated: show both");
        stage(&mut window, "rate-4-shown");
        window.press("Begin the rating again");
        stage(&mut window, "rate-5-again");
        go(&mut window, &[Action::Go(Place::Review)]);
        stage(&mut window, "review");
    }
    assert_eq!(names.len(), 66);
}
