//! What emitted types can do: a shell of one line for each trait.
//!
//! Each macro is given all types of a service at once: every use of one is written down in the compiled
//! crate, and 7,600 of them were 1 MB of EC2's.

/// The traits of emitted structures, on top of their `Value`.
#[doc(hidden)]
#[macro_export]
macro_rules! records {
    ($($name:ident)*) => {
        $crate::standard!($($name)*);
        $crate::serde!($($name)*);
    };
}

/// `Default` of emitted structures that take nothing to make.
#[doc(hidden)]
#[macro_export]
macro_rules! defaults {
    ($($name:ident)*) => {$(
        impl ::core::default::Default for $name {
            #[inline]
            fn default() -> Self {
                Self::new()
            }
        }
    )*};
}

/// The traits of emitted unions, on top of their `Union`.
#[doc(hidden)]
#[macro_export]
macro_rules! unions {
    ($($name:ident)*) => {
        $(
            impl $crate::Value for $name {
                #[inline]
                fn blank() -> Self {
                    Self::Unknown(::core::default::Default::default())
                }
                #[inline]
                fn view(&self) -> $crate::View<'_> {
                    $crate::View::Union(self)
                }
                #[inline]
                fn slot(&mut self) -> $crate::Slot<'_> {
                    $crate::Slot::Union(self)
                }
            }
        )*
        $crate::standard!($($name)*);
        $crate::serde!($($name)*);
    };
}

/// The traits of emitted enums, on top of their `Enumeration`. Two of them are equal if they are
/// written alike.
#[doc(hidden)]
#[macro_export]
macro_rules! enumerations {
    ($($name:ident)*) => {
        $(
            impl $name {
                /// The values that the documentation knows, sorted.
                pub const VALUES: &'static [&'static str] = <Self as $crate::Enumeration>::VALUES;

                /// The value as the documentation writes it.
                #[inline]
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
            impl ::core::hash::Hash for $name {
                #[inline]
                fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                    ::core::hash::Hash::hash(self.as_str(), state);
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
            impl ::core::convert::From<::std::string::String> for $name {
                #[inline]
                fn from(value: ::std::string::String) -> Self {
                    $crate::Enumeration::parse(&value)
                }
            }
            impl $crate::Value for $name {
                #[inline]
                fn blank() -> Self {
                    $crate::Enumeration::known(usize::MAX, "")
                }
                #[inline]
                fn view(&self) -> $crate::View<'_> {
                    $crate::View::String(self.as_str())
                }
                #[inline]
                fn slot(&mut self) -> $crate::Slot<'_> {
                    $crate::Slot::Enumeration(self)
                }
            }
        )*
        $crate::serde!($($name)*);
    };
}

/// The order of emitted enums that are the keys of maps.
#[doc(hidden)]
#[macro_export]
macro_rules! ordered {
    ($($name:ident)*) => {$(
        impl ::core::cmp::PartialOrd for $name {
            #[inline]
            fn partial_cmp(&self, other: &Self) -> ::core::option::Option<::core::cmp::Ordering> {
                ::core::option::Option::Some(::core::cmp::Ord::cmp(self, other))
            }
        }
        impl ::core::cmp::Ord for $name {
            #[inline]
            fn cmp(&self, other: &Self) -> ::core::cmp::Ordering {
                ::core::cmp::Ord::cmp(self.as_str(), other.as_str())
            }
        }
    )*};
}

#[doc(hidden)]
#[macro_export]
macro_rules! standard {
    ($($name:ident)*) => {$(
        impl ::core::clone::Clone for $name {
            #[inline]
            fn clone(&self) -> Self {
                $crate::copied(self)
            }
        }
        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::debug(self, f)
            }
        }
        impl ::core::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::equal(self, other)
            }
        }
    )*};
}

#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! serde {
    ($($name:ident)*) => {$(
        impl $crate::serde_core::Serialize for $name {
            #[inline]
            fn serialize<S: $crate::serde_core::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::serialize(self, serializer)
            }
        }
        impl<'de> $crate::serde_core::Deserialize<'de> for $name {
            #[inline]
            fn deserialize<D: $crate::serde_core::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::deserialize(deserializer)
            }
        }
    )*};
}

#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! serde {
    ($($name:ident)*) => {};
}
