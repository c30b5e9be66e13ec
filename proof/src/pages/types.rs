//! The lines that tell the type of a member and what limits it.

use super::model::{Model, Reference, Shape};
use super::page::{Fact, Span};
use super::service::Service;

/// The words of a type, as they stand behind `Type: `.
pub fn words(service: &Service, reference: &Reference) -> Vec<Span> {
    let shape = service.model.shape(&reference.shape);
    let mut out = Words { service, spans: Vec::new(), text: String::new() };
    match &*shape.kind {
        "list" => out.value(reference, false),
        "map" => out.value(reference, false),
        _ => out.single(&reference.shape, shape, false),
    }
    out.flush();
    if let Some(Span::Text(first)) = out.spans.first_mut() {
        let begin: String = first.chars().take(1).flat_map(char::to_uppercase).collect();
        first.replace_range(..first.chars().next().map_or(0, char::len_utf8), &begin);
    }
    out.spans
}

struct Words<'s> {
    service: &'s Service<'s>,
    spans: Vec<Span>,
    text: String,
}

impl Words<'_> {
    fn flush(&mut self) {
        if !self.text.is_empty() {
            self.spans.push(Span::Text(std::mem::take(&mut self.text)));
        }
    }

    /// A type within another, in the plural where there are several.
    fn value(&mut self, reference: &Reference, plural: bool) {
        let shape = self.service.model.shape(&reference.shape);
        match (&*shape.kind, &shape.member, &shape.value) {
            ("list", Some(member), _) => {
                self.text.push_str(if plural { "arrays of " } else { "array of " });
                self.value(member, true);
            }
            ("map", _, Some(value)) => {
                let key = shape.key.as_ref().map_or("", |key| &key.shape);
                let key = scalar(&self.service.model.shape(key).kind);
                self.text.push_str(&key.to_lowercase());
                self.text.push_str(" to ");
                self.value(value, false);
                self.text.push_str(if plural { " maps" } else { " map" });
            }
            _ => self.single(&reference.shape, shape, plural),
        }
    }

    fn single(&mut self, name: &str, shape: &Shape, plural: bool) {
        let ending = if plural { "s" } else { "" };
        match &*shape.kind {
            "structure" if shape.document => {
                self.text.push_str("JSON value");
                self.text.push_str(ending);
            }
            "structure" if shape.exception => {
                self.text.push_str("Exception");
                self.text.push_str(ending);
            }
            "structure" => {
                self.flush();
                let target = self.service.file(name);
                self.spans.push(Span::Link(name.to_owned(), target));
                let what = if self.service.has_data_types() { " data type" } else { " object" };
                self.text.push_str(what);
                self.text.push_str(ending);
            }
            "blob" => {
                self.text.push_str("Base64-encoded binary data object");
                self.text.push_str(ending);
            }
            other => {
                self.text.push_str(scalar(other));
                self.text.push_str(ending);
            }
        }
    }
}

fn scalar(kind: &str) -> &str {
    match kind {
        "character" => "string",
        other => other,
    }
}

/// What limits the values of a member, in the order of the site.
pub fn limits(model: &Model, reference: &Reference) -> Vec<Fact> {
    let mut facts = Vec::new();
    add(model, reference, Scope::Whole, &mut facts);
    facts
}

#[derive(Clone, Copy, PartialEq)]
enum Scope {
    Whole,
    Key,
    Value,
}

fn add(model: &Model, reference: &Reference, place: Scope, facts: &mut Vec<Fact>) {
    let shape = model.shape(&reference.shape);
    match &*shape.kind {
        "list" => {
            facts.extend(counted(shape).map(|value| Fact::text("Array Members", value)));
            if let Some(member) = &shape.member {
                add(model, member, Scope::Whole, facts);
            }
        }
        "map" => {
            facts.extend(counted(shape).map(|value| Fact::text("Map Entries", value)));
            if let Some(key) = &shape.key {
                add(model, key, Scope::Key, facts);
            }
            if let Some(value) = &shape.value {
                add(model, value, Scope::Value, facts);
            }
        }
        "string" | "blob" | "character" if !shape.values.is_empty() => {
            let name = if place == Scope::Key { "Valid Keys" } else { "Valid Values" };
            facts.push(Fact::code(name, shape.values.join(" | ")));
        }
        "string" | "blob" | "character" => {
            let (length, pattern) = match place {
                Scope::Whole => ("Length Constraints", "Pattern"),
                Scope::Key => ("Key Length Constraints", "Key Pattern"),
                Scope::Value => ("Value Length Constraints", "Value Pattern"),
            };
            facts.extend(bounds(shape, "length").map(|value| Fact::text(length, value)));
            facts.extend(shape.pattern.as_ref().map(|value| Fact::code(pattern, value)));
        }
        "integer" | "long" | "float" | "double" => {
            facts.extend(bounds(shape, "value").map(|value| Fact::text("Valid Range", value)));
        }
        _ => {}
    }
}

/// `Minimum length of 1. Maximum length of 5.`
fn bounds(shape: &Shape, what: &str) -> Option<String> {
    match (&shape.min, &shape.max) {
        (None, None) => None,
        (Some(min), Some(max)) if min == max => Some(format!("Fixed {what} of {min}.")),
        (min, max) => {
            let min = min.as_ref().map(|min| format!("Minimum {what} of {min}."));
            let max = max.as_ref().map(|max| format!("Maximum {what} of {max}."));
            Some([min, max].into_iter().flatten().collect::<Vec<_>>().join(" "))
        }
    }
}

/// `Minimum number of 1 item. Maximum number of 5 items.`
fn counted(shape: &Shape) -> Option<String> {
    let items = |number: &serde_json::Number| {
        format!("{number} item{}", if number.as_u64() == Some(1) { "" } else { "s" })
    };
    match (&shape.min, &shape.max) {
        (None, None) => None,
        (Some(min), Some(max)) if min == max => Some(format!("Fixed number of {}.", items(min))),
        (min, max) => {
            let min = min.as_ref().map(|min| format!("Minimum number of {}.", items(min)));
            let max = max.as_ref().map(|max| format!("Maximum number of {}.", items(max)));
            Some([min, max].into_iter().flatten().collect::<Vec<_>>().join(" "))
        }
    }
}
