//! Whether a member is there.
//!
//! Requests tell what is required, responses do not: a shape that both hold is told of by requests
//! alone. So who makes such a value is asked for its required members, and who reads one cannot rely
//! on them. That a request holds a shape of a response, too, makes no field of it stricter: it was an
//! `Option` before.

use crate::spec::{Member, ShapeId, Spec, Type};

/// Whether a member of a structure is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Presence {
    /// It always is: `new` takes it, and the field is the very value.
    Always,
    /// Requests have it, and a response may lack it: `new` takes it, and the field may be unset.
    Asked,
    /// It need not be: the field may be unset.
    Optional,
}

impl Presence {
    /// The field is the very value.
    pub(super) fn is_always(self) -> bool {
        self == Presence::Always
    }

    /// `new` takes it.
    pub(super) fn is_taken(self) -> bool {
        self != Presence::Optional
    }
}

/// The shapes that requests and responses hold, by id.
pub(super) struct Reach {
    requests: Vec<bool>,
    responses: Vec<bool>,
}

impl Reach {
    pub(super) fn of(spec: &Spec) -> Self {
        let operations = || spec.operations.iter();
        let outputs = operations().filter_map(|operation| operation.output);
        let errors = operations().flat_map(|operation| operation.errors.iter().copied());
        Reach {
            requests: held(spec, operations().filter_map(|operation| operation.input)),
            responses: held(spec, outputs.chain(errors)),
        }
    }

    /// Whether a member of that shape is there.
    pub(super) fn presence(&self, shape: ShapeId, member: &Member) -> Presence {
        match member.required {
            false => Presence::Optional,
            true if self.is_shared(shape) => Presence::Asked,
            true => Presence::Always,
        }
    }

    /// Whether both requests and responses hold a shape.
    pub(super) fn is_shared(&self, shape: ShapeId) -> bool {
        let index = shape.0 as usize;
        self.requests[index] && self.responses[index]
    }

    /// Whether nothing but requests holds a shape.
    pub(super) fn is_sent(&self, shape: ShapeId) -> bool {
        let index = shape.0 as usize;
        self.requests[index] && !self.responses[index]
    }

    /// Whether nothing but responses holds a shape.
    pub(super) fn is_received(&self, shape: ShapeId) -> bool {
        let index = shape.0 as usize;
        self.responses[index] && !self.requests[index]
    }
}

/// The shapes that some hold, through whatever number of others.
/// The shapes that some hold, those themselves among them, by id.
pub(super) fn held(spec: &Spec, roots: impl Iterator<Item = ShapeId>) -> Vec<bool> {
    let mut held = vec![false; spec.shapes.len()];
    let mut waiting: Vec<ShapeId> = roots.collect();
    while let Some(id) = waiting.pop() {
        if !std::mem::replace(&mut held[id.0 as usize], true) {
            let members = spec[id].kind.members();
            members.iter().for_each(|member| shapes(&member.ty, &mut waiting));
        }
    }
    held
}

fn shapes(ty: &Type, found: &mut Vec<ShapeId>) {
    match ty {
        Type::Scalar(_) => {}
        Type::List(item) => shapes(item, found),
        Type::Map(key, value) => {
            shapes(key, found);
            shapes(value, found);
        }
        Type::Shape(id) => found.push(*id),
    }
}
