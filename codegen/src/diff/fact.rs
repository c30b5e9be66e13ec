//! A fact that documentation may leave out: what a version has for it, and what became of it.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::paragraphs;
use super::rule::Rule;
use crate::spec::Spec;
use crate::spec::keys::{Keys, Word};

/// A fact of a `T`.
pub(super) struct Fact<T: 'static> {
    /// Changed, stated now, not stated any more.
    pub rules: [&'static Rule; 3],
    pub read: for<'a> fn(&'a Spec, &'a T, Known) -> Value<'a>,
}

/// What is known of where something stands.
#[derive(Clone, Copy, Default)]
pub(super) struct Known {
    /// Both versions state where the operations that lead to it are in HTTP. What is not said of a
    /// member then has been said: it is in the body, under its own name.
    pub http: bool,
    /// Every member of both versions is called on the wire as it was, so that the service's own rule
    /// for such names says nothing new.
    pub same_names: bool,
}

/// What a version has for a fact.
#[derive(Default)]
pub(super) struct Value<'a> {
    /// What is shown.
    text: Option<Cow<'a, str>>,
    /// What is compared, where that is not what is shown.
    meaning: Option<String>,
    /// What makes of a text what is compared, where two are not the same.
    means: Option<fn(&str) -> String>,
    is_stated: bool,
    /// Of a group of keys: each by itself.
    keys: Vec<(String, Value<'a>)>,
}

impl<'a> Value<'a> {
    /// Nothing is stated, and nothing follows from that.
    pub fn none() -> Self {
        Self::default()
    }

    /// It is stated.
    pub fn stated(text: impl Into<Cow<'a, str>>) -> Self {
        Value { text: Some(text.into()), is_stated: true, ..Self::default() }
    }

    /// It is stated, if it is there.
    pub fn maybe(text: Option<impl Into<Cow<'a, str>>>) -> Self {
        text.map_or_else(Self::none, Self::stated)
    }

    /// Nothing is stated, and this is what it then is as a rule.
    pub fn implied(text: impl Into<Cow<'a, str>>) -> Self {
        Value { is_stated: false, ..Self::stated(text) }
    }

    /// It is stated, or else it is what is implied, if anything.
    pub fn or_implied(
        stated: Option<impl Into<Cow<'a, str>>>,
        implied: Option<impl Into<Cow<'a, str>>>,
    ) -> Self {
        match (stated, implied) {
            (Some(text), _) => Self::stated(text),
            (None, Some(text)) => Self::implied(text),
            (None, None) => Self::none(),
        }
    }

    /// The same, compared by what it means.
    pub fn meaning(self, meaning: String) -> Self {
        Value { meaning: Some(meaning), ..self }
    }

    /// Words, which mean the same wherever their lines end.
    pub fn words(text: Option<&'a str>) -> Self {
        Value { means: Some(paragraphs::read), ..Self::maybe(text) }
    }

    /// Keys, of which each is stated by itself.
    pub fn keys(keys: impl IntoIterator<Item = (String, Value<'a>)>) -> Self {
        Value { keys: keys.into_iter().collect(), ..Self::default() }
    }

    fn is(&self, other: &Self) -> bool {
        let compared =
            |it: &Self| it.meaning.clone().or_else(|| it.text.as_deref().map(String::from));
        if self.text == other.text && self.meaning == other.meaning {
            return true;
        }
        match self.means.filter(|_| self.text.is_some() && other.text.is_some()) {
            Some(means) => {
                compared(self).map(|it| means(&it)) == compared(other).map(|it| means(&it))
            }
            None => compared(self) == compared(other),
        }
    }

    /// What has become of it.
    fn became(&self, other: &Self) -> Option<Became> {
        match (self.is_stated, other.is_stated) {
            _ if self.is(other) => None,
            (true, true) => Some(Became::Changed),
            (false, true) => Some(Became::Stated),
            (true, false) => Some(Became::NotStated),
            (false, false) => None,
        }
    }

    fn shown(self) -> Option<String> {
        self.text.map(Cow::into_owned)
    }
}

/// What has become of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Became {
    Changed,
    Stated,
    NotStated,
}

impl Became {
    const ALL: [Became; 3] = [Became::Changed, Became::Stated, Became::NotStated];
}

/// A rule, with what was and what is.
pub(super) type FactChange = (&'static Rule, Option<String>, Option<String>);

impl<T> Fact<T> {
    /// What is to be told of two versions.
    pub fn compare(&self, old: (&Spec, &T), new: (&Spec, &T), known: Known) -> Vec<FactChange> {
        let (old, new) = ((self.read)(old.0, old.1, known), (self.read)(new.0, new.1, known));
        if !old.keys.is_empty() || !new.keys.is_empty() {
            return self.compare_keys(&old.keys, &new.keys);
        }
        let became = old.became(&new);
        became.map(|it| (self.rules[it as usize], old.shown(), new.shown())).into_iter().collect()
    }

    /// One key is stated now, another is otherwise: each is told as what it is, those that became
    /// the same together.
    fn compare_keys(
        &self,
        old: &[(String, Value<'_>)],
        new: &[(String, Value<'_>)],
    ) -> Vec<FactChange> {
        let all: BTreeSet<&str> = old.iter().chain(new).map(|(key, _)| &**key).collect();
        let none = Value::none();
        let find =
            |list: &'_ [(String, Value<'_>)], key: &str| list.iter().position(|(it, _)| it == key);
        let mut told = Vec::new();
        for became in Became::ALL {
            let (mut was, mut is) = (Vec::new(), Vec::new());
            for key in &all {
                let before = find(old, key).map_or(&none, |index| &old[index].1);
                let after = find(new, key).map_or(&none, |index| &new[index].1);
                if before.became(after) != Some(became) {
                    continue;
                }
                let show = |value: &Value<'_>, out: &mut Vec<String>| {
                    out.extend(value.text.as_deref().map(|text| format!("{key}: {text}")));
                };
                show(before, &mut was);
                show(after, &mut is);
            }
            if !was.is_empty() || !is.is_empty() {
                let text = |parts: Vec<String>| (!parts.is_empty()).then(|| parts.join(", "));
                told.push((self.rules[became as usize], text(was), text(is)));
            }
        }
        told
    }
}

/// What is stated of some keys of a group.
pub(super) fn keys_of<'a>(
    group: Option<&impl Keys>,
    keys: impl Fn(&str) -> bool,
) -> Vec<(String, Value<'a>)> {
    let stated = group.map(Keys::stated).unwrap_or_default().into_iter();
    let stated = stated.filter(|(key, _)| keys(key));
    stated.map(|(key, value)| (key, Value::stated(plain(&value)))).collect()
}

/// Braces are what a sentence has for its own.
fn plain(text: &str) -> String {
    text.replace('{', "(").replace('}', ")")
}

/// All that is stated in a table, on one line.
pub(super) fn line(table: &impl Keys) -> String {
    let stated = table.stated().into_iter();
    let stated: Vec<String> = stated.map(|(key, value)| format!("{key}: {value}")).collect();
    plain(&stated.join(", "))
}

/// A list of words, as a spec has it.
pub(super) fn list_of<T: Word>(words: &[T]) -> String {
    let words: Vec<&str> = words.iter().map(|it| it.word()).collect();
    format!("[{}]", words.join(", "))
}
