//! `cargo proof signatures`: signatures against published suites, botocore and Huawei Cloud's SDK.

mod random;
mod suites;
mod trailers;
mod vectors;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use xtask::corpus::{self, BOTO3};
use xtask::{Outcome, python};

const AMAZON: &str = include_str!("amazon.py");
const TRAILERS: &str = include_str!("trailers.py");
const HUAWEICLOUD: &str = include_str!("huaweicloud.py");
/// What the second of them needs.
const SDK: &str = "huaweicloudsdkcore==3.1.219\n";

/// Holds the runtime's signatures against those of botocore and of Huawei Cloud's SDK, over random
/// requests, and against published suites and vectors where they are at hand.
#[derive(clap::Args)]
pub struct Arguments {
    /// How many random requests for each.
    #[arg(long, default_value_t = 2000)]
    count: u32,
    /// What the requests depend on: the same number, the same requests.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Where botocore is, as `cargo xtask corpus` leaves it; installed from PyPI if it is not there.
    #[arg(long, default_value_os_t = PathBuf::from(format!("corpus/boto3-{BOTO3}")))]
    corpus: PathBuf,
    /// Where Huawei Cloud's SDK is; installed from PyPI if it is not there.
    #[arg(long, default_value = "corpus/huaweicloud-sdk/signer")]
    sdk: PathBuf,
    /// A folder with botocore's `aws4_testsuite`, or the `aws-signing-test-suite` of the AWS CRT.
    #[arg(long, value_name = "FOLDER")]
    suite: Vec<PathBuf>,
    /// Vectors of SDK-HMAC-SHA256 as JSON.
    #[arg(long, value_name = "FILE")]
    vectors: Option<PathBuf>,
}

/// What came of cases that were tried.
#[derive(Default)]
struct Tried {
    agree: usize,
    differ: Vec<String>,
}

impl Tried {
    /// Notes a case: whether what is there is what is expected.
    fn note(&mut self, case: &str, what: &str, expected: &str, found: &str) {
        if expected == found {
            self.agree += 1;
        } else {
            self.differ
                .push(format!("{case}: {what}\n  expected {expected:?}\n  found    {found:?}"));
        }
    }
}

pub fn run(arguments: &Arguments) -> Outcome {
    let mut good = true;
    let mut told = |what: &str, tried: Tried| {
        println!("{what}: {} agree, {} differ", tried.agree, tried.differ.len());
        tried.differ.iter().take(5).for_each(|case| println!("{case}"));
        good &= tried.differ.is_empty() && tried.agree > 0;
    };
    for folder in &arguments.suite {
        told(&folder.display().to_string(), suites::hold(folder)?);
    }
    if arguments.suite.is_empty() {
        println!("skipped: the suites, as no --suite says where they are");
    }
    match &arguments.vectors {
        Some(path) => told(&path.display().to_string(), vectors::hold(path)?),
        None => println!("skipped: Huawei Cloud's vectors, as no --vectors says where they are"),
    }
    let folder = &arguments.corpus;
    fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let amazon = corpus::installed(folder, BOTO3)?;
    let Arguments { seed, count, .. } = *arguments;
    told("botocore", random::hold(&said(&amazon, folder, AMAZON, seed, count)?)?);
    // Fewer, as each is of many pieces.
    let streams = said(&amazon, folder, TRAILERS, seed, count.div_ceil(10))?;
    told("botocore, streams in chunks", trailers::hold(&streams)?);

    let folder = &arguments.sdk;
    let at = |e, path: &Path| format!("{}: {e}", path.display());
    fs::create_dir_all(folder).map_err(|e| at(e, folder))?;
    let venv = folder.join("venv");
    if !python::is_whole(&venv) {
        let list = folder.join("requirements.txt");
        fs::write(&list, SDK).map_err(|e| at(e, &list))?;
        python::make(&venv, Some(&list))?;
    }
    let sdk = python::interpreter(&venv);
    told("Huawei Cloud's SDK", random::hold(&said(&sdk, folder, HUAWEICLOUD, seed, count)?)?);
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What a script says: a case a line.
fn said(
    interpreter: &Path,
    folder: &Path,
    script: &str,
    seed: u64,
    count: u32,
) -> Result<String, String> {
    let (seed, count) = (seed.to_string(), count.to_string());
    let output = python::without_configuration(interpreter, folder)
        .args(["-c", script, &seed, &count])
        .output()
        .map_err(|e| format!("{}: {e}", interpreter.display()))?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    String::from_utf8(output.stdout).map_err(|e| e.to_string())
}
