//! Places that pages lead elsewhere, as the page that tells what is in them is missing or cut off.
//!
//! Where a page leaves out what is in a place, and the page that tells it is missing, the place is
//! taken to hold any value; where that page is cut off, what others spell out there is another shape
//! than what is left of it. What stood there is no less true for that.

use std::collections::BTreeSet;

use super::change::Applying;
use super::loss::{Meeting, meet};
use super::standing::{require, without};
use crate::spec::{self, Member, Pagination, ShapeId, Spec};

/// A place that has been given back what stood in it.
pub struct Untold {
    /// `Out.item`
    pub place: String,
    /// An operation that leads there, by wire name.
    pub operation: String,
}

/// A member of a spec that is to have the type that stood.
struct Back<'o> {
    owner: ShapeId,
    member: &'o Member,
    operation: &'o str,
}

/// Gives places of `spec` that hold any value what stood in them in `old`. What only requests that
/// lead through such places ask of a shape it asks still.
pub fn fill(spec: Spec, old: &Spec) -> (Spec, Vec<Untold>) {
    let found = places(&spec, old, &|meeting| matches!(meeting, Meeting::Lost(_)));
    let untold = found.iter().map(|it| Untold {
        place: format!("{}.{}", spec[it.owner].name, it.member.name),
        operation: it.operation.to_owned(),
    });
    let untold: Vec<Untold> = untold.collect();
    if found.is_empty() {
        return (spec, untold);
    }
    let told: BTreeSet<String> = asked(&spec).into_iter().map(str::to_owned).collect();
    let below = found.iter().flat_map(|it| it.member.ty.shapes().copied()).collect();
    let below = old.reached(below);
    let mut spec = retyped(spec, old, &found);
    let asked = asked(old);
    for (was, below) in old.shapes.iter().zip(below) {
        let name = was.name.as_str();
        if below
            && asked.contains(name)
            && !told.contains(name)
            && let Some(id) = spec.shape(name)
            && let Some(is) = spec.shapes.get_mut(id.0 as usize)
        {
            require(is, was);
        }
    }
    page_on(&mut spec, old);
    (spec, untold)
}

/// Lets operations say again where pages end, where that is told in a place that has been given back.
fn page_on(spec: &mut Spec, old: &Spec) {
    for at in 0..spec.operations.len() {
        let operation = &spec.operations[at];
        let told = old.operation(&operation.name).and_then(|it| it.pagination.as_ref());
        let (Some(now), Some(told)) = (&operation.pagination, told) else { continue };
        if now.more_results.is_some() || told.more_results.is_none() {
            continue;
        }
        let again = Pagination { more_results: told.more_results.clone(), ..now.clone() };
        if spec::has_members(spec, operation, &again) {
            spec.operations[at].pagination = Some(again);
        }
    }
}

/// The shapes among `cut` to which places of `old` lead that lead in `spec` to shapes that did not
/// stand.
pub fn left(spec: &Spec, old: &Spec, cut: &BTreeSet<String>) -> BTreeSet<String> {
    let found = places(spec, old, &|meeting| leads_elsewhere(meeting, spec, old, cut));
    let shapes = found.iter().flat_map(|it| it.member.ty.shapes());
    shapes.map(|id| old[*id].name.clone()).filter(|name| cut.contains(name)).collect()
}

/// Lets such places lead where they led.
pub fn lead_back(spec: Spec, old: &Spec, cut: &BTreeSet<String>) -> Spec {
    let found = places(&spec, old, &|meeting| leads_elsewhere(meeting, &spec, old, cut));
    match found.is_empty() {
        true => spec,
        // What they led to is of no use any more.
        false => without(retyped(spec, old, &found), &BTreeSet::new()),
    }
}

fn leads_elsewhere(meeting: &Meeting, spec: &Spec, old: &Spec, cut: &BTreeSet<String>) -> bool {
    let Meeting::Shapes(was, is) = meeting else { return false };
    cut.contains(&old[*was].name) && old.shape(&spec[*is].name).is_none()
}

/// The members of which `wanted` holds, met on the way down from operations that both specs have.
fn places<'o>(spec: &Spec, old: &'o Spec, wanted: &dyn Fn(&Meeting) -> bool) -> Vec<Back<'o>> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for before in &old.operations {
        let Some(after) = spec.operation(&before.name) else { continue };
        let sides = [(before.input, after.input), (before.output, after.output)];
        let mut open: Vec<(ShapeId, ShapeId)> =
            sides.into_iter().filter_map(|(was, is)| Some((was?, is?))).collect();
        while let Some((was, is)) = open.pop() {
            if !seen.insert((was, is)) {
                continue;
            }
            for member in old[was].kind.members() {
                let mut members = spec[is].kind.members().iter();
                let Some(other) = members.find(|other| other.name == member.name) else { continue };
                let meeting = meet(&member.ty, &other.ty);
                if wanted(&meeting) {
                    found.push(Back { owner: is, member, operation: &before.name });
                } else if let Meeting::Shapes(was, is) = meeting {
                    open.push((was, is));
                }
            }
        }
    }
    found
}

fn retyped(spec: Spec, old: &Spec, found: &[Back<'_>]) -> Spec {
    let mut applying = Applying::new(spec, old);
    for Back { owner, member, .. } in found {
        applying.retype(*owner, &member.name, &member.ty);
    }
    applying.finish()
}

/// The names of the shapes that requests lead to.
fn asked(spec: &Spec) -> BTreeSet<&str> {
    let roots = spec.operations.iter().filter_map(|operation| operation.input).collect();
    let shapes = spec.shapes.iter().zip(spec.reached(roots));
    shapes.filter(|(_, asked)| *asked).map(|(shape, _)| shape.name.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    const STANDS: &str = "\
format: 1
provider: aws
service: x
operations:
  List:
    method: list
    output: ListResponse
  Put:
    method: put
    input: PutRequest
shapes:
  Change:
    type: structure
    members:
      action: {type: string, required: true}
      record: {type: Record, required: true}
  ListResponse:
    type: structure
    members:
      records: {type: list<Record>}
  PutRequest:
    type: structure
    members:
      changes: {type: list<Change>}
  Record:
    type: structure
    members:
      name: {type: string, required: true}
";

    fn spec(text: &str) -> Spec {
        let spec = spec::read(text, Path::new("x.yaml")).unwrap();
        assert_eq!(spec::validate(&spec), []);
        spec
    }

    /// With the page of `Change` missing, no request leads to `Record`.
    #[test]
    fn what_requests_ask_below_a_place_that_no_page_tells_they_ask_still() {
        let (before, after) = STANDS.split_once("  Change:").unwrap();
        let (_, after) = after.split_once("  ListResponse:").unwrap();
        let told = format!("{before}  ListResponse:{after}");
        let told = told.replace("list<Change>", "list<document>");
        let told = told.replace("name: {type: string, required: true}", "name: {type: string}");
        let old = spec(STANDS);
        let (filled, untold) = fill(spec(&told), &old);
        let places: Vec<_> = untold.iter().map(|it| (&*it.place, &*it.operation)).collect();
        assert_eq!(places, [("PutRequest.changes", "Put")]);
        assert_eq!(filled, old);
        // What requests of the pages tell by themselves is theirs to tell.
        let told = told.replace("      changes:", "      again: {type: Record}\n      changes:");
        let (filled, _) = fill(spec(&told), &old);
        let record = &filled[filled.shape("Record").unwrap()];
        assert!(!record.kind.members()[0].required);
    }

    /// Where the pages end is told within a place that no page tells.
    #[test]
    fn pages_end_where_they_ended() {
        let stands = STANDS.replace(
            "    output: ListResponse\n",
            "    output: ListResponse\n    pagination: {input_token: [], output_token: [], \
             items: [records], more_results: state.more}\n",
        );
        let stands = stands.replace(
            "      records: {type: list<Record>}\n",
            "      records: {type: list<Record>}\n      state: {type: State}\n",
        );
        let stands = format!(
            "{stands}  State:\n    type: structure\n    members:\n      more: {{type: boolean}}\n"
        );
        let old = spec(&stands);
        let (told, _) = stands.split_once("  State:").unwrap();
        let told =
            told.replace("type: State", "type: document").replace(", more_results: state.more", "");
        let (filled, _) = fill(spec(&told), &old);
        assert_eq!(filled, old);
    }

    /// The page of `Change` is cut off, and the operation spells all of it out.
    #[test]
    fn places_of_a_page_that_is_cut_off_lead_where_they_led() {
        let old = spec(STANDS);
        let told = STANDS.replace("list<Change>", "list<PutChange>").replace(
            "  Record:",
            "  PutChange:\n    type: structure\n    members:\n      \
             action: {type: string}\n      record: {type: Record}\n  Record:",
        );
        let (before, after) = told.split_once("  Change:").unwrap();
        let (_, after) = after.split_once("  ListResponse:").unwrap();
        let told = spec(&format!("{before}  ListResponse:{after}"));
        let cut = BTreeSet::from(["Change".to_owned()]);
        assert_eq!(left(&told, &old, &cut), cut);
        assert_eq!(lead_back(told.clone(), &old, &cut), old);
        assert_eq!(left(&told, &old, &BTreeSet::new()), BTreeSet::new());
        assert_eq!(lead_back(told.clone(), &old, &BTreeSet::new()), told);
    }
}
