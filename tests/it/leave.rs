//! A note is taken away: what becomes of the words by which somebody could be known.

use but_why::{
    record::{
        Kept, Note, NoteHeader, apply,
        privacy::{FindingKind, Known, check},
    },
    session::{Called, Leaving, Session, Who, sample, samples},
    ui::{Action, Place},
};
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::desk::{Desk, Look, Window};

fn kept(desk: &Desk, window: &mut Window<'_>) -> Session {
    window.saved();
    desk.store().peek("ailsa", &but_why::store::Version::Last).unwrap().session().clone()
}

/// Ailsa's session, at *Take a note away*.
fn leaving<'a>(desk: &Desk, change: impl FnOnce(&mut Session)) -> Window<'a> {
    let mut session = sample();
    session.id = "ailsa".into();
    change(&mut session);
    desk.store().save(&Kept::Session(session)).unwrap();
    let mut window = desk.window(Look::USUAL);
    crate::screens::go(&mut window, &[Action::Open("ailsa".into()), Action::Go(Place::Leave)]);
    window
}

/// What is focused.
fn at(window: &Window<'_>) -> String {
    let focused = window.0.query_all_by(|node| node.is_focused() && !node.is_hidden()).next();
    focused.and_then(|node| node.accesskit_node().label()).unwrap_or_default()
}

fn preview(window: &Window<'_>) -> String {
    let boxes = window
        .0
        .query_all_by(|node| node.role() == Role::MultilineTextInput && node.label().as_deref() == Some("5. Read it"));
    boxes.into_iter().next().and_then(|node| node.value()).unwrap_or_default()
}

#[test]
fn nothing_leaves_before_each_finding_has_an_answer_and_only_the_copy_changes() {
    let desk = Desk::new();
    let mut window = leaving(&desk, |_| {});
    window.expect("Looks like a name (3)");
    window.expect("3 of them have no answer yet.");
    window.expect("These wait until you have said what becomes of 3 things in step 3, that it is the right one and who it is for.");
    assert!(preview(&window).contains("Dawn"));
    window.press("Copy the note");
    assert_eq!(at(&window), "Take it out: Dawn", "the button leads to the first");
    window.press("Yes, this is the right one");
    window.write("Who is it for?", "my supervisor");
    window.press("Take it out: Cody");
    window.press("Keep it: Mrs Rennie");
    window.press("Copy the note");
    assert_eq!(at(&window), "Take it out: Dawn");
    assert!(desk.copied.borrow().is_empty());

    // Who it is: the person comes on the list, and the role can be chosen or written.
    window.press("Say who it is: Dawn");
    window.expect("1 of them has no answer yet.");
    window.press("Mum: Dawn");
    window.expect("All of them have an answer.");
    assert_eq!(window.field("Who that is to the child").value().as_deref(), Some("Mum"));
    let seen = preview(&window);
    assert!(seen.contains("Mum") && seen.contains("[taken out]") && seen.contains("Mrs Rennie"));
    assert!(!seen.contains("Dawn") && !seen.contains("Cody"), "{seen}");
    window.press("Copy the note");
    window.expect("Copied: Decision note");
    let copied = desk.copied.borrow().last().cloned().unwrap();
    assert_eq!(copied.replace('\r', ""), seen, "what was read is what left");
    window.expect("Decision note, copied, for my supervisor");

    let kept = kept(&desk, &mut window);
    assert_eq!(kept.called, [Called { name: "Dawn".into(), role: "Mum".into() }]);
    let Session { called: _, left, changed: _, id: _, .. } = &kept;
    assert_eq!(left.len(), 1);
    let before: Vec<String> = sample().entries().flat_map(|(_, one)| one.texts()).map(str::to_owned).collect();
    let after: Vec<String> = kept.entries().flat_map(|(_, one)| one.texts()).map(str::to_owned).collect();
    assert_eq!(before, after, "nothing that is kept has changed");
}

#[test]
fn people_by_their_role_is_a_list_that_grows_and_shrinks() {
    let desk = Desk::new();
    let mut window = leaving(&desk, |one| one.call("Dawn", "Mum"));
    assert!(preview(&window).contains("Dawn"), "as typed");
    window.press("People by their role");
    assert!(!preview(&window).contains("Dawn"));
    window.expect("2 of them have no answer yet.");
    window.press("Add another person");
    window.write("Name, as it is typed", "x");
    window.press("Remove person 2");
    window.press("Remove person 1");
    window.expect("3 of them have no answer yet.");
    assert!(kept(&desk, &mut window).called.is_empty());
    window.press("As typed");
    window.press("Say who it is: Cody");
    window.write("Who “Cody” is to the child", "Brother");
    assert!(preview(&window).contains("Brother"));
    window.press("As typed");
    window.expect("3 of them have no answer yet.");
}

#[test]
fn a_learning_note_offers_only_the_way_out_for_what_leads_back() {
    let desk = Desk::new();
    let mut window = leaving(&desk, |one| {
        one.reflection[0].answers.first = "Ailsa and AB12 on 12 May. Kirsty helped.".into();
    });
    window.press("Learning note of R.H.");
    let radios = |window: &Window<'_>, ending: &str| {
        let all = window.0.query_all_by(|node| node.role() == Role::RadioButton);
        all.filter_map(|one| one.accesskit_node().label()).filter(|label| label.ends_with(ending)).collect::<Vec<_>>()
    };
    for words in [": Ailsa", ": AB12", ": 12 May"] {
        assert_eq!(radios(&window, words), [format!("Take it out{words}")]);
        window.press(&format!("Take it out{words}"));
    }
    assert_eq!(radios(&window, ": Kirsty").len(), 3);
    window.press("Keep it: Kirsty");
    let seen = preview(&window);
    assert!(seen.contains("[taken out] and [taken out] on [taken out]. Kirsty helped."), "{seen}");
    // The answers are this note's: the child's own note keeps the name.
    window.press("Decision note");
    assert!(preview(&window).contains("Ailsa"));
}

#[test]
fn a_note_for_the_group_is_from_this_session_or_from_all_and_each_is_looked_through_by_its_own_names() {
    let desk = Desk::new();
    let mut other = samples().into_iter().find(|one| one.child == "Rory").unwrap();
    other.id = "rory".into();
    other.group.answers[0].answer = "Ask Rory's question first.".into();
    desk.store().save(&Kept::Session(other)).unwrap();
    let mut window = leaving(&desk, |_| {});
    window.press("Group learning");
    let mine = "After 'what has changed?', ask who has checked it.";
    assert!(preview(&window).contains(mine) && !preview(&window).contains("question first"));
    window.press("Every session that is kept here");
    for _ in 0..10_000 {
        if preview(&window).contains("question first") {
            break;
        }
        // It is gathered on a thread; each frame looks for what has come.
        window.0.step();
        std::thread::yield_now();
    }
    window.expect("2 sessions say something to the group.");
    assert!(preview(&window).contains(mine) && preview(&window).contains("Sessions: fewer than five"));
    window.expect("Take it out: Rory");
    assert!(window.0.query_by_label("Keep it: Rory").is_none(), "no child's name stays, not that of another session");
    window.press("Take it out: Rory");
    assert!(preview(&window).contains("Ask [taken out]"));
    window.press("This session");
    assert!(!preview(&window).contains("question first"));
}

#[test]
fn where_nothing_is_found_it_is_said_that_a_check_misses_things() {
    let desk = Desk::new();
    let mut window = leaving(&desk, |_| {});
    window.press("Learning note of S.M.");
    window.expect("Nothing in this note looks like a name");
    window.expect("It misses things, so read the note yourself.");
    window.expect("These wait until you have said that it is the right one and who it is for.");
}

#[test]
fn printing_saves_a_pdf_and_opens_it() {
    let desk = Desk::new();
    let mut window = leaving(&desk, |_| {});
    window.keep_what_was_found();
    window.press("Yes, this is the right one");
    window.write("Who is it for?", "the panel");
    let folder = desk.folder.path().join("Reports");
    std::fs::create_dir(&folder).unwrap();
    let file = folder.join("note.pdf");
    desk.choose(Some(file.clone()));
    window.press("Print…");
    for _ in 0..10_000 {
        if !desk.opened.borrow().is_empty() {
            break;
        }
        window.0.step();
        std::thread::yield_now();
    }
    assert_eq!(desk.opened.borrow().as_slice(), std::slice::from_ref(&file));
    assert!(std::fs::read(&file).unwrap().starts_with(b"%PDF"));
    window.0.run();
    window.expect("Decision note, PDF file in “Reports”, for the panel");
    let left = kept(&desk, &mut window).left;
    let Leaving { format, place, .. } = left.last().unwrap();
    assert_eq!((format.as_str(), place.as_str()), ("PDF file", "Reports"));
}

#[test]
fn review_lists_what_somebody_could_be_known_by_and_leads_there_and_stops_nobody() {
    let desk = Desk::new();
    let mut window = leaving(&desk, |_| {});
    crate::screens::go(&mut window, &[Action::Go(Place::Review)]);
    window.expect("Could somebody be known by this?");
    window.press("Change: “Cody”");
    assert!(window.shows("Cody") && !window.shows("Could somebody be known by this?"));
    crate::screens::go(&mut window, &[Action::Back]);
    assert!(at(&window).starts_with("Change: “Cody”"), "{}", at(&window));
    window.press("Finish session");
    window.expect("Finished on 22 May 2026");
}

#[test]
fn what_a_check_takes_out_of_a_learning_note_is_gone_whatever_it_was() {
    let now = sample().changed;
    for session in samples() {
        let mut session = session;
        let case: Vec<String> = session.entries().flat_map(|(_, one)| one.texts()).map(str::to_owned).collect();
        let long = case.iter().filter(|text| text.split_whitespace().count() > 8);
        let mut said: Vec<String> = long.map(|text| format!("I wrote: {text}")).collect();
        said.push(format!("{}\u{2019}s day, 2 June 2026, ({})", session.child, session.reference));
        session.reflection[0].answers.first = said.join("\n");
        let note = Note::Learning(Who::First);
        let known = Known::of(&session).for_note(note, &session);
        let kept = Kept::Session(session);
        let typed = note.typed(&kept);
        let typed: Vec<&str> = typed.iter().map(String::as_str).collect();
        let choices: Vec<_> = check(&typed, &known)
            .into_iter()
            .filter(|one| !one.kind.may_stay(note))
            .map(|one| (one.words, but_why::record::Choice::TakeOut))
            .collect();
        assert!(choices.len() > 5);
        let left = apply(&note.doc(&kept, &NoteHeader::default(), now), &choices).to_text();
        let after = check(&[&left], &known);
        let still: Vec<_> = after.iter().filter(|one| !one.kind.may_stay(note)).collect();
        assert!(still.is_empty(), "{still:?}");
        assert!(after.iter().all(|one| one.kind != FindingKind::Pseudonym));
    }
}

#[test]
fn every_state_of_leaving_is_whole_in_both_themes_at_every_size() {
    use crate::pictures::{SIZES, is_whole, save};
    use egui::Theme;
    // So high that all of it is in the picture.
    let high = [([1280.0, 3600.0], 100), ([1024.0, 7200.0], 200)];
    for (size, text) in SIZES.into_iter().chain(high) {
        for theme in [Theme::Light, Theme::Dark] {
            let desk = Desk::new();
            let mut session = sample();
            session.id = "ailsa".into();
            session.reflection[0].answers.first = "Ailsa and AB12 on 12 May. Kirsty helped.".into();
            session.left.push(Leaving {
                at: session.changed,
                note: "Decision note".into(),
                for_whom: "the case file".into(),
                format: "Word file".into(),
                place: "Reports".into(),
            });
            desk.store().save(&Kept::Session(session)).unwrap();
            let mut window = desk.window(Look { size, text, theme });
            crate::screens::go(&mut window, &[Action::Open("ailsa".into()), Action::Go(Place::Leave)]);
            window.press("Say who it is: Dawn");
            window.press("Mum: Dawn");
            window.press("Say who it is: Mrs Rennie");
            let name = |state: &str| {
                let theme = if theme == Theme::Dark { "dark" } else { "light" };
                format!("leave-{state}-{theme}-{}x{}-{text}", size[0], size[1])
            };
            for state in ["roles", "learning", "review"] {
                match state {
                    "learning" => window.press("Learning note of R.H."),
                    "review" => {
                        crate::screens::go(&mut window, &[Action::Go(Place::Review)]);
                        window.key(egui::Modifiers::NONE, egui::Key::End);
                    }
                    _ => {}
                }
                let picture = window.picture();
                is_whole(&window, &name(state));
                save(&picture, &name(state));
            }
        }
    }
}
