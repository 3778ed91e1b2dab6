//! Opening the window, or saying in one sentence why there is none.

use std::{path::PathBuf, rc::Rc};

use super::{Chooser, Copier, Means, Program, Viewer, start::Whither};
use crate::store::Cost;

/// Opens the window on the store in `folder`, and returns when it is closed. `first` is a checklist file to show at once.
///
/// # Errors
/// One sentence when no window can be shown here, with the commands that need none.
pub(super) fn run(folder: PathBuf, whither: Whither, first: Option<PathBuf>) -> Result<(), String> {
    if !a_display_is_there() {
        return Err(no_window("there is no display here"));
    }
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("But Why?")
            .with_app_id("but-why")
            // With a title bar and a task bar it still fits a laptop of 1366 by 768.
            .with_inner_size([1200.0, 660.0])
            .with_min_inner_size([480.0, 320.0])
            .with_icon(icon()),
        persist_window: false,
        ..eframe::NativeOptions::default()
    };
    let started = eframe::run_native(
        "but-why",
        options,
        Box::new(move |creation| {
            let Whither { folder: _, policy, choice, says } = whither;
            let means = Means {
                clock: Rc::new(local_now),
                chooser: Chooser::system(),
                copier: Copier::system(),
                viewer: Viewer::system(),
                cost: Cost::USUAL,
                policy,
                choice,
                says,
            };
            let ctx = &creation.egui_ctx;
            Ok(Box::new(Program::new(ctx, folder, means, first).watching(ctx)))
        }),
    );
    // The error names drivers and versions, and nothing that anybody typed.
    started.map_err(|error| no_window(&error.to_string()))
}

fn no_window(why: &str) -> String {
    format!(
        "The window cannot open: {why}. Without a window, `but-why check FILE` reads checklists and `but-why export` writes notes."
    )
}

/// On Linux the window library would end the program in the middle of a sentence of its own.
fn a_display_is_there() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY") || set("WAYLAND_SOCKET")
}

fn local_now() -> chrono::NaiveDateTime {
    use chrono::Timelike;
    let now = chrono::Local::now().naive_local();
    // Whole seconds are what people read and what is kept.
    now.with_nanosecond(0).unwrap_or(now)
}

/// The parrot's colours as a small picture: its body with an eye and a beak. Large enough for a task bar.
fn icon() -> egui::IconData {
    const SIDE: u32 = 64;
    let mut rgba = Vec::new();
    for y in 0..SIDE {
        for x in 0..SIDE {
            let inside = |cx: u32, cy: u32, r: u32| x.abs_diff(cx).pow(2) + y.abs_diff(cy).pow(2) <= r.pow(2);
            rgba.extend(if inside(29, 29, 5) {
                [0x22, 0x28, 0x2B, 0xFF]
            } else if inside(29, 31, 11) {
                [0xFA, 0xF7, 0xF2, 0xFF]
            } else if inside(13, 37, 9) {
                [0xC9, 0x8A, 0x1B, 0xFF]
            } else if inside(36, 34, 22) {
                [0x0F, 0x5C, 0x5C, 0xFF]
            } else if inside(38, 8, 8) {
                [0xB4, 0x43, 0x2E, 0xFF]
            } else {
                [0; 4]
            });
        }
    }
    egui::IconData { rgba, width: SIDE, height: SIDE }
}
