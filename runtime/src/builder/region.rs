//! The region where nobody has said it: the one that the machine is in.

use super::aws::profiles_of;
use super::{Builder, SetupError};
use crate::credentials::{Context, Imds, region_of_machine};
use crate::sending::Sleeper;
use crate::settings::{Environment, Profile};
use crate::{Timestamp, adapter, timer};

impl<C> Builder<C> {
    /// Where a region is neither given nor set: the one that this machine of EC2 is in. Only its service of
    /// metadata knows that, and is asked, so this takes a connection, which `build` never does.
    ///
    /// ```no_run
    /// # use doc_bindgen_runtime::{AnyTransport, Builder, Client, SetupError};
    /// # async fn run(builder: Builder<Client<AnyTransport>>) -> Result<(), SetupError> {
    /// let client = builder.region_of_machine().await?.build()?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn region_of_machine(mut self) -> Result<Self, SetupError> {
        let environment = self.given.environment.take().unwrap_or_else(Environment::of_process);
        let profiles = match self.given.profiles.take() {
            Some(profiles) => profiles,
            None => profiles_of(&environment)?,
        };
        let is_set = {
            let profile = match &self.given.profile {
                Some(name) => profiles.profile(name)?,
                None => Profile::chosen(&profiles, &environment)?,
            };
            self.given.region.is_some() || profile.region(&environment).is_some()
        };
        if !is_set {
            let connect = self.given.timeouts.unwrap_or_default().connect;
            let given = self.given.transport.clone();
            let transport =
                given.or_else(|| adapter::any(connect)).ok_or(SetupError::NoTransport)?;
            let sleeper = self.given.sleeper.clone().unwrap_or_else(|| Sleeper::new(timer::sleep));
            let now = self.given.clock.unwrap_or(Timestamp::now);
            let context = Context { transport, sleeper, now };
            let asked = region_of_machine(Imds::of(&environment), &context).await;
            self.given.region = Some(asked.map_err(SetupError::Region)?);
        }
        // What was read once is not read again.
        self.given.environment = Some(environment);
        self.given.profiles = Some(profiles);
        Ok(self)
    }
}
