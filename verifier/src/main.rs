//! The outside check of a draw, for anyone who would rather not take the
//! programme's word: a journalist, an auditor, an applicant. It needs only the
//! published files and, to be worth most, the commitment's hash that somebody
//! kept from before the beacon's round.
//!
//! ```text
//! cargo run -p verifier --release -- verify <folder or address> --commitment-hash <hex>
//! cargo run -p verifier --release -- prove <proof file> --commitment commitment.json --result result.json
//! ```
//!
//! It ends with 0 if what it checked holds, with 1 if it is broken (and says
//! where), with 2 if it could not be read. `docs/draw.md` is all it follows.

mod told;

use std::{fs, path::PathBuf, process::ExitCode};

use anyhow::{Context, Result, bail};
use clap::{Args, Parser, Subcommand};
use verifier::{Hex, Own};

#[derive(Parser)]
#[command(about = "Checks a published draw, or one entry's proof, from the files alone.")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Recompute a whole draw.
    Verify(Verify),
    /// Check that one entry lies under a published root.
    Prove(Prove),
}

#[derive(Args)]
struct Verify {
    /// The folder, or the http(s) address of the folder, with the wave's files.
    transcript: String,
    /// The hash of commitment.json that somebody kept from before the round.
    #[arg(long, value_name = "HEX")]
    commitment_hash: Option<Hex<32>>,
    /// Also print every stratum.
    #[arg(long)]
    strata: bool,
}

#[derive(Args)]
struct Prove {
    /// The proof's file.
    proof: PathBuf,
    /// The wave's commitment.json.
    #[arg(long, value_name = "FILE")]
    commitment: PathBuf,
    /// The wave's result.json: also say how the entry's ticket stands.
    #[arg(long, value_name = "FILE")]
    result: Option<PathBuf>,
    /// The hash of commitment.json that somebody kept from before the round.
    #[arg(long, value_name = "HEX")]
    commitment_hash: Option<Hex<32>>,
    /// The 14 digits of the registration: also check that the entry is this person's.
    #[arg(long, value_name = "DIGITS", requires = "nonce")]
    registration_number: Option<String>,
    /// The entry's nonce, which only the applicant holds.
    #[arg(long, value_name = "HEX", requires = "registration_number")]
    nonce: Option<Hex<16>>,
}

const BROKEN: u8 = 1;
const UNREADABLE: u8 = 2;

fn main() -> ExitCode {
    let done = match Arguments::parse().task {
        Task::Verify(options) => verify(&options),
        Task::Prove(options) => prove(&options),
    };
    done.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::from(UNREADABLE)
    })
}

fn verify(options: &Verify) -> Result<ExitCode> {
    let files = verifier::open(&options.transcript);
    let verdict = verifier::verify(files.as_ref(), options.commitment_hash)?;
    match verdict.summary {
        Some(summary) if verdict.findings.is_empty() => {
            told::summary(&summary, options.commitment_hash.is_some());
            if options.strata {
                told::strata(&summary.strata);
            }
            Ok(ExitCode::SUCCESS)
        }
        _ => {
            told::findings("The draw does not hold", &verdict.findings);
            Ok(ExitCode::from(BROKEN))
        }
    }
}

fn prove(options: &Prove) -> Result<ExitCode> {
    let read = |path: &PathBuf| {
        fs::read(path).with_context(|| format!("{} could not be read", path.display()))
    };
    let own = match (&options.registration_number, options.nonce) {
        (Some(number), Some(nonce)) => Some(Own {
            registration_number: digits(number)?,
            nonce: nonce.0,
        }),
        _ => None,
    };
    let result = options.result.as_ref().map(read).transpose()?;
    let proven = verifier::prove(
        &read(&options.proof)?,
        &read(&options.commitment)?,
        result.as_deref(),
        own,
        options.commitment_hash,
    );
    match proven {
        Ok(proven) => {
            told::proven(&proven, own.is_some(), options.commitment_hash.is_some());
            Ok(ExitCode::SUCCESS)
        }
        Err(findings) => {
            told::findings("The proof does not hold", &findings);
            Ok(ExitCode::from(BROKEN))
        }
    }
}

fn digits(number: &str) -> Result<[u8; 14]> {
    match number.as_bytes().try_into() {
        Ok(digits) if number.bytes().all(|digit| digit.is_ascii_digit()) => Ok(digits),
        _ => bail!("a registration number is 14 digits"),
    }
}
