//! Whether a member is required where recursion is cut short.
//!
//! A page does not say so of a member that it marks as recursive. Where the same member of the same
//! structure is written out in another request, that tells; else it is not taken for required.

use crate::hash::FastMap;
use crate::resolve::fill::terms::{Field, RequestTold, Term, TermId, Terms};
use crate::resolve::tie::layout::{Layout, Layouts};

/// What is told of members at marks, by structure and index.
pub type AtMarks = FastMap<(TermId, u32), RequestTold>;

/// Finds what is told of all members in requests that are marks.
pub fn at_marks(terms: &Terms<'_>, layouts: &Layouts) -> AtMarks {
    let mut asked: FastMap<Layout, Vec<(TermId, u32)>> = FastMap::default();
    for id in terms.ids() {
        let Some((layout, fields)) = told_members(terms, layouts, id) else { continue };
        for (member, field) in (0..).zip(fields) {
            if field.told.is_none() {
                asked.entry(layout).or_default().push((id, member));
            }
        }
    }
    if asked.is_empty() {
        return AtMarks::default();
    }
    let mut answers: FastMap<Layout, Vec<TermId>> = FastMap::default();
    for id in terms.ids() {
        if let Some((layout, _)) = told_members(terms, layouts, id)
            && asked.contains_key(&layout)
        {
            answers.entry(layout).or_default().push(id);
        }
    }
    let mut told = AtMarks::default();
    for (layout, asked) in asked {
        let answers = &answers[&layout];
        for (id, member) in asked {
            told.insert((id, member), answer(terms, id, member, answers));
        }
    }
    told
}

/// The layout and members of a structure of which a request tells what is required.
fn told_members<'t>(
    terms: &'t Terms<'_>,
    layouts: &Layouts,
    id: TermId,
) -> Option<(Layout, &'t [Field])> {
    let Term::Members(_, fields) = terms.get(id) else { return None };
    let layout = layouts.of_term(id)?;
    fields.iter().any(|field| field.told.is_some()).then_some((layout, fields))
}

fn answer(terms: &Terms<'_>, id: TermId, member: u32, answers: &[TermId]) -> RequestTold {
    let fields_of = |id: TermId| match terms.get(id) {
        Term::Members(_, fields) => &fields[..],
        _ => &[],
    };
    let own = fields_of(id);
    let told_of = |id: &TermId| fields_of(*id).get(member as usize).and_then(|field| field.told);
    let agrees = |other: &TermId| {
        own.iter().zip(fields_of(*other)).all(|(field, other)| match (field.told, other.told) {
            (Some(own), Some(other)) => own == other,
            _ => true,
        })
    };
    let mut known = answers.iter().filter(|id| agrees(id)).filter_map(told_of);
    known.next().unwrap_or(RequestTold { required: false, idempotency_token: false })
}
