//! One operation of a page against the SDK's.

use std::collections::BTreeSet;
use std::path::PathBuf;

use doc_bindgen::facts::{Container, Kind, Location, Member, Node, Scalar};

use super::Read;
use super::known::{Known, Side};
use super::sdk::{Field, Operation, Type, Version};

/// What has been compared, and what came of it.
#[derive(Default)]
pub struct Comparison {
    /// Members that both have, with the same type.
    pub agree: usize,
    /// Members that both have, of which the page does not tell the parts or the type.
    pub untold: usize,
    /// Everything else.
    pub findings: Vec<Finding>,
}

/// Something that is not the same on both sides.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    what: What,
    page: PathBuf,
    line: Option<u32>,
    /// `body.spec.login.userPassword`
    path: String,
    /// What each side says.
    text: String,
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
    /// The page tells less of the member than the SDK.
    Untold,
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
        self.findings.iter().filter(|it| it.what == what).count()
    }

    /// Nothing is found that could be the reader's fault: each disagreement is known, and which
    /// side is wrong.
    pub fn is_clean(&self, known: &Known) -> bool {
        let errors = [What::Type, What::Unread, What::Place];
        let is_known =
            |it: &Finding| it.what == What::Type && known.side(&it.page, &it.path).is_some();
        self.findings.iter().all(|it| !errors.contains(&it.what) || is_known(it))
    }

    pub fn report(&self, known: &Known, all: bool) {
        let mut findings: Vec<_> = self.findings.iter().collect();
        findings.sort();
        let mut wrong = [0; 3];
        for Finding { what, page, line, path, text } in findings {
            let side = known.side(page, path).filter(|_| *what == What::Type);
            if *what == What::Type {
                wrong[side.map_or(2, |(side, _)| side as usize)] += 1;
            }
            if all || *what < What::Untold {
                let side = match side {
                    Some((Side::Page, reason)) => format!(" (the page is wrong: {reason})"),
                    Some((Side::Sdk, reason)) => format!(" (the SDK is wrong: {reason})"),
                    None => String::new(),
                };
                let line = line.map_or_else(String::new, |line| format!(":{line}"));
                println!("{what:?}: {}{line}: {path}{text}{side}", page.display());
            }
        }
        let both = self.agree + self.untold + self.count(What::Type) + self.count(What::Place);
        println!(
            "{both} members in both: {} agree ({:.2}%), {} of which the page tells less, {} of \
             another type ({} the page is wrong, {} the SDK is, {} not settled), {} in another \
             place; {} on pages only, {} in the SDK only, {} of the SDK's that stand on the page \
             and were not read",
            self.agree,
            100.0 * self.agree as f64 / both.max(1) as f64,
            self.untold,
            self.count(What::Type),
            wrong[0],
            wrong[1],
            wrong[2],
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
        input.iter().filter(|member| member.wire.location == location).collect()
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
        match input.iter().find(|member| *member.wire_name() == *field) {
            Some(member) => {
                let here = member
                    .wire
                    .location
                    .map_or("body".into(), |it| format!("{it:?}").to_lowercase());
                let text = format!(": {here} here, {place} in {}", operation.name);
                walk.find(What::Place, Some(member.node.line), field, text);
            }
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
        && only.wire.location == Some(Location::Payload)
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
    fn find(&mut self, what: What, line: Option<u32>, path: String, text: String) {
        let page = self.read.path.clone();
        self.found.findings.push(Finding { what, page, line, path, text });
    }

    /// Members against fields; fields that no member is for are `missing`.
    fn members(
        &mut self,
        path: &str,
        members: &[&Member],
        fields: &'a [Field],
        missing: &mut Vec<(String, String)>,
    ) {
        for field in fields {
            let member = members.iter().find(|member| *member.wire_name() == *field.name);
            match member {
                Some(member) => {
                    self.types(&format!("{path}.{}", field.name), &member.node, &field.ty)
                }
                None => missing.push((path.to_owned(), field.name.clone())),
            }
        }
        for member in members {
            let is_known = |field: &Field| field.name == *member.wire_name();
            // The SDK fills these in by itself.
            let hidden = ["project_id", "X-Auth-Token", "Content-Type", "request_id"];
            if !fields.iter().any(is_known) && !hidden.contains(&member.wire_name()) {
                let path = format!("{path}.{}", member.name);
                self.find(What::OnlyPage, Some(member.node.line), path, String::new());
            }
        }
    }

    fn only_sdk(&mut self, path: &str, name: &str) {
        // A row of a table that begins with the name, and is no member anywhere.
        let is_row = |(at, line): (usize, &str)| {
            let line = line.trim_start_matches(['|', ' ']);
            line.strip_prefix(name).is_some_and(|rest| rest.starts_with([' ', '|']))
                && !self.lines.contains(&(at as u32 + 1))
        };
        let here = self.read.text.lines().enumerate().any(is_row);
        let what = if here { What::Unread } else { What::OnlySdk };
        self.find(what, None, format!("{path}.{name}"), String::new());
    }

    fn types(&mut self, path: &str, node: &Node, ty: &'a Type) {
        let scalar =
            |scalars: &[Scalar]| matches!(&node.kind, Kind::Scalar(it) if scalars.contains(it));
        let is_string = scalar(&[Scalar::String]) || matches!(node.kind, Kind::Enum(_));
        let agrees = match (&node.kind, ty.k.as_str()) {
            (Kind::Unstated(_) | Kind::Scalar(Scalar::Document), "object") => Some(true),
            (Kind::Unstated(Container::Any) | Kind::Scalar(Scalar::Document), _) => None,
            (Kind::Unstated(Container::Dict), "map" | "ref") => None,
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
            told => {
                self.found.untold += usize::from(told.is_none());
                let what = if told.is_none() { What::Untold } else { What::Type };
                let text = format!(": {} here, {} in the SDK", shown(node), ty.shown());
                self.find(what, Some(node.line), path.to_owned(), text);
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
