//! Requests and responses as the site shows them: JSON and XML with the names of types for values.

use super::model::{Model, Reference, Shape};
use super::page::{CLOSE, OPEN};

/// What writes one.
pub struct Syntax<'m> {
    model: &'m Model,
    /// Values are set off, as they are in requests.
    marked: bool,
    pub out: String,
    /// The structures that are open.
    open: Vec<&'m str>,
}

impl<'m> Syntax<'m> {
    pub fn new(model: &'m Model, marked: bool) -> Self {
        Syntax { model, marked, out: String::new(), open: Vec::new() }
    }

    /// Adds what stands for a value.
    pub fn value(&mut self, text: &str) {
        if self.marked {
            self.out.push(OPEN);
        }
        self.out.push_str(text);
        if self.marked {
            self.out.push(CLOSE);
        }
    }

    fn indent(&mut self, depth: usize) {
        self.out.push_str(&"   ".repeat(depth));
    }

    /// An object with these members.
    pub fn object(&mut self, members: &[(&str, &'m Reference)], depth: usize) {
        self.out.push_str("{ \n");
        let mut first = true;
        for (name, reference) in members {
            if !std::mem::take(&mut first) {
                self.out.push_str(",\n");
            }
            self.indent(depth + 1);
            self.out.push('"');
            self.out.push_str(name);
            self.out.push_str("\": ");
            self.json(reference, depth + 1);
        }
        if !members.is_empty() {
            self.out.push('\n');
        }
        self.indent(depth);
        self.out.push('}');
    }

    fn json(&mut self, reference: &'m Reference, depth: usize) {
        let shape = self.model.shape(&reference.shape);
        match (&*shape.kind, &shape.member, &shape.value) {
            ("list", Some(element), _) => {
                let of_element = self.model.shape(&element.shape);
                if is_plain(of_element) {
                    self.out.push_str("[ ");
                    self.json(element, depth);
                    self.out.push_str(" ]");
                } else {
                    self.out.push_str("[ \n");
                    self.indent(depth + 1);
                    self.json(element, depth + 1);
                    self.out.push('\n');
                    self.indent(depth);
                    self.out.push(']');
                }
            }
            ("map", _, Some(value)) => {
                self.out.push_str("{ \n");
                self.indent(depth + 1);
                self.out.push('"');
                self.value("string");
                self.out.push_str("\" : ");
                self.json(value, depth + 1);
                if is_plain(self.model.shape(&value.shape)) {
                    self.out.push(' ');
                }
                self.out.push('\n');
                self.indent(depth);
                self.out.push('}');
            }
            ("structure", ..) if shape.document => self.value("JSON value"),
            ("structure", ..) if self.open.contains(&&*reference.shape) => {
                self.out.push('"');
                self.out.push_str(&reference.shape);
                self.out.push('"');
            }
            // One of several; the one that there is is spelt out.
            ("structure", ..) if shape.union && !shape.eventstream && shape.members.0.len() > 1 => {
                self.out.push_str("{ ... }");
            }
            ("structure", ..) => {
                self.open.push(&reference.shape);
                let mut members = named(shape);
                if shape.exception {
                    members.clear();
                }
                self.object(&members, depth);
                self.open.pop();
            }
            (kind, ..) => match kind {
                "integer" | "long" | "float" | "double" => self.value("number"),
                "boolean" => self.value("boolean"),
                "blob" => self.value("blob"),
                "timestamp" if !is_text(reference, shape) => self.value("number"),
                _ => {
                    self.out.push('"');
                    self.value("string");
                    self.out.push('"');
                }
            },
        }
    }

    /// The members of a structure as JSON, as the body.
    pub fn json_body(&mut self, shape: &'m str, members: &[(&str, &'m Reference)]) {
        self.open.push(shape);
        self.object(members, 0);
        self.open.pop();
        // The outermost brace has nothing behind it.
        if let Some(at) = self.out.find("{ \n") {
            self.out.replace_range(at..at + 3, "{\n");
        }
    }

    /// The members of a structure as XML, as the body that is called `root`.
    pub fn xml_body(
        &mut self,
        (root, namespace): (&str, Option<&str>),
        shape: &'m str,
        members: &[(&str, &'m Reference)],
    ) {
        self.out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<");
        self.out.push_str(root);
        if let Some(uri) = namespace {
            self.out.push_str(" xmlns=\"");
            self.out.push_str(uri);
            self.out.push('"');
        }
        self.out.push_str(">\n");
        self.open.push(shape);
        for (name, reference) in members {
            self.xml(name, reference, 1);
        }
        self.open.pop();
        self.out.push_str("</");
        self.out.push_str(root);
        self.out.push('>');
    }

    fn xml(&mut self, name: &str, reference: &'m Reference, depth: usize) {
        let shape = self.model.shape(&reference.shape);
        match (&*shape.kind, &shape.member, &shape.value) {
            ("list", Some(element), _) => {
                let wire = element.location_name.as_deref();
                if shape.flattened || reference.flattened {
                    self.xml(wire.unwrap_or(name), element, depth);
                    self.indent(depth);
                    self.out.push_str("...\n");
                } else {
                    self.tag(name, depth, |this| {
                        this.xml(wire.unwrap_or(&element.shape), element, depth + 1)
                    });
                }
            }
            ("map", Some(_), _) | ("map", _, Some(_)) => {
                let (key, value) = (shape.key.as_ref(), shape.value.as_ref());
                self.tag(name, depth, |this| {
                    this.tag("entry", depth + 1, |this| {
                        for (what, inner) in [("key", key), ("value", value)] {
                            if let Some(inner) = inner {
                                let wire = inner.location_name.as_deref().unwrap_or(what);
                                this.xml(wire, inner, depth + 2);
                            }
                        }
                    });
                });
            }
            ("structure", ..) if self.open.contains(&&*reference.shape) => {
                self.leaf(name, depth, &reference.shape);
            }
            ("structure", ..) => {
                self.open.push(&reference.shape);
                let members = named(shape);
                self.tag(name, depth, |this| {
                    for (inner, reference) in &members {
                        this.xml(inner, reference, depth + 1);
                    }
                });
                self.open.pop();
            }
            (kind, ..) => self.leaf(name, depth, kind),
        }
    }

    fn leaf(&mut self, name: &str, depth: usize, kind: &str) {
        self.indent(depth);
        self.out.push('<');
        self.out.push_str(name);
        self.out.push('>');
        self.value(kind);
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push_str(">\n");
    }

    fn tag(&mut self, name: &str, depth: usize, inside: impl FnOnce(&mut Self)) {
        self.indent(depth);
        self.out.push('<');
        self.out.push_str(name);
        self.out.push_str(">\n");
        inside(self);
        self.indent(depth);
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push_str(">\n");
    }
}

/// The members of a structure under their names on the wire, in the order in which they are shown.
pub fn named(shape: &Shape) -> Vec<(&str, &Reference)> {
    let mut members: Vec<(&str, &Reference)> = shape
        .members
        .0
        .iter()
        .map(|(name, it)| (it.location_name.as_deref().unwrap_or(name), it))
        .collect();
    members.sort_by_key(|(name, _)| name.to_ascii_lowercase());
    members
}

/// Whether what stands in a list or map is written on the same line.
fn is_plain(shape: &Shape) -> bool {
    !matches!(&*shape.kind, "list" | "map") && (shape.kind != "structure" || shape.document)
}

/// Whether a timestamp is written as text.
fn is_text(reference: &Reference, shape: &Shape) -> bool {
    let format = reference.timestamp_format.as_ref().or(shape.timestamp_format.as_ref());
    format.is_some_and(|format| format != "unixTimestamp")
}
