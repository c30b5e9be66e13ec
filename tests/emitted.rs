//! Compiles and tries the Rust that is emitted for each construct: `tests/emitted/*.rs`, which
//! another test holds against the emitter, to the letter: rustfmt is not to touch it.
#![allow(dead_code)] // not all that is emitted is tried
// What emitted code allows, once for all of it.
#![allow(
    deprecated,
    missing_docs,
    non_camel_case_types,
    clippy::clone_on_copy,
    clippy::doc_markdown,
    clippy::enum_variant_names,
    clippy::large_enum_variant,
    clippy::module_inception,
    clippy::needless_update,
    clippy::redundant_field_names,
    clippy::should_implement_trait,
    clippy::too_many_arguments,
    clippy::wrong_self_convention
)]

#[rustfmt::skip]
#[path = "emitted/documentation.rs"]
mod documentation;
#[rustfmt::skip]
#[path = "emitted/enumeration.rs"]
mod enumeration;
#[rustfmt::skip]
#[path = "emitted/event_stream.rs"]
mod event_stream;
#[rustfmt::skip]
#[path = "emitted/head.rs"]
mod head;
#[rustfmt::skip]
#[path = "emitted/identifiers.rs"]
mod identifiers;
#[rustfmt::skip]
#[path = "emitted/operation.rs"]
mod operation;
#[rustfmt::skip]
#[path = "emitted/pages.rs"]
mod pages;
#[rustfmt::skip]
#[path = "emitted/recursion.rs"]
mod recursion;
#[rustfmt::skip]
#[path = "emitted/shared.rs"]
mod shared;
#[rustfmt::skip]
#[path = "emitted/structure.rs"]
mod structure;
#[rustfmt::skip]
#[path = "emitted/union.rs"]
mod union;

use doc_bindgen_runtime::testing::arbitrary;
use doc_bindgen_runtime::{BTreeMap, Blob, Document, List, Timestamp, UnknownMember};

use enumeration::InstanceType;
use structure::{Colour, Everything, Part};
use union::AttributeValue;

fn everything() -> Everything {
    Everything::new("n", 3, ["a".to_owned()], [(7, "seven".to_owned())], Part::new(), "RED")
}

#[test]
fn required_members_are_arguments_and_the_rest_are_set() {
    let value = everything()
        .text("t")
        .flag(true)
        .at(Timestamp::from_secs(0))
        .bytes("hello")
        .nested([vec![Part::new().id("x")]])
        .by_name([("p".to_owned(), Part::new())])
        .by_colour([(Colour::Green, vec![])])
        .colour(Colour::from("BLUE"));
    assert_eq!(value.name, "n");
    assert_eq!(value.required_colour, Colour::Red);
    assert_eq!(value.required_names, ["a"]);
    assert_eq!(value.nested[0][0].id.as_deref(), Some("x"));
    assert_eq!(value.colour, Some(Colour::Unknown("BLUE".into())));
    assert!(value.by_name.contains_key("p") && !value.names.is_set());
    assert_eq!(Part::default(), Part::new());
}

#[test]
fn two_values_are_equal_if_all_their_members_are() {
    let value = everything().names(["a".to_owned()]);
    assert_eq!(value, value.clone());
    assert_ne!(value, value.clone().names([]));
    assert_ne!(everything(), everything().names([]), "unset is not empty");
    assert_ne!(everything(), everything().other_part(Part::new()));
    assert_ne!(value, everything().names(["b".to_owned()]));
}

#[test]
fn debug_shows_what_is_set_under_the_names_of_rust() {
    let part = Part::new().id("x");
    assert_eq!(format!("{part:?}"), r#"Part { id: "x" }"#);
    assert_eq!(format!("{:?}", Part::new()), "Part { .. }");
    let shown = format!("{:?}", everything());
    assert!(shown.starts_with(r#"Everything { name: "n", count: 3, required_names: ["a"], "#));
    assert!(shown.contains(r#"by_number: {"7": "seven"}"#) && shown.ends_with(", .. }"));
    let value = AttributeValue::L(vec![AttributeValue::Bool(true)]);
    assert_eq!(format!("{value:?}"), "L([BOOL(true)])");
}

#[test]
fn an_enum_keeps_what_it_does_not_know() {
    for text in ["t2.micro", "T2_MICRO", "1.10", "UNKNOWN", "", "made up"] {
        assert_eq!(InstanceType::from(text).as_str(), text);
        assert_eq!(InstanceType::from(text.to_owned()).to_string(), text);
    }
    assert_eq!(InstanceType::T2Micro.as_str(), "t2.micro");
    assert_eq!(InstanceType::from("made up"), InstanceType::Unknown("made up".into()));
    assert!(InstanceType::VALUES.is_sorted() && InstanceType::VALUES.contains(&"11.0"));
    // One who makes an unknown value of a known text has the known value.
    assert_eq!(InstanceType::Unknown("1.10".into()), InstanceType::V1_10);
    assert_eq!(format!("{:>6}", enumeration::Sign::Equals), "     =");
}

#[test]
fn a_service_without_input_takes_none() {
    use doc_bindgen_runtime::testing::Mock;
    let client = operation::Client::new(Mock::new());
    let request = operation::ListThingsRequest::new().max_results(3);
    let pages = client.list_things_pages(request.clone()).limit(2);
    assert_eq!(format!("{:?}", client.ping()), r#"Call("Ping")"#);
    assert_eq!(format!("{:?}", client.list_things(request.clone())), r#"Call("ListThings")"#);
    assert_eq!(format!("{pages:?}"), r#"Pages("ListThings")"#);
    assert_eq!(format!("{:?}", pages.items()), r#"Items("ListThings")"#);
    let waiter = client.wait_thing_exists(request, doc_bindgen_runtime::blocking::sleep);
    let shown = format!("{waiter:?}");
    assert!(shown.contains("ThingExists") && shown.contains("delay: 20s"), "{shown}");
}

#[test]
fn the_facts_of_an_operation_are_data() {
    use doc_bindgen_runtime::facts::Streamed;
    use doc_bindgen_runtime::{Operation, protocol};
    let facts = <operation::operation::CreateThing as Operation>::FACTS;
    assert_eq!(facts.name, "CreateThing");
    assert_eq!(facts.service.protocol, Some(protocol::REST_JSON));
    assert_eq!(facts.http.map(|it| (it.path, it.status)), Some(("/things/{thingName}", 201)));
    assert_eq!((facts.input_stream, facts.output_stream), (None, None));
    let facts = <event_stream::operation::StartTranscription as Operation>::FACTS;
    assert_eq!(facts.output_stream, Some(Streamed::Events));
}

#[test]
fn a_name_that_would_collide_yields() {
    use identifiers::{Box_, Default_, Option_, Self_};
    let value = Box_::new("type", "FooBar").new_("n").clone_(true).default_(Default_::Type);
    assert_eq!(value.r#type, "type");
    let _ = Self_::new().self_(value.clone());
    let _ = Option_::new().none(identifiers::None_::new());
}

#[test]
fn what_requests_require_of_a_shared_shape_is_asked_and_may_be_missing() {
    use doc_bindgen_runtime::{Value, missing};
    use shared::{Book, OwnerKind, Place, PlaceShelfRequest, Shelf};
    let at = Timestamp::from_secs(0);
    let mut shelf = Shelf::new("a1", [], [("row", "3")].map(own), OwnerKind::Library, at).height(2);
    // A response may lack them, so the fields are options, and lists and maps that may be unset.
    assert_eq!(shelf.id.as_deref(), Some("a1"));
    assert_eq!((shelf.books.is_set(), shelf.labels.is_set(), shelf.built), (true, true, Some(at)));
    let request = PlaceShelfRequest::new(shelf.clone(), Place::Room("hall".into()));
    assert_eq!(missing(&request), None);

    shelf.books.push(Book::new("Emma"));
    shelf.books.push(Book::blank());
    let mut request = PlaceShelfRequest::new(shelf, Place::Book(Book::blank()));
    assert_eq!(missing(&request).as_deref(), Some("shelf.books[1].title"));
    request.shelf.books.pop();
    assert_eq!(missing(&request).as_deref(), Some("by.book.title"));
    request.by = Place::Room("hall".into());
    request.shelf.labels = doc_bindgen_runtime::Map::unset();
    assert_eq!(missing(&request).as_deref(), Some("shelf.labels"));

    let mock = doc_bindgen_runtime::testing::Mock::new();
    let call = shared::Client::new(mock.clone()).place_shelf(request);
    let error = doc_bindgen_runtime::blocking::wait(call).unwrap_err();
    assert_eq!(
        error.to_string(),
        "PlaceShelf: `shelf.labels` has to be given, as requests require it"
    );
    assert!(mock.requests().is_empty());
}

fn own((key, value): (&str, &str)) -> (String, String) {
    (key.to_owned(), value.to_owned())
}

#[cfg(feature = "serde")]
mod written_and_read {
    use serde::Serialize;
    use serde::de::DeserializeOwned;
    use serde_json::{Value, from_value, json, to_value};

    use super::*;

    fn round_trip<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(value: &T) {
        let json = serde_json::to_string(value).unwrap();
        assert_eq!(serde_json::from_str::<T>(&json).unwrap(), *value, "{json}");
        // Members by their order, none of them left out.
        let compact = rmp_serde::to_vec(value).unwrap();
        assert_eq!(rmp_serde::from_slice::<T>(&compact).unwrap(), *value, "{json}");
        let named = rmp_serde::to_vec_named(value).unwrap();
        assert_eq!(rmp_serde::from_slice::<T>(&named).unwrap(), *value, "{json}");
    }

    #[test]
    fn whatever_is_written_reads_back() {
        for seed in 0..500 {
            round_trip(&arbitrary::<Everything>(seed));
            round_trip(&arbitrary::<union::Item>(seed));
            round_trip(&arbitrary::<recursion::Node>(seed));
            round_trip(&arbitrary::<recursion::Condition>(seed));
            round_trip(&arbitrary::<enumeration::Holder>(seed));
            round_trip(&arbitrary::<event_stream::StartTranscriptionResponse>(seed));
            round_trip(&arbitrary::<identifiers::Self_>(seed));
            round_trip(&arbitrary::<operation::ConflictException>(seed));
            round_trip(&arbitrary::<shared::DescribeShelvesResponse>(seed));
            round_trip(&arbitrary::<shared::PlaceShelfRequest>(seed));
        }
    }

    #[test]
    fn names_and_forms_are_those_of_the_documentation() {
        let value = everything()
            .at(Timestamp::from_secs(0))
            .bytes("hello")
            .double(f64::NAN)
            .by_colour([(Colour::Unknown("BLUE".into()), vec!["x".to_owned()])])
            .names([])
            .anything(Document::from(1));
        let expected = json!({
            "name": "n",
            "count": 3,
            "at": "1970-01-01T00:00:00Z",
            "bytes": "aGVsbG8=",
            "anything": 1,
            "double": "NaN",
            "names": [],
            "requiredNames": ["a"],
            "byColour": {"BLUE": ["x"]},
            "byNumber": {"7": "seven"},
            "part": {},
            "requiredColour": "RED",
        });
        assert_eq!(to_value(&value).unwrap(), expected);
        assert_eq!(serde_json::to_string(&Part::new().id("x")).unwrap(), r#"{"id":"x"}"#);
    }

    fn error<T: DeserializeOwned>(json: Value) -> String {
        match from_value::<T>(json) {
            Ok(_) => "read".to_owned(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn reading_is_strict_where_something_would_be_lost() {
        let unknown = json!({"id": "x", "not known yet": {"deep": [1]}, "id2": null});
        assert_eq!(from_value::<Part>(unknown).unwrap(), Part::new().id("x"));
        assert_eq!(from_value::<Part>(json!({"id": null})).unwrap(), Part::new());
        assert_eq!(error::<union::Item>(json!({})), "missing field `value`");
        assert_eq!(error::<union::Item>(json!({"value": null})), "missing field `value`");
        assert!(error::<Part>(json!({"id": 1})).starts_with("invalid type: integer `1`"));
        assert!(
            error::<Part>(json!([1, 2])).starts_with("invalid type"),
            "{:?}",
            error::<Part>(json!([1, 2]))
        );
        let twice = serde_json::from_str::<Part>(r#"{"id": "a", "id": "b"}"#).unwrap_err();
        assert!(twice.to_string().starts_with("duplicate field `id`"), "{twice}");
        assert!(
            error::<Everything>(json!({"byNumber": {"x": "y"}})).starts_with("`x` cannot be a key")
        );
    }

    /// What requests require, or nobody gave, does not take the rest of an answer with it.
    #[test]
    fn a_response_is_read_whatever_it_lacks() {
        use shared::{DescribeShelvesResponse, OwnerKind, PlaceShelfRequest, Shelf};
        let shelf = json!({"id": "a1", "books": [{}, {"shelf": {"id": "b"}}, null]});
        let output = json!({
            "shelves": [null, shelf, {"labels": {"row": "3", "gone": null}, "height": 30.0}],
            "tags": {"a": "1", "b": null},
            "notes": [null, 1],
            "total": 1.0E10,
        });
        let output: DescribeShelvesResponse = from_value(output).unwrap();
        let [one, other] = &output.shelves[..] else { panic!("{output:?}") };
        assert_eq!((one.id.as_deref(), one.books.len()), (Some("a1"), 2));
        assert_eq!((one.colour.as_ref(), one.built, one.labels.is_set()), (None, None, false));
        let inner = one.books[1].shelf.as_ref().unwrap();
        assert_eq!((inner.id.as_deref(), &one.books[0].title), (Some("b"), &None));
        assert_eq!((other.labels.len(), other.height), (1, Some(30)));
        assert_eq!((output.tags.len(), output.total), (1, Some(10_000_000_000)));
        // A document may be null, and be told so.
        assert_eq!(output.notes, [Document::Null, Document::from(1)]);
        // Of a value that responses always have according to their page, a blank one is there.
        assert_eq!((&*output.owner.name, &output.owner.kind), ("", &OwnerKind::from("")));
        // Formats that tell members by their order or have no null between items.
        round_trip(&output);

        // What is sent is asked for, unless a response may hold it too.
        let message = error::<PlaceShelfRequest>(json!({"shelf": {}}));
        assert_eq!(message, "missing field `by`");
        let filters = json!({"filters": [{"name": "a", "values": []}, {"name": "b"}]});
        let message = error::<shared::DescribeShelvesRequest>(filters);
        assert_eq!(message, "missing field `filters[1].values`");
        assert_eq!(from_value::<Shelf>(json!({})).unwrap().id, None);
    }

    #[test]
    fn an_error_says_where() {
        use shared::{DescribeShelvesResponse, PlaceShelfRequest};
        let error = |text: &str| {
            serde_json::from_str::<DescribeShelvesResponse>(text).unwrap_err().to_string()
        };
        let text = "{\"shelves\": [{},\n {\"books\": [{\"title\": 5}]}]}";
        assert_eq!(
            error(text),
            "invalid type: integer `5`, expected a string in `shelves[1].books[0].title` \
             at line 2 column 23"
        );
        for (text, place) in [
            (r#"{"shelves": {}}"#, "expected a list in `shelves`"),
            (r#"{"shelves": [7]}"#, "expected a `Shelf` in `shelves[0]`"),
            (r#"{"shelves": [{"height": 1.5}]}"#, "an integer of 64 bits in `shelves[0].height`"),
            (r#"{"shelves": [{"height": "1"}]}"#, "an integer of 64 bits in `shelves[0].height`"),
            (r#"{"total": 9.3e18}"#, "an integer of 64 bits in `total`"),
            (r#"{"tags": {"a b": 1}}"#, r#"expected a string in `tags["a b"]`"#),
            (r#"{"tags": {"a": {}}}"#, "expected a string in `tags.a`"),
            (r#"{"shelves": [{"colour": []}]}"#, "expected a string in `shelves[0].colour`"),
            (r#"{"shelves": [{"built": true}]}"#, "in `shelves[0].built`"),
            (r#"{"shelves": [{"built": "1 May"}]}"#, "in `shelves[0].built` at line 1 column "),
            (r#"{"shelves": [{"id": "a", "id": "b"}]}"#, "duplicate field `shelves[0].id`"),
        ] {
            assert!(error(text).contains(place), "{}", error(text));
        }
        let two = json!({"shelf": {}, "by": {"room": "a", "book": {}}});
        let two = from_value::<PlaceShelfRequest>(two).unwrap_err().to_string();
        assert_eq!(two, "more than one member of a `Place` is set in `by`");
        let cut = serde_json::from_str::<DescribeShelvesResponse>(r#"{"shelves": [{"id": "#);
        assert!(cut.as_ref().unwrap_err().is_eof(), "an error of JSON itself stays one: {cut:?}");
    }

    #[test]
    fn a_timestamp_is_read_from_each_of_its_formats() {
        let expected = Timestamp::from_secs(1_558_950_000);
        for time in [
            json!(1_558_950_000),
            json!(1_558_950_000.0),
            json!("1558950000"),
            json!("1.55895E9"),
            json!("2019-05-27T09:40:00Z"),
            json!("2019-05-27T11:40:00.000+02:00"),
            json!("Mon, 27 May 2019 09:40:00 GMT"),
        ] {
            let shelf: shared::Shelf = from_value(json!({"built": time})).unwrap();
            assert_eq!(shelf.built, Some(expected), "{time}");
        }
    }

    /// serde_json gives numbers so once its feature `arbitrary_precision` is on anywhere.
    #[test]
    fn a_number_of_any_precision_is_read() {
        let number = |text| json!({"$serde_json::private::Number": text});
        let shelf = json!({"height": number("30.0"), "built": number("1558950000.5")});
        let shelf: shared::Shelf = from_value(shelf).unwrap();
        assert_eq!(shelf.height, Some(30));
        assert_eq!(shelf.built, Timestamp::from_secs_and_nanos(1_558_950_000, 500_000_000));
        let message = error::<shared::Shelf>(json!({"height": {"x": 1}}));
        assert!(message.contains("an integer of 64 bits"), "{message}");
        let double: structure::Everything = {
            let mut json = to_value(everything()).unwrap();
            json["double"] = number("2.5");
            from_value(json).unwrap()
        };
        assert_eq!(double.double, Some(2.5));
    }

    #[test]
    fn a_union_is_its_one_member() {
        let value = AttributeValue::M(BTreeMap::from([(
            "a".to_owned(),
            AttributeValue::Not(Box::new(AttributeValue::S("x".into()))),
        )]));
        let json = json!({"M": {"a": {"Not": {"S": "x"}}}});
        assert_eq!(to_value(&value).unwrap(), json);
        assert_eq!(from_value::<AttributeValue>(json).unwrap(), value);

        let json = json!({"X": {"y": [1]}});
        let unknown: AttributeValue = from_value(json.clone()).unwrap();
        let expected =
            UnknownMember::new("X", Document::from_iter([("y", Document::from_iter([1]))]));
        assert_eq!(unknown, AttributeValue::Unknown(expected));
        assert_eq!(to_value(&unknown).unwrap(), json);

        let nulls = json!({"S": null, "N": "1", "X": null});
        assert_eq!(from_value::<AttributeValue>(nulls).unwrap(), AttributeValue::N("1".into()));
        let error = error::<AttributeValue>(json!({"S": "x", "N": "1"}));
        assert_eq!(error, "more than one member of a `AttributeValue` is set");
    }

    #[test]
    fn lists_and_maps_tell_unset_from_empty() {
        let unset: structure::Everything = everything();
        let json = to_value(&unset).unwrap();
        assert!(json.get("names").is_none());
        let empty = everything().names(List::from([])).by_name([]);
        let json = to_value(&empty).unwrap();
        assert_eq!((&json["names"], &json["byName"]), (&json!([]), &json!({})));
        assert_eq!(from_value::<Everything>(json).unwrap(), empty);
        assert_eq!(Blob::from("x"), Blob::new("x"));
    }
}

/// What is stated of a member below the root of an operation is kept as well as of one there.
#[test]
fn every_structure_tells_how_its_members_stand_on_the_wire() {
    use doc_bindgen_runtime::wire::{Location, TimestampFormat};
    use doc_bindgen_runtime::{Shape, Value, blank};

    let shape: &Shape = blank::<operation::Thing>().shape();
    let wire = |name: &str| shape.wire_of(shape.place(name).unwrap());
    assert_eq!(wire("Name"), doc_bindgen_runtime::Wire::NONE);
    assert_eq!(shape.names, [(1, "Name")], "whose name alone is stated");
    assert_eq!(wire("made").timestamp, Some(TimestampFormat::HttpDate));
    assert_eq!(wire("name_twice").name, Some("Name"));
    assert_eq!(wire("Named").name, None, "it is as the service's rule has it");
    assert!(wire("tags").flattened && wire("document").attribute && wire("document").json);
    assert_eq!(wire("tags").within().name, Some("item"));
    let by_name = wire("by_name");
    assert_eq!((by_name.within().name, by_name.keys().name), (Some("Value"), Some("Name")));
    assert_eq!(by_name.namespace.map(|it| (it.uri, it.prefix)), Some(("http://names/", Some("n"))));
    let shown = format!("{:?}", operation::Thing::new().name("n").named("secret"));
    assert_eq!(shown, r#"Thing { name: "n", named: (sensitive), .. }"#);

    let shape = operation::CreateThingRequest::new("t").shape();
    let locations: Vec<_> = shape.members().map(|(_, name, wire)| (name, wire.location)).collect();
    assert_eq!(
        locations,
        [
            ("thingName", Location::Path),
            ("clientToken", Location::Body),
            ("dryRun", Location::Query),
            ("since", Location::Header),
        ]
    );
    let [_, token, dry_run, since] = shape.wire else { panic!("{:?}", shape.wire) };
    assert!(token.token && !dry_run.token);
    assert_eq!((dry_run.name, since.name), (Some("dry-run"), Some("If-Modified-Since")));
}

#[test]
fn an_error_is_made_blank_by_its_code_and_written() {
    use doc_bindgen_runtime::protocol::Errors;
    use doc_bindgen_runtime::{ServiceError, Slot};

    let mut error: Option<operation::Error> = None;
    let Some(value) = error.blank_of("ConflictException") else { panic!("it is there") };
    let place = value.shape().place("thingName").unwrap();
    let Slot::String(name) = value.member_mut(place).slot() else { panic!("it is a string") };
    name.push('t');
    let conflict = operation::ConflictException::new().thing_name("t");
    assert_eq!(error, Some(operation::Error::ConflictException(conflict)));
    assert_eq!(error.as_ref().map(|it| it.value().shape().name), Some("ConflictException"));
    assert!(error.blank_of("Conflict").is_some(), "its code on the wire");

    assert!(error.blank_of("Throttled").is_some(), "services leave out what names end in");
    assert!(matches!(error, Some(operation::Error::ThrottledException(_))));
    assert!(error.blank_of("AccessDenied").is_none());
}

/// What is emitted of pages, over a transport without a network.
mod asked_for_page_by_page {
    use doc_bindgen_runtime::testing::Mock;
    use doc_bindgen_runtime::{ErrorKind, Pages, Paginated, blocking};

    use super::pages::{
        Client, Error, ListBooksRequest, ListPiecesRequest, ListShardsRequest, operation,
    };

    /// A client that is answered so, again and again.
    fn client<const N: usize>(answers: [&str; N]) -> Client<Mock> {
        let answers = answers.iter().cycle().take(40);
        Client::new(
            answers.fold(Mock::new(), |mock, answer| mock.answer(200, (*answer).to_owned())),
        )
    }

    /// How many pages there are, and why there are no more.
    fn count<O>(mut pages: Pages<Mock, O>) -> (usize, Option<ErrorKind>)
    where
        O: Paginated<Error = Error>,
    {
        let mut count = 0;
        loop {
            match blocking::wait(pages.next()) {
                Some(Ok(_)) => count += 1,
                Some(Err(error)) => return (count, Some(error.kind())),
                None => return (count, None),
            }
        }
    }

    fn pieces<const N: usize>(answers: [&str; N]) -> (usize, Option<ErrorKind>) {
        count::<operation::ListPieces>(client(answers).list_pieces_pages(ListPiecesRequest::new()))
    }

    #[test]
    fn pages_end_where_an_output_says_so() {
        let first = r#"{"pieces": ["1", "2"], "cut": true, "next": 2}"#;
        // S3 answers so, and asked for what follows zero it begins again.
        assert_eq!(pieces([first, r#"{"pieces": ["3"], "cut": false, "next": 0}"#]), (2, None));
        assert_eq!(pieces([first, r#"{"pieces": ["3"], "cut": false, "next": 3}"#]), (2, None));
        // Where it does not say so, the token counts.
        assert_eq!(pieces([r#"{"next": 2}"#, r#"{"next": 0}"#]), (2, None));
        assert_eq!(pieces([r#"{"next": 2}"#, "{}"]), (2, None));
        let circle = pieces([first, r#"{"cut": true, "next": 4}"#]);
        assert_eq!(circle, (3, Some(ErrorKind::Pagination)));
        let lost = pieces([first, r#"{"cut": true}"#]);
        assert_eq!(lost, (2, Some(ErrorKind::Pagination)));
    }

    #[test]
    fn pages_end_where_something_deep_in_an_output_says_so() {
        let shards = |answers: [&str; 3]| {
            let pages = client(answers).list_shards_pages(ListShardsRequest::new());
            count::<operation::ListShards>(pages)
        };
        let first = r#"{"token": "a", "stream": {"page": {"hasMoreShards": true}}}"#;
        let last = r#"{"token": "b", "stream": {"page": {"hasMoreShards": false}}}"#;
        assert_eq!(shards([first, last, first]), (2, None));
        assert_eq!(shards([first, r#"{"token": "b"}"#, r#"{"stream": {}}"#]), (3, None));
    }

    #[test]
    fn tokens_and_items_may_lie_deep_in_an_output() {
        let first =
            r#"{"BookList": {"Items": ["a", "b"], "IsTruncated": true, "NextMarker": "b"}}"#;
        let last = r#"{"BookList": {"Items": ["c"], "IsTruncated": false, "NextMarker": "c"}}"#;
        let client = client([first, last]);
        let items = client.list_books_pages(ListBooksRequest::new()).items();
        let items: Result<Vec<_>, _> = blocking::iter(items).collect();
        assert_eq!(items.unwrap(), ["a", "b", "c"]);
        let empty = self::client(["{}"]).list_books_pages(ListBooksRequest::new());
        assert_eq!(count::<operation::ListBooks>(empty), (1, None));
    }

    #[test]
    fn a_number_of_zero_is_no_next_page() {
        let pages = client([r#"{"next": 2}"#, r#"{"next": 0}"#]);
        let pages = pages.list_sheets_pages(ListPiecesRequest::new());
        assert_eq!(count::<operation::ListSheets>(pages), (2, None));
    }
}
