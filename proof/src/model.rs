//! `cargo proof model`: specs straight from the models, as a perfect reading of the pages would
//! give them, but with the models' own names. For trying the emitter and the diff without pages.

use crate::parallel::{default_jobs, map};
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use doc_bindgen::markup::{Inline, inlines_to_commonmark};
use doc_bindgen::spec::{
    self, Member, Pagination, Provider, Scalar, ServiceId, Shape, ShapeId, ShapeKind, Spec, Type,
};

use crate::diff::raw;
use crate::truth::{self, Id, Kind, Operation, Paginator, Position, Service, TextId};
use xtask::corpus::BOTO3;
use xtask::{Outcome, files};

/// Writes specs straight from the models, with the models' own names: what a perfect reading of the
/// pages would give, for trying the emitter and the diff without pages.
#[derive(clap::Args)]
pub struct Arguments {
    /// The corpus.
    #[arg(long, default_value_os_t = PathBuf::from(format!("corpus/boto3-{BOTO3}")))]
    corpus: PathBuf,
    /// Instead of a corpus the models of a release as botocore ships them, as `cargo proof diff` lays
    /// them out: `corpus/models/1.44.5`.
    #[arg(long, conflicts_with = "corpus")]
    models: Option<PathBuf>,
    /// Where to.
    #[arg(long, default_value = "target/model")]
    out: PathBuf,
    /// The services; all where left out.
    services: Vec<String>,
}

pub fn run(arguments: &Arguments) -> Outcome {
    let services = match &arguments.models {
        _ if !arguments.services.is_empty() => arguments.services.clone(),
        Some(models) => files::folders(models)?,
        None => truth::services(&arguments.corpus)?,
    };
    let folder = arguments.out.join(Provider::Aws.as_str());
    fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let written = map(&services, default_jobs(), |id| {
        let service = match &arguments.models {
            Some(models) => raw::read(&models.join(id), id)?,
            None => Service::read(&truth::path(&arguments.corpus, id))?,
        };
        let path = folder.join(format!("{}.yaml", service.id));
        let mut spec = spec(&service)?;
        spec.operations.iter_mut().for_each(leave_out_expressions);
        fs::write(&path, spec::write(&spec)).map_err(|e| format!("{}: {e}", path.display()))
    });
    written.into_iter().collect::<Result<Vec<()>, String>>()?;
    println!("{} specs in {}", services.len(), folder.display());
    Ok(ExitCode::SUCCESS)
}

/// The spec of a service straight from its model.
pub fn spec(service: &Service) -> Result<Spec, String> {
    Builder::new(service).spec()
}

struct Builder<'a> {
    service: &'a Service,
    /// The name of each shape of the model below inputs and outputs, where it is one in the spec.
    names: HashMap<Id, String>,
    shapes: BTreeMap<String, ShapeKind>,
    /// Shapes whose members are still to be written.
    todo: Vec<(Id, ShapeType)>,
    /// The places of names in the order in which they were met; put right at the end.
    met: Vec<String>,
    places: HashMap<String, u32>,
    /// The shape of the model that first stood for each list of values.
    enums: HashMap<&'a [String], String>,
    in_request: bool,
}

#[derive(Clone, Copy)]
enum ShapeType {
    Structure,
    Union,
    EventStream,
}

impl<'a> Builder<'a> {
    fn new(service: &'a Service) -> Self {
        Builder {
            service,
            names: HashMap::new(),
            shapes: BTreeMap::new(),
            todo: Vec::new(),
            met: Vec::new(),
            places: HashMap::new(),
            enums: HashMap::new(),
            in_request: true,
        }
    }

    fn spec(mut self) -> Result<Spec, String> {
        let service = self.service;
        let documented: Vec<&'a Operation> =
            service.operations.iter().filter(|operation| operation.documented).collect();
        // Names of operations' own shapes and of errors are taken first.
        let mut operations = Vec::new();
        for operation in &documented {
            operations.push(self.operation(operation));
        }
        // Requests first, so that a structure that is in both has what requests tell of it.
        for request in [true, false] {
            self.in_request = request;
            for (operation, out) in documented.iter().zip(&mut operations) {
                let (side, ending, stream) = if request {
                    (operation.input, "Request", &operation.input_stream)
                } else {
                    (operation.output, "Response", &operation.output_stream)
                };
                let Some(side) = side else { continue };
                if request && service.members(side).is_empty() {
                    continue;
                }
                let name = format!("{}{ending}", operation.name);
                let members = self.members(side, stream.as_deref());
                self.shapes.insert(name.clone(), ShapeKind::Structure(members));
                let place = Some(self.place(&name));
                if request {
                    out.input = place;
                } else {
                    out.output = place;
                }
                self.rest();
            }
        }
        let ids: HashMap<&str, u32> = self.shapes.keys().map(String::as_str).zip(0..).collect();
        let place = |id: ShapeId| ShapeId(ids[&*self.met[id.0 as usize]]);
        for operation in &mut operations {
            operation.input = operation.input.map(place);
            operation.output = operation.output.map(place);
            operation.errors = operation.errors.iter().copied().map(place).collect();
        }
        let mut shapes = Vec::new();
        for (name, kind) in &self.shapes {
            let mut kind = kind.clone();
            if let ShapeKind::Structure(m) | ShapeKind::Union(m) | ShapeKind::EventStream(m) =
                &mut kind
            {
                m.iter_mut().for_each(|member| put_right(&mut member.ty, &place));
            }
            shapes.push(Shape { name: name.clone(), documentation: None, kind });
        }
        Ok(Spec {
            provider: Provider::Aws,
            service: ServiceId::new(&service.id).map_err(|e| e.to_string())?,
            title: Some(service.title.clone()),
            client: Some(service.client.clone()),
            version: None,
            documentation: self.text(service.text),
            protocol: None,
            operations,
            waiters: service.waiters.iter().map(waiter).collect(),
            shapes,
        })
    }

    fn operation(&mut self, operation: &Operation) -> spec::Operation {
        let mut errors = Vec::new();
        for error in &operation.errors {
            self.shapes.entry(error.clone()).or_insert(ShapeKind::Error(spec::Error::default()));
            let place = self.place(error);
            if !errors.contains(&place) {
                errors.push(place);
            }
        }
        for ending in ["Request", "Response"] {
            // Holds the place of the name, so that nothing below takes it.
            self.place(&format!("{}{ending}", operation.name));
        }
        spec::Operation {
            name: operation.name.clone(),
            method: operation.method.clone(),
            documentation: self.text(operation.text),
            deprecated: operation.deprecated,
            input: None,
            output: None,
            errors,
            http: None,
            sending: spec::Sparse::NONE,
            pagination: self.service.paginators.get(&operation.name).map(pagination),
        }
    }

    fn place(&mut self, name: &str) -> ShapeId {
        let next = self.met.len() as u32;
        let place = *self.places.entry(name.to_string()).or_insert(next);
        if place == next {
            self.met.push(name.to_string());
        }
        ShapeId(place)
    }

    /// Writes the shapes that were met.
    fn rest(&mut self) {
        while let Some((id, ty)) = self.todo.pop() {
            let members = self.members(id, None);
            let kind = match ty {
                ShapeType::Structure => ShapeKind::Structure(members),
                ShapeType::Union => ShapeKind::Union(members),
                ShapeType::EventStream => ShapeKind::EventStream(members),
            };
            let name = self.names[&id].clone();
            self.shapes.insert(name, kind);
        }
    }

    fn members(&mut self, id: Id, stream: Option<&str>) -> Vec<Member> {
        let service = self.service;
        let mut out = Vec::new();
        for member in service.members(id) {
            let position = member.position;
            let ty = if stream == Some(&*member.name) {
                Type::Scalar(Scalar::Stream)
            } else {
                self.ty(position)
            };
            let mut written = Member::new(member.name.clone(), ty);
            written.required = self.in_request && position.required();
            written.idempotency_token = self.in_request && position.idempotency_token();
            written.documentation = self.text(position.text);
            out.push(written);
        }
        out
    }

    fn ty(&mut self, position: Position) -> Type {
        if position.document() || position.json_header() {
            return Type::Scalar(Scalar::Document);
        }
        let shape = self.service.shape(position.shape);
        match &shape.kind {
            Kind::Scalar(name) => Type::Scalar(match &**name {
                "integer" | "long" => Scalar::Integer,
                other => Scalar::parse(other).unwrap_or(Scalar::String),
            }),
            Kind::Enum(values) => {
                let name = match self.enums.get(&**values) {
                    Some(name) => name.clone(),
                    None => {
                        let name = self.free(&shape.name);
                        self.enums.insert(values, name.clone());
                        self.shapes.insert(name.clone(), ShapeKind::Enum(values.clone()));
                        name
                    }
                };
                Type::Shape(self.place(&name))
            }
            Kind::List(element) => Type::List(Box::new(self.ty(*element))),
            Kind::Map(_, value) => {
                Type::Map(Box::new(Type::Scalar(Scalar::String)), Box::new(self.ty(*value)))
            }
            Kind::Structure(_) => {
                if !self.names.contains_key(&position.shape) {
                    let name = self.free(&shape.name);
                    self.names.insert(position.shape, name);
                    let ty = if position.event_stream() {
                        ShapeType::EventStream
                    } else if position.union() {
                        ShapeType::Union
                    } else {
                        ShapeType::Structure
                    };
                    self.todo.push((position.shape, ty));
                }
                let name = self.names[&position.shape].clone();
                Type::Shape(self.place(&name))
            }
        }
    }

    /// A name that nothing else has, the model's where it can be.
    fn free(&self, name: &str) -> String {
        let mut free = name[..1].to_uppercase() + &name[1..];
        while self.places.contains_key(&free) {
            free.push_str("Shape");
        }
        free
    }

    fn text(&self, id: Option<TextId>) -> Option<String> {
        let mut out = String::new();
        inlines_to_commonmark(&[Inline::Text(self.service.text(id).into())], &mut out);
        (!out.is_empty()).then_some(out)
    }
}

fn pagination(pages: &Paginator) -> Pagination {
    Pagination {
        input_token: pages.input.clone(),
        output_token: pages.output.clone(),
        limit: pages.limit.clone(),
        items: pages.items.clone(),
        // No page states it.
        more_results: None,
    }
}

/// Some models say by an expression what gives the next page (`Contents[-1].Key`). A spec states members,
/// as pages do, and leaves it out.
fn leave_out_expressions(operation: &mut spec::Operation) {
    if let Some(pages) = &mut operation.pagination
        && pages.output_token.iter().any(|token| token.contains(['[', '|', ' ']))
    {
        pages.output_token.clear();
    }
}

fn waiter(waiter: &truth::Waiter) -> spec::Waiter {
    spec::Waiter {
        name: waiter.name.clone(),
        operation: waiter.operation.clone(),
        delay: waiter.delay,
        max_attempts: waiter.max_attempts,
        acceptors: Vec::new(),
    }
}

/// Turns places in the order of meeting into places in the spec.
fn put_right(ty: &mut Type, place: &impl Fn(ShapeId) -> ShapeId) {
    match ty {
        Type::Scalar(_) => {}
        Type::List(element) => put_right(element, place),
        Type::Map(key, value) => {
            put_right(key, place);
            put_right(value, place);
        }
        Type::Shape(id) => *id = place(*id),
    }
}
