//! The examples of Amazon's own documentation, and what must hold beside them. Whole suites, and random
//! requests beside botocore and Huawei Cloud's SDK, are held by `cargo proof signatures`.

use std::time::Duration;

use http::Request;

use super::*;

/// The key of S3's documentation.
fn keys() -> Keys {
    Keys::new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
}

fn time(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn s3(keys: &Keys) -> SigV4<'_> {
    SigV4::new(keys, "us-east-1", "s3", time("2013-05-24T00:00:00Z"))
}

#[test]
fn the_example_of_iam() {
    let keys = Keys::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    let mut request =
        Request::get("https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08")
            .header("content-type", "application/x-www-form-urlencoded; charset=utf-8")
            .body(())
            .unwrap();
    let mut signer = SigV4::new(&keys, "us-east-1", "iam", time("2015-08-30T12:36:00.75Z"));
    signer.content_header = false;
    signer.sign(&mut request, Payload::Bytes(b"")).unwrap();
    assert_eq!(request.headers()["x-amz-date"], "20150830T123600Z");
    assert_eq!(
        request.headers()["authorization"],
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, \
         SignedHeaders=content-type;host;x-amz-date, \
         Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7"
    );
}

#[test]
fn the_examples_of_s3() {
    for (method, target, headers, body, expected) in [
        (
            "GET",
            "/test.txt",
            &[("range", "bytes=0-9")][..],
            "",
            "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
        ),
        (
            "PUT",
            "/test$file.text",
            &[
                ("date", "Fri, 24 May 2013 00:00:00 GMT"),
                ("x-amz-storage-class", "REDUCED_REDUNDANCY"),
            ],
            "Welcome to Amazon S3.",
            "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
        ),
        (
            "GET",
            "/?lifecycle",
            &[],
            "",
            "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
        ),
        (
            "GET",
            "/?max-keys=2&prefix=J",
            &[],
            "",
            "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
        ),
    ] {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("https://examplebucket.s3.amazonaws.com{target}"));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut request = request.body(()).unwrap();
        let signature =
            s3(&keys()).sign(&mut request, Payload::Bytes(body.as_bytes())).unwrap().signature;
        assert_eq!(signature, expected, "{target}");
    }
}

#[test]
fn the_example_of_a_presigned_address() {
    let mut request =
        Request::get("https://examplebucket.s3.amazonaws.com/test.txt").body(()).unwrap();
    let day = Duration::from_secs(86_400);
    s3(&keys()).presign(&mut request, day, Payload::Unsigned).unwrap();
    let expected = "https://examplebucket.s3.amazonaws.com/test.txt\
         ?X-Amz-Algorithm=AWS4-HMAC-SHA256\
         &X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request\
         &X-Amz-Date=20130524T000000Z&X-Amz-SignedHeaders=host&X-Amz-Expires=86400\
         &X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";
    assert_eq!(request.uri().to_string(), expected);
    // Once more gives the same, and another time another.
    s3(&keys()).presign(&mut request, day, Payload::Unsigned).unwrap();
    assert_eq!(request.uri().to_string(), expected);
    for (wrong, seconds) in [("nothing", 0), ("over a week", 604_801)] {
        let wait = Duration::from_secs(seconds);
        let error = s3(&keys()).presign(&mut request, wait, Payload::Unsigned).unwrap_err();
        assert!(matches!(error, SignError::Expires { .. }), "{wrong}");
        assert!(error.to_string().ends_with("can for 1 to 604800 s"), "{error}");
    }
    assert_eq!(request.uri().to_string(), expected, "an error leaves the request as it was");
}

#[test]
fn the_example_of_chunks() {
    let mut request = Request::put("https://s3.amazonaws.com/examplebucket/chunkObject.txt")
        .header("x-amz-storage-class", "REDUCED_REDUNDANCY")
        .body(())
        .unwrap();
    let mut chunks = s3(&keys()).sign_chunks(&mut request, 66_560, 65_536).unwrap();
    assert_eq!(request.headers()["content-length"], "66824");
    assert_eq!(request.headers()["x-amz-decoded-content-length"], "66560");
    let authorization = request.headers()["authorization"].to_str().unwrap();
    let seed = "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9";
    assert!(authorization.ends_with(seed), "{authorization}");
    let body = [b'a'; 66_560];
    let (first, second) = (chunks.chunk(&body[..65_536]), chunks.chunk(&body[65_536..]));
    for (chunk, head) in [
        (
            first,
            "10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\na",
        ),
        (
            second,
            "400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\na",
        ),
        (
            chunks.end(),
            "0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n",
        ),
    ] {
        assert!(chunk.starts_with(head.as_bytes()), "{head}");
        assert!(chunk.ends_with(b"\r\n"));
    }
}

#[test]
fn a_request_is_signed_again_as_if_it_were_the_first_time() {
    let keys = keys().with_session_token("a token/+=");
    let signers = [
        SigV4::new(&keys, "eu-west-1", "sqs", time("2020-01-01T00:00:00Z")),
        SigV4::new(&keys, "eu-west-1", "sqs", time("2021-01-01T00:00:00Z")),
    ];
    let request = || Request::post("https://sqs.eu-west-1.amazonaws.com:443/").body(()).unwrap();
    let (mut once, mut twice) = (request(), request());
    signers[1].sign(&mut once, Payload::Bytes(b"{}")).unwrap();
    for signer in &signers {
        signer.sign(&mut twice, Payload::Bytes(b"{}")).unwrap();
    }
    assert_eq!(once.headers(), twice.headers());
    assert_eq!(once.headers()["x-amz-security-token"], "a token/+=");
    let authorization = once.headers()["authorization"].to_str().unwrap();
    let signed = "SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token,";
    assert!(authorization.contains(signed), "{authorization}");

    let mut later = signers[1];
    later.token_is_signed = false;
    later.sign(&mut twice, Payload::Unsigned).unwrap();
    assert_eq!(twice.headers()["x-amz-security-token"], "a token/+=");
    assert_eq!(twice.headers()["x-amz-content-sha256"], "UNSIGNED-PAYLOAD");
    let authorization = twice.headers()["authorization"].to_str().unwrap();
    assert!(!authorization.contains("security-token"), "{authorization}");

    let mut huawei = Request::get("https://vpc.eu-west-0.example.com/v1/vpcs").body(()).unwrap();
    for second in [1, 2] {
        let signer = SdkHmac::new(&keys, Timestamp::from_secs(second));
        signer.sign(&mut huawei, Payload::Unsigned).unwrap();
    }
    assert_eq!(huawei.headers()["x-sdk-date"], "19700101T000002Z");
    assert_eq!(huawei.headers()["x-security-token"], "a token/+=");
    assert_eq!(huawei.headers()["x-sdk-content-sha256"], "UNSIGNED-PAYLOAD");
    assert_eq!(huawei.headers().len(), 4);
}

#[test]
fn the_host_is_the_one_that_is_sent() {
    let keys = keys();
    let signed = |uri: &str, header: Option<&str>| {
        let mut request = Request::get(uri).body(()).unwrap();
        if let Some(host) = header {
            request.headers_mut().insert("host", host.parse().unwrap());
        }
        let signer = SigV4::new(&keys, "r", "s", Timestamp::EPOCH);
        let signature = signer.sign(&mut request, Payload::Bytes(b""))?;
        let text = String::from_utf8_lossy(&signature.canonical_request).into_owned();
        let line = text.lines().find(|line| line.starts_with("host:")).map(str::to_owned);
        Ok::<_, SignError>(line.unwrap_or_default())
    };
    for (uri, header, expected) in [
        ("https://a.b/", None, "host:a.b"),
        ("https://a.b:443/", None, "host:a.b"),
        ("http://a.b:443/", None, "host:a.b:443"),
        ("http://a.b:80/", None, "host:a.b"),
        ("http://127.0.0.1:5000/", None, "host:127.0.0.1:5000"),
        ("http://[::1]:5000/", None, "host:[::1]:5000"),
        ("https://me:secret@a.b/", None, "host:a.b"),
        ("https://a.b/", Some("c.d:1"), "host:c.d:1"),
        ("/", Some("c.d"), "host:c.d"),
    ] {
        assert_eq!(signed(uri, header).unwrap(), expected, "{uri}");
    }
    assert_eq!(signed("/", None), Err(SignError::NoHost));
}

#[test]
fn no_secret_is_shown() {
    let keys = Keys::new("SHOWN", "hidden one").with_session_token("hidden two");
    let signer = SigV4::new(&keys, "r", "s3", Timestamp::EPOCH);
    let mut request = Request::put("https://a.b/c").body(()).unwrap();
    let chunks = signer.sign_chunks(&mut request, 10, 5).unwrap();
    let mut shown = format!("{signer:?} {request:?} {chunks:?} {:?}", Payload::Bytes(b"hidden"));
    let signature = signer.sign(&mut request, Payload::Bytes(b"hidden")).unwrap();
    shown += &format!("{signature:?} {request:?} {:?}", SdkHmac::new(&keys, Timestamp::EPOCH));
    bearer(&mut request, &"hidden three".into()).unwrap();
    auth_token(&mut request, &"hidden four".into()).unwrap();
    assert_eq!(request.headers()["authorization"], "Bearer hidden three");
    assert_eq!(request.headers()["x-auth-token"], "hidden four");
    shown += &format!("{request:?}");
    let unprintable: Secret = "hidden\nfive".into();
    let error = bearer(&mut request, &unprintable).unwrap_err();
    shown += &format!("{error} {error:?}");
    assert_eq!(request.headers()["authorization"], "Bearer hidden three");
    let keys = keys.with_session_token(unprintable);
    let error = SdkHmac::new(&keys, Timestamp::EPOCH).sign(&mut request, Payload::Unsigned);
    shown += &format!("{error:?}");
    assert!(shown.contains("SHOWN") && !shown.contains("hidden"), "{shown}");
}

#[test]
fn what_cannot_be_signed_is_an_error() {
    let keys = Keys::new("a\nb", "s");
    let mut request = Request::get("https://a.b/").body(()).unwrap();
    let at = |time| SigV4::new(&keys, "r", "s", time);
    let error = at(Timestamp::EPOCH).sign(&mut request, Payload::Unsigned).unwrap_err();
    assert!(matches!(error, SignError::Unprintable(_)), "{error}");
    for time in
        [Timestamp::MIN, Timestamp::MAX, time("0000-01-01T00:00:00Z"), time("9999-12-31T23:59:59Z")]
    {
        let fits = time > Timestamp::MIN && time < Timestamp::MAX;
        let error = at(time).presign(&mut request, Duration::from_secs(1), Payload::Unsigned);
        assert_eq!(error.is_ok(), fits, "{time}");
    }
    assert!(request.headers().is_empty());
}
