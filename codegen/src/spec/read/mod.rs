//! The text of a spec's file → Spec.

mod link;
mod seed;
mod tables;

use std::path::Path;
use std::sync::Arc;

use serde::de::DeserializeSeed as _;

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

#[cfg(test)]
pub(super) fn parse_unchecked(text: &str) -> Result<Spec, Vec<Problem>> {
    parse(text).map_err(|problems| problems.into_iter().map(|it| it.problem).collect())
}

fn parse(text: &str) -> Result<Spec, Vec<Located>> {
    let mut reader = Reader::default();
    let mut file = File::default();
    let seed = TableSeed { reader: &mut reader, table: &mut file };
    let result = seed.deserialize(serde_yaml::Deserializer::from_str(text));
    if let Err(error) = result {
        return Err(vec![Located::of_yaml(&error)]);
    }
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
