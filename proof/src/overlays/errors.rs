//! What the model says of errors: codes, what is worth another try, and their own members, of which boto3's
//! pages tell nothing.

use std::collections::BTreeMap;
use std::fmt::Write;

use doc_bindgen::spec::{Case, ProtocolName, ShapeKind, Spec};
use serde_json::Value;

use super::choose::Stated;
use super::model::{self, Model, is, text};
use super::text::{self as written, Flow, scalar};
use super::walk::{Walk, wire_of};

/// Writes down what is to be said of the errors of a spec, and of the structures that they alone hold.
/// What no overlay can say is `open`.
pub fn errors(
    out: &mut String,
    (spec, walk): (&Spec, &Walk),
    model: &Model,
    case: Option<Case>,
    open: &mut Vec<String>,
) -> Result<(), String> {
    let spoken = model.spoken()?;
    let mut shapes = Shapes { spec, walk, model, spoken, case, made: BTreeMap::new() };
    for shape in &spec.shapes {
        let (ShapeKind::Error(_), Some(of_model)) = (&shape.kind, model.shapes.get(&shape.name))
        else {
            continue;
        };
        let (code, retry) = model.error(&shape.name)?;
        let mut members = Flow::default();
        let payload = text(of_model, "payload");
        for (name, reference) in listed(of_model) {
            // The message is told of every error.
            let is_told = shape.kind.members().iter().any(|it| it.name == *name);
            if is_told || name.eq_ignore_ascii_case("message") {
                continue;
            }
            match shapes.member(name, reference, payload, true)? {
                Some(member) => {
                    members.flow(name, &member);
                }
                None => open.push(format!("{}.{name}: its type has no name", shape.name)),
            }
        }
        let mut flow = Flow::default();
        flow.text("code", code.as_deref()).text("retryable", retry.map(written::retry));
        flow.flow("members", &members);
        if !flow.is_empty() {
            shapes.made.insert(shape.name.clone(), Some(flow));
        }
    }
    let mut lines = String::new();
    for (name, flow) in &shapes.made {
        if let Some(flow) = flow {
            let _ = writeln!(lines, "  {}: {}", scalar(name), flow.braced());
        }
    }
    if !lines.is_empty() {
        let _ = write!(out, "shapes:\n{lines}");
    }
    Ok(())
}

fn listed(shape: &Value) -> impl Iterator<Item = (&String, &Value)> {
    shape.get("members").and_then(Value::as_object).into_iter().flatten()
}

/// The entries of shapes under way.
struct Shapes<'a> {
    spec: &'a Spec,
    walk: &'a Walk,
    model: &'a Model,
    spoken: ProtocolName,
    case: Option<Case>,
    /// By name; one that is being made has no entry yet.
    made: BTreeMap<String, Option<Flow>>,
}

impl Shapes<'_> {
    /// A member that no page tells; none if its type cannot be said.
    fn member(
        &mut self,
        name: &str,
        reference: &Value,
        payload: Option<&str>,
        add: bool,
    ) -> Result<Option<Flow>, String> {
        let Some(ty) = self.ty(reference)? else { return Ok(None) };
        let mut wire = wire_of(self.model, name, reference, payload, self.spoken)?;
        if wire.name.as_deref() == Some(&*model::usual_name(name, self.case)) {
            wire.name = None;
        }
        let mut flow = Flow::default();
        flow.flag("add", add).text("type", Some(&ty));
        flow.append(&written::stated(&Stated { wire, not: Vec::new() }));
        Ok(Some(flow))
    }

    fn ty(&mut self, reference: &Value) -> Result<Option<String>, String> {
        let (name, shape) = self.model.target(reference)?;
        Ok(match text(shape, "type").unwrap_or_default() {
            "structure" if is(shape, "document") => Some("document".to_owned()),
            "structure" => self.structure(name, shape)?.then(|| name.to_owned()),
            "list" => {
                let inner = shape.get("member").ok_or("a list of nothing")?;
                self.ty(inner)?.map(|it| format!("list<{it}>"))
            }
            "map" => {
                let inner = shape.get("value").ok_or("a map of nothing")?;
                self.ty(inner)?.map(|it| format!("map<string, {it}>"))
            }
            _ => self.model.plain_type(reference)?,
        })
    }

    /// Whether there is a structure of that name, told by pages or made here.
    fn structure(&mut self, name: &str, shape: &Value) -> Result<bool, String> {
        if self.made.contains_key(name) {
            return Ok(true);
        }
        if let Some(id) = self.spec.shape(name) {
            // One that is called so and is another is not it.
            let same = self.walk.stands_for.get(&id);
            return Ok(same.is_some_and(|same| same.contains_key(name)));
        }
        self.made.insert(name.to_owned(), None);
        let mut members = Flow::default();
        let payload = text(shape, "payload");
        for (member, reference) in listed(shape) {
            if let Some(flow) = self.member(member, reference, payload, false)? {
                members.flow(member, &flow);
            }
        }
        let mut flow = Flow::default();
        flow.flag("add", true);
        flow.text("type", Some(if is(shape, "union") { "union" } else { "structure" }));
        flow.raw("members", &members.braced());
        self.made.insert(name.to_owned(), Some(flow));
        Ok(true)
    }
}
