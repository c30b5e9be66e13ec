//! What tables of parameters are together: structures, and what stands in them.
//!
//! A row leads to the table that lists its parts by a link in its type, by a link in its
//! description, or by the name that the table's caption repeats. Where a copy of a page has lost
//! links and captions, the tables still follow each other in the order in which the rows, depth
//! first, ask for them.

use std::collections::HashMap;

use crate::facts::{Container, Kind, Mark, Member, Node, Scalar};
use crate::markup::{Block, Inline};

use super::caption::Caption;
use super::example;
use super::limits::Limits;
use super::table::{Parameter, Parameters};
use super::types::{Reference, Type};
use super::{is_wire_name, text};

/// The part of a page that a table stands in: the URI, the request, each status of the response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Region(pub u32);

impl Region {
    /// The URI.
    pub const URI: Region = Region(0);
    /// The request.
    pub const REQUEST: Region = Region(1);
    /// The first response; the others follow, each a region of its own.
    pub const RESPONSES: Region = Region(2);
    /// Anywhere else.
    pub const ELSEWHERE: Region = Region(u32::MAX);

    /// A name means the same in both: they are responses, or one of them is an appendix. A request
    /// and a response have types of one name that differ.
    fn shares(self, other: Region) -> bool {
        self == other
            || [self, other].contains(&Region::ELSEWHERE)
            || (self >= Region::RESPONSES && other >= Region::RESPONSES)
    }
}

/// How many parameters one operation may have in all; a page whose tables lead to each other in
/// ways that make more of them is no documentation.
const MOST: u32 = 50_000;

/// The tables of a page.
pub struct Tables<'d> {
    tables: Vec<(Region, Parameters<'d>)>,
    by_anchor: HashMap<String, usize>,
    /// A row somewhere has a link to the table.
    led_to: Vec<bool>,
    /// The names of the page itself, lower case. A link to them has missed its table.
    page: Vec<String>,
}

impl<'d> Tables<'d> {
    /// The tables of a page, in its order.
    pub fn new(tables: Vec<(Region, Parameters<'d>)>, page: &[&str]) -> Self {
        let mut by_anchor = HashMap::new();
        for (index, (_, table)) in tables.iter().enumerate() {
            if let Some(anchor) = table.anchor {
                by_anchor.entry(anchor.to_ascii_lowercase()).or_insert(index);
            }
        }
        let led_to = vec![false; tables.len()];
        let page = page.iter().map(|name| name.to_ascii_lowercase()).collect();
        let mut made = Tables { tables, by_anchor, led_to, page };
        for from in 0..made.tables.len() {
            for row in 0..made.tables[from].1.rows.len() {
                if let Some(to) = made.linked(from, &made.tables[from].1.rows[row])
                    && to != from
                {
                    made.led_to[to] = true;
                }
            }
        }
        made
    }

    /// The tables that have an anchor, with it, and are not in the part on the URI.
    pub fn anchored(&self) -> impl Iterator<Item = (&str, usize)> {
        let anchors = self.by_anchor.iter().map(|(anchor, index)| (&**anchor, *index));
        let mut anchors: Vec<_> =
            anchors.filter(|(_, index)| self.tables[*index].0 != Region::URI).collect();
        anchors.sort_by_key(|(_, index)| *index);
        anchors.into_iter()
    }

    /// A table.
    pub fn get(&self, index: usize) -> &Parameters<'d> {
        &self.tables[index].1
    }

    /// The tables of a region that no row leads to, which list its own parameters.
    pub fn roots(&self, region: Region) -> Vec<usize> {
        let own = || (0..self.tables.len()).filter(|index| self.tables[*index].0 == region);
        let mut has_body = false;
        let mut roots: Vec<usize> = own()
            .filter(|&index| {
                let table = self.get(index);
                let headers = !table.rows.is_empty() && table.rows.iter().all(Parameter::is_header);
                let is_root = match &table.caption {
                    _ if self.led_to[index] => false,
                    Some(caption) => caption.is_general(),
                    None => headers || region == Region::URI || !has_body,
                };
                has_body |= is_root && !headers;
                is_root
            })
            .collect();
        if !has_body {
            // A table that leads back to the whole does not make the whole its part; and to what
            // is the only one, nothing can lead.
            let general =
                |index: &usize| self.get(*index).caption.as_ref().is_some_and(Caption::is_general);
            let unled = |index: &usize| !self.led_to[*index];
            let other = |index: &usize| !roots.contains(index);
            let found = own().filter(other).find(general);
            roots.extend(found.or_else(|| own().filter(other).find(unled)));
        }
        roots
    }

    /// The table that a link of the row leads to.
    fn linked(&self, from: usize, row: &Parameter<'d>) -> Option<usize> {
        if let Some(reference) = row.ty.as_ref().and_then(reference)
            && let Some(found) = self.target(from, reference)
        {
            return Some(found);
        }
        let asks = row.ty.as_ref().is_none_or(|ty| !is_scalar(ty));
        asks.then(|| self.linked_in(from, row.description)).flatten()
    }

    fn target(&self, from: usize, reference: &Reference<'_>) -> Option<usize> {
        let anchor = reference.anchor();
        let found = anchor.and_then(|anchor| self.by_anchor.get(&anchor).copied());
        found.or_else(|| self.numbered(from, &reference.name))
    }

    /// The table with that number, `Table 3`, in the region if it can be.
    fn numbered(&self, from: usize, number: &str) -> Option<usize> {
        let number = number.trim_end_matches('.');
        if !number.starts_with("Table") {
            return None;
        }
        self.near(from, |table| {
            table.caption.as_ref().and_then(|it| it.number.as_deref()) == Some(number)
        })
    }

    /// The first table of the page that a description has a link to.
    fn linked_in(&self, from: usize, description: &[Block<'_>]) -> Option<usize> {
        let links = links(description);
        links.iter().filter_map(|link| self.target(from, link)).find(|found| *found != from)
    }

    /// The first table that a description has a link to and this page has not.
    fn linked_elsewhere(&self, description: &[Block<'_>]) -> Option<String> {
        let links = links(description);
        let mut links = links.iter().filter(|link| link.name.starts_with("Table "));
        links.find_map(|link| self.elsewhere(link))
    }

    /// The anchor that a link leads to on another page.
    fn elsewhere(&self, link: &Reference<'_>) -> Option<String> {
        link.anchor().filter(|anchor| !self.page.contains(anchor))
    }

    /// The table that is wanted: of the same region and below, of the same region, or of one that
    /// may share tables with it.
    fn near(&self, from: usize, wanted: impl Fn(&Parameters<'d>) -> bool) -> Option<usize> {
        let region = self.tables.get(from).map(|it| it.0);
        let shares = |index: &usize| region.is_some_and(|it| it.shares(self.tables[*index].0));
        let all = || (0..self.tables.len()).filter(|index| *index != from);
        let is_wanted = |index: &usize| wanted(&self.tables[*index].1);
        let same = |index: &usize| Some(self.tables[*index].0) == region;
        all()
            .filter(|index| *index > from && same(index))
            .find(is_wanted)
            .or_else(|| all().filter(same).find(is_wanted))
            .or_else(|| all().filter(shares).find(is_wanted))
    }
}

/// The links of a description.
fn links<'d>(description: &'d [Block<'_>]) -> Vec<Reference<'d>> {
    let mut links = Vec::new();
    text::each_paragraph(description, &mut |inlines| {
        links.extend(inlines.iter().filter_map(|inline| {
            let (name, target) = match inline {
                Inline::Role { text, target, .. } => {
                    (text::spaced(text), target.as_ref().unwrap_or(text))
                }
                Inline::Link { text, target } => (text::plain(text), target),
                _ => return None,
            };
            Some(Reference { name, target: Some(target) })
        }));
    });
    links
}

/// What a table of another page lists. Its anchor is all that this page knows of it.
fn elsewhere(line: u32, anchor: String) -> Node {
    Node::new(line, Kind::Named(anchor.into()))
}

/// What a type says of the table that lists its parts.
fn reference<'t, 'd>(ty: &'t Type<'d>) -> Option<&'t Reference<'d>> {
    match ty {
        Type::Named(reference) => Some(reference),
        Type::List(inner) | Type::Map(inner) => reference(inner),
        Type::Scalar(_) | Type::Object | Type::Array => None,
    }
}

fn is_scalar(ty: &Type<'_>) -> bool {
    match ty {
        Type::Scalar(_) => true,
        Type::List(inner) | Type::Map(inner) => is_scalar(inner),
        Type::Object | Type::Array | Type::Named(_) => false,
    }
}

/// Makes members of the rows of tables.
pub struct Maker<'t, 'd> {
    tables: &'t Tables<'d>,
    /// The tables that are being read, the outermost first.
    open: Vec<usize>,
    /// Tables without a caption that a row has been given.
    given: HashMap<usize, String>,
    budget: u32,
    /// Types that no table of the page is for: the line and the name.
    pub missing: Vec<(u32, String)>,
    /// Rows whose name can be none on the wire: the line and the name.
    pub nameless: Vec<(u32, String)>,
}

impl<'t, 'd> Maker<'t, 'd> {
    /// One for the tables of a page, of which the roots are nobody's part.
    pub fn new(tables: &'t Tables<'d>) -> Self {
        Maker {
            tables,
            open: Vec::new(),
            given: HashMap::new(),
            budget: MOST,
            missing: Vec::new(),
            nameless: Vec::new(),
        }
    }

    /// The page has more parameters than it can mean.
    pub fn is_exhausted(&self) -> bool {
        self.budget == 0
    }

    /// The rows of a table as members, each name once.
    pub fn members(&mut self, table: usize) -> Vec<Member> {
        let tables = self.tables;
        let mut members: Vec<Member> = Vec::new();
        let mut names = std::collections::HashSet::new();
        self.open.push(table);
        let rows = &tables.get(table).rows;
        for row in rows {
            let whole = rows.len() == 1 && row.name.starts_with('{') && row.name.ends_with('}');
            if !whole && !is_wire_name(&row.name) {
                self.nameless.push((row.line, row.name.clone()));
            } else if names.insert(&*row.name) {
                members.push(self.member(table, row));
            }
        }
        self.open.pop();
        members
    }

    /// A row of a table as a member.
    pub fn member(&mut self, table: usize, row: &'t Parameter<'d>) -> Member {
        self.budget = self.budget.saturating_sub(1);
        let limits = Limits::of(row.description);
        let mut node = match &row.ty {
            Some(ty) => self.node(ty, table, row, &limits),
            None => self
                .parts(None, table, row)
                .unwrap_or_else(|| Node::new(row.line, Kind::Unstated(Container::Any))),
        };
        if matches!(node.kind, Kind::Structure(_) | Kind::Unstated(Container::Dict))
            && example::shows_list(row.description, &row.name)
        {
            node = list(row.line, node, &limits);
        } else if let Some(value) = value_of_pairs(&node.kind, row) {
            node = map(row.line, value);
        }
        node.documentation = documentation(row);
        let mut member = Member::new(row.name.as_str(), node);
        member.required = row.mandatory;
        member
    }

    fn node(
        &mut self,
        ty: &'t Type<'d>,
        table: usize,
        row: &'t Parameter<'d>,
        limits: &Limits,
    ) -> Node {
        let line = row.line;
        match ty {
            Type::Scalar(Scalar::String) if !limits.values.is_empty() => {
                Node::new(line, Kind::Enum(limits.values.clone()))
            }
            Type::Scalar(scalar) => {
                let mut node = Node::new(line, Kind::Scalar(*scalar));
                node.constraints = limits.of_scalar(*scalar);
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
            if let Some(anchor) = tables.elsewhere(reference) {
                return Some(elsewhere(row.line, anchor));
            }
        }
        let found = name
            .and_then(|name| self.called(from, name))
            .or_else(|| tables.linked_in(from, row.description));
        if found.is_none()
            && let Some(anchor) = tables.linked_elsewhere(row.description)
        {
            return Some(elsewhere(row.line, anchor));
        }
        let found = found
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

    /// The next of the tables that have lost their captions.
    fn next(
        &mut self,
        reference: Option<&Reference<'d>>,
        from: usize,
        row: &Parameter<'d>,
    ) -> Option<usize> {
        let all = &self.tables.tables;
        let region = all.get(from)?.0;
        if let Some(reference) = reference {
            let known = self
                .given
                .iter()
                .find(|(index, name)| **name == reference.name && all[**index].0 == region);
            if let Some((index, _)) = known {
                return Some(*index);
            }
        } else if !text::of_blocks(row.description).contains("Table") {
            // Nothing says that there is one.
            return None;
        }
        let roots = self.tables.roots(region);
        let next = (0..all.len()).find(|index| {
            all[*index].0 == region
                && all[*index].1.caption.is_none()
                && !self.tables.led_to[*index]
                && !roots.contains(index)
                && !self.given.contains_key(index)
        })?;
        self.given.insert(next, reference.map_or_else(String::new, |it| it.name.clone()));
        Some(next)
    }

    /// What a table lists, as what stands at a line under a name that a row gives it.
    pub fn structure(&mut self, table: usize, line: u32, name: Option<&str>) -> Node {
        let caption = self.tables.get(table).caption.as_ref();
        let captions = caption.iter().flat_map(|caption| &caption.names).map(String::as_str);
        let name = name.into_iter().chain(captions).find(|name| is_type_name(name));
        let mut node = if self.open.contains(&table) || self.budget == 0 {
            let mark = Mark { container: Container::Dict, union: None };
            Node::new(line, Kind::Recursive(mark))
        } else if let [row] = &*self.tables.get(table).rows
            && row.name.starts_with('{')
            && row.name.ends_with('}')
        {
            // The row stands for every key that there may be.
            self.open.push(table);
            let value = self.member(table, row).node;
            self.open.pop();
            return map(line, value);
        } else {
            Node::new(line, Kind::Structure(self.members(table)))
        };
        node.name = name.map(Box::from);
        node
    }
}

/// The values of "key-value pairs": the description says that there are such, and no table lists
/// them, or one that lists some of the keys that there may be.
fn value_of_pairs(kind: &Kind, row: &Parameter<'_>) -> Option<Node> {
    let members = match kind {
        Kind::Structure(members) if members.iter().all(|member| member.name.contains('/')) => {
            &members[..]
        }
        Kind::Unstated(Container::Dict) => &[],
        _ => return None,
    };
    let said = text::of_blocks(row.description).to_ascii_lowercase();
    if !said.contains("key-value pair") && !said.contains("key/value pair") {
        return None;
    }
    let of_members = members.first().map(|first| {
        let same = members.iter().all(|member| member.node.kind == first.node.kind);
        if same { first.node.kind.clone() } else { Kind::Scalar(Scalar::Document) }
    });
    let of_example = || match example::shows_strings(row.description, &row.name) {
        true => Kind::Scalar(Scalar::String),
        false => Kind::Scalar(Scalar::Document),
    };
    Some(Node::new(row.line, of_members.unwrap_or_else(of_example)))
}

fn map(line: u32, value: Node) -> Node {
    let key = Node::new(line, Kind::Scalar(Scalar::String));
    Node::new(line, Kind::Map(Box::new(key), Box::new(value)))
}

fn list(line: u32, element: Node, limits: &Limits) -> Node {
    let mut node = Node::new(line, Kind::List(Box::new(element)));
    node.constraints = limits.of_list();
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
