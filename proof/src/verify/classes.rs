//! Which structures of a model the documentation tells apart.
//!
//! Two structures are one shape where nothing differs that the documentation says of what is in
//! them: their kind, their members' names, types and documentation, and requiredness where requests
//! show it, all the way down. Not every place tells all of that. A structure that stands in
//! responses only says nothing of requiredness, and one that stands only where a section is too
//! large for its page says nothing of texts or of enums. What says less is one with what says more,
//! where they agree in what both say. Hence three partitions, each finer than the one before and of
//! fewer structures: of all by what every place tells, of those that are told of in full, and of
//! these the ones in requests by requiredness too.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::lockstep::PositionTold;
use super::marks::Marks;
use super::quirks::{Quirks, Side};
use crate::truth::{Id, Kind, Position, Service, TextId};

/// Structures that agree in what every place tells of them.
pub struct Class {
    /// Those that are told of in full, by what is told; each with how many shapes they are.
    pub full: Vec<(Vec<Id>, usize)>,
    /// The others. Each is one with some of the former, or apart where the model has it apart.
    pub partial: Vec<Id>,
    /// How many shapes those are in the model that are none of the former there.
    pub apart: usize,
}

/// The structures and enums that the pages tell of.
pub struct Reach<'a> {
    service: &'a Service,
    quirks: &'a Quirks,
    marks: &'a Marks<'a>,
    structures: BTreeMap<Id, Seen>,
    pub enums: HashSet<&'a [String]>,
    visited: HashSet<(Id, PositionTold)>,
}

/// What is seen of a structure.
#[derive(Clone, Copy)]
struct Seen {
    manner: Manner,
    /// In a syntax block.
    syntax: bool,
    /// In a field list.
    list: bool,
    /// In the field list of a request.
    request: bool,
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

/// How much is compared.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Depth {
    /// What every place tells.
    Common,
    /// Whatever is not of requests alone.
    Full,
    /// Requiredness too.
    Request,
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

/// Structures that are told in full, and alike but for what requests alone show.
#[derive(Default)]
struct ToldAlike {
    ids: Vec<Id>,
    /// What the requests tell apart.
    requests: BTreeSet<usize>,
}

/// A member, as far as it is compared.
type ComparedMember<'a> = (&'a str, Option<TextId>, bool, Sort<'a>);

impl<'a> Reach<'a> {
    pub fn new(service: &'a Service, quirks: &'a Quirks, marks: &'a Marks<'a>) -> Self {
        let (structures, enums, visited) = Default::default();
        Reach { service, quirks, marks, structures, enums, visited }
    }

    /// Takes in what is below an input or output.
    pub fn below(&mut self, shape: Id, told: PositionTold) {
        let service = self.service;
        if told.syntax || told.list {
            service.members(shape).iter().for_each(|member| self.visit(member.position, told));
        }
    }

    fn visit(&mut self, position: Position, told: PositionTold) {
        if position.document() || position.json_header() {
            return;
        }
        let service = self.service;
        match &service.shape(position.shape).kind {
            Kind::Scalar(_) if self.is_dict(position.shape) => {
                self.see(position.shape, Manner::Dict, told);
            }
            Kind::Scalar(_) => {}
            Kind::Enum(values) => {
                if told.syntax {
                    self.enums.insert(values);
                }
            }
            Kind::List(element) => self.visit(*element, told),
            Kind::Map(_, value) => self.visit(*value, told),
            Kind::Structure(members) => {
                let name = &service.shape(position.shape).name;
                let manner = if position.event_stream() {
                    Manner::EventStream
                } else if position.union() || self.quirks.unites(&service.id, name) {
                    Manner::Union
                } else {
                    Manner::Structure
                };
                self.see(position.shape, manner, told);
                if self.visited.insert((position.shape, told)) {
                    members.iter().for_each(|member| self.visit(member.position, told));
                }
            }
        }
    }

    fn see(&mut self, shape: Id, manner: Manner, told: PositionTold) {
        let nothing = Seen { manner, syntax: false, list: false, request: false };
        let seen = self.structures.entry(shape).or_insert(nothing);
        seen.syntax |= told.syntax;
        seen.list |= told.list;
        seen.request |= told.list && told.side == Side::Input;
    }

    fn is_dict(&self, shape: Id) -> bool {
        let name = &self.service.shape(shape).name;
        self.quirks.on_shape(&self.service.id, name).any(|entry| entry.dict)
    }

    /// The classes of the structures.
    pub fn classes(&self) -> Vec<Class> {
        let of = |keep: &dyn Fn(&Seen) -> bool| -> Vec<Id> {
            self.structures.iter().filter(|(_, seen)| keep(seen)).map(|(id, _)| *id).collect()
        };
        let common = self.refine(&of(&|_| true), Depth::Common);
        let full = self.refine(&of(&|seen| seen.syntax && seen.list), Depth::Full);
        let request = self.refine(&of(&|seen| seen.syntax && seen.request), Depth::Request);
        // As if everything were told everywhere.
        let model = self.refine(&of(&|_| true), Depth::Full);
        let mut classes: BTreeMap<usize, (BTreeMap<usize, ToldAlike>, Vec<Id>)> = BTreeMap::new();
        for id in self.structures.keys() {
            let class = classes.entry(common[id]).or_default();
            match full.get(id) {
                Some(part) => {
                    let part = class.0.entry(*part).or_default();
                    part.ids.push(*id);
                    part.requests.extend(request.get(id));
                }
                None => class.1.push(*id),
            }
        }
        classes
            .into_values()
            .map(|(full, partial)| {
                let alone = |ids: &[Id]| ids.iter().map(|id| model[id]).collect::<BTreeSet<_>>();
                let told = full.values().flat_map(|part| alone(&part.ids)).collect();
                let apart = alone(&partial).difference(&told).count();
                let full = full.into_values().map(|part| (part.ids, part.requests.len().max(1)));
                Class { full: full.collect(), partial, apart }
            })
            .collect()
    }

    /// Parts `ids` until nothing of a class tells two of its structures apart.
    fn refine(&self, ids: &[Id], depth: Depth) -> HashMap<Id, usize> {
        let mut classes: HashMap<Id, usize> = ids.iter().map(|id| (*id, 0)).collect();
        let mut count = 1;
        loop {
            let mut numbers = HashMap::new();
            let next: HashMap<Id, usize> = ids
                .iter()
                .map(|id| {
                    let signature = (classes[id], self.signature(*id, depth, &classes));
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

    fn signature(
        &self,
        id: Id,
        depth: Depth,
        classes: &HashMap<Id, usize>,
    ) -> (Option<Manner>, Vec<ComparedMember<'a>>) {
        let members = self.service.members(id).iter().map(|member| {
            let position = member.position;
            let required = depth == Depth::Request
                && position.required()
                && !self.is_dict(position.shape)
                && self.marks.tell(id, position);
            let text = position.text.filter(|_| depth >= Depth::Full);
            (&*member.name, text, required, self.sort(position, depth, classes))
        });
        let manner = self.structures[&id].manner;
        ((depth >= Depth::Full).then_some(manner), members.collect())
    }

    fn sort(&self, position: Position, depth: Depth, classes: &HashMap<Id, usize>) -> Sort<'a> {
        if position.document() || position.json_header() {
            return Sort::Scalar("document");
        }
        if let Some(class) = classes.get(&position.shape) {
            return Sort::Class(*class);
        }
        match &self.service.shape(position.shape).kind {
            Kind::Scalar(name) => Sort::Scalar(match (&**name, depth) {
                ("long", _) => "integer",
                ("float", Depth::Common) => "double",
                (name, _) => name,
            }),
            Kind::Enum(_) if depth == Depth::Common => Sort::Scalar("string"),
            Kind::Enum(values) => Sort::Enum(values),
            Kind::List(element) => Sort::List(Box::new(self.sort(*element, depth, classes))),
            Kind::Map(_, value) => Sort::Map(Box::new(self.sort(*value, depth, classes))),
            // Of another partition.
            Kind::Structure(_) => Sort::Scalar("structure"),
        }
    }
}
