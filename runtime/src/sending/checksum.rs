//! Which checksum a request goes with, and whether a response is what its checksum says.
//!
//! What is asked of S3 stands in headers that all of its operations share, so nothing need be known of an
//! operation but whether it takes no request without one.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http::header::{HeaderMap, HeaderName, HeaderValue};
use http::{Request, Response};

use super::SendError;
use super::rules::Check;
use super::sum::{Algorithm, Sum};
use crate::facts::OperationFacts;
use crate::{BoxError, ByteStream};

/// The algorithm that the caller chose.
const CHOSEN: HeaderName = HeaderName::from_static("x-amz-sdk-checksum-algorithm");
/// Whether the response is to come with a checksum.
const MODE: HeaderName = HeaderName::from_static("x-amz-checksum-mode");
/// Headers that begin as those do which have a checksum.
const OTHERS: [&str; 3] =
    ["x-amz-checksum-algorithm", "x-amz-checksum-mode", "x-amz-checksum-type"];

/// Adds the checksum that a request is to have and has not: to its headers, where the body is in memory. Of
/// a stream it gives what is to be summed up while it goes, as that is known at its end only.
pub(super) fn add(
    facts: &OperationFacts,
    request: &mut Request<ByteStream>,
) -> Result<Option<Algorithm>, BoxError> {
    let Some(algorithm) = wanted(facts, request.headers())? else { return Ok(None) };
    if facts.service.id == "s3" {
        request.headers_mut().insert(CHOSEN, HeaderValue::from_static(algorithm.name()));
    }
    let Some(bytes) = request.body().as_bytes() else { return Ok(Some(algorithm)) };
    let mut sum = algorithm.sum();
    sum.update(bytes);
    let sum = HeaderValue::from_str(&sum.finish())?;
    request.headers_mut().insert(algorithm.header(), sum);
    Ok(None)
}

fn wanted(facts: &OperationFacts, headers: &HeaderMap) -> Result<Option<Algorithm>, SendError> {
    let is_given = |name: &HeaderName| {
        name.as_str().starts_with("x-amz-checksum-") && !OTHERS.contains(&name.as_str())
    };
    if headers.keys().any(is_given) {
        return Ok(None);
    }
    let Some(chosen) = headers.get(CHOSEN) else {
        return Ok(facts.checksum.then_some(Algorithm::Crc32));
    };
    let is_chosen = |it: &Algorithm| it.name().as_bytes().eq_ignore_ascii_case(chosen.as_bytes());
    match Algorithm::ALL.iter().copied().find(is_chosen) {
        Some(algorithm) => Ok(Some(algorithm)),
        None => {
            let chosen = String::from_utf8_lossy(chosen.as_bytes()).into_owned();
            let names: Vec<_> = Algorithm::ALL.iter().map(|algorithm| algorithm.name()).collect();
            let feature = match chosen.eq_ignore_ascii_case("SHA1") {
                true => ", or turn on the feature `sha1`",
                false => "",
            };
            let why = format!(
                "{}: no checksum {chosen} is made here, only {}; give it yourself, in the member for it{feature}",
                facts.name,
                names.join(", "),
            );
            Err(SendError::Unsendable(why.into()))
        }
    }
}

/// Checks the response to a request that asks for a checksum of what it gets.
pub(super) fn check(headers: &HeaderMap) -> Option<Check> {
    let mode = headers.get(MODE)?;
    mode.as_bytes().eq_ignore_ascii_case(b"ENABLED").then_some(checked)
}

/// A response whose body fails at its end if it is not what its checksum says.
fn checked(response: Response<ByteStream>) -> Response<ByteStream> {
    let headers = response.headers();
    let mut all = Algorithm::ALL.iter().filter_map(|&algorithm| {
        let expected = headers.get(algorithm.header())?.to_str().ok()?;
        // With a number behind it is a checksum of checksums: of those of the parts that it came in.
        (!expected.contains('-')).then(|| (algorithm, expected.to_owned()))
    });
    let Some((algorithm, expected)) = all.next() else { return response };
    response.map(|body| {
        let length = body.length();
        let sum = Some(algorithm.sum());
        let checked = ByteStream::new(Checked { body, algorithm, sum, expected });
        match length {
            Some(length) => checked.with_length(length),
            None => checked,
        }
    })
}

struct Checked {
    body: ByteStream,
    algorithm: Algorithm,
    /// `None` at the end.
    sum: Option<Sum>,
    expected: String,
}

impl Stream for Checked {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let it = &mut *self;
        let Some(sum) = &mut it.sum else { return Poll::Ready(None) };
        match ready!(Pin::new(&mut it.body).poll_next(cx)) {
            Some(Ok(bytes)) => {
                sum.update(&bytes);
                Poll::Ready(Some(Ok(bytes)))
            }
            Some(Err(error)) => {
                it.sum = None;
                Poll::Ready(Some(Err(error)))
            }
            None => {
                let found = it.sum.take().map(Sum::finish).unwrap_or_default();
                if found == it.expected {
                    return Poll::Ready(None);
                }
                let expected = std::mem::take(&mut it.expected);
                let algorithm = it.algorithm.name();
                let error = SendError::Checksum { algorithm, expected, found };
                Poll::Ready(Some(Err(error.into())))
            }
        }
    }
}
