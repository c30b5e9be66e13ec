//! A set of a structure's members.

/// A set of places; of the first 128 without an allocation.
pub(super) struct Places {
    first: u128,
    rest: Vec<bool>,
}

impl Places {
    /// No place of so many.
    pub(super) fn new(count: usize) -> Self {
        Places { first: 0, rest: vec![false; count.saturating_sub(128)] }
    }

    pub(super) fn contains(&self, index: usize) -> bool {
        match index.checked_sub(128) {
            None => self.first & (1 << index) != 0,
            Some(index) => self.rest.get(index).is_some_and(|there| *there),
        }
    }

    pub(super) fn insert(&mut self, index: usize) {
        match index.checked_sub(128) {
            None => self.first |= 1 << index,
            Some(index) => {
                if let Some(there) = self.rest.get_mut(index) {
                    *there = true;
                }
            }
        }
    }

    pub(super) fn count(&self) -> usize {
        let first = self.first.count_ones() as usize;
        first + self.rest.iter().filter(|there| **there).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_beyond_the_first_ones_are_kept_too() {
        let mut places = Places::new(200);
        for index in [0, 127, 128, 199] {
            assert!(!places.contains(index));
            places.insert(index);
            assert!(places.contains(index));
        }
        assert_eq!(places.count(), 4);
        assert!(!places.contains(1) && !places.contains(500));
    }
}
