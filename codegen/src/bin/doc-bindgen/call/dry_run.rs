//! A request as it would go out.

use std::future::{Ready, ready};
use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use doc_bindgen_runtime::facts::OperationFacts;
use doc_bindgen_runtime::http::{Request, Response};
use doc_bindgen_runtime::sending::SendError;
use doc_bindgen_runtime::{BoxError, ByteStream, Transport};

/// A transport that writes requests to standard output, and sends none.
#[derive(Clone, Default)]
pub struct DryRun(Arc<AtomicBool>);

impl DryRun {
    /// Whether a request was written.
    pub fn is_done(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl Transport for DryRun {
    type Future = Ready<Result<Response<ByteStream>, BoxError>>;

    fn send(&self, request: Request<ByteStream>) -> Self::Future {
        // Whoever has keys is not asked for them: that would be sent.
        if request.extensions().get::<&'static OperationFacts>().is_none() {
            let why = SendError::Unsendable("nobody is asked in a dry run".into());
            return ready(Err(why.into()));
        }
        // An attempt after the first has nothing new to say.
        if self.0.swap(true, Ordering::Relaxed) {
            return ready(Err("nothing is sent".into()));
        }
        ready(Err(match written(&request) {
            Ok(()) => "nothing is sent".into(),
            Err(error) => error.into(),
        }))
    }
}

/// What is secret as it stands there, and no signature.
const SECRET: [&str; 2] = ["x-amz-security-token", "x-auth-token"];

fn written(request: &Request<ByteStream>) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{} {}", request.method(), request.uri())?;
    for (name, value) in request.headers() {
        let shown = String::from_utf8_lossy(value.as_bytes());
        let bearer = name == "authorization" && shown.starts_with("Bearer ");
        match bearer || SECRET.contains(&name.as_str()) {
            true => writeln!(out, "{name}: (a secret)")?,
            false => writeln!(out, "{name}: {shown}")?,
        }
    }
    match request.body().as_bytes() {
        Some(bytes) if bytes.is_empty() => Ok(()),
        Some(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => writeln!(out, "\n{text}"),
            Err(_) => writeln!(out, "\n({} bytes that are no text)", bytes.len()),
        },
        None => writeln!(out, "\n(a stream)"),
    }
}
