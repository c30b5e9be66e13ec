//! What reads, writes and signs events, told by a stream of them alone.

use http::Response;
#[cfg(any(feature = "json", feature = "cbor"))]
use http::header::HeaderValue;

use super::super::record;
use super::format::Format;
use super::{head, reading, writing};
use crate::facts::OperationFacts;
use crate::value::{Events, Slot, Value, View};
use crate::{ByteStream, Failure};

/// What is done with events. Whoever needs it asks a stream of events
/// ([`Events::machinery`](crate::value::Events::machinery)) for it, and names none of the functions, so a
/// program whose operations have no such stream links neither frames nor their checksums and signatures.
#[allow(unnameable_types)]
pub struct Machinery {
    /// Makes a body of events.
    pub(in super::super) write: Write,
    /// Makes events of a body.
    pub(in super::super) read: Read,
    /// Makes events of a body that tells the output's other members first.
    pub(super) attach: Attach,
    /// Whether the first frame has come whole.
    pub(super) is_head: fn(&[u8]) -> bool,
    /// Signs a request of events, and each of them as it goes.
    #[cfg(feature = "sign")]
    pub(crate) sign: crate::sending::SignEvents,
}

type Write = fn(
    &OperationFacts,
    &dyn Events,
    Option<(&str, Vec<u8>)>,
    &'static Format,
) -> Result<ByteStream, Failure>;

type Read = fn(&OperationFacts, &mut dyn Events, ByteStream, &'static Format);

type Attach = fn(
    &OperationFacts,
    &mut dyn Value,
    Response<ByteStream>,
    &'static Format,
) -> Result<(), Failure>;

pub(crate) static MACHINERY: Machinery = Machinery {
    write: writing::write,
    read: reading::read,
    attach: reading::attach,
    is_head: head::is_head,
    #[cfg(feature = "sign")]
    sign: crate::sending::sign_events,
};

/// That of the events of an input.
pub(crate) fn of_input(input: &dyn Value) -> Option<&'static Machinery> {
    let input = match input.view() {
        View::Inner(inner) => inner,
        _ => input,
    };
    (0..input.shape().members.len()).find_map(|place| match input.member(place).view() {
        View::Events(events) => Some(events.machinery()),
        _ => None,
    })
}

/// That of the events of an output.
pub(super) fn of_output(output: &mut dyn Value) -> Option<&'static Machinery> {
    let output = record(output);
    (0..output.shape().members.len()).find_map(|place| {
        let member = output.member_mut(place);
        // What is no stream stays unset.
        if !matches!(member.view(), View::Events(_)) {
            return None;
        }
        match member.slot() {
            Slot::Events(events) => Some(events.machinery()),
            _ => None,
        }
    })
}

/// Makes an event stream of a body, of the member of an output that is one.
#[cfg(any(feature = "json", feature = "cbor"))]
pub(in super::super) fn attach(
    facts: &OperationFacts,
    output: &mut dyn Value,
    response: Response<ByteStream>,
    format: &'static Format,
) -> Result<(), Failure> {
    match of_output(output) {
        Some(machinery) => (machinery.attach)(facts, output, response, format),
        None => Ok(()),
    }
}

/// The body that holds `members`, and its type. Where there are events they come after a first frame of
/// that name, which holds the members.
#[cfg(any(feature = "json", feature = "cbor"))]
pub(in super::super) fn body(
    facts: &OperationFacts,
    input: &super::super::input::Input<'_>,
    (first, members): (&str, Vec<u8>),
    format: &'static Format,
    content_type: HeaderValue,
) -> Result<(ByteStream, HeaderValue), Failure> {
    let events = input.fields().find_map(|field| match field.value.view() {
        View::Events(events) => Some(events),
        _ => None,
    });
    match events {
        Some(events) => {
            let write = events.machinery().write;
            Ok((write(facts, events, Some((first, members)), format)?, super::CONTENT_TYPE))
        }
        None => Ok((members.into(), content_type)),
    }
}
