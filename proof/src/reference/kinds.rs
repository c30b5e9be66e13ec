//! Types of a model and of a page in the same words.

use doc_bindgen::facts::{Container, Kind};
use serde_json::Value;

/// A type as a page tells it.
pub fn of_page(kind: &Kind) -> String {
    match kind {
        Kind::Scalar(scalar) => scalar.as_str().to_owned(),
        Kind::Enum(_) => "string".to_owned(),
        Kind::List(element) => format!("list<{}>", of_page(&element.kind)),
        Kind::Map(_, value) => format!("map<{}>", of_page(&value.kind)),
        Kind::Structure(_) | Kind::Union(_) | Kind::EventStream(_) => "structure".to_owned(),
        Kind::Named(name) => name.to_string(),
        Kind::Recursive(_) => "recursive".to_owned(),
        Kind::Unstated(Container::Any) => "anything".to_owned(),
        Kind::Unstated(_) => "unstated".to_owned(),
    }
}

/// A type as the model has it.
pub fn of_model(shapes: &Value, name: &str) -> String {
    let shape = &shapes[name];
    let inner = |key: &str| of_model(shapes, shape[key]["shape"].as_str().unwrap_or_default());
    match shape["type"].as_str().unwrap_or_default() {
        "list" => format!("list<{}>", inner("member")),
        "map" => format!("map<{}>", inner("value")),
        "structure" if shape["document"] == true => "document".to_owned(),
        "structure" => name.to_owned(),
        "character" => "string".to_owned(),
        other => other.to_owned(),
    }
}
