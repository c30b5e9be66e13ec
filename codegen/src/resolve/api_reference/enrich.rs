//! What boto3's pages spell out, with what the API Reference says of the same.
//!
//! Both are walked in lock-step. What boto3 spells out where the reference names a shape becomes
//! that shape; its members, their order and documentation are boto3's, and so is what a mark of
//! recursion stands for where the reference names it.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::facts::{
    Account, Container, ErrorFacts, Kind, Location, Member, Node, OperationFacts, Scalar,
    ShapeFacts, Sparse,
};
use crate::hash::FastMap;
use crate::resolve::merge::merged::{NamedShapes, Stated};
use crate::spec::is_shape_name;

use super::agree::{agree, has_marks, holds_timestamp, is_in_head, is_no_more_than_success, word};
use super::findings::{Finding, Findings};
use super::{body, errors, http, pairs, same};

pub(super) struct Enricher<'m> {
    /// What the API Reference says of shapes.
    theirs: &'m NamedShapes,
    /// The members of those, by name.
    members: FastMap<&'m str, Rc<ByName<'m>>>,
    /// What boto3 says of them.
    stated: NamedShapes,
    findings: Findings,
    /// What the reference calls shapes that stand, where boto3's account is told again of them: they
    /// stay one shape each, unless it tells different things of what it calls otherwise.
    stood: BTreeMap<Box<str>, Vec<Box<str>>>,
    /// The classes of errors that pages have by a code of another name.
    codes: BTreeMap<Box<str>, Box<str>>,
    /// What it takes is being looked at, and not what it returns.
    in_request: bool,
}

impl<'m> Enricher<'m> {
    pub fn new(theirs: &'m NamedShapes, codes: BTreeMap<Box<str>, Box<str>>) -> Self {
        Enricher {
            theirs,
            members: FastMap::default(),
            stated: BTreeMap::new(),
            findings: Findings::default(),
            stood: BTreeMap::new(),
            codes,
            in_request: false,
        }
    }

    /// The shapes that boto3 describes, and what the pages do not agree in.
    pub fn finish(self) -> (NamedShapes, Vec<Finding>) {
        (self.stated, self.findings.into_found())
    }

    /// Adds to an operation what the other page says of it.
    pub fn operation(
        &mut self,
        name: &str,
        own: &mut Stated<OperationFacts>,
        other: Stated<OperationFacts>,
    ) {
        self.findings.begin(name, own.page);
        let (page, facts, mut theirs) = (other.page, &mut own.facts, other.facts);
        body::align(facts.input.as_ref(), theirs.input.as_mut());
        body::align(facts.output.as_ref(), theirs.output.as_mut());
        let is_http = theirs.http.is_some();
        for (own, other) in [(&facts.input, &mut theirs.input), (&facts.output, &mut theirs.output)]
        {
            body::wrap(own.as_ref(), other.as_mut(), is_http, self.theirs);
            other.iter_mut().for_each(body::once);
        }
        let line = (facts.line, (page, theirs.line));
        facts.documentation = facts.documentation.take().or(theirs.documentation.take());
        for (side, own, other) in [
            ("input", &mut facts.input, &theirs.input),
            ("output", &mut facts.output, &theirs.output),
        ] {
            self.findings.path = vec![side.into()];
            self.in_request = side == "input";
            match (own, other) {
                (Some(own), Some(other)) => self.side(own, (page, other)),
                (None, Some(other)) if is_no_more_than_success(other) => {}
                (None, Some(other)) => {
                    self.findings.once(line.0, (page, other.line), "there is none")
                }
                (Some(Node { kind: Kind::Structure(members), line, .. }), None)
                    if !members.is_empty() =>
                {
                    self.findings.once(*line, (page, theirs.line), "there is one");
                }
                _ => {}
            }
        }
        self.findings.path.clear();
        let only = errors::only_left(&facts.errors, &theirs.errors);
        for error in theirs.errors {
            let is_it = |known: &&mut ErrorFacts| {
                errors::is_same(&known.name, &error.name)
                    || self.codes.get(&error.name) == Some(&known.name)
                    || only.as_ref().is_some_and(|(a, b)| *a == known.name && *b == error.name)
            };
            match facts.errors.iter_mut().find(is_it) {
                Some(known) => {
                    known.status = known.status.or(error.status);
                    known.documentation = known.documentation.take().or(error.documentation);
                    if known.members.is_empty() {
                        known.members = error.members;
                    }
                }
                None => {
                    let what = format!("there is no error {}", error.name);
                    self.findings.once(line.0, (page, error.line), &what);
                }
            }
        }
        if facts.http.is_none()
            && let Some(http) = theirs.http
        {
            let members = match &mut facts.input {
                Some(Node { kind: Kind::Structure(members), .. }) => &mut members[..],
                _ => &mut [],
            };
            match http::unbound(&http, members) {
                None => facts.http = Some(http),
                Some(label) => {
                    let what = format!("no member goes into {{{label}}} of {}", http.path);
                    for member in members.iter_mut() {
                        if member.wire.location == Some(Location::Path) {
                            member.wire.location = None;
                        }
                    }
                    self.findings.say(line.0, line.1, &what);
                }
            }
        }
    }

    /// Adds to what an operation takes or returns. What boto3 leaves out as too large is all that the
    /// reference says.
    fn side(&mut self, own: &mut Node, (page, other): (u32, &Node)) {
        let is_left_out = match &own.kind {
            Kind::Unstated(_) => true,
            Kind::Structure(members) => members.is_empty() && own.left_out.is_some(),
            _ => false,
        };
        if is_left_out {
            own.kind = other.kind.clone();
            own.left_out = None;
            return;
        }
        if let (Kind::Structure(members), Kind::Structure(others)) = (&mut own.kind, &other.kind) {
            let by_name = ByName::of(others);
            self.members(members, own.line, (page, other.line), &by_name);
            // The list that boto3 leaves out is the reference's now.
            own.left_out = own.left_out.filter(|left| *left != Account::List);
        }
    }

    /// Adds to members what the other page says of them.
    fn members(&mut self, own: &mut [Member], line: u32, other: (u32, u32), others: &ByName<'_>) {
        let mut met: BTreeSet<&str> = BTreeSet::new();
        // Most pages have the same members, and then there is nothing to look for.
        let is_known = |member: &Member| others.index.contains_key(&*member.name);
        let are_known = others.index.len() == others.list.len() && own.iter().all(is_known);
        let pairs = match are_known {
            true => None,
            false => {
                let mut listed = others.list.clone();
                listed.sort_by(|a, b| a.name.cmp(&b.name));
                Some(pairs::find(own, &listed))
            }
        };
        for (at, member) in own.iter_mut().enumerate() {
            let theirs = match &pairs {
                Some(pairs) => pairs[at],
                None => others.index.get(&*member.name).copied(),
            };
            let Some(theirs) = theirs else {
                // Of all headers that begin alike a page may say nothing.
                let heads =
                    || others.list.iter().any(|it| it.wire.location == Some(Location::Header));
                if matches!(member.node.kind, Kind::Map(..)) && heads() {
                    continue;
                }
                let what = format!("there is a member {}", member.name);
                self.findings.once(member.node.line, other, &what);
                continue;
            };
            met.insert(&theirs.name);
            let mut told = theirs.wire.clone();
            let wire = theirs.wire.name.as_ref().unwrap_or(&theirs.name);
            told.name = Some(wire).filter(|wire| **wire != member.name).cloned();
            if !holds_timestamp(&member.node) {
                told.timestamp_format = None;
            }
            // No one header has several values, each with its name.
            if told.location == Some(Location::Header) && matches!(member.node.kind, Kind::Map(..))
            {
                told.location = Some(Location::Headers);
            }
            member.wire.fill_from(&told);
            self.findings.path.push(member.name.clone());
            let place = (other.0, theirs.node.line);
            // Where boto3 leaves its list out, it tells neither.
            if self.in_request && member.required.is_none() {
                member.required = theirs.required;
            }
            // No path is made without its labels, whatever boto3 fills in by itself; and of what it
            // makes a text of by itself it does not say whether that must be there.
            let is_label = theirs.wire.location == Some(Location::Path);
            let is_document = member.node.kind == Kind::Scalar(Scalar::Document);
            if self.in_request && (is_label || is_document) && theirs.required == Some(true) {
                member.required = Some(true);
            }
            if let (Some(required), Some(said)) = (member.required, theirs.required)
                && required != said
                && theirs.node.name.is_none()
            {
                let state = if required { "required" } else { "optional" };
                self.findings.once(member.node.line, place, &format!("it is {state}"));
            }
            match (&mut member.node.kind, &theirs.node.kind) {
                // Of what goes in the URI or a header a page does not tell that it is a list.
                (Kind::List(element), Kind::Scalar(_) | Kind::Enum(_)) if is_in_head(theirs) => {
                    self.node(element, (other.0, &theirs.node));
                }
                // What a map holds is told there by nobody else.
                (Kind::Map(..), other) if is_in_head(theirs) => {
                    if matches!(other, Kind::Map(..)) && member.node.limits.is_empty() {
                        member.node.limits = theirs.node.limits.clone();
                    }
                }
                // Words about its values make no enum of what is no text.
                (Kind::Scalar(scalar), Kind::Enum(_))
                    if is_in_head(theirs) && *scalar != Scalar::String => {}
                // Nor of what is the whole body.
                (Kind::Scalar(Scalar::String), Kind::Scalar(Scalar::Blob))
                    if theirs.wire.location == Some(Location::Payload) => {}
                _ => self.node(&mut member.node, (other.0, &theirs.node)),
            }
            // Only now: where boto3 says nothing of a structure, it does not say that it is no union.
            if member.node.documentation.is_none() {
                member.node.documentation.clone_from(&theirs.node.documentation);
            }
            self.findings.path.pop();
        }
        if met.len() < others.index.len() {
            let unknown = others.list.iter().filter(|theirs| !met.contains(&*theirs.name));
            if let Some(theirs) = unknown.min_by_key(|theirs| theirs.node.line) {
                let what = format!("there is no member {}", theirs.name);
                self.findings.once(line, (other.0, theirs.node.line), &what);
            }
        }
    }

    /// Adds to a position what the other page says of it.
    fn node(&mut self, own: &mut Node, (page, other): (u32, &Node)) {
        let place = (page, other.line);
        match (&mut own.kind, &other.kind) {
            (_, Kind::Unstated(_) | Kind::Recursive(_)) => {}
            (
                Kind::Structure(members) | Kind::Union(members) | Kind::EventStream(members),
                Kind::Named(name),
            ) => {
                if let Some(shape) = self.theirs.get(name) {
                    let others = self.by_name(name);
                    let place = (shape.page, shape.facts.line);
                    let path = std::mem::replace(&mut self.findings.path, vec![name.clone()]);
                    self.members(members, own.line, place, &others);
                    self.findings.path = path;
                    // boto3 says what is a union where it says something of it at all.
                    if let Kind::Structure(members) = &mut own.kind
                        && own.documentation.is_none()
                        && matches!(shape.facts.node.kind, Kind::Union(_))
                    {
                        own.kind = Kind::Union(std::mem::take(members));
                    }
                }
                self.state(own, name, Some(place));
            }
            // What is the body, which the page spells out.
            (
                Kind::Structure(members) | Kind::Union(members) | Kind::EventStream(members),
                Kind::Structure(others),
            ) => {
                let others = ByName::of(others);
                self.members(members, own.line, place, &others);
                if let Some(name) =
                    other.name.as_deref().filter(|name| self.theirs.contains_key(*name))
                {
                    // An element may be called as a shape that it is not.
                    self.state(own, name, None);
                }
            }
            (
                Kind::Recursive(_) | Kind::Unstated(Container::Dict | Container::Any),
                Kind::Named(name),
            ) if self.theirs.contains_key(name) => {
                own.kind = Kind::Named(name.clone());
            }
            (Kind::Recursive(mark), Kind::List(_) | Kind::Map(..))
                if self.is_known(other)
                    && (mark.container == Container::Any
                        || (mark.container == Container::List)
                            == matches!(other.kind, Kind::List(_))) =>
            {
                own.kind = other.kind.clone();
            }
            (Kind::List(own), Kind::List(other)) => self.node(own, (page, other)),
            (Kind::Map(key, value), Kind::Map(other_key, other_value)) => {
                if key.kind == Kind::Scalar(Scalar::String)
                    && matches!(other_key.kind, Kind::Enum(_))
                {
                    key.kind.clone_from(&other_key.kind);
                }
                self.node(key, (page, other_key));
                self.node(value, (page, other_value));
            }
            (Kind::Scalar(scalar @ Scalar::Integer), Kind::Scalar(Scalar::Long)) => {
                *scalar = Scalar::Long;
            }
            // Of which boto3 tells nothing.
            (own_kind @ Kind::Unstated(Container::Any), _) if self.is_known(other) => {
                own_kind.clone_from(&other.kind);
            }
            (own_kind, other) if agree(own_kind, other) => {}
            (Kind::Enum(own_values), Kind::Enum(values)) => {
                let only = |a: &[Box<str>], b: &[Box<str>]| {
                    a.iter().find(|value| !b.contains(value)).cloned()
                };
                let what = match (only(own_values, values), only(values, own_values)) {
                    (Some(value), _) => format!("`{value}` is one of its values"),
                    (None, Some(value)) => format!("`{value}` is none of its values"),
                    (None, None) => "its values are in another order".to_owned(),
                };
                self.findings.once(own.line, place, &what);
            }
            (own_kind, other) => {
                let what = format!("it is {}, not {}", word(own_kind), word(other));
                self.findings.once(own.line, place, &what);
                return;
            }
        }
        if own.limits.is_empty() {
            own.limits = other.limits.clone();
        }
    }

    /// Whether every shape that a position names is described.
    fn is_known(&self, node: &Node) -> bool {
        match &node.kind {
            Kind::List(element) => self.is_known(element),
            Kind::Map(_, value) => self.is_known(value),
            Kind::Named(name) => self.theirs.contains_key(name),
            _ => true,
        }
    }

    fn by_name(&mut self, name: &str) -> Rc<ByName<'m>> {
        let Some((name, shape)) = self.theirs.get_key_value(name) else { return Rc::default() };
        let index = self.members.entry(name).or_insert_with(|| {
            let members = match &shape.facts.node.kind {
                Kind::Structure(members) | Kind::Union(members) | Kind::EventStream(members) => {
                    &members[..]
                }
                _ => &[],
            };
            Rc::new(ByName::of(members))
        });
        Rc::clone(index)
    }

    /// Makes the shape of that name of what stands here, if what is known of it allows it; where it
    /// does not, that contradicts the place that says so.
    fn state(&mut self, own: &mut Node, name: &str, other: Option<(u32, u32)>) {
        // A mark that nobody explains means something around it, which a shape of its own has not.
        if !is_shape_name(name) || has_marks(own) {
            return;
        }
        let stood = own.name.take();
        let name = match stood {
            Some(stood) => {
                let known = self.stood.entry(stood).or_default();
                let (theirs, asks) = (self.theirs, self.in_request);
                match known.iter().find(|it| same::tell_the_same(it, name, theirs, asks)) {
                    Some(known) => known.clone(),
                    None => {
                        known.push(name.into());
                        name.into()
                    }
                }
            }
            None => Box::from(name),
        };
        let name = &*name;
        let kind = std::mem::replace(&mut own.kind, Kind::Named(name.into()));
        let mut node = Node { kind, name: None, limits: Sparse::NONE, ..own.clone() };
        match self.stated.get_mut(name) {
            None => {
                let facts = ShapeFacts { line: own.line, name: name.into(), node };
                self.stated.insert(name.into(), Stated { page: self.findings.page(), facts });
            }
            Some(known) if same::is_same(&known.facts.node, &node) => {
                if known.facts.node.left_out.is_some() && node.left_out.is_none() {
                    std::mem::swap(&mut known.facts.node, &mut node);
                    (known.page, known.facts.line) = (self.findings.page(), own.line);
                }
                same::take_told(&mut known.facts.node, &node);
            }
            Some(_) => {
                own.kind = node.kind;
                if let Some(other) = other {
                    self.findings.once(own.line, other, &format!("not every {name} is the same"));
                }
            }
        }
    }
}

/// Members, and the first of each name. Where pages know members by what goes over the wire, two may
/// be called the same.
#[derive(Default)]
struct ByName<'m> {
    list: Vec<&'m Member>,
    index: FastMap<&'m str, &'m Member>,
}

impl<'m> ByName<'m> {
    fn of(members: &'m [Member]) -> Self {
        let mut index = FastMap::default();
        for member in members {
            index.entry(&*member.name).or_insert(member);
        }
        ByName { list: members.iter().collect(), index }
    }
}
