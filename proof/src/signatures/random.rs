//! Requests that another library signed.

use std::time::Duration;

use doc_bindgen_runtime::Timestamp;
use doc_bindgen_runtime::http::Request;
use doc_bindgen_runtime::sign::{Keys, Payload, SdkHmac, SigV4};
use serde::Deserialize;

use super::Tried;

/// A request, what it is signed with, and what comes of it.
#[derive(Deserialize)]
struct Case {
    kind: Kind,
    method: String,
    url: String,
    headers: Vec<(String, String)>,
    body: String,
    /// What a header says of the payload.
    content: Option<String>,
    service: String,
    region: String,
    secret: String,
    token: Option<String>,
    time: String,
    expires: u64,
    /// The header `Authorization`, or the signature in the query.
    expected: String,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    Header,
    S3,
    Query,
    S3Query,
    SdkHmac,
}

/// Signs the requests of lines of JSON anew.
pub fn hold(lines: &str) -> Result<Tried, String> {
    let mut tried = Tried::default();
    for line in lines.lines() {
        let case: Case = serde_json::from_str(line).map_err(|e| format!("{line}: {e}"))?;
        let found = signed(&case).unwrap_or_else(|error| format!("{error}"));
        tried.note(line, "signed", &case.expected, &found);
    }
    Ok(tried)
}

fn signed(case: &Case) -> Result<String, Box<dyn std::error::Error>> {
    let time: Timestamp = case.time.parse()?;
    let id = if case.kind == Kind::SdkHmac { "AK" } else { "AKID" };
    let mut keys = Keys::new(id, &*case.secret);
    keys.session_token = case.token.as_deref().map(Into::into);
    let mut request = Request::builder().method(&*case.method).uri(&*case.url);
    for (name, value) in &case.headers {
        request = request.header(name, value);
    }
    let mut request = request.body(())?;
    let payload = match case.content.as_deref() {
        Some("UNSIGNED-PAYLOAD") => Payload::Unsigned,
        _ => Payload::Bytes(case.body.as_bytes()),
    };
    let mut signer = SigV4::new(&keys, &case.region, &case.service, time);
    match case.kind {
        Kind::Header | Kind::S3 => {
            // botocore says what the payload is only where it must.
            signer.content_header = case.content.is_some();
            signer.sign(&mut request, payload)?;
        }
        Kind::Query | Kind::S3Query => {
            let payload = if case.kind == Kind::S3Query { Payload::Unsigned } else { payload };
            signer.presign(&mut request, Duration::from_secs(case.expires), payload)?;
            let target = request.uri().to_string();
            let signature = target.rsplit_once("X-Amz-Signature=");
            return Ok(signature.map_or(target.clone(), |(_, signature)| signature.to_owned()));
        }
        Kind::SdkHmac => SdkHmac::new(&keys, time).sign(&mut request, payload)?,
    }
    Ok(request.headers()["authorization"].to_str()?.to_owned())
}
