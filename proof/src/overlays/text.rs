//! The text of an overlay.

use std::fmt::Write;

use doc_bindgen::spec::{
    Acceptor, Auth, Case, Endpoint, Http, Location, Matcher, Protocol, Retry, Sending, State,
    TimestampFormat, Wire,
};

use super::choose::Stated;

/// The entries of a mapping, in flow style.
#[derive(Default)]
pub struct Flow(String);

impl Flow {
    pub fn raw(&mut self, key: &str, value: &str) -> &mut Self {
        if !self.0.is_empty() {
            self.0.push_str(", ");
        }
        let _ = write!(self.0, "{}: {value}", scalar(key));
        self
    }

    pub fn text(&mut self, key: &str, value: Option<&str>) -> &mut Self {
        if let Some(value) = value {
            self.raw(key, &scalar(value));
        }
        self
    }

    pub fn flag(&mut self, key: &str, value: bool) -> &mut Self {
        if value {
            self.raw(key, "true");
        }
        self
    }

    pub fn flow(&mut self, key: &str, inner: &Flow) -> &mut Self {
        if !inner.0.is_empty() {
            self.raw(key, &inner.braced());
        }
        self
    }

    /// Takes over the entries of another.
    pub fn append(&mut self, other: &Flow) {
        if !self.0.is_empty() && !other.0.is_empty() {
            self.0.push_str(", ");
        }
        self.0.push_str(&other.0);
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn braced(&self) -> String {
        format!("{{{}}}", self.0)
    }
}

/// A text, in quotes unless every reader takes it for the text that it is without.
pub fn scalar(text: &str) -> String {
    let words = ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"];
    let begins = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-./".contains(c);
    let is_word = words.iter().any(|word| text.eq_ignore_ascii_case(word));
    if begins && text.chars().all(plain) && !is_word {
        return text.to_owned();
    }
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            c if (c as u32) < 0x20 => {
                let _ = write!(out, "\\x{:02x}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A list of texts.
fn list<'a>(values: impl IntoIterator<Item = &'a str>) -> String {
    let values: Vec<String> = values.into_iter().map(scalar).collect();
    format!("[{}]", values.join(", "))
}

pub fn protocol(protocol: &Protocol) -> Flow {
    let mut flow = Flow::default();
    flow.text("name", protocol.name.map(|name| name.as_str()))
        .text("target_prefix", protocol.target_prefix.as_deref())
        .text("endpoint_prefix", protocol.endpoint_prefix.as_deref())
        .text("signing_name", protocol.signing_name.as_deref())
        .text("service_id", protocol.service_id.as_deref());
    if !protocol.auth.is_empty() {
        flow.raw("auth", &auth(&protocol.auth));
    }
    flow.text("wire_case", protocol.wire_case.map(|Case::LowerFirst| "lower-first"))
        .text("xml_namespace", protocol.xml_namespace.as_deref())
        .flag("query_compatible", protocol.query_compatible);
    flow
}

pub fn endpoint(endpoint: &Endpoint) -> Flow {
    let mut flow = Flow::default();
    if !endpoint.places.is_empty() {
        flow.raw("places", &list(endpoint.places.iter().map(String::as_str)));
    }
    for (key, value) in [("fips", endpoint.fips), ("dual_stack", endpoint.dual_stack)] {
        if let Some(value) = value {
            flow.raw(key, if value { "true" } else { "false" });
        }
    }
    flow.text("host", endpoint.host.as_deref())
        .text("signing_region", endpoint.signing_region.as_deref());
    flow
}

fn auth(ways: &[Auth]) -> String {
    list(ways.iter().map(|way| match way {
        Auth::None => "none",
        Auth::SigV4 => "sigv4",
        Auth::SigV4a => "sigv4a",
        Auth::SigV2 => "sigv2",
        Auth::Bearer => "bearer",
    }))
}

pub fn http(http: &Http) -> Flow {
    let mut flow = Flow::default();
    flow.text("method", Some(&http.method)).text("path", Some(&http.path));
    if let Some(status) = http.status {
        flow.raw("status", &status.to_string());
    }
    flow
}

pub fn sending(flow: &mut Flow, sending: &Sending) {
    flow.text("host_prefix", sending.host_prefix.as_deref());
    if !sending.auth.is_empty() {
        flow.raw("auth", &auth(&sending.auth));
    }
    flow.flag("unsigned_body", sending.unsigned_body).flag("checksum", sending.checksum);
}

pub fn acceptor(acceptor: &Acceptor) -> Flow {
    let mut flow = Flow::default();
    flow.text(
        "state",
        acceptor.state.map(|state| match state {
            State::Success => "success",
            State::Failure => "failure",
            State::Retry => "retry",
        }),
    )
    .text(
        "matcher",
        acceptor.matcher.map(|matcher| match matcher {
            Matcher::Path => "path",
            Matcher::PathAll => "pathAll",
            Matcher::PathAny => "pathAny",
            Matcher::Status => "status",
            Matcher::Error => "error",
        }),
    )
    .text("argument", acceptor.argument.as_deref())
    .text("expected", acceptor.expected.as_deref());
    flow
}

pub fn stated(stated: &Stated) -> Flow {
    let mut flow = wire(&stated.wire);
    for key in &stated.not {
        flow.raw(key, "false");
    }
    flow
}

pub fn wire(wire: &Wire) -> Flow {
    let mut flow = Flow::default();
    let format = wire.timestamp_format.map(TimestampFormat::as_str);
    flow.text("location", wire.location.map(Location::as_str))
        .text("wire", wire.name.as_deref())
        .text("query_name", wire.query_name.as_deref())
        .text("timestamp_format", format)
        .flag("flattened", wire.flattened)
        .flag("attribute", wire.attribute);
    if let Some(namespace) = &wire.namespace {
        let mut inner = Flow::default();
        inner.text("uri", namespace.uri.as_deref()).text("prefix", namespace.prefix.as_deref());
        flow.flow("namespace", &inner);
    }
    flow.flag("json", wire.json).flag("sensitive", wire.sensitive);
    for (key, inner) in [("element", &wire.element), ("key", &wire.key)] {
        if let Some(inner) = inner {
            flow.flow(key, &self::wire(inner));
        }
    }
    flow
}

pub fn retry(retry: Retry) -> &'static str {
    match retry {
        Retry::Transient => "transient",
        Retry::Throttling => "throttling",
    }
}

/// A place, in quotes where a reader would take the brackets for a list.
pub fn place_key(place: &str) -> String {
    let plain = place.trim_end_matches("[]").replace("[].", ".").replace("[][]", "");
    match scalar(&plain) == plain && !plain.contains('[') {
        true => place.to_owned(),
        false => format!("\"{place}\""),
    }
}
