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
        if method.see_also.is_some() || matches!(object.arguments, None | Some("**kwargs")) {
            let what = "the page ends before it shows how the operation is called";
            return Err(truncated(page.place(object.line), what));
        }
        return page.leave_out("a helper of boto3's own, no operation of the service");
    }
    let input = method.input(page, object)?;
    let output = method.output(page)?;
    method.tell(page);
    page.name_service(method.see_also);
    let facts = OperationFacts {
        line: object.line,
        name: method.see_also.map(|(_, name)| name.into()),
        method: Some(name.into()),
        documentation: method.documentation(),
        deprecated: method.deprecated,
        input,
        output,
        errors: errors(page, &method)?,
        ..OperationFacts::default()
    };
    page.state(Statement::Operation(facts));
    Ok(())
}

/// The exceptions in `*   :py:class:`WorkSpacesWeb.Client.exceptions.ThrottlingException``.
fn errors(page: &Page<'_>, method: &Method<'_>) -> Result<Vec<ErrorFacts>, Diagnostic> {
    let mut errors = Vec::new();
    for block in &method.exceptions {
        let BlockKind::List { items, .. } = &block.kind else { continue };
        errors.reserve_exact(items.len());
        for item in items {
            let class = item.blocks.first().and_then(|block| match &block.kind {
                BlockKind::Paragraph(text) => text.iter().find_map(|inline| match inline {
                    Inline::Role { name, text, .. } if name == "py:class" => Some(text),
                    _ => None,
                }),
                _ => None,
            });
            let Some(name) = class.and_then(|class| class.rsplit('.').next()) else {
                let what = "the page ends in the middle of an exception's name";
                return Err(truncated(page.place(item.line), what));
            };
            errors.push(ErrorFacts {
                line: item.line,
                name: name.into(),
                status: None,
                documentation: None,
                members: Vec::new(),
            });
        }
    }
    if let (Some(line), true) = (method.exceptions_line, errors.is_empty()) {
        return Err(truncated(page.place(line), "the page ends before it names an exception"));
    }
    Ok(errors)
}
