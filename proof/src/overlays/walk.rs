//! A spec and its model, walked side by side: which shapes of the one are which of the other.

use std::collections::{BTreeMap, HashSet, VecDeque};

use doc_bindgen::spec::{Case, ProtocolName, ShapeId, ShapeKind, Spec, Type, Wire};
use serde_json::Value;

use super::model::{Model, is, text, usual_name};
use super::renamed::Renamed;

/// What the model says of a shape of the spec.
pub struct Found {
    /// The first place it stands at; an operation's input or output comes first.
    pub place: String,
    /// The model has a union.
    pub is_union: bool,
    /// Its members in the order of the spec, each with what it is on the wire.
    pub members: Vec<(String, Wire)>,
    /// Members of the model that the spec has not.
    pub missing: Vec<Missing>,
    /// The pages leave it out whole, as it is too large.
    pub is_left_out: bool,
}

/// A member of the model that the spec has not.
pub struct Missing {
    pub name: String,
    pub wire: Wire,
    pub reference: Value,
    pub required: bool,
}

/// What a walk came across.
pub struct Walk {
    /// By shape of the spec.
    pub found: BTreeMap<ShapeId, Found>,
    /// Places at which the model says something else of the same shape.
    pub conflicts: Vec<Conflict>,
    /// The shapes of the model that a shape of the spec stands for, each with its first place.
    pub stands_for: BTreeMap<ShapeId, BTreeMap<String, String>>,
}

/// A place at which the model says something else of a shape than where it was met first.
pub struct Conflict {
    /// The shapes on the way to it, the operation's input or output first.
    pub way: Vec<Met>,
    /// It is in a request.
    pub is_sent: bool,
    /// What the two places say.
    pub says: String,
}

/// A shape of the spec where the model has one.
#[derive(Clone)]
pub struct Met {
    pub place: String,
    pub id: ShapeId,
    /// What the model calls it.
    pub shape: String,
}

struct Step<'a> {
    id: ShapeId,
    shape: &'a str,
    place: String,
    /// It is in a request.
    is_sent: bool,
    /// The operation whose input or output it is.
    root: Option<&'a str>,
    /// The shapes that it is in.
    above: Vec<Met>,
}

impl Step<'_> {
    fn met(&self) -> Met {
        Met { place: self.place.clone(), id: self.id, shape: self.shape.to_owned() }
    }
}

/// Walks from the operations that the spec has.
pub fn walk(spec: &Spec, model: &Model, renamed: &Renamed) -> Result<Walk, String> {
    let spoken = model.spoken()?;
    let mut walk =
        Walk { found: BTreeMap::new(), conflicts: Vec::new(), stands_for: BTreeMap::new() };
    let mut seen: HashSet<(ShapeId, &str, bool)> = HashSet::new();
    let mut todo: VecDeque<Step<'_>> = VecDeque::new();
    for operation in &spec.operations {
        let Some(raw) = model.operations.get(&operation.name) else { continue };
        for (side, id) in [("input", operation.input), ("output", operation.output)] {
            let (Some(id), Some(reference)) = (id, raw.get(side)) else { continue };
            let shape = text(reference, "shape").ok_or("a side without a shape")?;
            let place = format!("{}.{side}", operation.name);
            let root = Some(operation.name.as_str());
            let is_sent = side == "input";
            todo.push_back(Step { id, shape, place, is_sent, root, above: Vec::new() });
        }
    }
    while let Some(step) = todo.pop_front() {
        if !seen.insert((step.id, step.shape, step.is_sent)) {
            continue;
        }
        let stands_for = walk.stands_for.entry(step.id).or_default();
        stands_for.entry(step.shape.to_owned()).or_insert_with(|| step.place.clone());
        let found = side_by_side(spec, model, renamed, spoken, &step, &mut todo)?;
        let Some(first) = walk.found.get_mut(&step.id) else {
            walk.found.insert(step.id, found);
            continue;
        };
        let mut conflict = |says: String| {
            let mut way = step.above.clone();
            way.push(step.met());
            walk.conflicts.push(Conflict { way, is_sent: step.is_sent, says });
        };
        for ((name, wire), (_, other)) in first.members.iter_mut().zip(&found.members) {
            if !agree(wire, other, spoken) {
                let (one, two) = (&first.place, &found.place);
                conflict(format!("{one}.{name} and {two}.{name}: {wire:?}, {other:?}"));
            }
        }
        if first.is_union != found.is_union {
            conflict(format!("{} and {}: union", first.place, found.place));
        }
    }
    Ok(walk)
}

/// Takes over what another shape of the model says of the same member; whether both can be so.
fn agree(wire: &mut Wire, other: &Wire, spoken: ProtocolName) -> bool {
    // What nobody should see in one place is not shown in the others.
    show(wire, other);
    let mut other = other.clone();
    show(&mut other, wire);
    if spoken == ProtocolName::Ec2 {
        // A name of requests stands beside the one of responses.
        let told = wire.name.clone().or(other.name.clone());
        let asked = wire.query_name.clone().or(other.query_name.clone());
        for side in [&mut *wire, &mut other] {
            side.name = side.name.take().or_else(|| told.clone());
            side.query_name = side.query_name.take().or_else(|| asked.clone());
        }
    }
    *wire == other
}

fn show(wire: &mut Wire, other: &Wire) {
    wire.sensitive |= other.sensitive;
    for (own, other) in [(&mut wire.element, &other.element), (&mut wire.key, &other.key)] {
        if let Some(other) = other.as_deref().filter(|other| other.sensitive) {
            show(own.get_or_insert_default(), other);
        }
    }
}

/// ec2: what a member is called in a request and in a response, as far as it stands in one.
pub fn settle(walk: &mut Walk, case: Option<Case>) {
    for (name, wire) in walk.found.values_mut().flat_map(|found| &mut found.members) {
        let usual = usual_name(name, case);
        match (&wire.name, &wire.query_name) {
            (Some(told), Some(asked)) if capital(told) == **asked => wire.query_name = None,
            (None, Some(asked)) if capital(&usual) == **asked => {
                (wire.name, wire.query_name) = (Some(usual.into()), None);
            }
            (None, Some(asked)) => (wire.name, wire.query_name) = (Some(asked.clone()), None),
            _ => {}
        }
    }
}

fn capital(name: &str) -> String {
    let mut out = name.to_owned();
    if let Some(first) = out.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    out
}

fn side_by_side<'a>(
    spec: &'a Spec,
    model: &'a Model,
    renamed: &'a Renamed,
    spoken: ProtocolName,
    step: &Step<'a>,
    todo: &mut VecDeque<Step<'a>>,
) -> Result<Found, String> {
    let shape = model.shape(step.shape)?;
    let listed = shape.get("members").and_then(Value::as_object);
    let payload = text(shape, "payload");
    let mut members = Vec::new();
    let mut known = HashSet::new();
    for member in spec[step.id].kind.members() {
        let is_there = |name: &str| listed.is_some_and(|listed| listed.contains_key(name));
        let name = match step.root {
            _ if is_there(&member.name) => None,
            Some(operation) if step.is_sent => renamed.of(&model.service, operation, &member.name),
            _ => None,
        };
        let name = name.unwrap_or(&member.name);
        let Some(reference) = listed.and_then(|listed| listed.get(name)) else {
            continue;
        };
        known.insert(name);
        let mut wire = wire_of(model, name, reference, payload, spoken)?;
        if spoken == ProtocolName::Ec2 {
            let told = wire.name.take();
            let asked = wire.query_name.take();
            match step.is_sent {
                true => {
                    let asked = asked.or_else(|| told.map(|it| capital(&it).into()));
                    wire.query_name = asked;
                }
                false => wire.name = told,
            }
        }
        members.push((member.name.clone(), wire));
        let place = format!("{}.{}", step.place, member.name);
        below(spec, model, &member.ty, reference, place, step, todo)?;
    }
    let mut missing = Vec::new();
    for (name, reference) in listed.into_iter().flatten() {
        if !known.contains(name.as_str()) {
            let wire = wire_of(model, name, reference, payload, spoken)?;
            let required = shape.get("required").and_then(Value::as_array);
            let required = required.is_some_and(|it| it.iter().any(|it| it == name.as_str()));
            missing.push(Missing {
                name: name.clone(),
                wire,
                reference: reference.clone(),
                required,
            });
        }
    }
    Ok(Found {
        place: step.place.clone(),
        is_union: is(shape, "union") && !matches!(spec[step.id].kind, ShapeKind::EventStream(_)),
        is_left_out: members.is_empty() && !missing.is_empty(),
        members,
        missing,
    })
}

/// What a member is on the wire, whose structure may have one that is a whole body.
pub fn wire_of(
    model: &Model,
    name: &str,
    reference: &Value,
    payload: Option<&str>,
    spoken: ProtocolName,
) -> Result<Wire, String> {
    let mut wire = model.wire(name, reference, spoken)?;
    if payload == Some(name) {
        wire.location = Some(doc_bindgen::spec::Location::Payload);
        let (target, shape) = model.target(reference)?;
        // The outermost element is called as the shape is, which may be called otherwise in a spec.
        if spoken == ProtocolName::RestXml && text(reference, "locationName").is_none() {
            let own = text(shape, "locationName");
            if text(shape, "type") == Some("structure") {
                wire.name = Some(own.unwrap_or(target).into());
            }
        }
    }
    Ok(wire)
}

/// The shapes in a type, with what the model has there.
fn below<'a>(
    spec: &'a Spec,
    model: &'a Model,
    ty: &'a Type,
    reference: &'a Value,
    place: String,
    holder: &Step<'a>,
    todo: &mut VecDeque<Step<'a>>,
) -> Result<(), String> {
    let (name, shape) = model.target(reference)?;
    match ty {
        Type::Scalar(_) => {}
        Type::Shape(id) => {
            let is_structure = text(shape, "type") == Some("structure");
            if is_structure && !matches!(spec[*id].kind, ShapeKind::Enum(_)) {
                let mut above = holder.above.clone();
                above.push(holder.met());
                let is_sent = holder.is_sent;
                todo.push_back(Step { id: *id, shape: name, place, is_sent, root: None, above });
            }
        }
        Type::List(element) => {
            if let Some(inner) = shape.get("member") {
                below(spec, model, element, inner, format!("{place}[]"), holder, todo)?;
            }
        }
        Type::Map(_, value) => {
            if let Some(inner) = shape.get("value") {
                below(spec, model, value, inner, format!("{place}[]"), holder, todo)?;
            }
        }
    }
    Ok(())
}
