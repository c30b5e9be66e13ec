//! Objects that are maps, as examples show.

use crate::facts::{Class, Kind, Member, Node, Scalar};

use super::super::shown::{self, Seen};
use super::super::similar;

/// What stands under every key of an object, where examples show none of the keys that a table
/// lists: what the table lists if that is what the values are, or what its only row is, which then
/// stands for whatever key there may be, or what it says of the values, where it describes pairs.
pub(super) fn for_every_key(members: &[Member], seen: &[Seen<'_>]) -> Option<Node> {
    let fields = shown::fields(seen);
    let is_key = |name: &str| members.iter().any(|it| similar::is_misspelt(name, &it.name));
    fields.names().next()?;
    if fields.names().any(is_key) {
        return None;
    }
    if let Some(value) = of_pair(members) {
        return Some(Node { documentation: None, ..value.clone() });
    }
    let values = shown::values(seen);
    let lists = shown::elements(&values);
    let inner = shown::fields(if lists.is_empty() { &values } else { &lists });
    let known = inner.names().filter(|name| members.iter().any(|it| *it.name == **name)).count();
    let line = members.first()?.node.line;
    if known * 2 > inner.names().count() && known * 2 >= members.len() {
        return Some(Node::new(line, Kind::Structure(members.to_vec())));
    }
    let [only] = members else { return None };
    let fits = match shown::class(&values)? {
        Class::Array { .. } => matches!(only.node.kind, Kind::List(_)),
        Class::Object => matches!(only.node.kind, Kind::Structure(_) | Kind::Map(..)),
        // Of a value without parts nothing would tell a key from a member left out.
        _ => false,
    };
    fits.then(|| Node { documentation: None, ..only.node.clone() })
}

/// What a table says of the values, where it describes pairs: a row `key` and a row `value`.
fn of_pair(members: &[Member]) -> Option<&Node> {
    let named = |name: &str| members.iter().find(|it| it.name.eq_ignore_ascii_case(name));
    let (key, value) = (named("key")?, named("value")?);
    let is_text = matches!(key.node.kind, Kind::Scalar(Scalar::String) | Kind::Enum(_));
    (members.len() == 2 && is_text).then_some(&value.node)
}
