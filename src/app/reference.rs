//! Everything with one reference: found on a thread, because every copy of every session is opened for it.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, TryRecvError, channel},
    },
    thread,
};

use chrono::NaiveDateTime;
use egui::Context;

use super::{App, chooser::Document, deleting};
use crate::{
    record::{EarlierCopy, Format, Found as Everything, Kept, everything},
    session::Summary,
    store::{Binned, Store},
    ui::{
        copies::CopyRow,
        find_reference::{Found, FoundSession},
    },
};

/// What is being looked for. Dropping it ends the search: its thread holds the store no longer than one file takes.
pub(super) struct Search {
    reference: String,
    answer: Receiver<Held>,
    ended: Arc<AtomicBool>,
}

/// What was found, with its words.
#[derive(Default)]
pub(super) struct Held {
    sessions: Vec<(Kept, Vec<(String, EarlierCopy)>)>,
    bin: Vec<(Binned, Kept)>,
    unreadable: usize,
}

impl Drop for Search {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Release);
    }
}

impl App {
    pub(super) fn find_reference(&mut self, ctx: &Context, reference: String) {
        let now = (self.clock)();
        let _ = self.saver.finish(super::perform::PATIENCE);
        let (send, answer) = channel();
        let ended = Arc::new(AtomicBool::new(false));
        let (store, theirs, wake, wanted) =
            (Arc::clone(&self.store), Arc::clone(&ended), ctx.clone(), reference.clone());
        thread::spawn(move || {
            if let Some(held) = look(&store, &wanted, now, &theirs) {
                let _ = send.send(held);
            }
            drop(store);
            wake.request_repaint();
        });
        self.search = Some(Search { reference, answer, ended });
        self.notice = Some("Looking through every copy".to_owned());
    }

    /// Takes what the search has found.
    pub(super) fn take_found(&mut self) {
        let Some(search) = &self.search else { return };
        match search.answer.try_recv() {
            Err(TryRecvError::Empty) => {}
            Err(TryRecvError::Disconnected) => self.search = None,
            Ok(held) => {
                self.found = Some((shown(&search.reference, &held), held));
                self.search = None;
                self.notice = None;
            }
        }
    }

    /// What was found may have been deleted or put back since.
    pub(super) fn find_again(&mut self) {
        if let Some((found, _)) = self.found.take()
            && let Some(held) = look(&self.store, &found.reference, (self.clock)(), &AtomicBool::new(false))
        {
            self.found = Some((shown(&found.reference, &held), held));
        }
    }

    pub(super) fn save_everything(&mut self, ctx: &Context) {
        let Some((found, held)) = &self.found else { return };
        let copies: Vec<Vec<EarlierCopy>> =
            held.sessions.iter().map(|(_, copies)| copies.iter().map(|(_, copy)| copy.clone()).collect()).collect();
        let here = held.sessions.iter().zip(&copies).map(|((kept, _), copies)| Everything {
            kept,
            whence: crate::record::Whence::Here,
            copies,
        });
        let bin =
            held.bin.iter().map(|(binned, kept)| Everything { kept, whence: deleting::whence(binned), copies: &[] });
        let all: Vec<Everything<'_>> = here.chain(bin).collect();
        let doc = Box::new(everything(&found.reference, &all, (self.clock)()));
        let note = "Everything kept".to_owned();
        let (session, for_whom) = (String::new(), String::new());
        let document = Document { session, doc, format: Format::Text, note, for_whom, to_print: false };
        self.ask_where_to_save(ctx, document);
    }
}

/// `None` if nobody waits for it any more.
fn look(store: &Store, reference: &str, now: NaiveDateTime, ended: &AtomicBool) -> Option<Held> {
    let listing = store.list().ok()?;
    let mut held = Held { unreadable: listing.unreadable.len(), ..Held::default() };
    for summary in listing.kept {
        if ended.load(Ordering::Acquire) {
            return None;
        }
        let Ok(kept) = store.peek(&summary.id, &crate::store::Version::Last) else { continue };
        let beside = listing.copies.iter().filter(|copy| copy.id == summary.id).cloned();
        let mut copies = Vec::new();
        let mut has = kept.has_reference(reference);
        for copy in store.copies_of(&summary.id).into_iter().chain(beside) {
            if let Ok(earlier) = store.peek(&summary.id, &copy.version) {
                has |= earlier.has_reference(reference);
                copies.push((copy.version.key(), EarlierCopy { at: copy.summary.changed, kept: earlier }));
            }
        }
        if has {
            held.sessions.push((kept, copies));
        }
    }
    for binned in store.bin(now) {
        if let Ok(kept) = store.peek_binned(&binned.id)
            && kept.has_reference(reference)
        {
            held.bin.push((binned, kept));
        }
    }
    Some(held)
}

fn shown(reference: &str, held: &Held) -> Found {
    let sessions = held.sessions.iter().map(|(kept, copies)| FoundSession {
        session: Summary::of(kept.session(), kept.finished()),
        copies: copies.iter().map(|(key, copy)| CopyRow { key: key.clone(), at: copy.at }).collect(),
    });
    Found {
        reference: reference.to_owned(),
        sessions: sessions.collect(),
        bin: held.bin.iter().map(|(binned, _)| deleting::bin_row(binned)).collect(),
        unreadable: held.unreadable,
    }
}
