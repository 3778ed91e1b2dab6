//! The library's files: reading the shelf, and looking at a file before it is put there.

use std::{path::Path, sync::Arc};

use egui::Context;

use super::App;
use crate::{
    checklist::{Library, Origin, Source, counted, shipped},
    session::language::Finder,
    store::{Store, read_source},
    ui::{Place, checklist_page::Arrived},
};

/// A file that was dropped or chosen and is being looked at.
#[derive(Default)]
pub struct Shelf {
    arrived: Option<(Source, Arrived)>,
}

impl Shelf {
    #[must_use]
    pub fn arrived(&self) -> Option<(&str, &Arrived)> {
        self.arrived.as_ref().map(|(source, arrived)| (source.file.as_str(), arrived))
    }
}

/// The shipped files and the person's own.
#[must_use]
pub fn read(store: &Store) -> Library {
    let own = store.own_files();
    let mut library = Library::read(shipped().into_iter().chain(own.sources).collect());
    for (file, error) in own.unopened {
        library.could_not_open(Origin::Own, file, error.to_string());
    }
    library
}

impl App {
    fn read_again(&mut self) {
        self.library = read(&self.store);
        self.finder = Arc::new(Finder::new(&self.library.language));
    }

    pub(super) fn look_again(&mut self) {
        self.read_again();
        let faulty = self.library.faulty.len();
        self.notice = Some(match (self.library.sound.len(), faulty) {
            (sound, 0) => format!("Looked again: {}", counted(sound, "checklist")),
            (sound, faulty) => {
                format!(
                    "Looked again: {}, {} that cannot be used yet",
                    counted(sound, "checklist"),
                    counted(faulty, "file")
                )
            }
        });
        // A file that has been put right is not faulty any more: show what it has become.
        if let Place::Faulty(file) = &self.place
            && !self.library.faulty.iter().any(|one| one.file == *file)
        {
            let id = file.strip_suffix(".ron").unwrap_or(file).to_owned();
            self.place = if self.library.checklist(&id).is_some() { Place::Checklist(id) } else { Place::Library };
        }
    }

    /// Reads a file and shows what it contains. Nothing is added yet.
    pub(super) fn look_at_file(&mut self, path: &Path) {
        match read_source(path) {
            Ok(source) => {
                let arrived = Arrived::of(&self.library, &source);
                self.shelf.arrived = Some((source, arrived));
                self.go(Place::Arrived);
            }
            Err(error) => self.notice = Some(format!("The file could not be read. {error} {}", error.hint())),
        }
    }

    pub(super) fn take_dropped_files(&mut self, ctx: &Context) {
        let dropped = ctx.input(|input| input.raw.dropped_files.clone());
        let Some(file) = dropped.first() else { return };
        if dropped.len() > 1 {
            self.notice = Some("One file at a time: this is the first of them.".to_owned());
        }
        let path = file.path().to_owned();
        self.look_at_file(&path);
    }

    fn has_own(&self, file: &str) -> bool {
        self.store.own_files().sources.iter().any(|one| one.file == file)
    }

    /// Puts the file that is being looked at into the person's own folder.
    pub(super) fn add_to_shelf(&mut self) {
        let Some((source, arrived)) = self.shelf.arrived.take() else { return };
        let file = source.file.clone();
        let added = if self.has_own(&file) {
            self.store.replace_own(&file, &source.bytes)
        } else {
            self.store.add_own(&file, &source.bytes)
        };
        match added {
            Ok(()) => {
                self.read_again();
                let id = file.strip_suffix(".ron").unwrap_or(&file).to_owned();
                self.came_from.clear();
                self.place = if self.library.checklist(&id).is_some() { Place::Checklist(id) } else { Place::Library };
                self.notice = Some(format!("Added: {file}"));
            }
            Err(error) => {
                self.notice = Some(format!("The file is not added. {error} {}", error.hint()));
                self.shelf.arrived = Some((source, arrived));
            }
        }
    }
}
