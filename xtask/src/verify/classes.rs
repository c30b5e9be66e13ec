//! How many shapes a service has, by its model: the classes of its structures under bisimulation.
//!
//! Two structures are one where nothing differs that the documentation says of what is in them:
//! their kind, their members' names, types and documentation, and requiredness where requests show
//! it. A structure that is met in responses only says nothing of requiredness, so it is one with a
//! structure of requests that is like it in everything else. Hence: the structures of requests are
//! parted with requiredness, all structures without it, and each class of the latter counts for
//! the classes of the former that are in it, or for one where there is none.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::marks::Marks;
use super::quirks::Quirks;
use crate::truth::{Id, Kind, Position, Service, TextId};

/// A class of structures that nothing told of them in responses tells apart.
pub struct Class {
    /// The structures of the model.
    pub structures: Vec<Id>,
    /// How many shapes they are, told apart by what requests tell.
    pub shapes: usize,
}

/// The structures and enums that the pages tell of.
pub struct Reach<'a> {
    service: &'a Service,
    quirks: &'a Quirks,
    marks: &'a Marks<'a>,
    /// Each structure, with whether it is an event stream, and whether a request shows it.
    structures: BTreeMap<Id, (Manner, bool)>,
    pub enums: HashSet<&'a [String]>,
    seen: HashSet<(Id, bool, bool)>,
}

/// What a structure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Manner {
    Structure,
    Union,
    EventStream,
    /// A `dict` of which no more is told.
    Dict,
}

/// A type, with the classes of the structures in it; equal where the documentation's is.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Sort<'a> {
    Scalar(&'a str),
    Enum(&'a [String]),
    List(Box<Sort<'a>>),
    Map(Box<Sort<'a>>),
    Class(usize),
}

impl<'a> Reach<'a> {
    pub fn new(service: &'a Service, quirks: &'a Quirks, marks: &'a Marks<'a>) -> Self {
        let (structures, enums, seen) = Default::default();
        Reach { service, quirks, marks, structures, enums, seen }
    }

    /// Takes in what is below an input or output.
    pub fn below(&mut self, shape: Id, request: bool, syntax: bool) {
        let service = self.service;
        for member in service.members(shape) {
            self.visit(member.position, request, syntax);
        }
    }

    fn visit(&mut self, position: Position, request: bool, syntax: bool) {
        if position.document() || position.json_header() {
            return;
        }
        let service = self.service;
        match &service.shape(position.shape).kind {
            Kind::Scalar(_) if self.is_dict(position.shape) => {
                self.structures.entry(position.shape).or_insert((Manner::Dict, false)).1 |= request;
            }
            Kind::Scalar(_) => {}
            Kind::Enum(values) => {
                if syntax {
                    self.enums.insert(values);
                }
            }
            Kind::List(element) => self.visit(*element, request, syntax),
            Kind::Map(_, value) => self.visit(*value, request, syntax),
            Kind::Structure(members) => {
                let manner = if position.event_stream() {
                    Manner::EventStream
                } else if position.union() {
                    Manner::Union
                } else {
                    Manner::Structure
                };
                self.structures.entry(position.shape).or_insert((manner, false)).1 |= request;
                if self.seen.insert((position.shape, request, syntax)) {
                    for member in members {
                        self.visit(member.position, request, syntax);
                    }
                }
            }
        }
    }

    fn is_dict(&self, shape: Id) -> bool {
        let name = &self.service.shape(shape).name;
        self.quirks.on_shape(&self.service.id, name).any(|entry| entry.dict)
    }

    /// The classes of the structures.
    pub fn classes(&self) -> Vec<Class> {
        let all: Vec<Id> = self.structures.keys().copied().collect();
        let requests: Vec<Id> = all.iter().copied().filter(|id| self.structures[id].1).collect();
        let of_all = self.refine(&all, false);
        let of_requests = self.refine(&requests, true);
        let mut classes: BTreeMap<usize, (Vec<Id>, BTreeSet<usize>)> = BTreeMap::new();
        for id in &all {
            let class = classes.entry(of_all[id]).or_default();
            class.0.push(*id);
            class.1.extend(of_requests.get(id));
        }
        classes
            .into_values()
            .map(|(structures, within)| Class { structures, shapes: within.len().max(1) })
            .collect()
    }

    /// Parts `ids` until nothing of a class tells two of its structures apart.
    fn refine(&self, ids: &[Id], required: bool) -> HashMap<Id, usize> {
        let mut classes: HashMap<Id, usize> = ids.iter().map(|id| (*id, 0)).collect();
        let mut count = 1;
        loop {
            let mut numbers = HashMap::new();
            let next: HashMap<Id, usize> = ids
                .iter()
                .map(|id| {
                    let signature = (classes[id], self.signature(*id, required, &classes));
                    let fresh = numbers.len();
                    (*id, *numbers.entry(signature).or_insert(fresh))
                })
                .collect();
            let parted = numbers.len();
            drop(numbers);
            classes = next;
            if parted == count {
                return classes;
            }
            count = parted;
        }
    }

    #[expect(clippy::type_complexity, reason = "only ever compared")]
    fn signature(
        &self,
        id: Id,
        required: bool,
        classes: &HashMap<Id, usize>,
    ) -> (Manner, Vec<(&'a str, Option<TextId>, bool, Sort<'a>)>) {
        let members = self.service.members(id).iter().map(|member| {
            let position = member.position;
            let required = required
                && position.required()
                && !self.is_dict(position.shape)
                && self.marks.tell(id, position);
            (&*member.name, position.text, required, self.sort(position, classes))
        });
        (self.structures[&id].0, members.collect())
    }

    fn sort(&self, position: Position, classes: &HashMap<Id, usize>) -> Sort<'a> {
        if position.document() || position.json_header() {
            return Sort::Scalar("document");
        }
        if let Some(class) = classes.get(&position.shape) {
            return Sort::Class(*class);
        }
        match &self.service.shape(position.shape).kind {
            Kind::Scalar(name) if name == "long" => Sort::Scalar("integer"),
            Kind::Scalar(name) => Sort::Scalar(name),
            Kind::Enum(values) => Sort::Enum(values),
            Kind::List(element) => Sort::List(Box::new(self.sort(*element, classes))),
            Kind::Map(_, value) => Sort::Map(Box::new(self.sort(*value, classes))),
            // Of another partition, where it stands in no request.
            Kind::Structure(_) => Sort::Scalar("structure"),
        }
    }
}
