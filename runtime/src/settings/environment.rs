//! Variables of the environment.

use std::fmt;

use crate::named::Named;

/// Variables by name. One that is empty counts as not set.
#[derive(Clone, Default)]
pub struct Environment(Named<String>);

impl Environment {
    /// What begins with `AWS_`, `HUAWEICLOUD_` or `HW_` among the variables of this process, and where
    /// its user's home is.
    pub fn of_process() -> Self {
        let begins = ["AWS_", "HUAWEICLOUD_", "HW_"];
        let ours = |name: &str| {
            begins.iter().any(|it| name.starts_with(it)) || ["HOME", "USERPROFILE"].contains(&name)
        };
        std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .filter(|(name, _)| ours(name))
            .collect()
    }

    /// The value of a variable.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// The same, without variables that keys come from.
    #[cfg(feature = "credentials")]
    pub(crate) fn without_keys(&self) -> Self {
        let of_keys = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_WEB_IDENTITY_TOKEN_FILE"];
        let mut others = self.clone();
        others.0.retain(|name| !of_keys.contains(&name));
        others
    }

    /// Where the file of settings lies: `AWS_CONFIG_FILE`, or `.aws/config` at home.
    pub fn config_file(&self) -> Option<String> {
        self.file("AWS_CONFIG_FILE", "config")
    }

    /// Where the file of credentials lies: `AWS_SHARED_CREDENTIALS_FILE`, or `.aws/credentials` at
    /// home.
    pub fn credentials_file(&self) -> Option<String> {
        self.file("AWS_SHARED_CREDENTIALS_FILE", "credentials")
    }

    fn file(&self, variable: &str, name: &str) -> Option<String> {
        let home = self.get("HOME").or_else(|| self.get("USERPROFILE"));
        let told = match self.get(variable) {
            Some(path) => path.to_owned(),
            None => return Some(format!("{}/.aws/{name}", home?)),
        };
        Some(match (told.strip_prefix("~/"), home) {
            (Some(rest), Some(home)) => format!("{home}/{rest}"),
            _ => told,
        })
    }
}

impl<N: Into<String>, V: Into<String>> FromIterator<(N, V)> for Environment {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(variables: I) -> Self {
        let mut out = Named::default();
        for (name, value) in variables {
            *out.entry(name.into()) = value.into();
        }
        Environment(out)
    }
}

/// Says which variables are set, and not to what: some are secret.
impl fmt::Debug for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.names()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_where_variables_say_or_at_home() {
        for (variables, expected) in [
            (&[][..], None),
            (&[("HOME", "/home/a")][..], Some("/home/a/.aws/config")),
            (&[("USERPROFILE", "C:/a")], Some("C:/a/.aws/config")),
            (&[("AWS_CONFIG_FILE", "/x"), ("HOME", "/home/a")], Some("/x")),
            (&[("AWS_CONFIG_FILE", "~/x"), ("HOME", "/home/a")], Some("/home/a/x")),
            (&[("AWS_CONFIG_FILE", ""), ("HOME", "/home/a")], Some("/home/a/.aws/config")),
        ] {
            let environment: Environment = variables.iter().copied().collect();
            assert_eq!(environment.config_file().as_deref(), expected);
        }
    }

    #[test]
    fn values_are_not_shown() {
        let environment: Environment = [("AWS_SECRET_ACCESS_KEY", "hidden")].into_iter().collect();
        assert_eq!(format!("{environment:?}"), r#"{"AWS_SECRET_ACCESS_KEY"}"#);
    }
}
