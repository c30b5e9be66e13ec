//! The service that the unique id of an API belongs to.
//!
//! A unique id is the service's id and the version of the API, but for a few that are older than the
//! ids.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::title;

/// The names in unique ids that are not the id of their service, in small letters and with `-` for
/// `.`, each with that id. All but the last four are those of botocore's models; pages have the others
/// in their links.
const OTHERS: [(&str, &str); 24] = [
    ("awsapplicationcostprofiler", "applicationcostprofiler"),
    ("monitoring", "cloudwatch"),
    ("directory-service-data", "ds-data"),
    ("streams-dynamodb", "dynamodbstreams"),
    ("elasticfilesystem", "efs"),
    ("elasticloadbalancing", "elb"),
    ("elasticloadbalancingv2", "elbv2"),
    ("elasticmapreduce", "emr"),
    ("eventbridge", "events"),
    ("runtime-lex", "lex-runtime"),
    ("models-lex-v2", "lexv2-models"),
    ("runtime-lex-v2", "lexv2-runtime"),
    ("entitlement-marketplace", "marketplace-entitlement"),
    ("awsmigrationhub", "mgh"),
    ("mturk-requester", "mturk"),
    ("runtime-sagemaker", "sagemaker-runtime"),
    ("aws242appregistry", "servicecatalog-appregistry"),
    ("email", "ses"),
    ("sms-voice-pinpoint", "sms-voice"),
    ("states", "stepfunctions"),
    ("kinesis-video-data", "kinesis-video-media"),
    ("kinesis-video-reader-data", "kinesis-video-archived-media"),
    ("models-v2-lex", "lexv2-models"),
    ("runtime-v2-lex", "lexv2-runtime"),
];

/// The service whose unique id begins with `name`, in small letters and with `-` for `.`.
pub fn service(name: &str) -> Option<&'static str> {
    static IDS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
        // An id of its own says more than what an older API is called.
        let others = OTHERS.into_iter();
        others.chain(title::ids().map(|id| (id, id))).collect()
    });
    IDS.get(name).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_to_services_that_are_known() {
        for (name, id) in OTHERS {
            assert!(title::ids().any(|known| known == id), "{id}");
            assert!(!title::ids().any(|known| known == name), "{name} is an id itself");
            assert_eq!(service(name), Some(id));
        }
        assert_eq!(service("lambda"), Some("lambda"));
        assert_eq!(service("time-travel"), None);
    }
}
