//! Enums that keep values which the documentation does not know.

/// An emitted enum: a string that is one of a list of values, or one that is not known yet.
pub trait Enumeration: Sized + 'static {
    /// The values that the documentation knows, sorted.
    const VALUES: &'static [&'static str];

    /// The value at that place of [`VALUES`](Self::VALUES).
    fn known(index: usize) -> Option<Self>;

    /// A value that is not known.
    fn unknown(value: String) -> Self;

    /// The value as the documentation writes it.
    fn as_str(&self) -> &str;

    /// The value that is written so.
    fn parse(value: &str) -> Self {
        find(Self::VALUES, value)
            .and_then(Self::known)
            .unwrap_or_else(|| Self::unknown(value.to_owned()))
    }
}

fn find(values: &[&str], value: &str) -> Option<usize> {
    values.binary_search(&value).ok()
}

/// What every emitted enum can do, on top of its [`Enumeration`]. Two of them are equal if they are
/// written alike.
#[doc(hidden)]
#[macro_export]
macro_rules! enumeration {
    ($name:ident) => {
        impl $name {
            /// The values that the documentation knows, sorted.
            pub const VALUES: &'static [&'static str] = <Self as $crate::Enumeration>::VALUES;

            /// The value as the documentation writes it.
            pub fn as_str(&self) -> &str {
                $crate::Enumeration::as_str(self)
            }
        }
        impl ::core::clone::Clone for $name {
            #[inline]
            fn clone(&self) -> Self {
                $crate::Enumeration::parse(self.as_str())
            }
        }
        impl ::core::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }
        impl ::core::cmp::Eq for $name {}
        impl ::core::cmp::PartialOrd for $name {
            #[inline]
            fn partial_cmp(&self, other: &Self) -> ::core::option::Option<::core::cmp::Ordering> {
                ::core::option::Option::Some(self.cmp(other))
            }
        }
        impl ::core::cmp::Ord for $name {
            #[inline]
            fn cmp(&self, other: &Self) -> ::core::cmp::Ordering {
                self.as_str().cmp(other.as_str())
            }
        }
        impl ::core::hash::Hash for $name {
            #[inline]
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }
        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(self.as_str(), f)
            }
        }
        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }
        impl ::core::convert::From<&str> for $name {
            #[inline]
            fn from(value: &str) -> Self {
                $crate::Enumeration::parse(value)
            }
        }
        impl ::core::convert::From<String> for $name {
            #[inline]
            fn from(value: String) -> Self {
                $crate::Enumeration::parse(&value)
            }
        }
    };
}
