//! A service, and how its reference is written.

use std::collections::BTreeSet;

use super::model::{Model, Reference, Shape};
use super::page::{Fact, Part, Section};
use super::references;

/// A service, and how its reference is written.
pub struct Service<'m> {
    pub model: &'m Model,
    /// Its reference is a part of another service's.
    pub part: Option<references::Shared>,
    /// What anchors begin with.
    pub anchor: String,
    /// Structures that are in what operations take, and in what they return.
    pub asked: BTreeSet<&'m str>,
    pub answered: BTreeSet<&'m str>,
}

/// How requests go over the wire, as far as pages differ by it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Protocol {
    /// JSON with methods and paths.
    RestJson,
    /// JSON alone.
    Json,
    /// XML with methods and paths.
    RestXml,
    Query,
    Ec2,
}

impl<'m> Service<'m> {
    pub fn new(id: &str, model: &'m Model) -> Self {
        let part = references::shared(id);
        let own = || model.metadata.service_id.replace([' ', '-'], "").to_lowercase();
        let anchor = part.as_ref().map_or_else(own, |part| part.anchor.to_owned());
        let reached = |side: fn(&super::model::Operation) -> Option<&Reference>| {
            let mut found = BTreeSet::new();
            for operation in model.operations.values() {
                if let Some(reference) = side(operation) {
                    for (_, member) in &model.shape(&reference.shape).members.0 {
                        reach(model, &member.shape, &mut found);
                    }
                }
            }
            found
        };
        let mut asked = reached(|operation| operation.input.as_ref());
        let mut answered = reached(|operation| operation.output.as_ref());
        for operation in model.operations.values() {
            for error in &operation.errors {
                for (_, member) in &model.shape(&error.shape).members.0 {
                    reach(model, &member.shape, &mut answered);
                }
            }
        }
        for set in [&mut asked, &mut answered] {
            set.retain(|name| {
                let shape = model.shape(name);
                shape.kind == "structure" && !shape.exception && !shape.document
            });
        }
        Service { model, part, anchor, asked, answered }
    }

    pub fn protocol(&self) -> Protocol {
        match &*self.model.metadata.protocol {
            "rest-json" => Protocol::RestJson,
            "rest-xml" => Protocol::RestXml,
            "query" => Protocol::Query,
            "ec2" => Protocol::Ec2,
            _ => Protocol::Json,
        }
    }

    /// What stands for a page in anchors.
    pub fn key(&self, name: &str) -> String {
        match &self.part {
            Some(part) if !part.prefix.is_empty() => format!("{}_{name}", part.prefix),
            _ => name.to_owned(),
        }
    }

    /// The name of the file of a page, without its ending.
    pub fn file(&self, name: &str) -> String {
        format!("API_{}", self.key(name))
    }

    /// Whether structures are called data types.
    pub fn has_data_types(&self) -> bool {
        self.is_storage()
    }

    /// Whether it is one of the two references that S3 has, which has ways of its own.
    pub fn is_storage(&self) -> bool {
        matches!(&*self.model.metadata.service_id, "S3" | "S3 Control")
    }

    /// Links to the same place of other references.
    pub fn see_also(&self, tools: &[&str], name: &str) -> Section {
        let mut parts = Vec::new();
        if let Some(uid) = &self.model.metadata.uid {
            parts.push(Part::sentence(
                "For more information about using this API in one of the language-specific AWS \
                 SDKs, see the following:",
            ));
            let links = references::TOOLS.iter().filter(|(tool, _)| tools.contains(tool));
            let links = links.map(|(tool, words)| {
                (*words, format!("https://docs.aws.amazon.com/goto/{tool}/{uid}/{name}"))
            });
            parts.push(Part::Links(links.collect()));
        }
        Section { heading: "See Also", anchor: "SeeAlso", parts }
    }
}

/// The line that tells whether a member must be there.
pub fn required(owner: &Shape, name: &str) -> Fact {
    let is_required = owner.required.iter().any(|it| it == name);
    Fact::text("Required", if is_required { "Yes" } else { "No" })
}

/// Adds a shape and all that is in it.
fn reach<'m>(model: &'m Model, name: &'m str, found: &mut BTreeSet<&'m str>) {
    if !found.insert(name) {
        return;
    }
    let shape = model.shape(name);
    let inner = [&shape.member, &shape.key, &shape.value].into_iter().flatten();
    for reference in inner.chain(shape.members.0.iter().map(|(_, it)| it)) {
        reach(model, &reference.shape, found);
    }
}
