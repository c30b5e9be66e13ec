//! Operations.

use std::collections::HashMap;

use super::{Differ, Found, pagination};
use crate::diff::change::Subject;
use crate::diff::fact::Known;
use crate::diff::facts;
use crate::diff::meaning;
use crate::diff::pairs::{Background, Pairs, Stated};
use crate::diff::rename::{likeness, pair_up};
use crate::diff::rule::Direction;
use crate::diff::rules;
use crate::spec::keys::Keys;
use crate::spec::labels::relabelled;
use crate::spec::{Http, Operation, ShapeId, ShapeKind, Spec, Type};

/// The operations of two versions, brought together: by index.
pub(super) struct Matched {
    pub both: Vec<(usize, usize)>,
    gone: Vec<usize>,
    new: Vec<usize>,
}

pub(super) fn matched(old: &Spec, new: &Spec, pairs: &Pairs<'_>) -> Matched {
    let (mut both, mut gone, mut added) = by_name(
        old.operations.iter().map(|operation| operation.name.as_str()),
        new.operations.iter().map(|operation| operation.name.as_str()),
    );
    let alike = |one: Option<ShapeId>, other: Option<ShapeId>| match (one, other) {
        (Some(one), Some(other)) => pairs.alike(&Type::Shape(one), &Type::Shape(other)),
        (None, None) => true,
        _ => false,
    };
    let renamed = pair_up(&gone, &added, 4, |one, other| {
        let (one, other) = (&old.operations[one], &new.operations[other]);
        if !alike(one.input, other.input) || !alike(one.output, other.output) {
            return 0;
        }
        let said = one.documentation.as_deref().filter(|text| text.len() > 20);
        let same_said = said.is_some() && one.documentation == other.documentation;
        let members =
            |spec: &Spec, id: Option<ShapeId>| id.map_or(0, |id| spec[id].kind.members().len());
        // The more there is that agrees, the less it is chance.
        let much = members(old, one.input) + members(old, one.output) >= 2;
        let likeness = likeness(&one.name, &other.name);
        4 * u32::from(same_said)
            + 2 * u32::from(much)
            + match likeness {
                85.. => 4,
                50.. => 2,
                _ => 0,
            }
    });
    gone.retain(|index| !renamed.iter().any(|(old, _)| old == index));
    added.retain(|index| !renamed.iter().any(|(_, new)| new == index));
    both.extend(renamed);
    both.sort_by_key(|(_, new)| *new);
    Matched { both, gone, new: added }
}

/// What is in both, what is gone and what is new, by index.
pub(super) type ByName = (Vec<(usize, usize)>, Vec<usize>, Vec<usize>);

pub(super) fn by_name<'a>(
    old: impl Iterator<Item = &'a str>,
    new: impl Iterator<Item = &'a str>,
) -> ByName {
    let mut left: HashMap<&str, usize> =
        old.enumerate().map(|(index, name)| (name, index)).collect();
    let (mut both, mut added) = (Vec::new(), Vec::new());
    for (index, name) in new.enumerate() {
        match left.remove(name) {
            Some(old) => both.push((old, index)),
            None => added.push(index),
        }
    }
    let mut gone: Vec<usize> = left.into_values().collect();
    gone.sort_unstable();
    (both, gone, added)
}

/// Notes the shapes that stand at the ends of operations.
pub(super) fn roots(old: &Spec, new: &Spec, matched: &Matched, pairs: &mut Pairs<'_>) {
    let any = errors_told((old, new), &errors_in_both(old, new));
    for &(one, other) in &matched.both {
        let (before, after) = (&old.operations[one], &new.operations[other]);
        let own = own_errors((old, before), (new, after));
        let errors = if own.is_empty() { any } else { errors_told((old, new), &own) };
        let background = background((before, after), errors);
        if let (Some(old), Some(new)) = (before.input, after.input) {
            pairs.root(old, new, other, background, Direction::Request);
        }
        if let (Some(old), Some(new)) = (before.output, after.output) {
            pairs.root(old, new, other, background, Direction::Response);
        }
        for (old, new) in own {
            pairs.root(old, new, other, background, Direction::Response);
        }
    }
}

/// What two versions of an operation state beside what it takes and gives, where `errors` says
/// which of them tell anything of its errors.
///
/// A second documentation is known by what it alone tells: where an operation is in HTTP, if
/// nothing else said so, and statuses and documentation of errors of which the first has names
/// alone.
fn background((old, new): (&Operation, &Operation), errors: (bool, bool)) -> Background {
    let http = (old.http.is_some(), new.http.is_some());
    let gained = (!http.0 && http.1) || (!errors.0 && errors.1);
    let lost = (http.0 && !http.1) || (errors.0 && !errors.1);
    let second = match (gained, lost) {
        (true, false) => Stated::of(false, true),
        (false, true) => Stated::of(true, false),
        _ => Stated::of(true, true),
    };
    Background { http: Stated::of(http.0, http.1), second }
}

/// In which versions anything is told of errors that both have.
fn errors_told((old, new): (&Spec, &Spec), both: &[(ShapeId, ShapeId)]) -> (bool, bool) {
    let tells = |spec: &Spec, id: ShapeId| {
        let shape = &spec[id];
        shape.documentation.is_some()
            || matches!(&shape.kind, ShapeKind::Error(error) if error.status.is_some())
    };
    let in_old = both.iter().any(|(id, _)| tells(old, *id));
    let in_new = both.iter().any(|(_, id)| tells(new, *id));
    (in_old, in_new)
}

/// The errors of an operation that both versions list.
fn own_errors(old: (&Spec, &Operation), new: (&Spec, &Operation)) -> Vec<(ShapeId, ShapeId)> {
    let same = |name: &str| old.1.errors.iter().find(|id| old.0[**id].name == name);
    let errors = new.1.errors.iter();
    errors.filter_map(|id| Some((*same(&new.0[*id].name)?, *id))).collect()
}

/// The errors of a service that are in both versions.
fn errors_in_both(old: &Spec, new: &Spec) -> Vec<(ShapeId, ShapeId)> {
    let is_error = |spec: &Spec, id: ShapeId| matches!(spec[id].kind, ShapeKind::Error(_));
    let ids = (0..old.shapes.len()).map(|index| ShapeId(index as u32));
    ids.filter(|id| is_error(old, *id))
        .filter_map(|id| Some((id, new.shape(&old[id].name)?)))
        .filter(|(_, id)| is_error(new, *id))
        .collect()
}

pub(super) fn compare(differ: &mut Differ<'_>, matched: &Matched) {
    for &index in &matched.gone {
        let operation = &differ.old.operations[index];
        let subject = Subject::Operation(operation.name.clone());
        differ.push(Found::OldOperation(index), &rules::OPERATION_REMOVED, subject, None, None);
    }
    for &index in &matched.new {
        let operation = &differ.new.operations[index];
        let subject = Subject::Operation(operation.name.clone());
        differ.push(Found::Operation(index), &rules::OPERATION_ADDED, subject, None, None);
    }
    for &(old, new) in &matched.both {
        Compared {
            found: Found::Operation(new),
            indices: (old, new),
            old: &differ.old.operations[old],
            new: &differ.new.operations[new],
        }
        .compare(differ);
    }
}

/// An operation in both versions.
struct Compared<'a> {
    found: Found,
    indices: (usize, usize),
    old: &'a Operation,
    new: &'a Operation,
}

impl Compared<'_> {
    fn subject(&self) -> Subject {
        Subject::Operation(self.new.name.clone())
    }

    fn compare(&self, differ: &mut Differ<'_>) {
        let Compared { found, old, new, .. } = *self;
        if old.name != new.name {
            let names = (Some(old.name.clone()), Some(new.name.clone()));
            differ.push(found, &rules::OPERATION_RENAMED, self.subject(), names.0, names.1);
        } else if old.method != new.method {
            let names = (Some(old.method.clone()), Some(new.method.clone()));
            differ.push(found, &rules::METHOD_RENAMED, self.subject(), names.0, names.1);
        }
        if old.deprecated != new.deprecated {
            let rule = if new.deprecated {
                &rules::OPERATION_DEPRECATED
            } else {
                &rules::OPERATION_NOT_DEPRECATED
            };
            differ.push(found, rule, self.subject(), None, None);
        }
        let followed = self.followed(differ);
        let sides = ((differ.old, followed.as_ref().unwrap_or(old)), (differ.new, new));
        differ.facts(found, facts::OPERATION, || self.subject(), sides, Known::default());
        self.ends(differ);
        self.errors(differ);
        self.http(differ);
        pagination::compare(differ, found, self.indices, (old, new));
    }

    fn ends(&self, differ: &mut Differ<'_>) {
        let Compared { found, old, new, .. } = *self;
        let (old_spec, new_spec) = (differ.old, differ.new);
        let old_name = |id: ShapeId| Some(old_spec[id].name.clone());
        let new_name = |id: ShapeId| Some(new_spec[id].name.clone());
        match (old.input, new.input) {
            (None, Some(id)) => {
                let needed = new_spec[id].kind.members().iter().any(|member| member.required);
                let rule = if needed { &rules::REQUIRED_INPUT_ADDED } else { &rules::INPUT_ADDED };
                differ.push(found, rule, self.subject(), None, new_name(id));
            }
            (Some(id), None) => {
                differ.push(found, &rules::INPUT_REMOVED, self.subject(), old_name(id), None);
            }
            _ => {}
        }
        match (old.output, new.output) {
            (None, Some(id)) => {
                differ.push(found, &rules::OUTPUT_ADDED, self.subject(), None, new_name(id));
            }
            (Some(id), None) => {
                differ.push(found, &rules::OUTPUT_REMOVED, self.subject(), old_name(id), None);
            }
            _ => {}
        }
        for (old, new) in [(old.input, new.input), (old.output, new.output)] {
            if let (Some(old), Some(new)) = (old, new)
                && old_spec[old].name != new_spec[new].name
                && differ.renamed.get(&old) != Some(&new)
            {
                let rule = &rules::SHAPE_EXCHANGED;
                differ.push(found, rule, self.subject(), old_name(old), new_name(new));
            }
        }
    }

    fn errors(&self, differ: &mut Differ<'_>) {
        let names = |spec: &Spec, operation: &Operation| -> Vec<String> {
            operation.errors.iter().map(|id| spec[*id].name.clone()).collect()
        };
        let old = names(differ.old, self.old);
        let new = names(differ.new, self.new);
        let (_, gone, added) =
            by_name(old.iter().map(String::as_str), new.iter().map(String::as_str));
        for index in gone {
            let (rule, name) = (&rules::OPERATION_ERROR_REMOVED, old[index].clone());
            differ.push(self.found, rule, self.subject(), Some(name), None);
        }
        for index in added {
            let (rule, name) = (&rules::OPERATION_ERROR_ADDED, new[index].clone());
            differ.push(self.found, rule, self.subject(), None, Some(name));
        }
    }

    fn http(&self, differ: &mut Differ<'_>) {
        let text = |http: &Http| Some(format!("{} {}", http.method, http.path));
        let (old, new) = match (&self.old.http, &self.new.http) {
            (None, None) => return,
            (None, Some(new)) => {
                let rule = &rules::HTTP_STATED;
                differ.push(self.found, rule, self.subject(), None, text(new));
                return;
            }
            (Some(old), None) => {
                let rule = &rules::HTTP_NOT_STATED;
                differ.push(self.found, rule, self.subject(), text(old), None);
                return;
            }
            (Some(old), Some(new)) => (old, new),
        };
        if old.method != new.method {
            let methods = (Some(old.method.clone()), Some(new.method.clone()));
            let rule = &rules::HTTP_METHOD_CHANGED;
            differ.push(self.found, rule, self.subject(), methods.0, methods.1);
        }
        self.path(differ, old, new);
        let sides = ((differ.old, old), (differ.new, new));
        let known = Known { http: true, ..Known::default() };
        differ.facts(self.found, facts::HTTP, || self.subject(), sides, known);
    }

    fn path(&self, differ: &mut Differ<'_>, old: &Http, new: &Http) {
        let renamed = self.renamed_members(differ);
        let called = |name| renamed.get(name).copied().unwrap_or(name);
        let (Some(before), Some(after)) = (
            meaning::path(differ.old, self.old, called),
            meaning::path(differ.new, self.new, |name| name),
        ) else {
            return;
        };
        if !before.is(&after) {
            let paths = (Some(old.path.clone()), Some(new.path.clone()));
            let rule = &rules::HTTP_PATH_CHANGED;
            differ.push(self.found, rule, self.subject(), paths.0, paths.1);
            return;
        }
        for label in after.greedier(&before) {
            let (rule, label) = (&rules::LABEL_GREEDY, Some(label.to_owned()));
            differ.push(self.found, rule, self.subject(), None, label);
        }
        for label in before.greedier(&after) {
            let (rule, label) = (&rules::LABEL_NOT_GREEDY, Some(label.to_owned()));
            differ.push(self.found, rule, self.subject(), label, None);
        }
    }

    /// The old version, its labels called as the members that fill them are now; `None` where it is
    /// the same.
    fn followed(&self, differ: &Differ<'_>) -> Option<Operation> {
        let mut has_labels = false;
        self.old.sending.templates(&mut |_, text| has_labels |= text.contains('{'));
        if !has_labels {
            return None;
        }
        let renamed = self.renamed_members(differ);
        let mut followed = self.old.clone();
        followed.sending.rewrite(&mut |text| {
            relabelled(text, |label| renamed.get(label).copied().unwrap_or(label))
        });
        Some(followed)
    }

    /// The members of the input that are called otherwise now, by their old names.
    fn renamed_members<'a>(&self, differ: &Differ<'a>) -> HashMap<&'a str, &'a str> {
        let (Some(old), Some(new)) = (self.old.input, self.new.input) else {
            return HashMap::new();
        };
        let Some(pair) = differ.pairs.find(old, new) else { return HashMap::new() };
        let (old, new) = (differ.old[old].kind.members(), differ.new[new].kind.members());
        let both = pair.members.both.iter();
        both.map(|(one, other)| (old[*one].name.as_str(), new[*other].name.as_str())).collect()
    }
}
