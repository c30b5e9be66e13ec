//! The table of rules.
//!
//! Two verdicts for each, since they differ: adding an optional member to a request breaks nobody,
//! making a required one optional breaks Rust code alone, an http path breaks every caller and no
//! code. Each row has an example, and the tests hold the row against it.

use super::facts::FACTS;
use super::flags::FLAGS;
use super::rule::Action::{Added, Changed, Removed, Renamed};
use super::rule::Direction::{Both, Neither, Request, Response};
use super::rule::Verdict::{Breaks, Risk, Safe};
use super::rule::{Kind, Rule};

/// Every rule, in the order of the table: those that are written out here, then those of
/// [flags](super::flags) and of [facts](super::facts).
pub static RULES: &[&Rule] = &joined::<{ WRITTEN.len() + FLAGS.len() + FACTS.len() }>();

const fn joined<const ALL: usize>() -> [&'static Rule; ALL] {
    let tables = [WRITTEN, FLAGS, FACTS];
    let mut all = [WRITTEN[0]; ALL];
    let (mut table, mut index) = (0, 0);
    while table < tables.len() {
        let mut row = 0;
        while row < tables[table].len() {
            all[index] = tables[table][row];
            (row, index) = (row + 1, index + 1);
        }
        table += 1;
    }
    all
}

macro_rules! rules {
    ($(
        $name:ident $id:literal $direction:ident $kind:ident $action:ident
        $wire:ident $rust:ident $sentence:literal $($from:literal => $to:literal),*;
    )*) => {
        $(
            pub(super) static $name: Rule = Rule {
                id: $id,
                direction: $direction,
                kind: Kind::$kind,
                action: $action,
                wire: $wire,
                rust: $rust,
                sentence: $sentence,
                example: &[$(($from, $to)),*],
            };
        )*
        const WRITTEN: &[&Rule] = &[$(&$name),*];
    };
}

rules! {
    // The service. That a service is there or not shows only between folders of specs.
    SERVICE_ADDED "service-added" Neither Service Added Safe Safe
        "the service is new";
    SERVICE_REMOVED "service-removed" Both Service Removed Breaks Breaks
        "the service is gone";

    // Operations.
    OPERATION_ADDED "operation-added" Neither Operation Added Safe Safe
        "the operation {} is new" "  Ping:" => "  Pong:\n    method: pong\n  Ping:";
    OPERATION_REMOVED "operation-removed" Both Operation Removed Breaks Breaks
        "the operation {} is gone" "  Ping:\n    method: ping\n" => "";
    OPERATION_RENAMED "operation-renamed" Both Name Renamed Breaks Breaks
        "the operation {old} is called {new} now"
        "  ListBooks:\n    method: list_books" => "  ListAllBooks:\n    method: list_all_books";
    METHOD_RENAMED "method-renamed" Neither Name Renamed Safe Breaks
        "the method of {} was {old} and is {new}" "method: ping" => "method: ping_it";
    OPERATION_DEPRECATED "operation-deprecated" Neither Operation Changed Safe Safe
        "the operation {} is deprecated now"
        "method: ping" => "method: ping\n    deprecated: true";
    OPERATION_NOT_DEPRECATED "operation-no-longer-deprecated" Neither Operation Changed Safe Safe
        "the operation {} is not deprecated any more" "method: ping\n    deprecated: true" => "method: ping";
    INPUT_ADDED "operation-input-added" Request Operation Added Safe Breaks
        "the operation {} takes something now: {new}"
        "method: ping" => "method: ping\n    input: WatchRequest";
    REQUIRED_INPUT_ADDED "operation-required-input-added" Request Operation Added Breaks Breaks
        "the operation {} must be given something now: {new}"
        "method: ping" => "method: ping\n    input: GetBookRequest";
    INPUT_REMOVED "operation-input-removed" Request Operation Removed Breaks Breaks
        "the operation {} takes nothing any more" "    input: WatchRequest\n" => "";
    OUTPUT_ADDED "operation-output-added" Response Operation Added Safe Breaks
        "the operation {} returns something now: {new}"
        "method: ping" => "method: ping\n    output: WatchResponse";
    OUTPUT_REMOVED "operation-output-removed" Response Operation Removed Breaks Breaks
        "the operation {} returns nothing any more" "    output: WatchResponse\n" => "";

    // Errors. Callers have to deal with errors that they do not know, so a new one breaks nobody.
    OPERATION_ERROR_ADDED "operation-error-added" Response Error Added Safe Safe
        "the operation {} can fail with {new}"
        "method: ping" => "method: ping\n    errors: [Lost]";
    OPERATION_ERROR_REMOVED "operation-error-removed" Response Error Removed Safe Safe
        "the operation {} does not fail with {old} any more" "method: ping\n    errors: [Lost]" => "method: ping";
    ERROR_REMOVED "error-removed" Response Error Removed Safe Breaks
        "no operation fails with {} any more"
        "members: {}}\n  Worn: {type: error, members: {}}" => "members: {}}";

    // Where an operation is in HTTP.
    HTTP_METHOD_CHANGED "http-method-changed" Request Http Changed Breaks Safe
        "the HTTP method of {} was {old} and is {new}" "{method: GET," => "{method: POST,";
    HTTP_PATH_CHANGED "http-path-changed" Request Http Changed Breaks Safe
        "the path of {} was {old} and is {new}" "\"/books/{id}\"" => "\"/v2/books/{id}\"";
    LABEL_GREEDY "http-label-greedy" Request Http Changed Safe Safe
        "{new} in the path of {} takes slashes now" "\"/books/{id}\"" => "\"/books/{id+}\"";
    LABEL_NOT_GREEDY "http-label-no-longer-greedy" Request Http Changed Risk Safe
        "{old} in the path of {} takes no slashes any more"
        "\"/books/{id+}\"" => "\"/books/{id}\"";
    HTTP_STATED "http-stated" Request Http Added Safe Safe
        "the place of {} in HTTP is stated now: {new}"
        "method: ping" => "method: ping\n    http: {method: GET, path: /}";
    HTTP_NOT_STATED "http-no-longer-stated" Request Http Removed Safe Safe
        "the place of {} in HTTP is not stated any more: {old}" "method: ping\n    http: {method: GET, path: /}" => "method: ping";

    // Pagination and waiters.
    PAGINATION_ADDED "pagination-added" Neither Pagination Added Safe Safe
        "{} has pages now"
        "output: ListBooksResponse\n  Ping" =>
        "output: ListBooksResponse\n    pagination:\n      input_token: [token]\n      output_token: [token]\n      limit: limit\n      items: [books]\n      more_results: more\n  Ping";
    PAGINATION_REMOVED "pagination-removed" Neither Pagination Removed Safe Breaks
        "{} has no pages any more" "    pagination:\n      input_token: [token]\n      output_token: [token]\n      limit: limit\n      items: [books]\n      more_results: more\n" => "";
    PAGINATION_TOKENS_CHANGED "pagination-tokens-changed" Both Pagination Changed Breaks Safe
        "the tokens of the pages of {} were {old} and are {new}"
        "output_token: [token]" => "output_token: [next]";
    PAGINATION_TOKEN_TYPE_CHANGED "pagination-token-type-changed" Both Pagination Changed
        Breaks Breaks "the tokens of the pages of {} were {old} and are {new}, of other types"
        "      input_token: [token]\n      output_token: [token]" =>
        "      input_token: [token, since]\n      output_token: [token, next]";
    PAGINATION_TOKENS_STATED "pagination-tokens-stated" Both Pagination Added Safe Safe
        "the tokens of the pages of {} are stated now: {new}"
        "input_token: [token]\n      limit" =>
        "input_token: [token]\n      output_token: [token]\n      limit";
    PAGINATION_TOKENS_NOT_STATED "pagination-tokens-no-longer-stated" Both Pagination Removed
        Safe Breaks "the tokens of the pages of {} are not stated any more: {old} before"
        "      output_token: [token]\n      limit" => "      limit";
    PAGINATION_ITEMS_STATED "pagination-items-stated" Response Pagination Added Safe Safe
        "it is stated now what the pages of {} list: {new}"
        "limit: limit\n      more" => "limit: limit\n      items: [books]\n      more";
    PAGINATION_ITEMS_NOT_STATED "pagination-items-no-longer-stated" Response Pagination Removed
        Safe Breaks "it is not stated any more what the pages of {} list: {old} before"
        "      items: [books]\n      more" => "      more";
    PAGINATION_ITEMS_CHANGED "pagination-items-changed" Response Pagination Changed Safe Breaks
        "what the pages of {} list was {old} and is {new}" "items: [books]" => "items: [names]";
    WAITER_ADDED "waiter-added" Neither Waiter Added Safe Safe
        "the waiter {} is new"
        "waiters:\n" => "waiters:\n  Pinged: {operation: Ping, delay: 5, max_attempts: 10}\n";
    WAITER_REMOVED "waiter-removed" Neither Waiter Removed Safe Breaks
        "the waiter {} is gone" "waiters:\n  Pinged: {operation: Ping, delay: 5, max_attempts: 10}\n" => "waiters:\n";
    WAITER_RENAMED "waiter-renamed" Neither Name Renamed Safe Breaks
        "the waiter {old} is called {new} now" "  Returned:" => "  BookReturned:";
    WAITER_OPERATION_CHANGED "waiter-operation-changed" Neither Waiter Changed Safe Breaks
        "the waiter {} asked {old} and asks {new}" "{operation: GetBook," => "{operation: Ping,";
    WAITER_TIMING_CHANGED "waiter-timing-changed" Neither Waiter Changed Safe Safe
        "the waiter {} asked {old} and asks {new}" "delay: 5," => "delay: 6,";

    // Shapes.
    SHAPE_RENAMED "shape-renamed" Neither Name Renamed Safe Breaks
        "the type {old} is called {new} now" "Medium" => "Carrier";
    SHAPE_EXCHANGED "type-name-changed" Neither Name Changed Safe Breaks
        "the type of {} is called {new}, and was {old}" "returned: {type: Lent}" => "returned: {type: Given}";
    SHAPE_KIND_CHANGED "shape-kind-changed" Both Shape Changed Breaks Breaks
        "{} was {old} and is {new}" "  Search:\n    type: union\n    members:\n      text: {type: string}\n      word: {type: string}\n" => "  Search: {type: enum, values: [text, word]}\n";
    SHAPE_BECAME_UNION "shape-became-union" Both Union Changed Risk Breaks
        "of the members of {} exactly one is set now"
        "  Lent: {type: structure," => "  Lent: {type: union,";
    SHAPE_NO_LONGER_UNION "shape-no-longer-union" Both Union Changed Risk Breaks
        "of the members of {} any number may be set now" "  Search:\n    type: union" => "  Search:\n    type: structure";

    // Members of structures and errors.
    REQUEST_MEMBER_ADDED "request-member-added" Request Member Added Safe Safe
        "the request may have {} now, of type {new}"
        "      since: {type: string}" => "      since: {type: string}\n      until: {type: string}";
    REQUEST_REQUIRED_MEMBER_ADDED "request-required-member-added" Request Member Added Breaks Breaks
        "the request must have {} now, of type {new}"
        "      since: {type: string}" =>
        "      since: {type: string}\n      until: {type: string, required: true}";
    REQUEST_DEFAULTED_MEMBER_ADDED "request-required-member-with-default-added" Request Member Added
        Safe Breaks "the request must have {} now, of type {new}, and without it a default stands"
        "      since: {type: string}" =>
        "      since: {type: string}\n      until: {type: string, required: true, default: now}";
    RESPONSE_MEMBER_ADDED "response-member-added" Response Member Added Safe Safe
        "the response has {} now, of type {new}"
        "      next: {type: string}" => "      next: {type: string}\n      last: {type: string}";
    RESPONSE_REQUIRED_MEMBER_ADDED "response-required-member-added" Response Member Added Safe Breaks
        "the response always has {} now, of type {new}"
        "      next: {type: string}" =>
        "      next: {type: string}\n      last: {type: string, required: true}";
    REQUEST_MEMBER_REMOVED "request-member-removed" Request Member Removed Breaks Breaks
        "the request does not have {} any more, of type {old}" "      since: {type: string}\n" => "";
    RESPONSE_MEMBER_REMOVED "response-member-removed" Response Member Removed Breaks Breaks
        "the response does not have {} any more, of type {old}"
        "      total: {type: integer}\n" => "";
    MEMBER_RENAMED "member-renamed" Both Name Renamed Breaks Breaks
        "{} was called {old}" "      author: {type: string}" => "      authors: {type: string}";
    MEMBER_RENAMED_IN_RUST "member-renamed-in-rust" Both Name Renamed Safe Breaks
        "{} was called {old}, and is the same on the wire"
        "      author: {type: string}" => "      writer: {type: string, wire: author}";
    REQUEST_MEMBER_REQUIRED "request-member-became-required" Request Requiredness Changed
        Breaks Breaks "the request must have {} now"
        "      since: {type: string}" => "      since: {type: string, required: true}";
    REQUEST_MEMBER_REQUIRED_WITH_DEFAULT "request-member-became-required-with-default" Request
        Requiredness Changed Safe Breaks
        "the request must have {} now, and without it a default stands"
        "      token: {type: string, idempotency_token: true," =>
        "      token: {type: string, required: true, idempotency_token: true,";
    REQUEST_MEMBER_OPTIONAL "request-member-became-optional" Request Requiredness Changed
        Safe Breaks "the request need not have {} any more"
        "year: {type: integer, required: true}" => "year: {type: integer}";
    RESPONSE_MEMBER_REQUIRED "response-member-became-required" Response Requiredness Changed
        Safe Breaks "the response always has {} now"
        "total: {type: integer}" => "total: {type: integer, required: true}";
    RESPONSE_MEMBER_OPTIONAL "response-member-became-optional" Response Requiredness Changed
        Breaks Breaks "the response may lack {} now"
        "book: {type: Book, required: true}" => "book: {type: Book}";
    // A second documentation may be read that tells it of requests that the first one left open.
    REQUIREDNESS_STATED "requiredness-stated" Both Requiredness Added Safe Breaks
        "it is stated now that {} is required"
        "method: list_books" => "method: list_books\n    http: {method: GET, path: /books}",
        "      since: {type: string}" => "      since: {type: string, required: true}";
    REQUIREDNESS_NOT_STATED "requiredness-no-longer-stated" Both Requiredness Removed Safe Breaks
        "it is not stated any more that {} is required"
        "method: list_books\n    http: {method: GET, path: /books}" => "method: list_books",
        "      since: {type: string, required: true}" => "      since: {type: string}";
    ARGUMENT_ADDED "argument-added" Neither Requiredness Changed Safe Breaks
        "who makes a value with {} has to give it now: requests have it, too"
        "  Lent: {type: structure, members: {book: {type: Book}, by: {type: string}}}\n  ListBooksRequest:\n    type: structure\n    members:\n" =>
        "  Lent: {type: structure, members: {book: {type: Book}, by: {type: string, required: true}}}\n  ListBooksRequest:\n    type: structure\n    members:\n      lent: {type: Lent}\n";
    ARGUMENT_REMOVED "argument-removed" Neither Requiredness Changed Safe Breaks
        "who makes a value with {} is not asked for it any more"
        "  Lent: {type: structure, members: {book: {type: Book}, by: {type: string, required: true}}}\n  ListBooksRequest:\n    type: structure\n    members:\n      lent: {type: Lent}\n" =>
        "  Lent: {type: structure, members: {book: {type: Book}, by: {type: string}}}\n  ListBooksRequest:\n    type: structure\n    members:\n";
    REQUIRED_MEMBERS_REORDERED "required-members-reordered" Neither Requiredness Changed
        Safe Breaks "the required members of {} were in the order {old} and are in the order {new}"
        "      id: {type: string, required: true, location: path, length: {max: 9}}\n      year: {type: integer, required: true}\n" => "      year: {type: integer, required: true}\n      id: {type: string, required: true, location: path, length: {max: 9}}\n";

    // Types.
    TYPE_CHANGED "type-changed" Both Type Changed Breaks Breaks
        "the type of {} was {old} and is {new}" "author: {type: string}" => "author: {type: integer}";
    TYPE_WIDTH_CHANGED "integer-width-changed" Both Type Changed Safe Safe
        "the type of {} was {old} and is {new}" "total: {type: integer}" => "total: {type: long}";
    FLOAT_WIDTH_CHANGED "float-width-changed" Both Type Changed Safe Breaks
        "the type of {} was {old} and is {new}" "weight: {type: float}" => "weight: {type: double}";
    REQUEST_TYPE_WIDENED "request-type-widened" Request Type Changed Safe Breaks
        "{} may be more than before: it was {old} and is {new}"
        "edition: {type: integer," => "edition: {type: double,";
    REQUEST_TYPE_NARROWED "request-type-narrowed" Request Type Changed Breaks Breaks
        "{} may be less than before: it was {old} and is {new}"
        "edition: {type: double," => "edition: {type: integer,";
    RESPONSE_TYPE_WIDENED "response-type-widened" Response Type Changed Breaks Breaks
        "{} can be more than before: it was {old} and is {new}"
        "total: {type: integer}" => "total: {type: document}";
    RESPONSE_TYPE_NARROWED "response-type-narrowed" Response Type Changed Safe Breaks
        "{} can be less than before: it was {old} and is {new}"
        "total: {type: document}" => "total: {type: integer}";
    TYPE_BECAME_ENUM "string-became-enum" Both Type Changed Safe Breaks
        "the values of {} are listed now: it was {old} and is {new}"
        "author: {type: string}" => "author: {type: Format}";
    TYPE_NO_LONGER_ENUM "enum-became-string" Both Type Changed Safe Breaks
        "the values of {} are not listed any more: it was {old} and is {new}"
        "language: {type: Language}" => "language: {type: string}";
    RUST_TYPE_CHANGED "rust-type-changed" Neither Type Changed Safe Breaks
        "the Rust type of {} was {old} and is {new}" "      author: {type: string}" => "      author: {type: string}\n      lent: {type: Lent}";
    RUST_NAME_CHANGED "rust-name-changed" Neither Name Changed Safe Breaks
        "the Rust name of {} was {old} and is {new}" "values: [De, de, en]" => "values: [de, en]";
    RUST_ITEM_GONE "rust-item-gone" Neither Name Removed Safe Breaks
        "Rust has no {old} for {} any more"
        "token: {type: string}\n      total" => "token: {type: integer}\n      total";
    TYPE_GONE "type-gone" Neither Shape Removed Safe Breaks
        "the type {} is gone, to which no operation led"
        "{events: {type: Event}}}\n  Yard: {type: structure, members: {}}\n" =>
        "{events: {type: Event}}}\n";

    // Enums keep values that they do not know, so a new one breaks nobody.
    ENUM_VALUE_ADDED "enum-value-added" Both Enum Added Safe Safe
        "{} may be {new} now" "values: [de, en]" => "values: [de, en, fr]";
    REQUEST_ENUM_VALUE_REMOVED "request-enum-value-removed" Request Enum Removed Breaks Breaks
        "{} cannot be {old} any more" "values: [pdf, text]" => "values: [pdf]";
    RESPONSE_ENUM_VALUE_REMOVED "response-enum-value-removed" Response Enum Removed Safe Breaks
        "{} is never {old} any more" "values: [de, en]" => "values: [de]";

    // Unions and event streams keep members that they do not know, too.
    UNION_MEMBER_ADDED "union-member-added" Both Union Added Safe Safe
        "{} is a new choice, of type {new}"
        "      screen: {type: string}" => "      screen: {type: string}\n      voice: {type: string}";
    REQUEST_UNION_MEMBER_REMOVED "request-union-member-removed" Request Union Removed Breaks Breaks
        "{} is no choice any more, of type {old}" "      word: {type: string}\n" => "";
    RESPONSE_UNION_MEMBER_REMOVED "response-union-member-removed" Response Union Removed Risk Breaks
        "{} is no choice any more, of type {old}" "      screen: {type: string}\n" => "";
    EVENT_ADDED "event-added" Both EventStream Added Safe Safe
        "{} is a new event, of type {new}"
        "      lent: {type: Lent}" => "      lent: {type: Lent}\n      lost: {type: Lent}";
    EVENT_REMOVED "event-removed" Both EventStream Removed Risk Breaks
        "the event {} is gone, of type {old}" "      returned: {type: Lent}\n" => "";


    // Constraints. What a request may hold matters to callers, what a response may hold to readers.
    REQUEST_TIGHTENED "request-constraint-tightened" Request Constraint Changed Breaks Safe
        "{} may hold less: {old} before, {new} now"
        "location: path, length: {max: 9}" => "location: path, length: {max: 8}";
    REQUEST_LOOSENED "request-constraint-loosened" Request Constraint Changed Safe Safe
        "{} may hold more: {old} before, {new} now" "range: {min: 1}" => "range: {min: 0}";
    RESPONSE_TIGHTENED "response-constraint-tightened" Response Constraint Changed Safe Safe
        "{} holds less: {old} before, {new} now"
        "format: {type: string, length: {max: 9}}" => "format: {type: string, length: {max: 8}}";
    RESPONSE_LOOSENED "response-constraint-loosened" Response Constraint Changed Risk Safe
        "{} holds more: {old} before, {new} now"
        "format: {type: string, length: {max: 9}}" => "format: {type: string, length: {max: 10}}";
    CONSTRAINT_STATED "constraint-stated" Both Constraint Added Safe Safe
        "it is stated now what {} holds: {new}"
        "since: {type: string}" => "since: {type: string, length: {max: 9}}";
    CONSTRAINT_NOT_STATED "constraint-no-longer-stated" Both Constraint Removed Safe Safe
        "it is not stated any more what {} holds: {old} before"
        "since: {type: string, length: {max: 9}}" => "since: {type: string}";
}
