//! Names that become paths and features.

use std::fmt;

/// The id of a service: `workspaces-web`. Nothing but lower-case letters, digits and single
/// hyphens between them, so that it is always one plain file name, one cargo feature and, with
/// underscores, one Rust module.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServiceId(Box<str>);

/// A name that is no [`ServiceId`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidServiceId(pub String);

impl ServiceId {
    /// The id that `name` is.
    ///
    /// # Errors
    ///
    /// If `name` holds anything but lower-case ASCII letters, digits and single hyphens between
    /// them, or is longer than 64 characters.
    pub fn new(name: &str) -> Result<Self, InvalidServiceId> {
        let words_ok = name.split('-').all(|word| {
            !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        });
        if words_ok && name.len() <= 64 {
            Ok(ServiceId(name.into()))
        } else {
            Err(InvalidServiceId(name.chars().take(80).collect()))
        }
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The Rust module it becomes: `workspaces_web`; `_2fa` where it would begin with a digit.
    /// A keyword (`async`) is left to the emitter, which knows them.
    pub fn module(&self) -> String {
        let module = self.0.replace('-', "_");
        if module.starts_with(|c: char| c.is_ascii_digit()) { format!("_{module}") } else { module }
    }
}

impl fmt::Display for ServiceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for InvalidServiceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is no service id: lower-case letters, digits and single hyphens between them",
            self.0.escape_debug()
        )
    }
}

impl std::error::Error for InvalidServiceId {}
