//! What `cargo xtask names --learn` learns from: candidates and their features, for the shapes of
//! a spec whose right names are known.

use std::collections::HashMap;

use super::candidates::Finder;
use super::evidence::Evidence;
use super::features::{Setting, Sink};
use super::parts::{Part, key};
use super::templates::{Endings, Templates, ending_text};
use super::weights::Weights;
use super::words::Name;
use crate::resolve::shapes::{
    Occurrence, OperationShapes, Role, Shape, ShapeMember, ShapeType, Shapes, Step,
};
use crate::spec::{ShapeId, ShapeKind, Spec, Type};

/// The features that were seen, each with a number.
pub struct Learner {
    templates: Option<Templates>,
    numbers: HashMap<(u64, u64), u32>,
    /// What each feature is about, and what of the candidate, as the table has it.
    pub features: Vec<(String, String)>,
}

/// A shape, and the names that it could have.
#[derive(Clone, Debug)]
pub struct Example {
    /// Its name in the spec.
    pub shape: String,
    /// It is an enum.
    pub is_enum: bool,
    /// The candidates.
    pub candidates: Vec<Possible>,
}

/// A name that a shape could have.
#[derive(Clone, Debug)]
pub struct Possible {
    /// The name.
    pub name: String,
    /// The ways it can be made, as the table has them.
    pub ways: Vec<String>,
    /// The numbers of its features.
    pub features: Vec<u32>,
}

impl Learner {
    /// Looks at every way to make a name, or at those that the built-in table tries.
    pub fn new(every_way: bool) -> Self {
        let templates = every_way.then(Templates::all);
        Learner { templates, numbers: HashMap::new(), features: Vec::new() }
    }

    /// The shapes of `spec` below inputs and outputs for which `right` has a name. Owners go by
    /// their right names.
    pub fn examples(
        &mut self,
        spec: &Spec,
        right: &dyn Fn(&str) -> Option<String>,
    ) -> Vec<Example> {
        let shapes = shapes_of(spec);
        let mut evidence = Evidence::gather(&shapes);
        let endings = Endings::new(&mut evidence.words);
        let right: Vec<Option<String>> =
            spec.shapes.iter().map(|shape| right(&shape.name)).collect();
        let mut names = Vec::with_capacity(right.len());
        for (index, name) in right.iter().enumerate() {
            names.push(match (evidence.shapes[index].role, name) {
                (Role::Input(op) | Role::Output(op), _) => {
                    evidence.operations.get(op as usize).map_or(Name::EMPTY, |(_, about)| *about)
                }
                (_, Some(name)) => evidence.words.split(name),
                (_, None) => evidence.shapes[index].member,
            });
        }
        let mut examples = Vec::new();
        for id in &evidence.order {
            let index = id.0 as usize;
            if right[index].is_some() {
                let shape = spec.shapes[index].name.clone();
                examples.push(self.example(shape, &evidence, index, &endings, &names));
            }
        }
        examples
    }

    fn example(
        &mut self,
        name: String,
        evidence: &Evidence<'_>,
        index: usize,
        endings: &Endings,
        names: &[Name],
    ) -> Example {
        let shape = &evidence.shapes[index];
        let is_enum = shape.ty == ShapeType::Enum;
        let every_way = self.templates.is_some();
        let templates = self.templates.as_ref().unwrap_or(&Weights::built_in().templates);
        let found = Finder::find(shape, evidence, endings, templates, names);
        let member = evidence.words.join(&shape.member);
        let mut seen =
            Seen { learner: self, about: Vec::new(), features: Vec::new(), counts: !every_way };
        let setting = Setting::new(evidence, shape, names, &member, &mut seen);
        let mut candidates = Vec::with_capacity(found.len());
        for candidate in &found {
            setting.features(candidate, endings, &mut seen);
            let ways = candidate.made.iter().filter(|_| every_way).map(|made| {
                let kind = if is_enum { "E" } else { "S" };
                let over = if made.over { "yes" } else { "no" };
                let ending = ending_text(is_enum, made.ending);
                let (frame, core) = (made.frame.part().text, made.core.part().text);
                format!("{kind} {frame} {over} {core} {ending}")
            });
            candidates.push(Possible {
                name: evidence.words.join(&candidate.name),
                ways: ways.collect(),
                features: std::mem::take(&mut seen.features),
            });
        }
        Example { shape: name, is_enum, candidates }
    }
}

/// Numbers features as they come.
struct Seen<'l> {
    learner: &'l mut Learner,
    about: Vec<(u64, String)>,
    features: Vec<u32>,
    counts: bool,
}

impl Sink for Seen<'_> {
    /// An index into `about`.
    type About = usize;

    fn about(&mut self, parts: &[Part<'_>]) -> usize {
        self.about.push((key(parts), text(parts)));
        self.about.len() - 1
    }

    fn add(&mut self, about: usize, of: &[Part<'_>]) {
        if !self.counts {
            return;
        }
        let (left, about) = &self.about[about];
        let features = &mut self.learner.features;
        let number = *self.learner.numbers.entry((*left, key(of))).or_insert_with(|| {
            features.push((about.clone(), text(of)));
            features.len() as u32 - 1
        });
        self.features.push(number);
    }
}

fn text(parts: &[Part<'_>]) -> String {
    parts.iter().map(|part| part.text).collect::<Vec<_>>().join(" ")
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
        method: &operation.method,
        documentation: operation.documentation.as_deref(),
        input: operation.input,
        output: operation.output,
        errors: operation.errors.clone(),
    });
    Shapes {
        service: &spec.service,
        title: spec.title.as_deref(),
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
