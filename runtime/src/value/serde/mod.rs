//! serde for emitted types.
//!
//! - A structure is written as one, under the documentation's names. In formats that people read
//!   (JSON, YAML) members that are unset are left out; in others, which may tell members by their
//!   order, each is written as an option. Reading ignores members that are not known, takes `null`
//!   for unset, and asks for the required ones.
//! - An enum is its value, a union a map of one entry, a live stream an error.
//! - A timestamp is RFC 3339 and a blob base64 in formats that people read; see
//!   [`Timestamp`](crate::Timestamp) and [`Blob`](crate::Blob). As JSON has no word for them, a
//!   number that is none or is infinite is then the string that AWS writes: `NaN`, `Infinity`,
//!   `-Infinity`.

mod members;
mod number;
mod places;
mod read;
mod union;
mod write;

pub use read::deserialize;
pub use write::serialize;
