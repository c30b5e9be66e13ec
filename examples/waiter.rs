//! Waiting until a table is there.
//!
//! How often and how long is asked is the documentation's. What is waited for no page states, so it
//! is a closure: it sees each result, errors too, and says whether to go on.

use std::ops::ControlFlow::{Break, Continue};
use std::process::ExitCode;
use std::time::Duration;

use cloud_bindings::aws::dynamodb::{Client, DescribeTableRequest, TableStatus};
use cloud_bindings::runtime::blocking::{sleep, wait};
use cloud_bindings::runtime::testing::Mock;
use cloud_bindings::runtime::{BoxError, Transport};

async fn until_active<T: Transport>(client: &Client<T>, table: &str) -> Result<(), BoxError> {
    // With an async runtime, `tokio::time::sleep` stands where `sleep` does.
    let waiter = client.wait_table_exists(DescribeTableRequest::new(table), sleep);
    let output = waiter
        .delay(Duration::from_secs(1))
        .until(|result| match result {
            Ok(output) => match output.table.as_ref().and_then(|it| it.table_status.as_ref()) {
                Some(TableStatus::Active) => Break(()),
                _ => Continue(()),
            },
            Err(error) if error.code() == Some("ResourceNotFoundException") => Continue(()),
            // Another error ends the wait, and is what comes of it.
            Err(_) => Break(()),
        })
        .await?;
    println!("{:?}", output.table);
    Ok(())
}

fn main() -> ExitCode {
    // A transport without a network: the table is being made, and then it is there.
    let client = Client::new(
        Mock::new()
            .answer(200, r#"{"Table": {"TableName": "Music", "TableStatus": "CREATING"}}"#)
            .answer(200, r#"{"Table": {"TableName": "Music", "TableStatus": "ACTIVE"}}"#),
    );
    match wait(until_active(&client, "Music")) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
