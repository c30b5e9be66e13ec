//! Huawei Cloud's signature, SDK-HMAC-SHA256.

use http::Request;
use http::header::{AUTHORIZATION, HeaderName};
use zeroize::Zeroizing;

use super::canonical::{self, Headers};
use super::{Keys, Parts, Payload, SignError, basic_time, hash, host, printable, sensitive};
use crate::Timestamp;

const ALGORITHM: &str = "SDK-HMAC-SHA256";
const DATE: HeaderName = HeaderName::from_static("x-sdk-date");
const TOKEN: HeaderName = HeaderName::from_static("x-security-token");
const CONTENT: HeaderName = HeaderName::from_static("x-sdk-content-sha256");

/// What a request to Huawei Cloud is signed with.
#[derive(Clone, Copy, Debug)]
pub struct SdkHmac<'a> {
    /// Who signs: AK and SK.
    pub keys: &'a Keys,
    /// When it is signed.
    pub time: Timestamp,
}

impl<'a> SdkHmac<'a> {
    /// With those keys, at that time.
    pub fn new(keys: &'a Keys, time: Timestamp) -> Self {
        SdkHmac { keys, time }
    }

    /// Signs a request in its headers. What an earlier signature left there is taken out, so a
    /// request can be signed again.
    pub fn sign<B>(&self, request: &mut Request<B>, payload: Payload<'_>) -> Result<(), SignError> {
        let host = host(request.uri(), request.headers())?;
        let mut headers = request.headers().clone();
        [AUTHORIZATION, DATE, TOKEN, CONTENT].iter().for_each(|name| drop(headers.remove(name)));
        headers.insert(DATE, printable(&basic_time(self.time)?, "the time")?);
        if let Some(token) = &self.keys.session_token {
            headers.insert(TOKEN, sensitive(token.expose(), "the session's token")?);
        }
        let payload = payload.text();
        if payload == super::UNSIGNED {
            headers.insert(CONTENT, printable(&payload, "the payload")?);
        }
        let uri = request.uri();
        let parts = Parts {
            method: request.method().as_str(),
            path: uri.path(),
            query: uri.query().unwrap_or_default(),
            headers: &canonical::with_host(&headers, &host),
        };
        let authorization = sensitive(&self.authorization_as(&parts, &payload)?, "the key's id")?;
        headers.insert(AUTHORIZATION, authorization);
        *request.headers_mut() = headers;
        Ok(())
    }

    /// The value of the header `Authorization` of a request that has all the headers that are to be
    /// signed. Nothing is added to it.
    pub fn authorization(
        &self,
        parts: &Parts<'_>,
        payload: Payload<'_>,
    ) -> Result<String, SignError> {
        self.authorization_as(parts, &payload.text())
    }

    fn authorization_as(&self, parts: &Parts<'_>, payload: &str) -> Result<String, SignError> {
        // On their way, names with underscores are taken for others.
        let all = parts.headers.iter().copied().filter(|(name, _)| !name.contains('_'));
        let headers: Headers = canonical::headers(all);
        let request = canonical::request(
            parts.method,
            &path(parts.path),
            &canonical::query(parts.query),
            &headers,
            payload,
        );
        let signature = self.signature(&string_to_sign(&basic_time(self.time)?, &request));
        let names = canonical::names(&headers);
        Ok(format!(
            "{ALGORITHM} Access={}, SignedHeaders={names}, Signature={signature}",
            self.keys.id
        ))
    }

    fn signature(&self, string: &str) -> String {
        hash::hex(&*hash::hmac(self.keys.secret.expose().as_bytes(), string.as_bytes()))
    }
}

fn string_to_sign(date: &str, request: &Zeroizing<Vec<u8>>) -> String {
    format!("{ALGORITHM}\n{date}\n{}", hash::hex(&hash::sha256(request)))
}

/// A path ends with a slash, and each character is encoded in one way only.
fn path(path: &str) -> String {
    let mut path = canonical::encoded(&canonical::decoded(path), true);
    if !path.ends_with('/') {
        path.push('/');
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_have_one_form() {
        for (text, expected) in [
            ("", "/"),
            ("/", "/"),
            ("/v1/x", "/v1/x/"),
            ("/v1/a%20b/", "/v1/a%20b/"),
            ("/v1/a%2db", "/v1/a-b/"),
        ] {
            assert_eq!(path(text), expected);
        }
    }

    /// From Huawei Cloud's guide to signing requests.
    #[test]
    fn the_guides_string_has_the_guides_signature() {
        let keys = Keys::new("QTWAOYTTINDUT2QVKYUC", "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc");
        let string = "SDK-HMAC-SHA256\n20191115T033655Z\n\
                      b25362e603ee30f4f25e7858e8a7160fd36e803bb2dfe206278659d71a9bcd7a";
        assert_eq!(
            SdkHmac::new(&keys, Timestamp::EPOCH).signature(string),
            "7be6668032f70418fcc22abc52071e57aff61b84a1d2381bb430d6870f4f6ebe"
        );
    }
}
