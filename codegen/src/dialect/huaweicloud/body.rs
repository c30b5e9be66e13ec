//! Bodies that are lists.

use crate::diagnostic::Diagnostic;
use crate::facts::{Example, Json, Kind, Location, Member, Node, PageFacts, Shows};
use crate::markup::BlockKind;

use super::page::{Page, Section};
use super::rules;
use super::table::{Parameter, WHOLE};
use super::types::{self, Type};

/// `Array of strings`, as a paragraph of its own where a table of the body would stand.
pub fn in_words<'d>(page: &Page<'d>, part: Section) -> Vec<Parameter<'d>> {
    let blocks = page.leaves(part).filter_map(|block| {
        let BlockKind::Paragraph(text) = &block.kind else { return None };
        // A sentence is none.
        let ty = (text.len() <= 5).then(|| types::whole(text)).flatten()?;
        matches!(ty, Type::List(_)).then(|| Parameter {
            line: block.line,
            name: WHOLE.to_owned(),
            link: None,
            mandatory: None,
            condition: None,
            ty: Some(ty),
            description: &[],
        })
    });
    blocks.collect()
}

/// Where every example of a body is a list of what its table lists, the body is that list: the table
/// is of one entry, or its only row is the list.
pub fn of_entries(
    members: &mut Vec<Member>,
    examples: &[Example],
    of: Shows,
    facts: &mut PageFacts,
) {
    let mut entries = Vec::new();
    for example in examples.iter().filter(|example| example.of == of) {
        let Json::Array(items) = &example.value else { return };
        entries.extend(items.iter().filter_map(|item| match item {
            Json::Object(entries) => Some(entries),
            _ => None,
        }));
    }
    let fits = |members: &[&Member]| {
        let names = entries.iter().flat_map(|it| it.iter()).map(|(name, _)| &**name);
        let (known, unknown): (Vec<&str>, Vec<&str>) =
            names.partition(|name| members.iter().any(|member| *member.name == **name));
        !known.is_empty() && known.len() >= unknown.len()
    };
    let body: Vec<&Member> = members.iter().filter(|it| it.wire.location.is_none()).collect();
    let is_told = members.iter().any(|it| it.wire.location == Some(Location::Payload));
    let Some(line) = body.first().map(|member| member.node.line).filter(|_| !is_told) else {
        return;
    };
    if fits(&body) {
        let (body, mut others): (Vec<Member>, Vec<Member>) =
            members.drain(..).partition(|member| member.wire.location.is_none());
        let entry = Node::new(line, Kind::Structure(body));
        let mut whole = Member::new("body", Node::new(line, Kind::List(Box::new(entry))));
        whole.wire.location = Some(Location::Payload);
        others.push(whole);
        *members = others;
    } else if let [only] = &body[..]
        && let Kind::List(entry) = &only.node.kind
        && let Kind::Structure(inner) = &entry.kind
        && fits(&inner.iter().collect::<Vec<_>>())
    {
        let only = members.iter_mut().find(|it| it.wire.location.is_none());
        only.into_iter().for_each(|it| it.wire.location = Some(Location::Payload));
    } else {
        return;
    }
    let what = if of == Shows::Request { "request" } else { "response" };
    let message = format!(
        "the example of the {what}'s body is a list of what the table lists; the body is taken for \
         that list"
    );
    facts.diagnostics.push(Diagnostic::new(&rules::BODY, facts.place(line), message));
}
