//! Paths into values: the part of [JMESPath](https://jmespath.org) that waiters and people ask with.
//!
//! Members are called as the documentation calls them, whatever they are called on the wire.
//!
//! ```
//! use std::collections::BTreeMap;
//! use doc_bindgen_runtime::jmespath::Expression;
//!
//! let states = BTreeMap::from([("a".to_owned(), vec![1, 2]), ("b".to_owned(), vec![3])]);
//! let long = Expression::parse("length(*[] | [?@ > `1`]) == `2`")?;
//! assert_eq!(long.search(&states).to_string(), "true");
//! assert!(Expression::parse("Table.[").is_err());
//! # Ok::<(), doc_bindgen_runtime::jmespath::SyntaxError>(())
//! ```
//!
//! There are names (`a`, `"a b"`), steps (`a.b`), places and slices of lists (`a[0]`, `a[-1]`,
//! `a[0:2]`), all of a list or of an object (`a[*]`, `a[]`, `a.*`), filters (`a[?b == 'c']`), choices
//! (`a.[b, c]`, `a.{x: b}`), `|`, `||`, `&&`, `!`, comparisons, literals (`'text'`, `` `1` ``), and the
//! functions `length`, `contains`, `starts_with`, `ends_with`, `keys`, `values` and `not_null`.

mod found;
mod parse;
mod search;
#[cfg(test)]
mod tests;
mod token;

use std::fmt;

pub use found::Found;

use crate::Value;
use parse::Node;

/// An expression that can be asked of any value.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression(Node);

/// Why a text is no expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// The byte of the text at which it went wrong.
    pub at: usize,
    /// What is wanted there, or is wrong with it.
    pub message: String,
}

impl Expression {
    /// Reads an expression.
    pub fn parse(text: &str) -> Result<Self, SyntaxError> {
        parse::expression(text).map(Expression)
    }

    /// What it finds in a value.
    pub fn search<'a>(&'a self, value: &'a dyn Value) -> Found<'a> {
        search::search(&self.0, &Found::Value(value))
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at byte {} of the path", self.message, self.at)
    }
}

impl std::error::Error for SyntaxError {}
