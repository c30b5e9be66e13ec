//! A body in chunks, each with a signature that goes on from the one before.

use std::fmt;

use bytes::{Bytes, BytesMut};
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, HeaderMap, HeaderName, HeaderValue};

use super::hash::{self, Key};

/// What stands for such a body in what is signed.
pub const PAYLOAD: &str = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
const DECODED_LENGTH: HeaderName = HeaderName::from_static("x-amz-decoded-content-length");
const ENCODING: &str = "aws-chunked";
/// Of the empty text.
const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
/// How many digits a signature has.
const SIGNATURE: u64 = 64;

/// Signs one chunk of a body after the other. Made by [`SigV4::sign_chunks`](super::SigV4::sign_chunks).
///
/// Each [`chunk`](Chunks::chunk) but the last holds as much as was said; [`end`](Chunks::end) comes
/// after them.
pub struct Chunks {
    key: Key,
    date: String,
    scope: String,
    before: String,
    size: usize,
}

/// Shows neither the key nor the signatures.
impl fmt::Debug for Chunks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Chunks")
            .field("scope", &self.scope)
            .field("size", &self.size)
            .finish_non_exhaustive()
    }
}

impl Chunks {
    pub(super) fn new(key: Key, date: String, scope: String, seed: String, size: usize) -> Self {
        Chunks { key, date, scope, before: seed, size: size.max(1) }
    }

    /// How much of the body a chunk holds, but for the last.
    pub fn size(&self) -> usize {
        self.size
    }

    /// A part of the body as it goes over the wire; nothing where there is nothing in it, as a chunk
    /// without content is the end.
    pub fn chunk(&mut self, data: &[u8]) -> Bytes {
        if data.is_empty() { Bytes::new() } else { self.framed(data) }
    }

    /// What comes after the last part.
    pub fn end(mut self) -> Bytes {
        self.framed(b"")
    }

    fn framed(&mut self, data: &[u8]) -> Bytes {
        let string = format!(
            "AWS4-HMAC-SHA256-PAYLOAD\n{}\n{}\n{}\n{EMPTY}\n{}",
            self.date,
            self.scope,
            self.before,
            hash::hex(&hash::sha256(data))
        );
        self.before = hash::hex(&*hash::hmac(&*self.key, string.as_bytes()));
        let head = format!("{:x};chunk-signature={}\r\n", data.len(), self.before);
        let mut out = BytesMut::with_capacity(head.len() + data.len() + 2);
        out.extend_from_slice(head.as_bytes());
        out.extend_from_slice(data);
        out.extend_from_slice(b"\r\n");
        out.freeze()
    }
}

/// Sets the headers that a body in chunks has.
pub fn prepare(headers: &mut HeaderMap, length: u64, size: usize) {
    headers.insert(CONTENT_LENGTH, encoded_length(length, size.max(1) as u64).into());
    headers.insert(DECODED_LENGTH, length.into());
    let is_ours = |value: &HeaderValue| {
        value.to_str().is_ok_and(|text| text.split(',').any(|part| part.trim() == ENCODING))
    };
    if !headers.get_all(CONTENT_ENCODING).iter().any(is_ours) {
        // It is the outermost, and S3 takes it off; what the object itself is encoded with stays.
        let own: Vec<HeaderValue> = headers.get_all(CONTENT_ENCODING).iter().cloned().collect();
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static(ENCODING));
        for value in own {
            headers.append(CONTENT_ENCODING, value);
        }
    }
}

/// How long a body of that length is in chunks of that size.
fn encoded_length(length: u64, size: u64) -> u64 {
    let framed = |data: u64| {
        let digits = u64::from((64 - data.leading_zeros()).div_ceil(4).max(1));
        digits + ";chunk-signature=".len() as u64 + SIGNATURE + 2 + data + 2
    };
    let last = match length % size {
        0 => 0,
        rest => framed(rest),
    };
    (length / size) * framed(size) + last + framed(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_length_is_that_of_what_is_written() {
        for (length, size) in
            [(0, 8), (1, 8), (8, 8), (9, 8), (1000, 16), (100_000, 65_536), (5, 1)]
        {
            let data = vec![b'a'; length];
            let mut chunks = Chunks::new(
                Key::default(),
                "20130524T000000Z".into(),
                "scope".into(),
                "0".repeat(64),
                size,
            );
            let mut written = 0;
            for part in data.chunks(chunks.size()) {
                written += chunks.chunk(part).len();
            }
            assert!(chunks.chunk(b"").is_empty());
            written += chunks.end().len();
            assert_eq!(
                written as u64,
                encoded_length(length as u64, size as u64),
                "{length} {size}"
            );
        }
    }

    #[test]
    fn an_encoding_of_the_object_stays() {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        for _ in 0..2 {
            prepare(&mut headers, 5, 8);
            let all: Vec<_> = headers.get_all(CONTENT_ENCODING).iter().collect();
            assert_eq!(all, ["aws-chunked", "gzip"]);
        }
    }
}
