//! Where what a spec says came from: every line of every page that states something of a position.
//!
//! Pages are asked and not the spec, since a spec says what was made of them: which of two pages
//! was believed is seen where both are shown.

mod example;
mod path;
mod said;
mod spec;

use std::collections::BTreeSet;

use crate::diagnostic::Place;
use crate::facts::{ErrorFacts, Kind, Member, Node, OperationFacts, PageFacts, Statement};
use crate::resolve;
use crate::spec::nearest::nearest;

pub use path::{Path, PathError, Side};
pub use spec::{Entry, entries};

/// A line that states something of what was asked for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// The line.
    pub place: Place,
    /// What it speaks of, as a path: `ListSessions.input.portalId`.
    pub at: String,
    /// What it states, in words.
    pub said: String,
}

/// Nothing states anything of what was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// As much of the path as was found.
    pub found: String,
    /// The name that was not.
    pub name: Box<str>,
    /// Names that are there instead and look like it, the nearest first.
    pub nearest: Vec<Box<str>>,
}

/// Every line of `pages`, the pages of one service, that states something of `path`; by page and
/// line.
///
/// # Errors
///
/// If no page states anything of it.
pub fn explain(pages: &[PageFacts], path: &Path) -> Result<Vec<Origin>, Unknown> {
    let unknown = match search(pages, path) {
        Ok(origins) => return Ok(origins),
        Err(unknown) => unknown,
    };
    // A page may leave it to a table of another, or to an example of another.
    let mut together = pages.to_vec();
    if !resolve::tell_each_other(&mut together) {
        return Err(unknown);
    }
    let mut origins = search(&together, path).map_err(|_| unknown)?;
    for origin in &mut origins {
        origin.said.push_str(" (told by another page or an example)");
    }
    Ok(origins)
}

fn search(pages: &[PageFacts], path: &Path) -> Result<Vec<Origin>, Unknown> {
    let mut search =
        Search { pages, path, origins: BTreeSet::new(), asked: BTreeSet::new(), lost: None };
    let mut names = Vec::new();
    for page in pages {
        for statement in &page.statements {
            search.statement(page, statement, &mut names);
        }
    }
    if search.origins.is_empty() {
        let unknown = search.lost.take().map(|(_, unknown)| unknown);
        return Err(unknown.unwrap_or_else(|| match path.steps.first() {
            // The operation is there, and has nothing.
            Some(step) if names.iter().any(|name| path.is_root(name)) => {
                Unknown::new(&path.root, step, [])
            }
            _ => Unknown::new("", &path.root, names),
        }));
    }
    Ok(search.origins.into_iter().collect())
}

/// What a page calls an operation.
fn names_of(operation: &OperationFacts) -> impl Iterator<Item = &str> {
    let names = [&operation.name, &operation.method, &operation.title];
    names.into_iter().flatten().map(|name| &**name)
}

/// The first name of an operation that is what the path begins with by any of its names.
fn own_name<'a>(operation: &'a OperationFacts, path: &Path) -> Option<&'a str> {
    let is_root = names_of(operation).any(|name| path.is_root(name));
    names_of(operation).next().filter(|_| is_root)
}

impl Unknown {
    fn new<'a>(found: &str, name: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        let nearest = nearest(name, known, 3).into_iter().map(Box::from).collect();
        Unknown { found: found.to_owned(), name: name.into(), nearest }
    }
}

struct Search<'a> {
    pages: &'a [PageFacts],
    path: &'a Path,
    origins: BTreeSet<Origin>,
    /// The shapes that were asked, each with the part of the path that was left, since the walk
    /// began: names that stand for each other would be followed without an end.
    asked: BTreeSet<(&'a str, usize)>,
    /// The longest part of the path that was found, by its number of names, and what was not.
    lost: Option<(usize, Unknown)>,
}

impl<'a> Search<'a> {
    fn statement(&mut self, page: &'a PageFacts, said: &'a Statement, names: &mut Vec<&'a str>) {
        match said {
            Statement::Service(service) => {
                for (name, line) in service.methods.iter().flatten() {
                    if self.path.is_root(name) && self.path.is_whole() {
                        self.add(page, *line, name, "the index lists the method".into());
                    }
                }
            }
            Statement::Operation(operation) => {
                names.extend(names_of(operation));
                if let Some(name) = own_name(operation, self.path) {
                    self.operation(page, operation, name);
                }
            }
            Statement::Paginator(paginator) => {
                names.push(&*paginator.name);
                let is_method = paginator.method.as_deref().is_some_and(|it| self.path.is_root(it));
                if is_method || self.path.is_root(&paginator.name) {
                    if self.path.is_whole() {
                        let said = said::paginator(paginator);
                        self.add(page, paginator.line, &paginator.name, said);
                    }
                    self.sides(page, &paginator.name, &paginator.input, &paginator.output);
                }
            }
            Statement::Waiter(waiter) => {
                names.push(&waiter.name);
                if self.path.is_root(&waiter.name) && self.path.is_whole() {
                    self.add(page, waiter.line, &waiter.name, said::waiter(waiter));
                }
            }
            Statement::Example(example) => {
                let of = page.statements.iter().find_map(|statement| match statement {
                    Statement::Operation(operation) => own_name(operation, self.path),
                    _ => None,
                });
                if let Some((name, (at, said))) = of.zip(example::shown(example, self.path)) {
                    self.add(page, example.line, &format!("{name}.{at}"), said);
                }
            }
            Statement::Shape(shape) => {
                names.push(&shape.name);
                if self.path.is_root(&shape.name) {
                    self.asked.clear();
                    self.node(page, &shape.node, None, &shape.name, 0);
                }
            }
        }
    }

    fn operation(&mut self, page: &'a PageFacts, operation: &'a OperationFacts, name: &str) {
        if self.path.is_whole() {
            self.add(page, operation.line, name, said::operation(operation));
        }
        for error in &operation.errors {
            self.error(page, error, name);
        }
        for example in &operation.examples {
            if let Some((at, said)) = example::shown(example, self.path) {
                self.add(page, example.line, &format!("{name}.{at}"), said);
            }
        }
        self.sides(page, name, &operation.input, &operation.output);
    }

    fn error(&mut self, page: &'a PageFacts, error: &'a ErrorFacts, operation: &str) {
        let at = format!("{operation}.{}", error.name);
        match self.path.steps.first() {
            None => self.add(page, error.line, &at, said::error(error)),
            Some(step) if **step == *error.name && self.path.side.is_none() => {
                if self.path.steps.len() == 1 {
                    self.add(page, error.line, &at, said::error(error));
                } else {
                    self.members(page, &error.members, &at, 1);
                }
            }
            Some(_) => {}
        }
    }

    fn sides(
        &mut self,
        page: &'a PageFacts,
        name: &str,
        input: &'a Option<Node>,
        output: &'a Option<Node>,
    ) {
        for (side, node) in [(Side::Input, input), (Side::Output, output)] {
            let Some(node) = node else { continue };
            let asked = match self.path.side {
                Some(asked) => asked == side,
                // What is in it is asked for, on whichever side it is.
                None => !self.path.steps.is_empty(),
            };
            if asked {
                self.asked.clear();
                self.node(page, node, None, &format!("{name}.{side}"), 0);
            }
        }
    }

    /// What is said of a position, or of what the rest of the path, from `step` on, leads to in it.
    fn node(
        &mut self,
        page: &'a PageFacts,
        node: &'a Node,
        member: Option<&'a Member>,
        at: &str,
        step: usize,
    ) {
        let is_end = step == self.path.steps.len();
        if is_end {
            let said = said::position(node, member);
            self.add(page, node.line, at, said);
        }
        let mut inner = node;
        let mut at = at.to_owned();
        loop {
            match &inner.kind {
                Kind::List(element) => {
                    inner = element;
                    at.push_str("[]");
                }
                Kind::Map(key, value) => {
                    let is_key = self.path.steps.get(step).is_some_and(|step| **step == *"{key}");
                    if is_key && step + 1 == self.path.steps.len() {
                        let said = said::position(key, None);
                        return self.add(page, key.line, &format!("{at}{{key}}"), said);
                    }
                    inner = value;
                    at.push_str("{}");
                }
                Kind::Structure(members) | Kind::Union(members) | Kind::EventStream(members) => {
                    if !is_end {
                        self.members(page, members, &at, step);
                    }
                    return;
                }
                Kind::Named(name) => return self.named(name, &at, step),
                Kind::Scalar(_) | Kind::Enum(_) | Kind::Recursive(_) | Kind::Unstated(_) => return,
            }
        }
    }

    fn members(&mut self, page: &'a PageFacts, members: &'a [Member], at: &str, step: usize) {
        let Some(wanted) = self.path.steps.get(step) else { return };
        let is_wanted = |member: &&Member| {
            member.name == *wanted || member.wire.name.as_ref().is_some_and(|wire| wire == wanted)
        };
        let mut found = members.iter().filter(is_wanted).peekable();
        if found.peek().is_none() && self.lost.as_ref().is_none_or(|(known, _)| *known < step) {
            let known = members.iter().map(|member| &*member.name);
            self.lost = Some((step, Unknown::new(at, wanted, known)));
        }
        for member in found {
            let at = format!("{at}.{}", member.name);
            self.node(page, &member.node, Some(member), &at, step + 1);
        }
    }

    /// What the pages say of a shape that a position names.
    fn named(&mut self, name: &'a str, at: &str, step: usize) {
        if !self.asked.insert((name, step)) {
            return;
        }
        for page in self.pages {
            for statement in &page.statements {
                match statement {
                    Statement::Shape(shape) if *shape.name == *name => {
                        self.node(page, &shape.node, None, at, step);
                    }
                    _ => {}
                }
            }
        }
    }

    fn add(&mut self, page: &PageFacts, line: u32, at: &str, said: String) {
        self.origins.insert(Origin { place: page.place(line), at: at.to_owned(), said });
    }
}

#[cfg(test)]
mod tests;
