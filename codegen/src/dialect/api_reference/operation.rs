//! The page of an operation.

use crate::diagnostic::Diagnostic;
use crate::dialect::rules;
use crate::facts::{
    Http, Kind, Location, Member, Node, OperationFacts, PageFacts, Scalar, Shown, Wire,
};
use crate::markup::{Block, BlockKind, plain};

use super::agreement::{self, Difference};
use super::fact::{self, Fact};
use super::item::{self, MemberItem};
use super::items::{self, SectionPiece};
use super::page::{Page, SectionKind};
use super::syntax::{self, Body, Syntax};
use super::words::placeholder;
use super::{errors, node, path};
use crate::spec::is_shape_name;

/// What the page of an operation states.
pub(super) fn read(page: &Page<'_>, facts: &mut PageFacts) -> OperationFacts {
    let (request, request_line) = syntax_of(page, SectionKind::RequestSyntax);
    let (response, response_line) = syntax_of(page, SectionKind::ResponseSyntax);
    let errors = errors::read(page, facts);
    let mut operation = OperationFacts {
        line: page.line,
        name: Some(page.title.as_str().into()),
        documentation: item::documentation(page.intro),
        deprecated: is_deprecated(page.intro),
        errors,
        ..OperationFacts::default()
    };
    let read = |part| {
        let reading = items::read(page.blocks(part), &page.key);
        page.leave(reading.left);
        reading.pieces
    };
    let uri = read(SectionKind::Uri);
    let mut uri: Vec<MemberItem<'_>> = uri.into_iter().filter_map(item).collect();
    uri.iter_mut().for_each(|item| take_name(item, &request));
    let mut input = Side { members: Vec::new(), line: request_line, facts };
    let mut template = path::Template::of(&request, &uri);
    for item in &uri {
        input.uri_member(item, &request, &template);
    }
    input.body(read(SectionKind::RequestBody), &request);
    input.unlisted(&request, &template);
    template.fix(&request, &uri);
    let is_sound = request.method.is_none() || template.is_sound();
    if !is_sound {
        for member in &mut input.members {
            member.wire.location =
                member.wire.location.filter(|location| *location != Location::Path);
        }
        input.disagree(page.line, format!("{} is no path", template.text));
    }
    operation.shown_input = shown(&request, &input.members).map(Box::new);
    operation.input = input.finish(page.line);

    let mut output = Side { members: Vec::new(), line: response_line, facts };
    let elements = read(SectionKind::Response);
    let said = status_said(&elements);
    output.body(elements, &response);
    output.unlisted(&response, &path::Template::default());
    output.members.iter_mut().for_each(promise_nothing);
    operation.shown_output = shown(&response, &output.members).map(Box::new);
    operation.output = output.finish(page.line);
    operation.xml_namespace = request.namespace.or(response.namespace).map(String::into_boxed_str);
    let stated = response.status.as_deref().and_then(|status| status.parse().ok());
    if let Some(method) = request.method.filter(|_| is_sound) {
        operation.http = Some(Http { method, path: template.text, status: stated.or(said) });
    }
    operation
}

/// A response does not tell what must be there, nor in the element that is its body.
fn promise_nothing(member: &mut Member) {
    member.required = None;
    if let Kind::Structure(inside) = &mut member.node.kind {
        inside.iter_mut().for_each(promise_nothing);
    }
}

/// Takes the name of a member from what the syntax shows in its place, where nothing else tells it.
fn take_name(item: &mut MemberItem<'_>, syntax: &Syntax) {
    let query = syntax.query.iter().filter(|(name, _)| *name == item.label);
    let headers = syntax.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case(&item.label));
    let mut shown = query.chain(headers);
    if !item.named
        && let Some((_, value)) = shown.next()
        && is_shape_name(placeholder(value))
    {
        placeholder(value).clone_into(&mut item.member);
        item.named = true;
    }
}

fn item(piece: SectionPiece<'_>) -> Option<MemberItem<'_>> {
    match piece {
        SectionPiece::Item(item) => Some(item),
        SectionPiece::Sentence(_) => None,
    }
}

/// The syntax block of a section, and its line.
fn syntax_of(page: &Page<'_>, part: SectionKind) -> (Syntax, u32) {
    let mut found = None;
    for block in page.blocks(part) {
        match &block.kind {
            BlockKind::Literal(literal) if found.is_none() => {
                found = Some((syntax::read(literal), block.line));
            }
            _ => page.leave([block]),
        }
    }
    found.unwrap_or((Syntax::default(), page.line))
}

/// The status in "the service sends back an HTTP 200 response".
fn status_said(pieces: &[SectionPiece<'_>]) -> Option<u16> {
    pieces.iter().find_map(|piece| match piece {
        SectionPiece::Sentence(text) => {
            let (_, behind) = text.split_once("an HTTP ")?;
            behind.split_ascii_whitespace().next()?.parse().ok()
        }
        SectionPiece::Item(_) => None,
    })
}

/// A page says it in a sentence of its own before everything else.
fn is_deprecated(intro: &[Block<'_>]) -> bool {
    intro.iter().take(4).any(|block| {
        let BlockKind::Paragraph(text) = &block.kind else { return false };
        let text = plain(text).trim().to_ascii_lowercase();
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
    let payload = members.iter().find(|member| member.wire.location == Some(Location::Payload));
    match (&syntax.body, payload) {
        (Body::Json(shown), None) => Some(shown.clone()),
        (Body::Json(shown), Some(payload)) => {
            let name = payload.wire.name.as_ref().unwrap_or(&payload.name);
            Some(Shown::Fields(vec![(name.clone(), shown.clone())]))
        }
        (Body::Xml(_, shown), None) => Some(shown.clone()),
        (Body::Xml(_, shown), Some(payload)) => {
            Some(Shown::Elements(vec![(payload.name.clone(), shown.clone())]))
        }
        _ => None,
    }
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

    fn add(&mut self, item: &MemberItem<'_>, location: Option<Location>, wire: &str) {
        // A body that is one member may have a member that is called as one in the URI.
        let is_it = |known: &Member| {
            *known.name == *item.member && (location.is_some() || known.wire.location.is_none())
        };
        if self.members.iter().any(is_it) {
            return;
        }
        self.members.push(member(item, location, wire, self.facts));
    }

    /// Adds what goes into the path, the query or a header.
    fn uri_member(&mut self, item: &MemberItem<'_>, syntax: &Syntax, template: &path::Template) {
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
    fn body(&mut self, pieces: Vec<SectionPiece<'_>>, syntax: &Syntax) {
        let nowhere = path::Template::default();
        let fields: &[(Box<str>, Shown)] = match &syntax.body {
            Body::Json(Shown::Fields(fields)) => fields,
            _ => &[],
        };
        let elements: &[(Box<str>, Shown)] = match &syntax.body {
            Body::Xml(_, Shown::Elements(elements)) => elements,
            _ => &[],
        };
        // One in the URI may be called as one in the body.
        let in_body = |item: &MemberItem<'_>| {
            let mut shown = fields.iter().chain(elements);
            shown.any(|(name, _)| **name == *item.label)
        };
        let mut group = None;
        let mut in_bodies = 0;
        let mut root: Option<(MemberItem<'_>, usize)> = None;
        for piece in pieces {
            let item = match piece {
                SectionPiece::Item(mut item) => {
                    take_name(&mut item, syntax);
                    item
                }
                SectionPiece::Sentence(text) => {
                    let body = text.contains("XML format") || text.contains("JSON format");
                    group = if body { None } else { group_of(&text).or(group) };
                    continue;
                }
            };
            let is_payload = matches!(&syntax.body, Body::Member(name)
                if *name == item.label || *name == item.member);
            if is_root(&item, &syntax.body) {
                root = Some((item, self.members.len()));
            } else if is_payload || group == Some(Location::Payload) {
                self.add(&item, Some(Location::Payload), &item.member);
            } else if in_body(&item) {
                self.add(&item, None, &item.label);
                self.name_on_wire(&item);
                in_bodies += 1;
            } else if let Some((location, wire)) = place(&item, syntax, &nowhere) {
                let wire = wire.to_owned();
                self.add(&item, Some(location), &wire);
            } else if group == Some(Location::Header) {
                self.add(&item, Some(Location::Header), &item.label);
            } else if !is_request_id(&item) {
                self.add(&item, None, &item.label);
                self.name_on_wire(&item);
            }
        }
        if let Some((root, first)) = root {
            self.put_into(root, first);
        }
        // One structure that is said to be in the body, where the body shows what is in it.
        let mut bodies = self.members.iter_mut().filter(|member| member.wire.location.is_none());
        let is_shown = |only: &Member| match &syntax.body {
            Body::Words => true,
            _ => !fields.is_empty() && matches!(only.node.kind, Kind::Named(_) | Kind::Map(..)),
        };
        if let (Some(only), None, 0) = (bodies.next(), bodies.next(), in_bodies)
            && is_shown(only)
        {
            only.wire.location = Some(Location::Payload);
            only.wire.name = None;
        }
    }

    /// Says that the last member is known by its name on the wire alone, where no anchor tells its own.
    fn name_on_wire(&mut self, item: &MemberItem<'_>) {
        if let Some(last) = self.members.last_mut()
            && !item.named
            && *last.name == *item.member
        {
            last.wire.name = Some(item.label.as_str().into());
        }
    }

    /// Puts the members from `first` on into the element that is the body. Whether that is a member
    /// or all that the operation takes is told by no page alone.
    fn put_into(&mut self, root: MemberItem<'_>, first: usize) {
        let inside = self.members.split_off(first.min(self.members.len()));
        let mut node = Node::new(root.line, Kind::Structure(inside));
        node.name = Some(root.label.as_str().into());
        let mut member = Member::new(root.member.as_str(), node);
        member.required = Some(root.facts.iter().any(|(_, fact)| *fact == Fact::Required(true)));
        member.wire.location = Some(Location::Payload);
        member.wire.name = (root.label != root.member).then(|| root.label.as_str().into());
        self.members.push(member);
    }

    /// Adds what the syntax shows and no list tells of, and says where the two do not agree.
    fn unlisted(&mut self, syntax: &Syntax, template: &path::Template) {
        let labels = template.labels.iter().map(|label| (label.as_str(), Location::Path));
        let query = syntax.query.iter().filter(|(_, value)| value.starts_with("{{"));
        let query = query.map(|(name, _)| (name.as_str(), Location::Query));
        for (name, location) in labels.chain(query) {
            let known = self.members.iter().any(|member| {
                let wire = member.wire_name();
                member.wire.location == Some(location) && wire == name
            });
            if known || self.members.iter().any(|member| *member.name == *name) {
                continue;
            }
            let mut member = Member::new(name, Node::new(self.line, Kind::Scalar(Scalar::String)));
            member.wire.location = Some(location);
            member.required = Some(location == Location::Path);
            self.members.push(member);
            self.disagree(self.line, format!("no list tells of {name}, which is in the URI"));
        }
        let Body::Json(Shown::Fields(fields)) = &syntax.body else { return };
        if self.members.iter().any(|member| member.wire.location == Some(Location::Payload)) {
            return;
        }
        for difference in agreement::differences(&self.members, fields) {
            self.say(&difference);
            if let Difference::Unlisted(name, shown) = difference {
                self.members.push(agreement::member(name, shown, self.line));
            }
        }
    }

    /// Says where the syntax and the list do not agree.
    fn say(&mut self, difference: &Difference<'_>) {
        let place = self.facts.place(difference.line().unwrap_or(self.line));
        let mut diagnostic =
            Diagnostic::new(&rules::SYNTAX_AND_LIST_DISAGREE, place, difference.to_string());
        if difference.line().is_some() {
            diagnostic = diagnostic.and(self.facts.place(self.line), "the syntax");
        }
        self.facts.diagnostics.push(diagnostic);
    }
}

/// Whether an item is the element that is the body, which pages describe in the words
/// "Root level tag for the Things parameters".
fn is_root(item: &MemberItem<'_>, body: &Body) -> bool {
    let says = item.documentation.as_deref().is_some_and(|text| text.starts_with("Root level tag"));
    says && matches!(body, Body::Xml(root, _) if *root == item.label)
}

/// What responses have beside their members, in words that are always the same.
fn is_request_id(item: &MemberItem<'_>) -> bool {
    let words = Some("The ID of the request.");
    !item.named && item.label == "requestId" && item.documentation.as_deref() == words
}

/// Where a sentence puts the items behind it.
fn group_of(sentence: &str) -> Option<Location> {
    if sentence.contains("HTTP headers") {
        Some(Location::Header)
    } else if sentence.contains("binary data")
        || sentence.contains("binary format")
        || sentence.contains("as the HTTP body")
    {
        Some(Location::Payload)
    } else {
        None
    }
}

/// Where the syntax shows an item, and under which name.
fn place<'s>(
    item: &MemberItem<'_>,
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
    let in_query = |(name, value): &&(String, String)| {
        !value.is_empty() && (*name == item.label || is_it(placeholder(value)))
    };
    if let Some((name, _)) = syntax.query.iter().find(in_query) {
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
    item: &MemberItem<'_>,
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
    fact::tell(&item.facts, &item.member, facts);
    if location == Some(Location::Payload) && matches!(node.kind, Kind::Unstated(_)) {
        node.kind = Kind::Scalar(Scalar::Blob);
    }
    if location == Some(Location::Status) {
        node.kind = Kind::Scalar(Scalar::Integer);
    }
    let mut member = Member::new(item.member.as_str(), node);
    let said = item.facts.iter().find_map(|(_, fact)| match fact {
        Fact::Required(required) => Some(*required),
        _ => None,
    });
    // Without its labels there is no path, whether a page says so or not.
    member.required = Some(said.unwrap_or(location == Some(Location::Path)));
    member.wire.location = location;
    let named_on_wire = !matches!(location, Some(Location::Payload | Location::Status));
    member.wire.name = (named_on_wire && wire != item.member).then(|| wire.into());
    let called =
        |name: &String| Box::new(Wire { name: Some(name.as_str().into()), ..Wire::default() });
    if let Some(name) = &item.inside.element {
        member.wire.element = Some(called(name));
    }
    if let Some(name) = &item.inside.key {
        member.wire.key = Some(called(name));
    }
    member
}
