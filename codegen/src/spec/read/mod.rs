//! The text of a spec's file → Spec.

mod layout;
mod link;
mod seed;
mod tables;

use std::path::Path;
use std::sync::Arc;

use serde::de::{DeserializeSeed as _, Deserializer};

use self::layout::{Layout, Otherwise};
use self::seed::{Reader, TableSeed};
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
    let problems = match parse(text) {
        Ok(spec) => match validate(&spec) {
            none if none.is_empty() => return Ok(spec),
            problems => problems.into_iter().map(Located::from).collect(),
        },
        Err(problems) => problems,
    };
    Err(locate_all(text, path, problems))
}

fn parse(text: &str) -> Result<Spec, Vec<Located>> {
    let tables = Layout::new(text).and_then(tables);
    let (file, reader) = match tables {
        Ok(tables) => tables,
        Err(Otherwise) => tables_of_yaml(text)?,
    };
    spec(file, reader)
}

fn tables_of_yaml(text: &str) -> Result<(File, Reader), Vec<Located>> {
    tables(serde_yaml::Deserializer::from_str(text)).map_err(|error| vec![Located::of_yaml(&error)])
}

fn tables<'de, D: Deserializer<'de>>(deserializer: D) -> Result<(File, Reader), D::Error> {
    let mut reader = Reader::default();
    let mut file = File::default();
    TableSeed { reader: &mut reader, table: &mut file }.deserialize(deserializer)?;
    Ok((file, reader))
}

fn spec(file: File, mut reader: Reader) -> Result<Spec, Vec<Located>> {
    check_header(&file, &mut reader);
    for problem in &mut reader.problems {
        problem.at.0.reverse();
    }
    let mut problems = std::mem::take(&mut reader.problems);
    let spec = link::link(file, reader.into_names(), &mut problems);
    match spec {
        Some(spec) if problems.is_empty() => Ok(spec),
        _ => Err(problems.into_iter().map(Located::from).collect()),
    }
}

fn check_header(file: &File, reader: &mut Reader) {
    const OF: &str = "a spec";
    match file.format.as_deref() {
        Some("1") => {}
        Some(other) => reader.problem_at("format", ProblemKind::Format(other.into())),
        None => reader.missing("format", OF),
    }
    if file.provider.is_none() {
        reader.missing("provider", OF);
    }
    if file.service.is_none() {
        reader.missing("service", OF);
    }
}

/// A problem, and its line and column where the YAML reader told them.
struct Located {
    problem: Problem,
    place: Option<(u32, u32)>,
}

impl From<Problem> for Located {
    fn from(problem: Problem) -> Self {
        Located { problem, place: None }
    }
}

impl Located {
    fn of_yaml(error: &serde_yaml::Error) -> Self {
        let place = error.location().map(|at| (clamp(at.line()), clamp(at.column())));
        let kind = ProblemKind::Yaml(error.to_string());
        Located { problem: Problem { kind, at: KeyPath::default() }, place }
    }
}

fn clamp(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn locate_all(text: &str, path: &Path, problems: Vec<Located>) -> Vec<SpecError> {
    let path: Arc<Path> = Arc::from(path);
    let mut locator = Locator::new(text);
    let mut errors: Vec<SpecError> = problems
        .into_iter()
        .map(|Located { problem, place }| {
            let (line, column) = place.unwrap_or_else(|| locator.locate(&problem.at));
            let place = Place { path: Arc::clone(&path), line };
            SpecError { kind: problem.kind, at: problem.at, place, column }
        })
        .collect();
    errors.sort_by_key(|error| (error.place.line, error.column));
    errors
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
        tables_of_yaml(text).and_then(|(file, reader)| spec(file, reader)).map_err(problems)
    }

    /// What the lines alone make of the text; `None` where they are laid out otherwise.
    pub fn through_layout(text: &str) -> Option<Read> {
        let (file, reader) = Layout::new(text).and_then(tables).ok()?;
        Some(spec(file, reader).map_err(problems))
    }

    fn problems(located: Vec<Located>) -> Vec<Problem> {
        located.into_iter().map(|it| it.problem).collect()
    }
}
