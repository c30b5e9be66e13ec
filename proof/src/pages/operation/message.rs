//! The syntax of requests and responses.

use super::super::model::{Reference, Shape};
use super::super::service::Protocol;
use super::super::syntax::{Syntax, named};
use super::parted::{Body, Parted, in_body, in_order};
use super::writer::Writer;

impl<'s> Writer<'s> {
    /// The outermost element of a body, and its namespace.
    pub(super) fn root(&self, parted: &Parted<'s>, asked: bool) -> (String, Option<&'s str>) {
        let side = if asked { &self.operation.input } else { &self.operation.output };
        let namespace = |reference: &'s Reference, shape: &'s Shape| {
            let stated = reference.xml_namespace.as_ref().or(shape.xml_namespace.as_ref());
            stated.map(|it| &*it.uri).filter(|_| asked)
        };
        if let Some((name, reference)) = parted.payload {
            let shape = self.service.model.shape(&reference.shape);
            let root = reference.location_name.as_deref().or(shape.location_name.as_deref());
            return (root.unwrap_or(name).to_owned(), namespace(reference, shape));
        }
        let stated = side.as_ref().and_then(|it| it.location_name.clone());
        let storage = self.service.is_storage();
        let root = stated.unwrap_or_else(|| match (asked, storage) {
            (false, true) => format!("{}Result", self.name),
            (true, true) => format!("{}Request", self.name),
            _ => parted.shape_name.to_owned(),
        });
        let uri = side.as_ref().and_then(|reference| namespace(reference, parted.shape));
        (root, uri)
    }

    /// The method and the path, the query and the headers, and the body.
    pub(super) fn request(&self, input: Option<&Parted<'s>>) -> String {
        let mut syntax = Syntax::new(self.service.model, true);
        syntax.out.push_str(&self.operation.http.method);
        syntax.out.push(' ');
        let uri = &self.operation.http.request_uri;
        let (path, fixed) = uri.split_once('?').map_or((&**uri, ""), |(path, query)| (path, query));
        let mut path = path;
        let in_host =
            self.service.model.metadata.service_id == "S3" && path.starts_with("/{Bucket}");
        if in_host {
            path = path.strip_prefix("/{Bucket}").filter(|it| !it.is_empty()).unwrap_or("/");
        }
        let mut rest = path;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((label, after)) = after.split_once('}') else { break };
            syntax.out.push_str(before);
            // Only pages of services that speak XML show that a label takes slashes.
            let is_json = self.service.protocol() == Protocol::RestJson;
            syntax.value(if is_json { label.trim_end_matches('+') } else { label });
            rest = after;
        }
        syntax.out.push_str(rest);
        let mut sign = '?';
        for word in fixed.split('&').filter(|word| !word.is_empty()) {
            syntax.out.push(sign);
            syntax.out.push_str(word);
            sign = '&';
        }
        let mut query: Vec<(&str, &str)> = input
            .iter()
            .flat_map(|it| &it.query)
            .map(|(name, it)| (it.location_name.as_deref().unwrap_or(name), *name))
            .collect();
        query.sort_by_key(|(wire, _)| wire.to_ascii_lowercase());
        for (wire, name) in query {
            syntax.out.push(sign);
            syntax.out.push_str(wire);
            syntax.out.push('=');
            syntax.value(name);
            sign = '&';
        }
        syntax.out.push_str(" HTTP/1.1");
        if in_host {
            syntax.out.push_str("\nHost: ");
            syntax.value("Bucket");
            syntax.out.push_str(".s3.amazonaws.com");
        }
        let Some(input) = input else { return syntax.out };
        self.message(input, &mut syntax, true);
        syntax.out
    }

    /// The headers and the body.
    pub(super) fn message(&self, parted: &Parted<'s>, syntax: &mut Syntax<'s>, asked: bool) {
        for (name, reference) in &parted.headers {
            syntax.out.push('\n');
            syntax.out.push_str(reference.location_name.as_deref().unwrap_or(name));
            syntax.out.push_str(": ");
            syntax.value(name);
        }
        let is_xml = self.service.protocol() == Protocol::RestXml;
        match (self.body(parted), parted.payload) {
            (Some(Body { name, shape, .. }), _) if is_xml => {
                syntax.out.push('\n');
                let (root, namespace) = self.root(parted, asked);
                let members = match parted.payload {
                    Some(_) => in_order(shape),
                    None => in_body(&in_order(shape)),
                };
                syntax.xml_body((&root, namespace), name, &members);
            }
            (Some(Body { name, shape, .. }), payload) => {
                syntax.out.push_str("\nContent-type: application/json\n\n");
                let members = if payload.is_some() { named(shape) } else { in_body(&named(shape)) };
                syntax.json_body(name, &members);
            }
            (None, Some((name, _))) => {
                syntax.out.push_str("\n\n");
                syntax.value(name);
            }
            (None, None) => {}
        }
    }

    pub(super) fn response(&self, output: Option<&Parted<'s>>) -> String {
        let mut syntax = Syntax::new(self.service.model, false);
        syntax.out.push_str("HTTP/1.1 ");
        match output.and_then(|output| output.status) {
            Some((name, _)) => syntax.value(name),
            None => syntax.out.push_str(&self.status().to_string()),
        }
        if let Some(output) = output {
            self.message(output, &mut syntax, false);
        }
        syntax.out
    }

    pub(super) fn status(&self) -> u16 {
        self.operation.http.response_code.unwrap_or(200)
    }
}
