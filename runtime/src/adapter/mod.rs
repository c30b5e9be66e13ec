//! Transports over HTTP clients, each behind a feature of its name.

#[cfg(feature = "ureq")]
mod ureq;

#[cfg(feature = "ureq")]
pub use ureq::Ureq;
