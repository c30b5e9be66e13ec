//! What one page leaves out and another page tells: structures of one name in structures of one
//! kind are one across the pages of a service.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Place};
use crate::facts::{
    Container, Dialect, Kind, Location, Member, Node, PageFacts, Scalar, Statement,
};

use super::links;
use super::similar::{self, MemberNames};
use super::walk::children;
use crate::diagnostic::rules::service as rules;

/// Fills what pages leave out with what others list in the same place. What two pages tell
/// differently is not filled.
pub fn fill(pages: &mut [PageFacts]) -> Vec<Diagnostic> {
    let mut wanted = BTreeSet::new();
    each(pages, &mut |_, members| {
        for member in members {
            if Gap::of(member).is_some() {
                wanted.insert(member.name.clone());
            }
        }
    });
    let mut donors: BTreeMap<Box<str>, Vec<Donor>> = BTreeMap::new();
    each(pages, &mut |at, members| {
        for member in members.iter().filter(|member| wanted.contains(&member.name)) {
            if tells(&member.node) {
                let donor = Donor {
                    around: similar::names(members),
                    in_request: at.in_request,
                    place: at.page.place(member.node.line),
                    outline: outline(&member.node),
                    node: member.node.clone(),
                };
                donors.entry(member.name.clone()).or_default().push(donor);
            }
        }
    });
    let mut diagnostics = Vec::new();
    for page in pages.iter_mut().filter(|page| page.dialect == Dialect::HuaweiCloud) {
        let mut statements = std::mem::take(&mut page.statements);
        let mut filler = Filler { page, donors: &donors, in_request: true, found: Vec::new() };
        for statement in &mut statements {
            let Statement::Operation(operation) = statement else { continue };
            filler.in_request = true;
            operation.input.iter_mut().for_each(|node| filler.node(node, ""));
            filler.in_request = false;
            operation.output.iter_mut().for_each(|node| filler.node(node, ""));
        }
        diagnostics.append(&mut filler.found);
        page.statements = statements;
    }
    diagnostics
}

/// What a page leaves out of a member.
enum Gap {
    /// Everything, or what is in it: so many lists deep.
    Parts(usize, Container),
    /// What is in its pairs.
    Pairs,
    /// It calls the member a map, which may be what others list one by one.
    AnyMap,
}

impl Gap {
    fn of(member: &Member) -> Option<Self> {
        let (depth, core) = core(&member.node);
        match &core.kind {
            Kind::Unstated(Container::Number) => None,
            Kind::Unstated(container) => Some(Gap::Parts(depth, *container)),
            Kind::Map(_, value) if depth == 0 => match value.kind {
                Kind::Unstated(Container::Any) => Some(Gap::Pairs),
                Kind::Scalar(Scalar::Document) => Some(Gap::AnyMap),
                _ => None,
            },
            _ => None,
        }
    }

    /// What another page tells fits what this one does tell.
    fn takes(&self, member: &Member, donor: &Node) -> bool {
        let (depth, core) = core(donor);
        let lists_members = depth == 0 && matches!(core.kind, Kind::Structure(_));
        match self {
            Gap::Parts(_, Container::Any) => true,
            Gap::Parts(own, Container::Dict) => *own == depth,
            Gap::Parts(own, Container::List) => *own < depth,
            Gap::Parts(_, Container::Number) => false,
            Gap::Pairs => {
                lists_members
                    || matches!(&core.kind, Kind::Map(_, value)
                        if depth == 0 && !matches!(value.kind, Kind::Scalar(Scalar::Document)))
            }
            Gap::AnyMap => lists_members && is_described(member, core),
        }
    }
}

/// A member's description names most of what another page lists.
fn is_described(member: &Member, listed: &Node) -> bool {
    let Kind::Structure(members) = &listed.kind else { return false };
    let said = member.node.documentation.as_deref().unwrap_or_default();
    let words: BTreeSet<&str> =
        said.split(|c: char| c.is_whitespace() || "*,;()`\"".contains(c)).collect();
    let named = |member: &&Member| {
        let name: &str = &member.name;
        words.iter().any(|word| word.trim_end_matches(['.', ':']) == name)
    };
    members.iter().filter(named).count() * 2 >= members.len()
}

/// What is in the lists, and how deep.
fn core(node: &Node) -> (usize, &Node) {
    let (mut depth, mut node) = (0, node);
    while let Kind::List(element) = &node.kind {
        (depth, node) = (depth + 1, element);
    }
    (depth, node)
}

/// A page tells what is in it, to the end.
fn tells(node: &Node) -> bool {
    let (_, core) = core(node);
    match &core.kind {
        Kind::Structure(members) => !members.is_empty() && !has_mark(core),
        Kind::Map(_, value) => !matches!(value.kind, Kind::Unstated(_)) && !has_mark(core),
        _ => false,
    }
}

/// Something in it stands for what it stands in.
fn has_mark(node: &Node) -> bool {
    match &node.kind {
        Kind::Recursive(_) | Kind::Named(_) => true,
        Kind::List(element) => has_mark(element),
        Kind::Map(_, value) => has_mark(value),
        Kind::Structure(members) => members.iter().any(|member| has_mark(&member.node)),
        _ => false,
    }
}

/// The names of everything in it, which is what makes two structures one.
fn outline(node: &Node) -> String {
    let mut text = String::new();
    fn write(node: &Node, text: &mut String) {
        match &node.kind {
            Kind::List(element) => {
                text.push('[');
                write(element, text);
            }
            Kind::Map(_, value) => {
                text.push('{');
                write(value, text);
            }
            Kind::Structure(members) => {
                text.push('(');
                let mut members: Vec<&Member> = members.iter().collect();
                members.sort_by_key(|member| &member.name);
                for member in members {
                    text.push_str(&member.name);
                    write(&member.node, text);
                    text.push(' ');
                }
                text.push(')');
            }
            _ => {}
        }
    }
    write(node, &mut text);
    text
}

/// A member of which a page tells.
struct Donor {
    /// The names of the members it stands among.
    around: MemberNames,
    in_request: bool,
    place: Place,
    outline: String,
    node: Node,
}

/// Where a structure stands.
struct At<'a> {
    page: &'a PageFacts,
    in_request: bool,
}

/// Calls for the members of each structure.
fn each(pages: &[PageFacts], call: &mut dyn FnMut(&At<'_>, &[Member])) {
    fn walk(at: &At<'_>, node: &Node, call: &mut dyn FnMut(&At<'_>, &[Member])) {
        match &node.kind {
            Kind::Structure(members) => {
                call(at, members);
                members.iter().for_each(|member| walk(at, &member.node, call));
            }
            Kind::List(element) => walk(at, element, call),
            Kind::Map(_, value) => walk(at, value, call),
            _ => {}
        }
    }
    for page in pages.iter().filter(|page| page.dialect == Dialect::HuaweiCloud) {
        for statement in &page.statements {
            let Statement::Operation(operation) = statement else { continue };
            for (node, in_request) in [(&operation.input, true), (&operation.output, false)] {
                node.iter().for_each(|node| walk(&At { page, in_request }, node, call));
            }
        }
    }
}

struct Filler<'f> {
    page: &'f PageFacts,
    donors: &'f BTreeMap<Box<str>, Vec<Donor>>,
    in_request: bool,
    found: Vec<Diagnostic>,
}

impl<'f> Filler<'f> {
    fn node(&mut self, node: &mut Node, path: &str) {
        let Kind::Structure(members) = &mut node.kind else {
            return children(node).into_iter().for_each(|child| self.node(child, path));
        };
        let mut own = None;
        for member in members.iter().filter(|member| Gap::of(member).is_some()) {
            // Most structures have no gap.
            if self.donors.contains_key(&member.name) {
                own = own.or_else(|| Some(similar::names(members)));
            }
        }
        for member in members {
            let path = match path {
                "" => member.name.to_string(),
                path => format!("{path}.{}", member.name),
            };
            if let Some(own) = &own {
                self.member(member, own, &path);
            }
            self.node(&mut member.node, &path);
        }
    }

    fn member(&mut self, member: &mut Member, own: &MemberNames, path: &str) {
        // Nothing that has parts goes into a query or a header, whatever is called so elsewhere.
        if member.wire.location.is_some_and(|it| it != Location::Payload) {
            return;
        }
        let Some(gap) = Gap::of(member) else { return };
        let Some(donor) = self.best(&gap, member, own) else { return };
        let mut told = donor.node.clone();
        if donor.in_request != self.in_request {
            unrequire(&mut told);
        }
        links::reline(&mut told, member.node.line);
        let message = format!("another page tells what is in `{path}`, and this one does not");
        let place = self.page.place(member.node.line);
        let diagnostic = Diagnostic::new(&rules::TOLD_ELSEWHERE, place, message);
        self.found.push(diagnostic.and(donor.place.clone(), "that page"));
        member.node.kind = told.kind;
        member.node.name = told.name;
    }

    /// Of the pages that tell, the one whose member stands among those most like this one's.
    fn best(&self, gap: &Gap, member: &Member, own: &MemberNames) -> Option<&'f Donor> {
        let donors = self.donors.get(&member.name)?;
        // The same direction, and the same page, say more than others that are no less alike.
        let likeness = |donor: &Donor| {
            let alike = similar::likeness(&donor.around, own, &member.name)?;
            let same_page = donor.place.path == self.page.path;
            Some((alike, donor.in_request == self.in_request, same_page))
        };
        let fits = donors.iter().filter(|donor| gap.takes(member, &donor.node));
        let scored: Vec<_> = fits.filter_map(|donor| Some((likeness(donor)?, donor))).collect();
        let most = scored.iter().map(|(likeness, _)| *likeness).max()?;
        let likest = || scored.iter().filter(|it| it.0 == most).map(|(_, donor)| *donor);
        // Of several the one that lists most, if the others list nothing else.
        let mut fullest = likest().next()?;
        for donor in likest() {
            if donor.outline.len() > fullest.outline.len() {
                fullest = donor;
            }
        }
        likest().all(|other| is_within(&other.node, &fullest.node)).then_some(fullest)
    }
}

/// Everything that is listed in the one is listed in the other.
fn is_within(part: &Node, whole: &Node) -> bool {
    match (&part.kind, &whole.kind) {
        (Kind::Structure(part), Kind::Structure(whole)) => part.iter().all(|member| {
            whole.iter().any(|it| it.name == member.name && is_within(&member.node, &it.node))
        }),
        (Kind::List(part), Kind::List(whole)) | (Kind::Map(_, part), Kind::Map(_, whole)) => {
            is_within(part, whole)
        }
        (Kind::Structure(_) | Kind::List(_) | Kind::Map(..), _) => false,
        (_, Kind::Structure(_) | Kind::List(_) | Kind::Map(..)) => {
            matches!(part.kind, Kind::Unstated(_) | Kind::Scalar(Scalar::Document))
        }
        _ => true,
    }
}

/// Requests tell what is required, responses do not.
fn unrequire(node: &mut Node) {
    if let Kind::Structure(members) = &mut node.kind {
        members.iter_mut().for_each(|member| member.required = None);
    }
    children(node).into_iter().for_each(unrequire);
}
