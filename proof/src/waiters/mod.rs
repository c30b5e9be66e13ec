//! `cargo proof waiters`: what waiters make of answers, held against botocore's.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;

use clap::Args;
use doc_bindgen_runtime::dynamic::Kind;
use doc_bindgen_runtime::facts::{Acceptor, AcceptorState, Matcher, WaiterFacts};
use doc_bindgen_runtime::http::StatusCode;
use doc_bindgen_runtime::{Attempt, ErrorKind, Failure, Judge, Verdict};
use serde_json::Value;
use xtask::corpus::BOTO3;
use xtask::{Outcome, python, root};

use crate::protocols::{Schema, blank, fill, text};

/// Hold what waiters make of answers against botocore's waiters.
#[derive(Args)]
pub struct Arguments {
    /// The services; all that have waiters where left out.
    services: Vec<String>,
    /// The corpus whose botocore makes the answers.
    #[arg(long, default_value_os_t = PathBuf::from(format!("corpus/boto3-{BOTO3}")))]
    corpus: PathBuf,
}

pub fn run(arguments: &Arguments) -> Outcome {
    let mut made = Command::new(python::interpreter(&arguments.corpus.join("venv")))
        .arg(root().join("proof/src/waiters/answers.py"))
        .args(&arguments.services)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|e| {
            format!("botocore makes the answers; `cargo xtask corpus` installs it: {e}")
        })?;
    let lines = BufReader::new(made.stdout.take().ok_or("the answers cannot be read")?).lines();
    let (mut waiters, mut cases, mut wrong) = (0, 0, 0);
    let mut verdicts = std::collections::BTreeMap::<String, usize>::new();
    for line in lines {
        let line = line.map_err(|e| format!("the answers: {e}"))?;
        let made: Value = serde_json::from_str(&line).map_err(|e| format!("the answers: {e}"))?;
        waiters += 1;
        for (expected, found) in of_waiter(&made)? {
            cases += 1;
            *verdicts.entry(expected.clone()).or_default() += 1;
            // Where botocore gives up on a length that nothing has, there is nothing to be as.
            if expected != found && expected != "raises" {
                wrong += 1;
                let (service, waiter) = (&made["service"], &made["waiter"]);
                println!("{service} {waiter}: botocore says {expected}, and {found} was said");
            }
        }
    }
    let ended = made.wait().map_err(|e| format!("botocore: {e}"))?;
    if !ended.success() || cases == 0 {
        return Err("botocore made no answers".into());
    }
    let verdicts: Vec<String> = verdicts.iter().map(|(word, n)| format!("{word} {n}")).collect();
    let verdicts = verdicts.join(", ");
    println!("{waiters} waiters, {cases} answers ({verdicts}), {wrong} wrong");
    Ok(if wrong == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What was expected of each answer of a waiter, and found.
fn of_waiter(made: &Value) -> Result<Vec<(String, String)>, String> {
    let shapes = made["shapes"].as_object().ok_or("a waiter without shapes")?;
    let mut schema = Schema::new(shapes);
    let output = text(made, "output").map(|name| schema.structure(name)).transpose()?;
    let acceptors = made["acceptors"].as_array().into_iter().flatten();
    let acceptors: Vec<Acceptor> = acceptors.map(acceptor).collect::<Result<_, _>>()?;
    let facts = WaiterFacts {
        name: "waiter",
        delay: Duration::ZERO,
        max_attempts: 1,
        acceptors: Box::leak(acceptors.into_boxed_slice()),
    };
    let judge = Judge::new(&facts).ok_or("a waiter without acceptors")?;
    let judge = judge.map_err(|e| format!("{} {}: {e}", made["service"], made["waiter"]))?;
    let mut found = Vec::new();
    for case in made["cases"].as_array().into_iter().flatten() {
        let status = case["status"].as_u64().and_then(|it| StatusCode::from_u16(it as u16).ok());
        let verdict = match (text(case, "code"), output) {
            (Some(code), _) => {
                let failure = Failure::new(ErrorKind::Service).with_code(code.to_owned());
                judge.judge(&Attempt::new(Err(&failure), status))
            }
            (None, Some(output)) => {
                let mut value = blank(Kind::Structure(output));
                fill(&mut value, &case["output"])?;
                judge.judge(&Attempt::new(Ok(&value), status))
            }
            (None, None) => judge.judge(&Attempt::new(Ok(&()), status)),
        };
        let word = match verdict {
            Verdict::Done => "success",
            Verdict::Hopeless(_) => "failure",
            Verdict::Again => "retry",
            Verdict::Failed => "failed",
        };
        found.push((text(case, "verdict").unwrap_or_default().to_owned(), word.to_owned()));
    }
    Ok(found)
}

fn acceptor(given: &Value) -> Result<Acceptor, String> {
    let word = |key: &str| text(given, key).unwrap_or_default();
    let forever = |key: &str| -> &'static str { Box::leak(word(key).to_owned().into_boxed_str()) };
    Ok(Acceptor {
        state: match word("state") {
            "success" => AcceptorState::Success,
            "failure" => AcceptorState::Failure,
            "retry" => AcceptorState::Retry,
            other => return Err(format!("`{other}` is no state of an acceptor")),
        },
        matcher: match word("matcher") {
            "path" => Matcher::Path,
            "pathAll" => Matcher::PathAll,
            "pathAny" => Matcher::PathAny,
            "status" => Matcher::Status,
            "error" => Matcher::Error,
            other => return Err(format!("`{other}` is no matcher")),
        },
        argument: forever("argument"),
        expected: forever("expected"),
    })
}
