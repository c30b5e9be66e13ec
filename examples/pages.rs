//! Pages of results: one after the other, as a `Stream`, or as an iterator on this thread.

use std::pin::Pin;
use std::process::ExitCode;

use cloud_bindings::aws::workspaces_web::{Client, ListSessionsRequest};
use cloud_bindings::runtime::blocking::{iter, wait};
use cloud_bindings::runtime::testing::Mock;
use cloud_bindings::runtime::{BoxError, Stream, Transport};

/// Page by page, at most `limit` sessions each. It ends by itself: tokens are the runtime's affair.
async fn by_page<T: Transport>(client: &Client<T>, limit: u32) -> Result<usize, BoxError> {
    let mut pages = client.list_sessions_pages(ListSessionsRequest::new("portal-id")).limit(limit);
    let mut count = 0;
    while let Some(page) = pages.next().await {
        count += page?.sessions.len();
    }
    Ok(count)
}

/// All sessions, whatever page they are on. `Stream` is that of `futures`, so its combinators work.
async fn by_item<T: Transport>(client: &Client<T>) -> Result<Vec<String>, BoxError> {
    let mut items = client.list_sessions_pages(ListSessionsRequest::new("portal-id")).items();
    let mut ids = Vec::new();
    while let Some(session) = std::future::poll_fn(|cx| Pin::new(&mut items).poll_next(cx)).await {
        ids.extend(session?.session_id);
    }
    Ok(ids)
}

/// Without an async runtime.
fn by_iterator<T: Transport>(client: &Client<T>) -> Result<Vec<String>, BoxError> {
    let pages = client.list_sessions_pages(ListSessionsRequest::new("portal-id"));
    let ids = iter(pages.items()).filter_map(|it| it.map(|session| session.session_id).transpose());
    Ok(ids.collect::<Result<_, _>>()?)
}

/// A transport without a network, which has two pages to give.
fn transport() -> Mock {
    Mock::new()
        .answer(200, r#"{"sessions": [{"sessionId": "s-1"}], "nextToken": "2"}"#)
        .answer(200, r#"{"sessions": [{"sessionId": "s-2"}]}"#)
}

fn run() -> Result<(), BoxError> {
    println!("{} sessions", wait(by_page(&Client::new(transport()), 100))?);
    println!("{:?}", wait(by_item(&Client::new(transport())))?);
    println!("{:?}", by_iterator(&Client::new(transport()))?);
    Ok(())
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
