//! Operations that closures answer.

use std::any::{Any, TypeId};
use std::collections::HashMap;

use http::{Response, StatusCode};

use crate::facts::OperationFacts;
use crate::value::{View, copied, missing};
use crate::{
    BoxError, ByteStream, Error, ErrorKind, Failure, Operation, OperationResult, ServiceError,
    Value,
};

/// The closures, by the type of their operation, and the inputs that they were given.
#[derive(Default)]
pub(super) struct Closures {
    answering: HashMap<TypeId, Answering>,
    inputs: HashMap<TypeId, Vec<Box<dyn Any + Send>>>,
}

/// A closure that does not know its operation.
pub(super) struct Answering {
    answer: Box<Answer>,
    /// Writes what is answered as the service would, where it is to go that way.
    write: Option<Write>,
    facts: &'static OperationFacts,
    copy: fn(&dyn Any) -> Option<Box<dyn Any + Send>>,
}

/// What a closure answered.
pub(super) enum Answered {
    Typed(Box<dyn Any>),
    Written(Written),
}

/// The answer to a request of that operation.
pub(super) type Written = (&'static OperationFacts, Result<Response<ByteStream>, BoxError>);

type Write = fn(&dyn Any) -> Result<Response<ByteStream>, BoxError>;

fn write<O: Operation>(result: &dyn Any) -> Result<Response<ByteStream>, BoxError> {
    let result: &OperationResult<O> = result.downcast_ref().ok_or("no answer of that operation")?;
    Ok(super::wire::answer::<O>(result)?)
}

type Answer = dyn FnMut(&dyn Any) -> Option<Box<dyn Any>> + Send;

impl Closures {
    /// `written`: answers go out as the service would write them.
    pub(super) fn insert<O>(
        &mut self,
        written: bool,
        mut answer: impl FnMut(&O::Input) -> OperationResult<O> + Send + 'static,
    ) where
        O: Operation<Input: Send>,
    {
        let answering = Answering {
            answer: Box::new(move |input| {
                let input: &O::Input = input.downcast_ref()?;
                let result: OperationResult<O> = match missing(input) {
                    Some(member) => {
                        Err(Failure::lacks(O::FACTS, &member, "requests require it").into())
                    }
                    None => answer(input),
                };
                Some(Box::new(result))
            }),
            write: written.then_some(write::<O>),
            facts: O::FACTS,
            copy: |input| Some(Box::new(copied::<O::Input>(input.downcast_ref()?))),
        };
        self.answering.insert(TypeId::of::<O>(), answering);
    }

    /// Takes the closure of an operation out, and keeps a copy of the input.
    pub(super) fn take(&mut self, operation: TypeId, input: &dyn Any) -> Option<Answering> {
        let answering = self.answering.remove(&operation)?;
        self.inputs.entry(operation).or_default().extend((answering.copy)(input));
        Some(answering)
    }

    /// Puts it back, unless there is another by now.
    pub(super) fn put_back(&mut self, operation: TypeId, answering: Answering) {
        self.answering.entry(operation).or_insert(answering);
    }

    pub(super) fn inputs<O: Operation>(&mut self) -> Vec<O::Input> {
        let inputs = self.inputs.remove(&TypeId::of::<O>()).unwrap_or_default();
        inputs.into_iter().filter_map(|input| input.downcast().ok().map(|input| *input)).collect()
    }
}

impl Answering {
    pub(super) fn answer(&mut self, input: &dyn Any) -> Option<Answered> {
        let answer = (self.answer)(input)?;
        Some(match self.write {
            Some(write) => Answered::Written((self.facts, write(&*answer))),
            None => Answered::Typed(answer),
        })
    }
}

/// An error that a service documents, as a call gives it: with the code and the status that are stated
/// of it, and the message that it holds.
///
/// ```
/// # mod service { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/service/mod.rs")); }
/// # use service::{AccessDenied, SessionError};
/// use doc_bindgen_runtime::testing::documented;
///
/// let error = documented(SessionError::AccessDenied(AccessDenied { reason: Some("no".into()) }));
/// assert_eq!(error.code(), Some("AccessDeniedException"));
/// assert_eq!(error.status().map(|it| it.as_u16()), Some(403));
/// ```
pub fn documented<E: ServiceError>(error: E) -> Error<E> {
    let mut failure = Failure::new(ErrorKind::Service);
    if let Some(facts) = super::wire::facts_of(&error) {
        failure = failure.with_code(facts.code.unwrap_or(facts.name));
        if let Ok(status) = StatusCode::from_u16(facts.status) {
            failure = failure.with_status(status);
        }
    }
    if let Some(message) = message(error.value()) {
        failure = failure.with_message(message);
    }
    Error::documented(failure, error)
}

fn message(error: &dyn Value) -> Option<String> {
    let record = match error.view() {
        View::Inner(inner) => inner,
        _ => error,
    };
    let is_message = |name: &str| name.eq_ignore_ascii_case("message");
    let place = record.shape().members.iter().position(|name| is_message(name))?;
    match record.member(place).view() {
        View::String(message) => Some(message.to_owned()),
        _ => None,
    }
}
