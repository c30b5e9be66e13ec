//! What was added to a request and a response, as it stands above an updated operation.

use crate::diagnostic::{Diagnostic, Place};
use crate::dialect::rules;
use crate::facts::{Delta, Kind, Member, Node};
use crate::markup::{Block, BlockKind};

use super::pprint::{self, Brackets, Value};
use super::shown;

/// What was added, and the line that tells it.
#[derive(Debug)]
pub(super) struct Added {
    pub line: u32,
    pub delta: Delta,
}

/// Takes what was added off the front of an operation's description: to the request and to the
/// response.
pub(super) fn take<'d>(
    content: &'d [Block<'d>],
    place: &dyn Fn(u32) -> Place,
) -> Result<([Option<Added>; 2], &'d [Block<'d>]), Diagnostic> {
    let mut added = [None, None];
    let mut sides: Option<Vec<usize>> = None;
    let mut text = String::new();
    let mut brackets = Brackets::default();
    let mut line = 0;
    for (at, block) in content.iter().enumerate() {
        let piece = match &block.kind {
            BlockKind::Paragraph(inlines) => shown(inlines),
            BlockKind::Literal(literal) => literal.raw.to_string(),
            _ => return ended(&text, line, place, added, &content[at..]),
        };
        let mut piece = piece.trim();
        if text.is_empty() {
            line = block.line;
            if let Some((_, after)) = piece.split_once("Changes (").filter(|_| sides.is_none()) {
                let (kind, after) = after.split_once(')').unwrap_or((after, ""));
                sides = Some(match kind {
                    "request" => vec![0],
                    "response" => vec![1],
                    _ => vec![0, 1],
                });
                piece = after.trim();
            }
            let Some(sides) = &mut sides else {
                return Ok((added, &content[at..]));
            };
            for (label, side) in [("Request", 0), ("Response", 1)] {
                if let Some(after) = piece.strip_prefix(label).map(str::trim_start)
                    && (after.is_empty() || after.starts_with('{'))
                {
                    *sides = vec![side];
                    piece = after;
                }
            }
            if piece.is_empty() {
                continue;
            }
            if !piece.starts_with('{') {
                return Ok((added, &content[at..]));
            }
        }
        text.push_str(piece);
        text.push('\n');
        // It may stand on many lines, each a paragraph of its own.
        if !(brackets.close(piece) && piece.ends_with('}')) {
            continue;
        }
        let delta = pprint::parse(&text).map(delta).ok_or_else(|| unreadable(place(line)))?;
        for side in sides.iter().flatten() {
            added[*side] = Some(Added { line, delta: delta.clone() });
        }
        text.clear();
        brackets = Brackets::default();
    }
    ended(&text, line, place, added, &[])
}

fn ended<'d>(
    text: &str,
    line: u32,
    place: &dyn Fn(u32) -> Place,
    added: [Option<Added>; 2],
    rest: &'d [Block<'d>],
) -> Result<([Option<Added>; 2], &'d [Block<'d>]), Diagnostic> {
    if text.is_empty() { Ok((added, rest)) } else { Err(unreadable(place(line))) }
}

fn unreadable(place: Place) -> Diagnostic {
    Diagnostic::new(&rules::CHANGE_UNREADABLE, place, "this is no change as the page writes it")
}

fn delta(value: Value) -> Delta {
    match value {
        Value::Text(text) => Delta::Values(text.split(" | ").map(Box::from).collect()),
        Value::Dict(members) => {
            let members = members.into_iter().map(|(name, value)| (name.into(), delta(value)));
            Delta::Members(members.collect())
        }
        Value::Several(mut values) => {
            if let [Value::Dict(_) | Value::Several(_)] = &values[..]
                && let Some(element) = values.pop()
            {
                return delta(element);
            }
            let values = values.into_iter().flat_map(|value| match delta(value) {
                Delta::Values(values) => values,
                Delta::Members(_) => Vec::new(),
            });
            Delta::Values(values.collect())
        }
    }
}

/// Says what was added and is not in the operation as the page describes it.
pub(super) fn check(
    operation: &str,
    added: &Added,
    node: Option<&Node>,
    place: &dyn Fn(u32) -> Place,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut open: Vec<(&Delta, Option<&Node>)> = vec![(&added.delta, node)];
    while let Some((delta, node)) = open.pop() {
        let Delta::Members(names) = delta else { continue };
        let Some(members) = members(node, names) else { continue };
        for (name, delta) in names {
            match members.iter().find(|member| member.name == *name) {
                Some(member) => open.push((delta, Some(&member.node))),
                None => {
                    let message = format!("{operation}: {name} was added, and is not described");
                    let place = place(added.line);
                    diagnostics.push(Diagnostic::new(&rules::CHANGE_NOT_THERE, place, message));
                }
            }
        }
    }
}

/// The members that stand at a position, in the elements of its lists and the values of its maps;
/// `None` where the page does not tell.
fn members<'n>(node: Option<&'n Node>, names: &[(Box<str>, Delta)]) -> Option<&'n [Member]> {
    let mut node = node?;
    loop {
        match &node.kind {
            Kind::List(element) => node = element,
            // A map shows as a dictionary of which a key is called by its type.
            Kind::Map(..) if matches!(names, [(name, _)] if &**name == "string") => return None,
            Kind::Map(_, value) => node = value,
            Kind::Structure(members) | Kind::Union(members) | Kind::EventStream(members) => {
                return Some(members);
            }
            Kind::Scalar(_)
            | Kind::Enum(_)
            | Kind::Recursive(_)
            | Kind::Named(_)
            | Kind::Unstated(_) => return None,
        }
    }
}
