//! Bytes.

use std::fmt;
use std::ops::Deref;

/// Bytes. Human-readable formats of serde hold them as base64.
///
/// ```
/// use doc_bindgen_runtime::Blob;
///
/// let blob = Blob::from("hello");
/// assert_eq!(blob.to_base64(), "aGVsbG8=");
/// assert_eq!(Blob::from_base64("aGVsbG8="), Some(blob));
/// ```
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Blob(Vec<u8>);

impl Blob {
    /// The bytes.
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Blob(bytes.into())
    }

    /// The bytes, owned.
    pub fn into_vec(self) -> Vec<u8> {
        self.0
    }

    /// The bytes as base64, padded.
    pub fn to_base64(&self) -> String {
        crate::base64::encode(self)
    }

    /// The bytes of base64, padded or not; `None` where it is none.
    pub fn from_base64(text: &str) -> Option<Self> {
        crate::base64::decode(text).map(Blob)
    }
}

macro_rules! from_bytes {
    ($(($($generics:tt)*) $bytes:ty,)+) => {$(
        impl<$($generics)*> From<$bytes> for Blob {
            fn from(bytes: $bytes) -> Self {
                Blob(bytes.into())
            }
        }
    )+};
}

from_bytes! {
    () Vec<u8>,
    () &[u8],
    () &str,
    () String,
    () crate::Bytes,
    (const N: usize) [u8; N],
    (const N: usize) &[u8; N],
}

impl From<Blob> for Vec<u8> {
    fn from(blob: Blob) -> Self {
        blob.0
    }
}

impl Deref for Blob {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl AsRef<[u8]> for Blob {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Blob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Blob(b\"{}\")", self.0.escape_ascii())
    }
}

#[cfg(feature = "serde")]
pub(crate) mod serde {
    use std::fmt;

    use serde_core::de::{Deserialize, Deserializer, Error, SeqAccess, Unexpected, Visitor};
    use serde_core::ser::{Serialize, Serializer};

    use super::Blob;

    /// In human-readable formats base64; in others bytes.
    impl Serialize for Blob {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            if serializer.is_human_readable() {
                serializer.serialize_str(&self.to_base64())
            } else {
                serializer.serialize_bytes(self)
            }
        }
    }

    impl<'de> Deserialize<'de> for Blob {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            read(deserializer, Reader)
        }
    }

    /// Reads with [`Reader`], or with what stands around it.
    pub(crate) fn read<'de, D, V>(deserializer: D, reader: V) -> Result<V::Value, D::Error>
    where
        D: Deserializer<'de>,
        V: Visitor<'de>,
    {
        if deserializer.is_human_readable() {
            deserializer.deserialize_str(reader)
        } else {
            deserializer.deserialize_byte_buf(reader)
        }
    }

    /// What takes a blob as a format gives it.
    pub(crate) struct Reader;

    impl<'de> Visitor<'de> for Reader {
        type Value = Blob;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("bytes, or base64")
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<Blob, E> {
            let not_base64 = || E::invalid_value(Unexpected::Str(text), &"base64");
            Blob::from_base64(text).ok_or_else(not_base64)
        }

        fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Blob, E> {
            Ok(Blob::new(bytes))
        }

        fn visit_byte_buf<E: Error>(self, bytes: Vec<u8>) -> Result<Blob, E> {
            Ok(Blob(bytes))
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Blob, A::Error> {
            let mut bytes = Vec::new();
            while let Some(byte) = seq.next_element()? {
                bytes.push(byte);
            }
            Ok(Blob(bytes))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_the_bytes() {
        assert_eq!(format!("{:?}", Blob::from(*b"a\"\0\xff")), r#"Blob(b"a\"\x00\xff")"#);
    }

    #[cfg(feature = "serde")]
    #[test]
    fn base64_in_json() {
        let blob = Blob::from([0xfb, 0xff]);
        assert_eq!(serde_json::to_string(&blob).unwrap(), "\"+/8=\"");
        assert_eq!(serde_json::from_str::<Blob>("\"+/8=\"").unwrap(), blob);
        let error = serde_json::from_str::<Blob>("\"+/8\\n=\"").unwrap_err().to_string();
        assert!(error.starts_with("invalid value: string \"+/8\\n=\", expected base64"), "{error}");
        assert!(serde_json::from_str::<Blob>("[1]").is_err());
    }
}
