//! Events written into frames.

use super::super::frame::{Frame, Header};
use super::super::input;
use super::format::Format;
use crate::facts::OperationFacts;
use crate::value::{Events, Member, Value, View, WriteEvent};
use crate::wire::{Case, Location, Wire};
use crate::{ByteStream, Failure};

/// How events are written.
#[derive(Clone, Copy)]
struct Writing {
    format: &'static Format,
    case: Case,
}

impl Writing {
    /// The frame of an event.
    fn write(&self, event: &dyn Value) -> Result<Vec<u8>, Failure> {
        let View::Union(union) = event.view() else {
            return Err(Failure::unwritable("an event is one of several"));
        };
        let mut frame = Frame::default();
        let mut header = |name: &str, value: Header| frame.headers.push((name.to_owned(), value));
        header(":message-type", Header::String("event".into()));
        let payload = match union.get() {
            Member::Unknown(member) => {
                header(":event-type", Header::String(member.name().to_owned()));
                header(":content-type", Header::String(self.format.content_type.into()));
                member.value().to_string().into_bytes()
            }
            Member::Known(place, value) => {
                let shape = union.shape();
                let name = shape.members.get(place).copied().unwrap_or_default();
                let name = input::name(name, shape.on_wire_of(place).name, self.case);
                header(":event-type", Header::String(name.into_owned()));
                self.known(value, &mut header)?
            }
        };
        frame.payload = payload;
        let mut out = Vec::new();
        frame.encode(&mut out);
        Ok(out)
    }

    fn known(
        &self,
        event: &dyn Value,
        header: &mut dyn FnMut(&str, Header),
    ) -> Result<Vec<u8>, Failure> {
        let record = match event.view() {
            View::Inner(inner) => inner,
            _ => event,
        };
        let mut payload = None;
        let mut body = false;
        for (place, member, wire) in record.shape().members() {
            let value = record.member(place);
            match (wire.location, value.view()) {
                (_, View::Unset) => body |= wire.location == Location::Body,
                (Location::Header, view) => {
                    let name = input::name(member, wire.name, Case::Same);
                    let value = match view {
                        View::Boolean(value) => Header::Boolean(value),
                        View::Integer(value) => Header::Integer(value),
                        View::Blob(value) => Header::Bytes(value.to_vec()),
                        View::Timestamp(value) => Header::Timestamp(value),
                        View::String(value) => Header::String(value.to_owned()),
                        _ => {
                            return Err(Failure::unwritable(format!(
                                "`{member}` is nothing that the header of an event could hold"
                            )));
                        }
                    };
                    header(&name, value);
                }
                (Location::Payload, View::Blob(value)) => {
                    header(":content-type", Header::String("application/octet-stream".into()));
                    payload = Some(value.to_vec());
                }
                (Location::Payload, View::String(value)) => {
                    header(":content-type", Header::String("text/plain".into()));
                    payload = Some(value.as_bytes().to_vec());
                }
                (Location::Payload, _) => {
                    header(":content-type", Header::String(self.format.content_type.into()));
                    payload = Some((self.format.write)(value, &wire, self.case)?);
                }
                _ => body = true,
            }
        }
        match payload {
            Some(payload) => Ok(payload),
            None if body => {
                header(":content-type", Header::String(self.format.content_type.into()));
                (self.format.write)(record, &Wire::NONE, self.case)
            }
            None => Ok(Vec::new()),
        }
    }
}

/// A body that is events. `first` is what goes before them, and what it is called.
pub(super) fn write(
    facts: &OperationFacts,
    events: &dyn Events,
    first: Option<(&str, Vec<u8>)>,
    format: &'static Format,
) -> Result<ByteStream, Failure> {
    let first = first.map(|(name, payload)| {
        let text = |text: &str| Header::String(text.to_owned());
        let headers = vec![
            (":message-type".to_owned(), text("event")),
            (":event-type".to_owned(), text(name)),
            (":content-type".to_owned(), text(format.content_type)),
        ];
        let mut out = Vec::new();
        Frame { headers, payload }.encode(&mut out);
        out
    });
    let first = first.unwrap_or_default();
    let writing = Writing { format, case: facts.service.wire_case };
    // What is in memory is written whole, so that it can be sent again.
    let Some(list) = events.list() else {
        let mut first = Some(first);
        let write: WriteEvent = Box::new(move |event| {
            let mut bytes = first.take().unwrap_or_default();
            bytes.extend(writing.write(event)?);
            Ok(bytes.into())
        });
        return Ok(events.send(write));
    };
    let mut bytes = first;
    for event in list {
        bytes.extend(writing.write(event)?);
    }
    Ok(bytes.into())
}
