//! The parameters of the request: in the path, the query, the headers and the body.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::Diagnostic;
use crate::facts::{
    Container, Example, Json, Kind, Location, Member, Node, PageFacts, Scalar, Shows,
};

use super::body;
use super::caption::ParameterPlace;
use super::limits::Limits;
use super::maker::Maker;
use super::page::{Page, Section};
use super::places::{is_whole, is_wire_name, tell_apart, whole_body};
use super::rules;
use super::table::Parameter;
use super::tables::{Region, Tables};
use super::uri::{self, Uri};

/// The members of the input, by where they stand: path, query, headers, body.
pub fn read<'t, 'd>(
    page: &Page<'d>,
    uri: &Uri,
    tables: &'t Tables<'d>,
    examples: &[Example],
    maker: &mut Maker<'t, 'd>,
    facts: &mut PageFacts,
) -> Vec<Member> {
    let mut input = Input {
        uri,
        in_query: uri::shown(page),
        shown: shown(examples),
        members: Vec::new(),
        untyped: Vec::new(),
        again: Vec::new(),
    };
    for region in [Region::URI, Region::REQUEST] {
        for root in tables.roots(region) {
            let table = tables.get(root);
            let stated = table.caption.as_ref().and_then(|caption| caption.location);
            for row in &table.rows {
                if !is_whole(&row.name) && !is_wire_name(&row.name) {
                    maker.nameless.push((row.line, row.name.clone()));
                    continue;
                }
                let member = maker.member(root, row);
                input.add(member, row, stated, region);
            }
        }
    }
    let has_body = input.members.iter().any(|(place, _)| *place == ParameterPlace::Body);
    if let Some(row) = body::in_words(page, Section::Request).first().filter(|_| !has_body) {
        let mut member = maker.whole(tables.first(Region::REQUEST), row);
        whole_body(&mut member);
        input.members.push((ParameterPlace::Body, member));
    }
    input.add_unlisted();
    input.members.retain(|(place, member)| {
        let fits = *place != ParameterPlace::At(Location::Path) || uri.has_label(&member.name);
        if !fits {
            let message = format!(
                "`{}` is called a parameter of the path {}, which has no such label; it is left out",
                member.name, uri.path
            );
            let place = facts.place(member.node.line);
            facts.diagnostics.push(Diagnostic::new(&rules::NO_LABEL, place, message));
        }
        fits
    });
    input.say(facts);
    let mut members = input.into_members();
    for (line, before, after) in tell_apart(&mut members) {
        let message = format!(
            "`{before}` stands in two places of the request; here it is called `{after}`, and \
             `{before}` on the wire"
        );
        facts.diagnostics.push(Diagnostic::new(&rules::TWO_PLACES, facts.place(line), message));
    }
    members
}

/// The names that examples show in the body of the request.
fn shown(examples: &[Example]) -> HashSet<&str> {
    let bodies = examples.iter().filter(|example| example.of == Shows::Request);
    let names = bodies.filter_map(|example| match &example.value {
        Json::Object(entries) => Some(entries.iter().map(|(name, _)| name.as_str())),
        _ => None,
    });
    names.flatten().collect()
}

/// The members of an input as they are found.
struct Input<'r> {
    uri: &'r Uri,
    /// What examples of URIs have in the query, by name.
    in_query: HashMap<String, Vec<String>>,
    /// What examples show in the body.
    shown: HashSet<&'r str>,
    members: Vec<(ParameterPlace, Member)>,
    /// Parameters of the query of which the page gives no type: the line and the name.
    untyped: Vec<(u32, Box<str>)>,
    /// Names that a table of the request gives again, and does not say where: the line and the name.
    again: Vec<(u32, Box<str>)>,
}

impl Input<'_> {
    fn add(
        &mut self,
        mut member: Member,
        row: &Parameter<'_>,
        stated: Option<ParameterPlace>,
        region: Region,
    ) {
        let mut place = self.place(row, stated, region);
        let known = self.members.iter().find(|(_, known)| known.name == member.name);
        if let Some((known, _)) = known {
            // Unless something says that it is in the body too, the old tables of a request give
            // once more what the URI has.
            let is_unclear = stated.is_none() && region == Region::REQUEST && self.has_body();
            if is_unclear && !row.is_header() {
                if !self.shown.contains(&*row.name) {
                    self.again.push((row.line, member.name));
                    return;
                }
                place = ParameterPlace::Body;
            }
            if *known == place {
                return;
            }
        }
        // A label of another URI of the page is no parameter of this one.
        if place != ParameterPlace::Body && self.uri.elsewhere.contains(&row.name) {
            return;
        }
        if let ParameterPlace::At(location) = place {
            // Whatever is no list here is text on the wire, and the oldest tables say no more.
            match member.node.kind {
                Kind::Unstated(Container::Any) if location == Location::Query => {
                    self.untyped(&mut member, row);
                }
                Kind::Unstated(Container::Any) => member.node.kind = Kind::Scalar(Scalar::String),
                Kind::Unstated(Container::List) => {
                    let element = Node::new(row.line, Kind::Scalar(Scalar::String));
                    member.node.kind = Kind::List(Box::new(element));
                }
                _ => {}
            }
            member.wire.location = Some(location);
            if location == Location::Path {
                member.required = Some(true);
            }
        }
        whole_body(&mut member);
        self.members.push((place, member));
    }

    /// A parameter without a type is a number if that is what is said of it, or what its name says, or
    /// what all examples of URIs show that is no id, and else text.
    fn untyped(&mut self, member: &mut Member, row: &Parameter<'_>) {
        let limits = Limits::of(row.description);
        let is_number = limits.are_of_number()
            || limits.values.is_empty()
                && (COUNTS.contains(&&*member.name)
                    || !is_id(&member.name) && self.is_shown_as_number(member));
        let scalar = if is_number { Scalar::Integer } else { Scalar::String };
        member.node.kind = match scalar {
            Scalar::String if !limits.values.is_empty() => {
                Kind::Enum(limits.values.as_slice().into())
            }
            scalar => Kind::Scalar(scalar),
        };
        member.node.limits = limits.of_scalar(scalar);
        self.untyped.push((row.line, member.name.clone()));
    }

    fn is_shown_as_number(&self, member: &Member) -> bool {
        self.in_query
            .get(&*member.name)
            .is_some_and(|values| values.iter().all(|it| is_whole_number(it)))
    }

    fn has_body(&self) -> bool {
        !matches!(self.uri.method, "GET" | "HEAD")
    }

    fn place(
        &self,
        row: &Parameter<'_>,
        stated: Option<ParameterPlace>,
        region: Region,
    ) -> ParameterPlace {
        let has_body = self.has_body();
        match stated {
            Some(place) => place,
            None if row.is_header() => ParameterPlace::At(Location::Header),
            None if self.uri.has_label(&row.name) => ParameterPlace::At(Location::Path),
            None if region == Region::URI || self.uri.query.contains(&row.name) || !has_body => {
                ParameterPlace::At(Location::Query)
            }
            None => ParameterPlace::Body,
        }
    }

    /// Adds what stands in the URI and in no table.
    fn add_unlisted(&mut self) {
        let labels = self.uri.labels().map(|name| (name, Location::Path));
        let query = self.uri.query.iter().map(|name| (&**name, Location::Query));
        for (name, location) in labels.chain(query) {
            let name = name.trim_end_matches('+');
            let place = ParameterPlace::At(location);
            let is_known = |(known, member): &(ParameterPlace, Member)| {
                member.name.as_ref() == name && *known == place
            };
            if self.members.iter().any(is_known) {
                continue;
            }
            // The caption says that it is in the query, and the URI that it is in the path.
            let misplaced = |(known, member): &&mut (ParameterPlace, Member)| {
                *known == ParameterPlace::At(Location::Query)
                    && *member.name == *name
                    && !self.uri.query.iter().any(|it| it == name)
            };
            if let Some((known, member)) = self.members.iter_mut().find(misplaced) {
                *known = place;
                member.wire.location = Some(location);
                member.required = Some(true);
                continue;
            }
            let first = self.uri.again.iter().find(|(made, _)| made == name);
            let first = first.and_then(|(_, first)| {
                let is_first = |(known, member): &&(ParameterPlace, Member)| {
                    *known == place && *member.name == **first
                };
                self.members.iter().find(is_first)
            });
            let mut member = match first {
                Some((_, first)) => Member { name: name.into(), ..first.clone() },
                None => Member::new(name, Node::new(self.uri.line, Kind::Scalar(Scalar::String))),
            };
            member.wire.location = Some(location);
            member.required = Some(location == Location::Path);
            self.members.push((place, member));
        }
    }

    /// Says what was guessed.
    fn say(&mut self, facts: &mut PageFacts) {
        let names = |found: &[(u32, Box<str>)]| {
            let names: Vec<String> = found.iter().map(|(_, name)| format!("`{name}`")).collect();
            names.join(", ")
        };
        for (rule, found, message) in [
            (
                &rules::NO_TYPE,
                &self.untyped,
                "the table gives no type; what is said or shown to be a number, or is called as a \
                 number of entries is, is taken for one, and the rest for text",
            ),
            (
                &rules::TWO_PLACES,
                &self.again,
                "a table of the request gives once more what is in the URI, and does not say that \
                 it is in the body too; it is taken to be the same",
            ),
        ] {
            if let Some((line, _)) = found.first() {
                let message = format!("{}: {message}", names(found));
                facts.diagnostics.push(Diagnostic::new(rule, facts.place(*line), message));
            }
        }
        for (made, first) in &self.uri.again {
            let message =
                format!("the URI has the label `{first}` again; it is called `{made}` here");
            let place = facts.place(self.uri.line);
            facts.diagnostics.push(Diagnostic::new(&rules::LABEL_AGAIN, place, message));
        }
    }

    fn into_members(mut self) -> Vec<Member> {
        let order = |place: &ParameterPlace| match place {
            ParameterPlace::At(Location::Path) => 0,
            ParameterPlace::At(Location::Query) => 1,
            ParameterPlace::At(_) => 2,
            ParameterPlace::Body => 3,
        };
        self.members.sort_by_key(|(place, _)| order(place));
        self.members.into_iter().map(|(_, member)| member).collect()
    }
}

/// What parameters are called that say how many are wanted, and from where on.
const COUNTS: [&str; 5] = ["limit", "offset", "page", "page_size", "per_page"];

/// Whether a parameter is called an id, which is text whatever it looks like.
fn is_id(name: &str) -> bool {
    name.eq_ignore_ascii_case("id")
        || ["_id", "-id", "Id", "ID"].iter().any(|it| name.ends_with(it))
}

/// A number as a query has it, and no text of digits (`007`).
fn is_whole_number(text: &str) -> bool {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    digits && !text.is_empty() && text.len() < 19 && (text == "0" || !text.starts_with('0'))
}
