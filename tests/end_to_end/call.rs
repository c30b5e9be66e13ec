//! `call`: operations straight from a spec, of a server on this machine.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread;

use crate::{Folder, Ran, fixture};

const SPEC: &str = "\
format: 1
provider: aws
service: shop
protocol:
  name: json-1.0
  target_prefix: Shop
  endpoint_prefix: shop
operations:
  ListOrders:
    method: list_orders
    input: ListOrdersRequest
    output: ListOrdersResponse
    errors: [NotThere]
    pagination: {input_token: [NextToken], output_token: [NextToken], items: [Orders]}
  Ping:
    method: ping
waiters:
  OrdersDone:
    operation: ListOrders
    delay: 0
    max_attempts: 3
    acceptors:
      - {state: success, matcher: pathAll, argument: 'Orders[].State', expected: DONE}
      - {state: failure, matcher: pathAny, argument: 'Orders[].State', expected: LOST}
      - {state: retry, matcher: error, expected: NotThere}
shapes:
  ListOrdersRequest:
    type: structure
    members:
      Customer: {type: string, required: true}
      NextToken: {type: string}
  ListOrdersResponse:
    type: structure
    members:
      Orders: {type: list<Order>}
      NextToken: {type: string}
  NotThere:
    type: error
    members:
      message: {type: string}
      Customer: {type: string}
  Order:
    type: structure
    members:
      Id: {type: integer}
      State: {type: State}
  State:
    type: enum
    values: [MADE, DONE, LOST]
";

/// A server that gives the answers it was made with, and keeps what was asked.
struct Server {
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn answering(answers: &[(u16, &str)]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let mut answers: VecDeque<(u16, String)> =
            answers.iter().map(|(status, body)| (*status, (*body).to_owned())).collect();
        let kept = Arc::clone(&asked);
        thread::spawn(move || {
            while let Ok((stream, _)) = listener.accept() {
                let mut reader = BufReader::new(stream);
                let (mut request, mut length) = (String::new(), 0);
                loop {
                    let mut line = String::new();
                    if reader.read_line(&mut line).unwrap_or(0) == 0 {
                        break;
                    }
                    let lower = line.to_ascii_lowercase();
                    if let Some(number) = lower.strip_prefix("content-length:") {
                        length = number.trim().parse().unwrap();
                    }
                    request.push_str(&line);
                    if line == "\r\n" {
                        break;
                    }
                }
                let mut body = vec![0; length];
                reader.read_exact(&mut body).unwrap();
                request.push_str(&String::from_utf8_lossy(&body));
                kept.lock().unwrap().push(request);
                let (status, body) = answers.pop_front().unwrap_or((500, "{}".to_owned()));
                let head = "content-type: application/x-amz-json-1.0\r\nconnection: close";
                let length = body.len();
                let answer = format!(
                    "HTTP/1.1 {status} X\r\n{head}\r\ncontent-length: {length}\r\n\r\n{body}"
                );
                reader.get_mut().write_all(answer.as_bytes()).unwrap();
            }
        });
        Server { address, asked }
    }

    /// What was asked so far.
    fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }

    fn call(&self, words: &[&str]) -> Ran {
        let region = ["--region", "eu-west-1", "--endpoint-url", &self.address];
        call(&[words, &region].concat())
    }
}

/// Runs `call` where nothing else is set than keys.
fn call(words: &[&str]) -> Ran {
    call_with(
        words,
        "",
        &[
            ("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"),
            ("AWS_SECRET_ACCESS_KEY", "hidden-secret"),
            ("AWS_SESSION_TOKEN", "hidden-token"),
        ],
    )
}

/// Runs `call` where nothing else is set than the profiles and variables that are given.
fn call_with(words: &[&str], profiles: &str, variables: &[(&str, &str)]) -> Ran {
    let folder = Folder::new();
    folder.write("spec/aws/shop.yaml", SPEC);
    let mut command = Command::new(env!("CARGO_BIN_EXE_doc-bindgen"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("AWS_") {
            command.env_remove(name);
        }
    }
    folder.write("home/.aws/config", profiles);
    command
        .current_dir(folder.path("."))
        .env("HOME", folder.path("home"))
        .env("AWS_MAX_ATTEMPTS", "1")
        .envs(variables.iter().copied());
    let first = if words.first() == Some(&"complete") { None } else { Some("call") };
    Ran::of(command.args(first).args(words).output().unwrap())
}

#[test]
fn an_operation_is_called_straight_from_its_spec() {
    let server =
        Server::answering(&[(200, r#"{"Orders":[{"Id":1,"State":"MADE"}]}"#), (200, "{}")]);
    let ran = server.call(&["shop", "ListOrders", "Customer=ada"]).ends(0);
    let expected =
        "{\n  \"Orders\": [\n    {\n      \"Id\": 1,\n      \"State\": \"MADE\"\n    }\n  ]\n}\n";
    assert_eq!(ran.out, expected);
    let asked = server.asked().pop().unwrap();
    assert!(asked.starts_with("POST / HTTP/1.1\r\n"), "{asked}");
    assert!(asked.contains("x-amz-target: Shop.ListOrders\r\n"), "{asked}");
    let scope = "/eu-west-1/shop/aws4_request, SignedHeaders=";
    assert!(asked.contains(scope) && asked.contains("x-amz-security-token: hidden-token"));
    assert!(asked.ends_with("\r\n\r\n{\"Customer\":\"ada\"}"), "{asked}");

    // By the method's name, and with nothing to take and to give.
    let ran = server.call(&["aws/shop", "ping"]).ends(0);
    assert_eq!((&*ran.out, server.asked().len()), ("", 1));
}

#[test]
fn input_comes_as_json_from_a_file_and_in_short() {
    let folder = Folder::new();
    let file = folder.write("input.json", r#"{"Customer": "ada", "NextToken": "1"}"#);
    let file = format!("@{}", file.display());
    for words in [
        &["{\"Customer\": \"ada\"}", "NextToken=1"][..],
        &[&file],
        &["Customer=ada", "{\"NextToken\": \"1\"}"],
    ] {
        let server = Server::answering(&[(200, "{}")]);
        server.call(&[&["shop", "ListOrders"], words].concat()).ends(0);
        let asked = server.asked().pop().unwrap();
        assert!(asked.ends_with(r#"{"Customer":"ada","NextToken":"1"}"#), "{asked}");
    }
}

#[test]
fn pages_are_asked_for_to_their_end_and_written_as_one() {
    let pages = [
        (200, r#"{"Orders":[{"Id":1}],"NextToken":"a"}"#),
        (200, r#"{"Orders":[{"Id":2},{"Id":3}],"NextToken":"b"}"#),
        (200, r#"{"Orders":[]}"#),
    ];
    let server = Server::answering(&pages);
    let all = ["shop", "ListOrders", "Customer=ada", "--all-pages", "--query"];
    let ran = server.call(&[&all[..], &["[Orders[].Id, NextToken]"]].concat()).ends(0);
    let found: String = ran.out.split_whitespace().collect();
    assert_eq!(found, "[[1,2,3],null]");
    let asked = server.asked();
    assert_eq!(asked.len(), 3);
    assert!(asked[2].ends_with(r#"{"Customer":"ada","NextToken":"b"}"#), "{asked:?}");

    let round = [(200, r#"{"NextToken":"a"}"#), (200, r#"{"NextToken":"a"}"#)];
    let ran = Server::answering(&round).call(&[&all[..], &["Orders"]].concat()).ends(2);
    ran.says("the pages go round");
}

#[test]
fn a_waiter_waits_until_its_condition_holds() {
    let wait = ["shop", "ListOrders", "Customer=ada", "--wait", "OrdersDone"];
    let made = (200, r#"{"Orders":[{"Id":1,"State":"MADE"}]}"#);
    let done = (200, r#"{"Orders":[{"Id":1,"State":"DONE"}]}"#);
    let lost = (200, r#"{"Orders":[{"Id":1,"State":"LOST"}]}"#);
    let not_there = (400, r#"{"__type":"NotThere","message":"no"}"#);

    let server = Server::answering(&[not_there, made, done]);
    let ran = server.call(&wait).ends(0);
    assert!(ran.out.contains("DONE") && server.asked().len() == 3, "{ran:?}");
    let ran = Server::answering(&[made, lost]).call(&wait).ends(2);
    ran.says("OrdersDone will not come to hold: one of `Orders[].State` is LOST");
    let ran = Server::answering(&[made, made, made]).call(&wait).ends(2);
    ran.says("OrdersDone has not come to hold in 3 attempts");
    let ran = call(&["shop", "Ping", "--wait", "OrdersDone"]).ends(2);
    ran.says("OrdersDone does not ask Ping").says("it asks `ListOrders`");
}

#[test]
fn a_dry_run_shows_the_request_and_sends_nothing() {
    let server = Server::answering(&[]);
    let ran = server.call(&["shop", "ListOrders", "Customer=ada", "--dry-run"]).ends(0);
    assert!(server.asked().is_empty());
    assert!(ran.out.starts_with(&format!("POST {}/\n", server.address)), "{ran:?}");
    for line in ["x-amz-target: Shop.ListOrders\n", "\n\n{\"Customer\":\"ada\"}\n"] {
        assert!(ran.out.contains(line), "{ran:?}");
    }
    assert!(ran.out.contains("authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/"), "{ran:?}");
    assert!(!format!("{ran:?}").contains("hidden"), "{ran:?}");

    let ran = call(&["shop", "Ping", "--region", "eu-west-1", "--dry-run"]).ends(0);
    assert!(ran.out.starts_with("POST https://shop.eu-west-1.amazonaws.com/\n"), "{ran:?}");
}

#[test]
fn a_dry_run_asks_nobody_for_keys() {
    // Whoever would be asked for keys is this server: a machine, a container, STS.
    let server = Server::answering(&[]);
    let (here, role) = (
        &*server.address,
        "[default]\nrole_arn = arn:aws:iam::1:role/a\n\
        source_profile = keys\n[profile keys]\naws_access_key_id = a\naws_secret_access_key = hidden\n",
    );
    let container = format!("{here}/keys");
    for (profiles, variables, why) in [
        ("", ("AWS_EC2_METADATA_SERVICE_ENDPOINT", here), "AWS_ACCESS_KEY_ID"),
        ("", ("AWS_CONTAINER_CREDENTIALS_FULL_URI", &*container), "nobody is asked in a dry run"),
        (role, ("AWS_ENDPOINT_URL_STS", here), "STS gave no keys: nobody is asked in a dry run"),
        ("[default]\naws_access_key_id = a\n", ("AWS_X", ""), "`aws_secret_access_key` is missing"),
    ] {
        let words = ["shop", "ListOrders", "Customer=ada", "--region", "eu-west-1", "--dry-run"];
        let ran = call_with(&words, profiles, &[variables]).ends(0);
        let ran = ran.says("the request is shown without a signature: ").says(why);
        assert!(ran.out.starts_with("POST https://shop.eu-west-1.amazonaws.com/\n"), "{ran:?}");
        assert!(ran.out.ends_with("\n\n{\"Customer\":\"ada\"}\n"), "{ran:?}");
        assert!(!ran.out.contains("authorization:") && !format!("{ran:?}").contains("hidden"));
    }
    assert!(server.asked().is_empty());
}

#[test]
fn what_goes_wrong_is_said_with_what_to_do() {
    let server = Server::answering(&[(
        400,
        r#"{"__type":"a.b#NotThere","message":"nobody of that name","Customer":"ada"}"#,
    )]);
    let ran = server.call(&["shop", "ListOrders", "Customer=ada"]).ends(2);
    let ran = ran.says("error: NotThere: nobody of that name").says("\"Customer\": \"ada\"");
    assert_eq!((&*ran.out, server.asked().len()), ("", 1));

    for (words, said) in [
        (&["shop", "ListOrders"][..], "Customer: this has to be given, text"),
        (&["shop", "ListOrders", "Custmer=ada"], "is it `Customer`?"),
        (&["shop", "ListOrders", "Customer"], "neither name=value nor JSON"),
        (&["shop", "ListOrders", "{"], "the input is no JSON"),
        (&["shop", "ListOrder", "Customer=ada"], "is it `ListOrders`?"),
        (&["shopp", "ListOrders"], "is it `shop`?"),
        (&["../shop", "ListOrders"], "there is no spec of `../shop`"),
        (&["shop", "Ping", "a=b"], "the operation takes no input"),
        (&["shop", "Ping", "--all-pages"], "Ping has no pages that are known"),
        (&["shop", "Ping", "--wait", "Done"], "shop has no waiter `Done`"),
        (&["shop", "Ping", "--query", "a["], "--query: expected a place in a list"),
    ] {
        let ran = server.call(words).ends(2);
        assert!(ran.err.contains(said), "{words:?}: {ran:?}");
        assert_eq!((&*ran.out, server.asked().len()), ("", 0), "{words:?}");
    }
    call(&["shop", "Ping"]).ends(2).says("no region is given");
    call(&["shop", "Ping", "--region", "eu-west-1", "--profile", "x"])
        .ends(2)
        .says("no profile `x`");
}

#[test]
fn a_shell_is_told_what_may_come() {
    for (words, expected) in [
        (&["sh"][..], "shop\n"),
        (&["shop", "L"], "ListOrders\n"),
        (&["shop", "ListOrders", ""], "Customer=\nNextToken=\n"),
        (&["shop", "list_orders", "--region", "x", "Cu"], "Customer=\n"),
        (&["shop", "ListOrders", "--wait", ""], "OrdersDone\n"),
        (&["shop", "Nothing", ""], ""),
        (&["other", ""], ""),
        (&["--spec", "nowhere", ""], ""),
        (&["--spec", "spec", ""], "shop\n"),
    ] {
        let ran = call(&[&["complete", "--"], words].concat()).ends(0);
        assert_eq!(ran.out, expected, "{words:?}");
    }
}

/// Of what no page states, a call says what is missing and where it is to be stated.
#[test]
fn what_is_not_stated_is_named() {
    let folder = Folder::new();
    let out = folder.path("spec");
    let (pages, index) = (fixture("services/sts"), fixture("services/sts.rst"));
    folder.run(&[&"parse", &pages, &index, &"--out", &out, &"--no-built-in-overlays"]).ends(0);
    let spec = out.to_string_lossy().into_owned();
    let asked = ["sts", "GetCallerIdentity", "--region", "eu-west-1", "--spec", &spec];
    call(&[&asked[..], &["--endpoint-url", "http://127.0.0.1:9"]].concat())
        .ends(2)
        .says("the spec of sts does not state the protocol that it speaks (`protocol.name`)")
        .says("add it there or in an overlay")
        .says("nothing was sent");
    // The endpoint is one of these facts.
    call(&asked).ends(2).says("it is not known where sts is reached; give the endpoint");
}
