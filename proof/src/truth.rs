//! What botocore's models say of a service, as `corpus.py` wrote it down.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use xtask::files;

/// The services of a corpus, sorted.
pub fn services(corpus: &Path) -> Result<Vec<String>, String> {
    files::stems(&corpus.join("truth"), "json")
}

/// Where the truth of a service lies in a corpus.
pub fn path(corpus: &Path, service: &str) -> PathBuf {
    corpus.join("truth").join(format!("{service}.json"))
}

/// A service.
pub struct Service {
    /// Its id: the folder of its model, and of its pages.
    pub id: String,
    /// The class of its client.
    pub client: String,
    /// The id that AWS pages link with.
    pub uid: Option<String>,
    /// Its full name.
    pub title: String,
    /// Its documentation.
    pub text: Option<TextId>,
    /// Its operations by method, those that boto3 leaves out among them.
    pub operations: Vec<Operation>,
    /// Its paginators by the operation's name.
    pub paginators: BTreeMap<String, Paginator>,
    /// Its waiters by name.
    pub waiters: Vec<Waiter>,
    /// The sections that are too large for their page, by page: `client/create_job`.
    pub too_large: BTreeMap<String, Vec<String>>,
    /// Its shapes.
    pub shapes: Vec<Shape>,
    /// Its documentation texts, without markup.
    pub texts: Vec<String>,
}

/// An index into [`Service::shapes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(pub u32);

/// An index into [`Service::texts`]. Texts that are rendered alike are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextId(pub u32);

pub struct Operation {
    pub name: String,
    pub method: String,
    /// The client has it.
    pub documented: bool,
    pub text: Option<TextId>,
    pub deprecated: bool,
    pub input: Option<Id>,
    pub output: Option<Id>,
    pub errors: Vec<String>,
    /// The member of the input that is a body too large to hold.
    pub input_stream: Option<String>,
    /// The member of the output that is.
    pub output_stream: Option<String>,
}

#[derive(Deserialize)]
pub struct Paginator {
    pub input: Vec<String>,
    pub output: Vec<String>,
    pub limit: Option<String>,
    pub items: Vec<String>,
}

#[derive(Deserialize)]
pub struct Waiter {
    pub name: String,
    pub operation: String,
    pub delay: u32,
    pub max_attempts: u32,
}

pub struct Shape {
    pub name: String,
    pub kind: Kind,
}

pub enum Kind {
    /// The model's word: `string`, `long`, `timestamp`.
    Scalar(String),
    Enum(Vec<String>),
    List(Position),
    Map(Position, Position),
    Structure(Vec<Member>),
}

pub struct Member {
    pub name: String,
    pub position: Position,
}

/// A place where a shape is used, and what is said there.
#[derive(Clone, Copy)]
pub struct Position {
    pub shape: Id,
    pub text: Option<TextId>,
    flags: u8,
}

impl Position {
    pub fn required(self) -> bool {
        self.flags & 1 != 0
    }
    pub fn idempotency_token(self) -> bool {
        self.flags & 2 != 0
    }
    pub fn json_header(self) -> bool {
        self.flags & 4 != 0
    }
    pub fn event_stream(self) -> bool {
        self.flags & 8 != 0
    }
    /// The model has a union; the documentation says so only where it says anything.
    pub fn union(self) -> bool {
        self.flags & 16 != 0 && self.text.is_some()
    }
    pub fn document(self) -> bool {
        self.flags & 32 != 0
    }
}

impl Service {
    /// Reads the file of a service.
    pub fn read(path: &Path) -> Result<Service, String> {
        let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
        Service::parse(&text).map_err(|e| format!("{}: {e}", path.display()))
    }

    /// Reads what `corpus.py` wrote.
    pub fn parse(text: &str) -> Result<Service, String> {
        let raw: Raw = serde_json::from_str(text).map_err(|e| e.to_string())?;
        raw.resolve().map_err(|name| format!("no shape {name}"))
    }

    pub fn shape(&self, id: Id) -> &Shape {
        &self.shapes[id.0 as usize]
    }

    pub fn members(&self, id: Id) -> &[Member] {
        match &self.shape(id).kind {
            Kind::Structure(members) => members,
            _ => &[],
        }
    }

    pub fn text(&self, id: Option<TextId>) -> &str {
        id.map_or("", |id| &self.texts[id.0 as usize])
    }
}

#[derive(Deserialize)]
struct Raw {
    service: String,
    client: String,
    uid: Option<String>,
    title: String,
    text: i64,
    operations: Vec<RawOperation>,
    paginators: BTreeMap<String, Paginator>,
    waiters: Vec<Waiter>,
    too_large: BTreeMap<String, Vec<String>>,
    shapes: BTreeMap<String, RawShape>,
    texts: Vec<String>,
}

#[derive(Deserialize)]
struct RawOperation {
    name: String,
    method: String,
    documented: bool,
    text: i64,
    deprecated: bool,
    input: Option<String>,
    output: Option<String>,
    errors: Vec<String>,
    input_stream: Option<String>,
    output_stream: Option<String>,
}

#[derive(Deserialize)]
struct RawShape {
    #[serde(rename = "type")]
    kind: String,
    #[serde(rename = "enum")]
    values: Option<Vec<String>>,
    members: Option<Vec<(String, String, i64, u8)>>,
    element: Option<RawPosition>,
    key: Option<RawPosition>,
    value: Option<RawPosition>,
}

type RawPosition = (String, i64, u8);

fn text_id(index: i64) -> Option<TextId> {
    u32::try_from(index).ok().map(TextId)
}

impl Raw {
    fn resolve(self) -> Result<Service, String> {
        let ids: HashMap<&str, Id> =
            self.shapes.keys().zip(0..).map(|(name, id)| (name.as_str(), Id(id))).collect();
        let find = |name: &str| ids.get(name).copied().ok_or_else(|| name.to_string());
        let position = |(name, text, flags): &RawPosition| {
            Ok::<_, String>(Position { shape: find(name)?, text: text_id(*text), flags: *flags })
        };
        let mut shapes = Vec::with_capacity(self.shapes.len());
        for (name, raw) in &self.shapes {
            let kind = match (raw, &*raw.kind) {
                (RawShape { values: Some(values), .. }, _) => Kind::Enum(values.clone()),
                (RawShape { element: Some(element), .. }, _) => Kind::List(position(element)?),
                (RawShape { key: Some(key), value: Some(value), .. }, _) => {
                    Kind::Map(position(key)?, position(value)?)
                }
                (RawShape { members: Some(members), .. }, _) => {
                    let mut out = Vec::with_capacity(members.len());
                    for (name, shape, text, flags) in members {
                        let position =
                            Position { shape: find(shape)?, text: text_id(*text), flags: *flags };
                        out.push(Member { name: name.clone(), position });
                    }
                    Kind::Structure(out)
                }
                (_, scalar) => Kind::Scalar(scalar.to_string()),
            };
            shapes.push(Shape { name: name.clone(), kind });
        }
        let mut operations = Vec::with_capacity(self.operations.len());
        for raw in self.operations {
            operations.push(Operation {
                input: raw.input.as_deref().map(find).transpose()?,
                output: raw.output.as_deref().map(find).transpose()?,
                name: raw.name,
                method: raw.method,
                documented: raw.documented,
                text: text_id(raw.text),
                deprecated: raw.deprecated,
                errors: raw.errors,
                input_stream: raw.input_stream,
                output_stream: raw.output_stream,
            });
        }
        Ok(Service {
            id: self.service,
            client: self.client,
            uid: self.uid,
            title: self.title,
            text: text_id(self.text),
            operations,
            paginators: self.paginators,
            waiters: self.waiters,
            too_large: self.too_large,
            shapes,
            texts: self.texts,
        })
    }
}
