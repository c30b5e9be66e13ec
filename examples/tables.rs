//! Lists the tables of dynamodb, page by page, without an async runtime; and signs the address of a call
//! for somebody else to make.
//!
//! Region, credentials and endpoint are as they are set in the environment and in `~/.aws`; a server that
//! stands in for AWS, such as moto or localstack, is an endpoint like any other:
//!
//! ```text
//! AWS_ENDPOINT_URL=http://127.0.0.1:4566 cargo run --example tables --features aws-dynamodb,credentials,ureq
//! ```

use std::time::Duration;

use cloud_bindings::aws::dynamodb::{Client, ListTablesRequest};
use cloud_bindings::runtime::retry::Policy;
use cloud_bindings::runtime::{BoxError, blocking};

fn main() -> Result<(), BoxError> {
    let client = Client::builder()
        .app_name("tables-example")
        .timeout(Duration::from_secs(30))
        .retries(Policy { attempts: 5, ..Policy::STANDARD })
        .build()?;
    let mut count = 0;
    for table in blocking::iter(client.list_tables_pages(ListTablesRequest::new()).items()) {
        println!("{}", table?);
        count += 1;
    }
    println!("{count} tables");

    // Whoever has the address can make this call, and no other, for a minute.
    let call = client.list_tables(ListTablesRequest::new().limit(1));
    let signed = blocking::wait(call.presign(Duration::from_secs(60)))?;
    println!("{} {}", signed.method(), signed.uri().path());
    Ok(())
}
