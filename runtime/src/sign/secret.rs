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
