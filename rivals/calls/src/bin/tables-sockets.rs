//! Lists the tables, as one would write it without an async runtime.

use cloud_bindings::aws::dynamodb::{Client, ListTablesRequest};
use cloud_bindings::runtime::BoxError;

fn main() -> Result<(), BoxError> {
    for table in Client::from_env()?.list_tables(ListTablesRequest::new()).wait()?.table_names {
        println!("{table}");
    }
    Ok(())
}
