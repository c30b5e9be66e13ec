//! What an overlay may do to an entry besides stating it.

use serde::de::MapAccess;

use super::seed::{Reader, Table, flag, text};

/// The edits of one entry.
#[derive(Clone, Default)]
pub(crate) struct Edits {
    /// Why the overlay says so.
    pub reason: Option<String>,
    /// The pages do not have the entry.
    pub add: bool,
    /// The pages have it wrongly.
    pub remove: bool,
    /// Its better name.
    pub rename: Option<String>,
    /// The name of a shape of its own, for a place whose shape stands elsewhere, too.
    pub split: Option<String>,
    /// Passages of its documentation, each with what should stand there.
    pub replace: Vec<(String, String)>,
}

impl Edits {
    /// The keys of edits.
    pub const KEYS: &'static [&'static str] =
        &["reason", "add", "remove", "rename", "split", "replace"];

    /// Takes in the value of `key`, which is one of `KEYS`.
    pub fn entry<'de, A: MapAccess<'de>>(
        &mut self,
        key: &str,
        map: &mut A,
    ) -> Result<(), A::Error> {
        match key {
            "reason" => self.reason = Some(text(map)?.into_owned()),
            "add" => self.add = flag(map)?,
            "remove" => self.remove = flag(map)?,
            "rename" => self.rename = Some(text(map)?.into_owned()),
            "split" => self.split = Some(text(map)?.into_owned()),
            _ => {
                let mut passages = Passages(Vec::new());
                super::seed::table(map, &mut Reader::default(), &mut passages)?;
                self.replace = passages.0;
            }
        }
        Ok(())
    }
}

struct Passages(Vec<(String, String)>);

impl Table for Passages {
    const WHAT: &'static str = "passages and what should stand there";
    const KEYS: &'static [&'static str] = &[];

    fn entry<'de, A: MapAccess<'de>>(
        &mut self,
        _: &mut Reader,
        key: &str,
        map: &mut A,
    ) -> Result<(), A::Error> {
        self.0.push((key.into(), text(map)?.into_owned()));
        Ok(())
    }
}
