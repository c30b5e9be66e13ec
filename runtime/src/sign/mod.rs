//! Signatures: what shows a service who is asking.
//!
//! Nothing in here needs the rest of the crate, a clock or a socket: the time and the keys are
//! arguments, and what is signed is an [`http::Request`], or its [`Parts`].
//!
//! ```
//! use doc_bindgen_runtime::http::Request;
//! use doc_bindgen_runtime::sign::{Keys, Payload, SigV4};
//! use doc_bindgen_runtime::Timestamp;
//!
//! let keys = Keys::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
//! let mut request = Request::get("https://iam.amazonaws.com/?Action=ListUsers").body(())?;
//! SigV4::new(&keys, "us-east-1", "iam", Timestamp::now())
//!     .sign(&mut request, Payload::Bytes(b""))?;
//! assert!(request.headers().contains_key("authorization"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! - [`SigV4`]: Amazon's, in the headers or in the query, with the payload as a whole, unsigned, in
//!   [`Chunks`] or as events ([`Frames`]).
//! - [`SdkHmac`]: Huawei Cloud's.
//! - [`bearer`] and [`auth_token`]: a token, as it is.
//!
//! Secrets are wiped when they are dropped, and shown by no `Debug` and in no error; the headers that
//! hold them are marked as sensitive.

mod canonical;
mod chunks;
mod frames;
mod hash;
mod sdk_hmac;
mod secret;
mod sigv4;
#[cfg(test)]
mod tests;
mod token;

use std::fmt;
use std::time::Duration;

use http::header::{HeaderMap, HeaderValue};

use crate::Timestamp;

pub use canonical::Parts;
pub use chunks::{Chunks, PlainChunks, Trailer};
pub use frames::Frames;
pub use sdk_hmac::SdkHmac;
#[cfg(feature = "credentials")]
pub(crate) use secret::Growing;
pub use secret::{Keys, Secret};
pub use sigv4::{SigV4, Signature};
pub use token::{auth_token, bearer};

/// What is said of a request's body.
#[derive(Clone, Copy)]
pub enum Payload<'a> {
    /// It is this.
    Bytes(&'a [u8]),
    /// Its SHA-256 is this.
    Digest([u8; 32]),
    /// Nothing: it is not signed. Only what goes over TLS should do without.
    Unsigned,
    /// Nothing, and it goes in chunks with a header behind them ([`PlainChunks`]).
    UnsignedWithTrailer,
}

/// Says how long a body is and not what it says.
impl fmt::Debug for Payload<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Payload::Bytes(bytes) => write!(f, "Bytes({} bytes)", bytes.len()),
            Payload::Digest(digest) => write!(f, "Digest({})", hash::hex(digest)),
            Payload::Unsigned => f.write_str("Unsigned"),
            Payload::UnsignedWithTrailer => f.write_str("UnsignedWithTrailer"),
        }
    }
}

const UNSIGNED: &str = "UNSIGNED-PAYLOAD";

impl Payload<'_> {
    /// What a header says of it that is not signed.
    pub fn header(&self) -> HeaderValue {
        HeaderValue::from_str(&self.text()).unwrap_or_else(|_| HeaderValue::from_static(UNSIGNED))
    }

    /// What stands for it in what is signed.
    fn text(&self) -> String {
        match self {
            Payload::Bytes(bytes) => hash::hex(&hash::sha256(bytes)),
            Payload::Digest(digest) => hash::hex(digest),
            Payload::Unsigned => UNSIGNED.to_owned(),
            Payload::UnsignedWithTrailer => chunks::UNSIGNED_WITH_TRAILER.to_owned(),
        }
    }
}

/// Why a request could not be signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignError {
    /// It names no host, neither in its address nor in a header.
    NoHost,
    /// A signature has no place for the year of that time.
    Time(Timestamp),
    /// A signature in a query holds for so long at most; what was asked for is longer, or nothing.
    Expires {
        /// What was asked for.
        asked: Duration,
        /// What is possible.
        most: Duration,
    },
    /// This, of the credentials or of the settings, has characters that no header may have.
    Unprintable(&'static str),
    /// No address can be made of the request's and the signature.
    Address,
}

impl fmt::Display for SignError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the request cannot be signed: ")?;
        match self {
            SignError::NoHost => {
                f.write_str("it names no host; give it an address with one, or the header `host`")
            }
            SignError::Time(time) => {
                write!(f, "the time {time} is not within the years 0 to 9999; check the clock")
            }
            SignError::Expires { asked, most } => write!(
                f,
                "it is to hold for {} s, and can for 1 to {} s",
                asked.as_secs(),
                most.as_secs()
            ),
            SignError::Unprintable(what) => {
                write!(f, "{what} has characters that no header may have")
            }
            SignError::Address => f.write_str("its address is no address any more"),
        }
    }
}

impl std::error::Error for SignError {}

/// `20150830T123600Z`.
fn basic_time(time: Timestamp) -> Result<String, SignError> {
    let text = Timestamp::from_secs(time.secs()).to_string().replace(['-', ':'], "");
    // Any other year has a sign or more digits.
    if text.len() == "20150830T123600Z".len() { Ok(text) } else { Err(SignError::Time(time)) }
}

/// A value of a header that a log should not show.
fn sensitive(text: &str, what: &'static str) -> Result<HeaderValue, SignError> {
    let mut value = printable(text, what)?;
    value.set_sensitive(true);
    Ok(value)
}

fn printable(text: &str, what: &'static str) -> Result<HeaderValue, SignError> {
    HeaderValue::from_str(text).map_err(|_| SignError::Unprintable(what))
}

/// The host that a request goes to, as HTTP sends it: without the port that the scheme implies.
fn host(uri: &http::Uri, headers: &HeaderMap) -> Result<Vec<u8>, SignError> {
    if let Some(host) = headers.get(http::header::HOST) {
        return Ok(host.as_bytes().to_vec());
    }
    let host = uri.host().filter(|host| !host.is_empty()).ok_or(SignError::NoHost)?;
    let implied = match uri.scheme_str() {
        Some("http") => Some(80),
        Some("https") => Some(443),
        _ => None,
    };
    Ok(match uri.port_u16() {
        Some(port) if Some(port) != implied => format!("{host}:{port}").into_bytes(),
        _ => host.as_bytes().to_vec(),
    })
}
