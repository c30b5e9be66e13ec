//! Answers of DynamoDB that lack what requests require, and what stands in one by mistake.
#![cfg(feature = "aws-dynamodb")]

use cloud_bindings::aws::dynamodb::{
    Client, DescribeTableReplicaAutoScalingRequest, DescribeTableReplicaAutoScalingResponse,
    GetItemRequest, ScalingPolicy,
};
use cloud_bindings::runtime::testing::Mock;

/// A policy as the service may tell it: without its target, and one without any configuration.
const ANSWER: &str = r#"{"TableAutoScalingDescription": {"TableName": "t", "Replicas": [{
    "RegionName": "eu-west-1",
    "ReplicaProvisionedReadCapacityAutoScalingSettings": {"ScalingPolicies": [
        {"PolicyName": "a", "TargetTrackingScalingPolicyConfiguration": {"ScaleInCooldown": 60.0}},
        {"PolicyName": "b"},
        null
    ]}
}]}}"#;

fn policies(answer: DescribeTableReplicaAutoScalingResponse) -> Vec<ScalingPolicy> {
    let table = answer.table_auto_scaling_description.unwrap();
    let replica = table.replicas.into_iter().next().unwrap();
    let settings = replica.replica_provisioned_read_capacity_auto_scaling_settings.unwrap();
    settings.scaling_policies.into_iter().collect()
}

fn hold(policies: &[ScalingPolicy]) {
    let [a, b] = policies else { panic!("{policies:?}") };
    let told = a.target_tracking_scaling_policy_configuration.as_ref().unwrap();
    assert_eq!((told.scale_in_cooldown, told.target_value), (Some(60), None));
    assert_eq!(b.policy_name.as_deref(), Some("b"));
    assert_eq!(b.target_tracking_scaling_policy_configuration, None);
}

#[test]
fn a_policy_without_what_requests_require_is_read() {
    let client = Client::new(Mock::new().answer(200, ANSWER));
    let request = DescribeTableReplicaAutoScalingRequest::new("t");
    let answer = client.describe_table_replica_auto_scaling(request).wait().unwrap();
    hold(&policies(answer));
}

#[cfg(feature = "serde")]
#[test]
fn it_is_read_by_serde_too() {
    hold(&policies(serde_json::from_str(ANSWER).unwrap()));
}

#[test]
fn an_entry_that_is_null_is_none_and_an_error_names_its_way() {
    let item = r#"{"Item": {"a": {"S": "1"}, "b": null}, "ConsumedCapacity": {"Table": null}}"#;
    let wrong =
        r#"{"ConsumedCapacity": {"GlobalSecondaryIndexes": {"x": {"CapacityUnits": "ten"}}}}"#;
    let client = Client::new(Mock::new().answer(200, item).answer(200, wrong));
    let request = || GetItemRequest::new("t", cloud_bindings::runtime::BTreeMap::new());
    let answer = client.get_item(request()).wait().unwrap();
    assert_eq!(answer.item.keys().collect::<Vec<_>>(), ["a"]);
    let error = client.get_item(request()).wait().unwrap_err().to_string();
    assert!(error.contains("`ConsumedCapacity.GlobalSecondaryIndexes"), "{error}");
    assert!(error.contains("CapacityUnits`"), "{error}");
}
