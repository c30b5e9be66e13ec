//! The tables of a spec file, each with its keys.

mod operation;
mod shape;

use serde::de::MapAccess;

pub(in crate::spec) use self::operation::{OperationTable, WaiterTable};
pub(in crate::spec) use self::shape::{MemberTable, ShapeTable};
use super::seed::{Reader, Table, by_name, table, text};
use crate::spec::problem::ProblemKind;
use crate::spec::{Operation, Protocol, Provider, ServiceId, Shape, Waiter};

/// The whole file.
#[derive(Default)]
pub(super) struct File {
    pub format: Option<String>,
    pub provider: Option<Provider>,
    pub service: Option<ServiceId>,
    pub title: Option<String>,
    pub client: Option<String>,
    pub version: Option<String>,
    pub documentation: Option<String>,
    pub protocol: Option<Protocol>,
    pub operations: Vec<Operation>,
    pub waiters: Vec<Waiter>,
    pub shapes: Vec<Shape>,
}

impl Table for File {
    const WHAT: &'static str = "a spec";
    const KEYS: &'static [&'static str] = &[
        "format",
        "provider",
        "service",
        "title",
        "client",
        "version",
        "documentation",
        "protocol",
        "operations",
        "waiters",
        "shapes",
    ];

    fn entry<'de, A: MapAccess<'de>>(
        &mut self,
        reader: &mut Reader,
        key: &str,
        map: &mut A,
    ) -> Result<(), A::Error> {
        match key {
            "format" => self.format = Some(text(map)?.into_owned()),
            "provider" => {
                self.provider = reader.word(key, &text(map)?, &Provider::ALL, Provider::as_str);
            }
            "service" => match ServiceId::new(&text(map)?) {
                Ok(id) => self.service = Some(id),
                Err(error) => reader.problem_at(key, ProblemKind::ServiceId(error.to_string())),
            },
            "title" => self.title = Some(text(map)?.into_owned()),
            "client" => self.client = Some(text(map)?.into_owned()),
            "version" => self.version = Some(text(map)?.into_owned()),
            "documentation" => self.documentation = Some(text(map)?.into_owned()),
            "protocol" => {
                let mut protocol = Protocol::default();
                reader.within(key, |reader| table(map, reader, &mut protocol))?;
                self.protocol = Some(protocol);
            }
            "operations" => {
                let operations = &mut self.operations;
                reader.within(key, |reader| {
                    by_name(map, reader, |reader, name, operation: OperationTable| {
                        operations.push(operation.named(reader, name));
                    })
                })?;
            }
            "waiters" => {
                let waiters = &mut self.waiters;
                reader.within(key, |reader| {
                    by_name(map, reader, |reader, name, waiter: WaiterTable| {
                        waiters.push(waiter.named(reader, name));
                    })
                })?;
            }
            _ => {
                let shapes = &mut self.shapes;
                reader.within(key, |reader| {
                    by_name(map, reader, |reader, name, shape: ShapeTable| {
                        shapes.push(shape.named(reader, name));
                    })
                })?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
pub(in crate::spec) fn keys() -> Vec<(&'static str, &'static [&'static str])> {
    fn of<T: Table>() -> (&'static str, &'static [&'static str]) {
        (T::WHAT, T::KEYS)
    }
    vec![
        of::<OperationTable>(),
        of::<operation::HttpTable>(),
        of::<WaiterTable>(),
        of::<ShapeTable>(),
    ]
}
