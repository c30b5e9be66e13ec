//! What stood and does not fit the members of today.

use crate::spec::{self, Location, Operation, Spec, path_labels};

/// Takes away paginations that stood and that the members of today do not fit any more.
pub(super) fn unpage(spec: &mut Spec, paged: &[String]) -> Vec<String> {
    let fits = |operation: &Operation| {
        let pagination = operation.pagination.as_ref();
        pagination.is_none_or(|it| spec::has_members(spec, operation, it))
    };
    let unfit: Vec<bool> = spec.operations.iter().map(|it| !fits(it)).collect();
    let mut lost = Vec::new();
    for (operation, unfit) in spec.operations.iter_mut().zip(unfit) {
        match &mut operation.pagination {
            Some(_) if unfit && paged.contains(&operation.name) => {
                operation.pagination = None;
                lost.push(operation.name.clone());
            }
            Some(pagination) if unfit => pagination.more_results = None,
            _ => {}
        }
    }
    lost
}

/// Takes away paths that the members of today do not fit any more.
pub(super) fn unbind(spec: &mut Spec) -> Vec<String> {
    let mut lost = Vec::new();
    for at in 0..spec.operations.len() {
        let Operation { http: Some(http), input, .. } = &spec.operations[at] else { continue };
        let members = input.map_or(&[][..], |id| spec[id].kind.members());
        let mut wanted = path_labels(&http.path).unwrap_or_default();
        let bound = members.iter().filter(|it| it.wire.location == Some(Location::Path));
        let mut given: Vec<_> = bound.map(|member| spec.wire_name(member)).collect();
        wanted.sort_unstable();
        wanted.dedup();
        given.sort_unstable();
        if wanted == given {
            continue;
        }
        let input = *input;
        spec.operations[at].http = None;
        lost.push(spec.operations[at].name.clone());
        if let Some(shape) = input.and_then(|id| spec.shapes.get_mut(id.0 as usize)) {
            for member in shape.kind.members_mut().into_iter().flatten() {
                if member.wire.location == Some(Location::Path) {
                    member.wire.location = None;
                }
            }
        }
    }
    lost
}
