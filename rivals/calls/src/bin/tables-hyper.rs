//! Lists the tables, as one would write it.

use cloud_bindings::aws::dynamodb::{Client, ListTablesRequest};
use cloud_bindings::runtime::BoxError;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), BoxError> {
    for table in Client::from_env()?.list_tables(ListTablesRequest::new()).await?.table_names {
        println!("{table}");
    }
    Ok(())
}
