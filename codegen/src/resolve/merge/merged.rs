//! What the pages of a service state when they were brought together.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::Place;
use crate::facts::{
    Dialect, Kind, OperationFacts, PaginatorFacts, ServiceFacts, ShapeFacts, WaiterFacts,
};
use crate::spec::{Pagination, Spec};

use super::stays::{Missing, Stays};

/// The shapes of a service under the names that pages give them.
pub type NamedShapes = BTreeMap<Box<str>, Stated<ShapeFacts>>;

/// Everything that the pages of one service state, each thing once.
#[derive(Debug)]
pub struct Merged {
    /// The pages, by the index that [`Stated::page`] holds.
    pub pages: Vec<Arc<Path>>,
    /// The dialect of each page.
    pub dialects: Vec<Dialect>,
    /// Whether more may have stood behind the end of each page.
    pub open_ends: Vec<bool>,
    /// The class of the client.
    pub client: Option<Box<str>>,
    /// The version of the API.
    pub version: Option<Box<str>>,
    /// What the index page states, if there is one; its lists of names have gone into the order
    /// and choice of the rest.
    pub index: Option<ServiceFacts>,
    /// The operations, in the order of the index.
    pub operations: Vec<MergedOperation>,
    /// The waiters, in the order of the index.
    pub waiters: Vec<(String, Stated<WaiterFacts>)>,
    /// The paginators of operations that stand in the spec and that no page describes.
    pub paginators: Vec<Stated<PaginatorFacts>>,
    /// What the API Reference says of operations that boto3 describes, by the index of the
    /// operation.
    pub references: BTreeMap<usize, Vec<Stated<OperationFacts>>>,
    /// Shapes under the name that a page gives them.
    pub shapes: BTreeMap<Box<str>, Stated<ShapeFacts>>,
    /// What stays as it stands, where an index says what there is. Without one, all that no page
    /// describes stays.
    pub stays: Option<Stays>,
    /// What the index lists and no page describes.
    pub missing: Vec<Missing>,
    /// What pages of the API Reference say of shapes as such.
    pub texts: BTreeMap<Box<str>, Arc<str>>,
    /// The namespace of the outermost elements of XML.
    pub xml_namespace: Option<Box<str>>,
}

/// What pages tell behind whose end more may have stood.
#[derive(Clone, Debug, Default)]
pub struct Open {
    /// Operations, by wire name; whether their pages always show their end if they are whole, so
    /// that anything told otherwise may be a piece.
    pub operations: BTreeMap<String, bool>,
    /// Shapes that have a page of their own.
    pub shapes: BTreeMap<String, OpenShape>,
    /// All shapes that have a page of their own.
    pub apart: BTreeSet<String>,
}

/// What a page tells of a shape, behind whose end more may have stood.
#[derive(Clone, Debug)]
pub struct OpenShape {
    pub place: Place,
    /// The names of the members that it tells.
    pub members: BTreeSet<Box<str>>,
}

impl Open {
    /// The shapes of which such pages lack members that stand.
    pub fn cut(&self, standing: &Spec) -> BTreeSet<String> {
        let shapes = self.shapes.iter().filter(|(name, shape)| {
            let members = standing.shape(name).map_or(&[][..], |id| standing[id].kind.members());
            members.iter().any(|member| !shape.members.contains(&*member.name))
        });
        shapes.map(|(name, _)| name.clone()).collect()
    }
}

/// What a page states, with the page.
#[derive(Debug)]
pub struct Stated<T> {
    /// An index into [`Merged::pages`].
    pub page: u32,
    /// What it states.
    pub facts: T,
}

/// An operation and what is stated of it.
#[derive(Debug)]
pub struct MergedOperation {
    /// Its wire name.
    pub name: String,
    /// Its method.
    pub method: Box<str>,
    /// What its page states.
    pub stated: Stated<OperationFacts>,
    /// What its paginator's page states.
    pub paginator: Option<Stated<PaginatorFacts>>,
    /// How its pages are asked for, once that is found.
    pub pagination: Option<Pagination>,
}

impl Merged {
    /// Whether nothing is stated of an API, but for what paginators' pages repeat.
    pub fn is_empty(&self) -> bool {
        self.index.is_none() && self.operations.is_empty() && self.waiters.is_empty()
    }

    /// Where each operation is described, by wire name.
    pub fn accounts(&self) -> BTreeMap<String, Place> {
        let operations = self.operations.iter();
        let accounts = operations.map(|operation| {
            let stated = &operation.stated;
            (operation.name.clone(), self.place(stated.page, stated.facts.line))
        });
        accounts.collect()
    }

    /// What pages tell behind whose end more may have stood.
    pub fn open(&self) -> Open {
        let is_open = |page: u32| self.open_ends.get(page as usize) == Some(&true);
        let operations = self.operations.iter().filter(|it| is_open(it.stated.page));
        let shapes = self.shapes.iter().filter(|(_, it)| is_open(it.page));
        Open {
            operations: operations
                .map(|it| {
                    let dialect = self.dialects.get(it.stated.page as usize);
                    (it.name.clone(), dialect != Some(&Dialect::Boto3))
                })
                .collect(),
            shapes: shapes
                .map(|(name, it)| {
                    let place = self.place(it.page, it.facts.line);
                    let members = match &it.facts.node.kind {
                        Kind::Structure(it) | Kind::Union(it) | Kind::EventStream(it) => &it[..],
                        _ => &[],
                    };
                    let members = members.iter().map(|member| member.name.clone()).collect();
                    (name.to_string(), OpenShape { place, members })
                })
                .collect(),
            apart: self.shapes.keys().map(|name| name.to_string()).collect(),
        }
    }

    /// A line of one of the pages.
    pub fn place(&self, page: u32, line: u32) -> Place {
        place(&self.pages, page, line)
    }
}

pub fn place(pages: &[Arc<Path>], page: u32, line: u32) -> Place {
    Place { path: Arc::clone(&pages[page as usize]), line }
}

/// Where something is stated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// An index into the pages of the service.
    pub page: u32,
    pub line: u32,
}
