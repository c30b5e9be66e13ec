//! Calls carried by reqwest: all that it takes is a [`Transport`]. With it `Client::builder()` does the
//! rest: credentials, signatures, attempts, timeouts.
//!
//! ```text
//! scripts/with-moto cargo run --manifest-path examples/reqwest/Cargo.toml
//! ```

use std::pin::Pin;

use cloud_bindings::aws::sqs::{Client, CreateQueueRequest, DeleteQueueRequest};
use cloud_bindings::runtime::http::{Request, Response};
use cloud_bindings::runtime::{BoxError, ByteStream, Transport};
use futures_util::TryStreamExt as _;

#[derive(Clone)]
struct Reqwest(reqwest::Client);

impl Transport for Reqwest {
    type Future = Pin<Box<dyn Future<Output = Result<Response<ByteStream>, BoxError>> + Send>>;

    fn send(&self, request: Request<ByteStream>) -> Self::Future {
        let (head, body) = request.into_parts();
        let body = match body.as_bytes().cloned() {
            Some(bytes) => bytes.into(),
            None => reqwest::Body::wrap_stream(body),
        };
        let request = self.0.request(head.method, head.uri.to_string());
        let exchange = request.headers(head.headers).body(body).send();
        Box::pin(async move {
            let answered = exchange.await?;
            let mut head = Response::new(());
            *head.status_mut() = answered.status();
            *head.headers_mut() = answered.headers().clone();
            let body = answered.bytes_stream().map_err(BoxError::from);
            Ok(head.map(|()| ByteStream::new(body)))
        })
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), BoxError> {
    // What was signed for one host says nothing to another.
    let quiet = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
    let client = Client::builder().transport(Reqwest(quiet)).build()?;
    let made = client.create_queue(CreateQueueRequest::new("carried")).await?;
    let queue = made.queue_url.ok_or("the queue has no address")?;
    println!("{queue}");
    client.delete_queue(DeleteQueueRequest::new(queue)).await?;
    Ok(())
}
