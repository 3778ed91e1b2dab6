//! `cargo bench --bench language`: how long it takes to find the words in a text of 20,000 characters, beside how long egui
//! takes to lay it out. Ratios, since machines differ; a text that has not changed is neither looked at nor laid out again.

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use but_why::{
    checklist::{Library, shipped},
    session::language::Finder,
    ui::theme,
};
use egui::{Context, RawInput, TextStyle, Ui, text::LayoutJob};

const REPORTS: [&str; 3] = [
    include_str!("../tests/reports/ailsa.txt"),
    include_str!("../tests/reports/rory.txt"),
    include_str!("../tests/reports/skye.txt"),
];

fn main() {
    let finder = Finder::new(&Library::read(shipped()).language);
    let text: String = REPORTS.iter().cycle().flat_map(|report| report.chars()).take(20_000).collect();
    // As when somebody writes at the end, and as when it is pasted: egui keeps the paragraphs that stay the same.
    let written: Vec<String> = ('a'..='t').map(|letter| format!("{text} {letter}")).collect();
    let pasted: Vec<String> = ('a'..='t').map(|letter| text.replace('\n', &format!(" {letter}\n"))).collect();

    let find = median(&written, |text| {
        black_box(finder.find(text).len());
    });
    println!("20,000 characters, {} marks", finder.find(&text).len());
    println!("finding / a frame of 16 ms: {:.3}", find.as_secs_f64() / 0.016);
    for (name, texts) in [("laying out a pasted text", &pasted), ("laying out one more letter", &written)] {
        println!("finding / {name}: {:.3}", find.as_secs_f64() / laid_out(texts).as_secs_f64());
    }
}

/// How long egui takes to lay out a text of these.
fn laid_out(texts: &[String]) -> Duration {
    let ctx = Context::default();
    theme::install(&ctx);
    let mut time = None;
    // The faces are there from the second pass on.
    for pass in 0..2 {
        let mut output = ctx.run_ui(RawInput::default(), |ui| {
            if pass == 1 && time.is_none() {
                time = Some(median(texts, |text| lay_out(ui, text)));
            }
        });
        output.textures_delta.clear();
    }
    time.unwrap_or_default()
}

fn lay_out(ui: &mut Ui, text: &str) {
    let font = TextStyle::Body.resolve(ui.style());
    let job = LayoutJob::simple(text.to_owned(), font, theme::tokens(ui).ink, theme::size::MEASURE);
    black_box(ui.fonts_mut(|fonts| fonts.layout_job(job)).rows.len());
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
