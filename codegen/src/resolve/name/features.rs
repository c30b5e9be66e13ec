//! What speaks for and against a candidate.

use super::candidates::Candidate;
use super::evidence::{Evidence, ShapeEvidence};
use super::templates::{Endings, Made, ending_text};
use super::vocabulary::{FeatureTerm, bucket, count, flag, term, terms};
use super::words::{Name, Word, hash};
use crate::resolve::share::shapes::{Role, ShapeType};
use crate::resolve::tie::steps::Step;

/// Takes features one by one. A feature is what it is about, and what of the candidate.
pub trait Sink {
    /// All features about one thing.
    type About: Copy;

    /// What features are about.
    fn about(&mut self, terms: &[FeatureTerm<'_>]) -> Self::About;

    /// A feature.
    fn add(&mut self, about: Self::About, of: &[FeatureTerm<'_>]);
}

const TYPES: [FeatureTerm<'static>; 4] = terms(["structure", "union", "stream", "enum"]);
const KINDS: [FeatureTerm<'static>; 2] = terms(["S", "E"]);
const ROLES: [FeatureTerm<'static>; 5] = terms(["input", "output", "structure", "union", "stream"]);
const PATHS: [FeatureTerm<'static>; 6] =
    terms(["plain", "list", "map", "list-list", "map-list", "deep"]);
const CASES: [FeatureTerm<'static>; 3] = terms(["UPPER", "lower", "Mixed"]);
const SUPPORT: [FeatureTerm<'static>; 3] = terms(["some", "most", "all"]);
const WAYS: [FeatureTerm<'static>; 5] = terms(["both", "in", "in-rival", "out", "out-rival"]);
const OWNERS: [FeatureTerm<'static>; 3] = terms(["op", "bare", "clothed"]);

/// What is the same for all candidates of a shape.
pub struct Setting<'e, 'a, A> {
    evidence: &'e Evidence<'a>,
    shape: &'e ShapeEvidence<'a>,
    is_enum: bool,
    kind: FeatureTerm<'static>,
    /// What tells the ways to make a name apart.
    contexts: Vec<A>,
    /// What tells endings apart.
    of_endings: Vec<A>,
    several: FeatureTerm<'static>,
    places: FeatureTerm<'static>,
    camel: FeatureTerm<'static>,
    case: FeatureTerm<'static>,
    member: FeatureTerm<'e>,
    member_last: FeatureTerm<'e>,
}

impl<'e, 'a, A: Copy> Setting<'e, 'a, A> {
    /// The setting of a shape. `member` is its member's name as a text.
    pub fn new(
        evidence: &'e Evidence<'a>,
        shape: &'e ShapeEvidence<'a>,
        names: &[Name],
        member: &'e str,
        sink: &mut impl Sink<About = A>,
    ) -> Self {
        let is_enum = shape.ty == ShapeType::Enum;
        let kind = KINDS[usize::from(is_enum)];
        let (role, path) = usual_place(evidence, shape);
        let (role, path) = (ROLES[role], PATHS[path]);
        let wanted = evidence.wanted.get(&shape.member).map_or(0, |c| c[usize::from(is_enum)]);
        let contest = bucket(wanted as usize);
        let case = match shape.value {
            value if !value.bytes().any(|b| b.is_ascii_lowercase()) => 0,
            value if !value.bytes().any(|b| b.is_ascii_uppercase()) => 1,
            _ => 2,
        };
        let ty = TYPES[match shape.ty {
            ShapeType::Structure => 0,
            ShapeType::Union => 1,
            ShapeType::EventStream => 2,
            ShapeType::Enum => 3,
        }];
        let way = WAYS[match (shape.way, shape.rival) {
            ([true, true], _) => 0,
            ([true, false], false) => 1,
            ([true, false], true) => 2,
            ([false, _], false) => 3,
            ([false, _], true) => 4,
        }];
        let owner = shape.places.first().map(|place| place.owner.0 as usize);
        let owner_name = owner.map_or(Name::EMPTY, |owner| names[owner]);
        let dress = OWNERS[match owner.map(|owner| &evidence.shapes[owner]) {
            Some(owner) if owner.role == Role::Nested && owner_name == owner.member => 1,
            Some(owner) if owner.role == Role::Nested => 2,
            _ => 0,
        }];
        let owner_size = count(owner_name.len());
        let plain = bucket(shape.plain as usize);
        let siblings = shape
            .places
            .iter()
            .map(|place| evidence.shapes[place.owner.0 as usize].siblings[usize::from(is_enum)]);
        let siblings = bucket(siblings.max().unwrap_or(0));
        let word = |word: Option<&Word>| {
            word.map_or(term("-"), |word| {
                let (hash, text) = evidence.words.lower(*word);
                FeatureTerm { hash, text }
            })
        };
        let member_last = word(shape.member.last());
        let member_first = word(shape.member.first());
        let owner_last = word(owner_name.last());
        let verb = word(shape.verb.first());
        let member = FeatureTerm { hash: hash(member), text: member };
        let several = flag(shape.member.len() > 1);
        let length = count(shape.member.len());
        let places = bucket(shape.count);
        let camel = flag(evidence.camel);
        let size = bucket(shape.members);
        let opening = FeatureTerm { hash: hash(shape.opening), text: shape.opening };
        let [rival_size, rival_part, rival_where] = shape.rivals.terms();
        let rivals = bucket(shape.rivals.count);
        let twins = bucket(shape.rivals.twins);
        let contexts = vec![
            sink.about(&[term("any"), ty]),
            sink.about(&[term("contest"), kind, contest, dress]),
            sink.about(&[term("where"), kind, role, path]),
            sink.about(&[term("places"), kind, several, places]),
            sink.about(&[term("way"), kind, way, dress]),
            sink.about(&[term("owner"), kind, dress, owner_size, length]),
            sink.about(&[term("plain"), kind, plain, several]),
            sink.about(&[term("siblings"), ty, role, siblings]),
            sink.about(&[term("last"), kind, member_last]),
            sink.about(&[term("head"), kind, member_first]),
            sink.about(&[term("rivals"), kind, rivals, rival_size, rival_part]),
            sink.about(&[term("rivals-where"), kind, rival_where, role, path]),
            sink.about(&[term("twins"), kind, twins, dress]),
            sink.about(&[term("size"), ty, size, path]),
            sink.about(&[term("owner-last"), kind, owner_last]),
        ];
        let of_endings = vec![
            sink.about(&[term("any"), ty]),
            sink.about(&[term("where"), kind, role, path]),
            sink.about(&[term("way"), kind, way]),
            sink.about(&[term("verb"), kind, verb]),
            sink.about(&[term("camel"), kind, camel]),
            sink.about(&[term("last"), kind, member_last]),
            sink.about(&[term("rivals"), kind, rival_size, rival_part]),
            sink.about(&[term("rivals-where"), kind, rival_where, role, path]),
            sink.about(&[term("opening"), kind, opening]),
            sink.about(&[term("case"), kind, CASES[case]]),
        ];
        Setting {
            evidence,
            shape,
            is_enum,
            kind,
            contexts,
            of_endings,
            several,
            places,
            camel,
            case: CASES[case],
            member,
            member_last,
        }
    }

    /// The features of a candidate.
    pub fn features(
        &self,
        candidate: &Candidate,
        endings: &Endings,
        sink: &mut impl Sink<About = A>,
    ) {
        let kind = self.kind;
        let Some(last) = candidate.name.last() else { return };
        let Some(best) = candidate.made.first() else { return };
        let (hash, text) = self.evidence.words.lower(*last);
        let last = FeatureTerm { hash, text };
        let way = way(best);
        for context in &self.contexts {
            sink.add(*context, &way);
        }
        let ending = term(ending_text(self.is_enum, best.ending));
        put(sink, &[term("template"), kind], &[way[0], way[1], way[2], ending]);
        for made in candidate.made.iter().skip(1).take(3) {
            put(sink, &[term("also"), kind], &self::way(made));
        }
        if best.ending > 0 {
            for context in &self.of_endings {
                sink.add(*context, &[term("ending"), ending]);
            }
            if let Some(word) = endings.get(self.is_enum, best.ending) {
                self.ending(word, ending, sink);
            }
        }
        self.name(candidate, last, sink);
        self.dress(candidate, &way, sink);
    }

    /// What more speaks for an ending.
    fn ending(&self, word: Word, ending: FeatureTerm<'static>, sink: &mut impl Sink<About = A>) {
        let used = self.evidence.member_ends.get(&word).copied().unwrap_or(0);
        put(sink, &[term("used"), self.kind, bucket(used as usize)], &[term("ending"), ending]);
        let said = |text: &str| self.shape.said.contains(&super::words::fold(text));
        let said = self.shape.said.contains(&self.evidence.words.fold(word))
            || match ending.text {
                "Config" => said("configuration"),
                "Info" => said("information"),
                _ => false,
            };
        put(sink, &[term("said"), self.kind, flag(said)], &[term("ending"), ending]);
    }

    /// What speaks for the name itself.
    fn name(&self, candidate: &Candidate, last: FeatureTerm<'_>, sink: &mut impl Sink<About = A>) {
        let (kind, evidence, shape) = (self.kind, self.evidence, self.shape);
        let name = &candidate.name;
        let bare = *name == shape.member;
        put(sink, &[term("word"), kind], &[term("ends"), last]);
        let content = FeatureTerm { hash: hash(&shape.content), text: &shape.content };
        if !shape.content.is_empty() {
            put(sink, &[term("content"), kind, content], &[term("ends"), last, flag(bare)]);
        }
        let places = shape.places.len() as u32;
        let support = match candidate.support.count_ones() {
            all if all >= places => 2,
            most if most * 2 > places => 1,
            _ => 0,
        };
        put(sink, &[term("support"), kind, self.places], &[SUPPORT[support]]);
        let length = count(name.len().min(7));
        put(sink, &[term("length"), kind, count(shape.member.len())], &[length]);
        let wanted = evidence.wanted.get(name).copied().unwrap_or_default();
        let mine = flag(shape.places.iter().any(|place| place.one == *name));
        let wanted = bucket((wanted[0] + wanted[1]) as usize);
        put(sink, &[term("wanted"), kind], &[mine, wanted]);
        let noun = flag(evidence.nouns.contains_key(name));
        put(sink, &[term("noun"), kind], &[noun, flag(bare)]);
        let said = flag(self.says(&shape.said, name));
        let own = flag(self.says(&shape.own_said, name));
        put(sink, &[term("name-said"), kind], &[said, own, count(name.len().min(4))]);
        let (text, length) = evidence.words.hash_of(name);
        let mentioned = evidence.mentioned.get(&text).copied().unwrap_or(0);
        put(sink, &[term("mentioned"), kind], &[bucket(mentioned as usize), flag(bare)]);
        put(sink, &[term("long"), kind], &[count(length / 6)]);
    }

    /// What speaks for the member's name alone, and for what stands before it.
    fn dress(
        &self,
        candidate: &Candidate,
        way: &[FeatureTerm<'_>],
        sink: &mut impl Sink<About = A>,
    ) {
        let (kind, evidence, shape) = (self.kind, self.evidence, self.shape);
        if candidate.name == shape.member {
            put(sink, &[term("bare"), kind, self.member], &[]);
            put(sink, &[term("bare-last"), kind, self.member_last, self.several], &[]);
            put(sink, &[term("bare-case"), kind, self.case, self.camel], &[]);
            return;
        }
        if candidate.name.len() > shape.member.len() {
            put(sink, &[term("clothed"), kind, self.member], &[]);
        }
        put(sink, &[term("member"), kind, self.member], way);
        if candidate.before.is_empty() {
            return;
        }
        let most = |count: &dyn Fn(&Name) -> u32| {
            bucket(candidate.before.iter().map(count).max().unwrap_or(0) as usize)
        };
        let nouns = most(&|name| evidence.nouns.get(name).copied().unwrap_or(0));
        let wanted = most(&|name| evidence.wanted.get(name).map_or(0, |count| count[0]));
        put(sink, &[term("before"), kind], &[nouns, wanted]);
        let said = candidate.before.iter().any(|name| self.says(&shape.said, name));
        put(sink, &[term("before-said"), kind], &[flag(said)]);
    }

    /// The texts say the name's words one after the other.
    fn says(&self, said: &[u32], name: &Name) -> bool {
        let words = &self.evidence.words;
        let mut folds = [0; Name::MAX];
        for (fold, word) in folds.iter_mut().zip(name.words()) {
            *fold = words.fold(*word);
        }
        let folds = &folds[..name.len()];
        said.windows(folds.len().max(1))
            .any(|window| window.first() == folds.first() && window == folds)
    }
}

/// A feature that is about something that only one candidate has.
fn put<S: Sink>(sink: &mut S, about: &[FeatureTerm<'_>], of: &[FeatureTerm<'_>]) {
    let about = sink.about(about);
    sink.add(about, of);
}

/// A way to make a name, without the ending.
fn way(made: &Made) -> [FeatureTerm<'static>; 4] {
    [made.frame.term(), flag(made.over), made.core.term(), flag(made.ending > 0)]
}

/// Where the shape stands most often: indices into [`ROLES`] and [`PATHS`].
fn usual_place(evidence: &Evidence<'_>, shape: &ShapeEvidence<'_>) -> (usize, usize) {
    let mut counts = [[0_u32; PATHS.len()]; ROLES.len()];
    let mut best = (0, 0);
    for place in &shape.places {
        let owner = &evidence.shapes[place.owner.0 as usize];
        let role = match (owner.role, owner.ty) {
            (Role::Input(_), _) => 0,
            (Role::Output(_), _) => 1,
            (_, ShapeType::Union) => 3,
            (_, ShapeType::EventStream) => 4,
            _ => 2,
        };
        let path = match place.path[..] {
            [] => 0,
            [Step::Element] => 1,
            [_] => 2,
            [Step::Element, Step::Element] => 3,
            [_, Step::Element] => 4,
            _ => 5,
        };
        counts[role][path] += 1;
        if counts[role][path] > counts[best.0][best.1] || counts[best.0][best.1] == 0 {
            best = (role, path);
        }
    }
    best
}
