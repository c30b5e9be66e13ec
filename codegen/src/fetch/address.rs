//! Addresses of pages: a scheme, a host and a path, and nothing else.
//!
//! A crate for addresses knows of ports, users, queries and names in other scripts; none of it may
//! stand in the address of a page here, so the few lines that refuse it are ours.

use std::fmt;

/// Where a page is. Has neither query nor fragment, and no step of its path leads up.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    scheme: &'static str,
    host: String,
    path: String,
}

/// The longest address that is taken.
const LONGEST: usize = 1000;

impl Address {
    /// An absolute address; the fragment and the query are left out.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (scheme, rest) = [("https://", "https"), ("http://", "http")]
            .iter()
            .find_map(|(prefix, scheme)| Some((*scheme, text.strip_prefix(prefix)?)))?;
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (host, path) = rest.split_at(end);
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"-.:".contains(&b);
        if host.is_empty() || host.len() > 253 || !host.bytes().all(plain) {
            return None;
        }
        let host = host.to_ascii_lowercase();
        Some(Address { scheme, host, path: String::new() }).and_then(|it| it.at(path))
    }

    /// What a link on the page at this address leads to.
    pub fn join(&self, link: &str) -> Option<Self> {
        let link = link.trim();
        if link.starts_with("//") {
            return Address::parse(&format!("{}:{link}", self.scheme));
        }
        let before = link.find(['/', '?', '#']).unwrap_or(link.len());
        if link[..before].contains(':') {
            return Address::parse(link);
        }
        match link.starts_with('/') {
            true => self.at(link),
            false => {
                let folder = self.path.rfind('/').map_or("/", |end| &self.path[..=end]);
                self.at(&format!("{folder}{link}"))
            }
        }
    }

    /// Another path of the same host.
    pub fn at(&self, path: &str) -> Option<Self> {
        let end = path.find(['?', '#']).unwrap_or(path.len());
        let path = &path[..end];
        let mut steps: Vec<&str> = Vec::new();
        for step in path.strip_prefix('/').unwrap_or(path).split('/') {
            match step {
                "." => {}
                ".." => {
                    steps.pop()?;
                }
                step => steps.push(step),
            }
        }
        let path = format!("/{}", steps.join("/"));
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@%/".contains(&b);
        // What is hidden behind `%2e` or `%2f` may lead up after all.
        let lower = path.to_ascii_lowercase();
        let hides = lower.contains("%2e") || lower.contains("%2f") || lower.contains("%5c");
        (path.len() <= LONGEST && path.bytes().all(plain) && !hides).then(|| Address {
            scheme: self.scheme,
            host: self.host.clone(),
            path,
        })
    }

    /// The host, with its port where one is said.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The path, with its first slash.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Whether it is of the same host, and below a path.
    pub fn is_within(&self, other: &Address, path: &str) -> bool {
        self.host == other.host && self.path.starts_with(path)
    }

    /// The last step of its path, without an ending.
    pub fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// The same page in another form.
    pub(crate) fn with_ending(&self, ending: &str) -> Option<Self> {
        let path = self.path.strip_suffix(".html").or_else(|| self.path.strip_suffix(".md"))?;
        self.at(&format!("{path}.{ending}"))
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}{}", self.scheme, self.host, self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_where_they_may() {
        let page = Address::parse("https://Docs.example/a/b/c.html?x#y").unwrap();
        assert_eq!(page.to_string(), "https://docs.example/a/b/c.html");
        let to = |link: &str| page.join(link).map(|address| address.to_string());
        assert_eq!(to("./d.md#here").as_deref(), Some("https://docs.example/a/b/d.md"));
        assert_eq!(to("../d.html").as_deref(), Some("https://docs.example/a/d.html"));
        assert_eq!(to("/d").as_deref(), Some("https://docs.example/d"));
        assert_eq!(to("//else.example/d").as_deref(), Some("https://else.example/d"));
        assert_eq!(to("../../../d"), None);
        assert_eq!(to("%2e%2e/d"), None);
        assert_eq!(to("d\r\nHost: x"), None);
        assert_eq!(to("javascript:void(0)"), None);
        assert_eq!(to("file:///etc/passwd"), None);
        assert_eq!(Address::parse("https://user@host/"), None);
        assert_eq!(Address::parse("https://"), None);
        assert!(page.is_within(&page, "/a/"));
        assert_eq!(page.stem(), "c");
        assert_eq!(page.with_ending("md").unwrap().path(), "/a/b/c.md");
    }
}
