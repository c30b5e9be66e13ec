//! A value as a service would send it, by each protocol, and read again. `tests/round_trip.rs` does it with
//! emitted types, `cargo proof round-trip` with those of any specs, as a program has them that reads specs.

use std::collections::HashSet;
use std::fmt::Debug;

use doc_bindgen_runtime::protocol::{self, Protocol};
use doc_bindgen_runtime::testing::{in_response_by, through_by};
use doc_bindgen_runtime::wire::Location;
use doc_bindgen_runtime::{Member, Value, View};

/// Values that each type is tried with over each protocol.
pub const SEEDS: u64 = 4;

pub const PROTOCOLS: [&Protocol; 8] = [
    protocol::JSON_1_0,
    protocol::JSON_1_1,
    protocol::REST_JSON,
    protocol::QUERY,
    protocol::EC2,
    protocol::REST_XML,
    protocol::RPC_V2_CBOR,
    protocol::HUAWEICLOUD,
];

/// Whether a value is the same after it was written and read, or what became of it. Nothing of one that has
/// no place in an answer of that protocol; `blank` makes one of its type.
pub fn trip<T>(
    protocol: &'static Protocol,
    value: &T,
    blank: impl Fn() -> T,
) -> Option<Result<(), String>>
where
    T: Value + PartialEq + Debug,
{
    // What is no structure is never a whole response, and comes up within those that are.
    if !matches!(value.view(), View::Record | View::Inner(_)) {
        return None;
    }
    // Only where HTTP has a part in it do members stand elsewhere than in the body.
    let is_rest = protocol.name.starts_with("rest-") || protocol.name == "huaweicloud";
    let is_json = !matches!(protocol.name, "query" | "ec2" | "rest-xml");
    if (!is_rest && has_places(value))
        || (!is_json && holds(value, &|it| matches!(it, View::Document(_))))
        || shares_names(value)
    {
        return None;
    }
    Some(match through_by(protocol, value, &blank) {
        Ok(read) if read == in_response_by(value, &blank) => Ok(()),
        Ok(read) => Err(format!("{value:?}\nis read {read:?}")),
        Err(error) => Err(format!("{error}: {value:?}")),
    })
}

/// Whether members stand elsewhere than in the body, among others.
fn has_places(value: &dyn Value) -> bool {
    let record = match value.view() {
        View::Inner(inner) => inner,
        _ => value,
    };
    record.shape().wire.iter().any(|wire| wire.location != Location::Body)
}

/// Whether a value, or any in it, is such a one: XML has nothing for a document.
fn holds(value: &dyn Value, is: &dyn Fn(&View<'_>) -> bool) -> bool {
    let view = value.view();
    if is(&view) {
        return true;
    }
    match view {
        View::Record => (0..value.shape().members.len()).any(|at| holds(value.member(at), is)),
        View::Inner(inner) => holds(inner, is),
        View::List(list) => (0..list.count()).filter_map(|at| list.at(at)).any(|it| holds(it, is)),
        View::Map(map) => {
            let mut found = false;
            map.each(&mut |_, entry| {
                found |= holds(entry, is);
                !found
            });
            found
        }
        View::Union(union) => match union.get() {
            Member::Known(_, member) => holds(member, is),
            _ => false,
        },
        _ => false,
    }
}

/// Whether two members of a structure have one name on the wire, at any depth: nobody can tell them apart
/// there (S3's old `Event` and the `Events` that took its place).
fn shares_names(value: &dyn Value) -> bool {
    match value.view() {
        View::Record => {
            let (mut names, mut asked) = (HashSet::new(), HashSet::new());
            value.shape().members().any(|(place, name, wire)| {
                let on_the_wire = wire.name.unwrap_or(name);
                !names.insert(on_the_wire)
                    || !asked.insert(wire.query_name.unwrap_or(on_the_wire))
                    || shares_names(value.member(place))
            })
        }
        View::Inner(inner) => shares_names(inner),
        View::List(list) => (0..list.count()).filter_map(|at| list.at(at)).any(shares_names),
        View::Map(map) => {
            let mut found = false;
            map.each(&mut |_, entry| {
                found |= shares_names(entry);
                !found
            });
            found
        }
        View::Union(union) => match union.get() {
            Member::Known(_, member) => shares_names(member),
            _ => false,
        },
        _ => false,
    }
}
