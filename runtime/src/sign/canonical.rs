//! The one text that a request is brought into before it is signed, whoever sends it.

use std::borrow::Cow;

use http::HeaderMap;
use zeroize::Zeroizing;

use crate::named::Named;
use crate::percent;

/// A request but for its body, as it goes over the wire.
#[derive(Clone, Copy, Debug)]
pub struct Parts<'a> {
    /// `GET`.
    pub method: &'a str,
    /// Everything before the first `?`.
    pub path: &'a str,
    /// What is behind it, if there is any.
    pub query: &'a str,
    /// Names and values, `host` among them. One name may stand there several times.
    pub headers: &'a [(&'a str, &'a [u8])],
}

/// Headers that are changed on the way, or that whoever sends the request adds or changes last.
const UNSIGNED: [&str; 13] = [
    "authorization",
    "baggage",
    "connection",
    "expect",
    "keep-alive",
    "te",
    "traceparent",
    "tracestate",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "user-agent",
    "x-amzn-trace-id",
];

fn is_signed(name: &str) -> bool {
    !UNSIGNED.contains(&name) && !name.starts_with("proxy-")
}

/// The headers that are signed, by name in small letters.
pub type Headers = Named<Vec<u8>>;

/// Those of `headers` that are signed, values of the same name in one and blanks as they do not
/// matter.
pub fn headers<'a>(headers: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Headers {
    let mut out = Headers::default();
    for (name, value) in headers {
        let name = name.to_ascii_lowercase();
        if !is_signed(&name) {
            continue;
        }
        let is_another = out.get(&name).is_some();
        let all = out.entry(name);
        if is_another {
            all.push(b',');
        }
        let words = value.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
        for (at, word) in words.enumerate() {
            if at > 0 {
                all.push(b' ');
            }
            all.extend_from_slice(word);
        }
    }
    out
}

/// The headers of a request, and its host.
pub fn with_host<'a>(map: &'a HeaderMap, host: &'a [u8]) -> Vec<(&'a str, &'a [u8])> {
    map.iter()
        .filter(|(name, _)| *name != http::header::HOST)
        .map(|(name, value)| (name.as_str(), value.as_bytes()))
        .chain([("host", host)])
        .collect()
}

/// The names, as they stand beside a signature: `host;x-amz-date`.
pub fn names(headers: &Headers) -> String {
    headers.names().map(String::as_str).collect::<Vec<_>>().join(";")
}

/// All of it. What it says may be secret, as a session's token is a header.
pub fn request(
    method: &str,
    path: &str,
    query: &str,
    headers: &Headers,
    payload: &str,
) -> Zeroizing<Vec<u8>> {
    let values: usize = headers.iter().map(|(name, value)| 2 * name.len() + value.len() + 3).sum();
    // At once, so that it is not copied while it grows, and what is left behind not wiped.
    let size = method.len() + path.len() + query.len() + values + payload.len() + 8;
    let mut out = Zeroizing::new(Vec::with_capacity(size));
    for line in [method, path, query] {
        out.extend_from_slice(line.as_bytes());
        out.push(b'\n');
    }
    for (name, value) in headers.iter() {
        out.extend_from_slice(name.as_bytes());
        out.push(b':');
        out.extend_from_slice(value);
        out.push(b'\n');
    }
    out.push(b'\n');
    out.extend_from_slice(names(headers).as_bytes());
    out.push(b'\n');
    out.extend_from_slice(payload.as_bytes());
    out
}

/// The path: with what no service needs of it taken out, and encoded once more, where the service does.
pub fn path(path: &str, normalize: bool, encode_again: bool) -> String {
    let path = if path.is_empty() { "/" } else { path };
    let path = if normalize { Cow::Owned(normalized(path)) } else { Cow::Borrowed(path) };
    if encode_again { encoded(path.as_bytes(), true) } else { encoded_once(&path, true) }
}

/// Without empty segments, and with those of dots followed.
fn normalized(path: &str) -> String {
    let mut segments = Vec::new();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => drop(segments.pop()),
            _ => segments.push(segment),
        }
    }
    let end = if path.ends_with('/') && !segments.is_empty() { "/" } else { "" };
    format!("/{}{end}", segments.join("/"))
}

/// The query, each part encoded, in the order of names and values.
pub fn query(query: &str) -> String {
    let mut parts: Vec<(String, String)> = Vec::new();
    for part in query.split('&').filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        let part = (encoded_once(name, false), encoded_once(value, false));
        // A dozen of them, and what the standard library sorts with is 10 KB of code for a type.
        let at = parts.partition_point(|other| *other <= part);
        parts.insert(at, part);
    }
    let parts: Vec<String> =
        parts.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
    parts.join("&")
}

/// Everything but letters, digits and `-._~` as `%2A`; slashes stay in a path.
pub fn encoded(bytes: &[u8], is_path: bool) -> String {
    let mut out = String::with_capacity(bytes.len());
    bytes.iter().for_each(|byte| percent::push(*byte, is_path, &mut out));
    out
}

/// The same of a text that is encoded at least in part: what is, stays.
fn encoded_once(text: &str, is_path: bool) -> String {
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match escape(&bytes[at..]) {
            Some(_) => {
                out.push_str(&text[at..at + 3].to_ascii_uppercase());
                at += 3;
            }
            None => {
                percent::push(*byte, is_path, &mut out);
                at += 1;
            }
        }
    }
    out
}

/// The bytes that an encoded text stands for.
pub fn decoded(text: &str) -> Cow<'_, [u8]> {
    let bytes = text.as_bytes();
    if !bytes.contains(&b'%') {
        return Cow::Borrowed(bytes);
    }
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let escaped = escape(&bytes[at..]);
        out.push(escaped.unwrap_or(*byte));
        at += if escaped.is_some() { 3 } else { 1 };
    }
    Cow::Owned(out)
}

/// What `%2a` at the beginning stands for.
fn escape(bytes: &[u8]) -> Option<u8> {
    let [b'%', high, low, ..] = bytes else { return None };
    let digit = |byte: u8| char::from(byte).to_digit(16);
    u8::try_from(digit(*high)? << 4 | digit(*low)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_normalized_where_the_service_does() {
        for (text, expected) in [
            ("", "/"),
            ("/", "/"),
            ("//", "/"),
            ("/.", "/"),
            ("/./", "/"),
            ("/a/../..", "/"),
            ("/a/./b//c/../d/", "/a/b/d/"),
            ("/a/..b/...", "/a/..b/..."),
        ] {
            assert_eq!(path(text, true, true), expected, "{text}");
        }
        for (text, once, twice) in [
            ("/a%2fb c", "/a%2Fb%20c", "/a%252fb%20c"),
            ("/a//../b", "/a//../b", "/a//../b"),
            ("/%zz%", "/%25zz%25", "/%25zz%25"),
            ("/~x:y", "/~x%3Ay", "/~x%3Ay"),
            ("/ü", "/%C3%BC", "/%C3%BC"),
        ] {
            assert_eq!(path(text, false, false), once, "{text}");
            assert_eq!(path(text, false, true), twice, "{text}");
        }
    }

    #[test]
    fn queries_are_sorted_and_encoded_once() {
        for (text, expected) in [
            ("", ""),
            ("&", ""),
            ("b=2&a=1", "a=1&b=2"),
            ("a=b&a=a&a", "a=&a=a&a=b"),
            ("a-b=1&a=1", "a=1&a-b=1"),
            ("k=a=b", "k=a%3Db"),
            ("x=%7e/ %2f+", "x=%7E%2F%20%2F%2B"),
        ] {
            assert_eq!(query(text), expected, "{text}");
        }
    }

    #[test]
    fn headers_are_brought_into_one_form() {
        let all: [(&str, &[u8]); 6] = [
            ("X-B", b"  a   b\tc "),
            ("x-a", b"1"),
            ("X-A", b"2"),
            ("User-Agent", b"me"),
            ("Proxy-Authorization", b"secret"),
            ("x-empty", b""),
        ];
        let headers = headers(all);
        assert_eq!(names(&headers), "x-a;x-b;x-empty");
        assert_eq!(headers.get("x-a").unwrap(), b"1,2");
        assert_eq!(headers.get("x-b").unwrap(), b"a b c");
        assert_eq!(headers.get("x-empty").unwrap(), b"");
    }

    #[test]
    fn what_is_decoded_is_what_was_encoded() {
        for text in ["", "a b/ü%", "%2F", "%", "%2", "%zz"] {
            assert_eq!(decoded(&encoded(text.as_bytes(), false)), text.as_bytes());
        }
        assert_eq!(&*decoded("%zz%4"), b"%zz%4");
    }
}
