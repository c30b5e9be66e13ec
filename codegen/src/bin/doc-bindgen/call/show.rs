//! Output, as JSON.

use std::io::{self, Write};

use doc_bindgen_runtime::blocking::iter;
use doc_bindgen_runtime::dynamic::{Dynamic, DynamicOperation};
use doc_bindgen_runtime::facts::Streamed;
use doc_bindgen_runtime::jmespath::Expression;
use doc_bindgen_runtime::{BoxError, ByteStream, Value, View};
use serde::Serialize;

use super::Stopped;

/// Writes the output of an operation, or what stands at a path of it.
pub fn output(
    operation: &DynamicOperation,
    mut output: Dynamic,
    query: Option<&Expression>,
) -> Result<(), Stopped> {
    let unreadable =
        |error: BoxError| Stopped::why(format!("the stream broke off: {error}"), "call it again");
    let Some(_) = operation.output else { return Ok(()) };
    match operation.facts.output_stream {
        Some(Streamed::Bytes) => {
            let stream = streamed(&mut output);
            written(&json(&output, query), io::stderr().lock())?;
            bytes(stream).map_err(unreadable)
        }
        Some(Streamed::Events) => {
            let places = 0..operation.output.map_or(0, |output| output.shape().members.len());
            let is_events = |place: &usize| {
                output.get(*place).is_some_and(|it| matches!(it.view(), View::Events(_)))
            };
            let events = places.clone().find(is_events).map(|place| output.take(place));
            written(&json(&output, query), io::stderr().lock())?;
            for event in iter(events.unwrap_or_else(Dynamic::blank).into_events()) {
                let event = event.map_err(unreadable)?;
                let line = serde_json::to_string(&event).map_err(|e| unreadable(e.into()))?;
                written(&line, io::stdout().lock())?;
            }
            Ok(())
        }
        None => written(&json(&output, query), io::stdout().lock()),
    }
}

/// The members of an error, if it has any.
pub fn members(error: &Dynamic) -> Option<String> {
    let text = json(error, None);
    (text != "{}").then_some(text)
}

fn json(output: &Dynamic, query: Option<&Expression>) -> String {
    fn text(value: &impl Serialize) -> String {
        serde_json::to_string_pretty(value).unwrap_or_else(|error| error.to_string())
    }
    match query {
        Some(path) => text(&path.search(output)),
        None => text(output),
    }
}

/// Takes the stream out of an output.
fn streamed(output: &mut Dynamic) -> ByteStream {
    let mut place = 0;
    while let Some(member) = output.get(place) {
        if let View::Stream(stream) = member.view() {
            let stream = stream.clone();
            output.take(place);
            return stream;
        }
        place += 1;
    }
    ByteStream::default()
}

fn bytes(stream: ByteStream) -> Result<(), BoxError> {
    let mut stdout = io::stdout().lock();
    for chunk in iter(stream) {
        stdout.write_all(&chunk?)?;
    }
    Ok(stdout.flush()?)
}

/// A reader that has seen enough and closed the pipe is no failure.
fn written(text: &str, mut to: impl Write) -> Result<(), Stopped> {
    match writeln!(to, "{text}") {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Stopped::why(format!("the output cannot be written: {error}"), "free some room"))
        }
        _ => Ok(()),
    }
}
