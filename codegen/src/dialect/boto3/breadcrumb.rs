//! The way back up on top of a page: `:doc:`WorkSpacesWeb <../../workspaces-web>` / Client / …`.

use crate::markup::{Block, BlockKind, Inline};

/// The service that the breadcrumb leads back to.
pub(super) fn service<'d>(blocks: &'d [Block<'d>]) -> Option<&'d str> {
    blocks.iter().find_map(|block| {
        let BlockKind::Paragraph(text) = &block.kind else { return None };
        let target = match text.first()? {
            Inline::Role { name, target: Some(target), .. } if name == "doc" => target,
            Inline::Link { target, .. } => target,
            _ => return None,
        };
        let last = target.rsplit('/').next()?;
        let service = last.strip_suffix(".html").unwrap_or(last);
        Some(service).filter(|service| !service.is_empty() && *service != "index")
    })
}
