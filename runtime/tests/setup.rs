//! What a client is made of: what is given, what is set, and what is said where neither is enough.
#![cfg(feature = "credentials")]

use doc_bindgen_runtime::dynamic::{Dynamic, DynamicOperation, Kind, Stated, Structure};
use doc_bindgen_runtime::facts::{HttpFacts, OperationFacts, ServiceFacts};
use doc_bindgen_runtime::settings::{Environment, Profiles};
use doc_bindgen_runtime::sign::Keys;
use doc_bindgen_runtime::testing::Mock;
use doc_bindgen_runtime::wire::{Location, Wire};
use doc_bindgen_runtime::{
    AnyTransport, Buckets, Builder, Client, Credentials, Value, blocking, protocol,
};

const SQS: ServiceFacts = ServiceFacts {
    provider: "aws",
    id: "sqs",
    protocol: Some(protocol::JSON_1_1),
    endpoint_prefix: Some("sqs"),
    service_id: Some("SQS"),
    ..ServiceFacts::NONE
};
const WORKSPACE: ServiceFacts = ServiceFacts {
    provider: "huaweicloud",
    id: "workspace",
    protocol: Some(protocol::HUAWEICLOUD),
    ..ServiceFacts::NONE
};

type Made = Builder<Client<AnyTransport>>;

fn builder(service: &'static ServiceFacts, variables: &[(&str, &str)], config: &str) -> Made {
    Builder::new(service, |client| client)
        .environment(variables.iter().copied().collect::<Environment>())
        .profiles(Profiles::parse(config, ""))
        .transport(Mock::new())
}

const KEYS: [(&str, &str); 2] = [("AWS_ACCESS_KEY_ID", "a"), ("AWS_SECRET_ACCESS_KEY", "hidden")];

/// Where the client's requests go, or why there is none.
fn goes(builder: Made) -> String {
    match builder.build() {
        Ok(client) => client.endpoint().uri.to_string(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn what_is_given_counts_before_what_is_set() {
    let config = "[default]\nregion = eu-west-1\n[profile us]\nregion = us-east-2\n\
                  use_fips_endpoint = true\n";
    let set = |more: &[(&str, &str)]| builder(&SQS, &[&KEYS[..], more].concat(), config);
    let one = [("AWS_REGION", "ca-central-1")];
    for (builder, expected) in [
        (set(&[]), "https://sqs.eu-west-1.amazonaws.com/"),
        (set(&one), "https://sqs.ca-central-1.amazonaws.com/"),
        (set(&one).region("ap-south-1"), "https://sqs.ap-south-1.amazonaws.com/"),
        (set(&[("AWS_PROFILE", "us")]), "https://sqs-fips.us-east-2.amazonaws.com/"),
        (set(&[("AWS_PROFILE", "us")]).fips(false), "https://sqs.us-east-2.amazonaws.com/"),
        (set(&[]).profile("us").dual_stack(true), "https://sqs-fips.us-east-2.api.aws/"),
        (set(&[("AWS_ENDPOINT_URL", "http://a:1")]), "http://a:1/"),
        (set(&[("AWS_ENDPOINT_URL_SQS", "http://b:1")]).endpoint_url("http://c"), "http://c/"),
    ] {
        assert_eq!(goes(builder), expected);
    }
}

#[test]
fn a_profile_says_where_buckets_are_named() {
    const S3: ServiceFacts = ServiceFacts { id: "s3", endpoint_prefix: Some("s3"), ..SQS };
    let buckets = |builder: Made| builder.build().unwrap().endpoint().buckets;
    for (style, expected) in
        [("path", Buckets::InPath), ("virtual", Buckets::InHost), ("auto", Buckets::Usual)]
    {
        let config = format!("[default]\nregion = eu-west-1\ns3 =\n  addressing_style = {style}\n");
        assert_eq!(buckets(builder(&S3, &KEYS, &config)), expected);
        let given = builder(&S3, &KEYS, &config).buckets(Buckets::InPath);
        assert_eq!(buckets(given), Buckets::InPath);
    }
}

#[test]
fn the_region_of_the_machine_is_the_last_that_counts() {
    let machine = || Mock::new().answer(200, "token").answer(200, "eu-central-2");
    let nobody = || Mock::new().answer(200, "token").answer(404, "");
    let asked = |builder: Made| match blocking::wait(builder.region_of_machine()) {
        Ok(builder) => goes(builder),
        Err(error) => error.to_string(),
    };
    let set = [&KEYS[..], &[("AWS_REGION", "ca-central-1")]].concat();
    let off = [&KEYS[..], &[("AWS_EC2_METADATA_DISABLED", "true")]].concat();
    for (mock, builder, expected, requests) in [
        (machine(), builder(&SQS, &KEYS, ""), "https://sqs.eu-central-2.amazonaws.com/", 2),
        (machine(), builder(&SQS, &set, ""), "https://sqs.ca-central-1.amazonaws.com/", 0),
        (
            machine(),
            builder(&SQS, &KEYS, "[default]\nregion = us-east-2\n"),
            "https://sqs.us-east-2.amazonaws.com/",
            0,
        ),
        (
            nobody(),
            builder(&SQS, &KEYS, ""),
            "no region is given or set, and the machine's service of metadata gave none: \
             the status is 404 Not Found",
            2,
        ),
        (
            machine(),
            builder(&SQS, &off, ""),
            "no region is given or set, and the machine's service of metadata gave none: \
             AWS_EC2_METADATA_DISABLED is set",
            0,
        ),
    ] {
        assert_eq!(asked(builder.transport(mock.clone())), expected);
        assert_eq!(mock.requests().len(), requests, "{expected}");
    }
}

#[test]
fn what_is_missing_is_said() {
    let half = [("AWS_ACCESS_KEY_ID", "a")];
    for (builder, expected) in [
        (builder(&SQS, &KEYS, ""), "no region is given; set AWS_REGION"),
        (builder(&SQS, &KEYS, "").region("a/b"), "`a/b` is no name of a region"),
        (builder(&SQS, &KEYS, "").profile("x"), "there is no profile `x`"),
        (
            builder(&SQS, &half, "").region("eu-west-1"),
            "of the variables with an access key, AWS_SECRET_ACCESS_KEY is not set",
        ),
        (
            builder(&SQS, &KEYS, "").region("eu-west-1").endpoint_url("localhost:1"),
            "`localhost:1` is no endpoint, such as http://127.0.0.1:5000",
        ),
        (
            builder(&SQS, &KEYS, "").region("eu-west-1").app_name("a b"),
            "`a b` makes no sense as the program's name",
        ),
        (
            builder(&SQS, &[&KEYS[..], &[("AWS_MAX_ATTEMPTS", "0")]].concat(), "")
                .region("eu-west-1"),
            "`0` makes no sense as the number of attempts",
        ),
        (
            builder(&WORKSPACE, &[("HUAWEICLOUD_SDK_AK", "a")], "").region("cn-north-4"),
            "of the variables with an access key, HUAWEICLOUD_SDK_SK is not set",
        ),
    ] {
        let said = goes(builder);
        assert!(said.starts_with(expected), "{said}");
        assert!(!said.contains("hidden"));
    }
}

#[test]
fn a_project_of_huawei_cloud_stands_where_a_request_leaves_it_empty() {
    const LIST: OperationFacts = OperationFacts {
        name: "ListSessions",
        service: &WORKSPACE,
        http: Some(HttpFacts { method: "GET", path: "/v1/{project_id}/sessions", status: 200 }),
        ..OperationFacts::NONE
    };
    let input = Structure::named("ListSessionsRequest");
    let path = Wire { place: 0, location: Location::Path, ..Wire::NONE };
    let stated = Stated { wire: vec![path], ..Stated::default() };
    input.define([("project_id", Kind::String)], stated);
    let list = DynamicOperation {
        facts: &LIST,
        input: Some(input),
        output: None,
        errors: &[],
        error_types: &[],
    };
    let set = [
        ("HUAWEICLOUD_SDK_AK", "ak"),
        ("HUAWEICLOUD_SDK_SK", "hidden"),
        ("HUAWEICLOUD_SDK_PROJECT_ID", "project-1"),
        ("HW_REGION_NAME", "cn-north-4"),
    ];
    for (token, header, begins) in
        [(None, "authorization", "SDK-HMAC-SHA256 Access=ak, "), (Some("t"), "x-auth-token", "t")]
    {
        let mock = Mock::new().answer(200, "{}");
        let mut builder = builder(&WORKSPACE, &set, "").transport(mock.clone());
        if let Some(token) = token {
            builder = builder.credentials(Credentials::Bearer(token.into()));
        }
        let client = builder.build().unwrap();
        let mut given: Dynamic = list.blank_input();
        let doc_bindgen_runtime::Slot::String(_) = given.member_mut(0).slot() else {
            panic!("no text")
        };
        blocking::wait(list.call(&client, &given)).unwrap();
        let request = &mock.requests()[0];
        let address = "https://workspace.cn-north-4.myhuaweicloud.com/v1/project-1/sessions";
        assert_eq!(request.uri(), address);
        assert_eq!(request.headers()["x-project-id"], "project-1");
        assert!(request.headers()[header].to_str().unwrap().starts_with(begins));
        assert!(!format!("{client:?} {request:?}").contains("hidden"));
    }
}

#[test]
fn secrets_are_shown_nowhere() {
    let builder = builder(&SQS, &KEYS, "")
        .region("eu-west-1")
        .credentials(Keys::new("a", "hidden").with_session_token("hidden"));
    assert!(!format!("{builder:?}").contains("hidden"));
    let client = builder.build().unwrap();
    assert!(!format!("{client:?} {:?}", client.transport()).contains("hidden"));
}
