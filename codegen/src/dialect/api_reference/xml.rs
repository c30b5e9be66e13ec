//! XML in a syntax block: elements with words in place of values.
//!
//! ```text
//! <Delete xmlns="…">
//!    <Object>
//!       <Key>string</Key>
//!    </Object>
//!    ...
//! </Delete>
//! ```
//!
//! The dots behind an element say that it comes as often as the list has entries.

use crate::facts::Shown;

use super::words::{MAX_DEPTH, is_token, key};

/// An element that is open: its name, and what was met in it.
struct Element {
    name: String,
    fields: Vec<(Box<str>, Shown)>,
    text: bool,
}

impl Element {
    fn close(self) -> (String, Shown) {
        let shown = match self.fields.is_empty() {
            false => Shown::Elements(self.fields),
            true if self.text => Shown::Text,
            true => Shown::Other,
        };
        (self.name, shown)
    }
}

/// The outermost element and what is in it.
pub(super) fn read(text: &str) -> Option<(String, Shown)> {
    let mut open: Vec<Element> = Vec::new();
    let mut rest = text;
    while let Some((before, tag)) = rest.split_once('<') {
        if let Some(element) = open.last_mut() {
            said(element, before);
        }
        let (tag, behind) = tag.split_once('>')?;
        rest = behind;
        if tag.starts_with(['?', '!']) {
            continue;
        }
        let is_end = tag.starts_with('/');
        let name = name_of(tag.strip_prefix('/').unwrap_or(tag));
        if !is_end && open.len() < MAX_DEPTH {
            open.push(Element { name: name?.to_owned(), fields: Vec::new(), text: false });
        }
        if is_end || tag.ends_with('/') {
            // An end without a beginning is none.
            let Some(element) = open.pop() else { continue };
            let (name, shown) = element.close();
            match open.last_mut() {
                Some(parent) => parent.fields.push((name.into(), shown)),
                None => return Some((name, shown)),
            }
        }
    }
    // A block that was cut short.
    while let Some(element) = open.pop() {
        let (name, shown) = element.close();
        match open.last_mut() {
            Some(parent) => parent.fields.push((name.into(), shown)),
            None => return Some((name, shown)),
        }
    }
    None
}

/// The namespace that the outermost element states.
pub(super) fn namespace(text: &str) -> Option<&str> {
    let mut tags = text.split('<').skip(1);
    let first = tags.find(|tag| !tag.starts_with(['?', '!']))?;
    let (_, uri) = first.split_once('>')?.0.split_once("xmlns=\"")?;
    uri.split('"').next().filter(|uri| !uri.is_empty() && !uri.contains(char::is_whitespace))
}

/// Takes text in an element: its value, or the dots behind a part of it.
fn said(element: &mut Element, text: &str) {
    let text = text.trim();
    if text.starts_with("...") {
        if let Some((_, last)) = element.fields.last_mut()
            && !matches!(last, Shown::Repeated(_))
        {
            *last = Shown::Repeated(Box::new(std::mem::replace(last, Shown::Other)));
        }
    } else if key(text) == "string" {
        element.text = true;
    }
}

/// The name in a tag, which may be a link to what is said of it.
fn name_of(tag: &str) -> Option<&str> {
    let name = match tag.starts_with('[') {
        true => key(tag),
        false => tag.split([' ', '/', '\n', '\t']).next()?,
    };
    // What stands before a colon is a namespace's.
    name.split(':').all(is_token).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(shown: &Shown) -> String {
        match shown {
            Shown::Fields(fields) | Shown::Elements(fields) => {
                let fields: Vec<String> =
                    fields.iter().map(|(name, it)| format!("{name}: {}", show(it))).collect();
                format!("{{{}}}", fields.join(", "))
            }
            Shown::List(element) | Shown::Repeated(element) => format!("[{}]", show(element)),
            Shown::Text => "text".into(),
            Shown::Number => "number".into(),
            Shown::Other => "other".into(),
        }
    }

    #[test]
    fn elements_nest_and_come_again() {
        let (root, shown) = read(
            "<?xml version=\"1.0\"?>\n<D xmlns=\"http://x/y\">\n <O>\n <K>string</K>\n \
             <[S-K](#a \"b\")></[S-K](#a)>\n </O>\n ...\n <T><e>{{string}}</e></T><Q>boolean</Q></D>",
        )
        .unwrap();
        assert_eq!(root, "D");
        assert_eq!(show(&shown), "{O: [{K: text, S-K: other}], T: {e: text}, Q: other}");
    }

    #[test]
    fn the_namespace_is_the_outermost_elements() {
        let text = "<?xml version=\"1.0\"?>\n<D xmlns=\"http://x/y\">\n<O xmlns=\"z\"></O></D>";
        assert_eq!(namespace(text), Some("http://x/y"));
        for text in ["", "<D>", "<D><O xmlns=\"z\">", "<D xmlns=", "<D xmlns=\"\">"] {
            assert_eq!(namespace(text), None, "{text}");
        }
    }

    #[test]
    fn what_makes_no_sense_is_no_element() {
        for text in ["", "<", "<a", "</a>", "< a>", "<a b", "text"] {
            assert_eq!(read(text), None, "{text}");
            read(&text.repeat(3_000));
        }
        assert_eq!(read("<a><b>").map(|(name, _)| name).as_deref(), Some("a"));
        read(&"<a>".repeat(50_000));
    }
}
