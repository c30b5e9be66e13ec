//! A service as botocore's model has it, with its members in the order of the model.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::marker::PhantomData;
use std::path::Path;
use std::process::Command;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};

/// A service.
#[derive(Deserialize)]
pub struct Model {
    pub metadata: Metadata,
    pub operations: BTreeMap<String, Operation>,
    pub shapes: BTreeMap<String, Shape>,
}

/// What is said of the service as a whole.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Metadata {
    pub protocol: String,
    #[serde(default)]
    pub service_id: String,
    pub uid: Option<String>,
}

/// An operation.
#[derive(Deserialize)]
pub struct Operation {
    pub http: Http,
    pub input: Option<Reference>,
    pub output: Option<Reference>,
    #[serde(default)]
    pub errors: Vec<Reference>,
    pub documentation: Option<String>,
}

/// Where it is reached.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Http {
    pub method: String,
    pub request_uri: String,
    pub response_code: Option<u16>,
}

/// A place where a shape is used: what an operation takes, a member, what is in a list.
#[derive(Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Reference {
    pub shape: String,
    pub location: Option<String>,
    pub location_name: Option<String>,
    pub query_name: Option<String>,
    pub documentation: Option<String>,
    pub timestamp_format: Option<String>,
    pub xml_namespace: Option<Namespace>,
    #[serde(default)]
    pub flattened: bool,
    /// The values of this place alone.
    #[serde(default, rename = "enum")]
    pub values: Vec<String>,
}

/// The namespace of an element.
#[derive(Clone, Deserialize)]
#[serde(from = "AnyNamespace")]
pub struct Namespace {
    pub uri: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum AnyNamespace {
    Uri(String),
    Whole { uri: String },
}

impl From<AnyNamespace> for Namespace {
    fn from(any: AnyNamespace) -> Self {
        match any {
            AnyNamespace::Uri(uri) | AnyNamespace::Whole { uri } => Namespace { uri },
        }
    }
}

/// A shape.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Shape {
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(default)]
    pub members: Ordered<Reference>,
    #[serde(default)]
    pub required: Vec<String>,
    pub member: Option<Reference>,
    pub key: Option<Reference>,
    pub value: Option<Reference>,
    #[serde(default, rename = "enum")]
    pub values: Vec<String>,
    pub min: Option<serde_json::Number>,
    pub max: Option<serde_json::Number>,
    pub pattern: Option<String>,
    pub documentation: Option<String>,
    pub payload: Option<String>,
    pub timestamp_format: Option<String>,
    pub error: Option<Failure>,
    pub location_name: Option<String>,
    pub xml_namespace: Option<Namespace>,
    #[serde(default)]
    pub exception: bool,
    #[serde(default)]
    pub fault: bool,
    #[serde(default)]
    pub union: bool,
    #[serde(default)]
    pub document: bool,
    #[serde(default)]
    pub eventstream: bool,
    #[serde(default)]
    pub flattened: bool,
}

/// What goes over the wire of an error.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Failure {
    pub code: Option<String>,
    pub http_status_code: Option<u16>,
}

/// A mapping that keeps its order.
pub struct Ordered<T>(pub Vec<(String, T)>);

impl<T> Default for Ordered<T> {
    fn default() -> Self {
        Ordered(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Ordered<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Entries<T> {
            type Value = Ordered<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a mapping")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Ordered(entries))
            }
        }
        deserializer.deserialize_map(Entries(PhantomData))
    }
}

impl Model {
    /// The newest model of a service, of the folder `botocore/data`.
    pub fn read(models: &Path, id: &str) -> Result<Model, String> {
        serde_json::from_slice(&text(models, id)?).map_err(|e| format!("the model of {id}: {e}"))
    }

    /// A shape that is known to be there; an empty structure where it is not.
    pub fn shape(&self, name: &str) -> &Shape {
        self.shapes.get(name).unwrap_or_else(|| &self.shapes[ANY])
    }

    /// Adds what stands for shapes that are missing.
    pub fn complete(mut self) -> Self {
        let any = r#"{"type": "structure"}"#;
        if let Ok(any) = serde_json::from_str(any) {
            self.shapes.insert(ANY.to_owned(), any);
        }
        // A place with values of its own has a shape of its own.
        let mut own = Vec::new();
        for shape in self.shapes.values_mut() {
            for (_, member) in &mut shape.members.0 {
                if !member.values.is_empty() {
                    let name = format!("{} of {}", member.shape, member.values.join("|"));
                    let shape = serde_json::json!({"type": "string", "enum": member.values});
                    member.shape.clone_from(&name);
                    own.push((name, shape));
                }
            }
        }
        for (name, shape) in own {
            if let Ok(shape) = serde_json::from_value(shape) {
                self.shapes.insert(name, shape);
            }
        }
        self
    }
}

/// The name of no shape.
const ANY: &str = "";

/// The text of the newest model of a service.
pub fn text(models: &Path, id: &str) -> Result<Vec<u8>, String> {
    let folder = models.join(id);
    let at = |e: std::io::Error| format!("{}: {e}", folder.display());
    let versions = fs::read_dir(&folder).map_err(at)?;
    let newest = versions.filter_map(Result::ok).map(|entry| entry.path()).max();
    let newest = newest.ok_or_else(|| format!("{}: no version", folder.display()))?;
    let plain = newest.join("service-2.json");
    if plain.exists() {
        return fs::read(&plain).map_err(|e| format!("{}: {e}", plain.display()));
    }
    let packed = newest.join("service-2.json.gz");
    let unpacked = Command::new("gzip").arg("-dc").arg(&packed).output();
    Ok(unpacked.map_err(|e| format!("gzip {}: {e}", packed.display()))?.stdout)
}

/// The services that have a model, sorted.
pub fn services(models: &Path) -> Result<Vec<String>, String> {
    let entries = fs::read_dir(models).map_err(|e| format!("{}: {e}", models.display()))?;
    let mut found: Vec<String> = entries
        .filter_map(Result::ok)
        .filter(|entry| {
            let is_model = |path: &Path| {
                path.join("service-2.json.gz").exists() || path.join("service-2.json").exists()
            };
            let versions = fs::read_dir(entry.path()).into_iter().flatten().filter_map(Result::ok);
            versions.map(|version| version.path()).any(|path| is_model(&path))
        })
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    found.sort();
    Ok(found)
}
