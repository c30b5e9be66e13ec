//! A structure.

/// What the documentation and Rust call a structure and its members.
#[derive(Debug)]
pub struct Shape {
    /// The name of the type.
    pub name: &'static str,
    /// The members' names in the documentation, in its order.
    pub members: &'static [&'static str],
    /// The fields' names in Rust, in the same order.
    pub fields: &'static [&'static str],
}

impl Shape {
    /// Of a value that has no members.
    pub(super) const EMPTY: Shape = Shape { name: "", members: &[], fields: &[] };
}
