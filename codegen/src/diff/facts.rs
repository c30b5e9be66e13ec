//! Facts that documentation may leave out.
//!
//! That one is stated now, or not stated any more, is told of the documentation and not of the
//! service: it breaks nobody. Only where both versions state it has it changed. A row here is a
//! whole fact: its three rules and how it is read off a spec.

use super::fact::{Fact, Value, keys_of, line, list_of};
use super::flags;
use super::meaning;
use super::rule::Action::{Added, Changed, Removed};
use super::rule::Direction::{Both, Neither, Request, Response};
use super::rule::Verdict::{Breaks, Risk, Safe};
use super::rule::{Kind, Rule};
use crate::spec::keys::Word;
use crate::spec::{Auth, Operation, ProtocolName, Provider, TimestampFormat};
use crate::spec::{Error, Http, Location, Member, Pagination, Shape, ShapeKind, Spec, Waiter};

/// The three rules of a fact. That it is stated, or not any more, is always safe.
macro_rules! three {
    (
        $id:literal $direction:ident $kind:ident $wire:ident
        $changed:literal $stated:literal $not_stated:literal
        $old:literal $new:literal $absent:literal $present:literal
    ) => {
        [
            three!($id "-changed" $direction $kind Changed $wire $changed $old $new),
            three!($id "-stated" $direction $kind Added Safe $stated $absent $present),
            three!($id "-no-longer-stated" $direction $kind Removed Safe $not_stated
                $present $absent),
        ]
    };
    (
        $id:literal $ending:literal $direction:ident $kind:ident $action:ident $wire:ident
        $sentence:literal $from:literal $to:literal
    ) => {
        &Rule {
            id: concat!($id, $ending),
            direction: $direction,
            kind: Kind::$kind,
            action: $action,
            wire: $wire,
            rust: Safe,
            sentence: $sentence,
            example: &[($from, $to)],
        }
    };
}

macro_rules! facts {
    ($( $(#[$doc:meta])* $table:ident: $of:ty {
        $(
            $id:literal $direction:ident $kind:ident $wire:ident
            $changed:literal, $stated:literal, $not_stated:literal;
            $old:literal => $new:literal, $absent:literal => $present:literal;
            $read:expr;
        )*
    } )*) => {
        $(
            $(#[$doc])*
            pub(super) static $table: &[Fact<$of>] = &[$(Fact {
                rules: three!($id $direction $kind $wire $changed $stated $not_stated
                    $old $new $absent $present),
                read: $read,
            }),*];
        )*
        /// The rules of all facts.
        pub(super) const FACTS: &[&Rule] = {
            const ALL: &[[&Rule; 3]] = &[$($(
                three!($id $direction $kind $wire $changed $stated $not_stated
                    $old $new $absent $present)
            ),*),*];
            ALL.as_flattened()
        };
    };
}

facts! {
    /// Facts of a service as a whole.
    SERVICE: Spec {
        "service-title" Neither Documentation Safe
            "the title was {old} and is {new}",
            "the title is stated now: {new}",
            "the title is not stated any more: it was {old}";
            "title: Library" => "title: The Library",
            "service: library\nclient" => "service: library\ntitle: Library\nclient";
            |_, spec, _| Value::maybe(spec.title.as_deref());
        "service-client" Neither Documentation Safe
            "the client's class was {old} and is {new}",
            "the client's class is stated now: {new}",
            "the client's class is not stated any more: it was {old}";
            "client: Library" => "client: Lib",
            "title: Library\nversion" => "title: Library\nclient: Library\nversion";
            |_, spec, _| Value::maybe(spec.client.as_deref());
        "service-version" Both Service Risk
            "the version of the API was {old} and is {new}",
            "the version of the API is stated now: {new}",
            "the version of the API is not stated any more: it was {old}";
            "version: \"2020-01-01\"" => "version: \"2024-01-01\"",
            "client: Library\ndocumentation" =>
            "client: Library\nversion: \"2020-01-01\"\ndocumentation";
            |_, spec, _| Value::maybe(spec.version.as_deref());
        "service-documentation" Neither Documentation Safe
            "the service is documented otherwise",
            "the service is documented now",
            "the service is not documented any more";
            "Lends books." => "Lends you books.",
            "\"2020-01-01\"\nprotocol" => "\"2020-01-01\"\ndocumentation: Lends books.\nprotocol";
            |_, spec, _| Value::words(spec.documentation.as_deref());
        "protocol" Both Protocol Breaks
            "the protocol was {old} and is {new}",
            "the protocol is stated now: {new}",
            "the protocol is not stated any more: it was {old}";
            "name: json-1.0" => "name: json-1.1",
            "protocol:\n  target" => "protocol:\n  name: json-1.0\n  target";
            |_, spec, _| {
                let name = spec.protocol.as_ref().and_then(|protocol| protocol.name);
                Value::maybe(name.map(ProtocolName::as_str))
            };
        "target-prefix" Both Protocol Breaks
            "what stands before an operation's name on the wire was {old} and is {new}",
            "it is stated now what stands before an operation's name on the wire: {new}",
            "it is not stated any more what stands before an operation's name on the wire: {old} before";
            "target_prefix: Library_1" => "target_prefix: Library_2",
            "json-1.0\n  endpoint" => "json-1.0\n  target_prefix: Library_1\n  endpoint";
            |_, spec, _| Value::maybe(spec.protocol.as_ref().and_then(|it| it.target_prefix.as_deref()));
        "endpoint-prefix" Both Protocol Breaks
            "the first label of the endpoint's host was {old} and is {new}",
            "the first label of the endpoint's host is stated now: {new}",
            "the first label of the endpoint's host is not stated any more: it was {old}";
            "endpoint_prefix: library" => "endpoint_prefix: books",
            "Library_1\n  signing" => "Library_1\n  endpoint_prefix: library\n  signing";
            |_, spec, _| Value::maybe(spec.protocol.as_ref().and_then(|it| it.endpoint_prefix.as_deref()));
        "signing-name" Both Protocol Breaks
            "the service's name in signatures was {old} and is {new}",
            "the service's name in signatures is stated now: {new}",
            "the service's name in signatures is not stated any more: it was {old}";
            "signing_name: library" => "signing_name: books",
            "endpoint_prefix: library\n  service" =>
            "endpoint_prefix: library\n  signing_name: library\n  service";
            |_, spec, _| Value::maybe(spec.protocol.as_ref().and_then(|it| it.signing_name.as_deref()));
        "service-id" Both Protocol Risk
            "the name by which settings know the service was {old} and is {new}",
            "the name by which settings know the service is stated now: {new}",
            "the name by which settings know the service is not stated any more: it was {old}";
            "service_id: Library" => "service_id: Books",
            "signing_name: library\n  auth" =>
            "signing_name: library\n  service_id: Library\n  auth";
            |_, spec, _| Value::maybe(spec.protocol.as_ref().and_then(|it| it.service_id.as_deref()));
        "service-auth" Request Protocol Breaks
            "the ways in which requests may be signed were {old} and are {new}",
            "the ways in which requests may be signed are stated now: {new}",
            "the ways in which requests may be signed are not stated any more: {old} before";
            "auth: [bearer]" => "auth: [none]",
            "service_id: Library\n  xml" => "service_id: Library\n  auth: [bearer]\n  xml";
            |_, spec, _| {
                let auth = spec.protocol.as_ref().filter(|it| !it.auth.is_empty());
                let auth = auth.map(|it| format!("auth: {}", list_of(&it.auth)));
                Value::or_implied(auth, signed(spec).map(|it| format!("auth: {it}")))
            };
        "service-wire" Both Protocol Breaks
            "how values stand on the wire was {old} and is {new}",
            "how values stand on the wire is stated now: {new}",
            "how values stand on the wire is not stated any more: {old} before";
            "xml_namespace: library" => "xml_namespace: books",
            "auth: [bearer]\n  endpoints" => "auth: [bearer]\n  xml_namespace: library\n  endpoints";
            |_, spec, known| Value::keys(keys_of(spec.protocol.as_ref(), |key| match key {
                "wire_case" => !known.same_names,
                _ => ["xml_namespace", "query_compatible"].contains(&key),
            }));
        "service-endpoints" Both Protocol Risk
            "where the service is reached was {old} and is {new}",
            "where the service is reached is stated now: {new}",
            "where the service is reached is not stated any more: {old} before";
            "host: library.test" => "host: books.test",
            "xml_namespace: library\nop" =>
            "xml_namespace: library\n  endpoints: [{host: library.test}]\nop";
            |_, spec, _| {
                let endpoints = spec.protocol.as_ref().map_or(&[][..], |it| &it.endpoints);
                let lines = |sorted: bool| {
                    let mut endpoints = endpoints.to_vec();
                    let each = endpoints.iter_mut().map(|it| {
                        if sorted {
                            it.places.sort();
                        }
                        line(it)
                    });
                    each.collect::<Vec<_>>().join("; ")
                };
                Value::maybe((!endpoints.is_empty()).then(|| lines(false))).meaning(lines(true))
            };
    }
    /// Facts of an operation.
    OPERATION: Operation {
        "operation-sending" Request Http Breaks
            "how requests of {} are sent was {old} and is {new}",
            "how requests of {} are sent is stated now: {new}",
            "how requests of {} are sent is not stated any more: {old} before";
            "auth: [sigv4]" => "auth: [none]",
            "output: WatchResponse\nwaiters" =>
            "output: WatchResponse\n    auth: [sigv4]\nwaiters";
            |spec, operation, _| {
                let mut keys = keys_of(Some(&*operation.sending), |_| true);
                // As the service's, where it is left out.
                if operation.sending.auth.is_empty() {
                    keys.extend(signed(spec).map(|it| ("auth".into(), Value::implied(it))));
                }
                Value::keys(keys)
            };
        "operation-documentation" Neither Documentation Safe
            "{} is documented otherwise",
            "{} is documented now",
            "{} is not documented any more";
            "Gets a book." => "Gets the book.",
            "get_book\n    input" => "get_book\n    documentation: Gets a book.\n    input";
            |_, operation, _| Value::words(operation.documentation.as_deref());
    }
    /// Facts of where an operation is in HTTP.
    HTTP: Http {
        "http-status" Response Http Risk
            "the status of a success of {} was {old} and is {new}",
            "the status of a success of {} is stated now: {new}",
            "the status of a success of {} is not stated any more: it was {old}";
            "status: 200}" => "status: 202}",
            "\"/books/{id}\"}" => "\"/books/{id}\", status: 200}";
            |_, http, _| Value::maybe(http.status.map(|status| status.to_string()));
    }
    /// Facts of an operation's pages.
    PAGINATION: Pagination {
        "pagination-limit" Request Pagination Safe
            "the member that limits a page of {} was {old} and is {new}",
            "it is stated now which member limits a page of {}: {new}",
            "it is not stated any more which member limits a page of {}: it was {old}";
            "      limit: limit" => "      limit: since",
            "_token: [token]\n      items" => "_token: [token]\n      limit: limit\n      items";
            |_, pages, _| Value::maybe(pages.limit.as_deref());
        "pagination-more-results" Response Pagination Risk
            "what says whether there are more pages of {} was {old} and is {new}",
            "it is stated now what says whether there are more pages of {}: {new}",
            "it is not stated any more what says whether there are more pages of {}: {old}";
            "more_results: more" => "more_results: full",
            "items: [books]\n  Ping" => "items: [books]\n      more_results: more\n  Ping";
            |_, pages, _| Value::maybe(pages.more_results.as_deref());
    }
    /// Facts of an error.
    ERROR: Shape {
        "error-status" Response Error Risk
            "the HTTP status of {} was {old} and is {new}",
            "the HTTP status of {} is stated now: {new}",
            "the HTTP status of {} is not stated any more: it was {old}";
            "status: 404" => "status: 410",
            "Lost: {type: error, code" => "Lost: {type: error, status: 404, code";
            |_, shape, _| {
                Value::maybe(error(shape).and_then(|it| it.status).map(|it| it.to_string()))
            };
        "error-code" Response Error Breaks
            "the code of {} was {old} and is {new}",
            "the code of {} is stated now: {new}",
            "the code of {} is not stated any more: it was {old}";
            "code: NotThere" => "code: Gone",
            "status: 404, retryable" => "status: 404, code: NotThere, retryable";
            |_, shape, _| {
                let code = error(shape).and_then(|it| it.facts.code.as_deref());
                let meaning = meaning::code(&shape.name, code.unwrap_or(&shape.name));
                Value::or_implied(code, Some(&*shape.name)).meaning(meaning)
            };
        "error-retryable" Response Error Safe
            "why a call may be made again after {} was {old} and is {new}",
            "it is stated now that a call may be made again after {}: {new}",
            "it is not stated any more that a call may be made again after {}: {old} before";
            "retryable: transient" => "retryable: throttling",
            "code: NotThere, members" => "code: NotThere, retryable: transient, members";
            |_, shape, _| {
                Value::maybe(error(shape).and_then(|it| it.facts.retryable).map(Word::word))
            };
    }
    /// Facts of a waiter.
    WAITER: Waiter {
        "waiter-acceptors" Neither Waiter Safe
            "what the waiter {} waits for was {old} and is {new}",
            "it is stated now what the waiter {} waits for: {new}",
            "it is not stated any more what the waiter {} waits for: {old} before";
            "expected: \"200\"" => "expected: \"204\"",
            "max_attempts: 10}\nshapes" =>
            "max_attempts: 10, acceptors: [{state: success, matcher: status, expected: \"200\"}]}\nshapes";
            |_, waiter, _| {
                let acceptors: Vec<String> = waiter.acceptors.iter().map(line).collect();
                Value::maybe((!acceptors.is_empty()).then(|| acceptors.join("; ")))
            };
    }
    /// Facts of a shape.
    SHAPE: Shape {
        "shape-documentation" Neither Documentation Safe
            "{} is documented otherwise",
            "{} is documented now",
            "{} is not documented any more";
            "A book." => "A bound book.",
            "  Book:\n    type: structure\n    members" =>
            "  Book:\n    type: structure\n    documentation: A book.\n    members";
            |_, shape, _| Value::words(shape.documentation.as_deref());
    }
    /// Facts of a member.
    MEMBER: Member {
        "member-documentation" Neither Documentation Safe
            "{} is documented otherwise",
            "{} is documented now",
            "{} is not documented any more";
            "Its title." => "The title.",
            "title: {type: string}" => "title: {type: string, documentation: Its title.}";
            |_, member, _| Value::words(member.documentation.as_deref());
        "location" Both Wire Breaks
            "{} stood in {old} and stands in {new}",
            "it is stated now where {} stands: in {new}, not in {old}",
            "it is not stated any more where {} stands: in {old} before, in {new} as a rule";
            "location: query" => "location: header",
            "since: {type: string}" => "since: {type: string, location: query}";
            |_, member, known| match member.wire.location {
                Some(location) => Value::stated(place(location)),
                None if known.http => Value::stated("the body"),
                None => Value::implied("the body"),
            };
        "timestamp-format" Both Wire Breaks
            "{} was written as {old} and is written as {new}",
            "it is stated now how {} is written: as {new}",
            "it is not stated any more how {} is written: as {old} before";
            "timestamp_format: date-time" => "timestamp_format: http-date",
            "seen: {type: timestamp}" => "seen: {type: timestamp, timestamp_format: date-time}";
            |spec, member, _| {
                let stated = meaning::timestamp_format(&member.wire, &member.ty);
                let rule = meaning::timestamp_rule(spec, member);
                Value::or_implied(
                    stated.map(TimestampFormat::as_str),
                    rule.map(TimestampFormat::as_str),
                )
            };
        "wire-form" Both Wire Breaks
            "how {} is written was {old} and is {new}",
            "how {} is written is stated now: {new}",
            "how {} is written is not stated any more: {old} before";
            "element: {wire: name}" => "element: {wire: title}",
            "names: {type: list<string>}" => "names: {type: list<string>, element: {wire: name}}";
            |spec, member, _| {
                let mut keys = keys_of(Some(&*member.wire), |key| {
                    // These have rules of their own, or say the same of a list and of what is in it.
                    let last = key.rsplit('.').next().unwrap_or(key);
                    !["location", "wire"].contains(&key)
                        && !["timestamp_format", "json"].contains(&last)
                        && flags::MEMBER.iter().all(|flag| flag.key != key)
                });
                if meaning::is_json(&member.wire) {
                    keys.push(("json".into(), Value::stated("true")));
                }
                for (key, name) in meaning::names_within(spec, member) {
                    if keys.iter().all(|(it, _)| *it != key) {
                        keys.push((key, Value::implied(name)));
                    }
                }
                Value::keys(keys)
            };
        "pattern" Both Constraint Risk
            "the pattern of {} was {old} and is {new}",
            "the pattern of {} is stated now: {new}",
            "the pattern of {} is not stated any more: it was {old}";
            "'[a-z]+'" => "'[a-z]*'",
            "default: x}" => "default: x, pattern: '[a-z]+'}";
            |_, member, _| Value::maybe(member.limits.pattern.as_deref());
        "default" Both Constraint Risk
            "the default of {} was {old} and is {new}",
            "the default of {} is stated now: {new}",
            "the default of {} is not stated any more: it was {old}";
            "default: x" => "default: y",
            "token: true, pattern" => "token: true, default: x, pattern";
            |_, member, _| match member.limits.default.as_deref() {
                Some(text) => Value::stated(text).meaning(meaning::default(&member.ty, text)),
                None => Value::none(),
            };
    }
    /// The name of a member on the wire, for members that are called the same in both versions.
    WIRE_NAME: Member {
        "wire-name" Both Wire Breaks
            "{} was called {old} on the wire and is called {new}",
            "it is stated now what {} is called on the wire: {new}, not {old}",
            "it is not stated any more what {} is called on the wire: {old} before, {new} as a rule";
            "notes: {type: list<string>}" => "notes: {type: list<string>, wire: Notes}",
            "total: {type: integer}" => "total: {type: integer, wire: Total}";
            |spec, member, known| {
                let name = member.wire.name.as_deref().unwrap_or(&member.name);
                match meaning::on_the_wire(spec, member) {
                    Some(meaning) if member.wire.name.is_some() || known.http => {
                        Value::stated(name).meaning(meaning)
                    }
                    Some(meaning) => Value::implied(name).meaning(meaning),
                    None => Value::none(),
                }
            };
    }
}

/// In which ways the requests of a service are signed; of AWS it is left out where it is `sigv4`.
fn signed(spec: &Spec) -> Option<String> {
    match spec.protocol.as_ref().map(|protocol| &protocol.auth) {
        Some(auth) if !auth.is_empty() => Some(list_of(auth)),
        _ => (spec.provider == Provider::Aws).then(|| list_of(&[Auth::SigV4])),
    }
}

fn error(shape: &Shape) -> Option<&Error> {
    match &shape.kind {
        ShapeKind::Error(error) => Some(error),
        _ => None,
    }
}

fn place(location: Location) -> &'static str {
    match location {
        Location::Path => "the path",
        Location::Query => "the query",
        Location::Header => "a header",
        Location::Headers => "headers",
        Location::Status => "the status",
        Location::Payload => "the whole body",
    }
}
