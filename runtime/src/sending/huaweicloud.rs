//! Requests of Huawei Cloud: signed by SDK-HMAC-SHA256, or with a token.

use http::Request;

use super::rules::Rules;
use super::sign::{By, Credentials, Way, state_length, unsignable, way};
use crate::facts::OperationFacts;
use crate::sign::{Payload, SdkHmac, auth_token};
use crate::{BoxError, ByteStream};

/// What services of Huawei Cloud go by.
pub(crate) const HUAWEICLOUD: Rules =
    Rules { sign, presign: |facts, _, _, _| Err(unsignable(facts).into()), check: |_| None };

fn sign(
    facts: &'static OperationFacts,
    request: &mut Request<ByteStream>,
    by: &By<'_>,
) -> Result<(), BoxError> {
    state_length(request);
    let body = request.body().as_bytes().cloned();
    match by.credentials {
        Credentials::Keys(keys) => {
            let payload = match &body {
                Some(bytes) if !facts.unsigned_body => Payload::Bytes(bytes),
                _ => Payload::Unsigned,
            };
            Ok(SdkHmac::new(keys, by.time).sign(request, payload)?)
        }
        Credentials::Bearer(token) => Ok(auth_token(request, token)?),
        Credentials::Anonymous => Ok(()),
        Credentials::None => match way(facts, by.credentials)? {
            Way::Nothing => Ok(()),
            Way::SigV4(_) | Way::Bearer(_) => Err(unsignable(facts).into()),
        },
    }
}
