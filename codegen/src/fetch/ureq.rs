//! ureq carries the requests.

use std::io::Read;
use std::time::Duration;

use ::ureq::Agent;
use ::ureq::tls::{RootCerts, TlsConfig};

use super::{Answer, Refusal, Request, Transport};

/// How long an attempt may take, from its beginning to the last byte.
const LONGEST: Duration = Duration::from_secs(120);

/// Requests over [ureq](https://docs.rs/ureq).
#[derive(Debug)]
pub struct Ureq(Agent);

impl Default for Ureq {
    fn default() -> Self {
        let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
        let config = Agent::config_builder()
            .tls_config(tls)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_connect(Some(Duration::from_secs(20)))
            .timeout_global(Some(LONGEST))
            .build();
        Ureq(config.into())
    }
}

impl Transport for Ureq {
    fn send(&self, request: &Request<'_>) -> Result<Answer, Refusal> {
        let broken = |error: ::ureq::Error| Refusal::Broken(error.to_string());
        let mut call = self.0.get(request.address.to_string());
        for (name, value) in &request.headers {
            call = call.header(*name, value);
        }
        let response = call.call().map_err(broken)?;
        let (parts, body) = response.into_parts();
        let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
        let headers: Vec<_> = parts
            .headers
            .iter()
            .map(|(name, value)| (name.as_str().to_owned(), text(value.as_bytes())))
            .collect();
        let mut answer = Answer { status: parts.status.as_u16(), headers, body: Vec::new() };
        let mut body = body.into_reader().take(request.largest + 1);
        body.read_to_end(&mut answer.body).map_err(|error| Refusal::Broken(error.to_string()))?;
        if answer.body.len() as u64 > request.largest {
            return Err(Refusal::TooLarge);
        }
        Ok(answer)
    }
}
