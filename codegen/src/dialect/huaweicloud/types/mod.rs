//! The types of parameters, as tables write them: `Array of SessionInfo objects`,
//! `Map<String,Array<X>>`, `List<Object> Table 7`.

mod grammar;
#[cfg(test)]
mod tests;
mod tokens;
mod ty;
mod vocabulary;

pub use grammar::{read, whole};
pub use ty::{Reference, Type};
