//! One operation of a page against the SDK's.

use std::collections::BTreeSet;

use doc_bindgen::facts::{Container, Kind, Location, Member, Node, Scalar};

use super::Read;
use super::sdk::{Field, Operation, Type, Version};

/// What has been compared, and what came of it.
#[derive(Default)]
pub struct Comparison {
    /// Members that both have, with the same type.
    pub agree: usize,
    /// Members that both have, of which the page does not tell the parts or the type.
    pub untold: usize,
    /// Everything else.
    pub findings: Vec<(What, String)>,
}

/// What has been found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// Both have the member, and the types differ.
    Type,
    /// The member's name stands on the page, and was not read as a member here.
    Unread,
    /// The member stands in another place of the request.
    Place,
    /// The page has it and the SDK has not.
    OnlyPage,
    /// The SDK has it and the page has not.
    OnlySdk,
}

impl Comparison {
    pub fn extend(&mut self, other: Comparison) {
        self.agree += other.agree;
        self.untold += other.untold;
        self.findings.extend(other.findings);
    }

    fn count(&self, what: What) -> usize {
        self.findings.iter().filter(|(it, _)| *it == what).count()
    }

    /// Nothing is found that could be the reader's fault.
    pub fn is_clean(&self) -> bool {
        [What::Type, What::Unread, What::Place].iter().all(|what| self.count(*what) == 0)
    }

    pub fn report(&self, all: bool) {
        let mut findings: Vec<_> = self.findings.iter().collect();
        findings.sort();
        for (what, text) in findings {
            if all || *what < What::OnlyPage {
                println!("{what:?}: {text}");
            }
        }
        let both = self.agree + self.untold + self.count(What::Type) + self.count(What::Place);
        println!(
            "{both} members in both: {} agree ({:.2}%), {} of which the page tells less, {} of \
             another type, {} in another place; {} on pages only, {} in the SDK only, {} of the \
             SDK's that stand on the page and were not read",
            self.agree,
            100.0 * (self.agree + self.untold) as f64 / both.max(1) as f64,
            self.untold,
            self.count(What::Type),
            self.count(What::Place),
            self.count(What::OnlyPage),
            self.count(What::OnlySdk),
            self.count(What::Unread),
        );
    }
}

/// Compares an operation.
pub fn operation(read: &Read, version: &Version, operation: &Operation) -> Comparison {
    let mut walk = Walk {
        read,
        version,
        found: Comparison::default(),
        open: Vec::new(),
        lines: BTreeSet::new(),
    };
    for node in [&read.facts.input, &read.facts.output].into_iter().flatten() {
        lines(node, &mut walk.lines);
    }
    let input: &[Member] = match &read.facts.input {
        Some(Node { kind: Kind::Structure(members), .. }) => members,
        _ => &[],
    };
    let at = |location: Option<Location>| -> Vec<&Member> {
        input.iter().filter(|member| member.location == location).collect()
    };
    let places = [
        ("path", Location::Path, &operation.params.path),
        ("query", Location::Query, &operation.params.query),
        ("header", Location::Header, &operation.params.header),
    ];
    let mut elsewhere = Vec::new();
    for (name, location, fields) in places {
        walk.members(name, &at(Some(location)), fields, &mut elsewhere);
    }
    let body: Vec<&Member> = at(None);
    match operation.body.as_ref().map(|body| &body.ty) {
        Some(Type { k, name: Some(name), .. }) if k == "ref" => {
            let fields = version.models.get(name).map_or(&[][..], |model| &model.fields);
            walk.members("body", &body, fields, &mut elsewhere);
        }
        Some(_) => {}
        None => walk.members("body", &body, &operation.params.form, &mut elsewhere),
    }
    for (place, field) in elsewhere {
        match input.iter().find(|member| *member.name == *field) {
            Some(member) => walk.found.findings.push((
                What::Place,
                format!(
                    "{}:{}: {field}: {} here, {place} in {}",
                    read.path.display(),
                    member.node.line,
                    member.location.map_or("body".into(), |it| format!("{it:?}").to_lowercase()),
                    operation.name
                ),
            )),
            None => walk.only_sdk(&place, &field),
        }
    }
    let output: Vec<&Member> = match &read.facts.output {
        Some(Node { kind: Kind::Structure(members), .. }) => members.iter().collect(),
        _ => Vec::new(),
    };
    let mut missing = Vec::new();
    if operation.response.body_type.is_none() {
        walk.members("response", &output, &operation.response.fields, &mut missing);
    } else if let ([only], Some(ty)) = (&*output, &operation.response.body_type)
        && only.location == Some(Location::Payload)
    {
        walk.types("response", &only.node, ty);
    }
    for (place, field) in missing {
        walk.only_sdk(&place, &field);
    }
    walk.found
}

fn lines(node: &Node, found: &mut BTreeSet<u32>) {
    match &node.kind {
        Kind::Structure(members) => {
            for member in members {
                found.insert(member.node.line);
                lines(&member.node, found);
            }
        }
        Kind::List(inner) | Kind::Map(_, inner) => lines(inner, found),
        _ => {}
    }
}

struct Walk<'a> {
    read: &'a Read,
    version: &'a Version,
    found: Comparison,
    /// The models that are being compared.
    open: Vec<&'a str>,
    /// The lines of the page that have become members.
    lines: BTreeSet<u32>,
}

impl<'a> Walk<'a> {
    /// Members against fields; fields that no member is for are `missing`.
    fn members(
        &mut self,
        path: &str,
        members: &[&Member],
        fields: &'a [Field],
        missing: &mut Vec<(String, String)>,
    ) {
        for field in fields {
            let member = members.iter().find(|member| *member.name == *field.name);
            match member {
                Some(member) => {
                    self.types(&format!("{path}.{}", field.name), &member.node, &field.ty)
                }
                None => missing.push((path.to_owned(), field.name.clone())),
            }
        }
        for member in members {
            let is_known = |field: &Field| field.name == *member.name;
            // The SDK fills these in by itself.
            let hidden = ["project_id", "X-Auth-Token", "Content-Type", "request_id"];
            if !fields.iter().any(is_known) && !hidden.contains(&&*member.name) {
                let text = format!(
                    "{}:{}: {path}.{}",
                    self.read.path.display(),
                    member.node.line,
                    member.name
                );
                self.found.findings.push((What::OnlyPage, text));
            }
        }
    }

    fn only_sdk(&mut self, path: &str, name: &str) {
        let text = format!("{}: {path}.{name}", self.read.path.display());
        // A row of a table that begins with the name, and is no member anywhere.
        let is_row = |(at, line): (usize, &str)| {
            let line = line.trim_start_matches(['|', ' ']);
            line.strip_prefix(name).is_some_and(|rest| rest.starts_with([' ', '|']))
                && !self.lines.contains(&(at as u32 + 1))
        };
        let here = self.read.text.lines().enumerate().any(is_row);
        self.found.findings.push((if here { What::Unread } else { What::OnlySdk }, text));
    }

    fn types(&mut self, path: &str, node: &Node, ty: &'a Type) {
        let scalar =
            |scalars: &[Scalar]| matches!(&node.kind, Kind::Scalar(it) if scalars.contains(it));
        let is_string = scalar(&[Scalar::String]) || matches!(node.kind, Kind::Enum(_));
        let agrees = match (&node.kind, ty.k.as_str()) {
            (Kind::Unstated(Container::Any) | Kind::Scalar(Scalar::Document), _) => None,
            (Kind::Unstated(Container::Dict), "object" | "map" | "ref") => None,
            (Kind::Unstated(Container::List), "array") => None,
            (Kind::Map(..), "object") => Some(true),
            (Kind::Structure(_), "object") => Some(true),
            (Kind::Recursive(_), "ref") => Some(true),
            (_, "string" | "date") => Some(is_string),
            (_, "datetime") => Some(is_string || scalar(&[Scalar::Timestamp])),
            (_, "integer") => Some(scalar(&[Scalar::Integer, Scalar::Long])),
            (_, "number") => Some(scalar(&[Scalar::Float, Scalar::Double, Scalar::Integer])),
            (_, "boolean") => Some(scalar(&[Scalar::Boolean])),
            (_, "file") => Some(scalar(&[Scalar::Stream, Scalar::Blob])),
            (Kind::List(element), "array") => match &ty.items {
                Some(items) => return self.types(&format!("{path}[]"), element, items),
                None => Some(true),
            },
            (Kind::Map(_, value), "map") => match &ty.values {
                Some(values) => return self.types(&format!("{path}{{}}"), value, values),
                None => Some(true),
            },
            (Kind::Structure(members), "ref") => {
                self.structure(path, members, ty);
                Some(true)
            }
            _ => Some(is_string && self.is_enum(ty)),
        };
        match agrees {
            Some(true) => self.found.agree += 1,
            None => self.found.untold += 1,
            Some(false) => {
                let text = format!(
                    "{}:{}: {path}: {} here, {} in the SDK",
                    self.read.path.display(),
                    node.line,
                    shown(node),
                    ty.shown()
                );
                self.found.findings.push((What::Type, text));
            }
        }
    }

    /// The SDK makes a model without fields of an enum.
    fn is_enum(&self, ty: &Type) -> bool {
        let model = ty.name.as_ref().and_then(|name| self.version.models.get(name));
        model.is_some_and(|model| model.fields.is_empty())
    }

    fn structure(&mut self, path: &str, members: &[Member], ty: &'a Type) {
        let Some(name) = ty.name.as_deref() else { return };
        let Some(model) = self.version.models.get(name) else { return };
        if self.open.contains(&name) {
            return;
        }
        self.open.push(name);
        let members: Vec<&Member> = members.iter().collect();
        let mut missing = Vec::new();
        self.members(path, &members, &model.fields, &mut missing);
        self.open.pop();
        for (path, field) in missing {
            self.only_sdk(&path, &field);
        }
    }
}

fn shown(node: &Node) -> String {
    match &node.kind {
        Kind::Scalar(scalar) => scalar.as_str().into(),
        Kind::Enum(_) => "enum".into(),
        Kind::List(element) => format!("list<{}>", shown(element)),
        Kind::Map(_, value) => format!("map<string, {}>", shown(value)),
        Kind::Structure(_) => node.name.as_deref().unwrap_or("structure").into(),
        Kind::Unstated(container) => format!("some {container:?}"),
        other => format!("{other:?}").chars().take(20).collect(),
    }
}
