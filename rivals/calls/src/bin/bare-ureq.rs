//! Gets what is at an address, over what the adapter `ureq` stands on and nothing else.

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let address = std::env::args().nth(1).ok_or("an address is wanted")?;
    let body = ureq::get(&address).call()?.into_body().read_to_vec()?;
    println!("{} bytes", body.len());
    Ok(())
}
