//! The words, signs and links that the cell of a type is made of.

use crate::markup::Inline;

use super::super::text;
use super::ty::Reference;
use super::vocabulary::{OBJECT, is_list, is_none};

#[derive(Debug, PartialEq)]
pub(super) enum Token<'d> {
    Word(String),
    Punctuation(char),
    Link(Reference<'d>),
}

pub(super) fn tokenize<'d>(inline: &'d Inline<'_>, tokens: &mut Vec<Token<'d>>) {
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
