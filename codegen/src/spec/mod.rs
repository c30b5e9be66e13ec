//! The spec: the reviewed artefact in the middle, one YAML file a service.
//!
//! YAML is known here and nowhere else. The format is described in the project's
//! `spec/README.md`.

#[cfg(test)]
mod arbitrary;
mod locate;
mod model;
mod name;
mod nearest;
mod overlay;
mod problem;
mod read;
#[cfg(test)]
mod round_trip;
#[cfg(test)]
mod says;
mod scalar;
mod schema;
mod ty;
mod validate;
mod write;

pub use model::{
    Error, Http, Length, Location, Member, Operation, Pagination, Protocol, ProtocolName, Provider,
    Range, Shape, ShapeKind, Spec, TimestampFormat, Waiter,
};
pub use name::{InvalidServiceId, ServiceId};
pub use overlay::Overlay;
pub use problem::{KeyPath, Problem, ProblemKind, SpecError, Step};
pub use read::read;
pub use schema::{SchemaOf, schema};
pub use ty::{MAX_DEPTH, Scalar, ShapeId, Type, TypeError, is_shape_name};
pub use validate::validate;
pub use write::{write, write_to};
