//! The tables of a page, and which rows lead to which.
//!
//! A row leads to the table that lists its parts by a link in its type, its name or its
//! description, or by the name that the table's caption repeats. Where a copy of a page has lost
//! links and captions, the tables still follow each other in the order in which the rows, depth
//! first, ask for them.

use std::collections::HashMap;

use crate::markup::Block;

use super::caption::Caption;
use super::table::{Parameter, Parameters};
use super::text;
use super::types::{Reference, Type};

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
        // What stands on the table itself says more than what stands on its heading.
        for (index, (_, table)) in tables.iter().enumerate() {
            if let Some(anchor) = table.section {
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

    /// The tables, in the order of the page.
    pub fn all(&self) -> impl Iterator<Item = &Parameters<'d>> {
        self.tables.iter().map(|(_, table)| table)
    }

    /// A table.
    pub fn get(&self, index: usize) -> &Parameters<'d> {
        &self.tables[index].1
    }

    /// The first table of a region, for what is told in words there; any number if there is none.
    pub fn first(&self, region: Region) -> usize {
        let first = self.tables.iter().position(|(own, _)| *own == region);
        first.unwrap_or(self.tables.len())
    }

    /// The part of the page that a table stands in.
    pub fn region(&self, index: usize) -> Option<Region> {
        self.tables.get(index).map(|it| it.0)
    }

    /// The tables of a region that have lost their captions and the links to them, and do not list
    /// the region's own parameters.
    pub fn loose(&self, region: Region) -> impl Iterator<Item = usize> {
        let roots = self.roots(region);
        (0..self.tables.len()).filter(move |index| {
            self.region(*index) == Some(region)
                && self.get(*index).caption.is_none()
                && !self.led_to[*index]
                && !roots.contains(index)
        })
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
        let named = row.link.as_ref().filter(|_| asks);
        let named = named.and_then(|link| self.target(from, link)).filter(|found| *found != from);
        named.or_else(|| asks.then(|| self.linked_in(from, row.description)).flatten())
    }

    pub fn target(&self, from: usize, reference: &Reference<'_>) -> Option<usize> {
        let anchor = reference.anchor();
        let found = anchor.as_ref().and_then(|anchor| self.by_anchor.get(anchor).copied());
        // `Table 3` of another page is not this page's Table 3.
        found.or_else(|| {
            if self.is_foreign(reference) { None } else { self.numbered(from, &reference.name) }
        })
    }

    /// The link leads to another page: it says so, or its anchor begins with the other's name
    /// (`en-us_topic_0167957246__table24430409172542`).
    pub fn is_foreign(&self, reference: &Reference<'_>) -> bool {
        let is = |page: &str| {
            let own = |name: &String| {
                name.strip_suffix(".html").unwrap_or(name).eq_ignore_ascii_case(page)
            };
            self.page.iter().any(own)
        };
        if let Some(page) = reference.page() {
            return !page.is_empty() && !is(page);
        }
        let anchor = reference.anchor().unwrap_or_default();
        let other = |(page, _): (&str, &str)| !self.page.is_empty() && !is(page);
        anchor.split_once("__").is_some_and(other)
    }

    /// The table with that number, `Table 3`, in the region if it can be.
    pub fn numbered(&self, from: usize, number: &str) -> Option<usize> {
        let number = number.trim_end_matches('.');
        if !number.starts_with("Table") {
            return None;
        }
        self.near(from, |table| {
            table.caption.as_ref().and_then(|it| it.number.as_deref()) == Some(number)
        })
    }

    /// The first table of the page that a description has a link to.
    pub fn linked_in(&self, from: usize, description: &[Block<'_>]) -> Option<usize> {
        let links = text::links(description);
        links.iter().filter_map(|link| self.target(from, link)).find(|found| *found != from)
    }

    /// The first table that a description has a link to and this page has not.
    pub fn linked_elsewhere(&self, description: &[Block<'_>]) -> Option<String> {
        let links = text::links(description);
        let mut links = links.iter().filter(|link| link.name.starts_with("Table "));
        links.find_map(|link| self.elsewhere(link))
    }

    /// The first section of another page that a description has a link to.
    pub fn section_elsewhere(&self, description: &[Block<'_>]) -> Option<String> {
        let links = text::links(description);
        let mut links = links.iter().filter(|link| self.is_foreign(link));
        links.find_map(|link| self.elsewhere(link).filter(|anchor| anchor.contains("__")))
    }

    /// The anchor that a link leads to on another page.
    pub fn elsewhere(&self, link: &Reference<'_>) -> Option<String> {
        link.anchor().filter(|anchor| !self.page.contains(anchor))
    }

    /// The table that is wanted: of the same region and below, of the same region, or of one that
    /// may share tables with it.
    pub fn near(&self, from: usize, wanted: impl Fn(&Parameters<'d>) -> bool) -> Option<usize> {
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

/// The anchors that links in the rows of a table lead to.
pub fn anchors(table: &Parameters<'_>) -> Vec<String> {
    let of_row = |row: &Parameter<'_>| {
        let of_type = row.ty.as_ref().and_then(reference).and_then(Reference::anchor);
        let of_name = row.link.as_ref().and_then(Reference::anchor);
        let mut anchors: Vec<String> = of_type.into_iter().chain(of_name).collect();
        anchors.extend(text::links(row.description).iter().filter_map(Reference::anchor));
        anchors
    };
    table.rows.iter().flat_map(of_row).collect()
}

/// What a type says of the table that lists its parts.
fn reference<'t, 'd>(ty: &'t Type<'d>) -> Option<&'t Reference<'d>> {
    match ty {
        Type::Named(reference) => Some(reference),
        Type::List(inner) | Type::Map(inner) => reference(inner),
        Type::Scalar(_) | Type::Number | Type::Pairs | Type::Object | Type::Array => None,
    }
}

fn is_scalar(ty: &Type<'_>) -> bool {
    match ty {
        Type::Scalar(_) | Type::Number => true,
        Type::List(inner) | Type::Map(inner) => is_scalar(inner),
        Type::Pairs | Type::Object | Type::Array | Type::Named(_) => false,
    }
}
