//! TLS, spoken with a server on this machine.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use http::Request;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::version::{TLS12, TLS13};
use rustls::{
    RootCertStore, ServerConfig, ServerConnection, StreamOwned, SupportedProtocolVersion,
};

use crate::ByteStream;
use crate::adapter::{Sockets, tls};
use crate::blocking::wait;
use crate::sending::{SendError, Timeouts, Waited};

const AUTHORITY: &[u8] = include_bytes!("../testing/ca.der");
const P256: [&[u8]; 2] =
    [include_bytes!("../testing/ec.der"), include_bytes!("../testing/ec.key.der")];
const RSA: [&[u8]; 2] =
    [include_bytes!("../testing/rsa.der"), include_bytes!("../testing/rsa.key.der")];

const ANSWER: &str = "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello";

/// A server, which counts connections, and for every request on one gives `answer`.
struct Server {
    port: u16,
    connections: Arc<Mutex<usize>>,
}

impl Server {
    fn new(
        [certificate, key]: [&'static [u8]; 2],
        version: &'static SupportedProtocolVersion,
        answer: &'static str,
    ) -> Self {
        // ring's own provider, with all that it has: ours is the client's.
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_protocol_versions(&[version])
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(
                vec![CertificateDer::from(certificate)],
                PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key)),
            )
            .unwrap();
        let config = Arc::new(config);
        let connections = Arc::new(Mutex::new(0));
        let port = listen({
            let connections = Arc::clone(&connections);
            move |stream| {
                *connections.lock().unwrap() += 1;
                let session = ServerConnection::new(Arc::clone(&config)).unwrap();
                let mut stream = StreamOwned::new(session, stream);
                let mut buffer = [0; 4096];
                // Each request of these tests comes at once.
                while stream.read(&mut buffer).is_ok_and(|count| count > 0) {
                    if stream.write_all(answer.as_bytes()).is_err() || answer != ANSWER {
                        return;
                    }
                }
            }
        });
        Server { port, connections }
    }
}

fn listen(serve: impl Fn(TcpStream) + Clone + Send + 'static) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let serve = serve.clone();
            thread::spawn(move || serve(stream));
        }
    });
    port
}

/// Who trusts the tests' authority.
fn trusting() -> Sockets {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from(AUTHORITY)).unwrap();
    Sockets::with_tls(Arc::new(tls::trusting(roots).unwrap()))
}

fn get(transport: &Sockets, host: &str, port: u16) -> Result<String, SendError> {
    let timeouts = Timeouts { connect: Some(Duration::from_millis(500)), ..Timeouts::default() };
    let request = Request::get(format!("https://{host}:{port}/")).extension(timeouts);
    let response = transport.exchange(request.body(ByteStream::default()).unwrap())?;
    let body = wait(response.into_body().collect()).map_err(SendError::Connection)?;
    Ok(String::from_utf8_lossy(&body).into_owned())
}

#[test]
fn each_version_is_spoken_with_each_key_and_connections_are_kept() {
    for key in [P256, RSA] {
        for version in [&TLS12, &TLS13] {
            let server = Server::new(key, version, ANSWER);
            let transport = trusting();
            for _ in 0..3 {
                // Tickets of TLS 1.3 come when they like, and are no reason to let a connection go.
                assert_eq!(get(&transport, "localhost", server.port).unwrap(), "hello");
                thread::sleep(Duration::from_millis(20));
            }
            assert_eq!(*server.connections.lock().unwrap(), 1, "{version:?}");
        }
    }
}

#[test]
fn who_cannot_be_trusted_is_told_nothing() {
    let server = Server::new(P256, &TLS13, ANSWER);
    for (transport, host) in [(Sockets::new(), "localhost"), (trusting(), "127.0.0.1")] {
        let error = get(&transport, host, server.port).unwrap_err();
        assert!(matches!(error, SendError::Connection(_)), "{error:?}");
        assert!(error.to_string().contains("certificate"), "{error}");
    }
}

#[test]
fn an_end_that_was_not_told_is_no_end() {
    // Without a length, the body ends with the connection, which TLS has to close: anyone could cut it off.
    let server = Server::new(P256, &TLS13, "HTTP/1.1 200 OK\r\n\r\nhello");
    let error = get(&trusting(), "localhost", server.port).unwrap_err();
    assert!(matches!(error, SendError::Connection(_)), "{error:?}");
}

#[test]
fn a_handshake_does_not_take_longer_than_was_said() {
    let silent = listen(|stream| {
        thread::sleep(Duration::from_secs(5));
        drop(stream);
    });
    // One byte now and then of a message that is never whole.
    let slow = listen(|mut stream| {
        for byte in [22, 3, 3, 64, 0].into_iter().chain([2; 200]) {
            if stream.write_all(&[byte]).is_err() {
                return;
            }
            thread::sleep(Duration::from_millis(100));
        }
    });
    for port in [silent, slow] {
        let begin = Instant::now();
        let error = get(&trusting(), "localhost", port).unwrap_err();
        let is_connect = matches!(error, SendError::Timeout { what: Waited::Connect, .. });
        assert!(is_connect, "{error:?}");
        assert!(begin.elapsed() < Duration::from_secs(4), "{:?}", begin.elapsed());
    }
}
