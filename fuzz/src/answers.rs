//! Answers of services, which may hold anything: each protocol reads them without a panic, in memory
//! that the answer bounds, and what is read can be written and read again.

use std::sync::OnceLock;

use doc_bindgen_runtime::blocking::iter;
use doc_bindgen_runtime::dynamic::{Dynamic, Kind, Stated, Structure};
use doc_bindgen_runtime::facts::{ErrorFacts, HttpFacts, OperationFacts, ServiceFacts, Streamed};
use doc_bindgen_runtime::http::Response;
use doc_bindgen_runtime::protocol::{self, Errors, Protocol, RequestContext};
use doc_bindgen_runtime::wire::{Location, Wire};
use doc_bindgen_runtime::{ByteStream, Endpoint, Value};

/// Answers in JSON, of each protocol that has them.
pub fn json_answer(data: &[u8]) {
    for protocol in [protocol::JSON_1_1, protocol::REST_JSON, protocol::HUAWEICLOUD] {
        answer(data, protocol);
    }
}

/// Answers in XML.
pub fn xml_answer(data: &[u8]) {
    for protocol in [protocol::REST_XML, protocol::QUERY, protocol::EC2] {
        answer(data, protocol);
    }
}

/// Answers in CBOR.
pub fn cbor_answer(data: &[u8]) {
    answer(data, protocol::RPC_V2_CBOR);
}

/// Events in frames: the bytes as they are, and within a frame whose checksums are right.
pub fn frames(data: &[u8]) {
    events(data);
    let headers = data.first().map_or(0, |count| usize::from(*count).min(data.len() - 1));
    let mut whole = Vec::new();
    whole.extend_from_slice(&((data.len() + 16) as u32).to_be_bytes());
    whole.extend_from_slice(&(headers as u32).to_be_bytes());
    whole.extend_from_slice(&crc32(&whole).to_be_bytes());
    whole.extend_from_slice(data);
    whole.extend_from_slice(&crc32(&whole).to_be_bytes());
    events(&whole);
}

fn crc32(bytes: &[u8]) -> u32 {
    let bit = |crc: u32, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
    !bytes.iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), bit))
}

fn events(data: &[u8]) {
    for protocol in [protocol::REST_JSON, protocol::JSON_1_1, protocol::REST_XML] {
        let facts = facts(protocol, Some(Streamed::Events));
        let mut output = blank(listening());
        if read(data, 200, facts, &mut output) {
            // No more events than there are bytes, and an end after the first error.
            let events = iter(output.take(0).into_events());
            assert!(events.count() <= data.len() / 16 + 1, "events out of nothing");
        }
    }
}

fn answer(data: &[u8], protocol: &'static Protocol) {
    let facts = facts(protocol, None);
    let mut output = blank(everything());
    if read(data, 200, facts, &mut output) {
        let endpoint = Endpoint::new("https://localhost".parse().expect("it is an address"));
        // What has parts that no request can hold is told, and not sent.
        let _ = (protocol.request)(facts, &output, &RequestContext::new(&endpoint));
        // Compared as it is shown, as what is no number is not the same as itself.
        assert_eq!(format!("{output:?}"), format!("{:?}", output.clone()));
    }
    read(data, 400, facts, &mut blank(everything()));
}

fn read(data: &[u8], status: u16, facts: &'static OperationFacts, output: &mut Dynamic) -> bool {
    let body = ByteStream::from(data.to_vec());
    let Ok(response) = Response::builder().status(status).body(body) else { return false };
    let Some(protocol) = facts.service.protocol else { return false };
    (protocol.response)(facts, response, output, &mut Failed(None)).is_ok()
}

struct Failed(Option<Dynamic>);

impl Errors for Failed {
    fn facts(&self) -> &'static [ErrorFacts] {
        &[ErrorFacts { name: "LostException", ..ErrorFacts::NONE }]
    }

    fn blank(&mut self, _: usize) -> Option<&mut dyn Value> {
        Some(self.0.insert(blank(everything())))
    }
}

fn facts(protocol: &'static Protocol, stream: Option<Streamed>) -> &'static OperationFacts {
    // One for each protocol and kind of stream, however many inputs there are.
    static FACTS: OnceLock<Vec<OperationFacts>> = OnceLock::new();
    let all = [
        protocol::JSON_1_1,
        protocol::REST_JSON,
        protocol::HUAWEICLOUD,
        protocol::REST_XML,
        protocol::QUERY,
        protocol::EC2,
        protocol::RPC_V2_CBOR,
    ];
    let made = FACTS.get_or_init(|| {
        let mut made = Vec::new();
        for protocol in all {
            let service: &'static ServiceFacts = Box::leak(Box::new(ServiceFacts {
                id: "fuzz",
                version: Some("2020-01-01"),
                protocol: Some(protocol),
                target_prefix: Some("Fuzz"),
                ..ServiceFacts::NONE
            }));
            for output_stream in [None, Some(Streamed::Events)] {
                made.push(OperationFacts {
                    name: "Read",
                    service,
                    http: Some(HttpFacts { method: "POST", path: "/", status: 200 }),
                    output_stream,
                    ..OperationFacts::NONE
                });
            }
        }
        made
    });
    let wanted = |facts: &&OperationFacts| {
        facts.service.protocol == Some(protocol) && facts.output_stream == stream
    };
    made.iter().find(wanted).expect("each protocol has its facts")
}

fn blank(structure: &'static Structure) -> Dynamic {
    let mut value = Dynamic::of(Kind::Structure(structure));
    value.slot();
    value
}

/// Members of every kind, itself among them.
fn everything() -> &'static Structure {
    static EVERYTHING: OnceLock<&Structure> = OnceLock::new();
    EVERYTHING.get_or_init(|| {
        let all = Structure::named("Everything");
        let forever = |kind: Kind| -> &'static Kind { Box::leak(Box::new(kind)) };
        let own = forever(Kind::Structure(all));
        let choice = Structure::named("Choice");
        let choices = [("a", Kind::String), ("b", Kind::Structure(all)), ("c", Kind::List(own))];
        choice.define(choices, Stated::default());
        let members = [
            ("boolean", Kind::Boolean),
            ("integer", Kind::Integer),
            ("float", Kind::Float),
            ("double", Kind::Double),
            ("text", Kind::String),
            ("time", Kind::Timestamp),
            ("blob", Kind::Blob),
            ("document", Kind::Document),
            ("list", Kind::List(own)),
            ("flat", Kind::List(own)),
            ("map", Kind::Map(own)),
            ("flatMap", Kind::Map(own)),
            ("own", Kind::Structure(all)),
            ("choice", Kind::Union(choice)),
            ("attribute", Kind::String),
        ];
        let at = |place: u16| Wire { place, ..Wire::NONE };
        let wire = vec![
            Wire { flattened: true, ..at(9) },
            Wire { flattened: true, ..at(11) },
            Wire { attribute: true, name: Some("x:attribute"), ..at(14) },
        ];
        all.define(members, Stated { wire, ..Stated::default() });
        all
    })
}

/// A stream of events.
fn listening() -> &'static Structure {
    static LISTENING: OnceLock<&Structure> = OnceLock::new();
    LISTENING.get_or_init(|| {
        let raw = Structure::named("Raw");
        let payload = Wire { location: Location::Payload, ..Wire::NONE };
        let header = Wire { place: 1, location: Location::Header, ..Wire::NONE };
        let members = [("bytes", Kind::Blob), ("header", Kind::Integer)];
        raw.define(members, Stated { wire: vec![payload, header], ..Stated::default() });
        let events = Structure::named("Events");
        let kinds = [("Raw", Kind::Structure(raw)), ("All", Kind::Structure(everything()))];
        events.define(kinds, Stated::default());
        let output = Structure::named("Listening");
        let wire = vec![Wire { location: Location::Payload, ..Wire::NONE }];
        output.define([("events", Kind::Events(events))], Stated { wire, ..Stated::default() });
        output
    })
}
