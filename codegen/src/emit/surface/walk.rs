//! The public items of emitted code, found in its tokens.
//!
//! Emitted code is a flat module and one module in it, so this needs no parser of Rust: it looks
//! for `pub`, `impl` and macros that are called, and takes what stands before a body.

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};

/// A public item: where it is, and all that the compiler checks a use of it against.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Public {
    /// `Book`, `Book::author`, `operation::GetBook`.
    pub(crate) path: String,
    /// What sort of item it is.
    pub(crate) sort: Sort,
    /// What tells it from others of the same path and sort: the trait that is implemented, or its
    /// associated type.
    pub(crate) of: String,
    /// The signature: a type, the parameters of a function.
    pub(crate) signature: String,
}

/// What sort an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Sort {
    /// A structure or an enum.
    Type,
    /// A field.
    Field,
    /// A variant of an enum.
    Variant,
    /// A function of a type.
    Function,
    /// A constant, of the module or of a type.
    Constant,
    /// A module.
    Module,
    /// A trait that a type implements, or a type that belongs to that.
    Implementation,
    /// A macro that implements traits for a type.
    Macro,
}

/// All public items of a module.
pub(crate) fn items(tokens: TokenStream) -> Vec<Public> {
    let mut found = Vec::new();
    module(tokens, "", &mut found);
    found
}

fn module(tokens: TokenStream, path: &str, out: &mut Vec<Public>) {
    let mut tokens = Tokens::of(tokens);
    while !tokens.is_done() {
        let attributes = tokens.attributes();
        let public = tokens.takes("pub");
        match tokens.word().as_deref() {
            Some("use") => tokens.past_semicolon(),
            Some(what @ ("struct" | "enum")) if public => {
                tokens.next();
                definition(&mut tokens, what, &attributes, path, out);
            }
            Some("mod") if public => {
                tokens.next();
                let name = format!("{path}{}", tokens.next_text());
                let inside = tokens.group();
                push(out, &name, Sort::Module, "", "pub mod");
                if let Some(inside) = inside {
                    module(inside.stream(), &format!("{name}::"), out);
                }
            }
            Some("const") if public => {
                tokens.next();
                let name = format!("{path}{}", tokens.next_text());
                let ty = tokens.until(|token| is_sign(token, '='));
                push(out, &name, Sort::Constant, "", &text(&ty));
                tokens.past_semicolon();
            }
            Some("impl") => {
                tokens.next();
                let header = tokens.until(is_braces);
                let body = tokens.group();
                implementation(&header, body, path, out);
            }
            Some(_) => {
                // `rt::records! { Name Other }`, or `rt::configured!(Client, SERVICE);`
                let name = tokens.until(|token| is_sign(token, '!'));
                tokens.next();
                let Some(arguments) = tokens.group() else { continue };
                let types: Vec<TokenTree> = arguments.stream().into_iter().collect();
                let is_list = arguments.delimiter() == Delimiter::Brace;
                let (types, rest) = match types.split_first() {
                    Some((first, rest)) if !is_list => (std::slice::from_ref(first), text(rest)),
                    _ => (&types[..], String::new()),
                };
                for ty in types {
                    push(out, &format!("{path}{ty}"), Sort::Macro, &text(&name), &rest);
                }
                if !is_list {
                    tokens.past_semicolon();
                }
            }
            None => tokens.next(),
        }
    }
}

fn definition(
    tokens: &mut Tokens,
    what: &str,
    attributes: &[Group],
    path: &str,
    out: &mut Vec<Public>,
) {
    let name = format!("{path}{}", tokens.next_text());
    let generics =
        tokens.until(|token| is_sign(token, ';') || matches!(token, TokenTree::Group(_)));
    let open = attributes.iter().any(|it| it.to_string().contains("non_exhaustive"));
    let mut signature = format!("pub {what} {}", text(&generics)).trim_end().to_owned();
    if open {
        signature.push_str(" non_exhaustive");
    }
    push(out, &name, Sort::Type, "", &signature);
    for derived in attributes.iter().filter_map(derives) {
        for derived in derived {
            push(out, &name, Sort::Macro, &format!("derive {derived}"), "");
        }
    }
    let Some(body) = tokens.group() else {
        tokens.past_semicolon();
        return;
    };
    let mut body = Tokens::of(body.stream());
    while !body.is_done() {
        body.attributes();
        let public = body.takes("pub");
        let part = body.until_comma();
        let Some((first, rest)) = part.split_first() else { continue };
        let path = format!("{name}::{first}");
        match what {
            "enum" => push(out, &path, Sort::Variant, "", &text(rest)),
            // Behind the colon.
            _ if public => push(out, &path, Sort::Field, "", &text(rest.get(1..).unwrap_or(&[]))),
            _ => {}
        }
    }
}

fn implementation(header: &[TokenTree], body: Option<Group>, path: &str, out: &mut Vec<Public>) {
    let (generics, header) = split_generics(header);
    let at = header.iter().position(|token| is_word(token, "for"));
    let (trait_, ty) = match at {
        Some(at) => (Some(&header[..at]), &header[at + 1..]),
        None => (None, header),
    };
    let name = ty.first().map(ToString::to_string).unwrap_or_default();
    let name = format!("{path}{name}");
    let generics = text(generics);
    let mut body = Tokens::of(body.map(|body| body.stream()).unwrap_or_default());
    if let Some(trait_) = trait_ {
        push(out, &name, Sort::Implementation, &text(trait_), &generics);
    }
    while !body.is_done() {
        body.attributes();
        let public = body.takes("pub");
        match (body.word().as_deref(), trait_) {
            (Some("type"), Some(trait_)) => {
                body.next();
                let of = format!("{} {}", text(trait_), body.next_text());
                body.next();
                let ty = body.until(|token| is_sign(token, ';'));
                push(out, &name, Sort::Implementation, &of, &text(&ty));
            }
            (Some("const"), None) if public => {
                body.next();
                let path = format!("{name}::{}", body.next_text());
                let ty = body.until(|token| is_sign(token, '='));
                push(out, &path, Sort::Constant, "", &text(&ty));
            }
            (Some("fn"), None) if public => {
                body.next();
                let path = format!("{name}::{}", body.next_text());
                let signature = body.until(is_braces);
                let signature = format!("{generics} fn {}", text(&signature));
                push(out, &path, Sort::Function, "", signature.trim_start());
                body.group();
                continue;
            }
            _ => {}
        }
        // The rest of what is not looked at.
        let end = |token: &TokenTree| is_sign(token, ';') || is_braces(token);
        body.until(end);
        body.next();
    }
}

fn push(out: &mut Vec<Public>, path: &str, sort: Sort, of: &str, signature: &str) {
    let [path, of, signature] = [path, of, signature].map(str::to_owned);
    out.push(Public { path, sort, of, signature });
}

/// The traits of `#[derive(…)]`.
fn derives(attribute: &Group) -> Option<Vec<String>> {
    let mut tokens = attribute.stream().into_iter();
    let is_derive = tokens.next().is_some_and(|token| is_word(&token, "derive"));
    let Some(TokenTree::Group(traits)) = tokens.next().filter(|_| is_derive) else { return None };
    let mut traits = Tokens::of(traits.stream());
    let mut names = Vec::new();
    while !traits.is_done() {
        names.push(text(&traits.until_comma()));
    }
    Some(names)
}

/// `<T: …>` and what stands behind it.
fn split_generics(header: &[TokenTree]) -> (&[TokenTree], &[TokenTree]) {
    if !header.first().is_some_and(|token| is_sign(token, '<')) {
        return (&[], header);
    }
    let mut depth = Depth::default();
    let end = header.iter().position(|token| {
        depth.pass(token);
        depth.is_out()
    });
    header.split_at(end.map_or(header.len(), |end| end + 1))
}

/// How deep in angle brackets; the arrow of a function is none.
#[derive(Default)]
struct Depth {
    open: usize,
    after_hyphen: bool,
}

impl Depth {
    fn pass(&mut self, token: &TokenTree) {
        match token {
            TokenTree::Punct(sign) if sign.as_char() == '<' => self.open += 1,
            TokenTree::Punct(sign) if sign.as_char() == '>' && !self.after_hyphen => {
                self.open = self.open.saturating_sub(1);
            }
            _ => {}
        }
        self.after_hyphen = matches!(token, TokenTree::Punct(sign)
            if sign.as_char() == '-' && sign.spacing() == Spacing::Joint);
    }

    fn is_out(&self) -> bool {
        self.open == 0
    }
}

struct Tokens {
    list: Vec<TokenTree>,
    at: usize,
}

impl Tokens {
    fn of(tokens: TokenStream) -> Self {
        Tokens { list: tokens.into_iter().collect(), at: 0 }
    }

    fn is_done(&self) -> bool {
        self.at >= self.list.len()
    }

    fn next(&mut self) {
        self.at += 1;
    }

    fn next_text(&mut self) -> String {
        let text = self.list.get(self.at).map(ToString::to_string).unwrap_or_default();
        self.at += 1;
        text
    }

    fn word(&self) -> Option<String> {
        match self.list.get(self.at)? {
            TokenTree::Ident(word) => Some(word.to_string()),
            _ => None,
        }
    }

    fn takes(&mut self, word: &str) -> bool {
        let there = self.list.get(self.at).is_some_and(|token| is_word(token, word));
        self.at += usize::from(there);
        there
    }

    fn attributes(&mut self) -> Vec<Group> {
        let mut groups = Vec::new();
        while self.list.get(self.at).is_some_and(|token| is_sign(token, '#')) {
            self.at += 1;
            groups.extend(self.group());
        }
        groups
    }

    /// A group, if one is next.
    fn group(&mut self) -> Option<Group> {
        match self.list.get(self.at)? {
            TokenTree::Group(group) => {
                self.at += 1;
                Some(group.clone())
            }
            _ => None,
        }
    }

    /// What stands before a token, which is next.
    fn until(&mut self, end: impl Fn(&TokenTree) -> bool) -> Vec<TokenTree> {
        let from = self.at;
        while !self.is_done() && !end(&self.list[self.at]) {
            self.at += 1;
        }
        self.list[from..self.at].to_vec()
    }

    /// What stands before a comma that is in no brackets; the comma is passed.
    fn until_comma(&mut self) -> Vec<TokenTree> {
        let (from, mut depth) = (self.at, Depth::default());
        while let Some(token) = self.list.get(self.at) {
            if depth.is_out() && is_sign(token, ',') {
                break;
            }
            depth.pass(token);
            self.at += 1;
        }
        let found = self.list[from..self.at].to_vec();
        self.at += 1;
        found
    }

    fn past_semicolon(&mut self) {
        self.until(|token| is_sign(token, ';'));
        self.at += 1;
    }
}

fn is_word(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(it) if it == word)
}

fn is_sign(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(it) if it.as_char() == sign)
}

fn is_braces(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
}

/// Tokens as text: one blank between two.
pub(super) fn text(tokens: &[TokenTree]) -> String {
    let mut out = String::new();
    write(tokens.iter().cloned(), &mut out);
    out
}

fn write(tokens: impl IntoIterator<Item = TokenTree>, out: &mut String) {
    use std::fmt::Write as _;
    for token in tokens {
        if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
        // Writing into a String cannot fail.
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                out.push_str(open);
                write(group.stream(), out);
                out.push(' ');
                out.push_str(close);
            }
            token => {
                let _ = write!(out, "{token}");
            }
        }
    }
}
