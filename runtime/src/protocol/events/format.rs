//! How the payloads of events are written and read.

use crate::value::Value;
use crate::wire::{Case, Wire};
use crate::{BoxError, Document, Failure};

/// How the payloads of events are written and read.
pub(in super::super) struct Format {
    /// The type of a payload.
    pub(super) content_type: &'static str,
    pub(in super::super) read: ReadPayload,
    pub(super) write: WritePayload,
    /// A payload of which nothing is known.
    pub(super) document: fn(&[u8]) -> Option<Document>,
}

type ReadPayload = fn(&[u8], &mut dyn Value, &Wire, Case) -> Result<(), BoxError>;
type WritePayload = fn(&dyn Value, &Wire, Case) -> Result<Vec<u8>, Failure>;

#[cfg(feature = "json")]
pub(in super::super) static JSON: Format = Format {
    content_type: "application/json",
    read: |body, value, wire, case| Ok(super::super::json::read(body, value, wire, case)?),
    write: |value, wire, case| {
        let mut writer = super::super::json::Writer::new(case);
        writer.value(value, wire);
        writer.finish()
    },
    document: super::super::json::document,
};

#[cfg(feature = "xml")]
pub(in super::super) static XML: Format = Format {
    content_type: "application/xml",
    read: |body, value, wire, case| {
        Ok(super::super::xml::Document::new(body, case)?.read(value, wire)?)
    },
    write: |value, wire, case| {
        let mut writer = super::super::xml::Writer::new(case);
        let name = match value.view() {
            crate::value::View::Inner(record) => record.shape().name,
            _ => value.shape().name,
        };
        writer.value(wire.name.unwrap_or(name), value, wire)?;
        Ok(writer.finish())
    },
    document: |_| None,
};

#[cfg(feature = "cbor")]
pub(in super::super) static CBOR: Format = Format {
    content_type: "application/cbor",
    read: |body, value, wire, case| Ok(super::super::cbor::read(body, value, wire, case)?),
    write: |value, wire, case| {
        let mut writer = super::super::cbor::Writer::new(case);
        writer.value(value, wire)?;
        Ok(writer.finish())
    },
    document: super::super::cbor::document,
};
