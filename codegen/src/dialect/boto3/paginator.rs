//! The page of a paginator: the operation again, without its tokens and its limit.

use crate::diagnostic::Diagnostic;
use crate::facts::{Kind, Member, Node, PaginatorFacts, Statement};
use crate::markup::{Block, BlockKind, Inline};

use super::method::Method;
use super::{Object, Page, truncated};

pub(super) fn read(page: &mut Page<'_>, object: &Object<'_>, name: &str) -> Result<(), Diagnostic> {
    let found = object.method("paginate");
    let Some(mut method) = found.as_ref().map(|(paginate, after)| Method::of(paginate, after))
    else {
        let what = "the page ends before it describes `paginate`";
        return Err(truncated(page.place(object.line), what));
    };
    let Some((paginate, _)) = found.filter(|_| method.shows_request()) else {
        let what = "the page ends before it shows how `paginate` is called";
        return Err(truncated(page.place(object.line), what));
    };
    let mut input = method.input(page, &paginate)?;
    let config = input.as_mut().and_then(|input| take_member(input, "PaginationConfig"));
    let has_limit = config.is_some_and(|config| match config.node.kind {
        Kind::Structure(members) => members.iter().any(|member| &*member.name == "PageSize"),
        _ => false,
    });
    let output = method.output(page)?;
    method.tell(page);
    page.name_service(method.see_also);
    page.state(Statement::Paginator(PaginatorFacts {
        line: object.line,
        name: name.into(),
        method: method_in(&method.intro).map(Box::from),
        input,
        output,
        has_limit,
    }));
    Ok(())
}

/// Takes out what boto3 added to the parameters.
pub(super) fn take_member(input: &mut Node, name: &str) -> Option<Member> {
    let Kind::Structure(members) = &mut input.kind else { return None };
    let at = members.iter().rposition(|member| &*member.name == name)?;
    Some(members.remove(at))
}

/// The method that a page says it is about: `:py:meth:`WorkSpacesWeb.Client.list_sessions``.
pub(super) fn method_in<'d>(blocks: &[&'d Block<'d>]) -> Option<&'d str> {
    blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Paragraph(text) => text.iter().find_map(|inline| match inline {
            Inline::Role { name, text, .. } if name == "py:meth" => text.rsplit('.').next(),
            _ => None,
        }),
        _ => None,
    })
}
