//! A table of dynamodb: made and waited for, items, pages, a condition that fails, a transaction.

use std::time::Duration;

use doc_bindgen_runtime::timer;
use serde_json::json;

use crate::{Told, ask, client, expect};

pub async fn dynamodb(by: &str) -> Told {
    let client = client!(dynamodb);
    let table = format!("tales-{by}");
    ask!(client.create_table, {
        "TableName": table,
        "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
        "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
        "BillingMode": "PAY_PER_REQUEST",
    });
    let described = serde_json::from_value(json!({"TableName": table}))?;
    client.wait_table_exists(described, timer::sleep).delay(Duration::from_millis(10)).await?;

    for count in 0..25 {
        ask!(client.put_item, {
            "TableName": table,
            "Item": {"id": {"S": format!("tale {count}")}, "pages": {"N": count.to_string()}},
        });
    }
    let found = ask!(client.get_item, {"TableName": table, "Key": {"id": {"S": "tale 7"}}});
    expect("an item", &found["Item"]["pages"]["N"], "7")?;

    let scan = serde_json::from_value(json!({"TableName": table, "Limit": 10}))?;
    let (mut pages, mut items) = (0, 0);
    let mut scanned = client.scan_pages(scan);
    while let Some(page) = scanned.next().await {
        let page = serde_json::to_value(page?)?;
        pages += 1;
        items += page["Items"].as_array().map_or(0, Vec::len);
    }
    expect("items of pages", &json!([pages >= 3, items]), json!([true, 25]))?;

    let again = serde_json::from_value(json!({
        "TableName": table,
        "Item": {"id": {"S": "tale 7"}},
        "ConditionExpression": "attribute_not_exists(id)",
    }))?;
    let refused = client.put_item(again).await;
    let code = refused.err().and_then(|error| {
        error.service().is_some().then(|| error.code().map(str::to_owned))?
    });
    expect("a condition", &json!(code), "ConditionalCheckFailedException")?;

    let transaction = serde_json::from_value(json!({"TransactItems": [
        {"Put": {"TableName": table, "Item": {"id": {"S": "tale 100"}}}},
        {"Put": {"TableName": table, "Item": {"id": {"S": "tale 7"}},
                 "ConditionExpression": "attribute_not_exists(id)"}},
    ]}))?;
    let error = client.transact_write_items(transaction).await.err().ok_or("it was written")?;
    expect("a transaction", &json!([error.code(), error.service().is_some()]),
        json!(["TransactionCanceledException", true]))?;
    let none = ask!(client.get_item, {"TableName": table, "Key": {"id": {"S": "tale 100"}}});
    expect("a transaction's item", &none["Item"], json!(null))?;
    ask!(client.delete_table, {"TableName": table});
    Ok(())
}
