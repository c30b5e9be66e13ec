//! How flags, words, texts and numbers stand in a spec.

use serde::de::MapAccess;

use super::Codec;
use crate::spec::read::seed::{Reader, flag, text, texts};
use crate::spec::scalar;
use crate::spec::writer::Writer;
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
        let text = crate::spec::tests::arbitrary::text().prop_map(|text| T::from(&text));
        proptest::option::of(text).boxed()
    }
}

/// A text that names members of the input in braces: `{AccountId}.`.
pub(crate) struct Template;

impl Codec<Option<Box<str>>> for Template {
    fn read<'de, A: MapAccess<'de>>(
        reader: &mut Reader,
        key: &str,
        map: &mut A,
    ) -> Result<Option<Box<str>>, A::Error> {
        Text::read(reader, key, map)
    }

    fn write(value: &Option<Box<str>>, key: &str, writer: &mut Writer<'_>) {
        Text::write(value, key, writer);
    }

    fn schema() -> String {
        <Text as Codec<Option<Box<str>>>>::schema()
    }

    fn text(value: &Option<Box<str>>) -> Option<&str> {
        value.as_deref()
    }

    fn template(value: &Option<Box<str>>) -> Option<&str> {
        value.as_deref()
    }

    fn rewrite(value: &mut Option<Box<str>>, anew: &mut dyn FnMut(&str) -> String) {
        if let Some(value) = value {
            *value = anew(value).into();
        }
    }

    #[cfg(test)]
    fn any(depth: u32) -> proptest::strategy::BoxedStrategy<Option<Box<str>>> {
        Text::any(depth)
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
        proptest::collection::vec(crate::spec::tests::arbitrary::text(), 0..3).boxed()
    }
}
