//! The errors of a service: what all operations that name one say of it, once.

use std::collections::BTreeMap;

use crate::facts::{Kind, Member};
use crate::spec::ShapeKind;

use crate::resolve::merge::merged::{Merged, Origin};

/// What is known of an error.
#[derive(Debug)]
pub struct KnownError<'a> {
    pub origin: Origin,
    status: Option<u16>,
    documentation: Option<&'a str>,
    pub members: &'a [Member],
}

/// Errors by name. What an operation says of one counts before what the next says.
pub fn collect(merged: &Merged) -> BTreeMap<&str, KnownError<'_>> {
    let mut errors: BTreeMap<&str, KnownError<'_>> = BTreeMap::new();
    for operation in &merged.operations {
        let page = operation.stated.page;
        for facts in &operation.stated.facts.errors {
            let known = errors.entry(&facts.name).or_insert_with(|| {
                let shape = merged.shapes.get(&facts.name).map(|stated| &stated.facts.node);
                KnownError {
                    origin: Origin { page, line: facts.line },
                    status: None,
                    documentation: shape.and_then(|node| node.documentation.as_deref()),
                    members: match shape.map(|node| &node.kind) {
                        Some(Kind::Structure(members)) => members,
                        _ => &[],
                    },
                }
            });
            known.status = known.status.or(facts.status);
            known.documentation = known.documentation.or(facts.documentation.as_deref());
            if known.members.is_empty() {
                known.members = &facts.members;
            }
        }
    }
    errors
}

impl KnownError<'_> {
    /// Writes into the shape of the error what its members do not tell.
    pub fn fill(&self, shape: &mut crate::spec::Shape) {
        shape.documentation = self.documentation.map(str::to_owned);
        if let ShapeKind::Error(error) = &mut shape.kind {
            error.status = self.status;
        }
    }
}
