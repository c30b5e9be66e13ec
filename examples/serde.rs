//! Every type is written and read with serde, under the names of the documentation.

use std::error::Error;

use cloud_bindings::aws::dynamodb::{
    CreateTableRequest, DescribeTableRequest, DescribeTableResponse,
};
use cloud_bindings::runtime::Timestamp;

fn main() -> Result<(), Box<dyn Error>> {
    let request = DescribeTableRequest::new("Music");
    let json = serde_json::to_string(&request)?;
    assert_eq!(json, r#"{"TableName":"Music"}"#);
    assert_eq!(serde_json::from_str::<DescribeTableRequest>(&json)?, request);

    // As `aws dynamodb describe-table` prints it. A member that is not known yet is no error.
    let output: DescribeTableResponse = serde_json::from_str(
        r#"{
            "Table": {
                "TableName": "Music",
                "TableStatus": "ACTIVE",
                "ItemCount": 3,
                "CreationDateTime": "2026-01-02T03:04:05Z",
                "NotKnownYet": {"deep": [1, 2]}
            }
        }"#,
    )?;
    let table = output.table.ok_or("no table")?;
    assert_eq!(table.item_count, Some(3));
    assert_eq!(table.creation_date_time, Some(Timestamp::from_secs(1_767_323_045)));

    // What is not set is not written, and what has to be there is asked for.
    println!("{}", serde_json::to_string_pretty(&table)?);
    let missing = serde_json::from_str::<CreateTableRequest>("{}").unwrap_err();
    println!("{missing}");
    Ok(())
}
