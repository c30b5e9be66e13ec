//! The Rust names of everything in a service.

use proc_macro2::Ident;

use super::ident::{self, Distinct};
use crate::prelude;
use crate::spec::{Member, ShapeId, Spec};

/// The Rust names of a service's types.
pub(super) struct RustNames {
    shapes: Vec<Ident>,
    operations: Vec<OperationNames>,
    waiters: Vec<Ident>,
    transport: Ident,
    sleep: Ident,
}

/// The Rust names of an operation.
pub(super) struct OperationNames {
    /// Its type.
    pub(super) ty: Ident,
    /// The client's method that calls it.
    pub(super) method: Ident,
    /// The client's method that calls for its pages, where it has any.
    pub(super) pages: Ident,
}

/// Names that no shape may take from who reads or glob-imports the module, beside those of Rust's
/// prelude: those of the module's own items, and the one that is no identifier. `Option` becomes
/// `Option_`.
const TYPES: [&str; 3] = ["Client", "Error", "Self"];

impl RustNames {
    pub(super) fn of(spec: &Spec) -> Self {
        let mut types = Distinct::without(TYPES.into_iter().chain(prelude::NAMES));
        let shapes = spec.shapes.iter();
        let shapes =
            shapes.map(|shape| types.claim(&ident::type_name(&shape.name), true)).collect();
        // A parameter would hide the shape of its name.
        let (transport, sleep) = (types.claim("T", true), types.claim("S", true));
        let mut types = Distinct::without(TYPES.into_iter().chain(prelude::NAMES));
        let mut methods = Distinct::without(["new", "with_endpoint", "clone"]);
        let named: Vec<(Ident, Ident, String)> = spec
            .operations
            .iter()
            .map(|operation| {
                let ty = types.claim(&ident::type_name(&operation.name), true);
                let method = ident::snake(&operation.method);
                (ty, methods.claim(&method, false), method)
            })
            .collect();
        // Every operation has its own name before any of these gets one.
        let operations = named.into_iter().map(|(ty, method, name)| {
            let pages = methods.claim(&format!("{name}_pages"), false);
            OperationNames { ty, method, pages }
        });
        let operations = operations.collect();
        let waiters = spec.waiters.iter();
        let waiters = waiters
            .map(|waiter| methods.claim(&format!("wait_{}", ident::snake(&waiter.name)), false))
            .collect();
        RustNames { shapes, operations, waiters, transport, sleep }
    }

    /// The type parameter of the client: what carries its requests.
    pub(super) fn transport(&self) -> &Ident {
        &self.transport
    }

    /// The type parameter of a waiter's method: what puts it to sleep.
    pub(super) fn sleep(&self) -> &Ident {
        &self.sleep
    }

    /// The names of the operations, in their order.
    pub(super) fn operations(&self) -> &[OperationNames] {
        &self.operations
    }

    /// The client's methods for the waiters, in their order.
    pub(super) fn waiters(&self) -> &[Ident] {
        &self.waiters
    }

    /// The name of a shape's type.
    pub(super) fn shape(&self, id: ShapeId) -> &Ident {
        &self.shapes[id.0 as usize]
    }
}

/// The names of a structure's fields.
pub(super) fn fields(members: &[Member]) -> Vec<Ident> {
    let mut taken = Distinct::default();
    members.iter().map(|member| taken.claim(&ident::snake(&member.name), false)).collect()
}

/// Methods that every structure has, so that no setter may have their names: `new` and those of
/// the traits that are in everyone's scope.
const METHODS: [&str; 14] = [
    "borrow",
    "borrow_mut",
    "clone",
    "clone_from",
    "clone_into",
    "default",
    "eq",
    "from",
    "into",
    "ne",
    "new",
    "to_owned",
    "try_into",
    "type_id",
];

/// The names of a structure's setters: those of the fields, unless a method has that name.
pub(super) fn setters(fields: &[Ident]) -> Vec<Ident> {
    let mut taken = Distinct::without(METHODS);
    fields.iter().map(|field| taken.claim(&ident::text(field), false)).collect()
}

/// The names of an enum's variants beside `Unknown`.
pub(super) fn variants<'a>(values: impl Iterator<Item = &'a str>) -> Vec<Ident> {
    let mut taken = Distinct::without(["Unknown"]);
    values.map(|value| taken.claim(&ident::variant_name(value), true)).collect()
}
