//! Every type of every service that is switched on: whatever it holds is the same after it was
//! written and read. `cargo test --features aws-sqs --test round_trip` tries one service.
#![cfg(feature = "serde")]
#![allow(dead_code, unused_macros)] // where no service is switched on

use std::fmt::Debug;

use doc_bindgen_runtime::Value;
use doc_bindgen_runtime::testing::arbitrary;
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

macro_rules! service {
    ($test:ident: $provider:ident :: $service:ident { $($ty:ident)* }) => {
        #[test]
        fn $test() {
            $(round_trip::<cloud_bindings::$provider::$service::$ty>(stringify!($ty));)*
        }
    };
}

include!(concat!(env!("OUT_DIR"), "/types.rs"));
