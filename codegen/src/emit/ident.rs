//! Identifiers: the names of the documentation as Rust writes them.
//!
//! A name is cut into words, and the words are put together again in the case that Rust expects.
//! What comes out is always plain ASCII and always an identifier, whatever went in.

use std::collections::HashSet;

use proc_macro2::{Ident, Span};

use crate::words::split;

/// The words of a name. A character that is not ASCII becomes a word of its own, its code point
/// (`u4e2d`).
pub(super) fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for run in name.split_inclusive(|c: char| !c.is_ascii()) {
        let ascii = run.trim_end_matches(|c: char| !c.is_ascii());
        words.extend(split(ascii).map(str::to_owned));
        words.extend(run[ascii.len()..].chars().map(|c| format!("u{:x}", u32::from(c))));
    }
    words
}

/// `portalId` → `portal_id`. Empty where the name holds neither letter nor digit.
pub(super) fn snake(name: &str) -> String {
    let mut out = words(name).join("_");
    out.make_ascii_lowercase();
    out
}

/// `ACTIVE` → `Active`, `us-east-1` → `UsEast1`. Two words of which one ends and the other begins
/// with a digit keep an underscore between them: `1.10` and `11.0` are not one name.
pub(super) fn pascal(name: &str) -> String {
    let mut out = String::new();
    for word in words(name) {
        let digits = out.ends_with(|c: char| c.is_ascii_digit())
            && word.starts_with(|c: char| c.is_ascii_digit());
        if digits {
            out.push('_');
        }
        let (first, rest) = word.split_at(1); // words are ASCII and never empty
        out.push_str(&first.to_ascii_uppercase());
        out.push_str(&rest.to_ascii_lowercase());
    }
    out
}

/// The name of a type: the documentation's own where Rust takes it as it stands (`SMTPConfig` stays
/// so), otherwise its words put together, each beginning in upper case.
pub(super) fn type_name(name: &str) -> String {
    let plain = name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.bytes().all(|b| b.is_ascii_alphanumeric());
    if plain {
        return name.to_owned();
    }
    let mut out = String::new();
    for word in words(name) {
        let (first, rest) = word.split_at(1);
        out.push_str(&first.to_ascii_uppercase());
        out.push_str(rest);
    }
    out
}

/// The name of an enum's variant for a value. A value of signs only is named after its signs.
pub(super) fn variant_name(value: &str) -> String {
    let name = pascal(value);
    if name.is_empty() {
        return value.chars().map(sign).collect::<Vec<_>>().concat();
    }
    if name.starts_with(|c: char| c.is_ascii_digit()) { format!("V{name}") } else { name }
}

fn sign(c: char) -> &'static str {
    match c {
        '*' => "Asterisk",
        '=' => "Equals",
        '<' => "Less",
        '>' => "Greater",
        '!' => "Not",
        '+' => "Plus",
        '-' => "Minus",
        '_' => "Underscore",
        '/' => "Slash",
        '.' => "Dot",
        ',' => "Comma",
        ':' => "Colon",
        ';' => "Semicolon",
        '|' => "Pipe",
        '&' => "And",
        '%' => "Percent",
        '#' => "Hash",
        '@' => "At",
        '~' => "Tilde",
        '^' => "Caret",
        '?' => "Question",
        '$' => "Dollar",
        ' ' => "Space",
        _ => "Sign",
    }
}

/// An identifier from a name that [`snake`] or its like made: what [`plain`] makes of it, raw where
/// it is a keyword (`r#type`).
pub(super) fn ident(name: &str, upper: bool) -> Ident {
    let plain = plain(name, upper);
    match KEYWORDS.contains(&&*plain) {
        true => Ident::new_raw(&plain, Span::call_site()),
        false => Ident::new(&plain, Span::call_site()),
    }
}

/// What stands for a name that Rust does not take: an underscore behind one that it knows no raw form
/// of (`self_`), and before one that would begin with a digit. A name of nothing becomes `empty`, or
/// `Empty` if `upper`.
fn plain(name: &str, upper: bool) -> String {
    match name {
        "" if upper => "Empty".to_owned(),
        "" => "empty".to_owned(),
        "self" | "Self" | "super" | "crate" | "_" => format!("{name}_"),
        _ if name.as_bytes()[0].is_ascii_digit() => format!("_{name}"),
        _ => name.to_owned(),
    }
}

/// An identifier as text, without the mark of a raw one.
pub(super) fn text(ident: &Ident) -> String {
    let text = ident.to_string();
    text.strip_prefix("r#").map(str::to_owned).unwrap_or(text)
}

/// Every keyword of every edition that has a raw form, the reserved ones included.
const KEYWORDS: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Identifiers that have to differ from one another.
///
/// Who comes first keeps the name; who comes later under the same one gets an underscore behind it,
/// then a number. So the order in which a documentation lists things decides, and what is added at
/// the end changes nothing that stood before. What counts is the identifier and not what it was made
/// of: `self` and `self_` are one.
#[derive(Default)]
pub(super) struct Distinct {
    taken: HashSet<String>,
}

impl Distinct {
    /// With identifiers taken that nothing may get.
    pub(super) fn without(reserved: impl IntoIterator<Item = &'static str>) -> Self {
        Distinct { taken: reserved.into_iter().map(str::to_owned).collect() }
    }

    /// The identifier of a name, or one like it that is free.
    pub(super) fn claim(&mut self, name: &str, upper: bool) -> Ident {
        let stem = plain(name, upper);
        let mut free = stem.clone();
        if self.taken.contains(&free) {
            let stem = if stem.ends_with('_') { stem } else { format!("{stem}_") };
            free.clone_from(&stem);
            for number in 2u32.. {
                if !self.taken.contains(&free) {
                    break;
                }
                free = format!("{stem}{number}");
            }
        }
        let ident = ident(&free, upper);
        self.taken.insert(free);
        ident
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_names_as_they_occur() {
        for (name, expected) in [
            ("portalId", "portal_id"),
            ("DBInstanceARNs", "db_instance_arns"),
            ("IPv6Addresses", "ipv6_addresses"),
            ("EC2Instance", "ec2_instance"),
            ("S3Bucket", "s3_bucket"),
            ("MD5OfBody", "md5_of_body"),
            ("x-amz-meta-", "x_amz_meta"),
            ("query_begin_time", "query_begin_time"),
            ("VpcIDs", "vpc_ids"),
            ("RunAs", "run_as"),
            ("TLSv1.2", "tlsv1_2"),
            ("中文", "u4e2d_u6587"),
            ("...", ""),
        ] {
            assert_eq!(snake(name), expected, "{name}");
        }
    }

    #[test]
    fn variants() {
        for (value, expected) in [
            ("ACTIVE", "Active"),
            ("t2.micro", "T2Micro"),
            ("1.10", "V1_10"),
            ("11.0", "V11_0"),
            ("us-east-1", "UsEast1"),
            ("s3:ObjectCreated:*", "S3ObjectCreated"),
            (">=", "GreaterEquals"),
            ("", ""),
        ] {
            assert_eq!(variant_name(value), expected, "{value}");
        }
    }

    #[test]
    fn keywords() {
        assert_eq!(ident("type", false).to_string(), "r#type");
        assert_eq!(ident("self", false).to_string(), "self_");
        assert_eq!(ident("Self", true).to_string(), "Self_");
        assert_eq!(ident("2fa", false).to_string(), "_2fa");
        assert_eq!(ident("", false).to_string(), "empty");
    }

    #[test]
    fn collisions_are_numbered_in_order() {
        let mut names = Distinct::without(["new"]);
        let claimed =
            ["a", "new", "a", "a", "new", "", "empty", "self", "self_", "self", "type", "2"]
                .map(|name| names.claim(name, false).to_string());
        assert_eq!(
            claimed,
            [
                "a", "new_", "a_", "a_2", "new_2", "empty", "empty_", "self_", "self_2", "self_3",
                "r#type", "_2",
            ]
        );
    }
}
