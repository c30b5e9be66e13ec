use std::io;

use doc_bindgen_runtime::dynamic::Dynamic;
use serde_json::{Map, Value, json};

use super::{Service, Shorthand, Wrong, read};
use crate::spec::{self, Spec};

const SPEC: &str = "\
format: 1
provider: aws
service: shop
protocol:
  name: json-1.0
  target_prefix: Shop
operations:
  Order:
    method: order
    input: OrderRequest
    output: OrderResponse
waiters: {}
shapes:
  OrderRequest:
    type: structure
    members:
      TableName: {type: string, required: true}
      Item: {type: 'map<string, Attribute>', required: true}
      Count: {type: integer, range: {min: 1, max: 100}}
      Price: {type: double}
      At: {type: timestamp}
      Bytes: {type: blob}
      Any: {type: document}
      Fast: {type: boolean}
      Tags: {type: list<Tag>, length: {max: 2}}
      Kind: {type: Kind}
      Token: {type: string, required: true, idempotency_token: true}
  OrderResponse:
    type: structure
    members:
      Echo: {type: string}
  Tag:
    type: structure
    members:
      Key: {type: string, required: true, length: {min: 1, max: 4}}
      Value: {type: string}
  Attribute:
    type: union
    members:
      S: {type: string}
      N: {type: string}
      L: {type: list<Attribute>}
      M: {type: 'map<string, Attribute>'}
  Kind:
    type: enum
    values: [NEW, USED]
";

fn shop() -> Spec {
    spec::read(SPEC, "shop.yaml".as_ref()).unwrap()
}

/// What is made of an input, and what is said of it.
fn given(json: &Value) -> (Dynamic, Vec<String>, Vec<String>) {
    let spec = shop();
    let mut service = Service::new(&spec);
    let stated = &spec.operations[0];
    let mut input = service.operation(stated).blank_input();
    let found = read(&spec, stated.input, json, &mut input);
    let said = |wrong: Vec<Wrong>| wrong.iter().map(Wrong::to_string).collect();
    (input, said(found.wrong), said(found.doubtful))
}

#[test]
fn an_input_is_what_was_given() {
    let json = json!({
        "TableName": "Music",
        "Item": {"a": {"S": "x"}, "b": {"L": [{"N": "1"}, {"M": {"c": {"S": "y"}}}]}},
        "Count": 3,
        "Price": 1.5,
        "At": "2026-01-31T12:00:00Z",
        "Bytes": "aGVsbG8=",
        "Any": [1, null, {"a": "b"}],
        "Fast": true,
        "Tags": [{"Key": "k"}],
        "Kind": "NEW",
    });
    let (input, wrong, doubtful) = given(&json);
    assert!(wrong.is_empty() && doubtful.is_empty(), "{wrong:?} {doubtful:?}");
    assert_eq!(serde_json::to_value(&input).unwrap(), json);
}

#[test]
fn all_that_is_wrong_is_said_at_once_and_with_its_member() {
    let (_, wrong, doubtful) = given(&json!({
        "TableNam": "Music",
        "Item": {
            "Price": {"N": 12.5},
            "two": {"S": "a", "N": "1"},
            "none": {},
            "deep": {"L": [{"S": "a"}, {"M": {"x y": {"S": ["a"]}}}]},
        },
        "Count": "3",
        "Price": "dear",
        "At": "yesterday",
        "Bytes": "***",
        "Fast": "yes",
        "Tags": [{"Value": "v"}, null, "k"],
        "Kind": "NEWW",
    }));
    let doubts = [
        "Kind: the documentation has no value \"NEWW\"; is it `NEW`?",
        "Tags: the documentation has at most 2 entries, and these are 3",
    ];
    assert_eq!(doubtful, doubts);
    let expected = [
        "At: a time, such as \"2026-01-31T12:00:00Z\" or seconds since 1970, is wanted, and not \"yesterday\"",
        "Bytes: bytes are wanted in base64, and this text is none",
        "Count: a number is wanted, without quotes: 3",
        "Fast: true or false is wanted, and not text",
        "Item.Price.N: a number is wanted as text: \"12.5\"",
        "Item.deep.L[1].M[\"x y\"].S: text is wanted, and not a list",
        "Item.none: one of `S`, `N`, `L`, `M` is wanted, and these are 0",
        "Item.two: one of `S`, `N`, `L`, `M` is wanted, and these are 2",
        "Price: a number is wanted, and not text",
        "TableNam: OrderRequest has no member of that name; is it `TableName`?",
        "TableName: this has to be given, text",
        "Tags[0].Key: this has to be given, text",
        "Tags[1]: null is no item of a list",
        "Tags[2]: the members of Tag are wanted in { }, and not text",
    ];
    let mut wrong = wrong;
    wrong.sort();
    let mut expected = expected.map(str::to_owned).to_vec();
    expected.sort();
    assert_eq!(wrong, expected);
}

#[test]
fn what_goes_beyond_the_bounds_is_doubted_and_sent_all_the_same() {
    let json = json!({
        "TableName": "Music",
        "Item": {},
        "Count": 0,
        "Tags": [{"Key": "äöüß"}, {"Key": "fiver"}, {"Key": ""}],
    });
    let (input, wrong, mut doubtful) = given(&json);
    assert!(wrong.is_empty(), "{wrong:?}");
    assert_eq!(serde_json::to_value(&input).unwrap(), json);
    doubtful.sort();
    let expected = [
        "Count: the documentation has 1 to 100, and this is 0",
        "Tags: the documentation has at most 2 entries, and these are 3",
        "Tags[1].Key: the documentation has 1 to 4 characters, and these are 5",
        "Tags[2].Key: the documentation has 1 to 4 characters, and these are 0",
    ];
    assert_eq!(doubtful, expected);
}

#[test]
fn only_so_much_is_said_of_what_is_wrong_everywhere() {
    let tags: Vec<Value> = (0..10_000).map(|_| json!(1)).collect();
    let (_, wrong, _) = given(&json!({"TableName": "a", "Item": {}, "Tags": tags}));
    assert_eq!(wrong.len(), 20);
}

fn short(words: &[&str]) -> Result<Value, Wrong> {
    let spec = shop();
    let read = |name: &str| match name {
        "photo" => Ok(vec![0xff, 0xfe]),
        "text" => Ok(b"hello".to_vec()),
        "json" => Ok(br#"{"a": {"S": "x"}}"#.to_vec()),
        _ => Err(io::Error::other("gone")),
    };
    let shorthand = Shorthand::new(&spec, &read);
    let mut members = Map::new();
    for word in words {
        shorthand.put(spec.operations[0].input, word, &mut members)?;
    }
    Ok(Value::Object(members))
}

#[test]
fn short_words_become_json_by_the_types_of_members() {
    for (words, expected) in [
        (&["TableName=a=b"][..], json!({"TableName": "a=b"})),
        (&["TableName=5"], json!({"TableName": "5"})),
        (&["TableName=@text"], json!({"TableName": "hello"})),
        (&["TableName=@@text"], json!({"TableName": "@text"})),
        (&["Count=5", "Price=2.5", "Fast=true"], json!({"Count": 5, "Price": 2.5, "Fast": true})),
        (&["At=2026-01-31T12:00:00Z"], json!({"At": "2026-01-31T12:00:00Z"})),
        (&["Bytes=@photo"], json!({"Bytes": "//4="})),
        (&["Any=[1]"], json!({"Any": [1]})),
        (&["Any=word"], json!({"Any": "word"})),
        (&["Kind=NEW"], json!({"Kind": "NEW"})),
        (&["Item.a.S=x", "Item.b.N=1"], json!({"Item": {"a": {"S": "x"}, "b": {"N": "1"}}})),
        (&["Item.a.L={\"S\": \"x\"}"], json!({"Item": {"a": {"L": [{"S": "x"}]}}})),
        (&["Item=@json"], json!({"Item": {"a": {"S": "x"}}})),
        (
            &["Tags={\"Key\": \"a\"}", "Tags={\"Key\": \"b\"}"],
            json!({"Tags": [{"Key": "a"}, {"Key": "b"}]}),
        ),
        (&["Tags=[{\"Key\": \"a\"}]"], json!({"Tags": [{"Key": "a"}]})),
        // What there is not is told with the rest of the input.
        (&["Cuont=5"], json!({"Cuont": "5"})),
    ] {
        assert_eq!(short(words), Ok(expected), "{words:?}");
    }
    for (word, expected) in [
        ("TableName", "`TableName` is neither name=value nor JSON in { }, @file or -"),
        ("TableName=@gone", "TableName: `gone` cannot be read: gone"),
        ("TableName=@photo", "TableName: `photo` is no text in UTF-8"),
        ("Item=x", "Item: a map is wanted in JSON: expected value at line 1 column 1"),
    ] {
        assert_eq!(short(&[word]).unwrap_err().to_string(), expected);
    }
}
