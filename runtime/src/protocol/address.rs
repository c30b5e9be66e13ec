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
        // Without an endpoint it is left to the transport where the request goes.
        if let Some(authority) = &parts.authority {
            if let Some(prefix) = facts.host_prefix.filter(|_| !context.endpoint.given) {
                let host = format!("{}{authority}", host_prefix(facts, prefix, input)?);
                parts.authority = Some(Authority::try_from(host).map_err(|e| wrong(facts, e))?);
            }
            parts.scheme.get_or_insert(Scheme::HTTPS);
        }
        let base = parts.path_and_query.as_ref().map_or("", PathAndQuery::path);
        let mut path = base.trim_end_matches('/').to_owned();
        if !self.path.starts_with('/') {
            path.push('/');
        }
        path.push_str(&self.path);
        if !self.query.is_empty() {
            path.push('?');
            path.push_str(&self.query);
        }
        parts.path_and_query = Some(PathAndQuery::try_from(path).map_err(|e| wrong(facts, e))?);
        Uri::from_parts(parts).map_err(|e| wrong(facts, e))
    }
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
