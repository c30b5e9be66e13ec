//! What is left of members of which neither a table nor an example tells more than that they are
//! there: ids are text.

use crate::diagnostic::Diagnostic;
use crate::facts::{Container, Dialect, Kind, Member, Node, PageFacts, Scalar, Statement};

use crate::diagnostic::rules::service as rules;

/// Takes what is called an id for text, and what is called ids for a list of text.
pub fn tell(pages: &mut [PageFacts]) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for page in pages.iter_mut().filter(|page| page.dialect == Dialect::HuaweiCloud) {
        let mut told = Vec::new();
        for statement in &mut page.statements {
            let Statement::Operation(operation) = statement else { continue };
            for root in super::walk::roots(operation) {
                members(root, &mut told);
            }
        }
        for (line, name, kind) in told {
            let message =
                format!("nothing tells what `{name}` is; it is taken for {kind}, by its name");
            diagnostics.push(Diagnostic::new(&rules::TOLD_BY_NAME, page.place(line), message));
        }
    }
    diagnostics
}

fn members(node: &mut Node, told: &mut Vec<(u32, Box<str>, &'static str)>) {
    if let Kind::Structure(members) = &mut node.kind {
        members.iter_mut().for_each(|member| self::member(member, told));
    }
    super::walk::children(node).into_iter().for_each(|child| members(child, told));
}

fn member(member: &mut Member, told: &mut Vec<(u32, Box<str>, &'static str)>) {
    let text = Kind::Scalar(Scalar::String);
    let line = member.node.line;
    let ends = |word: &str| {
        let name: &str = &member.name;
        let mut capital = word.to_owned();
        capital[..1].make_ascii_uppercase();
        name.eq_ignore_ascii_case(word)
            || name.ends_with(&capital)
            || name.strip_suffix(word).is_some_and(|before| before.ends_with(['_', '-', ':', '.']))
    };
    let (kind, words) = match &member.node.kind {
        Kind::Unstated(Container::Any) if ends("id") => (text, "text"),
        Kind::Unstated(Container::List) if ends("ids") => {
            (Kind::List(Box::new(Node::new(line, text))), "a list of text")
        }
        _ => return,
    };
    member.node.kind = kind;
    told.push((line, member.name.clone(), words));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_text() {
        for (name, container, expected) in [
            ("id", Container::Any, "string"),
            ("spodId", Container::Any, "string"),
            ("OS:vol_id", Container::Any, "string"),
            ("remote_ids", Container::List, "list"),
            ("grid", Container::Any, "-"),
            ("bids", Container::List, "-"),
            ("vol_id", Container::Dict, "-"),
        ] {
            let mut it = Member::new(name, Node::new(1, Kind::Unstated(container)));
            member(&mut it, &mut Vec::new());
            let shown = match &it.node.kind {
                Kind::Scalar(scalar) => scalar.as_str(),
                Kind::List(_) => "list",
                _ => "-",
            };
            assert_eq!(shown, expected, "{name}");
        }
    }
}
