//! What a section says of one member, however the section lists it.

use crate::markup::{Block, blocks_to_commonmark};
use crate::spec::is_shape_name;

use super::fact::Fact;

/// What a section says of one member.
pub(super) struct MemberItem<'d> {
    pub line: u32,
    /// Its name on the wire; in requests, where responses have another.
    pub label: String,
    /// Its name on the wire in responses, where that is another.
    pub in_response: Option<String>,
    /// Its name; that on the wire where none of its own is told.
    pub member: String,
    /// It has a number behind its name, as what is listed has.
    pub numbered: bool,
    /// What is in it has these names.
    pub inside: Inside,
    /// Its own name is told.
    pub named: bool,
    /// It leads to the syntax.
    pub linked: bool,
    pub documentation: Option<Box<str>>,
    pub facts: Vec<(u32, Fact<'d>)>,
}

/// What queries call what is in a list or a map, where that is not what they call it anyway.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Inside {
    /// An entry of a list, or the values of a map.
    pub element: Option<String>,
    /// The keys of a map.
    pub key: Option<String>,
}

impl<'d> MemberItem<'d> {
    /// One that is called so on the wire, and otherwise nowhere.
    pub fn named(
        line: u32,
        label: String,
        said: &[Block<'_>],
        facts: Vec<(u32, Fact<'d>)>,
    ) -> Self {
        MemberItem {
            line,
            member: label.clone(),
            label,
            in_response: None,
            numbered: false,
            inside: Inside::default(),
            named: false,
            linked: false,
            documentation: documentation(said),
            facts,
        }
    }
}

/// What blocks say, as CommonMark.
pub(super) fn documentation(blocks: &[Block<'_>]) -> Option<Box<str>> {
    let mut text = String::new();
    blocks_to_commonmark(blocks, &mut text);
    (!text.trim().is_empty()).then(|| text.into())
}

/// Whether a bold line may be the name of a member or an error.
pub(super) fn is_name(label: &str) -> bool {
    !label.is_empty() && !label.contains(char::is_whitespace) && !label.ends_with(':') && {
        let first = label.trim_start_matches(['$', '@', ':']);
        is_shape_name(first) || first.starts_with(|c: char| c.is_ascii_alphanumeric())
    }
}
