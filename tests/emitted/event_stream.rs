use ::doc_bindgen_runtime as rt;
/// A client of event-stream.
pub struct Client<T = rt::AnyTransport> {
    inner: rt::Client<T>,
}
impl<T> Client<T> {
    /// A client whose requests go wherever the transport takes them.
    pub fn new(transport: T) -> Self {
        Self::with_endpoint(transport, rt::Endpoint::default())
    }
    /// A client of the service at that endpoint.
    pub fn with_endpoint(transport: T, endpoint: rt::Endpoint) -> Self {
        Self {
            inner: rt::Client::new(transport, endpoint),
        }
    }
}
rt::configured!(Client, SERVICE);
impl<T> Clone for Client<T> {
    fn clone(&self) -> Self {
        Self { inner: self.inner.clone() }
    }
}
impl<T> ::core::fmt::Debug for Client<T> {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        self.inner.fmt(f)
    }
}
impl<T: rt::Transport> Client<T> {
    pub fn start_transcription(
        &self,
        request: StartTranscriptionRequest,
    ) -> rt::Call<T, operation::StartTranscription> {
        self.inner.call(&request)
    }
}
/// What is stated of the service as a whole.
pub const SERVICE: rt::facts::ServiceFacts = rt::facts::ServiceFacts {
    provider: "aws",
    id: "event-stream",
    ..rt::facts::ServiceFacts::NONE
};
/// The operations, each a type without values.
pub mod operation {
    use super::rt;
    /// What [`Client::start_transcription`](super::Client::start_transcription) calls.
    pub enum StartTranscription {}
    impl rt::Operation for StartTranscription {
        type Input = super::StartTranscriptionRequest;
        type Output = super::StartTranscriptionResponse;
        type Error = super::Error;
        const FACTS: &'static rt::facts::OperationFacts = &rt::facts::OperationFacts {
            name: "StartTranscription",
            service: &super::SERVICE,
            input_stream: Some(rt::facts::Streamed::Events),
            output_stream: Some(rt::facts::Streamed::Events),
            ..rt::facts::OperationFacts::NONE
        };
    }
}
/// The errors that the service documents.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Error {}
impl rt::ServiceError for Error {
    const ERRORS: &'static [rt::facts::ErrorFacts] = &[];
    #[inline]
    fn blank(index: usize) -> Option<Self> {
        let _ = index;
        None
    }
    #[inline]
    fn value(&self) -> &dyn rt::Value {
        match *self {}
    }
    #[inline]
    fn value_mut(&mut self) -> &mut dyn rt::Value {
        match *self {}
    }
}
#[non_exhaustive]
pub enum Audio {
    Chunk(AudioChunk),
    /// A member that the documentation does not know.
    Unknown(rt::UnknownMember),
}
impl rt::Union for Audio {
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "Audio",
            members: &["chunk"],
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn get(&self) -> rt::Member<'_> {
        match self {
            Self::Chunk(value) => rt::Member::Known(0, value),
            Self::Unknown(member) => rt::Member::Unknown(member),
        }
    }
    #[inline]
    fn set(&mut self, index: usize) -> &mut dyn rt::Value {
        match index {
            0 => *self = Self::Chunk(rt::blank()),
            _ => *self = rt::blank(),
        }
        match self {
            Self::Chunk(value) => value,
            Self::Unknown(member) => member.value_mut(),
        }
    }
    #[inline]
    fn set_unknown(&mut self, member: rt::UnknownMember) {
        *self = Self::Unknown(member);
    }
}
#[non_exhaustive]
pub struct AudioChunk {
    pub bytes: rt::Blob,
}
impl AudioChunk {
    #[inline]
    pub fn new(bytes: impl Into<rt::Blob>) -> Self {
        Self { bytes: bytes.into() }
    }
}
impl rt::Value for AudioChunk {
    #[inline]
    fn blank() -> Self {
        Self::new(rt::blank::<rt::Blob>())
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "AudioChunk",
            members: &["bytes"],
            fields: "bytes",
            required: &[0],
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, _: usize) -> &dyn rt::Value {
        &self.bytes
    }
    #[inline]
    fn member_mut(&mut self, _: usize) -> &mut dyn rt::Value {
        &mut self.bytes
    }
}
#[non_exhaustive]
pub struct StartTranscriptionRequest {
    pub audio: rt::EventStream<Audio>,
}
impl StartTranscriptionRequest {
    #[inline]
    pub fn new(audio: impl Into<rt::EventStream<Audio>>) -> Self {
        Self { audio: audio.into() }
    }
}
impl rt::Value for StartTranscriptionRequest {
    #[inline]
    fn blank() -> Self {
        Self::new(rt::blank::<rt::EventStream<Audio>>())
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "StartTranscriptionRequest",
            members: &["audio"],
            fields: "audio",
            wire: &[
                rt::Wire {
                    place: 0,
                    location: rt::wire::Location::Payload,
                    ..rt::Wire::NONE
                },
            ],
            required: &[0],
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, _: usize) -> &dyn rt::Value {
        &self.audio
    }
    #[inline]
    fn member_mut(&mut self, _: usize) -> &mut dyn rt::Value {
        &mut self.audio
    }
}
#[non_exhaustive]
pub struct StartTranscriptionResponse {
    pub transcript: Option<rt::EventStream<Transcript>>,
}
impl StartTranscriptionResponse {
    #[inline]
    pub fn new() -> Self {
        Self { transcript: None }
    }
    #[inline]
    pub fn transcript(mut self, value: impl Into<rt::EventStream<Transcript>>) -> Self {
        rt::set(&mut self.transcript, value);
        self
    }
}
impl rt::Value for StartTranscriptionResponse {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "StartTranscriptionResponse",
            members: &["transcript"],
            fields: "transcript",
            wire: &[
                rt::Wire {
                    place: 0,
                    location: rt::wire::Location::Payload,
                    ..rt::Wire::NONE
                },
            ],
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, _: usize) -> &dyn rt::Value {
        &self.transcript
    }
    #[inline]
    fn member_mut(&mut self, _: usize) -> &mut dyn rt::Value {
        &mut self.transcript
    }
}
#[non_exhaustive]
pub enum Transcript {
    Part(TranscriptPart),
    Done(TranscriptPart),
    /// A member that the documentation does not know.
    Unknown(rt::UnknownMember),
}
impl rt::Union for Transcript {
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "Transcript",
            members: &["part", "done"],
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn get(&self) -> rt::Member<'_> {
        match self {
            Self::Part(value) => rt::Member::Known(0, value),
            Self::Done(value) => rt::Member::Known(1, value),
            Self::Unknown(member) => rt::Member::Unknown(member),
        }
    }
    #[inline]
    fn set(&mut self, index: usize) -> &mut dyn rt::Value {
        match index {
            0 => *self = Self::Part(rt::blank()),
            1 => *self = Self::Done(rt::blank()),
            _ => *self = rt::blank(),
        }
        match self {
            Self::Part(value) => value,
            Self::Done(value) => value,
            Self::Unknown(member) => member.value_mut(),
        }
    }
    #[inline]
    fn set_unknown(&mut self, member: rt::UnknownMember) {
        *self = Self::Unknown(member);
    }
}
#[non_exhaustive]
pub struct TranscriptPart {
    pub text: Option<String>,
}
impl TranscriptPart {
    #[inline]
    pub fn new() -> Self {
        Self { text: None }
    }
    #[inline]
    pub fn text(mut self, value: impl Into<String>) -> Self {
        rt::set(&mut self.text, value);
        self
    }
}
impl rt::Value for TranscriptPart {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "TranscriptPart",
            members: &["text"],
            fields: "text",
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, _: usize) -> &dyn rt::Value {
        &self.text
    }
    #[inline]
    fn member_mut(&mut self, _: usize) -> &mut dyn rt::Value {
        &mut self.text
    }
}
rt::records! {
    AudioChunk StartTranscriptionRequest StartTranscriptionResponse TranscriptPart
}
rt::defaults! {
    StartTranscriptionResponse TranscriptPart
}
rt::unions! {
    Audio Transcript
}
