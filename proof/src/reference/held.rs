//! A spec held against a model, in lock-step from the operations down.

use std::collections::BTreeSet;

use doc_bindgen::spec::{self, Location, Member, Range, ShapeId, ShapeKind, Spec, Type};
use serde_json::Value;

/// Why a page and a model of another age say different things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// A bound, or the status of an error or a response, is another today.
    Moved,
    /// Today's model states a least number of none, which says nothing.
    FromNone,
    /// The pattern is another today; most took in further partitions of AWS.
    Pattern,
    /// Today's model leaves out the marks of a pattern's ends.
    Ends,
    /// Today's path ends without a slash, or a label is called otherwise.
    Path,
    /// The shape is named on no page, or was called otherwise.
    Name,
    /// Something else: a reading that is wrong until somebody knows better.
    Unexplained,
}

impl Class {
    pub const ALL: [(Class, &'static str); 7] = [
        (Class::Moved, "bounds and statuses that have moved"),
        (Class::FromNone, "lengths from 0, where the page states none"),
        (Class::Pattern, "patterns that are others today"),
        (Class::Ends, "patterns with the marks of their ends"),
        (Class::Path, "paths that ended in a slash, labels that were called otherwise"),
        (Class::Name, "names of shapes that no page names, or that were called otherwise"),
        (Class::Unexplained, "unexplained"),
    ];
}

/// A fact that a page and a model both may state.
trait Fact: PartialEq + std::fmt::Debug {
    fn class(found: Option<&Self>, wanted: Option<&Self>) -> Class;
}

impl Fact for u16 {
    fn class(found: Option<&Self>, wanted: Option<&Self>) -> Class {
        found.and(wanted).map_or(Class::Unexplained, |_| Class::Moved)
    }
}

impl Fact for Range {
    fn class(_: Option<&Self>, _: Option<&Self>) -> Class {
        Class::Moved
    }
}

impl Fact for spec::Length {
    fn class(found: Option<&Self>, wanted: Option<&Self>) -> Class {
        let open = |it: &Self| spec::Length { min: it.min.filter(|min| *min > 0), max: it.max };
        if found.map(open) == wanted.map(open) { Class::FromNone } else { Class::Moved }
    }
}

impl Fact for Location {
    fn class(_: Option<&Self>, _: Option<&Self>) -> Class {
        Class::Unexplained
    }
}

/// A pattern.
#[derive(Debug, PartialEq)]
struct Pattern(String);

impl Fact for Pattern {
    fn class(found: Option<&Self>, wanted: Option<&Self>) -> Class {
        let bare = |it: &Self| it.0.trim_start_matches('^').trim_end_matches('$').to_owned();
        if found.map(bare) == wanted.map(bare) { Class::Ends } else { Class::Pattern }
    }
}

/// A path.
#[derive(Debug, PartialEq)]
struct UriPath(String);

impl Fact for UriPath {
    fn class(found: Option<&Self>, wanted: Option<&Self>) -> Class {
        let words = |it: &Self| -> Vec<String> {
            let segments = it.0.trim_end_matches('/').split('/');
            let word = |segment: &str| match segment.starts_with('{') {
                true => "{}".to_owned(),
                false => segment.to_owned(),
            };
            segments.map(word).collect()
        };
        let same = found.map(words) == wanted.map(words);
        if same { Class::Path } else { Class::Unexplained }
    }
}

/// The name of a member in a path.
#[derive(Debug, PartialEq)]
struct Label(String);

impl Fact for Label {
    fn class(_: Option<&Self>, _: Option<&Self>) -> Class {
        Class::Path
    }
}

/// The name of a shape.
#[derive(Debug, PartialEq)]
struct ShapeName(String);

impl Fact for ShapeName {
    fn class(_: Option<&Self>, _: Option<&Self>) -> Class {
        Class::Name
    }
}

/// Names of methods, and of members on the wire.
impl Fact for String {
    fn class(_: Option<&Self>, _: Option<&Self>) -> Class {
        Class::Unexplained
    }
}

/// A spec held against a model.
pub struct Held<'a> {
    spec: &'a Spec,
    model: &'a Value,
    pub right: usize,
    /// What the model has and the spec does not.
    pub untold: usize,
    pub differences: Vec<(Class, String)>,
    met: BTreeSet<(ShapeId, &'a str)>,
}

impl<'a> Held<'a> {
    pub fn new(spec: &'a Spec, model: &'a Value) -> Self {
        let (right, untold) = (0, 0);
        Held { spec, model, right, untold, differences: Vec::new(), met: BTreeSet::new() }
    }

    fn hold<T: Fact>(&mut self, place: &str, found: Option<&T>, wanted: Option<&T>) {
        match (found, wanted) {
            (None, None) => {}
            (Some(found), Some(wanted)) if found == wanted => self.right += 1,
            (None, Some(_)) => self.untold += 1,
            (found, wanted_fact) => {
                let wanted = wanted_fact.map_or("nothing".to_owned(), |it| format!("{it:?}"));
                let class = T::class(found, wanted_fact);
                self.differences.push((class, format!("{place}: {found:?}, should be {wanted}")));
            }
        }
    }

    fn unknown(&mut self, place: &str) {
        self.differences.push((Class::Unexplained, format!("{place}: the model has none")));
    }

    pub fn all(&mut self) {
        for operation in &self.spec.operations {
            let model = &self.model["operations"][&operation.name];
            if model.is_null() {
                self.unknown(&operation.name);
                continue;
            }
            if let Some(http) = &operation.http {
                let place = format!("{}.http", operation.name);
                let uri = model["http"]["requestUri"].as_str().unwrap_or("/");
                // Words of the query that are the operation's own are a part of the path.
                let path = match http.path.contains('?') {
                    true => uri,
                    false => uri.split('?').next().unwrap_or(uri),
                };
                let method = model["http"]["method"].as_str().map(str::to_owned);
                let code = model["http"]["responseCode"].as_u64().unwrap_or(200);
                self.hold(&place, Some(&http.method), method.as_ref());
                // Whether a label is greedy is shown by some renderers only.
                if path.contains("+}") && path.replace("+}", "}") == http.path {
                    self.untold += 1;
                } else {
                    let paths = [&*http.path, path].map(|path| UriPath(path.to_owned()));
                    self.hold(&place, Some(&paths[0]), Some(&paths[1]));
                }
                self.hold(&place, http.status.as_ref(), u16::try_from(code).ok().as_ref());
            } else {
                self.untold += 3;
            }
            for (side, id) in [("input", operation.input), ("output", operation.output)] {
                let Some(id) = id else { continue };
                let Some(name) = model[side]["shape"].as_str() else { continue };
                let place = format!("{}.{side}", operation.name);
                self.members(&place, id, name, operation.http.is_some());
            }
            for error in &operation.errors {
                self.error(*error);
            }
        }
    }

    fn error(&mut self, id: ShapeId) {
        let shape = &self.spec[id];
        let ShapeKind::Error(error) = &shape.kind else { return };
        let model = &self.model["shapes"][&shape.name];
        let status = model["error"]["httpStatusCode"].as_u64();
        let status = status.and_then(|status| u16::try_from(status).ok());
        if status.is_some() && self.met.insert((id, "")) {
            self.hold(&shape.name, error.status.as_ref(), status.as_ref());
        }
    }

    /// Holds the members of a shape against those of the model's.
    fn members(&mut self, place: &str, id: ShapeId, name: &'a str, wire: bool) {
        if !self.met.insert((id, name)) {
            return;
        }
        let model = &self.model["shapes"][name];
        let spec = self.spec;
        for member in spec[id].kind.members() {
            let place = format!("{place}.{}", member.name);
            let target = &model["members"][&member.name];
            let Some(shape) = target["shape"].as_str() else {
                self.unknown(&place);
                continue;
            };
            if wire {
                let location = match target["location"].as_str() {
                    Some("uri") => Some(Location::Path),
                    Some("querystring") => Some(Location::Query),
                    Some("header") => Some(Location::Header),
                    Some("headers") => Some(Location::Headers),
                    Some("statusCode") => Some(Location::Status),
                    _ if model["payload"] == member.name.as_str() => Some(Location::Payload),
                    _ => None,
                };
                self.hold(&place, member.wire.location.as_ref(), location.as_ref());
                let on_wire = target["locationName"].as_str().map(str::to_owned);
                let on_wire = on_wire.filter(|it| *it != member.name);
                let unnamed = matches!(location, Some(Location::Status | Location::Payload));
                let on_wire = on_wire.filter(|_| !unnamed);
                let found = member.wire.name.as_deref().map(str::to_owned);
                if location == Some(Location::Path) {
                    let [found, wanted] = [found, on_wire].map(|it| it.map(Label));
                    self.hold(&place, found.as_ref(), wanted.as_ref());
                } else {
                    self.hold(&place, found.as_ref(), on_wire.as_ref());
                }
            }
            self.limits(&place, member, shape);
            self.ty(&place, &member.ty, shape, wire);
        }
    }

    fn limits(&mut self, place: &str, member: &Member, shape: &str) {
        let model = &self.model["shapes"][shape];
        let kind = model["type"].as_str().unwrap_or_default();
        let text = |it: &Value| match it {
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        };
        let (min, max) = (text(&model["min"]), text(&model["max"]));
        if matches!(kind, "integer" | "long" | "float" | "double") {
            let range = Range { min: min.map(Into::into), max: max.map(Into::into) };
            let wanted = Some(range).filter(|range| *range != Range::default());
            self.hold(place, member.limits.range.as_ref(), wanted.as_ref());
            return;
        }
        let number = |it: Option<String>| it.and_then(|it| it.parse().ok());
        let length = spec::Length { min: number(min), max: number(max) };
        // The documentation tells no lengths of what has values to choose from.
        let chosen = !model["enum"].is_null();
        let length = Some(length).filter(|it| *it != spec::Length::default() && !chosen);
        self.hold(place, member.limits.length.as_ref(), length.as_ref());
        let pattern = model["pattern"].as_str().filter(|_| !chosen);
        let pattern = pattern.map(|pattern| Pattern(pattern.to_owned()));
        let found = member.limits.pattern.as_deref().map(|it| Pattern(it.to_owned()));
        self.hold(place, found.as_ref(), pattern.as_ref());
    }

    fn ty(&mut self, place: &str, ty: &Type, shape: &'a str, wire: bool) {
        let model = &self.model["shapes"][shape];
        match ty {
            Type::Scalar(_) => {}
            Type::List(element) => {
                if let Some(inner) = model["member"]["shape"].as_str() {
                    self.ty(&format!("{place}[]"), element, inner, wire);
                }
            }
            Type::Map(_, value) => {
                if let Some(inner) = model["value"]["shape"].as_str() {
                    self.ty(&format!("{place}{{}}"), value, inner, wire);
                }
            }
            Type::Shape(id) => {
                if matches!(self.spec[*id].kind, ShapeKind::Enum(_)) {
                    return;
                }
                if self.met.insert((*id, shape)) {
                    let name = ShapeName(self.spec[*id].name.clone());
                    self.hold(place, Some(&name), Some(&ShapeName(shape.to_owned())));
                    self.met.remove(&(*id, shape));
                }
                self.members(place, *id, shape, wire);
            }
        }
    }
}
