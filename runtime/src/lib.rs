//! What the bindings that doc-bindgen emits stand on.
//!
//! Emitted code says what differs between operations, as data ([`facts`], [`wire`]) and as one small
//! implementation of [`Operation`] each. What is the same for all of them stands here once, how
//! values become requests and responses values ([`protocol`]) included.
//!
//! Nothing in here but an [`adapter`] opens a socket: an [`Operation`] turns its input into an [`http::Request`], and
//! an [`http::Response`] into its output or an [`Error`]. A [`Transport`] carries the one to the
//! other; it belongs to the caller, and so do timers ([`Sleep`]).

pub mod adapter;
mod base64;
mod blob;
pub mod blocking;
#[cfg(feature = "credentials")]
mod builder;
mod call;
mod client;
#[cfg(not(feature = "credentials"))]
mod configured;
#[cfg(feature = "credentials")]
pub mod credentials;
mod document;
pub mod dynamic;
pub mod endpoints;
mod enumeration;
mod error;
mod event_stream;
pub mod facts;
mod idempotency;
pub mod jmespath;
mod list;
mod map;
mod named;
mod operation;
mod pagination;
mod percent;
pub mod protocol;
pub mod retry;
pub mod sending;
pub mod settings;
#[cfg(feature = "sign")]
pub mod sign;
#[cfg(feature = "sign")]
mod signed;
mod stream;
pub mod testing;
pub mod timer;
mod timestamp;
mod transport;
mod unknown;
mod value;
mod waiter;
pub mod wire;

pub use std::collections::BTreeMap;

pub use bytes::Bytes;
pub use futures_core::Stream;
pub use http;

pub use blob::Blob;
#[cfg(feature = "credentials")]
pub use builder::{Builder, SetupError};
pub use call::Call;
pub use client::Client;
pub use document::{Document, Number};
pub use enumeration::{Enumeration, Named};
pub use error::{BoxError, Error, ErrorKind, Failure};
pub use event_stream::EventStream;
pub use list::List;
pub use map::Map;
pub use operation::{
    Buckets, Endpoint, Listing, Operation, OperationResult, Paginated, ServiceError,
};
pub use pagination::{Circles, Items, Pages, Token};
#[cfg(feature = "sign")]
pub use sending::Credentials;
#[cfg(feature = "serde")]
#[doc(hidden)]
pub use serde_core;
#[cfg(feature = "sign")]
pub use signed::{Signed, Signing};
pub use stream::ByteStream;
pub use timestamp::{Timestamp, TimestampError};
pub use transport::{AnyTransport, Transport};
pub use unknown::UnknownMember;
pub use value::{
    Entries, EventSource, Events, Key, Member, Path, Sequence, Shape, Slot, Union, Value, View,
    WriteEvent, blank, copied, debug, equal, missing, put, set,
};
#[cfg(feature = "serde")]
#[doc(hidden)]
pub use value::{deserialize, serialize};
pub use waiter::{Attempt, Judge, Judging, Sleep, Verdict, Wait, WaitResult, Waiting};
pub use wire::Wire;
