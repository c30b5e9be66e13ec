//! Calls of a real service, blocking: makes a queue, sends a message, receives it and takes the queue
//! away again; and asks who is calling.
//!
//! It goes to the endpoint that `AWS_ENDPOINT_URL` names (a server on this machine that stands in for
//! AWS, say), with the keys of `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`:
//!
//! ```text
//! AWS_ENDPOINT_URL=http://127.0.0.1:5000 AWS_ACCESS_KEY_ID=a AWS_SECRET_ACCESS_KEY=b \
//!     cargo run --example queue --features aws-sqs,aws-sts,ureq,sign
//! ```

use std::env;
use std::process::ExitCode;
use std::time::Duration;

use cloud_bindings::aws::{sqs, sts};
use cloud_bindings::runtime::adapter::Ureq;
use cloud_bindings::runtime::blocking::wait;
use cloud_bindings::runtime::sign::Keys;
use cloud_bindings::runtime::{BoxError, Credentials, Endpoint, Signed};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), BoxError> {
    let set = |name: &str| env::var(name).map_err(|_| format!("{name} has to be set"));
    let keys = Keys::new(set("AWS_ACCESS_KEY_ID")?, set("AWS_SECRET_ACCESS_KEY")?);
    let region = env::var("AWS_REGION").unwrap_or_else(|_| "us-east-1".to_owned());
    let transport = Ureq::new().with_timeout(Duration::from_secs(30));
    let transport = Signed::new(transport, Credentials::Keys(keys), region);
    let endpoint = Endpoint::new(set("AWS_ENDPOINT_URL")?.parse()?);

    let client = sts::Client::with_endpoint(transport.clone(), endpoint.clone());
    let who = wait(client.get_caller_identity())?;
    println!("{} of account {}", who.arn.unwrap_or_default(), who.account.unwrap_or_default());

    let client = sqs::Client::with_endpoint(transport, endpoint);
    let made = wait(client.create_queue(sqs::CreateQueueRequest::new("letters")))?;
    let queue = made.queue_url.ok_or("the queue has no address")?;
    wait(client.send_message(sqs::SendMessageRequest::new(&*queue, "hello")))?;
    let received = wait(client.receive_message(sqs::ReceiveMessageRequest::new(&*queue)))?;
    for message in &received.messages {
        println!("{}", message.body.as_deref().unwrap_or_default());
    }
    wait(client.delete_queue(sqs::DeleteQueueRequest::new(&*queue)))?;

    // A queue that is not there is an error that the documentation knows.
    let gone = wait(client.get_queue_url(sqs::GetQueueUrlRequest::new("letters")));
    match gone {
        Err(error) if error.service().is_some() => println!("{}", error.code().unwrap_or_default()),
        other => return Err(format!("the queue is still there: {other:?}").into()),
    }
    Ok(())
}
