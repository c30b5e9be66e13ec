//! The files of profiles.

use std::fmt;

use crate::named::Named;

/// Settings of a section by name.
pub(super) type Section = Named<String>;

/// What both files say.
///
/// ```
/// use doc_bindgen_runtime::settings::Profiles;
///
/// let profiles = Profiles::parse(
///     "[default]\nregion = eu-west-1\n[profile other]\nregion = us-east-1 # nearer\n",
///     "[default]\naws_access_key_id = AKIDEXAMPLE\n",
/// );
/// let profile = profiles.profile("default")?;
/// assert_eq!(profile.get("region"), Some("eu-west-1"));
/// assert_eq!(profile.get("aws_access_key_id"), Some("AKIDEXAMPLE"));
/// assert_eq!(profiles.profile("other")?.get("region"), Some("us-east-1"));
/// # Ok::<(), doc_bindgen_runtime::settings::NoProfile>(())
/// ```
#[derive(Clone, Default)]
pub struct Profiles {
    pub(super) profiles: Named<Section>,
    /// By the kind of section and its name, a blank between: `services x`, `sso-session x`.
    others: Named<Section>,
}

impl Profiles {
    /// Takes the texts of `~/.aws/config` and `~/.aws/credentials`. Where both have a setting of a
    /// profile, the latter's counts. A line that makes no sense is left out, as everywhere else that
    /// these files are read.
    pub fn parse(config: &str, credentials: &str) -> Self {
        let mut out = Profiles::default();
        let mut named_default = false;
        for (header, section) in sections(config) {
            match header.split_once(char::is_whitespace).map(|(kind, name)| (kind, unquoted(name)))
            {
                Some(("profile", name)) => {
                    // `[profile default]` counts more than `[default]`, wherever either stands.
                    if name == "default" && !std::mem::replace(&mut named_default, true) {
                        out.profiles.remove("default");
                    }
                    extend(out.profiles.entry(name.to_owned()), section);
                }
                Some((kind, name)) => {
                    extend(out.others.entry(format!("{kind} {name}")), section);
                }
                None if header == "default" && !named_default => {
                    extend(out.profiles.entry(header), section);
                }
                None => {}
            }
        }
        for (name, section) in sections(credentials) {
            extend(out.profiles.entry(unquoted(&name).to_owned()), section);
        }
        out
    }

    /// A setting of a section that is no profile: of `[services x]`, `sso-session`.
    pub fn other(&self, kind: &str, name: &str, key: &str) -> Option<&str> {
        let section = self.others.get(&format!("{kind} {name}"))?;
        section.get(key).map(String::as_str).filter(|value| !value.is_empty())
    }
}

/// Says which profiles there are, and not what they say.
impl fmt::Debug for Profiles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.profiles.names()).finish()
    }
}

/// The sections of a file in their order. What is indented below a setting is a setting of its own,
/// with the name of that before its own: `s3.endpoint_url`.
fn sections(text: &str) -> Vec<(String, Section)> {
    let mut out: Vec<(String, Section)> = Vec::new();
    let mut above: Option<String> = None;
    for line in text.trim_start_matches('\u{feff}').lines() {
        let is_indented = line.starts_with([' ', '\t']);
        let line = line.trim();
        if line.is_empty() || line.starts_with(['#', ';']) {
            continue;
        }
        if let Some(rest) = line.strip_prefix('[').filter(|_| !is_indented) {
            let header = rest.split(']').next().unwrap_or_default().trim();
            out.push((header.to_owned(), Section::default()));
            above = None;
            continue;
        }
        let Some((_, section)) = out.last_mut() else { continue };
        let Some((name, value)) = line.split_once('=') else { continue };
        let (name, value) = (name.trim().to_ascii_lowercase(), without_comment(value));
        match &above {
            Some(above) if is_indented => {
                *section.entry(format!("{above}.{name}")) = value.to_owned();
            }
            _ => {
                above = value.is_empty().then(|| name.clone());
                *section.entry(name) = value.to_owned();
            }
        }
    }
    out
}

/// Adds settings to a section; those that come later count.
fn extend(section: &mut Section, with: Section) {
    for (name, value) in with {
        *section.entry(name) = value;
    }
}

/// A value without the comment behind it, which a blank sets apart.
fn without_comment(value: &str) -> &str {
    let ends = value
        .char_indices()
        .zip(value.chars().skip(1))
        .find(|((_, before), sign)| before.is_whitespace() && matches!(sign, '#' | ';'));
    ends.map_or(value, |((at, _), _)| &value[..at]).trim()
}

fn unquoted(name: &str) -> &str {
    let name = name.trim();
    let inner = |quote| name.strip_prefix(quote)?.strip_suffix(quote);
    inner('"').or_else(|| inner('\'')).unwrap_or(name).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONFIG: &str = "\u{feff}\
# comment
stray = 1
[default]
region = eu-west-1
[profile a b] ; comment
Region=us-east-1#x
output = json # why
s3 =
  endpoint_url = http://localhost:1 ; local
  addressing_style = path
retry_mode = standard
   max_attempts = 5
no sense
[profile 'quoted']
region =
[b]
region = nowhere
[services mine]
dynamodb =
\tendpoint_url = http://localhost:2
[sso-session s]
sso_region = eu-west-1
[profile a b]
output = text
";

    fn get<'a>(profiles: &'a Profiles, profile: &'a str, key: &str) -> Option<&'a str> {
        profiles.profile(profile).unwrap().get(key)
    }

    #[test]
    fn what_files_say() {
        let profiles = Profiles::parse(CONFIG, "[a b]\nregion = me-south-1\n[c]\nx = y = z\n");
        for (profile, key, expected) in [
            ("default", "region", Some("eu-west-1")),
            ("default", "stray", None),
            ("a b", "region", Some("me-south-1")),
            ("a b", "output", Some("text")),
            ("a b", "s3.endpoint_url", Some("http://localhost:1")),
            ("a b", "s3.addressing_style", Some("path")),
            ("a b", "retry_mode", Some("standard")),
            ("a b", "max_attempts", Some("5")),
            ("quoted", "region", None),
            ("c", "x", Some("y = z")),
        ] {
            assert_eq!(get(&profiles, profile, key), expected, "{profile} {key}");
        }
        assert_eq!(
            profiles.other("services", "mine", "dynamodb.endpoint_url"),
            Some("http://localhost:2")
        );
        assert_eq!(profiles.other("sso-session", "s", "sso_region"), Some("eu-west-1"));
        let error = profiles.profile("b").unwrap_err().to_string();
        assert_eq!(error, "there is no profile `b`; there are `a b`, `c`, `default`, `quoted`");
        assert_eq!(format!("{profiles:?}"), r#"{"a b", "c", "default", "quoted"}"#);
    }

    #[test]
    fn a_default_that_is_called_a_profile_counts() {
        for config in [
            "[default]\na = 1\nb = 1\n[profile default]\na = 2\n",
            "[profile default]\na = 2\n[default]\na = 1\nb = 1\n",
        ] {
            let profiles = Profiles::parse(config, "");
            assert_eq!(get(&profiles, "default", "a"), Some("2"));
            assert_eq!(get(&profiles, "default", "b"), None);
        }
        let none = Profiles::parse("", "");
        assert_eq!(get(&none, "default", "a"), None);
        assert_eq!(
            none.profile("x").unwrap_err().to_string(),
            "there is no profile `x`, and no other either"
        );
    }

    #[test]
    fn comments_are_set_apart_by_a_blank() {
        for (value, expected) in [
            (" a", "a"),
            ("a#b", "a#b"),
            ("a #b", "a"),
            ("a\t; b", "a"),
            (" # b", ""),
            ("ü ;", "ü"),
        ] {
            assert_eq!(without_comment(value), expected, "{value:?}");
        }
    }
}
