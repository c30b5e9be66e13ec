//! What nobody else may know.

use std::fmt;

use zeroize::Zeroizing;

/// A text that is wiped when it is dropped, and that no `Debug` shows.
///
/// ```
/// use doc_bindgen_runtime::sign::Secret;
///
/// let secret = Secret::from("open sesame");
/// assert_eq!(format!("{secret:?}"), "Secret(..)");
/// assert_eq!(secret.expose(), "open sesame");
/// ```
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// The text itself.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// A text with something secret in it that is put together piece by piece: what it grows out of is wiped
/// as it is itself.
#[cfg(feature = "credentials")]
#[derive(Default)]
pub(crate) struct Growing(Zeroizing<String>);

#[cfg(feature = "credentials")]
impl Growing {
    /// Adds to its end.
    pub(crate) fn push(&mut self, text: &str) {
        let needed = self.0.len() + text.len();
        if needed > self.0.capacity() {
            let mut larger = Zeroizing::new(String::with_capacity(needed.max(256) * 2));
            larger.push_str(&self.0);
            self.0 = larger;
        }
        self.0.push_str(text);
    }

    /// As it is so far.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// What it came to be.
    pub(crate) fn into_secret(self) -> Secret {
        Secret(self.0)
    }
}

/// Takes the text over, and leaves no copy of it.
impl From<String> for Secret {
    fn from(text: String) -> Self {
        Secret(Zeroizing::new(text))
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// An access key: what Amazon calls the access key's id and the secret access key, and Huawei Cloud
/// AK and SK.
#[derive(Clone, Debug)]
pub struct Keys {
    /// Which key it is; no secret.
    pub id: String,
    /// What signatures are made with.
    pub secret: Secret,
    /// What a key that holds for some time comes with.
    pub session_token: Option<Secret>,
}

impl Keys {
    /// A key that holds until it is taken away.
    pub fn new(id: impl Into<String>, secret: impl Into<Secret>) -> Self {
        Keys { id: id.into(), secret: secret.into(), session_token: None }
    }

    /// A key that holds for some time.
    pub fn with_session_token(mut self, token: impl Into<Secret>) -> Self {
        self.session_token = Some(token.into());
        self
    }
}
