//! What emitted clients have with the feature `credentials`, without it.

/// Gives an emitted client nothing more.
#[doc(hidden)]
#[macro_export]
macro_rules! configured {
    ($client:ident, $service:path) => {};
}
