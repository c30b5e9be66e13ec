//! Stories that are short.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use doc_bindgen_runtime::Builder;
use doc_bindgen_runtime::adapter::Sockets;
use doc_bindgen_runtime::sign::Keys;
use serde_json::json;

use crate::{Told, ask, client, expect};

static KEYS: OnceLock<(String, String)> = OnceLock::new();

/// The stories go on with these.
pub fn set_keys(keys: (String, String)) {
    let _ = KEYS.set(keys);
}

/// The keys of the user who was made.
pub fn keys() -> Keys {
    let (id, secret) = KEYS.get().cloned().unwrap_or_default();
    Keys::new(id, secret)
}

static SOCKETS: AtomicBool = AtomicBool::new(false);

/// Whether clients go over sockets from now on, and not by the adapter that they choose themselves.
pub fn go_over_sockets(does: bool) {
    SOCKETS.store(does, Ordering::Relaxed);
}

/// With the adapter that is to be tried.
pub fn carried<C>(builder: Builder<C>) -> Builder<C> {
    match SOCKETS.load(Ordering::Relaxed) {
        true => builder.transport(Sockets::new()),
        false => builder,
    }
}

/// The right keys are taken, and neither a wrong secret nor a key that nobody has.
pub async fn signatures_are_checked() -> Told {
    let wrong = Keys::new(keys().id, "wrong");
    let unknown = Keys::new("AKIAUNKNOWN", "wrong");
    for (keys, expected) in
        [(wrong, "SignatureDoesNotMatch"), (unknown, "InvalidClientTokenId")]
    {
        let builder = carried(crate::bindings::sts::Client::builder());
        let client = builder.credentials(keys).build()?;
        let error = client.get_caller_identity().await.err().ok_or("a wrong key was taken")?;
        expect("a wrong key", &json!(error.code()), expected)?;
    }
    Ok(())
}

pub async fn sqs(by: &str) -> Told {
    let client = client!(sqs);
    let made = ask!(client.create_queue, {"QueueName": format!("letters-{by}")});
    let queue = &made["QueueUrl"];
    let bodies = ["hello", "ü & <b>"];
    for body in bodies {
        ask!(client.send_message, {"QueueUrl": queue, "MessageBody": body, "MessageAttributes": {
            "weight": {"DataType": "Number", "StringValue": "1.5"},
        }});
    }
    let received = ask!(client.receive_message, {
        "QueueUrl": queue, "MaxNumberOfMessages": 10, "MessageAttributeNames": ["All"],
    });
    expect("a message", &received["Messages"][1]["Body"], bodies[1])?;
    let weight = &received["Messages"][0]["MessageAttributes"]["weight"]["StringValue"];
    expect("an attribute", weight, "1.5")?;
    ask!(client.delete_queue, {"QueueUrl": queue});
    let gone = serde_json::from_value(json!({"QueueName": format!("letters-{by}")}))?;
    let error = client.get_queue_url(gone).await.err().ok_or("it is still there")?;
    expect("a documented error", &json!(error.service().is_some()), true)
}

pub async fn sts() -> Told {
    let client = client!(sts);
    let who = serde_json::to_value(client.get_caller_identity().await?)?;
    let is_teller = who["Arn"].as_str().is_some_and(|arn| arn.ends_with("user/teller"));
    expect("who it is", &json!(is_teller), true)?;
    let role = ask!(client.assume_role, {
        "RoleArn": "arn:aws:iam::123456789012:role/reader", "RoleSessionName": "story",
    });
    expect("a role", &json!(role["Credentials"]["SessionToken"].is_string()), true)
}

pub async fn iam(by: &str) -> Told {
    let client = client!(iam);
    for count in 0..5 {
        ask!(client.create_user, {"UserName": format!("{by}-{count}"), "Path": "/stories/"});
    }
    let list = serde_json::from_value(json!({"PathPrefix": "/stories/", "MaxItems": 2}))?;
    let mut pages = client.list_users_pages(list);
    let mut names = Vec::new();
    while let Some(page) = pages.next().await {
        let page = serde_json::to_value(page?)?;
        let users = page["Users"].as_array().cloned().unwrap_or_default();
        names.extend(users.iter().map(|user| user["UserName"].clone()));
    }
    let ours = names.iter().filter(|name| name.as_str().is_some_and(|name| name.starts_with(by)));
    expect("users of pages", &json!(ours.count()), 5)?;
    let again = serde_json::from_value(json!({"UserName": format!("{by}-0")}))?;
    let error = client.create_user(again).await.err().ok_or("made twice")?;
    expect("a documented error", &json!([error.code(), error.service().is_some()]),
        json!(["EntityAlreadyExists", true]))
}

pub async fn sns(by: &str) -> Told {
    let client = client!(sns);
    let made = ask!(client.create_topic, {
        "Name": format!("news-{by}"), "Tags": [{"Key": "a", "Value": "b"}],
    });
    let topic = &made["TopicArn"];
    let sent = ask!(client.publish, {"TopicArn": topic, "Message": "hello", "MessageAttributes": {
        "kind": {"DataType": "String", "StringValue": "greeting"},
    }});
    expect("a message", &json!(sent["MessageId"].is_string()), true)
}

pub async fn kms() -> Told {
    let client = client!(kms);
    let key = ask!(client.create_key, {"Description": "stories"});
    let id = &key["KeyMetadata"]["KeyId"];
    let plain = "c2VjcmV0"; // base64
    let sealed = ask!(client.encrypt, {"KeyId": id, "Plaintext": plain});
    let opened = ask!(client.decrypt, {"CiphertextBlob": sealed["CiphertextBlob"]});
    expect("what was encrypted", &opened["Plaintext"], plain)
}

pub async fn ssm(by: &str) -> Told {
    let client = client!(ssm);
    for count in 0..12 {
        ask!(client.put_parameter, {
            "Name": format!("/{by}/p{count}"), "Value": count.to_string(), "Type": "String",
        });
    }
    let list = serde_json::from_value(json!({"Path": format!("/{by}"), "MaxResults": 5}))?;
    let mut pages = client.get_parameters_by_path_pages(list);
    let mut count = 0;
    while let Some(page) = pages.next().await {
        count += serde_json::to_value(page?)?["Parameters"].as_array().map_or(0, Vec::len);
    }
    expect("parameters of pages", &json!(count), 12)
}

pub async fn lambda(by: &str) -> Told {
    let iam = client!(iam);
    let role = ask!(iam.create_role, {
        "RoleName": format!("role-{by}"), "AssumeRolePolicyDocument": "{}",
    });
    let client = client!(lambda);
    // An archive without a file in it.
    let zip = "UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==";
    let made = ask!(client.create_function, {
        "FunctionName": format!("work-{by}"), "Runtime": "python3.12", "Handler": "a.b",
        "Role": role["Role"]["Arn"], "Code": {"ZipFile": zip}, "Timeout": 3,
    });
    expect("its timeout", &made["Timeout"], 3)?;
    let got = ask!(client.get_function, {"FunctionName": made["FunctionArn"]});
    expect("a function by its ARN", &got["Configuration"]["FunctionName"], format!("work-{by}"))
}

pub async fn apigateway(by: &str) -> Told {
    let client = client!(apigateway);
    let made = ask!(client.create_rest_api, {"name": format!("api-{by}")});
    let resources = ask!(client.get_resources, {"restApiId": made["id"]});
    expect("the root", &resources["items"][0]["path"], "/")?;
    let error = serde_json::from_value(json!({"restApiId": "none"}))?;
    let error = client.get_rest_api(error).await.err().ok_or("it is there")?;
    expect("a documented error", &json!(error.code()), "NotFoundException")
}

pub async fn scheduler(by: &str) -> Told {
    let client = client!(scheduler);
    ask!(client.create_schedule, {
        "Name": format!("daily-{by}"), "ScheduleExpression": "rate(1 day)",
        "FlexibleTimeWindow": {"Mode": "OFF"},
        "Target": {"Arn": "arn:aws:sqs:us-east-1:123456789012:q", "RoleArn": "arn:aws:iam::1:role/r"},
    });
    let got = ask!(client.get_schedule, {"Name": format!("daily-{by}")});
    expect("a schedule", &got["ScheduleExpression"], "rate(1 day)")
}

pub async fn route53(by: &str) -> Told {
    let client = client!(route53);
    let zone = ask!(client.create_hosted_zone, {
        "Name": format!("{by}.example.com."), "CallerReference": by,
    });
    // It comes with `/hostedzone/` before it.
    let id = zone["HostedZone"]["Id"].as_str().and_then(|id| id.rsplit('/').next());
    ask!(client.change_resource_record_sets, {"HostedZoneId": id, "ChangeBatch": {"Changes": [{
        "Action": "CREATE",
        "ResourceRecordSet": {"Name": format!("www.{by}.example.com."), "Type": "A", "TTL": 60,
                              "ResourceRecords": [{"Value": "192.0.2.1"}]},
    }]}});
    let sets = ask!(client.list_resource_record_sets, {"HostedZoneId": id});
    let sets = sets["ResourceRecordSets"].as_array().cloned().unwrap_or_default();
    let value = sets.iter().find(|set| set["Type"] == "A");
    let value = value.map(|set| set["ResourceRecords"][0]["Value"].clone());
    expect("a record", &json!(value), "192.0.2.1")
}

pub async fn ec2(by: &str) -> Told {
    let client = client!(ec2);
    let made = ask!(client.create_vpc, {"CidrBlock": "10.0.0.0/16"});
    let id = &made["Vpc"]["VpcId"];
    ask!(client.create_tags, {"Resources": [id], "Tags": [{"Key": "story", "Value": by}]});
    let found = ask!(client.describe_vpcs, {"Filters": [{"Name": "tag:story", "Values": [by]}]});
    expect("a network by its tag", &found["Vpcs"][0]["VpcId"], id.clone())?;
    expect("its tag", &found["Vpcs"][0]["Tags"][0]["Value"], by)?;
    let none = serde_json::from_value(json!({"VpcIds": ["vpc-0"]}))?;
    let error = client.describe_vpcs(none).await.err().ok_or("it is there")?;
    expect("an error", &json!(error.code()), "InvalidVpcID.NotFound")
}

/// The same story over each protocol that the service speaks.
macro_rules! metrics {
    ($service:ident, $namespace:expr) => {{
        let client = client!($service);
        let namespace = $namespace;
        ask!(client.put_metric_data, {"Namespace": namespace, "MetricData": [{
            "MetricName": "told", "Value": 1.5, "Timestamp": "2026-01-01T00:00:00Z",
            "Dimensions": [{"Name": "story", "Value": "ü"}],
        }]});
        let found = ask!(client.list_metrics, {"Namespace": namespace});
        expect("a metric", &found["Metrics"][0]["Dimensions"][0]["Value"], "ü")
    }};
}

pub async fn cloudwatch(by: &str) -> Told {
    metrics!(cloudwatch, by)
}

pub async fn cloudwatch_by_query(by: &str) -> Told {
    metrics!(cloudwatch_by_query, format!("{by}-query"))
}
