//! What examples show at a position, all of them together.

use std::collections::HashMap;

use crate::facts::{Class, Container, Json, Kind, Member, Node, Scalar};

use super::similar::is_wire_name;

/// A value in an example, and the example's line.
pub type Seen<'e> = (u32, &'e Json);

/// What the values are; `None` where none tells.
pub fn class(seen: &[Seen<'_>]) -> Option<Class> {
    seen.iter().filter_map(|(_, value)| Class::of_one(value)).reduce(Class::and)
}

/// What is in the lists among the values.
pub fn elements<'e>(seen: &[Seen<'e>]) -> Vec<Seen<'e>> {
    let lists = seen.iter().filter_map(|(line, value)| match value {
        Json::Array(items) => Some(items.iter().map(|item| (*line, item))),
        _ => None,
    });
    lists.flatten().collect()
}

/// What is in the objects among the values.
pub fn values<'e>(seen: &[Seen<'e>]) -> Vec<Seen<'e>> {
    let objects = seen.iter().filter_map(|(line, value)| match value {
        Json::Object(entries) => Some(entries.iter().map(|(_, value)| (*line, value))),
        _ => None,
    });
    objects.flatten().collect()
}

/// What is in the objects among the values, by name.
#[derive(Default)]
pub struct Fields<'e> {
    names: Vec<&'e str>,
    by_name: HashMap<&'e str, Vec<Seen<'e>>>,
}

impl<'e> Fields<'e> {
    /// The names, in the order in which they come.
    pub fn names(&self) -> impl Iterator<Item = &'e str> {
        self.names.iter().copied()
    }

    /// What stands under a name.
    pub fn of(&self, name: &str) -> Vec<Seen<'e>> {
        self.by_name.get(name).cloned().unwrap_or_default()
    }
}

/// What is in the objects among the values, by name.
pub fn fields<'e>(seen: &[Seen<'e>]) -> Fields<'e> {
    let mut fields = Fields::default();
    for (line, value) in seen {
        let Json::Object(entries) = value else { continue };
        for (name, value) in entries {
            let known = fields.by_name.entry(name).or_insert_with(|| {
                fields.names.push(name);
                Vec::new()
            });
            known.push((*line, value));
        }
    }
    fields
}

/// Whether an object among the values has both names.
pub fn are_together(seen: &[Seen<'_>], one: &str, other: &str) -> bool {
    seen.iter().any(|(_, value)| match value {
        Json::Object(entries) => {
            let has = |name: &str| entries.iter().any(|(known, _)| known == name);
            has(one) && has(other)
        }
        _ => false,
    })
}

/// What the values are as the kind of a position. Where other pages may tell more, objects are left
/// as such.
pub fn kind(seen: &[Seen<'_>], whole: bool) -> Kind {
    match class(seen) {
        None => Kind::Unstated(Container::Any),
        Some(Class::Mixed) => Kind::Scalar(Scalar::Document),
        Some(Class::Array { .. }) => {
            let inner = elements(seen);
            match class(&inner) {
                None => Kind::Unstated(Container::List),
                Some(_) => {
                    let line = seen.first().map_or(0, |seen| seen.0);
                    Kind::List(Box::new(Node::new(line, kind(&inner, whole))))
                }
            }
        }
        Some(Class::Object) if whole => object(seen),
        Some(Class::Object) => Kind::Unstated(Container::Dict),
        Some(class) => Kind::Scalar(class.scalar().unwrap_or(Scalar::Document)),
    }
}

/// Objects as a structure, or as a map where the names in them are none that an author gives to
/// members.
fn object(seen: &[Seen<'_>]) -> Kind {
    let fields = fields(seen);
    let line = seen.first().map_or(0, |seen| seen.0);
    let plain = |name: &str| {
        is_wire_name(name)
            && !name.contains(['/', '.', '*', '{', '<'])
            && name.is_ascii()
            && !is_made(name)
    };
    if fields.names().next().is_none() {
        return Kind::Unstated(Container::Dict);
    }
    if fields.names().all(plain) {
        let member = |name: &str| {
            let seen = fields.of(name);
            let line = seen.first().map_or(line, |seen| seen.0);
            Member::new(name, Node::new(line, kind(&seen, true)))
        };
        return Kind::Structure(fields.names().map(member).collect());
    }
    map(line, &values(seen))
}

/// A map to what values are.
fn map(line: u32, values: &[Seen<'_>]) -> Kind {
    let key = Node::new(line, Kind::Scalar(Scalar::String));
    let value = match kind(values, true) {
        Kind::Unstated(_) => Kind::Scalar(Scalar::Document),
        kind => kind,
    };
    Kind::Map(Box::new(key), Box::new(Node::new(line, value)))
}

/// An id that a machine made, and no name that an author gave.
fn is_made(name: &str) -> bool {
    let digits = name.bytes().filter(u8::is_ascii_hexdigit).count();
    let others = name.bytes().filter(|byte| !byte.is_ascii_hexdigit() && *byte != b'-').count();
    digits >= 16 && others == 0 || digits > 0 && name.bytes().all(|byte| byte.is_ascii_digit())
}

/// What members are called that hold what a user likes, under keys that a user makes.
const PAIRS: [&str; 5] = ["metadata", "labels", "annotations", "extra_specs", "headers"];

/// What the values are as the kind of a member of which no table tells what is in it: by its name,
/// or by what is said of it, it may hold what a user likes.
pub fn member_kind(name: &str, said: Option<&str>, seen: &[Seen<'_>]) -> Kind {
    let told = kind(seen, true);
    let Kind::Structure(members) = &told else { return told };
    let said = said.unwrap_or_default().to_ascii_lowercase();
    let any = ["user-defined", "user defined", "customized", "key and value"];
    let of_user = PAIRS.contains(&name) || any.iter().any(|it| said.contains(it));
    let all_text = members.iter().all(|it| it.node.kind == Kind::Scalar(Scalar::String));
    match of_user && all_text {
        true => map(seen.first().map_or(0, |seen| seen.0), &values(seen)),
        false => told,
    }
}

/// The values that tell something of a member that tables call text: an object or a list with
/// nothing in it is no more than a blank.
pub fn of_text<'e>(seen: Vec<Seen<'e>>) -> Vec<Seen<'e>> {
    let tells = |(_, value): &Seen<'_>| match value {
        Json::Object(entries) => !entries.is_empty(),
        Json::Array(items) => !items.is_empty(),
        _ => true,
    };
    seen.into_iter().filter(tells).collect()
}
