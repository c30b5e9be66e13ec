//! The page of an operation.

use super::items;
use super::model::{Operation, Reference, Shape};
use super::page::{Fact, Item, Page, Part, Section, Span};
use super::reference::{Protocol, Service, required};
use super::references::TOOLS;
use super::syntax::{Syntax, named};

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

struct Writer<'s> {
    service: &'s Service<'s>,
    name: &'s str,
    key: String,
    operation: &'s Operation,
}

/// Members of a shape, by where they go.
struct Parted<'m> {
    shape_name: &'m str,
    shape: &'m Shape,
    path: Vec<(&'m str, &'m Reference)>,
    query: Vec<(&'m str, &'m Reference)>,
    headers: Vec<(&'m str, &'m Reference)>,
    status: Option<(&'m str, &'m Reference)>,
    payload: Option<(&'m str, &'m Reference)>,
    body: Vec<(&'m str, &'m Reference)>,
}

/// What a body spells out.
struct Body<'m> {
    name: &'m str,
    shape: &'m Shape,
    members: Vec<(&'m str, &'m Reference)>,
}

impl<'s> Writer<'s> {
    fn shape(&self, reference: Option<&'s Reference>) -> Option<&'s Shape> {
        reference.map(|reference| self.service.model.shape(&reference.shape))
    }

    fn parted(&self, reference: Option<&'s Reference>) -> Option<Parted<'s>> {
        let shape = self.shape(reference)?;
        let mut parted = Parted {
            shape_name: reference.map_or("", |it| &it.shape),
            shape,
            path: Vec::new(),
            query: Vec::new(),
            headers: Vec::new(),
            status: None,
            payload: None,
            body: Vec::new(),
        };
        for (name, member) in &shape.members.0 {
            let entry = (&**name, member);
            // S3 says nothing of all headers that begin alike.
            if self.service.is_storage() && member.location.as_deref() == Some("headers") {
                continue;
            }
            match member.location.as_deref() {
                Some("uri") => parted.path.push(entry),
                Some("querystring") => parted.query.push(entry),
                Some("header" | "headers") => parted.headers.push(entry),
                Some("statusCode") => parted.status = Some(entry),
                _ if shape.payload.as_deref() == Some(name) => parted.payload = Some(entry),
                _ => parted.body.push(entry),
            }
        }
        if parted.payload.is_some() {
            parted.body.clear();
        }
        Some(parted)
    }

    /// An item of what is sent (`asked`) or comes back.
    fn item(
        &self,
        owner: &Shape,
        (name, reference): (&str, &Reference),
        asked: bool,
    ) -> (String, Item) {
        let service = self.service;
        let mut item = service.member(owner, name, reference);
        item.labels = items::labels(service, name, reference, asked);
        item.entries = items::entries(service, name, reference);
        let is_query = matches!(service.protocol(), Protocol::Query | Protocol::Ec2);
        if !is_query {
            item.link = Some(if asked { "RequestSyntax" } else { "ResponseSyntax" });
            let side = if asked { "request" } else { "response" };
            let place = self.place(reference, asked);
            item.anchor = Some(format!("{}-{}-{side}-{place}{name}", service.anchor, self.key));
        }
        let in_head = reference.location.is_some() || owner.payload.as_deref() == Some(name);
        let is_structure = service.model.shape(&reference.shape).kind == "structure";
        if asked {
            let line = required(owner, name);
            let is_required = owner.required.iter().any(|it| it == name);
            if !in_head || is_required || (is_structure && reference.location.is_none()) {
                item.facts.push(line);
            }
        }
        (item.labels[0].0.to_ascii_lowercase(), item)
    }

    /// What an anchor says of where a member goes.
    fn place(&self, reference: &Reference, asked: bool) -> &'static str {
        if !asked {
            return "";
        }
        match (reference.location.as_deref(), self.service.is_storage()) {
            (Some("uri"), true) if reference.location_name.as_deref() == Some("Bucket") => {
                "header-"
            }
            (Some("uri"), true) => "uri-uri-",
            (Some("querystring"), true) => "uri-querystring-",
            (Some("header" | "headers"), true) => "header-",
            (Some("uri" | "querystring"), false) => "uri-",
            _ => "",
        }
    }

    fn items(&self, owner: &Shape, members: &[(&'s str, &'s Reference)], asked: bool) -> Vec<Part> {
        let mut found: Vec<(String, Item)> =
            members.iter().map(|member| self.item(owner, *member, asked)).collect();
        found.sort_by(|(a, _), (b, _)| a.cmp(b));
        found.into_iter().map(|(_, item)| Part::Item(item)).collect()
    }

    /// The members that a body spells out: those of the shape, or of the member that is all of it.
    fn body(&self, parted: &Parted<'s>) -> Option<Body<'s>> {
        match parted.payload {
            Some((_, reference)) => {
                let shape = self.service.model.shape(&reference.shape);
                let members = shape.members.0.iter().map(|(name, it)| (&**name, it)).collect();
                let is_structure = shape.kind == "structure" && !shape.document;
                is_structure.then_some(Body { name: &reference.shape, shape, members })
            }
            None if parted.body.is_empty() => None,
            None => Some(Body {
                name: parted.shape_name,
                shape: parted.shape,
                members: parted.body.clone(),
            }),
        }
    }

    fn rest(&self, sections: &mut Vec<Section>) {
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

    /// The outermost element of a body, and its namespace.
    fn root(&self, parted: &Parted<'s>, asked: bool) -> (String, Option<&'s str>) {
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
    fn request(&self, input: Option<&Parted<'s>>) -> String {
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
            syntax.value(label);
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
    fn message(&self, parted: &Parted<'s>, syntax: &mut Syntax<'s>, asked: bool) {
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

    fn response(&self, output: Option<&Parted<'s>>) -> String {
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

    fn status(&self) -> u16 {
        self.operation.http.response_code.unwrap_or(200)
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

    fn json(&self, sections: &mut Vec<Section>) {
        let model = self.service.model;
        let common = || {
            Part::Sentence(vec![
                Span::Text(
                    "For information about the parameters that are common to all actions, see "
                        .to_owned(),
                ),
                Span::Link("Common Parameters".to_owned(), "CommonParameters".to_owned()),
                Span::Text(".".to_owned()),
            ])
        };
        let input = self.parted(self.operation.input.as_ref());
        if let Some(input) = input.filter(|input| !input.shape.members.0.is_empty()) {
            let mut syntax = Syntax::new(model, true);
            syntax.json_body(input.shape_name, &named(input.shape));
            let parts = vec![Part::Syntax(syntax.out)];
            sections.push(Section { heading: "Request Syntax", anchor: "RequestSyntax", parts });
            let mut parts = vec![common()];
            parts.push(Part::sentence("The request accepts the following data in JSON format."));
            let members: Vec<_> = input.shape.members.0.iter().map(|(n, it)| (&**n, it)).collect();
            parts.extend(self.items(input.shape, &members, true));
            let heading = "Request Parameters";
            sections.push(Section { heading, anchor: "RequestParameters", parts });
        }
        let output = self.parted(self.operation.output.as_ref());
        let mut parts = Vec::new();
        match output.filter(|output| !output.shape.members.0.is_empty()) {
            Some(output) => {
                let mut syntax = Syntax::new(model, false);
                let stream = self.stream(output.shape);
                let (owner, name) = stream.unwrap_or((output.shape, output.shape_name));
                syntax.json_body(name, &named(owner));
                sections.push(Section {
                    heading: "Response Syntax",
                    anchor: "ResponseSyntax",
                    parts: vec![Part::Syntax(syntax.out)],
                });
                parts.push(Part::sentence(
                    "If the action is successful, the service sends back an HTTP 200 response.",
                ));
                parts.push(Part::sentence(
                    "The following data is returned in JSON format by the service.",
                ));
                let members: Vec<_> = owner.members.0.iter().map(|(n, it)| (&**n, it)).collect();
                parts.extend(self.items(owner, &members, false));
            }
            None => parts.push(Part::sentence(
                "If the action is successful, the service sends back an HTTP 200 response with an \
                 empty HTTP body.",
            )),
        }
        sections.push(Section { heading: "Response Elements", anchor: "ResponseElements", parts });
    }

    /// The events of an output that is nothing else.
    fn stream(&self, shape: &'s Shape) -> Option<(&'s Shape, &'s str)> {
        let [(_, only)] = &shape.members.0[..] else { return None };
        let inner = self.service.model.shape(&only.shape);
        inner.eventstream.then_some((inner, &*only.shape))
    }

    fn query(&self, sections: &mut Vec<Section>) {
        let is_ec2 = self.service.protocol() == Protocol::Ec2;
        let input = self.parted(self.operation.input.as_ref());
        if let Some(input) = input.filter(|input| !input.shape.members.0.is_empty()) {
            let (text, link, page) = if is_ec2 {
                (
                    "The following parameters are for this specific action. For more information \
                     about required and optional parameters that are common to all actions, see ",
                    "Common Query Parameters",
                    "CommonParameters",
                )
            } else {
                (
                    "For information about the parameters that are common to all actions, see ",
                    "Common Parameters",
                    "CommonParameters",
                )
            };
            let mut parts = vec![Part::Sentence(vec![
                Span::Text(text.to_owned()),
                Span::Link(link.to_owned(), page.to_owned()),
                Span::Text(".".to_owned()),
            ])];
            let members: Vec<_> = input.shape.members.0.iter().map(|(n, it)| (&**n, it)).collect();
            parts.extend(self.items(input.shape, &members, true));
            let heading = "Request Parameters";
            sections.push(Section { heading, anchor: "RequestParameters", parts });
        }
        let output = self.parted(self.operation.output.as_ref());
        let mut found: Vec<(String, Item)> = Vec::new();
        if let Some(output) = &output {
            let members = output.shape.members.0.iter();
            found.extend(members.map(|(name, it)| self.item(output.shape, (name, it), false)));
        }
        if is_ec2 {
            found.push(own("requestId", "The ID of the request.", "String"));
            if output.is_none_or(|output| output.shape.members.0.is_empty()) {
                let text = "Is <code>true</code> if the request succeeds, and an error otherwise.";
                found.push(own("return", text, "Boolean"));
            }
        }
        found.sort_by(|(a, _), (b, _)| a.cmp(b));
        if found.is_empty() {
            return;
        }
        let sentence = if found.len() == 1 {
            "The following element is returned by the service."
        } else {
            "The following elements are returned by the service."
        };
        let mut parts = vec![Part::sentence(sentence)];
        parts.extend(found.into_iter().map(|(_, item)| Part::Item(item)));
        sections.push(Section { heading: "Response Elements", anchor: "ResponseElements", parts });
    }

    fn errors(&self, sections: &mut Vec<Section>) {
        let is_ec2 = self.service.protocol() == Protocol::Ec2;
        if self.operation.errors.is_empty() && !is_ec2 {
            return;
        }
        let mut parts = vec![Part::Sentence(vec![
            Span::Text(
                "For information about the errors that are common to all actions, see ".to_owned(),
            ),
            Span::Link("Common Error Types".to_owned(), "CommonErrors".to_owned()),
            Span::Text(".".to_owned()),
        ])];
        let mut errors: Vec<Item> =
            self.operation.errors.iter().map(|error| self.error(error)).collect();
        errors.sort_by(|a, b| a.labels[0].0.cmp(&b.labels[0].0));
        parts.extend(errors.into_iter().map(Part::Item));
        sections.push(Section { heading: "Errors", anchor: "Errors", parts });
    }

    fn error(&self, reference: &Reference) -> Item {
        let shape = self.service.model.shape(&reference.shape);
        let code = shape.error.as_ref().and_then(|error| error.code.clone());
        let code = code.filter(|_| self.service.protocol() == Protocol::Query);
        let name = code.unwrap_or_else(|| reference.shape.clone());
        let mut members: Vec<(String, Item)> = shape
            .members
            .0
            .iter()
            .filter(|(_, member)| member.documentation.is_some())
            .map(|(name, member)| {
                let label = name.clone();
                let text = member.documentation.clone().unwrap_or_default();
                let order = label.to_ascii_lowercase();
                (order, Item { labels: vec![(label, "")], text, ..Item::default() })
            })
            .collect();
        members.sort_by(|(a, _), (b, _)| a.cmp(b));
        let status = shape.error.as_ref().and_then(|error| error.http_status_code);
        // Of an error without a status the model tells whose fault it is.
        let status = status.unwrap_or(if shape.fault { 500 } else { 400 });
        let status = Fact::text("HTTP Status Code", status.to_string());
        Item {
            labels: vec![(name, "")],
            text: shape.documentation.clone().unwrap_or_default(),
            members: members.into_iter().map(|(_, item)| item).collect(),
            facts: vec![status],
            ..Item::default()
        }
    }
}

/// What every answer of ec2 has.
fn own(name: &str, text: &str, ty: &str) -> (String, Item) {
    let item = Item {
        labels: vec![(name.to_owned(), "")],
        text: format!("<p>{text}</p>"),
        facts: vec![Fact::text("Type", ty)],
        ..Item::default()
    };
    (name.to_ascii_lowercase(), item)
}

/// The members of a structure as XML has them, which is in the order of the model.
fn in_order(shape: &Shape) -> Vec<(&str, &Reference)> {
    let members = shape.members.0.iter();
    members.map(|(name, it)| (it.location_name.as_deref().unwrap_or(name), it)).collect()
}

/// Those of them that are in the body.
fn in_body<'m>(members: &[(&'m str, &'m Reference)]) -> Vec<(&'m str, &'m Reference)> {
    members.iter().filter(|(_, it)| it.location.is_none()).copied().collect()
}
