//! Members by where they stand: the whole of a body, and one name in two places.

use crate::facts::{Kind, Location, Member, Node, Scalar, Sparse};

/// A row called `[items]` is no member: the whole body is the list. One called
/// `{User defined key}` is none either: the whole body is the map.
pub fn whole_body(member: &mut Member) {
    let between = |open, close| {
        let inner: &str = &member.name;
        inner.strip_prefix(open)?.strip_suffix(close).map(Box::from)
    };
    if let Some(name) = between('[', ']') {
        // `[Array element]` says what is in it.
        member.name = if is_wire_name(&name) { name } else { "body".into() };
        member.wire.location = Some(Location::Payload);
        let node = &mut member.node;
        if !matches!(node.kind, Kind::List(_) | Kind::Unstated(_) | Kind::Map(..)) {
            let element = Node { documentation: None, limits: Sparse::NONE, ..node.clone() };
            node.kind = Kind::List(Box::new(element));
            node.name = None;
        }
    } else if between('{', '}').is_some() {
        member.name = "body".into();
        member.wire.location = Some(Location::Payload);
        if !matches!(member.node.kind, Kind::Map(..)) {
            let node = &mut member.node;
            let value = Node { documentation: None, ..node.clone() };
            let key = Node::new(node.line, Kind::Scalar(Scalar::String));
            node.kind = Kind::Map(Box::new(key), Box::new(value));
        }
    }
}

/// The name stands for the whole of what its table is of.
pub fn is_whole(name: &str) -> bool {
    [('[', ']'), ('{', '}')]
        .iter()
        .any(|(open, close)| name.starts_with(*open) && name.ends_with(*close))
}

/// A name that can stand on the wire.
pub fn is_wire_name(name: &str) -> bool {
    !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c.is_control())
}

/// Gives members of one name in two places names of their own; on the wire they keep the one they
/// have. What is in the body keeps its name, then what is in the path. Returns the line, the name
/// and the new name of each that has changed.
pub fn tell_apart(members: &mut [Member]) -> Vec<(u32, Box<str>, Box<str>)> {
    let rank = |location: Option<Location>| match location {
        None | Some(Location::Payload) => 0,
        Some(Location::Path) => 1,
        Some(Location::Query) => 2,
        Some(_) => 3,
    };
    let mut changed = Vec::new();
    for index in 0..members.len() {
        let Member { name, wire, .. } = &members[index];
        let location = wire.location;
        let own = rank(location);
        let yields = members.iter().enumerate().any(|(other, it)| {
            let first = (rank(it.wire.location), other) < (own, index);
            other != index && it.name == *name && first
        });
        let place = match location {
            Some(Location::Path) => "path",
            Some(Location::Query) => "query",
            _ => "header",
        };
        if !yields {
            continue;
        }
        let made = match name.bytes().any(|byte| byte == b'_')
            || !name.bytes().any(|it| it.is_ascii_uppercase())
        {
            true => format!("{place}_{name}"),
            false => format!("{place}{}{}", name[..1].to_ascii_uppercase(), &name[1..]),
        };
        let taken = |name: &str| members.iter().any(|member| *member.name == *name);
        let numbered = (2..).map(|number| format!("{made}_{number}"));
        let free = std::iter::once(made.clone()).chain(numbered).find(|name| !taken(name));
        let member = &mut members[index];
        let before = std::mem::replace(&mut member.name, free.unwrap_or_default().into());
        changed.push((member.node.line, before.clone(), member.name.clone()));
        member.wire.name = Some(before);
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_in_two_places() {
        let member = |name: &str, location| {
            let mut member = Member::new(name, Node::new(1, Kind::Scalar(Scalar::String)));
            member.wire.location = location;
            member
        };
        let mut members = [
            member("id", Some(Location::Path)),
            member("id", Some(Location::Query)),
            member("query_id", Some(Location::Query)),
            member("portId", Some(Location::Query)),
            member("X-Id", Some(Location::Header)),
            member("id", None),
            member("portId", None),
        ];
        assert_eq!(tell_apart(&mut members).len(), 3);
        let shown: Vec<_> =
            members.iter().map(|it| (&*it.name, it.wire.name.as_deref().unwrap_or("-"))).collect();
        assert_eq!(
            shown,
            [
                ("path_id", "id"),
                ("query_id_2", "id"),
                ("query_id", "-"),
                ("queryPortId", "portId"),
                ("X-Id", "-"),
                ("id", "-"),
                ("portId", "-"),
            ]
        );
    }

    #[test]
    fn the_whole_body() {
        for (name, kind, expected) in [
            ("[items]", Kind::Scalar(Scalar::String), "items"),
            ("[Array element]", Kind::Unstated(crate::facts::Container::List), "body"),
            ("{User defined key}", Kind::Scalar(Scalar::String), "body"),
        ] {
            let mut member = Member::new(name, Node::new(1, kind));
            whole_body(&mut member);
            assert_eq!((&*member.name, member.wire.location), (expected, Some(Location::Payload)));
            assert!(!matches!(member.node.kind, Kind::Scalar(_)), "{name}");
        }
    }
}
