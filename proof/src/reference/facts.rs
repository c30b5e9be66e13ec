//! What is read of each page, held against the model.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use doc_bindgen::facts::{
    ErrorFacts, Kind, Length, Location, Member, Node, OperationFacts, PageFacts, Range, ShapeFacts,
    Statement,
};
use doc_bindgen::markup::{blocks_to_commonmark, html};
use doc_bindgen::{dialect, pipeline};
use serde_json::Value;

use super::kinds::{of_model, of_page};
use crate::verify::words::{self, letters_of_commonmark};
use xtask::Outcome;

/// Holds the pages of a folder against a model.
pub fn run(folder: &Path, model: &Value, show: usize) -> Outcome {
    let files = pipeline::files(&[folder.to_path_buf()])
        .map_err(|it| format!("{}: {}", it.path.display(), it.error))?;
    let mut held = Held { model, right: 0, differences: BTreeMap::new() };
    let mut diagnostics = Vec::new();
    for path in files {
        let bytes = fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        match dialect::read_bytes(&Arc::from(&*path), &bytes) {
            Ok(page) => {
                held.page(&page);
                diagnostics.extend(page.diagnostics);
            }
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    let differ: usize = held.differences.values().map(Vec::len).sum();
    println!("{} facts hold, {differ} differ, {} diagnostics", held.right, diagnostics.len());
    for (what, places) in &held.differences {
        println!("  {} {what}", places.len());
        places.iter().take(show).for_each(|place| println!("    {place}"));
    }
    diagnostics.iter().take(show).for_each(|diagnostic| println!("  {diagnostic}"));
    Ok(if differ > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

struct Held<'m> {
    model: &'m Value,
    right: usize,
    /// By what they are about.
    differences: BTreeMap<&'static str, Vec<String>>,
}

impl Held<'_> {
    fn differ(&mut self, what: &'static str, place: &str, message: impl std::fmt::Display) {
        self.differences.entry(what).or_default().push(format!("{place}: {message}"));
    }

    fn hold<T: PartialEq + Debug>(
        &mut self,
        what: &'static str,
        place: &str,
        found: &T,
        wanted: &T,
    ) {
        if found == wanted {
            self.right += 1;
        } else {
            self.differ(what, place, format!("{found:?}, should be {wanted:?}"));
        }
    }

    fn page(&mut self, page: &PageFacts) {
        let name = page.path.display().to_string();
        for statement in &page.statements {
            match statement {
                Statement::Operation(facts) => self.operation(&name, facts),
                Statement::Shape(facts) => self.shape(&name, facts),
                _ => self.differ("statements of another kind", &name, ""),
            }
        }
        if page.statements.is_empty() && page.left_out.is_none() {
            self.differ("pages of which nothing is read", &name, "");
        }
    }

    fn operation(&mut self, page: &str, facts: &OperationFacts) {
        let name = facts.name.as_deref().unwrap_or_default();
        let model = &self.model["operations"][name];
        if model.is_null() {
            return self.differ("operations that the model has not", page, name);
        }
        self.text(name, facts.documentation.as_deref(), model);
        if let Some(http) = &facts.http {
            let uri = model["http"]["requestUri"].as_str().unwrap_or("/");
            let path = if http.path.contains('?') { uri } else { uri.split('?').next().unwrap() };
            let status = model["http"]["responseCode"].as_u64().unwrap_or(200);
            let (method, found) = (model["http"]["method"].as_str(), http.path.replace('+', ""));
            self.hold("methods", name, &Some(&*http.method), &method);
            self.hold("paths", name, &found, &path.replace('+', ""));
            if let Some(found) = http.status {
                self.hold("statuses", name, &u64::from(found), &status);
            }
        }
        for (side, node) in [("input", &facts.input), ("output", &facts.output)] {
            let place = format!("{name}.{side}");
            let shape = model[side]["shape"].as_str().unwrap_or_default().to_owned();
            let members = node.as_ref().map_or(&[][..], members_of);
            let wrapper = model[side]["resultWrapper"].is_string();
            self.members(&place, members, &shape, (side == "input", side), wrapper);
        }
        let wanted = model["errors"].as_array().map_or(&[][..], Vec::as_slice);
        for error in wanted {
            let wanted = error["shape"].as_str().unwrap_or_default();
            match facts.errors.iter().find(|error| self.is_error(error, wanted)) {
                Some(error) => self.error(name, error, wanted),
                None => self.differ("errors missing", name, wanted),
            }
        }
        for error in &facts.errors {
            let mut wanted = wanted.iter().filter_map(|it| it["shape"].as_str());
            if !wanted.any(|it| self.is_error(error, it)) {
                self.differ("errors that the model has not", name, &error.name);
            }
        }
    }

    /// Whether a page means that error: some pages have its code.
    fn is_error(&self, error: &ErrorFacts, shape: &str) -> bool {
        let model = &self.model["shapes"][shape];
        *error.name == *shape || model["error"]["code"] == *error.name
    }

    fn error(&mut self, operation: &str, error: &ErrorFacts, shape: &str) {
        let place = format!("{operation}.{shape}");
        let model = &self.model["shapes"][shape];
        self.text(&place, error.documentation.as_deref(), model);
        let status = model["error"]["httpStatusCode"].as_u64();
        if let (Some(found), Some(status)) = (error.status, status) {
            self.hold("statuses of errors", &place, &u64::from(found), &status);
        }
        for member in &error.members {
            let known = model["members"].get(&*member.name).is_some();
            let wired = || {
                model["members"].as_object().is_some_and(|members| {
                    members.values().any(|it| it["locationName"] == *member.name)
                })
            };
            if !known && !wired() && !member.name.eq_ignore_ascii_case("message") {
                self.differ("members of errors that the model has not", &place, &member.name);
            } else {
                self.right += 1;
            }
        }
    }

    fn shape(&mut self, page: &str, facts: &ShapeFacts) {
        let model = &self.model["shapes"][&*facts.name];
        if model.is_null() {
            return self.differ("shapes that the model has not", page, &facts.name);
        }
        self.text(&facts.name, facts.node.documentation.as_deref(), model);
        let union = model["union"] == true;
        let found = matches!(facts.node.kind, Kind::Union(_));
        self.hold("unions", &facts.name, &found, &union);
        let members = members_of(&facts.node);
        self.members(&facts.name, members, &facts.name, (true, "shape"), false);
    }

    fn members(
        &mut self,
        place: &str,
        members: &[Member],
        shape: &str,
        (required, side): (bool, &str),
        _wrapper: bool,
    ) {
        let model = &self.model["shapes"][shape];
        let Some(wanted) = model["members"].as_object() else {
            for member in members {
                self.differ("members that the model has not", place, &member.name);
            }
            return;
        };
        // An element that is the body, and what is in it.
        let mut flat: Vec<&Member> = Vec::new();
        for member in members {
            let inside = members_of(&member.node);
            if wanted.contains_key(&*member.name) || inside.is_empty() {
                flat.push(member);
            } else {
                flat.extend(inside);
            }
        }
        for member in flat.iter().copied() {
            let by_name = wanted.get_key_value(&*member.name);
            let on_wire = |(name, it): &(&String, &Value)| {
                let wire = self.wire_names(name, it);
                wire.iter().any(|wire| wire.eq_ignore_ascii_case(member.wire_name()))
            };
            let Some((name, target)) = by_name.or_else(|| wanted.iter().find(on_wire)) else {
                self.differ("members that the model has not", place, &member.name);
                continue;
            };
            self.member(
                &format!("{place}.{name}"),
                member,
                model,
                (name, target),
                (required, side),
            );
        }
        for (name, target) in wanted {
            let wire = self.wire_names(name, target);
            let is_it = |member: &&Member| {
                *member.name == **name
                    || wire.iter().any(|wire| wire.eq_ignore_ascii_case(member.wire_name()))
            };
            if !flat.iter().any(is_it) {
                self.differ("members missing", place, name);
            }
        }
    }

    /// What a member may be called on the wire.
    fn wire_names(&self, name: &str, target: &Value) -> Vec<String> {
        let shape = &self.model["shapes"][target["shape"].as_str().unwrap_or_default()];
        let names = [
            target["locationName"].as_str(),
            target["queryName"].as_str(),
            shape["member"]["locationName"].as_str(),
            Some(name),
        ];
        names.into_iter().flatten().map(str::to_owned).collect()
    }

    fn member(
        &mut self,
        place: &str,
        member: &Member,
        owner: &Value,
        (name, target): (&str, &Value),
        (required, side): (bool, &str),
    ) {
        let shape = target["shape"].as_str().unwrap_or_default();
        if required {
            let list = owner["required"].as_array().map_or(&[][..], Vec::as_slice);
            let wanted = list.iter().any(|it| it == name);
            self.hold("requiredness", place, &(member.required == Some(true)), &wanted);
        }
        let location = match target["location"].as_str() {
            Some("uri") => Some(Location::Path),
            Some("querystring") => Some(Location::Query),
            Some("header") => Some(Location::Header),
            Some("headers") => Some(Location::Headers),
            Some("statusCode") => Some(Location::Status),
            _ if owner["payload"] == name => Some(Location::Payload),
            _ => None,
        };
        if side != "shape" {
            self.hold("locations", place, &member.wire.location, &location);
        }
        let unnamed = matches!(location, Some(Location::Status | Location::Payload));
        let on_wire = member.wire_name();
        let wanted = self.wire_names(name, target);
        if !unnamed && !wanted.iter().any(|wanted| wanted.eq_ignore_ascii_case(on_wire)) {
            self.differ("wire names", place, format!("{on_wire}, should be {wanted:?}"));
        }
        self.ty(place, &member.node, shape, member.wire.location.is_some());
        let mut text = member.node.documentation.as_deref();
        let own = target["documentation"].is_string();
        if !own && text.is_none() {
            text = Some("");
        }
        self.text(place, text, if own { target } else { &self.model["shapes"][shape] });
    }

    fn ty(&mut self, place: &str, node: &Node, shape: &str, in_head: bool) {
        let (found, wanted) = (of_page(&node.kind), of_model(&self.model["shapes"], shape));
        // Of what goes into the URI pages tell no type.
        if found != "anything" || !in_head {
            self.hold("types", place, &found, &wanted);
        }
        self.limits(place, node, shape);
    }

    fn limits(&mut self, place: &str, node: &Node, shape: &str) {
        let model = &self.model["shapes"][shape];
        let inner = |key: &str| model[key]["shape"].as_str().unwrap_or_default().to_owned();
        match &node.kind {
            Kind::List(element) => self.limits(&format!("{place}[]"), element, &inner("member")),
            Kind::Map(key, value) => {
                self.limits(&format!("{place}{{key}}"), key, &inner("key"));
                self.limits(&format!("{place}{{}}"), value, &inner("value"));
            }
            _ => {}
        }
        let values = |it: &Value| -> Vec<String> {
            let it = it["enum"].as_array().map_or(&[][..], Vec::as_slice);
            it.iter().filter_map(|it| it.as_str()).map(|it| it.trim().to_owned()).collect()
        };
        let wanted = values(model);
        let found: Vec<String> = match &node.kind {
            Kind::Enum(values) => values.iter().map(|it| it.to_string()).collect(),
            _ => Vec::new(),
        };
        self.hold("values", place, &found, &wanted);
        let kind = model["type"].as_str().unwrap_or_default();
        let text = |it: &Value| match it {
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        };
        let (min, max) = (text(&model["min"]), text(&model["max"]));
        let limits = &*node.limits;
        if matches!(kind, "integer" | "long" | "float" | "double") {
            let range = Range { min: min.map(Into::into), max: max.map(Into::into) };
            let wanted = Some(range).filter(|range| *range != Range::default());
            self.hold("ranges", place, &limits.range, &wanted);
            return;
        }
        let number = |it: Option<String>| it.and_then(|it| it.parse().ok());
        let length = Length { min: number(min), max: number(max) };
        let chosen = !model["enum"].is_null();
        let length = Some(length).filter(|it| *it != Length::default() && !chosen);
        self.hold("lengths", place, &limits.length, &length);
        let pattern = model["pattern"].as_str().filter(|_| !chosen);
        self.hold("patterns", place, &limits.pattern.as_deref(), &pattern);
    }

    fn text(&mut self, place: &str, found: Option<&str>, model: &Value) {
        let Some(wanted) = model["documentation"].as_str() else { return };
        let page = html::parse(wanted);
        let mut text = String::new();
        blocks_to_commonmark(&page.blocks, &mut text);
        let wanted = bare(&letters_of_commonmark(&text));
        let found = bare(&letters_of_commonmark(found.unwrap_or_default()));
        if found == wanted {
            self.right += 1;
        } else if found.is_empty() {
            self.differ("texts missing", place, "");
        } else {
            let message = words::parting(&wanted, &found);
            self.differ("texts", place, message);
        }
    }
}

/// A text without the words that the site writes otherwise than the models: the provider's name, and
/// titles of notes.
fn bare(letters: &str) -> String {
    let letters = letters.replace("AmazonWebServices", "").replace("AWS", "");
    ["Note", "Important", "Warning", "Tip"]
        .iter()
        .fold(letters, |text, word| text.replace(word, ""))
}

fn members_of(node: &Node) -> &[Member] {
    match &node.kind {
        Kind::Structure(members) | Kind::Union(members) | Kind::EventStream(members) => members,
        _ => &[],
    }
}
