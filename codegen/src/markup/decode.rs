//! The bytes of a file → text.
//!
//! Pages are in UTF-8, as a rule. Those that are not say what they are in: by the mark that they
//! begin with, in HTML by `<meta charset>`, in reStructuredText as docutils has it (`.. -*- coding:
//! latin-1 -*-`). Where nothing says it, it is guessed, and the guess is told.

use std::borrow::Cow;

use encoding_rs::{Encoding, GBK, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How far into a file what it declares may stand.
const HEAD: usize = 4096;

/// A file as text.
#[derive(Debug, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text, without a mark of its encoding.
    pub text: Cow<'a, str>,
    /// The encoding, where nothing tells that it is this one.
    pub guessed: Option<&'static str>,
}

/// Why a file is no text.
#[derive(Debug, PartialEq, Eq)]
pub struct Undecodable {
    /// The line that is no text, as far as that can be told; 0 where it cannot.
    pub line: u32,
    /// What it was taken for.
    pub encoding: &'static str,
}

/// The text of a file.
///
/// # Errors
///
/// If it is no text, or not in the encoding that it says it is in.
pub fn decode(bytes: &[u8]) -> Result<Decoded<'_>, Undecodable> {
    let declared = |text| Decoded { text, guessed: None };
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return strict(encoding, &bytes[length..]).map(declared);
    }
    let failed = match std::str::from_utf8(bytes) {
        Ok(text) if memchr::memchr(0, bytes).is_none() => return Ok(declared(text.into())),
        Ok(text) => match wide(bytes) {
            Some(encoding) => return strict(encoding, bytes).map(declared),
            None => return Ok(declared(text.into())),
        },
        Err(error) => error.valid_up_to(),
    };
    if let Some(encoding) = wide(bytes) {
        return strict(encoding, bytes).map(declared);
    }
    if let Some(encoding) = declaration(&bytes[..bytes.len().min(HEAD)]) {
        return strict(encoding, bytes).map(declared);
    }
    if !bytes.iter().any(|byte| is_control(*byte)) {
        for encoding in [GBK, WINDOWS_1252] {
            if (encoding != GBK || is_paired(bytes))
                && let Ok(text) = strict(encoding, bytes)
                && !text.contains(|c: char| c.is_control() && !c.is_whitespace())
            {
                return Ok(Decoded { text, guessed: Some(encoding.name()) });
            }
        }
    }
    Err(Undecodable { line: line(&bytes[..failed]), encoding: UTF_8.name() })
}

fn strict<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Result<Cow<'a, str>, Undecodable> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes).ok_or_else(|| {
        let line = match std::str::from_utf8(bytes) {
            Err(error) if encoding == UTF_8 => line(&bytes[..error.valid_up_to()]),
            _ => 0,
        };
        Undecodable { line, encoding: encoding.name() }
    })
}

fn line(before: &[u8]) -> u32 {
    u32::try_from(1 + memchr::memchr_iter(b'\n', before).count()).unwrap_or(u32::MAX)
}

/// UTF-16 that does not begin with its mark: every other byte of its first words is nothing.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let pairs = bytes[..bytes.len().min(256)].chunks_exact(2);
    let (all, mut first, mut second) = (pairs.len(), 0, 0);
    for pair in pairs {
        first += usize::from(pair[0] == 0);
        second += usize::from(pair[1] == 0);
    }
    match (first, second) {
        _ if all < 2 => None,
        (0, many) if many * 2 > all => Some(UTF_16LE),
        (many, 0) if many * 2 > all => Some(UTF_16BE),
        _ => None,
    }
}

/// The encoding that a file says it is in.
fn declaration(head: &[u8]) -> Option<&'static Encoding> {
    let head: String = head.iter().map(|byte| char::from(*byte).to_ascii_lowercase()).collect();
    let label = if head.trim_start().starts_with('<') {
        head.split_once("charset")
            .or_else(|| head.split_once("encoding"))
            .and_then(|(_, rest)| rest.trim_start().strip_prefix('='))
    } else {
        // As docutils and Python have it: on one of the first two lines.
        let mut lines = head.lines().take(2);
        lines.find_map(|line| line.split_once("coding")?.1.strip_prefix([':', '=']))
    }?;
    let label = label.trim_start_matches([' ', '\t', '"', '\'']);
    let end = label.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c)));
    Encoding::for_label(&label.as_bytes()[..end.unwrap_or(label.len())])
}

/// Text has none of these in any encoding that is one byte wide.
fn is_control(byte: u8) -> bool {
    (byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c)) || byte == 0x7f
}

/// Whether what is not ASCII comes in pairs, and several of them in a row somewhere: letters of
/// Chinese, not accents.
fn is_paired(bytes: &[u8]) -> bool {
    let (mut run, mut longest) = (0_usize, 0);
    for byte in bytes.iter().chain([&b' ']) {
        if *byte >= 0x80 {
            run += 1;
        } else if run > 0 {
            if run % 2 == 1 {
                return false;
            }
            longest = longest.max(run);
            run = 0;
        }
    }
    longest >= 4
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (String, Option<&'static str>) {
        let decoded = decode(bytes).unwrap();
        (decoded.text.into_owned(), decoded.guessed)
    }

    fn wide_bytes(text: &str, little: bool) -> Vec<u8> {
        let pair = |unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() };
        text.encode_utf16().flat_map(pair).collect()
    }

    #[test]
    fn utf_8_is_taken_as_it_is() {
        let text = "Größe – 大小";
        assert!(matches!(decode(text.as_bytes()).unwrap().text, Cow::Borrowed(it) if it == text));
        assert_eq!(decoded(b"\xef\xbb\xbfa"), ("a".into(), None));
        // A page that says it is in another encoding, and is not: a server made UTF-8 of it.
        let page = "<meta charset=gbk>大小";
        assert_eq!(decoded(page.as_bytes()), (page.into(), None));
        assert_eq!(decoded(b"a\0b"), ("a\0b".into(), None));
    }

    #[test]
    fn utf_16_is_known_by_its_mark_or_its_zeros() {
        let text = "Request Syntax – 大";
        for little in [true, false] {
            let bare = wide_bytes(text, little);
            let marked = [&wide_bytes("\u{feff}", little)[..], &bare].concat();
            assert_eq!(decoded(&bare), (text.into(), None));
            assert_eq!(decoded(&marked), (text.into(), None));
        }
    }

    #[test]
    fn a_page_tells_its_encoding() {
        for (head, label) in [
            ("<!DOCTYPE html><meta charset=\"gb2312\"><p>", "gbk"),
            ("\n<html><META HTTP-EQUIV=x content='text/html; charset=Shift_JIS'><p>", "shift_jis"),
            ("<?xml version='1.0' encoding='GB18030'?><p>", "gb18030"),
            (".. -*- coding: euc-jp -*-\n\n", "euc-jp"),
            ("#!x\n# vim: set fileencoding=big5 :\n", "big5"),
        ] {
            let encoding = Encoding::for_label(label.as_bytes()).unwrap();
            let text = format!("{head}大小");
            let (bytes, _, _) = encoding.encode(&text);
            assert_eq!(decoded(&bytes), (text, None), "{label}");
        }
        let latin = b"<meta charset=iso-8859-1>caf\xe9";
        assert_eq!(decoded(latin), ("<meta charset=iso-8859-1>café".into(), None));
        let wrong = decode(b"<meta charset=gbk>\n\x81\x20").unwrap_err();
        assert_eq!(wrong, Undecodable { line: 0, encoding: "GBK" });
        let unknown = decode(b"<meta charset=klingon>\n\0\xff").unwrap_err();
        assert_eq!(unknown, Undecodable { line: 2, encoding: "UTF-8" });
    }

    #[test]
    fn what_nothing_tells_is_guessed_and_said() {
        assert_eq!(decoded(b"caf\xe9 \x93x\x94"), ("café “x”".into(), Some("windows-1252")));
        let (bytes, _, _) = GBK.encode("请求参数: x");
        assert_eq!(decoded(&bytes), ("请求参数: x".into(), Some("GBK")));
        // What is no text at all.
        for bytes in [&b"\x89PNG\r\n\x1a\n\0\0\xff"[..], b"ok\nno\xff\x01", b"\xff\xfe\xd8"] {
            assert!(decode(bytes).is_err(), "{bytes:?}");
        }
        assert_eq!(decode(b"ok\nno\xff\x01").unwrap_err().line, 2);
    }
}
