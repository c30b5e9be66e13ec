//! Names → ids, once all shapes are known.

use super::tables::File;
use crate::spec::nearest::nearest;
use crate::spec::problem::{KeyPath, Problem, ProblemKind, Step};
use crate::spec::ty;
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
        let mut known: Vec<&str> = shapes.iter().map(|shape| shape.name.as_str()).collect();
        let is_type = at.0.last() == Some(&Step::Key("type".into()));
        let nearest = if is_type {
            ty::words().for_each(|word| known.push(word));
            let mut near = strings(nearest(&name, known, 3));
            let meant = ty::meant(&name).map(str::to_owned);
            near.extend(meant.filter(|word| !near.contains(word)));
            near
        } else {
            strings(nearest(&name, known, 3))
        };
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

fn strings(names: Vec<&str>) -> Vec<String> {
    names.into_iter().map(String::from).collect()
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

#[cfg(test)]
mod tests {
    use std::path::Path;

    /// What is said of a member with these keys.
    fn said(member: &str) -> String {
        let text = format!(
            "format: 1\nprovider: aws\nservice: a\nshapes:\n\
             \x20 Session: {{type: structure, members: {{a: {member}}}}}\n"
        );
        let errors = crate::spec::read(&text, Path::new("a.yaml")).unwrap_err();
        errors.iter().map(|error| error.kind.to_string()).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn words_that_were_mistyped_are_suggested() {
        for (member, suggested) in [
            ("{type: strng}", "`strng` is no type: no shape is called `strng`; nearest: `string`"),
            ("{type: list<integr>}", "nearest: `integer`"),
            ("{type: Sesion}", "nearest: `Session`"),
            ("{type: String}", "nearest: `string`"),
            ("{type: int}", "nearest: `integer`"),
            ("{type: 'map<str, datetime>'}", "nearest: `timestamp`"),
            ("{type: lst<string>}", "`lst` nothing can be said in brackets; nearest: `list`"),
            ("{type: List<string>}", "nearest: `list`"),
            ("{type: 'Map<string, string>'}", "nearest: `map`"),
            ("{type: 'dict<string, string>'}", "nearest: `map`"),
            ("{type: array<string>}", "nearest: `list`"),
            ("{type: list<vec<string>>}", "nearest: `list`"),
            ("{type: string<string>}", "`string` nothing can be said in brackets"),
            ("{type: string, location: heade}", "; nearest: `header`"),
            ("{type: string, location: uri}", "`uri` is none of `path`, `query`"),
            ("{type: timestamp, timestamp_format: date-tme}", "; nearest: `date-time`"),
        ] {
            assert!(said(member).contains(suggested), "{member}: {}", said(member));
        }
    }
}
