//! Recursion marks, and what they keep from being told.
//!
//! Where a shape stands inside itself, the documentation cuts it short, and the field list says
//! nothing there of being required. A member that is only ever met so is called required nowhere.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use crate::truth::{Id, Kind, Position, Service};

/// What the requests of a service tell of being required.
pub struct Marks<'a> {
    service: &'a Service,
    /// The inputs whose field list is on the page.
    inputs: Vec<Id>,
    below: RefCell<HashMap<Id, HashSet<Id>>>,
    told: RefCell<HashMap<(Id, Id), bool>>,
}

impl<'a> Marks<'a> {
    pub fn new(service: &'a Service, inputs: Vec<Id>) -> Self {
        Marks { service, inputs, below: RefCell::default(), told: RefCell::default() }
    }

    /// Some request shows a member of `owner` with what is in it, and not as a mark; so whether it
    /// is required is told.
    pub fn tell(&self, owner: Id, member: Position) -> bool {
        let shape = member.shape;
        if matches!(self.service.shape(shape).kind, Kind::Scalar(_) | Kind::Enum(_)) {
            return true;
        }
        let mut below = self.below.borrow_mut();
        let below = below.entry(shape).or_insert_with(|| self.reach(&[shape], None));
        if !below.contains(&owner) {
            return true;
        }
        let ask = || self.reach(&self.inputs, Some(shape)).contains(&owner);
        *self.told.borrow_mut().entry((owner, shape)).or_insert_with(ask)
    }

    /// The shapes at and below some shapes, without one and what is below it alone.
    fn reach(&self, from: &[Id], without: Option<Id>) -> HashSet<Id> {
        let mut seen = HashSet::new();
        let mut todo = from.to_vec();
        while let Some(id) = todo.pop() {
            if Some(id) == without || !seen.insert(id) {
                continue;
            }
            match &self.service.shape(id).kind {
                Kind::List(element) => todo.push(element.shape),
                Kind::Map(key, value) => todo.extend([key.shape, value.shape]),
                Kind::Structure(members) => todo.extend(members.iter().map(|m| m.position.shape)),
                Kind::Scalar(_) | Kind::Enum(_) => {}
            }
        }
        seen
    }
}
