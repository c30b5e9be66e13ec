//! The pages of a service: those of its operations, and of every structure that is in what they take
//! and return.

use super::model::{Reference, Shape};
use super::operation;
use super::page::{Fact, Item, Page, Part, Section, Span};
use super::service::{Protocol, Service, required};
use super::{items, types};

impl Service<'_> {
    /// All pages.
    pub fn pages(&self) -> Vec<Page> {
        let mut pages: Vec<Page> = self
            .model
            .operations
            .iter()
            .map(|(name, it)| operation::page(self, name, it))
            .collect();
        // Of two that are called the same the operation has the page.
        let shapes = self.asked.union(&self.answered);
        let shapes = shapes.filter(|name| !self.model.operations.contains_key(**name));
        pages.extend(shapes.map(|name| self.shape(name)));
        pages
    }

    /// The page of a data type: what is required first, and the rest by its name.
    fn shape(&self, name: &str) -> Page {
        let shape = self.model.shape(name);
        let key = self.key(name);
        let mut parts = Vec::new();
        if shape.union {
            let text = "This data type is a UNION, so only one of the following members can be \
                        specified when used or returned.";
            parts.push(Part::Note("Important", text.to_owned()));
        }
        let mut members: Vec<(String, Item)> = Vec::new();
        for (member, reference) in &shape.members.0 {
            let mut item = self.member(shape, member, reference);
            item.labels = items::labels_in_shape(self, name, member, reference);
            let is_anonymous = matches!(self.protocol(), Protocol::Query | Protocol::Ec2);
            item.anchor = (!is_anonymous).then(|| format!("{}-Type-{key}-{member}", self.anchor));
            item.facts.push(required(shape, member));
            let order = item.labels[0].0.to_ascii_lowercase();
            members.push((order, item));
        }
        let is_required = |item: &Item| item.facts.last().is_some_and(is_yes);
        members.sort_by(|(a, x), (b, y)| (!is_required(x), a).cmp(&(!is_required(y), b)));
        parts.extend(members.into_iter().map(|(_, item)| Part::Item(item)));
        let contents = Section { heading: "Contents", anchor: "Contents", parts };
        let links = ["SdkForCpp", "SdkForJavaV2", "SdkForRubyV3"];
        let sections = vec![contents, self.see_also(&links, name)];
        let text = shape.documentation.clone().unwrap_or_default();
        Page { title: name.to_owned(), key, text, sections }
    }

    /// What is said of a member wherever it stands; its name, its anchor and whether it is required
    /// are not.
    pub fn member(&self, owner: &Shape, name: &str, reference: &Reference) -> Item {
        let shape = self.model.shape(&reference.shape);
        let text = reference.documentation.clone().or_else(|| shape.documentation.clone());
        let mut facts = Vec::new();
        let in_head = matches!(
            reference.location.as_deref(),
            Some("uri" | "querystring" | "header" | "headers" | "statusCode")
        );
        let is_blob = owner.payload.as_deref() == Some(name) && shape.kind != "structure";
        if !in_head && !is_blob {
            facts.push(Fact { name: "Type", value: types::words(self, reference) });
        }
        facts.extend(types::limits(self.model, reference));
        if shape.exception
            && let Some(status) = shape.error.as_ref().and_then(|error| error.http_status_code)
        {
            facts.push(Fact::text("HTTP Status Code", status.to_string()));
        }
        Item { text: text.unwrap_or_default(), facts, ..Item::default() }
    }
}

fn is_yes(fact: &Fact) -> bool {
    matches!(&fact.value[..], [Span::Text(text)] if text == "Yes")
}
