//! Awards that are taken back, and appeals against that.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use domain::appeal::{Decision, Explanation, Reason};
use domain::registration::RegistrationNumber;
use domain::staff::Action;

use super::write;

/// Whose award, and why.
#[derive(Args)]
pub struct Revocation {
    /// The person's registration number.
    number: String,
    /// not_eligible or false_data.
    reason: String,
    /// The office's own words, which the person reads.
    #[arg(long)]
    note: String,
    /// Where to write the command.
    #[arg(long)]
    out: PathBuf,
}

/// Whose appeal, and what is decided.
#[derive(Args)]
pub struct Answer {
    /// The person's registration number.
    number: String,
    /// Which of their cases, as `read waiting_appeals` shows it.
    #[arg(long)]
    case: u32,
    /// What is decided.
    #[arg(value_enum)]
    decision: Word,
    /// The office's own words, which the person reads; needed to reject.
    #[arg(long)]
    because: Option<String>,
    /// Where to write the command.
    #[arg(long)]
    out: PathBuf,
}

/// In a word.
#[derive(Clone, Copy, ValueEnum)]
enum Word {
    /// The award stands again.
    Uphold,
    /// It stays taken back.
    Reject,
}

/// Writes the command that takes an award back.
pub fn revoke(revocation: &Revocation) -> Result<()> {
    let action = Action::RevokeAward {
        registration_number: RegistrationNumber::parse(&revocation.number)?,
        reason: Reason::parse(&revocation.reason)?.context("the reason is missing")?,
        note: Explanation::parse(&revocation.note)?,
    };
    action.check()?;
    write(&revocation.out, action)
}

/// Writes the command that answers an appeal.
pub fn decide(answer: &Answer) -> Result<()> {
    let decision = match answer.decision {
        Word::Uphold => Decision::Upheld,
        Word::Reject => Decision::Rejected {
            because: Explanation::parse(answer.because.as_deref().unwrap_or_default())?,
        },
    };
    let action = Action::DecideAppeal {
        registration_number: RegistrationNumber::parse(&answer.number)?,
        case: answer.case,
        decision,
    };
    write(&answer.out, action)
}
