//! The words that say of what kind a value is.

use crate::facts::Scalar;

#[rustfmt::skip]
pub(super) const OBJECT: [&str; 12] = [
    "object", "objects", "jsonobject", "structure", "structures", "struct", "structs", "dict",
    "dicts", "dictionary", "dictionaries", "data",
];
pub(super) const MAP: [&str; 3] = ["map", "maps", "hashmap"];
#[rustfmt::skip]
pub(super) const LIST: [&str; 9] = [
    "array", "arrays", "jsonarray", "list", "lists", "set", "sets", "arraylist", "collection",
];

pub(super) fn is_list(word: &str) -> bool {
    LIST.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// What is written where no type is.
pub(super) fn is_none(word: &str) -> bool {
    ["yes", "no", "none", "n/a", "na", "null", "true", "false"]
        .iter()
        .any(|other| word.eq_ignore_ascii_case(other))
}

/// Words that say more of the type that follows them.
pub(super) const BEFORE: [&str; 10] = [
    "a",
    "an",
    "the",
    "json",
    "nested",
    "unsigned",
    "signed",
    "positive",
    "non-negative",
    "base64",
];

#[rustfmt::skip]
const SCALARS: &[(&str, Scalar)] = &[
    ("string", Scalar::String),
    ("str", Scalar::String),
    ("char", Scalar::String),
    ("character", Scalar::String),
    ("varchar", Scalar::String),
    ("text", Scalar::String),
    ("uuid", Scalar::String),
    ("enum", Scalar::String),
    ("enumerated", Scalar::String),
    ("enumeration", Scalar::String),
    ("date", Scalar::String),
    ("time", Scalar::String),
    ("utc", Scalar::String),
    ("yaml", Scalar::String),
    ("ip", Scalar::String),
    ("ipv4", Scalar::String),
    ("ipv6", Scalar::String),
    ("cidr", Scalar::String),
    ("email", Scalar::String),
    ("url", Scalar::String),
    ("uri", Scalar::String),
    ("base64", Scalar::String),
    ("integer", Scalar::Integer),
    ("int", Scalar::Integer),
    ("int8", Scalar::Integer),
    ("int16", Scalar::Integer),
    ("int32", Scalar::Integer),
    ("uint", Scalar::Integer),
    ("uint8", Scalar::Integer),
    ("uint16", Scalar::Integer),
    ("uint32", Scalar::Integer),
    ("short", Scalar::Integer),
    ("long", Scalar::Long),
    ("int64", Scalar::Long),
    ("uint64", Scalar::Long),
    ("bigint", Scalar::Long),
    ("biginteger", Scalar::Long),
    ("float", Scalar::Float),
    ("float32", Scalar::Float),
    ("double", Scalar::Double),
    ("float64", Scalar::Double),
    ("real", Scalar::Double),
    ("decimal", Scalar::Double),
    ("bigdecimal", Scalar::Double),
    ("boolean", Scalar::Boolean),
    ("bool", Scalar::Boolean),
    ("datetime", Scalar::Timestamp),
    ("date-time", Scalar::Timestamp),
    ("timestamp", Scalar::Timestamp),
    ("binary", Scalar::Blob),
    ("blob", Scalar::Blob),
    ("byte", Scalar::Blob),
    ("file", Scalar::Stream),
    ("stream", Scalar::Stream),
    ("json", Scalar::Document),
    ("any", Scalar::Document),
    ("anytype", Scalar::Document),
];

/// The word says no more than that it is a number.
pub(super) fn is_number(word: &str) -> bool {
    ["number", "numbers", "numeric"].iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// The scalar of that name, in the plural too.
pub(super) fn scalar(word: &str) -> Option<Scalar> {
    let word = word.to_ascii_lowercase();
    let named = |name: &str| SCALARS.iter().find(|(known, _)| *known == name).map(|it| it.1);
    named(&word).or_else(|| named(word.strip_suffix('s')?))
}
