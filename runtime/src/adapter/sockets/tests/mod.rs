//! What comes, as it may come.

mod outgoing;
mod secure;

use std::io::Read;

use http::Method;
use proptest::strategy::Strategy as _;

use super::body::Decoder;
use super::head::{Answer, Ending, of_bytes};

/// Gives what there is so many bytes at a time.
struct Bits<'a>(&'a [u8], usize);

impl Read for Bits<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.0.len().min(self.1).min(buffer.len());
        buffer[..count].copy_from_slice(&self.0[..count]);
        self.0 = &self.0[count..];
        Ok(count)
    }
}

fn head(text: &str) -> Answer {
    of_bytes(text.as_bytes(), &Method::GET).unwrap_or_else(|error| panic!("{text:?}: {error}"))
}

fn refused(text: &str) -> String {
    match of_bytes(text.as_bytes(), &Method::GET) {
        Err(error) => error.to_string(),
        Ok(answer) => panic!("{text:?}: {:?}", answer.ending),
    }
}

#[test]
fn the_end_of_a_body_is_where_its_head_says() {
    let head_of = |method, text: &str| of_bytes(text.as_bytes(), &method).unwrap();
    for (text, ending, is_kept) in [
        ("HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nabc", Ending::Length(3), true),
        (
            "HTTP/1.1 200 OK\r\ncontent-length: 3\r\ncontent-length: 3\r\n\r\n",
            Ending::Length(3),
            true,
        ),
        ("HTTP/1.1 200\r\nTransfer-Encoding: Chunked\r\n\r\n", Ending::Chunked, true),
        ("HTTP/1.1 204 No\r\n\r\n", Ending::Length(0), true),
        ("HTTP/1.1 304 No\r\ncontent-length: 9\r\n\r\n", Ending::Length(0), true),
        ("HTTP/1.1 200 OK\r\n\r\nabc", Ending::Close, false),
        ("HTTP/1.0 200 OK\r\ncontent-length: 3\r\n\r\n", Ending::Length(3), false),
        (
            "HTTP/1.1 200 OK\r\nconnection: x, Close\r\ncontent-length: 3\r\n\r\n",
            Ending::Length(3),
            false,
        ),
        // Two who read it might not agree, so nothing else may come by this connection.
        (
            "HTTP/1.1 200 OK\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n",
            Ending::Chunked,
            false,
        ),
    ] {
        let answer = head(text);
        assert_eq!((answer.ending, answer.is_kept), (ending, is_kept), "{text}");
    }
    let answer = head_of(Method::HEAD, "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n");
    assert_eq!((answer.ending, answer.is_kept), (Ending::Length(0), true));
    let answer = head("HTTP/1.1 200 OK\r\nA: 1\r\na: 2\r\ncontent-length: 3\r\n\r\nabc");
    assert_eq!(answer.response.headers().get_all("a").iter().count(), 2);
    assert_eq!(answer.came, b"abc");
}

#[test]
fn what_is_said_on_the_way_to_an_answer_is_none() {
    let answer = head(
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 x\r\na: b\r\n\r\nHTTP/1.1 404 No\r\ncontent-length: 0\r\n\r\n",
    );
    assert_eq!(answer.response.status(), 404);
    assert!(answer.response.headers().get("a").is_none());
    refused("HTTP/1.1 101 Switching\r\n\r\n");
    refused("HTTP/1.1 100 Continue\r\n\r\n");
}

#[test]
fn what_is_no_http_is_refused() {
    for text in [
        "",
        "<html>",
        "HTTP/1.1 200 OK\r\ncontent-le",
        "HTTP/1.1 99 x\r\n\r\n",
        "HTTP/1.1 200 OK\r\n: x\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: 3\r\ncontent-length: 4\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\ncontent-length: +3\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\ncontent-length: 3, 3\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\ncontent-length: 99999999999999999999\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: gzip, chunked\r\n\r\n",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ntransfer-encoding: chunked\r\n\r\n",
    ] {
        refused(text);
    }
    let endless = format!("HTTP/1.1 200 OK\r\na: {}", "a".repeat(1 << 20));
    assert!(refused(&endless).contains("too long"));
    let lines = "a: b\r\n".repeat(1000);
    refused(&format!("HTTP/1.1 200 OK\r\n{lines}\r\n"));
}

fn decoded(body: &[u8], ending: Ending, came: usize, at_once: usize) -> std::io::Result<Vec<u8>> {
    let (came, rest) = body.split_at(came.min(body.len()));
    let mut decoder = Decoder::new(ending, came.to_vec());
    let (mut link, mut out) = (Bits(rest, at_once), Vec::new());
    loop {
        let mut buffer = [0; 7];
        match decoder.read(&mut link, &mut buffer)? {
            0 => return Ok(out),
            count => out.extend_from_slice(&buffer[..count]),
        }
    }
}

#[test]
fn a_body_is_the_same_however_it_comes() {
    let chunks: &[u8] =
        b"5;ext=1\r\nhello\r\n10\r\n, this is a body\r\n0\r\ntrailer: a\r\nother: b\r\n\r\nnext";
    for came in 0..chunks.len() {
        for at_once in [1, 2, 3, 1000] {
            let read = decoded(chunks, Ending::Chunked, came, at_once).unwrap();
            assert_eq!(read, b"hello, this is a body");
            assert_eq!(decoded(b"hello more", Ending::Length(5), came, at_once).unwrap(), b"hello");
            assert_eq!(decoded(b"all of it", Ending::Close, came, at_once).unwrap(), b"all of it");
        }
    }
}

#[test]
fn a_body_that_is_cut_or_wrong_is_an_error() {
    for body in [
        "",
        "5",
        "5\r\n",
        "5\r\nhel",
        "5\r\nhello",
        "5\r\nhello\r\n",
        "5\r\nhello\r\n0\r\n",
        "5\r\nhello\r\n0\r\ntrailer",
        "x\r\n",
        "-1\r\n",
        "5\r\nhelloX\r\n0\r\n\r\n",
        "11111111111111111\r\n",
    ] {
        for came in [0, 1, 100] {
            assert!(decoded(body.as_bytes(), Ending::Chunked, came, 3).is_err(), "{body:?}");
        }
    }
    assert!(decoded(b"hell", Ending::Length(5), 1, 3).is_err());
    let endless = format!("5;{}", "a".repeat(100_000));
    assert!(decoded(endless.as_bytes(), Ending::Chunked, 0, 100).is_err());
    let endless = format!("0\r\n{}", "a: b\r\n".repeat(100_000));
    assert!(decoded(endless.as_bytes(), Ending::Chunked, 0, 100).is_err());
}

proptest::proptest! {
    /// Whatever comes is an answer or an error, and is the same in whichever pieces.
    #[test]
    fn anything_may_come(
        bits in proptest::collection::vec(
            proptest::prop_oneof![
                proptest::sample::select(vec![
                    "HTTP/1.1 200 OK\r\n", "HTTP/1.1 100 x\r\n", "\r\n", "content-length: 3\r\n",
                    "transfer-encoding: chunked\r\n", "3\r\nabc\r\n", "0\r\n", "f", ";", ":", "\n", "\0",
                ]).prop_map(|bit| bit.as_bytes().to_vec()),
                proptest::collection::vec(proptest::num::u8::ANY, 0..4),
            ],
            0..12,
        ),
        came in 0..20_usize,
        at_once in 1..9_usize,
    ) {
        let bytes = bits.concat();
        if let Ok(answer) = of_bytes(&bytes, &Method::GET) {
            proptest::prop_assert!(bytes.ends_with(&answer.came));
        }
        for ending in [Ending::Chunked, Ending::Length(5), Ending::Close] {
            let (whole, pieces) = (
                decoded(&bytes, ending, usize::MAX, 1),
                decoded(&bytes, ending, came, at_once),
            );
            proptest::prop_assert_eq!(whole.ok(), pieces.ok());
        }
    }
}
