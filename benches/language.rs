//! `cargo bench --bench language`: how long it takes to find the words in a text of 20,000 characters, beside how long egui takes
//! to lay the same text out, which a change of one letter asks of it anyway. A ratio well under 1 is not felt.

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use but_why::{
    checklist::{Library, shipped},
    session::language::Finder,
    ui::theme,
};
use egui::{Context, RawInput, TextStyle, text::LayoutJob};

const REPORTS: [&str; 3] = [
    include_str!("../tests/reports/ailsa.txt"),
    include_str!("../tests/reports/rory.txt"),
    include_str!("../tests/reports/skye.txt"),
];

fn main() {
    let finder = Finder::new(&Library::read(shipped()).language);
    let text: String = REPORTS.iter().cycle().flat_map(|report| report.chars()).take(20_000).collect();
    // Each time another letter at its end, as when somebody writes: nothing is remembered from the time before.
    let typed: Vec<String> = ('a'..='t').map(|letter| format!("{text} {letter}")).collect();

    let find = median(&typed, |text| {
        black_box(finder.find(text).len());
    });

    let ctx = Context::default();
    theme::install(&ctx);
    let mut lay_out = Duration::ZERO;
    // Faces are there from the second pass on.
    for _ in 0..2 {
        let _ = ctx.run_ui(RawInput::default(), |ui| {
            let font = TextStyle::Body.resolve(ui.style());
            let color = theme::tokens(ui).ink;
            lay_out = median(&typed, |text| {
                let job = LayoutJob::simple(text.to_owned(), font.clone(), color, theme::size::MEASURE);
                black_box(ui.fonts_mut(|fonts| fonts.layout_job(job)).rows.len());
            });
        });
    }
    let found = finder.find(&text).len();
    println!("{} characters, {found} marks", text.chars().count());
    println!("finding / laying out: {:.3}", find.as_secs_f64() / lay_out.as_secs_f64());
    println!("finding / one frame of 16 ms: {:.3}", find.as_secs_f64() / 0.016);
}

/// The median of one run for each text.
fn median(texts: &[String], mut run: impl FnMut(&str)) -> Duration {
    let mut times: Vec<Duration> = texts
        .iter()
        .map(|text| {
            let begun = Instant::now();
            run(text);
            begun.elapsed()
        })
        .collect();
    times.sort();
    times[times.len() / 2]
}
