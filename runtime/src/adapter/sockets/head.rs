//! The head of a response.

use std::io::{self, Read};

use http::header::{CONNECTION, CONTENT_LENGTH, TRANSFER_ENCODING};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode};
use httparse::{EMPTY_HEADER, Status};

use super::link::Link;

/// A response whose body is to be read still.
pub(super) struct Answer {
    pub(super) response: Response<()>,
    pub(super) ending: Ending,
    /// What came behind the head already.
    pub(super) came: Vec<u8>,
    /// Whether the connection serves another request after the body.
    pub(super) is_kept: bool,
}

/// What tells where a body ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    Length(u64),
    Chunked,
    /// The connection's end.
    Close,
}

/// A head may be that long, and have so many lines.
const MOST: usize = 128 * 1024;
const MOST_LINES: usize = 256;

/// Reads what answers a request. `sent` tells whether all of it went out: a server may answer before it
/// has read all, and close the connection.
pub(super) fn read(link: &mut Link, method: &Method, sent: io::Result<()>) -> io::Result<Answer> {
    use io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset};
    match sent {
        Ok(()) => answer(link, method),
        Err(error) => match error.kind() {
            BrokenPipe | ConnectionAborted | ConnectionReset => {
                let answered = answer(link, method).map_err(|_| error)?;
                Ok(Answer { is_kept: false, ..answered })
            }
            _ => Err(error),
        },
    }
}

fn answer(link: &mut impl Read, method: &Method) -> io::Result<Answer> {
    let mut came = Vec::new();
    let mut chunk = [0; 8 * 1024];
    loop {
        let count = link.read(&mut chunk)?;
        if count == 0 {
            let why = "the connection was closed before the response";
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, why));
        }
        came.extend_from_slice(&chunk[..count]);
        // Only a line that ended can be the last.
        while chunk[..count].contains(&b'\n') {
            let Some((answer, length)) = parse(&came, method)? else { break };
            came.drain(..length);
            match answer {
                Some(answer) => return Ok(Answer { came, ..answer }),
                // Another comes behind one that says to wait.
                None if came.is_empty() => break,
                None => (),
            }
        }
        if came.len() > MOST {
            return Err(wrong("the head of the response is too long"));
        }
    }
}

/// A head, if it is whole, and how long it is; what is said on the way to an answer is none.
fn parse(bytes: &[u8], method: &Method) -> io::Result<Option<(Option<Answer>, usize)>> {
    let mut lines = [EMPTY_HEADER; MOST_LINES];
    let mut head = httparse::Response::new(&mut lines);
    let length = match head.parse(bytes) {
        Ok(Status::Complete(length)) => length,
        Ok(Status::Partial) => return Ok(None),
        Err(error) => return Err(wrong(error)),
    };
    let status = StatusCode::from_u16(head.code.unwrap_or_default()).map_err(wrong)?;
    if status.is_informational() {
        return match status {
            StatusCode::SWITCHING_PROTOCOLS => Err(wrong("it speaks another protocol from now on")),
            _ => Ok(Some((None, length))),
        };
    }
    let mut response = Response::new(());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    for line in head.headers.iter() {
        let name = HeaderName::from_bytes(line.name.as_bytes()).map_err(wrong)?;
        headers.append(name, HeaderValue::from_bytes(line.value).map_err(wrong)?);
    }
    let (ending, is_clear) = ending(status, method, headers)?;
    let is_kept = is_clear
        && ending != Ending::Close
        && head.version == Some(1)
        && !has_word(headers, CONNECTION, "close");
    Ok(Some((Some(Answer { response, ending, came: Vec::new(), is_kept }), length)))
}

/// Where a body ends (RFC 9112, 6.3), and whether nothing speaks against that.
fn ending(status: StatusCode, method: &Method, headers: &HeaderMap) -> io::Result<(Ending, bool)> {
    if method == Method::HEAD
        || status == StatusCode::NO_CONTENT
        || status == StatusCode::NOT_MODIFIED
    {
        return Ok((Ending::Length(0), true));
    }
    let mut lengths = headers.get_all(CONTENT_LENGTH).iter();
    let first = lengths.next();
    if headers.contains_key(TRANSFER_ENCODING) {
        let mut all = headers.get_all(TRANSFER_ENCODING).iter();
        let is_chunked =
            all.next().is_some_and(|it| it.as_bytes().eq_ignore_ascii_case(b"chunked"));
        if !is_chunked || all.next().is_some() {
            return Err(wrong("the body is encoded as nobody asked for (`transfer-encoding`)"));
        }
        return Ok((Ending::Chunked, first.is_none()));
    }
    let Some(first) = first else { return Ok((Ending::Close, true)) };
    if lengths.any(|other| other != first) {
        return Err(wrong("it tells two lengths of its body"));
    }
    let digits = first.as_bytes();
    let length = std::str::from_utf8(digits).ok().filter(|_| digits.iter().all(u8::is_ascii_digit));
    let length = length.and_then(|it| it.parse().ok());
    Ok((Ending::Length(length.ok_or_else(|| wrong("`content-length` is no number"))?), true))
}

fn has_word(headers: &HeaderMap, name: HeaderName, word: &str) -> bool {
    headers.get_all(name).iter().any(|value| {
        let words = value.as_bytes().split(|byte| *byte == b',');
        words.into_iter().any(|it| it.trim_ascii().eq_ignore_ascii_case(word.as_bytes()))
    })
}

/// What came is no HTTP.
pub(super) fn wrong(why: impl Into<crate::BoxError>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why)
}

#[cfg(test)]
pub(super) fn of_bytes(mut bytes: &[u8], method: &Method) -> io::Result<Answer> {
    answer(&mut bytes, method)
}
