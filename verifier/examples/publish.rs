//! Writes a transcript that the programme's own code has drawn into a folder, to
//! measure the verifier with:
//! `cargo run -p verifier --release --example publish -- <folder> 16000000 256 3000000`.
//! The beacon is a test beacon, and nobody's registration is in it.

use std::{error::Error, fs, path::PathBuf};

use domain::draw::Quotas;

#[path = "../tests/programme/mod.rs"]
mod programme;
#[path = "../tests/transcript/mod.rs"]
mod transcript;

const HOUSEHOLD_MAXIMUM: u8 = 2;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut next = |what: &str| arguments.next().ok_or(format!("{what} is missing"));
    let folder = PathBuf::from(next("folder")?);
    let entries = next("number of entries")?.parse()?;
    let shards = next("number of shards")?.parse()?;
    let seats = next("number of seats")?.parse()?;
    let mut wave = transcript::Wave::of(entries, shards, 0, &transcript::PROVINCES);
    for record in wave.shards.iter_mut().flatten() {
        // A household without a place left has no entries.
        let [.., earlier] = record;
        *earlier = (*earlier).min(HOUSEHOLD_MAXIMUM - 1);
    }
    let drawn = programme::Drawn::of(wave.shards, &Quotas::spread(seats, 20), HOUSEHOLD_MAXIMUM);
    fs::create_dir_all(folder.join("entries"))?;
    for (name, bytes) in drawn.files() {
        fs::write(folder.join(name), bytes)?;
    }
    Ok(())
}
