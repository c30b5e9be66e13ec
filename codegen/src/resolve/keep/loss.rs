//! What a run would take away from the spec that stands.
//!
//! Pages take things away every now and then: an operation is withdrawn, a paginator. They hardly
//! ever take away much at once, and a run that would has most likely read pages that are cut off,
//! of another layout or of another version. So what comes out is held against what stood, once and
//! whatever the pages were, and where more is gone than a small share it is not believed.
//!
//! | of | is a small share |
//! |---|---|
//! | operations, paginations, waiters, paths | two, or one in twenty where that is more; never all, where there were more than two |
//! | errors that operations name, members, texts | half; never all |
//! | structures that stay and have no members any more | none |

use std::collections::BTreeSet;

use crate::spec::{Operation, Scalar, ShapeId, Spec, Type};

/// What is gone of what stood.
#[derive(Clone, Debug, Default)]
pub struct Losses {
    /// In words, what of it is more than a small share: `20 of 22 operations (…)`.
    pub much: Vec<String>,
    /// Structures that have lost all of their members, in words, each with the operation that
    /// leads to it.
    pub emptied: Vec<(String, String)>,
    /// Operations that have lost all their errors, or their documentation, by wire name and with
    /// what that is.
    pub silenced: Vec<(String, &'static str)>,
}

impl Losses {
    /// Whether so much is gone that the run is not to be believed.
    pub fn is_much(&self) -> bool {
        !self.much.is_empty()
    }
}

/// What `new` has not any more of what `old` has.
pub fn between(old: &Spec, new: &Spec) -> Losses {
    let mut losses = Losses::default();
    losses.names(old, new);
    let both = old.operations.iter().filter_map(|old| Some((old, new.operation(&old.name)?)));
    let both: Vec<(&Operation, &Operation)> = both.collect();
    losses.said_of_operations(old, new, &both);
    losses.emptied(old, new, &both);
    losses.contents(old, new);
    losses
}

/// Of how many things so many may go.
pub fn small_share(count: usize) -> usize {
    (count / 20).max(2)
}

/// Names in words, the first few of many.
fn names(all: &[&str]) -> String {
    const SHOWN: usize = 5;
    match all.len().checked_sub(SHOWN) {
        Some(more @ 1..) => format!("{} and {more} more", all[..SHOWN].join(", ")),
        _ => all.join(", "),
    }
}

impl Losses {
    /// Operations and what belongs to each by its name.
    fn names(&mut self, old: &Spec, new: &Spec) {
        let gone = |has: &dyn Fn(&Operation) -> bool, still: &dyn Fn(&Operation) -> bool| {
            let had = old.operations.iter().filter(|it| has(it));
            let (stayed, gone): (Vec<&Operation>, Vec<&Operation>) =
                had.partition(|it| new.operation(&it.name).is_some_and(still));
            let count = stayed.len() + gone.len();
            (count, gone.into_iter().map(|it| it.name.as_str()).collect::<Vec<_>>())
        };
        let operations = gone(&|_| true, &|_| true);
        let paginations = gone(&|it| it.pagination.is_some(), &|it| it.pagination.is_some());
        let paths = gone(&|it| it.http.is_some(), &|it| it.http.is_some());
        let waiters: Vec<&str> = old.waiters.iter().map(|waiter| waiter.name.as_str()).collect();
        let kept: BTreeSet<&str> = new.waiters.iter().map(|waiter| waiter.name.as_str()).collect();
        let count = waiters.len();
        let waiters = waiters.into_iter().filter(|name| !kept.contains(name)).collect();
        for ((count, gone), what) in [
            (operations, "operations"),
            (paginations, "paginations"),
            ((count, waiters), "waiters"),
            (paths, "paths"),
        ] {
            let all = gone.len() == count && count > 2;
            if gone.len() > small_share(count) || all {
                self.much.push(format!("{} of {count} {what} ({})", gone.len(), names(&gone)));
            }
        }
    }

    /// Errors and documentation of operations that stay.
    fn said_of_operations(&mut self, old: &Spec, new: &Spec, both: &[(&Operation, &Operation)]) {
        let named = |spec: &Spec, operation: &Operation| -> BTreeSet<String> {
            operation.errors.iter().map(|id| spec[*id].name.clone()).collect()
        };
        let (mut errors, mut texts) = (Count::default(), Count::default());
        for (before, after) in both {
            let (had, has) = (named(old, before), named(new, after));
            errors.add(had.len(), had.difference(&has).count());
            if !had.is_empty() && has.is_empty() {
                self.silenced.push((before.name.clone(), "errors"));
            }
            let (had, has) = (before.documentation.is_some(), after.documentation.is_some());
            texts.add(usize::from(had), usize::from(had && !has));
            if had && !has {
                self.silenced.push((before.name.clone(), "documentation"));
            }
        }
        self.count(&errors, "errors that operations name");
        self.count(&texts, "texts of operations");
    }

    /// Structures that stay, and are left without any member.
    fn emptied(&mut self, old: &Spec, new: &Spec, both: &[(&Operation, &Operation)]) {
        let mut seen: BTreeSet<(ShapeId, ShapeId)> = BTreeSet::new();
        let mut emptied: BTreeSet<ShapeId> = BTreeSet::new();
        for (before, after) in both {
            let mut open = Vec::new();
            for (was, is, what) in
                [(before.input, after.input, "takes"), (before.output, after.output, "returns")]
            {
                match (was, is) {
                    (Some(was), Some(is)) => open.push((was, is)),
                    (Some(was), None) if has_members(old, was) && emptied.insert(was) => {
                        let said = format!("all that {} {what}", before.name);
                        self.emptied.push((said, before.name.clone()));
                    }
                    _ => {}
                }
            }
            while let Some((was, is)) = open.pop() {
                if !seen.insert((was, is)) {
                    continue;
                }
                if has_members(old, was) && new[is].kind.members().is_empty() {
                    if emptied.insert(was) {
                        let said = format!("all members of {}", old[was].name);
                        self.emptied.push((said, before.name.clone()));
                    }
                    continue;
                }
                for member in old[was].kind.members() {
                    let mut members = new[is].kind.members().iter();
                    let Some(other) = members.find(|other| other.name == member.name) else {
                        continue;
                    };
                    match meet(&member.ty, &other.ty) {
                        Meeting::Shapes(was, is) => open.push((was, is)),
                        Meeting::Lost(lost) if has_members(old, lost) && emptied.insert(lost) => {
                            let said = format!("what is in {}.{}", old[was].name, member.name);
                            self.emptied.push((said, before.name.clone()));
                        }
                        Meeting::Lost(_) | Meeting::Other => {}
                    }
                }
            }
        }
        if !self.emptied.is_empty() {
            let said: Vec<&str> = self.emptied.iter().map(|(said, _)| said.as_str()).collect();
            self.much.push(names(&said));
        }
    }

    /// Members, and what is said of them and of shapes, as far as shapes stay.
    fn contents(&mut self, old: &Spec, new: &Spec) {
        let (mut members, mut texts) = (Count::default(), Count::default());
        for shape in &old.shapes {
            let Some(id) = new.shape(&shape.name) else { continue };
            let other = &new[id];
            let said = |had: bool, has: bool| (usize::from(had), usize::from(had && !has));
            let (had, gone) = said(shape.documentation.is_some(), other.documentation.is_some());
            texts.add(had, gone);
            for member in shape.kind.members() {
                let mut others = other.kind.members().iter();
                let found = others.find(|other| other.name == member.name);
                members.add(1, usize::from(found.is_none()));
                if let Some(found) = found {
                    let had = member.documentation.is_some();
                    let (had, gone) = said(had, found.documentation.is_some());
                    texts.add(had, gone);
                }
            }
        }
        self.count(&members, "members");
        self.count(&texts, "texts of shapes and members");
    }

    fn count(&mut self, count: &Count, what: &str) {
        let Count { had, gone } = *count;
        if gone > had / 2 || (had > 0 && gone == had) {
            let said = if gone == had { format!("all {had}") } else { format!("{gone} of {had}") };
            self.much.push(format!("{said} {what}"));
        }
    }
}

/// How many there were, and how many of them are gone.
#[derive(Clone, Copy, Default)]
struct Count {
    had: usize,
    gone: usize,
}

impl Count {
    fn add(&mut self, had: usize, gone: usize) {
        self.had += had;
        self.gone += gone;
    }
}

pub fn has_members(spec: &Spec, id: ShapeId) -> bool {
    !spec[id].kind.members().is_empty()
}

/// What stands in the same place of two types.
pub enum Meeting {
    /// A shape in both.
    Shapes(ShapeId, ShapeId),
    /// A structure in the first, and in the other any value.
    Lost(ShapeId),
    Other,
}

pub fn meet(old: &Type, new: &Type) -> Meeting {
    match (old, new) {
        (Type::Shape(old), Type::Shape(new)) => Meeting::Shapes(*old, *new),
        (Type::List(old), Type::List(new)) | (Type::Map(_, old), Type::Map(_, new)) => {
            meet(old, new)
        }
        (_, Type::Scalar(Scalar::Document)) => innermost(old).map_or(Meeting::Other, Meeting::Lost),
        _ => Meeting::Other,
    }
}

pub fn innermost(ty: &Type) -> Option<ShapeId> {
    match ty {
        Type::Shape(id) => Some(*id),
        Type::List(inner) | Type::Map(_, inner) => innermost(inner),
        Type::Scalar(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::less::is_less;
    use super::*;
    use crate::spec::ShapeKind;

    fn spec(operations: usize, body: &str) -> Spec {
        let mut text =
            String::from("format: 1\nprovider: aws\nservice: x\nclient: X\noperations:\n");
        for at in 0..operations {
            text.push_str(&format!("  Get{at:02}:\n    method: get_{at:02}\n{body}"));
        }
        text.push_str(
            "shapes:\n  Item:\n    type: structure\n    members:\n      id: {type: string}\n",
        );
        text.push_str(
            "  Out:\n    type: structure\n    members:\n      item: {type: list<Item>}\n",
        );
        text.push_str("  Oops:\n    type: error\n");
        let text = if operations == 0 { text.replace("operations:\n", "") } else { text };
        crate::spec::read(&sorted(&text), Path::new("x.yaml")).expect("a valid spec")
    }

    /// Shapes are sorted by name.
    fn sorted(text: &str) -> String {
        let (head, shapes) = text.split_once("shapes:\n").unwrap();
        let (items, oops) = shapes.split_once("  Out:").unwrap();
        let (out, _) = oops.split_once("  Oops:").unwrap();
        format!("{head}shapes:\n{items}  Oops:\n    type: error\n  Out:{out}")
    }

    const WHOLE: &str = "    documentation: It gets.\n    output: Out\n    errors: [Oops]\n";

    #[test]
    fn a_few_operations_may_go_and_no_more() {
        for (had, has, much) in [
            (22, 20, false),
            (22, 19, true),
            (2, 1, false),
            (3, 0, true),
            (60, 57, false),
            (60, 56, true),
        ] {
            let losses = between(&spec(had, WHOLE), &spec(has, WHOLE));
            assert_eq!(losses.is_much(), much, "{had} {has} {losses:?}");
        }
        let losses = between(&spec(22, WHOLE), &spec(2, WHOLE));
        assert_eq!(
            losses.much,
            ["20 of 22 operations (Get02, Get03, Get04, Get05, Get06 and 15 more)"]
        );
    }

    #[test]
    fn what_is_emptied_is_much() {
        let old = spec(3, WHOLE);
        assert!(!between(&old, &old).is_much());
        let mut new = old.clone();
        new.operations[1].output = None;
        assert_eq!(between(&old, &new).much, ["all that Get01 returns"]);
        let mut new = old.clone();
        let item = new.shape("Item").unwrap();
        new.shapes[item.0 as usize].kind = ShapeKind::Structure(Vec::new());
        assert_eq!(between(&old, &new).much[0], "all members of Item");
        let mut new = old.clone();
        let out = new.shape("Out").unwrap();
        let ty = Type::List(Box::new(Type::Scalar(Scalar::Document)));
        new.shapes[out.0 as usize].kind.members_mut().unwrap()[0].ty = ty;
        assert_eq!(between(&old, &new).much, ["what is in Out.item"]);
        assert!(is_less(&old, &new, "Get00", false, &BTreeSet::new()));
        assert!(!is_less(&old, &new, "Get00", false, &["Out".to_owned()].into()));
        assert!(!is_less(&old, &old, "Get00", true, &BTreeSet::new()));
    }

    #[test]
    fn all_errors_and_all_texts_are_much_and_those_of_one_are_named() {
        let old = spec(3, WHOLE);
        let losses = between(&old, &spec(3, "    output: Out\n"));
        assert_eq!(losses.much, ["all 3 errors that operations name", "all 3 texts of operations"]);
        let mut new = old.clone();
        new.operations[0].errors.clear();
        new.operations[2].documentation = None;
        let losses = between(&old, &new);
        assert!(!losses.is_much(), "{losses:?}");
        let silenced: Vec<_> =
            losses.silenced.iter().map(|(name, what)| (name.as_str(), *what)).collect();
        assert_eq!(silenced, [("Get00", "errors"), ("Get02", "documentation")]);
    }
}
