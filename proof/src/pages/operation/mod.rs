//! The page of an operation.

mod errors;
mod json;
mod message;
mod parted;
mod query;
mod rest;
mod writer;

use super::model::Operation;
use super::page::Page;
use super::references::TOOLS;
use super::service::{Protocol, Service};
use writer::Writer;

/// Writes one.
pub fn page(service: &Service<'_>, name: &str, operation: &Operation) -> Page {
    let writer = Writer { service, name, key: service.key(name), operation };
    let mut sections = Vec::new();
    match service.protocol() {
        Protocol::RestJson | Protocol::RestXml => writer.rest(&mut sections),
        Protocol::Json => writer.json(&mut sections),
        Protocol::Query | Protocol::Ec2 => writer.query(&mut sections),
    }
    writer.errors(&mut sections);
    let tools: Vec<&str> = TOOLS.iter().map(|(tool, _)| *tool).collect();
    sections.push(service.see_also(&tools, name));
    Page {
        title: name.to_owned(),
        key: writer.key.clone(),
        text: operation.documentation.clone().unwrap_or_default(),
        sections,
    }
}
