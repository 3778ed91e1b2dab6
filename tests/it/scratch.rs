use crate::cpu_renderer::CpuRenderer;
use but_why::{
    checklist::{Library, shipped},
    session::*,
    ui::{a11y, session_screen::*, theme},
};
use egui_kittest::Harness;

#[test]
fn scratch() {
    let library = Library::read(shipped());
    for (name, ppp, size, dark, section, entry) in [
        ("a", 1.0, [1280.0, 1200.0], false, 7usize, 0usize),
        ("b", 1.0, [1280.0, 720.0], true, 3, 1),
        ("c", 2.0, [640.0, 400.0], false, 7, 0),
        ("d", 1.0, [1280.0, 1400.0], false, 12, 0),
    ] {
        let mut session = sample();
        session.spot = Spot { section, entry };
        let parrot = library.parrot.clone().unwrap();
        let mut screen = SessionScreen::default();
        let theme = if dark { egui::Theme::Dark } else { egui::Theme::Light };
        let mut h = Harness::builder()
            .with_size(size)
            .with_pixels_per_point(ppp)
            .with_theme(theme)
            .with_context_setup(|ctx| {
                theme::install(ctx);
                ctx.add_plugin(a11y::Focus::default());
            })
            .renderer(CpuRenderer::default())
            .build_ui_state(
                move |ui, s: &mut Session| {
                    let around = Around {
                        parrot: &parrot,
                        read_only: false,
                        show_time: true,
                        pair_view: false,
                        law_day: chrono::NaiveDate::from_ymd_opt(2026, 6, 2).unwrap(),
                        now_ms: 0,
                    };
                    screen.ui(ui, s, &around);
                },
                session,
            );
        h.run();
        h.render().unwrap().save(format!("/tmp/shot_{name}.png")).unwrap();
    }
}
