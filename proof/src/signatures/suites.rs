//! The two suites of SigV4: a folder a case, with the request and what becomes of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use doc_bindgen_runtime::Timestamp;
use doc_bindgen_runtime::http::Request;
use doc_bindgen_runtime::sign::{Keys, Parts, Payload, SigV4, Signature};
use serde::Deserialize;

use super::Tried;

/// What the CRT's suite says of a case beside its request.
#[derive(Deserialize)]
struct Context {
    credentials: Credentials,
    expiration_in_seconds: u64,
    normalize: bool,
    region: String,
    service: String,
    sign_body: bool,
    timestamp: String,
    #[serde(default)]
    omit_session_token: bool,
}

#[derive(Deserialize)]
struct Credentials {
    access_key_id: String,
    secret_access_key: String,
    token: Option<String>,
}

impl Context {
    /// What botocore's suite has in all of its cases, and both cases of the other that say nothing.
    fn usual() -> Self {
        Context {
            credentials: Credentials {
                access_key_id: "AKIDEXAMPLE".into(),
                secret_access_key: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY".into(),
                token: None,
            },
            expiration_in_seconds: 3600,
            normalize: true,
            region: "us-east-1".into(),
            service: "service".into(),
            sign_body: false,
            timestamp: "2015-08-30T12:36:00Z".into(),
            omit_session_token: false,
        }
    }
}

/// Tries all cases below a folder.
pub fn hold(folder: &Path) -> Result<Tried, String> {
    let mut tried = Tried::default();
    let mut cases = Vec::new();
    find(folder, &mut cases)?;
    cases.sort();
    for case in cases {
        try_case(&case, &mut tried)?;
    }
    Ok(tried)
}

/// The folders below that are a case. Those of SigV4a are left out: it is not there.
fn find(folder: &Path, out: &mut Vec<PathBuf>) -> Result<(), String> {
    let at = |e| format!("{}: {e}", folder.display());
    for entry in fs::read_dir(folder).map_err(at)? {
        let path = entry.map_err(at)?.path();
        if !path.is_dir() || path.ends_with("v4a") {
            continue;
        }
        if request_of(&path).is_some() { out.push(path) } else { find(&path, out)? }
    }
    Ok(())
}

/// The file with a case's request.
fn request_of(folder: &Path) -> Option<PathBuf> {
    let name = folder.file_name()?.to_str()?;
    [folder.join("request.txt"), folder.join(format!("{name}.req"))]
        .into_iter()
        .find(|path| path.exists())
}

/// A request as text.
struct Sent {
    method: String,
    path: String,
    query: String,
    headers: Vec<(String, String)>,
    body: String,
}

impl Sent {
    fn read(text: &str) -> Option<Self> {
        let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
        let mut lines = head.lines();
        let (method, rest) = lines.next()?.split_once(' ')?;
        let target = rest.strip_suffix(" HTTP/1.1")?;
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let mut headers: Vec<(String, String)> = Vec::new();
        for line in lines {
            match line.split_once(':') {
                // A line that begins with blanks goes on with the value before.
                Some((name, value)) if !line.starts_with(' ') => {
                    headers.push((name.to_owned(), value.to_owned()));
                }
                _ => headers.last_mut()?.1.push_str(line),
            }
        }
        let (method, path, query) = (method.to_owned(), path.to_owned(), query.to_owned());
        Some(Sent { method, path, query, headers, body: body.to_owned() })
    }

    fn has(&self, name: &str) -> bool {
        self.headers.iter().any(|(other, _)| other.eq_ignore_ascii_case(name))
    }

    fn parts<'a>(&'a self, query: &'a str, headers: &'a [(&'a str, &'a [u8])]) -> Parts<'a> {
        Parts { method: &self.method, path: &self.path, query, headers }
    }

    fn header_parts(&self) -> Vec<(&str, &[u8])> {
        self.headers.iter().map(|(name, value)| (&**name, value.as_bytes())).collect()
    }
}

fn try_case(folder: &Path, tried: &mut Tried) -> Result<(), String> {
    let at = |e, path: &Path| format!("{}: {e}", path.display());
    let Some(path) = request_of(folder) else { return Ok(()) };
    let text = fs::read_to_string(&path).map_err(|e| at(e, &path))?;
    let sent = Sent::read(&text).ok_or_else(|| format!("{}: no request", path.display()))?;
    let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let context = folder.join("context.json");
    let is_whole = context.exists() || path.extension().is_some_and(|it| it == "req");
    let context = match fs::read_to_string(&context) {
        Ok(text) => serde_json::from_str(&text).map_err(|e| format!("{name}: {e}"))?,
        Err(_) => Context::usual(),
    };
    // The CRT's suite encodes a path once, but for the cases that are there to show it twice.
    let encodes_again = !folder.join("context.json").exists();
    let mut case = Case { folder, name, sent, context, encodes_again };
    if let Some(token) = case.file("", "creq").as_deref().and_then(token)
        && !case.sent.has("x-amz-security-token")
    {
        // botocore's suite has it in its program.
        case.context.credentials.token = Some(token.to_owned());
    }
    if is_whole {
        case.in_headers(tried)?;
        case.in_query(tried)
    } else {
        case.canonical_alone(tried)
    }
}

struct Case<'a> {
    folder: &'a Path,
    name: &'a str,
    sent: Sent,
    context: Context,
    encodes_again: bool,
}

/// The session's token in a canonical request.
fn token(request: &str) -> Option<&str> {
    request.lines().find_map(|line| line.strip_prefix("x-amz-security-token:"))
}

impl Case<'_> {
    /// What a file of the case says; the one of the CRT's suite or that of botocore's.
    fn file(&self, crt: &str, botocore: &str) -> Option<String> {
        let botocore = self.folder.join(format!("{}.{botocore}", self.name));
        let text =
            fs::read_to_string(self.folder.join(crt)).or_else(|_| fs::read_to_string(botocore));
        text.ok().map(|text| text.trim_end_matches('\n').to_owned())
    }

    fn keys(&self) -> Keys {
        let Credentials { access_key_id, secret_access_key, token } = &self.context.credentials;
        let mut keys = Keys::new(access_key_id.as_str(), secret_access_key.as_str());
        keys.session_token = token.as_deref().map(Into::into);
        keys
    }

    fn signer<'k>(&'k self, keys: &'k Keys) -> Result<SigV4<'k>, String> {
        let Context { region, service, timestamp, normalize, .. } = &self.context;
        let time: Timestamp = timestamp.parse().map_err(|e| format!("{timestamp}: {e}"))?;
        let mut signer = SigV4::new(keys, region, service, time);
        signer.normalize_path = *normalize;
        signer.encode_path_again = self.encodes_again;
        signer.token_is_signed = !self.context.omit_session_token;
        Ok(signer)
    }

    fn note(&self, tried: &mut Tried, form: &str, signature: &Signature) {
        let files = match form {
            "header" => ["creq", "sts", "authz"],
            _ => ["", "", ""],
        };
        let canonical = String::from_utf8_lossy(&signature.canonical_request);
        if let Some(expected) = self.file(&format!("{form}-canonical-request.txt"), files[0]) {
            tried.note(self.name, "the canonical request", &expected, &canonical);
        }
        if let Some(expected) = self.file(&format!("{form}-string-to-sign.txt"), files[1]) {
            tried.note(self.name, "the string to sign", &expected, &signature.string_to_sign);
        }
        if let Some(expected) = self.file(&format!("{form}-signature.txt"), files[2]) {
            // botocore's suite has the whole header.
            let expected = expected.rsplit_once("Signature=").map_or(&*expected, |(_, it)| it);
            tried.note(self.name, "the signature", expected, &signature.signature);
        }
    }

    fn in_headers(&self, tried: &mut Tried) -> Result<(), String> {
        let keys = self.keys();
        let signer = self.signer(&keys)?;
        let payload = Payload::Bytes(self.sent.body.as_bytes());
        let date = self.context.timestamp.replace(['-', ':'], "");
        let mut headers = self.sent.header_parts();
        if !self.sent.has("x-amz-date") {
            headers.push(("X-Amz-Date", date.as_bytes()));
        }
        if let Some(token) = keys.session_token.as_ref().filter(|_| signer.token_is_signed) {
            headers.push(("X-Amz-Security-Token", token.expose().as_bytes()));
        }
        let content;
        if self.context.sign_body {
            let bare = signer.signature(&self.sent.parts(&self.sent.query, &headers), payload);
            let bare = bare.map_err(|e| e.to_string())?;
            let text = String::from_utf8_lossy(&bare.canonical_request).into_owned();
            content = text.lines().last().unwrap_or_default().to_owned();
            headers.push(("X-Amz-Content-SHA256", content.as_bytes()));
        }
        let signature = signer.signature(&self.sent.parts(&self.sent.query, &headers), payload);
        let signature = signature.map_err(|e| format!("{}: {e}", self.name))?;
        self.note(tried, "header", &signature);
        Ok(())
    }

    fn in_query(&self, tried: &mut Tried) -> Result<(), String> {
        if self.file("query-canonical-request.txt", "").is_none() {
            return Ok(());
        }
        let keys = self.keys();
        let signer = self.signer(&keys)?;
        let payload = Payload::Bytes(self.sent.body.as_bytes());
        // What no address may have stands encoded in one that is sent; it is signed the same.
        let target = match &*self.sent.query {
            "" => self.sent.path.clone(),
            query => format!("{}?{query}", self.sent.path),
        };
        let Ok(request) = Request::builder().method(&*self.sent.method).uri(&target).body(())
        else {
            return Ok(());
        };
        let mut request = request;
        for (name, value) in &self.sent.headers {
            let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
            let name = name.parse::<doc_bindgen_runtime::http::HeaderName>();
            let value = value.parse::<doc_bindgen_runtime::http::HeaderValue>();
            let (Ok(name), Ok(value)) = (name, value) else {
                return Err(format!("{}: no header", self.name));
            };
            request.headers_mut().append(name, value);
        }
        let expires = Duration::from_secs(self.context.expiration_in_seconds);
        let signature = signer.presign(&mut request, expires, payload);
        let signature = signature.map_err(|e| format!("{}: {e}", self.name))?;
        self.note(tried, "query", &signature);
        if let Some(expected) = self.file("query-signed-request.txt", "") {
            let expected =
                Sent::read(&expected).map(|sent| format!("{}?{}", sent.path, sent.query));
            // One of the addresses there has a blank, which none that is sent may have.
            let expected = expected.map(|target| target.replace(' ', "%20"));
            let found = request.uri().to_string();
            tried.note(self.name, "the address", &expected.unwrap_or_default(), &found);
        }
        Ok(())
    }

    /// Two cases say neither who signs nor when, but for what they give as the canonical request.
    fn canonical_alone(&self, tried: &mut Tried) -> Result<(), String> {
        let expected = self.file("header-canonical-request.txt", "").unwrap_or_default();
        let date = expected.lines().find_map(|line| line.strip_prefix("x-amz-date:"));
        let date = date.unwrap_or_default().to_owned();
        let mut headers = self.sent.header_parts();
        headers.retain(|(name, _)| !name.eq_ignore_ascii_case("x-amz-date"));
        headers.push(("X-Amz-Date", date.as_bytes()));
        let keys = self.keys();
        let parts = self.sent.parts(&self.sent.query, &headers);
        let signature = self.signer(&keys)?.signature(&parts, Payload::Bytes(b""));
        let signature = signature.map_err(|e| format!("{}: {e}", self.name))?;
        let found = String::from_utf8_lossy(&signature.canonical_request);
        tried.note(self.name, "the canonical request", &expected, &found);
        Ok(())
    }
}
