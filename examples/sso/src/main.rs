//! Asks who is calling, with keys of who signed in by `aws sso login`: aws-config knows how to get them, and
//! a [`Source`] keeps them until shortly before they end.
//!
//! ```text
//! AWS_PROFILE=my-sso cargo run --manifest-path examples/sso/Cargo.toml
//! ```

use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use cloud_bindings::aws::sts::Client;
use cloud_bindings::runtime::credentials::{Granted, NoCredentials, Source};
use cloud_bindings::runtime::sign::Keys;
use cloud_bindings::runtime::{BoxError, Timestamp};

/// The keys that a provider of aws-config gives.
fn of(provider: SharedCredentialsProvider) -> Source {
    Source::of(move || {
        let provider = provider.clone();
        async move {
            let given = provider.provide_credentials().await;
            let given = given.map_err(|error| NoCredentials::Answer {
                from: "aws-config",
                what: error.to_string(),
            })?;
            let mut keys = Keys::new(given.access_key_id(), given.secret_access_key());
            if let Some(token) = given.session_token() {
                keys = keys.with_session_token(token);
            }
            let expires = given.expiry().map(Timestamp::from);
            Ok(Granted { keys, expires })
        }
    })
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), BoxError> {
    let config = aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await;
    let provider = config.credentials_provider().ok_or("aws-config knows of no credentials")?;
    let mut builder = Client::builder().credentials_from(of(provider));
    if let Some(region) = config.region() {
        builder = builder.region(region.as_ref());
    }
    let client = builder.build()?;
    // The second call goes with the keys of the first.
    for _ in 0..2 {
        let who = client.get_caller_identity().await?;
        println!("{} of account {}", who.arn.unwrap_or_default(), who.account.unwrap_or_default());
    }
    Ok(())
}
