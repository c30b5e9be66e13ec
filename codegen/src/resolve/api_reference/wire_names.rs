//! Members that a page knows by their names on the wire alone.
//!
//! Pages of the query protocols and copies of pages that speak XML call a member what goes over the
//! wire: `Filter.N` or `filterSet` is `Filters` to boto3. A dialect marks such a member by giving it
//! its own name as the name on the wire too.

use crate::facts::{Container, Kind, Member, Scalar};
use crate::resolve::words::singular;

/// Whether nothing but its name on the wire is told of it.
pub(super) fn is_nameless(member: &Member) -> bool {
    member.wire.name.as_ref() == Some(&member.name)
}

/// Takes the mark away, where nobody tells another name.
pub(super) fn settle(member: &mut Member) {
    member.wire.name.take_if(|wire| *wire == member.name);
}

/// The one of `others` that goes over the wire for `own`, if just one can be meant.
pub(super) fn find<'m>(own: &Member, others: &[&'m Member]) -> Option<&'m Member> {
    let mut fitting = others.iter().filter(|other| fits(own, other));
    match (fitting.next(), fitting.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    }
}

fn fits(own: &Member, other: &Member) -> bool {
    if is_structure(&own.node.kind) && is_plain(&other.node.kind)
        || is_plain(&own.node.kind) && is_structure(&other.node.kind)
    {
        return false;
    }
    // What boto3 leaves out may be a list.
    let is_list = match &own.node.kind {
        Kind::List(_) | Kind::Unstated(_) => true,
        Kind::Recursive(mark) => mark.container == Container::List,
        _ => false,
    };
    goes_over_the_wire(&other.name, &own.name, is_list)
}

/// The letters and digits of a name, which may have signs or capitals in one place and not in the other.
pub(super) fn letters(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

fn is_structure(kind: &Kind) -> bool {
    matches!(kind, Kind::Structure(members) | Kind::Union(members) if !members.is_empty())
}

fn is_plain(kind: &Kind) -> bool {
    matches!(kind, Kind::Scalar(scalar) if *scalar != Scalar::Document)
        || matches!(kind, Kind::Enum(_))
}

/// Whether `wire` may be what a member that is called `name` is called on the wire.
pub(super) fn goes_over_the_wire(wire: &str, name: &str, is_list: bool) -> bool {
    let same = name.eq_ignore_ascii_case(wire);
    if same || !is_list {
        return same;
    }
    let last = name.rfind(|c: char| c.is_ascii_uppercase()).unwrap_or(0);
    let one = format!("{}{}", &name[..last], singular(&name[last..]));
    let listed = wire.strip_suffix("Set").unwrap_or(wire);
    // `Details` are no plural elsewhere.
    let names = [&*one, name, name.strip_suffix('s').unwrap_or(name)];
    [wire, listed].into_iter().any(|wire| names.iter().any(|it| it.eq_ignore_ascii_case(wire)))
}
