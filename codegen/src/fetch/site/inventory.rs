//! `objects.inv`: the list of all pages and objects that Sphinx writes beside them.

use crate::fetch::decode::inflate;

/// The largest that one may become.
const LARGEST: u64 = 256 << 20;

/// What an inventory says.
#[derive(Debug, Default, PartialEq)]
pub struct Inventory {
    /// The version of what is documented.
    pub version: String,
    /// The pages, without their ending: `reference/services/sqs`.
    pub pages: Vec<String>,
    /// The labels, each with the page that it is on.
    pub labels: Vec<(String, String)>,
}

/// Reads an inventory.
pub fn read(bytes: &[u8]) -> Result<Inventory, String> {
    let mut rest = bytes;
    let mut line = || {
        let end = memchr::memchr(b'\n', rest)?;
        let line = std::str::from_utf8(&rest[..end]).ok()?;
        rest = &rest[end + 1..];
        Some(line)
    };
    let not_one = || "it is no inventory of Sphinx's second version".to_owned();
    if line() != Some("# Sphinx inventory version 2") {
        return Err(not_one());
    }
    let _project = line().ok_or_else(not_one)?;
    let version = line().and_then(|it| it.strip_prefix("# Version:")).ok_or_else(not_one)?;
    let version = version.trim().to_owned();
    let packed = line().is_some_and(|line| line.contains("zlib"));
    if !packed {
        return Err(not_one());
    }
    let text = inflate(rest, LARGEST)?;
    let text = String::from_utf8_lossy(&text);
    let mut inventory = Inventory { version, ..Inventory::default() };
    for line in text.lines() {
        // A name may have blanks; the role, which follows, has a colon.
        let words: Vec<&str> = line.split(' ').collect();
        let Some(at) = words.iter().skip(1).position(|word| word.contains(':')) else { continue };
        let (name, role) = (words[..=at].join(" "), words[at + 1]);
        let Some(uri) = words.get(at + 3) else { continue };
        let uri = match uri.strip_suffix('$') {
            Some(start) => format!("{start}{name}"),
            None => (*uri).to_owned(),
        };
        let page = uri.split('#').next().unwrap_or_default();
        let page = page.strip_suffix(".html").unwrap_or(page).to_owned();
        match role {
            "std:doc" => inventory.pages.push(page),
            "std:label" => inventory.labels.push((name, page)),
            _ => {}
        }
    }
    if inventory.pages.is_empty() {
        return Err("it lists no page".to_owned());
    }
    Ok(inventory)
}
