//! The spec: the reviewed artefact in the middle, one YAML file a service.
//!
//! YAML is known here and nowhere else. The format is described in the project's
//! `spec/README.md`.

mod model;
mod name;
mod ty;

pub use model::{
    Error, Http, Length, Location, Member, Operation, Pagination, Protocol, ProtocolName, Provider,
    Range, Shape, ShapeKind, Spec, TimestampFormat, Waiter,
};
pub use name::{InvalidServiceId, ServiceId};
pub use ty::{Scalar, ShapeId, Type};
