//! The facts that the second look judges candidates by.

use super::weights::FAMILIES;

/// The facts other than what the first look's families come to.
pub const FACTS: &[&str] = &[
    // What the first look says.
    "margin",
    "rank",
    "share",
    "gap",
    "best-share",
    "candidates",
    // How the name was made.
    "frame",
    "core",
    "over",
    "ending",
    "way-rank",
    "ways",
    "frame2",
    "core2",
    "support",
    // The shape and where it stands.
    "type",
    "role",
    "path",
    "taken",
    "returned",
    "in-and-out",
    "places",
    "member-length",
    "member-structures",
    "member-enums",
    "beside-structures",
    "beside-enums",
    "camel",
    "case",
    "members",
    "plain",
    "rivals",
    "twins",
    "within",
    "around",
    "size",
    "rival-direct",
    "rival-listed",
    "rival-taken",
    "depth",
    // The name.
    "length",
    "letters",
    "bare",
    "name-structures",
    "name-enums",
    "nouns",
    "mentioned",
    "before-nouns",
    "before-structures",
    "before-length",
    // Who else wants it.
    "others-sum",
    "others-most",
    "others",
    "lead",
    // The owner.
    "owner-share",
    "owner-role",
    "owner-length",
    "owner-bare",
    "owner-member-length",
    "before-is-owner",
    "owner-members",
    "owner-places",
    // What is said.
    "said",
    "own-said",
    "member-said",
    "words-said",
    "words-own-said",
    "member-words-said",
    "before-words-said",
    "before-words-own-said",
    "same-text",
    "texts",
    "text-length",
    "own-count",
    "own-is",
    "own-object-count",
    "own-object-is",
    // How often members and operations have the words one after the other.
    "in-members",
    "begins-members",
    "head-in-members",
    "pairs-in-members",
    "before-begins-members",
    "in-operations",
    "head-in-operations",
    "pairs-in-operations",
    "member-in-operations",
    "before-in-operations",
    // What all operations that reach it agree on.
    "root-length",
    "begins-with-root",
];

/// The names of all facts, in the order of `Second::facts`.
pub fn fact_names() -> Vec<String> {
    let families = FAMILIES.iter().map(|family| format!("of-{family}"));
    FACTS.iter().map(|fact| (*fact).to_owned()).chain(families).collect()
}
