//! Sections of operations whose members stand in a body of JSON.

use super::super::model::Shape;
use super::super::page::{Part, Section, Span};
use super::super::syntax::{Syntax, named};
use super::writer::Writer;

impl<'s> Writer<'s> {
    pub(super) fn json(&self, sections: &mut Vec<Section>) {
        let model = self.service.model;
        let common = || {
            Part::Sentence(vec![
                Span::Text(
                    "For information about the parameters that are common to all actions, see "
                        .to_owned(),
                ),
                Span::Link("Common Parameters".to_owned(), "CommonParameters".to_owned()),
                Span::Text(".".to_owned()),
            ])
        };
        let input = self.parted(self.operation.input.as_ref());
        if let Some(input) = input.filter(|input| !input.shape.members.0.is_empty()) {
            let mut syntax = Syntax::new(model, true);
            syntax.json_body(input.shape_name, &named(input.shape));
            let parts = vec![Part::Syntax(syntax.out)];
            sections.push(Section { heading: "Request Syntax", anchor: "RequestSyntax", parts });
            let mut parts = vec![common()];
            parts.push(Part::sentence("The request accepts the following data in JSON format."));
            let members: Vec<_> = input.shape.members.0.iter().map(|(n, it)| (&**n, it)).collect();
            parts.extend(self.items(input.shape, &members, true));
            let heading = "Request Parameters";
            sections.push(Section { heading, anchor: "RequestParameters", parts });
        }
        let output = self.parted(self.operation.output.as_ref());
        let mut parts = Vec::new();
        match output.filter(|output| !output.shape.members.0.is_empty()) {
            Some(output) => {
                let mut syntax = Syntax::new(model, false);
                let stream = self.stream(output.shape);
                let (owner, name) = stream.unwrap_or((output.shape, output.shape_name));
                syntax.json_body(name, &named(owner));
                sections.push(Section {
                    heading: "Response Syntax",
                    anchor: "ResponseSyntax",
                    parts: vec![Part::Syntax(syntax.out)],
                });
                parts.push(Part::sentence(
                    "If the action is successful, the service sends back an HTTP 200 response.",
                ));
                parts.push(Part::sentence(
                    "The following data is returned in JSON format by the service.",
                ));
                let members: Vec<_> = owner.members.0.iter().map(|(n, it)| (&**n, it)).collect();
                parts.extend(self.items(owner, &members, false));
            }
            None => parts.push(Part::sentence(
                "If the action is successful, the service sends back an HTTP 200 response with an \
                 empty HTTP body.",
            )),
        }
        sections.push(Section { heading: "Response Elements", anchor: "ResponseElements", parts });
    }

    /// The events of an output that is nothing else.
    fn stream(&self, shape: &'s Shape) -> Option<(&'s Shape, &'s str)> {
        let [(_, only)] = &shape.members.0[..] else { return None };
        let inner = self.service.model.shape(&only.shape);
        inner.eventstream.then_some((inner, &*only.shape))
    }
}
