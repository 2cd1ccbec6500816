//! The office's log, checked by whoever reads it: that its entries follow one another, from the
//! place where it was read last, and that every signature is one for this deployment.

use std::{collections::BTreeSet, path::PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use clap::Args;
use data_encoding::HEXLOWER;
use domain::{
    draw::Hex,
    staff::{EMPTY, LOG_AT_ONCE, LogEntry, LogEvent, Logged, Read, SignedCommand, Subject, follow},
};
use ed25519_dalek::{Signature, VerifyingKey};

use super::{Key, reading, send_reading};

/// From where on, and by whom.
#[derive(Args)]
pub struct Audit {
    /// Where the log stood when it was last read, as this command said then: what was read
    /// once can never have been another.
    #[arg(long, value_parser = place)]
    since: Option<Place>,
    /// An address that the service had before, for which entries were signed then.
    #[arg(long)]
    formerly: Vec<String>,
    /// The reader's key.
    #[arg(long)]
    key: PathBuf,
    /// Public address of the service; it is signed, too.
    #[arg(long, default_value = "http://localhost:8787")]
    edge: String,
}

/// Number of an entry, and the chain behind it.
type Place = (u64, Hex<32>);

fn place(text: &str) -> Result<Place> {
    let place = text.split_once(':').and_then(|(number, chain)| {
        let chain = Hex::parse(chain)?;
        Some((number.parse().ok()?, chain))
    });
    place.context("not a place in the log, such as 12:3fa0…")
}

/// Prints what was logged, an entry to a line, and where the log stands.
pub fn read(audit: &Audit) -> Result<()> {
    let key = Key::read(&audit.key)?;
    let mut deployments = audit.formerly.clone();
    deployments.push(audit.edge.clone());
    let mut checked = Checked::since(audit.since.unwrap_or((0, EMPTY)), deployments);
    loop {
        let reading = reading(
            &audit.edge,
            &key,
            Subject::Log {
                after: checked.stands.0,
            },
        )?;
        let Read::Log(entries) = send_reading(&audit.edge, &reading)? else {
            bail!("an answer to another question");
        };
        for logged in checked.take(&entries)? {
            println!("{}", serde_json::to_string(&logged)?);
        }
        if u32::try_from(entries.len())? < LOG_AT_ONCE {
            checked.ends_with(&reading)?;
            break;
        }
    }
    checked.tell(audit.since);
    Ok(())
}

/// What was read and found good.
struct Checked {
    stands: Place,
    /// For which addresses the office signs.
    deployments: Vec<String>,
    /// Signed, and not known to have ended.
    open: BTreeSet<u64>,
    /// Who has signed with what.
    keys: BTreeSet<(String, String)>,
    /// The signature that came last.
    last: Option<String>,
}

impl Checked {
    const fn since(stands: Place, deployments: Vec<String>) -> Self {
        Self {
            stands,
            deployments,
            open: BTreeSet::new(),
            keys: BTreeSet::new(),
            last: None,
        }
    }

    /// The reading itself is written down before it is answered. Where it is missing, the log
    /// is not the one that it was: it was put back to an earlier place, or emptied.
    fn ends_with(&self, reading: &SignedCommand) -> Result<()> {
        if self.last.as_ref() == Some(&reading.signature) {
            return Ok(());
        }
        bail!("this reading is not in the log: it is not the log that was read before")
    }

    fn tell(&self, since: Option<Place>) {
        for (name, key) in &self.keys {
            let times = self.keys.iter().filter(|(other, _)| other == name).count();
            let remark = if times > 1 {
                ", and with another: was the key replaced?"
            } else {
                ""
            };
            eprintln!("signed by {name} with {key}{remark}");
        }
        if !self.open.is_empty() {
            let open: Vec<_> = self.open.iter().map(u64::to_string).collect();
            eprintln!(
                "without an end, this reading's own among them: {}",
                open.join(", ")
            );
        }
        let (number, chain) = self.stands;
        match since {
            Some((from, _)) => {
                eprintln!("Nothing was changed up to {from}, and all after it follows.")
            }
            None => eprintln!(
                "All follows from the first entry on. Whether that was the first, only an earlier place can tell."
            ),
        }
        eprintln!("The log stands at {number}:{chain}. Next time: --since {number}:{chain}");
    }

    fn take(&mut self, entries: &[LogEntry]) -> Result<Vec<Logged>> {
        let (number, chain) = self.stands;
        let (read, chain) = follow((chain, number), entries).map_err(|number| {
            anyhow!("entry {number} does not follow: the log was changed before it or there")
        })?;
        for logged in &read {
            match &logged.event {
                LogEvent::Signed {
                    key,
                    public_key,
                    deployment,
                    signature,
                    ..
                } => {
                    if !self.deployments.contains(deployment) {
                        bail!("entry {}: signed for {deployment}", logged.number);
                    }
                    if !is_signed(&logged.event) {
                        bail!("entry {}: {key} has not signed this", logged.number);
                    }
                    self.open.insert(logged.number);
                    self.keys.insert((key.clone(), public_key.to_string()));
                    self.last = Some(signature.clone());
                }
                LogEvent::SignedAgain { .. } => {
                    self.open.insert(logged.number);
                }
                LogEvent::Ended { of, .. } => {
                    self.open.remove(of);
                }
            }
        }
        let number = read.last().map_or(number, |last| last.number);
        self.stands = (number, chain);
        Ok(read)
    }
}

fn is_signed(event: &LogEvent) -> bool {
    let LogEvent::Signed {
        text,
        key,
        public_key,
        deployment,
        signature,
        ..
    } = event
    else {
        return false;
    };
    let signed = SignedCommand {
        command: text.clone(),
        key: key.clone(),
        signature: signature.clone(),
    };
    let bytes = HEXLOWER.decode(signature.as_bytes()).ok();
    let signature = bytes.and_then(|bytes| Signature::from_slice(&bytes).ok());
    let key = VerifyingKey::from_bytes(&public_key.0).ok();
    signature.zip(key).is_some_and(|(signature, key)| {
        let bytes = signed.signed_bytes(deployment);
        key.verify_strict(&bytes, &signature).is_ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::staff::{CommandState, Deed, chained};

    const EDGE: &str = "https://prakerja.contoh.id";

    fn logged(events: Vec<LogEvent>) -> Vec<LogEntry> {
        let mut chain = EMPTY;
        let entries = events.into_iter().zip(1..).map(|(event, number)| {
            let at = chrono::DateTime::UNIX_EPOCH;
            let salt = Hex([1; 16]);
            let text = serde_json::to_string(&Logged {
                number,
                at,
                salt,
                event,
            });
            let text = text.unwrap();
            chain = chained(&chain, &text);
            LogEntry { text, chain }
        });
        entries.collect()
    }

    fn signed(key: &Key, deployment: &str) -> LogEvent {
        let command = super::super::signed(EDGE, key, "{}");
        LogEvent::Signed {
            deed: Deed::Command,
            text: command.command,
            key: command.key,
            public_key: key.public().public_key,
            deployment: deployment.to_owned(),
            signature: command.signature,
        }
    }

    #[test]
    fn a_log_is_good_if_every_entry_follows_and_everybody_signed_what_it_says() {
        let (ani, budi) = (Key::new("ani").unwrap(), Key::new("budi").unwrap());
        let ended = LogEvent::Ended {
            of: 1,
            state: Some(CommandState::Proposed),
            refused: None,
        };
        let entries = logged(vec![signed(&ani, EDGE), ended, signed(&budi, EDGE)]);
        let mut checked = Checked::since((0, EMPTY), vec![EDGE.to_owned()]);
        checked.take(&entries[..1]).unwrap();
        checked.take(&entries[1..]).unwrap();
        assert_eq!(checked.stands, (3, entries[2].chain));
        assert_eq!(checked.open, BTreeSet::from([3]));
        assert_eq!(checked.keys.len(), 2);

        let again = checked.take(&entries[..1]).unwrap_err().to_string();
        assert!(again.starts_with("entry 4 does not follow"), "{again}");
        let elsewhere = logged(vec![signed(&ani, "https://latihan.contoh.id")]);
        let check = |deployments: &[&str]| {
            let deployments = deployments.iter().map(ToString::to_string).collect();
            let refused = Checked::since((0, EMPTY), deployments).take(&elsewhere);
            refused.unwrap_err().to_string()
        };
        let other = "https://latihan.contoh.id";
        assert_eq!(check(&[EDGE]), format!("entry 1: signed for {other}"));
        // What was signed for one is not signed for another, whatever the entry says.
        assert_eq!(check(&[other]), "entry 1: ani has not signed this");
    }

    #[test]
    fn a_log_that_was_put_back_to_an_earlier_place_is_found_out() {
        let ani = Key::new("ani").unwrap();
        let reading = super::super::signed(EDGE, &ani, "{}");
        let entries = logged(vec![signed(&ani, EDGE)]);
        let mut checked = Checked::since((0, EMPTY), vec![EDGE.to_owned()]);
        checked.take(&entries).unwrap();
        checked.ends_with(&reading).unwrap();
        // Read up to 900 before: nothing lies behind it now, not even the reading.
        let mut put_back = Checked::since((900, Hex([3; 32])), vec![EDGE.to_owned()]);
        put_back.take(&[]).unwrap();
        assert!(put_back.ends_with(&reading).is_err());
    }

    #[test]
    fn where_the_log_stood_is_said_as_number_and_chain() {
        let text = format!("12:{}", Hex([7; 32]));
        assert_eq!(place(&text).unwrap(), (12, Hex([7; 32])));
        for wrong in ["", "12", "12:", "x:00", ":"] {
            assert!(place(wrong).is_err(), "{wrong}");
        }
    }
}
