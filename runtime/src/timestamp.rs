//! A point in time.

/// A point in time: seconds since 1970-01-01T00:00:00Z, and nanoseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    seconds: i64,
    nanos: u32,
}

impl Timestamp {
    /// So many seconds after 1970-01-01T00:00:00Z, or before it where negative.
    pub const fn from_secs(seconds: i64) -> Self {
        Timestamp { seconds, nanos: 0 }
    }

    /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
    pub const fn secs(self) -> i64 {
        self.seconds
    }

    /// Nanoseconds after that second.
    pub const fn subsec_nanos(self) -> u32 {
        self.nanos
    }
}
