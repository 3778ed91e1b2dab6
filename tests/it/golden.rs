//! Files that a test compares with, to the letter.

use std::path::{Path, PathBuf};

/// Compares with a file of `tests/records/`, or records it when `UPDATE_EXPECT` is set.
#[track_caller]
pub fn compare(text: &str, file: &str) {
    compare_with(text, &PathBuf::from("tests/records").join(file));
}

/// The same with a file anywhere in the repository.
#[track_caller]
pub fn compare_with(text: &str, file: &Path) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let text = text.replace("\r\n", "\n");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(
        text == golden,
        "{} has another text than this one (UPDATE_EXPECT=1 re-records it):\n{text}",
        file.display()
    );
}
