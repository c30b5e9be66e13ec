//! Base64, the standard alphabet of RFC 4648: no service uses another.

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// Written with padding, and read with or without.
const ENGINE: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The text of the bytes, padded.
pub fn encode(bytes: &[u8]) -> String {
    ENGINE.encode(bytes)
}

/// Appends the text of the bytes, padded.
#[cfg(feature = "json")]
pub fn encode_into(bytes: &[u8], out: &mut Vec<u8>) {
    let start = out.len();
    // As many bytes as there are to be, so they all fit.
    out.resize(start + bytes.len().div_ceil(3) * 4, b'=');
    let written = ENGINE.encode_slice(bytes, &mut out[start..]);
    debug_assert_eq!(written.ok(), Some(out.len() - start));
}

/// The bytes of a text, padded or not; `None` where it is no base64.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    ENGINE.decode(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 4648, section 10.
    #[test]
    fn texts_are_padded_when_written_and_need_not_be_to_be_read() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(encode(bytes.as_bytes()), text);
            #[cfg(feature = "json")]
            {
                let mut out = b"in: ".to_vec();
                encode_into(bytes.as_bytes(), &mut out);
                assert_eq!(out, format!("in: {text}").into_bytes());
            }
            assert_eq!(decode(text).unwrap(), bytes.as_bytes());
            assert_eq!(decode(text.trim_end_matches('=')).unwrap(), bytes.as_bytes());
        }
        assert_eq!(encode(&[0xfb, 0xff, 0xbf]), "+/+/");
    }

    #[test]
    fn what_is_no_base64() {
        for text in ["A", "Zh==", "Zm9=", "Zg==Zg==", "Z g=", "-_-_", "====", "é", "Zg\n="] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
