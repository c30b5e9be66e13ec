//! Keys from each place that they can come from, asked for at a server on this machine.
#![cfg(all(feature = "credentials", feature = "ureq", unix))]

mod loopback;

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use doc_bindgen_runtime::adapter::Ureq;
use doc_bindgen_runtime::blocking::wait;
use doc_bindgen_runtime::dynamic::{Dynamic, DynamicOperation};
use doc_bindgen_runtime::settings::{Environment, Profiles};
use doc_bindgen_runtime::{AnyTransport, Builder, Client, Value};
use loopback::{Came, FACTS, SERVICE, Server, Then, answer};

const END: &str = "2253-01-01T00:00:00Z";

/// Plays the service, STS, and the services of keys of a container and of a machine.
fn server() -> Server {
    Server::new(|_, came, stream| {
        let json = format!(
            r#"{{"Code": "Success", "AccessKeyId": "id-served", "SecretAccessKey": "hidden",
                "Token": "token-served", "Expiration": "{END}"}}"#
        );
        let sts = |action: &str| {
            format!(
                "<{action}Response><{action}Result><Credentials><AccessKeyId>id-of-role</AccessKeyId>\
                 <SecretAccessKey>hidden</SecretAccessKey><SessionToken>token-of-role</SessionToken>\
                 <Expiration>{END}</Expiration></Credentials></{action}Result></{action}Response>"
            )
        };
        let body = came.body();
        let text = match came.line.split(' ').nth(1).unwrap() {
            "/latest/api/token" => "machine-token".to_owned(),
            "/latest/meta-data/iam/security-credentials/" => "my-role".to_owned(),
            "/latest/meta-data/iam/security-credentials/my-role" => json,
            "/container" => json,
            _ if body.contains("Action=AssumeRoleWithWebIdentity") => {
                sts("AssumeRoleWithWebIdentity")
            }
            _ if body.contains("Action=AssumeRole") => sts("AssumeRole"),
            _ => "{}".to_owned(),
        };
        // Who asks for keys waits a while, so that all others come meanwhile.
        thread::sleep(Duration::from_millis(if text == "{}" { 0 } else { 30 }));
        let _ = stream.write_all(answer(200, "", &text).as_bytes());
        Then::Keep
    })
}

fn client(server: &Server, config: &str, variables: &[(&str, &str)]) -> Client<AnyTransport> {
    let mut variables = variables.to_vec();
    variables.push(("AWS_ENDPOINT_URL", &server.address));
    variables.push(("AWS_REGION", "eu-west-1"));
    let made = Builder::new(&SERVICE, |client| client)
        .environment(variables.into_iter().collect::<Environment>())
        .profiles(Profiles::parse(config, ""))
        .transport(Ureq::new())
        .build();
    made.unwrap()
}

/// What a call was signed with, and the requests before it. Eight call at a time.
fn called(config: &str, variables: &[(&str, &str)]) -> (String, Vec<Came>) {
    let server = server();
    let client = client(&server, config, variables);
    let operation = DynamicOperation {
        facts: &FACTS,
        input: None,
        output: None,
        errors: &[],
        error_types: &[],
    };
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| wait(operation.call(&client, &Dynamic::blank())).unwrap());
        }
    });
    assert!(!format!("{client:?}").contains("hidden"));
    let (own, before): (Vec<Came>, Vec<Came>) =
        server.came().into_iter().partition(|came| came.header("x-amz-target").is_some());
    assert_eq!(own.len(), 8);
    let signed = |came: &Came| {
        let authorization = came.header("authorization").unwrap().to_owned();
        let id = authorization.split(['=', '/']).nth(1).unwrap().to_owned();
        format!("{id} {}", came.header("x-amz-security-token").unwrap_or_default())
    };
    let all: Vec<String> = own.iter().map(signed).collect();
    assert!(all.iter().all(|one| *one == all[0]), "{all:?}");
    (all[0].clone(), before)
}

fn scratch(name: &str, text: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path
}

#[test]
fn a_role_is_taken_with_the_keys_of_another_profile_once_for_all() {
    let config = "[default]\nrole_arn = arn:aws:iam::1:role/a\nsource_profile = keys\n\
                  external_id = x y\nrole_session_name = me\n\
                  [profile keys]\naws_access_key_id = id-keys\naws_secret_access_key = hidden\n";
    let (signed, before) = called(config, &[]);
    assert_eq!(signed, "id-of-role token-of-role");
    assert_eq!(before.len(), 1, "eight asked, and one was sent");
    let sts = &before[0];
    assert_eq!(
        sts.body(),
        "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fa&\
         RoleSessionName=me&ExternalId=x%20y"
    );
    let authorization = sts.header("authorization").unwrap();
    assert!(authorization.contains("Credential=id-keys/"), "{authorization}");
    assert!(authorization.contains("/eu-west-1/sts/aws4_request"), "{authorization}");
}

#[test]
fn a_role_is_taken_with_a_token_of_a_file() {
    let file = scratch("web-identity", "a.b.c\n");
    let file = file.to_str().unwrap();
    let variables = [
        ("AWS_WEB_IDENTITY_TOKEN_FILE", file),
        ("AWS_ROLE_ARN", "arn:role"),
        ("AWS_ROLE_SESSION_NAME", "me"),
    ];
    let (signed, before) = called("", &variables);
    assert_eq!((&*signed, before.len()), ("id-of-role token-of-role", 1));
    assert!(before[0].body().ends_with("&RoleSessionName=me&WebIdentityToken=a.b.c"));
    assert_eq!(before[0].header("authorization"), None, "nobody is there to sign");
}

#[test]
fn a_program_writes_keys() {
    let keys = r#"{"Version": 1, "AccessKeyId": "id-program", "SecretAccessKey": "hidden"}"#;
    let file = scratch("keys.json", keys);
    let config = format!("[default]\ncredential_process = cat '{}'\n", file.display());
    let (signed, before) = called(&config, &[]);
    assert_eq!((&*signed, before.len()), ("id-program ", 0));
}

#[test]
fn a_program_that_fails_is_told() {
    for (command, expected) in [
        ("false", "the program gave no keys: it failed"),
        ("/nowhere/at-all", "the program gave no keys: /nowhere/at-all could not be run"),
        ("echo no-keys", "the program gave no keys: what it says is no JSON"),
    ] {
        let server = server();
        let config = format!("[default]\ncredential_process = {command}\n");
        let client = client(&server, &config, &[]);
        let operation = DynamicOperation {
            facts: &FACTS,
            input: None,
            output: None,
            errors: &[],
            error_types: &[],
        };
        let error = wait(operation.call(&client, &Dynamic::blank())).err().unwrap();
        assert!(error.to_string().starts_with(expected), "{error}");
    }
}

#[test]
fn a_container_and_a_machine_have_keys() {
    let file = scratch("container-token", "container-token\n");
    let server_of_container = server();
    let uri = format!("{}/container", server_of_container.address);
    let variables = [
        ("AWS_CONTAINER_CREDENTIALS_FULL_URI", &*uri),
        ("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", file.to_str().unwrap()),
    ];
    let (signed, _) = called("", &variables);
    assert_eq!(signed, "id-served token-served");
    let came = server_of_container.came();
    assert_eq!(came.len(), 1);
    assert_eq!(came[0].header("authorization"), Some("container-token"));

    let machine = server();
    let (signed, _) = called("", &[("AWS_EC2_METADATA_SERVICE_ENDPOINT", &machine.address)]);
    assert_eq!(signed, "id-served token-served");
    let lines: Vec<String> = machine.came().into_iter().map(|came| came.line).collect();
    assert_eq!(
        lines,
        [
            "PUT /latest/api/token HTTP/1.1",
            "GET /latest/meta-data/iam/security-credentials/ HTTP/1.1",
            "GET /latest/meta-data/iam/security-credentials/my-role HTTP/1.1",
        ]
    );
}
