//! What do the screens say and ask about deleting, about two versions of a session, and about everything with one reference?
//! Each is shown by itself, with what it is given, and is looked at in both themes and at every size of text.

use but_why::{
    record::{CARE, Record},
    session::{Answer, DeleteOn, Leaving, Pair, Retention, Session, Summary, compare, sample, samples},
    ui::{
        Action, Place, Writes, a11y,
        compare_page::{self, CompareModel, Lies, Version},
        copies::{self, CopiesModel, CopyRow},
        delete::Deletes,
        delete_dates::{BinRow, DatesModel, DeleteDates, Near, Receipt},
        find_reference::{FindModel, FindReference, Found, FoundSession},
        home::{Home, HomeModel, Recovered, TwoVersions},
        record_screen::RecordScreen,
        theme,
    },
};
use chrono::{NaiveDate, NaiveDateTime};
use egui::{Theme, Ui};
use egui_kittest::Harness;

use crate::{
    cpu_renderer::CpuRenderer,
    desk::{Look, Window},
    keyboard::{at, is_one_column, nothing_is_cut, tab_round},
    names::{has_headings_in_order, has_names, has_no_name_twice_in_a_group},
    pictures::{SIZES, is_whole, save},
};

/// What a screen is shown by: itself, and what it is given.
type Show = Box<dyn FnMut(&mut Ui) -> Option<Action>>;

/// A screen without the program around it, and what it has asked for.
pub struct Alone {
    show: Show,
    asked: Vec<Action>,
}

impl eframe::App for Alone {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        let whole = ui.max_rect();
        ui.painter().rect_filled(whole, 0.0, theme::tokens(ui).bg);
        self.asked.extend((self.show)(ui));
    }
}

fn window(show: Show, look: Look) -> Window<'static, Alone> {
    let zoom = f32::from(look.text) / 100.0;
    let mut harness = Harness::builder()
        .with_size(egui::vec2(look.size[0], look.size[1]) / zoom)
        .with_theme(look.theme)
        .with_max_steps(12)
        .renderer(CpuRenderer::default())
        .build_eframe(move |creation| {
            let ctx = &creation.egui_ctx;
            theme::install(ctx);
            ctx.add_plugin(a11y::Focus::default());
            ctx.set_zoom_factor(zoom);
            let preference =
                if look.theme == Theme::Dark { egui::ThemePreference::Dark } else { egui::ThemePreference::Light };
            ctx.set_theme(preference);
            Alone { show, asked: Vec::new() }
        });
    harness.run();
    Window(harness)
}

fn asked(window: &mut Window<'_, Alone>) -> Vec<Action> {
    std::mem::take(&mut window.0.state_mut().asked)
}

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

fn at_time(month: u32, date: u32, hour: u32, minute: u32) -> NaiveDateTime {
    day(month, date).and_hms_opt(hour, minute, 11).unwrap()
}

fn today() -> NaiveDate {
    day(6, 17)
}

/// The three families: one that has reached its date, one that soon does, one without a date.
fn families() -> Vec<Session> {
    let mut families: Vec<Session> = samples().into_iter().step_by(2).collect();
    let [ailsa, rory, skye] = families.as_mut_slice() else { panic!("there are three") };
    ailsa.delete_on = DeleteOn::On(day(6, 3));
    ailsa.left.push(Leaving {
        at: at_time(6, 3, 9, 0),
        note: "Decision note".into(),
        for_whom: "the case file".into(),
        ..Leaving::default()
    });
    rory.delete_on = DeleteOn::On(day(7, 9));
    skye.hearing_date.not_set = true;
    families
}

fn summaries() -> Vec<Summary> {
    let mut all: Vec<Summary> = families().iter().map(|session| Summary::of(session, None)).collect();
    all[0].finished = Some(at_time(5, 22, 14, 40));
    all
}

fn bin() -> Vec<BinRow> {
    vec![BinRow { id: "binned".into(), name: "CD07".into(), put: at_time(6, 10, 9, 30), gone_on: day(6, 24) }]
}

fn receipts() -> Vec<Receipt> {
    let receipt = |at, backups, letters: &str| Receipt { at, backups, letters: letters.into() };
    vec![receipt(at_time(6, 17, 14, 2), 7, "k3vq9xw2"), receipt(at_time(5, 2, 9, 15), 0, "m2c8t0aa")]
}

fn dates(retention: Retention, clock_in_doubt: bool, writes: Writes) -> Show {
    let (sessions, bin, receipts) = (summaries(), bin(), receipts());
    let mut screen = DeleteDates::default();
    Box::new(move |ui| {
        let today = if clock_in_doubt { NaiveDate::from_ymd_opt(2038, 6, 3).unwrap() } else { today() };
        let model = DatesModel {
            sessions: &sessions,
            bin: &bin,
            receipts: &receipts,
            retention,
            today,
            clock_in_doubt,
            writes,
        };
        screen.ui(ui, &model)
    })
}

fn no_dates() -> Show {
    let mut screen = DeleteDates::default();
    Box::new(move |ui| {
        let model = DatesModel {
            sessions: &[],
            bin: &[],
            receipts: &[],
            retention: Retention { days: 14, fixed: true },
            today: today(),
            clock_in_doubt: false,
            writes: Writes::Yes,
        };
        screen.ui(ui, &model)
    })
}

/// A version in which a few answers are older.
fn before() -> Session {
    let mut before = sample();
    for entry in before.sections.iter_mut().flat_map(|section| &mut section.entries) {
        match &mut entry.answer {
            Answer::Text(words) if entry.id == "tell_changed" => words.text = words.text.replacen("the", "one", 2),
            Answer::Actions(actions) => drop(actions.pop()),
            Answer::Point(point) => point.restated.clear(),
            _ => {}
        }
    }
    before.reference = "AB13".into();
    before
}

fn comparison() -> Show {
    let versions = Pair {
        first: Version { key: "here".into(), at: at_time(6, 17, 14, 2), lies: Lies::Here },
        second: Version { key: "m2c8".into(), at: at_time(6, 17, 13, 55), lies: Lies::Copy },
    };
    let model = CompareModel::new("ailsa", "AB12", versions, compare(&sample(), &before()));
    Box::new(move |ui| compare_page::ui(ui, &model, today(), Writes::Yes))
}

fn copy_rows() -> Vec<CopyRow> {
    let row = |key: &str, at| CopyRow { key: key.into(), at };
    vec![
        row("a", at_time(6, 17, 13, 55)),
        row("b", at_time(6, 17, 13, 55)),
        row("c", at_time(6, 16, 16, 0)),
        row("d", at_time(5, 22, 14, 40)),
    ]
}

fn copies(rows: Vec<CopyRow>) -> Show {
    Box::new(move |ui| {
        let model = CopiesModel { id: "ailsa", name: "AB12", copies: &rows, today: today(), writes: Writes::Yes };
        copies::ui(ui, &model)
    })
}

fn find(found: Option<Found>) -> Show {
    let mut screen = FindReference::default();
    Box::new(move |ui| screen.ui(ui, &FindModel { found: found.as_ref(), writes: Writes::Yes }))
}

fn found() -> Found {
    let mut sessions = summaries().into_iter();
    let mut next = |copies| FoundSession { session: sessions.next().unwrap(), copies };
    Found { reference: "AB12".into(), sessions: vec![next(copy_rows()), next(Vec::new())], bin: bin(), unreadable: 1 }
}

fn record() -> Record {
    sample().finish(at_time(5, 22, 14, 40))
}

fn record_screen() -> Show {
    let (record, mut screen) = (record(), RecordScreen::default());
    Box::new(move |ui| screen.ui(ui, &record, Deletes::Offered))
}

fn home(sessions: Vec<Summary>) -> Show {
    let mut screen = Home::default();
    let recovered = Recovered {
        id: "ailsa".into(),
        name: "AB12".into(),
        kept_up_to: Some(at_time(6, 17, 14, 2)),
        where_left: Some("The child's words".into()),
        previous: Some(at_time(6, 17, 13, 55)),
        newer: Some(compare(&before(), &sample()).newer_in_words()),
        compare_with: Some("m2c8".into()),
    };
    let two = [TwoVersions {
        id: "rory".into(),
        name: "BL27".into(),
        here: Version { key: "here".into(), at: at_time(6, 16, 16, 0), lies: Lies::Here },
        other: Version { key: "laptop".into(), at: at_time(6, 17, 14, 10), lies: Lies::Beside },
    }];
    Box::new(move |ui| {
        let model = HomeModel {
            sessions: &sessions,
            unreadable: &[],
            recovered: Some(&recovered),
            two_versions: &two,
            delete_dates: Some(Near::of(&sessions, today())),
            read_only: None,
            today: today(),
        };
        screen.ui(ui, &model)
    })
}

/// Every screen by name, and what is pressed on it before it is looked at.
fn screens() -> Vec<(&'static str, Show, Vec<&'static str>)> {
    let usual = Retention::default();
    vec![
        ("delete-dates", dates(usual, false, Writes::Yes), vec![]),
        (
            "delete-dates-asked",
            dates(usual, false, Writes::Yes),
            vec!["Delete from this computer…, AB12", "Keep until…, BL27"],
        ),
        ("delete-dates-clock", dates(usual, true, Writes::Yes), vec![]),
        ("delete-dates-reads-only", dates(usual, true, Writes::No), vec![]),
        ("delete-dates-none", no_dates(), vec![]),
        ("compare", comparison(), vec![]),
        ("copies", copies(copy_rows()), vec![]),
        ("copies-none", copies(Vec::new()), vec![]),
        ("find-reference", find(None), vec!["Find"]),
        ("find-reference-found", find(Some(found())), vec!["Delete from this computer…, AB12"]),
        ("find-reference-none", find(Some(Found { reference: "AB99".into(), ..Found::default() })), vec![]),
        ("record-delete", record_screen(), vec!["Delete from this computer…, AB12"]),
        ("home-to-look-at", home(summaries()), vec![]),
        ("home-all-done", home(summaries().into_iter().take(1).collect()), vec![]),
    ]
}

fn shown(show: Show, presses: &[&str], look: Look) -> Window<'static, Alone> {
    let mut window = window(show, look);
    for words in presses {
        window.press(words);
    }
    window
}

#[test]
fn every_one_of_them_is_whole_in_both_themes_at_every_size() {
    for theme in [Theme::Light, Theme::Dark] {
        for (size, text) in SIZES {
            for (name, show, presses) in screens() {
                let mut window = shown(show, &presses, Look { size, text, theme });
                let shade = if theme == Theme::Dark { "dark" } else { "light" };
                let name = format!("{name}-{shade}-{}x{}-{text}", size[0], size[1]);
                let picture = window.picture();
                is_whole(&window, &name);
                save(&picture, &name);
            }
        }
    }
}

#[test]
fn every_one_of_them_is_said_as_it_is_seen_and_reached_by_keys_alone() {
    for (name, show, presses) in screens() {
        let mut window = shown(show, &presses, Look { size: [1280.0, 12_000.0], ..Look::USUAL });
        has_names(name, &window);
        has_headings_in_order(name, &window);
        has_no_name_twice_in_a_group(name, &window);
        tab_round(&mut window, name);
    }
}

#[test]
fn nothing_of_them_is_cut_in_any_window_with_any_text() {
    for (size, text) in [([320.0, 9_000.0], 100), ([1280.0, 30_000.0], 300), ([700.0, 9_000.0], 100)] {
        for (name, show, presses) in screens() {
            let window = shown(show, &presses, Look { size, text, theme: Theme::Dark });
            let name = format!("{name} in {size:?} at {text} %");
            nothing_is_cut(&window, &name);
            is_one_column(&window, &name);
        }
    }
}

#[test]
fn nothing_is_deleted_by_one_press_and_the_focus_goes_along() {
    let mut window = window(dates(Retention::default(), false, Writes::Yes), Look::USUAL);
    window.press("Delete from this computer…, AB12");
    assert_eq!(asked(&mut window), []);
    window.expect("It goes to the bin for 14 days, then cannot be recovered, not even from our backups.");
    assert_eq!(at(&window), "Keep it, AB12");
    window.press("Keep it, AB12");
    assert_eq!((asked(&mut window), at(&window).as_str()), (vec![], "Delete from this computer…, AB12"));
    window.press("Delete from this computer…, AB12");
    window.press("Delete AB12");
    assert_eq!(asked(&mut window), [Action::Delete("ailsa".into())]);
    assert_eq!(at(&window), "In the bin");
    window.press("Put it back, CD07");
    assert_eq!(asked(&mut window), [Action::PutBack("binned".into())]);
    assert_eq!(at(&window), "Sessions that reach their date within 31 days");
    window.press("Copy the receipt, 17 June 2026 at 14:02");
    let copied = asked(&mut window);
    let [Action::Copy { text, .. }] = copied.as_slice() else { panic!("it is copied") };
    assert!(text.ends_with("with 7 backups was removed. Its letters were k3vq…"), "{text}");
}

#[test]
fn another_date_is_asked_for_and_its_change_is_shown_before_it_is_made() {
    let mut window = window(dates(Retention::default(), false, Writes::Yes), Look::USUAL);
    window.press("Keep until…, BL27");
    assert_eq!(at(&window), "Day");
    window.expect("That is the date of BL27 already.");
    window.write("Day", "9");
    window.press("Keep it until then, BL27");
    assert_eq!(asked(&mut window), [], "there is no 99 July");
    window.expect("Write a day that is still to come.");
    window.key(egui::Modifiers::NONE, egui::Key::Backspace);
    window.key(egui::Modifiers::NONE, egui::Key::Backspace);
    window.field("Day").type_text("24");
    window.0.run();
    window.expect("The date of BL27 changes from 9 July 2026 to 24 July 2026.");
    window.press("Keep it until then, BL27");
    assert_eq!(asked(&mut window), [Action::KeepUntil("rory".into(), day(7, 24))]);
    window.press("Keep until…, BL27");
    window.press("Leave its date, BL27");
    assert_eq!((asked(&mut window), at(&window).as_str()), (vec![], "Keep until…, BL27"));
}

#[test]
fn an_organisation_fixes_the_days_and_a_window_that_reads_changes_nothing() {
    let fixed = Retention { days: 14, fixed: true };
    let window_of = |retention, writes| window(dates(retention, true, writes), Look::USUAL);
    let window = window_of(fixed, Writes::Yes);
    window.expect("A session is kept until 14 days after the hearing. Your organisation sets this.");
    assert!(!window.shows("Keep until…") && window.shows("Delete from this computer…"));
    let window = window_of(Retention::default(), Writes::No);
    for words in ["Keep until…", "Delete from this computer…", "Put it back", "Yes, remove what is due"] {
        assert!(!window.shows(words), "{words}");
    }
    let mut window = window_of(Retention::default(), Writes::Yes);
    window.expect("This computer says that it is 3 June 2038. Is that right?");
    window.press("Yes, remove what is due");
    assert_eq!(asked(&mut window), [Action::DateIsRight]);
}

#[test]
fn one_goes_on_with_either_version_and_home_leads_to_both() {
    let mut window = window(comparison(), Look::USUAL);
    for words in ["4 answers differ: ‘", "are the same in both.", "The other one stays among the earlier copies."] {
        window.expect(words);
    }
    window.press("Go on with this one, kept here, 14:02");
    window.press("Go on with this one, the copy of 13:55");
    let on = |version: &str| Action::GoOnWith { id: "ailsa".into(), version: version.into() };
    assert_eq!(asked(&mut window), [on("here"), on("m2c8")]);

    let mut window = self::window(home(summaries()), Look::USUAL);
    window.expect("4 answers are newer than that copy: ‘");
    window.expect("One is kept here, 16 June 2026 at 16:00. One is kept beside it, 14:10.");
    window.expect("1 session has reached its delete date, and 1 more reaches it within a month.");
    window.press("Compare the two");
    window.press("Compare the two, BL27");
    window.press("Look at them");
    let compare = |id: &str, with: &str| Action::Compare { id: id.into(), with: with.into() };
    assert_eq!(
        asked(&mut window),
        [compare("ailsa", "m2c8"), compare("rory", "laptop"), Action::Go(Place::DeleteDates)]
    );

    let mut window = self::window(copies(copy_rows()), Look::USUAL);
    window.press("Compare, yesterday 16:00");
    window.press("Go on from this copy, 22 May 2026 at 14:40");
    assert_eq!(asked(&mut window), [compare("ailsa", "c"), on("d")]);
}

#[test]
fn everything_with_a_reference_is_found_and_saved_with_its_warning() {
    let mut window = window(find(Some(found())), Look::USUAL);
    window.press("Find");
    assert_eq!((asked(&mut window), at(&window).as_str()), (vec![], "Reference"));
    window.expect("Write the reference first.");
    window.write("Reference", " AB12 ");
    assert!(!window.shows("Write the reference first."));
    window.key(egui::Modifiers::NONE, egui::Key::Enter);
    assert_eq!(asked(&mut window), [Action::FindReference("AB12".into())]);
    window.expect("1 open session, 1 finished session, 4 earlier copies, 1 session in the bin.");
    window.expect("1 file does not open, and may have this reference too.");
    window.expect(CARE);
    window.press("Earlier copies, AB12");
    window.press("Save everything…");
    window.press("Delete from this computer…, AB12");
    window.press("Delete AB12");
    let expected = [
        Action::Go(Place::Copies("ailsa".into())),
        Action::SaveEverything("AB12".into()),
        Action::Delete("ailsa".into()),
    ];
    assert_eq!(asked(&mut window), expected);
    assert_eq!(at(&window), "With the reference AB12");
}

#[test]
fn a_finished_session_can_go_from_its_own_screen() {
    let mut window = window(record_screen(), Look { size: [1280.0, 3_000.0], ..Look::USUAL });
    window.expect("30 June 2026, 28 days after the hearing");
    window.press("Delete from this computer…, AB12");
    assert_eq!(at(&window), "Keep it, AB12");
    window.press("Delete AB12");
    assert_eq!(asked(&mut window), [Action::Delete("ailsa".into())]);
}
