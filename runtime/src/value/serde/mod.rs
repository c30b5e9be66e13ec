//! serde for emitted types.
//!
//! - A structure is written as one, under the documentation's names. In formats that people read
//!   (JSON, YAML) members that are unset are left out; in others, which may tell members by their
//!   order, each is written as an option. Reading ignores members that are not known, and takes
//!   `null` for unset.
//! - What requests require a response may lack, so reading asks for a required member only in a
//!   structure that nothing but requests is made of: there it would be blank, and sent. A member that
//!   responses hold too is an `Option`, and stays `None`; [`missing`](crate::missing) tells of it
//!   before it is sent.
//! - `null` among the items of a list or the entries of a map is dropped in formats that people read,
//!   unless documents are listed, which may be null. A number without a fraction is an integer,
//!   however it is written: `30.0`, `1.0E10`.
//! - An enum is its value, a union a map of one entry, a live stream an error.
//! - A timestamp is RFC 3339 and a blob base64 in formats that people read; see
//!   [`Timestamp`](crate::Timestamp) and [`Blob`](crate::Blob). As JSON has no word for them, a
//!   number that is none or is infinite is then the string that AWS writes: `NaN`, `Infinity`,
//!   `-Infinity`.
//! - What cannot be read is an error that names the member, beside the line and column that a format
//!   may add: ``expected a string in `Table.Attributes[3].Name` ``. An error of the format itself
//!   (the text is cut, a bracket is missing) stays what it is.

mod leaf;
mod members;
mod number;
mod places;
mod read;
mod several;
mod union;
mod write;

pub(crate) use number::digits;
pub use read::deserialize;
pub use write::serialize;
