//! What stands for who is asking, put into a request of AWS as its operation asks for it.

use std::time::Duration;

use http::Request;
use http::header::CONTENT_LENGTH;

use super::rules::Rules;
use crate::facts::{Auth, OperationFacts, Streamed};
use crate::protocol::events::Machinery;
use crate::sign::{Keys, Payload, Secret, SigV4, bearer};
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

/// Who signs a request, for which region, and when.
pub(crate) struct By<'a> {
    pub(crate) credentials: &'a Credentials,
    pub(crate) region: &'a str,
    pub(crate) time: Timestamp,
}

/// What services of AWS go by that know neither checksums nor bodies in chunks.
pub(crate) const AWS: Rules = Rules { sign, presign, check: |_| None };

fn sign(
    facts: &'static OperationFacts,
    request: &mut Request<ByteStream>,
    by: &By<'_>,
) -> Result<(), BoxError> {
    if facts.checksum {
        let why = "it takes no request without a checksum, which is made for S3 alone";
        return Err(format!("{}: {why}", facts.name).into());
    }
    state_length(request);
    match way(facts, by.credentials)? {
        Way::Nothing => Ok(()),
        Way::Bearer(token) => Ok(bearer(request, token)?),
        Way::SigV4(keys) => by_v4(facts, request, &SigV4::of(facts, keys, by.region, by.time)),
    }
}

/// Says how long a stream is, where that is known.
pub(super) fn state_length(request: &mut Request<ByteStream>) {
    let body = request.body();
    if let Some(length) = body.length().filter(|_| body.as_bytes().is_none()) {
        request.headers_mut().entry(CONTENT_LENGTH).or_insert_with(|| length.into());
    }
}

/// Signs a request whose body goes as it is: all of it, its events one by one, or but for the body.
pub(super) fn by_v4(
    facts: &'static OperationFacts,
    request: &mut Request<ByteStream>,
    v4: &SigV4<'_>,
) -> Result<(), BoxError> {
    if facts.input_stream == Some(Streamed::Events) {
        let machinery = request.extensions().get::<&'static Machinery>();
        let sign = machinery.ok_or("its input holds no events")?.sign;
        return sign(request, v4);
    }
    let body = request.body().as_bytes().cloned();
    let payload = match &body {
        Some(_) if facts.unsigned_body => Payload::Unsigned,
        Some(bytes) => Payload::Bytes(bytes),
        // What is read on the way would have to be signed.
        None if is_plain(request) => return Err(unsigned_stream(facts).into()),
        None => Payload::Unsigned,
    };
    v4.sign(request, payload)?;
    Ok(())
}

/// Whether a request goes without TLS.
pub(super) fn is_plain(request: &Request<ByteStream>) -> bool {
    request.uri().scheme_str() == Some("http")
}

/// Signs a request in its address, so that for as long as `expires` says that is all it takes.
pub(super) fn presign(
    facts: &'static OperationFacts,
    request: &mut Request<ByteStream>,
    by: &By<'_>,
    expires: Duration,
) -> Result<(), BoxError> {
    let Way::SigV4(keys) = way(facts, by.credentials)? else {
        return Err(unsignable(facts).into());
    };
    let v4 = SigV4::of(facts, keys, by.region, by.time);
    let body = request.body().as_bytes().cloned();
    let payload = match &body {
        _ if v4.service == "s3" => Payload::Unsigned,
        Some(bytes) => Payload::Bytes(bytes),
        None => Payload::Unsigned,
    };
    v4.presign(request, expires, payload)?;
    Ok(())
}

/// Why there is no address that is signed.
pub(super) fn unsignable(facts: &OperationFacts) -> String {
    format!(
        "{}: an address that is signed needs an access key of AWS, and an operation that takes it",
        facts.name,
    )
}

pub(super) fn unsigned_stream(facts: &OperationFacts) -> String {
    let name = facts.name;
    let why =
        "a stream that is not in memory can only be sent over https, as its body is not signed";
    match facts.service.id {
        "s3" => format!("{name}: {why}; or say its length (ByteStream::with_length)"),
        _ => format!("{name}: {why}"),
    }
}

/// A way to sign, and what with.
pub(super) enum Way<'a> {
    Nothing,
    SigV4(&'a Keys),
    Bearer(&'a Secret),
}

/// The first way that an operation asks for and that there are credentials for.
pub(super) fn way<'a>(
    facts: &OperationFacts,
    credentials: &'a Credentials,
) -> Result<Way<'a>, BoxError> {
    if let Credentials::Anonymous = credentials {
        return Ok(Way::Nothing);
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
