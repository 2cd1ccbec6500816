//! The office's log, checked by whoever reads it: that no entry was changed, taken out or
//! written in, and that every signature is one.

use std::{collections::BTreeSet, path::PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use clap::Args;
use data_encoding::HEXLOWER;
use domain::{
    draw::Hex,
    staff::{EMPTY, LOG_AT_ONCE, LogEntry, LogEvent, Logged, Read, SignedCommand, Subject, follow},
};
use ed25519_dalek::{Signature, VerifyingKey};

use super::{Key, look};

/// From where on, and by whom.
#[derive(Args)]
pub struct Audit {
    /// Where the log stood when it was last read, as this command said then: what was read
    /// once can never have been another.
    #[arg(long, value_parser = place)]
    since: Option<Place>,
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
    let mut checked = Checked::since(audit.since.unwrap_or((0, EMPTY)));
    loop {
        let after = checked.stands.0;
        let Read::Log(entries) = look(&audit.edge, &key, Subject::Log { after })? else {
            bail!("an answer to another question");
        };
        for logged in checked.take(&entries)? {
            println!("{}", serde_json::to_string(&logged)?);
        }
        if u32::try_from(entries.len())? < LOG_AT_ONCE {
            break;
        }
    }
    for (name, key) in &checked.keys {
        eprintln!("signed by {name} with {key}");
    }
    if !checked.open.is_empty() {
        let open: Vec<_> = checked.open.iter().map(u64::to_string).collect();
        eprintln!(
            "without an end, this reading's own among them: {}",
            open.join(", ")
        );
    }
    let (number, chain) = checked.stands;
    eprintln!(
        "The log is whole, and stands at {number}:{chain}. Next time: --since {number}:{chain}"
    );
    Ok(())
}

/// What was read and found good.
struct Checked {
    stands: Place,
    /// Signed, and not known to have ended.
    open: BTreeSet<u64>,
    /// Who has signed with what.
    keys: BTreeSet<(String, String)>,
}

impl Checked {
    const fn since(stands: Place) -> Self {
        Self {
            stands,
            open: BTreeSet::new(),
            keys: BTreeSet::new(),
        }
    }

    fn take(&mut self, entries: &[LogEntry]) -> Result<Vec<Logged>> {
        let (number, chain) = self.stands;
        let (read, chain) = follow((chain, number), entries).map_err(|number| {
            anyhow!("entry {number} does not follow: the log was changed before it or there")
        })?;
        for logged in &read {
            match &logged.event {
                LogEvent::Signed {
                    key, public_key, ..
                } => {
                    if !is_signed(&logged.event) {
                        bail!("entry {}: {key} has not signed this", logged.number);
                    }
                    self.open.insert(logged.number);
                    self.keys.insert((key.clone(), public_key.to_string()));
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
        let mut checked = Checked::since((0, EMPTY));
        checked.take(&entries[..1]).unwrap();
        checked.take(&entries[1..]).unwrap();
        assert_eq!(checked.stands, (3, entries[2].chain));
        assert_eq!(checked.open, BTreeSet::from([3]));
        assert_eq!(checked.keys.len(), 2);

        let again = checked.take(&entries[..1]).unwrap_err().to_string();
        assert!(again.starts_with("entry 4 does not follow"), "{again}");
        let elsewhere = logged(vec![signed(&ani, "https://latihan.contoh.id")]);
        let refused = Checked::since((0, EMPTY)).take(&elsewhere).unwrap_err();
        assert_eq!(refused.to_string(), "entry 1: ani has not signed this");
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
