//! How pages are asked for.

use super::{Differ, Found, breaks_if};
use crate::diff::change::Subject;
use crate::diff::fact::{Became, Known};
use crate::diff::facts;
use crate::diff::rules;
use crate::spec::{Operation, Pagination, ShapeId, Type};

pub(super) fn compare(
    differ: &mut Differ<'_>,
    found: Found,
    indices: (usize, usize),
    (before, after): (&Operation, &Operation),
) {
    let subject = || Subject::Operation(after.name.clone());
    let Some((old_surface, new_surface)) =
        differ.surface.0.pages.get(indices.0).zip(differ.surface.1.pages.get(indices.1))
    else {
        return;
    };
    let pages_gone = old_surface.token.is_some() && new_surface.token.is_none();
    let token_differs = old_surface.token != new_surface.token;
    let items_differ = old_surface.items.is_some() && old_surface.items != new_surface.items;
    let tokens = |pages: &Pagination| {
        Some(format!("{} → {}", pages.output_token.join(", "), pages.input_token.join(", ")))
    };
    let ends = [(before.input, after.input), (before.output, after.output)];
    let (old, new) = match (&before.pagination, &after.pagination) {
        (None, None) => return,
        (None, Some(_)) => {
            differ.push(found, &rules::PAGINATION_ADDED, subject(), None, None);
            return;
        }
        (Some(_), None) => {
            let rule = &rules::PAGINATION_REMOVED;
            let change = differ.push(found, rule, subject(), None, None);
            change.rust = breaks_if(pages_gone);
            return;
        }
        (Some(old), Some(new)) => (old, new),
    };
    let followed = followed(differ, old, ends);
    let became = [
        became_of(&followed.input_token, &new.input_token),
        became_of(&followed.output_token, &new.output_token),
    ];
    let worst = [Became::Changed, Became::NotStated, Became::Stated];
    let worst = worst.into_iter().find(|it| became.contains(&Some(*it)));
    if let Some(worst) = worst {
        let rule = match worst {
            Became::Changed if old_surface.token.is_some() && token_differs => {
                &rules::PAGINATION_TOKEN_TYPE_CHANGED
            }
            Became::Changed => &rules::PAGINATION_TOKENS_CHANGED,
            Became::NotStated => &rules::PAGINATION_TOKENS_NOT_STATED,
            Became::Stated => &rules::PAGINATION_TOKENS_STATED,
        };
        let change = differ.push(found, rule, subject(), tokens(old), tokens(new));
        if worst == Became::NotStated {
            change.rust = breaks_if(pages_gone);
        }
    }
    let sides = ((differ.old, &followed), (differ.new, new));
    differ.facts(found, facts::PAGINATION, subject, sides, Known::default());
    if let Some(became) = became_of(&followed.items, &new.items) {
        let rule = match became {
            Became::Changed => &rules::PAGINATION_ITEMS_CHANGED,
            Became::NotStated => &rules::PAGINATION_ITEMS_NOT_STATED,
            Became::Stated => &rules::PAGINATION_ITEMS_STATED,
        };
        let items = |pages: &Pagination| Some(pages.items.join(", "));
        let change = differ.push(found, rule, subject(), items(old), items(new));
        change.rust = breaks_if(items_differ);
    }
}

/// What has become of a list that may be left out.
fn became_of(old: &[String], new: &[String]) -> Option<Became> {
    match (old, new) {
        (old, new) if old == new => None,
        ([], _) => Some(Became::Stated),
        (_, []) => Some(Became::NotStated),
        _ => Some(Became::Changed),
    }
}

/// How pages were asked for, by the names that members have in the new version.
fn followed(
    differ: &Differ<'_>,
    old: &Pagination,
    [input, output]: [(Option<ShapeId>, Option<ShapeId>); 2],
) -> Pagination {
    let of = |ends: (Option<ShapeId>, Option<ShapeId>), path: &String| {
        let mut at = ends.0.zip(ends.1);
        let names = path.split('.').map(|name| {
            let found = at.and_then(|(old, new)| {
                let pair = differ.pairs.find(old, new)?;
                let (old, new) = (differ.old[old].kind.members(), differ.new[new].kind.members());
                let mut both = pair.members.both.iter();
                let (one, other) = both.find(|(one, _)| old[*one].name == name)?;
                Some((&old[*one], &new[*other]))
            });
            at = match found.map(|(old, new)| (&old.ty, &new.ty)) {
                Some((Type::Shape(old), Type::Shape(new))) => Some((*old, *new)),
                _ => None,
            };
            found.map_or(name, |(_, new)| &new.name)
        });
        names.collect::<Vec<_>>().join(".")
    };
    let all = |ends, paths: &[String]| paths.iter().map(|path| of(ends, path)).collect();
    Pagination {
        input_token: all(input, &old.input_token),
        output_token: all(output, &old.output_token),
        limit: old.limit.as_ref().map(|path| of(input, path)),
        items: all(output, &old.items),
        more_results: old.more_results.as_ref().map(|path| of(output, path)),
    }
}
