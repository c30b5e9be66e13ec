//! Identifiers as sequences of words.

use std::hash::{Hash, Hasher};

use crate::hash::FastMap;
use crate::resolve::words::singular;
use crate::words::split;

/// A word of the service that is being named: an index into [`Words`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word(u32);

/// A name as its words. What is longer than [`Name::MAX`] words is no name that a person gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    len: u8,
    words: [Word; Name::MAX],
}

impl Name {
    /// The most words that a name can hold.
    pub const MAX: usize = 15;

    /// No words.
    pub const EMPTY: Name = Name { len: 0, words: [Word(0); Name::MAX] };

    /// The words.
    pub fn words(&self) -> &[Word] {
        &self.words[..usize::from(self.len)]
    }

    /// A name of these words.
    pub fn new(words: &[Word]) -> Self {
        Name::EMPTY.with(words)
    }

    /// This name, with `words` behind it; what does not fit is lost.
    pub fn with(mut self, words: &[Word]) -> Self {
        for word in words {
            if usize::from(self.len) < Name::MAX {
                self.words[usize::from(self.len)] = *word;
                self.len += 1;
            }
        }
        self
    }

    /// How many words.
    pub fn len(&self) -> usize {
        usize::from(self.len)
    }

    /// No word at all.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
}

impl Hash for Name {
    /// Of the words alone: what is behind them is the same in names that are.
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        for word in self.words() {
            hasher.write_u32(word.0);
        }
    }
}

impl std::ops::Deref for Name {
    type Target = [Word];

    fn deref(&self) -> &[Word] {
        self.words()
    }
}

/// The words of a service, each once, with what naming asks of them again and again.
#[derive(Default)]
pub struct Words {
    ids: FastMap<Box<str>, Word>,
    facts: Vec<Facts>,
}

struct Facts {
    text: Box<str>,
    /// The hash of the word in lower case and in the singular: equal for `Ids`, `ID` and `id`.
    fold: u32,
    /// The hash of the word in lower case.
    lower: u32,
    lower_text: Box<str>,
    singular: Option<Word>,
}

impl Words {
    /// The word that `text` is, with its first letter in upper case.
    pub fn word(&mut self, text: &str) -> Word {
        let first = text.as_bytes().first();
        if first.is_some_and(u8::is_ascii_lowercase) {
            let mut upper = String::with_capacity(text.len());
            upper.extend(text.chars().next().map(|c| c.to_ascii_uppercase()));
            upper.push_str(text.get(1..).unwrap_or_default());
            self.capital(&upper)
        } else {
            self.capital(text)
        }
    }

    fn capital(&mut self, text: &str) -> Word {
        if let Some(word) = self.ids.get(text) {
            return *word;
        }
        let lower = text.to_ascii_lowercase();
        let one = singular(text);
        let word = Word(self.facts.len() as u32);
        self.ids.insert(text.into(), word);
        self.facts.push(Facts {
            text: text.into(),
            fold: fold(text),
            lower: hash(&lower),
            lower_text: lower.into(),
            singular: None,
        });
        let other = if one == text { word } else { self.capital(&one) };
        self.facts[word.0 as usize].singular = Some(other);
        word
    }

    /// The words of an identifier: `listSessionIDs` → List, Session, IDs.
    pub fn split(&mut self, identifier: &str) -> Name {
        let mut name = Name::EMPTY;
        for part in split(identifier) {
            name = name.with(&[self.word(part)]);
        }
        name
    }

    /// The word in the singular.
    pub fn singular(&self, word: Word) -> Word {
        self.facts[word.0 as usize].singular.unwrap_or(word)
    }

    /// The name with its last word in the singular.
    pub fn singular_name(&self, name: &[Word]) -> Name {
        match name.split_last() {
            Some((last, head)) => Name::new(head).with(&[self.singular(*last)]),
            None => Name::EMPTY,
        }
    }

    /// The name with every word in the singular.
    pub fn all_singular(&self, name: &[Word]) -> Name {
        name.iter().fold(Name::EMPTY, |name, word| name.with(&[self.singular(*word)]))
    }

    /// The text of a word.
    pub fn text(&self, word: Word) -> &str {
        &self.facts[word.0 as usize].text
    }

    /// A hash of the word in lower case and in the singular.
    pub fn fold(&self, word: Word) -> u32 {
        self.facts[word.0 as usize].fold
    }

    /// A hash of the word in lower case, and that text.
    pub fn lower(&self, word: Word) -> (u32, &str) {
        let facts = &self.facts[word.0 as usize];
        (facts.lower, &facts.lower_text)
    }

    /// The hash of the name as it is written, and how long it is.
    pub fn hash_of(&self, name: &[Word]) -> (u32, usize) {
        let mut length = 0;
        let hash = name.iter().fold(EMPTY_HASH, |hash, word| {
            let text = self.text(*word);
            length += text.len();
            hash_on(hash, text)
        });
        (hash, length)
    }

    /// The name as it is written: `SessionSummary`.
    pub fn join(&self, name: &[Word]) -> String {
        name.iter().map(|word| self.text(*word)).collect()
    }
}

/// A hash that is the same for a word in either case, singular or (as a rule) plural.
pub fn fold(word: &str) -> u32 {
    let bytes = word.as_bytes();
    let (stem, ending): (&[u8], &[u8]) = match bytes {
        [stem @ .., b'i', b'e', b's'] if stem.len() > 1 => (stem, b"y"),
        [stem @ .., b's'] => (stem, b""),
        _ => (bytes, b""),
    };
    stem.iter().chain(ending).fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193)
    })
}

/// FNV-1a: the same on every machine and in every release, as names must be.
pub const fn hash(text: &str) -> u32 {
    hash_on(EMPTY_HASH, text)
}

/// The hash of nothing.
const EMPTY_HASH: u32 = 0x811c_9dc5;

/// The hash of a text behind what has that hash.
const fn hash_on(mut hash: u32, text: &str) -> u32 {
    let bytes = text.as_bytes();
    let mut index = 0;
    while index < bytes.len() {
        hash = (hash ^ bytes[index] as u32).wrapping_mul(0x0100_0193);
        index += 1;
    }
    hash
}
