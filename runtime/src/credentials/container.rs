//! Keys of a container: a service beside it gives them.

use http::header::AUTHORIZATION;
use http::{HeaderValue, Request, Uri};

use super::{Granted, NoCredentials, answer};
use crate::settings::Environment;
use crate::sign::Secret;

/// Where ECS has its service of keys.
const ECS: &str = "http://169.254.170.2";
/// Hosts beside this one that may be asked without TLS: those of ECS and EKS.
const BESIDE: [&str; 4] = ["169.254.170.2", "169.254.170.23", "[fd00:ec2::23]", "localhost"];

/// The service of keys of a container.
#[derive(Clone, Debug)]
pub struct Container {
    uri: Uri,
    /// What is sent with the request.
    token: Option<Secret>,
    token_file: Option<String>,
}

impl Container {
    /// The service that the environment names; `None` if it names none.
    pub fn of(environment: &Environment) -> Result<Option<Self>, NoCredentials> {
        let address = match environment.get("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") {
            Some(path) => format!("{ECS}{path}"),
            None => match environment.get("AWS_CONTAINER_CREDENTIALS_FULL_URI") {
                Some(address) => address.to_owned(),
                None => return Ok(None),
            },
        };
        let uri: Uri = match address.parse() {
            Ok(uri) if may_be_asked(&uri) => uri,
            _ => return Err(NoCredentials::Address(address)),
        };
        Ok(Some(Container {
            uri,
            token: environment.get("AWS_CONTAINER_AUTHORIZATION_TOKEN").map(Secret::from),
            token_file: environment
                .get("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")
                .map(str::to_owned),
        }))
    }

    /// The file with what is to be sent with the request, read anew each time; `None` if none is.
    pub fn token_file(&self) -> Option<&str> {
        self.token_file.as_deref()
    }

    /// The request for keys. `file` is the text of [`token_file`](Container::token_file).
    pub fn request(&self, file: Option<&Secret>) -> Result<Request<()>, NoCredentials> {
        let mut request = Request::new(());
        *request.uri_mut() = self.uri.clone();
        if let Some(token) = file.or(self.token.as_ref()) {
            let value = HeaderValue::from_str(token.expose().trim_end_matches(['\r', '\n']));
            let mut value = value.map_err(|_| NoCredentials::Answer {
                from: "the environment",
                what: "the token has characters that no header may have".to_owned(),
            })?;
            value.set_sensitive(true);
            request.headers_mut().insert(AUTHORIZATION, value);
        }
        Ok(request)
    }

    /// The keys that were answered with.
    pub fn answer(status: http::StatusCode, body: &[u8]) -> Result<Granted, NoCredentials> {
        if !status.is_success() {
            return Err(NoCredentials::Answer {
                from: "the service of keys",
                what: format!("the status is {status}"),
            });
        }
        answer::of_service(body)
    }
}

/// Whether keys may be asked for there: what is sent, and what comes, must be seen by nobody else.
fn may_be_asked(uri: &Uri) -> bool {
    let Some(host) = uri.host() else { return false };
    match uri.scheme_str() {
        Some("https") => true,
        Some("http") => {
            let bare = host.trim_start_matches('[').trim_end_matches(']');
            let is_own =
                bare.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback());
            is_own || BESIDE.iter().any(|beside| beside.eq_ignore_ascii_case(host))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn container(variables: &[(&str, &str)]) -> Result<Option<Container>, NoCredentials> {
        Container::of(&variables.iter().copied().collect())
    }

    #[test]
    fn keys_are_asked_for_where_nobody_else_listens() {
        for (address, may) in [
            ("https://keys.example.com/x", true),
            ("http://127.0.0.1:80/x", true),
            ("http://127.1.2.3/x", true),
            ("http://[::1]/x", true),
            ("http://localhost/x", true),
            ("http://169.254.170.23/v1", true),
            ("http://[fd00:ec2::23]/v1", true),
            ("http://192.168.1.1/x", false),
            ("http://localhost.example.com/x", false),
            ("http://169.254.170.2@example.com/x", false),
            ("ftp://127.0.0.1/x", false),
            ("/x", false),
            ("", false),
        ] {
            let found = container(&[("AWS_CONTAINER_CREDENTIALS_FULL_URI", address)]);
            assert_eq!(matches!(found, Ok(Some(_))), may, "{address}");
        }
        let relative = container(&[
            ("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/credentials/id"),
            ("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://example.com"),
        ]);
        let request = relative.unwrap().unwrap().request(None).unwrap();
        assert_eq!(request.uri(), "http://169.254.170.2/v2/credentials/id");
        let elsewhere = container(&[("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "@example.com/")]);
        assert!(matches!(elsewhere, Err(NoCredentials::Address(_))));
    }

    #[test]
    fn a_token_of_a_file_counts_before_that_of_a_variable() {
        let found = container(&[
            ("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://localhost/x"),
            ("AWS_CONTAINER_AUTHORIZATION_TOKEN", "hidden"),
            ("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "/token"),
        ]);
        let found = found.unwrap().unwrap();
        assert_eq!(found.token_file(), Some("/token"));
        let sent = |file: Option<&str>| {
            let request = found.request(file.map(Secret::from).as_ref()).unwrap();
            assert!(!format!("{request:?} {found:?}").contains("hidden"));
            request.headers()["authorization"].to_str().unwrap().to_owned()
        };
        assert_eq!(sent(None), "hidden");
        assert_eq!(sent(Some("of the file\n")), "of the file");
        assert!(found.request(Some(&"a\nb".into())).is_err());
    }
}
