//! What an index lists, what is missing of it, and what stays as it stands.

use std::collections::{BTreeSet, HashMap};

use crate::diagnostic::Place;
use crate::resolve::words::fold;
use crate::spec::{Operation, Spec, Waiter};

/// What stays as it stands, though an index says what there is.
#[derive(Clone, Debug, Default)]
pub struct Stays {
    /// Operations, by wire name.
    pub operations: BTreeSet<String>,
    /// Operations of which the pagination stays, by wire name.
    pub paginations: BTreeSet<String>,
    /// Waiters, by name.
    pub waiters: BTreeSet<String>,
    /// Operations that stand, that a page describes and that the index does not list.
    pub unlisted: BTreeSet<String>,
}

impl Stays {
    /// Lets an operation stay as it stands in `standing`, as far as `kept` still has its pages.
    pub fn add(&mut self, standing: &Spec, kept: &Spec, name: &str) {
        self.operations.insert(name.to_owned());
        if kept.operation(name).is_some_and(|operation| operation.pagination.is_some()) {
            self.paginations.insert(name.to_owned());
        }
        let waiters = kept.waiters.iter().filter(|waiter| waiter.operation == name);
        let stood = |waiter: &&Waiter| standing.waiters.iter().any(|it| it.name == waiter.name);
        self.waiters.extend(waiters.filter(stood).map(|waiter| waiter.name.clone()));
    }
}

/// Something that an index lists and that no page describes.
#[derive(Clone, Debug)]
pub struct Missing {
    /// What it is.
    pub what: Listed,
    /// The name it is listed under, which is the name of its page: `list_sessions`.
    pub name: Box<str>,
    /// It stands in the spec, under this name.
    pub stands: Option<String>,
    /// Where it is listed.
    pub place: Place,
}

/// What an index lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Listed {
    /// A method of the client.
    Method,
    /// A paginator.
    Paginator,
    /// A waiter.
    Waiter,
}

impl Listed {
    /// The folder that such pages lie in.
    pub fn folder(self) -> &'static str {
        match self {
            Listed::Method => "client",
            Listed::Paginator => "paginator",
            Listed::Waiter => "waiter",
        }
    }
}

/// The operations that stand, by folded name: their own, or their method's.
pub struct Standing<'s>(HashMap<String, &'s Operation>);

impl<'s> Standing<'s> {
    /// Those of a spec; of several that go by one name, the first.
    pub fn of(previous: Option<&'s Spec>) -> Self {
        let mut known = HashMap::new();
        for operation in previous.into_iter().flat_map(|spec| &spec.operations) {
            for name in [&operation.method, &operation.name] {
                known.entry(fold(name)).or_insert(operation);
            }
        }
        Standing(known)
    }

    /// The one that stands under a folded name.
    pub fn get(&self, key: &str) -> Option<&'s Operation> {
        self.0.get(key).copied()
    }
}
