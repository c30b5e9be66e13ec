//! A structure.

use crate::wire::Wire;

/// What the documentation and Rust call a structure and its members, and what is stated of them on
/// the wire. Errors, unions and the events of a stream have the same.
#[derive(Debug)]
pub struct Shape {
    /// The name of the type.
    pub name: &'static str,
    /// The members' names in the documentation, in its order.
    pub members: &'static [&'static str],
    /// The fields' names in Rust, in the same order; of a union and of events none.
    pub fields: &'static [&'static str],
    /// The members that do not stand on the wire as the protocol's own rule has it, sorted by place.
    pub wire: &'static [Wire],
    /// How it stands on the wire where it is a whole body, if that is not the protocol's own rule:
    /// the name and the namespace of its element.
    pub root: Option<&'static Wire>,
    /// The places of the members that who sends it must give. Who receives it cannot rely on them:
    /// what requests require a response may lack.
    pub required: &'static [usize],
}

impl Shape {
    /// Of a value that has no members.
    pub const EMPTY: Shape =
        Shape { name: "", members: &[], fields: &[], wire: &[], root: None, required: &[] };

    /// What is stated of how the member at that place stands on the wire.
    pub fn wire_of(&self, place: usize) -> &'static Wire {
        let found = self.wire.binary_search_by_key(&place, |wire| usize::from(wire.place));
        found.ok().and_then(|at| self.wire.get(at)).unwrap_or(&Wire::NONE)
    }

    /// The members: place, name, and what is stated of it on the wire.
    pub fn members(&self) -> impl Iterator<Item = (usize, &'static str, &'static Wire)> + '_ {
        let mut wires = self.wire.iter().peekable();
        self.members.iter().enumerate().map(move |(place, name)| {
            let wire = wires.next_if(|wire| usize::from(wire.place) == place);
            (place, *name, wire.unwrap_or(&Wire::NONE))
        })
    }

    /// The place of the member of that name in the documentation.
    pub fn place(&self, member: &str) -> Option<usize> {
        self.members.iter().position(|it| *it == member)
    }
}
