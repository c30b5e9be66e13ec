//! The shapes of a service that want the same name, and how one stands among them.

use super::evidence::{Rivals, ShapeEvidence, Size};
use super::vocabulary::{FeatureTerm, terms};
use super::words::{Name, fold};
use crate::hash::FastMap;
use crate::resolve::share::shapes::{Role, ShapeType, Shapes};
use crate::resolve::tie::steps::Step;

/// How many rivals are compared member by member.
const COMPARED: usize = 8;

/// Finds them for all shapes.
pub fn find(shapes: &Shapes<'_>, found: &mut [ShapeEvidence<'_>]) {
    let mut groups = FastMap::<(Name, bool), Vec<usize>>::default();
    for (index, shape) in found.iter().enumerate() {
        if shape.role == Role::Nested && !shape.member.is_empty() {
            let is_enum = shape.ty == ShapeType::Enum;
            groups.entry((shape.member, is_enum)).or_default().push(index);
        }
    }
    let contents: Vec<Vec<u32>> = shapes
        .shapes
        .iter()
        .map(|shape| {
            let members = shape.members.iter().map(|member| fold(member.name));
            let values = shape.values.iter().map(|value| fold(value));
            let mut content: Vec<u32> = members.chain(values).collect();
            content.sort_unstable();
            content.dedup();
            content
        })
        .collect();
    let mut twins = FastMap::<(&[u32], bool), usize>::default();
    for (content, shape) in contents.iter().zip(found.iter()) {
        if shape.role == Role::Nested {
            *twins.entry((content, shape.ty == ShapeType::Enum)).or_default() += 1;
        }
    }
    let stands: Vec<Stands> =
        (0..found.len()).map(|index| Stands::of(&found[index], found)).collect();
    for group in groups.values() {
        let sizes = || group.iter().map(|index| contents[*index].len());
        let (most, least) = (sizes().max().unwrap_or(0), sizes().min().unwrap_or(0));
        for index in group {
            let mine = &contents[*index];
            let rivals = &mut found[*index].rivals;
            rivals.count = group.len() - 1;
            rivals.size = match mine.len() {
                _ if most == least => Size::Same,
                size if size == most => Size::Most,
                size if size == least => Size::Least,
                _ => Size::Between,
            };
            for other in group.iter().filter(|other| *other != index) {
                rivals.direct |= stands[*other].direct;
                rivals.listed |= stands[*other].listed;
                rivals.taken |= stands[*other].taken;
            }
            if group.len() > COMPARED {
                continue;
            }
            for other in group.iter().filter(|other| *other != index) {
                let others = &contents[*other];
                rivals.within |= mine.len() < others.len() && contains(others, mine);
                rivals.around |= mine.len() > others.len() && contains(mine, others);
            }
        }
    }
    for (content, shape) in contents.iter().zip(found.iter_mut()) {
        let key = (&content[..], shape.ty == ShapeType::Enum);
        shape.rivals.twins = twins.get(&key).copied().unwrap_or(1).saturating_sub(1);
    }
}

impl Rivals {
    /// The same as terms of a feature.
    pub fn terms(&self) -> [FeatureTerm<'static>; 3] {
        const SIZES: [FeatureTerm<'static>; 4] = terms(["same", "most", "least", "between"]);
        const PARTS: [FeatureTerm<'static>; 4] = terms(["apart", "within", "around", "both"]);
        const WHERE: [FeatureTerm<'static>; 8] = terms([
            "nested",
            "direct",
            "listed",
            "direct+listed",
            "taken",
            "direct+taken",
            "listed+taken",
            "everywhere",
        ]);
        let place =
            usize::from(self.direct) + 2 * usize::from(self.listed) + 4 * usize::from(self.taken);
        [
            SIZES[self.size as usize],
            PARTS[usize::from(self.within) + 2 * usize::from(self.around)],
            WHERE[place],
        ]
    }
}

/// Where a shape stands.
#[derive(Clone, Copy, Default)]
struct Stands {
    direct: bool,
    listed: bool,
    taken: bool,
}

impl Stands {
    fn of(shape: &ShapeEvidence<'_>, all: &[ShapeEvidence<'_>]) -> Self {
        let mut stands = Stands::default();
        for place in &shape.places {
            match (all[place.owner.0 as usize].role, &place.path[..]) {
                (Role::Output(_), []) => stands.direct = true,
                (Role::Output(_), [Step::Element, ..]) => stands.listed = true,
                (Role::Input(_), _) => stands.taken = true,
                _ => {}
            }
        }
        stands
    }
}

/// Everything in `less` is in `more`; both are sorted.
fn contains(more: &[u32], less: &[u32]) -> bool {
    let mut more = more.iter();
    less.iter().all(|one| more.by_ref().any(|other| other == one))
}
