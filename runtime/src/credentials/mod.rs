//! Where keys come from.
//!
//! [`Origin::find`] says what the environment and a profile name as the place of keys, and each place
//! says what is to be asked and reads what is answered, without a socket, a program or a file. [`Fetch`]
//! asks, and a [`Source`] keeps what was answered until it ends, for all who need it.
//!
//! ```
//! use doc_bindgen_runtime::credentials::Origin;
//! use doc_bindgen_runtime::settings::{Environment, Profile, Profiles};
//!
//! let profiles = Profiles::parse("[default]\ncredential_process = /usr/bin/keys --json\n", "");
//! let environment = Environment::default();
//! let profile = Profile::chosen(&profiles, &environment)?;
//! let origin = Origin::find(&environment, &profiles, &profile)?;
//! assert!(matches!(origin, Origin::Process { command } if command == "/usr/bin/keys --json"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod answer;
mod container;
mod fetch;
mod flight;
mod imds;
mod origin;
mod process;
mod source;
mod sts;

use std::fmt;
use std::time::Duration;

use crate::Timestamp;
use crate::sign::Keys;

pub use answer::{of_process, of_service};
pub use container::Container;
pub use fetch::Fetch;
pub(crate) use fetch::region_of_machine;
pub use imds::Imds;
pub use origin::{Origin, Role};
pub use source::{Context, Provide, Source};
pub use sts::Sts;

/// How long before their end keys are asked for anew.
const EARLY: Duration = Duration::from_secs(5 * 60);

/// Keys as they were given, and how long they hold. A [`Signed`](crate::Signed) transport takes the keys.
#[derive(Clone, Debug)]
pub struct Granted {
    /// The keys.
    pub keys: Keys,
    /// When they end; `None` if they do not.
    pub expires: Option<Timestamp>,
}

/// Whether keys are to be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// They hold.
    Fresh,
    /// They hold, and end soon: it is time to ask for others.
    Ending,
    /// They hold no more.
    Ended,
}

impl Granted {
    /// Keys that do not end.
    pub fn new(keys: Keys) -> Self {
        Granted { keys, expires: None }
    }

    /// Whether they are to be used at that time.
    pub fn state(&self, now: Timestamp) -> State {
        State::at(self.expires, now)
    }
}

impl State {
    /// Of keys that end then, at that time.
    fn at(expires: Option<Timestamp>, now: Timestamp) -> Self {
        match expires {
            Some(end) if end <= now => State::Ended,
            Some(end) if end.checked_sub(EARLY).is_none_or(|early| early <= now) => State::Ending,
            _ => State::Fresh,
        }
    }
}

/// Why there are no keys. What is shown of it holds no secret.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoCredentials {
    /// The environment has one of the variables and not the other.
    Variable(&'static str),
    /// A profile lacks a setting that its others need.
    Setting {
        /// The profile.
        profile: String,
        /// What it lacks, or what is wrong with it.
        what: &'static str,
    },
    /// A profile names another as the source of its keys that there is not.
    NoProfile(crate::settings::NoProfile),
    /// Profiles name each other as the source of their keys.
    Circle(Vec<String>),
    /// The address that keys are to be asked at is none that a token may be sent to.
    Address(String),
    /// What was answered has no keys.
    Answer {
        /// Who answered.
        from: &'static str,
        /// What is wrong with it.
        what: String,
    },
    /// No place is named that has keys, and the last that there could be has none.
    Nowhere(Box<NoCredentials>),
}

impl fmt::Display for NoCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NoCredentials::Variable(missing) => {
                write!(f, "of the variables with an access key, {missing} is not set")
            }
            NoCredentials::Setting { profile, what } => write!(f, "profile `{profile}`: {what}"),
            NoCredentials::NoProfile(error) => error.fmt(f),
            NoCredentials::Circle(profiles) => write!(
                f,
                "the profiles `{}` have their keys from each other",
                profiles.join("`, `")
            ),
            NoCredentials::Address(address) => write!(
                f,
                "keys are not asked for at {}: it must be https, or an address of this machine or of \
                 its container's service",
                address.escape_debug()
            ),
            NoCredentials::Answer { from, what } => write!(f, "{from} gave no keys: {what}"),
            NoCredentials::Nowhere(last) => write!(
                f,
                "there are no credentials: neither the environment (AWS_ACCESS_KEY_ID and \
                 AWS_SECRET_ACCESS_KEY) nor the profile names any, this is no container, and this \
                 machine has none ({last})"
            ),
        }
    }
}

impl std::error::Error for NoCredentials {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_asked_for_before_they_end() {
        let mut credentials = Granted::new(Keys::new("a", "hidden"));
        let at = Timestamp::from_secs;
        assert_eq!(credentials.state(Timestamp::MAX), State::Fresh);
        credentials.expires = Some(at(1000));
        for (now, expected) in [
            (0, State::Fresh),
            (699, State::Fresh),
            (700, State::Ending),
            (999, State::Ending),
            (1000, State::Ended),
        ] {
            assert_eq!(credentials.state(at(now)), expected, "{now}");
        }
        credentials.expires = Some(Timestamp::MIN);
        assert_eq!(credentials.state(at(0)), State::Ended);
        assert!(!format!("{credentials:?}").contains("hidden"));
    }
}
