//! Requests of S3: with checksums, and streams in chunks that are signed as they go.

use http::Request;
use http::header::{CONTENT_LENGTH, HeaderName};

use super::checksum;
use super::chunked::{self, Framing, chunked};
use super::rules::Rules;
use super::sign::{By, Way, by_v4, is_plain, presign, state_length, unsigned_stream, way};
use super::sum::Algorithm;
use crate::facts::OperationFacts;
use crate::sign::{Payload, PlainChunks, SigV4, Trailer, bearer};
use crate::{BoxError, ByteStream};

/// What S3 goes by, and who speaks as it does.
pub(crate) const S3: Rules = Rules { sign, presign, check: checksum::check };

fn sign(
    facts: &'static OperationFacts,
    request: &mut Request<ByteStream>,
    by: &By<'_>,
) -> Result<(), BoxError> {
    let trailing = checksum::add(facts, request)?;
    state_length(request);
    let way = way(facts, by.credentials)?;
    if let Some(algorithm) = trailing
        && facts.service.id == "s3"
    {
        return with_trailer(facts, request, &way, by, algorithm);
    }
    let keys = match way {
        Way::Nothing => return Ok(()),
        Way::Bearer(token) => return Ok(bearer(request, token)?),
        Way::SigV4(keys) => keys,
    };
    let v4 = SigV4::of(facts, keys, by.region, by.time);
    // Without TLS what is read on the way has to be signed, and only S3 takes signatures that come after.
    let is_stream = request.body().as_bytes().is_none() && is_plain(request);
    match length(request).filter(|_| is_stream && v4.service == "s3") {
        None => by_v4(facts, request, &v4),
        Some(length) => {
            let chunks = v4.sign_chunks(request, length, chunked::SIZE)?;
            encode(request, Framing::Signed(chunks), None);
            Ok(())
        }
    }
}

/// Signs a request whose body is a stream, and goes in chunks with its checksum behind the last.
fn with_trailer(
    facts: &'static OperationFacts,
    request: &mut Request<ByteStream>,
    way: &Way<'_>,
    by: &By<'_>,
    algorithm: Algorithm,
) -> Result<(), BoxError> {
    const CONTENT: HeaderName = HeaderName::from_static("x-amz-content-sha256");

    let trailer = Trailer { name: algorithm.header(), length: algorithm.length() };
    let (known, size) = (length(request), chunked::SIZE);
    let v4 = |keys| SigV4::of(facts, keys, by.region, by.time);
    let framing = match way {
        Way::SigV4(keys) if is_plain(request) => {
            let length = known.ok_or_else(|| unsigned_stream(facts))?;
            Framing::Signed(v4(keys).sign_chunks_with_trailer(request, length, size, &trailer)?)
        }
        _ => {
            let chunks = PlainChunks::new(request.headers_mut(), known, size, &trailer);
            let payload = Payload::UnsignedWithTrailer;
            match way {
                Way::SigV4(keys) => drop(v4(keys).sign(request, payload)?),
                Way::Bearer(token) => bearer(request, token)?,
                // Who is not known says by this header how the body is to be read.
                Way::Nothing => drop(request.headers_mut().insert(CONTENT, payload.header())),
            }
            Framing::Plain(chunks)
        }
    };
    encode(request, framing, Some(algorithm));
    Ok(())
}

/// How long the body is, by its header.
fn length(request: &Request<ByteStream>) -> Option<u64> {
    request.headers().get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// Puts the body into chunks, as the headers say already.
fn encode(request: &mut Request<ByteStream>, framing: Framing, sum: Option<Algorithm>) {
    let encoded = length(request);
    let chunks = chunked(std::mem::take(request.body_mut()), framing, sum);
    *request.body_mut() = match encoded {
        Some(length) => chunks.with_length(length),
        None => chunks,
    };
}
