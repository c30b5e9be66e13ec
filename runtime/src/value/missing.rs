//! What is to be sent, and lacks something.

use super::union::Member;
use super::{Path, Value, View};

/// The first member that a request must have and the value lacks: what whoever writes a request asks
/// before. `new` of an emitted structure takes these members; a value that came out of a response, or
/// was read from elsewhere, may lack them all the same.
///
/// ```
/// # use doc_bindgen_runtime::{Shape, Value, missing};
/// # struct Tag { key: Option<String> }
/// # impl Value for Tag {
/// #     fn blank() -> Self { Tag { key: None } }
/// #     fn shape(&self) -> &'static Shape {
/// #         &Shape { name: "Tag", members: &["Key"], fields: "key", required: &[0], ..Shape::EMPTY }
/// #     }
/// #     fn member(&self, _: usize) -> &dyn Value { &self.key }
/// #     fn member_mut(&mut self, _: usize) -> &mut dyn Value { &mut self.key }
/// # }
/// assert_eq!(missing(&vec![Tag { key: Some("a".into()) }]), None);
/// assert_eq!(missing(&vec![Tag { key: None }]).as_deref(), Some("[0].Key"));
/// ```
pub fn missing(value: &dyn Value) -> Option<String> {
    lacks(value, &Path::Root)
}

fn lacks(value: &dyn Value, path: &Path<'_>) -> Option<String> {
    match value.view() {
        View::Record => members(value, path),
        view => within(view, path),
    }
}

/// The same of a value that was asked already, and is no structure itself.
fn within(view: View<'_>, path: &Path<'_>) -> Option<String> {
    match view {
        View::Inner(record) => members(record, path),
        View::List(list) => {
            // What one has no parts, none has: they are of one type.
            list.at(0).filter(|first| has_parts(first.view()))?;
            (0..list.count()).find_map(|index| lacks(list.at(index)?, &path.item(index)))
        }
        View::Map(map) => {
            let mut found = None;
            map.each(&mut |key, value| {
                let view = value.view();
                if !has_parts(view) {
                    return false;
                }
                found = lacks(value, &path.key(key));
                found.is_none()
            });
            found
        }
        View::Union(union) => match union.get() {
            Member::Known(index, value) if union.shape().asks && has_parts(value.view()) => {
                let name = union.shape().members.get(index).copied().unwrap_or_default();
                lacks(value, &path.member(name))
            }
            _ => None,
        },
        _ => None,
    }
}

/// Whether there may be a structure in it, or in others of its type, that lacks something.
fn has_parts(view: View<'_>) -> bool {
    match view {
        View::Union(union) => union.shape().asks,
        View::Unset | View::Record | View::Inner(_) | View::List(_) | View::Map(_) => true,
        _ => false,
    }
}

fn members(record: &dyn Value, path: &Path<'_>) -> Option<String> {
    let shape = record.shape();
    shape.members.iter().enumerate().find_map(|(index, name)| {
        let (member, path) = (record.member(index), path.member(name));
        match member.view() {
            // A token is filled in by the client.
            View::Unset if shape.wire_of(index).token => None,
            View::Unset => shape.required.contains(&index).then(|| path.to_string()),
            View::Record => members(member, &path),
            view => within(view, &path),
        }
    })
}
