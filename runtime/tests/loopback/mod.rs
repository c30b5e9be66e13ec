//! A server on this machine that answers as a test wants it to, and what calls it.
#![allow(dead_code, unreachable_pub)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use doc_bindgen_runtime::facts::{OperationFacts, ServiceFacts};
use doc_bindgen_runtime::protocol;

/// A service that speaks JSON.
pub const SERVICE: ServiceFacts = ServiceFacts {
    provider: "aws",
    id: "sqs",
    protocol: Some(protocol::JSON_1_1),
    target_prefix: Some("Pets"),
    endpoint_prefix: Some("sqs"),
    ..ServiceFacts::NONE
};

/// An operation of it.
pub const FACTS: OperationFacts =
    OperationFacts { name: "AdoptPet", service: &SERVICE, ..OperationFacts::NONE };

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Came {
    /// `POST /path HTTP/1.1`.
    pub line: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    /// Which connection it came by, from 0.
    pub connection: usize,
}

impl Came {
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(other, _)| other.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    pub fn body(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// What happens to a connection after an answer.
pub enum Then {
    Keep,
    Close,
}

/// A server, until the test ends.
pub struct Server {
    pub address: String,
    came: Arc<Mutex<Vec<Came>>>,
}

impl Server {
    /// `answer` is told how many requests came before.
    pub fn new(
        answer: impl Fn(usize, &Came, &mut TcpStream) -> Then + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let came = Arc::new(Mutex::new(Vec::new()));
        let (all, answer) = (Arc::clone(&came), Arc::new(answer));
        thread::spawn(move || {
            for (connection, stream) in listener.incoming().enumerate() {
                let (all, answer) = (Arc::clone(&all), Arc::clone(&answer));
                let Ok(stream) = stream else { return };
                thread::spawn(move || serve(stream, connection, &all, &*answer));
            }
        });
        Server { address, came }
    }

    /// Answers with these, one after the other, and the last again and again.
    pub fn answering(answers: impl IntoIterator<Item = String>) -> Self {
        let answers: Vec<String> = answers.into_iter().collect();
        Server::new(move |count, _, stream| {
            let answer = &answers[count.min(answers.len() - 1)];
            let _ = stream.write_all(answer.as_bytes());
            Then::Keep
        })
    }

    pub fn came(&self) -> Vec<Came> {
        self.came.lock().unwrap().clone()
    }
}

fn serve(
    mut stream: TcpStream,
    connection: usize,
    all: &Mutex<Vec<Came>>,
    answer: &dyn Fn(usize, &Came, &mut TcpStream) -> Then,
) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    while let Some(mut came) = read(&mut reader) {
        came.connection = connection;
        let count = {
            let mut all = all.lock().unwrap();
            all.push(came.clone());
            all.len() - 1
        };
        if let Then::Close = answer(count, &came, &mut stream) {
            let _ = stream.shutdown(Shutdown::Both);
            return;
        }
    }
}

fn read(reader: &mut BufReader<TcpStream>) -> Option<Came> {
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|count| *count > 0)?;
    let mut headers = Vec::new();
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).ok()?;
        let Some((name, value)) = header.trim_end().split_once(':') else { break };
        headers.push((name.to_owned(), value.trim().to_owned()));
    }
    let mut came = Came { line: line.trim_end().to_owned(), headers, body: vec![], connection: 0 };
    if let Some(length) = came.header("content-length") {
        came.body = vec![0; length.parse().ok()?];
        reader.read_exact(&mut came.body).ok()?;
    } else if came.header("transfer-encoding").is_some() {
        loop {
            let mut size = String::new();
            reader.read_line(&mut size).ok()?;
            let size = usize::from_str_radix(size.trim(), 16).ok()?;
            let mut chunk = vec![0; size + 2];
            reader.read_exact(&mut chunk).ok()?;
            if size == 0 {
                break;
            }
            came.body.extend_from_slice(&chunk[..size]);
        }
    }
    Some(came)
}

/// A whole answer.
pub fn answer(status: u16, headers: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status} x\r\ncontent-length: {length}\r\n{headers}\r\n{body}")
}
