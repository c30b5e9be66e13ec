//! The section of errors.

use super::super::model::Reference;
use super::super::page::{Fact, Item, Part, Section, Span};
use super::super::service::Protocol;
use super::writer::Writer;

impl<'s> Writer<'s> {
    pub(super) fn errors(&self, sections: &mut Vec<Section>) {
        let is_ec2 = self.service.protocol() == Protocol::Ec2;
        if self.operation.errors.is_empty() && !is_ec2 {
            return;
        }
        let mut parts = vec![Part::Sentence(vec![
            Span::Text(
                "For information about the errors that are common to all actions, see ".to_owned(),
            ),
            Span::Link("Common Error Types".to_owned(), "CommonErrors".to_owned()),
            Span::Text(".".to_owned()),
        ])];
        let mut errors: Vec<Item> =
            self.operation.errors.iter().map(|error| self.error(error)).collect();
        errors.sort_by(|a, b| a.labels[0].0.cmp(&b.labels[0].0));
        parts.extend(errors.into_iter().map(Part::Item));
        sections.push(Section { heading: "Errors", anchor: "Errors", parts });
    }

    fn error(&self, reference: &Reference) -> Item {
        let shape = self.service.model.shape(&reference.shape);
        let code = shape.error.as_ref().and_then(|error| error.code.clone());
        let code = code.filter(|_| self.service.protocol() == Protocol::Query);
        let name = code.unwrap_or_else(|| reference.shape.clone());
        let mut members: Vec<(String, Item)> = shape
            .members
            .0
            .iter()
            .filter(|(_, member)| member.documentation.is_some())
            .map(|(name, member)| {
                // One that goes into a header has the header's name.
                let header = member.location.as_ref().and(member.location_name.as_ref());
                let label = header.unwrap_or(name).clone();
                let text = member.documentation.clone().unwrap_or_default();
                let order = label.to_ascii_lowercase();
                (order, Item { labels: vec![(label, "")], text, ..Item::default() })
            })
            .collect();
        members.sort_by(|(a, _), (b, _)| a.cmp(b));
        let status = shape.error.as_ref().and_then(|error| error.http_status_code);
        // Of an error without a status the model tells whose fault it is.
        let status = status.unwrap_or(if shape.fault { 500 } else { 400 });
        let status = Fact::text("HTTP Status Code", status.to_string());
        Item {
            labels: vec![(name, "")],
            text: shape.documentation.clone().unwrap_or_default(),
            members: members.into_iter().map(|(_, item)| item).collect(),
            facts: vec![status],
            ..Item::default()
        }
    }
}
