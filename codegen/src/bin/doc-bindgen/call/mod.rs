//! `doc-bindgen call`: any operation, straight from its spec.

pub mod complete;
mod connect;
mod dry_run;
mod find;
mod input;
mod show;

use std::path::PathBuf;

use clap::Args;
use doc_bindgen::call::{Paging, Service};
use doc_bindgen_runtime::blocking::{sleep, wait};
use doc_bindgen_runtime::dynamic::{Dynamic, DynamicOperation};
use doc_bindgen_runtime::facts::WaiterFacts;
use doc_bindgen_runtime::jmespath::Expression;
use doc_bindgen_runtime::{AnyTransport, Attempt, Client, Error, Failure, Judge, Value, Verdict};

use self::dry_run::DryRun;
use self::find::Found;
use crate::Outcome;
use crate::report::Reporter;

/// Call an operation straight from its spec.
///
/// Nothing is emitted and nothing compiled. The input is held against its shape before anything is
/// sent, and all that is wrong with it is said at once.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The service, by the name of its spec.
    service: String,

    /// The operation: `ListQueues` or `list_queues`.
    operation: String,

    /// The input: JSON in { }, `@FILE` with JSON, `-` for JSON from standard input; and, instead or
    /// besides, `name=value` for each member.
    #[arg(value_name = "INPUT")]
    input: Vec<String>,

    /// The region; as the environment or the profile has it where left out.
    #[arg(long)]
    region: Option<String>,

    /// The profile of `~/.aws/config` and `~/.aws/credentials`.
    #[arg(long)]
    profile: Option<String>,

    /// Where the service is reached: `http://127.0.0.1:5000`.
    #[arg(long, value_name = "URL")]
    endpoint_url: Option<String>,

    /// The folder of specs.
    #[arg(long, value_name = "DIR", default_value = "spec")]
    spec: PathBuf,

    /// Ask for all pages, and write them as one.
    #[arg(long, conflicts_with = "wait")]
    all_pages: bool,

    /// Call it again and again until the condition of this waiter holds.
    #[arg(long, value_name = "WAITER")]
    wait: Option<String>,

    /// Write the request, signature included, and send nothing.
    #[arg(long)]
    dry_run: bool,

    /// Write what stands at this path of the output (JMESPath) instead of all of it.
    #[arg(long, value_name = "PATH")]
    query: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  doc-bindgen call sqs ListQueues
  doc-bindgen call sqs SendMessage QueueUrl=https://... MessageBody=hello
  doc-bindgen call dynamodb GetItem TableName=Music '{\"Key\": {\"Id\": {\"S\": \"a\"}}}'
  doc-bindgen call dynamodb Scan TableName=Music --all-pages --query 'Items[].Id.S'
  doc-bindgen call dynamodb DescribeTable TableName=Music --wait TableExists
  doc-bindgen call s3 PutObject Bucket=b Key=k Body=@photo.jpg --dry-run

A name may lead into structures and maps with dots (Key.Id.S=a), and stands once for each item of a
list. Text, numbers, true, false and times are written as they are, bytes in base64, all else in JSON;
@FILE is what a file holds.

Output is JSON on standard output: times as RFC 3339, bytes in base64, one line for each event of a
stream. Of an output that is a stream of bytes these are written as they are, and the rest to standard
error. Region, keys and endpoints come from the same variables and files as those of other programs.
Exit status: 0 done; 2 it failed, or nothing was sent.";

/// Runs it.
pub fn run(arguments: &Arguments, out: &Reporter) -> Outcome {
    match called(arguments, out) {
        Ok(()) => Outcome::Done,
        Err(Stopped::Said) => Outcome::Failed,
        Err(Stopped::Why(message, help)) => out.fail(&message, &help),
    }
}

/// Why it went no further.
enum Stopped {
    /// It was said already.
    Said,
    /// What went wrong, and what to do.
    Why(String, String),
}

impl Stopped {
    fn why(message: impl Into<String>, help: impl Into<String>) -> Self {
        Stopped::Why(message.into(), help.into())
    }
}

fn called(arguments: &Arguments, out: &Reporter) -> Result<(), Stopped> {
    let query = match &arguments.query {
        Some(path) => Some(Expression::parse(path).map_err(|error| {
            Stopped::why(format!("--query: {error}"), "for example `Items[].Name`")
        })?),
        None => None,
    };
    let spec = find::spec(&arguments.service, &arguments.spec, out)?;
    let Found { operation: stated, waiter } =
        find::operation(&spec, &arguments.operation, arguments.wait.as_deref())?;
    let mut service = Service::new(&spec);
    let operation = service.operation(stated);
    let waiter = waiter.map(|waiter| service.waiter(waiter));
    let mut given = input::given(&spec, stated, &operation, &arguments.input, out)?;
    let paging = match arguments.all_pages {
        true => Some(Paging::of(stated, &operation).ok_or_else(|| {
            let message = format!("{} has no pages that are known", stated.name);
            Stopped::why(message, "call it without --all-pages")
        })?),
        false => None,
    };
    let dry_run = arguments.dry_run.then(DryRun::default);
    if let Some(dry_run) = dry_run {
        return shown(arguments, &service, &operation, &given, &dry_run, out);
    }
    let client = connect::client(arguments, service.facts())?;
    let output = match (waiter, paging) {
        (Some(waiter), _) => match waited(&operation, &client, &given, &waiter, out)? {
            Some(output) => output,
            None => return Ok(()),
        },
        (_, Some(paging)) => all(&operation, &client, &mut given, paging, out)?,
        _ => wait(operation.call(&client, &given)).map_err(|error| failed(&error, out))?,
    };
    show::output(&operation, output, query.as_ref())
}

/// Shows the request; where there are no keys, without a signature.
fn shown(
    arguments: &Arguments,
    service: &Service<'_>,
    operation: &DynamicOperation,
    given: &Dynamic,
    dry_run: &DryRun,
    out: &Reporter,
) -> Result<(), Stopped> {
    use doc_bindgen_runtime::{Credentials, ErrorKind, SetupError};

    let why = match connect::dry(arguments, service.facts(), dry_run).build() {
        Ok(client) => match wait(operation.call(&client, given)) {
            _ if dry_run.is_done() => return Ok(()),
            Err(error) if error.kind() == ErrorKind::Credentials => error.to_string(),
            Err(error) => return Err(failed(&error, out)),
            Ok(_) => return Ok(()),
        },
        Err(SetupError::Credentials(error)) => error.to_string(),
        Err(error) => return Err(connect::unset(&error)),
    };
    let open =
        connect::dry(arguments, service.facts(), dry_run).credentials(Credentials::Anonymous);
    let client = open.build().map_err(|error| connect::unset(&error))?;
    match wait(operation.call(&client, given)) {
        Err(error) if !dry_run.is_done() => Err(failed(&error, out)),
        _ => {
            out.note(&format!("the request is shown without a signature: {why}"));
            Ok(())
        }
    }
}

/// All pages as one.
fn all(
    operation: &DynamicOperation,
    client: &Client<AnyTransport>,
    input: &mut Dynamic,
    mut paging: Paging,
    out: &Reporter,
) -> Result<Dynamic, Stopped> {
    let name = operation.facts.name;
    if !paging.lists() {
        let message = format!("it is not known what the pages of {name} list");
        return Err(Stopped::why(message, "call it without --all-pages, once for each page"));
    }
    let mut pages: Option<Dynamic> = None;
    loop {
        let page = wait(operation.call(client, input)).map_err(|error| failed(&error, out))?;
        let more = paging.next(&page, input).map_err(|why| {
            Stopped::why(format!("{name}: {why}"), "call it without --all-pages to see the pages")
        })?;
        match &mut pages {
            Some(pages) => paging.add(pages, page),
            None => pages = Some(page),
        }
        if let (false, Some(mut pages)) = (more, pages.take_if(|_| !more)) {
            paging.end(&mut pages);
            return Ok(pages);
        }
    }
}

/// Calls until the waiter's condition holds.
fn waited(
    operation: &DynamicOperation,
    client: &Client<AnyTransport>,
    input: &Dynamic,
    waiter: &WaiterFacts,
    out: &Reporter,
) -> Result<Option<Dynamic>, Stopped> {
    let name = waiter.name;
    let judge = Judge::new(waiter).ok_or_else(|| {
        Stopped::why(
            format!("no page states what {name} waits for"),
            "state `acceptors` of the waiter in an overlay, or in the spec",
        )
    })?;
    let judge = judge.map_err(|error| Stopped::why(error.to_string(), "mend it in the spec"))?;
    for attempt in 1.. {
        let mut call = operation.call(client, input);
        let result = wait(&mut call);
        let judged = judge.judge(&Attempt::new(
            match &result {
                Ok(output) => Ok(output),
                Err(error) => Err(error.failure()),
            },
            call.status(),
        ));
        match (judged, result) {
            (Verdict::Done, result) => return Ok(result.ok()),
            (Verdict::Hopeless(why), _) => {
                let message = format!("{name} will not come to hold: {why}");
                return Err(Stopped::why(message, "look at the output without --wait"));
            }
            (Verdict::Failed, Err(error)) => return Err(failed(&error, out)),
            _ if attempt >= waiter.max_attempts => {
                let message = format!("{name} has not come to hold in {attempt} attempts");
                return Err(Stopped::why(message, "call again to wait on"));
            }
            _ => {
                out.note(&format!("{name}: not yet, again in {} s", waiter.delay.as_secs()));
                wait(sleep(waiter.delay));
            }
        }
    }
    Ok(None)
}

/// Says why a call failed, with the members of an error that the service documents.
fn failed(error: &Error<Dynamic>, out: &Reporter) -> Stopped {
    let mut message = error.to_string();
    // What the documentation calls it may not be what stands on the wire for it.
    let documented = error.service().map(|error| error.shape().name);
    if let Some(name) = documented.filter(|name| !message.contains(name)) {
        message = format!("{name}: {message}");
    }
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        message.push_str(&format!(": {cause}"));
        source = cause.source();
    }
    if let Some(members) = error.service().and_then(show::members) {
        out.note(&members);
    }
    Stopped::why(message, help(error.failure(), error.service().is_some()))
}

fn help(failure: &Failure, documented: bool) -> &'static str {
    use doc_bindgen_runtime::ErrorKind;
    match failure.kind() {
        ErrorKind::Service if failure.retry().is_some() => "it may go better in a while",
        ErrorKind::Service if documented => "the documentation of the operation says what it means",
        ErrorKind::Service => "the documentation does not know this error",
        ErrorKind::Request => "nothing was sent",
        ErrorKind::Transport => "see whether the endpoint is right and can be reached",
        ErrorKind::Response => "see whether it is the service that answers there",
        _ => "call it again",
    }
}
