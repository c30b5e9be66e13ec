//! Answers as a service would write them.

use std::mem::discriminant;

use http::Response;

use crate::facts::{ErrorFacts, HttpFacts, OperationFacts, ServiceFacts};
use crate::protocol::reply::{self, Refusal};
use crate::protocol::{self, Errors, Protocol};
use crate::value::{Slot, View, assign};
use crate::wire::{Case, Location};
use crate::{ByteStream, Failure, Operation, OperationResult, ServiceError, Value};

/// The response in which a service would tell of that result, by the protocol that it speaks.
///
/// ```
/// # #[cfg(feature = "json")] {
/// # mod service { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/service/mod.rs")); }
/// # use service::{ListSessionsResponse, Spoken};
/// use doc_bindgen_runtime::testing::answer;
///
/// let output = ListSessionsResponse { sessions: vec!["a".into()], next_token: None };
/// let response = answer::<Spoken>(&Ok(output)).unwrap();
/// assert_eq!(response.body().as_bytes().unwrap(), r#"{"sessions":["a"]}"#);
/// # }
/// ```
pub fn answer<O: Operation>(result: &OperationResult<O>) -> Result<Response<ByteStream>, Failure> {
    match result {
        Ok(output) => reply::output(O::FACTS, output),
        Err(error) => {
            let documented = error.service().and_then(|it| Some((facts_of(it)?, it.value())));
            let code = error.code().or(documented.map(|(facts, _)| facts.name));
            let refusal = Refusal {
                code: code.unwrap_or("Unknown"),
                message: error.message(),
                status: error.status(),
                error: documented,
            };
            reply::refusal(O::FACTS, &refusal)
        }
    }
}

/// What is stated of an error.
pub(super) fn facts_of<E: ServiceError>(error: &E) -> Option<&'static ErrorFacts> {
    let is_it = |index: &usize| {
        E::blank(*index).is_some_and(|blank| discriminant(&blank) == discriminant(error))
    };
    (0..E::ERRORS.len()).find(is_it).and_then(|index| E::ERRORS.get(index))
}

/// A structure after it was written as a response of a protocol and read from it. What has no place in
/// a response is not in it: members in the path, in the query and in the status, and events, which are
/// read later.
pub fn through<T: Value>(protocol: &'static Protocol, value: &T) -> Result<T, Failure> {
    through_by(protocol, value, T::blank)
}

/// The same of a value whose type is known only when the program runs: `blank` makes one of that type.
pub fn through_by<T: Value>(
    protocol: &'static Protocol,
    value: &T,
    blank: impl Fn() -> T,
) -> Result<T, Failure> {
    // What a test says of types lives as long as the test.
    let service: &'static ServiceFacts = Box::leak(Box::new(ServiceFacts {
        id: "test",
        protocol: Some(protocol),
        wire_case: Case::Same,
        ..ServiceFacts::NONE
    }));
    let facts: &'static OperationFacts = Box::leak(Box::new(OperationFacts {
        name: "Test",
        service,
        http: Some(HttpFacts { method: "POST", path: "/", status: 200 }),
        ..OperationFacts::NONE
    }));
    let response = reply::output(facts, &in_response_by(value, &blank))?;
    let mut read = blank();
    protocol::response(facts, response, &mut read, &mut NoErrors)?;
    Ok(in_response_by(&read, &blank))
}

/// The same as what [`through`] gives, without having been written and read.
pub fn in_response<T: Value>(value: &T) -> T {
    in_response_by(value, T::blank)
}

/// The same of a value whose type is known only when the program runs: `blank` makes one of that type.
pub fn in_response_by<T: Value>(value: &T, blank: impl Fn() -> T) -> T {
    let from: &dyn Value = match value.view() {
        View::Inner(inner) => inner,
        _ => value,
    };
    let mut left = blank();
    let record = protocol::record(&mut left);
    let has_payload = from.shape().wire.iter().any(|wire| wire.location == Location::Payload);
    for (place, name, wire) in from.shape().members() {
        let member = from.member(place);
        // Beside a member that is the body there is no place in it for others.
        let elsewhere = match wire.location {
            Location::Path | Location::Query | Location::Status => true,
            // What the body is written in is said there, whoever asks for it.
            Location::Header => wire.name.unwrap_or(name).eq_ignore_ascii_case("content-type"),
            location => location == Location::Body && has_payload,
        };
        // Among headers a map that is empty and one that is not there are the same.
        let nothing = wire.location == Location::Headers
            && matches!(member.view(), View::Map(map) if map.count() == 0);
        if matches!(member.view(), View::Events(_)) {
            // A type that is made while the program runs has them from the start.
            record.member_mut(place).clear();
        } else if !elsewhere && !nothing {
            assign(member, record.member_mut(place));
            if wire.location == Location::Headers {
                without_content_type(record.member_mut(place));
            }
        }
    }
    left
}

/// Who asks for all headers is given this one, too, whatever the output says.
fn without_content_type(headers: &mut dyn Value) {
    if let View::Map(map) = headers.view()
        && map.find("content-type").is_some()
        && let Slot::Map(map) = headers.slot()
    {
        map.remove("content-type");
        if map.count() == 0 {
            headers.clear();
        }
    }
}

struct NoErrors;

impl Errors for NoErrors {
    fn facts(&self) -> &'static [ErrorFacts] {
        &[]
    }

    fn blank(&mut self, _: usize) -> Option<&mut dyn Value> {
        None
    }
}
