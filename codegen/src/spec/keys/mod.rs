//! A group of keys, one row for each.
//!
//! A row says a key's field, type, codec and meaning. The structure, reading, writing, the schema,
//! merging and what tests make up all follow from it, so a new key is a new row.

mod tables;
mod values;

use std::borrow::Cow;

use serde::de::MapAccess;

pub(crate) use self::tables::{Boxed, Defined, Each, Nested};
pub(crate) use self::values::{
    Count, Decimal, Flag, List, OneOf, Signs, Template, Text, Word, Words, YesNo,
};
use super::read::seed::Reader;
use super::writer::Writer;

/// A row of the schema: a key, its value's schema (the content of an object), and what it means.
pub(crate) type Row = (&'static str, Cow<'static, str>, &'static str);

/// A structure whose fields are keys of the format.
pub(crate) trait Keys: Default + Clone + PartialEq + 'static {
    /// What it is, in a message: "a member".
    const WHAT: &'static str;
    /// Its keys, in their order.
    const KEYS: &'static [&'static str];
    /// It, with nothing stated.
    const NONE: &'static Self;

    /// Whether nothing is stated.
    fn is_empty(&self) -> bool;

    /// Takes over what the other states and this does not.
    fn fill(&mut self, other: &Self);

    /// Takes over what the other states.
    fn put(&mut self, other: &Self);

    /// Leaves out what stands under `key`.
    fn leave_out(&mut self, key: &str);

    /// The key, if it stands here with a value that is as good as none: `false`, an empty list.
    fn as_none(&self, key: &str) -> Option<&'static str>;

    /// The rows of the schema.
    fn rows() -> Vec<Row>;

    /// Takes in the value of `key`, which is one of [`KEYS`](Keys::KEYS).
    fn read<'de, A: MapAccess<'de>>(
        &mut self,
        reader: &mut Reader,
        key: &str,
        map: &mut A,
    ) -> Result<(), A::Error>;

    /// Writes what is stated.
    fn write(&self, writer: &mut Writer<'_>);

    /// The texts in it, each with its key.
    fn texts(&self, found: &mut dyn FnMut(&'static str, &str));

    /// The texts in it that name members of the input in braces, each with its key.
    fn templates(&self, found: &mut dyn FnMut(&'static str, &str));

    /// Writes those anew, where specs are compared.
    #[cfg_attr(not(feature = "diff"), allow(dead_code))]
    fn rewrite(&mut self, anew: &mut dyn FnMut(&str) -> String);

    /// What is stated, each key with its value as a spec has it; those of a table within it by
    /// themselves, as `element.wire`.
    fn stated(&self) -> Vec<(String, String)>;

    /// Whatever can be stated, so deep.
    #[cfg(test)]
    fn any(depth: u32) -> proptest::strategy::BoxedStrategy<Self>;
}

/// What may be left out of a spec.
pub(crate) trait Fact: Clone + PartialEq {
    /// It is left out.
    const NONE: Self;

    /// Whether it is left out.
    fn is_none(&self) -> bool;
}

impl Fact for bool {
    const NONE: Self = false;

    fn is_none(&self) -> bool {
        !self
    }
}

impl<T: Clone + PartialEq> Fact for Option<T> {
    const NONE: Self = None;

    fn is_none(&self) -> bool {
        self.is_none()
    }
}

impl<T: Clone + PartialEq> Fact for Vec<T> {
    const NONE: Self = Vec::new();

    fn is_none(&self) -> bool {
        self.is_empty()
    }
}

/// How a value stands in a spec.
pub(crate) trait Codec<T> {
    /// Reads the value at hand, that of `key`.
    fn read<'de, A: MapAccess<'de>>(
        reader: &mut Reader,
        key: &str,
        map: &mut A,
    ) -> Result<T, A::Error>;

    /// Writes `key` with the value, which is there.
    fn write(value: &T, key: &str, writer: &mut Writer<'_>);

    /// The content of the schema's object for it.
    fn schema() -> String;

    /// The text in it, if it is one that may hold anything.
    fn text(_: &T) -> Option<&str> {
        None
    }

    /// The text in it, if it names members of the input in braces.
    fn template(_: &T) -> Option<&str> {
        None
    }

    /// Writes that text anew, where specs are compared.
    #[cfg_attr(not(feature = "diff"), allow(dead_code))]
    fn rewrite(_: &mut T, _: &mut dyn FnMut(&str) -> String) {}

    /// What is stated by it under `key`.
    fn stated(value: &T, key: &str) -> Vec<(String, String)> {
        vec![(key.to_owned(), shown(key, |writer| Self::write(value, key, writer)))]
    }

    /// Whatever it can be.
    #[cfg(test)]
    fn any(depth: u32) -> proptest::strategy::BoxedStrategy<T>;
}

/// A structure of keys: fields, with their types and [`Codec`]s, the words for them, and what they
/// mean.
macro_rules! keys {
    (
        $(#[$doc:meta])*
        pub struct $name:ident = $what:literal {
            $($field:ident: $ty:ty as $codec:ty = $key:literal, $help:literal;)*
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name {
            $(#[doc = $help] pub $field: $ty,)*
        }

        impl $name {
            /// Whether nothing is stated.
            pub fn is_empty(&self) -> bool {
                $crate::spec::keys::Keys::is_empty(self)
            }

            /// Takes over what the other states and this does not.
            pub fn fill(&mut self, other: &Self) {
                $crate::spec::keys::Keys::fill(self, other);
            }

            /// Takes over what the other states.
            pub fn put(&mut self, other: &Self) {
                $crate::spec::keys::Keys::put(self, other);
            }
        }

        impl $crate::spec::keys::Keys for $name {
            const WHAT: &'static str = $what;
            const KEYS: &'static [&'static str] = &[$($key),*];
            const NONE: &'static Self =
                &$name { $($field: <$ty as $crate::spec::keys::Fact>::NONE,)* };

            fn is_empty(&self) -> bool {
                use $crate::spec::keys::Fact;
                true $(&& Fact::is_none(&self.$field))*
            }

            fn fill(&mut self, other: &Self) {
                use $crate::spec::keys::Fact;
                $(if Fact::is_none(&self.$field) {
                    self.$field.clone_from(&other.$field);
                })*
            }

            fn put(&mut self, other: &Self) {
                use $crate::spec::keys::Fact;
                $(if !Fact::is_none(&other.$field) {
                    self.$field.clone_from(&other.$field);
                })*
            }

            fn leave_out(&mut self, key: &str) {
                use $crate::spec::keys::Fact;
                match key {
                    $($key => self.$field = <$ty as Fact>::NONE,)*
                    _ => {}
                }
            }

            fn as_none(&self, key: &str) -> Option<&'static str> {
                use $crate::spec::keys::Fact;
                match key {
                    $($key => Fact::is_none(&self.$field).then_some($key),)*
                    _ => None,
                }
            }

            fn rows() -> Vec<$crate::spec::keys::Row> {
                use $crate::spec::keys::Codec;
                vec![$(($key, <$codec as Codec<$ty>>::schema().into(), $help)),*]
            }

            fn read<'de, A: ::serde::de::MapAccess<'de>>(
                &mut self,
                reader: &mut $crate::spec::read::seed::Reader,
                key: &str,
                map: &mut A,
            ) -> Result<(), A::Error> {
                use $crate::spec::keys::Codec;
                match key {
                    $($key => self.$field = <$codec as Codec<$ty>>::read(reader, key, map)?,)*
                    _ => {
                        map.next_value::<::serde::de::IgnoredAny>()?;
                    }
                }
                Ok(())
            }

            fn write(&self, writer: &mut $crate::spec::writer::Writer<'_>) {
                use $crate::spec::keys::{Codec, Fact};
                $(if !Fact::is_none(&self.$field) {
                    <$codec as Codec<$ty>>::write(&self.$field, $key, writer);
                })*
            }

            fn texts(&self, found: &mut dyn FnMut(&'static str, &str)) {
                use $crate::spec::keys::Codec;
                $(if let Some(text) = <$codec as Codec<$ty>>::text(&self.$field) {
                    found($key, text);
                })*
            }

            fn templates(&self, found: &mut dyn FnMut(&'static str, &str)) {
                use $crate::spec::keys::Codec;
                $(if let Some(text) = <$codec as Codec<$ty>>::template(&self.$field) {
                    found($key, text);
                })*
            }

            fn rewrite(&mut self, anew: &mut dyn FnMut(&str) -> String) {
                use $crate::spec::keys::Codec;
                $(<$codec as Codec<$ty>>::rewrite(&mut self.$field, anew);)*
            }

            fn stated(&self) -> Vec<(String, String)> {
                use $crate::spec::keys::{Codec, Fact};
                let mut stated = Vec::new();
                $(if !Fact::is_none(&self.$field) {
                    stated.extend(<$codec as Codec<$ty>>::stated(&self.$field, $key));
                })*
                stated
            }

            #[cfg(test)]
            fn any(depth: u32) -> proptest::strategy::BoxedStrategy<Self> {
                use proptest::strategy::{Just, Strategy};
                use $crate::spec::keys::Codec;
                let made = Just(Self::default()).boxed();
                $(let made = (made, <$codec as Codec<$ty>>::any(depth))
                    .prop_map(|(mut made, value)| {
                        made.$field = value;
                        made
                    })
                    .boxed();)*
                made
            }
        }

        impl $crate::spec::read::seed::Table for $name {
            const WHAT: &'static str = <Self as $crate::spec::keys::Keys>::WHAT;
            const KEYS: &'static [&'static str] = <Self as $crate::spec::keys::Keys>::KEYS;

            fn entry<'de, A: ::serde::de::MapAccess<'de>>(
                &mut self,
                reader: &mut $crate::spec::read::seed::Reader,
                key: &str,
                map: &mut A,
            ) -> Result<(), A::Error> {
                $crate::spec::keys::Keys::read(self, reader, key, map)
            }
        }
    };
}

pub(in crate::spec) use keys;

/// The value that `write` writes under `key`, in flow style.
pub(in crate::spec) fn shown(key: &str, write: impl FnOnce(&mut Writer<'_>)) -> String {
    let mut text = String::new();
    write(&mut Writer::flow(&mut text));
    match text.strip_prefix(key).and_then(|rest| rest.strip_prefix(": ")) {
        Some(value) => value.to_owned(),
        None => text,
    }
}

/// The keys of several tables as one.
pub(in crate::spec) const fn joined<const COUNT: usize>(
    tables: &[&[&'static str]],
) -> [&'static str; COUNT] {
    let mut keys = [""; COUNT];
    let (mut table, mut place) = (0, 0);
    while table < tables.len() {
        let mut key = 0;
        while key < tables[table].len() {
            keys[place] = tables[table][key];
            place += 1;
            key += 1;
        }
        table += 1;
    }
    keys
}
