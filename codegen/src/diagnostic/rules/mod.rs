//! The catalogue of diagnostics: one row each, by what they speak of.
//!
//! Each is shown by the case of its name in `codegen/tests/diagnostics/`; a test holds the two
//! against each other.

pub mod fetch;
pub mod file;
pub(crate) mod page;
pub mod service;
pub(crate) mod spec;

use super::Rule;

/// Rows of the catalogue: a name in the code, and then what a user sees: the id, the severity, and
/// what to do.
macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident = ($id:literal, $severity:ident, $help:literal);)*) => {
        $(
            $(#[$doc])*
            pub static $name: crate::diagnostic::Rule = crate::diagnostic::Rule {
                id: $id,
                severity: crate::diagnostic::Severity::$severity,
                help: $help,
            };
        )*

        /// All of them.
        pub(super) static ALL: &[&crate::diagnostic::Rule] = &[$(&$name),*];
    };
}
use rules;

/// Every row of the catalogue.
pub fn catalogue() -> impl Iterator<Item = &'static Rule> {
    [page::ALL, service::ALL, spec::ALL, file::ALL, fetch::ALL].into_iter().flatten().copied()
}
