//! Events over HTTP/2, where answers come while the request is still under way: a server that speaks as much
//! of it as that takes.
#![cfg(feature = "http2")]

use std::collections::VecDeque;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::pin::Pin;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::thread;

use doc_bindgen_runtime::adapter::Hyper;
use doc_bindgen_runtime::facts::{OperationFacts, Streamed};
use doc_bindgen_runtime::http::Request;
use doc_bindgen_runtime::{BoxError, ByteStream, Bytes, Transport};
use futures_core::Stream;

const TALKS: OperationFacts = OperationFacts {
    name: "Talk",
    input_stream: Some(Streamed::Events),
    output_stream: Some(Streamed::Events),
    ..OperationFacts::NONE
};

const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
const DATA: u8 = 0;
const HEADERS: u8 = 1;
const SETTINGS: u8 = 4;
const END_STREAM: u8 = 1;
const END_HEADERS: u8 = 4;
const ACK: u8 = 1;

fn frame(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let mut out = (payload.len() as u32).to_be_bytes()[1..].to_vec();
    out.extend([kind, flags]);
    out.extend(stream.to_be_bytes());
    out.extend(payload);
    out
}

/// Answers each piece of a request with that piece in capitals as soon as it is there; tells what came.
fn serve(mut stream: TcpStream, came: &Sender<String>) -> Option<()> {
    let mut preface = [0; 24];
    stream.read_exact(&mut preface).ok()?;
    assert_eq!(preface, PREFACE);
    stream.write_all(&frame(SETTINGS, 0, 0, &[])).ok()?;
    loop {
        let mut head = [0; 9];
        stream.read_exact(&mut head).ok()?;
        let mut payload = vec![0; u32::from_be_bytes([0, head[0], head[1], head[2]]) as usize];
        stream.read_exact(&mut payload).ok()?;
        let (kind, flags) = (head[3], head[4]);
        let id = u32::from_be_bytes([head[5], head[6], head[7], head[8]]);
        match kind {
            SETTINGS if flags & ACK == 0 => {
                stream.write_all(&frame(SETTINGS, ACK, 0, &[])).ok()?;
            }
            HEADERS => {
                came.send("head".to_owned()).ok()?;
                // `:status: 200` by its place in the table that all know.
                stream.write_all(&frame(HEADERS, END_HEADERS, id, &[0x88])).ok()?;
            }
            DATA => {
                let text = String::from_utf8(payload).unwrap();
                if !text.is_empty() {
                    stream.write_all(&frame(DATA, 0, id, text.to_uppercase().as_bytes())).ok()?;
                    came.send(text).ok()?;
                }
                if flags & END_STREAM != 0 {
                    came.send("end".to_owned()).ok()?;
                    stream.write_all(&frame(DATA, END_STREAM, id, &[])).ok()?;
                }
            }
            _ => {}
        }
    }
}

/// A body that is said piece by piece.
#[derive(Clone, Default)]
struct Said(Arc<Mutex<Saying>>);

#[derive(Default)]
struct Saying {
    left: VecDeque<&'static str>,
    is_all: bool,
    waker: Option<Waker>,
}

impl Said {
    fn say(&self, text: Option<&'static str>) {
        let mut said = self.0.lock().unwrap();
        said.left.extend(text);
        said.is_all = text.is_none();
        if let Some(waker) = said.waker.take() {
            waker.wake();
        }
    }
}

impl Stream for Said {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut said = self.0.lock().unwrap();
        if let Some(text) = said.left.pop_front() {
            return Poll::Ready(Some(Ok(Bytes::from_static(text.as_bytes()))));
        }
        if said.is_all {
            return Poll::Ready(None);
        }
        said.waker = Some(cx.waker().clone());
        Poll::Pending
    }
}

fn server() -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/talk", listener.local_addr().unwrap());
    let (tell, came) = channel();
    thread::spawn(move || {
        while let Ok((stream, _)) = listener.accept() {
            serve(stream, &tell);
        }
    });
    (address, came)
}

#[test]
fn answers_come_while_the_request_is_under_way() {
    let tokio = tokio::runtime::Builder::new_current_thread().enable_io().build().unwrap();
    tokio.block_on(async {
        let (address, came) = server();
        let said = Said::default();
        let mut request = Request::post(address).body(ByteStream::new(said.clone())).unwrap();
        request.extensions_mut().insert(&TALKS);
        let answered = Hyper::new().send(request).await.unwrap();
        assert_eq!((answered.status().as_u16(), &*came.recv().unwrap()), (200, "head"));
        let mut body = answered.into_body();
        let mut next = async || {
            std::future::poll_fn(|cx| Pin::new(&mut body).poll_next(cx)).await.transpose().unwrap()
        };
        for (text, answer) in [("hello", "HELLO"), ("and again", "AND AGAIN")] {
            said.say(Some(text));
            assert_eq!(next().await.as_deref(), Some(answer.as_bytes()));
            assert_eq!(came.recv().unwrap(), text);
        }
        said.say(None);
        while let Some(rest) = next().await {
            assert_eq!(rest, "");
        }
        assert_eq!(came.recv().unwrap(), "end");
    });
}
