//! Tokens that go as they are. Whoever has one can use it, so they are for TLS alone.

use http::Request;
use http::header::{AUTHORIZATION, HeaderName};

use super::{Secret, SignError, sensitive};

/// Where Huawei Cloud takes the token that its service of identities gave.
const AUTH_TOKEN: HeaderName = HeaderName::from_static("x-auth-token");

/// Puts a token into the header `Authorization`, as RFC 6750 has it.
pub fn bearer<B>(request: &mut Request<B>, token: &Secret) -> Result<(), SignError> {
    let text = zeroize::Zeroizing::new(format!("Bearer {}", token.expose()));
    request.headers_mut().insert(AUTHORIZATION, sensitive(&text, "the token")?);
    Ok(())
}

/// Puts a token into the header `X-Auth-Token`, as Huawei Cloud has it.
pub fn auth_token<B>(request: &mut Request<B>, token: &Secret) -> Result<(), SignError> {
    request.headers_mut().insert(AUTH_TOKEN, sensitive(token.expose(), "the token")?);
    Ok(())
}
