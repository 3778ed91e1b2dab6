//! What this program has put on the clipboard: marked as nobody else's, and taken off again, only if it is still there, and
//! never what somebody else has put there.

use std::time::Duration;

use chrono::{NaiveDateTime, TimeDelta};
use egui::{Context, Event, OutputCommand, ViewportCommand};
use sha2::{Digest, Sha256};

use super::copier::Copier;

/// The last text that was copied here. Not the text: what it is told by.
#[derive(Debug, Default)]
pub struct Clipboard {
    copied: Option<[u8; 32]>,
    /// Since when it has been there; `None` once it is being taken off.
    since: Option<NaiveDateTime>,
    /// The system was asked what is on the clipboard; its answer comes within so many frames.
    asked: u8,
}

impl Clipboard {
    /// The answer of the system comes with the next frame or the one after.
    const FRAMES: u8 = 3;

    /// So long a copy stays: people paste a note section by section.
    const STAYS: TimeDelta = TimeDelta::minutes(5);

    /// Takes what a frame wants on the clipboard, from whatever part of the screen, and puts it there marked. What cannot be
    /// marked is left to the window library.
    pub fn take(&mut self, ctx: &Context, copier: &Copier, now: NaiveDateTime) {
        let mut commands = ctx.output_mut(|output| std::mem::take(&mut output.commands));
        commands.retain(|command| match command {
            OutputCommand::CopyText(text) => {
                let ours = !text.is_empty();
                self.copied = ours.then(|| print(text));
                self.since = ours.then_some(now);
                !copier.put(text)
            }
            _ => true,
        });
        ctx.output_mut(|output| drop(output.commands.splice(0..0, commands)));
    }

    /// Begins to take it off when it has been there long enough, and has the window looked at again until then. A clock that
    /// was set back begins anew.
    pub fn look(&mut self, ctx: &Context, now: NaiveDateTime) {
        let Some(since) = &mut self.since else { return };
        *since = now.min(*since);
        match (*since + Self::STAYS - now).to_std() {
            Ok(left) if left > Duration::ZERO => ctx.request_repaint_after(left),
            _ => self.clear(ctx),
        }
    }

    /// Begins to take it off.
    pub fn clear(&mut self, ctx: &Context) {
        if self.copied.is_some() {
            self.since = None;
            self.asked = Self::FRAMES;
            ctx.send_viewport_cmd(ViewportCommand::RequestPaste);
            ctx.request_repaint();
        }
    }

    /// Takes the system's answer, which is meant for no field, and puts nothing in the place of what was ours.
    pub fn answer(&mut self, ctx: &Context) {
        if self.asked == 0 {
            return;
        }
        self.asked -= 1;
        let there = ctx.input_mut(|input| {
            // One only: somebody may paste at the same moment, and gets the same words.
            let at = input.events.iter().position(|event| matches!(event, Event::Paste(_)))?;
            match input.events.remove(at) {
                Event::Paste(text) => Some(print(&text)),
                _ => None,
            }
        });
        match there {
            Some(there) => {
                if self.copied == Some(there) {
                    ctx.copy_text(String::new());
                }
                *self = Self::default();
            }
            None if self.asked == 0 => self.copied = None,
            None => ctx.request_repaint(),
        }
    }
}

fn print(text: &str) -> [u8; 32] {
    Sha256::digest(text.as_bytes()).into()
}
