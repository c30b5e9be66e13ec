//! What emitted setters do. Each of them is a line of its own in the compiled crate, ten thousand of them in
//! EC2's: that what was there is dropped, whatever happens meanwhile, is said here once.

/// Sets a member that need not be there.
#[doc(hidden)]
#[inline]
pub fn set<T>(member: &mut Option<T>, value: impl Into<T>) {
    *member = Some(value.into());
}

/// Sets a list or a map.
#[doc(hidden)]
#[inline]
pub fn put<T>(member: &mut T, value: impl Into<T>) {
    *member = value.into();
}
