//! Where requests of S3 go.

use doc_bindgen_runtime::dynamic::{DynamicOperation, Kind, Stated, Structure};
use doc_bindgen_runtime::facts::{HttpFacts, OperationFacts, ServiceFacts};
use doc_bindgen_runtime::protocol::{self, RequestContext};
use doc_bindgen_runtime::wire::{Location, Wire};
use doc_bindgen_runtime::{Buckets, Endpoint, Slot, Value};

const S3: ServiceFacts = ServiceFacts {
    provider: "aws",
    id: "s3",
    protocol: Some(protocol::REST_XML),
    ..ServiceFacts::NONE
};
const GET: OperationFacts = OperationFacts {
    name: "GetObject",
    service: &S3,
    http: Some(HttpFacts { method: "GET", path: "/{Bucket}/{Key+}?x-id=GetObject", status: 200 }),
    ..OperationFacts::NONE
};

/// The address of a key in a bucket, or why there is none.
fn address(endpoint: &Endpoint, bucket: &str, key: &str) -> String {
    let input = Structure::named("GetObjectRequest");
    let path = |place| Wire { place, location: Location::Path, ..Wire::NONE };
    let stated = Stated { wire: vec![path(0), path(1)], ..Stated::default() };
    input.define([("Bucket", Kind::String), ("Key", Kind::String)], stated);
    let get = DynamicOperation {
        facts: &GET,
        input: Some(input),
        output: None,
        errors: &[],
        error_types: &[],
    };
    let mut given = get.blank_input();
    for (place, text) in [(0, bucket), (1, key)] {
        let Slot::String(value) = given.member_mut(place).slot() else { panic!("no text") };
        *value = text.to_owned();
    }
    match get.request(&given, &RequestContext::new(endpoint)) {
        Ok(request) => request.uri().to_string(),
        Err(failure) => failure.to_string(),
    }
}

#[test]
fn a_bucket_stands_before_the_host_where_it_can() {
    let at = |address: &str| Endpoint::new(address.parse().unwrap());
    let aws = Endpoint { given: false, ..at("https://s3.eu-west-1.amazonaws.com/") };
    let own = at("http://127.0.0.1:5000");
    let in_path = aws.clone().with_buckets(Buckets::InPath);
    let in_host = at("https://store.example:9000").with_buckets(Buckets::InHost);
    let numbers = own.clone().with_buckets(Buckets::InHost);
    for (endpoint, bucket, key, expected) in [
        (
            &aws,
            "films",
            "a/b.mp4",
            "https://films.s3.eu-west-1.amazonaws.com/a/b.mp4?x-id=GetObject",
        ),
        (&aws, "films", "/a", "https://films.s3.eu-west-1.amazonaws.com//a?x-id=GetObject"),
        (
            &aws,
            "films",
            "ü ?",
            "https://films.s3.eu-west-1.amazonaws.com/%C3%BC%20%3F?x-id=GetObject",
        ),
        (&aws, "my.films", "a", "https://s3.eu-west-1.amazonaws.com/my.films/a?x-id=GetObject"),
        (&aws, "Films", "a", "https://s3.eu-west-1.amazonaws.com/Films/a?x-id=GetObject"),
        (&aws, "-films", "a", "https://s3.eu-west-1.amazonaws.com/-films/a?x-id=GetObject"),
        (&aws, "a@evil", "a", "https://s3.eu-west-1.amazonaws.com/a%40evil/a?x-id=GetObject"),
        (&own, "films", "a", "http://127.0.0.1:5000/films/a?x-id=GetObject"),
        (&in_path, "films", "a", "https://s3.eu-west-1.amazonaws.com/films/a?x-id=GetObject"),
        (&in_host, "films", "a", "https://films.store.example:9000/a?x-id=GetObject"),
        (&in_host, "my.films", "a", "https://store.example:9000/my.films/a?x-id=GetObject"),
        (&numbers, "films", "a", "http://127.0.0.1:5000/films/a?x-id=GetObject"),
    ] {
        assert_eq!(address(endpoint, bucket, key), expected);
    }
    for bucket in ["arn:aws:s3:eu-west-1:1:accesspoint/x", "films--euw1-az1--x-s3"] {
        let said = address(&aws, bucket, "a");
        assert!(said.contains("reached at hosts of its own"), "{said}");
    }
}
