//! The lists and maps between a member and what stands in it.

/// A step through a container.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// To the element of a list.
    Element,
    /// To the key of a map.
    Key,
    /// To the value of a map.
    Value,
}

/// Steps as a number: two bits each, behind a leading one, so that keys stay small.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Steps(u128);

impl Steps {
    pub const NONE: Steps = Steps(1);

    /// One step further; `None` where there are too many to count.
    pub fn then(self, step: Step) -> Option<Self> {
        let bits = match step {
            Step::Element => 1,
            Step::Key => 2,
            Step::Value => 3,
        };
        (self.0 >> 126 == 0).then_some(Steps(self.0 << 2 | bits))
    }

    /// The steps, the first first.
    pub fn list(self) -> impl Iterator<Item = Step> {
        let count = (127 - self.0.leading_zeros()) / 2;
        (0..count).rev().map(move |at| match (self.0 >> (2 * at)) & 3 {
            1 => Step::Element,
            2 => Step::Key,
            _ => Step::Value,
        })
    }

    /// The steps as they are written behind a member's name: `[]`, `{}`.
    pub fn display(self) -> String {
        self.list()
            .map(|step| match step {
                Step::Element => "[]",
                Step::Key | Step::Value => "{}",
            })
            .collect()
    }

    pub fn is_none(self) -> bool {
        self == Steps::NONE
    }
}
