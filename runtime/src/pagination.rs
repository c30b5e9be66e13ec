//! Pages of results, and what they list.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use crate::{
    Call, Client, Error, ErrorKind, Failure, List, Listing, Map, Operation, OperationResult,
    Paginated, Transport,
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

/// A number is an offset or a marker. Zero is where the first page begins, so no page follows that
/// begins there: S3 answers with it on the last one.
impl Token for i64 {
    fn is_end(&self) -> bool {
        *self == 0
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
/// It ends with the page that says that it is the last, or where no page says so, with the one that
/// gives no token or an empty one (zero, where tokens are numbers), and after the first error.
///
/// A token that has been there before would go round for ever. It is an error of the kind
/// [`Pagination`](crate::ErrorKind::Pagination) after the page that gives it, as is a page that says
/// that there are more and gives no token.
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
    seen: Circles<O::Token>,
    /// Why there is no next page, though there should be one: told after this one.
    failure: Option<Failure>,
    call: Option<Call<T, O>>,
}

impl<T: Transport, O: Paginated> Pages<T, O> {
    pub(crate) fn new(client: Client<T>, input: O::Input) -> Self {
        Pages { client, input: Some(input), seen: Circles::default(), failure: None, call: None }
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
        if let Some(failure) = self.failure.take() {
            return Poll::Ready(Some(Err(failure.into())));
        }
        let Some(input) = &self.input else { return Poll::Ready(None) };
        let call = self.call.get_or_insert_with(|| self.client.call(input));
        let result = ready!(Pin::new(call).poll(cx));
        self.call = None;
        let next = result.as_ref().map_or(Ok(None), |output| self.after(output));
        match (next, &mut self.input) {
            (Ok(Some(token)), Some(input)) => O::set_token(input, token),
            (Ok(_), _) => self.input = None,
            (Err(message), _) => {
                let message = format!("{}: {message}", O::FACTS.name);
                self.failure = Some(Failure::new(ErrorKind::Pagination).with_message(message));
                self.input = None;
            }
        }
        Poll::Ready(Some(result))
    }

    /// The token of the page after that one, if there is one; an error says why it cannot be had.
    fn after(&mut self, output: &O::Output) -> Result<Option<O::Token>, &'static str> {
        let has_more = O::has_more(output);
        if has_more == Some(false) {
            return Ok(None);
        }
        let token = O::token(output);
        match (token.is_end(), has_more) {
            (true, Some(true)) => Err("there are more pages, but no token to ask for them with"),
            (true, _) => Ok(None),
            (false, _) if self.seen.is_new(&token) => Ok(Some(token)),
            (false, _) => Err("the pages go round: a token came that had been there before"),
        }
    }
}

/// The tokens that were there, as many as it takes to notice that they go round.
///
/// The latest are kept, so a circle is noticed when it closes. One of more tokens than are kept is
/// noticed by another that stands still ever longer while they pass by (Brent's way), so no circle
/// is too long to be noticed, and what is kept does not grow.
#[derive(Debug)]
pub struct Circles<T> {
    latest: VecDeque<T>,
    still: Option<T>,
    /// How many tokens came since it stands still, and after how many it is replaced.
    passed: u64,
    patience: u64,
}

/// How many of the latest tokens are kept.
const KEPT: usize = 64;

impl<T> Default for Circles<T> {
    fn default() -> Self {
        Circles { latest: VecDeque::new(), still: None, passed: 0, patience: 1 }
    }
}

impl<T: PartialEq + Clone> Circles<T> {
    /// Notes a token. Says whether it has not been there before, as far as is known.
    pub fn is_new(&mut self, token: &T) -> bool {
        if self.latest.contains(token) || self.still.as_ref() == Some(token) {
            return false;
        }
        if self.latest.len() == KEPT {
            self.latest.pop_front();
        }
        self.latest.push_back(token.clone());
        self.passed += 1;
        if self.passed >= self.patience {
            self.still = Some(token.clone());
            self.passed = 0;
            self.patience = self.patience.saturating_mul(2);
        }
        true
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
        assert!(is_end(Some(0_i64)));
        assert!(is_end((None::<String>, Some(String::new()))));
    }

    #[test]
    fn tokens_that_go_on() {
        assert!(!is_end(Some(String::from("a"))));
        assert!(!is_end(Some(1_i64)));
        assert!(!is_end(true));
        assert!(!is_end(BTreeMap::from([(String::from("key"), 1)])));
        assert!(!is_end((None::<String>, Some(String::from("a")), None::<i64>)));
    }
    /// After how many tokens it is noticed that they go round, and how many are kept by then.
    fn noticed(lead: u64, circle: u64) -> (u64, usize) {
        let mut seen = Circles::default();
        for count in 0.. {
            let token = if count < lead { count } else { lead + (count - lead) % circle };
            if !seen.is_new(&Some(i64::try_from(token).unwrap() + 1)) {
                return (count, seen.latest.len());
            }
        }
        unreachable!("it is noticed, or the test goes on for ever")
    }

    #[test]
    fn circles_are_noticed() {
        for lead in [0, 1, 2, 63, 1000] {
            for circle in [1, 2, 3, 64] {
                // When they close.
                assert_eq!(noticed(lead, circle).0, lead + circle, "{lead} {circle}");
            }
            for circle in [65, 100, 1000, 100_000] {
                let (count, kept) = noticed(lead, circle);
                assert!(count >= lead + circle && count <= 3 * (lead + circle), "{lead} {circle}");
                assert_eq!(kept, KEPT);
            }
        }
    }
}
