//! A request, as it goes out.

use std::io::{self, Write};

use http::Method;
use http::header::{CONTENT_LENGTH, HOST, TRANSFER_ENCODING};
use http::request::Parts;

use super::connect::Place;
use super::link::Link;
use crate::ByteStream;
use crate::blocking::iter;
use crate::sending::SendError;

/// How the other side is told where a body ends.
enum Length {
    /// It was told how long it is.
    Told(u64),
    /// Each chunk says how long it is.
    Chunked,
}

/// Bodies up to that long go out with the head.
const TOGETHER: usize = 16 * 1024;

/// The head of a request, and how its body goes. Nothing in it can end a line before its time: types of
/// `http` see to that.
fn head(parts: &Parts, place: &Place, body: &ByteStream) -> io::Result<(Vec<u8>, Length)> {
    let mut text = Vec::with_capacity(1024);
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    // A query may stand without a path.
    let slash = if path.starts_with('/') { "" } else { "/" };
    line(&mut text, &[parts.method.as_str(), " ", slash, path, " HTTP/1.1"]);
    if !parts.headers.contains_key(HOST) {
        line(&mut text, &["host: ", &place.header()]);
    }
    for (name, value) in &parts.headers {
        text.extend_from_slice(name.as_str().as_bytes());
        text.extend_from_slice(b": ");
        text.extend_from_slice(value.as_bytes());
        line(&mut text, &[]);
    }
    let length = if parts.headers.contains_key(TRANSFER_ENCODING) {
        Length::Chunked
    } else if let Some(told) = parts.headers.get(CONTENT_LENGTH) {
        let told = told.to_str().ok().and_then(|told| told.parse().ok());
        Length::Told(told.ok_or_else(other_length)?)
    } else if let Some(length) = body.length() {
        // Where none is expected none is told.
        if length > 0 || ![Method::GET, Method::HEAD, Method::DELETE].contains(&parts.method) {
            line(&mut text, &["content-length: ", &length.to_string()]);
        }
        Length::Told(length)
    } else {
        line(&mut text, &["transfer-encoding: chunked"]);
        Length::Chunked
    };
    line(&mut text, &[]);
    Ok((text, length))
}

fn line(text: &mut Vec<u8>, words: &[&str]) {
    words.iter().for_each(|word| text.extend_from_slice(word.as_bytes()));
    text.extend_from_slice(b"\r\n");
}

/// Sends it all.
pub(super) fn send(
    link: &mut Link,
    parts: &Parts,
    place: &Place,
    body: ByteStream,
) -> io::Result<()> {
    let (mut text, length) = head(parts, place, &body)?;
    if let Some(bytes) = body.as_bytes().filter(|bytes| bytes.len() <= TOGETHER)
        && let Length::Told(told) = length
    {
        if told != bytes.len() as u64 {
            return Err(other_length());
        }
        text.extend_from_slice(bytes);
        link.write_all(&text)?;
        return link.flush();
    }
    link.write_all(&text)?;
    match length {
        Length::Told(mut left) => {
            for chunk in iter(body) {
                let chunk = chunk.map_err(io::Error::other)?;
                left = left.checked_sub(chunk.len() as u64).ok_or_else(other_length)?;
                link.write_all(&chunk)?;
            }
            if left > 0 {
                return Err(other_length());
            }
        }
        Length::Chunked => {
            for chunk in iter(body) {
                let chunk = chunk.map_err(io::Error::other)?;
                // One without bytes would be the last.
                if !chunk.is_empty() {
                    link.write_all(format!("{:x}\r\n", chunk.len()).as_bytes())?;
                    link.write_all(&chunk)?;
                    link.write_all(b"\r\n")?;
                }
            }
            link.write_all(b"0\r\n\r\n")?;
        }
    }
    link.flush()
}

fn other_length() -> io::Error {
    let why = "the body is not as long as was told before";
    io::Error::new(io::ErrorKind::InvalidInput, SendError::Unsendable(why.into()))
}
