//! The page of a waiter.

use crate::diagnostic::Diagnostic;
use crate::facts::{Statement, WaiterFacts};
use crate::markup::{Block, BlockKind};

use super::method::Method;
use super::paginator::{method_in, take_member};
use super::{Object, Page, truncated};

pub(super) fn read(page: &mut Page<'_>, object: &Object<'_>, name: &str) -> Result<(), Diagnostic> {
    let found = object.method("wait");
    let Some(mut method) = found.as_ref().map(|(wait, after)| Method::of(wait, after)) else {
        let what = "the page ends before it describes `wait`";
        return Err(truncated(page.place(object.line), what));
    };
    let Some((wait, _)) = found.filter(|_| method.shows_request()) else {
        let what = "the page ends before it shows how `wait` is called";
        return Err(truncated(page.place(object.line), what));
    };
    let Some((delay, max_attempts)) = times(&method.intro) else {
        let what = "the page does not say how often it polls";
        return Err(truncated(page.place(wait.line), what));
    };
    let mut input = method.input(page, &wait)?;
    if let Some(input) = &mut input {
        take_member(input, "WaiterConfig");
    }
    method.tell(page);
    page.name_service(method.see_also);
    page.state(Statement::Waiter(WaiterFacts {
        line: object.line,
        name: name.into(),
        operation: method.see_also.map(|(_, name)| name.into()),
        method: method_in(&method.intro).map(Box::from),
        delay,
        max_attempts,
        input,
    }));
    Ok(())
}

/// The numbers in "Polls … every 20 seconds until a successful state is reached. An error is
/// raised after 25 failed checks." Older pages say "returned".
fn times(blocks: &[&Block<'_>]) -> Option<(u32, u32)> {
    blocks.iter().find_map(|block| {
        let BlockKind::Paragraph(inlines) = &block.kind else { return None };
        let mut text = String::new();
        inlines.iter().for_each(|inline| inline.push_text(&mut text));
        let number = |before: &str, after: &str| -> Option<u32> {
            let (_, rest) = text.split_once(before)?;
            rest.split_once(after)?.0.parse().ok()
        };
        Some((number(" every ", " seconds")?, number(" after ", " failed checks")?))
    })
}
