//! Lists the tables, as one would write it with Amazon's SDK.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), aws_sdk_dynamodb::Error> {
    let config = aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await;
    let listed = aws_sdk_dynamodb::Client::new(&config).list_tables().send().await?;
    for table in listed.table_names() {
        println!("{table}");
    }
    Ok(())
}
