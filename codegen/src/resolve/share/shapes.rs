//! The shapes of a service before all of them have names: what [`name`](crate::resolve::name) works on.

use crate::resolve::tie::steps::Step;
use crate::spec::{ServiceId, ShapeId, Type};

/// Every shape of one service, shared already, and the operations that reach them. The order of
/// `shapes` follows from what the pages state and not from the order of reading, but means nothing.
#[derive(Clone, Debug)]
pub struct Shapes<'a> {
    /// The id of the service: `workspaces-web`.
    pub service: &'a ServiceId,
    /// The class of its client.
    pub client: Option<&'a str>,
    /// Its operations, in the order of the index.
    pub operations: Vec<OperationShapes<'a>>,
    /// Names that are taken by shapes of which this time no page tells.
    pub reserved: Vec<&'a str>,
    /// The shapes. A [`ShapeId`] is an index into it, here and in [`Shape::members`].
    pub shapes: Vec<Shape<'a>>,
}

/// An operation and the shapes of its own.
#[derive(Clone, Debug)]
pub struct OperationShapes<'a> {
    /// Its name on the wire; where no page tells, made of the method's.
    pub name: String,
    /// Its documentation.
    pub documentation: Option<&'a str>,
    /// What it takes; the shape's role is [`Role::Input`].
    pub input: Option<ShapeId>,
    /// What it returns; the shape's role is [`Role::Output`].
    pub output: Option<ShapeId>,
    /// The errors it names; their role is [`Role::Error`].
    pub errors: Vec<ShapeId>,
}

/// What a shape is to its service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The input of the operation with this index.
    Input(u32),
    /// The output of the operation with this index.
    Output(u32),
    /// An error; it always has a given name.
    Error,
    /// Anything below one of those.
    Nested,
}

/// What a shape consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ShapeType {
    /// Members, each there or not.
    Structure,
    /// Members, of which exactly one is set.
    Union,
    /// Members, of which each event is one.
    EventStream,
    /// A string that is one of these.
    Enum,
}

/// A shape.
#[derive(Clone, Debug)]
pub struct Shape<'a> {
    /// The name it has already: stated by a page, or kept from the spec that stood there before.
    /// Given names differ from each other; they are taken, and final.
    pub given: Option<Box<str>>,
    /// What it is to the service.
    pub role: Role,
    /// What it consists of.
    pub ty: ShapeType,
    /// Its members, in the order of the documentation; none for an enum.
    pub members: Vec<ShapeMember<'a>>,
    /// Its values, in the order of the documentation; none for anything but an enum.
    pub values: Vec<&'a str>,
    /// Where it stands: every step from a member of another shape (or its own) to it, sorted by
    /// owner, then member. Empty for inputs, outputs and errors that nothing else holds.
    pub occurrences: Vec<Occurrence<'a>>,
    /// What is said of it where it is the element of a list or the value of a map, the text said
    /// most often first, no text twice. That is the shape's own documentation as a rule, where a
    /// member's documentation is the member's.
    pub documentation: Vec<&'a str>,
}

/// A member of a structure, union or event stream.
#[derive(Clone, Debug)]
pub struct ShapeMember<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its type; shapes in it are indices into [`Shapes::shapes`].
    pub ty: Type,
    /// It must be there, as far as requests tell.
    pub required: bool,
    /// Its documentation.
    pub documentation: Option<&'a str>,
}

/// A place where a shape stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Occurrence<'a> {
    /// The shape whose member leads here.
    pub owner: ShapeId,
    /// The index of the member.
    pub member: u32,
    /// The lists and maps between the member and the shape, the outermost first.
    pub path: Vec<Step>,
    /// What is said of the shape at the end of a path that is not empty; the member's own
    /// documentation is the member's.
    pub element: Option<&'a str>,
}

impl<'a> Shapes<'a> {
    /// The shape of that id.
    pub fn shape(&self, id: ShapeId) -> &Shape<'a> {
        &self.shapes[id.0 as usize]
    }
}
