//! The responses: their statuses and what their bodies hold.

use crate::facts::{ErrorFacts, Kind, Location, Member, Node};
use crate::markup::BlockKind;

use super::body;
use super::caption::ParameterPlace;
use super::maker::Maker;
use super::page::{Page, Section};
use super::places::{tell_apart, whole_body};
use super::status::{self, Status};
use super::table::Parameter;
use super::tables::{Region, Tables};
use super::text;

/// The responses of an operation.
pub struct Responses<'d> {
    /// The line at which each begins, and its status, where the page gives it.
    responses: Vec<(u32, Option<u16>)>,
    /// Bodies that are told in words.
    bodies: Vec<Parameter<'d>>,
}

impl<'d> Responses<'d> {
    /// The responses that the page describes: one for each status, or one for all success.
    pub fn of(page: &Page<'d>) -> Self {
        let mut responses = vec![(0, None)];
        for block in page.leaves(Section::Response) {
            if let BlockKind::Paragraph(inlines) = &block.kind
                && let Some(status) = status::announced(&text::plain(inlines))
            {
                responses.push((block.line, Some(status)));
            }
        }
        Responses { responses, bodies: body::in_words(page, Section::Response) }
    }

    /// The region of a table at that line.
    pub fn region(&self, line: u32) -> Region {
        let index = self.responses.iter().rposition(|(begin, _)| *begin <= line);
        region(index.unwrap_or(0))
    }

    /// The first status of success, where one is given.
    pub fn success(&self) -> Option<u16> {
        self.responses.iter().filter_map(|(_, status)| *status).find(|it| (200..300).contains(it))
    }

    /// What is returned on success, whatever the status: the members of all of them.
    pub fn output<'t>(
        &'t self,
        tables: &'t Tables<'d>,
        maker: &mut Maker<'t, 'd>,
        line: u32,
    ) -> Option<Node> {
        let mut members: Vec<Member> = Vec::new();
        for (index, (_, status)) in self.responses.iter().enumerate() {
            if status.is_none_or(|status| status < 300) {
                for member in self.members(index, tables, maker) {
                    let same = |known: &Member| {
                        known.name == member.name && known.wire.location == member.wire.location
                    };
                    if !members.iter().any(same) {
                        members.push(member);
                    }
                }
            }
        }
        tell_apart(&mut members);
        (!members.is_empty()).then(|| {
            let line = members.first().map_or(line, |member| member.node.line);
            Node::new(line, Kind::Structure(members))
        })
    }

    /// What is returned on failure, one error for each status.
    pub fn errors<'t>(
        &'t self,
        tables: &'t Tables<'d>,
        maker: &mut Maker<'t, 'd>,
        statuses: &[Status],
    ) -> Vec<ErrorFacts> {
        let mut errors: Vec<ErrorFacts> = Vec::new();
        for (index, (line, status)) in self.responses.iter().enumerate() {
            let Some(status) = status.filter(|status| *status >= 300) else { continue };
            let members = self.members(index, tables, maker);
            match errors.iter_mut().find(|error| error.status == Some(status)) {
                Some(error) if error.members.is_empty() => error.members = members,
                Some(_) => {}
                None => errors.push(error(*line, status, members)),
            }
        }
        for stated in statuses.iter().filter(|stated| stated.code >= 400) {
            match errors.iter_mut().find(|error| error.status == Some(stated.code)) {
                Some(error) => error.documentation = stated.documentation.clone(),
                None => errors.push(ErrorFacts {
                    documentation: stated.documentation.clone(),
                    ..error(stated.line, stated.code, Vec::new())
                }),
            }
        }
        errors.sort_by_key(|error| error.status);
        errors
    }

    fn members<'t>(
        &'t self,
        index: usize,
        tables: &'t Tables<'d>,
        maker: &mut Maker<'t, 'd>,
    ) -> Vec<Member> {
        let mut members = Vec::new();
        for root in tables.roots(region(index)) {
            let caption = tables.get(root).caption.as_ref();
            let in_headers =
                caption.and_then(|it| it.location) == Some(ParameterPlace::At(Location::Header));
            for mut member in maker.members(root) {
                if in_headers {
                    member.wire.location = Some(Location::Header);
                }
                whole_body(&mut member);
                members.push(member);
            }
        }
        let has_body = members.iter().any(|it| it.wire.location != Some(Location::Header));
        let body = self.bodies.iter().find(|row| self.region(row.line) == region(index));
        if let Some(row) = body.filter(|_| !has_body) {
            let mut member = maker.whole(tables.first(region(index)), row);
            whole_body(&mut member);
            members.push(member);
        }
        members
    }
}

/// The region of a response.
fn region(index: usize) -> Region {
    Region(Region::RESPONSES.0 + index as u32)
}

fn error(line: u32, status: u16, members: Vec<Member>) -> ErrorFacts {
    let name = status::error_name(status).into();
    ErrorFacts { line, name, status: Some(status), documentation: None, members }
}
