//! Writes the made-up catalogue to standard output: `cargo run -p domain
//! --features demo,exchange --example catalogue -- csv|jsonl|snapshot`. Always the
//! same one, with schedules after 24 November 2026 unless another day follows.

use domain::catalogue::demo::{Demo, Scale};
use domain::catalogue::exchange;
use domain::catalogue::snapshot::{Snapshot, Version};
use std::error::Error;
use std::io::Write;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let format = arguments.next().unwrap_or_default();
    let today = arguments.next();
    let today = today
        .as_deref()
        .unwrap_or("2026-11-24")
        .parse()
        .map_err(|_| "no day")?;
    let demo = Demo::generate(1, today, Scale::PROGRAMME)?;
    let bytes = match format.as_str() {
        "csv" => exchange::write_csv(&demo.courses).into_bytes(),
        "jsonl" => exchange::write_json_lines(&demo.courses)?.into_bytes(),
        "snapshot" => Snapshot {
            version: Version(1),
            catalogue: demo.catalogue()?,
        }
        .encode(),
        other => return Err(format!("csv, jsonl or snapshot, not {other:?}").into()),
    };
    std::io::stdout().write_all(&bytes)?;
    Ok(())
}
