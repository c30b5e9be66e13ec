//! Operations and waiters.

use serde::de::MapAccess;

use crate::spec::keys::{Keys, joined};
use crate::spec::read::edits::Edits;
use crate::spec::read::seed::{Reader, Table, flag, table, tables, text, texts};
use crate::spec::{Acceptor, Http, Operation, Pagination, Sending, ShapeId, Sparse, Waiter};

/// An operation as far as it is stated.
#[derive(Clone, Default)]
pub(in crate::spec) struct OperationTable {
    method: Option<String>,
    documentation: Option<String>,
    deprecated: Option<bool>,
    input: Option<ShapeId>,
    output: Option<ShapeId>,
    errors: Option<Vec<ShapeId>>,
    http: Option<Http>,
    sending: Sparse<Sending>,
    /// What is stated not to be so: an overlay's `checksum: false`.
    not: Vec<&'static str>,
    pagination: Option<Pagination>,
    /// What an overlay does to it besides.
    pub edits: Option<Box<Edits>>,
}

impl OperationTable {
    /// The operation of that name, whole.
    pub fn named(self, reader: &mut Reader, name: &str) -> Operation {
        if self.method.is_none() {
            reader.missing("method", "an operation");
        }
        Operation {
            name: name.into(),
            method: self.method.unwrap_or_default(),
            documentation: self.documentation,
            deprecated: self.deprecated.unwrap_or_default(),
            input: self.input,
            output: self.output,
            errors: self.errors.unwrap_or_default(),
            http: self.http,
            sending: self.sending,
            pagination: self.pagination,
        }
    }

    /// Puts what is stated here in the place of what the operation has. `id` gives the shapes of
    /// the names.
    pub fn put(self, operation: &mut Operation, id: &mut dyn FnMut(ShapeId) -> ShapeId) {
        put(&mut operation.method, self.method);
        put_some(&mut operation.documentation, self.documentation);
        put(&mut operation.deprecated, self.deprecated);
        put_some(&mut operation.input, self.input.map(&mut *id));
        put_some(&mut operation.output, self.output.map(&mut *id));
        put(&mut operation.errors, self.errors.map(|ids| ids.into_iter().map(id).collect()));
        put_some(&mut operation.http, self.http);
        operation.sending.put_from(&self.sending);
        for key in self.not {
            operation.sending.leave_out(key);
        }
        if let Some(pagination) = self.pagination {
            operation.pagination.get_or_insert_default().put(&pagination);
        }
    }
}

/// Puts a value in the place of another if there is one.
pub(super) fn put<T>(place: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *place = value;
    }
}

/// Puts a value in the place of one that may not be there, if there is one.
pub(super) fn put_some<T>(place: &mut Option<T>, value: Option<T>) {
    if value.is_some() {
        *place = value;
    }
}

/// The keys of an operation that stand before those of how it is sent.
const BEFORE: &[&str] =
    &["method", "documentation", "deprecated", "input", "output", "errors", "http"];
const SENDING: &[&str] = <Sending as Keys>::KEYS;

impl Table for OperationTable {
    const WHAT: &'static str = "an operation";
    const KEYS: &'static [&'static str] =
        &joined::<{ BEFORE.len() + SENDING.len() + 1 }>(&[BEFORE, SENDING, &["pagination"]]);

    fn edits(&mut self) -> Option<&mut Edits> {
        Some(self.edits.get_or_insert_default())
    }

    fn entry<'de, A: MapAccess<'de>>(
        &mut self,
        reader: &mut Reader,
        key: &str,
        map: &mut A,
    ) -> Result<(), A::Error> {
        match key {
            "method" => self.method = Some(text(map)?.into_owned()),
            "documentation" => self.documentation = Some(text(map)?.into_owned()),
            "deprecated" => self.deprecated = Some(flag(map)?),
            "input" => self.input = Some(reader.name(&text(map)?)),
            "output" => self.output = Some(reader.name(&text(map)?)),
            "errors" => {
                let names = texts(map)?;
                self.errors = Some(names.iter().map(|name| reader.name(name)).collect());
            }
            "http" => {
                let mut http = HttpTable::default();
                self.http = reader.within(key, |reader| {
                    table(map, reader, &mut http)?;
                    Ok(http.checked(reader))
                })?;
            }
            _ if SENDING.contains(&key) => {
                Keys::read(&mut *self.sending, reader, key, map)?;
                self.not.extend(self.sending.as_none(key));
            }
            _ => {
                let mut pagination = Pagination::default();
                reader.within(key, |reader| table(map, reader, &mut pagination))?;
                self.pagination = Some(pagination);
            }
        }
        Ok(())
    }
}

#[derive(Default)]
pub(super) struct HttpTable {
    method: Option<String>,
    path: Option<String>,
    status: Option<u16>,
}

impl HttpTable {
    fn checked(self, reader: &mut Reader) -> Option<Http> {
        const OF: &str = "http";
        if self.method.is_none() {
            reader.missing("method", OF);
        }
        if self.path.is_none() {
            reader.missing("path", OF);
        }
        Some(Http { method: self.method?, path: self.path?, status: self.status })
    }
}

impl Table for HttpTable {
    const WHAT: &'static str = "http";
    const KEYS: &'static [&'static str] = &["method", "path", "status"];

    fn entry<'de, A: MapAccess<'de>>(
        &mut self,
        reader: &mut Reader,
        key: &str,
        map: &mut A,
    ) -> Result<(), A::Error> {
        let value = text(map)?;
        match key {
            "method" => self.method = Some(value.into_owned()),
            "path" => self.path = Some(value.into_owned()),
            _ => self.status = reader.number(key, &value),
        }
        Ok(())
    }
}

/// A waiter as far as it is stated.
#[derive(Clone, Default)]
pub(in crate::spec) struct WaiterTable {
    operation: Option<String>,
    delay: Option<u32>,
    max_attempts: Option<u32>,
    acceptors: Option<Vec<Acceptor>>,
    /// What an overlay does to it besides.
    pub edits: Option<Box<Edits>>,
}

impl WaiterTable {
    /// The waiter of that name, whole.
    pub fn named(self, reader: &mut Reader, name: &str) -> Waiter {
        const OF: &str = "a waiter";
        for (key, missing) in [
            ("operation", self.operation.is_none()),
            ("delay", self.delay.is_none()),
            ("max_attempts", self.max_attempts.is_none()),
        ] {
            if missing {
                reader.missing(key, OF);
            }
        }
        Waiter {
            name: name.into(),
            operation: self.operation.unwrap_or_default(),
            delay: self.delay.unwrap_or_default(),
            max_attempts: self.max_attempts.unwrap_or_default(),
            acceptors: self.acceptors.unwrap_or_default(),
        }
    }

    /// Puts what is stated here in the place of what the waiter has.
    pub fn put(self, waiter: &mut Waiter) {
        put(&mut waiter.operation, self.operation);
        put(&mut waiter.delay, self.delay);
        put(&mut waiter.max_attempts, self.max_attempts);
        put(&mut waiter.acceptors, self.acceptors);
    }
}

impl Table for WaiterTable {
    const WHAT: &'static str = "a waiter";
    const KEYS: &'static [&'static str] = &["operation", "delay", "max_attempts", "acceptors"];

    fn edits(&mut self) -> Option<&mut Edits> {
        Some(self.edits.get_or_insert_default())
    }

    fn entry<'de, A: MapAccess<'de>>(
        &mut self,
        reader: &mut Reader,
        key: &str,
        map: &mut A,
    ) -> Result<(), A::Error> {
        match key {
            "operation" => self.operation = Some(text(map)?.into_owned()),
            "delay" => self.delay = reader.number(key, &text(map)?),
            "max_attempts" => self.max_attempts = reader.number(key, &text(map)?),
            _ => self.acceptors = Some(reader.within(key, |reader| tables(map, reader))?),
        }
        Ok(())
    }
}
