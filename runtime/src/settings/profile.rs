//! What is set for one user.

use std::fmt;

use super::profiles::{Profiles, Section};
use super::{Environment, is_true};
use crate::Buckets;

/// A profile of the files.
#[derive(Clone, Copy)]
pub struct Profile<'a> {
    profiles: &'a Profiles,
    name: &'a str,
    section: Option<&'a Section>,
}

/// No file has a profile of that name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoProfile {
    /// What was asked for.
    pub name: String,
    /// What there is.
    pub known: Vec<String>,
}

impl fmt::Display for NoProfile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no profile `{}`", self.name)?;
        if self.known.is_empty() {
            return f.write_str(", and no other either");
        }
        write!(f, "; there are `{}`", self.known.join("`, `"))
    }
}

impl std::error::Error for NoProfile {}

impl Profiles {
    /// The profile of that name. One that is called `default` is there even if no file has it.
    pub fn profile<'a>(&'a self, name: &'a str) -> Result<Profile<'a>, NoProfile> {
        match self.profiles.get(name) {
            Some(section) => Ok(Profile { profiles: self, name, section: Some(section) }),
            None if name == "default" => Ok(Profile { profiles: self, name, section: None }),
            None => Err(NoProfile {
                name: name.to_owned(),
                known: self.profiles.names().cloned().collect(),
            }),
        }
    }
}

impl<'a> Profile<'a> {
    /// The profile that the environment chooses.
    pub fn chosen(profiles: &'a Profiles, environment: &'a Environment) -> Result<Self, NoProfile> {
        let told =
            environment.get("AWS_PROFILE").or_else(|| environment.get("AWS_DEFAULT_PROFILE"));
        profiles.profile(told.unwrap_or("default"))
    }

    /// Its name.
    pub fn name(&self) -> &'a str {
        self.name
    }

    /// A setting; one that is empty counts as not set.
    pub fn get(&self, key: &str) -> Option<&'a str> {
        let value = self.section?.get(key)?;
        Some(value.as_str()).filter(|value| !value.is_empty())
    }

    /// The region, that of the environment before that of the profile.
    pub fn region(&self, environment: &'a Environment) -> Option<&'a str> {
        environment
            .get("AWS_REGION")
            .or_else(|| environment.get("AWS_DEFAULT_REGION"))
            .or_else(|| self.get("region"))
    }

    /// Where a service is reached by what is set: `AWS_ENDPOINT_URL_<SERVICE>`, `AWS_ENDPOINT_URL`, and
    /// the same of the profile; unless the user has told to ignore them. `service_id` is the name by
    /// which settings know it: `Auto Scaling`.
    pub fn endpoint_url(&self, environment: &'a Environment, service_id: &str) -> Option<&'a str> {
        let ignored = environment
            .get("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")
            .or_else(|| self.get("ignore_configured_endpoint_urls"));
        if ignored.is_some_and(is_true) {
            return None;
        }
        let name = service_id.replace([' ', '-'], "_");
        let variable = format!("AWS_ENDPOINT_URL_{}", name.to_ascii_uppercase());
        let key = format!("{}.endpoint_url", name.to_ascii_lowercase());
        let of_services = || self.profiles.other("services", self.get("services")?, &key);
        environment
            .get(&variable)
            .or_else(|| environment.get("AWS_ENDPOINT_URL"))
            .or_else(of_services)
            .or_else(|| self.get("endpoint_url"))
    }

    /// Where buckets of S3 are named: `addressing_style` of `s3`. What is no style is the usual one.
    pub fn buckets(&self) -> Buckets {
        match self.get("s3.addressing_style") {
            Some("path") => Buckets::InPath,
            Some("virtual") => Buckets::InHost,
            _ => Buckets::Usual,
        }
    }

    /// Whether endpoints for FIPS are wanted.
    pub fn fips(&self, environment: &Environment) -> bool {
        let told = environment.get("AWS_USE_FIPS_ENDPOINT");
        told.or_else(|| self.get("use_fips_endpoint")).is_some_and(is_true)
    }

    /// Whether endpoints for IPv6 and IPv4 are wanted.
    pub fn dual_stack(&self, environment: &Environment) -> bool {
        let told = environment.get("AWS_USE_DUALSTACK_ENDPOINT");
        told.or_else(|| self.get("use_dualstack_endpoint")).is_some_and(is_true)
    }
}

/// Says which profile it is, and not what it says.
impl fmt::Debug for Profile<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Profile").field(&self.name).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONFIG: &str = "
[default]
region = eu-west-1
[profile one]
region = us-east-1
services = mine
endpoint_url = http://all
use_fips_endpoint = True
[profile ignoring]
services = mine
ignore_configured_endpoint_urls = true
[services mine]
s3 =
  endpoint_url = http://s3
auto_scaling =
  endpoint_url = http://scaling
";

    #[test]
    fn an_endpoint_is_the_nearest_that_is_set() {
        let profiles = Profiles::parse(CONFIG, "");
        let all = ("AWS_ENDPOINT_URL", "http://env");
        let scaling = ("AWS_ENDPOINT_URL_AUTO_SCALING", "http://env-scaling");
        let ignore = ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");
        for (profile, variables, service, expected) in [
            ("default", &[][..], "S3", None),
            ("default", &[all], "S3", Some("http://env")),
            ("one", &[], "S3", Some("http://s3")),
            ("one", &[], "Auto Scaling", Some("http://scaling")),
            ("one", &[], "SQS", Some("http://all")),
            ("one", &[all], "S3", Some("http://env")),
            ("one", &[all, scaling], "Auto Scaling", Some("http://env-scaling")),
            ("one", &[all, scaling, ignore], "Auto Scaling", None),
            ("ignoring", &[], "S3", None),
        ] {
            let environment: Environment = variables.iter().copied().collect();
            let profile = profiles.profile(profile).unwrap();
            assert_eq!(profile.endpoint_url(&environment, service), expected, "{service}");
        }
    }

    #[test]
    fn the_environment_counts_before_the_profile() {
        let profiles = Profiles::parse(CONFIG, "");
        let none = Environment::default();
        let set: Environment = [
            ("AWS_PROFILE", "one"),
            ("AWS_REGION", "ca-central-1"),
            ("AWS_USE_FIPS_ENDPOINT", "false"),
            ("AWS_USE_DUALSTACK_ENDPOINT", "TRUE"),
        ]
        .into_iter()
        .collect();
        let profile = Profile::chosen(&profiles, &none).unwrap();
        assert_eq!((profile.name(), profile.region(&none)), ("default", Some("eu-west-1")));
        let profile = Profile::chosen(&profiles, &set).unwrap();
        assert_eq!((profile.name(), profile.region(&set)), ("one", Some("ca-central-1")));
        assert_eq!((profile.fips(&set), profile.dual_stack(&set)), (false, true));
        assert_eq!((profile.fips(&none), profile.dual_stack(&none)), (true, false));
        let missing: Environment = [("AWS_PROFILE", "two")].into_iter().collect();
        assert!(Profile::chosen(&profiles, &missing).is_err());
    }
}
