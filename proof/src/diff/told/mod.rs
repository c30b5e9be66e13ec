//! What a report tells, laid out over the places that it is about.
//!
//! A report tells a change to a shape once, under the rule, the shape and the operations it
//! reaches. Here the two specs are walked side by side, and at every place where that shape stands
//! in those operations, the change becomes a fact, provided that the place shows it: a report that
//! leaves out an operation, names another shape or tells of what did not happen does not give the
//! facts of the models.

mod shown;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use doc_bindgen::spec::{Member, Operation, ShapeId, Spec, Type};
use serde::Deserialize;

use super::changes::Stated;
use super::fact::{Fact, Holders, Side, What};
use crate::verify::letters_of_commonmark;

/// A change, as the report in JSON has it.
#[derive(Debug, Deserialize)]
pub struct Told {
    pub rule: String,
    subject: Subject,
    old: Option<String>,
    new: Option<String>,
    operations: Vec<Reached>,
    sentence: String,
}

#[derive(Debug, Deserialize)]
struct Subject {
    kind: String,
    #[serde(default)]
    name: String,
    shape: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Reached {
    operation: String,
    direction: String,
}

#[cfg(test)]
impl Told {
    /// Forgets the operations that it reaches.
    pub fn reach_nothing(&mut self) {
        self.operations.clear();
    }
}

/// What came of laying out a report.
#[derive(Default)]
pub struct Laid {
    pub facts: BTreeSet<Fact>,
    /// The changes that are no matter of the documentation but of Rust.
    pub of_rust: usize,
    /// The changes of how a text is marked up, and of the texts of shapes.
    pub of_texts: usize,
    /// The changes that no place shows.
    pub nowhere: Vec<String>,
}

/// Rules of what follows from the names that shapes have in specs, and from the order of members.
/// Models have other names, and botocore does not care for the order.
const OF_RUST: [&str; 9] = [
    "error-removed",
    "method-renamed",
    "required-members-reordered",
    "rust-item-gone",
    "rust-name-changed",
    "rust-signature-changed",
    "rust-type-changed",
    "shape-renamed",
    "type-name-changed",
];

/// Lays out the changes between two specs.
pub fn lay_out(told: &[Told], old: &Spec, new: &Spec, stated: Stated) -> Laid {
    let mut laid = Laid::default();
    let renamed: BTreeMap<&str, &str> = told
        .iter()
        .filter(|it| it.rule == "operation-renamed")
        .filter_map(|it| Some((it.new.as_deref()?, it.old.as_deref()?)))
        .collect();
    let mut layer = Layer {
        old,
        new,
        told,
        by_shape: HashMap::new(),
        renamed,
        met: HashMap::new(),
        used: HashSet::new(),
        facts: BTreeSet::new(),
    };
    for (index, it) in told.iter().enumerate() {
        if OF_RUST.contains(&&*it.rule) {
            laid.of_rust += 1;
            layer.used.insert(index);
            continue;
        }
        // No page tells the items of a page: the specs of pages guess them.
        if fact_of(&it.rule) == "pagination-items" && stated == Stated::Pages {
            layer.used.insert(index);
            continue;
        }
        // What no operation leads to is no matter of the models.
        if it.operations.is_empty() && matches!(&*it.subject.kind, "shape" | "member") {
            laid.of_rust += 1;
            layer.used.insert(index);
            continue;
        }
        if fact_of(&it.rule).ends_with("-documentation") && stated == Stated::Pages {
            let letters =
                |text: &Option<String>| letters_of_commonmark(text.as_deref().unwrap_or_default());
            // What is said of the elements of a list is said of their shape, and a shape has one
            // text though its places may have several: there is no place that such a change is of.
            let of_shape = fact_of(&it.rule) == "shape-documentation";
            if of_shape || letters(&it.old) == letters(&it.new) {
                laid.of_texts += 1;
                layer.used.insert(index);
                continue;
            }
        }
        match &*it.subject.kind {
            "service" | "operation" | "waiter" => layer.whole(index, it),
            kind => {
                let shape = it.subject.shape.as_deref().filter(|_| kind == "member");
                let shape = shape.unwrap_or(&it.subject.name);
                layer.by_shape.entry(shape).or_default().push(index);
            }
        }
    }
    layer.waiters();
    let mut places = Vec::new();
    for operation in &new.operations {
        layer.places(operation, &mut places);
    }
    for place in &places {
        layer.place(place);
    }
    laid.nowhere = told
        .iter()
        .enumerate()
        .filter(|(index, _)| !layer.used.contains(index))
        .map(|(_, it)| format!("{}: {}", it.rule, it.sentence))
        .collect();
    laid.facts = layer.facts;
    laid
}

/// A place where a shape stands in both versions.
struct ShapePlace<'a> {
    operation: &'a str,
    side: Side,
    /// The member that it is the type of, and what leads to that.
    of: Option<(Holders, &'a str)>,
    holders: Holders,
    shapes: (ShapeId, ShapeId),
    /// It is reached under names that differ: the models do not know that what is there is the same.
    silent: bool,
}

struct Layer<'a> {
    old: &'a Spec,
    new: &'a Spec,
    told: &'a [Told],
    by_shape: HashMap<&'a str, Vec<usize>>,
    /// Operations by their new names, with their old ones.
    renamed: BTreeMap<&'a str, &'a str>,
    /// For each old shape, the new ones that stand where it stood.
    met: HashMap<ShapeId, BTreeSet<ShapeId>>,
    used: HashSet<usize>,
    facts: BTreeSet<Fact>,
}

impl<'a> Layer<'a> {
    fn fact(&mut self, operation: &str, name: &str, what: What) {
        self.at(operation, Side::Whole, name, what);
    }

    fn at(&mut self, operation: &str, side: Side, name: &str, what: What) {
        let (operation, name) = (operation.to_owned(), name.to_owned());
        self.facts.insert(Fact { operation, side, holders: Holders::default(), name, what });
    }

    /// A change of the service, an operation or a waiter.
    fn whole(&mut self, index: usize, it: &'a Told) {
        self.used.insert(index);
        let subject = &*it.subject.name;
        let old = it.old.as_deref().unwrap_or_default();
        let new = it.new.as_deref().unwrap_or_default();
        let kind = &*it.subject.kind;
        if kind == "operation" && self.renamed.contains_key(subject) {
            if it.rule == "operation-renamed" {
                self.fact(old, "", What::OperationRemoved);
                self.fact(new, "", What::OperationAdded);
            }
            return;
        }
        match fact_of(&it.rule) {
            "service-title" => self.fact("", "", What::Title),
            "service-client" => self.fact("", "", What::Client),
            "service-documentation" => self.fact("", "", What::Documentation),
            "service-version" => {}
            "operation-added" => self.fact(subject, "", What::OperationAdded),
            "operation-removed" => self.fact(subject, "", What::OperationRemoved),
            "operation-deprecated" => self.fact(subject, "", What::Deprecated(true)),
            "operation-no-longer-deprecated" => self.fact(subject, "", What::Deprecated(false)),
            "operation-documentation" => self.fact(subject, "", What::Documentation),
            "operation-error-added" => self.fact(subject, new, What::ErrorAdded),
            "operation-error-removed" => self.fact(subject, old, What::ErrorRemoved),
            "operation-input-added" | "operation-required-input-added" => {
                self.at(subject, Side::Request, "", What::SideAdded);
            }
            "operation-input-removed" => self.at(subject, Side::Request, "", What::SideRemoved),
            "operation-output-added" => self.at(subject, Side::Response, "", What::SideAdded),
            "operation-output-removed" => self.at(subject, Side::Response, "", What::SideRemoved),
            "pagination-added" => self.fact(subject, "", What::PagesAdded),
            "pagination-removed" => self.fact(subject, "", What::PagesRemoved),
            "pagination-tokens" | "pagination-token-type" => {
                self.fact(subject, "", What::PageTokens);
            }
            "pagination-limit" => self.fact(subject, "", What::PageLimit),
            "pagination-items" => self.fact(subject, "", What::PageItems),
            "waiter-added" => self.fact("", subject, What::WaiterAdded),
            "waiter-removed" => self.fact("", subject, What::WaiterRemoved),
            "waiter-renamed" => {
                self.fact("", old, What::WaiterRemoved);
                self.fact("", new, What::WaiterAdded);
            }
            "waiter-operation" => self.fact("", subject, What::WaiterOperation),
            "waiter-timing" => self.fact("", subject, What::WaiterTiming),
            _ => {
                self.used.remove(&index);
            }
        }
    }

    /// A waiter that asks a renamed operation is not told to have changed. One that is renamed
    /// itself is new to the models, and no more is said of it.
    fn waiters(&mut self) {
        for waiter in &self.new.waiters {
            let before = self.old.waiters.iter().find(|it| it.name == waiter.name);
            if before
                .is_some_and(|old| self.renamed.get(&*waiter.operation) == Some(&&*old.operation))
            {
                self.fact("", &waiter.name, What::WaiterOperation);
            }
        }
        let added: Vec<Fact> =
            self.facts.iter().filter(|it| it.what == What::WaiterAdded).cloned().collect();
        for fact in added {
            for what in [What::WaiterOperation, What::WaiterTiming] {
                self.facts.remove(&Fact { what, ..fact.clone() });
            }
        }
    }

    /// Every place of an operation at which a shape stands in both versions.
    fn places(&mut self, operation: &'a Operation, out: &mut Vec<ShapePlace<'a>>) {
        let was_called = self.renamed.get(&*operation.name).copied();
        let old_name = was_called.unwrap_or(&operation.name);
        let Some(before) = self.old.operation(old_name) else { return };
        for (side, old, new) in [
            (Side::Request, before.input, operation.input),
            (Side::Response, before.output, operation.output),
        ] {
            let (Some(old), Some(new)) = (old, new) else { continue };
            let mut seen = HashSet::new();
            let mut todo = vec![ShapePlace {
                operation: &operation.name,
                side,
                of: None,
                holders: Holders::default(),
                shapes: (old, new),
                silent: was_called.is_some(),
            }];
            while let Some(place) = todo.pop() {
                let (old, new) = place.shapes;
                let of = place.of.as_ref().map(|(_, member)| *member);
                if !seen.insert((old, new, place.holders.clone(), of, place.silent)) {
                    continue;
                }
                self.met.entry(old).or_default().insert(new);
                for (one, other) in self.members(old, new) {
                    let silent = place.silent || one.name != other.name;
                    let mut found = Vec::new();
                    below(&one.ty, &other.ty, &mut found);
                    todo.extend(found.into_iter().map(|shapes| ShapePlace {
                        of: Some((place.holders.clone(), &*other.name)),
                        holders: place.holders.and(&other.name),
                        shapes,
                        silent,
                        ..place
                    }));
                }
                out.push(place);
            }
        }
    }

    /// The members of two shapes that are the same, renamed ones among them.
    fn members(&self, old: ShapeId, new: ShapeId) -> Vec<(&'a Member, &'a Member)> {
        let (old, new) = (&self.old[old], &self.new[new]);
        let renamed: HashMap<&str, &str> = self
            .by_shape
            .get(&*new.name)
            .into_iter()
            .flatten()
            .map(|index| &self.told[*index])
            .filter(|it| it.rule.starts_with("member-renamed"))
            .filter_map(|it| Some((it.new.as_deref()?, it.old.as_deref()?)))
            .collect();
        let before: HashMap<&str, &Member> =
            old.kind.members().iter().map(|member| (&*member.name, member)).collect();
        let members = new.kind.members().iter();
        members
            .filter_map(|member| {
                let same = before.get(&*member.name);
                let same = same.or_else(|| before.get(renamed.get(&*member.name)?));
                Some((*same?, member))
            })
            .collect()
    }

    /// Everything that is told of a place.
    fn place(&mut self, place: &ShapePlace<'_>) {
        let (old, new) = place.shapes;
        // Where a shape was split, one of its parts speaks for all.
        let mut names: BTreeSet<&str> = BTreeSet::from([&*self.new[new].name]);
        names.extend(self.met[&old].iter().map(|id| &*self.new[*id].name));
        for name in names {
            for index in self.by_shape.get(name).cloned().unwrap_or_default() {
                let it = &self.told[index];
                let side = match place.side {
                    Side::Request => "request",
                    _ => "response",
                };
                let reaches = it.operations.iter().any(|reached| {
                    reached.operation == place.operation
                        && (reached.direction == side || reached.direction == "both")
                });
                if !reaches {
                    continue;
                }
                if let Some(facts) = self.shown(it, place) {
                    self.used.insert(index);
                    if !place.silent {
                        self.facts.extend(facts);
                    }
                }
            }
        }
    }
}

/// The fact that a rule is of: a rule without the ending that says what became of the fact.
pub fn fact_of(rule: &str) -> &str {
    let endings = ["-no-longer-stated", "-stated", "-changed"];
    endings.iter().find_map(|ending| rule.strip_suffix(ending)).unwrap_or(rule)
}

/// The shapes that stand at the same places of two types.
fn below(old: &Type, new: &Type, out: &mut Vec<(ShapeId, ShapeId)>) {
    match (old, new) {
        (Type::List(old), Type::List(new)) => below(old, new, out),
        (Type::Map(_, old), Type::Map(_, new)) => below(old, new, out),
        (Type::Shape(old), Type::Shape(new)) => out.push((*old, *new)),
        _ => {}
    }
}
