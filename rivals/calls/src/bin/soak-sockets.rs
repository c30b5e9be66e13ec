//! Lists tables again and again, over sockets: on threads, without an async runtime.

use calls::Run;
use cloud_bindings::aws::dynamodb::{Client, ListTablesRequest};
use cloud_bindings::runtime::BoxError;

fn main() -> Result<(), BoxError> {
    let (run, client) = (Run::of_arguments(), Client::from_env()?);
    run.blocking_calls(|| {
        let listed = client.list_tables(ListTablesRequest::new()).wait();
        listed.map(|it| it.table_names.len()).map_err(|error| error.to_string())
    });
    run.tell();
    Ok(())
}
