//! Members that boto3 calls otherwise and structures that overlays call unions, as `proof/quirks.yaml`
//! lists them.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The list.
pub struct Renamed(Vec<Entry>);

#[derive(Deserialize)]
struct Entry {
    service: String,
    #[serde(default)]
    operations: Vec<String>,
    input: Option<String>,
    renamed: Option<String>,
    #[serde(default)]
    hidden: bool,
    shape: Option<String>,
    #[serde(default)]
    union: bool,
    #[serde(flatten)]
    _other: BTreeMap<String, serde_yaml::Value>,
}

impl Renamed {
    pub fn read() -> Result<Self, String> {
        serde_yaml::from_str(include_str!("../../quirks.yaml"))
            .map(Renamed)
            .map_err(|e| format!("proof/quirks.yaml: {e}"))
    }

    /// What the model calls a member of an operation's input.
    pub fn of(&self, service: &str, operation: &str, member: &str) -> Option<&str> {
        self.on(service, operation)
            .find(|entry| entry.renamed.as_deref() == Some(member))
            .and_then(|entry| entry.input.as_deref())
    }

    /// The members of an operation's input that are called otherwise: as in the model, and as boto3
    /// calls them.
    pub fn names(&self, service: &str, operation: &str) -> impl Iterator<Item = (&str, &str)> {
        self.on(service, operation)
            .filter_map(|entry| Some((entry.input.as_deref()?, entry.renamed.as_deref()?)))
    }

    /// Whether boto3 takes no such member from its callers.
    pub fn hides(&self, service: &str, operation: &str, member: &str) -> bool {
        self.on(service, operation).any(|it| it.hidden && it.input.as_deref() == Some(member))
    }

    /// The structures that are unions, of which models do not say so: service and shape.
    pub fn unions(&self) -> impl Iterator<Item = (&str, &str)> {
        let unions = self.0.iter().filter(|entry| entry.union);
        unions.filter_map(|entry| Some((entry.service.as_str(), entry.shape.as_deref()?)))
    }

    fn on(&self, service: &str, operation: &str) -> impl Iterator<Item = &Entry> {
        self.0.iter().filter(move |entry| {
            let is_of = |name: &String| name == operation;
            entry.service == service
                && (entry.operations.is_empty() || entry.operations.iter().any(is_of))
        })
    }
}
