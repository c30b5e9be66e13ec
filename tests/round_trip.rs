//! Every type of every service that is switched on: whatever it holds is the same after it was
//! written and read, by serde and by each protocol. `cargo test --features aws-sqs --test round_trip` tries one service.
#![cfg(feature = "serde")]
#![allow(dead_code, unused_macros)] // where no service is switched on

#[path = "round_trip/wire.rs"]
mod wire;

use std::fmt::Debug;

use doc_bindgen_runtime::Value;
use doc_bindgen_runtime::testing::{arbitrary, ordinary};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Values that each type is tried with.
const SEEDS: u64 = 32;

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
    for protocol in wire::PROTOCOLS {
        for seed in 0..wire::SEEDS {
            if let Some(Err(wrong)) = wire::trip(protocol, &ordinary(seed), T::blank) {
                panic!("{name} over {protocol:?}: {wrong}");
            }
        }
    }
}

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
