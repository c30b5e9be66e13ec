//! A body in chunks: each with a signature that goes on from the one before, or none of them signed.

use std::fmt;

use bytes::{Bytes, BytesMut};
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, HeaderMap, HeaderName, HeaderValue};

use super::hash::{self, Key};

/// What stands for such a body in what is signed.
pub const PAYLOAD: &str = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
/// And with a trailer.
pub const WITH_TRAILER: &str = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
/// For one that has a trailer and is not signed.
pub const UNSIGNED_WITH_TRAILER: &str = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
const DECODED_LENGTH: HeaderName = HeaderName::from_static("x-amz-decoded-content-length");
const TRAILER: HeaderName = HeaderName::from_static("x-amz-trailer");
const ENCODING: &str = "aws-chunked";
/// Of the empty text.
const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
/// How many digits a signature has.
const SIGNATURE: u64 = 64;

/// A header that comes behind the body, as what it says is known then only.
#[derive(Clone, Debug)]
pub struct Trailer {
    /// Its name: `x-amz-checksum-crc32`.
    pub name: HeaderName,
    /// How many characters its value will have.
    pub length: usize,
}

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
        if data.is_empty() { Bytes::new() } else { self.framed(data).freeze() }
    }

    /// What comes after the last part.
    pub fn end(self) -> Bytes {
        self.end_with(None)
    }

    /// What comes after the last part, and the trailer that the request was signed with.
    pub fn end_with(mut self, trailer: Option<(&HeaderName, &str)>) -> Bytes {
        let mut out = self.framed(b"");
        if let Some((name, value)) = trailer {
            // Trailers stand where the chunk that is empty ends.
            out.truncate(out.len() - 2);
            let line = format!("{name}:{value}\n");
            let string = format!(
                "AWS4-HMAC-SHA256-TRAILER\n{}\n{}\n{}\n{}",
                self.date,
                self.scope,
                self.before,
                hash::hex(&hash::sha256(line.as_bytes()))
            );
            let signature = hash::hex(&*hash::hmac(&*self.key, string.as_bytes()));
            let trailer = format!("{name}:{value}\r\n{TRAILER_SIGNATURE}{signature}\r\n\r\n");
            out.extend_from_slice(trailer.as_bytes());
        }
        out.freeze()
    }

    fn framed(&mut self, data: &[u8]) -> BytesMut {
        let string = format!(
            "AWS4-HMAC-SHA256-PAYLOAD\n{}\n{}\n{}\n{EMPTY}\n{}",
            self.date,
            self.scope,
            self.before,
            hash::hex(&hash::sha256(data))
        );
        self.before = hash::hex(&*hash::hmac(&*self.key, string.as_bytes()));
        around(data, &format!("{CHUNK_SIGNATURE}{}", self.before))
    }
}

const CHUNK_SIGNATURE: &str = ";chunk-signature=";
const TRAILER_SIGNATURE: &str = "x-amz-trailer-signature:";

/// Chunks that are not signed, for what goes over TLS with a trailer behind it.
#[derive(Clone, Copy, Debug, Default)]
pub struct PlainChunks;

impl PlainChunks {
    /// Sets the headers that such a body has; `length` is that of the body as far as it is known, and `size` what
    /// each chunk but the last holds. What is signed says
    /// [`Payload::UnsignedWithTrailer`](super::Payload::UnsignedWithTrailer).
    pub fn new(
        headers: &mut HeaderMap,
        length: Option<u64>,
        size: usize,
        trailer: &Trailer,
    ) -> Self {
        prepare(headers, length, size, Layout { signed: false, trailer: Some(trailer) });
        PlainChunks
    }

    /// A part of the body as it goes over the wire; nothing where there is nothing in it.
    pub fn chunk(&self, data: &[u8]) -> Bytes {
        if data.is_empty() { Bytes::new() } else { around(data, "").freeze() }
    }

    /// What comes after the last part.
    pub fn end_with(self, trailer: Option<(&HeaderName, &str)>) -> Bytes {
        let trailer = trailer.map(|(name, value)| format!("{name}:{value}\r\n"));
        format!("0\r\n{}\r\n", trailer.unwrap_or_default()).into()
    }
}

/// A chunk: its length and what is said of it before, and the ends of lines.
fn around(data: &[u8], said: &str) -> BytesMut {
    let head = format!("{:x}{said}\r\n", data.len());
    let mut out = BytesMut::with_capacity(head.len() + data.len() + 2);
    out.extend_from_slice(head.as_bytes());
    out.extend_from_slice(data);
    out.extend_from_slice(b"\r\n");
    out
}

/// What is around the data of a body in chunks.
#[derive(Clone, Copy)]
pub(super) struct Layout<'a> {
    pub(super) signed: bool,
    pub(super) trailer: Option<&'a Trailer>,
}

/// Sets the headers that a body in chunks has.
pub(super) fn prepare(
    headers: &mut HeaderMap,
    length: Option<u64>,
    size: usize,
    layout: Layout<'_>,
) {
    headers.remove(CONTENT_LENGTH);
    if let Some(length) = length {
        headers.insert(CONTENT_LENGTH, layout.length(length, size.max(1) as u64).into());
        headers.insert(DECODED_LENGTH, length.into());
    }
    if let Some(trailer) = layout.trailer {
        headers.insert(TRAILER, HeaderValue::from(trailer.name.clone()));
    }
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

impl Layout<'_> {
    /// How long a body of that length is in chunks of that size.
    fn length(self, length: u64, size: u64) -> u64 {
        let said = if self.signed { CHUNK_SIGNATURE.len() as u64 + SIGNATURE } else { 0 };
        let framed = |data: u64| {
            let digits = u64::from((64 - data.leading_zeros()).div_ceil(4).max(1));
            digits + said + 2 + data + 2
        };
        let last = match length % size {
            0 => 0,
            rest => framed(rest),
        };
        let trailer = self.trailer.map_or(0, |trailer| {
            let line = trailer.name.as_str().len() + 1 + trailer.length + 2;
            let signature = TRAILER_SIGNATURE.len() as u64 + SIGNATURE + 2;
            line as u64 + if self.signed { signature } else { 0 }
        });
        (length / size) * framed(size) + last + framed(0) + trailer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_length_is_that_of_what_is_written() {
        let trailer = Trailer { name: HeaderName::from_static("x-amz-checksum-crc32"), length: 8 };
        let value = (&trailer.name, "AAAAAA==");
        for (length, size) in
            [(0, 8), (1, 8), (8, 8), (9, 8), (1000, 16), (100_000, 65_536), (5, 1)]
        {
            let data = vec![b'a'; length];
            for trailer in [None, Some(&trailer)] {
                let value = trailer.map(|_| value);
                let date = "20130524T000000Z".into();
                let mut chunks =
                    Chunks::new(Key::default(), date, "scope".into(), "0".repeat(64), size);
                let written: usize = data.chunks(size).map(|it| chunks.chunk(it).len()).sum();
                assert!(chunks.chunk(b"").is_empty());
                let written = written + chunks.end_with(value).len();
                let layout = Layout { signed: true, trailer };
                assert_eq!(written as u64, layout.length(length as u64, size as u64));

                let plain = PlainChunks;
                let written: usize = data.chunks(size).map(|it| plain.chunk(it).len()).sum();
                assert!(plain.chunk(b"").is_empty());
                let written = written + plain.end_with(value).len();
                let layout = Layout { signed: false, trailer };
                assert_eq!(written as u64, layout.length(length as u64, size as u64));
            }
        }
    }

    /// The example of Amazon's documentation, with a trailer.
    #[test]
    fn a_trailer_is_signed_after_the_last_chunk() {
        let secret = b"AWS4wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
        let key = ["us-east-1", "s3", "aws4_request"]
            .iter()
            .fold(hash::hmac(secret, b"20130524"), |key, part| hash::hmac(&*key, part.as_bytes()));
        let mut chunks = Chunks::new(
            key,
            "20130524T000000Z".into(),
            "20130524/us-east-1/s3/aws4_request".into(),
            "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e".into(),
            65_536,
        );
        let body = [b'a'; 66_560];
        for (data, signature) in [
            (&body[..65_536], "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2"),
            (&body[65_536..], "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7"),
        ] {
            let head = format!("{:x};chunk-signature={signature}\r\na", data.len());
            assert!(chunks.chunk(data).starts_with(head.as_bytes()), "{head}");
        }
        let name = HeaderName::from_static("x-amz-checksum-crc32c");
        assert_eq!(
            chunks.end_with(Some((&name, "sOO8/Q=="))),
            "0;chunk-signature=2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992\r\n\
             x-amz-checksum-crc32c:sOO8/Q==\r\n\
             x-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\
             \r\n"
        );
    }

    #[test]
    fn an_encoding_of_the_object_stays() {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        for _ in 0..2 {
            prepare(&mut headers, Some(5), 8, Layout { signed: true, trailer: None });
            let all: Vec<_> = headers.get_all(CONTENT_ENCODING).iter().collect();
            assert_eq!(all, ["aws-chunked", "gzip"]);
        }
    }
}
