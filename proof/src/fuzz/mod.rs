//! `cargo proof fuzz`: the targets of fuzz/ in a plain loop, for where there is no `cargo fuzz`, and
//! what `cargo fuzz` is to begin with.

mod seeds;

use std::fs;
use std::num::NonZero;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use xtask::Outcome;

#[path = "../../../fuzz/src/lib.rs"]
mod targets;

/// What one input may take. Readers are linear, and no input is long; the rest is for a machine
/// that has other things to do.
const SLOW: Duration = Duration::from_secs(20);

/// How much memory one input may take, which is of a few kilobytes.
const LARGE: u64 = 64 << 20;

/// How long an input may get, in bytes.
const LONGEST: usize = 16 << 10;

/// Gives each reader mutations of the pages that come with the repository, for some minutes. An
/// input that makes one panic, or takes it more than twenty seconds or 64 MB (where the system tells), is
/// kept under target/fuzz.
#[derive(clap::Args)]
pub struct Arguments {
    /// Minutes for each target.
    #[arg(default_value = "1")]
    minutes: NonZero<u32>,
    /// The targets; all where left out.
    targets: Vec<String>,
    /// What the mutations depend on: the same number, the same inputs.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Begin with the pages of this folder too; those that are long are left aside.
    #[arg(long, value_name = "FOLDER")]
    pages: Vec<PathBuf>,
    /// Runs nothing, and lays out under fuzz/ what `cargo fuzz` is to begin with: corpus/ and words.
    #[arg(long)]
    lay_out: bool,
}

pub fn run(arguments: &Arguments) -> Outcome {
    let unknown = |name: &&String| !targets::TARGETS.iter().any(|(known, _)| known == name);
    if let Some(name) = arguments.targets.iter().find(unknown) {
        return Err(format!("there is no target `{name}`"));
    }
    let pages = seeds::pages(&arguments.pages)?;
    if arguments.lay_out {
        return seeds::lay_out(&pages).map(|()| ExitCode::SUCCESS);
    }
    let mut failed = false;
    for (name, target) in targets::TARGETS {
        if !arguments.targets.is_empty() && !arguments.targets.iter().any(|it| it == name) {
            continue;
        }
        let end = Instant::now() + Duration::from_secs(60) * arguments.minutes.get();
        let mut random = Random(arguments.seed);
        let corpus = seeds::of(name, &pages);
        let mut runs = 0_u64;
        while Instant::now() < end {
            let input = mutated(&corpus, &mut random);
            if let Some(why) = trial(target, &input) {
                let path = keep(name, &input)?;
                println!("{name}: {why}: {}", path.display());
                failed = true;
            }
            runs += 1;
        }
        println!("{name}: {runs} inputs");
    }
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// What is wrong with what the target makes of the input.
fn trial(target: targets::Target, input: &[u8]) -> Option<String> {
    // What was slow because something else was running is not so thrice, and a table that was made for
    // all that come after is not made again.
    let (mut least, mut memory) = (Duration::MAX, u64::MAX);
    for _ in 0..3 {
        let before = resident_anew();
        let begin = Instant::now();
        if panic::catch_unwind(AssertUnwindSafe(|| target(input))).is_err() {
            return Some("panics".to_owned());
        }
        least = least.min(begin.elapsed());
        memory = memory.min(highest().saturating_sub(before));
        if least <= SLOW && memory <= LARGE {
            return None;
        }
    }
    match least > SLOW {
        true => Some(format!("takes {:.1} s", least.as_secs_f64())),
        false => Some(format!("takes {} MB", memory >> 20)),
    }
}

/// How much memory this process holds, in bytes, which is its highest from now on; nothing where the
/// system does not tell.
fn resident_anew() -> u64 {
    // Linux: the mark of the highest goes back to where it is.
    let _ = fs::write("/proc/self/clear_refs", "5");
    status_of("VmRSS:")
}

/// The most that this process has held since then.
fn highest() -> u64 {
    status_of("VmHWM:")
}

fn status_of(name: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
    line.trim().trim_end_matches("kB").trim().parse::<u64>().map_or(0, |kib| kib << 10)
}

fn keep(target: &str, input: &[u8]) -> Result<PathBuf, String> {
    let folder = Path::new("target").join("fuzz").join(target);
    let told = |error| format!("{}: {error}", folder.display());
    fs::create_dir_all(&folder).map_err(told)?;
    let number = fs::read_dir(&folder).map_err(told)?.count();
    let path = folder.join(number.to_string());
    fs::write(&path, input).map_err(told)?;
    Ok(path)
}

/// What markup is made of, and so what upsets its readers.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "\n", "\n\n", "    ", "\t", "*", "**", "`", "``", "_", "__", "|", "||", "+--+", "+==+", "====",
    "::", ".. ", ".. table:: ", ".. py:method:: ", ":param x: ", "- ", "1. ", "\\", "<", ">", "</",
    "<table>", "</table>", "<td rowspan=9>", "<pre>", "<dl>", "<p>", "&amp;", "&#0;", "#", "```",
    "[", "](", ")", "{", "}", "(", "'", "\"", ": ", "list<", "map<", "type: ", "\u{feff}", "**Response Syntax**\n  ::\n\n", "**[REQUIRED]**", "{'... recursive ...'}",
    "\u{a0}", "é", "\u{2028}", "\r", "\0", "¶", "• ", "<summary>", "</details>", "<a name=\"API_\"></a>", "<a name=\"x-request-Y\"></a>", "Type: ", "Array of X objects", "see :ref:`Table 2 <t>`", "format: 1\n", "shapes:\n", "members:\n", "GET /v1/{x}\n", "Response Syntax\n",
];

/// A page with some of it exchanged, repeated, left out or put in.
fn mutated(corpus: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut input = random.of(corpus).cloned().unwrap_or_default();
    for _ in 0..=random.below(8) {
        let from = random.below(input.len() + 1);
        let to = (from + random.below(64)).min(input.len());
        match random.below(6) {
            0 => {
                let word = random.of(WORDS).copied().unwrap_or_default();
                input.splice(from..from, word.bytes());
            }
            1 => {
                let word = random.of(WORDS).copied().unwrap_or_default();
                let many = word.repeat(1 + random.below(200));
                input.splice(from..from, many.bytes());
            }
            2 => {
                input.drain(from..to);
            }
            3 => {
                let piece = input[from..to].repeat(1 + random.below(20));
                input.splice(from..from, piece);
            }
            4 => {
                let other = random.of(corpus).cloned().unwrap_or_default();
                let at = random.below(other.len() + 1);
                let end = (at + random.below(256)).min(other.len());
                input.splice(from..to, other[at..end].iter().copied());
            }
            _ => {
                if let Some(byte) = input.get_mut(from) {
                    *byte = random.next() as u8;
                }
            }
        }
    }
    input.truncate(LONGEST);
    input
}

/// splitmix64: enough for this, and the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        all.get(self.below(all.len()))
    }
}
