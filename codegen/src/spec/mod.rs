//! The spec: the reviewed artefact in the middle, one YAML file a service.
//!
//! YAML is known here and nowhere else. The format is described in the project's
//! `spec/README.md`.

mod acceptor;
#[cfg(feature = "parse")]
mod arrange;
pub(crate) mod keys;
pub(crate) mod labels;
mod limits;
mod locate;
mod model;
mod name;
pub(crate) mod nearest;
mod overlay;
mod problem;
mod reach;
mod read;
mod scalar;
mod schema;
mod sending;
mod sparse;
#[cfg(test)]
mod tests;
mod ty;
mod validate;
mod wire;
mod write;
mod writer;

/// What the other YAML files of this tool are read and written with.
#[cfg(feature = "diff")]
pub(crate) mod yaml {
    pub(crate) use super::locate::Locator;
    pub(crate) use super::nearest::nearest;
    pub(crate) use super::read::seed::{Reader, Table, flag, keep_by_name, text};
    pub(crate) use super::read::{Located, Tables, read_tables};
    pub(crate) use super::scalar::{Context, write};
}

pub use acceptor::{Acceptor, Matcher, State};
#[cfg(feature = "parse")]
pub(crate) use arrange::insert_by_method;
pub use labels::path_labels;
pub use limits::{Length, Limits, Range};
pub use model::{
    Error, Http, Member, Operation, Pagination, Protocol, ProtocolName, Provider, Shape, ShapeKind,
    Spec, Waiter,
};
pub use name::{InvalidServiceId, ServiceId};
pub use nearest::nearest as nearest_names;
pub use overlay::{BuiltIn, BuiltInOf, Overlay, Overlays};
pub use problem::{KeyPath, Problem, ProblemKind, SpecError, Step};
pub use read::read;
pub use schema::{SchemaOf, schema};
pub use sending::{Auth, Endpoint, Failing, Retry, Sending};
pub use sparse::Sparse;
#[cfg(feature = "parse")]
pub(crate) use ty::MAX_DEPTH;
pub use ty::{Scalar, ShapeId, Type, TypeError, is_shape_name};
#[cfg(feature = "parse")]
pub(crate) use validate::has_members;
pub use validate::{is_wire_name, validate};
pub use wire::{Case, Location, Namespace, TimestampFormat, Wire};
pub use write::write;
#[cfg(feature = "parse")]
pub(crate) use write::write_to;
