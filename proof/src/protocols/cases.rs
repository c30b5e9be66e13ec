//! One case: what is sent, or what is made of what comes.

use doc_bindgen_runtime::dynamic::{Dynamic, DynamicOperation, Kind, Structure};
use doc_bindgen_runtime::facts::ErrorFacts;
use doc_bindgen_runtime::http::{Response, Uri};
use doc_bindgen_runtime::protocol::{Errors, RequestContext};
use doc_bindgen_runtime::wire::Location;
use doc_bindgen_runtime::{ByteStream, Endpoint, Value as _};
use serde_json::Value;

use super::bodies;
use super::schema::text;
use super::values::{blank, fill, same, shown};

/// The token that tests expect where they give none.
const TOKEN: &str = "00000000-0000-4000-8000-000000000000";

/// What is wrong with the request that is made of a case's parameters.
pub fn input(operation: &DynamicOperation, case: &Value, endpoint: &str) -> Result<(), String> {
    let mut value: Box<dyn doc_bindgen_runtime::Value> = match operation.input {
        Some(structure) => Box::new(blank(Kind::Structure(structure))),
        None => Box::new(()),
    };
    if let Some(params) = case.get("params")
        && operation.input.is_some()
    {
        fill(&mut *value, params)?;
    }
    let uri: Uri = endpoint.parse().map_err(|e| format!("{endpoint}: {e}"))?;
    // botocore's serializer leaves the bucket in the path; where it goes is decided after that.
    let begins = operation.facts.http.is_some_and(|http| http.path.starts_with("/{Bucket}"));
    let endpoint = Endpoint { given: begins, ..Endpoint::new(uri) };
    let token = || TOKEN.to_owned();
    let context = RequestContext::new(&endpoint).with_token(&token);
    let protocol = operation.facts.service.protocol.ok_or("no protocol")?;
    let request = (protocol.request)(operation.facts, &*value, &context)
        .map_err(|e| format!("no request: {e}"))?;
    let expected = case.get("serialized").ok_or("no `serialized`")?;
    if let Some(method) = text(expected, "method")
        && request.method().as_str() != method
    {
        return Err(format!("the method is {} and not {method}", request.method()));
    }
    if let Some(uri) = text(expected, "uri") {
        let (path, query) = uri.split_once('?').unwrap_or((uri, ""));
        if request.uri().path() != path {
            return Err(format!("the path is {} and not {path}", request.uri().path()));
        }
        let ours = request.uri().query().unwrap_or_default();
        if bodies::pairs(ours.as_bytes()) != bodies::pairs(query.as_bytes()) {
            return Err(format!("the query is {ours} and not {query}"));
        }
    }
    if let Some(host) = text(expected, "host") {
        let ours = request.uri().authority().map_or("", |it| it.as_str());
        let host = host.split('/').next().unwrap_or(host);
        if ours != host {
            return Err(format!("the host is {ours} and not {host}"));
        }
    }
    for (name, value) in expected.get("headers").and_then(Value::as_object).into_iter().flatten() {
        let ours = request.headers().get(name).map(|it| String::from_utf8_lossy(it.as_bytes()));
        let value = value.as_str().unwrap_or_default();
        let is_type = name.eq_ignore_ascii_case("content-type");
        // Whether a blank follows a comma is of no account.
        let plain = |text: &str| text.replace(", ", ",");
        let same = ours.as_deref().map(plain) == Some(plain(value))
            || is_type && ours.as_deref().and_then(|it| it.split(';').next()) == Some(value);
        if !same {
            return Err(format!("the header `{name}` is {ours:?} and not {value:?}"));
        }
    }
    let named =
        |key: &str| expected.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    for name in named("forbidHeaders").iter().filter_map(Value::as_str) {
        if request.headers().contains_key(name) {
            return Err(format!("there is a header `{name}`"));
        }
    }
    for name in named("requireHeaders").iter().filter_map(Value::as_str) {
        // The length is the transport's to say.
        if !name.eq_ignore_ascii_case("content-length") && !request.headers().contains_key(name) {
            return Err(format!("there is no header `{name}`"));
        }
    }
    let Some(body) = text(expected, "body") else { return Ok(()) };
    let ours = request.body().as_bytes().cloned().unwrap_or_default();
    let expected = match protocol.name {
        "rpc-v2-cbor" => {
            doc_bindgen_runtime::Blob::from_base64(body).ok_or("no base64")?.into_vec()
        }
        _ => body.as_bytes().to_vec(),
    };
    bodies::difference(protocol.name, &expected, &ours).map_or(Ok(()), Err)
}

/// An error that may be read.
struct Found {
    facts: &'static [ErrorFacts],
    types: Vec<&'static Structure>,
    error: Option<Dynamic>,
}

impl Errors for Found {
    fn facts(&self) -> &'static [ErrorFacts] {
        self.facts
    }

    fn blank(&mut self, index: usize) -> Option<&mut dyn doc_bindgen_runtime::Value> {
        let structure = self.types.get(index)?;
        Some(self.error.insert(blank(Kind::Structure(structure))))
    }
}

/// What is wrong with what is read out of a case's answer.
pub fn output(operation: &DynamicOperation, case: &Value) -> Result<(), String> {
    let answer = case.get("response").ok_or("no `response`")?;
    let protocol = operation.facts.service.protocol.ok_or("no protocol")?;
    let body = text(answer, "body").unwrap_or_default();
    let body = match protocol.name {
        "rpc-v2-cbor" => {
            doc_bindgen_runtime::Blob::from_base64(body).ok_or("no base64")?.into_vec()
        }
        _ => body.as_bytes().to_vec(),
    };
    let empty = body.is_empty();
    let status = answer.get("status_code").and_then(Value::as_u64).unwrap_or(200) as u16;
    let mut response = Response::builder().status(status);
    for (name, value) in answer.get("headers").and_then(Value::as_object).into_iter().flatten() {
        response = response.header(name, value.as_str().unwrap_or_default());
    }
    let response = response.body(ByteStream::from(body)).map_err(|e| e.to_string())?;
    let mut value: Box<dyn doc_bindgen_runtime::Value> = match operation.output {
        Some(structure) => Box::new(blank(Kind::Structure(structure))),
        None => Box::new(()),
    };
    let types = operation.error_types.to_vec();
    let mut found = Found { facts: operation.errors, types, error: None };
    let read = (protocol.response)(operation.facts, response, &mut *value, &mut found);
    match (read, text(case, "errorCode")) {
        (Ok(()), None) => {
            let mut ours = match value.view() {
                doc_bindgen_runtime::View::Unset => Value::Object(Default::default()),
                _ => shown(&*value),
            };
            // A body that is not there says nothing of what it would be.
            let payload = value.shape().members().find(|it| it.2.location == Location::Payload);
            if let (true, Some((_, member, _)), Some(ours)) = (empty, payload, ours.as_object_mut())
            {
                ours.remove(member);
            }
            let expected = case.get("result").cloned().unwrap_or_default();
            let expected =
                if expected.is_null() { Value::Object(Default::default()) } else { expected };
            match same(&expected, &ours) {
                true => Ok(()),
                false => Err(format!("it is {ours} and not {expected}")),
            }
        }
        (Ok(()), Some(code)) => Err(format!("no error, but `{code}` is expected")),
        (Err(failure), None) => Err(format!("it could not be read: {failure}")),
        (Err(failure), Some(code)) => {
            let error: doc_bindgen_runtime::Error<()> = failure.into();
            if error.code() != Some(code) {
                return Err(format!("the code is {:?} and not {code}", error.code()));
            }
            if let Some(message) = text(case, "errorMessage")
                && error.message() != Some(message)
            {
                return Err(format!("the message is {:?} and not {message}", error.message()));
            }
            let mut expected = case.get("error").cloned().unwrap_or_default();
            let ours = found.error.as_ref().map_or(Value::Null, |error| shown(error));
            // boto3's pages name errors and tell of none what is in it; those of the reference leave out
            // the message, which every error has.
            if let (Some(error), Some(expected)) = (&found.error, expected.as_object_mut()) {
                expected.retain(|name, _| error.shape().members.contains(&name.as_str()));
            }
            let nothing = expected.as_object().is_none_or(|it| it.is_empty());
            match nothing || same(&expected, &ours) {
                true => Ok(()),
                false => Err(format!("the error is {ours} and not {expected}")),
            }
        }
    }
}
