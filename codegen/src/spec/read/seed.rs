//! YAML mappings into the tables of a spec, without serde's derive macros: a build script has to
//! compile this.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::edits::Edits;
use crate::spec::problem::{KeyPath, Problem, ProblemKind, Step};
use crate::spec::{ShapeId, Type, TypeError, ty};

/// What is known while a file is read.
#[derive(Default)]
pub(crate) struct Reader {
    /// What is wrong. The steps of the paths stand in reverse until the file is read.
    pub problems: Vec<Problem>,
    /// An overlay is read: entries may be stated in part, and edited.
    pub overlay: bool,
    names: HashMap<Box<str>, u32>,
}

impl Reader {
    /// The preliminary id of a shape's name: shapes are sorted and looked up in the end.
    pub fn name(&mut self, name: &str) -> ShapeId {
        if let Some(id) = self.names.get(name) {
            return ShapeId(*id);
        }
        let id = self.names.len() as u32;
        self.names.insert(name.into(), id);
        ShapeId(id)
    }

    /// Every name that was used, by its preliminary id.
    pub fn into_names(self) -> Vec<Box<str>> {
        let mut names = vec![Box::default(); self.names.len()];
        for (name, id) in self.names {
            names[id as usize] = name;
        }
        names
    }

    /// Notes a problem at the place that is being read.
    pub fn problem(&mut self, kind: ProblemKind) {
        self.problems.push(Problem { kind, at: KeyPath::default() });
    }

    /// Notes a problem at a key of the place that is being read.
    pub fn problem_at(&mut self, key: &str, kind: ProblemKind) {
        self.problems.push(Problem { kind, at: KeyPath::of([key]) });
    }

    /// Notes that a key is missing at the place that is being read, unless it is there and wrong.
    pub fn missing(&mut self, key: &'static str, of: &'static str) {
        let said = |problem: &Problem| matches!(&problem.at.0[..], [Step::Key(k)] if **k == *key);
        if !self.problems.iter().rev().take(8).any(said) {
            self.problem(ProblemKind::MissingKey { key, of });
        }
    }

    /// Adds a step to the paths of all problems that were noted since there were `from`.
    pub fn step(&mut self, from: usize, step: impl Fn() -> Step) {
        for problem in self.problems.iter_mut().skip(from) {
            problem.at.0.push(step());
        }
    }

    /// Reads something at `key`, and says so in the problems found there.
    pub fn within<T>(&mut self, key: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        let from = self.problems.len();
        let value = read(self);
        self.step(from, || Step::Key(key.into()));
        value
    }

    /// The type that the text is, shapes by their preliminary ids.
    pub fn ty(&mut self, text: &str) -> Option<Type> {
        match Type::parse(text, &mut |name| Some(self.name(name))) {
            Ok(ty) => Some(ty),
            Err(error) => {
                self.type_problem(text, error);
                None
            }
        }
    }

    fn type_problem(&mut self, text: &str, error: TypeError) {
        let nearest = match &error {
            TypeError::NoContainer(word) => vec![ty::container_meant(word).to_owned()],
            _ => Vec::new(),
        };
        let kind = ProblemKind::Type { text: text.into(), error, nearest };
        self.problem_at("type", kind);
    }

    /// The one of `all` whose word is `text`.
    pub fn word<T: Copy>(
        &mut self,
        key: &str,
        text: &str,
        all: &[T],
        as_str: fn(T) -> &'static str,
    ) -> Option<T> {
        let found = all.iter().copied().find(|one| as_str(*one) == text);
        if found.is_none() {
            let known = all.iter().map(|one| as_str(*one)).collect();
            self.problem_at(key, ProblemKind::NotOneOf { found: text.into(), known });
        }
        found
    }

    /// The number that `text` is.
    pub fn number<T: std::str::FromStr>(&mut self, key: &str, text: &str) -> Option<T> {
        let number = text.parse().ok();
        if number.is_none() {
            self.problem_at(key, ProblemKind::Number(text.into()));
        }
        number
    }
}

/// A YAML mapping with keys of the format, or with names of the API for keys.
pub(crate) trait Table {
    /// What it is, in a message: "a member".
    const WHAT: &'static str;
    /// Its keys; empty where the keys are names of the API.
    const KEYS: &'static [&'static str];

    /// Where an overlay's edits of it go, if it can be edited.
    fn edits(&mut self) -> Option<&mut Edits> {
        None
    }

    /// Takes in the value of `key`, which is one of `KEYS`, or a name.
    fn entry<'de, A: MapAccess<'de>>(
        &mut self,
        reader: &mut Reader,
        key: &str,
        map: &mut A,
    ) -> Result<(), A::Error>;
}

/// Reads the value at hand into a table.
pub(crate) fn table<'de, A: MapAccess<'de>, T: Table>(
    map: &mut A,
    reader: &mut Reader,
    table: &mut T,
) -> Result<(), A::Error> {
    map.next_value_seed(TableSeed { reader, table })
}

/// Reads the value at hand as text.
pub(crate) fn text<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Cow<'de, str>, A::Error> {
    map.next_value_seed(AsText)
}

/// Reads the value at hand as a list of texts.
pub(crate) fn texts<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Vec<String>, A::Error> {
    map.next_value_seed(Texts)
}

/// Reads the value at hand as a list of tables.
pub(crate) fn tables<'de, A: MapAccess<'de>, T: Table + Default>(
    map: &mut A,
    reader: &mut Reader,
) -> Result<Vec<T>, A::Error> {
    map.next_value_seed(Several { reader, of: PhantomData })
}

/// Reads the value at hand as true or false.
pub(crate) fn flag<'de, A: MapAccess<'de>>(map: &mut A) -> Result<bool, A::Error> {
    map.next_value()
}

pub(crate) struct TableSeed<'a, T> {
    pub reader: &'a mut Reader,
    pub table: &'a mut T,
}

impl<'de, T: Table> DeserializeSeed<'de> for TableSeed<'_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, T: Table> Visitor<'de> for TableSeed<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, a mapping", T::WHAT)
    }

    // A key with nothing after it.
    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let TableSeed { reader, table } = self;
        let mut seen = 0u64;
        while let Some(key) = map.next_key_seed(AsText)? {
            let from = reader.problems.len();
            if T::KEYS.is_empty() {
                table.entry(reader, &key, &mut map)?;
                reader.step(from, || Step::Key((*key).into()));
                continue;
            }
            match T::KEYS.iter().position(|known| *known == key) {
                Some(index) => {
                    if seen & (1 << index) != 0 {
                        let at = KeyPath(vec![Step::Again((*key).into(), 1)]);
                        let kind = ProblemKind::Duplicate((*key).into());
                        reader.problems.push(Problem { kind, at });
                    }
                    seen |= 1 << index;
                    table.entry(reader, &key, &mut map)?;
                }
                None => {
                    if reader.overlay
                        && let Some(edits) = table.edits()
                        && Edits::KEYS.contains(&&*key)
                    {
                        edits.entry(&key, &mut map)?;
                        continue;
                    }
                    if !key.starts_with("x-") {
                        let kind = ProblemKind::UnknownKey {
                            key: (*key).into(),
                            of: T::WHAT,
                            known: T::KEYS,
                        };
                        reader.problem_at(&key, kind);
                    }
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

struct AsText;

impl<'de> DeserializeSeed<'de> for AsText {
    type Value = Cow<'de, str>;

    // Asked for a text, yaml_serde gives every scalar as it is written: `1.0`, `no`, `0x1F`.
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for AsText {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.into()))
    }

    fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }
}

struct Texts;

impl<'de> DeserializeSeed<'de> for Texts {
    type Value = Vec<String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Texts {
    type Value = Vec<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of texts")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Vec::new())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut texts = Vec::new();
        while let Some(text) = seq.next_element_seed(AsText)? {
            texts.push(text.into_owned());
        }
        Ok(texts)
    }
}

/// A list of tables.
struct Several<'a, T> {
    reader: &'a mut Reader,
    of: PhantomData<T>,
}

impl<'de, T: Table + Default> DeserializeSeed<'de> for Several<'_, T> {
    type Value = Vec<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, T: Table + Default> Visitor<'de> for Several<'_, T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a list, of which each is {}, a mapping", T::WHAT)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Vec::new())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut all = Vec::new();
        loop {
            let mut table = T::default();
            let from = self.reader.problems.len();
            let seed = TableSeed { reader: &mut *self.reader, table: &mut table };
            if seq.next_element_seed(seed)?.is_none() {
                return Ok(all);
            }
            self.reader.step(from, || Step::Entry(all.len() as u32));
            all.push(table);
        }
    }
}

/// A table whose keys are names of the API, each with a table of its own for a value.
pub(crate) struct ByName<'a, T, F> {
    /// Takes in a name and its table.
    pub add: &'a mut F,
    /// The kind of table.
    pub of: PhantomData<T>,
}

impl<T, F> Table for ByName<'_, T, F>
where
    T: Table + Default,
    F: FnMut(&mut Reader, &str, T),
{
    const WHAT: &'static str = "a mapping by name";
    const KEYS: &'static [&'static str] = &[];

    fn entry<'de, A: MapAccess<'de>>(
        &mut self,
        reader: &mut Reader,
        key: &str,
        map: &mut A,
    ) -> Result<(), A::Error> {
        let mut value = T::default();
        table(map, reader, &mut value)?;
        (self.add)(reader, key, value);
        Ok(())
    }
}

/// Reads the value at hand as a table whose keys are names of the API.
pub(crate) fn by_name<'de, A, T>(
    map: &mut A,
    reader: &mut Reader,
    mut add: impl FnMut(&mut Reader, &str, T),
) -> Result<(), A::Error>
where
    A: MapAccess<'de>,
    T: Table + Default,
{
    table(map, reader, &mut ByName { add: &mut add, of: PhantomData })
}

/// Reads the table under `key`, whose keys are names, and adds its entries to `entries` as they
/// come.
///
/// # Errors
///
/// Those of the YAML reader.
pub(crate) fn keep_by_name<'de, A, T>(
    map: &mut A,
    reader: &mut Reader,
    key: &str,
    entries: &mut Vec<(Box<str>, T)>,
) -> Result<(), A::Error>
where
    A: MapAccess<'de>,
    T: Table + Default,
{
    reader.within(key, |reader| {
        by_name(map, reader, |_, name, entry| entries.push((name.into(), entry)))
    })
}
