//! Events in frames, read as they come and written as they are given.

mod format;
mod frames;
mod head;
mod machinery;
mod reading;
mod writing;

use http::header::HeaderValue;

#[cfg(feature = "cbor")]
pub(super) use format::CBOR;
pub(super) use format::Format;
#[cfg(feature = "json")]
pub(super) use format::JSON;
#[cfg(feature = "xml")]
pub(super) use format::XML;
pub(crate) use head::{Head, WholeHead, whole_head};
#[cfg(any(feature = "json", feature = "cbor"))]
pub(super) use machinery::attach;
#[cfg(any(feature = "json", feature = "cbor"))]
pub(super) use machinery::body;
pub(crate) use machinery::{MACHINERY, Machinery, of_input};

/// The type of a body of frames.
pub(super) const CONTENT_TYPE: HeaderValue =
    HeaderValue::from_static("application/vnd.amazon.eventstream");
