//! The page of an operation.

use crate::diagnostic::Diagnostic;
use crate::dialect::rules;
use crate::facts::{Http, Kind, Location, Member, Node, OperationFacts, PageFacts, Scalar, Shown};
use crate::markup::{Block, BlockKind, Literal};

use super::items::{self, Item, Piece};
use super::lines::Fact;
use super::page::{Page, Part};
use super::syntax::{self, Body, Syntax, placeholder};
use super::{errors, node, path};

/// What the page of an operation states.
pub(super) fn read(page: &Page<'_>, facts: &mut PageFacts) -> OperationFacts {
    let (request, request_line) = syntax_of(page, Part::RequestSyntax);
    let (response, response_line) = syntax_of(page, Part::ResponseSyntax);
    let mut operation = OperationFacts {
        line: page.line,
        name: Some(page.title.as_str().into()),
        documentation: items::documentation(page.intro),
        deprecated: is_deprecated(page.intro),
        errors: errors::read(page),
        ..OperationFacts::default()
    };
    let uri = items::read(page.blocks(Part::Uri), &page.key);
    let uri: Vec<Item<'_>> = uri.into_iter().filter_map(item).collect();
    let mut input = Side { members: Vec::new(), line: request_line, facts };
    let template = path::Template::of(&request, &uri);
    for item in &uri {
        input.uri_member(item, &request, &template);
    }
    let body = items::read(page.blocks(Part::RequestBody), &page.key);
    input.body(body, &request);
    input.unlisted(&request, &template);
    operation.shown_input = shown(&request, &input.members);
    operation.input = input.finish(page.line);

    let mut output = Side { members: Vec::new(), line: response_line, facts };
    let elements = items::read(page.blocks(Part::Response), &page.key);
    let said = status_said(&elements);
    output.body(elements, &response);
    output.members.iter_mut().for_each(|member| member.required = None);
    operation.shown_output = shown(&response, &output.members);
    operation.output = output.finish(page.line);
    let stated = response.status.as_deref().and_then(|status| status.parse().ok());
    if let Some(method) = request.method {
        operation.http = Some(Http { method, path: template.text, status: stated.or(said) });
    }
    operation
}

fn item(piece: Piece<'_>) -> Option<Item<'_>> {
    match piece {
        Piece::Item(item) => Some(item),
        Piece::Sentence(_) => None,
    }
}

/// The syntax block of a section, and its line.
fn syntax_of(page: &Page<'_>, part: Part) -> (Syntax, u32) {
    let literal = page.blocks(part).find_map(|block| match &block.kind {
        BlockKind::Literal(literal) => Some((block.line, literal)),
        _ => None,
    });
    let read = |literal: &Literal<'_>| syntax::read(literal);
    literal.map_or((Syntax::default(), page.line), |(line, literal)| (read(literal), line))
}

/// The status in "the service sends back an HTTP 200 response".
fn status_said(pieces: &[Piece<'_>]) -> Option<u16> {
    pieces.iter().find_map(|piece| match piece {
        Piece::Sentence(text) => {
            let (_, behind) = text.split_once("an HTTP ")?;
            behind.split_ascii_whitespace().next()?.parse().ok()
        }
        Piece::Item(_) => None,
    })
}

/// A page says it in a sentence of its own before everything else.
fn is_deprecated(intro: &[Block<'_>]) -> bool {
    intro.iter().take(4).any(|block| {
        let BlockKind::Paragraph(text) = &block.kind else { return false };
        let text = super::lines::plain(text).trim().to_ascii_lowercase();
        matches!(
            text.trim_end_matches('.'),
            "this action has been deprecated"
                | "this operation has been deprecated"
                | "this action is deprecated"
                | "this operation is deprecated"
        )
    })
}

/// What is shown of the members of a body.
fn shown(syntax: &Syntax, members: &[Member]) -> Option<Shown> {
    let Body::Json(shown) = &syntax.body else { return None };
    let payload = members.iter().find(|member| member.location == Some(Location::Payload));
    Some(match payload {
        Some(payload) => {
            let name = payload.wire.as_ref().unwrap_or(&payload.name);
            Shown::Fields(vec![(name.clone(), shown.clone())])
        }
        None => shown.clone(),
    })
}

/// The members of an input or output as they are found.
struct Side<'f> {
    members: Vec<Member>,
    /// The line of the syntax block.
    line: u32,
    facts: &'f mut PageFacts,
}

impl Side<'_> {
    fn finish(self, line: u32) -> Option<Node> {
        (!self.members.is_empty()).then(|| Node::new(line, Kind::Structure(self.members)))
    }

    fn disagree(&mut self, line: u32, message: String) {
        let place = self.facts.place(line);
        let other = self.facts.place(self.line);
        self.facts
            .diagnostics
            .push(Diagnostic::new(&rules::WIRE_UNCLEAR, place, message).and(other, "the syntax"));
    }

    fn add(&mut self, item: &Item<'_>, location: Option<Location>, wire: &str) {
        if self.members.iter().any(|known| *known.name == *item.member) {
            return;
        }
        self.members.push(member(item, location, wire, self.facts));
    }

    /// Adds what goes into the path, the query or a header.
    fn uri_member(&mut self, item: &Item<'_>, syntax: &Syntax, template: &path::Template) {
        if let Some((location, wire)) = place(item, syntax, template) {
            let wire = wire.to_owned();
            self.add(item, Some(location), &wire);
        } else {
            self.add(item, None, &item.label);
            let message = format!("the request does not show where {} goes", item.label);
            self.disagree(item.line, message);
        }
    }

    /// Adds what goes into the body, and what the response has in headers and elsewhere.
    fn body(&mut self, pieces: Vec<Piece<'_>>, syntax: &Syntax) {
        let nowhere = path::Template::default();
        let fields: &[(Box<str>, Shown)] = match &syntax.body {
            Body::Json(Shown::Fields(fields)) => fields,
            _ => &[],
        };
        let in_body = |item: &Item<'_>| fields.iter().any(|(name, _)| **name == *item.label);
        let mut group = None;
        let mut in_bodies = 0;
        for piece in pieces {
            let item = match piece {
                Piece::Item(item) => item,
                Piece::Sentence(text) => {
                    group = group_of(&text).or(group);
                    continue;
                }
            };
            let is_payload = matches!(&syntax.body, Body::Member(name)
                if *name == item.label || *name == item.member);
            if is_payload || group == Some(Location::Payload) {
                self.add(&item, Some(Location::Payload), &item.member);
            } else if in_body(&item) {
                self.add(&item, None, &item.label);
                in_bodies += 1;
            } else if let Some((location, wire)) = place(&item, syntax, &nowhere) {
                let wire = wire.to_owned();
                self.add(&item, Some(location), &wire);
            } else if group == Some(Location::Header) {
                self.add(&item, Some(Location::Header), &item.label);
            } else {
                // `Filter.N`, as the query protocols have it.
                let label = item.label.split('.').next().unwrap_or_default().to_owned();
                let member = item.member.split('.').next().unwrap_or_default().to_owned();
                let item = Item { label, member, ..item };
                self.add(&item, None, &item.label);
            }
        }
        // One structure that is said to be in the body, where the body shows what is in it.
        let mut bodies = self.members.iter_mut().filter(|member| member.location.is_none());
        if let (Some(only), None, 0) = (bodies.next(), bodies.next(), in_bodies)
            && !fields.is_empty()
            && matches!(only.node.kind, Kind::Named(_) | Kind::Map(..))
        {
            only.location = Some(Location::Payload);
            only.wire = None;
        }
    }

    /// Adds what the syntax shows and no list tells of.
    fn unlisted(&mut self, syntax: &Syntax, template: &path::Template) {
        let labels = template.labels.iter().map(|label| (label.as_str(), Location::Path));
        let query = syntax.query.iter().filter(|(_, value)| value.starts_with("{{"));
        let query = query.map(|(name, _)| (name.as_str(), Location::Query));
        for (name, location) in labels.chain(query) {
            let known = self.members.iter().any(|member| {
                let wire = member.wire.as_ref().unwrap_or(&member.name);
                member.location == Some(location) && **wire == *name
            });
            if known || self.members.iter().any(|member| *member.name == *name) {
                continue;
            }
            let mut member = Member::new(name, Node::new(self.line, Kind::Scalar(Scalar::String)));
            member.location = Some(location);
            member.required = Some(location == Location::Path);
            self.members.push(member);
            self.disagree(self.line, format!("no list tells of {name}, which is in the URI"));
        }
    }
}

/// Where a sentence puts the items behind it.
fn group_of(sentence: &str) -> Option<Location> {
    if sentence.contains("HTTP headers") {
        Some(Location::Header)
    } else if sentence.contains("binary data") || sentence.contains("as the HTTP body") {
        Some(Location::Payload)
    } else {
        None
    }
}

/// Where the syntax shows an item, and under which name.
fn place<'s>(
    item: &Item<'_>,
    syntax: &'s Syntax,
    template: &'s path::Template,
) -> Option<(Location, &'s str)> {
    let is_it = |name: &str| name == item.label || name == item.member;
    let pair = |(name, value): &(String, String)| {
        name.eq_ignore_ascii_case(&item.label) || is_it(placeholder(value))
    };
    if let Some(label) = template.label_of(item) {
        return Some((Location::Path, label));
    }
    if let Some((name, _)) = syntax.query.iter().find(|part| pair(part)) {
        return Some((Location::Query, name));
    }
    if let Some((name, _)) = syntax.headers.iter().find(|header| pair(header)) {
        return Some((Location::Header, name));
    }
    let status = syntax.status.as_deref().map(placeholder).filter(|status| is_it(status));
    status.map(|status| (Location::Status, status))
}

/// The member that an item describes.
pub(super) fn member(
    item: &Item<'_>,
    location: Option<Location>,
    wire: &str,
    facts: &mut PageFacts,
) -> Member {
    let (mut node, odd) = node::read(item);
    if let Some(line) = odd {
        let message = format!("the words for the type of {} are not understood", item.member);
        let diagnostic = Diagnostic::new(&rules::TYPE_WORDS, facts.place(line), message);
        facts.diagnostics.push(diagnostic);
    }
    if location == Some(Location::Payload) && matches!(node.kind, Kind::Unstated(_)) {
        node.kind = Kind::Scalar(Scalar::Blob);
    }
    if location == Some(Location::Status) {
        node.kind = Kind::Scalar(Scalar::Integer);
    }
    let mut member = Member::new(item.member.as_str(), node);
    member.required = Some(item.facts.iter().any(|(_, fact)| matches!(fact, Fact::Required(true))));
    member.location = location;
    let named_on_wire = !matches!(location, Some(Location::Payload | Location::Status));
    member.wire = (named_on_wire && wire != item.member).then(|| wire.into());
    member
}
