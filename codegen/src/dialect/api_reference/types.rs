//! Types in words: `Array of [Filter](API_Filter.md) objects`, `String to array of strings map`.

use crate::facts::{Container, Kind, Node, Scalar};
use crate::markup::Inline;
use crate::spec::is_shape_name;

/// How deep words may nest types.
const MAX_DEPTH: usize = 16;

/// The type that the words behind `Type:` tell; `None` where they make no sense.
pub(super) fn read(words: &[Inline<'_>], line: u32) -> Option<Kind> {
    let mut parser = Parser { words: split(words), at: 0, line };
    let kind = parser.ty(0)?;
    (parser.at == parser.words.len()).then_some(kind)
}

enum Word {
    Plain(String),
    /// A link: the name of a shape.
    Name(String),
}

fn split(words: &[Inline<'_>]) -> Vec<Word> {
    let mut out = Vec::new();
    for inline in words {
        let mut text = String::new();
        inline.push_text(&mut text);
        match inline {
            Inline::Link { .. } => out.push(Word::Name(text.trim().to_owned())),
            _ => out.extend(text.split_whitespace().map(|word| Word::Plain(word.to_owned()))),
        }
    }
    out
}

struct Parser {
    words: Vec<Word>,
    at: usize,
    line: u32,
}

impl Parser {
    /// The next word in lower case, if it is plain.
    fn peek(&self) -> Option<String> {
        match self.words.get(self.at)? {
            Word::Plain(word) => Some(word.to_ascii_lowercase()),
            Word::Name(_) => None,
        }
    }

    fn eat(&mut self, wanted: &[&str]) -> bool {
        let found = self.peek().is_some_and(|word| wanted.contains(&word.as_str()));
        self.at += usize::from(found);
        found
    }

    fn node(&self, kind: Kind) -> Box<Node> {
        Box::new(Node::new(self.line, kind))
    }

    fn ty(&mut self, depth: usize) -> Option<Kind> {
        if depth > MAX_DEPTH {
            return None;
        }
        if self.eat(&["array", "arrays"]) {
            if !self.eat(&["of"]) {
                return None;
            }
            let element = self.ty(depth + 1)?;
            return Some(Kind::List(self.node(element)));
        }
        let key = self.simple()?;
        // The oldest pages have the word for a list behind what is in it.
        if self.eat(&["list", "lists"]) {
            return Some(Kind::List(self.node(key)));
        }
        if !self.eat(&["to"]) {
            return Some(key);
        }
        let value = self.ty(depth + 1)?;
        if !self.eat(&["map", "maps"]) {
            return None;
        }
        Some(Kind::Map(self.node(key), self.node(value)))
    }

    fn simple(&mut self) -> Option<Kind> {
        let word = self.words.get(self.at)?;
        self.at += 1;
        let (name, linked) = match word {
            Word::Name(name) => (name.clone(), true),
            Word::Plain(word) => (word.clone(), false),
        };
        if linked || self.peek().is_some_and(|next| next == "object" || next == "objects") {
            if !linked && name.eq_ignore_ascii_case("json") {
                self.at += 1;
                return Some(Kind::Scalar(Scalar::Document));
            }
            // S3 says "data type" of what others call an object.
            if !self.eat(&["object", "objects"]) && self.eat(&["data"]) {
                self.eat(&["type", "types"]);
            }
            return is_shape_name(&name).then(|| Kind::Named(name.into()));
        }
        let scalar = match &*name.to_ascii_lowercase() {
            "string" | "strings" => Scalar::String,
            "integer" | "integers" => Scalar::Integer,
            "long" | "longs" => Scalar::Long,
            "float" | "floats" => Scalar::Float,
            "double" | "doubles" => Scalar::Double,
            "boolean" | "booleans" => Scalar::Boolean,
            "timestamp" | "timestamps" | "datetime" => Scalar::Timestamp,
            "base64-encoded" => {
                while self.eat(&["binary", "data", "object", "objects"]) {}
                Scalar::Blob
            }
            "json" => {
                self.eat(&["value", "values"]);
                Scalar::Document
            }
            // What is in it stands on no page.
            "exception" => return Some(Kind::Unstated(Container::Dict)),
            _ => return None,
        };
        Some(Kind::Scalar(scalar))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::{BlockKind, markdown};

    fn of(text: &str) -> String {
        let page = markdown::parse(text);
        let Some(BlockKind::Paragraph(words)) = page.blocks.first().map(|block| &block.kind) else {
            return "nothing".to_owned();
        };
        read(words, 1).map_or("nothing".to_owned(), |kind| short(&kind))
    }

    fn short(kind: &Kind) -> String {
        match kind {
            Kind::Scalar(scalar) => scalar.as_str().to_owned(),
            Kind::List(element) => format!("list<{}>", short(&element.kind)),
            Kind::Map(key, value) => format!("map<{}, {}>", short(&key.kind), short(&value.kind)),
            Kind::Named(name) => name.to_string(),
            _ => "unstated".to_owned(),
        }
    }

    #[test]
    fn words_nest() {
        for (words, expected) in [
            ("String", "string"),
            ("string", "string"),
            ("Base64\\-encoded binary data object", "blob"),
            ("Array of Base64-encoded binary data objects", "list<blob>"),
            ("[ Media ](API_Media.md) object", "Media"),
            ("Array of [Tag](API_Tag.md) objects", "list<Tag>"),
            ("Array of Tag objects", "list<Tag>"),
            ("String to string map", "map<string, string>"),
            ("String to [X](API_X.md) object map", "map<string, X>"),
            ("String to array of [X](API_X.md) objects map", "map<string, list<X>>"),
            ("Array of string to [X](API_X.md) object maps", "list<map<string, X>>"),
            (
                "String to array of string to [X](API_X.md) object maps map",
                "map<string, list<map<string, X>>>",
            ),
            ("Array of arrays of doubles", "list<list<double>>"),
            ("Array of [CORSRule](API_CORSRule.md) data types", "list<CORSRule>"),
            ("[Tagging](API_Tagging.md) data type", "Tagging"),
            ("JSON value", "document"),
            ("Exception", "unstated"),
            ("String list", "list<string>"),
            ("[Tag](API_Tag.md) list", "list<Tag>"),
            ("DateTime", "timestamp"),
            ("Array of", "nothing"),
            ("Strange", "nothing"),
            ("String and more", "nothing"),
        ] {
            assert_eq!(of(words), expected, "{words}");
        }
        of(&"array of ".repeat(10_000));
    }
}
