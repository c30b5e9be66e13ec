//! An enum keeps a value that the documentation did not know, and writes it back unchanged.

use std::error::Error;

use cloud_bindings::aws::dynamodb::{TableDescription, TableStatus};

fn main() -> Result<(), Box<dyn Error>> {
    let json = r#"{"TableStatus":"RESTING"}"#;
    let table: TableDescription = serde_json::from_str(json)?;
    match &table.table_status {
        Some(TableStatus::Active) => println!("active"),
        Some(TableStatus::Unknown(value)) => println!("a status newer than this crate: {value}"),
        other => println!("{other:?}"),
    }
    assert_eq!(serde_json::to_string(&table)?, json);

    // What a text means is decided once: a known value is never `Unknown`.
    assert_eq!(TableStatus::from("ACTIVE"), TableStatus::Active);
    assert_eq!(TableStatus::Active.as_str(), "ACTIVE");
    println!("known are {}", TableStatus::VALUES.join(", "));
    Ok(())
}
