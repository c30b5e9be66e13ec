//! How words and signs make a type.

use crate::facts::Scalar;
use crate::markup::{Block, Inline};

use super::super::text;
use super::tokens::{Token, tokenize};
use super::ty::{Reference, Type};
use super::vocabulary::{BEFORE, LIST, MAP, OBJECT, is_list, is_none, is_number, scalar};

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
        if word.eq_ignore_ascii_case("key-value") {
            self.word(&["pair", "pairs"]);
            return Some(Type::Pairs);
        }
        let of_number = is_number(word).then_some(Type::Number);
        if let Some(ty) = scalar(word).map(Type::Scalar).or(of_number) {
            if self.punctuation('(') {
                // A length, or the bits of a number.
                let bits = self.word(&["64"]);
                while !self.punctuation(')') && self.at < self.tokens.len() {
                    self.at += 1;
                }
                if bits && ty == Type::Scalar(Scalar::Integer) {
                    return Some(Type::Scalar(Scalar::Long));
                }
            }
            return Some(ty);
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
