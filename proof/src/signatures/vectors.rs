//! Published vectors of SDK-HMAC-SHA256.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use doc_bindgen_runtime::Timestamp;
use doc_bindgen_runtime::sign::{Keys, Parts, Payload, SdkHmac};
use serde::Deserialize;

use super::Tried;

/// A request and its signature. What is only a step of one, or of another algorithm, has no
/// authorization of this one, and is left out.
#[derive(Deserialize)]
struct Vector {
    source: String,
    #[serde(default)]
    ak: String,
    #[serde(default)]
    sk: String,
    #[serde(default)]
    method: String,
    host: Option<String>,
    #[serde(default)]
    path: String,
    #[serde(default)]
    query: Vec<(String, serde_json::Value)>,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    #[serde(default)]
    body: String,
    #[serde(default)]
    authorization: String,
}

pub fn hold(path: &Path) -> Result<Tried, String> {
    let at = |e: String| format!("{}: {e}", path.display());
    let text = fs::read_to_string(path).map_err(|e| at(e.to_string()))?;
    let vectors: Vec<Vector> = serde_json::from_str(&text).map_err(|e| at(e.to_string()))?;
    let mut tried = Tried::default();
    for vector in
        vectors.iter().filter(|it| it.authorization.starts_with("SDK-") && !it.method.is_empty())
    {
        let found = authorization(vector).map_err(|e| at(format!("{}: {e}", vector.source)))?;
        tried.note(&vector.source, "the authorization", &vector.authorization, &found);
    }
    Ok(tried)
}

fn authorization(vector: &Vector) -> Result<String, String> {
    let date = vector.headers.get("X-Sdk-Date").ok_or("no date")?;
    let part = |range| date.get(range).unwrap_or_default();
    let text = format!(
        "{}-{}-{}T{}:{}:{}Z",
        part(0..4),
        part(4..6),
        part(6..8),
        part(9..11),
        part(11..13),
        part(13..15)
    );
    let time: Timestamp = text.parse().map_err(|e| format!("{text}: {e}"))?;
    let mut headers: Vec<(&str, &[u8])> =
        vector.headers.iter().map(|(name, value)| (&**name, value.as_bytes())).collect();
    if let Some(host) = &vector.host {
        headers.push(("host", host.as_bytes()));
    }
    let query: Vec<String> = vector
        .query
        .iter()
        .map(|(name, value)| format!("{name}={}", value.as_str().unwrap_or_default()))
        .collect();
    let parts = Parts {
        method: &vector.method,
        path: &vector.path,
        query: &query.join("&"),
        headers: &headers,
    };
    let keys = Keys::new(vector.ak.as_str(), vector.sk.as_str());
    let payload = Payload::Bytes(vector.body.as_bytes());
    SdkHmac::new(&keys, time).authorization(&parts, payload).map_err(|e| e.to_string())
}
