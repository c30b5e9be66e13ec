//! The frames in which events come: `application/vnd.amazon.eventstream`.
//!
//! A frame is its length, the length of its headers and the CRC-32 of both; the headers; the payload;
//! and the CRC-32 of all before it. Numbers are big-endian.

use std::fmt;

use crate::Timestamp;

/// No frame is longer: what says so of itself is none.
const LONGEST: usize = 24 * 1024 * 1024;
/// The lengths and their checksum.
const PRELUDE: usize = 12;
/// A checksum.
const CRC: usize = 4;

/// A frame.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Frame {
    pub(crate) headers: Vec<(String, Header)>,
    pub(crate) payload: Vec<u8>,
}

/// What a header of a frame is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Header {
    Boolean(bool),
    Integer(i64),
    Bytes(Vec<u8>),
    String(String),
    Timestamp(Timestamp),
}

/// Why bytes are no frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FrameError {
    /// Its length makes no sense.
    Length(u32),
    /// A checksum is wrong.
    Checksum,
    /// Its headers make no sense.
    Headers,
    /// The stream ended within it.
    CutOff,
}

impl fmt::Display for FrameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FrameError::Length(length) => write!(f, "an event of {length} bytes"),
            FrameError::Checksum => f.write_str("an event whose checksum is wrong"),
            FrameError::Headers => f.write_str("an event whose headers make no sense"),
            FrameError::CutOff => f.write_str("the stream ended within an event"),
        }
    }
}

impl std::error::Error for FrameError {}

impl Frame {
    pub(crate) fn header(&self, name: &str) -> Option<&Header> {
        self.headers.iter().find(|(it, _)| it == name).map(|(_, value)| value)
    }

    /// The text of a header.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        match self.header(name)? {
            Header::String(text) => Some(text),
            _ => None,
        }
    }

    /// The frame that the bytes begin with, and how many they are; `None` until they are enough.
    pub(crate) fn decode(bytes: &[u8]) -> Result<Option<(Frame, usize)>, FrameError> {
        let Some(prelude) = bytes.get(..PRELUDE) else { return Ok(None) };
        let (length, headers) = (number(prelude, 0), number(prelude, 4));
        let (total, header_bytes) = (length as usize, headers as usize);
        if !(PRELUDE + CRC..=LONGEST).contains(&total) || header_bytes > total - PRELUDE - CRC {
            return Err(FrameError::Length(length));
        }
        if crc32fast::hash(&prelude[..8]) != number(prelude, 8) {
            return Err(FrameError::Checksum);
        }
        let Some(whole) = bytes.get(..total) else { return Ok(None) };
        let (checked, crc) = whole.split_at(total - CRC);
        if crc32fast::hash(checked) != number(crc, 0) {
            return Err(FrameError::Checksum);
        }
        let (headers, payload) = checked[PRELUDE..].split_at(header_bytes);
        let frame = Frame { headers: Header::all(headers)?, payload: payload.to_vec() };
        Ok(Some((frame, total)))
    }

    /// How long the frame is that the bytes begin with, as it says itself; `None` until it does.
    #[cfg(feature = "sign")]
    pub(crate) fn length(bytes: &[u8]) -> Result<Option<usize>, FrameError> {
        if bytes.len() < 4 {
            return Ok(None);
        }
        let length = number(bytes, 0);
        match (PRELUDE + CRC..=LONGEST).contains(&(length as usize)) {
            true => Ok(Some(length as usize)),
            false => Err(FrameError::Length(length)),
        }
    }

    /// The bytes of the headers.
    pub(crate) fn head(&self) -> Vec<u8> {
        let mut headers = Vec::new();
        for (name, value) in &self.headers {
            let name = &name.as_bytes()[..name.len().min(255)];
            headers.push(name.len() as u8);
            headers.extend_from_slice(name);
            value.encode(&mut headers);
        }
        headers
    }

    /// Appends the bytes of the frame.
    pub(crate) fn encode(&self, out: &mut Vec<u8>) {
        let headers = self.head();
        let start = out.len();
        let total = PRELUDE + headers.len() + self.payload.len() + CRC;
        out.extend_from_slice(&(total as u32).to_be_bytes());
        out.extend_from_slice(&(headers.len() as u32).to_be_bytes());
        let crc = crc32fast::hash(&out[start..]);
        out.extend_from_slice(&crc.to_be_bytes());
        out.extend_from_slice(&headers);
        out.extend_from_slice(&self.payload);
        let crc = crc32fast::hash(&out[start..]);
        out.extend_from_slice(&crc.to_be_bytes());
    }
}

/// The number at a place that is there.
fn number(bytes: &[u8], at: usize) -> u32 {
    bytes[at..at + 4].iter().fold(0, |number, byte| number << 8 | u32::from(*byte))
}

impl Header {
    fn all(mut bytes: &[u8]) -> Result<Vec<(String, Header)>, FrameError> {
        let mut headers = Vec::new();
        while let Some(length) = take(&mut bytes, 1) {
            let name = take(&mut bytes, usize::from(length[0])).ok_or(FrameError::Headers)?;
            let name = std::str::from_utf8(name).map_err(|_| FrameError::Headers)?;
            headers.push((name.to_owned(), Header::one(&mut bytes).ok_or(FrameError::Headers)?));
        }
        Ok(headers)
    }

    fn one(bytes: &mut &[u8]) -> Option<Header> {
        Some(match take(bytes, 1)?[0] {
            0 => Header::Boolean(true),
            1 => Header::Boolean(false),
            2 => Header::Integer(signed(take(bytes, 1)?)),
            3 => Header::Integer(signed(take(bytes, 2)?)),
            4 => Header::Integer(signed(take(bytes, 4)?)),
            5 => Header::Integer(signed(take(bytes, 8)?)),
            6 => Header::Bytes(sized(bytes)?.to_vec()),
            7 => Header::String(std::str::from_utf8(sized(bytes)?).ok()?.to_owned()),
            8 => {
                let milliseconds = signed(take(bytes, 8)?);
                let nanos = milliseconds.rem_euclid(1000) as u32 * 1_000_000;
                let seconds = milliseconds.div_euclid(1000);
                Header::Timestamp(Timestamp::from_secs_and_nanos(seconds, nanos)?)
            }
            // A UUID.
            9 => Header::Bytes(take(bytes, 16)?.to_vec()),
            _ => return None,
        })
    }

    fn encode(&self, out: &mut Vec<u8>) {
        let sized = |kind: u8, bytes: &[u8], out: &mut Vec<u8>| {
            let bytes = &bytes[..bytes.len().min(usize::from(u16::MAX))];
            out.push(kind);
            out.extend_from_slice(&(bytes.len() as u16).to_be_bytes());
            out.extend_from_slice(bytes);
        };
        match self {
            Header::Boolean(true) => out.push(0),
            Header::Boolean(false) => out.push(1),
            Header::Integer(value) => match i32::try_from(*value) {
                Ok(value) => {
                    out.push(4);
                    out.extend_from_slice(&value.to_be_bytes());
                }
                Err(_) => {
                    out.push(5);
                    out.extend_from_slice(&value.to_be_bytes());
                }
            },
            Header::Bytes(bytes) => sized(6, bytes, out),
            Header::String(text) => sized(7, text.as_bytes(), out),
            Header::Timestamp(at) => {
                let milliseconds = at.secs().saturating_mul(1000);
                let milliseconds =
                    milliseconds.saturating_add((at.subsec_nanos() / 1_000_000).into());
                out.push(8);
                out.extend_from_slice(&milliseconds.to_be_bytes());
            }
        }
    }
}

fn take<'a>(bytes: &mut &'a [u8], count: usize) -> Option<&'a [u8]> {
    let (taken, rest) = bytes.split_at_checked(count)?;
    *bytes = rest;
    Some(taken)
}

fn sized<'a>(bytes: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = take(bytes, 2)?;
    take(bytes, usize::from(u16::from_be_bytes([length[0], length[1]])))
}

/// A signed number of up to eight bytes.
fn signed(bytes: &[u8]) -> i64 {
    let negative = bytes.first().is_some_and(|byte| byte & 0x80 != 0);
    let start = if negative { -1 } else { 0 };
    bytes.iter().fold(start, |number, byte| number << 8 | i64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame() -> Frame {
        Frame {
            headers: vec![
                (":event-type".into(), Header::String("Records".into())),
                ("yes".into(), Header::Boolean(true)),
                ("small".into(), Header::Integer(-5)),
                ("large".into(), Header::Integer(i64::MIN)),
                ("bytes".into(), Header::Bytes(vec![0, 255])),
                (
                    "at".into(),
                    Header::Timestamp(Timestamp::from_secs_and_nanos(-1, 5_000_000).unwrap()),
                ),
            ],
            payload: b"hello".to_vec(),
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let mut bytes = Vec::new();
        frame().encode(&mut bytes);
        let length = bytes.len();
        for end in 0..length {
            assert_eq!(Frame::decode(&bytes[..end]), Ok(None), "{end}");
        }
        bytes.extend_from_slice(b"the next");
        assert_eq!(Frame::decode(&bytes), Ok(Some((frame(), length))));
    }

    #[test]
    fn a_changed_byte_is_seen() {
        let mut bytes = Vec::new();
        frame().encode(&mut bytes);
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            assert!(Frame::decode(&changed).is_err(), "{at}");
        }
    }

    /// The empty message that the format's own description works out.
    #[test]
    fn the_shortest_frame() {
        let mut bytes = Vec::new();
        Frame::default().encode(&mut bytes);
        assert_eq!(bytes[..8], [0, 0, 0, 16, 0, 0, 0, 0]);
        assert_eq!(bytes[8..12], 0x05c2_48eb_u32.to_be_bytes());
        assert_eq!(bytes[12..], 0x7d98_c8ff_u32.to_be_bytes());
    }

    #[test]
    fn lengths_that_make_no_sense() {
        let mut bytes = vec![0xff; 12];
        assert_eq!(Frame::decode(&bytes), Err(FrameError::Length(u32::MAX)));
        bytes[..8].copy_from_slice(&[0, 0, 0, 15, 0, 0, 0, 0]);
        assert_eq!(Frame::decode(&bytes), Err(FrameError::Length(15)));
    }
}
