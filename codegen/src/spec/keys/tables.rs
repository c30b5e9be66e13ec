//! How tables that stand in a key stand in a spec.

use serde::de::MapAccess;

use super::{Codec, Keys};
use crate::spec::read::seed::{Reader, Table, table, tables};
use crate::spec::writer::Writer;
/// A table of keys of its own, on one line where it fits.
pub(crate) struct Nested;

/// A table that stands in another, with its name in the schema.
pub(crate) trait Defined: Keys + Table + std::fmt::Debug {
    /// What the schema calls it.
    const DEFINITION: &'static str;
}

impl<T: Defined> Codec<Option<T>> for Nested {
    fn read<'de, A: MapAccess<'de>>(
        reader: &mut Reader,
        key: &str,
        map: &mut A,
    ) -> Result<Option<T>, A::Error> {
        let mut value = T::default();
        reader.within(key, |reader| table(map, reader, &mut value))?;
        Ok(Some(value))
    }

    fn write(value: &Option<T>, key: &str, writer: &mut Writer<'_>) {
        if let Some(value) = value {
            writer.flow_or_block(key, |writer| Keys::write(value, writer));
        }
    }

    fn stated(value: &Option<T>, key: &str) -> Vec<(String, String)> {
        value.as_ref().map(|value| within(key, value)).unwrap_or_default()
    }

    fn schema() -> String {
        format!("\"$ref\": \"#/$defs/{}\"", T::DEFINITION)
    }

    #[cfg(test)]
    fn any(depth: u32) -> proptest::strategy::BoxedStrategy<Option<T>> {
        use proptest::strategy::{Just, Strategy};
        match depth.checked_sub(1) {
            Some(depth) => proptest::option::of(T::any(depth)).boxed(),
            None => Just(None).boxed(),
        }
    }
}

/// What is stated in the table under `key`.
fn within(key: &str, table: &impl Keys) -> Vec<(String, String)> {
    let stated = table.stated().into_iter();
    stated.map(|(inner, value)| (format!("{key}.{inner}"), value)).collect()
}

/// A list of tables, each on a line.
pub(crate) struct Each;

impl<T: Defined> Codec<Vec<T>> for Each {
    fn read<'de, A: MapAccess<'de>>(
        reader: &mut Reader,
        key: &str,
        map: &mut A,
    ) -> Result<Vec<T>, A::Error> {
        reader.within(key, |reader| tables(map, reader))
    }

    fn write(value: &Vec<T>, key: &str, writer: &mut Writer<'_>) {
        writer.each(key, value);
    }

    fn schema() -> String {
        let each = <Nested as Codec<Option<T>>>::schema();
        format!("\"type\": \"array\", \"items\": {{{each}}}")
    }

    #[cfg(test)]
    fn any(depth: u32) -> proptest::strategy::BoxedStrategy<Vec<T>> {
        use proptest::strategy::{Just, Strategy};
        match depth.checked_sub(1) {
            Some(depth) => proptest::collection::vec(T::any(depth), 0..3).boxed(),
            None => Just(Vec::new()).boxed(),
        }
    }
}

/// The same where the table may hold one like itself.
pub(crate) struct Boxed;

impl<T: Defined> Codec<Option<Box<T>>> for Boxed {
    fn read<'de, A: MapAccess<'de>>(
        reader: &mut Reader,
        key: &str,
        map: &mut A,
    ) -> Result<Option<Box<T>>, A::Error> {
        let value: Option<T> = Nested::read(reader, key, map)?;
        Ok(value.map(Box::new))
    }

    fn write(value: &Option<Box<T>>, key: &str, writer: &mut Writer<'_>) {
        if let Some(value) = value {
            writer.flow_or_block(key, |writer| Keys::write(&**value, writer));
        }
    }

    fn stated(value: &Option<Box<T>>, key: &str) -> Vec<(String, String)> {
        value.as_ref().map(|value| within(key, &**value)).unwrap_or_default()
    }

    fn schema() -> String {
        <Nested as Codec<Option<T>>>::schema()
    }

    #[cfg(test)]
    fn any(depth: u32) -> proptest::strategy::BoxedStrategy<Option<Box<T>>> {
        use proptest::strategy::Strategy;
        let value: proptest::strategy::BoxedStrategy<Option<T>> = Nested::any(depth);
        value.prop_map(|value| value.map(Box::new)).boxed()
    }
}
