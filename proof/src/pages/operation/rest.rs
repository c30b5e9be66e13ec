//! Sections of operations whose members stand in the path, the query, headers and the body.

use super::super::page::{Fact, Item, Part, Section};
use super::super::service::Protocol;
use super::parted::{Body, Parted};
use super::writer::Writer;

impl<'s> Writer<'s> {
    pub(super) fn rest(&self, sections: &mut Vec<Section>) {
        let input = self.parted(self.operation.input.as_ref());
        let syntax = self.request(input.as_ref());
        sections.push(Section {
            heading: "Request Syntax",
            anchor: "RequestSyntax",
            parts: vec![Part::Syntax(syntax)],
        });
        let mut parts = Vec::new();
        let head: Vec<_> = input
            .iter()
            .flat_map(|it| it.path.iter().chain(&it.query).chain(&it.headers).copied())
            .collect();
        let uses = if head.is_empty() {
            "The request does not use any URI parameters."
        } else {
            "The request uses the following URI parameters."
        };
        parts.push(Part::sentence(uses));
        if let Some(input) = &input {
            parts.extend(self.items(input.shape, &head, true));
        }
        let heading = "URI Request Parameters";
        sections.push(Section { heading, anchor: "RequestParameters", parts });
        let parts = self.request_body(input.as_ref());
        sections.push(Section { heading: "Request Body", anchor: "RequestBody", parts });

        let output = self.parted(self.operation.output.as_ref());
        let syntax = self.response(output.as_ref());
        sections.push(Section {
            heading: "Response Syntax",
            anchor: "ResponseSyntax",
            parts: vec![Part::Syntax(syntax)],
        });
        let parts = self.response_elements(output.as_ref());
        sections.push(Section { heading: "Response Elements", anchor: "ResponseElements", parts });
    }

    fn request_body(&self, input: Option<&Parted<'s>>) -> Vec<Part> {
        let none = || vec![Part::sentence("The request does not have a request body.")];
        let Some(input) = input else { return none() };
        match self.body(input) {
            Some(body) => self.data(input, &body, true),
            None => match input.payload {
                Some(member) => {
                    let mut parts =
                        vec![Part::sentence("The request accepts the following binary data.")];
                    parts.extend(self.items(input.shape, &[member], true));
                    parts
                }
                None => none(),
            },
        }
    }

    /// The members of a body in JSON or XML.
    fn data(&self, parted: &Parted<'s>, body: &Body<'s>, asked: bool) -> Vec<Part> {
        let format = match self.service.protocol() {
            Protocol::RestXml => "XML",
            _ => "JSON",
        };
        let sentence = if asked {
            format!("The request accepts the following data in {format} format.")
        } else {
            format!("The following data is returned in {format} format by the service.")
        };
        let mut parts = vec![Part::sentence(sentence)];
        if format == "XML" {
            let (root, _) = self.root(parted, asked);
            let side = if asked { "request" } else { "response" };
            parts.push(Part::Item(Item {
                labels: vec![(root.clone(), "")],
                link: Some(if asked { "RequestSyntax" } else { "ResponseSyntax" }),
                anchor: Some(format!("{}-{}-{side}-{root}", self.service.anchor, self.key)),
                text: format!("<p>Root level tag for the {root} parameters.</p>"),
                facts: vec![Fact::text("Required", "Yes")],
                ..Item::default()
            }));
        }
        parts.extend(self.items(body.shape, &body.members, asked));
        parts
    }

    fn response_elements(&self, output: Option<&Parted<'s>>) -> Vec<Part> {
        let status = self.status();
        let success = "If the action is successful, the service sends back";
        let is_empty = output.is_none_or(|output| output.shape.members.0.is_empty());
        let Some(output) = output.filter(|_| !is_empty) else {
            let text = format!("{success} an HTTP {status} response with an empty HTTP body.");
            return vec![Part::sentence(text)];
        };
        let mut parts = Vec::new();
        match output.status {
            Some(member) => {
                parts.push(Part::sentence(format!("{success} the following HTTP response.")));
                parts.extend(self.items(output.shape, &[member], false));
            }
            None => parts.push(Part::sentence(format!("{success} an HTTP {status} response."))),
        }
        if !output.headers.is_empty() {
            parts.push(Part::sentence("The response returns the following HTTP headers."));
            parts.extend(self.items(output.shape, &output.headers, false));
        }
        match (self.body(output), output.payload) {
            (Some(body), _) => parts.extend(self.data(output, &body, false)),
            (None, Some(member)) => {
                let text = "The response returns the following as the HTTP body.";
                parts.push(Part::sentence(text));
                parts.extend(self.items(output.shape, &[member], false));
            }
            (None, None) => {}
        }
        parts
    }
}
