//! What does every screen look like? Each is painted in both themes, at 100 % and 200 %, in two windows, and has to keep what
//! the eye would notice first. The pictures lie in `target/pictures`; the two of the README are compared.

use std::path::{Path, PathBuf};

use but_why::{
    session::sample,
    settings::LockAfter,
    ui::{Action, Place},
};
use egui::{Theme, accesskit::Role};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::{
    desk::{Look, Window},
    screens::{desk, go, screens, spot_of},
};

/// Windows in physical pixels, and the text in percent.
pub const SIZES: [([f32; 2], u16); 4] =
    [([1280.0, 800.0], 100), ([1024.0, 640.0], 100), ([1280.0, 800.0], 200), ([1024.0, 640.0], 200)];

pub fn save(picture: &image::RgbaImage, name: &str) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().join("pictures");
    std::fs::create_dir_all(&folder).unwrap();
    picture.save(folder.join(format!("{name}.png"))).unwrap();
}

#[test]
fn every_screen_is_whole_in_both_themes_at_every_size() {
    let desk = desk();
    for theme in [Theme::Light, Theme::Dark] {
        for (size, text) in SIZES {
            let mut window = desk.window(Look { size, text, theme });
            for (name, actions) in screens() {
                let ctx = window.0.ctx.clone();
                window.app().perform(&ctx, Action::Go(Place::Home));
                go(&mut window, &actions);
                let picture = window.picture();
                let theme = if theme == Theme::Dark { "dark" } else { "light" };
                let name = format!("{name}-{theme}-{}x{}-{text}", size[0], size[1]);
                assert_eq!(
                    format!("{}x{}", picture.width(), picture.height()),
                    format!("{}x{}", size[0], size[1]),
                    "{name}"
                );
                is_whole(&window, &name);
                save(&picture, &name);
            }
        }
    }
}

/// One heading of level 1; everything that can be pressed is at least 24 points high and lies within the width.
pub fn is_whole<S>(window: &Window<'_, S>, name: &str) {
    let titles = window.0.query_all_by(|node| node.role() == Role::Heading && node.level() == Some(0));
    assert_eq!(titles.into_iter().count(), 1, "{name}: one heading of level 1");
    let width = window.0.ctx.content_rect().width();
    for node in window.0.query_all_by(|node| {
        matches!(
            node.role(),
            Role::Button
                | Role::RadioButton
                | Role::CheckBox
                | Role::TextInput
                | Role::MultilineTextInput
                | Role::ComboBox
        )
    }) {
        let rect = node.rect();
        let label = node.accesskit_node().label();
        assert!(rect.height() >= 24.0, "{name}: {label:?} is {} points high", rect.height());
        assert!(rect.left() >= 0.0 && rect.right() <= width + 1.0, "{name}: {label:?} at {rect:?} leaves the window");
    }
}

#[test]
fn the_pictures_in_the_readme_are_what_the_program_shows() {
    let desk = desk();
    let mut window = desk.window(Look::USUAL);
    compare(&window.picture(), "home.png");
    let session = sample();
    go(&mut window, &[Action::Open("ailsa".into()), Action::GoTo(spot_of(&session, "why_order"))]);
    compare(&window.picture(), "session.png");
}

/// Compares with a picture in `docs/`, or records it when `UPDATE_EXPECT` is set. A few pixels may differ: other processors
/// round a curve in another way.
fn compare(picture: &image::RgbaImage, file: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs").join(file);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        picture.save(&path).unwrap();
    }
    let kept = image::open(&path).unwrap().to_rgba8();
    assert_eq!(kept.dimensions(), picture.dimensions(), "{file}");
    let differ =
        kept.pixels().zip(picture.pixels()).filter(|(a, b)| a.0.iter().zip(b.0).any(|(a, b)| a.abs_diff(b) > 8));
    let count = differ.count();
    assert!(
        count <= 200,
        "{file}: {count} pixels differ. If that is meant, record it with UPDATE_EXPECT=1 and look at it."
    );
}

/// What people see when something is the matter: in the whole window, with everything around it.
#[test]
#[cfg(unix)] // Windows lets no folder go while the lock in it is held.
fn what_is_the_matter_is_said_whole_in_both_themes_at_every_size() {
    for theme in [Theme::Light, Theme::Dark] {
        for (size, text) in SIZES {
            let look = Look { size, text, theme };
            let keep = |window: &mut Window<'_>, name: &str| {
                let theme = if theme == Theme::Dark { "dark" } else { "light" };
                let name = format!("matter-{name}-{theme}-{}x{}-{text}", size[0], size[1]);
                is_whole(window, &name);
                save(&window.picture(), &name);
            };
            let desk = desk();
            desk.lock_after.set(LockAfter::Minutes5);
            let mut window = desk.window(look);
            go(&mut window, &[Action::Open("ailsa".into()), Action::GoTo(spot_of(&sample(), "tell_changed"))]);
            desk.wait(4 * 60 + 10);
            window.0.run();
            keep(&mut window, "lock-warning");

            // The program is killed with a session open; another computer has changed it too, through a syncing folder.
            let after = desk.after_a_kill();
            let sessions = after.folder.path().join("sessions");
            std::fs::copy(sessions.join("ailsa.prev.age"), sessions.join("ailsa-LAPTOP7.age")).unwrap();
            std::fs::write(sessions.join("finished.age"), b"age-encryption.org/v1\ntorn").unwrap();
            let mut recovered = after.window(look);
            keep(&mut recovered, "recovery-conflict-torn");
            let mut second = after.window(look);
            go(&mut second, &[Action::Open("ailsa".into())]);
            keep(&mut second, "second-window");

            let (folder, away) = (desk.folder.path().join("sessions"), desk.folder.path().join("away"));
            std::fs::rename(&folder, &away).unwrap();
            std::fs::write(&folder, "").unwrap();
            window.write("Answer", " And one thing more.");
            let _ = window.0.state().wait_until_saved(std::time::Duration::from_secs(20));
            window.0.run();
            window.expect("Not saved since");
            keep(&mut window, "not-saved");
            window.key(egui::Modifiers::COMMAND, egui::Key::L);
            keep(&mut window, "locked-words-wait");
            std::fs::remove_file(&folder).unwrap();
            std::fs::rename(&away, &folder).unwrap();
        }
    }
}
