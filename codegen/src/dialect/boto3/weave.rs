//! A section's syntax block and its list, held against each other.
//!
//! Names, nesting, order, kinds and enum values come from the block; requiredness, documentation,
//! unions and what tells a map from a structure come from the list. A section that the page leaves
//! out is read from the other source alone, as far as that goes.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place};
use crate::dialect::{rules, shared};
use crate::facts::{Account, Container, Kind, Mark, Member, Node, Scalar};

use super::entry::{Entries, Entry, EntryType, TextPiece, names_in_note};
use super::syntax::{Syntax, SyntaxKind};
use super::text;

/// What one section states, and what is to be said about it.
pub(super) struct Woven {
    pub node: Node,
    pub diagnostics: Vec<Diagnostic>,
    /// The list ends before the block does: the page is cut off.
    pub cut_off: bool,
}

/// What a request takes: each entry of depth 0 is a parameter.
pub(super) fn request(
    path: &Arc<Path>,
    line: u32,
    syntax: Option<&Syntax<'_>>,
    entries: Option<&Entries<'_>>,
) -> Woven {
    let mut weaver = Weaver::new(path, entries, true);
    let members = match syntax.map(|syntax| &syntax.kind) {
        Some(SyntaxKind::Dict(members)) => weaver.members(members, entries.map(|_| None)),
        _ => weaver.members_of_list(None),
    };
    let kind = match (syntax, entries) {
        (None, None) => Kind::Unstated(Container::Dict),
        _ => Kind::Structure(members),
    };
    let mut node = Node::new(syntax.map_or(line, |syntax| syntax.line), kind);
    node.left_out = match (syntax, entries) {
        (_, None) => Some(Account::List),
        (None, _) => Some(Account::Syntax),
        _ => None,
    };
    weaver.finish(node)
}

/// What a response holds: the first entry is the whole.
pub(super) fn response(
    path: &Arc<Path>,
    line: u32,
    syntax: Option<&Syntax<'_>>,
    entries: Option<&Entries<'_>>,
) -> Woven {
    let mut weaver = Weaver::new(path, entries, false);
    let root = weaver.take(|entry| entry.name.is_none());
    if entries.is_some() && root.is_none() {
        weaver.cut_off = true;
    }
    let node = match (syntax, root) {
        (Some(syntax), root) => weaver.weave_documented(syntax, root),
        (None, Some(root)) => weaver.of_list_documented(root),
        (None, None) => Node {
            left_out: Some(Account::List),
            ..Node::new(line, Kind::Unstated(Container::Dict))
        },
    };
    weaver.finish(node)
}

/// What boto3 decodes before it hands it over is shown as a `dict` with nothing in it, as a structure
/// without members is. Where the name or the text says that it is a document, it may hold any value,
/// and a structure would lose it.
fn decoded(name: &str, node: &mut Node) {
    let is_empty =
        |node: &Node| matches!(&node.kind, Kind::Structure(members) if members.is_empty());
    let is_empty_list = matches!(&node.kind, Kind::List(element) if is_empty(element));
    if !is_empty_list && !is_empty(node) {
        return;
    }
    let said = node.documentation.as_deref().unwrap_or_default().to_ascii_lowercase();
    let texts = ["json text", "json document", "policy document", "template body"];
    let is_document = name.contains("Document")
        || name.contains("PolicyInput")
        || name.ends_with("TemplateBody")
        || texts.iter().any(|text| said.contains(text));
    match &mut node.kind {
        _ if !is_document => {}
        Kind::List(element) => element.kind = Kind::Scalar(Scalar::Document),
        kind => *kind = Kind::Scalar(Scalar::Document),
    }
}

struct Weaver<'a, 'd> {
    path: &'a Arc<Path>,
    entries: &'a [Entry<'d>],
    pieces: &'a [TextPiece<'d>],
    slipped: bool,
    /// Requests say what is required, responses do not.
    states_required: bool,
    /// The entry that is next.
    next: usize,
    cut_off: bool,
    diagnostics: Vec<Diagnostic>,
}

/// How deep lists are followed where there is no block to go by.
const MAX_DEPTH: u32 = 128;

impl<'a, 'd> Weaver<'a, 'd> {
    fn new(path: &'a Arc<Path>, entries: Option<&'a Entries<'d>>, states_required: bool) -> Self {
        Weaver {
            path,
            entries: entries.map_or(&[], |entries| &entries.list),
            pieces: entries.map_or(&[], |entries| &entries.pieces),
            slipped: entries.is_some_and(|entries| entries.slipped),
            states_required,
            next: 0,
            cut_off: false,
            diagnostics: Vec::new(),
        }
    }

    fn finish(mut self, node: Node) -> Woven {
        if let Some(entry) = self.entries.get(self.next) {
            let name = entry.name.unwrap_or("an entry with no name");
            let message = format!("the list says something of {name} that is not in the syntax");
            self.disagree(entry.line, message);
        }
        Woven { node, diagnostics: self.diagnostics, cut_off: self.cut_off }
    }

    /// The documentation of an entry, and whether it says that the client fills the member in.
    fn said(&self, entry: &Entry<'_>) -> (Option<Arc<str>>, bool) {
        text::of_entry(&self.pieces[entry.documentation.clone()])
    }

    fn disagree(&mut self, line: u32, message: String) -> &mut Diagnostic {
        let place = Place { path: Arc::clone(self.path), line };
        let rule = &rules::SYNTAX_AND_LIST_DISAGREE;
        self.diagnostics.push(Diagnostic::new(rule, place, message));
        let last = self.diagnostics.len() - 1;
        &mut self.diagnostics[last]
    }

    /// Takes the next entry if it is such a one.
    fn take(&mut self, wanted: impl FnOnce(&Entry<'d>) -> bool) -> Option<&'a Entry<'d>> {
        let entry = self.entries.get(self.next).filter(|entry| wanted(entry))?;
        self.next += 1;
        Some(entry)
    }

    /// Whether an entry stands in the one at `depth`, as far as depths tell.
    fn is_inside(&self, entry: &Entry<'_>, depth: Option<u32>) -> bool {
        depth.is_none_or(|depth| self.slipped || entry.depth > depth)
    }

    /// The type of a position that the block shows. Without an entry nothing is taken from the
    /// list.
    fn weave(&mut self, syntax: &Syntax<'_>, entry: Option<&'a Entry<'d>>) -> Node {
        let depth = entry.map(|entry| entry.depth);
        let kind = match &syntax.kind {
            SyntaxKind::String => Kind::Scalar(Scalar::String),
            SyntaxKind::Integer => Kind::Scalar(Scalar::Integer),
            SyntaxKind::Double => Kind::Scalar(Scalar::Double),
            SyntaxKind::Boolean => Kind::Scalar(Scalar::Boolean),
            SyntaxKind::Blob => Kind::Scalar(Scalar::Blob),
            SyntaxKind::Timestamp => Kind::Scalar(Scalar::Timestamp),
            SyntaxKind::Document => Kind::Scalar(Scalar::Document),
            SyntaxKind::Stream => Kind::Scalar(Scalar::Stream),
            SyntaxKind::Ellipsis => match entry.map(|entry| entry.ty) {
                Some(EntryType::String) => Kind::Scalar(Scalar::String),
                _ => Kind::Scalar(Scalar::Float),
            },
            SyntaxKind::Enum(values) => Kind::Enum(shared::values(values)),
            SyntaxKind::Recursive => Kind::Recursive(Mark {
                container: match entry.map(|entry| entry.ty) {
                    Some(EntryType::List) => Container::List,
                    Some(EntryType::Dict) => Container::Dict,
                    _ => Container::Any,
                },
                union: entry.and_then(|entry| entry.union).map(names_in_note),
            }),
            SyntaxKind::Unstated => match entry {
                Some(entry) => return self.of_list(entry),
                None => Kind::Unstated(Container::Any),
            },
            SyntaxKind::List(element) => {
                let inside = self.expect_unnamed(depth);
                Kind::List(Box::new(self.weave_documented(element, inside)))
            }
            SyntaxKind::Dict(members) => match &members[..] {
                [("string", value)] if self.is_map(depth) => {
                    let key = match self.expect_unnamed(depth) {
                        Some(key) => Node { left_out: None, ..self.of_list_documented(key) },
                        None => Node::new(syntax.line, Kind::Scalar(Scalar::String)),
                    };
                    let inside = self.expect_unnamed(depth);
                    Kind::Map(Box::new(key), Box::new(self.weave_documented(value, inside)))
                }
                members => {
                    let members = self.members(members, entry.map(|entry| Some(entry.depth)));
                    match entry {
                        Some(entry) if entry.union.is_some() => Kind::Union(members),
                        _ => Kind::Structure(members),
                    }
                }
            },
            SyntaxKind::EventStream(members) => {
                Kind::EventStream(self.members(members, entry.map(|entry| Some(entry.depth))))
            }
        };
        if let Some(entry) = entry {
            self.check(syntax, entry);
        }
        let mut node = Node::new(entry.map_or(syntax.line, |entry| entry.line), kind);
        node.left_out = entry.is_none().then_some(Account::List);
        node
    }

    /// The same with what the list says of it.
    fn weave_documented(&mut self, syntax: &Syntax<'_>, entry: Option<&'a Entry<'d>>) -> Node {
        let mut node = self.weave(syntax, entry);
        node.documentation = entry.and_then(|entry| self.said(entry).0);
        node
    }

    /// Says so where block and list give different types.
    fn check(&mut self, syntax: &Syntax<'_>, entry: &Entry<'_>) {
        use {EntryType as E, SyntaxKind as S};
        let agree = match (&syntax.kind, entry.ty) {
            (S::Unstated, _) | (_, E::Other) => true,
            (S::String | S::Enum(_), ty) => ty == E::String,
            (S::Integer, ty) => ty == E::Integer,
            (S::Double, ty) => ty == E::Float,
            (S::Ellipsis, ty) => matches!(ty, E::Float | E::String),
            (S::Boolean, ty) => ty == E::Boolean,
            (S::Blob, ty) => ty == E::Bytes,
            (S::Timestamp, ty) => ty == E::Datetime,
            (S::Document, ty) => ty == E::Document,
            (S::Stream, ty) => ty == E::Stream,
            (S::List(_), ty) => ty == E::List,
            (S::Dict(_), ty) => ty == E::Dict,
            (S::EventStream(_), ty) => ty == E::EventStream,
            (S::Recursive, ty) => matches!(ty, E::Dict | E::List),
        };
        if !agree {
            let name = entry.name.unwrap_or("an element");
            let message = format!("the list gives {name} another type than the syntax block");
            let place = Place { path: Arc::clone(self.path), line: syntax.line };
            let diagnostic = self.disagree(entry.line, message);
            diagnostic.others.push((place, "the syntax block".to_owned()));
        }
    }

    fn member(&self, name: &str, mut node: Node, entry: Option<&Entry<'_>>) -> Member {
        let mut idempotency_token = false;
        if let Some(entry) = entry {
            (node.documentation, idempotency_token) = self.said(entry);
        }
        decoded(name, &mut node);
        // Where recursion is cut short the renderer leaves out that a member is required.
        let told = self.states_required && !matches!(node.kind, Kind::Recursive(_));
        Member {
            required: entry.filter(|_| told).map(|entry| entry.required),
            idempotency_token,
            ..Member::new(name, node)
        }
    }

    /// Takes the element of a list, or the key or value of a map, that stands in the entry at
    /// `depth`; nothing where there is no such entry.
    fn take_unnamed(&mut self, depth: Option<u32>) -> Option<&'a Entry<'d>> {
        depth?;
        let slipped = self.slipped;
        self.take(|entry| entry.name.is_none() && (slipped || Some(entry.depth) > depth))
    }

    /// The same where the block shows that there is such an entry.
    fn expect_unnamed(&mut self, depth: Option<u32>) -> Option<&'a Entry<'d>> {
        self.cut_off |= depth.is_some() && self.next == self.entries.len();
        self.take_unnamed(depth)
    }

    /// Whether `{'string': …}` is a map: its list begins with a key, which has no name. Without a
    /// list it is taken for one, as members called `string` are rare.
    fn is_map(&self, depth: Option<u32>) -> bool {
        depth.is_none()
            || match self.entries.get(self.next) {
                Some(entry) => !self.is_inside(entry, depth) || entry.name.is_none(),
                None => true,
            }
    }

    /// The members that the block shows, each with its entry. `inside` is the depth of the entry
    /// they stand in (`Some(None)` for the parameters of a request), `None` where the list says
    /// nothing of them.
    fn members(
        &mut self,
        shown: &[(&str, Syntax<'_>)],
        inside: Option<Option<u32>>,
    ) -> Vec<Member> {
        let mut members = Vec::with_capacity(shown.len());
        let mut names = None;
        for (name, syntax) in shown {
            let Some(depth) = inside else {
                let node = self.weave(syntax, None);
                members.push(self.member(name, node, None));
                continue;
            };
            let entry = loop {
                let Some(entry) = self.entries.get(self.next) else {
                    self.cut_off = true;
                    break None;
                };
                let Some(found) = entry.name.filter(|_| self.is_inside(entry, depth)) else {
                    break None;
                };
                if found == *name {
                    self.next += 1;
                    break Some(entry);
                }
                let names = names.get_or_insert_with(|| {
                    shown.iter().map(|shown| shown.0).collect::<HashSet<_>>()
                });
                if names.contains(found) {
                    break None;
                }
                members.push(self.only_in_list(entry));
            };
            if entry.is_none() && !self.cut_off {
                self.disagree(syntax.line, format!("the list says nothing of {name}"));
            }
            let node = self.weave(syntax, entry);
            members.push(self.member(name, node, entry));
        }
        if let Some(depth) = inside {
            while let Some(entry) = self.entries.get(self.next)
                && entry.name.is_some()
                && depth.is_none_or(|depth| entry.depth > depth && !self.slipped)
            {
                members.push(self.only_in_list(entry));
            }
        }
        members
    }

    /// The next entry, which the block does not show. boto3 hides parameters that it fills in
    /// itself; anything else is a contradiction.
    fn only_in_list(&mut self, entry: &'a Entry<'d>) -> Member {
        self.next += 1;
        let name = entry.name.unwrap_or_default();
        let message = format!("{name} is in the list and not in the syntax block");
        let diagnostic = self.disagree(entry.line, message);
        if entry.depth == 0 {
            diagnostic.rule = &rules::ONLY_IN_LIST;
        }
        let node = self.of_list(entry);
        self.member(name, node, Some(entry))
    }

    /// The type of a position of which only the list tells, its entry being taken already.
    fn of_list(&mut self, entry: &'a Entry<'d>) -> Node {
        let depth = Some(entry.depth);
        let kind = match entry.ty {
            // Where only lists tell, an enum looks like any other string.
            EntryType::String => Kind::Scalar(Scalar::String),
            EntryType::Integer => Kind::Scalar(Scalar::Integer),
            EntryType::Float => Kind::Scalar(Scalar::Float),
            EntryType::Boolean => Kind::Scalar(Scalar::Boolean),
            EntryType::Bytes => Kind::Scalar(Scalar::Blob),
            EntryType::Datetime => Kind::Scalar(Scalar::Timestamp),
            EntryType::Document => Kind::Scalar(Scalar::Document),
            EntryType::Stream => Kind::Scalar(Scalar::Stream),
            _ if entry.depth >= MAX_DEPTH => Kind::Unstated(Container::Any),
            EntryType::List => match self.take_unnamed(depth) {
                Some(element) => Kind::List(Box::new(self.of_list_documented(element))),
                // A list always says what it is a list of, unless recursion is cut short.
                None => Kind::Recursive(Mark { container: Container::List, union: None }),
            },
            EntryType::Dict => match self.take_unnamed(depth) {
                Some(key) => {
                    let key = Box::new(self.of_list_documented(key));
                    let value = match self.take_unnamed(depth) {
                        Some(value) => self.of_list_documented(value),
                        None => Node::new(entry.line, Kind::Unstated(Container::Any)),
                    };
                    Kind::Map(key, Box::new(value))
                }
                None => match self.members_of_list(depth) {
                    // A structure with no members, or recursion cut short.
                    members if members.is_empty() => Kind::Unstated(Container::Dict),
                    members if entry.union.is_some() => Kind::Union(members),
                    members => Kind::Structure(members),
                },
            },
            EntryType::EventStream => Kind::EventStream(self.members_of_list(depth)),
            EntryType::Other => Kind::Unstated(Container::Any),
        };
        let mut node = Node::new(entry.line, kind);
        node.left_out = Some(Account::Syntax);
        node
    }

    /// The same with what the list says of it.
    fn of_list_documented(&mut self, entry: &'a Entry<'d>) -> Node {
        let mut node = self.of_list(entry);
        node.documentation = self.said(entry).0;
        node
    }

    /// The members that the entry at `depth` lists.
    fn members_of_list(&mut self, depth: Option<u32>) -> Vec<Member> {
        let mut members = Vec::new();
        while let Some(entry) =
            self.take(|entry| entry.name.is_some() && depth.is_none_or(|depth| entry.depth > depth))
        {
            let node = self.of_list(entry);
            members.push(self.member(entry.name.unwrap_or_default(), node, Some(entry)));
        }
        members
    }
}
