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
    /// The fields' names in Rust, in the same order, with a blank between two: one text is a third of a
    /// table of many to the compiler, and only `Debug` asks. None where they are the members' own names,
    /// and of a union and of events.
    pub fields: &'static str,
    /// What members are called on the wire of which nothing else is stated: places and names, sorted by
    /// place. Most of what is stated is that, and a pair costs the compiler an eighth of what a
    /// [`Wire`] does.
    pub names: &'static [(u16, &'static str)],
    /// The other members that do not stand on the wire as the protocol's own rule has it, sorted by
    /// place. No member is in both tables.
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
        fields: "",
        names: &[],
        wire: &[],
        root: None,
        required: &[],
        asks: true,
    };

    /// What is stated of how the member at that place stands on the wire.
    pub fn wire_of(&self, place: usize) -> Wire {
        self.on_wire_of(place).wire()
    }

    /// The same, without a copy.
    pub(crate) fn on_wire_of(&self, place: usize) -> OnWire {
        if let Ok(at) = self.wire.binary_search_by_key(&place, |wire| usize::from(wire.place)) {
            return OnWire { name: self.wire[at].name, beside: &self.wire[at] };
        }
        let found = self.names.binary_search_by_key(&place, |(at, _)| usize::from(*at));
        OnWire { name: found.ok().map(|at| self.names[at].1), ..OnWire::NONE }
    }

    /// The members: place, name, and what is stated of it on the wire.
    pub fn members(&self) -> impl Iterator<Item = (usize, &'static str, Wire)> + '_ {
        self.on_wire().map(|(place, member, stated)| (place, member, stated.wire()))
    }

    /// The same, without a copy of what is stated.
    pub(crate) fn on_wire(&self) -> impl Iterator<Item = (usize, &'static str, OnWire)> + '_ {
        self.from(0)
    }

    /// The first member for which `is` holds, with what is stated of it on the wire: looked for from the
    /// place `next` on and then before it, as what is read mostly comes in order.
    pub(crate) fn find(
        &self,
        next: usize,
        is: impl Fn(&'static str, OnWire) -> bool,
    ) -> Option<(usize, OnWire)> {
        let next = next.min(self.members.len());
        // Loops, as who asks is compiled into them.
        for (place, member, stated) in self.from(next) {
            if is(member, stated) {
                return Some((place, stated));
            }
        }
        for (place, member, stated) in self.from(0).take(next) {
            if is(member, stated) {
                return Some((place, stated));
            }
        }
        None
    }

    /// The members from a place on. Both tables are walked beside them, so that none is searched.
    fn from(&self, place: usize) -> Members {
        let names = self.names.partition_point(|(at, _)| usize::from(*at) < place);
        let wires = self.wire.partition_point(|wire| usize::from(wire.place) < place);
        Members {
            place,
            members: self.members.get(place..).unwrap_or_default(),
            names: self.names.get(names..).unwrap_or_default(),
            wires: self.wire.get(wires..).unwrap_or_default(),
        }
    }

    /// The place of the member of that name in the documentation.
    pub fn place(&self, member: &str) -> Option<usize> {
        self.members.iter().position(|it| *it == member)
    }
}

/// What is stated of a member on the wire, without a copy of it.
#[derive(Clone, Copy)]
pub(crate) struct OnWire {
    /// Its name, if it has another than the protocol's own rule gives it.
    pub(crate) name: Option<&'static str>,
    /// All but its name.
    pub(crate) beside: &'static Wire,
}

impl OnWire {
    /// All is as the protocol's own rule has it.
    pub(crate) const NONE: OnWire = OnWire { name: None, beside: &Wire::NONE };

    pub(crate) fn wire(self) -> Wire {
        Wire { name: self.name, ..*self.beside }
    }
}

/// Members, in their order.
struct Members {
    place: usize,
    members: &'static [&'static str],
    names: &'static [(u16, &'static str)],
    wires: &'static [Wire],
}

impl Iterator for Members {
    type Item = (usize, &'static str, OnWire);

    fn next(&mut self) -> Option<Self::Item> {
        let (member, members) = self.members.split_first()?;
        let place = self.place;
        let mut stated = OnWire::NONE;
        if let [(at, name), names @ ..] = self.names
            && usize::from(*at) == place
        {
            stated.name = Some(name);
            self.names = names;
        } else if let [wire, wires @ ..] = self.wires
            && usize::from(wire.place) == place
        {
            stated = OnWire { name: wire.name, beside: wire };
            self.wires = wires;
        }
        (self.place, self.members) = (place + 1, members);
        Some((place, member, stated))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_looked_for_comes_with_what_is_stated_of_it() {
        const fn wire(place: u16, name: &'static str) -> Wire {
            Wire { place, name: Some(name), flattened: true, ..Wire::NONE }
        }
        const SHAPE: Shape = Shape {
            name: "Order",
            members: &["a", "b", "c", "d", "e"],
            names: &[(1, "B"), (4, "E")],
            wire: &[wire(3, "D")],
            ..Shape::EMPTY
        };
        for next in 0..7 {
            for (place, name) in ["a", "B", "c", "D", "E"].into_iter().enumerate() {
                let found = SHAPE.find(next, |member, it| it.name.unwrap_or(member) == name);
                let found = found.map(|(place, stated)| (place, stated.wire()));
                assert_eq!(found, Some((place, SHAPE.wire_of(place))), "{name} from {next}");
            }
            assert!(SHAPE.find(next, |member, it| it.name.unwrap_or(member) == "b").is_none());
        }
        let all: Vec<_> = SHAPE.members().map(|(_, _, wire)| (wire.name, wire.flattened)).collect();
        let (b, d, e) = ((Some("B"), false), (Some("D"), true), (Some("E"), false));
        assert_eq!(all, [(None, false), b, (None, false), d, e]);
        // The one that comes next is found before the one that was there already.
        assert_eq!(SHAPE.find(2, |_, _| true).map(|it| it.0), Some(2));
        assert_eq!(SHAPE.find(5, |_, _| true).map(|it| it.0), Some(0));
    }
}
