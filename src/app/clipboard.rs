//! What this program has put on the clipboard, so that it can be taken off again: only if it is still there, and never what
//! somebody else has put there.

use egui::{Context, Event, OutputCommand, ViewportCommand};
use sha2::{Digest, Sha256};

/// The last text that was copied here. Not the text: what it is told by.
#[derive(Debug, Default)]
pub struct Clipboard {
    copied: Option<[u8; 32]>,
    /// The system was asked what is on the clipboard; its answer comes within so many frames.
    asked: u8,
}

impl Clipboard {
    /// The answer of the system comes with the next frame or the one after.
    const FRAMES: u8 = 3;

    /// Sees what a frame has put on the clipboard, from whatever part of the screen.
    pub fn see(&mut self, ctx: &Context) {
        ctx.output(|output| {
            for command in &output.commands {
                if let OutputCommand::CopyText(text) = command
                    && !text.is_empty()
                {
                    self.copied = Some(print(text));
                }
            }
        });
    }

    /// Begins to take it off.
    pub fn clear(&mut self, ctx: &Context) {
        if self.copied.is_some() {
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
        let mut there = None;
        ctx.input_mut(|input| {
            input.events.retain(|event| match event {
                Event::Paste(text) => {
                    there = Some(print(text));
                    false
                }
                _ => true,
            });
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
