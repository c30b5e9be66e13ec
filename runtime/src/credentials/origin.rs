//! The place that keys come from.

use super::{Container, Granted, Imds, NoCredentials};
use crate::settings::{Environment, Profile, Profiles};
use crate::sign::{Keys, Secret};

/// Where keys come from.
#[derive(Clone, Debug)]
pub enum Origin {
    /// They stand there.
    Keys(Granted),
    /// A program writes them: [`of_process`](super::of_process) reads it.
    Process {
        /// The program and its arguments, as a shell takes them.
        command: String,
    },
    /// STS gives them for a role, to who has others.
    Role {
        /// The role.
        role: Role,
        /// Where the others come from.
        source: Box<Origin>,
    },
    /// STS gives them for a role, to who has a token of another provider of identities.
    WebIdentity {
        /// The role.
        role: Role,
        /// The file with the token, read anew each time.
        token_file: String,
    },
    /// A service beside the container gives them.
    Container(Container),
    /// The machine's service of metadata gives them.
    Imds(Imds),
}

/// A role that is to be taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Role {
    /// Its ARN.
    pub arn: String,
    /// What the session is called; whoever takes it finds a name where there is none.
    pub session_name: Option<String>,
    /// What its owner asks for beside the keys.
    pub external_id: Option<String>,
    /// How long it is to hold, in seconds.
    pub duration: Option<u32>,
}

impl Origin {
    /// The first place that the environment or the profile names: variables with a key or with a
    /// token's file, the profile, the container, the machine.
    pub fn find(
        environment: &Environment,
        profiles: &Profiles,
        profile: &Profile<'_>,
    ) -> Result<Self, NoCredentials> {
        if let Some(keys) = of_variables(environment)? {
            return Ok(Origin::Keys(keys));
        }
        let of_variable = |name| environment.get(name).map(str::to_owned);
        if let (Some(token_file), Some(arn)) =
            (of_variable("AWS_WEB_IDENTITY_TOKEN_FILE"), of_variable("AWS_ROLE_ARN"))
        {
            let session_name = of_variable("AWS_ROLE_SESSION_NAME");
            let role = Role { arn, session_name, ..Role::default() };
            return Ok(Origin::WebIdentity { role, token_file });
        }
        if let Some(origin) = of_profile(environment, profiles, profile, &mut Vec::new())? {
            return Ok(origin);
        }
        if let Some(container) = Container::of(environment)? {
            return Ok(Origin::Container(container));
        }
        Ok(Origin::Imds(Imds::of(environment)))
    }
}

fn of_variables(environment: &Environment) -> Result<Option<Granted>, NoCredentials> {
    const ID: &str = "AWS_ACCESS_KEY_ID";
    const SECRET: &str = "AWS_SECRET_ACCESS_KEY";
    match (environment.get(ID), environment.get(SECRET)) {
        (None, None) => Ok(None),
        (None, Some(_)) => Err(NoCredentials::Variable(ID)),
        (Some(_), None) => Err(NoCredentials::Variable(SECRET)),
        (Some(id), Some(secret)) => {
            let mut keys = Keys::new(id, secret);
            keys.session_token = environment.get("AWS_SESSION_TOKEN").map(Secret::from);
            Ok(Some(Granted::new(keys)))
        }
    }
}

/// Where a profile's keys come from; `None` if it does not say. `above` are the profiles that have
/// theirs from this one.
fn of_profile(
    environment: &Environment,
    profiles: &Profiles,
    profile: &Profile<'_>,
    above: &mut Vec<String>,
) -> Result<Option<Origin>, NoCredentials> {
    let name = profile.name();
    let wrong = |what| NoCredentials::Setting { profile: name.to_owned(), what };
    let get = |key: &str| profile.get(key).map(str::to_owned);
    // One that names itself has its own keys for the source, and there the role is not taken again.
    let is_own_source = above.last().is_some_and(|last| last == name);
    if let Some(arn) = get("role_arn").filter(|_| !is_own_source) {
        if above.iter().any(|other| other == name) {
            above.push(name.to_owned());
            return Err(NoCredentials::Circle(above.clone()));
        }
        let role = Role {
            arn,
            session_name: get("role_session_name"),
            external_id: get("external_id"),
            duration: match profile.get("duration_seconds") {
                None => None,
                Some(text) => {
                    let number = text.parse();
                    Some(number.map_err(|_| wrong("`duration_seconds` is no number of seconds"))?)
                }
            },
        };
        if let Some(token_file) = get("web_identity_token_file") {
            return Ok(Some(Origin::WebIdentity { role, token_file }));
        }
        if profile.get("mfa_serial").is_some() {
            return Err(wrong("`mfa_serial` asks for a code, and nobody is there to give it"));
        }
        let source = match (profile.get("source_profile"), profile.get("credential_source")) {
            (Some(_), Some(_)) => {
                return Err(wrong("`source_profile` and `credential_source` exclude each other"));
            }
            (Some(source), None) => {
                above.push(name.to_owned());
                let source = profiles.profile(source).map_err(NoCredentials::NoProfile)?;
                of_profile(environment, profiles, &source, above)?
                    .ok_or_else(|| wrong("its `source_profile` says of no keys"))?
            }
            (None, Some("Environment")) => {
                Origin::Keys(of_variables(environment)?.ok_or_else(|| {
                    wrong("`credential_source` is the environment, which has no keys")
                })?)
            }
            (None, Some("EcsContainer")) => {
                Origin::Container(Container::of(environment)?.ok_or_else(|| {
                    wrong("`credential_source` is a container, and there is none")
                })?)
            }
            (None, Some("Ec2InstanceMetadata")) => Origin::Imds(Imds::of(environment)),
            (None, Some(_)) => {
                return Err(wrong(
                    "`credential_source` is to be Environment, EcsContainer or Ec2InstanceMetadata",
                ));
            }
            (None, None) => {
                return Err(wrong("`role_arn` needs `source_profile` or `credential_source`"));
            }
        };
        return Ok(Some(Origin::Role { role, source: Box::new(source) }));
    }
    match (get("aws_access_key_id"), profile.get("aws_secret_access_key")) {
        (Some(id), Some(secret)) => {
            let mut keys = Keys::new(id, secret);
            keys.session_token = profile.get("aws_session_token").map(Secret::from);
            return Ok(Some(Origin::Keys(Granted::new(keys))));
        }
        (Some(_), None) => return Err(wrong("`aws_secret_access_key` is missing")),
        (None, Some(_)) => return Err(wrong("`aws_access_key_id` is missing")),
        (None, None) => {}
    }
    if let Some(command) = get("credential_process") {
        return Ok(Some(Origin::Process { command }));
    }
    if profile.get("sso_session").is_some() || profile.get("sso_start_url").is_some() {
        return Err(wrong(
            "it signs in with SSO; give the keys that aws-config gets to `credentials_from`",
        ));
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONFIG: &str = "
[default]
region = eu-west-1
[profile keys]
aws_access_key_id = id-keys
aws_secret_access_key = hidden
[profile role]
role_arn = arn:role
source_profile = keys
external_id = e
duration_seconds = 900
[profile chain]
role_arn = arn:chain
source_profile = role
[profile self]
role_arn = arn:self
source_profile = self
aws_access_key_id = id-self
aws_secret_access_key = hidden
[profile a]
role_arn = arn:a
source_profile = b
[profile b]
role_arn = arn:b
source_profile = a
[profile web]
role_arn = arn:web
web_identity_token_file = /token
[profile machine]
role_arn = arn:machine
credential_source = Ec2InstanceMetadata
[profile process]
credential_process = keys
[profile half]
aws_access_key_id = a
[profile nowhere]
role_arn = arn:nowhere
source_profile = missing
[profile lacking]
role_arn = arn:lacking
[profile sso]
sso_session = s
";

    fn shown(origin: &Origin) -> String {
        match origin {
            Origin::Keys(it) => format!("keys {}", it.keys.id),
            Origin::Process { command } => format!("process {command}"),
            Origin::Role { role, source } => format!("{} of {}", role.arn, shown(source)),
            Origin::WebIdentity { role, token_file } => format!("{} by {token_file}", role.arn),
            Origin::Container(_) => "container".to_owned(),
            Origin::Imds(_) => "machine".to_owned(),
        }
    }

    fn found(profile: &str, variables: &[(&str, &str)]) -> String {
        let (profiles, environment) =
            (Profiles::parse(CONFIG, ""), variables.iter().copied().collect());
        let profile = profiles.profile(profile).unwrap();
        let found = Origin::find(&environment, &profiles, &profile);
        assert!(!format!("{found:?}").contains("hidden"));
        found.map_or_else(|error| error.to_string(), |origin| shown(&origin))
    }

    #[test]
    fn the_first_place_counts() {
        let keys = [("AWS_ACCESS_KEY_ID", "id-env"), ("AWS_SECRET_ACCESS_KEY", "hidden")];
        let web = [("AWS_WEB_IDENTITY_TOKEN_FILE", "/t"), ("AWS_ROLE_ARN", "arn:env")];
        let container = [("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/x")];
        let all = [&keys[..], &web, &container].concat();
        for (profile, variables, expected) in [
            ("keys", &all[..], "keys id-env"),
            ("keys", &all[2..], "arn:env by /t"),
            ("keys", &all[4..], "keys id-keys"),
            ("default", &all[4..], "container"),
            ("default", &[], "machine"),
            ("role", &[], "arn:role of keys id-keys"),
            ("chain", &[], "arn:chain of arn:role of keys id-keys"),
            ("self", &[], "arn:self of keys id-self"),
            ("web", &[], "arn:web by /token"),
            ("machine", &[], "arn:machine of machine"),
            ("process", &[], "process keys"),
        ] {
            assert_eq!(found(profile, variables), expected);
        }
    }

    #[test]
    fn what_is_missing_is_said() {
        for (profile, variables, expected) in [
            ("a", &[][..], "the profiles `a`, `b`, `a` have their keys from each other"),
            ("half", &[], "profile `half`: `aws_secret_access_key` is missing"),
            (
                "lacking",
                &[],
                "profile `lacking`: `role_arn` needs `source_profile` or `credential_source`",
            ),
            (
                "sso",
                &[],
                "profile `sso`: it signs in with SSO; give the keys that aws-config gets to `credentials_from`",
            ),
            (
                "keys",
                &[("AWS_SECRET_ACCESS_KEY", "hidden")],
                "of the variables with an access key, AWS_ACCESS_KEY_ID is not set",
            ),
        ] {
            assert_eq!(found(profile, variables), expected);
        }
        assert!(found("nowhere", &[]).starts_with("there is no profile `missing`; there are "));
    }
}
