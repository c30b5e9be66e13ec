//! What values are, and which members they have.

use std::fmt;
use std::sync::OnceLock;

use crate::value::Shape;
use crate::wire::Wire;

/// What a value is.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)] // the types' own names
pub enum Kind {
    Boolean,
    Integer,
    Float,
    Double,
    /// Text, an enum's too.
    String,
    Timestamp,
    Blob,
    Document,
    Stream,
    /// A list of values.
    List(&'static Kind),
    /// A map from text to values.
    Map(&'static Kind),
    Structure(&'static Structure),
    Union(&'static Structure),
    /// A stream of events, of which each is one of the members.
    Events(&'static Structure),
}

/// The members of a structure, of a union, or the events of a stream.
pub struct Structure {
    name: &'static str,
    members: OnceLock<Members>,
}

/// What is stated of the members beside their names and kinds.
#[derive(Debug, Default)]
pub struct Stated {
    /// How they stand on the wire: [`Shape::wire`].
    pub wire: Vec<Wire>,
    /// How the whole stands there where it is a body: [`Shape::root`].
    pub root: Option<&'static Wire>,
    /// Which of them a request must have: [`Shape::required`].
    pub required: Vec<usize>,
}

struct Members {
    shape: Shape,
    kinds: Vec<Kind>,
}

impl Structure {
    /// A structure whose members are said later, as they may hold the structure itself.
    pub fn named(name: impl Into<String>) -> &'static Self {
        Box::leak(Box::new(Structure { name: forever(name.into()), members: OnceLock::new() }))
    }

    /// Says what the members are. Only the first time counts.
    pub fn define<N: Into<String>>(
        &'static self,
        members: impl IntoIterator<Item = (N, Kind)>,
        stated: Stated,
    ) {
        self.members.get_or_init(|| {
            let (names, kinds): (Vec<&str>, Vec<Kind>) =
                members.into_iter().map(|(name, kind)| (forever(name.into()), kind)).unzip();
            let names: &'static [&str] = Box::leak(names.into_boxed_slice());
            let shape = Shape {
                name: self.name,
                members: names,
                wire: Box::leak(stated.wire.into_boxed_slice()),
                root: stated.root,
                required: Box::leak(stated.required.into_boxed_slice()),
                ..Shape::EMPTY
            };
            Members { shape, kinds }
        });
    }

    /// What the members are called, and what is stated of them.
    pub fn shape(&'static self) -> &'static Shape {
        self.members.get().map_or(&Shape::EMPTY, |members| &members.shape)
    }

    /// What the members are.
    pub fn kinds(&self) -> &[Kind] {
        self.members.get().map_or(&[], |members| &members.kinds)
    }
}

/// Only the name, as a structure may hold itself.
impl fmt::Debug for Structure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Structure").field(&self.name).finish()
    }
}

/// Text that lives as long as the program.
fn forever(text: String) -> &'static str {
    Box::leak(text.into_boxed_str())
}
