//! Diagnostics as rustc shows its own: the line they speak of, and what to do.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use doc_bindgen::diagnostic::{Diagnostic, Place, Severity, rules};

use crate::{Color, Outcome};

/// How many diagnostics of one kind are shown unless all are asked for. A folder of pages that
/// changed their layout has thousands, and the first few tell it all.
const SHOWN_OF_A_KIND: usize = 10;

/// Says what there is to say, on standard error.
pub struct Reporter {
    /// Say nothing but errors.
    pub quiet: bool,
    /// Show everything.
    pub verbose: bool,
    renderer: Renderer,
}

impl Reporter {
    /// A reporter that does as the command line says.
    pub fn new(quiet: bool, verbose: bool, color: Color) -> Self {
        let styled = color.on(&std::io::stderr());
        let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
        Reporter { quiet, verbose, renderer }
    }

    /// Shows `diagnostics`, notes only where everything is asked for, and tells how the run ended
    /// as far as they say.
    pub fn diagnostics(&self, diagnostics: &[Diagnostic]) -> Outcome {
        let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
        let mut sources = Sources::default();
        let mut outcome = Outcome::Done;
        let mut notes = 0;
        for diagnostic in diagnostics {
            let severity = diagnostic.rule.severity;
            outcome = outcome.max(match severity {
                Severity::Note => Outcome::Done,
                Severity::Warning => Outcome::Remarks,
                Severity::Error => Outcome::Failed,
            });
            // A service that cannot be called is no detail of a page.
            let is_said = self.verbose || diagnostic.rule == &rules::service::NO_PROTOCOL;
            if severity == Severity::Note && !is_said {
                notes += usize::from(!self.quiet);
                continue;
            }
            if self.quiet && severity < Severity::Error {
                continue;
            }
            let shown = shown.entry(diagnostic.rule.id).or_default();
            *shown += 1;
            if self.verbose || *shown <= SHOWN_OF_A_KIND {
                self.say(&self.render(diagnostic, &mut sources));
            }
        }
        for (rule, shown) in shown {
            if !self.verbose && shown > SHOWN_OF_A_KIND {
                let more = shown - SHOWN_OF_A_KIND;
                self.say(&format!("... and {more} more of `{rule}`; --verbose shows them all\n"));
            }
        }
        if notes > 0 {
            self.say(&format!("{notes} notes; --verbose shows them"));
        }
        outcome
    }

    /// Says that the run cannot be done, why, and what to do.
    pub fn fail(&self, message: &str, help: &str) -> Outcome {
        let report = [Level::ERROR.primary_title(message).element(Level::HELP.message(help))];
        self.say(&self.renderer.render(&report));
        Outcome::Failed
    }

    /// Says something that is no diagnostic.
    pub fn note(&self, text: &str) {
        if !self.quiet {
            self.say(text);
        }
    }

    fn say(&self, text: &str) {
        // Nobody is left to tell if standard error is gone.
        let _ = writeln!(std::io::stderr().lock(), "{text}");
    }

    fn render(&self, diagnostic: &Diagnostic, sources: &mut Sources) -> String {
        let level = match diagnostic.rule.severity {
            Severity::Note => Level::NOTE,
            Severity::Warning => Level::WARNING,
            Severity::Error => Level::ERROR,
        };
        let message = visible(&diagnostic.message);
        let title = level.primary_title(&message).id(diagnostic.rule.id);
        let here = sources.line(&diagnostic.place);
        let path = diagnostic.place.path.to_string_lossy();
        let mut group = match &here {
            Some(line) => title.element(line.snippet(&path, AnnotationKind::Primary, "")),
            None => title.element(Origin::path(path)),
        };
        let others: Vec<_> = diagnostic
            .others
            .iter()
            .map(|(place, label)| {
                (sources.line(place), place.path.to_string_lossy(), visible(label))
            })
            .collect();
        for (line, path, label) in &others {
            group = match line {
                Some(line) => group.element(line.snippet(path, AnnotationKind::Context, label)),
                None => group.element(Origin::path(path.as_ref())),
            };
        }
        group = group.element(Level::HELP.message(diagnostic.rule.help));
        let mut text = self.renderer.render(&[group]);
        text.push('\n');
        text
    }
}

/// Text from outside with its control characters made visible, so that a page cannot steer the
/// terminal it is shown on.
fn visible(text: &str) -> String {
    text.chars()
        .flat_map(|c| match c {
            '\n' => vec![c],
            c if c.is_control() => c.escape_default().collect(),
            c => vec![c],
        })
        .collect()
}

/// A line of a file, to be shown.
struct SourceLine {
    number: usize,
    text: String,
}

impl SourceLine {
    fn snippet<'a>(
        &'a self,
        path: &'a str,
        kind: AnnotationKind,
        label: &'a str,
    ) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
        let start = self.text.len() - self.text.trim_start().len();
        let end = self.text.trim_end().len().max(start);
        let mut annotation = kind.span(start..end);
        if !label.is_empty() {
            annotation = annotation.label(label);
        }
        Snippet::source(&self.text).line_start(self.number).path(path).annotation(annotation)
    }
}

/// The file read last: diagnostics come sorted by place.
#[derive(Default)]
struct Sources {
    last: Option<(Box<Path>, String)>,
}

impl Sources {
    /// The line at `place`, cut to a width that can be shown; `None` where a whole file is meant,
    /// or it cannot be read as text any more.
    fn line(&mut self, place: &Place) -> Option<SourceLine> {
        let number = place.line.checked_sub(1)? as usize;
        if self.last.as_ref().is_none_or(|(path, _)| **path != *place.path) {
            let text = fs::read_to_string(&place.path).ok()?;
            self.last = Some((place.path.as_ref().into(), text));
        }
        let (_, text) = self.last.as_ref()?;
        let line = text.lines().nth(number)?;
        let mut shown: String = visible(line).chars().take(160).collect();
        if shown.trim().is_empty() {
            shown = " ".to_owned();
        }
        Some(SourceLine { number: number + 1, text: shown })
    }
}
