//! What the last session left open, and where it stands. Where nothing of it was talked about the note does not repeat it: it
//! says that it was not reached.

use super::{
    Block,
    block::{ListItem, item, list, title},
    promises, said,
};
use crate::{
    checklist::readable_date,
    session::{Action, LastTime, Progress},
};

/// All of it, in the order of the note.
pub(super) fn blocks(last: &LastTime) -> Vec<Block> {
    let mut blocks = promised(last);
    let manager = for_the_manager(last);
    if !manager.is_empty() {
        blocks.extend(list([vec![title(0, said::FOR_THE_MANAGER)], manager].concat()));
    }
    blocks.extend(actions(last));
    blocks
}

/// The promises to the child, and what else was said.
pub(super) fn promised(last: &LastTime) -> Vec<Block> {
    if last.is_untouched() {
        return Vec::new();
    }
    let promises = last.promises.iter().filter_map(|one| {
        let ListItem { depth, text } = promises::line(one)?;
        let open = if one.kept.is_none() { NOT_SAID } else { "" };
        Some(item(depth, said::joined([text.plain(), open.to_owned()])))
    });
    list(promises.chain(said::written(&last.note)).collect())
}

/// The actions but those that are a manager's now.
pub(super) fn actions(last: &LastTime) -> Vec<Block> {
    if last.is_untouched() {
        return Vec::new();
    }
    let ours = last.actions.iter().filter(|one| one.progress != Some(Progress::Escalated));
    let mut items: Vec<ListItem> = ours.map(|one| item(0, line(one))).collect();
    let waiting: Vec<String> = last.waiting.iter().map(|one| one.what.trim().to_owned()).collect();
    items.extend(said::written(&said::labelled("Waiting for the next time", &waiting.join("; "))));
    list(items)
}

/// What goes to a manager, as it stands below the line that says so.
pub(super) fn for_the_manager(last: &LastTime) -> Vec<ListItem> {
    let theirs = last.actions.iter().filter(|one| one.progress == Some(Progress::Escalated));
    theirs.map(|one| item(1, line(one))).collect()
}

const NOT_SAID: &str = "Where it stands is not said yet.";

fn line(action: &Action) -> String {
    let since = action.since.map(readable_date).unwrap_or_default();
    let (stands, instead) = match action.progress {
        None => (NOT_SAID.to_owned(), None),
        // It stands under words that say so.
        Some(Progress::Escalated) => (String::new(), None),
        Some(Progress::Changed) => ("Changed.".to_owned(), action.instead.as_deref().map(said::action)),
        Some(progress) => (format!("{}.", progress.words()), None),
    };
    said::joined([
        said::action(action),
        said::labelled("Agreed on", &since),
        stands,
        said::labelled("From now on", &instead.unwrap_or_default()),
        said::sentence(&action.note),
    ])
}
