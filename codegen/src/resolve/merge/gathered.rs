//! The pages of a service, one after the other: what each states, held against those before it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::difference::{self, Depth};
use super::merged::{Stated, place};
use crate::diagnostic::rules::service as rules;
use crate::diagnostic::{Diagnostic, Place};
use crate::facts::{
    Dialect, OperationFacts, PageFacts, PaginatorFacts, ServiceFacts, ShapeFacts, Statement,
    WaiterFacts,
};
use crate::resolve::words::fold;

/// What the pages of a service state, each thing once.
#[derive(Default)]
pub struct Gathered {
    pub pages: Vec<Arc<Path>>,
    /// The dialect of each page.
    pub dialects: Vec<Dialect>,
    /// Whether more may have stood behind the end of each page.
    pub open_ends: Vec<bool>,
    pub client: Option<Box<str>>,
    pub uid: Option<Box<str>>,
    pub index: Option<Stated<ServiceFacts>>,
    /// By folded name.
    pub operations: BTreeMap<String, Stated<OperationFacts>>,
    /// What the API Reference says of operations that boto3 describes.
    pub references: BTreeMap<String, Vec<Stated<OperationFacts>>>,
    pub paginators: BTreeMap<String, Stated<PaginatorFacts>>,
    /// By name.
    pub waiters: BTreeMap<Box<str>, Stated<WaiterFacts>>,
    pub shapes: BTreeMap<Box<str>, Stated<ShapeFacts>>,
}

impl Gathered {
    pub fn place(&self, page: u32, line: u32) -> Place {
        place(&self.pages, page, line)
    }

    pub fn page(&mut self, page: PageFacts, diagnostics: &mut Vec<Diagnostic>) {
        let number = self.pages.len() as u32;
        self.pages.push(page.path);
        self.dialects.push(page.dialect);
        self.open_ends.push(page.open_end);
        self.client = self.client.take().or(page.service.client);
        self.uid = self.uid.take().or(page.service.uid);
        for statement in page.statements {
            match statement {
                Statement::Service(facts) => self.service(Stated { page: number, facts }),
                Statement::Operation(facts) => {
                    self.operation(Stated { page: number, facts }, diagnostics);
                }
                Statement::Paginator(facts) => {
                    let key = fold(&facts.name);
                    let new = Stated { page: number, facts };
                    self.paginators.entry(key).or_insert(new);
                }
                Statement::Waiter(facts) => {
                    let key = facts.name.clone();
                    let new = Stated { page: number, facts };
                    self.waiters.entry(key).or_insert(new);
                }
                Statement::Shape(facts) => {
                    self.shape(Stated { page: number, facts }, diagnostics);
                }
                // What it tells is told by now.
                Statement::Example(_) => {}
            }
        }
    }

    fn service(&mut self, new: Stated<ServiceFacts>) {
        let Some(old) = &mut self.index else {
            self.index = Some(new);
            return;
        };
        let (old, new) = (&mut old.facts, new.facts);
        old.title = old.title.take().or(new.title);
        old.documentation = old.documentation.take().or(new.documentation);
        if old.methods.is_none() {
            old.methods = new.methods;
            old.paginators = new.paginators;
            old.waiters = new.waiters;
        }
    }

    fn operation(&mut self, new: Stated<OperationFacts>, diagnostics: &mut Vec<Diagnostic>) {
        let Some(name) = new.facts.method.as_deref().or(new.facts.name.as_deref()) else { return };
        let key = fold(name);
        let Some(mut old) = self.operations.remove(&key) else {
            self.operations.insert(key, new);
            return;
        };
        let dialect = |page: u32| self.dialects.get(page as usize);
        if dialect(new.page) == Some(&Dialect::ApiReference)
            && dialect(old.page) == Some(&Dialect::Boto3)
        {
            let others = self.references.remove(&key).unwrap_or_default();
            if let Some(first) = others.first() {
                self.compare(name, first, &new, diagnostics);
            }
            let others = others.into_iter().chain([new]).collect();
            self.references.insert(key.clone(), others);
        } else {
            self.compare(name, &old, &new, diagnostics);
            fill(&mut old.facts, new.facts);
        }
        self.operations.insert(key, old);
    }

    /// Says where two pages on one operation do not agree.
    fn compare(
        &self,
        name: &str,
        old: &Stated<OperationFacts>,
        new: &Stated<OperationFacts>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        if let Some(found) = difference::of_operations(&old.facts, &new.facts) {
            let message = format!("{}: {}", name, found);
            let place = self.place(old.page, found.lines.0);
            let other = self.place(new.page, found.lines.1);
            diagnostics.push(
                Diagnostic::new(&rules::PAGES_DISAGREE, place, message)
                    .and(other, "the other page"),
            );
        }
    }

    fn shape(&mut self, new: Stated<ShapeFacts>, diagnostics: &mut Vec<Diagnostic>) {
        let Some(old) = self.shapes.get(&new.facts.name) else {
            self.shapes.insert(new.facts.name.clone(), new);
            return;
        };
        let (first, second) = (&old.facts.node, &new.facts.node);
        if let Some(found) = difference::of_parts(Some(first), Some(second), Depth::Everything) {
            let message = format!("{}: {found}", new.facts.name);
            let place = self.place(old.page, found.lines.0);
            let other = self.place(new.page, found.lines.1);
            diagnostics.push(
                Diagnostic::new(&rules::PAGES_DISAGREE, place, message)
                    .and(other, "the other page"),
            );
        }
    }
}

/// Fills what `old` leaves open.
fn fill(old: &mut OperationFacts, new: OperationFacts) {
    old.name = old.name.take().or(new.name);
    old.method = old.method.take().or(new.method);
    old.documentation = old.documentation.take().or(new.documentation);
    old.deprecated |= new.deprecated;
    old.input = old.input.take().or(new.input);
    old.output = old.output.take().or(new.output);
    old.http = old.http.take().or(new.http);
    for error in new.errors {
        match old.errors.iter_mut().find(|known| known.name == error.name) {
            Some(known) => {
                known.status = known.status.or(error.status);
                known.documentation = known.documentation.take().or(error.documentation);
                if known.members.is_empty() {
                    known.members = error.members;
                }
            }
            None => old.errors.push(error),
        }
    }
}
