//! What the examples of all pages show of one member.

use std::collections::HashMap;
use std::rc::Rc;

use crate::diagnostic::Place;
use crate::facts::{Class, Kind, Member, Node, PageFacts, Scalar};

use super::super::shown::{self, Seen};
use super::super::similar::{self, MemberNames};
use super::rows::Rows;

/// A member of a structure of which there may be copies on other pages: what is in the structure,
/// the member's name, and what its table says it is.
pub(super) type Spot = (u64, Box<str>, std::mem::Discriminant<Kind>);

/// What the examples of all pages show.
#[derive(Default)]
pub(super) struct Evidence {
    /// What they show at a spot, and where first.
    pub(super) spots: HashMap<Spot, (Class, Place)>,
    /// Members that tables call strings and examples show as such: by name, what they stand among.
    strings: HashMap<Box<str>, Vec<Rc<MemberNames>>>,
}

impl Evidence {
    /// Somewhere an example shows a string where this structure, or one like it, has the member.
    pub(super) fn is_string(&self, name: &str, among: &MemberNames) -> bool {
        let known = self.strings.get(name).into_iter().flatten();
        known.into_iter().any(|names| similar::likeness(names, among, name).is_some())
    }
}

pub(super) fn spot(parent: u64, member: &Member) -> Spot {
    (parent, member.name.clone(), std::mem::discriminant(&member.node.kind))
}

/// Writes down what examples show of each member.
pub(super) fn gather(
    node: &Node,
    rows: &Rows<'_>,
    seen: &[Seen<'_>],
    page: &PageFacts,
    evidence: &mut Evidence,
) {
    match &node.kind {
        Kind::Structure(members) => {
            let inner = shown::elements(seen);
            let fields = shown::fields(if inner.is_empty() { seen } else { &inner });
            let parent = similar::members_hash(members);
            let mut names = None;
            for member in members {
                let seen = rows.and(member, fields.of(&member.name));
                if let Some(class) = shown::class(&seen) {
                    if member.node.kind == Kind::Scalar(Scalar::String)
                        && matches!(class, Class::String | Class::Mixed)
                    {
                        let names = names.get_or_insert_with(|| Rc::new(similar::names(members)));
                        let known = evidence.strings.entry(member.name.clone()).or_default();
                        if known.last().is_none_or(|last| last != names) {
                            known.push(Rc::clone(names));
                        }
                    }
                    let place = page.place(seen.first().map_or(0, |seen| seen.0));
                    let known = evidence.spots.entry(spot(parent, member));
                    known
                        .and_modify(|(known, _)| *known = known.and(class))
                        .or_insert((class, place));
                }
                gather(&member.node, rows, &seen, page, evidence);
            }
        }
        Kind::List(element) => gather(element, rows, &shown::elements(seen), page, evidence),
        Kind::Map(_, value) => gather(value, rows, &shown::values(seen), page, evidence),
        _ => {}
    }
}
