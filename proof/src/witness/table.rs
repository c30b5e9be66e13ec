//! Code that uses the library of the rules' examples.

/// What breaks: the rule, the error that the code ends with, and the code.
pub const BREAKS: &[(&str, &str, &str)] = &[
    ("service-removed", "E0425", "type Client<T> = api::Client<T>;"),
    // Operations.
    (
        "operation-removed",
        "E0599",
        "fn go<T: rt::Transport>(client: &api::Client<T>) { let _ = client.ping(); }",
    ),
    (
        "operation-renamed",
        "E0599",
        "fn go<T: rt::Transport>(client: &api::Client<T>, request: api::ListBooksRequest) {
            let _ = client.list_books(request);
        }",
    ),
    (
        "method-renamed",
        "E0599",
        "fn go<T: rt::Transport>(client: &api::Client<T>) { let _ = client.ping(); }",
    ),
    (
        "operation-input-added",
        "E0061",
        "fn go<T: rt::Transport>(client: &api::Client<T>) { let _ = client.ping(); }",
    ),
    (
        "operation-required-input-added",
        "E0061",
        "fn go<T: rt::Transport>(client: &api::Client<T>) { let _ = client.ping(); }",
    ),
    (
        "operation-input-removed",
        "E0061",
        "fn go<T: rt::Transport>(client: &api::Client<T>) {
            let _ = client.watch(api::WatchRequest::new().all(true));
        }",
    ),
    (
        "operation-output-added",
        "E0308",
        "async fn go<T: rt::Transport>(client: &api::Client<T>) {
            let () = client.ping().await.ok().unwrap();
        }",
    ),
    (
        "operation-output-removed",
        "E0609",
        "async fn go<T: rt::Transport>(client: &api::Client<T>) {
            let _ = client.watch(api::WatchRequest::new()).await.ok().unwrap().events;
        }",
    ),
    (
        "error-removed",
        "E0599",
        "fn go(error: api::Error) -> bool { matches!(error, api::Error::Worn(_)) }",
    ),
    // Pagination and waiters.
    (
        "pagination-removed",
        "E0599",
        "fn go<T: rt::Transport>(client: &api::Client<T>) {
            let _ = client.list_books_pages(api::ListBooksRequest::new());
        }",
    ),
    (
        "pagination-tokens-no-longer-stated",
        "E0599",
        "fn go<T: rt::Transport>(client: &api::Client<T>) {
            let _ = client.list_books_pages(api::ListBooksRequest::new());
        }",
    ),
    (
        "pagination-token-type-changed",
        "E0308",
        "fn go(page: &api::ListBooksResponse) -> Option<String> {
            <api::operation::ListBooks as rt::Paginated>::token(page)
        }",
    ),
    (
        "pagination-items-no-longer-stated",
        "E0277",
        "fn go(page: api::ListBooksResponse) -> Vec<api::Book> {
            <api::operation::ListBooks as rt::Listing>::items(page)
        }",
    ),
    (
        "pagination-items-changed",
        "E0308",
        "fn go(page: api::ListBooksResponse) -> Vec<api::Book> {
            <api::operation::ListBooks as rt::Listing>::items(page)
        }",
    ),
    (
        "waiter-removed",
        "E0599",
        "fn go<T: rt::Transport, S: rt::Sleep>(client: &api::Client<T>, sleep: S) {
            let _ = client.wait_pinged(sleep);
        }",
    ),
    (
        "waiter-renamed",
        "E0599",
        "fn go<T: rt::Transport, S: rt::Sleep>(client: &api::Client<T>, sleep: S) {
            let _ = client.wait_returned(api::GetBookRequest::new(\"id\", 1984), sleep);
        }",
    ),
    (
        "waiter-operation-changed",
        "E0061",
        "fn go<T: rt::Transport, S: rt::Sleep>(client: &api::Client<T>, sleep: S) {
            let _ = client.wait_returned(api::GetBookRequest::new(\"id\", 1984), sleep);
        }",
    ),
    // Shapes.
    ("shape-renamed", "E0425", "fn go(_: api::Medium) {}"),
    (
        "type-name-changed",
        "E0308",
        "fn go(event: api::Event) -> Option<api::Lent> {
            match event {
                api::Event::Returned(lent) => Some(lent),
                _ => None,
            }
        }",
    ),
    (
        "shape-kind-changed",
        "E0618",
        "fn go() -> api::Search { api::Search::Text(\"word\".to_owned()) }",
    ),
    ("shape-became-union", "E0599", "fn go() -> api::Lent { api::Lent::new() }"),
    (
        "shape-no-longer-union",
        "E0599",
        "fn go() -> api::Search { api::Search::Text(\"word\".to_owned()) }",
    ),
    // Members.
    (
        "request-required-member-added",
        "E0061",
        "fn go() -> api::ListBooksRequest { api::ListBooksRequest::new() }",
    ),
    (
        "request-required-member-with-default-added",
        "E0061",
        "fn go() -> api::ListBooksRequest { api::ListBooksRequest::new() }",
    ),
    (
        "response-required-member-added",
        "E0061",
        "fn go() -> api::ListBooksResponse { api::ListBooksResponse::new() }",
    ),
    (
        "request-member-removed",
        "E0599",
        "fn go() -> api::ListBooksRequest { api::ListBooksRequest::new().since(\"today\") }",
    ),
    (
        "response-member-removed",
        "E0609",
        "fn go(page: api::ListBooksResponse) { let _ = page.total; }",
    ),
    ("member-renamed", "E0609", "fn go(book: api::Book) { let _ = book.author; }"),
    ("member-renamed-in-rust", "E0609", "fn go(book: api::Book) { let _ = book.author; }"),
    (
        "request-member-became-required",
        "E0061",
        "fn go() -> api::ListBooksRequest { api::ListBooksRequest::new() }",
    ),
    (
        "request-member-became-required-with-default",
        "E0061",
        "fn go() -> api::GetBookRequest { api::GetBookRequest::new(\"id\", 1984) }",
    ),
    (
        "requiredness-stated",
        "E0061",
        "fn go() -> api::ListBooksRequest { api::ListBooksRequest::new() }",
    ),
    (
        "requiredness-no-longer-stated",
        "E0061",
        "fn go() -> api::ListBooksRequest { api::ListBooksRequest::new(\"today\") }",
    ),
    (
        "request-member-became-optional",
        "E0061",
        "fn go() -> api::GetBookRequest { api::GetBookRequest::new(\"id\", 1984) }",
    ),
    (
        "response-member-became-required",
        "E0308",
        "fn go(page: api::ListBooksResponse) -> Option<i64> { page.total }",
    ),
    (
        "response-member-became-optional",
        "E0308",
        "fn go(response: api::GetBookResponse) -> api::Book { response.book }",
    ),
    ("argument-added", "E0061", "fn go() -> api::Lent { api::Lent::new() }"),
    ("argument-removed", "E0061", "fn go() -> api::Lent { api::Lent::new(\"me\") }"),
    (
        "required-members-reordered",
        "E0308",
        "fn go() -> api::GetBookRequest { api::GetBookRequest::new(String::from(\"id\"), 1984) }",
    ),
    // Types.
    ("type-changed", "E0308", "fn go(book: api::Book) -> Option<String> { book.author }"),
    ("float-width-changed", "E0308", "fn go(book: api::Book) -> Option<f32> { book.weight }"),
    (
        "request-type-widened",
        "E0308",
        "fn go(request: api::GetBookRequest) -> Option<i64> { request.edition }",
    ),
    (
        "request-type-narrowed",
        "E0308",
        "fn go(request: api::GetBookRequest) -> Option<f64> { request.edition }",
    ),
    (
        "response-type-widened",
        "E0308",
        "fn go(page: api::ListBooksResponse) -> Option<i64> { page.total }",
    ),
    (
        "response-type-narrowed",
        "E0308",
        "fn go(page: api::ListBooksResponse) -> Option<rt::Document> { page.total }",
    ),
    ("string-became-enum", "E0308", "fn go(book: api::Book) -> Option<String> { book.author }"),
    (
        "enum-became-string",
        "E0308",
        "fn go(book: api::Book) -> Option<api::Language> { book.language }",
    ),
    ("rust-type-changed", "E0308", "fn go(lent: api::Lent) -> Option<api::Book> { lent.book }"),
    (
        "rust-item-gone",
        "E0599",
        "fn go<T: rt::Transport>(client: &api::Client<T>) {
            let _ = client.list_books_pages(api::ListBooksRequest::new());
        }",
    ),
    ("type-gone", "E0425", "fn go(_: api::Yard) {}"),
    ("rust-name-changed", "E0599", "fn go() -> api::Language { api::Language::De_ }"),
    // Enums, unions, events.
    ("request-enum-value-removed", "E0599", "fn go() -> api::Format { api::Format::Text }"),
    ("response-enum-value-removed", "E0599", "fn go() -> api::Language { api::Language::En }"),
    (
        "request-union-member-removed",
        "E0599",
        "fn go() -> api::Search { api::Search::Word(\"word\".to_owned()) }",
    ),
    (
        "response-union-member-removed",
        "E0599",
        "fn go(medium: &api::Medium) -> bool { matches!(medium, api::Medium::Screen(_)) }",
    ),
    (
        "event-removed",
        "E0599",
        "fn go(event: &api::Event) -> bool { matches!(event, api::Event::Returned(_)) }",
    ),
];

/// Code that uses everything that the library of the examples gives its users, in the ways they are
/// told to. No safe change may break any of it.
pub const USER: &str = r#"
async fn calls<T: rt::Transport, S: rt::Sleep>(client: &api::Client<T>, sleep: S) {
    let request = api::GetBookRequest::new("id", 1984)
        .edition(2)
        .format(api::Format::Pdf)
        .search(api::Search::Text("whale".to_owned()))
        .seen(rt::Timestamp::default())
        .token("once");
    let answer: Option<api::GetBookResponse> = client.get_book(request.clone()).await.ok();
    let api::GetBookResponse { book, format, notes, .. } = answer.unwrap();
    let (_, _): (api::Book, Option<String>) = (book, format);
    let _: Vec<String> = notes.into();
    let _ = client.wait_returned(request, sleep);
    let () = client.ping().await.ok().unwrap();
    let watched = client.watch(api::WatchRequest::new().all(true)).await.ok().unwrap();
    let _ = watched.events;
    let mut listing = api::ListBooksRequest::default();
    listing.limit = Some(3);
    listing.since = Some("today".to_owned());
    listing.token = None;
    let page = client.list_books(listing).await.ok().unwrap();
    for book in &page.books {
        read(book);
    }
    let _: (Option<String>, Option<String>, Option<i64>) = (page.next, page.token, page.total);
}

fn read(book: &api::Book) -> &str {
    let api::Book { author, language, medium, title, .. } = book;
    let _: (&Option<String>, &Option<String>) = (author, title);
    match medium {
        Some(api::Medium::Paper(text) | api::Medium::Screen(text)) => return text,
        Some(api::Medium::Unknown(member)) => drop(member.clone()),
        _ => {}
    }
    match language {
        Some(api::Language::De) => "de",
        Some(api::Language::En) => "en",
        Some(api::Language::Unknown(text)) => text,
        Some(other) => other.as_str(),
        None => "",
    }
}

fn events(event: api::Event) -> Option<api::Book> {
    match event {
        api::Event::Given(api::Given { book, by, .. }) => book,
        api::Event::Lent(lent) | api::Event::Returned(lent) => lent.book,
        api::Event::Unknown(_) => None,
        _ => None,
    }
}

fn fails(error: &api::Error) -> bool {
    matches!(error, api::Error::Lost(api::Lost { .. }))
}

fn standard() {
    let book = api::Book::new().author("Melville").language(api::Language::En).title("Moby-Dick");
    let same = book.clone();
    assert!(book == same && format!("{book:?}") == format!("{same:?}"));
    let search = api::Search::Word("whale".to_owned());
    assert_eq!(search.clone(), search);
    let values: &[&str] = api::Format::VALUES;
    let mut set = std::collections::HashSet::new();
    set.insert(api::Format::Text);
    let from_text: api::Format = "pdf".into();
    fn serde<V: rt::serde_core::Serialize + for<'de> rt::serde_core::Deserialize<'de>>(_: &V) {}
    serde(&book);
    serde(&search);
    serde(&from_text);
}
"#;
