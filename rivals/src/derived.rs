//! The same with serde's derive macros, as one would write it by hand for these two operations alone.

use std::collections::HashMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use doc_bindgen_runtime::Bytes;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::race::{Lap, lap};

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(dead_code)] // what nobody asks for is read all the same
pub struct QueryOutput {
    items: Option<Vec<Item>>,
    count: Option<i64>,
    scanned_count: Option<i64>,
    last_evaluated_key: Option<Item>,
}

type Item = HashMap<String, AttributeValue>;

#[derive(Clone, Serialize, Deserialize)]
pub enum AttributeValue {
    S(String),
    N(String),
    B(Blob),
    SS(Vec<String>),
    NS(Vec<String>),
    BS(Vec<Blob>),
    M(HashMap<String, AttributeValue>),
    L(Vec<AttributeValue>),
    NULL(bool),
    BOOL(bool),
}

#[derive(Clone)]
pub struct Blob(Vec<u8>);

impl Serialize for Blob {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Blob {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        STANDARD.decode(&*text).map(Blob).map_err(serde::de::Error::custom)
    }
}

#[derive(Clone, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Batch {
    request_items: HashMap<String, Vec<WriteRequest>>,
}

#[derive(Clone, Serialize)]
#[serde(rename_all = "PascalCase")]
struct WriteRequest {
    put_request: PutRequest,
}

#[derive(Clone, Serialize)]
#[serde(rename_all = "PascalCase")]
struct PutRequest {
    item: Item,
}

impl Batch {
    /// The items of an answer, to be put, as many as one request may have.
    pub fn new(query: &Bytes) -> Self {
        let output: QueryOutput = serde_json::from_slice(query).expect("an answer of Query");
        let items = output.items.unwrap_or_default().into_iter().take(25);
        let puts = items.map(|item| WriteRequest { put_request: PutRequest { item } }).collect();
        Batch { request_items: HashMap::from([("Orders".to_owned(), puts)]) }
    }
}

pub fn read(body: &Bytes) -> Lap {
    lap(|| serde_json::from_slice::<QueryOutput>(body).expect("an answer of Query"))
}

pub fn write(batch: Batch) -> Lap {
    lap(move || serde_json::to_vec(&batch).expect("JSON"))
}
