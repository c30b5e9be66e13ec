//! A group of keys, one row for each.
//!
//! A row says a key's field, type, codec and meaning. The structure, reading, writing, the schema,
//! merging and what tests make up all follow from it, so a new key is a new row.

use serde::de::MapAccess;

use super::read::seed::{Reader, Table, flag, table, tables, text, texts};
use super::scalar;
use super::schema::Row;
use super::write::Writer;

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

    /// What is stated, each key with its value as a spec has it.
    fn stated(&self) -> Vec<(&'static str, String)>;

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

            fn rows() -> Vec<$crate::spec::schema::Row> {
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

            fn write(&self, writer: &mut $crate::spec::write::Writer<'_>) {
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

            fn stated(&self) -> Vec<(&'static str, String)> {
                use $crate::spec::keys::{Codec, Fact, shown};
                let mut stated = Vec::new();
                $(if !Fact::is_none(&self.$field) {
                    let write = |writer: &mut $crate::spec::write::Writer<'_>| {
                        <$codec as Codec<$ty>>::write(&self.$field, $key, writer);
                    };
                    stated.push(($key, shown($key, write)));
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

/// A word of a list.
pub(crate) trait Word: Copy + PartialEq + 'static {
    /// Every word.
    const WORDS: &'static [Self];

    /// How it is written.
    fn word(self) -> &'static str;
}

/// `true`, or left out.
pub(crate) struct Flag;

impl Codec<bool> for Flag {
    fn read<'de, A: MapAccess<'de>>(
        _: &mut Reader,
        _: &str,
        map: &mut A,
    ) -> Result<bool, A::Error> {
        flag(map)
    }

    fn write(value: &bool, key: &str, writer: &mut Writer<'_>) {
        writer.flag(key, *value);
    }

    fn schema() -> String {
        r#""type": "boolean""#.into()
    }

    #[cfg(test)]
    fn any(_: u32) -> proptest::strategy::BoxedStrategy<bool> {
        use proptest::strategy::Strategy;
        proptest::bool::ANY.boxed()
    }
}

/// `true` or `false`, or left out.
pub(crate) struct YesNo;

impl Codec<Option<bool>> for YesNo {
    fn read<'de, A: MapAccess<'de>>(
        _: &mut Reader,
        _: &str,
        map: &mut A,
    ) -> Result<Option<bool>, A::Error> {
        flag(map).map(Some)
    }

    fn write(value: &Option<bool>, key: &str, writer: &mut Writer<'_>) {
        if let Some(value) = value {
            writer.word(key, if *value { "true" } else { "false" });
        }
    }

    fn schema() -> String {
        Flag::schema()
    }

    #[cfg(test)]
    fn any(_: u32) -> proptest::strategy::BoxedStrategy<Option<bool>> {
        use proptest::strategy::Strategy;
        proptest::option::of(proptest::bool::ANY).boxed()
    }
}

/// A text.
pub(crate) struct Text;

impl<T> Codec<Option<T>> for Text
where
    T: AsRef<str> + for<'a> From<&'a str> + Clone + std::fmt::Debug + 'static,
{
    fn read<'de, A: MapAccess<'de>>(
        _: &mut Reader,
        _: &str,
        map: &mut A,
    ) -> Result<Option<T>, A::Error> {
        Ok(Some(T::from(&*text(map)?)))
    }

    fn write(value: &Option<T>, key: &str, writer: &mut Writer<'_>) {
        writer.optional_text(key, value.as_ref().map(AsRef::as_ref));
    }

    fn schema() -> String {
        r#""type": "string""#.into()
    }

    fn text(value: &Option<T>) -> Option<&str> {
        value.as_ref().map(AsRef::as_ref)
    }

    #[cfg(test)]
    fn any(_: u32) -> proptest::strategy::BoxedStrategy<Option<T>> {
        use proptest::strategy::Strategy;
        let text = super::tests::arbitrary::text().prop_map(|text| T::from(&text));
        proptest::option::of(text).boxed()
    }
}

/// A text that stands in single quotes whatever it is: one full of signs.
pub(crate) struct Signs;

impl Codec<Option<Box<str>>> for Signs {
    fn read<'de, A: MapAccess<'de>>(
        reader: &mut Reader,
        key: &str,
        map: &mut A,
    ) -> Result<Option<Box<str>>, A::Error> {
        Text::read(reader, key, map)
    }

    fn write(value: &Option<Box<str>>, key: &str, writer: &mut Writer<'_>) {
        if let Some(value) = value {
            writer.value(key, |out| scalar::write_single(out, value));
        }
    }

    fn schema() -> String {
        <Text as Codec<Option<Box<str>>>>::schema()
    }

    #[cfg(test)]
    fn any(depth: u32) -> proptest::strategy::BoxedStrategy<Option<Box<str>>> {
        Text::any(depth)
    }
}

/// A number, as the decimal text that it is in the documentation, so that nothing is lost.
pub(crate) struct Decimal;

impl Codec<Option<Box<str>>> for Decimal {
    fn read<'de, A: MapAccess<'de>>(
        reader: &mut Reader,
        key: &str,
        map: &mut A,
    ) -> Result<Option<Box<str>>, A::Error> {
        Text::read(reader, key, map)
    }

    fn write(value: &Option<Box<str>>, key: &str, writer: &mut Writer<'_>) {
        if let Some(value) = value {
            writer.value(key, |out| {
                if is_decimal(value) {
                    out.push_str(value);
                } else {
                    scalar::write_quoted(out, value);
                }
            });
        }
    }

    fn schema() -> String {
        r#""type": ["number", "string"]"#.into()
    }

    #[cfg(test)]
    fn any(depth: u32) -> proptest::strategy::BoxedStrategy<Option<Box<str>>> {
        use proptest::strategy::Strategy;
        let number = "-?[0-9]{1,20}(\\.[0-9]{1,5})?".prop_map(|text| Some(text.into()));
        proptest::prop_oneof![number, <Text as Codec<Option<Box<str>>>>::any(depth)].boxed()
    }
}

/// Whether every reader takes the text for the number that it is.
fn is_decimal(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = match unsigned.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (unsigned, None),
    };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole) && (whole == "0" || !whole.starts_with('0')) && fraction.is_none_or(digits)
}

/// A whole number.
pub(crate) struct Count;

impl Codec<Option<u64>> for Count {
    fn read<'de, A: MapAccess<'de>>(
        reader: &mut Reader,
        key: &str,
        map: &mut A,
    ) -> Result<Option<u64>, A::Error> {
        Ok(reader.number(key, &text(map)?))
    }

    fn write(value: &Option<u64>, key: &str, writer: &mut Writer<'_>) {
        if let Some(value) = value {
            writer.word(key, &value.to_string());
        }
    }

    fn schema() -> String {
        r#""type": "integer", "minimum": 0"#.into()
    }

    #[cfg(test)]
    fn any(_: u32) -> proptest::strategy::BoxedStrategy<Option<u64>> {
        use proptest::strategy::Strategy;
        proptest::option::of(proptest::num::u64::ANY).boxed()
    }
}

/// One of several words.
pub(crate) struct OneOf;

impl<T: Word + std::fmt::Debug> Codec<Option<T>> for OneOf {
    fn read<'de, A: MapAccess<'de>>(
        reader: &mut Reader,
        key: &str,
        map: &mut A,
    ) -> Result<Option<T>, A::Error> {
        Ok(reader.word(key, &text(map)?, T::WORDS, T::word))
    }

    fn write(value: &Option<T>, key: &str, writer: &mut Writer<'_>) {
        if let Some(value) = value {
            writer.word(key, value.word());
        }
    }

    fn schema() -> String {
        let words: Vec<_> = T::WORDS.iter().map(|it| format!("\"{}\"", it.word())).collect();
        format!("\"enum\": [{}]", words.join(", "))
    }

    #[cfg(test)]
    fn any(_: u32) -> proptest::strategy::BoxedStrategy<Option<T>> {
        use proptest::strategy::Strategy;
        proptest::option::of(proptest::sample::select(T::WORDS)).boxed()
    }
}

/// A list of words.
pub(crate) struct Words;

impl<T: Word + std::fmt::Debug> Codec<Vec<T>> for Words {
    fn read<'de, A: MapAccess<'de>>(
        reader: &mut Reader,
        key: &str,
        map: &mut A,
    ) -> Result<Vec<T>, A::Error> {
        let words = texts(map)?;
        Ok(words.iter().filter_map(|it| reader.word(key, it, T::WORDS, T::word)).collect())
    }

    fn write(value: &Vec<T>, key: &str, writer: &mut Writer<'_>) {
        writer.list(key, value.iter().map(|it| it.word()));
    }

    fn schema() -> String {
        let word = <OneOf as Codec<Option<T>>>::schema();
        format!("\"type\": \"array\", \"items\": {{{word}}}")
    }

    #[cfg(test)]
    fn any(_: u32) -> proptest::strategy::BoxedStrategy<Vec<T>> {
        use proptest::strategy::Strategy;
        proptest::collection::vec(proptest::sample::select(T::WORDS), 0..3).boxed()
    }
}

/// A list of texts.
pub(crate) struct List;

impl Codec<Vec<String>> for List {
    fn read<'de, A: MapAccess<'de>>(
        _: &mut Reader,
        _: &str,
        map: &mut A,
    ) -> Result<Vec<String>, A::Error> {
        texts(map)
    }

    fn write(value: &Vec<String>, key: &str, writer: &mut Writer<'_>) {
        writer.list(key, value.iter().map(String::as_str));
    }

    fn schema() -> String {
        r#""type": "array", "items": {"type": "string"}"#.into()
    }

    #[cfg(test)]
    fn any(_: u32) -> proptest::strategy::BoxedStrategy<Vec<String>> {
        use proptest::strategy::Strategy;
        proptest::collection::vec(super::tests::arbitrary::text(), 0..3).boxed()
    }
}

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
