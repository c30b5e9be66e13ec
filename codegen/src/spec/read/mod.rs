//! The text of a spec's file → Spec.

mod depth;
pub(crate) mod edits;
mod indent;
mod layout;
mod link;
pub(crate) mod seed;
pub(super) mod tables;

use std::path::Path;
use std::sync::Arc;

use serde::de::{DeserializeSeed as _, Deserializer};

use self::layout::{Layout, Otherwise};
use self::seed::{Reader, Table, TableSeed};
use self::tables::File;
use super::locate::Locator;
use super::problem::{KeyPath, Problem, ProblemKind, SpecError};
use super::{Spec, validate};
use crate::diagnostic::Place;

/// Reads the text of a spec's file; `path` is only what errors name.
///
/// # Errors
///
/// Everything that is wrong with it, in the order of the file, each with its line. A spec that is
/// returned can be written, emitted and compared.
pub fn read(text: &str, path: &Path) -> Result<Spec, Vec<SpecError>> {
    let text = without_mark(text);
    let problems = match parse(text) {
        Ok(spec) => match validate(&spec) {
            none if none.is_empty() => return Ok(spec),
            problems => problems.into_iter().map(Located::from).collect(),
        },
        Err(problems) => problems,
    };
    Err(Located::all(text, &Arc::from(path), problems))
}

/// The text without the mark that some editors begin a file with to tell its encoding.
pub(super) fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

fn parse(text: &str) -> Result<Spec, Vec<Located>> {
    spec(read_tables(text, false)?)
}

/// A table as it was read, with what is wrong with it.
pub(crate) struct Tables<T> {
    pub table: T,
    pub problems: Vec<Problem>,
    /// The names that the preliminary ids stand for.
    pub names: Vec<Box<str>>,
}

/// Reads the text from its lines if it is laid out as this tool does it, else as YAML.
pub(crate) fn read_tables<T: Table + Default>(
    text: &str,
    overlay: bool,
) -> Result<Tables<T>, Vec<Located>> {
    match Layout::new(text).and_then(|layout| tables(layout, overlay)) {
        Ok(tables) => Ok(tables),
        Err(Otherwise) => match depth::too_deep(text) {
            Some(place) => {
                let kind = ProblemKind::Yaml("brackets nest too deep".into());
                let problem = Problem { kind, at: KeyPath::default() };
                Err(vec![Located { problem, place: Some(place) }])
            }
            None => tables(serde_yaml::Deserializer::from_str(text), overlay)
                .map_err(|error| vec![Located::of_yaml(&error, text)]),
        },
    }
}

fn tables<'de, T: Table + Default, D: Deserializer<'de>>(
    deserializer: D,
    overlay: bool,
) -> Result<Tables<T>, D::Error> {
    let mut reader = Reader::default();
    reader.overlay = overlay;
    let mut table = T::default();
    TableSeed { reader: &mut reader, table: &mut table }.deserialize(deserializer)?;
    let mut problems = std::mem::take(&mut reader.problems);
    for problem in &mut problems {
        problem.at.0.reverse();
    }
    Ok(Tables { table, problems, names: reader.into_names() })
}

fn spec(tables: Tables<File>) -> Result<Spec, Vec<Located>> {
    let Tables { table: file, mut problems, names } = tables;
    check_header(&file, &mut problems);
    match link::link(file, names, &mut problems) {
        Some(spec) if problems.is_empty() => Ok(spec),
        _ => Err(problems.into_iter().map(Located::from).collect()),
    }
}

fn check_header(file: &File, problems: &mut Vec<Problem>) {
    if let Some(other) = file.format.as_deref().filter(|format| *format != "1") {
        let kind = ProblemKind::Format(other.into());
        problems.push(Problem { kind, at: KeyPath::of(["format"]) });
    }
    for (key, is_there) in [
        ("format", file.format.is_some()),
        ("provider", file.provider.is_some()),
        ("service", file.service.is_some()),
    ] {
        let at = KeyPath::of([key]);
        if !is_there && !problems.iter().any(|problem| problem.at == at) {
            let kind = ProblemKind::MissingKey { key, of: "a spec" };
            problems.push(Problem { kind, at: KeyPath::default() });
        }
    }
}

/// A problem, and its line and column where the YAML reader told them.
pub(crate) struct Located {
    problem: Problem,
    place: Option<(u32, u32)>,
}

impl From<Problem> for Located {
    fn from(problem: Problem) -> Self {
        Located { problem, place: None }
    }
}

impl Located {
    /// The problems of a file, located, in the order of its lines.
    pub fn all(text: &str, path: &Arc<Path>, problems: Vec<Located>) -> Vec<SpecError> {
        let mut locator = Locator::new(text);
        let locate = |Located { problem, place }: Located| {
            let (line, column) = place.unwrap_or_else(|| locator.locate(&problem.at));
            let place = Place { path: Arc::clone(path), line };
            SpecError { kind: problem.kind, at: problem.at, place, column }
        };
        let mut errors: Vec<SpecError> = problems.into_iter().map(locate).collect();
        errors.sort_by_key(|error| (error.place.line, error.column));
        errors
    }

    /// What the YAML reader stumbled over; in our words where the file is indented badly.
    fn of_yaml(error: &serde_yaml::Error, text: &str) -> Self {
        if let Some(wrong) = indent::wrong(text) {
            let kind = ProblemKind::Yaml(wrong.message);
            let problem = Problem { kind, at: KeyPath::default() };
            return Located { problem, place: Some((wrong.line, wrong.column)) };
        }
        let place = error.location().map(|at| (clamp(at.line()), clamp(at.column())));
        let kind = ProblemKind::Yaml(error.to_string());
        Located { problem: Problem { kind, at: KeyPath::default() }, place }
    }
}

fn clamp(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The name and the keys of every table.
#[cfg(test)]
pub(super) fn keys() -> Vec<(&'static str, &'static [&'static str])> {
    fn of<T: Table>() -> (&'static str, &'static [&'static str]) {
        (T::WHAT, T::KEYS)
    }
    let mut keys = vec![of::<File>()];
    keys.extend(tables::keys());
    keys
}

#[cfg(test)]
pub(super) mod in_test {
    use super::*;

    type Read = Result<Spec, Vec<Problem>>;

    pub fn unvalidated(text: &str) -> Read {
        parse(text).map_err(problems)
    }

    /// What the YAML reader alone makes of the text.
    pub fn through_yaml(text: &str) -> Read {
        let yaml = serde_yaml::Deserializer::from_str(text);
        let tables = tables(yaml, false).map_err(|error| vec![Located::of_yaml(&error, text)]);
        tables.and_then(spec).map_err(problems)
    }

    /// What the lines alone make of the text; `None` where they are laid out otherwise.
    pub fn through_layout(text: &str) -> Option<Read> {
        let tables = Layout::new(text).and_then(|layout| tables(layout, false)).ok()?;
        Some(spec(tables).map_err(problems))
    }

    fn problems(located: Vec<Located>) -> Vec<Problem> {
        located.into_iter().map(|it| it.problem).collect()
    }
}
