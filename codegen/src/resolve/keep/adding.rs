//! Pages of the API Reference by themselves, over a spec that boto3's pages made.
//!
//! What both tell is boto3's to say, whichever is read first. A spec knows that boto3 told it by the
//! class of the client, which no other documentation names. So here nothing that stands changes its
//! order, its members, its texts or its name:
//!
//! - what only the reference tells (HTTP, where members go, limits, statuses, how timestamps are
//!   written) is taken from it, and stays as it stood where it does not tell;
//! - operations that do not stand are added whole.

use std::collections::BTreeSet;

use crate::facts::{Dialect, PageFacts, Statement};
use crate::spec::{
    Location, Member, Operation, ShapeId, Spec, Type, insert_by_method, path_labels,
};

use crate::resolve::api_reference::{goes_over_the_wire, is_by_wire};
use crate::resolve::keep::standing::{self, keep_long};

/// How pages that only add to a spec know members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KnownBy {
    /// By their own names.
    Own,
    /// By their names on the wire, which may be others.
    OnWire,
}

/// How pages know members, if they only add to what stands.
pub fn names(pages: &[PageFacts], standing: &Spec) -> Option<KnownBy> {
    let is_reference = |page: &PageFacts| page.dialect == Dialect::ApiReference;
    if standing.client.is_none() || !pages.iter().all(is_reference) {
        return None;
    }
    let operations = pages.iter().flat_map(|page| &page.statements);
    let mut sides = operations.flat_map(|statement| match statement {
        Statement::Operation(facts) => [facts.input.as_ref(), facts.output.as_ref()],
        _ => [None, None],
    });
    let on_wire = sides.any(|side| side.is_some_and(is_by_wire));
    Some(if on_wire { KnownBy::OnWire } else { KnownBy::Own })
}

/// The spec that stands with what the pages of the reference tell, of which `told` was made.
pub fn add(standing: &Spec, told: &Spec, names: KnownBy) -> Spec {
    let spec = standing.clone();
    let mut walk = Walk { spec, told, names, seen: BTreeSet::new() };
    for at in 0..walk.spec.operations.len() {
        walk.operation(at);
    }
    in_order(standing::keep(walk.spec, told, None).spec, standing)
}

/// Puts the operations that stood where they stood, and the others where their methods sort.
fn in_order(mut spec: Spec, standing: &Spec) -> Spec {
    let place = |operation: &Operation| {
        standing.operations.iter().position(|known| known.name == operation.name)
    };
    let (mut operations, new): (Vec<_>, Vec<_>) =
        spec.operations.into_iter().partition(|operation| place(operation).is_some());
    operations.sort_by_key(place);
    for operation in new {
        insert_by_method(&mut operations, operation, |it| it);
    }
    spec.operations = operations;
    spec
}

/// What stands and what is told, from the operations down.
struct Walk<'t> {
    spec: Spec,
    told: &'t Spec,
    names: KnownBy,
    seen: BTreeSet<ShapeId>,
}

impl<'t> Walk<'t> {
    fn operation(&mut self, at: usize) {
        let told = self.told;
        let Some(theirs) = told.operation(&self.spec.operations[at].name) else { return };
        let own = &self.spec.operations[at];
        let (input, output) = (own.input, own.output);
        let fits = input.is_none_or(|id| self.fits(id, theirs));
        let bound = theirs.http.is_some() && fits;
        if bound {
            self.spec.operations[at].http.clone_from(&theirs.http);
        }
        for (own, theirs) in [(input, theirs.input), (output, theirs.output)] {
            let (Some(own), Some(theirs)) = (own, theirs) else { continue };
            let members = self.listed(own, theirs);
            self.members(own, &members, bound);
        }
    }

    /// Whether each label of the path that the reference tells has its member in what stands.
    fn fits(&self, own: ShapeId, theirs: &Operation) -> bool {
        let own = self.spec[own].kind.members();
        let told = theirs.input.map_or(&[][..], |id| self.told[id].kind.members());
        let path = theirs.http.as_ref().map_or("", |http| http.path.as_str());
        let labels = path_labels(path).unwrap_or_default();
        labels.into_iter().all(|label| {
            let mut in_path = told.iter().filter(|it| it.wire.location == Some(Location::Path));
            let bound = in_path.find(|it| it.wire_name() == label);
            bound.is_some_and(|bound| own.iter().any(|member| member.name == bound.name))
        })
    }

    /// The members that are told of an input or output. An element of XML that is the body need be
    /// no member of its own.
    fn listed(&self, own: ShapeId, theirs: ShapeId) -> Vec<&'t Member> {
        let own = self.spec[own].kind.members();
        let mut listed = Vec::new();
        for member in self.told[theirs].kind.members() {
            let known = own.iter().any(|own| own.name == member.name);
            match &member.ty {
                Type::Shape(id)
                    if self.names == KnownBy::OnWire
                        && !known
                        && member.wire.location == Some(Location::Payload) =>
                {
                    listed.extend(self.told[*id].kind.members());
                }
                _ => listed.push(member),
            }
        }
        listed
    }

    /// Takes over what is told of the members of a shape; `bound` where it tells their place too.
    fn members(&mut self, own: ShapeId, theirs: &[&'t Member], bound: bool) {
        if !self.seen.insert(own) {
            return;
        }
        let by_wire = self.names == KnownBy::OnWire;
        let Some(shape) = self.spec.shapes.get_mut(own.0 as usize) else { return };
        let names: BTreeSet<String> =
            shape.kind.members().iter().map(|member| member.name.clone()).collect();
        let mut inside = Vec::new();
        for member in shape.kind.members_mut().into_iter().flatten() {
            let found = theirs.iter().find(|theirs| theirs.name == member.name).copied();
            let found = found.or_else(|| {
                let listed = matches!(member.ty, Type::List(_));
                let free = theirs.iter().filter(|theirs| !names.contains(&theirs.name));
                let mut fitting =
                    free.filter(|it| by_wire && goes_over_the_wire(&it.name, &member.name, listed));
                fitting.next().filter(|_| fitting.next().is_none()).copied()
            });
            let Some(theirs) = found else { continue };
            take(member, theirs, bound);
            inside.push((member.ty.clone(), &theirs.ty));
        }
        for (own, theirs) in inside {
            self.ty(&own, theirs);
        }
    }

    fn ty(&mut self, own: &Type, theirs: &'t Type) {
        match (own, theirs) {
            (Type::List(own), Type::List(theirs)) | (Type::Map(_, own), Type::Map(_, theirs)) => {
                self.ty(own, theirs);
            }
            (Type::Shape(own), Type::Shape(theirs)) => {
                // An enum has none.
                let members: Vec<&Member> = self.told[*theirs].kind.members().iter().collect();
                self.members(*own, &members, false);
            }
            _ => {}
        }
    }
}

/// Takes what the reference tells of a member.
fn take(member: &mut Member, theirs: &Member, bound: bool) {
    let standing = (member.wire.location, member.wire.name.clone());
    member.wire.put_from(&theirs.wire);
    member.wire.location = if bound { theirs.wire.location } else { standing.0 };
    let wire = theirs.wire_name();
    member.wire.name = match *wire != *member.name {
        true => Some(wire.into()),
        false if bound => None,
        false => standing.1,
    };
    keep_long(&mut member.ty, &theirs.ty);
    member.limits.put_from(&theirs.limits);
}
