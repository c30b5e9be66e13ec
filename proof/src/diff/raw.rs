//! A model as botocore ships it, turned into what `corpus.py` writes down of one.
//!
//! `corpus.py` goes through botocore's own code and its documentation's markup, at the pace of
//! Python, and needs that release installed. Between dozens of releases this does: the parts of a
//! model that its documentation states, and its texts without markup.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::truth::Service;

/// Reads the model of a service: the folder that holds `service-2.json`.
pub fn read(folder: &Path, service: &str) -> Result<Service, String> {
    let path = folder.join("service-2.json");
    let model: Model = parse(&path)?.ok_or_else(|| format!("{}: not there", path.display()))?;
    let pages: Option<Pages> = parse(&folder.join("paginators-1.json"))?;
    let waiters: Option<Waiters> = parse(&folder.join("waiters-2.json"))?;
    let value = Writer { model: &model, texts: Texts::default() }.service(
        service,
        &pages.unwrap_or_default(),
        &waiters.unwrap_or_default(),
    );
    Service::parse(&value.to_string()).map_err(|e| format!("{}: {e}", path.display()))
}

fn parse<T: for<'a> Deserialize<'a>>(path: &Path) -> Result<Option<T>, String> {
    let Ok(text) = fs::read(path) else { return Ok(None) };
    serde_json::from_slice(&text).map(Some).map_err(|e| format!("{}: {e}", path.display()))
}

#[derive(Deserialize)]
struct Model {
    metadata: Map<String, Value>,
    documentation: Option<String>,
    operations: BTreeMap<String, Operation>,
    shapes: BTreeMap<String, Shape>,
}

#[derive(Deserialize)]
struct Operation {
    documentation: Option<String>,
    input: Option<Reference>,
    output: Option<Reference>,
    #[serde(default)]
    errors: Vec<Reference>,
    #[serde(default)]
    deprecated: bool,
}

/// A use of a shape. What it says goes before what the shape says of itself.
#[derive(Deserialize)]
struct Reference {
    shape: String,
    documentation: Option<String>,
    location: Option<String>,
    #[serde(default)]
    jsonvalue: bool,
    #[serde(default, rename = "idempotencyToken")]
    idempotency_token: bool,
    #[serde(default)]
    eventstream: bool,
    #[serde(default)]
    union: bool,
    #[serde(default)]
    document: bool,
}

#[derive(Deserialize)]
struct Shape {
    #[serde(rename = "type")]
    kind: String,
    documentation: Option<String>,
    #[serde(default)]
    members: Members,
    #[serde(default)]
    required: BTreeSet<String>,
    member: Option<Reference>,
    key: Option<Reference>,
    value: Option<Reference>,
    #[serde(rename = "enum")]
    values: Option<Vec<String>>,
    payload: Option<String>,
    location: Option<String>,
    #[serde(default)]
    jsonvalue: bool,
    #[serde(default, rename = "idempotencyToken")]
    idempotency_token: bool,
    #[serde(default)]
    eventstream: bool,
    #[serde(default)]
    union: bool,
    #[serde(default)]
    document: bool,
}

/// Members in their order.
#[derive(Default)]
struct Members(Vec<(String, Reference)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Members;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("members")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(
                self,
                mut map: A,
            ) -> Result<Members, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Visitor)
    }
}

#[derive(Default, Deserialize)]
struct Pages {
    pagination: BTreeMap<String, Map<String, Value>>,
}

#[derive(Default, Deserialize)]
struct Waiters {
    waiters: BTreeMap<String, Waiter>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Waiter {
    operation: String,
    delay: u32,
    max_attempts: u32,
}

/// The texts of a service; two that are the same are one.
#[derive(Default)]
struct Texts {
    list: Vec<String>,
    index: HashMap<String, i64>,
}

impl Texts {
    fn index(&mut self, html: Option<&str>) -> i64 {
        let text = plain(html.unwrap_or_default());
        if text.is_empty() {
            return -1;
        }
        let next = self.list.len() as i64;
        *self.index.entry(text).or_insert_with_key(|text| {
            self.list.push(text.clone());
            next
        })
    }
}

struct Writer<'a> {
    model: &'a Model,
    texts: Texts,
}

impl Writer<'_> {
    fn service(mut self, service: &str, pages: &Pages, waiters: &Waiters) -> Value {
        let model = self.model;
        let word = |key: &str| model.metadata.get(key).and_then(Value::as_str);
        let text = self.texts.index(model.documentation.as_deref());
        let operations: Vec<Value> =
            model.operations.iter().map(|(name, it)| self.operation(name, it)).collect();
        let shapes: Map<String, Value> =
            model.shapes.iter().map(|(name, shape)| (name.clone(), self.shape(shape))).collect();
        let pages: Map<String, Value> =
            pages.pagination.iter().map(|(name, it)| (name.clone(), paginator(it))).collect();
        let waiters: Vec<Value> = waiters
            .waiters
            .iter()
            .map(|(name, it)| {
                json!({"name": name, "operation": it.operation, "delay": it.delay,
                       "max_attempts": it.max_attempts})
            })
            .collect();
        json!({
            "service": service.replace('.', "-"),
            "client": word("serviceId").unwrap_or_default(),
            "uid": word("uid"),
            "title": word("serviceFullName").unwrap_or_default(),
            "text": text,
            "operations": operations,
            "paginators": pages,
            "waiters": waiters,
            "too_large": {},
            "shapes": shapes,
            "texts": self.texts.list,
        })
    }

    fn operation(&mut self, name: &str, operation: &Operation) -> Value {
        let shape = |reference: &Option<Reference>| reference.as_ref().map(|it| it.shape.clone());
        let (input, output) = (shape(&operation.input), shape(&operation.output));
        json!({
            "name": name,
            "method": method(name),
            "documented": true,
            "text": self.texts.index(operation.documentation.as_deref()),
            "deprecated": operation.deprecated,
            "input_stream": self.stream(input.as_deref()),
            "output_stream": self.stream(output.as_deref()),
            "input": input,
            "output": output,
            "errors": operation.errors.iter().map(|error| &error.shape).collect::<Vec<_>>(),
        })
    }

    /// The member of an input or output that is a body too large to hold.
    fn stream(&self, shape: Option<&str>) -> Option<String> {
        let shape = self.model.shapes.get(shape?)?;
        let payload = shape.payload.as_deref()?;
        let (_, member) = shape.members.0.iter().find(|(name, _)| name == payload)?;
        let is_blob = self.model.shapes.get(&member.shape)?.kind == "blob";
        is_blob.then(|| payload.to_owned())
    }

    fn shape(&mut self, shape: &Shape) -> Value {
        let mut out = json!({"type": shape.kind});
        match &*shape.kind {
            "structure" => {
                let members = shape.members.0.iter().map(|(name, member)| {
                    let (text, flags) = self.said(member, shape.required.contains(name));
                    json!([name, member.shape, text, flags])
                });
                out["members"] = members.collect();
            }
            "list" => out["element"] = self.position(shape.member.as_ref()),
            "map" => {
                out["key"] = self.position(shape.key.as_ref());
                out["value"] = self.position(shape.value.as_ref());
            }
            _ => {
                if let Some(values) = &shape.values {
                    out["enum"] = json!(values);
                }
            }
        }
        out
    }

    fn position(&mut self, reference: Option<&Reference>) -> Value {
        reference.map_or(Value::Null, |reference| {
            let (text, flags) = self.said(reference, false);
            json!([reference.shape, text, flags])
        })
    }

    /// What is said of a position: its text, and the flags as in `corpus.py`.
    fn said(&mut self, reference: &Reference, required: bool) -> (i64, u8) {
        let shape = &self.model.shapes[&reference.shape];
        let text = reference.documentation.as_deref().or(shape.documentation.as_deref());
        let location = reference.location.as_deref().or(shape.location.as_deref());
        let json_header = (reference.jsonvalue || shape.jsonvalue)
            && location == Some("header")
            && shape.kind == "string";
        let flags = [
            required,
            reference.idempotency_token || shape.idempotency_token,
            json_header,
            reference.eventstream || shape.eventstream,
            (reference.union || shape.union) && shape.kind == "structure",
            (reference.document || shape.document) && shape.kind == "structure",
        ];
        let bits = flags.iter().enumerate().map(|(bit, flag)| u8::from(*flag) << bit);
        (self.texts.index(text), bits.sum())
    }
}

fn paginator(pages: &Map<String, Value>) -> Value {
    let listed = |key: &str| match pages.get(key) {
        None | Some(Value::Null) => json!([]),
        Some(Value::Array(list)) => json!(list),
        Some(one) => json!([one]),
    };
    json!({
        "input": listed("input_token"),
        "output": listed("output_token"),
        "limit": pages.get("limit_key"),
        "items": listed("result_key"),
    })
}

/// A name as a method. Not as botocore makes them in every case; but the same for the same name.
fn method(name: &str) -> String {
    let mut out = String::new();
    let mut before = '_';
    for character in name.chars() {
        if character.is_uppercase() && before.is_lowercase() {
            out.push('_');
        }
        out.extend(character.to_lowercase());
        before = character;
    }
    out
}

/// HTML without its tags, and with one space wherever there is any.
fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find(['<', '&']) {
        text.push_str(&rest[..start]);
        rest = &rest[start..];
        if rest.starts_with('<') {
            // Botocore takes away what is in these.
            let unseen = ["fullname", "examples"].iter().find(|tag| rest[1..].starts_with(**tag));
            let closed = unseen.and_then(|tag| rest.find(&format!("</{tag}>")));
            rest = &rest[closed.unwrap_or(0)..];
            let end = rest.find('>').map_or(rest.len(), |end| end + 1);
            let (tag, after) = rest.split_at(end);
            // A link without a text shows where it leads.
            if tag.starts_with("<a ") && (tag.ends_with("/>") || after.starts_with("</a>")) {
                let target = tag.split_once("href=\"").and_then(|(_, it)| it.split_once('"'));
                text.push_str(target.map_or("", |(target, _)| target));
            }
            rest = after;
            text.push(' ');
        } else {
            let entity = ENTITIES.iter().find(|(name, _)| rest.starts_with(name));
            let (name, character) = entity.unwrap_or(&("&", "&"));
            text.push_str(character);
            rest = &rest[name.len()..];
        }
    }
    text.push_str(rest);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

const ENTITIES: [(&str, &str); 6] = [
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&amp;", "&"),
    ("&quot;", "\""),
    ("&apos;", "'"),
    ("&nbsp;", " "),
];
