//! Documentation as a person writes it: a comment a line, and not an attribute of many lines.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};

/// The same code, each `#[doc = "…"]` of several lines as one for each line.
pub(super) fn by_line(tokens: TokenStream) -> TokenStream {
    let mut out = TokenStream::new();
    // The signs `#` and `!` that may begin an attribute.
    let mut signs: Vec<TokenTree> = Vec::new();
    for tree in tokens {
        match tree {
            TokenTree::Punct(sign) if sign.as_char() == '#' => {
                out.extend(signs.drain(..));
                signs.push(sign.into());
            }
            TokenTree::Punct(sign) if sign.as_char() == '!' && signs.len() == 1 => {
                signs.push(sign.into());
            }
            TokenTree::Group(group) => match documentation(&group).filter(|_| !signs.is_empty()) {
                Some(text) => {
                    // One that was a comment begins with a blank already.
                    let indented = text.lines().all(|it| it.is_empty() || it.starts_with(' '));
                    for line in text.lines() {
                        let line = match line {
                            "" => String::new(),
                            line if indented => line.to_owned(),
                            line => format!(" {line}"),
                        };
                        out.extend(signs.iter().cloned());
                        out.extend(quote!([doc = #line]));
                    }
                    signs.clear();
                }
                None => {
                    out.extend(signs.drain(..));
                    let mut inside = Group::new(group.delimiter(), by_line(group.stream()));
                    inside.set_span(group.span());
                    inside.to_tokens(&mut out);
                }
            },
            tree => {
                out.extend(signs.drain(..));
                tree.to_tokens(&mut out);
            }
        }
    }
    out.extend(signs);
    out
}

/// The text of `[doc = "…"]`.
fn documentation(group: &Group) -> Option<String> {
    let mut trees = group.stream().into_iter();
    let (Some(TokenTree::Ident(name)), Some(TokenTree::Punct(_)), Some(text), None) =
        (trees.next(), trees.next(), trees.next(), trees.next())
    else {
        return None;
    };
    let is_doc = group.delimiter() == Delimiter::Bracket && name == "doc";
    is_doc.then(|| syn::parse2::<syn::LitStr>(text.into()).ok()).flatten().map(|it| it.value())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(tokens: TokenStream) -> String {
        prettyplease::unparse(&syn::parse2(by_line(tokens)).unwrap())
    }

    #[test]
    fn each_line_is_a_comment() {
        let text = "First.\n\n```text\n  code\n```";
        let shown = shown(quote! {
            #![doc = #text]
            #![allow(dead_code)]
            /// Of one line.
            #[non_exhaustive]
            pub struct A {
                #[doc = #text]
                pub b: [u8; 3],
            }
        });
        let of_module = "//! First.\n//!\n//! ```text\n//!   code\n//! ```\n#![allow(dead_code)]\n";
        let of_type = "/// Of one line.\n#[non_exhaustive]\npub struct A {\n";
        let of_field = "    /// First.\n    ///\n    /// ```text\n    ///   code\n    /// ```\n    pub b: [u8; 3],\n}\n";
        assert_eq!(shown, format!("{of_module}{of_type}{of_field}"));
    }
}
