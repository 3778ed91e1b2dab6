//! Every screen of the program, for the tests that look at all of them.

use but_why::{
    record::Kept,
    session::{Session, Spot, sample},
    ui::{Action, Place},
};

use crate::desk::{Desk, Window};

/// A desk with Ailsa's session on it, left at *But why?*, with an earlier copy; an older one that is finished; and one in the
/// bin.
pub fn desk() -> Desk {
    let desk = Desk::new();
    let store = desk.store();
    let mut session = sample();
    session.id = "ailsa".into();
    let mut before = session.clone();
    "Ask Gran about Sundays.".clone_into(&mut before.notes.shared);
    before.changed -= chrono::TimeDelta::minutes(7);
    store.save(&Kept::Session(before)).unwrap();
    store.save(&Kept::Session(session.clone())).unwrap();
    session.id = "finished".into();
    session.reference = "CD07".into();
    session.changed = desk.now() - chrono::TimeDelta::days(20);
    let finished = session.changed;
    store.save(&Kept::Record(session.finish(finished))).unwrap();
    let mut gone = sample();
    (gone.id, gone.reference) = ("gone".into(), "EF03".into());
    store.save(&Kept::Session(gone)).unwrap();
    store.delete("gone", desk.now() - chrono::TimeDelta::days(3)).unwrap();
    store
        .add_own("broken.ron", b"Checklist(\n    format: 1,\n    id: \"broken\"\n    title: \"Team list\",\n)\n")
        .unwrap();
    desk
}

pub fn spot_of(session: &Session, id: &str) -> Spot {
    session.entries().find(|(_, entry)| entry.id == id).map(|(spot, _)| spot).unwrap()
}

/// Every screen by name, and how one gets there.
pub fn screens() -> Vec<(&'static str, Vec<Action>)> {
    let session = sample();
    let open = || Action::Open("ailsa".into());
    let at = |id: &str| vec![open(), Action::GoTo(spot_of(&session, id))];
    let with = |place: Place| vec![open(), Action::Go(place)];
    vec![
        ("home", vec![]),
        ("set-up", vec![Action::SetUp(None)]),
        ("session-text", at("tell_changed")),
        ("session-law", at("why_order")),
        ("session-point", at("point")),
        ("session-choice", at("ask_for")),
        ("session-scale", at("sure_before")),
        ("session-why", at("why_recommend")),
        ("session-clock", at("clock")),
        ("session-words", at("words")),
        ("session-law-lines", at("law_lines")),
        ("session-sort", at("sentences")),
        ("session-rate", at("tests")),
        ("session-rehearse", at("rehearse")),
        ("session-promises", at("promises")),
        ("session-decisions", at("decisions")),
        ("session-actions", at("actions")),
        ("session-last-time", at("last_time")),
        ("session-differ", at("six_months_away")),
        ("go-to-prompt", with(Place::GoToPrompt)),
        ("review", with(Place::Review)),
        ("reflection", with(Place::Reflection)),
        ("leave", with(Place::Leave)),
        ("record", vec![Action::Open("finished".into())]),
        ("library", vec![Action::Go(Place::Library)]),
        ("checklist", vec![Action::Go(Place::Checklist("cso_review".into()))]),
        ("faulty", vec![Action::Go(Place::Faulty("broken.ron".into()))]),
        ("settings", vec![Action::Go(Place::Settings)]),
        ("keys", vec![Action::Go(Place::Keys)]),
        ("delete-dates", vec![Action::Go(Place::DeleteDates)]),
        ("compare", vec![Action::Compare { id: "ailsa".into(), with: "previous".into() }]),
        ("copies", vec![Action::Go(Place::Copies("ailsa".into()))]),
        ("find-reference", vec![Action::Go(Place::FindReference)]),
        ("change-passphrase", vec![Action::ChangePassphrase]),
    ]
}

pub fn go(window: &mut Window<'_>, actions: &[Action]) {
    for action in actions {
        let ctx = window.0.ctx.clone();
        window.app().perform(&ctx, action.clone());
        window.0.run();
    }
}
