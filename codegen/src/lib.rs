//! Reads the documentation that cloud providers publish for people, makes a
//! reviewed spec of it, and emits Rust bindings.
//!
//! ```text
//! pages ──markup──▶ Document ──dialect──▶ Facts ──resolve──▶ Spec ──emit──▶ Rust
//!                                                              └──diff──▶ report
//! ```
//!
//! Each arrow is a module and runs one way. With no feature on there is only
//! what a build script needs: [`spec`], [`emit`] and [`build_script`].

pub mod build_script;
mod bytes;
#[cfg(feature = "call")]
pub mod call;
pub mod diagnostic;
#[cfg(feature = "parse")]
pub mod dialect;
#[cfg(feature = "diff")]
pub mod diff;
pub mod emit;
#[cfg(feature = "parse")]
pub mod explain;
#[cfg(feature = "parse")]
pub mod facts;
#[cfg(feature = "update")]
pub mod fetch;
pub mod files;
#[cfg(all(test, feature = "parse"))]
mod growth;
mod hash;
#[cfg(feature = "parse")]
pub mod knowledge;
#[cfg(feature = "parse")]
pub mod markup;
#[cfg(feature = "parse")]
mod parallel;
#[cfg(feature = "parse")]
pub mod pipeline;
mod prelude;
#[cfg(feature = "update")]
pub mod project;
#[cfg(feature = "parse")]
pub mod resolve;
pub mod spec;
#[cfg(feature = "update")]
pub mod store;
#[cfg(feature = "update")]
mod tables;
#[cfg(feature = "update")]
pub mod update;
mod words;
