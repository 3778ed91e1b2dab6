//! Other versions of a session: beside each other, and going on with one of them.

use super::App;
use crate::{
    record::Kept,
    session::Pair,
    store::{LoadError, Version},
    ui::{
        Place,
        compare_page::{self, CompareModel, Lies},
        copies::CopyRow,
        home::TwoVersions,
        sessions::full_name,
    },
};

impl App {
    /// Shows two versions beside each other: the one that is kept now, and another one.
    pub(super) fn compare(&mut self, id: &str, with: &str) {
        let Some(version) = Version::of_key(with) else { return };
        match self.both(id, &version) {
            Ok((here, other)) => {
                let name = full_name(&crate::session::Summary::of(here.session(), here.finished()));
                let versions = Pair { first: shown(&Version::Last, &here), second: shown(&version, &other) };
                self.compared = Some((version, CompareModel::new(id, &name, versions, here.compare(&other))));
                self.go(Place::Compare);
            }
            Err(error) => self.notice = Some(format!("They cannot be compared. {error} {}", error.hint())),
        }
    }

    fn both(&self, id: &str, other: &Version) -> Result<(Kept, Kept), LoadError> {
        let here = match &self.open {
            Some(open) if open.kept().id() == id => open.kept().clone(),
            _ => self.store.peek(id, &Version::Last)?,
        };
        Ok((here, self.store.peek(id, other)?))
    }

    /// Goes on with one of several versions. The others stay among the earlier copies.
    pub(super) fn go_on_with(&mut self, id: &str, key: &str) {
        let Some(version) = Version::of_key(key) else { return };
        if !self.put_away() {
            return;
        }
        let settled = match (&version, self.compared.take()) {
            // The one that is kept now was chosen over one that lies beside it.
            (Version::Last, Some((Version::Beside(_), _))) => self.store.put_copies_away(id),
            _ => Ok(()),
        };
        if let Err(error) = settled {
            self.notice = Some(format!("The other version lies where it was. {error} {}", error.hint()));
            return;
        }
        self.open_kept(id, &version);
        self.look_at_sessions();
    }

    /// What Home says of sessions that are there twice.
    pub(super) fn two_versions(&self) -> Vec<TwoVersions> {
        let mut all = Vec::new();
        for copy in &self.beside {
            let Some(here) = self.sessions.iter().find(|one| one.id == copy.id) else { continue };
            all.push(TwoVersions {
                id: copy.id.clone(),
                name: full_name(here),
                here: compare_page::Version { key: Version::Last.key(), at: here.changed, lies: Lies::Here },
                other: compare_page::Version { key: copy.version.key(), at: copy.summary.changed, lies: Lies::Beside },
            });
        }
        all
    }

    /// The earlier copies of a session, read when they are asked for.
    pub(super) fn copies_of(&self, id: &str) -> Vec<CopyRow> {
        let copies = self.store.copies_of(id);
        copies.into_iter().map(|copy| CopyRow { key: copy.version.key(), at: copy.summary.changed }).collect()
    }
}

fn shown(version: &Version, kept: &Kept) -> compare_page::Version {
    let lies = match version {
        Version::Last => Lies::Here,
        Version::Previous | Version::Backup(_) => Lies::Copy,
        Version::Beside(_) => Lies::Beside,
    };
    compare_page::Version { key: version.key(), at: kept.session().changed, lies }
}
