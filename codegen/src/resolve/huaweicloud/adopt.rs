//! Examples on pages that describe no operation (a guide, an appendix): of which operation each is.

use std::mem;

use crate::facts::{
    Dialect, Example, Json, Kind, Location, Member, Node, PageFacts, Shows, Statement,
};

use super::walk::operations;

/// How many members an example must have at least that the operation has too.
const LEAST: usize = 5;

/// Gives every such example to the operations whose request it fits best, if it fits at all: of
/// what is in it, no more than a tenth may be unknown to the operation's tables.
pub fn examples(pages: &mut [PageFacts]) {
    let mut alone = Vec::new();
    for page in pages.iter_mut().filter(|page| page.dialect == Dialect::HuaweiCloud) {
        for statement in mem::take(&mut page.statements) {
            match statement {
                Statement::Example(example) => alone.push(example.value),
                statement => page.statements.push(statement),
            }
        }
    }
    for value in alone {
        let fit = |input: &Option<Node>| match input.as_ref().map(|node| &node.kind) {
            Some(Kind::Structure(members)) => {
                let mut fit = Fit::default();
                let body = |member: &Member| member.wire.location.is_none();
                fit.object(&value, members, &body);
                let fits = fit.known >= LEAST && fit.unknown * 9 <= fit.known;
                fits.then_some(fit.known)
            }
            _ => None,
        };
        let Some(best) = operations(pages).filter_map(|it| fit(&it.input)).max() else { continue };
        for operation in operations(pages) {
            if fit(&operation.input) == Some(best) {
                let (line, of) = (operation.line, Shows::Request);
                operation.examples.push(Example { line, of, value: value.clone() });
            }
        }
    }
}

/// How many members of an example are known to tables, and how many are not.
#[derive(Default)]
struct Fit {
    known: usize,
    unknown: usize,
}

impl Fit {
    fn object(&mut self, value: &Json, members: &[Member], among: &dyn Fn(&Member) -> bool) {
        let Json::Object(entries) = value else { return };
        for (name, value) in entries {
            match members.iter().find(|member| *member.name == **name && among(member)) {
                Some(member) => {
                    self.known += 1;
                    self.value(value, &member.node);
                }
                None => self.unknown += 1,
            }
        }
    }

    fn value(&mut self, value: &Json, node: &Node) {
        let anywhere = |member: &Member| member.wire.location != Some(Location::Path);
        match (&node.kind, value) {
            (Kind::Structure(members), Json::Object(_)) => self.object(value, members, &anywhere),
            (Kind::List(element), Json::Array(items)) => {
                items.iter().for_each(|item| self.value(item, element));
            }
            (Kind::Map(_, inner), Json::Object(entries)) => {
                entries.iter().for_each(|(_, value)| self.value(value, inner));
            }
            _ => {}
        }
    }
}
