//! Where a request goes: the endpoint, what stands before its host, path and query.

use http::Uri;
use http::uri::{Authority, PathAndQuery, Scheme};

use super::RequestContext;
use super::input::Input;
use crate::facts::OperationFacts;
use crate::value::View;
use crate::{Failure, percent};

/// A path and a query under way.
pub(super) struct Target {
    path: String,
    query: String,
}

impl Target {
    pub(super) fn new(path: &str) -> Self {
        Target { path: path.to_owned(), query: String::new() }
    }

    pub(super) fn push(&mut self, text: &str) {
        self.path.push_str(text);
    }

    /// Adds text of a value to the path.
    pub(super) fn label(&mut self, text: &str, greedy: bool) {
        percent::encode(text, greedy, &mut self.path);
    }

    /// Adds what stands in the query as it is.
    pub(super) fn literal(&mut self, query: &str) {
        self.separate();
        self.query.push_str(query);
    }

    /// Adds a name and its value to the query.
    pub(super) fn pair(&mut self, name: &str, value: &str) {
        self.separate();
        percent::encode(name, false, &mut self.query);
        self.query.push('=');
        percent::encode(value, false, &mut self.query);
    }

    fn separate(&mut self) {
        if !self.query.is_empty() {
            self.query.push('&');
        }
    }

    /// The whole address.
    pub(super) fn uri(
        self,
        facts: &OperationFacts,
        input: &Input<'_>,
        context: &RequestContext<'_>,
    ) -> Result<Uri, Failure> {
        let mut parts = context.endpoint.uri.clone().into_parts();
        let (in_host, path) = match bucket(facts, input)? {
            Some(name)
                if context.endpoint.takes_buckets()
                    && fits_host(name)
                    && parts.authority.is_some() =>
            {
                // What stands for the bucket in the path is its first segment.
                let rest = self.path.trim_start_matches('/').find('/').map(|at| at + 1);
                (Some(name), rest.map_or("/", |at| &self.path[at..]))
            }
            _ => (None, &*self.path),
        };
        // Without an endpoint it is left to the transport where the request goes.
        if let Some(authority) = &parts.authority {
            if let Some(prefix) = facts.host_prefix.filter(|_| !context.endpoint.given) {
                let host = format!("{}{authority}", host_prefix(facts, prefix, input)?);
                parts.authority = Some(Authority::try_from(host).map_err(|e| wrong(facts, e))?);
            }
            if let (Some(name), Some(authority)) = (in_host, &parts.authority) {
                let host = format!("{name}.{authority}");
                parts.authority = Some(Authority::try_from(host).map_err(|e| wrong(facts, e))?);
            }
            parts.scheme.get_or_insert(Scheme::HTTPS);
        }
        let base = parts.path_and_query.as_ref().map_or("", PathAndQuery::path);
        let own = path;
        let mut path = base.trim_end_matches('/').to_owned();
        if !own.starts_with('/') {
            path.push('/');
        }
        path.push_str(own);
        if !self.query.is_empty() {
            path.push('?');
            path.push_str(&self.query);
        }
        parts.path_and_query = Some(PathAndQuery::try_from(path).map_err(|e| wrong(facts, e))?);
        Uri::from_parts(parts).map_err(|e| wrong(facts, e))
    }
}

/// The bucket that an operation of S3 is about, where its path begins with it.
fn bucket<'a>(facts: &OperationFacts, input: &'a Input<'_>) -> Result<Option<&'a str>, Failure> {
    let begins = |http: crate::facts::HttpFacts| http.path.starts_with("/{Bucket}");
    if facts.service.id != "s3" || !facts.http.is_some_and(begins) {
        return Ok(None);
    }
    let field = input.fields().find(|field| field.name() == "Bucket");
    let Some(View::String(name)) = field.map(|field| field.value.view()) else { return Ok(None) };
    let what = match name {
        _ if name.starts_with("arn:") => "an ARN",
        _ if name.ends_with("--x-s3") => "a directory bucket",
        _ => return Ok(Some(name)),
    };
    Err(Failure::unwritable(format!(
        "{}: `Bucket` is {what}, which is reached at hosts of its own, and not yet from here; give the \
         name or the alias of a bucket",
        facts.name,
    )))
}

/// Whether a bucket can stand before the host: what has dots is in no certificate, and others were
/// named before there was a rule.
fn fits_host(bucket: &str) -> bool {
    let is_end = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    (3..=63).contains(&bucket.len())
        && bucket.bytes().all(|byte| is_end(byte) || byte == b'-')
        && bucket.bytes().next().is_some_and(is_end)
        && bucket.bytes().next_back().is_some_and(is_end)
}

fn wrong(facts: &OperationFacts, error: impl Into<crate::BoxError>) -> Failure {
    Failure::unwritable(format!("{}: the request has no address", facts.name)).with_source(error)
}

/// `{AccountId}.` with the member's value in it.
fn host_prefix(facts: &OperationFacts, prefix: &str, input: &Input<'_>) -> Result<String, Failure> {
    let mut out = String::new();
    let mut rest = prefix;
    while let Some((before, label)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, after)) = label.split_once('}') else { break };
        rest = after;
        let field = input.fields().find(|field| field.member == name);
        let value = match field.as_ref().map(|field| field.value.view()) {
            Some(View::String(value)) => value,
            _ => return Err(Failure::lacks(facts, name, "the host of the request holds it")),
        };
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
        if value.is_empty() || !value.bytes().all(fits) {
            return Err(Failure::unwritable(format!(
                "{}: `{name}` is part of a host, and may have letters, digits, `-` and `.` alone",
                facts.name,
            )));
        }
        out.push_str(value);
    }
    out.push_str(rest);
    Ok(out)
}
