//! `name=value`: JSON without its signs, for members that need none.

use std::io;

use doc_bindgen_runtime::Blob;
use serde_json::{Map, Value};

use super::Wrong;
use super::input::described;
use crate::spec::{Scalar, ShapeId, ShapeKind, Spec, Type};

/// Makes JSON of `name=value`.
///
/// A name may lead into structures and maps, with dots: `Key.Id.S=a`. A list is given by its items, one
/// after the other. What is no text, number, boolean or time is JSON; `@file` is what a file holds, and
/// `@@` is a single `@`.
pub struct Shorthand<'a> {
    spec: &'a Spec,
    read: ReadFile<'a>,
}

/// Reads a file.
type ReadFile<'a> = &'a dyn Fn(&str) -> io::Result<Vec<u8>>;

impl<'a> Shorthand<'a> {
    /// For a spec; `read` reads a file.
    pub fn new(spec: &'a Spec, read: ReadFile<'a>) -> Self {
        Shorthand { spec, read }
    }

    /// Puts what is given into the JSON of an input, whose shape is `id`.
    pub fn put(
        &self,
        id: Option<ShapeId>,
        given: &str,
        into: &mut Map<String, Value>,
    ) -> Result<(), Wrong> {
        let wrong = |wanted: String| Wrong { at: String::new(), wanted };
        let Some((name, text)) = given.split_once('=') else {
            return Err(wrong(format!(
                "`{}` is neither name=value nor JSON in {{ }}, @file or -",
                given.escape_debug()
            )));
        };
        let id = id.ok_or_else(|| wrong("the operation takes no input".to_owned()))?;
        let (first, rest) = split(name);
        let place = into.entry(first).or_insert(Value::Null);
        self.within(self.member(&Type::Shape(id), first), rest, text, place)
            .map_err(|wanted| Wrong { at: name.to_owned(), wanted })
    }

    /// What is under a name of a type; none where there is no such, which is said when the whole is read.
    fn member<'b>(&'b self, ty: &'b Type, name: &str) -> Option<&'b Type> {
        match ty {
            Type::Map(_, value) => Some(value),
            Type::Shape(id) => {
                let members = self.spec[*id].kind.members();
                members.iter().find(|member| member.name == name).map(|member| &member.ty)
            }
            _ => None,
        }
    }

    fn within(
        &self,
        ty: Option<&Type>,
        name: Option<&str>,
        text: &str,
        into: &mut Value,
    ) -> Result<(), String> {
        if let Some(name) = name {
            if !into.is_object() {
                *into = Value::Object(Map::new());
            }
            let Value::Object(entries) = into else { return Ok(()) };
            let (first, rest) = split(name);
            let ty = ty.and_then(|ty| self.member(ty, first));
            return self.within(ty, rest, text, entries.entry(first).or_insert(Value::Null));
        }
        match (ty, text.starts_with('[')) {
            (Some(Type::List(entry)), false) => {
                let item = self.value(Some(entry), text)?;
                match into {
                    Value::Array(items) => items.push(item),
                    _ => *into = Value::Array(vec![item]),
                }
            }
            _ => *into = self.value(ty, text)?,
        }
        Ok(())
    }

    fn value(&self, ty: Option<&Type>, text: &str) -> Result<Value, String> {
        if let Some(name) = text.strip_prefix('@').filter(|rest| !rest.starts_with('@')) {
            return self.file(ty, name);
        }
        let text = if text.starts_with("@@") { &text[1..] } else { text };
        let number = || match text.parse::<serde_json::Number>() {
            Ok(number) => Value::Number(number),
            Err(_) => Value::String(text.to_owned()),
        };
        Ok(match ty {
            Some(Type::Scalar(scalar)) => match scalar {
                Scalar::String | Scalar::Blob | Scalar::Stream => Value::String(text.to_owned()),
                Scalar::Integer | Scalar::Long | Scalar::Float | Scalar::Double => number(),
                Scalar::Timestamp => number(),
                Scalar::Boolean => match text {
                    "true" => Value::Bool(true),
                    "false" => Value::Bool(false),
                    _ => Value::String(text.to_owned()),
                },
                Scalar::Document => {
                    json(text.as_bytes()).unwrap_or_else(|_| Value::String(text.to_owned()))
                }
            },
            Some(Type::Shape(id)) if matches!(self.spec[*id].kind, ShapeKind::Enum(_)) => {
                Value::String(text.to_owned())
            }
            None => Value::String(text.to_owned()),
            Some(ty) => json(text.as_bytes()).map_err(|error| {
                format!("{} is wanted in JSON: {error}", described(self.spec, ty))
            })?,
        })
    }

    fn file(&self, ty: Option<&Type>, name: &str) -> Result<Value, String> {
        let bytes =
            (self.read)(name).map_err(|error| format!("`{name}` cannot be read: {error}"))?;
        let is_text = match ty {
            Some(Type::Scalar(Scalar::Blob | Scalar::Stream)) => {
                return Ok(Value::String(Blob::from(bytes).to_base64()));
            }
            Some(Type::Scalar(Scalar::String)) | None => true,
            Some(Type::Shape(id)) => matches!(self.spec[*id].kind, ShapeKind::Enum(_)),
            Some(_) => false,
        };
        match is_text {
            true => String::from_utf8(bytes)
                .map(Value::String)
                .map_err(|_| format!("`{name}` is no text in UTF-8")),
            false => json(&bytes).map_err(|error| format!("`{name}` is no JSON: {error}")),
        }
    }
}

fn split(name: &str) -> (&str, Option<&str>) {
    match name.split_once('.') {
        Some((first, rest)) => (first, Some(rest)),
        None => (name, None),
    }
}

fn json(text: &[u8]) -> Result<Value, serde_json::Error> {
    serde_json::from_slice(text)
}
