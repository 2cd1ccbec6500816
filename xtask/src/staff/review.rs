//! Reviews of courses: the command that shows or hides a text that waits.

use std::{fs, path::PathBuf};

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use domain::draw::Hex;
use domain::purchase::CourseCode;
use domain::review::{HideReason, Verdict};
use domain::staff::Action;

use super::command;

/// Which text, and what becomes of it.
#[derive(Args)]
pub struct Moderation {
    /// The course, such as K00042.
    course: String,
    /// The review's name, as `read waiting-reviews` shows it.
    review: String,
    /// The version that was read.
    #[arg(long)]
    version: u32,
    /// Whether others see it.
    #[arg(value_enum)]
    verdict: Word,
    /// Why not: personal_data, advertising, abuse or not_about_course.
    #[arg(long)]
    reason: Option<String>,
    /// Where to write the command.
    #[arg(long)]
    out: PathBuf,
}

/// In a word.
#[derive(Clone, Copy, ValueEnum)]
enum Word {
    /// They do.
    Show,
    /// They do not, for a reason.
    Hide,
}

/// Writes the command.
pub fn write(moderation: &Moderation) -> Result<()> {
    let reason = moderation.reason.as_deref().unwrap_or_default();
    let verdict = match (moderation.verdict, HideReason::parse(reason)?) {
        (Word::Show, None) => Verdict::Show,
        (Word::Hide, Some(reason)) => Verdict::Hide { reason },
        (Word::Show, Some(_)) => bail!("what is shown has no reason"),
        (Word::Hide, None) => bail!("--reason is missing: the writer is told why"),
    };
    let action = Action::ModerateReview {
        course: CourseCode::parse(&moderation.course)?,
        review: Hex::parse(&moderation.review).context("a review's name has 32 digits")?,
        version: moderation.version,
        verdict,
    };
    fs::write(&moderation.out, command(action)?)?;
    println!("{}: to be signed by two", moderation.out.display());
    Ok(())
}
