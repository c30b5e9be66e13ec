//! The spec in which the example of each rule changes one thing.

/// The spec in which the examples of the rules change one thing.
pub const EXAMPLE: &str = "\
format: 1
provider: aws
service: library
title: Library
client: Library
version: \"2020-01-01\"
documentation: Lends books.
protocol:
  name: json-1.0
  target_prefix: Library_1
  endpoint_prefix: library
  signing_name: library
  service_id: Library
  auth: [bearer]
  xml_namespace: library
  endpoints: [{host: library.test}]
operations:
  GetBook:
    method: get_book
    documentation: Gets a book.
    input: GetBookRequest
    output: GetBookResponse
    errors: [Lost]
    http: {method: GET, path: \"/books/{id}\", status: 200}
  ListBooks:
    method: list_books
    input: ListBooksRequest
    output: ListBooksResponse
    pagination:
      input_token: [token]
      output_token: [token]
      limit: limit
      items: [books]
      more_results: more
  Ping:
    method: ping
  Watch:
    method: watch
    input: WatchRequest
    output: WatchResponse
    auth: [sigv4]
waiters:
  Returned: {operation: GetBook, delay: 5, max_attempts: 10, acceptors: [{state: success, matcher: status, expected: \"200\"}]}
shapes:
  Book:
    type: structure
    documentation: A book.
    members:
      author: {type: string}
      language: {type: Language}
      medium: {type: Medium}
      title: {type: string, documentation: Its title.}
      weight: {type: float}
  Event:
    type: eventstream
    members:
      given: {type: Given}
      lent: {type: Lent}
      returned: {type: Lent}
  GetBookRequest:
    type: structure
    members:
      id: {type: string, required: true, location: path, length: {max: 9}}
      year: {type: integer, required: true}
      edition: {type: integer, range: {min: 1}}
      format: {type: Format, location: query}
      search: {type: Search}
      seen: {type: timestamp, timestamp_format: date-time}
      token: {type: string, idempotency_token: true, default: x, pattern: '[a-z]+'}
  GetBookResponse:
    type: structure
    members:
      book: {type: Book, required: true}
      format: {type: string, length: {max: 9}}
      notes: {type: list<string>}
  Format: {type: enum, values: [pdf, text]}
  Given: {type: structure, members: {book: {type: Book}, by: {type: string}}}
  Language: {type: enum, values: [de, en]}
  Lent: {type: structure, members: {book: {type: Book}, by: {type: string}}}
  ListBooksRequest:
    type: structure
    members:
      limit: {type: integer}
      since: {type: string}
      token: {type: string}
  ListBooksResponse:
    type: structure
    members:
      books: {type: list<Book>}
      full: {type: boolean}
      later: {type: list<Book>}
      more: {type: boolean}
      names: {type: list<string>, element: {wire: name}}
      next: {type: string}
      token: {type: string}
      total: {type: integer}
  Lost: {type: error, status: 404, code: NotThere, retryable: transient, members: {}}
  Medium:
    type: union
    members:
      paper: {type: string}
      screen: {type: string}
  Search:
    type: union
    members:
      text: {type: string}
      word: {type: string}
  WatchRequest: {type: structure, members: {all: {type: boolean}}}
  WatchResponse: {type: structure, members: {events: {type: Event}}}
";
