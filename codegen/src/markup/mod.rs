//! Markup into one [`Document`] model. Knows markup, knows nothing of any API.
//!
//! Readers never fail: markup that makes no sense is read as text, as every
//! browser and docutils itself do, and what it means is the dialect's to say.
//! They use time and memory linear in the length of the text, whatever it holds.

mod commonmark;
mod decode;
mod document;
pub mod html;
pub mod markdown;
#[cfg(test)]
mod outline;
mod owned;
pub mod rst;
mod run;
mod terms;
pub mod text;

pub(crate) use commonmark::text_to_commonmark;
pub use commonmark::{blocks_to_commonmark, inlines_to_commonmark};
pub use decode::{Decoded, Undecodable, decode};
pub use document::{
    Block, BlockKind, Definition, Document, Field, Inline, Item, Literal, Row, Table, plain,
};
