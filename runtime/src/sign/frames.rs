//! Events, each with a signature that goes on from the one before.

use std::fmt;

use bytes::Bytes;

use super::hash;
use super::{Keys, SigV4, SignError, basic_time};
use crate::Timestamp;
use crate::protocol::frame::{Frame, Header};

/// What stands for events in what is signed of their request.
pub const PAYLOAD: &str = "STREAMING-AWS4-HMAC-SHA256-EVENTS";

/// Signs one event after the other. Made by [`SigV4::sign_events`].
///
/// An event goes over the wire within a frame of its own, whose headers say when it was signed and hold
/// the signature. One that is empty is the end.
pub struct Frames {
    keys: Keys,
    region: String,
    service: String,
    before: String,
}

/// Shows neither the key nor the signatures.
impl fmt::Debug for Frames {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let frames = &mut f.debug_struct("Frames");
        frames.field("region", &self.region).field("service", &self.service).finish_non_exhaustive()
    }
}

impl Frames {
    pub(super) fn new(signer: &SigV4<'_>, seed: String) -> Self {
        Frames {
            keys: signer.keys.clone(),
            region: signer.region.to_owned(),
            service: signer.service.to_owned(),
            before: seed,
        }
    }

    /// An event, as it is in its frame, as it goes over the wire.
    pub fn frame(&mut self, event: &[u8], time: Timestamp) -> Result<Bytes, SignError> {
        // The header would tell of parts of a second that the signature does not know.
        let time = Timestamp::from_secs(time.secs());
        let date = basic_time(time)?;
        // A stream may last longer than the key of a day.
        let signer = SigV4::new(&self.keys, &self.region, &self.service, time);
        let mut frame = Frame {
            headers: vec![(":date".to_owned(), Header::Timestamp(time))],
            payload: event.to_vec(),
        };
        let string = format!(
            "AWS4-HMAC-SHA256-PAYLOAD\n{date}\n{}\n{}\n{}\n{}",
            signer.scope(&date),
            self.before,
            hash::hex(&hash::sha256(&frame.head())),
            hash::hex(&hash::sha256(event))
        );
        let signature = hash::hmac(&*signer.key(&date), string.as_bytes());
        self.before = hash::hex(&*signature);
        frame.headers.push((":chunk-signature".to_owned(), Header::Bytes(signature.to_vec())));
        let mut out = Vec::new();
        frame.encode(&mut out);
        Ok(out.into())
    }

    /// What comes after the last event.
    pub fn end(mut self, time: Timestamp) -> Result<Bytes, SignError> {
        self.frame(b"", time)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The event, and what is hashed of it, of the SDK's own test; the signatures were worked out by
    /// another program, from the description in Transcribe's documentation.
    #[test]
    fn an_event_and_the_end_are_signed_as_described() {
        let mut event = Vec::new();
        Frame {
            headers: vec![("some-header".into(), Header::String("value".into()))],
            payload: b"test payload".to_vec(),
        }
        .encode(&mut event);
        let hashed = "f2eba0f2e95967ee9fbc6db5e678d2fd599229c0d04b11e4fc8e0f2a02a806c6";
        assert_eq!(hash::hex(&hash::sha256(&event)), hashed);

        let keys = Keys::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
        let time = Timestamp::from_secs_and_nanos(123_456_789, 1234).unwrap();
        let signer = SigV4::new(&keys, "us-east-1", "testservice", time);
        let seed = hash::hex(&hash::sha256(b"last message sts"));
        let mut frames = Frames::new(&signer, seed);
        let first = frames.frame(&event, time).unwrap();
        // A day later, with the key of that day.
        let end = frames.end(Timestamp::from_secs(123_456_789 + 86_400)).unwrap();
        for (frame, payload, signature) in [
            (first, &*event, "26b035a029666cc75dcaead9985e24aaa5594409b16d3754b94b5bd97399369b"),
            (end, b"", "ef3ab35fd1f9dd386d733cae7c0f27df0da322091da4ed73be333683ccd93513"),
        ] {
            let (frame, _) = Frame::decode(&frame).unwrap().unwrap();
            assert_eq!(frame.payload, payload);
            let Some(Header::Bytes(bytes)) = frame.header(":chunk-signature") else {
                panic!("no signature")
            };
            assert_eq!(hash::hex(bytes), signature);
        }
    }
}
