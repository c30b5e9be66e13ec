//! What stands for who is asking, put into a request as its operation asks for it.

use std::time::Duration;

use http::Request;
use http::header::{CONTENT_LENGTH, HeaderName};

use super::chunked::{self, Framing, chunked};
use super::sum::Algorithm;
use super::{checksum, events};
use crate::facts::{Auth, OperationFacts, Streamed};
use crate::sign::{
    Keys, Payload, PlainChunks, SdkHmac, Secret, SigV4, Trailer, auth_token, bearer,
};
use crate::{BoxError, ByteStream, Timestamp};

/// What requests are signed with.
#[derive(Clone, Debug)]
pub enum Credentials {
    /// An access key, for signatures.
    Keys(Keys),
    /// A token, as it is.
    Bearer(Secret),
    /// Nothing: what asks for a signature cannot be sent.
    None,
    /// Nobody: what asks for a signature is sent without one, as a public bucket of S3 takes it.
    Anonymous,
}

impl From<Keys> for Credentials {
    fn from(keys: Keys) -> Self {
        Credentials::Keys(keys)
    }
}

/// Whether an operation may be asked for by anybody.
#[cfg(feature = "credentials")]
pub(super) fn is_open(facts: &OperationFacts) -> bool {
    facts.auth().first() == Some(&Auth::None)
}

/// Signs a request.
pub(crate) fn sign(
    facts: &'static OperationFacts,
    request: &mut Request<ByteStream>,
    credentials: &Credentials,
    region: &str,
    time: Timestamp,
) -> Result<(), BoxError> {
    let trailing = checksum::add(facts, request)?;
    let body = request.body().as_bytes().cloned();
    if let Some(length) = request.body().length().filter(|_| body.is_none()) {
        request.headers_mut().entry(CONTENT_LENGTH).or_insert_with(|| length.into());
    }
    let way = way(facts, credentials)?;
    if let Some(algorithm) = trailing
        && facts.service.id == "s3"
    {
        return with_trailer(facts, request, &way, region, time, algorithm);
    }
    let payload = match &body {
        Some(_) if facts.unsigned_body => Payload::Unsigned,
        Some(bytes) => Payload::Bytes(bytes),
        None => Payload::Unsigned,
    };
    let keys = match way {
        Way::Nothing => return Ok(()),
        Way::Bearer(token) => return Ok(bearer(request, token)?),
        Way::AuthToken(token) => return Ok(auth_token(request, token)?),
        Way::SdkHmac(keys) => return Ok(SdkHmac::new(keys, time).sign(request, payload)?),
        Way::SigV4(keys) => keys,
    };
    let v4 = SigV4::of(facts, keys, region, time);
    if facts.input_stream == Some(Streamed::Events) {
        let frames = v4.sign_events(request)?;
        let plain = std::mem::take(request.body_mut());
        *request.body_mut() = events::signed(plain, frames, time);
        return Ok(());
    }
    if body.is_some() || request.uri().scheme_str() != Some("http") {
        v4.sign(request, payload)?;
        return Ok(());
    }
    // What is read on the way has to be signed, and only S3 takes signatures that come after.
    let Some(length) = length(request).filter(|_| v4.service == "s3") else {
        return Err(unsigned_stream(facts).into());
    };
    let chunks = v4.sign_chunks(request, length, chunked::SIZE)?;
    encode(request, Framing::Signed(chunks), None);
    Ok(())
}

/// Signs a request whose body is a stream, and goes in chunks with its checksum behind the last.
fn with_trailer(
    facts: &'static OperationFacts,
    request: &mut Request<ByteStream>,
    way: &Way<'_>,
    region: &str,
    time: Timestamp,
    algorithm: Algorithm,
) -> Result<(), BoxError> {
    const CONTENT: HeaderName = HeaderName::from_static("x-amz-content-sha256");

    let trailer = Trailer { name: algorithm.header(), length: algorithm.length() };
    let known = length(request);
    let (size, is_plain) = (chunked::SIZE, request.uri().scheme_str() == Some("http"));
    let framing = match way {
        Way::SigV4(keys) if is_plain => {
            let v4 = SigV4::of(facts, keys, region, time);
            let length = known.ok_or_else(|| unsigned_stream(facts))?;
            Framing::Signed(v4.sign_chunks_with_trailer(request, length, size, &trailer)?)
        }
        _ => {
            let chunks = PlainChunks::new(request.headers_mut(), known, size, &trailer);
            let payload = Payload::UnsignedWithTrailer;
            match way {
                Way::SigV4(keys) => {
                    SigV4::of(facts, keys, region, time).sign(request, payload)?;
                }
                Way::Bearer(token) => bearer(request, token)?,
                // Who is not known says by this header how the body is to be read.
                _ => drop(request.headers_mut().insert(CONTENT, payload.header())),
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

/// Signs a request in its address, so that for as long as `expires` says that is all it takes.
pub(crate) fn presign(
    facts: &'static OperationFacts,
    request: &mut Request<ByteStream>,
    credentials: &Credentials,
    region: &str,
    time: Timestamp,
    expires: Duration,
) -> Result<(), BoxError> {
    let Way::SigV4(keys) = way(facts, credentials)? else {
        return Err(format!(
            "{}: an address that is signed needs an access key of AWS, and an operation that takes it",
            facts.name,
        )
        .into());
    };
    let v4 = SigV4::of(facts, keys, region, time);
    let body = request.body().as_bytes().cloned();
    let payload = match &body {
        _ if v4.service == "s3" => Payload::Unsigned,
        Some(bytes) => Payload::Bytes(bytes),
        None => Payload::Unsigned,
    };
    v4.presign(request, expires, payload)?;
    Ok(())
}

fn unsigned_stream(facts: &OperationFacts) -> String {
    let name = facts.name;
    let why =
        "a stream that is not in memory can only be sent over https, as its body is not signed";
    match facts.service.id {
        "s3" => format!("{name}: {why}; or say its length (ByteStream::with_length)"),
        _ => format!("{name}: {why}"),
    }
}

/// A way to sign, and what with.
enum Way<'a> {
    Nothing,
    SigV4(&'a Keys),
    SdkHmac(&'a Keys),
    Bearer(&'a Secret),
    AuthToken(&'a Secret),
}

/// The first way that an operation asks for and that there are credentials for.
fn way<'a>(facts: &OperationFacts, credentials: &'a Credentials) -> Result<Way<'a>, BoxError> {
    match credentials {
        Credentials::Anonymous => return Ok(Way::Nothing),
        Credentials::Keys(keys) if of_huaweicloud(facts) => return Ok(Way::SdkHmac(keys)),
        Credentials::Bearer(token) if of_huaweicloud(facts) => return Ok(Way::AuthToken(token)),
        _ => {}
    }
    let ways = facts.auth();
    for way in ways {
        match (way, credentials) {
            (Auth::None, _) => return Ok(Way::Nothing),
            (Auth::SigV4, Credentials::Keys(keys)) => return Ok(Way::SigV4(keys)),
            (Auth::Bearer, Credentials::Bearer(token)) => return Ok(Way::Bearer(token)),
            _ => {}
        }
    }
    Err(format!(
        "{} is to be signed in one of these ways: {ways:?}; there are no credentials for them",
        facts.name,
    )
    .into())
}

fn of_huaweicloud(facts: &OperationFacts) -> bool {
    facts.service.provider == "huaweicloud"
}
