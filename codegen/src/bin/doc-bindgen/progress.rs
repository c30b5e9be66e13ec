//! How far a run is, shown on a terminal and nowhere else.

use doc_bindgen::pipeline::Step;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A line at the bottom of the terminal.
pub struct Progress(ProgressBar);

impl Progress {
    /// A line that shows nothing where standard error is no terminal, or nothing is to be said.
    pub fn new(quiet: bool) -> Self {
        let bar = ProgressBar::new(0);
        // A bar hides itself where standard error is no terminal.
        let target =
            if quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        bar.set_draw_target(target);
        if let Ok(style) = ProgressStyle::with_template("{msg:>10} {wide_bar} {pos}/{len}") {
            bar.set_style(style);
        }
        Progress(bar)
    }

    /// Shows a step.
    pub fn step(&self, step: Step) {
        let (word, done, all) = match step {
            Step::Read(done, all) => ("reading", done, all),
            Step::Resolved(done, all) => ("resolving", done, all),
        };
        if done == 1 {
            self.0.set_message(word);
            self.0.set_length(all as u64);
        }
        self.0.set_position(done as u64);
    }

    /// Shows how far a fetch is, and how long the rest of it takes.
    pub fn part(&self, word: &str, done: usize, all: usize, left: &str) {
        self.0.set_message(format!("{word}, {left} left"));
        self.0.set_length(all as u64);
        self.0.set_position(done as u64);
    }

    /// Shows that a program is at work.
    pub fn tool(&self, what: &str) {
        self.0.set_message(what.to_owned());
        self.0.tick();
    }

    /// Says something above the line.
    pub fn note(&self, say: impl FnOnce()) {
        self.0.suspend(say);
    }

    /// Takes the line away.
    pub fn finish(self) {
        self.0.finish_and_clear();
    }
}
