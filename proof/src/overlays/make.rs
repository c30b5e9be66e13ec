//! The overlay of a service.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use doc_bindgen::spec::{
    Case, Http, Location, Namespace, Protocol, ProtocolName, ShapeId, ShapeKind, Spec, Wire,
    path_labels,
};
use serde_json::Value;

use super::choose::{self, Stated};
use super::errors::errors;
use super::model::{self, Model, text};
use super::renamed::Renamed;
use super::split::{self, Split};
use super::text::{self as written, Flow, place_key, scalar};
use super::walk::{self, Walk};

/// An overlay, and what it cannot say.
pub struct Made {
    pub text: String,
    /// What the model says and no overlay can.
    pub open: Vec<String>,
}

/// Makes the overlay of a service from its model and the spec that its pages alone make.
pub fn make(spec: &Spec, model: &Model, renamed: &Renamed, head: &str) -> Result<Made, String> {
    let Split { spec, mut walk, places: apart } = split::split(spec, model, renamed, head)?;
    let spec = &spec;
    let spoken = model.spoken()?;
    let mut protocol = model.protocol()?;
    protocol.xml_namespace = namespaces(&mut walk, model, spoken);
    protocol.wire_case = choose::case(&walk);
    if spoken == ProtocolName::Ec2 {
        walk::settle(&mut walk, protocol.wire_case);
    }
    protocol.endpoints = super::endpoints::rules(model);
    let rules = choose::everywhere(spec, &walk, protocol.wire_case);
    let mut out = String::new();
    let _ = write!(out, "{head}");
    let _ = writeln!(out, "service: {}", scalar(&model.service));
    service(&mut out, &protocol);
    operations(&mut out, spec, model, spoken);
    waiters(&mut out, spec, model)?;
    if !rules.is_empty() {
        out.push_str("members:\n");
        for (name, rule) in &rules {
            let _ = writeln!(out, "  {}: {}", scalar(name), written::wire(rule).braced());
        }
    }
    places(&mut out, spec, model, (&walk, &apart), &rules, &protocol, renamed)?;
    let mut open = Vec::new();
    errors(&mut out, (spec, &walk), model, protocol.wire_case, &mut open)?;
    open.extend(walk.conflicts.into_iter().map(|conflict| conflict.says));
    Ok(Made { text: out, open })
}

fn service(out: &mut String, protocol: &Protocol) {
    if protocol.endpoints.is_empty() {
        let _ = writeln!(out, "protocol: {}", written::protocol(protocol).braced());
        return;
    }
    let _ = writeln!(out, "protocol:");
    let flow = written::protocol(protocol).braced();
    // The keys of one level, a line each.
    for entry in flow[1..flow.len() - 1].split(", ").fold(Vec::<String>::new(), |mut lines, it| {
        match lines.last_mut() {
            // A comma within a list.
            Some(last) if last.contains('[') && !last.contains(']') => {
                last.push_str(", ");
                last.push_str(it);
            }
            _ => lines.push(it.to_owned()),
        }
        lines
    }) {
        let _ = writeln!(out, "  {entry}");
    }
    out.push_str("  endpoints:\n");
    for endpoint in &protocol.endpoints {
        let _ = writeln!(out, "    - {}", written::endpoint(endpoint).braced());
    }
}

/// The namespace that all bodies have, which is then the service's.
fn namespaces(walk: &mut Walk, model: &Model, spoken: ProtocolName) -> Option<String> {
    if spoken != ProtocolName::RestXml {
        return None;
    }
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let roots = model.operations.values().filter_map(|it| model::namespace(it.get("input")?));
    let payloads = walk.found.values().flat_map(|found| &found.members);
    let payloads = payloads.filter(|(_, wire)| wire.location == Some(Location::Payload));
    let payloads = payloads.filter_map(|(_, wire)| wire.namespace.clone());
    for Namespace { uri, prefix } in roots.chain(payloads) {
        if let (Some(uri), None) = (uri, prefix) {
            *counts.entry(uri.into()).or_default() += 1;
        }
    }
    let (uri, _) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    let is_it = |namespace: &Namespace| {
        namespace.prefix.is_none() && namespace.uri.as_deref() == Some(&*uri)
    };
    for (_, wire) in walk.found.values_mut().flat_map(|found| &mut found.members) {
        if wire.location == Some(Location::Payload) && wire.namespace.as_ref().is_some_and(is_it) {
            wire.namespace = None;
        }
    }
    Some(uri)
}

fn operations(out: &mut String, spec: &Spec, model: &Model, spoken: ProtocolName) {
    let mut lines = String::new();
    let is_rest = matches!(spoken, ProtocolName::RestJson | ProtocolName::RestXml);
    for (name, operation) in &model.operations {
        let Some(stands) = spec.operation(name) else { continue };
        let mut flow = Flow::default();
        if let (true, Some(http)) = (is_rest, operation.get("http").and_then(http)) {
            flow.flow("http", &written::http(&http));
        }
        written::sending(&mut flow, &model.sending(operation));
        let more = model.paginators.get(name).and_then(|pages| text(pages, "more_results"));
        let told = stands.pagination.as_ref().and_then(|it| it.more_results.as_deref());
        if more.is_some() && more != told && stands.pagination.is_some() {
            let mut pagination = Flow::default();
            pagination.text("more_results", more);
            flow.flow("pagination", &pagination);
        }
        if !flow.is_empty() {
            let _ = writeln!(lines, "  {}: {}", scalar(name), flow.braced());
        }
    }
    if !lines.is_empty() {
        let _ = write!(out, "operations:\n{lines}");
    }
}

/// The place of an operation in HTTP.
fn http(http: &Value) -> Option<Http> {
    Some(Http {
        method: text(http, "method")?.to_owned(),
        path: text(http, "requestUri")?.to_owned(),
        status: http.get("responseCode").and_then(Value::as_u64).map(|status| status as u16),
    })
}

fn waiters(out: &mut String, spec: &Spec, model: &Model) -> Result<(), String> {
    let mut lines = String::new();
    for (name, waiter) in &model.waiters {
        if !spec.waiters.iter().any(|stands| stands.name == *name) {
            continue;
        }
        let _ = writeln!(lines, "  {}:\n    acceptors:", scalar(name));
        for acceptor in model::acceptors(waiter)? {
            let _ = writeln!(lines, "      - {}", written::acceptor(&acceptor).braced());
        }
    }
    if !lines.is_empty() {
        let _ = write!(out, "waiters:\n{lines}");
    }
    Ok(())
}

fn places(
    out: &mut String,
    spec: &Spec,
    model: &Model,
    (walk, apart): (&Walk, &BTreeMap<String, String>),
    rules: &BTreeMap<String, Wire>,
    protocol: &Protocol,
    renamed: &Renamed,
) -> Result<(), String> {
    let mut entries: BTreeMap<&str, Flow> = BTreeMap::new();
    for (place, name) in apart {
        entries.entry(place).or_default().text("split", Some(name));
    }
    for (id, found) in &walk.found {
        let paths = labels(spec, model, *id);
        let labels: Vec<&str> = paths.iter().map(String::as_str).collect();
        let is_xml = protocol.name == Some(ProtocolName::RestXml);
        let stated = choose::at_place(spec, *id, found, rules, protocol.wire_case, &labels, is_xml);
        let mut told = Flow::default();
        let optional = optional(spec, *id, model, walk, apart)?;
        for member in spec[*id].kind.members() {
            let mut of_member = Flow::default();
            if let Some((_, stated)) = stated.iter().find(|(name, _)| **name == *member.name) {
                of_member.append(&written::stated(stated));
            }
            if optional.contains(&*member.name) {
                of_member.raw("required", "false");
            }
            told.flow(&member.name, &of_member);
        }
        let is_union = found.is_union && matches!(spec[*id].kind, ShapeKind::Structure(_));
        // What is one shape here is several where other pages tell the model's apart.
        let stands_for = walk.stands_for.get(id).into_iter().flat_map(BTreeMap::values);
        for place in stands_for {
            let mut members = Flow::default();
            members.append(&told);
            if *place == found.place {
                hidden(&mut members, found, model, renamed, protocol.wire_case)?;
            }
            let mut flow = Flow::default();
            if is_union {
                flow.raw("type", "union");
            }
            flow.flow("members", &members);
            if !flow.is_empty() {
                entries.entry(place).or_default().append(&flow);
            }
        }
    }
    if !entries.is_empty() {
        out.push_str("places:\n");
        for (place, entry) in entries {
            let _ = writeln!(out, "  {}: {}", place_key(place), entry.braced());
        }
    }
    Ok(())
}

/// The members of a shape that was told apart of which requests require what it was told apart from,
/// and nobody requires it.
fn optional<'a>(
    spec: &'a Spec,
    id: ShapeId,
    model: &Model,
    walk: &Walk,
    apart: &BTreeMap<String, String>,
) -> Result<BTreeSet<&'a str>, String> {
    let mut found = BTreeSet::new();
    if !apart.values().any(|name| *name == spec[id].name) {
        return Ok(found);
    }
    let mut required = BTreeSet::new();
    for shape in walk.stands_for.get(&id).into_iter().flat_map(BTreeMap::keys) {
        let listed = model.shape(shape)?.get("required").and_then(Value::as_array);
        required.extend(listed.into_iter().flatten().filter_map(Value::as_str));
    }
    let members = spec[id].kind.members().iter().filter(|member| member.required);
    found.extend(members.map(|it| it.name.as_str()).filter(|name| !required.contains(name)));
    Ok(found)
}

/// Members that go over the wire and that boto3 takes from nobody, or whose page is too large.
fn hidden(
    members: &mut Flow,
    found: &super::walk::Found,
    model: &Model,
    renamed: &Renamed,
    case: Option<Case>,
) -> Result<(), String> {
    let Some((operation, "input")) = found.place.split_once('.') else { return Ok(()) };
    for missing in &found.missing {
        if !found.is_left_out && !renamed.hides(&model.service, operation, &missing.name) {
            continue;
        }
        // Of structures that no page tells of nothing is known but here.
        let Some(ty) = model.plain_type(&missing.reference)? else { continue };
        let mut flow = Flow::default();
        flow.flag("add", true).text("type", Some(&ty)).flag("required", missing.required);
        let mut wire = missing.wire.clone();
        if wire.name.as_deref() == Some(&*model::usual_name(&missing.name, case)) {
            wire.name = None;
        }
        flow.append(&written::stated(&Stated { wire, not: Vec::new() }));
        members.flow(&missing.name, &flow);
    }
    Ok(())
}

/// The labels of the path of the operation whose input the shape is.
fn labels(spec: &Spec, model: &Model, id: ShapeId) -> BTreeSet<String> {
    let of = spec.operations.iter().filter(|operation| operation.input == Some(id));
    let paths = of.filter_map(|it| http(model.operations.get(&it.name)?.get("http")?));
    let mut found = BTreeSet::new();
    for http in paths {
        for label in path_labels(&http.path).into_iter().flatten() {
            found.insert(label.to_owned());
        }
    }
    found
}
