//! What is read, and that everyone reads the same.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use doc_bindgen_runtime::Bytes;
use serde_json::{Value, json};

use crate::{ours, sdk};

/// How many items make a Query answer of 1 MB, and instances a DescribeInstances answer of 5 MB.
const ITEMS: usize = 1240;
const INSTANCES: usize = 735;

/// An answer of dynamodb: orders of a shop, with an attribute of every type.
pub fn query() -> Bytes {
    let items: Vec<Value> = (0..ITEMS).map(item).collect();
    let answer = json!({
        "Count": ITEMS,
        "ScannedCount": ITEMS,
        "Items": items,
        "LastEvaluatedKey": {"Customer": {"S": "c-0017"}, "Order": {"N": (ITEMS - 1).to_string()}},
    });
    serde_json::to_vec(&answer).expect("JSON").into()
}

fn item(n: usize) -> Value {
    let lines: Vec<Value> = (0..4)
        .map(|line| {
            json!({"M": {
                "Article": {"S": format!("article-{:05}", n * 7 + line)},
                "Pieces": {"N": (line + 1).to_string()},
                "Price": {"N": format!("{}.{:02}", n % 90 + 1, line * 25)},
            }})
        })
        .collect();
    let token: Vec<u8> = (0..48).map(|at| (n * 31 + at * 7) as u8).collect();
    json!({
        "Customer": {"S": "c-0017"},
        "Order": {"N": n.to_string()},
        "PlacedAt": {"S": format!("2026-03-{:02}T12:{:02}:00Z", n % 28 + 1, n % 60)},
        "Address": {"S": "12 Long \"Garden\" Street\nM\u{fc}nchen\n80331"},
        "Status": {"S": if n.is_multiple_of(3) { "SHIPPED" } else { "OPEN" }},
        "IsGift": {"BOOL": n.is_multiple_of(2)},
        "Voucher": {"NULL": true},
        "Token": {"B": STANDARD.encode(token)},
        "Labels": {"SS": ["blue", "fragile", format!("week-{}", n % 52)]},
        "Weights": {"NS": ["1.5", "20", "0.25"]},
        "Lines": {"L": lines},
        "Notes": {"S": "Leave it at the door; ring twice, then wait. The bell may be broken."},
    })
}

/// An answer of EC2, laid out as EC2 lays it out.
pub fn instances() -> Bytes {
    let template = include_str!("instance.xml");
    let mut answer = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<DescribeInstancesResponse \
         xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">\n    <requestId>\
         8f7724cf-496f-496e-8fe3-example</requestId>\n    <reservationSet>\n",
    );
    for n in 0..INSTANCES {
        answer.push_str(&template.replace("NUMBER", &format!("{n:017x}")));
    }
    answer.push_str("    </reservationSet>\n</DescribeInstancesResponse>\n");
    answer.into()
}

/// Everyone has read the same; who reads less would be faster.
pub fn agree(query: &Bytes, instances: &Bytes) {
    let (mine, theirs) = (ours::batch(query), sdk::batch(query));
    let json = |body: &[u8]| serde_json::from_slice::<Value>(body).expect("JSON");
    let theirs = sdk::written(theirs, &sdk::serialiser());
    let (mine, theirs) = (json(&ours::written(&mine)), json(theirs.bytes().unwrap_or_default()));
    assert_eq!(mine, theirs, "what is written of the first items");
    let answer = json(query);
    let read = serde_json::to_value(ours::read_query(query)).expect("JSON");
    assert_eq!(read, answer, "what is read of Query");
    assert_eq!(sdk::read_query(query).items().len(), ITEMS);

    let (mine, theirs) = (ours::read_instances(instances), sdk::read_instances(instances));
    assert_eq!((mine.reservations.len(), theirs.reservations().len()), (INSTANCES, INSTANCES));
    for (mine, theirs) in mine.reservations.iter().zip(theirs.reservations()) {
        let (mine, theirs) = (&mine.instances[0], &theirs.instances()[0]);
        assert_eq!(mine.instance_id.as_deref(), theirs.instance_id());
        assert_eq!(
            mine.architecture.as_ref().map(|it| it.as_str()),
            theirs.architecture().map(|it| it.as_str())
        );
        assert_eq!(mine.launch_time.map(|at| at.secs()), theirs.launch_time().map(|at| at.secs()));
        let tags: Vec<_> =
            mine.tags.iter().map(|it| (it.key.as_deref(), it.value.as_deref())).collect();
        assert_eq!(tags, theirs.tags().iter().map(|it| (it.key(), it.value())).collect::<Vec<_>>());
        let (mine, theirs) = (&mine.network_interfaces[0], &theirs.network_interfaces()[0]);
        assert_eq!(mine.mac_address.as_deref(), theirs.mac_address());
        assert_eq!(mine.private_ip_addresses.len(), theirs.private_ip_addresses().len());
    }
}
