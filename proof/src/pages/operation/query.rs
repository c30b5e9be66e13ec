//! Sections of operations that are asked for in a form.

use super::super::page::{Fact, Item, Part, Section, Span};
use super::super::service::Protocol;
use super::writer::Writer;

impl<'s> Writer<'s> {
    pub(super) fn query(&self, sections: &mut Vec<Section>) {
        let is_ec2 = self.service.protocol() == Protocol::Ec2;
        let input = self.parted(self.operation.input.as_ref());
        if let Some(input) = input.filter(|input| !input.shape.members.0.is_empty()) {
            let (text, link, page) = if is_ec2 {
                (
                    "The following parameters are for this specific action. For more information \
                     about required and optional parameters that are common to all actions, see ",
                    "Common Query Parameters",
                    "CommonParameters",
                )
            } else {
                (
                    "For information about the parameters that are common to all actions, see ",
                    "Common Parameters",
                    "CommonParameters",
                )
            };
            let mut parts = vec![Part::Sentence(vec![
                Span::Text(text.to_owned()),
                Span::Link(link.to_owned(), page.to_owned()),
                Span::Text(".".to_owned()),
            ])];
            let members: Vec<_> = input.shape.members.0.iter().map(|(n, it)| (&**n, it)).collect();
            parts.extend(self.items(input.shape, &members, true));
            let heading = "Request Parameters";
            sections.push(Section { heading, anchor: "RequestParameters", parts });
        }
        let output = self.parted(self.operation.output.as_ref());
        let mut found: Vec<(String, Item)> = Vec::new();
        if let Some(output) = &output {
            let members = output.shape.members.0.iter();
            found.extend(members.map(|(name, it)| self.item(output.shape, (name, it), false)));
        }
        if is_ec2 {
            found.push(own("requestId", "The ID of the request.", "String"));
            if output.is_none_or(|output| output.shape.members.0.is_empty()) {
                let text = "Is <code>true</code> if the request succeeds, and an error otherwise.";
                found.push(own("return", text, "Boolean"));
            }
        }
        found.sort_by(|(a, _), (b, _)| a.cmp(b));
        if found.is_empty() {
            return;
        }
        let sentence = if found.len() == 1 {
            "The following element is returned by the service."
        } else {
            "The following elements are returned by the service."
        };
        let mut parts = vec![Part::sentence(sentence)];
        parts.extend(found.into_iter().map(|(_, item)| Part::Item(item)));
        sections.push(Section { heading: "Response Elements", anchor: "ResponseElements", parts });
    }
}

/// What every answer of ec2 has.
fn own(name: &str, text: &str, ty: &str) -> (String, Item) {
    let item = Item {
        labels: vec![(name.to_owned(), "")],
        text: format!("<p>{text}</p>"),
        facts: vec![Fact::text("Type", ty)],
        ..Item::default()
    };
    (name.to_ascii_lowercase(), item)
}
