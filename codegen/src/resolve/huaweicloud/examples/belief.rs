//! What of an example that a table contradicts is believed.

use crate::facts::{Class, Container, Kind, Member, Node, Scalar, Sparse};

/// What of an example that a table contradicts is believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Belief {
    /// Everything.
    All,
    /// Everything but a number.
    NoNumbers,
    /// That it is a list or an object.
    Parts,
}

/// Ids, ports and versions are text where the table says so, whatever they look like in an example,
/// unless what is said of them speaks of a number.
pub(super) fn is_text(member: &Member) -> bool {
    let name: &str = &member.name;
    let humps = name.char_indices().rev().find(|(at, c)| {
        c.is_ascii_uppercase() && name[..*at].ends_with(|c: char| c.is_ascii_lowercase())
    });
    let from =
        humps.map_or(0, |(at, _)| at).max(name.rfind(['_', '-', '.', ':']).map_or(0, |at| at + 1));
    let last = name[from..].to_ascii_lowercase();
    let words = ["id", "ids", "uuid", "port", "ports", "version", "versions", "ver"];
    let said = member.node.documentation.as_deref().unwrap_or_default().to_ascii_lowercase();
    let of_number = said.contains("integer")
        || said.split_once("ranges from ").is_some_and(|(_, rest)| {
            rest.trim_start_matches('*').starts_with(|c: char| c.is_ascii_digit())
        });
    words.contains(&&*last) && !of_number
}

/// Puts a kind right that the examples show to be wrong, as far as they are believed; what they
/// show.
pub(super) fn overrule(node: &mut Node, class: Class, belief: Belief) -> Option<&'static str> {
    let kind = match (&node.kind, class) {
        (Kind::Scalar(Scalar::String), Class::Object) => Kind::Unstated(Container::Dict),
        (Kind::Scalar(Scalar::String), Class::Array { .. }) => Kind::Unstated(Container::List),
        (Kind::Scalar(Scalar::String), Class::Whole | Class::Number)
            if belief == Belief::NoNumbers =>
        {
            return None;
        }
        (Kind::Scalar(Scalar::String), class) if belief != Belief::Parts => match class.scalar() {
            None | Some(Scalar::String) => return None,
            Some(scalar) => Kind::Scalar(scalar),
        },
        (
            Kind::Structure(_) | Kind::Unstated(Container::Dict) | Kind::Recursive(_),
            Class::Array { of_objects: true },
        ) => {
            let element = Node { documentation: None, ..node.clone() };
            node.name = None;
            Kind::List(Box::new(element))
        }
        _ => return None,
    };
    node.kind = kind;
    node.limits = Sparse::NONE;
    Some(class.words())
}
