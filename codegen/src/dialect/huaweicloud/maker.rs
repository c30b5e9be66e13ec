//! Members, made of the rows of tables.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::facts::{Container, Example, Kind, MAYBE, Mark, Member, Node, Scalar, Shows};

use super::example;
use super::limits::Limits;
use super::places::{is_whole, is_wire_name};
use super::table::{Parameter, Parameters};
use super::tables::Tables;
use super::text;
use super::types::{Reference, Type};

/// How many parameters one operation may have in all; a page whose tables lead to each other in
/// ways that make more of them is no documentation.
const MOST: u32 = 50_000;

/// How many tables may stand in each other; what goes through them calls itself for each.
const DEEPEST: usize = 24;

/// Makes members of the rows of tables.
pub struct Maker<'t, 'd> {
    tables: &'t Tables<'d>,
    /// The tables that are being read, the outermost first.
    open: Vec<usize>,
    /// The names of the rows that are being read, the outermost first.
    way: Vec<&'t str>,
    /// The tables of which rows have been made members.
    pub read: BTreeSet<usize>,
    /// Tables without a caption that a row has been given.
    given: HashMap<usize, String>,
    budget: u32,
    /// Types that no table of the page is for: the line and the name.
    pub missing: Vec<(u32, String)>,
    /// Rows whose name can be none on the wire: the line and the name.
    pub nameless: Vec<(u32, String)>,
    /// What rows show by example in their own descriptions, where nothing else tells what they are.
    pub shown: Vec<Example>,
}

impl<'t, 'd> Maker<'t, 'd> {
    /// One for the tables of a page, of which the roots are nobody's part.
    pub fn new(tables: &'t Tables<'d>) -> Self {
        Maker {
            tables,
            open: Vec::new(),
            way: Vec::new(),
            read: BTreeSet::new(),
            given: HashMap::new(),
            budget: MOST,
            missing: Vec::new(),
            nameless: Vec::new(),
            shown: Vec::new(),
        }
    }

    /// The page has more parameters than it can mean.
    pub fn is_exhausted(&self) -> bool {
        self.budget == 0
    }

    /// The rows of a table as members, each name once. A row that leads back to the table leads to a
    /// structure of its own then: what an operation takes or returns is part of nothing.
    pub fn members(&mut self, table: usize) -> Vec<Member> {
        let tables = self.tables;
        let mut members: Vec<Member> = Vec::new();
        let mut names = std::collections::HashSet::new();
        let rows = &tables.get(table).rows;
        for row in rows {
            let whole = rows.len() == 1 && is_whole(&row.name);
            if !whole && !is_wire_name(&row.name) {
                self.nameless.push((row.line, row.name.clone()));
            } else if names.insert(&*row.name) {
                members.push(self.member(table, row));
            }
        }
        members
    }

    /// A row of a table as a member.
    pub fn member(&mut self, table: usize, row: &'t Parameter<'d>) -> Member {
        self.budget = self.budget.saturating_sub(1);
        self.read.insert(table);
        self.way.push(&row.name);
        let limits = Limits::of(row.description);
        let mut node = match &row.ty {
            Some(ty) => self.node(ty, table, row, &limits),
            None => self
                .parts(None, table, row)
                .unwrap_or_else(|| Node::new(row.line, Kind::Unstated(Container::Any))),
        };
        self.way.pop();
        if matches!(node.kind, Kind::Structure(_) | Kind::Unstated(Container::Dict))
            && example::shows_list(row.description, &row.name)
        {
            node = list(row.line, node, &limits);
        } else if let Some(value) = value_of_pairs(&node.kind, row) {
            node = map(row.line, value);
        } else if row.ty == Some(Type::Object) && is_map(row) {
            node = map(row.line, node);
        }
        if is_untold(&node)
            && let Some(value) = example::shown(row.description, &row.name)
        {
            let of = Shows::Member(row.name.as_str().into());
            self.shown.push(Example { line: row.line, of, value });
        }
        node.documentation = documentation(row).map(Arc::from);
        let mut member = Member::new(row.name.as_str(), node);
        member.required = row.mandatory;
        member
    }

    /// The whole body, as it is told in words.
    pub fn whole(&mut self, table: usize, row: &Parameter<'d>) -> Member {
        let limits = Limits::of(row.description);
        let node = match &row.ty {
            Some(ty) => self.node(ty, table, row, &limits),
            None => Node::new(row.line, Kind::Unstated(Container::Any)),
        };
        let mut member = Member::new(row.name.as_str(), node);
        member.required = row.mandatory;
        member
    }

    fn node(&mut self, ty: &Type<'d>, table: usize, row: &Parameter<'d>, limits: &Limits) -> Node {
        let line = row.line;
        match ty {
            Type::Scalar(Scalar::String) if !limits.values.is_empty() => {
                Node::new(line, Kind::Enum(limits.values.as_slice().into()))
            }
            Type::Scalar(scalar) => {
                let mut node = Node::new(line, Kind::Scalar(*scalar));
                node.limits = limits.of_scalar(*scalar);
                node
            }
            Type::Number => {
                let mut node = Node::new(line, Kind::Unstated(Container::Number));
                node.limits = limits.of_scalar(Scalar::Double);
                node
            }
            Type::Object => self
                .parts(None, table, row)
                .unwrap_or_else(|| Node::new(line, Kind::Unstated(Container::Dict))),
            Type::Array => match self.parts(None, table, row) {
                Some(element) => list(line, element, limits),
                None => Node::new(line, Kind::Unstated(Container::List)),
            },
            Type::Named(reference) => {
                self.parts(Some(reference), table, row).unwrap_or_else(|| {
                    self.missing.push((line, reference.name.clone()));
                    Node::new(line, Kind::Unstated(Container::Dict))
                })
            }
            Type::List(inner) => list(line, self.node(inner, table, row, limits), limits),
            Type::Pairs => map(line, Node::new(line, Kind::Unstated(Container::Any))),
            Type::Map(inner) => {
                let mut value = self.node(inner, table, row, limits);
                if value.kind == Kind::Unstated(Container::Dict) {
                    // In a map, an object is whatever may stand there.
                    value.kind = Kind::Scalar(Scalar::Document);
                }
                map(line, value)
            }
        }
    }

    /// What a table lists as the parts of what a row stands for.
    fn parts(
        &mut self,
        reference: Option<&Reference<'d>>,
        from: usize,
        row: &Parameter<'d>,
    ) -> Option<Node> {
        let tables = self.tables;
        let name = reference.map(|reference| &*reference.name);
        if let Some(reference) = reference
            && reference.target.is_some()
        {
            if let Some(found) = tables.target(from, reference) {
                return Some(self.structure(found, row.line, name));
            }
            // A copy of the page may have lost the anchors of its tables.
            let called = if tables.is_foreign(reference) {
                None
            } else {
                self.called(from, &reference.name)
            };
            if let Some(found) = called {
                return Some(self.structure(found, row.line, name));
            }
            if let Some(anchor) = tables.elsewhere(reference) {
                return Some(elsewhere(row.line, anchor));
            }
        }
        let of_name = || {
            let found = tables.target(from, row.link.as_ref()?);
            found.filter(|found| *found != from)
        };
        let found = name
            .and_then(|name| self.called(from, name))
            .or_else(of_name)
            .or_else(|| tables.linked_in(from, row.description));
        if found.is_none() {
            // A link in the name's cell leads nowhere else than to what lists its parts.
            let foreign = row.link.as_ref().filter(|link| tables.is_foreign(link));
            let anchor = foreign.and_then(|link| tables.elsewhere(link));
            if let Some(anchor) = anchor.or_else(|| tables.linked_elsewhere(row.description)) {
                return Some(elsewhere(row.line, anchor));
            }
            if let Some(anchor) = tables.section_elsewhere(row.description) {
                return Some(elsewhere(row.line, format!("{MAYBE}{anchor}")));
            }
        }
        let found = found
            .or_else(|| self.on_way(from))
            .or_else(|| self.called(from, &row.name))
            .or_else(|| self.next(reference, from, row))?;
        Some(self.structure(found, row.line, name))
    }

    /// The table whose caption has that name.
    fn called(&self, from: usize, name: &str) -> Option<usize> {
        let wanted = |table: &Parameters<'d>| {
            table.caption.as_ref().is_some_and(|caption| caption.is_called(name))
        };
        self.tables.numbered(from, name).or_else(|| self.tables.near(from, wanted))
    }

    /// The table whose caption gives the way to the row (`servers.addresses`), the longest of them.
    fn on_way(&self, from: usize) -> Option<usize> {
        let ends = |table: &Parameters<'d>| table.caption.as_ref()?.ends(&self.way);
        let longest = self.tables.all().filter_map(ends).max()?;
        self.tables.near(from, |table| ends(table) == Some(longest))
    }

    /// The next of the tables that have lost their captions.
    fn next(
        &mut self,
        reference: Option<&Reference<'d>>,
        from: usize,
        row: &Parameter<'d>,
    ) -> Option<usize> {
        let tables = self.tables;
        let region = tables.region(from)?;
        if let Some(reference) = reference {
            let known = self.given.iter().find(|(index, name)| {
                **name == reference.name && tables.region(**index) == Some(region)
            });
            if let Some((index, _)) = known {
                return Some(*index);
            }
        } else if !text::of_blocks(row.description).contains("Table") {
            // Nothing says that there is one.
            return None;
        }
        let next = tables.loose(region).find(|index| !self.given.contains_key(index))?;
        self.given.insert(next, reference.map_or_else(String::new, |it| it.name.clone()));
        Some(next)
    }

    /// What a table lists, as what stands at a line under a name that a row gives it.
    pub fn structure(&mut self, table: usize, line: u32, name: Option<&str>) -> Node {
        let caption = self.tables.get(table).caption.as_ref();
        let captions = caption.iter().flat_map(|caption| &caption.names).map(String::as_str);
        let name = name.into_iter().chain(captions).find(|name| is_type_name(name));
        if self.open.len() >= DEEPEST {
            self.budget = 0;
        }
        let mut node = if self.open.contains(&table) || self.budget == 0 {
            let mark = Mark { container: Container::Dict, union: None };
            Node::new(line, Kind::Recursive(mark))
        } else if let [row] = &*self.tables.get(table).rows
            && is_whole(&row.name)
        {
            // The row stands for every key that there may be, or for every entry.
            self.open.push(table);
            let mut inner = self.member(table, row).node;
            self.open.pop();
            if row.name.starts_with('{') {
                return map(line, inner);
            }
            inner.line = line;
            return inner;
        } else {
            self.open.push(table);
            let members = self.members(table);
            self.open.pop();
            Node::new(line, Kind::Structure(members))
        };
        node.name = name.map(Box::from);
        node
    }
}

/// The table tells of a container and not of what is in it.
fn is_untold(node: &Node) -> bool {
    match &node.kind {
        Kind::Unstated(container) => *container != Container::Number,
        Kind::List(element) => is_untold(element),
        _ => false,
    }
}

/// The values of an object whose description says that it is a map: "key-value pairs", of which no
/// table tells, or one that lists some of the keys that there may be; parameters that "vary".
fn value_of_pairs(kind: &Kind, row: &Parameter<'_>) -> Option<Node> {
    let said = text::of_blocks(row.description).to_ascii_lowercase();
    let says = |what: &[&str]| what.iter().any(|what| said.contains(what));
    let of_user = says(&["customize key-value", "custom key-value", "user-defined key-value"]);
    let members = match kind {
        // A table lists the keys that are taken.
        Kind::Structure(_) | Kind::Named(_) if of_user => &[],
        Kind::Structure(members) if members.iter().all(|member| member.name.contains('/')) => {
            &members[..]
        }
        Kind::Unstated(Container::Dict) => &[],
        _ => return None,
    };
    if !says(&["key-value pair", "key/value pair", "key value pair"]) {
        let varies = says(&["vary depending", "varies depending", "varying depending"])
            || says(&["vary with", "varies with", "varying with"]);
        let any = Kind::Scalar(Scalar::Document);
        return (varies && members.is_empty()).then(|| Node::new(row.line, any));
    }
    let of_members = members.first().map(|first| {
        let same = members.iter().all(|member| member.node.kind == first.node.kind);
        if same { first.node.kind.clone() } else { Kind::Scalar(Scalar::Document) }
    });
    let of_example = || match example::shows_strings(row.description, &row.name) {
        Some(true) => Kind::Scalar(Scalar::String),
        Some(false) => Kind::Scalar(Scalar::Document),
        None => Kind::Unstated(Container::Any),
    };
    Some(Node::new(row.line, of_members.unwrap_or_else(of_example)))
}

/// What is said of an object says that it is a map: what its keys are, and what its values.
fn is_map(row: &Parameter<'_>) -> bool {
    let said = text::of_blocks(row.description).to_ascii_lowercase();
    let says = |what: &[&str]| what.iter().any(|what| said.contains(what));
    let keys = ["key indicates", "keys indicate", "key is ", "keys are ", "key specifies"];
    let values =
        ["value indicates", "values indicate", "value is ", "values are ", "value specifies"];
    says(&["structure is map<", "type is map<", "of map<", "a map of "])
        || says(&keys) && says(&values)
}

fn map(line: u32, value: Node) -> Node {
    let key = Node::new(line, Kind::Scalar(Scalar::String));
    Node::new(line, Kind::Map(Box::new(key), Box::new(value)))
}

fn list(line: u32, element: Node, limits: &Limits) -> Node {
    let mut node = Node::new(line, Kind::List(Box::new(element)));
    node.limits = limits.of_list();
    node
}

/// A name that an author gave a type, and not the member's own name again or a number.
fn is_type_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.chars().all(|c| c.is_ascii_alphanumeric())
        && name.chars().any(|c| c.is_ascii_lowercase())
}

fn documentation(row: &Parameter<'_>) -> Option<Box<str>> {
    let said = text::commonmark(row.description);
    let Some(condition) = row.condition.and_then(text::commonmark) else { return said };
    Some(match said {
        Some(said) => format!("{said}\n\nMandatory: {condition}").into(),
        None => format!("Mandatory: {condition}").into(),
    })
}

/// What a table of another page lists. Its anchor is all that this page knows of it.
fn elsewhere(line: u32, anchor: String) -> Node {
    Node::new(line, Kind::Named(anchor.into()))
}
