//! Streams for S3 in chunks, as botocore sends and signs them.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use doc_bindgen_runtime::blocking::{Blocking, wait};
use doc_bindgen_runtime::facts::{OperationFacts, ServiceFacts, Streamed};
use doc_bindgen_runtime::http::{HeaderMap, Request, Response};
use doc_bindgen_runtime::protocol;
use doc_bindgen_runtime::sending::Sending;
use doc_bindgen_runtime::sign::{Keys, Payload};
use doc_bindgen_runtime::{BoxError, ByteStream, Bytes, Timestamp, Transport};
use serde::Deserialize;

use super::Tried;

const S3: ServiceFacts = ServiceFacts {
    provider: "aws",
    id: "s3",
    protocol: Some(protocol::REST_XML),
    ..ServiceFacts::NONE
};
const PUT: OperationFacts = OperationFacts {
    name: "PutObject",
    service: &S3,
    input_stream: Some(Streamed::Bytes),
    ..OperationFacts::NONE
};

/// A stream, what it is signed with, and what goes over the wire.
#[derive(Deserialize)]
struct Case {
    kind: String,
    url: String,
    headers: Vec<(String, String)>,
    /// The content is this word again and again.
    word: String,
    length: usize,
    /// Whether the length is known before all is read.
    known: bool,
    region: String,
    secret: String,
    token: Option<String>,
    time: String,
    /// Headers, `None` where one is not to be there.
    expected: Vec<(String, Option<String>)>,
    /// Of what goes as the body: its length, its hash, and its end.
    size: usize,
    sha256: String,
    end: String,
}

/// The time that it is for who signs.
static NOW: AtomicI64 = AtomicI64::new(0);

/// Sends the streams of lines of JSON anew.
pub fn hold(lines: &str) -> Result<Tried, String> {
    let mut tried = Tried::default();
    for line in lines.lines() {
        let case: Case = serde_json::from_str(line).map_err(|e| format!("{line}: {e}"))?;
        let (headers, body) = match sent(&case) {
            Ok(sent) => sent,
            Err(error) => {
                tried.note(line, &case.kind, "", &error.to_string());
                continue;
            }
        };
        let mut expected = said(case.expected.iter().map(|(name, value)| (name, value.clone())));
        let value = |name: &str| Some(headers.get(name)?.to_str().ok()?.to_owned());
        let mut found = said(case.expected.iter().map(|(name, _)| (name, value(name))));
        expected += &format!("{} bytes, {}, end in\n{}", case.size, case.sha256, case.end);
        let end = &body[body.len().saturating_sub(case.end.len())..];
        let (hash, end) = (Payload::Bytes(&body).header(), String::from_utf8_lossy(end));
        found += &format!("{} bytes, {}, end in\n{end}", body.len(), hash.to_str().unwrap_or("-"));
        tried.note(line, &case.kind, &expected, &found);
    }
    Ok(tried)
}

/// Headers, a line each.
fn said<'a>(headers: impl Iterator<Item = (&'a String, Option<String>)>) -> String {
    headers.map(|(name, value)| format!("{name}: {}\n", value.as_deref().unwrap_or("-"))).collect()
}

/// What goes over the wire.
fn sent(case: &Case) -> Result<(HeaderMap, Bytes), BoxError> {
    let time: Timestamp = case.time.parse()?;
    NOW.store(time.secs(), Ordering::Relaxed);
    let went = Arc::new(Mutex::new(None));
    let keep = Arc::clone(&went);
    let transport = Blocking(move |request: Request<ByteStream>| {
        let (parts, body) = request.into_parts();
        let body = wait(body.collect())?;
        *keep.lock().map_err(|_| "somebody panicked")? = Some((parts.headers, body));
        Ok::<_, BoxError>(Response::new(ByteStream::default()))
    });
    let mut keys = Keys::new("AKID", &*case.secret);
    keys.session_token = case.token.as_deref().map(Into::into);
    let sending = Sending::over(transport)
        .credentials(keys)
        .region(&*case.region)
        .clock(|| Timestamp::from_secs(NOW.load(Ordering::Relaxed)));
    let content: Vec<u8> = case.word.bytes().cycle().take(case.length).collect();
    let body = ByteStream::read(std::io::Cursor::new(content));
    let body = if case.known { body.with_length(case.length as u64) } else { body };
    let mut request = Request::put(&*case.url);
    for (name, value) in &case.headers {
        request = request.header(name, value);
    }
    let mut request = request.body(body)?;
    request.extensions_mut().insert(&PUT);
    wait(sending.send(request))?;
    let went = went.lock().map_err(|_| "somebody panicked")?.take();
    went.ok_or_else(|| "nothing was sent".into())
}
