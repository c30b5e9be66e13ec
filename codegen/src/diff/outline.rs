//! A report's changes in the order in which a person reads them: what becomes of each operation
//! first, then what reaches several.

use super::change::{Change, Subject};
use super::report::{ServiceReport, Told};
use super::rules;

/// A heading and what stands under it.
pub(super) struct Section<'a> {
    pub heading: Heading<'a>,
    /// Its changes, those of documentation left out.
    pub changes: Vec<&'a Told>,
    /// Its changes of documentation.
    pub documentation: Vec<&'a Told>,
}

/// What the changes of a section have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Heading<'a> {
    /// They are of the service as a whole.
    Service,
    /// They are of one operation, or reach no other.
    Operation(&'a str, Fate),
    /// They are of a waiter.
    Waiters,
    /// They are of a shape that several operations share.
    Shared(&'a str),
    /// They are of shapes that no operation leads to.
    Unreached,
}

/// What becomes of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fate {
    New,
    Gone,
    Updated,
}

impl Fate {
    pub fn as_str(self) -> &'static str {
        match self {
            Fate::New => "new",
            Fate::Gone => "gone",
            Fate::Updated => "updated",
        }
    }
}

/// The sections of a service's report.
pub(super) fn sections(service: &ServiceReport) -> Vec<Section<'_>> {
    let mut sections: Vec<Section<'_>> = Vec::new();
    let mut index = std::collections::HashMap::new();
    for told in &service.changes {
        let key = match heading(&told.change) {
            // What happens to an operation and what reaches it alone stand together.
            Heading::Operation(name, _) => ("operation", name),
            Heading::Shared(name) => ("shared", name),
            Heading::Service => ("service", ""),
            Heading::Waiters => ("waiters", ""),
            Heading::Unreached => ("unreached", ""),
        };
        let heading = heading(&told.change);
        let place = *index.entry(key).or_insert_with(|| {
            sections.push(Section {
                heading: heading.clone(),
                changes: Vec::new(),
                documentation: Vec::new(),
            });
            sections.len() - 1
        });
        let section = &mut sections[place];
        if matches!(heading, Heading::Operation(_, Fate::New | Fate::Gone)) {
            section.heading = heading;
        }
        if told.change.is_documentation() {
            section.documentation.push(told);
        } else {
            section.changes.push(told);
        }
    }
    let place = |name: &str| service.order.iter().position(|other| *other == *name);
    sections.sort_by_cached_key(|section| match section.heading {
        Heading::Service => (0, None),
        Heading::Operation(name, _) => (1, place(name)),
        Heading::Shared(_) => (2, None),
        Heading::Waiters => (3, None),
        Heading::Unreached => (4, None),
    });
    sections
}

fn heading(change: &Change) -> Heading<'_> {
    match (&change.subject, &change.operations[..]) {
        (Subject::Service, _) => Heading::Service,
        (Subject::Waiter(_), _) => Heading::Waiters,
        (Subject::Operation(name), _) => {
            let fate = if change.rule == &rules::OPERATION_ADDED {
                Fate::New
            } else if change.rule == &rules::OPERATION_REMOVED {
                Fate::Gone
            } else {
                Fate::Updated
            };
            Heading::Operation(name, fate)
        }
        (_, [one]) => Heading::Operation(&one.operation, Fate::Updated),
        (_, []) => Heading::Unreached,
        (Subject::Shape(shape) | Subject::Member(shape, _), _) => Heading::Shared(shape),
    }
}

/// The operations that a change reaches, at most `most` of them by name.
pub(super) fn reached(change: &Change, most: usize) -> String {
    let names: Vec<&str> =
        change.operations.iter().take(most).map(|reached| reached.operation.as_str()).collect();
    match change.operations.len().saturating_sub(most) {
        0 => names.join(", "),
        more => format!("{} and {more} more", names.join(", ")),
    }
}
