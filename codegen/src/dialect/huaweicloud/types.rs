//! The types of parameters, as tables write them: `Array of SessionInfo objects`,
//! `Map<String,Array<X>>`, `List<Object> Table 7`.

use crate::facts::Scalar;
use crate::markup::{Block, Inline};

use super::text;

/// A type as a table writes it.
#[derive(Clone, Debug, PartialEq)]
pub enum Type<'d> {
    /// A value with no parts.
    Scalar(Scalar),
    /// Something that has parts; the table does not say which.
    Object,
    /// A list; the table does not say of what.
    Array,
    /// What a table of its own lists.
    Named(Reference<'d>),
    /// A list of one type.
    List(Box<Type<'d>>),
    /// A map from strings to one type.
    Map(Box<Type<'d>>),
}

/// A name for what another table lists, or a link to that table, or both.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference<'d> {
    /// What is shown.
    pub name: String,
    /// Where the link leads.
    pub target: Option<&'d str>,
}

impl Reference<'_> {
    /// The anchor that the link leads to, of this page or another; case means nothing in it.
    pub fn anchor(&self) -> Option<String> {
        let target = self.target?;
        let anchor = target.rsplit('#').next().unwrap_or(target);
        (!anchor.is_empty()).then(|| anchor.to_ascii_lowercase())
    }

    /// The page that the link leads to, where it says so: `page` of `../page.html#anchor`, nothing
    /// of `#anchor`.
    pub fn page(&self) -> Option<&str> {
        let (page, _) = self.target?.split_once('#')?;
        let name = page.rsplit('/').next().unwrap_or(page);
        Some(name.rsplit_once('.').map_or(name, |(stem, _)| stem))
    }
}

/// Types are not nested deeper than this by anyone who means them.
const DEPTH: u8 = 8;

/// The type in a cell; `None` where nothing stands that could be one.
pub fn read<'d>(cell: &'d [Block<'_>]) -> Option<Type<'d>> {
    let mut tokens = Vec::new();
    text::each_paragraph(cell, &mut |inlines| {
        inlines.iter().for_each(|inline| tokenize(inline, &mut tokens));
    });
    let mut parser = Parser { tokens: &tokens, at: 0 };
    let first = parser.ty(DEPTH, false)?;
    loop {
        let says_or = parser.word(&["or"]) || parser.punctuation('/');
        if !says_or && !parser.punctuation(',') {
            return Some(first);
        }
        match parser.ty(DEPTH, false) {
            Some(second) if second == first => {}
            // `String, optional`
            Some(Type::Named(Reference { target: None, .. })) | None if !says_or => {}
            // Two types at once are none that a program can name.
            _ => return Some(Type::Scalar(Scalar::Document)),
        }
    }
}

/// The type that a text is, and nothing else.
pub fn whole<'d>(text: &'d [Inline<'_>]) -> Option<Type<'d>> {
    let mut tokens = Vec::new();
    text.iter().for_each(|inline| tokenize(inline, &mut tokens));
    let mut parser = Parser { tokens: &tokens, at: 0 };
    let ty = parser.ty(DEPTH, false)?;
    (parser.at == tokens.len()).then_some(ty)
}

#[derive(Debug, PartialEq)]
enum Token<'d> {
    Word(String),
    Punctuation(char),
    Link(Reference<'d>),
}

fn tokenize<'d>(inline: &'d Inline<'_>, tokens: &mut Vec<Token<'d>>) {
    match inline {
        Inline::Text(text) | Inline::Code(text) => words(text, tokens),
        Inline::Emphasis(inner) | Inline::Strong(inner) => {
            inner.iter().for_each(|inline| tokenize(inline, tokens));
        }
        Inline::Link { text, target } => link(text::plain(text), target, tokens),
        Inline::Role { text, target, .. } => {
            link(text::spaced(text), target.as_deref().unwrap_or(text), tokens);
        }
        Inline::Anchor(_) | Inline::Break => {}
    }
}

fn words<'d>(text: &str, tokens: &mut Vec<Token<'d>>) {
    let mut word = String::new();
    for c in text.chars() {
        match c {
            '<' | '>' | ',' | '[' | ']' | '(' | ')' => {
                finish(&mut word, tokens);
                tokens.push(Token::Punctuation(c));
            }
            c if c.is_whitespace() => finish(&mut word, tokens),
            c => word.push(c),
        }
    }
    finish(&mut word, tokens);
}

fn finish(word: &mut String, tokens: &mut Vec<Token<'_>>) {
    let trimmed = word.trim_end_matches(['.', ';', ':']);
    // `Integer/String`, but not `N/A`
    let means_none = is_none(trimmed);
    for (index, part) in trimmed.split(|c| c == '/' && !means_none).enumerate() {
        if index > 0 {
            tokens.push(Token::Punctuation('/'));
        }
        if !part.is_empty() {
            tokens.push(Token::Word(part.to_owned()));
        }
    }
    word.clear();
}

/// A link shows the name of what it leads to, or the whole type (`Array of X objects`).
fn link<'d>(shown: String, target: &'d str, tokens: &mut Vec<Token<'d>>) {
    let mut inner = Vec::new();
    words(&shown, &mut inner);
    let name = inner.iter().rposition(|token| match token {
        Token::Word(word) => !OBJECT.contains(&&*word.to_ascii_lowercase()),
        _ => false,
    });
    let whole_type = matches!(inner.first(), Some(Token::Word(word)) if is_list(word));
    match name {
        Some(at) if whole_type && at > 0 => {
            for (index, token) in inner.into_iter().enumerate() {
                tokens.push(match token {
                    Token::Word(name) if index == at => {
                        Token::Link(Reference { name, target: Some(target) })
                    }
                    token => token,
                });
            }
        }
        _ => tokens.push(Token::Link(Reference { name: shown, target: Some(target) })),
    }
}

#[rustfmt::skip]
const OBJECT: [&str; 12] = [
    "object", "objects", "jsonobject", "structure", "structures", "struct", "structs", "dict",
    "dicts", "dictionary", "dictionaries", "data",
];
const MAP: [&str; 3] = ["map", "maps", "hashmap"];
#[rustfmt::skip]
const LIST: [&str; 9] = [
    "array", "arrays", "jsonarray", "list", "lists", "set", "sets", "arraylist", "collection",
];

fn is_list(word: &str) -> bool {
    LIST.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// What is written where no type is.
fn is_none(word: &str) -> bool {
    ["yes", "no", "none", "n/a", "na", "null", "true", "false"]
        .iter()
        .any(|other| word.eq_ignore_ascii_case(other))
}

/// Words that say more of the type that follows them.
const BEFORE: [&str; 10] = [
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
    ("number", Scalar::Double),
    ("numeric", Scalar::Double),
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

/// The scalar of that name, in the plural too.
fn scalar(word: &str) -> Option<Scalar> {
    let word = word.to_ascii_lowercase();
    let named = |name: &str| SCALARS.iter().find(|(known, _)| *known == name).map(|it| it.1);
    named(&word).or_else(|| named(word.strip_suffix('s')?))
}

struct Parser<'t, 'd> {
    tokens: &'t [Token<'d>],
    at: usize,
}

impl<'d> Parser<'_, 'd> {
    /// Takes the next token if it is one of the words.
    fn word(&mut self, words: &[&str]) -> bool {
        let found = match self.tokens.get(self.at) {
            Some(Token::Word(word)) => words.iter().any(|known| word.eq_ignore_ascii_case(known)),
            _ => false,
        };
        self.at += usize::from(found);
        found
    }

    fn punctuation(&mut self, wanted: char) -> bool {
        let found = self.tokens.get(self.at) == Some(&Token::Punctuation(wanted));
        self.at += usize::from(found);
        found
    }

    fn link(&mut self) -> Option<Reference<'d>> {
        match self.tokens.get(self.at)? {
            Token::Link(reference) => {
                self.at += 1;
                Some(reference.clone())
            }
            _ => None,
        }
    }

    /// A type, and what says once more of what kind it is (`X objects`, `X array`).
    fn ty(&mut self, depth: u8, in_list: bool) -> Option<Type<'d>> {
        let depth = depth.checked_sub(1)?;
        // The last word says what it is.
        while self.at + 1 < self.tokens.len()
            && !matches!(self.tokens.get(self.at + 1), Some(Token::Punctuation(_)))
            && self.word(&BEFORE)
        {}
        let mut ty = match self.tokens.get(self.at)? {
            Token::Link(_) => Type::Named(self.link()?),
            Token::Punctuation('[') => {
                self.at += 1;
                if self.punctuation(']') {
                    // `[]string`
                    Type::List(Box::new(self.ty(depth, true)?))
                } else {
                    // `[String]`
                    let element = self.ty(depth, true)?;
                    if !self.punctuation(']') {
                        return None;
                    }
                    Type::List(Box::new(element))
                }
            }
            Token::Punctuation(_) => return None,
            Token::Word(word) => {
                self.at += 1;
                self.named(word, depth)?
            }
        };
        loop {
            // `X objects` are several, unless it is a list already that they are in.
            if !in_list && matches!(ty, Type::Named(_)) && self.word(&["objects"]) {
                ty = Type::List(Box::new(ty));
            } else if self.word(&OBJECT) {
                if ty == Type::Object
                    && let Some(reference) = self.link()
                {
                    ty = Type::Named(reference);
                }
            } else if self.word(&LIST) || self.brackets() {
                ty = match ty {
                    // `byte[]`
                    Type::Scalar(Scalar::Blob) => ty,
                    ty => Type::List(Box::new(ty)),
                };
            } else {
                return Some(ty);
            }
        }
    }

    /// `[]`
    fn brackets(&mut self) -> bool {
        let empty = [Token::Punctuation('['), Token::Punctuation(']')];
        let found = self.tokens[self.at.min(self.tokens.len())..].starts_with(&empty);
        self.at += if found { 2 } else { 0 };
        found
    }

    fn named(&mut self, word: &str, depth: u8) -> Option<Type<'d>> {
        if is_list(word) {
            return Some(self.list(depth));
        }
        if MAP.iter().any(|known| word.eq_ignore_ascii_case(known)) {
            return Some(self.map(depth));
        }
        if OBJECT.contains(&&*word.to_ascii_lowercase()) {
            return Some(self.link().map_or(Type::Object, Type::Named));
        }
        if let Some(scalar) = scalar(word) {
            if self.punctuation('(') {
                // A length, or the bits of a number.
                let bits = self.word(&["64"]);
                while !self.punctuation(')') && self.at < self.tokens.len() {
                    self.at += 1;
                }
                if bits && scalar == Scalar::Integer {
                    return Some(Type::Scalar(Scalar::Long));
                }
            }
            return Some(Type::Scalar(scalar));
        }
        let named = word.chars().any(char::is_alphabetic) && !is_none(word);
        named.then(|| Type::Named(Reference { name: word.to_owned(), target: None }))
    }

    /// What stands behind `Array` or `List`.
    fn list(&mut self, depth: u8) -> Type<'d> {
        for (open, close) in [('<', '>'), ('[', ']'), ('(', ')')] {
            if self.punctuation(open) {
                let element = self.ty(depth, true);
                self.punctuation(close);
                let element = match element {
                    None => return Type::Array,
                    // The link stands behind the type.
                    Some(Type::Object) => self.link().map_or(Type::Object, Type::Named),
                    Some(element) => element,
                };
                return Type::List(Box::new(element));
            }
        }
        if self.word(&["of"]) {
            return self
                .ty(depth, true)
                .map_or(Type::Array, |element| Type::List(Box::new(element)));
        }
        match self.link() {
            Some(reference) => Type::List(Box::new(Type::Named(reference))),
            None => Type::Array,
        }
    }

    /// What stands behind `Map`: `<String,X>`, and sometimes `<String>X` or `[String]X`.
    fn map(&mut self, depth: u8) -> Type<'d> {
        let mut value = None;
        for (open, close) in [('<', '>'), ('[', ']'), ('(', ')')] {
            // `Map[]` is a list of them.
            if !self.tokens[self.at.min(self.tokens.len())..]
                .starts_with(&[Token::Punctuation(open), Token::Punctuation(close)])
                && self.punctuation(open)
            {
                self.ty(depth, false);
                if self.punctuation(',') || self.punctuation(':') {
                    value = self.ty(depth, true);
                }
                self.punctuation(close);
                break;
            }
        }
        if value.is_none() {
            let before = self.at;
            value = self.ty(depth, true);
            if value.is_none() {
                self.at = before;
            }
        }
        Type::Map(Box::new(value.unwrap_or(Type::Scalar(Scalar::Document))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::BlockKind;

    fn shown(ty: &Type<'_>) -> String {
        match ty {
            Type::Scalar(scalar) => scalar.as_str().into(),
            Type::Object => "object".into(),
            Type::Array => "array".into(),
            Type::Named(Reference { name, target: None }) => name.clone(),
            Type::Named(Reference { name, target: Some(target) }) => format!("{name}@{target}"),
            Type::List(element) => format!("list<{}>", shown(element)),
            Type::Map(value) => format!("map<{}>", shown(value)),
        }
    }

    /// `{X@y}` is a link to y.
    fn cell(text: &str) -> Vec<Block<'_>> {
        let mut inlines = Vec::new();
        for (index, part) in text.split(['{', '}']).enumerate() {
            inlines.push(match part.split_once('@') {
                Some((name, target)) if index % 2 == 1 => Inline::Role {
                    name: "ref".into(),
                    text: name.into(),
                    target: Some(target.into()),
                },
                _ => Inline::Text(part.into()),
            });
        }
        vec![Block { line: 1, kind: BlockKind::Paragraph(inlines) }]
    }

    #[test]
    fn types_as_tables_write_them() {
        for (text, ty) in [
            ("String", "string"),
            ("bool", "boolean"),
            ("Integer(64)", "long"),
            ("String(32)", "string"),
            ("AnyType", "document"),
            ("Object", "object"),
            ("Array", "array"),
            ("Array of strings", "list<string>"),
            ("Array of arrays of integers", "list<list<integer>>"),
            ("String array", "list<string>"),
            ("Array of SessionInfo objects", "list<SessionInfo>"),
            ("SessionInfo object", "SessionInfo"),
            ("{items@x} objects", "list<items@x>"),
            ("Array of ListenerRef objects", "list<ListenerRef>"),
            ("List<ListenerRef>", "list<ListenerRef>"),
            ("ListenerRef", "ListenerRef"),
            ("Array<Array<Integer>>", "list<list<integer>>"),
            ("Array<Array<{AvailabilityZone@az}>>", "list<list<AvailabilityZone@az>>"),
            ("Map<String,Array<{X@x}>>", "map<list<X@x>>"),
            ("Map<String,Map<String,Array<String>>>", "map<map<list<string>>>"),
            ("Map<String>[]string", "map<list<string>>"),
            ("Map<String>String", "map<string>"),
            ("Map", "map<document>"),
            ("List<Object> {Table 7@t7}", "list<Table 7@t7>"),
            ("object {Table 5@t5}", "Table 5@t5"),
            ("Array of {Table 5@t5}", "list<Table 5@t5>"),
            ("Array of {Table 9@t9} objects", "list<Table 9@t9>"),
            ("{Array of X objects@x}", "list<X@x>"),
            ("{spec@s} object", "spec@s"),
            ("{X@x} array", "list<X@x>"),
            ("String or Int", "document"),
            ("autoscaling object", "autoscaling"),
            ("string[]", "list<string>"),
            ("Foo[]", "list<Foo>"),
            ("{Foo@f}[]", "list<Foo@f>"),
            ("string[][]", "list<list<string>>"),
            ("[]string", "list<string>"),
            ("[String]", "list<string>"),
            ("Array [String]", "list<string>"),
            ("List of strings", "list<string>"),
            ("Set<String>", "list<string>"),
            ("byte[]", "blob"),
            ("Blob", "blob"),
            ("map[string]string", "map<string>"),
            ("map[string][]string", "map<list<string>>"),
            ("Map[]", "list<map<document>>"),
            ("HashMap<String, Foo>", "map<Foo>"),
            ("JSON", "document"),
            ("JSONArray", "array"),
            ("JSONObject", "object"),
            ("Json object", "object"),
            ("Dictionary", "object"),
            ("dict list", "list<object>"),
            ("List data structure", "array"),
            ("Integer/String", "document"),
            ("Integer/Integer", "integer"),
            ("Int,String", "document"),
            ("String, optional", "string"),
            ("Unsigned int", "integer"),
            ("float64", "double"),
            ("Enumerated value", "string"),
            ("ipv4 address", "string"),
            ("UTC time", "string"),
            ("String (UUID)", "string"),
        ] {
            assert_eq!(read(&cell(text)).as_ref().map(shown).as_deref(), Some(ty), "{text}");
        }
        for text in ["", "No", "-", "``", "<", "123", "N/A", "null", "[", "[]", "[String"] {
            assert_eq!(read(&cell(text)), None, "{text}");
        }
        let deep = "Array<".repeat(100_000);
        assert!(read(&cell(&deep)).is_some());
    }
}
