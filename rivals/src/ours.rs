//! The bindings: `bindings/` is what `cargo xtask rivals` has emitted.

use doc_bindgen_runtime::protocol::RequestContext;
use doc_bindgen_runtime::{Bytes, Endpoint, Operation, http};

use crate::race::{Lap, lap};

#[path = "bindings/aws/dynamodb.rs"]
#[allow(dead_code)]
mod dynamodb;
#[path = "bindings/aws/ec2.rs"]
#[allow(dead_code)]
mod ec2;

use dynamodb::{BatchWriteItemRequest, PutRequest, QueryResponse, WriteRequest};
use ec2::DescribeInstancesResponse;

pub fn read_query(body: &Bytes) -> QueryResponse {
    let response = http::Response::new(body.clone().into());
    dynamodb::operation::Query::response(response).expect("an answer of Query")
}

pub fn query(body: &Bytes) -> Lap {
    lap(|| read_query(body))
}

pub fn serde_read(body: &Bytes) -> Lap {
    lap(|| serde_json::from_slice::<QueryResponse>(body).expect("an answer of Query"))
}

pub fn read_instances(body: &Bytes) -> DescribeInstancesResponse {
    let response = http::Response::new(body.clone().into());
    ec2::operation::DescribeInstances::response(response).expect("an answer of DescribeInstances")
}

pub fn instances(body: &Bytes) -> Lap {
    lap(|| read_instances(body))
}

/// The items of an answer, to be put, as many as one request may have.
pub fn batch(query: &Bytes) -> BatchWriteItemRequest {
    let items = read_query(query).items.into_iter().take(25);
    let puts: Vec<WriteRequest> =
        items.map(|item| WriteRequest::new().put_request(PutRequest::new(item))).collect();
    BatchWriteItemRequest::new([("Orders".to_owned(), puts)])
}

pub fn written(request: &BatchWriteItemRequest) -> Bytes {
    let endpoint =
        Endpoint::new(http::Uri::from_static("https://dynamodb.eu-west-1.amazonaws.com"));
    let context = RequestContext::new(&endpoint);
    let request = dynamodb::operation::BatchWriteItem::request(request, &context);
    request.expect("a request").into_body().as_bytes().cloned().expect("a body in memory")
}

pub fn write(request: BatchWriteItemRequest) -> Lap {
    lap(move || written(&request))
}

pub fn serde_write(request: BatchWriteItemRequest) -> Lap {
    lap(move || serde_json::to_vec(&request).expect("JSON"))
}
