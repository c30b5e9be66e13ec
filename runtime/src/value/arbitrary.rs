//! Values made up for tests.

use super::{Member, Sequence, Slot, Union, Value, View};
use crate::{Blob, ByteStream, Document, Timestamp, UnknownMember};

/// A value of any emitted type with members set at random, the same for the same seed. Everything
/// that the type can hold comes up, values that the documentation does not know included.
pub fn arbitrary<T: Value>(seed: u64) -> T {
    made(seed, false)
}

/// The same of values that every protocol can say: text of letters, times of whole seconds, no list or
/// map that is set and empty, no document, and nothing that the documentation does not know.
pub fn ordinary<T: Value>(seed: u64) -> T {
    made(seed, true)
}

/// Makes the same of a blank value whose type is known only when the program runs.
pub fn fill_ordinarily(value: &mut dyn Value, seed: u64) {
    Maker { state: seed, ordinary: true }.fill(value, 0);
}

fn made<T: Value>(seed: u64, ordinary: bool) -> T {
    let mut value = T::blank();
    Maker { state: seed, ordinary }.fill(&mut value, 0);
    value
}

/// The first member of a union that has no parts; else the first.
fn leaf(union: &mut dyn Union, count: usize) -> Option<usize> {
    let has_parts = |slot: Slot<'_>| {
        use Slot::{Events, Inner, List, Map, Record, Union};
        matches!(slot, Record | Inner(_) | List(_) | Map(_) | Union(_) | Events(_))
    };
    (0..count).find(|index| !has_parts(union.set(*index).slot())).or((count > 0).then_some(0))
}

/// Members that need not be there are not, this deep.
const MAX_DEPTH: u32 = 5;

struct Maker {
    state: u64,
    ordinary: bool,
}

impl Maker {
    /// The next number at random (SplitMix64).
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`.
    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    fn one_of<T: Copy>(&mut self, choices: &[T], otherwise: T) -> T {
        let index = self.below(choices.len());
        choices.get(index).copied().unwrap_or(otherwise)
    }

    fn fill(&mut self, value: &mut dyn Value, depth: u32) {
        self.set(value, depth);
        let is_empty = match value.view() {
            View::List(list) => list.count() == 0,
            View::Map(map) => map.count() == 0,
            View::Document(_) => true,
            View::Union(union) => matches!(union.get(), Member::Unknown(_)),
            _ => false,
        };
        if self.ordinary && is_empty {
            value.clear();
        }
    }

    /// What stands in a list, a map or a union is there, whatever it holds.
    fn set(&mut self, value: &mut dyn Value, depth: u32) {
        match value.slot() {
            Slot::Nothing => {}
            Slot::Record => self.members(value, depth),
            Slot::Inner(record) => self.members(record, depth),
            Slot::Boolean(value) => *value = self.below(2) == 0,
            Slot::Integer(value) => *value = self.integer(),
            Slot::Float(value) => *value = self.number() as f32,
            Slot::Double(value) => *value = self.number(),
            Slot::String(value) => *value = self.text(),
            Slot::Timestamp(value) => *value = self.timestamp(),
            Slot::Blob(value) => *value = Blob::new(self.bytes()),
            Slot::Document(value) => *value = self.document(depth),
            Slot::Stream(value) => *value = ByteStream::from(self.bytes()),
            Slot::Enumeration(value) => {
                let values = value.values();
                let index = self.below(values.len() + usize::from(!self.ordinary));
                let text = self.text();
                value.set(values.get(index).copied().unwrap_or(&text));
            }
            Slot::List(list) => self.list(list, depth),
            Slot::Map(map) => {
                map.restart();
                for _ in 0..self.count(depth) {
                    let key = self.text();
                    if let Some(value) = map.entry(&key) {
                        self.set(value, depth + 1);
                    } else if let Some(value) = map.entry("7") {
                        self.set(value, depth + 1);
                    } else if let Some(value) = map.entry("true") {
                        self.set(value, depth + 1);
                    }
                }
            }
            Slot::Union(union) => {
                let count = union.shape().members.len();
                let index = self.below(count + usize::from(!self.ordinary));
                // One that must be there and is to be known ends with a member that has no parts.
                let end = (depth >= MAX_DEPTH).then(|| leaf(union, count)).flatten();
                if depth < MAX_DEPTH && index < count {
                    self.set(union.set(index), depth + 1);
                } else if let Some(end) = end.filter(|_| self.ordinary) {
                    self.set(union.set(end), depth + 1);
                } else {
                    let name = "not known yet".to_owned();
                    union.set_unknown(UnknownMember::new(name, self.document(depth)));
                }
            }
            Slot::Events(events) => events.read(&mut |list| self.list(list, depth)),
        }
    }

    fn members(&mut self, record: &mut dyn Value, depth: u32) {
        for index in 0..record.shape().members.len() {
            let member = record.member_mut(index);
            let optional = matches!(member.view(), View::Unset);
            let leave_out = depth >= MAX_DEPTH || self.below(depth as usize + 2) != 0;
            if !optional || !leave_out {
                self.fill(member, depth + 1);
            }
        }
    }

    fn list(&mut self, list: &mut dyn Sequence, depth: u32) {
        list.restart(0);
        for _ in 0..self.count(depth) {
            self.set(list.push(), depth + 1);
        }
    }

    /// How many items or entries there are.
    fn count(&mut self, depth: u32) -> usize {
        match (depth >= MAX_DEPTH, self.ordinary) {
            (true, _) => 0,
            (false, true) => 1 + self.below(3),
            (false, false) => self.below(4),
        }
    }

    fn integer(&mut self) -> i64 {
        let number = self.next().cast_signed();
        if self.ordinary {
            return self.one_of(&[0, -1, 1, 42, i64::from(i32::MAX)], 0);
        }
        self.one_of(&[0, -1, 1, 42, i64::MIN, i64::MAX, number], 0)
    }

    fn number(&mut self) -> f64 {
        let number = f64::from(self.next() as i32) / 64.0;
        if self.ordinary {
            return self.one_of(&[0.0, -1.5, 0.25, 1024.0], 0.0);
        }
        self.one_of(&[0.0, -1.5, 1e-9, 3e10, f64::INFINITY, f64::NEG_INFINITY, number, number], 0.0)
    }

    fn text(&mut self) -> String {
        if self.ordinary {
            let count = 1 + self.below(6);
            return (0..count).map(|_| self.one_of(&["a", "z", "b", "m"], "")).collect();
        }
        let pieces =
            ["a", "Z", "0", " ", "\"", "\\", "\n", "\u{0}", "é", "中", "🦀", "'", "<", "true"];
        (0..self.below(6)).map(|_| self.one_of(&pieces, "")).collect()
    }

    fn bytes(&mut self) -> Vec<u8> {
        // A body of nothing is as good as none.
        let least = usize::from(self.ordinary);
        (0..least + self.below(9)).map(|_| self.next() as u8).collect()
    }

    /// A point in time of the years that RFC 3339 can write.
    fn timestamp(&mut self) -> Timestamp {
        let seconds = (self.next() % 315_537_897_600).cast_signed() - 62_135_596_800;
        if self.ordinary {
            // As the headers of HTTP write them, and as a number of CBOR holds them.
            return Timestamp::from_secs(seconds.rem_euclid(4_000_000_000));
        }
        let nanos = self.one_of(&[0, 1, 500_000_000, 123_000_000, 999_999_999], 0);
        Timestamp::from_secs_and_nanos(seconds, nanos).unwrap_or_default()
    }

    /// A document other than null, which is as good as none.
    fn document(&mut self, depth: u32) -> Document {
        match self.below(if depth >= MAX_DEPTH { 5 } else { 7 }) {
            0 => Document::Bool(self.below(2) == 0),
            1 => Document::from(self.next()),
            2 => Document::from(-1 - (self.next() >> 1).cast_signed()),
            3 => Document::from(0.5 + self.below(1000) as f64),
            4 => Document::String(self.text()),
            5 => {
                let count = self.below(3);
                Document::Array((0..count).map(|_| self.document(depth + 1)).collect())
            }
            _ => {
                let count = self.below(3);
                let entries = (0..count).map(|_| (self.text(), self.document(depth + 1)));
                Document::Object(entries.collect())
            }
        }
    }
}
