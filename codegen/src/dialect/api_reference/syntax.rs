//! The syntax blocks of a page: a request or a response of HTTP with names in place of values.
//!
//! ```text
//! GET /portals/{{portalId}}/sessions?maxResults={{maxResults}} HTTP/1.1
//! X-Amz-Log-Type: {{LogType}}
//!
//! {
//!    "name": "string",
//!    "sizes": [ number ]
//! }
//! ```
//!
//! Older pages write the names without braces, and keys of the JSON as links. Where a service
//! speaks JSON alone there is no HTTP, only the body.

use crate::facts::Shown;
use crate::markup::Literal;

use super::words::{MAX_DEPTH, is_token, key, placeholder};
use super::xml;

/// What a syntax block holds.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Syntax {
    /// `GET`; none in a response, nor where there is no HTTP.
    pub method: Option<String>,
    /// The path as it stands there.
    pub path: String,
    /// The status of a response: a number, or the name of the member that holds it.
    pub status: Option<String>,
    /// The names in the query with what stands for their values.
    pub query: Vec<(String, String)>,
    /// The headers with what stands for their values.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Body,
    /// The namespace of its outermost element, where it is XML.
    pub namespace: Option<String>,
}

/// The body of a request or response.
#[derive(Debug, Default, PartialEq)]
pub(super) enum Body {
    /// There is none.
    #[default]
    Empty,
    /// A member that is the whole body.
    Member(String),
    /// An object of JSON.
    Json(Shown),
    /// An element of XML, and what is in it.
    Xml(String, Shown),
    /// A member in words, as `{ Policy in JSON format }`.
    Words,
    /// What is not understood.
    Other,
}

impl Syntax {
    /// The name that stands for the first label of the host.
    pub fn host_label(&self) -> Option<&str> {
        let (_, host) = self.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("host"))?;
        let (label, _) = host.split_once('.')?;
        Some(placeholder(label))
    }
}

/// Reads a syntax block.
pub(super) fn read(literal: &Literal<'_>) -> Syntax {
    let mut syntax = Syntax::default();
    let lines: Vec<&str> = literal.lines().collect();
    let mut at = lines.iter().position(|line| !line.trim().is_empty()).unwrap_or(lines.len());
    if let Some(first) = lines.get(at)
        && start_line(first, &mut syntax)
    {
        at += 1;
        while let Some(line) = lines.get(at).filter(|line| !line.trim().is_empty()) {
            let Some((name, value)) = line.split_once(':') else { break };
            if !is_token(name) {
                break;
            }
            syntax.headers.push((name.to_owned(), value.trim().to_owned()));
            at += 1;
        }
    }
    let text = lines.get(at..).unwrap_or_default().join("\n");
    syntax.body = body(text.trim());
    if let Body::Xml(..) = syntax.body {
        syntax.namespace = xml::namespace(&text).map(str::to_owned);
    }
    syntax
}

/// Reads the line that a request or response of HTTP begins with; false where it is none.
fn start_line(line: &str, syntax: &mut Syntax) -> bool {
    let line = line.trim();
    if let Some(rest) = line.strip_prefix("HTTP/") {
        syntax.status = rest.split_ascii_whitespace().nth(1).map(str::to_owned);
        return true;
    }
    let Some((method, rest)) = line.split_once(' ') else { return false };
    if method.len() < 3 || !method.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return false;
    }
    let target = match rest.rsplit_once(" HTTP/") {
        Some((target, _)) => target,
        None => rest,
    };
    let target = target.trim();
    if !target.starts_with('/') {
        return false;
    }
    syntax.method = Some(method.to_owned());
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    syntax.path = path.to_owned();
    for part in query.split('&').filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        syntax.query.push((name.to_owned(), value.to_owned()));
    }
    true
}

fn body(text: &str) -> Body {
    let name = placeholder(text);
    if text.is_empty() {
        Body::Empty
    } else if text.starts_with(['{', '[']) && name == text {
        let mut json = Json { rest: text };
        match json.value(0) {
            Some(shown) => Body::Json(shown),
            None if !text.contains(['"', '\n']) => Body::Words,
            None => Body::Other,
        }
    } else if let Some((root, shown)) = xml::read(text) {
        Body::Xml(root, shown)
    } else if is_token(name) {
        Body::Member(name.to_owned())
    } else {
        Body::Other
    }
}

/// Reads what looks like JSON.
struct Json<'a> {
    rest: &'a str,
}

impl<'a> Json<'a> {
    /// Passes over blanks, as a rule those of ASCII alone.
    fn skip(&mut self) {
        self.rest = self.rest.trim_ascii_start();
        if self.rest.bytes().next().is_some_and(|byte| byte < b' ' || !byte.is_ascii()) {
            self.rest = self.rest.trim_start();
        }
    }

    fn eat(&mut self, sign: char) -> bool {
        self.skip();
        match self.rest.strip_prefix(sign) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// Takes the dots that stand for what is shown elsewhere.
    fn is_cut(&mut self) -> bool {
        self.skip();
        let rest = self.rest.strip_prefix("...");
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn string(&mut self) -> Option<&'a str> {
        if !self.eat('"') {
            return None;
        }
        let end = memchr::memchr(b'"', self.rest.as_bytes())?;
        let string = &self.rest[..end];
        self.rest = &self.rest[end + 1..];
        Some(string)
    }

    fn value(&mut self, depth: usize) -> Option<Shown> {
        if depth > MAX_DEPTH {
            return None;
        }
        self.skip();
        if let Some((word, rest)) =
            self.rest.strip_prefix("{{").and_then(|rest| rest.split_once("}}"))
        {
            // The name of a type in braces.
            self.rest = rest;
            return Some(if word.trim() == "number" { Shown::Number } else { Shown::Other });
        }
        if self.eat('{') {
            let mut fields = Vec::new();
            if self.is_cut() && self.eat('}') {
                return Some(Shown::Other);
            }
            while !self.eat('}') {
                let name = key(self.string()?);
                if !self.eat(':') {
                    return None;
                }
                let value = self.value(depth + 1)?;
                fields.push((name.into(), value));
                if !self.eat(',') && !self.rest.starts_with('}') {
                    return None;
                }
            }
            return Some(Shown::Fields(fields));
        }
        if self.eat('[') {
            if self.eat(']') {
                return Some(Shown::List(Box::new(Shown::Other)));
            }
            if self.is_cut() && self.eat(']') {
                return Some(Shown::List(Box::new(Shown::Other)));
            }
            let element = self.value(depth + 1)?;
            return self.eat(']').then(|| Shown::List(Box::new(element)));
        }
        if let Some(string) = self.string() {
            return Some(if key(string) == "string" { Shown::Text } else { Shown::Other });
        }
        self.skip();
        let end = self.rest.find([',', '}', ']', '\n']).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        if word.is_empty() {
            return None;
        }
        self.rest = rest;
        Some(if key(word.trim()) == "number" { Shown::Number } else { Shown::Other })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Syntax {
        read(&Literal { language: None, raw: text.into(), indent: 0 })
    }

    #[test]
    fn a_request_of_today() {
        let syntax = of("PUT /a/{{id}}/b?x-y={{xY}}&flag HTTP/1.1\nX-Log: {{Log}}\n\
                         Content-type: application/json\n\n{\n  \"a\": [ number ],\n  \
                         \"b\": { \n \"string\" : \"string\" \n }\n}");
        assert_eq!(syntax.method.as_deref(), Some("PUT"));
        assert_eq!(syntax.path, "/a/{{id}}/b");
        assert_eq!(syntax.query[0], ("x-y".to_owned(), "{{xY}}".to_owned()));
        assert_eq!(syntax.headers[0], ("X-Log".to_owned(), "{{Log}}".to_owned()));
        let text = Shown::Fields(vec![("string".into(), Shown::Text)]);
        let list = Shown::List(Box::new(Shown::Number));
        let fields = Shown::Fields(vec![("a".into(), list), ("b".into(), text)]);
        assert_eq!(syntax.body, Body::Json(fields));
    }

    /// A number has braces like all else that stands for a value.
    #[test]
    fn what_is_no_text_has_braces_as_well() {
        let syntax = of("{\n \"a\": {{number}},\n \"b\": [ {{boolean}} ],\n \"c\": { \n \
                         \"{{string}}\" : {{number}} \n },\n \"d\": \"{{string}}\"\n}");
        let Body::Json(Shown::Fields(fields)) = syntax.body else { panic!() };
        assert_eq!(fields[0], ("a".into(), Shown::Number));
        assert_eq!(fields[1].1, Shown::List(Box::new(Shown::Other)));
        assert_eq!(fields[2].1, Shown::Fields(vec![("string".into(), Shown::Number)]));
        assert_eq!(fields[3], ("d".into(), Shown::Text));
        of("{\"a\": {{");
        of("{\"a\": {{number}");
    }

    #[test]
    fn links_as_keys_and_no_http() {
        let syntax = of("{\n  \"[Name](#x-request-Name)\": \"string\",\n  \"B\": blob\n}");
        assert_eq!(syntax.method, None);
        let fields = vec![("Name".into(), Shown::Text), ("B".into(), Shown::Other)];
        assert_eq!(syntax.body, Body::Json(Shown::Fields(fields)));
    }

    #[test]
    fn a_response_that_is_one_member() {
        let syntax = of("HTTP/1.1 StatusCode\nX-Result: Result\n\nPayload");
        assert_eq!(syntax.status.as_deref(), Some("StatusCode"));
        assert_eq!(syntax.body, Body::Member("Payload".into()));
        assert_eq!(of("HTTP/1.1 200").body, Body::Empty);
        assert_eq!(of("{{Payload}}").body, Body::Member("Payload".into()));
    }

    #[test]
    fn the_root_of_xml() {
        let syntax = of(
            "HTTP/1.1 200\nx-count: Count\n<?xml version=\"1.0\"?>\n<Thing xmlns=\"x\">\n</Thing>",
        );
        assert_eq!(syntax.headers.len(), 1);
        assert_eq!(syntax.body, Body::Xml("Thing".into(), Shown::Other));
        assert_eq!(syntax.namespace.as_deref(), Some("x"));
        let fields = Shown::Elements(vec![("a".into(), Shown::Text)]);
        let syntax = of("<[Thing](#x \"y\")>\n<a>`string`</a></[Thing](#x)>");
        assert_eq!(syntax.body, Body::Xml("Thing".into(), fields));
        assert_eq!(of("GET / HTTP/1.1\nHost: {{Bucket}}.s3.x").host_label(), Some("Bucket"));
        assert_eq!(of("GET / HTTP/1.1\nx-a: `B`").headers[0].1, "`B`");
    }

    #[test]
    fn what_is_cut_short_is_no_reason_to_lose_the_rest() {
        let syntax =
            of("{\n \"a\": { \"string\" : { ... } },\n \"b\": [ { ... } ],\n \"c\": [ ... ]\n}");
        let Body::Json(Shown::Fields(fields)) = syntax.body else { panic!() };
        assert_eq!(fields.len(), 3);
        assert_eq!(of("{ Policy in JSON format }").body, Body::Words);
    }

    #[test]
    fn what_makes_no_sense() {
        for text in ["{", "{\"a\"", "{\"a\": ", "[[[[", "<a>", "{\"a\" 1}", "GET", "GET x", "{}}"] {
            of(text);
            of(&text.repeat(2_000));
        }
        assert_eq!(of("{\"a\": ").body, Body::Other);
    }
}
