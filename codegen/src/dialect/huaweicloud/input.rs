//! The parameters of the request: in the path, the query, the headers and the body.

use crate::diagnostic::Diagnostic;
use crate::facts::{Container, Kind, Location, Member, Node, PageFacts, Scalar};

use super::caption::Place;
use super::maker::Maker;
use super::table::Parameter;
use super::tables::{Region, Tables};
use super::uri::Uri;
use super::{rules, whole_body};

/// The members of the input, by where they stand: path, query, headers, body.
pub fn read<'t, 'd>(
    uri: &Uri,
    tables: &'t Tables<'d>,
    maker: &mut Maker<'t, 'd>,
    facts: &mut PageFacts,
) -> Vec<Member> {
    let mut input = Input { uri, members: Vec::new() };
    for region in [Region::URI, Region::REQUEST] {
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
    input.members.retain(|(place, member)| {
        let fits = *place != Place::At(Location::Path) || uri.has_label(&member.name);
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
    input.into_members()
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
        let is_known = self.members.iter().any(|(_, known)| known.name == member.name);
        // A label of another URI of the page is no parameter of this one.
        let is_others = place != Place::Body && self.uri.elsewhere.contains(&row.name);
        if is_known || is_others {
            return;
        }
        if let Place::At(location) = place {
            // Whatever is no list here is text on the wire, and the oldest tables say no more.
            if let Kind::Unstated(Container::Any) = member.node.kind {
                member.node.kind = Kind::Scalar(Scalar::String);
            }
            member.wire.location = Some(location);
            if location == Location::Path {
                member.required = Some(true);
            }
        }
        whole_body(&mut member);
        self.members.push((place, member));
    }

    fn place(&self, row: &Parameter<'_>, stated: Option<Place>, region: Region) -> Place {
        let has_body = !matches!(self.uri.method, "GET" | "HEAD");
        match stated {
            Some(place) => place,
            None if row.is_header() => Place::At(Location::Header),
            None if self.uri.has_label(&row.name) => Place::At(Location::Path),
            None if region == Region::URI || self.uri.query.contains(&row.name) || !has_body => {
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
                member.wire.location = Some(location);
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
