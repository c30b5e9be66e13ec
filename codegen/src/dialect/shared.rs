//! What many pages state in the same words, kept once.
//!
//! Facts stay in memory until all pages are read, and of what boto3's pages say of members three
//! quarters stand on other pages as well: each operation unfolds the structures it has. What was
//! stated lately is found in tables of a fixed size, in which what comes later takes the place of
//! what came before. To share is a matter of memory and nothing else: nobody can tell.

use std::cell::RefCell;
use std::hash::Hasher;
use std::sync::Arc;

use crate::hash::FastHasher;

thread_local! {
    static TEXTS: RefCell<Lately<str>> = const { RefCell::new(Lately(Vec::new())) };
    static VALUES: RefCell<Lately<[Box<str>]>> = const { RefCell::new(Lately(Vec::new())) };
}

/// The text.
pub(super) fn text(text: &str) -> Arc<str> {
    let mut hasher = FastHasher::default();
    hasher.write(text.as_bytes());
    TEXTS.with_borrow_mut(|lately| lately.find(hasher, |known| known == text, || text.into()))
}

/// The values of an enum.
pub(super) fn values(values: &[&str]) -> Arc<[Box<str>]> {
    let mut hasher = FastHasher::default();
    values.iter().for_each(|value| hasher.write(value.as_bytes()));
    let same = |known: &[Box<str>]| known.iter().map(|value| &**value).eq(values.iter().copied());
    let made = || values.iter().map(|&value| value.into()).collect();
    VALUES.with_borrow_mut(|lately| lately.find(hasher, same, made))
}

/// What was stated lately, each where its hash puts it.
struct Lately<T: ?Sized>(Vec<Option<Arc<T>>>);

impl<T: ?Sized> Lately<T> {
    /// As many as the texts of one service, but for the largest.
    const PLACES: usize = 1 << 14;

    fn find(
        &mut self,
        hasher: FastHasher,
        same: impl Fn(&T) -> bool,
        made: impl FnOnce() -> Arc<T>,
    ) -> Arc<T> {
        if self.0.is_empty() {
            self.0.resize(Self::PLACES, None);
        }
        let place = &mut self.0[hasher.finish() as usize % Self::PLACES];
        match place {
            Some(known) if same(known) => Arc::clone(known),
            _ => Arc::clone(place.insert(made())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_is_kept_once_and_never_mistaken() {
        let texts: Vec<String> = (0..40_000).map(|number| format!("text {number}")).collect();
        for said in &texts {
            let first = text(said);
            assert_eq!(&*first, said);
            assert!(Arc::ptr_eq(&first, &text(said)));
        }
        assert_eq!(&*values(&["ab", "c"]), ["ab".into(), "c".into()]);
        assert_eq!(&*values(&["a", "bc"]), ["a".into(), "bc".into()]);
    }
}
