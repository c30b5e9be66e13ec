//! A first program: the sessions of a web portal, a page of them and then all.
//!
//! With the features `credentials` and `ureq` (or `hyper`) it asks the service, as the account that is set;
//! without them answers are made up, and nothing leaves the machine. `blocking::wait` stands in for an async
//! runtime.

use std::process::ExitCode;

use cloud_bindings::runtime::blocking::wait;
#[cfg(not(feature = "credentials"))]
use cloud_bindings::runtime::testing::Mock;
use cloud_bindings::runtime::{BoxError, Transport};

use cloud_bindings::aws::workspaces_web::{Client, ListSessionsRequest, SessionStatus};

#[cfg(feature = "credentials")]
async fn portal() -> Result<(), BoxError> {
    let client = Client::from_env()?; // region, credentials and endpoint as they are set
    sessions(client).await
}

#[cfg(not(feature = "credentials"))]
async fn portal() -> Result<(), BoxError> {
    let page = r#"{"sessions": [{"sessionId": "s-1", "startTime": 1767323045}]}"#;
    sessions(Client::new(Mock::new().answer(200, page).answer(200, page))).await
}

async fn sessions(client: Client<impl Transport>) -> Result<(), BoxError> {
    let request = ListSessionsRequest::new("portal-id").status(SessionStatus::Active);
    let page = client.list_sessions(request.clone()).await?;
    for session in &page.sessions {
        println!("{:?}", session.start_time);
    }

    let mut all = client.list_sessions_pages(request).items(); // a Stream of SessionSummary
    while let Some(session) = all.next().await {
        println!("{:?}", session?.session_id);
    }
    Ok(())
}

fn main() -> ExitCode {
    match wait(portal()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
