//! Where the terms of a service begin.

use std::collections::BTreeMap;

use super::terms::{TermId, Terms, TextId};
use crate::hash::FastMap;
use crate::resolve::merge::errors::KnownError;
use crate::resolve::merge::merged::Merged;

/// The terms of what operations take and return, of what errors hold, and of what pages name.
pub struct Roots {
    pub operations: Vec<[Option<TermId>; 2]>,
    pub errors: Vec<TermId>,
    pub named: FastMap<TextId, TermId>,
}

impl Roots {
    /// The terms of what pages state, and where they begin.
    pub fn of<'a>(
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
        Roots { operations, errors, named }
    }

    /// The inputs and outputs; the second of a pair says whether it is a request.
    pub fn sides(&mut self) -> Vec<(&mut TermId, bool)> {
        let mut sides = Vec::new();
        for [input, output] in &mut self.operations {
            sides.extend(input.as_mut().map(|term| (term, true)));
            sides.extend(output.as_mut().map(|term| (term, false)));
        }
        sides
    }

    /// All of them, in an order that follows from the pages.
    pub fn all(&self) -> Vec<TermId> {
        let mut named: Vec<TermId> = self.named.values().copied().collect();
        named.sort_unstable();
        let operations = self.operations.iter().flatten().copied().flatten();
        operations.chain(self.errors.iter().copied()).chain(named).collect()
    }
}
