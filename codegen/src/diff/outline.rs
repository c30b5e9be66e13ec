//! A report's changes in the order in which a person reads them: what breaks first, what is of no
//! matter last; within that what becomes of each operation, then what reaches several.

use std::collections::HashMap;

use super::change::{Change, Fragment, Subject};
use super::level::Level;
use super::report::{Report, ServiceReport};
use super::rules;
use super::told::Told;

/// Changes that are alike but for what has changed: the first speaks for all.
pub(super) struct Group<'a>(pub Vec<&'a Told>);

/// A heading and what stands under it.
pub(super) struct ReportSection<'a> {
    pub heading: Heading<'a>,
    pub groups: Vec<Group<'a>>,
}

/// What the changes of a section have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Heading<'a> {
    /// They are of the service as a whole.
    Service,
    /// They are of one operation, or reach no other.
    Operation(&'a str, Fate),
    /// Each is of several operations alike.
    Several,
    /// They are of a waiter.
    Waiters,
    /// They are of a shape that several operations share.
    Shared(&'a str),
    /// They are of shapes that no operation leads to.
    Unreached,
}

impl Heading<'_> {
    /// The name of what they are of, if it is one of the API's, and what is to be said of it.
    pub fn words(&self) -> (Option<&str>, &'static str) {
        match self {
            Heading::Service => (None, "the service"),
            Heading::Operation(name, fate) => (Some(name), fate.as_str()),
            Heading::Several => (None, "several operations"),
            Heading::Waiters => (None, "waiters"),
            Heading::Shared(name) => (Some(name), "shared"),
            Heading::Unreached => (None, "types that no operation leads to"),
        }
    }
}

/// What becomes of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

/// The changes of one level, by service.
pub(super) struct AtLevel<'a> {
    pub level: Level,
    pub services: Vec<(&'a ServiceReport, Vec<ReportSection<'a>>)>,
}

impl AtLevel<'_> {
    /// How many changes there are.
    pub fn count(&self) -> usize {
        let sections = self.services.iter().flat_map(|(_, sections)| sections);
        sections.flat_map(|section| &section.groups).map(|group| group.0.len()).sum()
    }
}

/// The changes of a report, level by level.
pub(super) fn levels(report: &Report) -> Vec<AtLevel<'_>> {
    let mut parts: Vec<AtLevel<'_>> =
        Level::ALL.iter().map(|level| AtLevel { level: *level, services: Vec::new() }).collect();
    for service in &report.services {
        for part in &mut parts {
            let sections = sections(service, |told| Level::of(told) == part.level);
            if !sections.is_empty() {
                part.services.push((service, sections));
            }
        }
    }
    parts.retain(|part| !part.services.is_empty());
    parts
}

/// The sections of a service's report that have wanted changes, in the order of the documentation;
/// in each, the worst changes stand first.
pub(super) fn sections<'a>(
    service: &'a ServiceReport,
    wanted: impl Fn(&Told) -> bool,
) -> Vec<ReportSection<'a>> {
    let fates: HashMap<&str, Fate> = service
        .changes
        .iter()
        .filter_map(|told| match &told.change.subject {
            Subject::Operation(name) if told.change.rule == &rules::OPERATION_ADDED => {
                Some((name.as_str(), Fate::New))
            }
            Subject::Operation(name) if told.change.rule == &rules::OPERATION_REMOVED => {
                Some((name.as_str(), Fate::Gone))
            }
            _ => None,
        })
        .collect();
    let mut sections: Vec<ReportSection<'a>> = Vec::new();
    let mut index: HashMap<Heading<'a>, usize> = HashMap::new();
    for group in groups(service.changes.iter().filter(|told| wanted(told))) {
        let heading = match &group.0[..] {
            [told] => heading(&told.change, &fates),
            _ => Heading::Several,
        };
        let place = *index.entry(heading.clone()).or_insert_with(|| {
            sections.push(ReportSection { heading, groups: Vec::new() });
            sections.len() - 1
        });
        sections[place].groups.push(group);
    }
    let order: HashMap<&str, usize> = service.order.iter().map(String::as_str).zip(0..).collect();
    sections.sort_by_cached_key(|section| match section.heading {
        Heading::Service => (0, None),
        Heading::Operation(name, _) => (1, order.get(name).copied()),
        Heading::Several => (2, None),
        Heading::Shared(_) => (3, None),
        Heading::Waiters => (4, None),
        Heading::Unreached => (5, None),
    });
    for section in &mut sections {
        section.groups.sort_by_key(|group| Level::of(group.0[0]));
    }
    sections
}

fn heading<'a>(change: &'a Change, fates: &HashMap<&str, Fate>) -> Heading<'a> {
    let of =
        |name: &'a str| Heading::Operation(name, fates.get(name).copied().unwrap_or(Fate::Updated));
    match (&change.subject, &change.operations[..]) {
        (Subject::Service, _) => Heading::Service,
        (Subject::Waiter(_), _) => Heading::Waiters,
        (Subject::Operation(name), _) => of(name),
        (_, [one]) => of(&one.operation),
        (_, []) => Heading::Unreached,
        (Subject::Shape(shape) | Subject::Member(shape, _), _) => Heading::Shared(shape),
    }
}

/// Changes that are alike, each kind of them once, where the first of them stood.
fn groups<'a>(told: impl Iterator<Item = &'a Told>) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut index: HashMap<_, usize> = HashMap::new();
    for told in told {
        let change = &told.change;
        let name = match &change.subject {
            Subject::Member(_, member) => Some(member.as_str()),
            _ => None,
        };
        // Whether an operation is there is worth a line.
        let alone = matches!(&change.subject, Subject::Service | Subject::Waiter(_))
            || [&rules::OPERATION_ADDED, &rules::OPERATION_REMOVED].contains(&change.rule);
        if alone {
            groups.push(Group(vec![told]));
            continue;
        }
        let is_shape = matches!(change.subject, Subject::Shape(_));
        let key = (
            (change.rule.id, is_shape, name, change.wire, change.rust),
            (change.old.as_deref(), change.new.as_deref(), told.accepted.as_deref()),
            // What came is the same if all that is in it is.
            change.content.as_ref(),
        );
        match index.get(&key) {
            Some(group) => groups[*group].0.push(told),
            None => {
                index.insert(key, groups.len());
                groups.push(Group(vec![told]));
            }
        }
    }
    groups
}

impl Group<'_> {
    /// What is said of all: a sentence of its own where the rule has one, else that of the first,
    /// and whose it is as well.
    pub fn parts(&self, most: usize) -> Vec<Fragment> {
        let first = &self.0[0].change;
        let count = self.0.len();
        if count == 1 {
            return first.parts();
        }
        let value = |text: &Option<String>| Fragment::Value(text.clone().unwrap_or_default());
        let words = |text: String| Fragment::Words(text);
        let several = |what: &str| words(format!("{count} operations {what}"));
        let mut parts = if first.rule == &rules::OPERATION_ERROR_ADDED {
            vec![several("can fail with "), value(&first.new), words(" now".into())]
        } else if first.rule == &rules::OPERATION_ERROR_REMOVED {
            vec![several("do not fail with "), value(&first.old), words(" any more".into())]
        } else if first.rule == &rules::OPERATION_DEPRECATED {
            vec![several("are deprecated now")]
        } else if first.rule == &rules::OPERATION_NOT_DEPRECATED {
            vec![several("are not deprecated any more")]
        } else {
            let mut parts = first.parts();
            parts.push(words(", and the same of ".into()));
            self.names(&mut parts, 1, most);
            return parts;
        };
        parts.push(words(": ".into()));
        self.names(&mut parts, 0, most);
        parts
    }

    fn names(&self, parts: &mut Vec<Fragment>, from: usize, most: usize) {
        let rest = &self.0[from..];
        for (index, told) in rest.iter().take(most).enumerate() {
            if index > 0 {
                parts.push(Fragment::Words(", ".into()));
            }
            parts.push(Fragment::Value(told.change.subject.to_string()));
        }
        let more = rest.len().saturating_sub(most);
        if more > 0 {
            parts.push(Fragment::Words(format!(" and {more} more")));
        }
    }

    /// The operations that the one change reaches, where they are not said by the heading.
    pub fn reached(&self, most: usize) -> Option<String> {
        match &self.0[..] {
            [told] if told.change.operations.len() > 1 => Some(reached(&told.change, most)),
            _ => None,
        }
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
