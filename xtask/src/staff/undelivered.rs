//! What becomes of work that could not be delivered.

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueEnum};
use domain::{staff::Action, undelivered::Settlement};

/// Which work, and what becomes of it.
#[derive(Args)]
pub struct Settling {
    /// What is done with it.
    #[arg(value_enum)]
    settlement: Word,
    /// Which, as `read undelivered` shows them.
    #[arg(required = true)]
    ids: Vec<String>,
    /// Where to write the command.
    #[arg(long)]
    out: PathBuf,
}

/// In a word.
#[derive(Clone, Copy, ValueEnum)]
enum Word {
    /// Its queue gets it again.
    SendAgain,
    /// It is deleted.
    Discard,
}

/// Writes the command.
pub fn write(settling: &Settling) -> Result<()> {
    let action = Action::SettleUndelivered {
        ids: settling.ids.clone(),
        settlement: match settling.settlement {
            Word::SendAgain => Settlement::SendAgain,
            Word::Discard => Settlement::Discard,
        },
    };
    super::write(&settling.out, action)
}
