//! The client of what was given, and of what is set for the rest.

use http::{HeaderName, HeaderValue};

use super::error::SetupError;
use super::given::{Given, Set};
use super::{aws, huaweicloud};
use crate::facts::ServiceFacts;
use crate::retry::Policy;
use crate::sending::{Sending, Sleeper};
use crate::settings::Environment;
use crate::{AnyTransport, Client, adapter, timer};

impl Given {
    pub(super) fn client(
        mut self,
        service: &'static ServiceFacts,
    ) -> Result<Client<AnyTransport>, SetupError> {
        let environment = self.environment.take().unwrap_or_else(Environment::of_process);
        let transport = match self.transport.take() {
            Some(transport) => transport,
            None => {
                let connect = self.timeouts.unwrap_or_default().connect;
                adapter::any(connect).ok_or(SetupError::NoTransport)?
            }
        };
        let mut sending = Sending::over(transport).user_agent(self.user_agent(&environment)?);
        if let Some(policy) = self.retries {
            sending = sending.retries(policy);
        }
        if let Some(bucket) = self.bucket.take() {
            sending = sending.bucket(bucket);
        }
        if let Some(timeouts) = self.timeouts {
            sending = sending.timeouts(timeouts);
        }
        if let Some(now) = self.clock {
            sending = sending.clock(now);
        }
        if let Some(most) = self.most_held {
            sending = sending.most_held(most);
        }
        sending =
            sending.sleeper(self.sleeper.take().unwrap_or_else(|| Sleeper::new(timer::sleep)));
        let Set { resolved, credentials, project_id, attempts } = match service.provider {
            "huaweicloud" => huaweicloud::set(&mut self, service, &environment)?,
            _ => aws::set(&mut self, service, &environment)?,
        };
        if let Some(attempts) = attempts.filter(|_| self.retries.is_none()) {
            sending = sending.retries(Policy { attempts, ..Policy::of(service.id) });
        }
        if let Some(id) = project_id.as_deref().filter(|_| service.provider == "huaweicloud") {
            let value = HeaderValue::from_str(id).map_err(|_| SetupError::Setting {
                name: "the project's id",
                value: id.to_owned(),
            })?;
            sending = sending.header(HeaderName::from_static("x-project-id"), value);
        }
        let sending = sending.source(credentials).region(resolved.signing_region);
        let client = Client::new(AnyTransport::new(sending), resolved.endpoint);
        Ok(match project_id {
            Some(id) => client.with_project_id(id),
            None => client,
        })
    }

    fn user_agent(&self, environment: &Environment) -> Result<HeaderValue, SetupError> {
        let mut text = concat!("doc-bindgen/", env!("CARGO_PKG_VERSION")).to_owned();
        let told = self.app_name.as_deref().or_else(|| environment.get("AWS_SDK_UA_APP_ID"));
        if let Some(name) = told {
            let fits =
                |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
            if name.is_empty() || !name.bytes().all(fits) {
                return Err(SetupError::Setting {
                    name: "the program's name (letters, digits, and no blank)",
                    value: name.to_owned(),
                });
            }
            text.push_str(" app/");
            text.push_str(name);
        }
        Ok(HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("doc-bindgen")))
    }
}
