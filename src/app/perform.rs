//! What the screens ask for, one arm for each: the program's table of contents.

use std::time::Duration;

use egui::Context;

use super::{App, open::Open};
use crate::{
    record::Kept,
    session::{Carried, Leaving, Session, Setup, Summary},
    store::{self, LoadError, SaveState, new_id},
    ui::{
        Action, Place, a11y, home, home::Recovered, leave::Leave, review::Review, session_screen::SessionScreen,
        setup::SetUp,
    },
};

/// How long closing or leaving waits for the disk.
pub(super) const PATIENCE: Duration = Duration::from_secs(2);

const ONLY_READS: &str = "This window only reads. Do this in the one that writes.";

impl App {
    /// Carries out what a screen asks for.
    pub fn perform(&mut self, ctx: &Context, action: Action) {
        self.notice = None;
        let place = self.place.clone();
        let mut back_to = None;
        self.focused = ctx.memory(egui::Memory::focused);
        match action {
            action if action.needs_writer() && !self.store.is_writer() => self.notice = Some(ONLY_READS.to_owned()),
            Action::Go(place) => self.go(place),
            Action::Back => back_to = self.back(),
            Action::SetUp(checklist) => {
                self.screens.set_up.again(&self.library, checklist.as_deref());
                // Any of them may be the one from which something is carried over.
                self.look_at_sessions();
                self.go(Place::SetUp);
            }
            Action::Begin { checklist, pace, setup, carry } => {
                self.begin(&checklist, &pace, *setup, carry.as_deref());
            }
            Action::Open(id) => self.open_kept(&id, &store::Version::Last),
            Action::OpenPrevious(id) => {
                let beside = self.beside.iter().find(|copy| copy.id == id).map(|copy| copy.version.clone());
                let version = self.store.newest_copy(&id).map(|(version, _)| version).or(beside);
                self.open_kept(&id, &version.unwrap_or(store::Version::Previous));
            }
            Action::Compare { id, with } => self.compare(&id, &with),
            Action::GoOnWith { id, version } => self.go_on_with(&id, &version),
            Action::Delete(id) => self.delete(&id),
            Action::PutBack(id) => self.put_back(&id),
            Action::KeepUntil(id, day) => self.keep_until(&id, day),
            Action::DateIsRight => self.date_is_right(),
            Action::FindReference(reference) => self.find_reference(ctx, reference),
            Action::SaveEverything(_) => self.save_everything(ctx),
            Action::RecoveryAnswered => self.recovered = None,
            Action::GoTo(spot) => {
                if let Some(Kept::Session(session)) = self.open.as_mut().map(Open::kept_mut) {
                    session.spot = spot;
                    self.screens.session.come_to_prompt();
                    self.go(Place::Session);
                }
            }
            Action::Finish => self.finish(),
            Action::AddLaterThought(text) => {
                let now = (self.clock)();
                if let Some(Kept::Record(record)) = self.open.as_mut().map(Open::kept_mut) {
                    record.add(&text, now);
                }
            }
            Action::Copy { what, text } => {
                ctx.copy_text(text);
                self.notice = Some(format!("Copied: {what}"));
            }
            Action::SaveAs { doc, format, note, for_whom } => self.save_note(ctx, doc, format, note, for_whom),
            Action::Print { doc, note, for_whom } => self.print_note(ctx, doc, note, for_whom),
            Action::GatherShares => self.gather_shares(ctx),
            Action::SaveInDocuments => self.save_in_documents(),
            Action::LeaveDocument => self.unsaved_document = None,
            Action::CopyNote { note, text, for_whom } => {
                ctx.copy_text(text);
                self.notice = Some(format!("Copied: {note}"));
                if let Some(open) = &self.open {
                    let session = open.kept().id().to_owned();
                    let format = Leaving::COPIED.to_owned();
                    self.note_leaving(&session, Leaving { note, for_whom, format, ..Leaving::default() });
                }
            }
            Action::AddFromFile => self.ask_for_checklist(ctx),
            Action::AddToShelf => self.add_to_shelf(),
            Action::LookAgain => self.look_again(),
            Action::TryAgain => self.saver.try_again(),
            Action::CopyMyWords => {
                if let Some(open) = &self.open {
                    ctx.copy_text(open.kept().all_words());
                    self.notice = Some("Copied: every word of this session".to_owned());
                }
            }
            Action::Close => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
            Action::CloseAnyway => {
                self.may_close = true;
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            }
            Action::KeepOpen => self.closing = false,
            Action::TakeOver => self.take_over(),
            // The program around this one does it.
            Action::Lock | Action::Hide => {}
            Action::ChangePassphrase => self.go(Place::ChangePassphrase),
            Action::FolderUnderstood => self.settings.folder_said = self.folder_says.clone(),
            Action::ChooseFolder => self.ask_for_folder(ctx),
        }
        if self.place != place {
            // A shortcut may have led away while a menu was open: it belongs to the screen that has gone.
            egui::Popup::close_all(ctx);
            a11y::Focus::arrive(ctx, back_to);
        }
        self.keep_changes();
    }

    /// Shows a screen, and remembers from which one it was reached.
    pub(super) fn go(&mut self, place: Place) {
        if place == self.place {
            return;
        }
        match place {
            Place::Home => {
                self.came_from.clear();
                self.look_at_sessions();
            }
            Place::Leave => self.screens.leave = Leave::default(),
            Place::GoToPrompt => self.screens.go_to = crate::ui::go_to::GoTo::default(),
            Place::DeleteDates => self.look_at_bin(),
            Place::FindReference => {
                self.screens.find_reference = crate::ui::find_reference::FindReference::default();
                (self.search, self.found) = (None, None);
            }
            Place::ChangePassphrase => self.change = super::passphrase::Change::default(),
            _ => {}
        }
        if let Place::Copies(id) = &place {
            self.copies = self.copies_of(id);
        }
        let is_home = place == Place::Home;
        let from = std::mem::replace(&mut self.place, place);
        if !is_home {
            self.came_from.push((from, self.focused));
        }
    }

    /// Shows the screen before; gives what had the focus there.
    fn back(&mut self) -> Option<egui::Id> {
        let (place, focused) = self.came_from.pop().unwrap_or((Place::Home, None));
        if place == Place::Home {
            self.look_at_sessions();
        }
        self.place = place;
        focused
    }

    /// Reads the list of sessions again, with what waits to be saved on the disk first.
    pub(super) fn look_at_sessions(&mut self) {
        let _ = self.saver.finish(PATIENCE);
        match self.store.list() {
            Ok(listing) => {
                self.sessions = listing.kept;
                // A copy whose session has gone is listed as a file that can be opened.
                let orphans = listing.copies.iter().filter(|copy| !self.sessions.iter().any(|one| one.id == copy.id));
                let orphans: Vec<home::Unreadable> = orphans
                    .map(|copy| home::Unreadable {
                        name: copy.file.clone(),
                        why: "A version of a session that is not kept here any more. It can be opened.".to_owned(),
                        previous: Some(copy.id.clone()),
                    })
                    .collect();
                self.beside = listing.copies;
                self.unreadable = listing
                    .unreadable
                    .into_iter()
                    .map(|one| {
                        let changed =
                            one.changed.map(|at| format!(" It was last changed on {}.", at.format("%-d %B at %H:%M")));
                        let why = format!("{}{} {}", one.why, changed.unwrap_or_default(), one.why.hint());
                        home::Unreadable { name: one.file, why, previous: one.copy.map(|_| one.id) }
                    })
                    .chain(orphans)
                    .collect();
            }
            Err(error) => self.notice = Some(format!("The sessions could not be listed. {error} {}", error.hint())),
        }
        // What is open and not on the disk is listed all the same.
        if let Some(open) = &self.open {
            let summary = Summary::of(open.kept().session(), open.kept().finished());
            self.sessions.retain(|one| one.id != summary.id);
            self.sessions.insert(0, summary);
            self.sessions.sort_by_key(|one| std::cmp::Reverse(one.changed));
        }
    }

    pub(super) fn unclean_end(&self) -> Option<Recovered> {
        let end = self.store.unclean_end()?;
        let told = end.last.as_ref().or(end.before.as_ref())?;
        let peek = |version| self.store.peek(&end.id, &version).ok();
        let both = peek(store::Version::Last).zip(peek(store::Version::Previous).filter(|_| end.before.is_some()));
        let newer = both.as_ref().map(|(last, before)| before.compare(last).newer_in_words());
        let compare_with = both.map(|_| store::Version::Previous.key());
        Some(Recovered {
            id: end.id,
            name: told.name().to_owned(),
            kept_up_to: end.last.as_ref().map(|last| last.changed),
            where_left: told.left_at.as_ref().map(|(section, _)| section.clone()),
            previous: end.before.as_ref().map(|before| before.changed),
            newer,
            compare_with,
        })
    }

    fn begin(&mut self, checklist: &str, pace: &str, mut setup: Setup, carry: Option<&str>) {
        let Some(shelved) = self.library.checklist(checklist) else { return };
        let Some(pace) = shelved.checklist.pace(pace) else { return };
        if !self.store.is_writer() {
            self.notice = Some("No session can begin here: this window only reads.".to_owned());
            return;
        }
        match carry.map_or_else(|| Ok(self.nothing_carried(&setup)), |id| self.carried_from(id)) {
            Ok(carried) => setup.carried = carried,
            // Without what was promised it would begin as if nothing had been.
            Err(error) => {
                let not_begun = "The session has not begun, because what is carried over could not be opened.";
                self.notice = Some(format!("{not_begun} {error} {}", error.hint()));
                return;
            }
        }
        let session = Session::open(&shelved.checklist, pace, &self.library, setup, new_id(), (self.clock)());
        if self.put_away() {
            self.screens.set_up = SetUp::new(&self.library, None);
            self.show(Kept::Session(session), Place::Session);
            self.keep_open();
        }
    }

    /// What a kept session leaves open; the one on the screen may be newer than its file.
    fn carried_from(&self, id: &str) -> Result<Carried, LoadError> {
        match &self.open {
            Some(open) if open.kept().id() == id => Ok(open.kept().session().carry_forward()),
            _ => self.store.load(id).map(|kept| kept.session().carry_forward()),
        }
    }

    /// Nothing, and whether that is because this child has not been talked about here.
    fn nothing_carried(&self, setup: &Setup) -> Carried {
        let Setup { reference, child, .. } = setup;
        let named = !reference.trim().is_empty() || !child.trim().is_empty();
        let known = self.sessions.iter().any(|one| one.is_about(reference, "") || one.is_about("", child));
        Carried { first: named && !known, ..Carried::default() }
    }

    pub(super) fn open_kept(&mut self, id: &str, version: &store::Version) {
        if *version == store::Version::Last && self.open.as_ref().is_some_and(|open| open.kept().id() == id) {
            let place = self.place_for_open();
            self.go(place);
            return;
        }
        if !self.put_away() {
            return;
        }
        let loaded = match version {
            // What waits to be saved is newer than what is on the disk.
            store::Version::Last => self.load_newest(id).map_err(store::GoOnError::from),
            other => self.store.go_on_from(id, other),
        };
        match loaded {
            Ok(kept) => {
                let place = if kept.finished().is_some() { Place::Record } else { Place::Session };
                self.show(kept, place);
            }
            Err(error) => self.notice = Some(format!("The session could not be opened. {error} {}", error.hint())),
        }
    }

    /// A session as it was kept last, or as it waits to be kept: that is newer than what is on the disk.
    pub(super) fn load_newest(&self, id: &str) -> Result<Kept, LoadError> {
        let loaded = self.store.load(id);
        self.saver.waiting(id).map_or(loaded, Ok)
    }

    fn show(&mut self, kept: Kept, place: Place) {
        if kept.finished().is_none() {
            self.store.session_opened(kept.id());
        }
        self.open = Some(Open::new(kept));
        self.recovered = None;
        self.screens.session = SessionScreen::default();
        self.screens.review = Review::default();
        self.came_from.clear();
        self.place = Place::Home;
        self.go(place);
    }

    /// The screen on which the open session goes on.
    pub(super) fn place_for_open(&self) -> Place {
        match &self.open {
            Some(open) if open.kept().finished().is_some() => Place::Record,
            Some(_) => Place::Session,
            None => Place::Home,
        }
    }

    /// Makes room for another session; `false` if the open one is not on the disk, and then it stays.
    pub(super) fn put_away(&mut self) -> bool {
        if self.open.is_none() {
            return true;
        }
        self.keep_time();
        if matches!(self.saver.finish(PATIENCE), SaveState::NotSaved { .. } | SaveState::Saving) {
            self.notice = Some("The open session is not saved yet. Copy your words or try again first.".to_owned());
            return false;
        }
        self.store.session_closed();
        self.open = None;
        true
    }

    /// Makes this window the writer. What the other one has written in the meantime is read again.
    fn take_over(&mut self) {
        match self.store.take_over() {
            Ok(()) => {
                let open = self.open.take().map(|open| open.kept().id().to_owned());
                self.came_from.clear();
                self.place = Place::Home;
                if let Some(id) = open {
                    self.open_kept(&id, &store::Version::Last);
                }
                self.look_at_sessions();
                self.notice = Some("This window writes now. The other one only reads.".to_owned());
            }
            Err(error) => self.notice = Some(format!("It was not taken over. {error} {}", error.hint())),
        }
    }

    fn finish(&mut self) {
        let now = (self.clock)();
        if let Some(open) = self.open.take() {
            self.open = Some(open.become_record(now));
            self.came_from.clear();
            self.place = Place::Home;
            self.go(Place::Record);
        }
    }

    /// Closes when everything is on the disk; else asks, and nothing is lost by the asking.
    pub(super) fn close(&mut self, ctx: &Context) {
        self.keep_time();
        if matches!(self.saver.finish(PATIENCE), SaveState::NotSaved { .. } | SaveState::Saving) {
            self.closing = true;
            self.notice = Some("Not everything is saved yet, so the window stays open".to_owned());
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
        } else {
            self.may_close = true;
            self.store.folder().close();
        }
    }
}
