//! By what a page is known to say the same.

use std::borrow::Cow;
use std::fmt::Write;

use memchr::memmem;
use sha2::{Digest, Sha256};

/// The SHA-256 of bytes, in hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// Where the text of a page begins and ends in HTML, for the sites that are known: all around it
/// changes with every release, as versions, menus and the time of the build do.
const ARTICLES: [(&[u8], &[u8]); 4] = [
    (b"<article role=\"main\"", b"</article>"),
    (b"<article", b"</article>"),
    (b"id=\"main-col-body\"", b"id=\"copyright\""),
    (b"class=\"help-content", b"class=\"updateTime"),
];

/// What Open Telekom Cloud writes at the end of every page at every build.
const BUILT: &[u8] = b"last updated:";

/// What a page says, without what stands around it: the text that its digest is of.
pub fn essence(bytes: &[u8]) -> Cow<'_, [u8]> {
    let start = bytes.trim_ascii_start();
    if !start.starts_with(b"<") {
        return Cow::Borrowed(bytes);
    }
    for (begin, end) in ARTICLES {
        if let Some(from) = memmem::find(bytes, begin)
            && let Some(length) = memmem::find(&bytes[from..], end)
        {
            return without_build(&bytes[from..from + length]);
        }
    }
    without_build(bytes)
}

fn without_build(bytes: &[u8]) -> Cow<'_, [u8]> {
    let Some(from) = memmem::find(bytes, BUILT) else { return Cow::Borrowed(bytes) };
    let rest = &bytes[from..];
    let until = memchr::memchr(b'<', rest).unwrap_or(rest.len());
    if memmem::find(&rest[..until], b"commit").is_none() {
        return Cow::Borrowed(bytes);
    }
    // The commit may be a link.
    let until = memmem::find(rest, b"</p>").or_else(|| memmem::find(rest, b"</div>"));
    let until = until.unwrap_or(rest.len());
    Cow::Owned([&bytes[..from], &rest[until..]].concat())
}
