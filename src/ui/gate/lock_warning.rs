//! The band that says that the program is about to lock. Any key and any movement of the mouse stays; the program sees them,
//! so there is nothing to press.

use egui::{Ui, accesskit::Live};

use super::super::{a11y, field, frame, theme};

/// How many seconds before the lock it comes.
pub const SECONDS: u64 = 60;

/// The band, at the top of the screen. It says the same until it goes: announced once, at once, and nothing counts down.
pub fn ui(ui: &mut Ui) {
    frame::band(ui, theme::tokens(ui).warn, |ui| {
        let words = format!("Locking in {SECONDS} seconds to keep this private. Press any key to stay.");
        let said = field::body(ui, &words);
        a11y::as_live(ui, &said, &words, Live::Assertive);
    });
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::NodeT;

    use super::{super::tests::Window, *};

    #[test]
    fn it_is_urgent_and_says_the_same_in_every_frame() {
        let mut window = Window::new((), |shown, ()| ui(shown));
        for _ in 0..5 {
            window.0.step();
            let words = "Locking in 60 seconds to keep this private. Press any key to stay.";
            assert_eq!(window.announced(), [words]);
            let mut nodes = window.0.root().children_recursive();
            let urgent = nodes.any(|node| node.accesskit_node().live() == Live::Assertive);
            assert!(urgent);
        }
    }
}
