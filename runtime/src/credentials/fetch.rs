//! Asks for keys where they come from.

use std::time::Duration;

use http::{Request, StatusCode};

use super::{Container, Context, Granted, Imds, NoCredentials, Origin, Provide, Sts, process};
use crate::sending::{BoxFuture, Direct};
use crate::sign::Secret;
use crate::{ByteStream, Bytes};

/// Asks a place for keys, each time anew.
#[derive(Clone, Debug)]
pub struct Fetch {
    /// The place.
    pub origin: Origin,
    /// Who gives keys for roles.
    pub sts: Sts,
}

impl Provide for Fetch {
    fn provide(&self, context: Context) -> BoxFuture<Result<Granted, NoCredentials>> {
        let Fetch { origin, sts } = self.clone();
        fetch(origin, sts, context)
    }
}

fn fetch(origin: Origin, sts: Sts, context: Context) -> BoxFuture<Result<Granted, NoCredentials>> {
    Box::pin(async move {
        match origin {
            Origin::Keys(granted) => Ok(granted),
            Origin::Process { command } => process::run(&command, &context).await,
            Origin::Role { role, source } => {
                let source = fetch(*source, sts.clone(), context.clone()).await?;
                sts.assume(&role, &source.keys, &context).await
            }
            Origin::WebIdentity { role, token_file } => {
                let token = read(&token_file, "the file of the token")?;
                sts.assume_with_token(&role, &token, &context).await
            }
            Origin::Container(container) => of_container(&container, &context).await,
            Origin::Imds(imds) => of_machine(imds, &context).await,
        }
    })
}

async fn of_container(container: &Container, context: &Context) -> Result<Granted, NoCredentials> {
    let file = match container.token_file() {
        Some(path) => Some(read(path, "the file of the container's token")?),
        None => None,
    };
    let ask = || container.request(file.as_ref());
    let (status, body) = again(ask, Duration::from_secs(2), 3, context).await?;
    Container::answer(status, &body)
}

async fn of_machine(mut imds: Imds, context: &Context) -> Result<Granted, NoCredentials> {
    // A token that ends while it is used begins anew, once.
    for _ in 0..8 {
        let ask = || imds.request();
        let answered = again(ask, Duration::from_secs(1), 2, context).await;
        let (status, body) = answered.map_err(|error| NoCredentials::Nowhere(Box::new(error)))?;
        if let Some(granted) = imds.answer(status, &body)? {
            return Ok(granted);
        }
    }
    Err(NoCredentials::Answer {
        from: "the machine's service of metadata",
        what: "its tokens do not hold".to_owned(),
    })
}

/// The region that the machine is in.
pub(crate) async fn region_of_machine(
    mut imds: Imds,
    context: &Context,
) -> Result<String, NoCredentials> {
    for _ in 0..4 {
        let ask = || imds.region_request();
        let (status, body) = again(ask, Duration::from_secs(1), 2, context).await?;
        if let Some(region) = imds.region_answer(status, &body)? {
            return Ok(region);
        }
    }
    Err(NoCredentials::Answer {
        from: "the machine's service of metadata",
        what: "its tokens do not hold".to_owned(),
    })
}

/// Asks, and once more if there is no answer.
async fn again(
    request: impl Fn() -> Result<Request<()>, NoCredentials>,
    within: Duration,
    attempts: u32,
    context: &Context,
) -> Result<(StatusCode, Bytes), NoCredentials> {
    let mut last = None;
    for attempt in 0..attempts {
        if attempt > 0 {
            context.sleep(Duration::from_millis(50 << attempt)).await;
        }
        let mut request = request()?.map(|()| ByteStream::default());
        request.extensions_mut().insert(Direct);
        match context.send(request, within).await {
            Ok((status, body)) if !status.is_server_error() => return Ok((status, body)),
            Ok((status, _)) => last = Some(format!("the status is {status}")),
            Err(error) => last = Some(error.to_string()),
        }
    }
    Err(NoCredentials::Answer { from: "the service of keys", what: last.unwrap_or_default() })
}

/// The text of a small file that nobody else may see.
fn read(path: &str, from: &'static str) -> Result<Secret, NoCredentials> {
    std::fs::read_to_string(path)
        .map(Secret::from)
        .map_err(|error| NoCredentials::Answer { from, what: format!("{path}: {error}") })
}
