//! The shapes of a spec as tables of the runtime, made while the program runs.

use std::collections::HashMap;
use std::time::Duration;

use doc_bindgen_runtime::Value;
use doc_bindgen_runtime::dynamic::{Dynamic, DynamicOperation, Kind, Stated, Structure};
use doc_bindgen_runtime::facts::{
    ErrorFacts, HttpFacts, OperationFacts, Retry, ServiceFacts, Streamed, WaiterFacts,
};

use super::wire::{self, forever};
use crate::spec::{
    self, Error, Operation, Protocol, Scalar, ShapeId, ShapeKind, Spec, Type, Waiter,
};

/// A service that can be called. Its tables live as long as the program: make it once for each spec.
pub struct Service<'a> {
    spec: &'a Spec,
    facts: &'static ServiceFacts,
    structures: HashMap<ShapeId, &'static Structure>,
    /// Structures whose members are not said yet.
    pending: Vec<ShapeId>,
}

impl<'a> Service<'a> {
    /// The service of a spec.
    pub fn new(spec: &'a Spec) -> Self {
        let facts = Box::leak(Box::new(facts(spec)));
        Service { spec, facts, structures: HashMap::new(), pending: Vec::new() }
    }

    /// What is the same for all of its operations.
    pub fn facts(&self) -> &'static ServiceFacts {
        self.facts
    }

    /// The spec.
    pub fn spec(&self) -> &'a Spec {
        self.spec
    }

    /// One of its operations.
    pub fn operation(&mut self, operation: &Operation) -> DynamicOperation {
        let spec = self.spec;
        let input = operation.input.map(|id| self.structure(id));
        let output = operation.output.map(|id| self.structure(id));
        let mut errors = Vec::new();
        let mut error_types = Vec::new();
        for (index, shape) in spec.shapes.iter().enumerate() {
            if let ShapeKind::Error(error) = &shape.kind {
                errors.push(error_facts(&shape.name, error));
                error_types.push(self.structure(ShapeId(index as u32)));
            }
        }
        self.define();
        let http = operation.http.as_ref().map(|http| HttpFacts {
            method: forever(&http.method),
            path: forever(&http.path),
            status: http.status.unwrap_or(0),
        });
        let facts = OperationFacts {
            name: forever(&operation.name),
            service: self.facts,
            http,
            host_prefix: operation.sending.host_prefix.as_deref().map(forever),
            auth: wire::auth(&operation.sending.auth),
            unsigned_body: operation.sending.unsigned_body,
            checksum: operation.sending.checksum,
            input_stream: operation.input.and_then(|id| streamed(spec, id)),
            output_stream: operation.output.and_then(|id| streamed(spec, id)),
        };
        DynamicOperation {
            facts: Box::leak(Box::new(facts)),
            input,
            output,
            errors: errors.leak(),
            error_types: error_types.leak(),
        }
    }

    /// A blank structure of its types; nothing of what is none.
    pub fn blank(&mut self, id: ShapeId) -> Option<Dynamic> {
        if !matches!(self.spec[id].kind, ShapeKind::Structure(_) | ShapeKind::Error(_)) {
            return None;
        }
        let mut blank = Dynamic::of(Kind::Structure(self.structure(id)));
        self.define();
        // A structure that is set is there, of which no member is.
        blank.slot();
        Some(blank)
    }

    /// One of its waiters.
    pub fn waiter(&self, waiter: &Waiter) -> WaiterFacts {
        let acceptors: Vec<_> = waiter.acceptors.iter().filter_map(wire::acceptor).collect();
        WaiterFacts {
            name: forever(&waiter.name),
            delay: Duration::from_secs(waiter.delay.into()),
            max_attempts: waiter.max_attempts,
            acceptors: acceptors.leak(),
        }
    }

    /// The table of a shape. Its members are said by [`define`](Self::define), as a chain of shapes may
    /// be longer than the stack is deep.
    fn structure(&mut self, id: ShapeId) -> &'static Structure {
        if let Some(structure) = self.structures.get(&id) {
            return structure;
        }
        let structure = Structure::named(&*self.spec[id].name);
        self.structures.insert(id, structure);
        self.pending.push(id);
        structure
    }

    fn define(&mut self) {
        let case = self.spec.protocol.as_ref().and_then(|protocol| protocol.wire_case);
        while let Some(id) = self.pending.pop() {
            let spec = self.spec;
            let members = spec[id].kind.members();
            let kinds: Vec<_> =
                members.iter().map(|member| (&*member.name, self.kind(&member.ty))).collect();
            let wires = members.iter().enumerate();
            let wires = wires.filter_map(|(place, member)| wire::member(spec, case, place, member));
            let stated = Stated { wire: wires.collect(), ..Stated::default() };
            self.structure(id).define(kinds, stated);
        }
    }

    fn kind(&mut self, ty: &Type) -> Kind {
        match ty {
            Type::Scalar(scalar) => match scalar {
                Scalar::String => Kind::String,
                Scalar::Integer | Scalar::Long => Kind::Integer,
                Scalar::Float => Kind::Float,
                Scalar::Double => Kind::Double,
                Scalar::Boolean => Kind::Boolean,
                Scalar::Timestamp => Kind::Timestamp,
                Scalar::Blob => Kind::Blob,
                Scalar::Document => Kind::Document,
                Scalar::Stream => Kind::Stream,
            },
            Type::List(entry) => Kind::List(Box::leak(Box::new(self.kind(entry)))),
            Type::Map(_, value) => Kind::Map(Box::leak(Box::new(self.kind(value)))),
            Type::Shape(id) => match self.spec[*id].kind {
                ShapeKind::Enum(_) => Kind::String,
                ShapeKind::Union(_) => Kind::Union(self.structure(*id)),
                ShapeKind::EventStream(_) => Kind::Events(self.structure(*id)),
                ShapeKind::Structure(_) | ShapeKind::Error(_) => {
                    Kind::Structure(self.structure(*id))
                }
            },
        }
    }
}

fn facts(spec: &Spec) -> ServiceFacts {
    let Protocol {
        name,
        target_prefix,
        endpoint_prefix,
        signing_name,
        service_id,
        auth,
        wire_case,
        xml_namespace,
        query_compatible,
        endpoints,
    } = spec.protocol.clone().unwrap_or_default();
    let text = |text: Option<String>| text.as_deref().map(forever);
    ServiceFacts {
        provider: spec.provider.as_str(),
        id: forever(spec.service.as_str()),
        version: spec.version.as_deref().map(forever),
        protocol: name.map(wire::protocol),
        target_prefix: text(target_prefix),
        endpoint_prefix: text(endpoint_prefix),
        endpoints: endpoints.iter().map(wire::endpoint).collect::<Vec<_>>().leak(),
        signing_name: text(signing_name),
        service_id: text(service_id),
        auth: wire::auth(&auth),
        wire_case: wire::case(wire_case),
        xml_namespace: xml_namespace.map(|uri| wire::namespace(&uri, None)),
        query_compatible,
    }
}

fn error_facts(name: &str, error: &Error) -> ErrorFacts {
    ErrorFacts {
        name: forever(name),
        code: error.facts.code.as_deref().map(forever),
        status: error.status.unwrap_or(0),
        retry: error.facts.retryable.map(|retry| match retry {
            spec::Retry::Transient => Retry::Transient,
            spec::Retry::Throttling => Retry::Throttling,
        }),
    }
}

/// What comes or goes bit by bit on that side, if anything does.
fn streamed(spec: &Spec, id: ShapeId) -> Option<Streamed> {
    spec[id].kind.members().iter().find_map(|member| match &member.ty {
        Type::Scalar(Scalar::Stream) => Some(Streamed::Bytes),
        Type::Shape(id) if matches!(spec[*id].kind, ShapeKind::EventStream(_)) => {
            Some(Streamed::Events)
        }
        _ => None,
    })
}
