//! Keys of a machine of EC2: its service of metadata gives them, version 2.

use http::{HeaderValue, Method, Request, StatusCode, Uri};

use super::{Granted, NoCredentials, answer};
use crate::settings::{Environment, is_true};
use crate::sign::Secret;

const FROM: &str = "the machine's service of metadata";
const KEYS: &str = "/latest/meta-data/iam/security-credentials/";
const REGION: &str = "/latest/meta-data/placement/region";
const TOKEN: &str = "/latest/api/token";
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
    /// `None` where the user has told not to ask it.
    endpoint: Option<String>,
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
        let endpoint = endpoint.trim_end_matches('/').to_owned();
        Imds { endpoint: Some(endpoint), token: None, role: None }
    }

    /// As the environment says: where it is, or that it is not to be asked.
    pub fn of(environment: &Environment) -> Self {
        if environment.get("AWS_EC2_METADATA_DISABLED").is_some_and(is_true) {
            return Imds { endpoint: None, token: None, role: None };
        }
        environment.get("AWS_EC2_METADATA_SERVICE_ENDPOINT").map_or_else(Imds::default, Imds::at)
    }

    /// The next request.
    pub fn request(&self) -> Result<Request<()>, NoCredentials> {
        match &self.role {
            None => self.asking(KEYS),
            Some(role) => self.asking(&format!("{KEYS}{role}")),
        }
    }

    /// The next request, where it is the machine's region that is to be known.
    pub fn region_request(&self) -> Result<Request<()>, NoCredentials> {
        self.asking(REGION)
    }

    /// Asks for what stands at a path, or for a token first.
    fn asking(&self, path: &str) -> Result<Request<()>, NoCredentials> {
        let endpoint = self.endpoint.as_ref();
        let endpoint = endpoint.ok_or_else(|| wrong("AWS_EC2_METADATA_DISABLED is set"))?;
        let path = if self.token.is_none() { TOKEN } else { path };
        let address = format!("{endpoint}{path}");
        let uri: Uri = address.parse().map_err(|_| NoCredentials::Address(address))?;
        let mut request = Request::new(());
        *request.method_mut() = if self.token.is_none() { Method::PUT } else { Method::GET };
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
        if status == StatusCode::NOT_FOUND && self.token.is_some() && self.role.is_none() {
            return Err(wrong("no role is attached to the machine"));
        }
        let Some(body) = self.told(status, body)? else { return Ok(None) };
        match &self.role {
            None => {
                // It lists them, and a machine has one.
                let role = text(body).lines().next().unwrap_or_default().trim();
                let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"+=,.@_-".contains(&byte);
                if role.is_empty() || !role.bytes().all(is_name) {
                    return Err(wrong("what it calls the role is no name"));
                }
                self.role = Some(role.to_owned());
                Ok(None)
            }
            // The role may be another the next time.
            Some(_) => {
                self.role = None;
                answer::of_service(body).map(Some)
            }
        }
    }

    /// Takes the response to the last request; the region, if it is that, else there is another request.
    pub fn region_answer(
        &mut self,
        status: StatusCode,
        body: &[u8],
    ) -> Result<Option<String>, NoCredentials> {
        let Some(body) = self.told(status, body)? else { return Ok(None) };
        let region = text(body);
        let is_name = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        match !region.is_empty() && region.len() < 64 && region.bytes().all(is_name) {
            true => Ok(Some(region.to_owned())),
            false => Err(wrong("what it calls the region is no name")),
        }
    }

    /// What a response tells of what was asked for; `None` where it is to be asked for again, with the
    /// token that came or for a new one.
    fn told<'b>(
        &mut self,
        status: StatusCode,
        body: &'b [u8],
    ) -> Result<Option<&'b [u8]>, NoCredentials> {
        if status == StatusCode::UNAUTHORIZED && self.token.take().is_some() {
            // The token has ended: from the beginning, and without a token that is an error.
            return Ok(None);
        }
        if !status.is_success() {
            return Err(wrong(&format!("the status is {status}")));
        }
        if self.token.is_some() {
            return Ok(Some(body));
        }
        let token = Some(text(body)).filter(|token| !token.is_empty());
        self.token = Some(token.ok_or_else(|| wrong("its token is empty"))?.into());
        Ok(None)
    }
}

fn text(body: &[u8]) -> &str {
    std::str::from_utf8(body).map(str::trim).unwrap_or_default()
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
    fn a_token_then_the_region() {
        let mut imds = Imds::default();
        let asked = |imds: &Imds| imds.region_request().unwrap().uri().path().to_owned();
        assert_eq!(asked(&imds), TOKEN);
        assert_eq!(imds.region_answer(StatusCode::OK, b"hidden"), Ok(None));
        assert_eq!(asked(&imds), REGION);
        let found = imds.region_answer(StatusCode::OK, b"eu-west-1\n");
        assert_eq!(found, Ok(Some("eu-west-1".to_owned())));
        for region in [&b""[..], b"a.example/", b"EU", b"<html>"] {
            assert!(imds.region_answer(StatusCode::OK, region).is_err(), "{region:?}");
        }
        assert!(imds.region_answer(StatusCode::NOT_FOUND, b"").is_err());
        let off: Environment = [("AWS_EC2_METADATA_DISABLED", "true")].into_iter().collect();
        for request in [Imds::of(&off).request(), Imds::of(&off).region_request()] {
            let error = request.unwrap_err().to_string();
            assert!(error.ends_with("AWS_EC2_METADATA_DISABLED is set"), "{error}");
        }
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
