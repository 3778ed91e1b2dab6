//! The files at hand: the shipped ones and a person's own, sound and faulty side by side.

use std::collections::{BTreeMap, BTreeSet};

use super::{Checklist, Contents, Language, Law, LawLine, Limits, Panel, Parrot, Place, Problem, file, rules};

/// Where a file came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// Compiled into the program.
    Shipped,
    /// In the person's own folder.
    Own,
}

/// A file as it was found: its name without folders, and its bytes (cut off after [`Limits::BYTES`] + 1).
#[derive(Clone, Debug)]
pub struct Source {
    pub origin: Origin,
    pub file: String,
    pub bytes: Vec<u8>,
}

/// A checklist that can be used.
#[derive(Clone, Debug, PartialEq)]
pub struct Shelved {
    pub checklist: Checklist,
    pub origin: Origin,
    pub file: String,
    /// It stands in the place of a shipped one with the same id.
    pub replaces_shipped: bool,
    pub warnings: Vec<Problem>,
}

/// A file that cannot be used yet, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Faulty {
    pub origin: Origin,
    pub file: String,
    pub problems: Vec<Problem>,
}

/// Everything on the shelf. One bad file never hides the others.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Library {
    /// In the order of their titles.
    pub sound: Vec<Shelved>,
    pub faulty: Vec<Faulty>,
    pub laws: Vec<Law>,
    /// Words to look at.
    pub language: Vec<Language>,
    pub panels: Vec<Panel>,
    /// The last one read wins; `None` only if no file has one.
    pub parrot: Option<Parrot>,
}

impl Library {
    /// Reads every source. Own files add to the shipped ones or replace them by id.
    #[must_use]
    pub fn read(mut sources: Vec<Source>) -> Self {
        sources.sort_by(|a, b| (a.origin, &a.file).cmp(&(b.origin, &b.file)));
        let mut library = Self::default();
        let mut read = Vec::new();
        for Source { origin, file, bytes } in sources {
            match file::read(&file, &bytes) {
                Ok(Contents::Checklist { checklist, places, warnings }) => {
                    read.push((origin, file, checklist, places, warnings));
                }
                Ok(Contents::Law(law)) => {
                    library.laws.retain(|one| one.id != law.id);
                    library.laws.push(law);
                }
                Ok(Contents::Language(language)) => {
                    library.language.retain(|one| one.id != language.id);
                    library.language.push(language);
                }
                Ok(Contents::Panel(panel)) => {
                    library.panels.retain(|one| one.id != panel.id);
                    library.panels.push(panel);
                }
                Ok(Contents::Parrot(parrot)) => library.parrot = Some(*parrot),
                Err(problems) => library.faulty.push(Faulty { origin, file, problems }),
            }
        }
        // Law ids are looked up last, when every law file has been read.
        let known: BTreeSet<&str> =
            library.laws.iter().flat_map(|law| &law.lines).map(|line| line.id.as_str()).collect();
        let panels: Vec<&str> = library.panels.iter().map(|panel| panel.id.as_str()).collect();
        let mut sound: BTreeMap<String, Shelved> = BTreeMap::new();
        for (origin, file, checklist, places, warnings) in read {
            let mut problems = rules::unknown_law(&checklist, &places, &known);
            problems.extend(rules::unknown_panels(&checklist, &places, &panels));
            if problems.is_empty() {
                let replaces_shipped = sound.contains_key(&checklist.id);
                let id = checklist.id.clone();
                sound.insert(id, Shelved { checklist: *checklist, origin, file, replaces_shipped, warnings });
            } else {
                library.faulty.push(Faulty { origin, file, problems });
            }
        }
        library.sound = sound.into_values().collect();
        library.sound.sort_by(|a, b| a.checklist.title.cmp(&b.checklist.title));
        library
    }

    /// What a file would be on this shelf, without putting it there.
    ///
    /// # Errors
    /// Its problems, law ids that no file on this shelf has among them.
    pub fn try_on(&self, file: &str, bytes: &[u8]) -> Result<Contents, Vec<Problem>> {
        let contents = file::read(file, bytes)?;
        if let Contents::Checklist { checklist, places, warnings: _ } = &contents {
            let known = self.laws.iter().flat_map(|law| &law.lines).map(|line| line.id.as_str()).collect();
            let panels: Vec<&str> = self.panels.iter().map(|panel| panel.id.as_str()).collect();
            let mut problems = rules::unknown_law(checklist, places, &known);
            problems.extend(rules::unknown_panels(checklist, places, &panels));
            if !problems.is_empty() {
                return Err(problems);
            }
        }
        Ok(contents)
    }

    /// The sound checklist with this id.
    #[must_use]
    pub fn checklist(&self, id: &str) -> Option<&Shelved> {
        self.sound.iter().find(|shelved| shelved.checklist.id == id)
    }

    /// The panel with this id.
    #[must_use]
    pub fn panel(&self, id: &str) -> Option<&Panel> {
        self.panels.iter().find(|panel| panel.id == id)
    }

    /// The law line with this id, and the caution of its file.
    #[must_use]
    pub fn law_line(&self, id: &str) -> Option<(&LawLine, &str)> {
        self.laws
            .iter()
            .find_map(|law| law.lines.iter().find(|line| line.id == id).map(|line| (line, law.caution.as_str())))
    }

    /// A file that could not even be opened, as a faulty one on the shelf.
    pub fn could_not_open(&mut self, origin: Origin, file: String, why: String) {
        let place = Place { file: file.clone(), ..Place::default() };
        let problem = Problem { place, what: why, help: "Look again when it can be opened.".to_owned() };
        self.faulty.push(Faulty { origin, file, problems: vec![problem] });
    }
}

/// The files that are compiled in, from `checklists/`.
#[must_use]
pub fn shipped() -> Vec<Source> {
    SHIPPED
        .iter()
        .map(|(file, text)| Source {
            origin: Origin::Shipped,
            file: (*file).to_owned(),
            bytes: text.as_bytes().to_vec(),
        })
        .collect()
}

// `SHIPPED: &[(&str, &str)]`, written by build.rs: a new file in `checklists/` needs no new code.
include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

/// Shipped files are never larger than what is read of a person's own.
const _: () = {
    let mut at = 0;
    while at < SHIPPED.len() {
        assert!(SHIPPED[at].1.len() <= Limits::BYTES, "a shipped file is too large");
        at += 1;
    }
};
