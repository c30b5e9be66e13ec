//! The two accounts that a page gives of a body of JSON: what the syntax shows, and the list of its
//! members.

use std::fmt;

use crate::facts::{Container, Kind, Member, Node, Scalar, Shown};

/// Where they do not agree.
pub(super) enum Difference<'s> {
    /// The syntax shows it, and no list tells of it.
    Unlisted(&'s str, &'s Shown),
    /// A list tells of it, and the syntax does not show it.
    NotShown(Box<str>, u32),
    /// The syntax shows something else than the list tells.
    Kind(Box<str>, u32, &'static str),
}

impl Difference<'_> {
    /// The line of the list.
    pub fn line(&self) -> Option<u32> {
        match self {
            Difference::Unlisted(..) => None,
            Difference::NotShown(_, line) | Difference::Kind(_, line, _) => Some(*line),
        }
    }
}

impl fmt::Display for Difference<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Difference::Unlisted(name, _) => {
                write!(f, "no list tells of {name}, which the syntax shows")
            }
            Difference::NotShown(name, _) => write!(f, "the syntax does not show {name}"),
            Difference::Kind(name, _, what) => write!(f, "the syntax shows {what} for {name}"),
        }
    }
}

/// What differs between members of a body and the fields that are shown of it.
pub(super) fn differences<'s>(
    members: &[Member],
    fields: &'s [(Box<str>, Shown)],
) -> Vec<Difference<'s>> {
    let in_body = || members.iter().filter(|member| member.wire.location.is_none());
    let mut found = Vec::new();
    for (name, shown) in fields {
        // A map shows a key that stands for all.
        if !in_body().any(|member| member.wire_name() == &**name) {
            found.push(Difference::Unlisted(name, shown));
        }
    }
    for member in in_body() {
        let shown =
            fields.iter().find(|(name, _)| **name == *member.wire_name()).map(|(_, shown)| shown);
        let difference = match shown {
            None => Some(Difference::NotShown(member.name.clone(), member.node.line)),
            Some(shown) if fits(&member.node.kind, shown) => None,
            Some(shown) => {
                Some(Difference::Kind(member.name.clone(), member.node.line, word(shown)))
            }
        };
        found.extend(difference);
    }
    found
}

/// Whether a position may look so.
fn fits(kind: &Kind, shown: &Shown) -> bool {
    match (kind, shown) {
        (Kind::Unstated(_) | Kind::Named(_) | Kind::Recursive(_), _) | (_, Shown::Other) => true,
        (Kind::List(element), Shown::List(shown) | Shown::Repeated(shown)) => {
            fits(&element.kind, shown)
        }
        (Kind::Map(_, value), Shown::Fields(fields) | Shown::Elements(fields)) => {
            fields.first().is_none_or(|(_, shown)| fits(&value.kind, shown))
        }
        (
            Kind::Structure(_) | Kind::Union(_) | Kind::EventStream(_),
            Shown::Fields(_) | Shown::Elements(_),
        ) => true,
        (Kind::Enum(_), Shown::Text) => true,
        (Kind::Scalar(scalar), Shown::Text) => {
            !matches!(scalar, Scalar::Integer | Scalar::Long | Scalar::Boolean)
        }
        (Kind::Scalar(scalar), Shown::Number) => {
            !matches!(scalar, Scalar::String | Scalar::Boolean | Scalar::Blob)
        }
        (Kind::Scalar(Scalar::Document), _) => true,
        _ => false,
    }
}

fn word(shown: &Shown) -> &'static str {
    match shown {
        Shown::Number => "a number",
        Shown::Text => "text",
        Shown::Other => "something else",
        Shown::List(_) | Shown::Repeated(_) => "a list",
        Shown::Fields(_) | Shown::Elements(_) => "an object",
    }
}

/// A member as far as the syntax tells of it.
pub(super) fn member(name: &str, shown: &Shown, line: u32) -> Member {
    Member::new(name, node(shown, line))
}

fn node(shown: &Shown, line: u32) -> Node {
    let kind = match shown {
        Shown::Text => Kind::Scalar(Scalar::String),
        Shown::Number => Kind::Scalar(Scalar::Float),
        Shown::Other => Kind::Unstated(Container::Any),
        Shown::List(element) | Shown::Repeated(element) => {
            Kind::List(Box::new(node(element, line)))
        }
        Shown::Fields(fields) | Shown::Elements(fields) => match &fields[..] {
            [(key, value)] if **key == *"string" => {
                let key = Node::new(line, Kind::Scalar(Scalar::String));
                Kind::Map(Box::new(key), Box::new(node(value, line)))
            }
            fields => {
                Kind::Structure(fields.iter().map(|(name, it)| member(name, it, line)).collect())
            }
        },
    };
    Node::new(line, kind)
}
