//! What is said of a file with something wrong in it, and where.

use std::collections::BTreeSet;
use std::path::Path;

use crate::spec::read;

const HEAD: &str = "format: 1\nprovider: aws\nservice: x\n";

/// What is said of a file with this below its header, its lines counted from the header's end.
fn says(text: &str) -> Vec<String> {
    let errors = read(&format!("{HEAD}{text}"), Path::new("x.yaml")).err().unwrap_or_default();
    errors
        .iter()
        .map(|error| {
            let line = error.place.line.saturating_sub(3);
            format!("{line}:{} {}: {}", error.column, error.at, error.kind)
        })
        .collect()
}

fn whole_file(text: &str) -> Vec<String> {
    let errors = read(text, Path::new("x.yaml")).err().unwrap_or_default();
    errors.iter().map(ToString::to_string).collect()
}

#[test]
fn of_the_header() {
    assert_eq!(
        whole_file("format: 2\nprovider: awss\nservice: X Y\n"),
        [
            "x.yaml:1:1: format: format 2 is not known; this tool reads format 1",
            "x.yaml:2:1: provider: `awss` is none of `aws`, `huaweicloud`; nearest: `aws`",
            "x.yaml:3:1: service: `X Y` is no service id: lower-case letters, digits and single \
             hyphens between them",
        ]
    );
    assert_eq!(whole_file("").len(), 3);
    assert_eq!(
        whole_file("format: 1\n"),
        ["x.yaml: a spec must have `provider`", "x.yaml: a spec must have `service`"]
    );
    assert_eq!(
        says("title: \"a\\x07b\"\n"),
        ["1:1 title: the text holds the control character U+0007"]
    );
}

#[test]
fn of_what_is_no_yaml() {
    for (text, line) in [
        ("operations:\n  A: [\n", "5"),
        ("operations: {\n", ""),
        ("title: 'x\n", ""),
        ("title: \u{0}\n", ""),
        ("operations: 3\n", "4:13"),
        ("operations:\n  A:\n    deprecated: maybe\n", "6:17"),
        ("operations:\n  A:\n    method: [x]\n", "6:13"),
        ("a: &a [*a]\n", ""),
    ] {
        let said = whole_file(&format!("{HEAD}{text}"));
        assert_eq!(said.len(), 1, "{text}: {said:?}");
        assert!(said[0].starts_with(&format!("x.yaml:{line}")), "{text}: {said:?}");
    }
}

#[test]
fn of_keys() {
    assert_eq!(
        says(
            "operations:
  A:
    metod: a
    x-note: mine
shapes:
  S: {type: structure, memberz: {}}
  E: {type: enum, members: {}}
  F: {type: error, values: []}
  G: {type: structure, status: 3}
  H: {}
  I: {type: enumeration}
  S: {type: structure}
title: a
title: b
"
        ),
        [
            "2:3 operations.A: an operation must have `method`",
            "3:5 operations.A.metod: an operation has no `metod`; did you mean `method`?",
            "6:24 shapes.S.memberz: a shape has no `memberz`; did you mean `members`?",
            "7:3 shapes.E: a shape of type enum must have `values`",
            "7:19 shapes.E.members: `members` belongs to a shape with members, which an enum is not",
            "8:20 shapes.F.values: `values` belongs to a shape of type enum",
            "9:24 shapes.G.status: `status` belongs to a shape of type error",
            "10:3 shapes.H: a shape must have `type`",
            "11:7 shapes.I.type: `enumeration` is none of `structure`, `enum`, `union`, \
             `eventstream`, `error`",
            "14:1 title: `title` stands more than once",
        ]
    );
}

#[test]
fn of_types() {
    assert_eq!(
        says(
            "shapes:
  Session:
    type: structure
    members:
      a: {type: Sesion}
      b: {type: list<Session>>}
      c: {type: 'map<string Session>'}
      d: {type: list}
      e: {type: \"\"}
      f: {required: true}
      g: {type: 'map<Session, string>'}
      h: {type: 'list < map < string , Session > >'}
      i: {type: Array of Session}
"
        ),
        [
            "5:11 shapes.Session.members.a.type: `Sesion` is no type: no shape is called `Sesion`; \
             nearest: `Session`",
            "6:11 shapes.Session.members.b.type: `list<Session>>` is no type: found `>`, expected \
             nothing more",
            "7:11 shapes.Session.members.c.type: `map<string Session>` is no type: found `Session`, \
             expected `,` and the type of a value",
            "8:11 shapes.Session.members.d.type: `list` is no type: ends early, expected `<` and \
             the type of an entry",
            "9:11 shapes.Session.members.e.type: `` is no type: ends early, expected a type",
            "10:7 shapes.Session.members.f: a member must have `type`",
            "13:11 shapes.Session.members.i.type: `Array of Session` is no type: found `of`, \
             expected nothing more",
        ]
    );
    let deep = format!("{}string{}", "list<".repeat(5000), ">".repeat(5000));
    let said =
        says(&format!("shapes:\n  S: {{type: structure, members: {{a: {{type: {deep}}}}}}}\n"));
    assert!(said[0].ends_with("nests deeper than 32 lists and maps"));
}

#[test]
fn of_operations() {
    assert_eq!(
        says(
            "operations:
  Get:
    method: Get
    input: Status
    output: Gone
    errors: [Missing, In, Missing]
  Get:
    method: get
  Put:
    method: get
    input: In
    output: In
    http: {method: get, path: '/a/{id}/{x+}', status: 1000}
    pagination: {input_token: [toke], output_token: [inner.token, inner.tokn], limit: no}
waiters:
  Done: {operation: Gett, delay: 1, max_attempts: x}
shapes:
  In:
    type: structure
    members:
      x: {type: string, location: path}
      y: {type: string, location: path, wire: Z}
      token: {type: string}
      inner: {type: In}
  Missing: {type: error}
  Status: {type: enum, values: [a]}
"
        ),
        [
            "5:5 operations.Get.output: there is no shape `Gone`",
            "16:37 waiters.Done.max_attempts: `x` is no number that may stand here",
        ]
    );
    assert_eq!(
        says(
            "operations:
  Get:
    method: Get
    input: Status
    errors: [Missing, In, Missing]
  Get:
    method: get
  Put:
    method: get
    input: In
    output: In
    http: {method: get, path: '/a/{id}/{x+}', status: 1000}
    pagination: {input_token: [toke], output_token: [inner.token, inner.tokn], limit: no, more_results: token}
  Cut:
    method: cut
    http: {method: GET, path: '/a/{id'}
waiters:
  Done: {operation: Gett, delay: 1, max_attempts: 2}
shapes:
  In:
    type: structure
    members:
      x: {type: string, location: path}
      y: {type: string, location: path, wire: Z}
      token: {type: string}
      inner: {type: In}
  Missing: {type: error}
  Status: {type: enum, values: [a]}
"
        ),
        [
            "3:5 operations.Get.method: `Get` cannot be a name here: a method is a snake_case \
             identifier",
            "4:5 operations.Get.input: `Status` is an enum, and a structure belongs here",
            "5:23 operations.Get.errors[1]: `In` is a structure, and an error belongs here",
            "5:27 operations.Get.errors[2]: `Missing` stands more than once",
            "6:3 operations.Get: `Get` stands more than once",
            "9:5 operations.Put.method: `get` stands more than once",
            "12:12 operations.Put.http.method: `get` cannot be a name here: a method of HTTP is a \
             word of capital letters",
            "12:25 operations.Put.http.path: no member of the input has `location: path` and is \
             called `id` on the wire",
            "12:25 operations.Put.http.path: the path has no label for the member `y`",
            "12:47 operations.Put.http.status: `1000` is no number that may stand here",
            "13:32 operations.Put.pagination.input_token[0]: there is no member of the input \
             `toke`; nearest: `token`",
            "13:39 operations.Put.pagination.output_token: a request takes 1 tokens, and a response \
             gives 2",
            "13:67 operations.Put.pagination.output_token[1]: there is no member of the output \
             `inner.tokn`; nearest: `token`",
            "13:80 operations.Put.pagination.limit: there is no member of the input `no`",
            "13:91 operations.Put.pagination.more_results: `token` is no boolean, and a boolean \
             belongs here",
            "16:25 operations.Cut.http.path: the braces of `/a/{id` do not match",
            "18:10 waiters.Done.operation: there is no operation `Gett`; nearest: `Get`",
        ]
    );
}

#[test]
fn of_shapes() {
    assert_eq!(
        says(
            "shapes:
  A: {type: structure, members: {b: {type: B, required: true}}}
  B: {type: structure, members: {a: {type: A, required: true}}}
  C: {type: structure, members: {a: {type: A, required: true}}}
  D: {type: structure, members: {d: {type: list<D>, required: true}}}
  E: {type: enum, values: []}
  F: {type: enum, values: [a, b, a]}
  G: {type: union, members: {}}
  H: {type: union, members: {h: {type: H}, s: {type: string, required: true}}}
  I: {type: union, members: {h: {type: I}}}
  J: {type: eventstream, members: {h: {type: string}}}
  K:
    type: structure
    members:
      '': {type: string}
      a b: {type: string, location: payload}
      a: {type: string, location: payload}
      a: {type: string, timestamp_format: http-date}
      m: {type: 'map<list<string>, string>'}
  1L: {type: structure}
  string: {type: structure}
"
        ),
        [
            "2:34 shapes.A.members.b: no finite value exists: `A`, `B` require each other",
            "6:19 shapes.E.values: the enum is empty",
            "7:19 shapes.F.values: `a` stands more than once",
            "8:20 shapes.G.members: the shape, of which exactly one member is set, is empty",
            "9:62 shapes.H.members.s.required: `required` belongs to a member of a structure or an \
             error; of this shape exactly one member is set",
            "10:30 shapes.I.members.h: no finite value exists: `I` requires itself",
            "11:40 shapes.J.members.h.type: `string` is a plain type, and the structure of \
             an event belongs here",
            "15:7 shapes.K.members.: `` cannot be a name here: a name of the wire is not empty and \
             has no blanks or control characters",
            "16:7 shapes.K.members.a b: `a b` cannot be a name here: a name of the wire is not \
             empty and has no blanks or control characters",
            "17:7 shapes.K.members.a.timestamp_format: `timestamp_format` belongs to a member with \
             a timestamp",
            "17:25 shapes.K.members.a.location: `payload` stands more than once",
            "18:7 shapes.K.members.a: `a` stands more than once",
            "19:11 shapes.K.members.m.type: `list<string>` is a type that is no key of a \
             map, and string, integer, long, boolean or an enum belongs here",
            "20:3 shapes.1L: `1L` cannot be a name here: a shape's name is a word of letters, \
             digits, `_`, `.`, `-` and `$` that begins with a letter or `_` and is none of the \
             words for types",
            "21:3 shapes.string: `string` cannot be a name here: a shape's name is a word of \
             letters, digits, `_`, `.`, `-` and `$` that begins with a letter or `_` and is none of \
             the words for types",
        ]
    );
}

#[test]
fn every_word_it_says_is_for_one_line() {
    let said: BTreeSet<String> = says("title: \"a\\nb\"\n\"a\\nb\": 1\n").into_iter().collect();
    assert!(said.iter().all(|message| !message.contains('\n')), "{said:?}");
}

#[test]
fn of_the_wire() {
    assert_eq!(
        says(
            "protocol: {wire_case: upper, auth: [sigv4, sigv9]}
operations:
  Get: {method: get, input: In, host_prefix: '{idd}.', http: {method: GET, path: '/{name}'}}
waiters:
  Done:
    operation: Get
    delay: 1
    max_attempts: 2
    acceptors:
      - {state: done, matcher: path, expected: x}
shapes:
  In: {type: structure, members: {id: {type: string}, Name: {type: string, location: path}}}
  Out: {type: structure, code: X}
"
        ),
        [
            "1:12 protocol.wire_case: `upper` is none of `lower-first`",
            "1:30 protocol.auth: `sigv9` is none of `none`, `sigv4`, `sigv4a`, `sigv2`, `bearer`; \
             nearest: `sigv2`",
            "10:10 waiters.Done.acceptors[0].state: `done` is none of `success`, `failure`, `retry`",
            "13:26 shapes.Out.code: `code` belongs to a shape of type error",
        ]
    );
    assert_eq!(
        says(
            "protocol: {wire_case: lower-first}
operations:
  Get: {method: get, input: In, host_prefix: '{idd}.', http: {method: GET, path: '/{name}'}}
waiters:
  Done:
    operation: Get
    delay: 1
    max_attempts: 2
    acceptors:
      - {state: success, matcher: path, expected: x}
      - {state: success, matcher: status, argument: a, expected: ok}
shapes:
  In:
    type: structure
    members:
      id: {type: string, flattened: true, element: {wire: x}, key: {wire: y}}
      ids: {type: list<string>, element: {location: query, key: {wire: x}}, namespace: {prefix: n}}
      Name: {type: string, location: path}
"
        ),
        [
            "3:33 operations.Get.host_prefix: there is no member of the input `idd`; nearest: `id`, \
             `ids`",
            "10:7 waiters.Done.acceptors[0]: an acceptor must have `argument`",
            "11:43 waiters.Done.acceptors[1].argument: `argument` belongs to an acceptor that looks \
             at a path",
            "11:56 waiters.Done.acceptors[1].expected: `ok` is no number that may stand here",
            "16:26 shapes.In.members.id.flattened: `flattened` belongs to a list or a map",
            "16:43 shapes.In.members.id.element: `element` belongs to a list or a map",
            "16:63 shapes.In.members.id.key: `key` belongs to a map",
            "17:43 shapes.In.members.ids.element.location: `location` belongs to a member",
            "17:60 shapes.In.members.ids.element.key: `key` belongs to a map",
            "17:77 shapes.In.members.ids.namespace: a namespace must have `uri`",
        ]
    );
}
