//! Pages of results, and what they list.

use std::collections::BTreeMap;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use crate::{
    Call, Client, Error, List, Listing, Map, Operation, OperationResult, Paginated, Transport,
};

/// What stands for the next page of results.
pub trait Token: PartialEq + Clone {
    /// There is no next page.
    fn is_end(&self) -> bool;
}

impl<T: Token> Token for Option<T> {
    fn is_end(&self) -> bool {
        self.as_ref().is_none_or(Token::is_end)
    }
}

impl Token for String {
    fn is_end(&self) -> bool {
        self.is_empty()
    }
}

/// A number is an offset or a marker, and none of them means that nothing follows.
impl Token for i64 {
    fn is_end(&self) -> bool {
        false
    }
}

/// `false` says that nothing follows.
impl Token for bool {
    fn is_end(&self) -> bool {
        !self
    }
}

impl<T: PartialEq + Clone> Token for Vec<T> {
    fn is_end(&self) -> bool {
        self.is_empty()
    }
}

impl<K: PartialEq + Clone, V: PartialEq + Clone> Token for BTreeMap<K, V> {
    fn is_end(&self) -> bool {
        self.is_empty()
    }
}

impl<T: PartialEq + Clone + 'static> Token for List<T> {
    fn is_end(&self) -> bool {
        self.is_empty()
    }
}

impl<K: PartialEq + Clone + 'static, V: PartialEq + Clone + 'static> Token for Map<K, V> {
    fn is_end(&self) -> bool {
        self.is_empty()
    }
}

macro_rules! tuples {
    ($(($($name:ident $index:tt),+))+) => {$(
        /// There is a next page as long as one of them says so.
        impl<$($name: Token),+> Token for ($($name,)+) {
            fn is_end(&self) -> bool {
                $(self.$index.is_end())&&+
            }
        }
    )+};
}

tuples! {
    (A 0)
    (A 0, B 1)
    (A 0, B 1, C 2)
    (A 0, B 1, C 2, D 3)
}

/// The pages of an operation's results, one call each: a [`Stream`] of outputs.
///
/// It ends with the page that gives no token, an empty one, or the token it was asked with, and
/// after the first error.
///
/// ```
/// # mod service { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/service/mod.rs")); }
/// # use service::{Client, ListSessionsRequest};
/// # let transport = doc_bindgen_runtime::testing::Mock::new().answer(200, "a");
/// # doc_bindgen_runtime::blocking::wait(async {
/// let client = Client::new(transport);
/// let pages = client.list_sessions_pages(ListSessionsRequest::default());
/// let mut sessions = pages.limit(100).items();
/// while let Some(session) = sessions.next().await {
///     println!("{}", session?);
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(()) }).unwrap();
/// ```
#[must_use = "pages are asked for when they are polled"]
pub struct Pages<T: Transport, O: Paginated> {
    client: Client<T>,
    /// What to ask for next; `None` at the end.
    input: Option<O::Input>,
    token: Option<O::Token>,
    call: Option<Call<T, O>>,
}

impl<T: Transport, O: Paginated> Pages<T, O> {
    pub(crate) fn new(client: Client<T>, input: O::Input) -> Self {
        Pages { client, input: Some(input), token: None, call: None }
    }

    /// Limits the number of entries of each page.
    pub fn limit(mut self, limit: u32) -> Self {
        if let Some(input) = &mut self.input {
            O::set_limit(input, limit);
        }
        self
    }

    /// What the pages list, one after the other.
    pub fn items(self) -> Items<T, O>
    where
        O: Listing,
    {
        Items { pages: self, page: None }
    }

    /// The next page.
    pub async fn next(&mut self) -> Option<OperationResult<O>> {
        std::future::poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    fn poll_page(&mut self, cx: &mut Context<'_>) -> Poll<Option<OperationResult<O>>> {
        let Some(input) = &self.input else { return Poll::Ready(None) };
        let call = self.call.get_or_insert_with(|| self.client.call(input));
        let result = ready!(Pin::new(call).poll(cx));
        self.call = None;
        match &result {
            Ok(output) => {
                let token = O::token(output);
                if token.is_end() || self.token.as_ref() == Some(&token) {
                    self.input = None;
                } else if let Some(input) = &mut self.input {
                    O::set_token(input, token.clone());
                    self.token = Some(token);
                }
            }
            Err(_) => self.input = None,
        }
        Poll::Ready(Some(result))
    }
}

// Nothing in it is pinned in place: a call is `Unpin`.
impl<T: Transport, O: Paginated> Unpin for Pages<T, O> {}

impl<T: Transport, O: Paginated> Stream for Pages<T, O> {
    type Item = OperationResult<O>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_page(cx)
    }
}

impl<T: Transport, O: Paginated> fmt::Debug for Pages<T, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pages").field(&O::FACTS.name).finish()
    }
}

/// What the pages of an operation list, one after the other: a [`Stream`].
#[must_use = "items are asked for when they are polled"]
pub struct Items<T: Transport, O: Listing> {
    pages: Pages<T, O>,
    page: Option<<O::Items as IntoIterator>::IntoIter>,
}

/// An item of a [`Listing`].
type Item<O> = <<O as Listing>::Items as IntoIterator>::Item;

impl<T: Transport, O: Listing> Items<T, O> {
    /// The next item.
    pub async fn next(&mut self) -> Option<Result<Item<O>, Error<<O as Operation>::Error>>> {
        std::future::poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }
}

// As for `Pages`: nothing in it is pinned in place.
impl<T: Transport, O: Listing> Unpin for Items<T, O> {}

impl<T: Transport, O: Listing> Stream for Items<T, O> {
    type Item = Result<Item<O>, Error<<O as Operation>::Error>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.page.as_mut().and_then(Iterator::next) {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll_page(cx)) {
                Some(Ok(output)) => self.page = Some(O::items(output).into_iter()),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<T: Transport, O: Listing> fmt::Debug for Items<T, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Items").field(&O::FACTS.name).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_end(token: impl Token) -> bool {
        token.is_end()
    }

    #[test]
    fn tokens_that_end() {
        assert!(is_end(None::<String>));
        assert!(is_end(Some(String::new())));
        assert!(is_end(Some(BTreeMap::<String, i64>::new())));
        assert!(is_end(Some(false)));
        assert!(is_end((None::<String>, Some(String::new()))));
    }

    #[test]
    fn tokens_that_go_on() {
        assert!(!is_end(Some(String::from("a"))));
        assert!(!is_end(Some(0_i64)));
        assert!(!is_end(true));
        assert!(!is_end(BTreeMap::from([(String::from("key"), 1)])));
        assert!(!is_end((None::<String>, Some(String::from("a")), None::<i64>)));
    }
}
