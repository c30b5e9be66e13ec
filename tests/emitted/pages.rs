use ::doc_bindgen_runtime as rt;
/// A client of Pages.
pub struct Client<T = rt::AnyTransport> {
    inner: rt::Client<T>,
}
impl<T> Client<T> {
    /// A client whose requests go wherever the transport takes them.
    pub fn new(transport: T) -> Self {
        Self::with_endpoint(transport, rt::Endpoint::default())
    }
    /// A client of the service at that endpoint.
    pub fn with_endpoint(transport: T, endpoint: rt::Endpoint) -> Self {
        Self {
            inner: rt::Client::new(transport, endpoint),
        }
    }
}
rt::configured!(Client, SERVICE);
impl<T> Clone for Client<T> {
    fn clone(&self) -> Self {
        Self { inner: self.inner.clone() }
    }
}
impl<T> ::core::fmt::Debug for Client<T> {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        self.inner.fmt(f)
    }
}
impl<T: rt::Transport> Client<T> {
    pub fn list_books(
        &self,
        request: ListBooksRequest,
    ) -> rt::Call<T, operation::ListBooks> {
        self.inner.call(&request)
    }
    /// The pages of [`list_books`](Self::list_books).
    pub fn list_books_pages(
        &self,
        request: ListBooksRequest,
    ) -> rt::Pages<T, operation::ListBooks> {
        self.inner.pages(request)
    }
    pub fn list_pieces(
        &self,
        request: ListPiecesRequest,
    ) -> rt::Call<T, operation::ListPieces> {
        self.inner.call(&request)
    }
    /// The pages of [`list_pieces`](Self::list_pieces).
    pub fn list_pieces_pages(
        &self,
        request: ListPiecesRequest,
    ) -> rt::Pages<T, operation::ListPieces> {
        self.inner.pages(request)
    }
    pub fn list_shards(
        &self,
        request: ListShardsRequest,
    ) -> rt::Call<T, operation::ListShards> {
        self.inner.call(&request)
    }
    /// The pages of [`list_shards`](Self::list_shards).
    pub fn list_shards_pages(
        &self,
        request: ListShardsRequest,
    ) -> rt::Pages<T, operation::ListShards> {
        self.inner.pages(request)
    }
    pub fn list_sheets(
        &self,
        request: ListPiecesRequest,
    ) -> rt::Call<T, operation::ListSheets> {
        self.inner.call(&request)
    }
    /// The pages of [`list_sheets`](Self::list_sheets).
    pub fn list_sheets_pages(
        &self,
        request: ListPiecesRequest,
    ) -> rt::Pages<T, operation::ListSheets> {
        self.inner.pages(request)
    }
}
/// What is stated of the service as a whole.
pub const SERVICE: rt::facts::ServiceFacts = rt::facts::ServiceFacts {
    provider: "aws",
    id: "pages",
    protocol: Some(rt::protocol::JSON_1_1),
    target_prefix: Some("Pages"),
    ..rt::facts::ServiceFacts::NONE
};
/// The operations, each a type without values.
pub mod operation {
    use super::rt;
    /// What [`Client::list_books`](super::Client::list_books) calls.
    pub enum ListBooks {}
    impl rt::Operation for ListBooks {
        type Input = super::ListBooksRequest;
        type Output = super::ListBooksResponse;
        type Error = super::Error;
        const FACTS: &'static rt::facts::OperationFacts = &rt::facts::OperationFacts {
            name: "ListBooks",
            service: &super::SERVICE,
            ..rt::facts::OperationFacts::NONE
        };
    }
    impl rt::Paginated for ListBooks {
        type Token = Option<String>;
        #[inline]
        fn token(output: &Self::Output) -> Self::Token {
            output.book_list.as_ref().and_then(|it| it.next_marker.clone())
        }
        #[inline]
        fn has_more(output: &Self::Output) -> Option<bool> {
            output.book_list.as_ref().and_then(|it| it.is_truncated)
        }
        #[inline]
        fn set_token(input: &mut Self::Input, token: Self::Token) {
            input.marker = token;
        }
    }
    impl rt::Listing for ListBooks {
        type Items = Vec<String>;
        #[inline]
        fn items(output: Self::Output) -> Self::Items {
            output.book_list.map(|it| it.items.into()).unwrap_or_default()
        }
    }
    /// What [`Client::list_pieces`](super::Client::list_pieces) calls.
    pub enum ListPieces {}
    impl rt::Operation for ListPieces {
        type Input = super::ListPiecesRequest;
        type Output = super::ListPiecesResponse;
        type Error = super::Error;
        const FACTS: &'static rt::facts::OperationFacts = &rt::facts::OperationFacts {
            name: "ListPieces",
            service: &super::SERVICE,
            ..rt::facts::OperationFacts::NONE
        };
    }
    impl rt::Paginated for ListPieces {
        type Token = Option<i64>;
        #[inline]
        fn token(output: &Self::Output) -> Self::Token {
            output.next.clone()
        }
        #[inline]
        fn has_more(output: &Self::Output) -> Option<bool> {
            output.cut
        }
        #[inline]
        fn set_token(input: &mut Self::Input, token: Self::Token) {
            input.after = token;
        }
        #[inline]
        fn set_limit(input: &mut Self::Input, limit: u32) {
            input.most = Some(i64::from(limit));
        }
    }
    impl rt::Listing for ListPieces {
        type Items = Vec<String>;
        #[inline]
        fn items(output: Self::Output) -> Self::Items {
            output.pieces.into()
        }
    }
    /// What [`Client::list_shards`](super::Client::list_shards) calls.
    pub enum ListShards {}
    impl rt::Operation for ListShards {
        type Input = super::ListShardsRequest;
        type Output = super::ListShardsResponse;
        type Error = super::Error;
        const FACTS: &'static rt::facts::OperationFacts = &rt::facts::OperationFacts {
            name: "ListShards",
            service: &super::SERVICE,
            ..rt::facts::OperationFacts::NONE
        };
    }
    impl rt::Paginated for ListShards {
        type Token = Option<String>;
        #[inline]
        fn token(output: &Self::Output) -> Self::Token {
            output.token.clone()
        }
        #[inline]
        fn has_more(output: &Self::Output) -> Option<bool> {
            output.stream.as_ref().map(|it| &it.page).and_then(|it| it.has_more_shards)
        }
        #[inline]
        fn set_token(input: &mut Self::Input, token: Self::Token) {
            input.token = token;
        }
    }
    impl rt::Listing for ListShards {
        type Items = Vec<String>;
        #[inline]
        fn items(output: Self::Output) -> Self::Items {
            output.shards.into()
        }
    }
    /// What [`Client::list_sheets`](super::Client::list_sheets) calls.
    pub enum ListSheets {}
    impl rt::Operation for ListSheets {
        type Input = super::ListPiecesRequest;
        type Output = super::ListSheetsResponse;
        type Error = super::Error;
        const FACTS: &'static rt::facts::OperationFacts = &rt::facts::OperationFacts {
            name: "ListSheets",
            service: &super::SERVICE,
            ..rt::facts::OperationFacts::NONE
        };
    }
    impl rt::Paginated for ListSheets {
        type Token = Option<i64>;
        #[inline]
        fn token(output: &Self::Output) -> Self::Token {
            output.next.clone()
        }
        #[inline]
        fn set_token(input: &mut Self::Input, token: Self::Token) {
            input.after = token;
        }
    }
    impl rt::Listing for ListSheets {
        type Items = Vec<String>;
        #[inline]
        fn items(output: Self::Output) -> Self::Items {
            output.sheets.into()
        }
    }
}
/// The errors that the service documents.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Error {}
impl rt::ServiceError for Error {
    const ERRORS: &'static [rt::facts::ErrorFacts] = &[];
    #[inline]
    fn blank(index: usize) -> Option<Self> {
        let _ = index;
        None
    }
    #[inline]
    fn value(&self) -> &dyn rt::Value {
        match *self {}
    }
    #[inline]
    fn value_mut(&mut self) -> &mut dyn rt::Value {
        match *self {}
    }
}
#[non_exhaustive]
pub struct BookList {
    pub next_marker: Option<String>,
    pub is_truncated: Option<bool>,
    pub items: rt::List<String>,
}
impl BookList {
    #[inline]
    pub fn new() -> Self {
        Self {
            next_marker: None,
            is_truncated: None,
            items: rt::List::unset(),
        }
    }
    #[inline]
    pub fn next_marker(mut self, value: impl Into<String>) -> Self {
        rt::set(&mut self.next_marker, value);
        self
    }
    #[inline]
    pub fn is_truncated(mut self, value: bool) -> Self {
        self.is_truncated = Some(value);
        self
    }
    #[inline]
    pub fn items(mut self, value: impl Into<rt::List<String>>) -> Self {
        rt::put(&mut self.items, value);
        self
    }
}
impl rt::Value for BookList {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "BookList",
            members: &["NextMarker", "IsTruncated", "Items"],
            fields: "next_marker is_truncated items",
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, index: usize) -> &dyn rt::Value {
        match index {
            0 => &self.next_marker,
            1 => &self.is_truncated,
            _ => &self.items,
        }
    }
    #[inline]
    fn member_mut(&mut self, index: usize) -> &mut dyn rt::Value {
        match index {
            0 => &mut self.next_marker,
            1 => &mut self.is_truncated,
            _ => &mut self.items,
        }
    }
}
#[non_exhaustive]
pub struct ListBooksRequest {
    pub marker: Option<String>,
}
impl ListBooksRequest {
    #[inline]
    pub fn new() -> Self {
        Self { marker: None }
    }
    #[inline]
    pub fn marker(mut self, value: impl Into<String>) -> Self {
        rt::set(&mut self.marker, value);
        self
    }
}
impl rt::Value for ListBooksRequest {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "ListBooksRequest",
            members: &["Marker"],
            fields: "marker",
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, _: usize) -> &dyn rt::Value {
        &self.marker
    }
    #[inline]
    fn member_mut(&mut self, _: usize) -> &mut dyn rt::Value {
        &mut self.marker
    }
}
#[non_exhaustive]
pub struct ListBooksResponse {
    pub book_list: Option<BookList>,
}
impl ListBooksResponse {
    #[inline]
    pub fn new() -> Self {
        Self { book_list: None }
    }
    #[inline]
    pub fn book_list(mut self, value: BookList) -> Self {
        rt::set(&mut self.book_list, value);
        self
    }
}
impl rt::Value for ListBooksResponse {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "ListBooksResponse",
            members: &["BookList"],
            fields: "book_list",
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, _: usize) -> &dyn rt::Value {
        &self.book_list
    }
    #[inline]
    fn member_mut(&mut self, _: usize) -> &mut dyn rt::Value {
        &mut self.book_list
    }
}
#[non_exhaustive]
pub struct ListPiecesRequest {
    pub after: Option<i64>,
    pub most: Option<i64>,
}
impl ListPiecesRequest {
    #[inline]
    pub fn new() -> Self {
        Self { after: None, most: None }
    }
    #[inline]
    pub fn after(mut self, value: i64) -> Self {
        self.after = Some(value);
        self
    }
    #[inline]
    pub fn most(mut self, value: i64) -> Self {
        self.most = Some(value);
        self
    }
}
impl rt::Value for ListPiecesRequest {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "ListPiecesRequest",
            members: &["after", "most"],
            fields: "after most",
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, index: usize) -> &dyn rt::Value {
        match index {
            0 => &self.after,
            _ => &self.most,
        }
    }
    #[inline]
    fn member_mut(&mut self, index: usize) -> &mut dyn rt::Value {
        match index {
            0 => &mut self.after,
            _ => &mut self.most,
        }
    }
}
#[non_exhaustive]
pub struct ListPiecesResponse {
    pub next: Option<i64>,
    pub cut: Option<bool>,
    pub pieces: rt::List<String>,
}
impl ListPiecesResponse {
    #[inline]
    pub fn new() -> Self {
        Self {
            next: None,
            cut: None,
            pieces: rt::List::unset(),
        }
    }
    #[inline]
    pub fn next(mut self, value: i64) -> Self {
        self.next = Some(value);
        self
    }
    #[inline]
    pub fn cut(mut self, value: bool) -> Self {
        self.cut = Some(value);
        self
    }
    #[inline]
    pub fn pieces(mut self, value: impl Into<rt::List<String>>) -> Self {
        rt::put(&mut self.pieces, value);
        self
    }
}
impl rt::Value for ListPiecesResponse {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "ListPiecesResponse",
            members: &["next", "cut", "pieces"],
            fields: "next cut pieces",
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, index: usize) -> &dyn rt::Value {
        match index {
            0 => &self.next,
            1 => &self.cut,
            _ => &self.pieces,
        }
    }
    #[inline]
    fn member_mut(&mut self, index: usize) -> &mut dyn rt::Value {
        match index {
            0 => &mut self.next,
            1 => &mut self.cut,
            _ => &mut self.pieces,
        }
    }
}
#[non_exhaustive]
pub struct ListShardsRequest {
    pub token: Option<String>,
}
impl ListShardsRequest {
    #[inline]
    pub fn new() -> Self {
        Self { token: None }
    }
    #[inline]
    pub fn token(mut self, value: impl Into<String>) -> Self {
        rt::set(&mut self.token, value);
        self
    }
}
impl rt::Value for ListShardsRequest {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "ListShardsRequest",
            members: &["token"],
            fields: "token",
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, _: usize) -> &dyn rt::Value {
        &self.token
    }
    #[inline]
    fn member_mut(&mut self, _: usize) -> &mut dyn rt::Value {
        &mut self.token
    }
}
#[non_exhaustive]
pub struct ListShardsResponse {
    pub token: Option<String>,
    pub shards: rt::List<String>,
    pub stream: Option<Stream>,
}
impl ListShardsResponse {
    #[inline]
    pub fn new() -> Self {
        Self {
            token: None,
            shards: rt::List::unset(),
            stream: None,
        }
    }
    #[inline]
    pub fn token(mut self, value: impl Into<String>) -> Self {
        rt::set(&mut self.token, value);
        self
    }
    #[inline]
    pub fn shards(mut self, value: impl Into<rt::List<String>>) -> Self {
        rt::put(&mut self.shards, value);
        self
    }
    #[inline]
    pub fn stream(mut self, value: Stream) -> Self {
        rt::set(&mut self.stream, value);
        self
    }
}
impl rt::Value for ListShardsResponse {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "ListShardsResponse",
            members: &["token", "shards", "stream"],
            fields: "token shards stream",
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, index: usize) -> &dyn rt::Value {
        match index {
            0 => &self.token,
            1 => &self.shards,
            _ => &self.stream,
        }
    }
    #[inline]
    fn member_mut(&mut self, index: usize) -> &mut dyn rt::Value {
        match index {
            0 => &mut self.token,
            1 => &mut self.shards,
            _ => &mut self.stream,
        }
    }
}
#[non_exhaustive]
pub struct ListSheetsResponse {
    pub next: Option<i64>,
    pub sheets: rt::List<String>,
}
impl ListSheetsResponse {
    #[inline]
    pub fn new() -> Self {
        Self {
            next: None,
            sheets: rt::List::unset(),
        }
    }
    #[inline]
    pub fn next(mut self, value: i64) -> Self {
        self.next = Some(value);
        self
    }
    #[inline]
    pub fn sheets(mut self, value: impl Into<rt::List<String>>) -> Self {
        rt::put(&mut self.sheets, value);
        self
    }
}
impl rt::Value for ListSheetsResponse {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "ListSheetsResponse",
            members: &["next", "sheets"],
            fields: "next sheets",
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, index: usize) -> &dyn rt::Value {
        match index {
            0 => &self.next,
            _ => &self.sheets,
        }
    }
    #[inline]
    fn member_mut(&mut self, index: usize) -> &mut dyn rt::Value {
        match index {
            0 => &mut self.next,
            _ => &mut self.sheets,
        }
    }
}
#[non_exhaustive]
pub struct Page {
    pub has_more_shards: Option<bool>,
}
impl Page {
    #[inline]
    pub fn new() -> Self {
        Self { has_more_shards: None }
    }
    #[inline]
    pub fn has_more_shards(mut self, value: bool) -> Self {
        self.has_more_shards = Some(value);
        self
    }
}
impl rt::Value for Page {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "Page",
            members: &["hasMoreShards"],
            fields: "has_more_shards",
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, _: usize) -> &dyn rt::Value {
        &self.has_more_shards
    }
    #[inline]
    fn member_mut(&mut self, _: usize) -> &mut dyn rt::Value {
        &mut self.has_more_shards
    }
}
#[non_exhaustive]
pub struct Stream {
    pub page: Page,
}
impl Stream {
    #[inline]
    pub fn new(page: Page) -> Self {
        Self { page: page }
    }
}
impl rt::Value for Stream {
    #[inline]
    fn blank() -> Self {
        Self::new(rt::blank::<Page>())
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "Stream",
            members: &["page"],
            fields: "page",
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, _: usize) -> &dyn rt::Value {
        &self.page
    }
    #[inline]
    fn member_mut(&mut self, _: usize) -> &mut dyn rt::Value {
        &mut self.page
    }
}
rt::records! {
    BookList ListBooksRequest ListBooksResponse ListPiecesRequest ListPiecesResponse
    ListShardsRequest ListShardsResponse ListSheetsResponse Page Stream
}
rt::defaults! {
    BookList ListBooksRequest ListBooksResponse ListPiecesRequest ListPiecesResponse
    ListShardsRequest ListShardsResponse ListSheetsResponse Page
}
