//! Each protocol, over types that are made here: what is sent, what is read, and what is told of
//! answers that are none.

use std::sync::OnceLock;

use doc_bindgen_runtime::blocking::wait;
use doc_bindgen_runtime::dynamic::{Dynamic, Kind, Stated, Structure};
use doc_bindgen_runtime::facts::{
    ErrorFacts, HttpFacts, OperationFacts, Retry, ServiceFacts, Streamed,
};
use doc_bindgen_runtime::http::{Request, Response};
use doc_bindgen_runtime::protocol::{self, Errors, Protocol, RequestContext};
use doc_bindgen_runtime::wire::{Location, Wire};
use doc_bindgen_runtime::{
    Blob, ByteStream, Bytes, Endpoint, Error, Failure, Slot, Timestamp, Value,
};

/// A pet, which may have pets.
fn pet() -> &'static Structure {
    static PET: OnceLock<&Structure> = OnceLock::new();
    PET.get_or_init(|| {
        let pet = Structure::named("Pet");
        let forever = |kind: Kind| -> &'static Kind { Box::leak(Box::new(kind)) };
        let toy = Structure::named("Toy");
        toy.define([("ball", Kind::String), ("bones", Kind::Integer)], Stated::default());
        let members = [
            ("name", Kind::String),
            ("age", Kind::Integer),
            ("weight", Kind::Double),
            ("born", Kind::Timestamp),
            ("picture", Kind::Blob),
            ("friends", Kind::List(forever(Kind::Structure(pet)))),
            ("tags", Kind::Map(forever(Kind::String))),
            ("toy", Kind::Union(toy)),
        ];
        pet.define(members, Stated::default());
        pet
    })
}

fn service(protocol: &'static Protocol) -> &'static ServiceFacts {
    Box::leak(Box::new(ServiceFacts {
        provider: "aws",
        id: "pets",
        version: Some("2020-01-01"),
        protocol: Some(protocol),
        target_prefix: Some("Pets_20200101"),
        ..ServiceFacts::NONE
    }))
}

fn adopt(protocol: &'static Protocol) -> &'static OperationFacts {
    Box::leak(Box::new(OperationFacts {
        name: "AdoptPet",
        service: service(protocol),
        http: Some(HttpFacts { method: "POST", path: "/pets?adopt", status: 200 }),
        ..OperationFacts::NONE
    }))
}

/// Sets a member to text, a number or a value of another kind.
fn set(record: &mut Dynamic, name: &str, put: impl FnOnce(Slot<'_>)) {
    let place = record.shape().place(name).unwrap();
    put(record.member_mut(place).slot());
}

fn text(text: &str) -> impl FnOnce(Slot<'_>) {
    move |slot| match slot {
        Slot::String(value) => *value = text.to_owned(),
        _ => panic!("no text"),
    }
}

fn blank(structure: &'static Structure) -> Dynamic {
    let mut value = Dynamic::of(Kind::Structure(structure));
    value.slot();
    value
}

fn rex() -> Dynamic {
    let mut rex = blank(pet());
    set(&mut rex, "name", text("Rex & <Söhne>"));
    set(&mut rex, "age", |slot| {
        let Slot::Integer(age) = slot else { panic!("no number") };
        *age = -3;
    });
    set(&mut rex, "weight", |slot| {
        let Slot::Double(weight) = slot else { panic!("no number") };
        *weight = f64::INFINITY;
    });
    set(&mut rex, "born", |slot| {
        let Slot::Timestamp(born) = slot else { panic!("no timestamp") };
        *born = Timestamp::parse_rfc3339("2015-01-25T08:00:00Z").unwrap();
    });
    set(&mut rex, "picture", |slot| {
        let Slot::Blob(picture) = slot else { panic!("no bytes") };
        *picture = Blob::from([0, 255]);
    });
    set(&mut rex, "tags", |slot| {
        let Slot::Map(tags) = slot else { panic!("no map") };
        text("brown")(tags.entry("colour").unwrap().slot());
    });
    set(&mut rex, "toy", |slot| {
        let Slot::Union(toy) = slot else { panic!("no union") };
        text("red")(toy.set(0).slot());
    });
    set(&mut rex, "friends", |slot| {
        let Slot::List(friends) = slot else { panic!("no list") };
        let friend = friends.push();
        friend.slot();
        text("Tom")(friend.member_mut(0).slot());
    });
    rex
}

fn request(
    facts: &'static OperationFacts,
    input: &dyn Value,
) -> Result<Request<ByteStream>, Failure> {
    let endpoint = Endpoint::new("https://pets.example.com/base".parse().unwrap());
    let token = || "token-1".to_owned();
    let context = RequestContext::new(&endpoint).with_token(&token);
    (facts.service.protocol.unwrap().request)(facts, input, &context)
}

fn body(request: &Request<ByteStream>) -> Bytes {
    request.body().as_bytes().unwrap().clone()
}

/// Documented errors.
struct Documented(Option<Dynamic>);

fn lost() -> &'static Structure {
    static LOST: OnceLock<&Structure> = OnceLock::new();
    LOST.get_or_init(|| {
        let lost = Structure::named("PetLostException");
        lost.define([("message", Kind::String), ("place", Kind::String)], Stated::default());
        lost
    })
}

impl Errors for Documented {
    fn facts(&self) -> &'static [ErrorFacts] {
        &[ErrorFacts { name: "PetLostException", status: 404, ..ErrorFacts::NONE }]
    }

    fn blank(&mut self, index: usize) -> Option<&mut dyn Value> {
        assert_eq!(index, 0);
        Some(self.0.insert(blank(lost())))
    }
}

fn answer(
    facts: &'static OperationFacts,
    status: u16,
    body: impl Into<ByteStream>,
    output: &mut dyn Value,
) -> (Result<(), Failure>, Option<Dynamic>) {
    let response = Response::builder().status(status).body(body.into()).unwrap();
    let mut errors = Documented(None);
    let read = (facts.service.protocol.unwrap().response)(facts, response, output, &mut errors);
    (read, errors.0)
}

#[test]
fn json_by_method_of_the_header() {
    let facts = adopt(protocol::JSON_1_1);
    let sent = request(facts, &rex()).unwrap();
    assert_eq!(sent.uri(), "https://pets.example.com/base/");
    assert_eq!(sent.headers()["x-amz-target"], "Pets_20200101.AdoptPet");
    assert_eq!(sent.headers()["content-type"], "application/x-amz-json-1.1");
    assert_eq!(
        body(&sent),
        r#"{"name":"Rex & <Söhne>","age":-3,"weight":"Infinity","born":1422172800,"picture":"AP8=","friends":[{"name":"Tom"}],"tags":{"colour":"brown"},"toy":{"ball":"red"}}"#,
    );
    let mut back = blank(pet());
    answer(facts, 200, body(&sent), &mut back).0.unwrap();
    assert_eq!(back, rex());
}

#[test]
fn json_in_a_rest_of_http() {
    let facts = adopt(protocol::REST_JSON);
    let sent = request(facts, &rex()).unwrap();
    assert_eq!(sent.uri(), "https://pets.example.com/base/pets?adopt");
    assert_eq!(sent.headers()["content-type"], "application/json");
    let mut back = blank(pet());
    answer(facts, 200, body(&sent), &mut back).0.unwrap();
    assert_eq!(back, rex());
}

#[test]
fn cbor() {
    let facts = adopt(protocol::RPC_V2_CBOR);
    let sent = request(facts, &rex()).unwrap();
    assert_eq!(sent.uri().path(), "/base/service/Pets_20200101/operation/AdoptPet");
    assert_eq!(sent.headers()["smithy-protocol"], "rpc-v2-cbor");
    let mut back = blank(pet());
    answer(facts, 200, body(&sent), &mut back).0.unwrap();
    assert_eq!(back, rex());
    // An operation that takes nothing sends nothing.
    assert!(body(&request(facts, &()).unwrap()).is_empty());
}

#[test]
fn xml_in_a_rest_of_http() {
    let facts = adopt(protocol::REST_XML);
    let sent = request(facts, &rex()).unwrap();
    assert_eq!(
        body(&sent),
        "<Pet><name>Rex &amp; &lt;Söhne&gt;</name><age>-3</age><weight>Infinity</weight>\
         <born>2015-01-25T08:00:00Z</born><picture>AP8=</picture>\
         <friends><member><name>Tom</name></member></friends>\
         <tags><entry><key>colour</key><value>brown</value></entry></tags>\
         <toy><ball>red</ball></toy></Pet>",
    );
    let mut back = blank(pet());
    answer(facts, 200, body(&sent), &mut back).0.unwrap();
    assert_eq!(back, rex());
}

#[test]
fn a_form_and_xml() {
    let facts = adopt(protocol::QUERY);
    let sent = request(facts, &rex()).unwrap();
    let form = String::from_utf8(body(&sent).to_vec()).unwrap();
    let pairs: Vec<&str> = form.split('&').collect();
    assert_eq!(
        pairs,
        [
            "Action=AdoptPet",
            "Version=2020-01-01",
            "name=Rex%20%26%20%3CS%C3%B6hne%3E",
            "age=-3",
            "weight=Infinity",
            "born=2015-01-25T08%3A00%3A00Z",
            "picture=AP8%3D",
            "friends.member.1.name=Tom",
            "tags.entry.1.key=colour",
            "tags.entry.1.value=brown",
            "toy.ball=red",
        ]
    );
    let mut back = blank(pet());
    let xml = "<?xml version=\"1.0\"?>\n<AdoptPetResponse xmlns=\"http://pets/\"><AdoptPetResult>\
               <friends><member><name>Tom</name><unknown><name>x</name></unknown></member></friends>\
               <name><![CDATA[a<b]]>&#65;&amp;</name><age>30.0</age></AdoptPetResult>\
               <ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></AdoptPetResponse>";
    answer(facts, 200, xml, &mut back).0.unwrap();
    assert_eq!(
        format!("{back:?}"),
        r#"Pet { name: "a<bA&", age: 30, friends: [Pet { name: "Tom", .. }], .. }"#
    );
}

#[test]
fn ec2_has_capitals_and_no_member() {
    let facts = adopt(protocol::EC2);
    let form = body(&request(facts, &rex()).unwrap());
    let form = String::from_utf8(form.to_vec()).unwrap();
    assert!(form.contains("&Friends.1.Name=Tom&"), "{form}");
}

#[test]
fn what_makes_no_sense_is_an_error_with_status_and_beginning() {
    for (protocol, page) in [
        (protocol::JSON_1_0, "<html>Bad Gateway</html>"),
        (protocol::REST_JSON, "{\"name\": \"Re"),
        (protocol::REST_XML, "<Pet><name>Re"),
        (protocol::QUERY, "{\"name\": 1}"),
        (protocol::RPC_V2_CBOR, "<html>"),
        (protocol::HUAWEICLOUD, "<html>"),
    ] {
        let facts = adopt(protocol);
        let (read, error) = answer(facts, 200, page, &mut blank(pet()));
        let failure: Error<()> = read.unwrap_err().into();
        let told = failure.to_string();
        let beginning = page[..3].escape_debug().to_string();
        assert!(told.contains(&beginning), "{}: {told}", protocol.name);
        assert_eq!(failure.status().unwrap(), 200);
        assert!(error.is_none());

        let (read, _) = answer(facts, 502, "<html>Bad Gateway</html>", &mut blank(pet()));
        let failure: Error<()> = read.unwrap_err().into();
        assert!(failure.to_string().contains("Bad Gateway"), "{failure}");
        assert_eq!(failure.status().unwrap(), 502);
        assert_eq!(failure.retry(), Some(Retry::Transient));
    }
}

#[test]
fn documented_errors_have_their_members() {
    let json =
        r#"{"__type": "aws.pets#PetLostException:http://x/", "message": "gone", "place": "park"}"#;
    let xml = "<ErrorResponse><Error><Type>Sender</Type><Code>PetLost</Code><message>gone</message>\
               <place>park</place></Error><RequestId>r-1</RequestId></ErrorResponse>";
    let ec2 = "<Response><Errors><Error><Code>PetLost</Code><Message>gone</Message><place>park</place>\
               </Error></Errors><RequestID>r-1</RequestID></Response>";
    for (protocol, page) in [
        (protocol::JSON_1_0, json),
        (protocol::REST_JSON, json),
        (protocol::QUERY, xml),
        (protocol::REST_XML, xml),
        (protocol::EC2, ec2),
    ] {
        let (read, error) = answer(adopt(protocol), 404, page, &mut blank(pet()));
        let failure: Error<()> = read.unwrap_err().into();
        let name = protocol.name;
        assert!(failure.code().unwrap().starts_with("PetLost"), "{name}: {failure}");
        assert_eq!(failure.message(), Some("gone"), "{name}");
        assert_eq!(failure.retry(), None, "{name}");
        let error = format!("{:?}", error.unwrap());
        assert!(error.contains(r#"place: "park""#), "{name}: {error}");
    }
    let huawei = r#"{"error_code": "Pet.0404", "error_msg": "gone", "request_id": "r-1"}"#;
    let (read, _) = answer(adopt(protocol::HUAWEICLOUD), 404, huawei, &mut blank(pet()));
    let told = Error::<()>::from(read.unwrap_err()).to_string();
    assert_eq!(told, "Pet.0404: gone (request id r-1)");
}

#[test]
fn throttling_is_known_by_its_code_and_by_its_status() {
    for (status, page) in [(400, r#"{"__type": "ThrottlingException"}"#), (429, "{}")] {
        let (read, _) = answer(adopt(protocol::JSON_1_0), status, page, &mut blank(pet()));
        let failure: Error<()> = read.unwrap_err().into();
        assert_eq!(failure.retry(), Some(Retry::Throttling));
    }
}

#[test]
fn s3_tells_of_errors_when_all_was_well() {
    let facts = adopt(protocol::REST_XML);
    let late =
        "\n<?xml version=\"1.0\"?><Error><Code>InternalError</Code><Message>late</Message></Error>";
    let (read, _) = answer(facts, 200, late, &mut blank(pet()));
    let failure: Error<()> = read.unwrap_err().into();
    assert_eq!(failure.code(), Some("InternalError"));
    assert_eq!(failure.retry(), Some(Retry::Transient));
}

#[test]
fn responses_are_read_whatever_they_hold() {
    let facts = adopt(protocol::JSON_1_0);
    let mut back = blank(pet());
    let page = r#"{"x": [1], "name": null, "age": 1.0E1, "weight": "NaN", "born": "Sun, 25 Jan 2015 08:00:00 GMT",
                   "friends": [null, {"name": 5}], "tags": {"a": null, "b": "c"}, "toy": {"__type": "T", "stick": [true]}}"#;
    answer(facts, 200, page, &mut back).0.unwrap();
    assert_eq!(
        format!("{back:?}"),
        "Pet { age: 10, weight: NaN, born: Timestamp { seconds: 1422172800, nanos: 0 }, \
         friends: [Pet { name: \"5\", .. }], tags: {\"b\": \"c\"}, \
         toy: UnknownMember { name: \"stick\", value: Array([Bool(true)]) }, .. }",
    );
    // A document may be null, also among others.
    let all = Structure::named("Documents");
    all.define(
        [("list", Kind::List(&Kind::Document)), ("map", Kind::Map(&Kind::Document))],
        Stated::default(),
    );
    let mut back = blank(all);
    let page = r#"{"list": [1, null], "map": {"a": null, "b": []}}"#;
    answer(facts, 200, page, &mut back).0.unwrap();
    assert_eq!(
        body(&request(facts, &back).unwrap()),
        r#"{"list":[1,null],"map":{"a":null,"b":[]}}"#
    );
    let page = r#"{"friends": [{"name": "Tom"}, {"friends": [{"age": "young"}]}]}"#;
    let told = answer(facts, 200, page, &mut blank(pet())).0.unwrap_err().to_string();
    assert!(told.contains("expected a whole number in `friends[1].friends[0].age`"), "{told}");
}

/// A request whose members stand everywhere.
fn everywhere() -> &'static Structure {
    static EVERYWHERE: OnceLock<&Structure> = OnceLock::new();
    EVERYWHERE.get_or_init(|| {
        let structure = Structure::named("GetPetRequest");
        let text: &'static Kind = &Kind::String;
        let members = [
            ("owner", Kind::String),
            ("path", Kind::String),
            ("colours", Kind::List(text)),
            ("more", Kind::Map(text)),
            ("note", Kind::String),
            ("metadata", Kind::Map(text)),
            ("token", Kind::String),
        ];
        let at = |place: u16, location, name| Wire { place, location, name, ..Wire::NONE };
        let wire = vec![
            at(0, Location::Path, Some("Owner")),
            at(1, Location::Path, None),
            at(2, Location::Query, Some("colour")),
            at(3, Location::Query, None),
            at(4, Location::Header, Some("x-note")),
            at(5, Location::Headers, Some("x-meta-")),
            Wire { token: true, ..at(6, Location::Header, Some("x-token")) },
        ];
        structure.define(members, Stated { wire, ..Stated::default() });
        structure
    })
}

fn get_pet() -> &'static OperationFacts {
    Box::leak(Box::new(OperationFacts {
        name: "GetPet",
        service: service(protocol::REST_JSON),
        http: Some(HttpFacts { method: "GET", path: "/{Owner}/x/{path+}", status: 200 }),
        ..OperationFacts::NONE
    }))
}

#[test]
fn members_stand_in_path_query_and_headers() {
    let mut input = blank(everywhere());
    set(&mut input, "owner", text("a/b ü"));
    set(&mut input, "path", text("c/d e"));
    set(&mut input, "colours", |slot| {
        let Slot::List(colours) = slot else { panic!("no list") };
        text("red & blue")(colours.push().slot());
        text("green")(colours.push().slot());
    });
    set(&mut input, "more", |slot| {
        let Slot::Map(more) = slot else { panic!("no map") };
        text("wins")(more.entry("colour").unwrap().slot());
        text("1")(more.entry("n").unwrap().slot());
    });
    set(&mut input, "note", text("hello"));
    set(&mut input, "metadata", |slot| {
        let Slot::Map(metadata) = slot else { panic!("no map") };
        text("v")(metadata.entry("k").unwrap().slot());
    });
    let sent = request(get_pet(), &input).unwrap();
    assert_eq!(
        sent.uri(),
        "https://pets.example.com/base/a%2Fb%20%C3%BC/x/c/d%20e?colour=red%20%26%20blue&colour=green&n=1",
    );
    assert_eq!(sent.headers()["x-note"], "hello");
    assert_eq!(sent.headers()["x-meta-k"], "v");
    assert_eq!(sent.headers()["x-token"], "token-1");
    assert!(body(&sent).is_empty());
    assert!(!sent.headers().contains_key("content-type"));
}

#[test]
fn what_a_request_cannot_be_made_of_is_named() {
    let mut input = blank(everywhere());
    let told = request(get_pet(), &input).unwrap_err().to_string();
    assert_eq!(told, "GetPet: `Owner` has to be given, as the path of the request holds it");
    set(&mut input, "owner", text(""));
    set(&mut input, "path", text("x"));
    assert!(request(get_pet(), &input).unwrap_err().to_string().contains("`owner`"));
    set(&mut input, "owner", text("o"));
    set(&mut input, "note", text("a\r\nb: c"));
    let told = request(get_pet(), &input).unwrap_err().to_string();
    assert_eq!(told, "GetPet: `note` has characters that no header may have");
    let nothing: &'static ServiceFacts =
        &ServiceFacts { id: "pets", protocol: Some(protocol::JSON_1_0), ..ServiceFacts::NONE };
    let facts: &'static OperationFacts =
        Box::leak(Box::new(OperationFacts { name: "X", service: nothing, ..OperationFacts::NONE }));
    let told = request(facts, &()).unwrap_err().to_string();
    assert!(told.contains("target_prefix") && told.contains("overlay"), "{told}");
}

/// A frame of an event: what the format's description says, by hand.
fn frame(headers: &[(&str, &str)], payload: &[u8]) -> Vec<u8> {
    let mut head = Vec::new();
    for (name, value) in headers {
        head.push(name.len() as u8);
        head.extend_from_slice(name.as_bytes());
        head.push(7);
        head.extend_from_slice(&(value.len() as u16).to_be_bytes());
        head.extend_from_slice(value.as_bytes());
    }
    let mut out = Vec::new();
    out.extend_from_slice(&((16 + head.len() + payload.len()) as u32).to_be_bytes());
    out.extend_from_slice(&(head.len() as u32).to_be_bytes());
    out.extend_from_slice(&crc32(&out).to_be_bytes());
    out.extend_from_slice(&head);
    out.extend_from_slice(payload);
    out.extend_from_slice(&crc32(&out).to_be_bytes());
    out
}

fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
        }
    }
    !crc
}

#[test]
fn events_are_read_as_they_come() {
    let heard = Structure::named("Heard");
    heard.define([("sound", Kind::String)], Stated::default());
    let raw = Structure::named("Raw");
    let payload = Wire { location: Location::Payload, ..Wire::NONE };
    raw.define([("bytes", Kind::Blob)], Stated { wire: vec![payload], ..Stated::default() });
    let events = Structure::named("Sounds");
    let members = [("Heard", Kind::Structure(heard)), ("Raw", Kind::Structure(raw))];
    events.define(members, Stated::default());
    let output = Structure::named("ListenResponse");
    output.define(
        [("sounds", Kind::Events(events))],
        Stated {
            wire: vec![Wire { location: Location::Payload, ..Wire::NONE }],
            ..Stated::default()
        },
    );
    let facts: &'static OperationFacts = Box::leak(Box::new(OperationFacts {
        name: "Listen",
        service: service(protocol::REST_JSON),
        output_stream: Some(Streamed::Events),
        ..OperationFacts::NONE
    }));
    let event = |kind: &str, payload: &[u8]| {
        frame(&[(":message-type", "event"), (":event-type", kind)], payload)
    };
    let mut stream = event("initial-response", b"{}");
    stream.extend(event("Heard", br#"{"sound": "woof"}"#));
    stream.extend(event("Raw", &[1, 2]));
    stream.extend(event("Smelt", br#"{"what": "cat"}"#));
    stream.extend(frame(
        &[(":message-type", "exception"), (":exception-type", "TooLoud")],
        br#"{"message": "ouch"}"#,
    ));
    let mut back = blank(output);
    answer(facts, 200, stream, &mut back).0.unwrap();
    let mut events = back.take(0).into_events();
    let mut next = || wait(events.next());
    assert_eq!(format!("{:?}", next().unwrap().unwrap()), r#"Heard(Heard { sound: "woof" })"#);
    assert_eq!(
        format!("{:?}", next().unwrap().unwrap()),
        r#"Raw(Raw { bytes: Blob(b"\x01\x02") })"#
    );
    assert!(format!("{:?}", next().unwrap().unwrap()).contains("Smelt"));
    assert_eq!(next().unwrap().unwrap_err().to_string(), "TooLoud: ouch");
    assert!(next().is_none());

    let mut back = blank(output);
    let mut cut = event("Heard", br#"{"sound": "woof"}"#);
    cut.truncate(cut.len() - 1);
    answer(facts, 200, cut, &mut back).0.unwrap();
    let mut events = back.take(0).into_events();
    let told = wait(events.next()).unwrap().unwrap_err().to_string();
    assert_eq!(told, "the stream ended within an event");
    assert!(wait(events.next()).is_none());
}
