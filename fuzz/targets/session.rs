//! What a session's file holds under its seal: it is refused, or it comes back as it was and can be shown.

#![no_main]

use but_why_fuzz::{record::Kept, show};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(kept) = serde_json::from_slice::<Kept>(bytes) else { return };
    let again = serde_json::to_vec(&kept).expect("what was read can be written");
    assert!(serde_json::from_slice::<Kept>(&again).is_ok_and(|again| again == kept));
    show(&kept);
});
