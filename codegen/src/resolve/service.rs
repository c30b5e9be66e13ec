//! The whole way of one service, from its pages to its spec.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::facts::PaginatorFacts;
use crate::spec::{Operation, Pagination, Provider, ServiceId, ShapeId, Spec, Waiter};

use super::fill::terms::{Origin, TermId, Terms, Text};
use super::group::Group;
use super::keep::{previous, twins};
use super::merge::errors::{self, KnownError};
use super::merge::{Merged, Stated, merge};
use super::merge::{lone, pagination};
use super::share::assemble::Assembly;
use super::share::shapes::{OperationShapes, Role, Shape, Shapes};
use super::share::{self, calls};
use super::tie::graph::{Gap, Graph, NodeId, Tie};
use super::tie::recursion::{self, Guess};
use super::{fill, huaweicloud, lower, name, rules};
use crate::hash::FastMap;

/// What comes of the pages of one service.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// The spec; `None` where the pages state nothing of an API.
    pub spec: Option<Spec>,
    /// How the pages of operations are asked for that stand in the spec that stood before and that
    /// no page of this run describes.
    pub paginations: Vec<(String, Pagination)>,
    /// What is to be said about the pages together. What is to be said about one page is said in
    /// its facts.
    pub diagnostics: Vec<Diagnostic>,
}

/// Makes the spec of a service. Shapes that are in `previous`, the spec that stood there before,
/// keep their names.
pub fn resolve(mut group: Group, previous: Option<&Spec>) -> Resolved {
    let mut diagnostics = Vec::new();
    if group.provider == Provider::Huaweicloud {
        huaweicloud::settle(&mut group.pages, previous, &mut diagnostics);
    }
    let mut spec = Spec::new(group.provider, group.service.clone());
    let merged = merge(group, previous, &mut diagnostics);
    let paginations = standing_paginations(&merged, previous, &mut diagnostics);
    if merged.index.is_none()
        && merged.operations.is_empty()
        && merged.waiters.is_empty()
        && paginations.is_empty()
    {
        return Resolved { spec: None, paginations, diagnostics };
    }
    let errors = errors::collect(&merged, &mut diagnostics);
    let mut terms = Terms::default();
    let roots = Roots::of(&merged, &errors, &mut terms);
    let (graph, roots) = tie(&merged, &terms, &roots, &mut diagnostics);
    let shared = share::share(&graph);
    let mut assembly = Assembly::new(&graph, &shared, &terms.texts);
    let error_ids: BTreeMap<&str, ShapeId> = errors
        .keys()
        .zip(&roots.errors)
        .map(|(name, node)| (*name, assembly.root(*node, Role::Error, Some((*name).into()))))
        .collect();
    let operations = operations(&merged, &roots, &error_ids, &mut assembly);
    let (made, mut rest) = assembly.finish();
    let mut shapes = shapes(&spec.service, &merged, operations, made);
    if let Some(previous) = previous {
        twins::part(&mut shapes, &mut rest, previous);
        previous::keep_names(&mut shapes, previous);
        if !merged.is_whole() {
            // What no page of this run speaks of stays, and keeps its name as well.
            shapes.reserved = previous.shapes.iter().map(|shape| shape.name.as_str()).collect();
        }
    }
    let names = name::choose(&shapes);
    let (lowered, ids) = lower::shapes(&shapes.shapes, names, &rest, &terms.rest);
    let id = |id: ShapeId| ids[id.0 as usize];
    spec.operations = lower_operations(&merged, shapes.operations, id, &mut diagnostics);
    spec.shapes = lowered;
    for (name, error) in &errors {
        let at = id(error_ids[name]).0 as usize;
        error.fill(&mut spec.shapes[at]);
    }
    spec.client = merged.client.as_deref().map(str::to_owned);
    spec.version = merged.version.as_deref().map(str::to_owned);
    if spec.provider == Provider::Huaweicloud {
        spec.protocol = Some(huaweicloud::protocol());
    }
    if let Some(index) = &merged.index {
        spec.title = index.title.as_deref().map(str::to_owned);
        spec.documentation = index.documentation.as_deref().map(str::to_owned);
    }
    spec.waiters = lower_waiters(&merged);
    diagnostics.sort_by(|a, b| (&a.place, a.rule.id).cmp(&(&b.place, b.rule.id)));
    Resolved { spec: Some(spec), paginations, diagnostics }
}

/// The terms of what operations take and return, of what errors hold, and of what pages name.
struct Roots {
    operations: Vec<[Option<TermId>; 2]>,
    errors: Vec<TermId>,
    named: FastMap<Text, TermId>,
}

impl Roots {
    fn of<'a>(
        merged: &'a Merged,
        errors: &BTreeMap<&'a str, KnownError<'a>>,
        terms: &mut Terms<'a>,
    ) -> Self {
        let mut operations = Vec::with_capacity(merged.operations.len());
        for operation in &merged.operations {
            let stated = &operation.stated;
            let facts = [&stated.facts.input, &stated.facts.output];
            operations.push(facts.map(|node| Some(terms.root(node.as_ref()?, stated.page))));
        }
        let errors = errors.values().map(|error| terms.members(error.members, error.origin));
        let errors = errors.collect();
        let mut named = FastMap::default();
        for (name, stated) in &merged.shapes {
            let term = terms.position(&stated.facts.node, stated.page);
            named.insert(terms.texts.add(name), term);
        }
        let mut roots = Roots { operations, errors, named };
        let mut open: Vec<(&mut TermId, bool)> = Vec::new();
        for [input, output] in &mut roots.operations {
            open.extend(input.as_mut().map(|term| (term, true)));
            open.extend(output.as_mut().map(|term| (term, false)));
        }
        fill::fill(terms, &mut open);
        roots
    }

    /// All of them, in an order that follows from the pages.
    fn all(&self) -> Vec<TermId> {
        let mut named: Vec<TermId> = self.named.values().copied().collect();
        named.sort_unstable();
        let operations = self.operations.iter().flatten().copied().flatten();
        operations.chain(self.errors.iter().copied()).chain(named).collect()
    }
}

/// The same as nodes of the graph.
struct RootNodes {
    operations: Vec<[Option<NodeId>; 2]>,
    errors: Vec<NodeId>,
}

/// Ties the terms into a graph and says what could not be told.
fn tie(
    merged: &Merged,
    terms: &Terms<'_>,
    roots: &Roots,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Graph, RootNodes) {
    let solved = recursion::solve(terms, &roots.all());
    diagnostics.extend(solved.guesses.iter().map(|guess| undecided(guess, merged, terms)));
    let mut tie = Tie::new(terms, &solved, &roots.named);
    let operations = roots
        .operations
        .iter()
        .map(|pair| pair.map(|term| term.map(|term| tie.root(term))))
        .collect();
    let errors = roots.errors.iter().map(|term| tie.root(*term)).collect();
    let mut graph = tie.finish();
    calls::join(&mut graph, &terms.texts);
    let place = |origin: Origin| merged.place(origin.page, origin.line);
    for gap in &graph.gaps {
        diagnostics.push(match *gap {
            Gap::NoAncestor(origin) => {
                let message = "recursion is cut short, and nothing it could mean is open";
                Diagnostic::new(&rules::NO_ANCESTOR, place(origin), message)
            }
            Gap::Unstated(origin) => {
                let message = "no page tells what stands here";
                Diagnostic::new(&rules::UNSTATED, place(origin), message)
            }
            Gap::UnknownShape(origin, name) => {
                let message = format!("no page describes {}", terms.texts.get(name));
                Diagnostic::new(&rules::UNKNOWN_SHAPE, place(origin), message)
            }
        });
    }
    for origin in &terms.too_deep {
        let message = "structures nest too deep here";
        diagnostics.push(Diagnostic::new(&rules::TOO_DEEP, place(*origin), message));
    }
    (graph, RootNodes { operations, errors })
}

/// What is said of a recursion mark that is a guess.
fn undecided(guess: &Guess, merged: &Merged, terms: &Terms<'_>) -> Diagnostic {
    let path: Vec<String> = guess
        .path
        .iter()
        .map(|(name, steps)| format!("{}{}", terms.texts.get(*name), steps.display()))
        .collect();
    let candidates: Vec<&str> =
        guess.candidates.iter().map(|name| terms.texts.get(*name)).collect();
    let (taken, others) = candidates.split_first().unwrap_or((&"", &[]));
    let message = match others {
        [] => format!("{}: taken for `{taken}`", path.join(".")),
        others => format!(
            "{}: taken for what stands at `{taken}`; it may be what stands at `{}`",
            path.join("."),
            others.join("` or `"),
        ),
    };
    let place = merged.place(guess.origin.page, guess.origin.line);
    Diagnostic::new(&rules::UNDECIDED_RECURSION, place, message)
}

fn operations<'a>(
    merged: &'a Merged,
    roots: &RootNodes,
    errors: &BTreeMap<&str, ShapeId>,
    assembly: &mut Assembly<'_, 'a>,
) -> Vec<OperationShapes<'a>> {
    let both = (0..).zip(&merged.operations).zip(&roots.operations);
    both.map(|((index, operation), [input, output])| {
        let facts = &operation.stated.facts;
        let mut named: Vec<ShapeId> = Vec::with_capacity(facts.errors.len());
        for error in &facts.errors {
            if let Some(id) = errors.get(&*error.name)
                && !named.contains(id)
            {
                named.push(*id);
            }
        }
        OperationShapes {
            name: operation.name.clone(),
            method: &operation.method,
            documentation: facts.documentation.as_deref(),
            input: input.map(|node| assembly.root(node, Role::Input(index), None)),
            output: output.map(|node| assembly.root(node, Role::Output(index), None)),
            errors: named,
        }
    })
    .collect()
}

fn shapes<'a>(
    service: &'a ServiceId,
    merged: &'a Merged,
    operations: Vec<OperationShapes<'a>>,
    shapes: Vec<Shape<'a>>,
) -> Shapes<'a> {
    let title = merged.index.as_ref().and_then(|index| index.title.as_deref());
    let (client, reserved) = (merged.client.as_deref(), Vec::new());
    Shapes { service, title, client, operations, reserved, shapes }
}

/// The pagination, with what is unclear about it said.
fn clear(
    inferred: Result<Pagination, &'static str>,
    name: &str,
    paginator: &Stated<PaginatorFacts>,
    merged: &Merged,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Pagination> {
    let unclear = match &inferred {
        Ok(pagination) if pagination.output_token.is_empty() => {
            Some("the next token does not lie at the top of the output")
        }
        Ok(_) => None,
        Err(why) => Some(*why),
    };
    if let Some(why) = unclear {
        let place = merged.place(paginator.page, paginator.facts.line);
        let message = format!("{name}: {why}");
        diagnostics.push(Diagnostic::new(&rules::PAGINATION_UNCLEAR, place, message));
    }
    inferred.ok()
}

/// The pagination of operations that stand.
fn standing_paginations(
    merged: &Merged,
    previous: Option<&Spec>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(String, Pagination)> {
    let mut found = Vec::new();
    let Some(previous) = previous else { return found };
    for paginator in &merged.paginators {
        let Some(operation) = lone::standing(previous, &paginator.facts) else { continue };
        let Some(inferred) = lone::infer(previous, operation, paginator) else { continue };
        let pagination = clear(inferred, &operation.name, paginator, merged, diagnostics);
        found.extend(pagination.map(|pagination| (operation.name.clone(), pagination)));
    }
    found
}

fn lower_operations(
    merged: &Merged,
    shapes: Vec<OperationShapes<'_>>,
    id: impl Fn(ShapeId) -> ShapeId,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Operation> {
    let mut lowered = Vec::with_capacity(shapes.len());
    for (operation, shapes) in merged.operations.iter().zip(shapes) {
        let facts = &operation.stated.facts;
        let pagination = operation.paginator.as_ref().and_then(|paginator| {
            let inferred = pagination::infer(operation)?;
            clear(inferred, &operation.name, paginator, merged, diagnostics)
        });
        lowered.push(Operation {
            name: shapes.name,
            method: operation.method.to_string(),
            documentation: facts.documentation.as_deref().map(str::to_owned),
            deprecated: facts.deprecated,
            input: shapes.input.map(&id),
            output: shapes.output.map(&id),
            errors: shapes.errors.into_iter().map(&id).collect(),
            http: facts.http.clone(),
            pagination,
        });
    }
    lowered
}

fn lower_waiters(merged: &Merged) -> Vec<Waiter> {
    let waiters = merged.waiters.iter().map(|(operation, waiter)| Waiter {
        name: waiter.facts.name.to_string(),
        operation: operation.clone(),
        delay: waiter.facts.delay,
        max_attempts: waiter.facts.max_attempts,
    });
    waiters.collect()
}
