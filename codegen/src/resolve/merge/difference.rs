//! Where two pages that should say the same do not.

use std::collections::BTreeSet;
use std::fmt;

use crate::facts::{Kind, Member, Node, OperationFacts, Scalar};

/// The first thing that two pages do not agree in.
pub struct Difference {
    /// The lines of it on the first page and on the second.
    pub lines: (u32, u32),
    /// What it is, in words that are true of the first page.
    what: String,
    /// The members that lead to it, the innermost first.
    path: Vec<Box<str>>,
}

impl Difference {
    fn new(lines: (u32, u32), what: impl Into<String>) -> Option<Self> {
        Some(Difference { lines, what: what.into(), path: Vec::new() })
    }

    fn within(mut self, name: &str) -> Self {
        self.path.push(name.into());
        self
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for name in self.path.iter().rev() {
            write!(f, "{name}: ")?;
        }
        f.write_str(&self.what)
    }
}

/// How much has to be the same.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// All but the order.
    Everything,
    /// Names and kinds of what both have.
    Names,
}

/// The first difference between two descriptions of one operation, as far as both tell.
pub fn of_operations(a: &OperationFacts, b: &OperationFacts) -> Option<Difference> {
    let lines = (a.line, b.line);
    if let (Some(first), Some(second)) = (&a.name, &b.name)
        && first != second
    {
        return Difference::new(lines, format!("the wire name is {first}, not {second}"));
    }
    for (what, a, b) in [("input", &a.input, &b.input), ("output", &a.output, &b.output)] {
        if let (Some(a), Some(b)) = (a, b)
            && let Some(found) = of_nodes(a, b, Depth::Everything)
        {
            return Some(found.within(what));
        }
    }
    None
}

/// The first difference between an input or output and the part of it that another page repeats.
pub fn of_parts(whole: Option<&Node>, part: Option<&Node>, depth: Depth) -> Option<Difference> {
    of_nodes(whole?, part?, depth)
}

fn of_nodes(a: &Node, b: &Node, depth: Depth) -> Option<Difference> {
    let lines = (a.line, b.line);
    match (&a.kind, &b.kind) {
        (Kind::Scalar(first), Kind::Scalar(second)) if first == second => None,
        (Kind::Enum(first), Kind::Enum(second)) if first == second => None,
        (Kind::List(first), Kind::List(second)) => of_nodes(first, second, depth),
        (Kind::Map(key, value), Kind::Map(other_key, other_value)) => {
            of_nodes(key, other_key, depth).or_else(|| of_nodes(value, other_value, depth))
        }
        (Kind::Structure(first), Kind::Structure(second))
        | (Kind::Union(first), Kind::Union(second))
        | (Kind::EventStream(first), Kind::EventStream(second)) => {
            of_members(lines, (first, second), depth)
        }
        (Kind::Named(first), Kind::Named(second)) if first == second => None,
        // One tells what the other does not: no contradiction.
        (first, second) if tells_little(first) || tells_little(second) => None,
        // A page without a syntax block tells an enum from a string no more than a double from a
        // float.
        (Kind::Scalar(Scalar::String), Kind::Enum(_))
        | (Kind::Enum(_), Kind::Scalar(Scalar::String))
        | (
            Kind::Scalar(Scalar::Float | Scalar::Double),
            Kind::Scalar(Scalar::Float | Scalar::Double),
        ) => None,
        (first, second) => {
            Difference::new(lines, format!("it is {}, not {}", word(first), word(second)))
        }
    }
}

fn of_members(
    lines: (u32, u32),
    (a, b): (&[Member], &[Member]),
    depth: Depth,
) -> Option<Difference> {
    // Pages list members in one order as a rule, so the search begins where the last one ended.
    let mut next = 0;
    let mut seen = 0;
    for second in b {
        let found = (next..a.len()).chain(0..next).find(|&at| a[at].name == second.name);
        let Some(at) = found else {
            if depth == Depth::Names {
                continue;
            }
            let what = format!("there is no member {}", second.name);
            return Difference::new((lines.0, second.node.line), what);
        };
        next = at + 1;
        seen += 1;
        let first = &a[at];
        if let (Some(required), Some(other)) = (first.required, second.required)
            && required != other
        {
            let state = if required { "required" } else { "optional" };
            let what = format!("{} is {state}", first.name);
            return Difference::new((first.node.line, second.node.line), what);
        }
        if let Some(found) = of_nodes(&first.node, &second.node, depth) {
            return Some(found.within(&first.name));
        }
    }
    if depth == Depth::Everything && seen < a.len() {
        let known: BTreeSet<&str> = b.iter().map(|second| &*second.name).collect();
        let missing = a.iter().find(|first| !known.contains(&*first.name))?;
        let what = format!("there is a member {}", missing.name);
        return Difference::new((missing.node.line, lines.1), what);
    }
    None
}

fn tells_little(kind: &Kind) -> bool {
    matches!(kind, Kind::Recursive(_) | Kind::Unstated(_) | Kind::Named(_))
}

fn word(kind: &Kind) -> &'static str {
    match kind {
        Kind::Scalar(scalar) => scalar.as_str(),
        Kind::Enum(_) => "an enum of other values",
        Kind::List(_) => "a list",
        Kind::Map(..) => "a map",
        Kind::Structure(_) => "a structure",
        Kind::Union(_) => "a union",
        Kind::EventStream(_) => "an event stream",
        Kind::Recursive(_) => "recursive",
        Kind::Named(_) => "a named shape",
        Kind::Unstated(_) => "not stated",
    }
}
