//! Captions of tables: what they call what the table lists.

use crate::facts::Location;
use crate::markup::Inline;

use super::text;

/// What a caption says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caption {
    /// The caption without the table's number.
    pub text: String,
    /// `Table 3`, as links on the page call it.
    pub number: Option<String>,
    /// What it calls what the table lists; none where it speaks of "parameters" and the like only,
    /// which is how a part's own table is captioned, and not one that another row leads to.
    pub names: Vec<String>,
    /// Where the parameters stand, if it says so.
    pub location: Option<ParameterPlace>,
}

/// Where the parameters of a table stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterPlace {
    /// In the path, the query or a header.
    At(Location),
    /// In the body.
    Body,
}

/// Words that are in captions for grammar's sake.
#[rustfmt::skip]
const FILLERS: &[&str] = &[
    "a", "an", "api", "data", "description", "descriptions", "element", "elements", "field",
    "fields", "for", "for the", "in", "input", "list", "message", "object", "objects", "of", "on", "or", "output", "param",
    "parameter", "parameters", "params", "request", "requests", "response", "responses",
    "structure", "structures", "the", "to", "type", "uri",
];

const PLACES: &[(&str, ParameterPlace)] = &[
    ("path", ParameterPlace::At(Location::Path)),
    ("query", ParameterPlace::At(Location::Query)),
    ("header", ParameterPlace::At(Location::Header)),
    ("headers", ParameterPlace::At(Location::Header)),
    ("body", ParameterPlace::Body),
    ("formdata", ParameterPlace::Body),
    ("form", ParameterPlace::Body),
];

impl Caption {
    /// What the caption says; `None` where there is none.
    pub fn of(caption: &[Inline<'_>]) -> Option<Self> {
        let text = text::plain(caption);
        if text.is_empty() {
            return None;
        }
        let (number, rest) = number(&text);
        let mut made = Caption { text: rest.to_owned(), number, ..Caption::default() };
        // A name that is set off by its markup needs no guessing.
        let strong = caption.iter().filter_map(|inline| match inline {
            Inline::Strong(inner) | Inline::Emphasis(inner) => Some(text::plain(inner)),
            Inline::Code(code) => Some(text::spaced(code)),
            _ => None,
        });
        for name in strong {
            if self::number(&name).1 == name && !name.is_empty() {
                made.add(&name);
            }
        }
        if made.names.is_empty() {
            let mut words = Vec::new();
            for word in
                rest.split(' ').map(|word| word.trim_matches([',', '.', ':', '"', '(', ')']))
            {
                let lower = word.to_ascii_lowercase();
                match PLACES.iter().find(|(known, _)| *known == lower) {
                    Some((_, place)) => made.location = made.location.or(Some(*place)),
                    None if lower.is_empty() || FILLERS.contains(&&*lower) => {}
                    None => words.push(word),
                }
            }
            if !words.is_empty() {
                made.location = None;
                made.add(&words.join(" "));
            }
        }
        Some(made)
    }

    /// It speaks of parameters without calling them anything.
    pub fn is_general(&self) -> bool {
        self.names.is_empty()
    }

    /// It is called that, give or take case and number.
    pub fn is_called(&self, name: &str) -> bool {
        self.names.iter().any(|known| same(known, name))
    }

    /// It gives the way to what the table lists (`servers.addresses`), and the way that is asked for
    /// ends so: how many steps are the same.
    pub fn ends(&self, way: &[&str]) -> Option<usize> {
        let steps = |name: &str| {
            let steps: Vec<&str> = name.split('.').collect();
            let ends = steps.len() > 1
                && steps.len() <= way.len()
                && way[way.len() - steps.len()..].iter().zip(&steps).all(|(a, b)| same(a, b));
            ends.then_some(steps.len())
        };
        self.names.iter().filter_map(|name| steps(name)).max()
    }

    fn add(&mut self, name: &str) {
        // `primaryNic/extNics` is both, `spec/extendParam` the second in the first.
        self.names.extend(name.split('/').map(|part| part.trim().to_owned()));
    }
}

/// `Table 3`, and what follows it.
fn number(text: &str) -> (Option<String>, &str) {
    let found = text.strip_prefix("Table").and_then(|rest| {
        let rest = rest.trim_start();
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        (digits > 0).then(|| (format!("Table {}", &rest[..digits]), rest[digits..].trim_start()))
    });
    match found {
        Some((number, rest)) => (Some(number), rest),
        None => (None, text),
    }
}

/// Two names for the same thing: case aside, and `tag` being one of the `tags`.
fn same(one: &str, other: &str) -> bool {
    let folded = |name: &str| {
        let name: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
        let name = name.to_lowercase();
        match name.strip_suffix("ies") {
            Some(stem) => format!("{stem}y"),
            None => name.strip_suffix('s').unwrap_or(&name).to_owned(),
        }
    };
    folded(one) == folded(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `**x**` is strong.
    fn caption(text: &str) -> Caption {
        let inlines: Vec<_> = text
            .split("**")
            .enumerate()
            .map(|(index, part)| match index % 2 {
                0 => Inline::Text(part.into()),
                _ => Inline::Strong(vec![Inline::Text(part.into())]),
            })
            .collect();
        Caption::of(&inlines).unwrap()
    }

    #[test]
    fn general_captions() {
        for (text, location) in [
            ("**Table 1** Path Parameters", Some(ParameterPlace::At(Location::Path))),
            ("**Table 2** Query parameters", Some(ParameterPlace::At(Location::Query))),
            (
                "**Table 2** Parameters in the request header",
                Some(ParameterPlace::At(Location::Header)),
            ),
            ("**Table 2** FormData parameters", Some(ParameterPlace::Body)),
            ("Response body parameters", Some(ParameterPlace::Body)),
            ("Table 12 Parameter description", None),
            ("Response parameter", None),
        ] {
            let caption = caption(text);
            assert_eq!((caption.is_general(), caption.location), (true, location), "{text}");
        }
    }

    #[test]
    fn captions_that_call_it_something() {
        for (text, name) in [
            ("**Table 3** AddExtendCidrOption", "AddExtendCidrOption"),
            ("**Table 3** **tag** objects", "tags"),
            ("**Table 3** **tags** parameter description", "tag"),
            ("**Table 3** Data structure of the spec field", "spec"),
            ("**Table 3** Description of field **Port**", "port"),
            ("**Table 3** Data structure of the primaryNic/extNics field", "extNics"),
            ("**Table 3** Data structure of the spec/extendParam field", "extendParam"),
            ("**Table 3** VPC objects", "vpc"),
            ("**Table 3** **Security Group Rule** objects", "security_group_rules"),
        ] {
            let caption = caption(text);
            assert!(!caption.is_general() && caption.is_called(name), "{text}: {caption:?}");
            assert_eq!(caption.number.as_deref(), Some("Table 3"));
        }
    }
}
