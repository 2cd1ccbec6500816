//! Writes a valid transcript of any size into a folder, to measure the verifier
//! with: `cargo run -p verifier --release --example generate -- <folder> 16000000 256 500000`.
//! A fifth number is the household limit, if it shall not be 2. The beacon is a
//! test beacon, and nobody's registration is in it.

use std::{error::Error, fs, path::PathBuf};

#[path = "../tests/transcript/mod.rs"]
mod transcript;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut next = |what: &str| arguments.next().ok_or(format!("{what} is missing"));
    let folder = PathBuf::from(next("folder")?);
    let entries = next("number of entries")?.parse()?;
    let shards = next("number of shards")?.parse()?;
    let seats = next("number of seats")?.parse()?;
    let limit = next("household limit").map_or(Ok(2), |limit| limit.parse())?;
    let mut wave = transcript::Wave::of(entries, shards, seats, &transcript::PROVINCES);
    wave.household_maximum = limit;
    fs::create_dir_all(folder.join("entries"))?;
    for (name, bytes) in wave.publish().files {
        fs::write(folder.join(name), bytes)?;
    }
    Ok(())
}
