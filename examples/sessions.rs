//! A first program: the sessions of a web portal, a page of them and then all.
//!
//! `transport` is whatever carries a request to the service, your HTTP client of choice; here it is
//! one without a network. `blocking::wait` stands in for an async runtime.

use std::process::ExitCode;

use cloud_bindings::runtime::blocking::wait;
use cloud_bindings::runtime::testing::Mock;
use cloud_bindings::runtime::{BoxError, Transport};

use cloud_bindings::aws::workspaces_web::{Client, ListSessionsRequest, SessionStatus};

async fn sessions(transport: impl Transport) -> Result<(), BoxError> {
    let client = Client::new(transport);
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
    let page = r#"{"sessions": [{"sessionId": "s-1", "startTime": 1767323045}]}"#;
    match wait(sessions(Mock::new().answer(200, page).answer(200, page))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
