//! Two specs → what changed between them, and what that means for callers and for Rust code.
//!
//! Operations are brought together by their wire names, shapes by the positions at which they stand
//! (`pairs`), so that a shape that was renamed, split or merged is still compared with what it
//! was. Every difference is a [`Change`] under one [`Rule`] of the [table](RULES); a change to a
//! shape that many operations share is told once, with the operations it reaches. What merely moved
//! is no change, unless it moves the arguments of a function.

mod change;
mod compare;
mod content;
mod entry;
mod example;
mod fact;
mod facts;
mod flags;
mod focus;
mod level;
mod meaning;
mod outline;
mod pairs;
mod paragraphs;
mod rename;
pub mod render;
mod report;
mod rule;
mod rules;
mod settings;
mod signature;
mod told;

pub use change::{Change, Fingerprint, Fragment, Reached, Subject};
pub use compare::diff;
pub use entry::Entry;
pub use example::EXAMPLE;
pub use focus::{Focus, Side};
pub use level::{Level, Only};
pub use report::{Counts, FailOn, Presence, Report, ServiceReport, Version};
pub use rule::{Action, Direction, Kind, Rule, Verdict};
pub use rules::RULES;
pub use settings::Settings;
pub use told::Told;

#[cfg(test)]
mod equivalent;
#[cfg(test)]
mod rewritten;
#[cfg(test)]
mod stated;
#[cfg(test)]
mod tests;
