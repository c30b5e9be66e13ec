//! The JSON of examples, as far as holding it against tables needs it.

use crate::facts::Json;

/// How deep an example may nest.
const DEPTH: u8 = 64;

/// The value that a text begins with; `None` where it is none. Examples are typed by people: what
/// is missing at the end, a comma too many or too few, and `...` are let pass.
pub fn parse(text: &str) -> Option<Json> {
    let text = text.trim_start();
    text.starts_with(['{', '[']).then(|| Parser { rest: text }.value(DEPTH)).flatten()
}

struct Parser<'a> {
    rest: &'a str,
}

impl Parser<'_> {
    fn take(&mut self, wanted: char) -> bool {
        self.rest = self.rest.trim_start();
        let rest = self.rest.strip_prefix(wanted);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn value(&mut self, depth: u8) -> Option<Json> {
        let depth = depth.checked_sub(1)?;
        self.rest = self.rest.trim_start();
        match self.rest.chars().next()? {
            '{' => self.object(depth),
            '[' => self.array(depth),
            '"' => self.string().map(|_| Json::String),
            _ => self.word(),
        }
    }

    fn object(&mut self, depth: u8) -> Option<Json> {
        self.take('{');
        let mut entries = Vec::new();
        while !self.ends('}') {
            let key = self.string()?;
            if !self.take(':') {
                return None;
            }
            entries.push((key, self.value(depth)?));
        }
        Some(Json::Object(entries))
    }

    fn array(&mut self, depth: u8) -> Option<Json> {
        self.take('[');
        let mut items = Vec::new();
        while !self.ends(']') {
            items.push(self.value(depth)?);
        }
        Some(Json::Array(items))
    }

    /// Takes what stands between values; true at the end of what they stand in.
    fn ends(&mut self, closer: char) -> bool {
        self.rest = self
            .rest
            .trim_start_matches(|c: char| c == ',' || c == '.' || c == '…' || c.is_whitespace());
        self.rest.is_empty() || self.take(closer) || self.rest.starts_with(['}', ']'])
    }

    /// A string as it is written: names of members have no escapes worth reading.
    fn string(&mut self) -> Option<String> {
        let rest = self.rest.strip_prefix('"')?;
        let mut from = 0;
        loop {
            let at = from + rest[from..].find(['"', '\\'])?;
            if rest.as_bytes()[at] == b'"' {
                self.rest = &rest[at + 1..];
                return Some(rest[..at].to_owned());
            }
            from = at + 1 + rest[at + 1..].chars().next()?.len_utf8();
        }
    }

    fn word(&mut self) -> Option<Json> {
        let end = self.rest.find([',', '}', ']', ' ', '\n', '\r', '\t']).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        match word {
            "null" => Some(Json::Null),
            "true" | "false" => Some(Json::Boolean),
            "" => None,
            _ => match word.parse::<f64>() {
                Ok(number) if number.is_finite() => {
                    Some(Json::Number { whole: !word.contains(['.', 'e', 'E']) })
                }
                // Something that stands for a value.
                _ => Some(Json::Null),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values() {
        let json = parse(r#" { "a" : [1, -2.5, true,], "b\"c": {"é": null}, } after"#).unwrap();
        let Json::Object(entries) = json else { panic!("{json:?}") };
        assert_eq!(entries[0].0, "a");
        let items = [Json::Number { whole: true }, Json::Number { whole: false }, Json::Boolean];
        assert_eq!(entries[0].1, Json::Array(items.into()));
        assert_eq!(entries[1].1, Json::Object(vec![("é".into(), Json::Null)]));
        let number = || Json::Number { whole: true };
        for (text, value) in [
            ("[1 2", Json::Array(vec![number(), number()])),
            ("{\"a\": [1, ... }", Json::Object(vec![("a".into(), Json::Array(vec![number()]))])),
        ] {
            assert_eq!(parse(text), Some(value), "{text}");
        }
        for text in ["", "{\"a\"}", "{a: 1}", "\"\\", "…", &"[".repeat(100_000)] {
            assert_eq!(parse(text), None, "{text:.10}");
        }
    }
}
