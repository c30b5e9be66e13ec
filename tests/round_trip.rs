//! Every type of every service that is switched on: whatever it holds is the same after it was
//! written and read, by serde and by each protocol. `cargo test --features aws-sqs --test round_trip` tries one service.
#![cfg(feature = "serde")]
#![allow(dead_code, unused_macros)] // where no service is switched on

use std::collections::HashSet;
use std::fmt::Debug;

use doc_bindgen_runtime::testing::{arbitrary, in_response, ordinary, through};
use doc_bindgen_runtime::wire::Location;
use doc_bindgen_runtime::{Member, Value, View, protocol};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Values that each type is tried with.
const SEEDS: u64 = 32;
const SEEDS_OF_A_PROTOCOL: u64 = 4;

fn round_trip<T>(name: &str)
where
    T: Value + Clone + PartialEq + Debug + Serialize + DeserializeOwned,
{
    for seed in 0..SEEDS {
        let value: T = arbitrary(seed);
        let json = serde_json::to_string(&value).unwrap_or_else(|it| panic!("{name}: {it}"));
        match serde_json::from_str::<T>(&json) {
            Ok(read) if read == value && value.clone() == value => {}
            Ok(read) => panic!("{name}: {value:?}\nis written {json}\nand is read {read:?}"),
            Err(error) => panic!("{name}: {error} in {json}"),
        }
        // A format that tells members by their order.
        let compact = rmp_serde::to_vec(&value).unwrap_or_else(|it| panic!("{name}: {it}"));
        match rmp_serde::from_slice::<T>(&compact) {
            Ok(read) if read == value => {}
            Ok(read) => panic!("{name}: {value:?}\nis read {read:?}"),
            Err(error) => panic!("{name}: {error} in {value:?}"),
        }
    }
}

/// What a service would send is read as it was, by whichever protocol it speaks.
fn over_the_wire<T>(name: &str)
where
    T: Value + PartialEq + Debug,
{
    for protocol in PROTOCOLS {
        for seed in 0..SEEDS_OF_A_PROTOCOL {
            let value: T = ordinary(seed);
            // What is no structure is never a whole response, and comes up within those that are.
            if !matches!(value.view(), View::Record | View::Inner(_)) {
                return;
            }
            // Only where HTTP has a part in it do members stand elsewhere than in the body.
            let is_rest = protocol.name.starts_with("rest-") || protocol.name == "huaweicloud";
            let is_json = !matches!(protocol.name, "query" | "ec2" | "rest-xml");
            if (!is_rest && has_places(&value))
                || (!is_json && holds(&value, &|it| matches!(it, View::Document(_))))
                || shares_names(&value)
            {
                continue;
            }
            match through(protocol, &value) {
                Ok(read) => assert_eq!(read, in_response(&value), "{name} over {protocol:?}"),
                Err(error) => panic!("{name} over {protocol:?}: {error}: {value:?}"),
            }
        }
    }
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

const PROTOCOLS: [&protocol::Protocol; 8] = [
    protocol::JSON_1_0,
    protocol::JSON_1_1,
    protocol::REST_JSON,
    protocol::QUERY,
    protocol::EC2,
    protocol::REST_XML,
    protocol::RPC_V2_CBOR,
    protocol::HUAWEICLOUD,
];

macro_rules! service {
    ($test:ident: $provider:ident :: $service:ident { $($ty:ident)* }) => {
        #[test]
        fn $test() {
            $(round_trip::<cloud_bindings::$provider::$service::$ty>(stringify!($ty));)*
            $(over_the_wire::<cloud_bindings::$provider::$service::$ty>(stringify!($ty));)*
        }
    };
}

include!(concat!(env!("OUT_DIR"), "/types.rs"));
