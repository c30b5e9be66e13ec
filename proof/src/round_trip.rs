//! `cargo proof round-trip`: every type of the specs, written and read by every protocol. `cargo proof compile
//! --with test` does it with emitted types, which takes a compiler; here they are tables made while the program
//! runs, and the protocols cannot tell the two apart.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use doc_bindgen::call::Service;
use doc_bindgen::spec::ShapeId;
use doc_bindgen_runtime::testing::fill_ordinarily;
use xtask::{Outcome, files};

use crate::parallel::{default_jobs, map};

#[path = "../../tests/round_trip/wire.rs"]
mod wire;

/// Makes up values of every type of the specs, has each protocol write them as answers and read them again,
/// and says which are not the same then.
#[derive(clap::Args)]
pub struct Arguments {
    /// The folder of specs.
    #[arg(long, default_value = "spec/aws")]
    spec: PathBuf,
    /// The services; all of the folder where left out.
    services: Vec<String>,
}

/// What came of the types of a service.
#[derive(Default)]
struct Count {
    types: usize,
    same: usize,
    /// Values that have no place in an answer of a protocol.
    left_out: usize,
    wrong: Vec<String>,
}

pub fn run(arguments: &Arguments) -> Outcome {
    let services = if arguments.services.is_empty() {
        files::stems(&arguments.spec, "yaml")?
    } else {
        arguments.services.clone()
    };
    let counts = map(&services, default_jobs(), |service| types(&arguments.spec, service));
    let mut sum = Count::default();
    for count in counts {
        let Count { types, same, left_out, wrong } = count?;
        wrong.iter().for_each(|wrong| println!("{wrong}"));
        sum.types += types;
        sum.same += same;
        sum.left_out += left_out;
        sum.wrong.extend(wrong);
    }
    println!(
        "{} services, {} structures over {} protocols: {} values the same, {} wrong, {} left out that have \
         no place in such an answer",
        services.len(),
        sum.types,
        wire::PROTOCOLS.len(),
        sum.same,
        sum.wrong.len(),
        sum.left_out
    );
    Ok(if sum.wrong.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn types(folder: &Path, name: &str) -> Result<Count, String> {
    let spec = files::spec(&folder.join(format!("{name}.yaml")))?;
    let mut service = Service::new(&spec);
    let mut count = Count::default();
    for (index, shape) in spec.shapes.iter().enumerate() {
        let Some(blank) = service.blank(ShapeId(index as u32)) else { continue };
        count.types += 1;
        for seed in 0..wire::SEEDS {
            let mut value = blank.clone();
            fill_ordinarily(&mut value, seed);
            for protocol in wire::PROTOCOLS {
                match wire::trip(protocol, &value, || blank.clone()) {
                    None => count.left_out += 1,
                    Some(Ok(())) => count.same += 1,
                    Some(Err(wrong)) => {
                        count
                            .wrong
                            .push(format!("{name}: {} over {protocol:?}: {wrong}", shape.name));
                    }
                }
            }
        }
    }
    Ok(count)
}
