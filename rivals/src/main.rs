//! How fast the bindings read and write, beside Amazon's SDK and serde's derive macros: the same bytes, in
//! one program, by turns. `cargo xtask rivals` runs it.
//!
//! Of the SDK what is timed is the serialiser and the deserialiser of the operation alone, which its
//! operations hand out ([`sdk`]); of the bindings `Operation::request` and `Operation::response`. Neither has
//! a socket, a signature or a retry around it. Both give a whole request, and take a whole response.

mod answers;
mod derived;
mod ours;
mod race;
mod sdk;

use std::alloc::System;

use race::{Race, Runner};
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// The rounds of a race: each runs everyone once, one after the other.
const ROUNDS: usize = 61;

fn main() {
    let rounds = std::env::args().nth(1).and_then(|it| it.parse().ok()).unwrap_or(ROUNDS);
    let query = answers::query();
    let instances = answers::instances();
    answers::agree(&query, &instances);

    println!("| what | MB | who | ms | MB/s | of ours | allocations | MB allocated |");
    println!("|---|---:|---|---:|---:|---:|---:|---:|");
    Race {
        what: "read a Query answer",
        bytes: query.len(),
        runners: vec![
            Runner::new("ours", || ours::query(&query)),
            Runner::new("aws-sdk-dynamodb", || sdk::query(&query)),
            Runner::new("serde_json, derived", || derived::read(&query)),
            Runner::new("serde_json, our types", || ours::serde_read(&query)),
        ],
    }
    .run(rounds);
    Race {
        what: "read a DescribeInstances answer",
        bytes: instances.len(),
        runners: vec![
            Runner::new("ours", || ours::instances(&instances)),
            Runner::new("aws-sdk-ec2", || sdk::instances(&instances)),
        ],
    }
    .run(rounds);
    let (mine, theirs, derived) =
        (ours::batch(&query), sdk::batch(&query), derived::Batch::new(&query));
    Race {
        what: "write a BatchWriteItem request",
        bytes: ours::written(&mine).len(),
        runners: vec![
            Runner::new("ours", || ours::write(mine.clone())),
            Runner::new("aws-sdk-dynamodb", || sdk::write(theirs.clone())),
            Runner::new("serde_json, derived", || derived::write(derived.clone())),
            Runner::new("serde_json, our types", || ours::serde_write(mine.clone())),
        ],
    }
    .run(rounds);
}
