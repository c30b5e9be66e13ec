//! A test of code that calls a service, with a fake that is a closure for each operation: nothing is sent,
//! and nothing is set up.

use cloud_bindings::aws::dynamodb::{Client, ListTablesRequest, ListTablesResponse, operation};
use cloud_bindings::runtime::testing::Mock;
use cloud_bindings::runtime::{BoxError, Transport};

/// What is tested: it takes a client over any transport.
fn longest_name<T: Transport>(client: &Client<T>) -> Result<Option<String>, BoxError> {
    let tables = client.list_tables(ListTablesRequest::new()).wait()?.table_names;
    Ok(tables.iter().max_by_key(|name| name.len()).cloned())
}

fn main() -> Result<(), BoxError> {
    let mock = Mock::new().on::<operation::ListTables>(|_| {
        let mut response = ListTablesResponse::new();
        response.table_names = ["a", "long", "b"].map(str::to_owned).to_vec().into();
        Ok(response)
    });
    let client = Client::new(mock.clone());
    assert_eq!(longest_name(&client)?.as_deref(), Some("long"));
    assert_eq!(mock.inputs::<operation::ListTables>().len(), 1);
    println!("the longest name is found, and the service was asked once");
    Ok(())
}
