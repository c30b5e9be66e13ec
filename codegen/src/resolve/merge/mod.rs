//! What several pages say of one service, brought together.
//!
//! Of two pages that describe one operation, the one whose dialect comes first is believed, then
//! the one whose path sorts first; holes are filled from the others, and where two pages contradict
//! each other both places are named. Pages are sorted before, so that the order of reading plays no
//! part.

mod difference;
pub(super) mod errors;
mod gathered;
mod index;
pub(super) mod merged;
mod more_results;
mod pagination;
mod paginator;
pub(super) mod stays;

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::facts::{PaginatorFacts, ServiceFacts, WaiterFacts};

use crate::spec::{Pagination, Spec};

use self::difference::Depth;
use self::gathered::Gathered;
use self::merged::{Merged, MergedOperation, Stated};
use self::stays::Standing;
use super::words;
use super::words::{fold, method_name};
use crate::diagnostic::rules::service as rules;
use crate::resolve::group::{Group, split_uid};

/// Brings the pages of a service together, over the spec that stands.
pub fn merge(group: Group, previous: Option<&Spec>, diagnostics: &mut Vec<Diagnostic>) -> Merged {
    let mut pages = group.pages;
    pages.sort_by(|a, b| (a.dialect, &a.path).cmp(&(b.dialect, &b.path)));
    let mut gathered = Gathered { pages: Vec::with_capacity(pages.len()), ..Gathered::default() };
    for page in pages {
        gathered.page(page, diagnostics);
    }
    gathered.finish(previous, diagnostics)
}

/// Finds how the pages of operations are asked for. What is returned is of operations that stand
/// and that no page of this run describes.
pub fn paginate(
    merged: &mut Merged,
    standing: Option<&Spec>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(String, Pagination)> {
    let mut of = |operation: &MergedOperation| {
        let paginator = operation.paginator.as_ref()?;
        let inferred = pagination::infer(operation)?;
        clear(inferred, &operation.name, paginator, merged, diagnostics)
    };
    let paginations: Vec<_> = merged.operations.iter().map(&mut of).collect();
    for (operation, pagination) in merged.operations.iter_mut().zip(paginations) {
        operation.pagination = pagination;
    }
    let mut found = Vec::new();
    let Some(standing) = standing else { return found };
    for stated in &merged.paginators {
        let Some(operation) = paginator::standing(standing, &stated.facts) else { continue };
        let Some(inferred) = paginator::infer(standing, operation, stated) else { continue };
        let pagination = clear(inferred, &operation.name, stated, merged, diagnostics);
        found.extend(pagination.map(|pagination| (operation.name.clone(), pagination)));
    }
    found
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

impl Gathered {
    fn finish(mut self, previous: Option<&Spec>, diagnostics: &mut Vec<Diagnostic>) -> Merged {
        let index = self.index.take();
        let methods =
            index.as_ref().and_then(|index| Some((index.page, index.facts.methods.as_ref()?)));
        let standing = Standing::of(previous);
        let held = self.hold_against_index(index.as_ref(), previous, &standing, diagnostics);
        let (stays, missing) = match held {
            Some((stays, missing)) => (Some(stays), missing),
            None => (None, Vec::new()),
        };
        let order = methods.map(|(_, methods)| order_of(methods)).unwrap_or_default();
        let wire_names = self.wire_names(index.as_ref().map(|index| &index.facts));
        let mut operations: Vec<(String, MergedOperation)> = Vec::new();
        for (key, mut stated) in std::mem::take(&mut self.operations) {
            let stated_name = stated.facts.name.take();
            let method = stated.facts.method.take();
            let name = stated_name
                .map(String::from)
                .or_else(|| wire_names.get(&key).cloned())
                .or_else(|| Some(standing.get(&key)?.name.clone()))
                .or_else(|| method.as_deref().map(words::operation_name))
                .unwrap_or_default();
            let method = method.unwrap_or_else(|| method_name(&name).into());
            let paginator = self.paginators.remove(&key);
            let pagination = None;
            let merged = MergedOperation { name, method, stated, paginator, pagination };
            operations.push((key, merged));
        }
        // Where the index says what there is, no more than what it lists is of use.
        let stands =
            |name: &str| stays.as_ref().is_none_or(|stays| stays.operations.contains(name));
        let mut paginators = Vec::new();
        for (key, left) in std::mem::take(&mut self.paginators) {
            let standing = previous.and_then(|spec| paginator::standing(spec, &left.facts));
            if standing.is_some_and(|operation| stands(&operation.name)) {
                paginators.push(left);
                continue;
            }
            let message = format!("no page describes {}, which this one pages", left.facts.name);
            let place = self.place(left.page, left.facts.line);
            if methods.is_some() {
                diagnostics.push(Diagnostic::new(&rules::UNKNOWN_OPERATION, place, message));
            } else {
                diagnostics.push(Diagnostic::new(&rules::PAGINATOR_ALONE, place, message));
                operations.push((key, paginator::operation(left)));
            }
        }
        operations.sort_by(|(a, first), (b, second)| {
            let rank = |key: &String| order.get(key).copied().unwrap_or(usize::MAX);
            (rank(a), &first.method).cmp(&(rank(b), &second.method))
        });
        for (_, operation) in &operations {
            self.compare_paginator(operation, diagnostics);
        }
        let mut all = std::mem::take(&mut self.references);
        let references = operations.iter().enumerate();
        let references = references.filter_map(|(at, (key, _))| Some((at, all.remove(key)?)));
        let references = references.collect();
        let index_facts = index.as_ref().map(|index| &index.facts);
        let standing = previous.into_iter().flat_map(|spec| &spec.operations);
        let standing = standing.map(|it| it.name.as_str()).filter(|name| stands(name));
        let standing: Vec<&str> = standing.collect();
        let waiters = self.take_waiters(index_facts, &operations, &standing, diagnostics);
        Merged {
            client: self.client,
            version: self.uid.as_deref().and_then(split_uid).map(|(_, version)| version.into()),
            index: index.map(|index| index.facts),
            operations: operations.into_iter().map(|(_, operation)| operation).collect(),
            waiters,
            paginators,
            references,
            shapes: self.shapes,
            stays,
            missing,
            texts: BTreeMap::new(),
            xml_namespace: None,
            pages: self.pages,
            dialects: self.dialects,
            open_ends: self.open_ends,
        }
    }

    /// The wire names that are stated beside an operation's own page, by folded name.
    fn wire_names(&self, index: Option<&ServiceFacts>) -> BTreeMap<String, String> {
        let paginators = self.paginators.values().map(|stated| &stated.facts.name);
        let listed = index.into_iter().flat_map(|index| &index.paginators).map(|(name, _)| name);
        let waiters = self.waiters.values().filter_map(|stated| stated.facts.operation.as_ref());
        paginators.chain(listed).chain(waiters).map(|name| (fold(name), name.to_string())).collect()
    }

    /// What a paginator's page repeats of its operation has to be the same.
    fn compare_paginator(&self, operation: &MergedOperation, diagnostics: &mut Vec<Diagnostic>) {
        let Some(paginator) = &operation.paginator else { return };
        let (facts, pages) = (&operation.stated.facts, &paginator.facts);
        let found = difference::of_parts(facts.input.as_ref(), pages.input.as_ref(), Depth::Names)
            .or_else(|| {
                let pages = pages.output.as_ref();
                difference::of_parts(facts.output.as_ref(), pages, Depth::Names)
            });
        if let Some(found) = found {
            let message = format!("{}: {}", operation.name, found);
            let place = self.place(operation.stated.page, found.lines.0);
            let other = self.place(paginator.page, found.lines.1);
            diagnostics.push(
                Diagnostic::new(&rules::PAGES_DISAGREE, place, message)
                    .and(other, "the paginator's page"),
            );
        }
    }

    /// The waiters whose operation is known, each with its operation's wire name.
    fn take_waiters(
        &mut self,
        index: Option<&ServiceFacts>,
        operations: &[(String, MergedOperation)],
        standing: &[&str],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<(String, Stated<WaiterFacts>)> {
        let standing = standing.iter().map(|name| (fold(name), *name));
        let described = operations.iter().map(|(key, it)| (key.clone(), it.name.as_str()));
        let wire_names: BTreeMap<String, &str> = standing.chain(described).collect();
        let order = index.map(|index| order_of(&index.waiters)).unwrap_or_default();
        let mut waiters = Vec::new();
        for (_, waiter) in std::mem::take(&mut self.waiters) {
            let facts = &waiter.facts;
            let polled = facts.operation.as_deref().or(facts.method.as_deref());
            let key = polled.map(fold).unwrap_or_default();
            match wire_names.get(key.as_str()) {
                Some(&name) => waiters.push((name.to_owned(), waiter)),
                None => {
                    let polled = polled.unwrap_or("an operation it does not name");
                    let message = format!("no page describes {polled}, which {} polls", facts.name);
                    let place = self.place(waiter.page, facts.line);
                    diagnostics.push(Diagnostic::new(&rules::UNKNOWN_OPERATION, place, message));
                }
            }
        }
        waiters.sort_by_key(|(_, waiter)| {
            order.get(&fold(&waiter.facts.name)).copied().unwrap_or(usize::MAX)
        });
        waiters
    }
}

/// The rank of each name in an index, by folded name.
fn order_of(names: &[(Box<str>, u32)]) -> BTreeMap<String, usize> {
    let mut order = BTreeMap::new();
    for (rank, (name, _)) in names.iter().enumerate() {
        order.entry(fold(name)).or_insert(rank);
    }
    order
}
