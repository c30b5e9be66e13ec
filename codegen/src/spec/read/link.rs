//! Names → ids, once all shapes are known.

use super::tables::File;
use crate::spec::nearest::nearest;
use crate::spec::problem::{KeyPath, Problem, ProblemKind, Step};
use crate::spec::{Operation, Shape, ShapeId, Spec, Type, TypeError};

/// The spec that the file states, its shapes sorted. `names` are the names that the preliminary ids
/// stand for. What names nothing is a problem, and then the spec is not sound.
pub(super) fn link(file: File, names: Vec<Box<str>>, problems: &mut Vec<Problem>) -> Option<Spec> {
    let File { mut operations, waiters, mut shapes, .. } = file;
    shapes.sort_by(|a, b| a.name.cmp(&b.name));
    let ids = names.iter().map(|name| {
        let found = shapes.binary_search_by(|shape| (*shape.name).cmp(name));
        found.ok().map(|index| ShapeId(index as u32))
    });
    let mut linker = Linker { ids: ids.collect(), unknown: Vec::new() };
    for operation in &mut operations {
        linker.operation(operation);
    }
    for shape in &mut shapes {
        linker.shape(shape);
    }
    for (name, at) in linker.unknown {
        let name = names.get(name.0 as usize).map(|name| name.to_string()).unwrap_or_default();
        let known = shapes.iter().map(|shape| shape.name.as_str());
        let nearest = nearest(&name, known, 3).into_iter().map(String::from).collect();
        let is_type = at.0.last() == Some(&Step::Key("type".into()));
        let kind = if is_type {
            let error = TypeError::Unknown(name.clone());
            ProblemKind::Type { text: name, error, nearest }
        } else {
            ProblemKind::Unknown { what: "shape", name, nearest }
        };
        problems.push(Problem { kind, at });
    }
    Some(Spec {
        provider: file.provider?,
        service: file.service?,
        title: file.title,
        client: file.client,
        version: file.version,
        documentation: file.documentation,
        protocol: file.protocol,
        operations,
        waiters,
        shapes,
    })
}

struct Linker {
    ids: Vec<Option<ShapeId>>,
    unknown: Vec<(ShapeId, KeyPath)>,
}

impl Linker {
    fn operation(&mut self, operation: &mut Operation) {
        let name = &operation.name;
        if let Some(input) = &mut operation.input {
            self.id(input, || KeyPath::of(["operations", name, "input"]));
        }
        if let Some(output) = &mut operation.output {
            self.id(output, || KeyPath::of(["operations", name, "output"]));
        }
        for (index, error) in operation.errors.iter_mut().enumerate() {
            self.id(error, || {
                KeyPath::of(["operations", name, "errors"]).step(Step::Entry(index as u32))
            });
        }
    }

    fn shape(&mut self, shape: &mut Shape) {
        for member in shape.kind.members_mut().into_iter().flatten() {
            let name = &member.name;
            self.ty(&mut member.ty, &|| {
                KeyPath::of(["shapes", &shape.name, "members", name, "type"])
            });
        }
    }

    fn ty(&mut self, ty: &mut Type, at: &dyn Fn() -> KeyPath) {
        match ty {
            Type::Scalar(_) => {}
            Type::List(entry) => self.ty(entry, at),
            Type::Map(key, value) => {
                self.ty(key, at);
                self.ty(value, at);
            }
            Type::Shape(id) => self.id(id, at),
        }
    }

    fn id(&mut self, id: &mut ShapeId, at: impl Fn() -> KeyPath) {
        match self.ids.get(id.0 as usize) {
            Some(Some(known)) => *id = *known,
            _ => self.unknown.push((*id, at())),
        }
    }
}
