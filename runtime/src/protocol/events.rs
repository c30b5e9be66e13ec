//! Events in frames, read as they come and written as they are given.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf, Bytes, BytesMut};
use futures_core::Stream;
use http::Response;
use http::header::HeaderValue;

use super::answer;
use super::frame::{Frame, FrameError, Header};
use super::input::Input;
use super::text;
use crate::facts::{OperationFacts, Streamed};
use crate::value::{EventSource, Events, Member, Slot, Union, Value, View, WriteEvent};
use crate::wire::{Case, Location, Wire};
use crate::{Blob, BoxError, ByteStream, Document, ErrorKind, Failure, UnknownMember};

/// The type of a body of frames.
pub(super) const CONTENT_TYPE: HeaderValue =
    HeaderValue::from_static("application/vnd.amazon.eventstream");

/// How the payloads of events are written and read.
pub(super) struct Format {
    /// The type of a payload.
    content_type: &'static str,
    read: ReadPayload,
    write: WritePayload,
    /// A payload of which nothing is known.
    document: fn(&[u8]) -> Option<Document>,
}

type ReadPayload = fn(&[u8], &mut dyn Value, &Wire, Case) -> Result<(), BoxError>;
type WritePayload = fn(&dyn Value, &Wire, Case) -> Result<Vec<u8>, Failure>;

#[cfg(feature = "json")]
pub(super) static JSON: Format = Format {
    content_type: "application/json",
    read: |body, value, wire, case| Ok(super::json::read(body, value, wire, case)?),
    write: |value, wire, case| {
        let mut writer = super::json::Writer::new(case);
        writer.value(value, wire)?;
        Ok(writer.finish())
    },
    document: super::json::document,
};

#[cfg(feature = "xml")]
pub(super) static XML: Format = Format {
    content_type: "application/xml",
    read: |body, value, wire, case| Ok(super::xml::Document::new(body, case)?.read(value, wire)?),
    write: |value, wire, case| {
        let mut writer = super::xml::Writer::new(case);
        let name = match value.view() {
            View::Inner(record) => record.shape().name,
            _ => value.shape().name,
        };
        writer.value(wire.name.unwrap_or(name), value, wire)?;
        Ok(writer.finish())
    },
    document: |_| None,
};

#[cfg(feature = "cbor")]
pub(super) static CBOR: Format = Format {
    content_type: "application/cbor",
    read: |body, value, wire, case| Ok(super::cbor::read(body, value, wire, case)?),
    write: |value, wire, case| {
        let mut writer = super::cbor::Writer::new(case);
        writer.value(value, wire)?;
        Ok(writer.finish())
    },
    document: super::cbor::document,
};

/// How events are read: the format of their payloads, and how names are written there.
#[derive(Clone, Copy)]
struct Reading {
    format: &'static Format,
    case: Case,
}

impl Reading {
    fn new(facts: &OperationFacts, format: &'static Format) -> Self {
        Reading { format, case: facts.service.wire_case }
    }

    /// Reads an event into a blank value. `false` for a frame that is none.
    fn read(&self, frame: &Frame, event: &mut dyn Value) -> Result<bool, BoxError> {
        let kind = match frame.text(":message-type") {
            Some("error") => {
                let mut failure = Failure::new(ErrorKind::Service);
                if let Some(code) = frame.text(":error-code") {
                    failure = failure.with_code(code.to_owned());
                }
                if let Some(message) = frame.text(":error-message") {
                    failure = failure.with_message(message.to_owned());
                }
                return Err(failure.into());
            }
            Some("exception") => return Err(self.exception(frame).into()),
            _ => frame.text(":event-type").unwrap_or_default(),
        };
        // The members of the output that stand beside the events.
        if kind == "initial-response" {
            return Ok(false);
        }
        let Slot::Union(union) = event.slot() else { return Ok(false) };
        match super::input::find(union.shape(), self.case, kind, 0) {
            Some(place) => self.known(frame, union, place)?,
            None => union.set_unknown(UnknownMember {
                name: kind.to_owned(),
                value: self.unknown(&frame.payload),
            }),
        }
        Ok(true)
    }

    fn exception(&self, frame: &Frame) -> Failure {
        let mut failure = Failure::new(ErrorKind::Service);
        if let Some(code) = frame.text(":exception-type") {
            failure = failure.with_code(answer::code(code));
        }
        let body = (self.format.document)(&frame.payload).unwrap_or_default();
        let message = ["message", "Message"].into_iter().find_map(|name| body.get(name)?.as_str());
        match message {
            Some(message) => failure.with_message(message.to_owned()),
            None => failure,
        }
    }

    fn unknown(&self, payload: &[u8]) -> Document {
        (self.format.document)(payload).unwrap_or_else(|| match std::str::from_utf8(payload) {
            Ok(text) => text.into(),
            Err(_) => Blob::from(payload).to_base64().into(),
        })
    }

    fn known(&self, frame: &Frame, union: &mut dyn Union, place: usize) -> Result<(), BoxError> {
        let event = super::record(union.set(place));
        let shape = event.shape();
        let mut whole = true;
        for (place, member, wire) in shape.members() {
            match wire.location {
                Location::Header => {
                    let name = super::input::name(member, wire, Case::Same);
                    if let Some(header) = frame.header(&name) {
                        self.header(header, event.member_mut(place))?;
                    }
                }
                Location::Payload => {
                    whole = false;
                    self.payload(&frame.payload, event.member_mut(place), wire)?;
                }
                _ => {}
            }
        }
        if whole && !frame.payload.is_empty() {
            (self.format.read)(&frame.payload, event, &Wire::NONE, self.case)?;
        }
        Ok(())
    }

    fn payload(&self, payload: &[u8], value: &mut dyn Value, wire: &Wire) -> Result<(), BoxError> {
        match value.slot() {
            Slot::Blob(blob) => *blob = Blob::from(payload),
            Slot::Stream(stream) => *stream = payload.to_vec().into(),
            Slot::String(text) => *text = std::str::from_utf8(payload)?.to_owned(),
            _ => (self.format.read)(payload, value, wire, self.case)?,
        }
        Ok(())
    }

    fn header(&self, header: &Header, value: &mut dyn Value) -> Result<(), BoxError> {
        match (header, value.slot()) {
            (Header::Boolean(from), Slot::Boolean(to)) => *to = *from,
            (Header::Integer(from), Slot::Integer(to)) => *to = *from,
            (Header::Integer(from), Slot::Double(to)) => *to = *from as f64,
            (Header::Bytes(from), Slot::Blob(to)) => *to = Blob::from(&**from),
            (Header::Timestamp(from), Slot::Timestamp(to)) => *to = *from,
            (Header::String(from), mut slot) => text::into(from, &mut slot)?,
            (Header::Integer(from), mut slot) => text::into(&from.to_string(), &mut slot)?,
            _ => {}
        }
        Ok(())
    }
}

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
                header(":event-type", Header::String(member.name.clone()));
                header(":content-type", Header::String(self.format.content_type.into()));
                member.value.to_string().into_bytes()
            }
            Member::Known(place, value) => {
                let shape = union.shape();
                let name = shape.members.get(place).copied().unwrap_or_default();
                let name = super::input::name(name, shape.wire_of(place), self.case);
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
                    let name = super::input::name(member, wire, Case::Same);
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
                    payload = Some((self.format.write)(value, wire, self.case)?);
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

/// The body that holds `members`, and its type. Where there are events they come after a first frame of
/// that name, which holds the members.
pub(super) fn body(
    facts: &OperationFacts,
    input: &Input<'_>,
    (first, members): (&str, Vec<u8>),
    format: &'static Format,
    content_type: HeaderValue,
) -> Result<(ByteStream, HeaderValue), Failure> {
    let events = input.fields().find_map(|field| match field.value.view() {
        View::Events(events) => Some(events),
        _ => None,
    });
    match events {
        Some(events) => Ok((write(facts, events, Some((first, members)), format)?, CONTENT_TYPE)),
        None => Ok((members.into(), content_type)),
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

/// Makes an event stream of a body.
pub(super) fn read(
    facts: &OperationFacts,
    events: &mut dyn Events,
    body: ByteStream,
    format: &'static Format,
) {
    let reading = Reading::new(facts, format);
    events.receive(Box::new(Source { frames: Frames::new(body), reading }));
}

/// What came first of a body that goes on, read before the call gives its output.
#[derive(Clone)]
pub(crate) struct Head(pub(crate) Bytes);

/// Whether a first frame is to be read before the call gives its output: where the operation stands
/// nowhere in HTTP but in the body, the other members come in it.
pub(crate) fn wants_head(facts: &OperationFacts) -> bool {
    let is_rpc = |protocol: &super::Protocol| {
        protocol.name.starts_with("json-") || protocol.name == "rpc-v2-cbor"
    };
    facts.output_stream == Some(Streamed::Events) && facts.service.protocol.is_some_and(is_rpc)
}

/// Whether that is a whole frame, or will never be one.
pub(crate) fn is_head(read: &[u8]) -> bool {
    !matches!(Frame::decode(read), Ok(None))
}

/// Makes an event stream of a body, of the member of an output that is one. The other members come in
/// a first frame.
pub(super) fn attach(
    facts: &OperationFacts,
    output: &mut dyn Value,
    response: Response<ByteStream>,
    format: &'static Format,
) -> Result<(), Failure> {
    let (mut parts, body) = response.into_parts();
    let mut frames = match (parts.extensions.remove::<Head>(), body.as_bytes().cloned()) {
        (Some(Head(read)), _) => Frames { read: (&*read).into(), ..Frames::new(body) },
        (None, Some(whole)) => {
            Frames { read: (&*whole).into(), ..Frames::new(ByteStream::default()) }
        }
        (None, None) => Frames::new(body),
    };
    let reading = Reading::new(facts, format);
    let output = super::record(output);
    if let Ok(Some((frame, length))) = Frame::decode(&frames.read)
        && frame.text(":event-type") == Some("initial-response")
    {
        frames.read.advance(length);
        if !frame.payload.is_empty() {
            (format.read)(&frame.payload, output, &Wire::NONE, reading.case).map_err(|error| {
                let message = format!("{}: what comes before the events: {error}", facts.name);
                Failure::new(ErrorKind::Response).with_status(parts.status).with_message(message)
            })?;
        }
    }
    for place in 0..output.shape().members.len() {
        let member = output.member_mut(place);
        if matches!(member.view(), View::Events(_))
            && let Slot::Events(stream) = member.slot()
        {
            stream.receive(Box::new(Source { frames, reading }));
            break;
        }
    }
    Ok(())
}

/// Events out of frames.
struct Source {
    frames: Frames,
    reading: Reading,
}

impl EventSource for Source {
    fn poll_next(
        &mut self,
        event: &mut dyn Value,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<(), BoxError>>> {
        loop {
            match ready!(self.frames.poll_frame(cx)) {
                Some(Ok(frame)) => match self.reading.read(&frame, event) {
                    Ok(true) => return Poll::Ready(Some(Ok(()))),
                    Ok(false) => {}
                    Err(error) => return Poll::Ready(Some(Err(error))),
                },
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

/// Frames as they come.
struct Frames {
    body: ByteStream,
    read: BytesMut,
    over: bool,
}

impl Frames {
    fn new(body: ByteStream) -> Self {
        Frames { body, read: BytesMut::new(), over: false }
    }

    fn poll_frame(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Frame, BoxError>>> {
        while !self.over {
            match Frame::decode(&self.read) {
                Ok(Some((frame, length))) => {
                    self.read.advance(length);
                    return Poll::Ready(Some(Ok(frame)));
                }
                Ok(None) => {}
                Err(error) => return self.end(error.into()),
            }
            match ready!(Pin::new(&mut self.body).poll_next(cx)) {
                Some(Ok(chunk)) => self.read.extend_from_slice(&chunk),
                Some(Err(error)) => return self.end(error),
                None if self.read.is_empty() => self.over = true,
                None => return self.end(FrameError::CutOff.into()),
            }
        }
        Poll::Ready(None)
    }

    fn end(&mut self, error: BoxError) -> Poll<Option<Result<Frame, BoxError>>> {
        self.over = true;
        Poll::Ready(Some(Err(error)))
    }
}
