//! What the sessions that are kept here say to the group: gathered on a thread, because each of them is opened for it.

use std::{
    sync::{
        Arc,
        mpsc::{Receiver, TryRecvError, channel},
    },
    thread,
};

use egui::Context;

use super::App;
use crate::{
    record::Gathered,
    store::{Store, Version},
};

/// What has been gathered, and whether more is on its way.
#[derive(Default)]
pub(super) struct Shares {
    asked: Option<Receiver<Vec<(String, Gathered)>>>,
    here: Option<Vec<(String, Gathered)>>,
}

impl Shares {
    /// Of each session by its id, once they are here.
    pub(super) fn here(&self) -> Option<&[(String, Gathered)]> {
        self.here.as_deref()
    }
}

impl App {
    /// Begins to gather what every session says to the group.
    pub(super) fn gather_shares(&mut self, ctx: &Context) {
        if self.shares.asked.is_some() {
            return;
        }
        let (send, asked) = channel();
        let (store, wake) = (Arc::clone(&self.store), ctx.clone());
        thread::spawn(move || {
            // Nobody may wait any more.
            let _ = send.send(gather(&store));
            drop(store);
            wake.request_repaint();
        });
        self.shares.asked = Some(asked);
    }

    /// Takes what has been gathered.
    pub(super) fn take_shares(&mut self) {
        let Some(asked) = &self.shares.asked else { return };
        match asked.try_recv() {
            Err(TryRecvError::Empty) => {}
            Err(TryRecvError::Disconnected) => self.shares.asked = None,
            Ok(here) => self.shares = Shares { asked: None, here: Some(here) },
        }
    }
}

fn gather(store: &Store) -> Vec<(String, Gathered)> {
    let Ok(listing) = store.list() else { return Vec::new() };
    let shares = listing.kept.into_iter().filter_map(|summary| {
        let kept = store.peek(&summary.id, &Version::Last).ok()?;
        Some((summary.id, Gathered::of(&kept)))
    });
    shares.filter(|(_, one)| one.share.is_said()).collect()
}
