//! Gets what is at an address, over what the adapter `hyper` stands on and nothing else.

use std::error::Error;
use std::sync::Arc;

use http_body_util::{BodyExt, Empty};
use hyper_rustls::HttpsConnectorBuilder;
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let address = std::env::args().nth(1).ok_or("an address is wanted")?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let connector = HttpsConnectorBuilder::new().with_provider_and_webpki_roots(provider)?;
    let connector = connector.https_or_http().enable_http1().build();
    let client: Client<_, Empty<&[u8]>> = Client::builder(TokioExecutor::new()).build(connector);
    let answer = client.get(address.parse()?).await?;
    println!("{} bytes", answer.into_body().collect().await?.to_bytes().len());
    Ok(())
}
