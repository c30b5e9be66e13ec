//! Titles and transitions, known by the line that adorns them.

use super::blocks::Reader;
use super::{inline, starts};
use crate::markup::{Block, BlockKind};

impl<'a> Reader<'a, '_> {
    /// Reads a title or a transition, if the lines are one. They stand at the margin only.
    pub(super) fn title(&mut self, min: u32, blocks: &mut Vec<Block<'a>>) -> bool {
        if min > 0 || self.depth > 1 || self.lines[self.at].indent > 0 {
            return false;
        }
        let (content, next) = (self.content(self.at), self.content(self.at + 1));
        let line = self.number();
        let (adornment, over, title) = match starts::adornment(content) {
            Some(over) if next.is_empty() && content.len() >= 4 => {
                let _ = over;
                self.at += 1;
                return true;
            }
            Some(over) if self.content(self.at + 2) == content && fits(content.len(), next) => {
                self.at += 3;
                (over, true, next)
            }
            _ => match starts::adornment(next) {
                Some(under) if self.lines[self.at + 1].indent == 0 && fits(next.len(), content) => {
                    self.at += 2;
                    (under, false, content)
                }
                _ => return false,
            },
        };
        let known = self.adornments.iter().position(|known| *known == (adornment, over));
        let level = known.unwrap_or_else(|| {
            self.adornments.push((adornment, over));
            self.adornments.len() - 1
        });
        let level = u8::try_from(level + 1).unwrap_or(u8::MAX);
        let text = inline::parse(title, self.names);
        blocks.push(Block { line, kind: BlockKind::Heading { level, text } });
        true
    }
}

/// An adornment of `length` is long enough for `title`.
fn fits(length: usize, title: &str) -> bool {
    !title.is_empty()
        && starts::adornment(title).is_none()
        && (length >= title.chars().count() || length >= 4)
}
