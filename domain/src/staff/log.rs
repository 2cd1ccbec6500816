//! What the office has done and looked at, as it is kept: in order, each entry bound to all
//! before it, so that nobody takes one out or writes one in later. Signatures stand in it as
//! they were given, so that whoever doubts one checks it.

use super::CommandState;
use crate::draw::{Hex, file_hash};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Stands before every entry that is hashed.
const HASHED: &str = "prakerja/staff-log/1\n";

/// 100 entries are read at once.
pub const LOG_AT_ONCE: u32 = 100;

/// An entry as it is kept and shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct LogEntry {
    /// [`Logged`] as JSON, exactly as it was hashed.
    pub text: String,
    /// SHA-256 of the chain's value before and of this entry's hash: 64 hexadecimal digits.
    pub chain: Hex<32>,
}

/// What an entry says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logged {
    /// 1 for the first, without a gap.
    pub number: u64,
    /// When.
    pub at: DateTime<Utc>,
    /// Random: a hash that is published betrays nothing of what it is of.
    pub salt: Hex<16>,
    /// What happened.
    #[serde(flatten)]
    pub event: LogEvent,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum LogEvent {
    /// A member of staff has signed something; noted before it is done or shown.
    Signed {
        /// Whether it is to be done or looked at.
        deed: Deed,
        /// The signed text, exactly.
        text: String,
        /// Name of the key, as it was called then.
        key: String,
        /// The key itself.
        public_key: Hex<32>,
        /// For which deployment.
        deployment: String,
        /// Ed25519, 128 hexadecimal digits.
        signature: String,
    },
    /// The same signature came again.
    SignedAgain {
        /// Number of the entry in which it stands.
        of: u64,
    },
    /// What a signature came to.
    Ended {
        /// Number of its entry.
        of: u64,
        /// How far the command is; nothing if it was refused.
        state: Option<CommandState>,
        /// Why it was refused: a code as the API names it, or `failed`.
        refused: Option<String>,
    },
}

/// What is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// [`Command`](super::Command)
    Command,
    /// [`Reading`](super::Reading)
    Reading,
}

/// The chain before its first entry.
pub const EMPTY: Hex<32> = Hex([0; 32]);

/// The chain's value after an entry.
#[must_use]
pub fn chained(before: &Hex<32>, text: &str) -> Hex<32> {
    let leaf = file_hash(&[HASHED.as_bytes(), text.as_bytes()].concat());
    file_hash(&[before.0, leaf.0].concat())
}

/// Entries that follow one another behind a chain's value and the number of its last entry;
/// or the number that the first had to have that is not so.
///
/// # Errors
/// That number.
pub fn follow(
    (mut chain, mut number): (Hex<32>, u64),
    entries: &[LogEntry],
) -> Result<(Vec<Logged>, Hex<32>), u64> {
    let mut read = Vec::with_capacity(entries.len());
    for entry in entries {
        number += 1;
        chain = chained(&chain, &entry.text);
        let logged: Option<Logged> = serde_json::from_str(&entry.text).ok();
        match logged {
            Some(logged) if logged.number == number && chain == entry.chain => read.push(logged),
            _ => return Err(number),
        }
    }
    Ok((read, chain))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries() -> Vec<LogEntry> {
        let mut chain = EMPTY;
        (1..=3)
            .map(|number| {
                let logged = Logged {
                    number,
                    at: DateTime::UNIX_EPOCH,
                    salt: Hex([7; 16]),
                    event: LogEvent::Ended {
                        of: number,
                        state: Some(CommandState::Done),
                        refused: None,
                    },
                };
                let text = serde_json::to_string(&logged).unwrap();
                chain = chained(&chain, &text);
                LogEntry { text, chain }
            })
            .collect()
    }

    #[test]
    fn entries_follow_one_another_and_none_is_changed_taken_out_or_written_in() {
        let all = entries();
        let (read, chain) = follow((EMPTY, 0), &all).unwrap();
        assert_eq!((read.len(), chain), (3, all[2].chain));
        assert_eq!(
            follow((all[0].chain, 1), &all[1..]).unwrap().1,
            all[2].chain
        );
        let mut changed = all.clone();
        changed[1].text = changed[1].text.replace("done", "proposed");
        assert_eq!(follow((EMPTY, 0), &changed), Err(2));
        let taken_out = [all[0].clone(), all[2].clone()];
        assert_eq!(follow((EMPTY, 0), &taken_out), Err(2));
        let written_in = [all[0].clone(), all[0].clone(), all[1].clone()];
        assert_eq!(follow((EMPTY, 0), &written_in), Err(2));
    }

    /// As it lies in the log of a deployment, whose entries are never written anew.
    #[test]
    fn what_was_logged_yesterday_is_read_today() {
        let stored = r#"{"number":1,"at":"2026-11-30T00:00:00Z","salt":"07070707070707070707070707070707","event":"signed","deed":"reading","text":"{}","key":"kepala","public_key":"0000000000000000000000000000000000000000000000000000000000000000","deployment":"https://prakerja.contoh.id","signature":"00"}"#;
        let logged: Logged = serde_json::from_str(stored).unwrap();
        assert_eq!(serde_json::to_string(&logged).unwrap(), stored);
        let ended = r#"{"number":2,"at":"2026-11-30T00:00:00Z","salt":"07070707070707070707070707070707","event":"ended","of":1,"state":"done","refused":null}"#;
        let logged: Logged = serde_json::from_str(ended).unwrap();
        assert_eq!(serde_json::to_string(&logged).unwrap(), ended);
        let again = r#"{"number":3,"at":"2026-11-30T00:00:00Z","salt":"07070707070707070707070707070707","event":"signed_again","of":1}"#;
        let logged: Logged = serde_json::from_str(again).unwrap();
        assert_eq!(serde_json::to_string(&logged).unwrap(), again);
        let chain = "d5030c49997c7c8442578d48b8178b5de3115c96dcee070d3655494dd2efee3d";
        assert_eq!(chained(&EMPTY, stored).to_string(), chain);
    }
}
