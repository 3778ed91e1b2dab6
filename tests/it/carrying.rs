//! What comes along from one session about a child to the next? Promises and actions, through the real program; and whatever
//! people say to them, nothing that is open is lost, nothing is there twice, and nothing that was kept comes again.

use std::collections::{BTreeMap, BTreeSet};

use but_why::{
    checklist::Library,
    record::{Kept, NoteHeader, Stage, answer_blocks, decision_note},
    session::{Action, Answer, Carried, LastTime, Progress, Promise, PromiseState, Session, Setup, Spot},
    ui::{self, Place},
};
use chrono::{NaiveDate, TimeDelta};
use egui::{Key, Modifiers, Theme, accesskit::Role};
use egui_kittest::kittest::{NodeT, Queryable};
use proptest::{collection::vec, prelude::*, sample::Index};

use crate::{
    desk::{Desk, Look, Window},
    library::{own, shelf},
    pictures::{SIZES, is_whole, save},
    screens::go,
};

const TALK: &str = r#"Checklist(
    format: 1,
    id: "a_talk",
    title: "A talk between two",
    purpose: "Ten minutes for two, before the hearing.",
    meeting: "Children's hearing: review",
    jurisdiction: "Scotland",
    version: "1.0.0",
    authors: ["Team East"],
    changed: "1.0.0: the first version",
    review_by: "2027-03-31",
    licence: "CC-BY-4.0",
    paces: [(id: "full", title: "Ten minutes", minutes: 10)],
    sections: [
        (
            id: "begin",
            title: "Begin",
            minutes: {"full": 3},
            items: [(id: "last_time", prompt: "What did we promise {child}, and what did we agree to do?", kind: LastTime)],
        ),
        (
            id: "decide",
            title: "Decide",
            minutes: {"full": 7},
            items: [
                (id: "decisions", prompt: "Which decisions are there?", kind: Decisions),
                (id: "told", prompt: "What do we say to {child}?", kind: Promises),
                (id: "todo", prompt: "Who does what?", kind: Actions),
            ],
        ),
    ],
)
"#;

/// The same without a prompt about last time.
fn without_last_time() -> String {
    let at = TALK.find("items: [(id: \"last_time\"").unwrap();
    let (before, after) = TALK.split_at(at);
    let end = after.find('\n').unwrap();
    let only_read = "items: [(id: \"read\", prompt: \"We speak of {child} as if {child} were here.\", kind: Read)],";
    format!("{before}{only_read}{}", &after[end..]).replace("a_talk", "another")
}

fn desk() -> Desk {
    let desk = Desk::new();
    desk.store().add_own("a_talk.ron", TALK.as_bytes()).unwrap();
    desk
}

fn library() -> Library {
    shelf(&[own("a_talk.ron", TALK), own("another.ron", &without_last_time())])
}

fn open(library: &Library, checklist: &str, carried: Carried, id: &str, on: NaiveDate) -> Session {
    let checklist = &library.checklist(checklist).unwrap_or_else(|| panic!("{:?}", library.faulty)).checklist;
    let setup = Setup { child: "Ailsa".into(), reference: "AB12".into(), carried, ..Setup::default() };
    let at = on.and_hms_opt(10, 0, 0).unwrap();
    Session::open(checklist, &checklist.paces[0], library, setup, id.into(), at)
}

fn answer<'a>(session: &'a mut Session, id: &str) -> &'a mut Answer {
    let mut entries = session.sections.iter_mut().flat_map(|one| &mut one.entries);
    &mut entries.find(|one| one.id == id).unwrap().answer
}

fn last_time(session: &mut Session) -> &mut LastTime {
    let Answer::LastTime(last) = answer(session, "last_time") else { panic!() };
    last
}

fn begin(window: &mut Window<'_>) {
    let ctx = window.0.ctx.clone();
    window.app().perform(&ctx, ui::Action::Go(Place::Home));
    window.0.run();
    window.press("Start a session");
    window.press("A talk between two");
    window.write("Name to use for the child", "Ailsa");
    window.write("Your reference", "AB12");
}

fn finish(window: &mut Window<'_>) {
    window.key(Modifiers::COMMAND, Key::R);
    window.press("Finish session");
    window.expect("Finished on");
    window.saved();
}

fn has_field(window: &Window<'_>, label: &str) -> bool {
    let is_field = |role| matches!(role, Role::TextInput | Role::MultilineTextInput);
    window.0.query_all_by(|node| is_field(node.role()) && node.label().as_deref() == Some(label)).next().is_some()
}

const PROMISE: &str = "I will ask Gran whether Cody can come for the summer fair.";
const ACTION: &str = "Ask Dawn whether she would agree to Ailsa staying with Gran";

#[test]
fn what_was_promised_and_agreed_comes_along_until_a_manager_has_it_and_nothing_is_typed_twice() {
    let desk = desk();
    let mut window = desk.window(Look::USUAL);

    // The first session: there is nothing to carry over, and nothing is said of it.
    begin(&mut window);
    assert!(!window.shows("Carry over"));
    window.press("Start");
    window.expect("This is the first session about Ailsa here. Nothing is carried over.");
    assert!(!window.shows("Where does this stand?"), "it asks nothing");
    window.press("2 Decide");
    window.press("What do we say to Ailsa?");
    window.press("Add a promise");
    window.write("What, in the words said to Ailsa", PROMISE);
    window.write("By whom: one name", "R.H.");
    window.write("By when", "12 June");
    window.press("Who does what?");
    window.press("Add an action");
    window.write("What", ACTION);
    window.write("Who: one name", "S.M.");
    window.write("By when", "26 May");
    window.write("How we will know that it is done", "Her own answer stands in the report");
    finish(&mut window);

    // The next one about her: promises first, then actions; not yet, and stuck.
    desk.wait(21 * 24 * 3600);
    begin(&mut window);
    window.expect("The last session about AB12 is chosen, of 22 May 2026.");
    window.press("Start");
    for words in [PROMISE, "12 June", ACTION, "S.M.", "26 May", "Her own answer stands in the report"] {
        window.expect(words);
        assert!(!has_field(&window, words));
    }
    let at = |window: &Window<'_>, words: &str| {
        let shown = window.0.query_all_by(|node| node.value().is_some_and(|text| text.contains(words))).next();
        shown.expect("it is shown").rect().top()
    };
    assert!(window.find("Kept").accesskit_node().is_focused());
    assert!(at(&window, PROMISE) < at(&window, ACTION), "promises come first");
    assert!(!has_field(&window, "What") && !has_field(&window, "By when"), "nothing is typed twice");
    window.expect("Agreed on 22 May 2026, carried over once");
    window.press("Not yet");
    window.write("What Ailsa was told", "That Gran is asking the foster carers.");
    window.press("Stuck");
    window.write("What happened since", "Dawn has a new number.");

    // The machine dies. Everything is there.
    window.saved();
    let desk = desk.after_a_kill();
    let mut window = desk.window(Look::USUAL);
    window.press("Open from there");
    assert_eq!(window.field("What happened since").value().as_deref(), Some("Dawn has a new number."));
    window.expect(PROMISE);
    window.expect(ACTION);
    finish(&mut window);

    // The third: what was said last time stands beside it. Kept, and stuck again.
    desk.wait(21 * 24 * 3600);
    begin(&mut window);
    window.press("Start");
    window.expect("Not yet on 12 June 2026. That Gran is asking the foster carers.");
    window.expect("Stuck on 12 June 2026. Dawn has a new number.");
    window.press("Kept");
    window.press("Stuck");
    finish(&mut window);

    // The fourth: the promise is kept and does not come again; the action must not go on like this.
    desk.wait(21 * 24 * 3600);
    begin(&mut window);
    window.press("Start");
    assert!(!window.shows(PROMISE));
    window.expect("Agreed on 22 May 2026, carried over 3 times");
    window.expect("Drop, change or escalate?");
    assert!(!window.shows("Stuck, ") && !window.shows("Moving"), "going on as before is not offered");
    window.find("Kept");
    window.press("Escalated");
    window.expect("A manager decides this. The note lists it for the manager.");
    assert!(!has_field(&window, "What happened since"), "nothing more is offered");
    finish(&mut window);
    window.press("Take a note away");
    window.expect("For the manager to decide");

    // The fifth: nothing is open any more.
    desk.wait(24 * 3600);
    begin(&mut window);
    window.press("Start");
    window.expect("Nothing was left open on 24 July 2026.");
}

#[test]
fn the_words_of_an_action_can_be_changed_and_the_old_ones_stay() {
    let desk = desk();
    keep_one(&desk);
    let mut window = desk.window(Look::USUAL);
    begin(&mut window);
    window.press("Start");
    window.press("Change the words");
    let field = window.field("What");
    assert_eq!(field.value().as_deref(), Some(ACTION), "nothing is typed again");
    assert!(field.accesskit_node().is_focused(), "what came in place of the button has the focus");
    window.write("What", ", in writing");
    window.expect(ACTION);
    // Something else is chosen: it is set aside, and comes back with the choice.
    window.press("Moving");
    assert!(!has_field(&window, "What"));
    window.press("Change the words");
    assert_eq!(window.field("What").value().unwrap(), format!("{ACTION}, in writing"));
    finish(&mut window);
    window.expect("From now on: Ask Dawn");

    begin(&mut window);
    window.press("Start");
    window.expect(&format!("{ACTION}, in writing"));
    window.expect("Agreed on 22 May 2026, carried over once");
}

/// A finished session of 1 May in which one promise and one action were left.
fn keep_one(desk: &Desk) {
    keep(desk, vec![action(ACTION)]);
}

fn action(what: &str) -> Action {
    Action { what: what.into(), owner: "S.M.".into(), by: "26 May".into(), ..Action::default() }
}

fn keep(desk: &Desk, actions: Vec<Action>) {
    let day = NaiveDate::from_ymd_opt(2026, 5, 1).unwrap();
    let mut session = open(&library(), "a_talk", Carried::default(), "before", day);
    *answer(&mut session, "told") = Answer::Promises(vec![Promise { what: PROMISE.into(), ..Promise::default() }]);
    *answer(&mut session, "todo") = Answer::Actions(actions);
    let at = session.opened;
    desk.store().save(&Kept::Record(session.finish(at))).unwrap();
}

#[test]
fn what_is_carried_over_can_be_chosen_and_chosen_away() {
    let desk = desk();
    keep_one(&desk);
    let mut window = desk.window(Look::USUAL);
    window.press("Start a session");
    window.press("A talk between two");
    window.expect("With a reference above, the last session about it is chosen for you.");
    window.write("Your reference", "CD07");
    // It is said when the field is left.
    window.key(Modifiers::NONE, Key::Tab);
    window.expect("No session about CD07 is kept here.");
    window.press("AB12 (Ailsa)");
    window.expect("This session is about AB12, not CD07. Is it the right one?");
    window.press("Nothing");
    window.expect("Nothing is carried over.");
    window.press("AB12 (Ailsa)");
    window.press("Start");
    window.expect(PROMISE);

    // Where the checklist does not ask about it, Set up says so.
    begin(&mut window);
    assert!(!window.shows("This checklist does not ask about last time"));
    window.press("Review of a compulsory");
    let asks = library()
        .checklist("cso_review")
        .unwrap()
        .checklist
        .sections
        .iter()
        .any(|section| section.items.iter().any(|item| item.kind == but_why::checklist::Kind::LastTime));
    assert_eq!(window.shows("This checklist does not ask about last time"), !asks);
}

#[test]
fn a_session_does_not_begin_without_what_it_carries() {
    let desk = desk();
    keep_one(&desk);
    let mut window = desk.window(Look::USUAL);
    begin(&mut window);
    let file = desk.folder.path().join("sessions/before.age");
    std::fs::write(&file, "gone").unwrap();
    window.press("Start");
    window.expect("The session has not begun, because what is carried over could not be opened.");
    assert_eq!(window.field("Your reference").value().as_deref(), Some("AB12"), "what was typed is still there");
    window.press("Nothing");
    window.press("Start");
    window.expect("Nothing is carried over from an earlier session.");
}

#[test]
fn a_pair_whose_last_session_was_on_paper_writes_down_what_was_said() {
    let desk = desk();
    let mut window = desk.window(Look::USUAL);
    begin(&mut window);
    window.press("Start");
    window.press("Write down what was said last time");
    assert!(window.field("What was said last time").accesskit_node().is_focused());
    window.press("Nothing was said last time");
    assert!(window.find("Write down what was said last time").accesskit_node().is_focused());
    window.press("Write down what was said last time");
    window.write("What was said last time", "We said that Cody would be asked about the fair.");
    window.expect("Where does this stand?");
    window.key(Modifiers::COMMAND, Key::Enter);
    window.press("Next section: Decide");
    window.expect("Talked through");
    finish(&mut window);
    window.expect("We said that Cody would be asked about the fair.");
}

#[test]
fn at_most_five_actions_are_shown_and_the_others_are_named() {
    let desk = desk();
    keep(&desk, (1..=7).map(|n| action(&format!("Action of the list, {n}"))).collect());
    let mut window = desk.window(Look::USUAL);
    begin(&mut window);
    window.press("Start");
    window.expect("2 more wait for the next time");
    assert!(window.shows("of the list, 5") && !window.shows("of the list, 6"));
    window.press("2 more wait for the next time");
    window.expect("of the list, 7");
}

#[test]
fn the_note_says_what_was_kept_what_goes_on_and_what_a_manager_decides() {
    let library = library();
    let day = NaiveDate::from_ymd_opt(2026, 5, 1).unwrap();
    let since = |what: &str, progress, note: &str| Action {
        progress,
        note: note.into(),
        since: Some(day),
        carried: 3,
        ..action(what)
    };
    let carried = Carried { from: Some(day), ..Carried::default() };
    let mut session = open(&library, "a_talk", carried, "now", day + TimeDelta::days(21));
    let last = last_time(&mut session);
    last.promises = vec![
        Promise { what: PROMISE.into(), kept: Some(PromiseState::Kept), note: "He came".into(), ..Promise::default() },
        Promise { what: "A photo of the dog".into(), ..Promise::default() },
    ];
    last.actions = vec![
        since("Ask Dawn", Some(Progress::Escalated), "No answer"),
        since("Trace Ailsa's father", Some(Progress::Changed), ""),
        since("See Ailsa", Some(Progress::Kept), "9 May"),
        since("Ask about Cody", None, ""),
    ];
    last.actions[1].changed_to().what = "Ask Gran who he is".into();
    last.actions[2].instead = Some(Box::new(action("Set aside")));
    last.waiting = vec![since("Order the log", None, "")];
    *answer(&mut session, "told") =
        Answer::Promises(vec![Promise { what: "I will come on Friday".into(), ..Promise::default() }]);
    let Answer::Decisions(decisions) = answer(&mut session, "decisions") else { panic!() };
    let decision = |question: &str, for_manager| but_why::session::Decision {
        question: question.into(),
        for_manager,
        ..but_why::session::Decision::default()
    };
    decisions.extend([decision("Ask for a safeguarder?", false), decision("Pay for the taxi?", true)]);
    let text = |session: &Session| {
        let stage = Stage::Finished(session.opened);
        decision_note(session, stage, &NoteHeader::default()).to_text().replace("\r\n", "\n")
    };
    let note = text(&session);
    for expected in [
        "- For the manager to decide\n  - Pay for the taxi?\n  - Ask Dawn. Who: S.M. By: 26 May. Agreed on: 1 May 2026. No answer.\n",
        "From last time\n\n- I will ask Gran whether Cody can come for the summer fair. Kept. He came.\n- A photo of the dog. Where it stands is not said yet.\n",
        "From this session\n\n- I will come on Friday.\n",
        "- Trace Ailsa's father. Who: S.M. By: 26 May. Agreed on: 1 May 2026. Changed. From now on: Ask Gran who he is. Who: S.M. By: 26 May.\n",
        "- See Ailsa. Who: S.M. By: 26 May. Agreed on: 1 May 2026. Kept. 9 May.\n",
        "- Waiting for the next time: Order the log.\n",
    ] {
        assert!(note.contains(expected), "{expected}\nis not in\n{note}");
    }
    assert!(!note.contains("Set aside"));
    assert_eq!(note.matches("Ask Dawn").count(), 1);
    // Review shows all of it in one place.
    let spot = Spot { section: 0, entry: 0 };
    let in_review = format!("{:?}", answer_blocks(&session, session.entry(spot).unwrap()).unwrap());
    for words in ["Ask Dawn", "For the manager to decide", "A photo of the dog", "Order the log"] {
        assert!(in_review.contains(words), "{words}");
    }

    // What was not talked about is not repeated: it is said that it was not reached.
    let carried = session.carry_forward();
    let untouched = text(&open(&library, "a_talk", carried, "then", day + TimeDelta::days(30)));
    assert!(!untouched.contains("A photo of the dog") && untouched.contains("Not reached: the section “Begin”"));
}

/// What is said in one session to what was carried to it, and what is new.
#[derive(Clone, Debug)]
struct Talk {
    asks: bool,
    promises: Vec<(Index, Option<PromiseState>)>,
    actions: Vec<(Index, Option<Progress>)>,
    new_promises: usize,
    new_actions: usize,
}

fn talk() -> impl Strategy<Value = Talk> {
    let state = prop_oneof![Just(None), Just(Some(PromiseState::Kept)), Just(Some(PromiseState::NotYet))];
    let progress = prop_oneof![
        Just(None),
        Just(Some(Progress::Kept)),
        Just(Some(Progress::Moving)),
        Just(Some(Progress::Stuck)),
        Just(Some(Progress::Dropped)),
        Just(Some(Progress::Changed)),
        Just(Some(Progress::Escalated)),
    ];
    let parts = (
        prop::bool::weighted(0.8),
        vec((any::<Index>(), state), 0..4),
        vec((any::<Index>(), progress), 0..5),
        0_usize..3,
        0_usize..5,
    );
    parts.prop_map(|(asks, promises, actions, new_promises, new_actions)| Talk {
        asks,
        promises,
        actions,
        new_promises,
        new_actions,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn nothing_open_is_lost_nothing_is_there_twice_and_what_was_kept_never_comes_again(talks in vec(talk(), 1..9)) {
        let library = library();
        let first = NaiveDate::from_ymd_opt(2026, 5, 4).unwrap();
        let mut carried = Carried::default();
        // What is open, by its words, and the day from which it is.
        let mut open_promises: BTreeSet<String> = BTreeSet::new();
        let mut open_actions: BTreeMap<String, NaiveDate> = BTreeMap::new();
        for (number, talk) in talks.into_iter().enumerate() {
            let day = first + TimeDelta::days(7 * i64::try_from(number).unwrap());
            let checklist = if talk.asks { "a_talk" } else { "another" };
            let mut session = open(&library, checklist, carried, "id", day);
            if talk.asks {
                let last = last_time(&mut session);
                prop_assert!(last.actions.len() <= LastTime::SHOWN);
                prop_assert!(last.waiting.is_empty() || last.actions.len() == LastTime::SHOWN);
                let count = last.promises.len();
                for (at, state) in talk.promises.into_iter().filter(|_| count > 0) {
                    last.promises[at.index(count)].kept = state;
                }
                let count = last.actions.len();
                for (at, progress) in talk.actions.into_iter().filter(|_| count > 0) {
                    last.actions[at.index(count)].progress = progress;
                }
                for one in last.promises.iter().filter(|one| one.kept == Some(PromiseState::Kept)) {
                    prop_assert!(open_promises.remove(&one.what));
                }
                for (at, one) in last.actions.iter_mut().enumerate() {
                    match one.progress {
                        None | Some(Progress::Moving | Progress::Stuck) => {}
                        Some(Progress::Kept | Progress::Dropped | Progress::Escalated) => {
                            prop_assert!(open_actions.remove(&one.what).is_some());
                        }
                        Some(Progress::Changed) => {
                            prop_assert!(open_actions.remove(&one.what).is_some());
                            let words = format!("changed {number} {at}");
                            one.changed_to().what.clone_from(&words);
                            open_actions.insert(words, day);
                        }
                    }
                }
            }
            let words = |thing: &str, at: usize| format!("{thing} {number} {at}");
            let Answer::Promises(promises) = answer(&mut session, "told") else { panic!() };
            for what in (0..talk.new_promises).map(|at| words("promise", at)) {
                open_promises.insert(what.clone());
                promises.extend([Promise { what, ..Promise::default() }, Promise::default()]);
            }
            let Answer::Actions(actions) = answer(&mut session, "todo") else { panic!() };
            for what in (0..talk.new_actions).map(|at| words("action", at)) {
                open_actions.insert(what.clone(), day);
                actions.extend([Action::default(), Action { what, ..Action::default() }]);
            }
            // As the program does it: kept, and loaded again.
            let text = serde_json::to_string(&Kept::Record(session.finish(day.and_hms_opt(11, 0, 0).unwrap()))).unwrap();
            let kept: Kept = serde_json::from_str(&text).unwrap();
            carried = kept.session().carry_forward();

            let promises: BTreeSet<String> = carried.promises.iter().map(|one| one.what.clone()).collect();
            prop_assert_eq!(carried.promises.len(), promises.len(), "nothing is there twice");
            prop_assert_eq!(&promises, &open_promises);
            let actions: BTreeMap<String, NaiveDate> =
                carried.actions.iter().map(|one| (one.what.clone(), one.since.unwrap())).collect();
            prop_assert_eq!(carried.actions.len(), actions.len(), "nothing is there twice");
            prop_assert_eq!(&actions, &open_actions);
            prop_assert!(carried.actions.is_sorted_by_key(|one| one.since), "the oldest first");
            prop_assert!(carried.actions.iter().all(|one| one.progress.is_none() && one.carried > 0));
        }
    }
}

/// Every state of the two kinds, and Set up with something to carry over.
fn stages(desk: &Desk) -> Vec<(&'static str, Vec<ui::Action>)> {
    let library = library();
    let store = desk.store();
    let day = NaiveDate::from_ymd_opt(2026, 5, 1).unwrap();
    let since = |what: &str, carried: u8, progress, note: &str| Action {
        since: Some(day),
        carried,
        progress,
        note: note.into(),
        how_we_know: "Her own answer stands in the report".into(),
        before: "Stuck on 8 May 2026. Dawn has a new number.".into(),
        ..action(what)
    };
    let promise = |kept, note: &str| Promise {
        what: PROMISE.into(),
        by_whom: "R.H.".into(),
        by: "12 June".into(),
        kept,
        note: note.into(),
        before: String::new(),
    };
    let keep = |id: &str, change: &dyn Fn(&mut Session)| {
        let mut session =
            open(&library, "a_talk", Carried { from: Some(day), ..Carried::default() }, id, desk.now().date());
        change(&mut session);
        store.save(&Kept::Session(session)).unwrap();
    };
    keep("nothing", &|session| (last_time(session).from, last_time(session).first) = (None, true));
    keep("carried", &|session| {
        last_time(session).promises = vec![promise(None, ""), promise(None, "")];
        last_time(session).actions = vec![since(ACTION, 1, None, ""), since("Trace Ailsa's father", 3, None, "")];
        last_time(session).waiting = vec![since("Order the log of the centre", 1, None, "")];
    });
    keep("changed", &|session| {
        last_time(session).actions = vec![since(ACTION, 3, Some(Progress::Changed), "She wants a letter.")];
        last_time(session).actions[0].changed_to().what = "Write to Dawn".into();
    });
    keep("escalated", &|session| {
        last_time(session).actions = vec![since(ACTION, 3, Some(Progress::Escalated), "No answer to three letters.")];
    });
    keep("promised", &|session| {
        *answer(session, "told") = Answer::Promises(vec![promise(None, ""), Promise::default()]);
    });
    let open = |id: &str| vec![ui::Action::Open(id.into())];
    let told = |id: &str| vec![ui::Action::Open(id.into()), ui::Action::GoTo(Spot { section: 1, entry: 1 })];
    vec![
        ("carry-set-up", vec![ui::Action::SetUp(Some("a_talk".into()))]),
        ("carry-nothing", open("nothing")),
        ("carry-carried", open("carried")),
        ("carry-changed", open("changed")),
        ("carry-escalated", open("escalated")),
        ("carry-no-promise", told("nothing")),
        ("carry-promised", told("promised")),
        ("carry-review", [open("escalated"), vec![ui::Action::Go(Place::Review)]].concat()),
    ]
}

#[test]
fn last_time_promises_and_carry_over_are_whole_in_both_themes_at_every_size() {
    let desk = desk();
    let stages = stages(&desk);
    for theme in [Theme::Light, Theme::Dark] {
        for (size, text) in SIZES {
            let mut window = desk.window(Look { size, text, theme });
            for (name, actions) in &stages {
                let ctx = window.0.ctx.clone();
                window.app().perform(&ctx, ui::Action::Go(Place::Home));
                go(&mut window, actions);
                if *name == "carry-set-up" {
                    window.write("Your reference", "CD07");
                    window.press("AB12 (Ailsa)");
                }
                let theme = if theme == Theme::Dark { "dark" } else { "light" };
                let name = format!("{name}-{theme}-{}x{}-{text}", size[0], size[1]);
                is_whole(&window, &name);
                save(&window.picture(), &name);
            }
        }
    }
}
