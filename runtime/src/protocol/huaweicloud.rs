//! Huawei Cloud's: JSON in the body; path, query and headers hold the rest.
//!
//! It is `rest-json` but for errors, whose code and message are called otherwise from service to
//! service: `error_code` and `error_msg`, `errorCode` and `errorMsg`, or in an object `error`.

use http::header::{CONTENT_TYPE, HeaderValue};
use http::{Request, Response};

use super::answer::{Answer, Told};
use super::{Errors, RequestContext, json, rest, rest_json};
use crate::facts::OperationFacts;
use crate::value::Value;
use crate::{ByteStream, Document, Failure};

pub(super) fn request(
    facts: &'static OperationFacts,
    input: &dyn Value,
    context: &RequestContext<'_>,
) -> Result<Request<ByteStream>, Failure> {
    let mut request = rest::request(facts, input, context, &rest_json::FORMAT)?;
    // Its SDKs send it, and sign it, whether there is a body or not.
    let json = HeaderValue::from_static("application/json");
    request.headers_mut().entry(CONTENT_TYPE).or_insert(json);
    Ok(request)
}

pub(super) fn response(
    facts: &'static OperationFacts,
    response: Response<ByteStream>,
    output: &mut dyn Value,
    errors: &mut dyn Errors,
) -> Result<(), Failure> {
    rest::response(facts, response, output, errors, &rest_json::FORMAT, |_, answer| told(answer))
}

fn told(answer: &Answer) -> Told {
    let body = json::document(&answer.body).unwrap_or_default();
    // An error of the platform's older services stands in an object of its own, called after what
    // went wrong: `{"badRequest": {"message": …, "code": 400}}`.
    let inner = body.as_object().filter(|object| object.len() == 1);
    let inner =
        inner.and_then(|object| object.values().next()).filter(|it| it.as_object().is_some());
    let text = |names: &[&str]| {
        let objects = [Some(&body), inner].into_iter().flatten();
        let mut values = objects.flat_map(|it| names.iter().filter_map(|name| it.get(name)));
        values.find_map(|value| match value {
            Document::String(text) => Some(text.clone()),
            Document::Number(number) => Some(number.to_string()),
            _ => None,
        })
    };
    Told {
        name: None,
        code: text(&["error_code", "errorCode", "code", "errcode"]),
        message: text(&["error_msg", "errorMsg", "error_message", "message", "errmsg"]),
        request_id: text(&["request_id", "requestId"]),
    }
}
