//! Calls of a real service, blocking: makes a queue, sends a message, receives it and takes the queue
//! away again; and asks who is calling.
//!
//! Region, credentials and endpoint are as they are set in the environment and in `~/.aws`; with
//! `AWS_ENDPOINT_URL` it goes to a server on this machine that stands in for AWS:
//!
//! ```text
//! scripts/with-moto cargo run --example queue --features aws-sqs,aws-sts,credentials,ureq
//! ```

use cloud_bindings::aws::{sqs, sts};
use cloud_bindings::runtime::BoxError;
use std::process::ExitCode;

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
    let who = sts::Client::from_env()?.get_caller_identity().wait()?;
    println!("{} of account {}", who.arn.unwrap_or_default(), who.account.unwrap_or_default());

    let client = sqs::Client::from_env()?;
    let made = client.create_queue(sqs::CreateQueueRequest::new("letters")).wait()?;
    let queue = made.queue_url.ok_or("the queue has no address")?;
    client.send_message(sqs::SendMessageRequest::new(&*queue, "hello")).wait()?;
    let received = client.receive_message(sqs::ReceiveMessageRequest::new(&*queue)).wait()?;
    for message in &received.messages {
        println!("{}", message.body.as_deref().unwrap_or_default());
    }
    client.delete_queue(sqs::DeleteQueueRequest::new(&*queue)).wait()?;

    // A queue that is not there is an error that the documentation knows.
    let gone = client.get_queue_url(sqs::GetQueueUrlRequest::new("letters")).wait();
    match gone {
        Err(error) if error.service().is_some() => println!("{}", error.code().unwrap_or_default()),
        other => return Err(format!("the queue is still there: {other:?}").into()),
    }
    Ok(())
}
