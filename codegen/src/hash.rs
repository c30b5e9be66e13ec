//! The two hashes of the library: for tables of small keys, and for what a hash alone tells apart.

use std::hash::{Hash, Hasher};

/// For what a hash alone tells apart: the standard library's.
pub(crate) use std::hash::DefaultHasher as IdentityHasher;

/// For the small keys that are looked up by the hundred thousand. Nothing that leaves the library
/// depends on the order of a table.
#[cfg(feature = "parse")]
pub(crate) use rustc_hash::{FxHashMap as FastMap, FxHashSet as FastSet, FxHasher as FastHasher};

/// A number that stands for the value. It is not the hash of tables, of which anybody can make two
/// values with one number.
pub(crate) fn identity(value: &impl Hash) -> u64 {
    let mut hasher = IdentityHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
