//! A page of changes that was saved or pasted as text: bold and slanted words look like any other,
//! so they are told by what they say.

use std::borrow::Cow;

use crate::markup::{Block, BlockKind, Inline, Item};

const HEADINGS: [&str; 6] = [
    "Request Syntax",
    "Response Syntax",
    "Response Structure",
    "Parameters",
    "Exceptions",
    "[REQUIRED]",
];

const SEE_ALSO: &str = "See also: AWS API Documentation";

/// The block as it was before it was text; none where it was a link that leads nowhere now.
pub(super) fn restore(mut block: Block<'_>) -> Option<Block<'_>> {
    match &mut block.kind {
        BlockKind::Paragraph(text) => {
            if matches!(&text[..], [Inline::Text(words)] if words.trim() == SEE_ALSO) {
                return None;
            }
            if let [Inline::Text(words)] = &text[..]
                && HEADINGS.contains(&words.trim())
            {
                *text = strong(words.trim().to_owned());
            }
        }
        BlockKind::List { items, .. } => items.iter_mut().for_each(restore_item),
        BlockKind::Fields(fields) => {
            fields.iter_mut().for_each(|field| restore_all(&mut field.blocks));
        }
        BlockKind::Quote(blocks) => restore_all(blocks),
        _ => {}
    }
    Some(block)
}

fn restore_all(blocks: &mut Vec<Block<'_>>) {
    *blocks = std::mem::take(blocks).into_iter().filter_map(restore).collect();
}

fn restore_item(item: &mut Item<'_>) {
    restore_all(&mut item.blocks);
    let Some(Block { kind: BlockKind::Paragraph(text), .. }) = item.blocks.first_mut() else {
        return;
    };
    let [Inline::Text(words)] = &text[..] else { return };
    let Some((name, ty, rest)) = head(words) else { return };
    let mut head = Vec::new();
    if !name.is_empty() {
        head.extend(strong(name.to_owned()));
        head.push(Inline::Text(" ".into()));
    }
    head.push(Inline::Emphasis(vec![Inline::Text(Cow::Owned(ty.to_owned()))]));
    if let Some(rest) = rest.strip_prefix("[REQUIRED]") {
        head.push(Inline::Text(" ".into()));
        head.extend(strong("[REQUIRED]".to_owned()));
        push(rest, &mut head);
    } else {
        push(rest, &mut head);
    }
    *text = head;
}

fn push(rest: &str, head: &mut Vec<Inline<'_>>) {
    if !rest.is_empty() {
        head.push(Inline::Text(Cow::Owned(format!(" {}", rest.trim_start()))));
    }
}

fn strong(words: String) -> Vec<Inline<'static>> {
    vec![Inline::Strong(vec![Inline::Text(Cow::Owned(words))])]
}

/// `name (type) -- rest`: a name, if there is one, `(type) --`, and the rest.
fn head(words: &str) -> Option<(&str, &str, &str)> {
    let (before, after) = words.split_once(") --")?;
    let open = before.find('(')?;
    let name = before[..open].trim();
    if name.contains(char::is_whitespace) {
        return None;
    }
    let end = words.len() - after.len();
    Some((name, &words[open..end], after.trim_start()))
}
