//! Calls of the bindings beside Amazon's SDK: how many a second, what memory and which connections they
//! take.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitCode, Stdio};

use super::{median, run_cargo};
use crate::Outcome;

/// Who calls: what the table says, and the feature of `rivals/calls`. The last is what the others are held against.
pub(super) const CALLERS: [(&str, &str); 4] = [
    ("`sockets`, on threads", "sockets"),
    ("`hyper`", "hyper"),
    ("`ureq`, on threads", "ureq"),
    ("aws-sdk-dynamodb, aws-config", "sdk"),
];

/// Calls that a caller has under way at once, each over a connection of its own (`calls::AT_ONCE`).
const AT_ONCE: usize = 16;

/// How much more than after a tenth of its calls a caller may hold at the end, in KiB.
const GROWTH: f64 = 1024.0;

/// What a caller did in a round.
struct Round {
    /// Calls in a second.
    speed: f64,
    /// Microseconds of processor a call.
    cost: f64,
    failed: usize,
    /// KiB held after each tenth of the calls.
    held: Vec<f64>,
    server: Counted,
}

/// What the server counted in a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Counted {
    connections: usize,
    /// Those that were closed before the last call.
    lost: usize,
    calls: usize,
}

/// Builds what calls, has everyone call in each round, and prints what it came to. Fails where a promise does
/// not hold: as many calls a second as the SDK, flat memory, no connection lost.
pub(super) fn run(package: &Path, calls: usize, rounds: usize) -> Outcome {
    for (_, feature) in CALLERS {
        let features = format!("{feature},threads");
        let build = ["build", "--release", "--locked", "--package", "calls", "--features"];
        run_cargo(package, &[&build[..], &[&features]].concat())?;
    }
    let programs = package.join("target/release");
    let mut server = Server::start(&programs.join("server"))?;
    let mut all: [Vec<Round>; CALLERS.len()] = Default::default();
    for _ in 0..rounds.max(1) {
        for (rounds, (_, name)) in all.iter_mut().zip(CALLERS) {
            rounds.push(server.round(&programs.join(format!("soak-{name}")), calls)?);
        }
    }
    let theirs = &all[CALLERS.len() - 1];
    println!(
        "| {calls} calls, {AT_ONCE} at once | calls a second | of the SDK's | processor µs a call | MB held after \
         a tenth, at the end | connections, lost |"
    );
    println!("|---|---:|---:|---:|---:|---:|");
    let mut broken = Vec::new();
    for (rounds, (title, name)) in all.iter().zip(CALLERS) {
        let speed = median(rounds.iter().map(|it| it.speed));
        let pairs = rounds.iter().zip(theirs);
        let ratio = median(pairs.map(|(a, b)| a.speed / b.speed));
        let cost = median(rounds.iter().map(|it| it.cost));
        let [early, end] = [first as fn(&[f64]) -> f64, last]
            .map(|of| median(rounds.iter().map(|it| of(&it.held))));
        let connections = rounds.iter().map(|it| it.server.connections).max().unwrap_or_default();
        let closed: usize = rounds.iter().map(|it| it.server.lost).sum();
        println!(
            "| {title} | {speed:.0} | {ratio:.2} | {cost:.0} | {:.1}, {:.1} | {connections}, {closed} |",
            early / 1024.0,
            end / 1024.0,
        );
        broken.extend(
            rounds.iter().flat_map(|it| lost(it, calls)).map(|why| format!("{title}: {why}")),
        );
        if name != "sdk" {
            let promises = [
                (ratio >= 1.0, "calls slower than the SDK"),
                (end - early <= GROWTH, "its memory grows"),
            ];
            let not_held = promises.into_iter().filter(|(holds, _)| !holds);
            broken.extend(not_held.map(|(_, why)| format!("{title}: {why}")));
        }
    }
    broken.iter().for_each(|why| eprintln!("error: {why}"));
    Ok(if broken.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What was lost in a round.
fn lost(round: &Round, calls: usize) -> Vec<String> {
    let Counted { lost, calls: answered, .. } = round.server;
    let mut out = Vec::new();
    if round.failed > 0 || answered != calls {
        out.push(format!(
            "{} of {calls} calls failed, and the server answered {answered}",
            round.failed
        ));
    }
    if lost > 0 {
        out.push(format!("{lost} connections were closed while calls were made"));
    }
    out
}

fn first(values: &[f64]) -> f64 {
    values.first().copied().unwrap_or_default()
}

fn last(values: &[f64]) -> f64 {
    values.last().copied().unwrap_or_default()
}

/// The server that is called; gone with it.
struct Server {
    process: Child,
    asks: ChildStdin,
    tells: BufReader<ChildStdout>,
    address: String,
}

impl Server {
    fn start(program: &PathBuf) -> Result<Self, String> {
        let mut process = Command::new(program)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|e| format!("{}: {e}", program.display()))?;
        let (Some(asks), Some(tells)) = (process.stdin.take(), process.stdout.take()) else {
            return Err("the server cannot be spoken to".into());
        };
        let mut server =
            Server { process, asks, tells: BufReader::new(tells), address: String::new() };
        server.address = server.line()?;
        Ok(server)
    }

    fn line(&mut self) -> Result<String, String> {
        let mut line = String::new();
        self.tells.read_line(&mut line).map_err(|e| format!("the server: {e}"))?;
        Ok(line.trim().to_owned())
    }

    /// What there was since it was asked last.
    fn counted(&mut self) -> Result<Counted, String> {
        writeln!(self.asks).map_err(|e| format!("the server: {e}"))?;
        let line = self.line()?;
        let numbers: Vec<usize> = line.split(' ').filter_map(|it| it.parse().ok()).collect();
        let [connections, lost, calls] = numbers[..] else {
            return Err(format!("the server told `{line}`"));
        };
        Ok(Counted { connections, lost, calls })
    }

    /// A caller's calls, in a process of its own.
    fn round(&mut self, program: &Path, calls: usize) -> Result<Round, String> {
        let output = Command::new(program)
            .arg(calls.to_string())
            .env("AWS_ENDPOINT_URL", &self.address)
            .env("AWS_REGION", "eu-west-1")
            .env("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
            .env("AWS_SECRET_ACCESS_KEY", "secret")
            .stderr(Stdio::inherit())
            .output()
            .map_err(|e| format!("{}: {e}", program.display()))?;
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        let numbers: Vec<f64> =
            told.split_whitespace().filter_map(|word| word.parse().ok()).collect();
        let [seconds, processor, failed, held @ ..] = &numbers[..] else {
            return Err(format!("{}: it told `{told}`", program.display()));
        };
        Ok(Round {
            speed: calls as f64 / seconds,
            cost: processor * 1e6 / calls as f64,
            failed: *failed as usize,
            held: held.to_vec(),
            server: self.counted()?,
        })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It is this one's own, and answers nobody else.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
