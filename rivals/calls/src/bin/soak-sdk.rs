//! Lists tables again and again, with Amazon's SDK.

use std::sync::Arc;

use calls::{AT_ONCE, Run};

#[tokio::main]
async fn main() {
    let config = aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await;
    let (run, client) = (Arc::new(Run::of_arguments()), aws_sdk_dynamodb::Client::new(&config));
    let tasks: Vec<_> = (0..AT_ONCE)
        .map(|_| {
            let (run, client) = (Arc::clone(&run), client.clone());
            tokio::spawn(async move {
                run.calls(|| async {
                    let listed = client.list_tables().send().await;
                    listed.map(|it| it.table_names().len()).map_err(|error| error.to_string())
                })
                .await;
            })
        })
        .collect();
    for task in tasks {
        task.await.expect("it does not panic");
    }
    run.tell();
}
