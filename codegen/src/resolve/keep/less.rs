//! What a page that may be cut off has less of than what stands.

use std::collections::BTreeSet;

use super::loss::{Meeting, has_members, innermost, meet};
use crate::spec::{Member, Operation, ShapeKind, Spec};

/// Whether anything of an operation is gone: a member somewhere, what is in one, an error, a text
/// of its own; with `strictly`, or is told otherwise. What is in the shapes of `apart` is told by
/// pages of their own.
pub fn is_less(
    old: &Spec,
    new: &Spec,
    name: &str,
    strictly: bool,
    apart: &BTreeSet<String>,
) -> bool {
    let (Some(before), Some(after)) = (old.operation(name), new.operation(name)) else {
        return old.operation(name).is_some();
    };
    let named = |spec: &Spec, operation: &Operation| -> BTreeSet<String> {
        operation.errors.iter().map(|id| spec[*id].name.clone()).collect()
    };
    if !named(old, before).is_subset(&named(new, after))
        || (before.documentation.is_some() && after.documentation.is_none())
    {
        return true;
    }
    let mut open = Vec::new();
    for pair in [(before.input, after.input), (before.output, after.output)] {
        match pair {
            (Some(was), Some(is)) => open.push((was, is)),
            (Some(was), None) if has_members(old, was) => return true,
            _ => {}
        }
    }
    let mut seen = BTreeSet::new();
    while let Some((was, is)) = open.pop() {
        if apart.contains(&old[was].name) || !seen.insert((was, is)) {
            continue;
        }
        if lacks_values(&old[was].kind, &new[is].kind) {
            return true;
        }
        for member in old[was].kind.members() {
            let mut members = new[is].kind.members().iter();
            let Some(other) = members.find(|other| other.name == member.name) else { return true };
            if strictly && is_otherwise(member, other) || is_cut(member, other) {
                return true;
            }
            match meet(&member.ty, &other.ty) {
                Meeting::Shapes(was, is) => open.push((was, is)),
                Meeting::Lost(_) => return true,
                Meeting::Other if innermost(&member.ty).is_some() => return true,
                Meeting::Other => {}
            }
        }
    }
    false
}

/// Whether an enum has not all of its values any more.
fn lacks_values(old: &ShapeKind, new: &ShapeKind) -> bool {
    let (ShapeKind::Enum(was), ShapeKind::Enum(is)) = (old, new) else { return false };
    was.iter().any(|value| !is.contains(value))
}

/// Whether what is said of a member ends in the middle of what was said.
fn is_cut(old: &Member, new: &Member) -> bool {
    let (Some(was), Some(is)) = (&old.documentation, &new.documentation) else { return false };
    is.len() < was.len() && was.starts_with(is.trim_end())
}

/// Whether a member is told otherwise, its type left aside if shapes lead on from there.
fn is_otherwise(old: &Member, new: &Member) -> bool {
    let leads_on = innermost(&old.ty).is_some() && innermost(&new.ty).is_some();
    let ty = if leads_on { old.ty.clone() } else { new.ty.clone() };
    Member { ty, ..new.clone() } != *old
}

/// Where a shape that stays has not all of its members any more, or tells them otherwise: its name,
/// and those of the shapes below it that have no page of their own, as `apart` have.
pub fn less_below(old: &Spec, new: &Spec, name: &str, apart: &BTreeSet<String>) -> Vec<String> {
    let (Some(was), Some(is)) = (old.shape(name), new.shape(name)) else { return Vec::new() };
    let mut open = vec![(was, is)];
    let mut seen = BTreeSet::from([was]);
    let mut is_less = false;
    while let Some((was, is)) = open.pop() {
        is_less |= lacks_values(&old[was].kind, &new[is].kind);
        let members = new[is].kind.members();
        for was in old[was].kind.members() {
            let found = members.iter().find(|is| is.name == was.name);
            is_less |= found.is_none_or(|is| is_otherwise(was, is));
            if let Some(Meeting::Shapes(was, is)) = found.map(|is| meet(&was.ty, &is.ty))
                && !apart.contains(&old[was].name)
                && seen.insert(was)
            {
                open.push((was, is));
            }
        }
    }
    match is_less {
        true => seen.into_iter().map(|id| old[id].name.clone()).collect(),
        false => Vec::new(),
    }
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
  Put:
    method: put
    input: PutRequest
shapes:
  Datum:
    type: structure
    members:
      name: {type: string}
      unit: {type: Unit}
  Other:
    type: structure
    members:
      id: {type: string}
  PutRequest:
    type: structure
    members:
      datum: {type: Datum}
      other: {type: Other}
  Unit:
    type: enum
    values: [Seconds, Terabits]
";

    #[test]
    fn less_of_what_has_no_page_of_its_own_is_less() {
        let spec = |text: &str| crate::spec::read(text, Path::new("x.yaml")).unwrap();
        let old = spec(STANDS);
        let apart = BTreeSet::from(["Datum".to_owned(), "Other".to_owned()]);
        assert_eq!(less_below(&old, &old, "Datum", &apart), [""; 0]);
        let cut = spec(&STANDS.replace("Seconds, Terabits", "Seconds, Te"));
        assert_eq!(less_below(&old, &cut, "Datum", &apart), ["Datum", "Unit"]);
        // Pages of their own tell it.
        assert_eq!(less_below(&old, &cut, "PutRequest", &apart), [""; 0]);
        let other = spec(&STANDS.replace("      name: {type: string}\n", ""));
        assert_eq!(less_below(&old, &other, "Datum", &apart), ["Datum", "Unit"]);
    }
}
