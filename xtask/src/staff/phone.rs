//! Accounts whose holder has lost the number, or never had it.

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueEnum};
use domain::appeal::Explanation;
use domain::contact::Phone;
use domain::registration::RegistrationNumber;
use domain::security::PhoneReason;
use domain::staff::Action;

use super::write as write_command;

/// Whose account, which number, and why.
#[derive(Args)]
pub struct Replacement {
    /// The person's registration number (`find-people` knows it by NIK).
    number: String,
    /// Their mobile number from now on.
    phone: String,
    /// Why they cannot change it by themselves.
    #[arg(value_enum)]
    reason: Word,
    /// What they have shown, in the office's own words.
    #[arg(long)]
    note: String,
    /// Where to write the command.
    #[arg(long)]
    out: PathBuf,
}

/// In a word.
#[derive(Clone, Copy, ValueEnum)]
enum Word {
    /// The number is lost.
    Lost,
    /// Somebody else registered with their data.
    Claimed,
}

/// Writes the command.
pub fn write(replacement: &Replacement) -> Result<()> {
    let action = Action::ReplacePhone {
        registration_number: RegistrationNumber::parse(&replacement.number)?,
        phone: Phone::parse(&replacement.phone)?,
        reason: match replacement.reason {
            Word::Lost => PhoneReason::Lost,
            Word::Claimed => PhoneReason::Claimed,
        },
        note: Explanation::parse(&replacement.note)?,
    };
    write_command(&replacement.out, action)
}
