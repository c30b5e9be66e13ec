//! The second look at candidates: what is known once all shapes of the service were looked at.
//!
//! The first look weighs each shape's candidates by words and places ([`features`](super::features)).
//! The second asks of the likeliest of them what needs counting: who else wants the name, how sure
//! the owner's name is, how often the service says the words one after the other. Small trees
//! ([`forest`](super::forest)) judge these facts together with what the first look found.

use super::candidates::Candidate;
use super::evidence::{Evidence, FnvMap, ShapeEvidence};
use super::facts::FACTS;
use super::features::usual_place;
use super::ranking::Scored;
use super::runs::{RUN, count_runs, often, pairs, part_of, run, says};
use super::weights::FAMILIES;
use super::words::{Name, fold, split};
use crate::resolve::share::shapes::{Role, ShapeType, Shapes};

/// How many of the likeliest candidates are looked at again.
const LOOKED_AT: usize = 8;

/// What is so far behind the likeliest hardly ever comes before it.
const FAR: f32 = 4.0;

/// What the second look knows of a service.
pub struct Second<'e, 'a> {
    evidence: &'e Evidence<'a>,
    demand: FnvMap<Name, Demand>,
    /// How likely each shape's likeliest candidate is; what has a name is sure of it.
    sure: Vec<f32>,
    depth: Vec<u32>,
    texts: Vec<Texts>,
    in_members: FnvMap<u64, u32>,
    begins_members: FnvMap<u64, u32>,
    in_operations: FnvMap<u64, u32>,
}

/// Who wants a name, and how much.
#[derive(Clone, Copy, Default)]
struct Demand {
    sum: f32,
    count: u32,
    most: f32,
    whose: usize,
    next: f32,
}

/// The texts about a shape.
#[derive(Clone, Copy, Default)]
struct Texts {
    same: f32,
    own: f32,
    length: f32,
}

impl<'e, 'a> Second<'e, 'a> {
    /// What there is to know when `first` is what the first look found.
    pub fn new(shapes: &Shapes<'_>, evidence: &'e Evidence<'a>, first: &[Vec<Scored>]) -> Self {
        let mut demand = FnvMap::<Name, Demand>::default();
        let mut sure = vec![1.0; evidence.shapes.len()];
        for (index, candidates) in first.iter().enumerate() {
            if let Some(best) = candidates.first() {
                sure[index] = best.share;
            }
            for scored in candidates {
                let wanted = demand.entry(scored.candidate.name).or_default();
                wanted.sum += scored.share;
                wanted.count += 1;
                if scored.share > wanted.most {
                    wanted.next = wanted.most;
                    (wanted.most, wanted.whose) = (scored.share, index);
                } else if scored.share > wanted.next {
                    wanted.next = scored.share;
                }
            }
        }
        let mut depth = vec![0_u32; evidence.shapes.len()];
        for id in &evidence.order {
            let owners = evidence.shapes[id.0 as usize].places.iter();
            let least = owners.map(|place| depth[place.owner.0 as usize]).min();
            depth[id.0 as usize] = least.unwrap_or(0) + 1;
        }
        let (mut in_members, mut begins_members) = (FnvMap::default(), FnvMap::default());
        let mut seen = std::collections::BTreeSet::new();
        for member in shapes.shapes.iter().flat_map(|shape| &shape.members) {
            if seen.insert(member.name) {
                let folds: Vec<u32> = split(member.name).map(fold).collect();
                count_runs(&folds, &mut in_members);
                for count in 1..=folds.len().min(RUN) {
                    *begins_members.entry(run(&folds[..count])).or_default() += 1;
                }
            }
        }
        let mut in_operations = FnvMap::default();
        for operation in &shapes.operations {
            count_runs(&split(&operation.name).map(fold).collect::<Vec<_>>(), &mut in_operations);
        }
        let texts = shapes.shapes.iter().map(|shape| Texts::of(shapes, shape)).collect();
        Second { evidence, demand, sure, depth, texts, in_members, begins_members, in_operations }
    }

    /// How many of the candidates are worth a second look.
    pub fn worth_it(scored: &[Scored]) -> usize {
        let best = scored.first().map_or(0.0, |best| best.score);
        let near = scored.iter().take_while(|one| one.score > best - FAR).count();
        near.min(LOOKED_AT)
    }

    /// The facts about each of the first `count` candidates of a shape, one row after the other.
    /// `names` are those that the candidates were made with.
    pub fn facts(
        &self,
        index: usize,
        scored: &[Scored],
        count: usize,
        names: &[Name],
        rows: &mut Vec<Vec<f32>>,
    ) {
        rows.clear();
        let shape = &self.evidence.shapes[index];
        let standing = self.standing(index, shape);
        for (rank, one) in scored.iter().take(count).enumerate() {
            let folded = Folded::of(self.evidence, shape, &one.candidate);
            let mut row = Vec::with_capacity(FACTS.len() + FAMILIES.len());
            row.extend(first_look(scored, rank));
            row.extend(made(shape, one));
            row.extend(standing);
            row.extend(self.name(shape, &one.candidate));
            row.extend(self.rivalry(index, one));
            row.extend(self.owner(shape, &one.candidate, names));
            row.extend(self.said(index, shape, &one.candidate, &folded));
            row.extend(self.runs(&folded));
            let begins = yes(begins_with(&one.candidate.name, &shape.root));
            row.extend([shape.root.len() as f32, begins]);
            row.extend(one.families);
            rows.push(row);
        }
    }

    /// The facts about as many candidates as can be looked at.
    pub fn all_facts(&self, index: usize, scored: &[Scored], names: &[Name]) -> Vec<Vec<f32>> {
        let mut rows = Vec::new();
        self.facts(index, scored, LOOKED_AT, names, &mut rows);
        rows
    }

    fn standing(&self, index: usize, shape: &ShapeEvidence<'_>) -> [f32; 25] {
        let (role, path) = usual_place(self.evidence, shape);
        let wanted = self.wanted(&shape.member);
        let beside = shape
            .places
            .first()
            .map_or([0; 2], |place| self.evidence.shapes[place.owner.0 as usize].siblings);
        let value = shape.value.as_bytes();
        let case = match (
            value.iter().any(u8::is_ascii_lowercase),
            value.iter().any(u8::is_ascii_uppercase),
        ) {
            (false, _) => 0.0,
            (true, false) => 1.0,
            (true, true) => 2.0,
        };
        let rivals = &shape.rivals;
        [
            kind(shape.ty),
            role as f32,
            path as f32,
            yes(shape.way[0]),
            yes(shape.way[1]),
            yes(shape.rival),
            shape.count as f32,
            shape.member.len() as f32,
            wanted[0],
            wanted[1],
            beside[0] as f32,
            beside[1] as f32,
            yes(self.evidence.camel),
            case,
            shape.members as f32,
            shape.plain as f32,
            rivals.count as f32,
            rivals.twins as f32,
            yes(rivals.within),
            yes(rivals.around),
            rivals.size as usize as f32,
            yes(rivals.direct),
            yes(rivals.listed),
            yes(rivals.taken),
            self.depth[index] as f32,
        ]
    }

    fn wanted(&self, name: &Name) -> [f32; 2] {
        self.evidence.wanted.get(name).copied().unwrap_or_default().map(|count| count as f32)
    }

    fn name(&self, shape: &ShapeEvidence<'_>, candidate: &Candidate) -> [f32; 10] {
        let evidence = self.evidence;
        let name = &candidate.name;
        let nouns = |name: &Name| evidence.nouns.get(name).copied().unwrap_or(0);
        let wanted = self.wanted(name);
        let (hash, letters) = evidence.words.hash_of(name);
        let before = candidate.before.iter();
        [
            name.len() as f32,
            letters as f32,
            yes(*name == shape.member),
            wanted[0],
            wanted[1],
            nouns(name) as f32,
            evidence.mentioned.get(&hash).copied().unwrap_or(0) as f32,
            before.clone().map(nouns).max().unwrap_or(0) as f32,
            before.clone().map(|name| self.wanted(name)[0]).fold(0.0, f32::max),
            candidate.before.first().map_or(0.0, |name| name.len() as f32),
        ]
    }

    fn rivalry(&self, index: usize, one: &Scored) -> [f32; 4] {
        let demand = self.demand.get(&one.candidate.name).copied().unwrap_or_default();
        // Another owner's name may have brought a candidate that the first look did not have.
        let most = if demand.whose == index { demand.next } else { demand.most };
        [(demand.sum - one.share).max(0.0), most, demand.count as f32, one.share - most]
    }

    fn owner(&self, shape: &ShapeEvidence<'_>, candidate: &Candidate, names: &[Name]) -> [f32; 8] {
        let Some(place) = shape.places.first() else { return [0.0; 8] };
        let index = place.owner.0 as usize;
        let owner = &self.evidence.shapes[index];
        let name = &names[index];
        let role = match owner.role {
            Role::Input(_) => 0.0,
            Role::Output(_) => 1.0,
            Role::Error => 2.0,
            Role::Nested => 3.0,
        };
        [
            self.sure[index],
            role,
            name.len() as f32,
            yes(*name == owner.member),
            owner.member.len() as f32,
            yes(candidate.before.contains(name)),
            owner.members as f32,
            owner.count as f32,
        ]
    }

    fn said(
        &self,
        index: usize,
        shape: &ShapeEvidence<'_>,
        candidate: &Candidate,
        Folded { name: folds, member, before }: &Folded,
    ) -> [f32; 15] {
        let of_before = |said: &[u32]| if before.is_empty() { -1.0 } else { part_of(said, before) };
        let of = |own: &[(Name, usize)]| {
            own.first()
                .map_or([0.0; 2], |(name, count)| [*count as f32, yes(*name == candidate.name)])
        };
        let (own, objects, texts) = (of(&shape.own), of(&shape.own_objects), self.texts[index]);
        [
            yes(says(&shape.said, folds)),
            yes(says(&shape.own_said, folds)),
            yes(says(&shape.said, member)),
            part_of(&shape.said, folds),
            part_of(&shape.own_said, folds),
            part_of(&shape.said, member),
            of_before(&shape.said),
            of_before(&shape.own_said),
            texts.same,
            texts.own,
            texts.length,
            own[0],
            own[1],
            objects[0],
            objects[1],
        ]
    }

    fn runs(&self, Folded { name, member, before }: &Folded) -> [f32; 10] {
        let head = &name[..name.len().saturating_sub(1)];
        let (members, operations) = (&self.in_members, &self.in_operations);
        [
            often(members, name),
            often(&self.begins_members, name),
            often(members, head),
            pairs(members, name),
            often(&self.begins_members, before),
            often(operations, name),
            often(operations, head),
            pairs(operations, name),
            often(operations, member),
            often(operations, before),
        ]
    }
}

/// Words as texts are compared with them.
struct Folded {
    name: Vec<u32>,
    member: Vec<u32>,
    before: Vec<u32>,
}

impl Folded {
    fn of(evidence: &Evidence<'_>, shape: &ShapeEvidence<'_>, candidate: &Candidate) -> Self {
        let folds = |name: &Name| name.iter().map(|word| evidence.words.fold(*word)).collect();
        Folded {
            name: folds(&candidate.name),
            member: folds(&shape.member),
            before: candidate.before.first().map(folds).unwrap_or_default(),
        }
    }
}

fn first_look(scored: &[Scored], rank: usize) -> [f32; 6] {
    let score = |at: usize| scored.get(at).map_or(-9.0, |one| one.score);
    [
        score(rank) - score(0),
        rank as f32,
        scored[rank].share,
        score(0) - score(1),
        scored[0].share,
        scored.len() as f32,
    ]
}

fn made(shape: &ShapeEvidence<'_>, one: &Scored) -> [f32; 9] {
    let candidate = &one.candidate;
    let Some(best) = candidate.made.first() else { return [0.0; 9] };
    let more = candidate.made.get(1);
    let ending = if shape.ty == ShapeType::Enum && best.ending > 0 { 100 } else { 0 };
    [
        best.frame as usize as f32,
        best.core as usize as f32,
        yes(best.over),
        (u16::from(best.ending) + ending) as f32,
        best.rank as f32,
        candidate.made.len() as f32,
        more.map_or(-1.0, |made| made.frame as usize as f32),
        more.map_or(-1.0, |made| made.core as usize as f32),
        candidate.support.count_ones() as f32 / shape.places.len().max(1) as f32,
    ]
}

impl Texts {
    fn of(shapes: &Shapes<'_>, shape: &crate::resolve::share::shapes::Shape<'_>) -> Texts {
        let mut texts = shape.occurrences.iter().filter_map(|place| {
            shapes.shape(place.owner).members.get(place.member as usize)?.documentation
        });
        let first = texts.next();
        let (mut more, mut same) = (false, true);
        for text in texts {
            more = true;
            same &= Some(text) == first;
        }
        Texts {
            same: if more { yes(same) } else { 2.0 },
            own: shape.documentation.len() as f32,
            length: first.map_or(0.0, |text| text.len() as f32),
        }
    }
}

fn yes(it_is: bool) -> f32 {
    f32::from(u8::from(it_is))
}

fn kind(ty: ShapeType) -> f32 {
    match ty {
        ShapeType::Structure => 0.0,
        ShapeType::Union => 1.0,
        ShapeType::EventStream => 2.0,
        ShapeType::Enum => 3.0,
    }
}

fn begins_with(name: &Name, root: &Name) -> bool {
    !root.is_empty() && name.words().starts_with(root.words())
}
