//! Checksums of bodies as S3 has them: in a header, behind a stream, and held against what comes.
#![cfg(feature = "credentials")]

use std::sync::{Arc, Mutex};

use doc_bindgen_runtime::blocking::{Blocking, wait};
use doc_bindgen_runtime::facts::{OperationFacts, ServiceFacts, Streamed};
use doc_bindgen_runtime::http::{Request, Response};
use doc_bindgen_runtime::protocol;
use doc_bindgen_runtime::sending::{SendError, Sending};
use doc_bindgen_runtime::sign::Keys;
use doc_bindgen_runtime::{BoxError, ByteStream, Bytes, Credentials, Signed, Timestamp, Transport};

const S3: ServiceFacts = ServiceFacts {
    provider: "aws",
    id: "s3",
    protocol: Some(protocol::REST_XML),
    ..ServiceFacts::NONE
};
const PUT: OperationFacts = OperationFacts {
    name: "PutObject",
    service: &S3,
    input_stream: Some(Streamed::Bytes),
    ..OperationFacts::NONE
};
const GET: OperationFacts = OperationFacts {
    name: "GetObject",
    service: &S3,
    output_stream: Some(Streamed::Bytes),
    ..OperationFacts::NONE
};
const TAG: OperationFacts = OperationFacts {
    name: "PutObjectTagging",
    service: &S3,
    checksum: true,
    ..OperationFacts::NONE
};

/// Of `hello`, as `zlib.crc32` has it.
const CRC32: &str = "NhCmhg==";

/// What went over the wire: the headers, and the whole body.
#[derive(Clone, Debug)]
struct Went {
    headers: Vec<(String, String)>,
    body: Bytes,
}

impl Went {
    fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(other, _)| other == name);
        found.map_or("", |(_, value)| value)
    }

    fn body(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

fn request(
    facts: &'static OperationFacts,
    uri: &str,
    headers: &[(&str, &str)],
) -> Request<ByteStream> {
    let mut request = Request::put(uri);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let mut request = request.body(ByteStream::default()).unwrap();
    request.extensions_mut().insert(facts);
    request
}

fn sent(
    credentials: Credentials,
    body: ByteStream,
    request: Request<ByteStream>,
) -> Result<Went, BoxError> {
    let went = Arc::new(Mutex::new(None));
    let keep = Arc::clone(&went);
    let transport = Blocking(move |request: Request<ByteStream>| {
        let (parts, body) = request.into_parts();
        let (length, body) = (body.length(), wait(body.collect())?);
        // What an adapter would say of a body is what it has.
        assert!(length.is_none_or(|length| length == body.len() as u64), "{length:?}");
        let text = |(name, value): (&_, &doc_bindgen_runtime::http::HeaderValue)| {
            (format!("{name}"), String::from_utf8_lossy(value.as_bytes()).into_owned())
        };
        let headers = parts.headers.iter().map(text).collect();
        *keep.lock().unwrap() = Some(Went { headers, body });
        Ok::<_, BoxError>(Response::new(ByteStream::default()))
    });
    let sending = Sending::over(transport)
        .credentials(credentials)
        .region("us-east-1")
        .clock(|| Timestamp::from_secs(1_369_353_600));
    wait(sending.send(request.map(|_| body)))?;
    Ok(went.lock().unwrap().take().ok_or("nothing was sent")?)
}

fn keys() -> Credentials {
    Keys::new("AKIDEXAMPLE", "secret").into()
}

fn hello() -> ByteStream {
    ByteStream::read(&b"hello"[..])
}

const HTTPS: &str = "https://films.s3.us-east-1.amazonaws.com/a";
const HTTP: &str = "http://127.0.0.1:9/films/a";
const ASKED: (&str, &str) = ("x-amz-sdk-checksum-algorithm", "CRC32");

#[test]
fn what_is_in_memory_has_it_in_a_header() {
    let put = |facts, headers: &[_]| {
        sent(keys(), "hello".into(), request(facts, HTTPS, headers)).unwrap()
    };
    let went = put(&PUT, &[ASKED]);
    assert_eq!(went.header("x-amz-checksum-crc32"), CRC32);
    assert_eq!(went.body(), "hello");
    let went = put(&TAG, &[]);
    assert_eq!(went.header("x-amz-checksum-crc32"), CRC32);
    assert_eq!(went.header(ASKED.0), "CRC32");
    // The caller's choice, and the caller's own, stand.
    let went = put(&TAG, &[(ASKED.0, "SHA256")]);
    assert_eq!(went.header(ASKED.0), "SHA256");
    assert_eq!(went.header("x-amz-checksum-crc32"), "");
    let sha256 = "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=";
    assert_eq!(went.header("x-amz-checksum-sha256"), sha256);
    let went = put(&TAG, &[("x-amz-checksum-sha1", "qvTGHdzF6KLavt4PO0gs2a6pQ00=")]);
    assert_eq!(went.header("x-amz-checksum-crc32"), "");
    // And who asks for none has none.
    let went = put(&PUT, &[("x-amz-checksum-mode", "ENABLED")]);
    assert!(!went.headers.iter().any(|(name, _)| name.starts_with("x-amz-checksum-c")));
}

#[test]
fn a_stream_has_it_behind_the_last_chunk() {
    let body = format!("5\r\nhello\r\n0\r\nx-amz-checksum-crc32:{CRC32}\r\n\r\n");
    for credentials in [keys(), Credentials::Anonymous] {
        let it = request(&PUT, HTTPS, &[ASKED, ("content-encoding", "gzip")]);
        let went = sent(credentials, hello().with_length(5), it).unwrap();
        assert_eq!(went.body(), body);
        assert_eq!(went.header("content-length"), body.len().to_string());
        assert_eq!(went.header("x-amz-decoded-content-length"), "5");
        assert_eq!(went.header("x-amz-trailer"), "x-amz-checksum-crc32");
        assert_eq!(went.header("x-amz-content-sha256"), "STREAMING-UNSIGNED-PAYLOAD-TRAILER");
        let encodings = went.headers.iter().filter(|(name, _)| name == "content-encoding");
        let encodings: Vec<_> = encodings.map(|(_, value)| &**value).collect();
        assert_eq!(encodings, ["aws-chunked", "gzip"]);
        assert_eq!(went.header("x-amz-checksum-crc32"), "");
    }
    // The length may be known to the caller alone, or to nobody.
    let it = request(&PUT, HTTPS, &[ASKED, ("content-length", "5")]);
    let went = sent(keys(), hello(), it).unwrap();
    assert_eq!(went.header("x-amz-decoded-content-length"), "5");
    assert_eq!(went.header("content-length"), body.len().to_string());
    let went = sent(keys(), hello(), request(&PUT, HTTPS, &[ASKED])).unwrap();
    assert_eq!((went.body(), went.header("content-length")), (body, ""));
}

#[test]
fn without_tls_chunks_and_trailer_are_signed() {
    let it = || request(&PUT, HTTP, &[(ASKED.0, "CRC32C")]);
    let went = sent(keys(), hello().with_length(5), it()).unwrap();
    let content = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
    assert_eq!(went.header("x-amz-content-sha256"), content);
    assert_eq!(went.header("content-length"), went.body.len().to_string());
    let lines: Vec<String> = went.body().split("\r\n").map(str::to_owned).collect();
    assert!(lines[0].starts_with("5;chunk-signature="), "{lines:?}");
    assert!(lines[2].starts_with("0;chunk-signature="), "{lines:?}");
    assert_eq!(lines[3], "x-amz-checksum-crc32c:mnG7TA==");
    assert!(lines[4].starts_with("x-amz-trailer-signature:"), "{lines:?}");
    assert_eq!(lines[5..], ["", ""]);
    let error = sent(keys(), hello(), it()).unwrap_err();
    assert!(error.to_string().contains("with_length"), "{error}");
}

#[test]
fn an_algorithm_that_is_not_known_is_named() {
    for body in ["hello".into(), hello().with_length(5)] {
        let error = sent(keys(), body, request(&PUT, HTTPS, &[(ASKED.0, "XXHASH3")])).unwrap_err();
        let text = error.to_string();
        assert!(text.starts_with("PutObject: no checksum XXHASH3 is made here"), "{text}");
    }
}

/// The body of a response with that header, read to its end over both transports that sign.
fn read(
    mode: &str,
    header: (&'static str, &'static str),
    body: &'static str,
) -> Vec<Result<Bytes, String>> {
    let answer = move |_: Request<ByteStream>| {
        let response = Response::builder().header(header.0, header.1);
        let body = ByteStream::read(body.as_bytes()).with_length(body.len() as u64);
        Ok::<_, BoxError>(response.body(body)?)
    };
    let get = || request(&GET, HTTPS, &[("x-amz-checksum-mode", mode)]);
    let sending = Sending::over(Blocking(answer)).credentials(keys()).region("us-east-1");
    let signed = Signed::new(Blocking(answer), keys(), "us-east-1");
    let responses = [wait(sending.send(get())).unwrap(), wait(signed.send(get())).unwrap()];
    let read = responses.map(|response| {
        assert_eq!(response.body().length(), Some(body.len() as u64));
        wait(response.into_body().collect()).map_err(|error| match error.downcast_ref() {
            Some(SendError::Checksum { algorithm, expected, found }) => {
                format!("{algorithm} {expected} {found}")
            }
            _ => format!("another error: {error}"),
        })
    });
    read.into()
}

#[test]
fn what_comes_is_held_against_its_checksum() {
    let header = ("x-amz-checksum-crc32", CRC32);
    let whole = vec![Ok("hello".into()); 2];
    assert_eq!(read("ENABLED", header, "hello"), whole);
    let changed = read("ENABLED", header, "hallo");
    assert_eq!(changed, vec![Err(format!("CRC32 {CRC32} uXIx0Q==")); 2]);
    let cut = read("ENABLED", header, "hell");
    assert!(cut.iter().all(|it| it.as_ref().is_err_and(|it| it.starts_with("CRC32 "))), "{cut:?}");
    // Nobody asked; what it says is of its parts; it is of a kind that is not made here.
    let changed = vec![Ok("hallo".into()); 2];
    assert_eq!(read("", header, "hallo"), changed);
    assert_eq!(read("ENABLED", (header.0, "NhCmhg==-2"), "hallo"), changed);
    assert_eq!(read("ENABLED", ("x-amz-checksum-xxhash3", "AAAA"), "hallo"), changed);
}

/// A feature of its own; without it the error names it.
#[test]
fn sha1_is_made_where_it_is_asked_for() {
    let asked = (ASKED.0, "sha1");
    let sent = |body, uri| sent(keys(), body, request(&PUT, uri, &[asked]));
    #[cfg(feature = "sha1")]
    {
        // Of `hello`, as `sha1sum` has it.
        let sha1 = "qvTGHdzF6KLavt4PO0gs2a6pQ00=";
        let went = sent("hello".into(), HTTPS).unwrap();
        assert_eq!(went.header("x-amz-checksum-sha1"), sha1);
        assert_eq!(went.header(ASKED.0), "SHA1");
        let went = sent(hello().with_length(5), HTTPS).unwrap();
        assert!(went.body().ends_with(&format!("\r\n0\r\nx-amz-checksum-sha1:{sha1}\r\n\r\n")));
        let went = sent(hello().with_length(5), HTTP).unwrap();
        assert!(went.body().contains(&format!("\r\nx-amz-checksum-sha1:{sha1}\r\n")));
        let header = ("x-amz-checksum-sha1", sha1);
        assert_eq!(read("ENABLED", header, "hello"), vec![Ok("hello".into()); 2]);
        let changed = read("ENABLED", header, "hallo");
        assert!(changed.iter().all(|it| it.as_ref().is_err_and(|it| it.starts_with("SHA1 "))));
    }
    #[cfg(not(feature = "sha1"))]
    {
        let text = sent("hello".into(), HTTPS).unwrap_err().to_string();
        assert!(text.ends_with("or turn on the feature `sha1`"), "{text}");
        let header = ("x-amz-checksum-sha1", "AAAA");
        assert_eq!(read("ENABLED", header, "hallo"), vec![Ok("hallo".into()); 2]);
        assert!(sent(hello().with_length(5), HTTP).is_err());
    }
}

/// What is no service of S3's kind knows no checksums, and says so where one is required.
#[test]
fn only_s3_makes_checksums() {
    const OTHER: ServiceFacts = ServiceFacts { id: "x", protocol: Some(protocol::REST_JSON), ..S3 };
    const SUM: OperationFacts = OperationFacts { service: &OTHER, ..TAG };
    let error = sent(keys(), "hello".into(), request(&SUM, HTTPS, &[])).unwrap_err();
    assert!(error.to_string().contains("made for S3 alone"), "{error}");
}
