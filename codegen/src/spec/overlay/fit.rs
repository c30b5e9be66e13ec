//! What the tool knows of an API may be of another day than its pages: what does not fit them is not
//! taken.

use std::collections::BTreeSet;

use crate::spec::keys::Keys;
use crate::spec::labels::labels;
use crate::spec::{Location, Spec, Type, path_labels};

/// Drops paths whose labels are not members of the input, what stands before hosts with such labels,
/// members that say whether there are more pages and are not there, and of members that other
/// structures have under the same name with another type what is of that type.
pub(super) fn drop_what_does_not(spec: &mut Spec) {
    let members = spec.shapes.iter_mut().filter_map(|shape| shape.kind.members_mut());
    for member in members.flatten() {
        let (ty, wire) = (&member.ty, &mut member.wire);
        if wire.timestamp_format.is_some() && !ty.holds_timestamp() {
            wire.timestamp_format = None;
        }
        let holds = matches!(ty, Type::List(_) | Type::Map(..));
        if !holds && (wire.flattened || wire.element.is_some()) {
            (wire.flattened, wire.element) = (false, None);
        }
        if wire.key.is_some() && !matches!(ty, Type::Map(..)) {
            wire.key = None;
        }
    }
    for at in 0..spec.operations.len() {
        if !path_fits(spec, at) {
            let operation = &mut spec.operations[at];
            operation.http = None;
            let input = operation.input.map(|id| id.0 as usize);
            let members = input.and_then(|input| spec.shapes[input].kind.members_mut());
            for member in members.into_iter().flatten() {
                if member.wire.location == Some(Location::Path) {
                    member.wire.location = None;
                }
            }
        }
        for key in unfit(spec, at) {
            spec.operations[at].sending.leave_out(key);
        }
        if !pages_fit(spec, at)
            && let Some(pagination) = &mut spec.operations[at].pagination
        {
            pagination.more_results = None;
        }
    }
}

/// Whether the labels of the path are the members that go into it.
fn path_fits(spec: &Spec, at: usize) -> bool {
    let operation = &spec.operations[at];
    let Some(http) = &operation.http else { return true };
    let Ok(labels) = path_labels(&http.path) else { return false };
    let members = operation.input.map_or(&[][..], |id| spec[id].kind.members());
    let bound = members.iter().filter(|member| member.wire.location == Some(Location::Path));
    let bound: BTreeSet<_> = bound.map(|member| spec.wire_name(member)).collect();
    labels.len() == bound.len() && labels.iter().all(|label| bound.contains(*label))
}

/// The keys that name members of the input which are not there.
fn unfit(spec: &Spec, at: usize) -> Vec<&'static str> {
    let operation = &spec.operations[at];
    let members = operation.input.map_or(&[][..], |id| spec[id].kind.members());
    let is_there = |label: &&str| members.iter().any(|member| member.name == **label);
    let mut unfit = Vec::new();
    operation.sending.templates(&mut |key, text| {
        if !labels(text).is_ok_and(|labels| labels.iter().all(is_there)) {
            unfit.push(key);
        }
    });
    unfit
}

/// Whether the output has the member that says whether there are more pages.
fn pages_fit(spec: &Spec, at: usize) -> bool {
    let operation = &spec.operations[at];
    let more = operation.pagination.as_ref().and_then(|pages| pages.more_results.as_deref());
    let Some(first) = more.and_then(|path| path.split('.').next()) else { return true };
    let members = operation.output.map_or(&[][..], |id| spec[id].kind.members());
    members.iter().any(|member| member.name == first || Some(&*member.name) == more)
}
