//! Lists tables again and again, over hyper.

use std::sync::Arc;

use calls::{AT_ONCE, Run};
use cloud_bindings::aws::dynamodb::{Client, ListTablesRequest};
use cloud_bindings::runtime::BoxError;

#[tokio::main]
async fn main() -> Result<(), BoxError> {
    let (run, client) = (Arc::new(Run::of_arguments()), Client::from_env()?);
    let tasks: Vec<_> = (0..AT_ONCE)
        .map(|_| {
            let (run, client) = (Arc::clone(&run), client.clone());
            tokio::spawn(async move {
                run.calls(|| async {
                    let listed = client.list_tables(ListTablesRequest::new()).await;
                    listed.map(|it| it.table_names.len()).map_err(|error| error.to_string())
                })
                .await;
            })
        })
        .collect();
    for task in tasks {
        task.await?;
    }
    run.tell();
    Ok(())
}
