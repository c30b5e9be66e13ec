//! What pages show and say of a model at all.

use std::collections::BTreeSet;

use crate::pages::model::Model;

/// Adds the members that the syntax of an operation shows.
pub fn show<'m>(
    model: &'m Model,
    name: &'m str,
    top: bool,
    shown: &mut BTreeSet<(&'m str, &'m str)>,
) {
    let shape = model.shape(name);
    let is_cut = shape.exception || shape.document || (shape.union && !top && !shape.eventstream);
    if is_cut {
        return;
    }
    for inner in [&shape.member, &shape.value].into_iter().flatten() {
        show(model, &inner.shape, false, shown);
    }
    for (member, reference) in &shape.members.0 {
        if shown.insert((name, member)) {
            let top = top && shape.payload.as_deref() == Some(member);
            show(model, &reference.shape, top, shown);
        }
    }
}

/// Whether a text has a letter in it that is not markup's.
pub fn says_something(html: &str) -> bool {
    let mut inside = false;
    html.chars().any(|c| {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside && c.is_alphanumeric() => return true,
            _ => {}
        }
        false
    })
}
