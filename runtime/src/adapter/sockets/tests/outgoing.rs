//! Requests, as a server receives them.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use http::Request;

use crate::ByteStream;
use crate::adapter::Sockets;
use crate::sending::{SendError, Timeouts};

/// Takes one connection, reads until `end`, answers and gives what came.
fn server(end: &'static str, answer: &'static str) -> (String, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let thread = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let (mut came, mut buffer) = (String::new(), [0; 1024]);
        while !came.contains(end) {
            match stream.read(&mut buffer) {
                Ok(0) | Err(_) => return came,
                Ok(count) => came.push_str(&String::from_utf8_lossy(&buffer[..count])),
            }
        }
        stream.write_all(answer.as_bytes()).unwrap();
        came
    });
    (address, thread)
}

const NOTHING: &str = "HTTP/1.1 204 No\r\n\r\n";

fn stream(text: &'static str) -> ByteStream {
    ByteStream::read(text.as_bytes())
}

#[test]
fn a_body_goes_as_long_as_it_is_known() {
    for (method, path, body, end, expected) in [
        ("GET", "/a?b=c", ByteStream::default(), "\r\n\r\n", "GET /a?b=c HTTP/1.1\r\nHOST\r\n\r\n"),
        ("GET", "?b=c", ByteStream::default(), "\r\n\r\n", "GET /?b=c HTTP/1.1\r\nHOST\r\n\r\n"),
        (
            "POST",
            "/",
            ByteStream::default(),
            "\r\n\r\n",
            "POST / HTTP/1.1\r\nHOST\r\ncontent-length: 0\r\n\r\n",
        ),
        (
            "POST",
            "/",
            "hello".into(),
            "hello",
            "POST / HTTP/1.1\r\nHOST\r\ncontent-length: 5\r\n\r\nhello",
        ),
        (
            "PUT",
            "/",
            stream("hello").with_length(5),
            "hello",
            "PUT / HTTP/1.1\r\nHOST\r\ncontent-length: 5\r\n\r\nhello",
        ),
        (
            "PUT",
            "/",
            stream("hello"),
            "0\r\n\r\n",
            "PUT / HTTP/1.1\r\nHOST\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        ),
    ] {
        let (address, came) = server(end, NOTHING);
        let request = Request::builder().method(method).uri(format!("{address}{path}"));
        let response = Sockets::new().exchange(request.body(body).unwrap()).unwrap();
        assert_eq!(response.status(), 204);
        let host = address.replace("http://", "host: ");
        assert_eq!(came.join().unwrap(), expected.replace("HOST", &host));
    }
}

#[test]
fn a_body_that_is_not_as_long_as_was_told_is_not_sent_as_if_it_were() {
    for length in [4, 6] {
        let (address, came) = server("never", NOTHING);
        let request = Request::put(address).body(stream("hello").with_length(length)).unwrap();
        let error = Sockets::new().exchange(request).unwrap_err();
        assert!(matches!(error, SendError::Unsendable(_)), "{error:?}");
        // The connection is closed, as nothing else could be said by it.
        came.join().unwrap();
    }
}

#[test]
fn who_answers_before_all_has_come_is_heard() {
    let (address, came) = server("\r\n\r\n", "HTTP/1.1 413 Too large\r\ncontent-length: 0\r\n\r\n");
    let timeouts = Timeouts { read: Some(Duration::from_secs(5)), ..Timeouts::NONE };
    let request = Request::put(address).extension(timeouts);
    let body = ByteStream::read(std::io::repeat(b'a').take(1 << 26)).with_length(1 << 26);
    match Sockets::new().exchange(request.body(body).unwrap()) {
        Ok(response) => assert_eq!(response.status(), 413),
        // What the other side's system throws away with a connection may be the answer, too.
        Err(error) => assert!(matches!(error, SendError::Connection(_)), "{error:?}"),
    }
    came.join().unwrap();
}
