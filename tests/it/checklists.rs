//! Are the shipped files good, and is the README true? It walks `checklists/`, so that a new file is held to the same.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use but_why::checklist::{Checklist, Contents, Kind, Library, Limits, Origin, Shelved, Source, Speaks, read, shipped};
use but_why::store::{Machine, Policy, System};

/// The kinds of content that are shipped.
const FOLDERS: [&str; 5] = ["language", "law", "panel", "parrot", "sessions"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every `.ron` file in a folder of `checklists/`.
fn files(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join("checklists").join(folder)).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "ron"));
    assert!(!files.is_empty(), "{folder}");
    files
}

fn source(path: &Path) -> Source {
    let file = path.file_name().unwrap().to_str().unwrap().to_owned();
    Source { origin: Origin::Shipped, file, bytes: fs::read(path).unwrap() }
}

/// The folder as it is now, not as it was when this was compiled.
fn library() -> Library {
    Library::read(FOLDERS.into_iter().flat_map(files).map(|path| source(&path)).collect())
}

fn sessions() -> Vec<Shelved> {
    let sound = library().sound;
    assert_eq!(sound.len(), files("sessions").len());
    sound
}

#[test]
fn every_shipped_file_is_sound_and_has_no_warning() {
    let library = library();
    assert_eq!(library.faulty, [], "law ids are among what is looked up");
    for shelved in &library.sound {
        assert_eq!(shelved.warnings, [], "{}", shelved.file);
        assert!(!shelved.replaces_shipped, "{} has the id of another", shelved.file);
    }
    assert_eq!(library.laws.len(), files("law").len());
    assert_eq!(library.language.len(), files("language").len());
    assert_eq!(library.panels.len(), files("panel").len());
    assert!(library.parrot.is_some());
}

#[test]
fn what_is_compiled_in_is_what_stands_in_the_folder() {
    let mut compiled: Vec<(String, Vec<u8>)> = shipped().into_iter().map(|one| (one.file, one.bytes)).collect();
    let mut found: Vec<(String, Vec<u8>)> =
        FOLDERS.into_iter().flat_map(files).map(|path| source(&path)).map(|one| (one.file, one.bytes)).collect();
    compiled.sort();
    found.sort();
    assert!(compiled == found, "build.rs compiles another set of files in");
}

#[test]
fn a_files_name_is_its_id() {
    for path in FOLDERS.into_iter().flat_map(files) {
        let Source { file, bytes, .. } = source(&path);
        let id = match read(&file, &bytes).unwrap() {
            Contents::Checklist { checklist, .. } => checklist.id,
            Contents::Law(law) => law.id,
            Contents::Panel(panel) => panel.id,
            Contents::Parrot(parrot) => parrot.id,
            Contents::Language(language) => language.id,
        };
        assert_eq!(path.file_stem().unwrap().to_str(), Some(id.as_str()));
    }
}

#[test]
fn a_section_asks_no_more_than_nine_things_at_any_pace() {
    for Shelved { checklist, .. } in sessions() {
        for pace in &checklist.paces {
            for (section, items) in checklist.at_pace(&pace.id) {
                let count = items.len();
                assert!((1..=Limits::COMFORTABLE_ITEMS).contains(&count), "{} at {}: {count}", section.id, pace.id);
            }
        }
    }
}

#[test]
fn the_minutes_of_the_sections_make_up_the_pace() {
    for Shelved { checklist, .. } in sessions() {
        for pace in &checklist.paces {
            let planned: u16 = checklist.sections.iter().filter_map(|one| one.minutes.get(&pace.id)).sum();
            assert_eq!(planned, pace.minutes, "{} at {}", checklist.id, pace.id);
        }
    }
}

#[test]
fn an_item_is_asked_only_at_paces_that_its_section_has() {
    for Shelved { checklist, .. } in sessions() {
        for section in &checklist.sections {
            for item in &section.items {
                let asked = item.only.iter().all(|pace| section.minutes.contains_key(pace));
                assert!(asked, "{} is never asked at one of its paces", item.id);
            }
        }
    }
}

/// East Renfrewshire's lists ask these six, and so does the review, however little time there is.
#[test]
fn the_review_asks_the_six_questions_at_both_paces_and_25_minutes_ask_less() {
    let library = library();
    let review = &library.checklist("cso_review").unwrap().checklist;
    for pace in ["full", "short"] {
        let asked: Vec<&str> = review.at_pace(pace).flat_map(|(_, items)| items).map(|item| item.id.as_str()).collect();
        for id in ["why_order", "remit", "must_do", "ask_for", "avoiding", "for_a_while"] {
            assert!(asked.contains(&id), "{id} at {pace}");
        }
    }
    assert!(review.prompts_at("short") <= 23, "{}", review.prompts_at("short"));
}

/// Twenty-odd questions, so that a pair that comes back finds others; each can be said in one breath, and none blames.
/// "In turn" puts whoever is newly qualified first, so it cannot stand over a line that says who begins.
#[test]
fn a_section_whose_read_aloud_line_says_who_begins_has_nobody_else_begin() {
    for shelved in sessions() {
        for section in &shelved.checklist.sections {
            let aloud = &section.read_aloud;
            if ["The presenter ", "The colleague "].iter().any(|who| aloud.starts_with(who)) {
                assert_ne!(section.speaks, Speaks::InTurn, "{}: {aloud}", section.id);
            }
        }
    }
}

#[test]
fn a_panel_has_questions_for_more_than_one_session() {
    for panel in library().panels {
        assert!(panel.questions.len() >= 20, "{}", panel.id);
        assert!(panel.questions.iter().all(|one| one.asks.ends_with('?') || one.asks.contains("? ")), "{}", panel.id);
    }
}

/// The ```` ```ron ```` blocks of a text, without the spaces before all of their lines.
fn ron_blocks(file: &str) -> Vec<String> {
    let text = fs::read_to_string(root().join(file)).unwrap().replace("\r\n", "\n");
    let of = |rest: &str| {
        let (block, _) = rest.split_once("```")?;
        let indent = block.len() - block.trim_start_matches(' ').len();
        let lines: Vec<&str> = block.lines().map(|line| line.get(indent..).unwrap_or_default()).collect();
        Some(lines.join("\n"))
    };
    text.split("```ron\n").skip(1).filter_map(of).collect()
}

#[test]
fn every_checklist_in_the_readme_is_sound() {
    let blocks: Vec<String> = ron_blocks("README.md").into_iter().filter(|one| !one.starts_with("Policy(")).collect();
    assert!(blocks.len() >= 2, "the README shows a checklist and a list of words");
    let library = library();
    for block in blocks {
        let id = block.split_once("id: \"").and_then(|(_, rest)| rest.split_once('"')).map_or("", |(id, _)| id);
        match library.try_on(&format!("{id}.ron"), block.as_bytes()) {
            Ok(Contents::Checklist { warnings, .. }) => assert_eq!(warnings, []),
            Ok(_) => {}
            Err(problems) => {
                let words: Vec<String> = problems.iter().map(ToString::to_string).collect();
                panic!("the README's example: {}", words.join("\n"));
            }
        }
    }
}

#[test]
fn every_policy_that_is_shown_fixes_what_it_says() {
    let env = [("USERNAME", "rhay"), ("USERPROFILE", "C:\\Users\\rhay")];
    let env = env.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let machine = Machine { system: System::Windows, env: env.into() };
    for (file, store) in [("README.md", "H:\\but-why"), ("docs/for-it.md", "\\\\council\\homes\\rhay\\but-why")] {
        let blocks: Vec<String> = ron_blocks(file).into_iter().filter(|one| one.starts_with("Policy(")).collect();
        let [block] = &*blocks else { panic!("{file} shows {} policies", blocks.len()) };
        let (policy, problems) = Policy::from_bytes("policy.ron", block.as_bytes(), &machine);
        assert_eq!(problems, [], "{file}");
        let expected = Policy { store: Some(store.into()), lock_minutes: Some(15), retention_days: Some(28) };
        assert_eq!(policy, expected, "{file}");
        let place = Policy::place(&Machine { system: System::Linux, env: BTreeMap::new() });
        assert!(fs::read_to_string(root().join(file)).unwrap().contains(place.to_str().unwrap()), "{file}");
    }
}

/// A small checklist, for what may be written in more than one way.
const SMALL: &str = r#"Checklist(
    format: 1,
    id: "small",
    title: "Small",
    purpose: "For tests.",
    meeting: "None",
    jurisdiction: "Scotland",
    version: "1.0.0",
    authors: ["Team North"],
    changed: "",
    review_by: "2027-03-31",
    licence: "CC0-1.0",
    paces: [(id: "full", title: "An hour", minutes: 60)],
    sections: [
        (
            id: "one",
            title: "One",
            minutes: {"full": 60},
            items: [
                (id: "home", prompt: "Who?", kind: Choice(options: [(id: "mum", text: "Mum"), (id: "gran", text: "Gran")])),
                (id: "point", prompt: "What?", kind: Point),
                (id: "why", prompt: "But why?", kind: Why(from: "point"), shows_when: Answer(of: "home", is: "gran")),
            ],
        ),
    ],
)
"#;

#[track_caller]
fn small(text: &[u8]) -> Checklist {
    match read("small.ron", text) {
        Ok(Contents::Checklist { checklist, .. }) => *checklist,
        Ok(_) => panic!("not a checklist"),
        Err(problems) => panic!("{}", problems[0]),
    }
}

#[test]
fn what_editors_and_habits_do_to_a_file_changes_nothing() {
    let plain = small(SMALL.as_bytes());
    let rows = [
        ("Notepad's mark", format!("\u{FEFF}{SMALL}")),
        ("Windows line ends", SMALL.replace('\n', "\r\n")),
        ("no name before the first bracket", SMALL.replacen("Checklist(", "(", 1)),
        ("a comment before everything", format!("/* Ours.\n Read in /* May */ */ // so\n\n{SMALL}")),
        ("comments everywhere", SMALL.replace('\n', " // \"here\" (\n/* ] */\n").replace(": ", ": /* , */ ")),
        ("no line ends at all", SMALL.replace("\n    ", " ")),
        ("commas after the last of everything", SMALL.replace(")]", ",),]").replace("\"]", "\",]")),
        ("no comma after the last", SMALL.replace(",\n            ],", "\n            ]").replace("],\n)", "]\n)")),
        (
            "names before brackets",
            SMALL
                .replace("(\n            id", "Section(\n            id")
                .replace("(id: \"full\"", "Pace(id: \"full\"")
                .replace("                (id", "                Item(id"),
        ),
        ("options with Some", SMALL.replace("from: \"point\"", "from: Some(\"point\")")),
        (
            "a condition with Some",
            SMALL.replace("Answer(of: \"home\", is: \"gran\")", "Some(Answer(of: \"home\", is: Some(\"gran\")))"),
        ),
        ("an attribute of RON", format!("#![enable(implicit_some)]\n{SMALL}")),
        ("a raw text", SMALL.replace("\"For tests.\"", "r#\"For tests.\"#")),
        ("the defaults written out", SMALL.replace("kind: Point", "kind: Point, hint: \"\", only: [], short: false")),
    ];
    for (habit, text) in rows {
        assert_ne!(text, SMALL, "{habit} is not there");
        assert_eq!(small(text.as_bytes()), plain, "{habit}");
    }
}

#[test]
fn curly_quotes_within_a_text_are_words() {
    let text = SMALL.replace("But why?", "What is “home” to Gran’s ‘wee one’?");
    assert_eq!(small(text.as_bytes()).sections[0].items[2].prompt, "What is “home” to Gran’s ‘wee one’?");
}

#[test]
fn characters_that_hide_are_no_problem_and_are_shown_as_marks() {
    let text = SMALL.replace("But why?", "But \u{202E}why\u{202C}\u{7}?").replace("\"Gran\"", "\"Gr\u{200B}an\"");
    let small = small(text.as_bytes());
    assert_eq!(small.sections[0].items[2].prompt, "But [U+202E]why[U+202C][U+0007]?");
    let Kind::Choice { options, .. } = &small.sections[0].items[0].kind else { panic!("it is a choice") };
    assert_eq!(options[1].text, "Gr[U+200B]an");
}

#[test]
fn a_section_of_ten_items_is_used_and_warned_of() {
    let ten: String =
        (1..=10).fold(String::new(), |all, n| format!("{all}(id: \"q{n}\", prompt: \"Who?\", kind: Text),"));
    let text = SMALL.replace("items: [", &format!("items: [{ten}"));
    let Ok(Contents::Checklist { warnings, .. }) = read("small.ron", text.as_bytes()) else { panic!("it is sound") };
    let words: Vec<String> = warnings.iter().map(but_why::checklist::Problem::in_file).collect();
    assert_eq!(
        words,
        ["line 19, section \"One\": This section has 13 items; 5 to 9 work best. Think about dividing it in two."]
    );
}
