//! The API reference of Huawei Cloud, and of the clouds that share its documentation.
//!
//! A page describes one operation: what it does, its URI, and tables of the parameters of the
//! request and of the responses. Some pages are generated and some written by hand; what differs
//! is named where it is dealt with.

mod caption;
mod example;
mod json;
mod limits;
mod page;
mod response;
mod shape;
mod status;
mod table;
mod text;
mod types;
mod uri;

use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::facts::{
    Container, Dialect, Http, Kind, Location, Member, Node, OperationFacts, PageFacts, Provider,
    Scalar, ServiceRef, Statement,
};
use crate::markup::{BlockKind, Document};

use super::rules;
use caption::Place;
use page::{Page, Part};
use response::Responses;
use shape::{Maker, Region, Tables};
use table::Parameter;
use uri::Uri;

const URI: Region = Region(0);
const REQUEST: Region = Region(1);
/// The responses follow, each a region of its own.
const RESPONSES: u32 = 2;
const ELSEWHERE: Region = Region(u32::MAX);

/// What a page of Huawei Cloud states; `None` where the document is no such page.
pub(super) fn read(
    path: &Arc<Path>,
    document: &Document<'_>,
) -> Option<Result<PageFacts, Diagnostic>> {
    let page = Page::of(document);
    let uris = uri::read(&page);
    if uris.is_empty() && page.names.is_empty() {
        return None;
    }
    let action = action(&page);
    let mut facts = PageFacts {
        path: Arc::clone(path),
        dialect: Dialect::HuaweiCloud,
        service: ServiceRef {
            provider: Provider::Huaweicloud,
            id: action.as_ref().map(|(service, _)| service.as_str().into()),
            ..ServiceRef::default()
        },
        statements: Vec::new(),
        left_out: None,
        diagnostics: Vec::new(),
    };
    if uris.is_empty() {
        facts.left_out = Some("a page without a URI describes no operation");
        return Some(Ok(facts));
    }
    if let [first, second, ..] = &*uris {
        let message = format!(
            "the page gives a second URI, {} {}; its operation is that of the first",
            second.method, second.path
        );
        let place = facts.place(second.line);
        let diagnostic = Diagnostic::new(&rules::SECOND_URI, place, message);
        facts.diagnostics.push(diagnostic.and(facts.place(first.line), "the first"));
    }
    let name = page.names.iter().find_map(|name| operation_name(name));
    let name = name.map(str::to_owned).or_else(|| action.and_then(|(_, name)| name));
    let operation = Reader { page: &page, uri: &uris[0], facts: &mut facts }.operation(name);
    facts.statements.push(Statement::Operation(operation));
    Some(Ok(facts))
}

/// The name of an operation among what the page calls itself for machines (`ListCharts.html`), and
/// not the number of a topic (`cce_02_0326`).
fn operation_name(name: &str) -> Option<&str> {
    let name = name.strip_suffix(".html").unwrap_or(name);
    let humps = name.bytes().filter(u8::is_ascii_uppercase).count();
    let is_name = name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && name.bytes().any(|byte| byte.is_ascii_lowercase())
        && humps >= 2;
    is_name.then_some(name)
}

/// What a caller must be allowed to do, where the page names one such action: the service, and the
/// operation if the action is named after it (`workspace:session:listSessions`).
fn action(page: &Page<'_>) -> Option<(String, Option<String>)> {
    let mut found: Option<String> = None;
    let mut see = |text: &str| {
        let action = text.trim();
        let mut parts = action.split(':');
        let fine = |part: Option<&str>| {
            part.is_some_and(|part| {
                part.starts_with(|c: char| c.is_ascii_lowercase())
                    && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            })
        };
        let is_action = fine(parts.next()) && fine(parts.next()) && fine(parts.next());
        if !is_action || parts.next().is_some() {
            return true;
        }
        match &found {
            Some(known) => *known == action,
            None => {
                found = Some(action.to_owned());
                true
            }
        }
    };
    for block in page.leaves(Part::Authorization) {
        let only = match &block.kind {
            BlockKind::Paragraph(inlines) => see(&text::plain(inlines)),
            BlockKind::Table(table) => {
                let cells = table.body.iter().flat_map(|row| &row.cells);
                cells.map(|cell| text::of_blocks(cell)).all(|text| see(&text))
            }
            _ => true,
        };
        if !only {
            return None;
        }
    }
    let action = found?;
    let (service, name) = (action.split(':').next()?, action.rsplit(':').next()?);
    let mut name = name.to_owned();
    name[..1].make_ascii_uppercase();
    let named = operation_name(&name).is_some();
    Some((service.to_owned(), named.then_some(name)))
}

struct Reader<'r, 'd> {
    page: &'r Page<'d>,
    uri: &'r Uri,
    facts: &'r mut PageFacts,
}

impl<'d> Reader<'_, 'd> {
    fn operation(&mut self, name: Option<String>) -> OperationFacts {
        let responses = Responses::of(self.page);
        let tables = Tables::new(self.tables(&responses));
        let mut maker = Maker::new(&tables);
        let mut input = self.input(&tables, &mut maker);
        let (line, title) = self.page.title.clone().unwrap_or((self.uri.line, String::new()));
        let function = self.page.blocks.iter().filter(|(part, _)| *part == Part::Function);
        let function: Vec<_> = function.map(|(_, block)| (*block).clone()).collect();
        let documentation = text::commonmark(&function);
        let mut output = responses.output(&tables, &mut maker, line);
        self.examples(&mut input, &mut output);
        let statuses = status::read(self.page);
        let errors = responses.errors(&tables, &mut maker, &statuses);
        let status = responses.success().or_else(|| status::success(&statuses));
        for (line, name) in std::mem::take(&mut maker.missing) {
            let message = format!("no table of the page lists what is in `{name}`");
            let place = self.facts.place(line);
            self.facts.diagnostics.push(Diagnostic::new(&rules::NO_TABLE, place, message));
        }
        if maker.is_exhausted() {
            let message = "the tables lead to each other in too many ways; some are left out";
            let place = self.facts.place(line);
            self.facts.diagnostics.push(Diagnostic::new(&rules::NO_TABLE, place, message));
        }
        OperationFacts {
            line,
            title: Some(title.as_str().into()).filter(|_| name.is_none() && !title.is_empty()),
            name: name.map(String::into_boxed_str),
            deprecated: is_deprecated(&title, documentation.as_deref()),
            documentation,
            input: (!input.is_empty()).then(|| Node::new(self.uri.line, Kind::Structure(input))),
            output,
            errors,
            http: Some(Http {
                method: self.uri.method.to_owned(),
                path: self.uri.path.clone(),
                status,
            }),
            ..OperationFacts::default()
        }
    }

    /// Holds the examples against the tables.
    fn examples(&mut self, input: &mut [Member], output: &mut Option<Node>) {
        let mut found = Vec::new();
        // The body's members stand last.
        let body = input.iter().position(|member| member.location.is_none());
        let body = body.map_or(&mut [][..], |body| &mut input[body..]);
        example::check(self.page, Part::ExampleRequest, body, &mut found);
        if let Some(Node { kind: Kind::Structure(members), .. }) = output {
            example::check(self.page, Part::ExampleResponse, members, &mut found);
        }
        for found in found {
            let place = self.facts.place(found.line);
            self.facts.diagnostics.push(Diagnostic::new(&rules::EXAMPLE, place, found.message));
        }
    }

    /// Every table of parameters on the page, with its region.
    fn tables(&self, responses: &Responses) -> Vec<(Region, table::Parameters<'d>)> {
        let mut tables = Vec::new();
        for (part, block) in &self.page.leaves {
            let BlockKind::Table(table) = &block.kind else { continue };
            let region = match part {
                Part::Uri => URI,
                Part::Request => REQUEST,
                Part::Response => responses.region(block.line),
                _ => ELSEWHERE,
            };
            tables.extend(table::read(table).into_iter().map(|table| (region, table)));
        }
        tables
    }

    /// The members of the input, by where they stand: path, query, headers, body.
    fn input<'t>(&mut self, tables: &'t Tables<'d>, maker: &mut Maker<'t, 'd>) -> Vec<Member> {
        let mut input = Input { uri: self.uri, members: Vec::new() };
        for region in [URI, REQUEST] {
            for root in tables.roots(region) {
                let table = tables.get(root);
                let stated = table.caption.as_ref().and_then(|caption| caption.location);
                for row in &table.rows {
                    let member = maker.member(root, row);
                    input.add(member, row, stated, region);
                }
            }
        }
        input.add_unlisted();
        for (place, member) in &input.members {
            if *place == Place::At(Location::Path) && !self.uri.has_label(&member.name) {
                let message = format!(
                    "`{}` is called a parameter of the path {}, which has no such label",
                    member.name, self.uri.path
                );
                let place = self.facts.place(member.node.line);
                self.facts.diagnostics.push(Diagnostic::new(&rules::NO_LABEL, place, message));
            }
        }
        input.into_members()
    }
}

/// The members of an input as they are found.
struct Input<'r> {
    uri: &'r Uri,
    members: Vec<(Place, Member)>,
}

impl Input<'_> {
    fn add(
        &mut self,
        mut member: Member,
        row: &Parameter<'_>,
        stated: Option<Place>,
        region: Region,
    ) {
        let place = self.place(row, stated, region);
        if self.members.iter().any(|(_, known)| known.name == member.name) {
            return;
        }
        if let Place::At(location) = place {
            // Whatever is no list here is text on the wire, and the oldest tables say no more.
            if let Kind::Unstated(Container::Any) = member.node.kind {
                member.node.kind = Kind::Scalar(Scalar::String);
            }
            member.location = Some(location);
            if location == Location::Path {
                member.required = Some(true);
            }
        }
        root_list(&mut member);
        self.members.push((place, member));
    }

    fn place(&self, row: &Parameter<'_>, stated: Option<Place>, region: Region) -> Place {
        let has_body = !matches!(self.uri.method, "GET" | "HEAD");
        match stated {
            Some(place) => place,
            None if row.is_header() => Place::At(Location::Header),
            None if self.uri.has_label(&row.name) => Place::At(Location::Path),
            None if region == URI || self.uri.query.contains(&row.name) || !has_body => {
                Place::At(Location::Query)
            }
            None => Place::Body,
        }
    }

    /// Adds what stands in the URI and in no table.
    fn add_unlisted(&mut self) {
        let labels = self.uri.labels().map(|name| (name, Location::Path));
        let query = self.uri.query.iter().map(|name| (&**name, Location::Query));
        for (name, location) in labels.chain(query) {
            let name = name.trim_end_matches('+');
            if !self.members.iter().any(|(_, member)| member.name.as_ref() == name) {
                let node = Node::new(self.uri.line, Kind::Scalar(Scalar::String));
                let mut member = Member::new(name, node);
                member.location = Some(location);
                member.required = Some(location == Location::Path);
                self.members.push((Place::At(location), member));
            }
        }
    }

    fn into_members(mut self) -> Vec<Member> {
        let order = |place: &Place| match place {
            Place::At(Location::Path) => 0,
            Place::At(Location::Query) => 1,
            Place::At(_) => 2,
            Place::Body => 3,
        };
        self.members.sort_by_key(|(place, _)| order(place));
        self.members.into_iter().map(|(_, member)| member).collect()
    }
}

/// A row called `[items]` is no member: the whole body is the list.
fn root_list(member: &mut Member) {
    let inner = member.name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
    if let Some(name) = inner.map(Box::from) {
        member.name = name;
        member.location = Some(Location::Payload);
    }
}

/// A page says it in its title, or in a sentence of its own.
fn is_deprecated(title: &str, documentation: Option<&str>) -> bool {
    let says = |text: &str, what: &[&str]| {
        let text = text.to_ascii_lowercase();
        what.iter().any(|what| text.contains(what))
    };
    says(title, &["(deprecated)", "(discarded)", "(to be deprecated)"])
        || documentation.is_some_and(|text| {
            says(
                text,
                &[
                    "this api has been deprecated",
                    "this api is deprecated",
                    "this api has been discarded",
                    "this api is discarded",
                ],
            )
        })
}
