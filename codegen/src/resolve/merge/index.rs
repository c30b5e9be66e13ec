//! The index of a service, held against the pages that were read and against what stands.
//!
//! The index says what there is, and what it does not list is gone. But a page that is missing, or
//! of which nothing could be made, is no sign that what it described is gone, and an index may be
//! cut off or old itself. So where it says what there is,
//!
//! - what it lists and no page describes stays as it stands;
//! - what it does not list, stands, and is described by a page of this run stays as that page has
//!   it: the two contradict each other;
//! - what stands and neither speaks of is gone.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::rules::service as rules;
use crate::facts::{Dialect, ServiceFacts};
use crate::spec::Spec;

use super::gathered::Gathered;
use super::merged::Stated;
use super::stays::{Listed, Missing, Standing, Stays};
use crate::resolve::words::fold;

/// What boto3 adds to clients: no operations, and of no account to a spec.
fn is_helper(method: &str) -> bool {
    let helpers = ["can_paginate", "close", "get_paginator", "get_waiter", "copy"];
    let families = ["generate_presigned_", "generate_db_", "upload_file", "download_file"];
    helpers.contains(&method) || families.iter().any(|family| method.starts_with(family))
}

/// What an index lists, by folded name.
struct Lists<'i> {
    /// The page that the index stands on.
    page: u32,
    methods: BTreeMap<String, &'i (Box<str>, u32)>,
    paginators: BTreeMap<String, &'i (Box<str>, u32)>,
    waiters: BTreeMap<String, &'i (Box<str>, u32)>,
}

impl<'i> Lists<'i> {
    /// `None` where no page says what operations there are.
    fn of(index: &'i Stated<ServiceFacts>) -> Option<Self> {
        let methods = index.facts.methods.as_ref()?;
        let by_key = |names: &'i [(Box<str>, u32)]| {
            names.iter().map(|entry| (fold(&entry.0), entry)).collect()
        };
        Some(Lists {
            page: index.page,
            methods: by_key(methods),
            paginators: by_key(&index.facts.paginators),
            waiters: by_key(&index.facts.waiters),
        })
    }
}

impl Gathered {
    /// Holds what pages describe against the index; `None` where no page says what there is.
    pub(super) fn hold_against_index(
        &mut self,
        index: Option<&Stated<ServiceFacts>>,
        previous: Option<&Spec>,
        standing: &Standing<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<(Stays, Vec<Missing>)> {
        let lists = Lists::of(index?)?;
        let mut stays = Stays::default();
        if previous.is_some_and(|spec| spec.client.is_some()) {
            self.leave_references(&lists, standing);
        }
        self.keep_operations(&lists, standing, &mut stays, diagnostics);
        self.keep_paginators(&lists, standing, diagnostics);
        self.keep_waiters(&lists, previous, diagnostics);
        let missing = self.missing(&lists, previous, standing, &mut stays);
        Some((stays, missing))
    }

    /// Leaves out what only the API Reference says of operations that boto3's pages described: what
    /// both tell is boto3's to say, and stays as it stands in a spec that boto3's pages made.
    fn leave_references(&mut self, lists: &Lists<'_>, standing: &Standing<'_>) {
        self.operations.retain(|key, stated| {
            self.dialects.get(stated.page as usize) != Some(&Dialect::ApiReference)
                || !lists.methods.contains_key(key)
                || standing.get(key).is_none()
        });
    }

    fn keep_operations(
        &mut self,
        lists: &Lists<'_>,
        standing: &Standing<'_>,
        stays: &mut Stays,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        for (key, stated) in std::mem::take(&mut self.operations) {
            if lists.methods.contains_key(&key) {
                self.operations.insert(key, stated);
                continue;
            }
            let known = standing.get(&key);
            let line = stated.facts.line;
            let name = stated.facts.method.as_deref().or(stated.facts.name.as_deref());
            let name = name.unwrap_or_default();
            if self.is_reference(stated.page) {
                // boto3 has no operations that it cannot call, such as those that stream both ways.
                let message = format!("{name} is not in the index of the service: it is taken");
                let place = self.place(stated.page, line);
                diagnostics.push(Diagnostic::new(&rules::ONLY_IN_REFERENCE, place, message));
                stays.unlisted.extend(known.map(|known| known.name.clone()));
                self.operations.insert(key, stated);
                continue;
            }
            diagnostics.push(self.unlisted(lists, name, known.is_some(), (stated.page, line)));
            if let Some(known) = known {
                stays.unlisted.insert(known.name.clone());
                self.operations.insert(key, stated);
            }
        }
    }

    fn is_reference(&self, page: u32) -> bool {
        self.dialects.get(page as usize) == Some(&Dialect::ApiReference)
    }

    fn keep_paginators(
        &mut self,
        lists: &Lists<'_>,
        standing: &Standing<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        for (key, stated) in std::mem::take(&mut self.paginators) {
            if !lists.paginators.contains_key(&key) {
                let known = standing.get(&key).is_some_and(|it| it.pagination.is_some());
                let name = format!("the paginator of {}", stated.facts.name);
                let at = (stated.page, stated.facts.line);
                diagnostics.push(self.unlisted(lists, &name, known, at));
                if !known {
                    continue;
                }
            }
            self.paginators.insert(key, stated);
        }
    }

    fn keep_waiters(
        &mut self,
        lists: &Lists<'_>,
        previous: Option<&Spec>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        for (name, stated) in std::mem::take(&mut self.waiters) {
            if !lists.waiters.contains_key(&fold(&name)) {
                let mut waiters = previous.into_iter().flat_map(|spec| &spec.waiters);
                let known = waiters.any(|waiter| waiter.name == *name);
                let at = (stated.page, stated.facts.line);
                let said = format!("the waiter {name}");
                diagnostics.push(self.unlisted(lists, &said, known, at));
                if !known {
                    continue;
                }
            }
            self.waiters.insert(name, stated);
        }
    }

    /// What is said of something that a page describes and the index does not list.
    fn unlisted(
        &self,
        lists: &Lists<'_>,
        name: &str,
        stands: bool,
        (page, line): (u32, u32),
    ) -> Diagnostic {
        let (rule, end) = match stands {
            true => (&rules::UNLISTED, "it stands, so it stays as this page has it"),
            false => (&rules::NOT_IN_INDEX, "it is left out"),
        };
        let message = format!("{name} is not in the index of the service: {end}");
        let first = lists.methods.values().map(|(_, line)| *line).min().unwrap_or_default();
        Diagnostic::new(rule, self.place(page, line), message)
            .and(self.place(lists.page, first), "the index")
    }

    /// What the index lists in vain, and what of it stays as it stands.
    fn missing(
        &self,
        lists: &Lists<'_>,
        previous: Option<&Spec>,
        standing: &Standing<'_>,
        stays: &mut Stays,
    ) -> Vec<Missing> {
        let mut missing = Vec::new();
        let mut miss = |what, (name, line): &(Box<str>, u32), stands: Option<&String>| {
            let (name, stands) = (name.clone(), stands.cloned());
            missing.push(Missing { what, name, stands, place: self.place(lists.page, *line) });
        };
        for (key, entry) in &lists.methods {
            if self.operations.contains_key(key) {
                continue;
            }
            let known = standing.get(key);
            stays.operations.extend(known.map(|operation| operation.name.clone()));
            if known.is_some() || !is_helper(&entry.0) {
                miss(Listed::Method, entry, known.map(|operation| &operation.name));
            }
        }
        for (key, entry) in &lists.paginators {
            let known = standing.get(key).filter(|known| known.pagination.is_some());
            // What is read of the page may still be unclear.
            stays.paginations.extend(known.map(|operation| operation.name.clone()));
            if !self.paginators.contains_key(key) {
                miss(Listed::Paginator, entry, known.map(|operation| &operation.name));
            }
        }
        // Those that only a page speaks of.
        let unlisted = self.paginators.keys().filter_map(|key| standing.get(key));
        stays.paginations.extend(unlisted.map(|operation| operation.name.clone()));
        for (key, entry) in &lists.waiters {
            let mut waiters = previous.into_iter().flat_map(|spec| &spec.waiters);
            let known = waiters.find(|waiter| fold(&waiter.name) == *key);
            stays.waiters.extend(known.map(|waiter| waiter.name.clone()));
            if !self.waiters.keys().any(|name| fold(name) == *key) {
                miss(Listed::Waiter, entry, known.map(|waiter| &waiter.name));
            }
        }
        missing
    }
}
