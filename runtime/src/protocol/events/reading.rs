//! Events read out of frames.

use std::task::{Context, Poll, ready};

use bytes::Buf;
use http::Response;

use super::super::frame::{Frame, Header};
use super::super::{answer, input, record, text};
use super::format::Format;
use super::frames::Frames;
use super::head::Head;
use crate::facts::OperationFacts;
use crate::value::{EventSource, Events, Slot, Union, Value, View};
use crate::wire::{Case, Location, Wire};
use crate::{Blob, BoxError, ByteStream, Document, ErrorKind, Failure, UnknownMember};

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
        match input::find(union.shape(), self.case, kind, 0) {
            Some((place, _)) => self.known(frame, union, place)?,
            None => {
                union.set_unknown(UnknownMember::new(kind.to_owned(), self.unknown(&frame.payload)))
            }
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
        let event = record(union.set(place));
        let shape = event.shape();
        let mut whole = true;
        for (place, member, wire) in shape.members() {
            match wire.location {
                Location::Header => {
                    let name = input::name(member, wire.name, Case::Same);
                    if let Some(header) = frame.header(&name) {
                        self.header(header, event.member_mut(place))?;
                    }
                }
                Location::Payload => {
                    whole = false;
                    self.payload(&frame.payload, event.member_mut(place), &wire)?;
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
    let output = record(output);
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
