//! A hash for the small keys that are looked up by the hundred thousand. Nothing that leaves the
//! library depends on the order of a table.

pub(crate) use rustc_hash::{FxHashMap as FastMap, FxHashSet as FastSet, FxHasher as FastHasher};
