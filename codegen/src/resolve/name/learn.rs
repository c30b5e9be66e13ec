//! What `cargo proof names --learn` learns from: candidates and their features, for the shapes of
//! a spec whose right names are known.

use std::collections::HashMap;

use super::candidates::Finder;
use super::evidence::Evidence;
use super::features::{Setting, Sink};
use super::ranking::rank;
use super::templates::{Endings, Made, Templates, ending_text};
use super::vocabulary::{FeatureTerm, key};
use super::weights::Weights;
use super::words::Name;
use crate::resolve::share::shapes::{
    Occurrence, OperationShapes, Role, Shape, ShapeMember, ShapeType, Shapes,
};
use crate::resolve::tie::steps::Step;
use crate::spec::{ShapeId, ShapeKind, Spec, Type};

/// The features that were seen, each with a number.
pub struct Learner {
    templates: Templates,
    numbers: HashMap<(u64, u64), u32>,
    /// What each feature is about, and what of the candidate, as the table has it.
    pub features: Vec<(String, String)>,
}

/// A shape, and the names that it could have.
#[derive(Clone, Debug)]
pub struct Example {
    /// Its name in the spec.
    pub shape: String,
    /// The candidates.
    pub candidates: Vec<Possible>,
}

/// A name that a shape could have.
#[derive(Clone, Debug)]
pub struct Possible {
    /// The name.
    pub name: String,
    /// The numbers of its features.
    pub features: Vec<u32>,
}

/// The name of a shape that the spec calls so.
pub type Right<'r> = &'r dyn Fn(&str) -> Option<String>;

/// A name, and the numbers of the ways to make it.
pub type Tried = (Vec<u32>, bool);

impl Learner {
    /// Tries the ways in the `try` lines of a table.
    pub fn new(table: &str) -> Self {
        let templates = Weights::parse(table).templates;
        Learner { templates, numbers: HashMap::new(), features: Vec::new() }
    }

    /// The shapes of `spec` below inputs and outputs for which `right` has a name. Owners go by
    /// the names that `owners` has for them.
    pub fn examples(&mut self, spec: &Spec, right: Right<'_>, owners: Right<'_>) -> Vec<Example> {
        let shapes = shapes_of(spec);
        let taught = Taught::new(spec, &shapes, right, owners);
        let mut examples = Vec::new();
        for index in taught.indices() {
            let Taught { evidence, endings, names, .. } = &taught;
            let shape = &evidence.shapes[index];
            let found = Finder::find(shape, evidence, endings, &self.templates, names);
            let member = evidence.words.join(&shape.member);
            let mut seen = Seen { learner: self, about: Vec::new(), features: Vec::new() };
            let setting = Setting::new(evidence, shape, names, &member, &mut seen);
            let mut candidates = Vec::with_capacity(found.len());
            for candidate in &found {
                setting.features(candidate, endings, &mut seen);
                let features = std::mem::take(&mut seen.features);
                let name = evidence.words.join(&candidate.name);
                candidates.push(Possible { name, features });
            }
            examples.push(Example { shape: spec.shapes[index].name.clone(), candidates });
        }
        examples
    }
}

/// Every way to make names for the same shapes: of each name the ways, as [`way_text`] takes them,
/// and whether `is_right` says so of the shape and the name.
pub fn every_way(
    spec: &Spec,
    right: Right<'_>,
    is_right: &dyn Fn(&str, &str) -> bool,
) -> Vec<Vec<Tried>> {
    let shapes = shapes_of(spec);
    let taught = Taught::new(spec, &shapes, right, right);
    let templates = Templates::all();
    let mut all = Vec::new();
    for index in taught.indices() {
        let Taught { evidence, endings, names, .. } = &taught;
        let shape = &evidence.shapes[index];
        let found = Finder::find(shape, evidence, endings, &templates, names);
        let tried = found.iter().map(|candidate| {
            let mut ways: Vec<u32> = candidate
                .made
                .iter()
                .map(|made| made.number(shape.ty == ShapeType::Enum))
                .collect();
            ways.sort_unstable();
            ways.dedup();
            let name = evidence.words.join(&candidate.name);
            (ways, is_right(&spec.shapes[index].name, &name))
        });
        all.push(tried.collect());
    }
    all
}

/// The way of that number, as the table has it.
pub fn way_text(number: u32) -> String {
    let (made, is_enum) = Made::of_number(number);
    let kind = if is_enum { "E" } else { "S" };
    let over = if made.over { "yes" } else { "no" };
    let ending = ending_text(is_enum, made.ending);
    format!("{kind} {} {over} {} {ending}", made.frame.term().text, made.core.term().text)
}

/// The likeliest name of each shape of the spec by the weights of `table`, by the name it has there.
/// Owners go by what is likeliest for them.
pub fn likeliest(spec: &Spec, table: &str) -> Vec<(String, String)> {
    let shapes = shapes_of(spec);
    let mut evidence = Evidence::gather(&shapes);
    let endings = Endings::new(&mut evidence.words);
    let given = |shape: &Shape<'_>| shape.given.as_deref().unwrap_or_default().to_owned();
    let names: Vec<String> = shapes.shapes.iter().map(given).collect();
    let mut known = super::known(&names, &mut evidence);
    let ranked = rank(&evidence, &endings, &Weights::parse(table), &mut known);
    let best = ranked.iter().zip(&spec.shapes).filter_map(|(ranked, shape)| {
        Some((shape.name.clone(), evidence.words.join(&ranked.first()?.name)))
    });
    best.collect()
}

/// A service whose right names are known.
struct Taught<'a> {
    evidence: Evidence<'a>,
    endings: Endings,
    /// What owners are called.
    names: Vec<Name>,
    has_right: Vec<bool>,
}

impl<'a> Taught<'a> {
    fn new(spec: &Spec, shapes: &Shapes<'a>, right: Right<'_>, owners: Right<'_>) -> Taught<'a> {
        let mut evidence = Evidence::gather(shapes);
        let endings = Endings::new(&mut evidence.words);
        let mut names = Vec::with_capacity(spec.shapes.len());
        for (index, shape) in spec.shapes.iter().enumerate() {
            names.push(match (evidence.shapes[index].role, owners(&shape.name)) {
                (Role::Input(op) | Role::Output(op), _) => {
                    evidence.operations.get(op as usize).map_or(Name::EMPTY, |(_, about)| *about)
                }
                (_, Some(name)) => evidence.words.split(&name),
                (_, None) => evidence.shapes[index].member,
            });
        }
        let has_right = spec.shapes.iter().map(|shape| right(&shape.name).is_some()).collect();
        Taught { evidence, endings, names, has_right }
    }

    /// The shapes to learn from.
    fn indices(&self) -> impl Iterator<Item = usize> + use<'_, 'a> {
        let order = self.evidence.order.iter().map(|id| id.0 as usize);
        order.filter(|index| self.has_right[*index])
    }
}

/// Numbers features as they come.
struct Seen<'l> {
    learner: &'l mut Learner,
    about: Vec<(u64, String)>,
    features: Vec<u32>,
}

impl Sink for Seen<'_> {
    /// An index into `about`.
    type About = usize;

    fn about(&mut self, terms: &[FeatureTerm<'_>]) -> usize {
        self.about.push((key(terms), text(terms)));
        self.about.len() - 1
    }

    fn add(&mut self, about: usize, of: &[FeatureTerm<'_>]) {
        let (left, about) = &self.about[about];
        let features = &mut self.learner.features;
        let number = *self.learner.numbers.entry((*left, key(of))).or_insert_with(|| {
            features.push((about.clone(), text(of)));
            features.len() as u32 - 1
        });
        self.features.push(number);
    }
}

fn text(terms: &[FeatureTerm<'_>]) -> String {
    terms.iter().map(|term| term.text).collect::<Vec<_>>().join(" ")
}

/// The shapes of a spec as they were before they had names; errors keep theirs.
pub(super) fn shapes_of(spec: &Spec) -> Shapes<'_> {
    let mut shapes: Vec<Shape<'_>> = spec
        .shapes
        .iter()
        .map(|shape| {
            let (role, ty) = match shape.kind {
                ShapeKind::Structure(_) => (Role::Nested, ShapeType::Structure),
                ShapeKind::Union(_) => (Role::Nested, ShapeType::Union),
                ShapeKind::EventStream(_) => (Role::Nested, ShapeType::EventStream),
                ShapeKind::Error(_) => (Role::Error, ShapeType::Structure),
                ShapeKind::Enum(_) => (Role::Nested, ShapeType::Enum),
            };
            let members = shape.kind.members().iter().map(|member| ShapeMember {
                name: &member.name,
                ty: member.ty.clone(),
                required: member.required,
                documentation: member.documentation.as_deref(),
            });
            let values = match &shape.kind {
                ShapeKind::Enum(values) => values.iter().map(String::as_str).collect(),
                _ => Vec::new(),
            };
            Shape {
                given: (role == Role::Error).then(|| shape.name.as_str().into()),
                role,
                ty,
                members: members.collect(),
                values,
                occurrences: Vec::new(),
                documentation: shape.documentation.as_deref().into_iter().collect(),
            }
        })
        .collect();
    for (index, operation) in (0..).zip(&spec.operations) {
        let sides =
            [(operation.input, Role::Input(index)), (operation.output, Role::Output(index))];
        for (id, role) in sides {
            if let Some(id) = id {
                shapes[id.0 as usize].role = role;
            }
        }
    }
    for (owner, shape) in (0..).map(ShapeId).zip(&spec.shapes) {
        for (index, member) in (0..).zip(shape.kind.members()) {
            let (path, target) = target(&member.ty);
            let Some(target) = target else { continue };
            let documentation = spec[target].documentation.as_deref();
            let element = documentation.filter(|_| !path.is_empty());
            let occurrence = Occurrence { owner, member: index, path, element };
            shapes[target.0 as usize].occurrences.push(occurrence);
        }
    }
    let operations = spec.operations.iter().map(|operation| OperationShapes {
        name: operation.name.clone(),
        documentation: operation.documentation.as_deref(),
        input: operation.input,
        output: operation.output,
        errors: operation.errors.clone(),
    });
    Shapes {
        service: &spec.service,
        client: spec.client.as_deref(),
        operations: operations.collect(),
        reserved: Vec::new(),
        shapes,
    }
}

/// The containers around a shape, and the shape.
fn target(ty: &Type) -> (Vec<Step>, Option<ShapeId>) {
    let (mut path, mut ty) = (Vec::new(), ty);
    loop {
        match ty {
            Type::Scalar(_) => return (path, None),
            Type::Shape(id) => return (path, Some(*id)),
            Type::List(element) => {
                path.push(Step::Element);
                ty = element;
            }
            Type::Map(_, value) => {
                path.push(Step::Value);
                ty = value;
            }
        }
    }
}
