//! What a service goes by when requests are signed and bodies checked.

use std::time::Duration;

use http::{HeaderMap, Request, Response};

use super::sign::{AWS, By};
use crate::facts::OperationFacts;
use crate::{BoxError, ByteStream};

/// What a service goes by when requests are signed and bodies checked. A row of its protocol, so that what only
/// S3 or Huawei Cloud knows (chunks, checksums, signatures of their own) is not linked into programs that
/// call neither.
pub(crate) struct Rules {
    pub(super) sign: Sign,
    pub(super) presign: Presign,
    /// What is to be done with the response to a request with these headers.
    pub(super) check: fn(&HeaderMap) -> Option<Check>,
}

/// Makes of a response one whose body fails at its end if it is not what its checksum says.
pub(crate) type Check = fn(Response<ByteStream>) -> Response<ByteStream>;

type Sign = fn(&'static OperationFacts, &mut Request<ByteStream>, &By<'_>) -> Result<(), BoxError>;

type Presign = fn(
    &'static OperationFacts,
    &mut Request<ByteStream>,
    &By<'_>,
    Duration,
) -> Result<(), BoxError>;

/// Signs a request.
pub(crate) fn sign(
    facts: &'static OperationFacts,
    request: &mut Request<ByteStream>,
    by: &By<'_>,
) -> Result<(), BoxError> {
    (of(facts).sign)(facts, request, by)
}

/// Signs a request in its address, so that for as long as `expires` says that is all it takes.
pub(crate) fn presign(
    facts: &'static OperationFacts,
    request: &mut Request<ByteStream>,
    by: &By<'_>,
    expires: Duration,
) -> Result<(), BoxError> {
    (of(facts).presign)(facts, request, by, expires)
}

/// What is to be done with the response to a request with these headers, if anything.
pub(crate) fn check(facts: &OperationFacts, headers: &HeaderMap) -> Option<Check> {
    (of(facts).check)(headers)
}

fn of(facts: &OperationFacts) -> &'static Rules {
    facts.service.protocol.map_or(&AWS, |protocol| protocol.sending)
}
