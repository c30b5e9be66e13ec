//! A service on this machine that has three tables, and keeps connections. Says where it is; a line on standard
//! input asks what there was since the last: connections, those that were closed before the last call, and
//! calls.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

static CONNECTIONS: AtomicUsize = AtomicUsize::new(0);
static CALLS: AtomicUsize = AtomicUsize::new(0);
/// How many calls there had been when a connection was closed, for each that was.
static CLOSED: Mutex<Vec<usize>> = Mutex::new(Vec::new());

fn main() -> std::io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("http://{}", listener.local_addr()?);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            CONNECTIONS.fetch_add(1, Ordering::SeqCst);
            thread::spawn(move || {
                serve(stream);
                let calls = CALLS.load(Ordering::SeqCst);
                CLOSED.lock().expect("nobody panics").push(calls);
            });
        }
    });
    for _ in std::io::stdin().lines() {
        // Who asks has seen the caller end, so its connections are about to.
        let is_open = || closed_count() < CONNECTIONS.load(Ordering::SeqCst);
        let limit = Instant::now() + Duration::from_secs(5);
        while is_open() && Instant::now() < limit {
            thread::sleep(Duration::from_millis(1));
        }
        let closed = std::mem::take(&mut *CLOSED.lock().expect("nobody panics"));
        let [connections, calls] =
            [&CONNECTIONS, &CALLS].map(|count| count.swap(0, Ordering::SeqCst));
        let lost = closed.into_iter().filter(|then| *then < calls).count();
        println!("{connections} {lost} {calls}");
    }
    Ok(())
}

fn closed_count() -> usize {
    CLOSED.lock().expect("nobody panics").len()
}

/// Answers whatever comes, as long as it comes.
fn serve(mut stream: TcpStream) -> Option<()> {
    const BODY: &str = r#"{"TableNames":["one","another","a third"]}"#;
    let answer = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/x-amz-json-1.0\r\n\
         x-amzn-requestid: 4B1RQ5V8BMRJ5C9J3Q7U0T0G6FVV4KQNSO5AEMVJF66Q9ASUAAJG\r\n\
         content-length: {}\r\n\r\n{BODY}",
        BODY.len()
    );
    stream.set_nodelay(true).ok()?;
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let (mut line, mut body) = (String::new(), Vec::new());
    loop {
        let mut length = 0;
        loop {
            line.clear();
            if reader.read_line(&mut line).ok()? == 0 {
                return None;
            }
            if line == "\r\n" {
                break;
            }
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse().ok()?;
            }
        }
        body.resize(length, 0);
        reader.read_exact(&mut body).ok()?;
        // Before it is answered: who has the answer may close at once.
        CALLS.fetch_add(1, Ordering::SeqCst);
        stream.write_all(answer.as_bytes()).ok()?;
    }
}
