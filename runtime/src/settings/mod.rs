//! What a user has set for all programs: the environment, and the files `~/.aws/config` and
//! `~/.aws/credentials`.
//!
//! Nothing in here reads either: [`Environment`] is what a caller gives, and [`Profiles::parse`] takes
//! the text of the files.

mod environment;
mod profile;
mod profiles;

pub use environment::Environment;
pub use profile::{NoProfile, Profile};
pub use profiles::Profiles;

/// Whether a text of a setting says yes.
pub(crate) fn is_true(text: &str) -> bool {
    text.trim().eq_ignore_ascii_case("true")
}
