//! Where somebody was when it was locked: the screen, the session by its letters, the field and the caret. No word of it can
//! be read: what was half typed is sealed.

use egui::{Context, Id, text::CCursorRange, text_edit::TextEditState};
use serde::{Deserialize, Serialize};

use super::App;
use crate::{
    record::Kept,
    ui::{
        Place, a11y, leave::Leave, record_screen::RecordScreen, session_screen::SessionScreen, setup::SetUp,
        unfolded::Unfolded,
    },
};

/// To go on from after unlocking.
pub struct Resume {
    session: Option<String>,
    place: Place,
    came_from: Vec<(Place, Option<Id>)>,
    focus: Option<Id>,
    caret: Option<CCursorRange>,
    unfolded: Unfolded,
    pair_view: bool,
    /// Sealed [`Drafts`].
    drafts: Vec<u8>,
}

/// What is half typed and in no session yet, and where the pair is within the open one.
#[derive(Serialize, Deserialize)]
struct Drafts<Set, Screen, Record, Note> {
    set_up: Set,
    session: Screen,
    record: Record,
    leave: Note,
}

impl App {
    /// Hands everything to the saver and says how to go on. Nothing is done here after this. `focus` is what had the focus
    /// before the screen was covered.
    pub fn put_down(&mut self, ctx: &Context, focus: Option<Id>) -> Resume {
        self.keep_changes();
        self.keep_time();
        let focus = focus.or_else(|| ctx.memory(egui::Memory::focused));
        let screens = &self.screens;
        let drafts = Drafts {
            set_up: &screens.set_up,
            session: &screens.session,
            record: &screens.record,
            leave: &screens.leave,
        };
        // A file that was about to be added, or is no longer on the shelf, is looked for again.
        let place = match &self.place {
            Place::Arrived => Place::Library,
            place => place.clone(),
        };
        Resume {
            session: self.open.as_ref().map(|open| open.kept().id().to_owned()),
            place,
            came_from: self.came_from.clone(),
            focus,
            caret: focus.and_then(|id| TextEditState::load(ctx, id)).and_then(|state| state.cursor.char_range()),
            unfolded: Unfolded::of(ctx),
            pair_view: self.pair_view,
            drafts: self.store.seal_drafts(&drafts),
        }
    }

    /// Goes on where it was put down: the same prompt, the same field, the same caret.
    pub fn resume(&mut self, ctx: &Context, resume: Resume) {
        let Resume { session, place, came_from, focus, caret, unfolded, pair_view, drafts } = resume;
        if let Some(drafts) = self.store.open_drafts(&drafts) {
            let Drafts { set_up, session, record, leave }: Drafts<SetUp, SessionScreen, RecordScreen, Leave> = drafts;
            self.screens.set_up = set_up;
            self.screens.session = session;
            self.screens.record = record;
            self.screens.leave = leave;
        }
        let needs_session = |place: &Place| {
            matches!(
                place,
                Place::Session | Place::GoToPrompt | Place::Review | Place::Reflection | Place::Record | Place::Leave
            )
        };
        if let Some(id) = session {
            match self.load_newest(&id) {
                Ok(kept) => self.take_up(kept),
                Err(error) => {
                    self.notice = Some(format!("The session could not be opened. {error} {}", error.hint()));
                    return;
                }
            }
        } else if needs_session(&place) {
            return;
        }
        self.place = place;
        self.came_from = came_from;
        self.pair_view = pair_view;
        unfolded.give_back(ctx);
        if let (Some(id), Some(caret)) = (focus, caret) {
            let mut state = TextEditState::default();
            state.cursor.set_char_range(Some(caret));
            state.store(ctx, id);
        }
        a11y::Focus::arrive(ctx, focus);
    }

    /// What is open again, without going anywhere.
    fn take_up(&mut self, kept: Kept) {
        if kept.finished().is_none() {
            self.store.session_opened(kept.id());
        }
        self.recovered = None;
        self.open = Some(super::open::Open::new(kept));
    }
}
