//! What is seen. A screen is a struct that holds only what is unfolded or half-typed; it is given exactly the models that it
//! shows, edits in place what has no consequence, and returns an [`Action`] for what has.
//!
//! Knows egui; knows no files, no keys, and not the program around it.

pub mod a11y;
pub mod answers;
mod carry_over;
mod chair;
pub mod checklist_page;
pub mod coded;
pub mod compare_page;
mod contents;
pub mod control;
pub mod copies;
pub mod delete;
pub mod delete_dates;
pub mod entries;
pub mod faulty_page;
pub mod field;
pub mod find_reference;
pub mod frame;
pub mod gate;
pub mod go_to;
mod hold;
pub mod home;
pub mod keys;
pub mod leave;
pub mod library;
mod outline;
pub mod parrot;
mod parts;
mod preview;
pub mod record_screen;
pub mod reflection;
pub mod review;
pub mod session_screen;
pub mod sessions;
pub mod settings_screen;
pub mod setup;
mod side;
mod standing;
pub mod steps;
pub mod theme;
mod time_box;
pub mod unfolded;
pub mod when;
pub mod words;

use chrono::NaiveDate;

use crate::{
    record::{Doc, Format},
    session::{Setup, Spot},
};

/// What a screen asks the program to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Shows another screen.
    Go(Place),
    /// Shows the screen from which this one was reached.
    Back,
    /// Opens Set up for a checklist, or for the first one.
    SetUp(Option<String>),
    /// Begins a session with a checklist at a pace. `carry` is the id of the session whose open promises and actions come along.
    Begin { checklist: String, pace: String, setup: Box<Setup>, carry: Option<String> },
    /// Opens a kept session by id.
    Open(String),
    /// Opens the copy of a session that was kept before the last one.
    OpenPrevious(String),
    /// Shows two versions of a session beside each other: the one that is kept now, and another one by its key.
    Compare { id: String, with: String },
    /// Goes on with a version of a session, by its key. The one that was kept until now stays among the earlier copies.
    GoOnWith { id: String, version: String },
    /// Puts a session and its copies into the bin.
    Delete(String),
    /// Takes a session out of the bin.
    PutBack(String),
    /// Gives a session another delete date.
    KeepUntil(String, NaiveDate),
    /// The computer's clock is right after a jump: what is due may be removed from the bin.
    DateIsRight,
    /// Looks for everything with a reference.
    FindReference(String),
    /// Makes one document of everything with a reference, and saves it where the person chooses.
    SaveEverything(String),
    /// The offer to go on after an unclean end has been answered.
    RecoveryAnswered,
    /// Shows a prompt of the open session. From Review, `Back` returns there.
    GoTo(Spot),
    /// Finishes the open session.
    Finish,
    /// Adds a later thought to the open record.
    AddLaterThought(String),
    /// Puts text on the clipboard; `what` names it: "The decision note".
    Copy { what: String, text: String },
    /// Saves a document where the person chooses, and notes for whom it is.
    SaveAs { doc: Box<Doc>, format: Format, note: String, for_whom: String },
    /// Saves a document as a PDF where the person chooses, and opens it where it can be printed.
    Print { doc: Box<Doc>, note: String, for_whom: String },
    /// Puts a note, or a section of one, on the clipboard, and notes what was taken and for whom it is.
    CopyNote { note: String, text: String, for_whom: String },
    /// Gathers what every session here says to the group.
    GatherShares,
    /// Asks for a checklist file and shows what it contains.
    AddFromFile,
    /// Puts the file that is being looked at on the shelf.
    AddToShelf,
    /// Reads the library again.
    LookAgain,
    /// Tries to save again now.
    TryAgain,
    /// Puts every word of the open session on the clipboard.
    CopyMyWords,
    /// Ends the program, when everything is kept.
    Close,
    /// Ends the program although words are not on the disk.
    CloseAnyway,
    /// The window stays open after all.
    KeepOpen,
    /// Saves the document that has no place yet in the person's documents folder.
    SaveInDocuments,
    /// Leaves the document that has no place yet.
    LeaveDocument,
    /// Saves, and drops everything that can be read.
    Lock,
    /// Covers the screen.
    Hide,
    /// Makes this window the one that writes.
    TakeOver,
    /// Shows where the passphrase is changed.
    ChangePassphrase,
    /// What is said of the folder has been read.
    FolderUnderstood,
    /// Asks for another folder to keep sessions in.
    ChooseFolder,
}

impl Action {
    /// Whether only the window that writes can do it.
    #[must_use]
    pub fn needs_writer(&self) -> bool {
        matches!(
            self,
            Self::Finish
                | Self::AddLaterThought(_)
                | Self::GoOnWith { .. }
                | Self::Delete(_)
                | Self::PutBack(_)
                | Self::KeepUntil(..)
                | Self::DateIsRight
        )
    }
}

/// Whether what is typed is kept. A second window on the same sessions shows them, and its fields take no words: they would
/// be lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writes {
    Yes,
    No,
}

/// A screen, and what it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    Home,
    SetUp,
    Session,
    GoToPrompt,
    Review,
    Reflection,
    /// The finished session.
    Record,
    /// *Is this the right one, who is it for?*
    Leave,
    Library,
    /// A sound checklist by id.
    Checklist(String),
    /// A faulty file by name.
    Faulty(String),
    /// A file that was dropped or chosen, before it is added.
    Arrived,
    Settings,
    Keys,
    /// What reaches its delete date, and the bin.
    DeleteDates,
    /// Two versions of a session.
    Compare,
    /// The earlier copies of a session, by its id.
    Copies(String),
    /// *Find everything with this reference*.
    FindReference,
    ChangePassphrase,
}

impl Place {
    /// The kind of screen, for the window's title. It never holds anything of a session.
    #[must_use]
    pub fn words(&self) -> &'static str {
        match self {
            Self::Home => "Home",
            Self::SetUp => "Set up a session",
            Self::Session => "Session",
            Self::GoToPrompt => "Go to a prompt",
            Self::Review => "Review",
            Self::Reflection => "Reflection",
            Self::Record => "Record",
            Self::Leave => "Notes to take away",
            Self::Library | Self::Checklist(_) | Self::Faulty(_) | Self::Arrived => "Checklists",
            Self::Settings => "Settings",
            Self::Keys => "Keys",
            Self::DeleteDates => "Delete dates",
            Self::ChangePassphrase => "Change the passphrase",
            Self::Compare => "Two versions",
            Self::Copies(_) => "Earlier copies",
            Self::FindReference => "Find by reference",
        }
    }
}
