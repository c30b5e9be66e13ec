//! The page of a client's method.

use crate::diagnostic::Diagnostic;
use crate::facts::{ErrorFacts, OperationFacts, Statement};
use crate::markup::{Block, BlockKind, Inline};

use super::method::Method;
use super::{Object, Page, truncated};

pub(super) fn read<'d>(
    page: &mut Page<'_>,
    object: &Object<'d>,
    name: &str,
    after: &'d [Block<'d>],
) -> Result<(), Diagnostic> {
    let mut method = Method::of(object, after);
    if !method.shows_request() {
        // Only methods that stand for an operation take whatever the operation takes.
        if method.see_also.is_some() || object.arguments == Some("**kwargs") {
            let what = "the page ends before it shows how the operation is called";
            return Err(truncated(page.place(object.line), what));
        }
        page.facts.left_out = Some("a helper of boto3's own, no operation of the service");
        return Ok(());
    }
    let input = method.input(page, object)?;
    let output = method.output(page)?;
    page.facts.service.uid = method.see_also.map(|(uid, _)| uid.into());
    let facts = OperationFacts {
        line: object.line,
        name: method.see_also.map(|(_, name)| name.into()),
        method: Some(name.into()),
        documentation: method.documentation(),
        deprecated: method.deprecated,
        input,
        output,
        errors: errors(&method.exceptions),
        ..OperationFacts::default()
    };
    page.state(Statement::Operation(facts));
    Ok(())
}

/// The exceptions in `*   :py:class:`WorkSpacesWeb.Client.exceptions.ThrottlingException``.
fn errors(blocks: &[&Block<'_>]) -> Vec<ErrorFacts> {
    let mut errors = Vec::new();
    for block in blocks {
        let BlockKind::List { items, .. } = &block.kind else { continue };
        for item in items {
            let Some(BlockKind::Paragraph(text)) = item.blocks.first().map(|block| &block.kind)
            else {
                continue;
            };
            let class = text.iter().find_map(|inline| match inline {
                Inline::Role { name, text, .. } if name == "py:class" => Some(text),
                _ => None,
            });
            if let Some(name) = class.and_then(|class| class.rsplit('.').next()) {
                errors.push(ErrorFacts {
                    line: item.line,
                    name: name.into(),
                    status: None,
                    documentation: None,
                    members: Vec::new(),
                });
            }
        }
    }
    errors
}
