//! Endpoints that users set, in the environment and in profiles.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use doc_bindgen_runtime::settings::{Environment, Profiles};
use serde::Deserialize;

type ProfileSection = BTreeMap<String, String>;

#[derive(Deserialize)]
struct Suites {
    #[serde(rename = "testSuites")]
    suites: Vec<Suite>,
}

#[derive(Deserialize)]
struct Suite {
    profiles: BTreeMap<String, ProfileSection>,
    services: BTreeMap<String, BTreeMap<String, ProfileSection>>,
    client_configs: BTreeMap<String, Client>,
    environments: BTreeMap<String, ProfileSection>,
    #[serde(rename = "endpointUrlTests")]
    tests: Vec<Test>,
}

/// What a program says itself.
#[derive(Deserialize)]
struct Client {
    endpoint_url: Option<String>,
    #[serde(default)]
    ignore_configured_endpoint_urls: bool,
}

#[derive(Deserialize)]
struct Test {
    name: String,
    profile: String,
    client_config: String,
    environment: String,
    service: String,
    output: Output,
}

#[derive(Deserialize)]
struct Output {
    #[serde(rename = "endpointUrl")]
    url: Option<String>,
}

/// Whether all tests hold.
pub fn hold(path: &Path) -> Result<bool, String> {
    let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let suites: Suites =
        serde_json::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))?;
    let (mut agree, mut differ) = (0, 0);
    for suite in &suites.suites {
        let profiles = Profiles::parse(&config(suite), "");
        for test in &suite.tests {
            let missing = |what: &str| format!("{}: no {what} of that name", test.name);
            let client = suite.client_configs.get(&test.client_config);
            let client = client.ok_or_else(|| missing("client"))?;
            let variables = suite.environments.get(&test.environment);
            let environment: Environment = variables
                .ok_or_else(|| missing("environment"))?
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str()))
                .collect();
            let profile = profiles.profile(&test.profile).map_err(|e| e.to_string())?;
            let set = || profile.endpoint_url(&environment, &test.service);
            let found = match &client.endpoint_url {
                Some(url) => Some(url.as_str()),
                None if client.ignore_configured_endpoint_urls => None,
                None => set(),
            };
            // Where nothing is set, the service's own endpoint is named there, or nothing.
            let own = test.output.url.as_ref().filter(|url| !url.contains("amazonaws.com"));
            if found == own.map(String::as_str) {
                agree += 1;
            } else {
                differ += 1;
                println!("{}: {found:?}, expected {:?}", test.name, test.output.url);
            }
        }
    }
    println!("{}: {agree} agree, {differ} differ", path.display());
    Ok(differ == 0 && agree > 0)
}

/// The profiles and services as a file has them.
fn config(suite: &Suite) -> String {
    let mut out = String::new();
    for (name, section) in &suite.profiles {
        // Writing into a String cannot fail.
        let _ = writeln!(out, "[profile {name}]");
        for (key, value) in section {
            let _ = writeln!(out, "{key} = {value}");
        }
    }
    for (name, services) in &suite.services {
        let _ = writeln!(out, "[services {name}]");
        for (service, section) in services {
            let _ = writeln!(out, "{service} =");
            for (key, value) in section {
                let _ = writeln!(out, "  {key} = {value}");
            }
        }
    }
    out
}
