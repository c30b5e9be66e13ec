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
    if parser.word(&["or"]) {
        // Two types at once are none that a program can name.
        return match parser.ty(DEPTH, false) {
            Some(second) if second == first => Some(first),
            _ => Some(Type::Scalar(Scalar::Document)),
        };
    }
    Some(first)
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
    if !trimmed.is_empty() {
        tokens.push(Token::Word(trimmed.to_owned()));
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

const OBJECT: [&str; 8] =
    ["object", "objects", "structure", "structures", "struct", "structs", "dict", "data"];
const LIST: [&str; 7] = ["array", "arrays", "list", "lists", "set", "arraylist", "collection"];

fn is_list(word: &str) -> bool {
    LIST.iter().any(|known| word.eq_ignore_ascii_case(known))
}

#[rustfmt::skip]
const SCALARS: &[(&str, Scalar)] = &[
    ("string", Scalar::String),
    ("str", Scalar::String),
    ("char", Scalar::String),
    ("varchar", Scalar::String),
    ("text", Scalar::String),
    ("uuid", Scalar::String),
    ("enum", Scalar::String),
    ("date", Scalar::String),
    ("yaml", Scalar::String),
    ("integer", Scalar::Integer),
    ("int", Scalar::Integer),
    ("int32", Scalar::Integer),
    ("short", Scalar::Integer),
    ("long", Scalar::Long),
    ("int64", Scalar::Long),
    ("bigint", Scalar::Long),
    ("float", Scalar::Float),
    ("double", Scalar::Double),
    ("number", Scalar::Double),
    ("decimal", Scalar::Double),
    ("bigdecimal", Scalar::Double),
    ("boolean", Scalar::Boolean),
    ("bool", Scalar::Boolean),
    ("datetime", Scalar::Timestamp),
    ("date-time", Scalar::Timestamp),
    ("timestamp", Scalar::Timestamp),
    ("binary", Scalar::Blob),
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
        while self.word(&["a", "an", "the", "json", "nested"]) && self.at < self.tokens.len() {}
        let mut ty = match self.tokens.get(self.at)? {
            Token::Link(_) => Type::Named(self.link()?),
            Token::Punctuation('[') => {
                self.at += 1;
                if !self.punctuation(']') {
                    return None;
                }
                Type::List(Box::new(self.ty(depth, true)?))
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
            } else if self.word(&LIST) {
                ty = Type::List(Box::new(ty));
            } else {
                return Some(ty);
            }
        }
    }

    fn named(&mut self, word: &str, depth: u8) -> Option<Type<'d>> {
        if is_list(word) {
            return Some(self.list(depth));
        }
        if word.eq_ignore_ascii_case("map") {
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
        let named = word.chars().any(char::is_alphabetic)
            && !["yes", "no", "none", "n/a", "null", "true", "false"]
                .iter()
                .any(|other| word.eq_ignore_ascii_case(other));
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

    /// What stands behind `Map`: `<String,X>`, and sometimes `<String>X`.
    fn map(&mut self, depth: u8) -> Type<'d> {
        let mut value = None;
        if self.punctuation('<') {
            self.ty(depth, false);
            if self.punctuation(',') {
                value = self.ty(depth, true);
            }
            self.punctuation('>');
        }
        if value.is_none() {
            value = self.ty(depth, true);
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
        ] {
            assert_eq!(read(&cell(text)).as_ref().map(shown).as_deref(), Some(ty), "{text}");
        }
        for text in ["", "No", "-", "``", "<", "123"] {
            assert_eq!(read(&cell(text)), None, "{text}");
        }
        let deep = "Array<".repeat(100_000);
        assert!(read(&cell(&deep)).is_some());
    }
}
