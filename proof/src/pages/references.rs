//! What the site has that no model tells: references that several services share, and its links.

/// How the reference of a service is a part of one that several share.
pub struct Shared {
    /// What stands before the names of its pages.
    pub prefix: &'static str,
    /// What the anchors of all of them begin with.
    pub anchor: &'static str,
}

const fn shared_as(prefix: &'static str, anchor: &'static str) -> Shared {
    Shared { prefix, anchor }
}

/// The part that a service has in a reference of several, by its id.
pub fn shared(id: &str) -> Option<Shared> {
    Some(match id {
        "s3" => shared_as("", "AmazonS3"),
        "s3control" => shared_as("control", "AmazonS3"),
        "s3vectors" => shared_as("S3VectorBuckets", "AmazonS3"),
        "s3outposts" => shared_as("s3outposts", "AmazonS3"),
        "bedrock" => shared_as("", "bedrock"),
        "bedrock-agent" => shared_as("agent", "bedrock"),
        "bedrock-agent-runtime" => shared_as("agent-runtime", "bedrock"),
        "bedrock-runtime" => shared_as("runtime", "bedrock"),
        "transcribe" => shared_as("", "transcribe"),
        "transcribe-streaming" => shared_as("streaming", "transcribe"),
        "sagemaker" => shared_as("", "SageMaker"),
        "sagemaker-runtime" => shared_as("runtime", "SageMaker"),
        "lexv2-models" => shared_as("", "lexv2"),
        "lexv2-runtime" => shared_as("runtime", "lexv2"),
        "lex-models" => shared_as("", "lex"),
        "lex-runtime" => shared_as("runtime", "lex"),
        "dynamodb" => shared_as("", "DDB"),
        "dynamodbstreams" => shared_as("streams", "DDB"),
        "dax" => shared_as("dax", "DDB"),
        "appconfig" => shared_as("", "appconfig"),
        "appconfigdata" => shared_as("appconfigdata", "appconfig"),
        "route53" => shared_as("", "Route53"),
        "route53domains" => shared_as("domains", "Route53"),
        "route53resolver" => shared_as("route53resolver", "Route53"),
        _ => return None,
    })
}

/// What operations have links to, with their words.
pub const TOOLS: [(&str, &str); 10] = [
    ("cli2", "AWS Command Line Interface V2"),
    ("DotNetSDKV4", "AWS SDK for .NET V4"),
    ("SdkForCpp", "AWS SDK for C++"),
    ("SdkForGoV2", "AWS SDK for Go v2"),
    ("SdkForJavaV2", "AWS SDK for Java V2"),
    ("SdkForJavaScriptV3", "AWS SDK for JavaScript V3"),
    ("SdkForKotlin", "AWS SDK for Kotlin"),
    ("SdkForPHPV3", "AWS SDK for PHP V3"),
    ("boto3", "AWS SDK for Python"),
    ("SdkForRubyV3", "AWS SDK for Ruby V3"),
];
