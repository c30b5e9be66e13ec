//! Keys of a machine of EC2: its service of metadata gives them, version 2.

use http::{HeaderValue, Method, Request, StatusCode, Uri};

use super::{Granted, NoCredentials, answer};
use crate::sign::Secret;

const FROM: &str = "the machine's service of metadata";
const KEYS: &str = "/latest/meta-data/iam/security-credentials/";
/// How long a token holds, in seconds: the longest that there is.
const HOLDS: &str = "21600";

/// A conversation with the service of metadata: a token, then the role, then its keys.
///
/// ```no_run
/// use doc_bindgen_runtime::credentials::Imds;
/// # fn send(request: http::Request<()>) -> (http::StatusCode, Vec<u8>) { unimplemented!() }
///
/// let mut imds = Imds::default();
/// let credentials = loop {
///     let (status, body) = send(imds.request()?);
///     if let Some(credentials) = imds.answer(status, &body)? {
///         break credentials;
///     }
/// };
/// # Ok::<(), doc_bindgen_runtime::credentials::NoCredentials>(())
/// ```
#[derive(Clone, Debug)]
pub struct Imds {
    endpoint: String,
    token: Option<Secret>,
    role: Option<String>,
}

/// At the address that every machine has it at.
impl Default for Imds {
    fn default() -> Self {
        Imds::at("http://169.254.169.254")
    }
}

impl Imds {
    /// At another address: `AWS_EC2_METADATA_SERVICE_ENDPOINT`.
    pub fn at(endpoint: &str) -> Self {
        Imds { endpoint: endpoint.trim_end_matches('/').to_owned(), token: None, role: None }
    }

    /// The next request.
    pub fn request(&self) -> Result<Request<()>, NoCredentials> {
        let (method, path) = match (&self.token, &self.role) {
            (None, _) => (Method::PUT, "/latest/api/token".to_owned()),
            (Some(_), None) => (Method::GET, KEYS.to_owned()),
            (Some(_), Some(role)) => (Method::GET, format!("{KEYS}{role}")),
        };
        let address = format!("{}{path}", self.endpoint);
        let uri: Uri = address.parse().map_err(|_| NoCredentials::Address(address))?;
        let mut request = Request::new(());
        *request.method_mut() = method;
        *request.uri_mut() = uri;
        match &self.token {
            None => {
                let holds = HeaderValue::from_static(HOLDS);
                request.headers_mut().insert("x-aws-ec2-metadata-token-ttl-seconds", holds);
            }
            Some(token) => {
                let value = HeaderValue::from_str(token.expose());
                let mut value =
                    value.map_err(|_| wrong("its token has characters of no header"))?;
                value.set_sensitive(true);
                request.headers_mut().insert("x-aws-ec2-metadata-token", value);
            }
        }
        Ok(request)
    }

    /// Takes the response to the last request; the keys, if it has them, else there is another request.
    pub fn answer(
        &mut self,
        status: StatusCode,
        body: &[u8],
    ) -> Result<Option<Granted>, NoCredentials> {
        if status == StatusCode::UNAUTHORIZED && self.token.take().is_some() {
            // The token has ended: from the beginning, and without a token that is an error.
            return Ok(None);
        }
        if status == StatusCode::NOT_FOUND && self.token.is_some() && self.role.is_none() {
            return Err(wrong("no role is attached to the machine"));
        }
        if !status.is_success() {
            return Err(wrong(&format!("the status is {status}")));
        }
        let text = || std::str::from_utf8(body).map(str::trim).unwrap_or_default();
        match (&self.token, &self.role) {
            (None, _) => {
                let token = Some(text()).filter(|token| !token.is_empty());
                self.token = Some(token.ok_or_else(|| wrong("its token is empty"))?.into());
                Ok(None)
            }
            (Some(_), None) => {
                // It lists them, and a machine has one.
                let role = text().lines().next().unwrap_or_default().trim();
                let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"+=,.@_-".contains(&byte);
                if role.is_empty() || !role.bytes().all(is_name) {
                    return Err(wrong("what it calls the role is no name"));
                }
                self.role = Some(role.to_owned());
                Ok(None)
            }
            // The role may be another the next time.
            (Some(_), Some(_)) => {
                self.role = None;
                answer::of_service(body).map(Some)
            }
        }
    }
}

fn wrong(what: &str) -> NoCredentials {
    NoCredentials::Answer { from: FROM, what: what.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OBJECT: &[u8] = br#"{"Code": "Success", "AccessKeyId": "a", "SecretAccessKey": "s",
                               "Token": "t", "Expiration": "2030-01-01T00:00:00Z"}"#;

    /// The method and path of the next request.
    fn asked(imds: &Imds) -> String {
        let request = imds.request().unwrap();
        assert!(!format!("{request:?} {imds:?}").contains("hidden"));
        format!("{} {}", request.method(), request.uri().path())
    }

    #[test]
    fn a_token_then_the_role_then_its_keys() {
        let mut imds = Imds::default();
        assert_eq!(asked(&imds), "PUT /latest/api/token");
        assert!(imds.answer(StatusCode::OK, b"hidden").unwrap().is_none());
        for _ in 0..2 {
            assert_eq!(asked(&imds), format!("GET {KEYS}"));
            let request = imds.request().unwrap();
            assert_eq!(request.headers()["x-aws-ec2-metadata-token"], "hidden");
            assert!(imds.answer(StatusCode::OK, b"my-role\n").unwrap().is_none());
            assert_eq!(asked(&imds), format!("GET {KEYS}my-role"));
            let credentials = imds.answer(StatusCode::OK, OBJECT).unwrap().unwrap();
            assert_eq!(credentials.keys.id, "a");
        }
        // A token that has ended is asked for anew, once.
        assert!(imds.answer(StatusCode::UNAUTHORIZED, b"").unwrap().is_none());
        assert_eq!(asked(&imds), "PUT /latest/api/token");
        assert!(imds.answer(StatusCode::UNAUTHORIZED, b"").is_err());
    }

    #[test]
    fn what_is_wrong_is_said() {
        let token = |imds: &mut Imds| imds.answer(StatusCode::OK, b"t").map(|_| ());
        let mut none = Imds::default();
        token(&mut none).unwrap();
        let error = none.answer(StatusCode::NOT_FOUND, b"").unwrap_err().to_string();
        assert!(error.ends_with("no role is attached to the machine"), "{error}");
        for role in [&b""[..], b"a/../b", b"a b", b"\xff"] {
            let mut imds = Imds::default();
            token(&mut imds).unwrap();
            assert!(imds.answer(StatusCode::OK, role).is_err(), "{role:?}");
        }
        assert!(Imds::default().answer(StatusCode::OK, b" ").is_err());
        assert!(Imds::default().answer(StatusCode::FORBIDDEN, b"").is_err());
        assert!(matches!(Imds::at("no address").request(), Err(NoCredentials::Address(_))));
    }
}
