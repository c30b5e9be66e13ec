//! What is in each of four services, by Amazon's SDK. `cargo xtask rivals --consumer` compiles it from nothing.

use std::error::Error;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let config = aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await;
    let tables = aws_sdk_dynamodb::Client::new(&config).list_tables().send().await?;
    let queues = aws_sdk_sqs::Client::new(&config).list_queues().send().await?;
    let buckets = aws_sdk_s3::Client::new(&config).list_buckets().send().await?;
    let machines = aws_sdk_ec2::Client::new(&config).describe_instances().send().await?;
    println!("{} tables", tables.table_names().len());
    println!("{} queues", queues.queue_urls().len());
    println!("{} buckets", buckets.buckets().len());
    println!("{} reservations", machines.reservations().len());
    Ok(())
}
