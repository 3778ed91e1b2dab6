//! Putting a text on the system's clipboard, marked: not for its history, not for other computers, not for programs that
//! watch it. The window library sets no marks, so its copies are taken from it where marks are possible.

use std::{cell::RefCell, rc::Rc};

type Put = dyn Fn(&str) -> bool;

/// Puts a text on the clipboard. `false`: marks cannot be set here, and the window library has to do it without.
#[derive(Clone)]
pub struct Copier {
    put: Rc<Put>,
}

impl Copier {
    /// A copier that is a function.
    pub fn new(put: impl Fn(&str) -> bool + 'static) -> Self {
        Self { put: Rc::new(put) }
    }

    /// The system's own clipboard: on Windows, macOS and X11. Under Wayland only the window itself may set it.
    #[must_use]
    pub fn system() -> Self {
        // Kept as long as the window: under X11 a text is there only while its owner is.
        let kept: RefCell<Option<arboard::Clipboard>> = RefCell::new(None);
        Self::new(move |text| {
            if is_wayland() {
                return false;
            }
            let mut kept = kept.borrow_mut();
            if kept.is_none() {
                *kept = arboard::Clipboard::new().ok();
            }
            kept.as_mut().is_some_and(|clipboard| marked(clipboard.set()).text(text).is_ok())
        })
    }

    pub(super) fn put(&self, text: &str) -> bool {
        (self.put)(text)
    }
}

/// Whether the window is one of Wayland's: it is wherever there is such a display.
fn is_wayland() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(target_os = "linux") && (set("WAYLAND_DISPLAY") || set("WAYLAND_SOCKET"))
}

#[cfg(windows)]
fn marked(set: arboard::Set<'_>) -> arboard::Set<'_> {
    use arboard::SetExtWindows as _;
    set.exclude_from_monitoring().exclude_from_cloud().exclude_from_history()
}

#[cfg(target_os = "macos")]
fn marked(set: arboard::Set<'_>) -> arboard::Set<'_> {
    use arboard::SetExtApple as _;
    set.exclude_from_history()
}

#[cfg(all(unix, not(target_os = "macos")))]
fn marked(set: arboard::Set<'_>) -> arboard::Set<'_> {
    use arboard::SetExtLinux as _;
    set.exclude_from_history()
}
