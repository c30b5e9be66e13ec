//! What the official SDK says of a service: operations, parameters and models.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;

/// Everything that a package of the SDK holds.
#[derive(Deserialize)]
#[serde(untagged)]
pub enum Package {
    /// All operations of a service.
    Whole { versions: BTreeMap<String, Version> },
    /// One operation.
    One(BTreeMap<String, Single>),
}

#[derive(Deserialize)]
pub struct Single {
    operation: Operation,
    models: BTreeMap<String, Model>,
}

/// One version of the API.
#[derive(Deserialize)]
pub struct Version {
    pub operations: Vec<Operation>,
    pub models: BTreeMap<String, Model>,
}

#[derive(Deserialize)]
pub struct Operation {
    pub name: String,
    pub method: String,
    pub path: String,
    pub params: Parameters,
    pub body: Option<Body>,
    pub response: Response,
}

#[derive(Deserialize)]
pub struct Parameters {
    pub path: Vec<Field>,
    pub query: Vec<Field>,
    pub header: Vec<Field>,
    #[serde(default)]
    pub form: Vec<Field>,
}

#[derive(Deserialize)]
pub struct Body {
    #[serde(rename = "type")]
    pub ty: Type,
}

#[derive(Deserialize)]
pub struct Response {
    pub fields: Vec<Field>,
    pub body_type: Option<Type>,
}

#[derive(Deserialize)]
pub struct Model {
    pub fields: Vec<Field>,
}

#[derive(Deserialize)]
pub struct Field {
    pub name: String,
    #[serde(rename = "type")]
    pub ty: Type,
}

#[derive(Deserialize)]
pub struct Type {
    pub k: String,
    pub name: Option<String>,
    pub items: Option<Box<Type>>,
    pub values: Option<Box<Type>>,
}

impl Type {
    /// As a spec would write it.
    pub fn shown(&self) -> String {
        let inner = |ty: &Option<Box<Type>>| ty.as_ref().map_or("?".into(), |ty| ty.shown());
        match self.k.as_str() {
            "ref" => self.name.clone().unwrap_or_default(),
            "array" => format!("list<{}>", inner(&self.items)),
            "map" => format!("map<string, {}>", inner(&self.values)),
            other => other.to_owned(),
        }
    }
}

/// Reads a package's file.
pub fn read(path: &Path) -> Result<Vec<Version>, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let package = serde_json::from_str(&text);
    Ok(match package.map_err(|error| format!("{}: {error}", path.display()))? {
        Package::Whole { versions } => versions.into_values().collect(),
        Package::One(versions) => {
            let whole = |it: Single| Version { operations: vec![it.operation], models: it.models };
            versions.into_values().map(whole).collect()
        }
    })
}
