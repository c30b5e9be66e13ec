//! The service as a whole.

use super::{Differ, Found};
use crate::diff::change::Subject;
use crate::diff::facts::{self, Known};

pub(super) fn compare(differ: &mut Differ<'_>) {
    let (old, new) = (differ.old, differ.new);
    let sides = ((old, old), (new, new));
    differ.facts(Found::Alone, facts::SERVICE, || Subject::Service, sides, Known::default());
}
