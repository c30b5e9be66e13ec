//! Positions that are the same on several pages, by what stands around them.

use std::collections::BTreeSet;

use crate::facts::{Container, Kind, Member};
use crate::hash;

/// The names of members as a number that does not depend on their order.
pub fn members_hash(members: &[Member]) -> u64 {
    let names: BTreeSet<&str> = members.iter().map(|member| &*member.name).collect();
    hash::identity(&names)
}

/// The names of the members of a structure, and behind each (`spec.flavor`) of theirs: names like
/// `metadata` and `spec` alone say little.
pub type MemberNames = BTreeSet<Box<str>>;

/// How much of what two structures have in all they must have in common to be one, in thousandths.
const ALIKE: usize = 350;

/// The names of members.
pub fn names(members: &[Member]) -> MemberNames {
    let mut names = MemberNames::new();
    for member in members {
        let mut node = &member.node;
        while let Kind::List(element) = &node.kind {
            node = element;
        }
        if let Kind::Structure(inner) = &node.kind {
            let below = |it: &Member| format!("{}.{}", member.name, it.name).into_boxed_str();
            names.extend(inner.iter().map(below));
        }
        names.insert(member.name.clone());
    }
    names
}

/// How alike two structures are, in thousandths, if they are alike enough to be one. What is in the
/// member in question does not count, as only one of them may tell it.
pub fn likeness(one: &MemberNames, other: &MemberNames, member: &str) -> Option<usize> {
    let counts = |name: &str| name.strip_prefix(member).is_none_or(|rest| !rest.starts_with('.'));
    let count = |names: &MemberNames| names.iter().filter(|name| counts(name)).count();
    let common = one.intersection(other).filter(|name| counts(name)).count();
    let all = count(one) + count(other) - common;
    let alike = common * 1000 / all.max(1);
    (common == all || common >= 2 && alike >= ALIKE).then_some(alike)
}

/// A name that can stand on the wire.
pub fn is_wire_name(name: &str) -> bool {
    !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c.is_control())
}

/// The one name is the other with a slip in it: of case, of separators, of a letter.
pub fn is_misspelt(name: &str, meant: &str) -> bool {
    let fold = |name: &str| -> Vec<char> {
        let letters = name.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).take(64).collect()
    };
    let (name, meant) = (fold(name), fold(meant));
    name == meant || meant.len() >= 5 && is_one_edit(&name, &meant)
}

/// One letter has been put in, left out, or taken for another.
fn is_one_edit(one: &[char], other: &[char]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    match long.len() - short.len() {
        // A digit taken for another makes another name.
        0 => {
            same < long.len()
                && short[same + 1..] == long[same + 1..]
                && !long[same].is_ascii_digit()
                && !short[same].is_ascii_digit()
        }
        1 => short[same..] == long[same + 1..] && !long[same].is_ascii_digit(),
        _ => false,
    }
}

/// A kind, for readers.
pub fn words(kind: &Kind) -> &'static str {
    match kind {
        Kind::Scalar(scalar) => scalar.as_str(),
        Kind::Enum(_) => "string",
        Kind::List(_) | Kind::Unstated(Container::List) => "list",
        Kind::Map(..) => "map",
        Kind::Unstated(Container::Number) => "number",
        Kind::Unstated(Container::Any) => "any",
        _ => "object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips() {
        for (name, meant, slip) in [
            ("update_at", "updated_at", true),
            ("apiversion", "apiVersion", true),
            ("project-id", "project_id", true),
            ("ipv4_address", "ipv6_address", false),
            ("key", "keys", false),
            ("created_at", "updated_at", false),
            ("", "", true),
        ] {
            assert_eq!(is_misspelt(name, meant), slip, "{name}");
        }
    }
}
