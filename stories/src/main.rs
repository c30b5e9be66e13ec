//! Stories of fourteen services, told over emitted clients to a server that stands in for AWS and
//! checks signatures; once over ureq and once over sockets, without an async runtime, and once over hyper on tokio.

mod bindings;
mod objects;
mod tables;
mod things;

use std::process::ExitCode;

use doc_bindgen_runtime::{BoxError, blocking};
use serde_json::{Value, json};

type Told = Result<(), BoxError>;

/// Calls an operation with an input in JSON, and gives its output in JSON.
#[macro_export]
macro_rules! ask {
    ($client:ident.$operation:ident, $input:tt) => {{
        let input = ::serde_json::from_value(::serde_json::json!($input))?;
        ::serde_json::to_value($client.$operation(input).await?)?
    }};
}

/// Fails a story with what was found instead.
fn expect(what: &str, found: &Value, expected: impl Into<Value>) -> Told {
    let expected = expected.into();
    if *found == expected {
        Ok(())
    } else {
        Err(format!("{what}: {found} and not {expected}").into())
    }
}

fn main() -> ExitCode {
    let told = make_a_user().and_then(|()| {
        let over_hyper = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
        let over_ureq = blocking::wait(all("ureq"));
        things::go_over_sockets(true);
        let over_sockets = blocking::wait(all("sockets"));
        things::go_over_sockets(false);
        over_hyper.block_on(all("hyper")).and(over_ureq).and(over_sockets)
    });
    match told {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Makes a user who may do anything, goes on as that user, and turns on the server's check of
/// signatures.
fn make_a_user() -> Told {
    let client = bindings::iam::Client::from_env()?;
    let keys = blocking::wait(async {
        ask!(client.create_user, {"UserName": "teller"});
        let policy = json!({
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}],
        });
        ask!(client.put_user_policy, {
            "UserName": "teller", "PolicyName": "all", "PolicyDocument": policy.to_string(),
        });
        Ok::<_, BoxError>(ask!(client.create_access_key, {"UserName": "teller"}))
    })?;
    let key = |name: &str| {
        keys["AccessKey"][name].as_str().map(str::to_owned).ok_or("there is no access key")
    };
    let keys = (key("AccessKeyId")?, key("SecretAccessKey")?);
    blocking::wait(objects::presigned())?;
    println!("an address that is signed is fetched by another program");
    turn_on_the_check()?;
    things::set_keys(keys);
    Ok(())
}

fn turn_on_the_check() -> Told {
    use doc_bindgen_runtime::adapter::Ureq;
    use doc_bindgen_runtime::{ByteStream, Transport, http::Request};

    let address = format!("{}/moto-api/reset-auth", std::env::var("AWS_ENDPOINT_URL")?);
    let request = Request::post(address).header("content-type", "text/plain");
    let response = blocking::wait(Ureq::new().send(request.body(ByteStream::from("0"))?))?;
    if response.status().is_success() {
        Ok(())
    } else {
        Err("the check cannot be turned on".into())
    }
}

/// All stories, each with names of its own, so that they can be told again. One that fails stops no
/// other.
async fn all(by: &str) -> Told {
    let mut failed = 0;
    let mut told = |name: &str, told: Told| match told {
        Ok(()) => println!("{by}: {name}"),
        Err(error) => {
            failed += 1;
            println!("{by}: {name} FAILED: {error}");
        }
    };
    told("signatures are checked", things::signatures_are_checked().await);
    told("dynamodb", tables::dynamodb(by).await);
    told("sqs", things::sqs(by).await);
    told("sts", things::sts().await);
    told("iam", things::iam(by).await);
    told("sns", things::sns(by).await);
    told("kms", things::kms().await);
    told("ssm", things::ssm(by).await);
    told("lambda", things::lambda(by).await);
    told("apigateway", things::apigateway(by).await);
    told("scheduler", things::scheduler(by).await);
    told("route53", things::route53(by).await);
    told("ec2", things::ec2(by).await);
    told("cloudwatch", things::cloudwatch(by).await);
    told("cloudwatch by query", things::cloudwatch_by_query(by).await);
    told("s3", objects::s3(by).await);
    if failed == 0 { Ok(()) } else { Err(format!("{failed} stories failed").into()) }
}

/// A client of a service, as the user who was made.
#[macro_export]
macro_rules! client {
    ($service:ident) => {
        $crate::things::carried($crate::bindings::$service::Client::builder())
            .credentials($crate::things::keys())
            .build()?
    };
}
