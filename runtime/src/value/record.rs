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
    /// Whether a value of it may lack a member that must be given, at whatever depth. Where that was not
    /// looked into, it may.
    pub asks: bool,
}

impl Shape {
    /// Of a value that has no members.
    pub const EMPTY: Shape = Shape {
        name: "",
        members: &[],
        fields: &[],
        wire: &[],
        root: None,
        required: &[],
        asks: true,
    };

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

    /// The first member for which `is` holds, with what is stated of it on the wire: looked for from the
    /// place `next` on and then before it, as what is read mostly comes in order.
    pub(crate) fn find(
        &self,
        next: usize,
        is: impl Fn(&'static str, &'static Wire) -> bool,
    ) -> Option<(usize, &'static Wire)> {
        let (before, after) = self.members.split_at(next.min(self.members.len()));
        let rank = self.wire.partition_point(|wire| usize::from(wire.place) < before.len());
        let (wires_before, wires_after) = self.wire.split_at(rank);
        let among = |members: &'static [&'static str], first: usize, mut wires: &'static [Wire]| {
            members.iter().enumerate().find_map(|(at, member)| {
                let place = first + at;
                let wire = match wires {
                    [wire, rest @ ..] if usize::from(wire.place) == place => {
                        wires = rest;
                        wire
                    }
                    _ => &Wire::NONE,
                };
                is(member, wire).then_some((place, wire))
            })
        };
        among(after, before.len(), wires_after).or_else(|| among(before, 0, wires_before))
    }

    /// The place of the member of that name in the documentation.
    pub fn place(&self, member: &str) -> Option<usize> {
        self.members.iter().position(|it| *it == member)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_looked_for_comes_with_what_is_stated_of_it() {
        const fn wire(place: u16, name: &'static str) -> Wire {
            Wire { place, name: Some(name), ..Wire::NONE }
        }
        const SHAPE: Shape = Shape {
            name: "Order",
            members: &["a", "b", "c", "d"],
            wire: &[wire(1, "B"), wire(3, "D")],
            ..Shape::EMPTY
        };
        for next in 0..6 {
            for (place, name) in ["a", "B", "c", "D"].into_iter().enumerate() {
                let found = SHAPE.find(next, |member, wire| wire.name.unwrap_or(member) == name);
                let (found, wire) = found.unwrap();
                assert_eq!((found, *wire), (place, *SHAPE.wire_of(place)), "{name} from {next}");
            }
            assert!(SHAPE.find(next, |member, wire| wire.name.unwrap_or(member) == "b").is_none());
        }
        // The one that comes next is found before the one that was there already.
        assert_eq!(SHAPE.find(2, |_, _| true).map(|it| it.0), Some(2));
        assert_eq!(SHAPE.find(4, |_, _| true).map(|it| it.0), Some(0));
    }
}
