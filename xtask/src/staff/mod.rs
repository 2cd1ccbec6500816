//! Commands of the programme office from a terminal: make a key, write a
//! command, sign and send it. Two people do the last step, each with a key of
//! their own and the same file.

mod appeal;
mod catalogue;
pub mod credential;
pub mod key;
mod list;
mod log;
mod phone;
mod review;
mod undelivered;
mod vacancy;

use std::{
    fmt::Display,
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, anyhow, bail};
use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::Utc;
use clap::{Args, Subcommand};
use domain::identity::Nik;
use domain::publication::PublicationProgress;
use domain::staff::{Action, Command, CommandReceipt, Read, Reading, SignedCommand, Subject};
use domain::wave::Wave;
use serde::{Serialize, de::DeserializeOwned};

pub use catalogue::Publication;
use key::Key;
pub use vacancy::Vacancies;

/// What the office wants.
#[derive(Args)]
pub struct Options {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Make a key; prints the public half for the deployment's STAFF_KEYS.
    Key {
        /// Whose key it is.
        name: String,
        /// Where to write it; readable by its owner only.
        #[arg(long)]
        out: PathBuf,
    },
    /// Write the command that plans a wave, for two people to sign.
    PlanWave {
        /// The wave as JSON.
        wave: PathBuf,
        /// Where to write the command.
        #[arg(long)]
        out: PathBuf,
    },
    /// Write the command that changes a list of people, for two people to sign, and
    /// the pieces that are brought when they have.
    ChangeList {
        /// The list, such as priority/phk-2026 or forbidden/aparatur.
        list: String,
        /// Whether the people are put on the list or taken off it.
        #[arg(value_enum)]
        change: list::How,
        /// NIKs, one to a line.
        people: PathBuf,
        /// Folder to write to; must not be there yet. Keep it safe, and remove it afterwards.
        #[arg(long)]
        out: PathBuf,
    },
    /// Bring the pieces of a change that two people have signed.
    BringList {
        /// The folder that `change-list` wrote.
        folder: PathBuf,
        /// Address of the service.
        #[arg(long, default_value = "http://localhost:8787")]
        edge: String,
    },
    /// Write the command that publishes a catalogue, for two people to sign, and the
    /// two files that are brought when they have.
    PublishCatalogue {
        /// Courses as .csv or .jsonl.
        courses: PathBuf,
        /// Platforms and institutions as JSON.
        #[arg(long)]
        directory: PathBuf,
        /// Greater than every version before.
        #[arg(long)]
        version: u32,
        /// Folder to write to; must not be there yet.
        #[arg(long)]
        out: PathBuf,
    },
    /// Bring the files of a catalogue that two people have signed.
    BringCatalogue {
        /// The folder that `publish-catalogue` wrote.
        folder: PathBuf,
        /// Address of the service.
        #[arg(long, default_value = "http://localhost:8787")]
        edge: String,
    },
    /// Write the command that publishes vacancies, for two people to sign, and the file
    /// that is brought when they have.
    PublishVacancies {
        /// Vacancies as .csv or .jsonl, as a feed brought them.
        vacancies: PathBuf,
        /// Greater than every version before.
        #[arg(long)]
        version: u32,
        /// Folder to write to; must not be there yet.
        #[arg(long)]
        out: PathBuf,
    },
    /// Bring the file of vacancies that two people have signed.
    BringVacancies {
        /// The folder that `publish-vacancies` wrote.
        folder: PathBuf,
        /// Address of the service.
        #[arg(long, default_value = "http://localhost:8787")]
        edge: String,
    },
    /// Write the command that publishes keys of institutions that issue certificates,
    /// for two people to sign.
    PublishIssuers {
        /// A JSON list: institution, name, key, public_key, valid_from, valid_until.
        keys: PathBuf,
        /// Where to write the command.
        #[arg(long)]
        out: PathBuf,
    },
    /// Write the command that revokes a digital certificate, for two people to sign.
    RevokeCredential {
        /// The certificate's link, or the certificate itself.
        link: String,
        /// Why; the public list says it.
        #[arg(long, value_enum)]
        reason: credential::Reason,
        /// Where to write the command.
        #[arg(long)]
        out: PathBuf,
    },
    /// Sign the draft of a certificate with an institution's key; prints the certificate.
    SignCertificate {
        /// The draft, as the partner API answered it.
        draft: PathBuf,
        /// The participant's name, as on their identity card.
        #[arg(long)]
        holder: String,
        /// What the key is called in the published list.
        #[arg(long)]
        kid: String,
        /// The institution's key.
        #[arg(long)]
        key: PathBuf,
    },
    /// Write the command that shows or hides the text of a review, for two people to sign.
    ModerateReview(review::Moderation),
    /// Write the command that takes an award back, for two people to sign.
    RevokeAward(appeal::Revocation),
    /// Write the command that answers an appeal, for two people to sign.
    DecideAppeal(appeal::Answer),
    /// Write the command that gives an account another mobile number, for two people to sign.
    ReplacePhone(phone::Replacement),
    /// Look for whoever has registered with a NIK; prints JSON.
    FindPeople {
        /// The NIK on the card.
        nik: String,
        /// The reader's key.
        #[arg(long)]
        key: PathBuf,
        /// Public address of the service; it is signed, too.
        #[arg(long, default_value = "http://localhost:8787")]
        edge: String,
    },
    /// Write the command that has undelivered work sent again, for two people to sign.
    SettleUndelivered(undelivered::Settling),
    /// Check and print what the office has signed and looked at, and what came of it.
    Log(log::Audit),
    /// Look at what waits for the office; prints JSON.
    Read {
        /// What is looked at: waiting_reviews, waiting_appeals, disputed_recoveries,
        /// payout_discrepancies, undelivered or sealing.
        subject: String,
        /// The reader's key.
        #[arg(long)]
        key: PathBuf,
        /// Public address of the service; it is signed, too.
        #[arg(long, default_value = "http://localhost:8787")]
        edge: String,
    },
    /// Show a command, sign it and send it.
    Sign {
        /// The command, as it was written.
        command: PathBuf,
        /// The signer's key.
        #[arg(long)]
        key: PathBuf,
        /// Public address of the service; it is signed, too.
        #[arg(long, default_value = "http://localhost:8787")]
        edge: String,
    },
}

/// Does it.
pub fn staff(options: &Options) -> Result<()> {
    match &options.task {
        Task::Key { name, out } => {
            let key = Key::new(name)?;
            key.write(out)?;
            println!("{}", serde_json::to_string(&key.public())?);
        }
        Task::PlanWave { wave, out } => {
            let text = fs::read(wave).with_context(|| format!("cannot read {}", wave.display()))?;
            let wave: Wave = serde_json::from_slice(&text).context("this is no wave")?;
            fs::write(out, plan_wave(wave)?)?;
            println!("{}: to be signed by two", out.display());
        }
        Task::ChangeList {
            list,
            change,
            people,
            out,
        } => list::write(list, *change, people, out)?,
        Task::BringList { folder, edge } => list::bring(folder, edge)?,
        Task::PublishCatalogue {
            courses,
            directory,
            version,
            out,
        } => catalogue::write(courses, directory, *version, out)?,
        Task::BringCatalogue { folder, edge } => catalogue::bring(folder, edge)?,
        Task::PublishVacancies {
            vacancies,
            version,
            out,
        } => vacancy::write(vacancies, *version, out)?,
        Task::BringVacancies { folder, edge } => vacancy::bring(folder, edge)?,
        Task::PublishIssuers { keys, out } => {
            fs::write(out, credential::publish(keys)?)?;
            println!("{}: to be signed by two", out.display());
        }
        Task::RevokeCredential { link, reason, out } => {
            fs::write(out, credential::revoke(link, *reason)?)?;
            println!("{}: to be signed by two", out.display());
        }
        Task::SignCertificate {
            draft,
            holder,
            kid,
            key,
        } => println!(
            "{}",
            credential::sign(draft, holder, kid, &Key::read(key)?)?
        ),
        Task::RevokeAward(revocation) => appeal::revoke(revocation)?,
        Task::DecideAppeal(answer) => appeal::decide(answer)?,
        Task::ReplacePhone(replacement) => phone::write(replacement)?,
        Task::FindPeople { nik, key, edge } => {
            let nik = Nik::parse(nik)?;
            let read = look(edge, &Key::read(key)?, Subject::PeopleOf { nik })?;
            println!("{}", serde_json::to_string_pretty(&read)?);
        }
        Task::SettleUndelivered(settling) => undelivered::write(settling)?,
        Task::ModerateReview(moderation) => review::write(moderation)?,
        Task::Log(audit) => log::read(audit)?,
        Task::Read { subject, key, edge } => {
            let read: Subject = serde_json::from_value(subject.as_str().into())
                .context("there is nothing of that name to look at")?;
            let read = look(edge, &Key::read(key)?, read)?;
            println!("{}", serde_json::to_string_pretty(&read)?);
        }
        Task::Sign { command, key, edge } => {
            let text = fs::read_to_string(command)
                .with_context(|| format!("cannot read {}", command.display()))?;
            let key = Key::read(key)?;
            if !wants_it_signed(edge, &key, &text)? {
                bail!("not signed");
            }
            let receipt = send(edge, &key, &text)?;
            println!("{:?}: {}", receipt.state, receipt.id);
        }
    }
    Ok(())
}

/// Shows what a signature would agree with, and asks.
fn wants_it_signed(edge: &str, key: &Key, text: &str) -> Result<bool> {
    let command = Command::parse(text, Utc::now())
        .map_err(|code| anyhow!("{}", code.text(domain::messages::Locale::En)))?;
    println!("{}", serde_json::to_string_pretty(&command)?);
    println!("\nTo be signed with the key of {} for {edge}.", key.name);
    print!("Type yes to sign it: ");
    std::io::stdout().flush()?;
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer)?;
    Ok(answer.trim() == "yes")
}

/// The text of a command that plans a wave.
pub fn plan_wave(wave: Wave) -> Result<String> {
    if let Err(code) = wave.check() {
        bail!("{}", code.text(domain::messages::Locale::En));
    }
    command(Action::PlanWave { wave })
}

/// The text of a command.
fn command(action: Action) -> Result<String> {
    Ok(serde_json::to_string(&Command {
        id: key::random_id()?,
        issued_at: Utc::now(),
        action,
    })?)
}

/// Writes a command to a file.
fn write(out: &Path, action: Action) -> Result<()> {
    fs::write(out, command(action)?)?;
    println!("{}: to be signed by two", out.display());
    Ok(())
}

/// Signs a command and sends it.
pub fn send(edge: &str, key: &Key, text: &str) -> Result<CommandReceipt> {
    post(edge, "/api/v1/staff/commands", &signed(edge, key, text))
}

/// Looks at what waits for the office.
fn look(edge: &str, key: &Key, read: Subject) -> Result<Read> {
    send_reading(edge, &reading(edge, key, read)?)
}

/// Signs a wish to look.
fn reading(edge: &str, key: &Key, read: Subject) -> Result<SignedCommand> {
    let text = serde_json::to_string(&Reading {
        issued_at: Utc::now(),
        read,
    })?;
    Ok(signed(edge, key, &text))
}

fn send_reading(edge: &str, reading: &SignedCommand) -> Result<Read> {
    post(edge, "/api/v1/staff/readings", reading)
}

/// Signed for the deployment at that address, and no other.
fn signed(edge: &str, key: &Key, text: &str) -> SignedCommand {
    let mut signed = SignedCommand {
        command: text.to_owned(),
        key: key.name.clone(),
        signature: String::new(),
    };
    signed.signature = key.sign(&signed.signed_bytes(edge));
    signed
}

/// Every fault of a table on a line of its own.
fn told(file: &Path, faults: &[impl Display]) -> anyhow::Error {
    for fault in faults {
        eprintln!("{}: {fault}", file.display());
    }
    anyhow!("{} faults; nothing was written", faults.len())
}

/// Brings a file that two have signed; brought again, it changes nothing.
fn bring_file(edge: &str, path: &str, bytes: &[u8]) -> Result<PublicationProgress> {
    let digest = STANDARD.encode(domain::draw::file_hash(bytes).0);
    let mut answer = ureq::post(format!("{edge}{path}"))
        .config()
        .http_status_as_error(false)
        .build()
        .header("Content-Type", "application/octet-stream")
        .header("Content-Digest", format!("sha-256=:{digest}:"))
        .send(bytes)
        .with_context(|| format!("{edge} did not answer"))?;
    let body = answer.body_mut().read_to_string()?;
    if answer.status() != 200 {
        bail!("refused: {body}");
    }
    serde_json::from_str(&body).context("an answer that is none")
}

fn post<T: DeserializeOwned>(edge: &str, path: &str, body: &impl Serialize) -> Result<T> {
    let mut answer = ureq::post(format!("{edge}{path}"))
        .config()
        .http_status_as_error(false)
        .build()
        .send_json(body)
        .with_context(|| format!("{edge} did not answer"))?;
    let body = answer.body_mut().read_to_string()?;
    if answer.status() != 200 {
        bail!("refused: {body}");
    }
    serde_json::from_str(&body).context("an answer that is none")
}
