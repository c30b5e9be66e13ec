//! What goes wrong between a client and a service, over each adapter that is compiled: errors by type,
//! attempts counted, nothing that hangs, and memory within bounds.
#![cfg(all(
    feature = "credentials",
    any(feature = "ureq", feature = "hyper", feature = "sockets")
))]

mod loopback;

use std::io::Write;
use std::net::TcpListener;
use std::sync::OnceLock;
use std::thread;
use std::time::{Duration, Instant};

use doc_bindgen_runtime::dynamic::{Dynamic, DynamicOperation, Kind, Stated, Structure};
use doc_bindgen_runtime::facts::{OperationFacts, ServiceFacts, Streamed};
use doc_bindgen_runtime::retry::Policy;
use doc_bindgen_runtime::sending::{SendError, Timeouts, Waited};
use doc_bindgen_runtime::settings::{Environment, Profiles};
use doc_bindgen_runtime::sign::Keys;
use doc_bindgen_runtime::wire::Wire;
use doc_bindgen_runtime::{
    AnyTransport, Builder, ByteStream, Client, Error, ErrorKind, Slot, Timestamp, Value, protocol,
};
use loopback::{FACTS, SERVICE, Server, Then, answer};

const SECRET: &str = "hidden-secret-key";

const STREAMING: OperationFacts = OperationFacts { input_stream: Some(Streamed::Bytes), ..FACTS };
const STREAMED: OperationFacts = OperationFacts { output_stream: Some(Streamed::Bytes), ..FACTS };

/// The adapters that there are.
#[derive(Clone, Copy, Debug)]
enum Adapter {
    #[cfg(feature = "ureq")]
    Ureq,
    #[cfg(feature = "hyper")]
    Hyper,
    #[cfg(feature = "sockets")]
    Sockets,
}

const ADAPTERS: &[Adapter] = &[
    #[cfg(feature = "ureq")]
    Adapter::Ureq,
    #[cfg(feature = "hyper")]
    Adapter::Hyper,
    #[cfg(feature = "sockets")]
    Adapter::Sockets,
];

type Made = Builder<Client<AnyTransport>>;

impl Adapter {
    /// A builder of clients of that server, which wait for little.
    fn builder(self, address: &str) -> Made {
        let builder = Builder::new(&SERVICE, |client| client)
            .environment(Environment::default())
            .profiles(Profiles::default())
            .region("eu-west-1")
            .endpoint_url(address)
            .credentials(Keys::new("AKIDEXAMPLE", SECRET))
            .retries(Policy {
                first: Duration::from_millis(2),
                longest: Duration::from_millis(5),
                ..Policy::STANDARD
            })
            .timeouts(Timeouts { read: Some(Duration::from_secs(20)), ..Timeouts::default() });
        match self {
            #[cfg(feature = "ureq")]
            Adapter::Ureq => builder.transport(doc_bindgen_runtime::adapter::Ureq::new()),
            #[cfg(feature = "hyper")]
            Adapter::Hyper => builder.transport(doc_bindgen_runtime::adapter::Hyper::new()),
            #[cfg(feature = "sockets")]
            Adapter::Sockets => builder.transport(doc_bindgen_runtime::adapter::Sockets::new()),
        }
    }

    fn run<F: Future>(self, future: F) -> F::Output {
        match self {
            #[cfg(feature = "ureq")]
            Adapter::Ureq => doc_bindgen_runtime::blocking::wait(future),
            #[cfg(feature = "sockets")]
            Adapter::Sockets => doc_bindgen_runtime::blocking::wait(future),
            #[cfg(feature = "hyper")]
            Adapter::Hyper => {
                // Without a timer: the runtime's own is not asked for.
                let tokio = tokio::runtime::Builder::new_current_thread().enable_io().build();
                tokio.unwrap().block_on(future)
            }
        }
    }

    fn call(self, client: &Client<AnyTransport>) -> Result<Dynamic, Error<Dynamic>> {
        self.run(operation(&FACTS).call(client, &Dynamic::blank()))
    }
}

fn operation(facts: &'static OperationFacts) -> DynamicOperation {
    DynamicOperation { facts, input: None, output: None, errors: &[], error_types: &[] }
}

/// What there is to say of an error, which is never the key.
fn shown(error: &Error<Dynamic>) -> String {
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains(SECRET), "{shown}");
    error.to_string()
}

/// Calls a server that answers with these.
fn call(
    adapter: Adapter,
    answers: &[String],
) -> (Result<Dynamic, Error<Dynamic>>, Vec<loopback::Came>) {
    let server = Server::answering(answers.iter().cloned());
    let client = adapter.builder(&server.address).build().unwrap();
    let result = adapter.call(&client);
    (result, server.came())
}

const GOOD: &str = "{}";

#[test]
fn a_fault_that_passes_is_tried_again() {
    let fault = answer(500, "", r#"{"__type": "InternalFailure", "message": "no"}"#);
    let cut = "HTTP/1.1 200 x\r\ncontent-length: 100\r\nconnection: close\r\n\r\n{".to_owned();
    for &adapter in ADAPTERS {
        let (result, came) = call(adapter, &[fault.clone(), answer(200, "", GOOD)]);
        assert!(result.is_ok(), "{adapter:?}");
        assert_eq!(came.len(), 2);
        // The request is the same but for its time, and so its signature.
        assert_eq!(came[0].body, came[1].body);
        assert!(came.iter().all(|came| came.header("authorization").is_some()));
        assert!(came[0].header("user-agent").unwrap().starts_with("doc-bindgen/"));

        let (result, came) = call(adapter, std::slice::from_ref(&fault));
        let error = result.err().unwrap();
        assert_eq!((error.attempts(), came.len()), (Some(3), 3));
        assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Service, 500));
        assert_eq!(shown(&error), "InternalFailure: no (3 attempts)");

        // What a wrong input gets, it gets once.
        let wrong = answer(400, "", r#"{"__type": "ValidationException", "message": "no"}"#);
        let (result, came) = call(adapter, &[wrong]);
        assert_eq!((result.err().unwrap().attempts(), came.len()), (Some(1), 1));

        // A body that was cut off.
        let server = Server::new({
            let cut = cut.clone();
            move |count, _, stream| {
                let whole = answer(200, "", GOOD);
                let text = if count == 0 { &cut } else { &whole };
                let _ = stream.write_all(text.as_bytes());
                if count == 0 { Then::Close } else { Then::Keep }
            }
        });
        let client = adapter.builder(&server.address).build().unwrap();
        assert!(adapter.call(&client).is_ok(), "{adapter:?}");
        assert_eq!(server.came().len(), 2);
    }
}

#[test]
fn a_token_is_the_same_however_often_a_call_is_made() {
    const TOKEN: Wire = Wire { place: 0, token: true, ..Wire::NONE };
    let input = Structure::named("AdoptPetRequest");
    let stated = Stated { wire: vec![TOKEN], ..Stated::default() };
    input.define([("ClientToken", Kind::String)], stated);
    let operation = DynamicOperation { input: Some(input), ..operation(&FACTS) };
    let fault = answer(500, "", r#"{"__type": "InternalFailure"}"#);
    for &adapter in ADAPTERS {
        let answers = [fault.clone(), fault.clone(), answer(200, "", GOOD)];
        let server = Server::answering(answers);
        let client = adapter.builder(&server.address).build().unwrap();
        adapter.run(operation.call(&client, &operation.blank_input())).unwrap();
        adapter.run(operation.call(&client, &operation.blank_input())).unwrap();
        let came = server.came();
        let bodies: Vec<String> = came.iter().map(loopback::Came::body).collect();
        assert_eq!(bodies.len(), 4, "{adapter:?}");
        // A UUID, the same in all attempts of a call, and another in the next call.
        let token = bodies[0].strip_prefix(r#"{"ClientToken":""#).unwrap();
        assert_eq!(token.len(), 36 + 2, "{token}");
        assert!(bodies[1] == bodies[0] && bodies[2] == bodies[0], "{bodies:?}");
        assert_ne!(bodies[3], bodies[0]);
    }
}

#[test]
fn a_connection_that_is_reset_is_an_error_of_its_type() {
    for &adapter in ADAPTERS {
        let server = Server::new(|_, _, _| Then::Close);
        let client = adapter.builder(&server.address).build().unwrap();
        let error = adapter.call(&client).err().unwrap();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Transport, Some(3)));
        assert!(matches!(error.send_error(), Some(SendError::Connection(_))), "{error:?}");
        assert!(shown(&error).starts_with("no answer came: "), "{error}");
        // hyper itself sends what no byte went out of once more.
        assert!(server.came().len() >= 3);

        let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let client = adapter.builder(&format!("http://{nobody}")).build().unwrap();
        let error = adapter.call(&client).err().unwrap();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Transport, Some(3)));
        assert!(shown(&error).contains("refused"), "{error}");
    }
}

#[test]
fn who_throttles_is_waited_for() {
    let busy = |after: &str| answer(429, after, r#"{"__type": "TooManyRequestsException"}"#);
    for &adapter in ADAPTERS {
        let start = Instant::now();
        let (result, came) = call(adapter, &[busy("retry-after: 1\r\n"), answer(200, "", GOOD)]);
        assert!(result.is_ok());
        assert!(start.elapsed() >= Duration::from_secs(1), "{:?}", start.elapsed());
        assert_eq!(came.len(), 2);
        // Longer than anybody wants to be held up: who called is told.
        let (result, came) = call(adapter, &[busy("retry-after: 3600\r\n")]);
        let error = result.err().unwrap();
        assert_eq!((error.code(), came.len()), (Some("TooManyRequestsException"), 1));
    }
}

#[test]
fn a_wrong_clock_is_put_right_and_the_call_made_again() {
    let date = "date: Sat, 09 Apr 2253 08:49:37 GMT\r\n";
    let skewed = answer(403, date, r#"{"__type": "InvalidSignatureException"}"#);
    for &adapter in ADAPTERS {
        let (result, came) = call(adapter, &[skewed.clone(), answer(200, "", GOOD)]);
        assert!(result.is_ok());
        let years: Vec<_> =
            came.iter().map(|it| it.header("x-amz-date").unwrap()[..4].to_owned()).collect();
        assert_eq!(years[1], "2253");
        assert_ne!(years[0], "2253");
        // With the right time it is not the time, and it is not tried for ever.
        let (result, came) = call(adapter, std::slice::from_ref(&skewed));
        assert_eq!(result.err().unwrap().code(), Some("InvalidSignatureException"));
        assert_eq!(came.len(), 2);
    }
}

#[test]
fn a_page_that_is_no_answer_is_told_with_its_beginning() {
    for &adapter in ADAPTERS {
        let page =
            answer(200, "content-type: text/html\r\n", "<html>Sign in to the network</html>");
        let (result, _) = call(adapter, &[page]);
        let error = result.err().unwrap();
        assert_eq!(error.kind(), ErrorKind::Response);
        assert!(shown(&error).contains("Sign in to the network"), "{error}");
    }
}

#[test]
fn a_body_without_an_end_is_read_within_bounds() {
    for &adapter in ADAPTERS {
        let server = Server::new(|_, _, stream| {
            let _ = stream.write_all(b"HTTP/1.1 200 x\r\ntransfer-encoding: chunked\r\n\r\n");
            let chunk = format!("10000\r\n{}\r\n", " ".repeat(0x10000));
            while stream.write_all(chunk.as_bytes()).is_ok() {}
            Then::Close
        });
        let client = adapter.builder(&server.address).most_held(1024 * 1024).build().unwrap();
        let error = adapter.call(&client).err().unwrap();
        assert!(matches!(error.send_error(), Some(SendError::TooLarge { most: 1_048_576 })));
        assert_eq!((error.kind(), server.came().len()), (ErrorKind::Response, 1));
    }
}

#[test]
fn nobody_waits_longer_than_was_said() {
    let silent = || {
        Server::new(|_, _, _| {
            thread::sleep(Duration::from_secs(20));
            Then::Close
        })
    };
    let little = Some(Duration::from_millis(150));
    for &adapter in ADAPTERS {
        for (timeouts, what, attempts) in [
            (Timeouts { read: little, ..Timeouts::NONE }, Waited::Read, 3),
            (Timeouts { attempt: little, ..Timeouts::NONE }, Waited::Attempt, 3),
            (Timeouts { call: little, ..Timeouts::NONE }, Waited::Call, 1),
        ] {
            let server = silent();
            let client = adapter.builder(&server.address).timeouts(timeouts).build().unwrap();
            let start = Instant::now();
            let error = adapter.call(&client).err().unwrap();
            assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
            assert_eq!(error.kind(), ErrorKind::Timeout, "{adapter:?} {error}");
            let told = match error.send_error() {
                Some(SendError::Timeout { what, .. }) => *what,
                other => panic!("{other:?}"),
            };
            assert_eq!(told, what, "{adapter:?}");
            assert_eq!(server.came().len(), attempts, "{adapter:?} {what:?}");
        }
        // A body that stops in the middle.
        let server = Server::new(|_, _, stream| {
            let _ = stream.write_all(b"HTTP/1.1 200 x\r\ncontent-length: 100\r\n\r\n{");
            thread::sleep(Duration::from_secs(20));
            Then::Close
        });
        let timeouts = Timeouts { read: little, ..Timeouts::NONE };
        let client = adapter.builder(&server.address).timeouts(timeouts).build().unwrap();
        let error = adapter.call(&client).err().unwrap();
        let is_read =
            matches!(error.send_error(), Some(SendError::Timeout { what: Waited::Read, .. }));
        assert!(is_read, "{adapter:?} {error:?}");
    }
}

#[test]
fn a_connection_that_was_closed_meanwhile_is_not_noticed() {
    for &adapter in ADAPTERS {
        // It says nothing of closing.
        let server = Server::new(|_, _, stream| {
            let _ = stream.write_all(answer(200, "", GOOD).as_bytes());
            Then::Close
        });
        let client = adapter.builder(&server.address).build().unwrap();
        adapter.run(async {
            for _ in 0..5 {
                let result = operation(&FACTS).call(&client, &Dynamic::blank()).await;
                assert!(result.is_ok(), "{adapter:?} {:?}", result.err());
                thread::sleep(Duration::from_millis(20));
            }
        });
        // And one that is kept is used again.
        let server = Server::answering([answer(200, "", GOOD)]);
        let client = adapter.builder(&server.address).build().unwrap();
        adapter.run(async {
            for _ in 0..5 {
                assert!(operation(&FACTS).call(&client, &Dynamic::blank()).await.is_ok());
            }
        });
        assert!(server.came().iter().all(|came| came.connection == 0), "{adapter:?}");
    }
}

#[test]
fn a_redirect_is_not_followed() {
    for &adapter in ADAPTERS {
        let other = Server::answering([answer(200, "", GOOD)]);
        for status in [301, 302, 307, 308] {
            let location = format!("location: {}/elsewhere\r\n", other.address);
            let (result, came) = call(adapter, &[answer(status, &location, "")]);
            let error = result.err().unwrap();
            assert_eq!(error.status().unwrap().as_u16(), status);
            assert_eq!(came.len(), 1);
        }
        assert!(other.came().is_empty(), "nothing goes to another host, and no credentials");
    }
}

/// An input whose body is a stream.
fn streaming() -> DynamicOperation {
    static INPUT: OnceLock<&Structure> = OnceLock::new();
    let input = INPUT.get_or_init(|| {
        let input = Structure::named("Input");
        input.define([("body", Kind::Stream)], Stated::default());
        input
    });
    DynamicOperation { input: Some(input), ..operation(&STREAMING) }
}

#[test]
fn a_stream_that_went_out_is_not_sent_again() {
    use doc_bindgen_runtime::facts::HttpFacts;
    use doc_bindgen_runtime::wire::{Location, Wire};

    const S3: ServiceFacts = ServiceFacts {
        id: "s3",
        protocol: Some(protocol::REST_XML),
        signing_name: Some("s3"),
        ..SERVICE
    };
    const PUT: OperationFacts = OperationFacts {
        name: "PutObject",
        service: &S3,
        http: Some(HttpFacts { method: "PUT", path: "/key", status: 200 }),
        input_stream: Some(Streamed::Bytes),
        ..OperationFacts::NONE
    };
    let input = Structure::named("Input");
    let payload = Wire { place: 0, location: Location::Payload, ..Wire::NONE };
    input.define([("body", Kind::Stream)], Stated { wire: vec![payload], ..Stated::default() });
    let put = DynamicOperation { facts: &PUT, input: Some(input), ..streaming() };
    for &adapter in ADAPTERS {
        let server = Server::answering([answer(500, "", "")]);
        let client = adapter.builder(&server.address).build().unwrap();
        let mut given = put.blank_input();
        let Slot::Stream(body) = given.member_mut(0).slot() else { panic!("no stream") };
        *body = ByteStream::read(&[b'a'; 100_000][..]).with_length(100_000);
        let error = adapter.run(put.call(&client, &given)).err().unwrap();
        assert_eq!((error.attempts(), server.came().len()), (Some(1), 1), "{adapter:?} {error}");
        // It went in chunks that are signed, as there is no TLS.
        let came = &server.came()[0];
        assert_eq!(came.header("x-amz-decoded-content-length"), Some("100000"));
        assert!(came.body().contains(";chunk-signature="));

        // Where there is no connection nothing went out, and it is tried again.
        let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let client = adapter.builder(&format!("http://{nobody}")).build().unwrap();
        let error = adapter.run(put.call(&client, &given)).err().unwrap();
        assert_eq!(error.kind(), ErrorKind::Transport);
    }
}

#[test]
fn what_the_caller_reads_may_be_longer_than_what_is_held() {
    for &adapter in ADAPTERS {
        let server = Server::new(|_, _, stream| {
            let _ = stream.write_all(b"HTTP/1.1 200 x\r\ncontent-length: 4000000\r\n\r\n");
            for _ in 0..400 {
                let _ = stream.write_all(&[b'a'; 10_000]);
            }
            Then::Keep
        });
        let client = adapter.builder(&server.address).most_held(1000).build().unwrap();
        let request =
            operation(&STREAMED).request(&Dynamic::blank(), &client.request_context()).unwrap();
        let read = adapter.run(async {
            use doc_bindgen_runtime::Transport;
            let response = client.transport().send(request).await.unwrap();
            response.into_body().write_to(std::io::sink()).await.unwrap()
        });
        assert_eq!(read, 4_000_000);
    }
}

#[test]
fn who_has_no_credentials_is_told_what_to_set() {
    for &adapter in ADAPTERS {
        let metadata = Server::answering([answer(404, "", "")]);
        let environment = [("AWS_EC2_METADATA_SERVICE_ENDPOINT", &*metadata.address)];
        let builder = Builder::new(&SERVICE, |client: Client<AnyTransport>| client)
            .environment(environment.into_iter().collect())
            .profiles(Profiles::default())
            .region("eu-west-1")
            .endpoint_url(&metadata.address);
        let client = match adapter {
            #[cfg(feature = "ureq")]
            Adapter::Ureq => builder.transport(doc_bindgen_runtime::adapter::Ureq::new()),
            #[cfg(feature = "hyper")]
            Adapter::Hyper => builder.transport(doc_bindgen_runtime::adapter::Hyper::new()),
            #[cfg(feature = "sockets")]
            Adapter::Sockets => builder.transport(doc_bindgen_runtime::adapter::Sockets::new()),
        };
        let error = adapter.call(&client.build().unwrap()).err().unwrap();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Credentials, Some(1)));
        assert!(metadata.came().iter().all(|came| came.line.starts_with("PUT /latest/api/token")));
    }
}

#[test]
fn the_clock_is_the_callers() {
    for &adapter in ADAPTERS {
        let server = Server::answering([answer(200, "", GOOD)]);
        let now = || Timestamp::from_secs(0);
        let client = adapter.builder(&server.address).clock(now).app_name("tests").build().unwrap();
        assert!(adapter.call(&client).is_ok());
        let came = &server.came()[0];
        assert_eq!(came.header("x-amz-date"), Some("19700101T000000Z"));
        assert!(came.header("user-agent").unwrap().ends_with(" app/tests"));
    }
}
