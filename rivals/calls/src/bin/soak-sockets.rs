//! Lists tables again and again, over sockets: on threads, without an async runtime.

use std::thread;

use calls::{AT_ONCE, Run};
use cloud_bindings::aws::dynamodb::{Client, ListTablesRequest};
use cloud_bindings::runtime::BoxError;

fn main() -> Result<(), BoxError> {
    let (run, client) = (Run::of_arguments(), Client::from_env()?);
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                run.blocking_calls(|| {
                    let listed = client.list_tables(ListTablesRequest::new()).wait();
                    listed.map(|it| it.table_names.len()).map_err(|error| error.to_string())
                });
            });
        }
    });
    run.tell();
    Ok(())
}
