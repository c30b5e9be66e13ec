//! What a history is asked of: a service, an operation, or a member of one.

use std::collections::BTreeSet;

use super::change::{Change, Subject};
use super::rule::Action;
use crate::spec::{Member, Operation, ShapeId, Spec, Type};

/// An operation, and the members that lead to one of its members; or all of a service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Focus {
    operation: Option<String>,
    /// One side alone, where it is said which.
    side: Option<Side>,
    members: Vec<String>,
}

/// A side of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// What it takes.
    Input,
    /// What it returns.
    Output,
}

impl Side {
    /// The word for it in a path.
    pub fn as_str(self) -> &'static str {
        match self {
            Side::Input => "input",
            Side::Output => "output",
        }
    }
}

impl Focus {
    /// `SendMessage`, `SendMessage.MessageBody`, `ReceiveMessage.output.Messages.Body`.
    pub fn parse(text: &str) -> Self {
        let mut words = text.split('.').map(str::to_owned).filter(|word| !word.is_empty());
        let operation = words.next();
        let mut members: Vec<String> = words.collect();
        let side = [Side::Input, Side::Output];
        let side =
            side.into_iter().find(|side| members.first().is_some_and(|it| it == side.as_str()));
        if side.is_some() {
            members.remove(0);
        }
        Focus { operation, side, members }
    }

    /// Whether it is of a member.
    pub fn is_of_member(&self) -> bool {
        !self.members.is_empty()
    }

    /// The operation that it is of, in one version.
    pub fn operation<'a>(&self, spec: &'a Spec) -> Option<&'a Operation> {
        let name = self.operation.as_deref()?;
        spec.operations.iter().find(|it| it.name == name || it.method == name)
    }

    /// What the operation that it is of is called, in either of two versions; `None` where it is of all.
    pub fn names(&self, versions: [&Spec; 2]) -> Option<BTreeSet<String>> {
        self.operation.as_ref()?;
        let found = versions.into_iter().filter_map(|spec| self.operation(spec));
        Some(found.map(|it| it.name.clone()).collect())
    }

    /// The members that lead to what it is of, on each side where they are there: the shape each is
    /// of, and the member.
    fn ways<'a>(&self, spec: &'a Spec) -> Vec<(Side, Vec<(&'a str, &'a Member)>)> {
        let Some(operation) = self.operation(spec) else { return Vec::new() };
        let sides = [(Side::Input, operation.input), (Side::Output, operation.output)];
        let wanted = sides.into_iter().filter(|(side, _)| self.side.is_none_or(|it| it == *side));
        wanted
            .filter_map(|(side, id)| {
                let mut at = Some(id?);
                let mut way = Vec::new();
                for name in &self.members {
                    let shape = &spec[at?];
                    let member = shape.kind.members().iter().find(|it| it.name == *name)?;
                    way.push((shape.name.as_str(), member));
                    at = shape_of(&member.ty);
                }
                Some((side, way))
            })
            .collect()
    }

    /// Whether it is in a version.
    pub fn is_in(&self, spec: &Spec) -> bool {
        match (&self.operation, &self.members[..]) {
            (None, _) => true,
            // It may take nothing and return nothing.
            (Some(_), []) if self.side.is_none() => self.operation(spec).is_some(),
            _ => !self.ways(spec).is_empty(),
        }
    }

    /// What can be asked of one step further: the members of both sides, or of the member.
    pub fn below(&self, spec: &Spec) -> Vec<(Focus, Side, Member)> {
        let Some(operation) = self.operation(spec) else { return Vec::new() };
        let mut found = Vec::new();
        for (side, way) in self.ways(spec) {
            let id = match way.last() {
                Some((_, member)) => shape_of(&member.ty),
                None if side == Side::Input => operation.input,
                None => operation.output,
            };
            let members = id.map_or(&[][..], |id| spec[id].kind.members());
            found.extend(members.iter().map(|member| {
                let mut focus = Focus { side: Some(side), ..self.clone() };
                focus.members.push(member.name.clone());
                (focus, side, member.clone())
            }));
        }
        found
    }

    /// The member that it is of, in one version.
    pub fn member(&self, spec: &Spec) -> Option<Member> {
        let ways = self.ways(spec);
        ways.first()?.1.last().map(|(_, member)| (*member).clone())
    }

    /// Whether a change between two versions is of it; with `deep`, or of what is in it.
    pub fn is_of(&self, change: &Change, old: &Spec, new: &Spec, deep: bool) -> bool {
        let Some(_) = self.operation else { return true };
        let names: BTreeSet<&str> =
            [old, new].iter().filter_map(|spec| Some(&*self.operation(spec)?.name)).collect();
        let reaches = change.is_of(&|name| names.contains(name));
        if !reaches || self.members.is_empty() {
            return reaches;
        }
        let came_or_went = matches!(change.rule.action, Action::Added | Action::Removed);
        match &change.subject {
            // It comes and goes with its operation, and with the sides of that.
            Subject::Operation(_) => {
                came_or_went && change.rule.kind == super::rule::Kind::Operation
            }
            Subject::Member(shape, name) => [old, new].iter().any(|spec| {
                self.ways(spec).iter().any(|(_, way)| {
                    let is = |(of, member): &(&str, &Member)| *of == shape && member.name == *name;
                    let Some((last, before)) = way.split_last() else { return false };
                    is(last)
                        || (came_or_went || is_renamed(change)) && before.iter().any(is)
                        || deep && below(spec, &last.1.ty).contains(shape.as_str())
                })
            }),
            Subject::Shape(name) => [old, new].iter().any(|spec| {
                self.ways(spec).iter().any(|(_, way)| {
                    let Some((_, member)) = way.last() else { return false };
                    let own = shape_of(&member.ty).is_some_and(|id| spec[id].name == *name);
                    own || deep && below(spec, &member.ty).contains(name.as_str())
                })
            }),
            _ => false,
        }
    }

    /// The same before the changes that led to a version: under old names, where something was renamed.
    pub fn before<'a>(&self, changes: impl Iterator<Item = &'a Change>, new: &Spec) -> Focus {
        let mut before = self.clone();
        let ways = self.ways(new);
        let operation = self.operation(new).map(|it| it.name.as_str());
        for change in changes {
            let Some(old) = &change.old else { continue };
            match &change.subject {
                Subject::Operation(name)
                    if change.rule.id == "operation-renamed"
                        && operation == Some(name.as_str()) =>
                {
                    before.operation = Some(old.clone());
                }
                Subject::Member(shape, name) if is_renamed(change) => {
                    for (_, way) in &ways {
                        let at = way.iter().position(|(of, it)| of == shape && it.name == *name);
                        if let Some(at) = at {
                            before.members[at].clone_from(old);
                        }
                    }
                }
                _ => {}
            }
        }
        before
    }
}

fn is_renamed(change: &Change) -> bool {
    change.rule.id.starts_with("member-renamed")
}

/// The shape in a type, lists and maps passed through.
fn shape_of(ty: &Type) -> Option<ShapeId> {
    match ty {
        Type::Scalar(_) => None,
        Type::List(item) => shape_of(item),
        Type::Map(key, value) => shape_of(value).or_else(|| shape_of(key)),
        Type::Shape(id) => Some(*id),
    }
}

/// The names of the shapes that a type leads to.
fn below<'a>(spec: &'a Spec, ty: &Type) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut work: Vec<ShapeId> = shape_of(ty).into_iter().collect();
    while let Some(id) = work.pop() {
        if found.insert(spec[id].name.as_str()) {
            let members = spec[id].kind.members().iter();
            work.extend(members.filter_map(|member| shape_of(&member.ty)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::{EXAMPLE, diff, tests::spec};

    fn told(focus: &str, new: &str) -> Vec<&'static str> {
        let (old, new) = (spec(EXAMPLE), spec(new));
        let focus = Focus::parse(focus);
        let changes = diff(&old, &new);
        let kept = changes.iter().filter(|change| focus.is_of(change, &old, &new, true));
        kept.map(|change| change.rule.id).collect()
    }

    #[test]
    fn a_history_is_of_what_it_is_asked_of() {
        let new = EXAMPLE
            .replace("      author: {type: string}\n", "")
            .replace("since: {type: string}", "since: {type: string, required: true}")
            .replace("values: [de, en]", "values: [de, en, fr]");
        let all = ["request-member-became-required", "enum-value-added", "response-member-removed"];
        let sorted = |mut ids: Vec<&'static str>| {
            ids.sort();
            ids
        };
        assert_eq!(sorted(told("", &new)), sorted(all.into()));
        assert_eq!(told("get_book.book.author", &new), ["response-member-removed"]);
        assert_eq!(
            sorted(told("GetBook.book", &new)),
            ["enum-value-added", "response-member-removed"]
        );
        assert_eq!(told("GetBook.book.language", &new), ["enum-value-added"]);
        assert_eq!(told("ListBooks.input.since", &new), ["request-member-became-required"]);
        assert_eq!(told("ListBooks.output.since", &new), [""; 0]);
        assert_eq!(told("Ping", &new), [""; 0]);
        let gone = EXAMPLE.replace(
            "  Watch:\n    method: watch\n    input: WatchRequest\n    output: WatchResponse\n",
            "",
        );
        assert_eq!(told("Watch.all", &gone), ["operation-removed"]);
    }

    #[test]
    fn a_renamed_member_is_followed() {
        let new = EXAMPLE.replace("      author: {type: string}", "      authors: {type: string}");
        let (old, new) = (spec(EXAMPLE), spec(&new));
        let focus = Focus::parse("GetBook.book.authors");
        let changes = diff(&old, &new);
        assert!(focus.is_of(&changes[0], &old, &new, false));
        let before = focus.before(changes.iter(), &new);
        assert_eq!(before, Focus::parse("GetBook.book.author"));
        assert!(before.is_in(&old) && !before.is_in(&new));
    }

    #[test]
    fn a_member_is_followed_that_is_in_one_that_was_renamed() {
        let new = EXAMPLE
            .replace("      book: {type: Book, required", "      books: {type: Book, required");
        let (old, new) = (spec(EXAMPLE), spec(&new));
        let focus = Focus::parse("GetBook.output.books.author");
        let changes = diff(&old, &new);
        assert!(changes.iter().any(|it| is_renamed(it) && focus.is_of(it, &old, &new, false)));
        let before = focus.before(changes.iter(), &new);
        assert_eq!(before, Focus::parse("GetBook.output.book.author"));
        assert!(before.is_in(&old));
    }
}
