//! Commands of the programme office, each signed by two members of staff with
//! keys of their own: what one proposes, another has to agree with (four-eyes).
//! A command is signed as the exact text that is sent, so that nobody has to
//! agree on how JSON is written.

use crate::messages::Code;
use crate::wave::Wave;
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// Stands before every signed text, so that a signature given here is none
/// anywhere else.
pub const SIGNED: &str = "prakerja/staff/1\n";

/// A command proposed longer ago than this is void: the second signature is for
/// what the situation was.
pub const VALID_FOR: TimeDelta = TimeDelta::hours(24);
/// Clocks of offices are not exact.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::minutes(5);

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum Action {
    /// Plan a wave, or plan it anew while it is not open.
    PlanWave {
        /// The wave.
        wave: Wave,
    },
}

impl Action {
    /// The wave whose object decides.
    #[must_use]
    pub const fn wave(&self) -> u32 {
        match self {
            Self::PlanWave { wave } => wave.number,
        }
    }
}

/// A command, as the signed text says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Command {
    /// Made by the proposer; no two commands have the same.
    pub id: String,
    /// When it was written.
    pub issued_at: DateTime<Utc>,
    /// What is to be done.
    #[serde(flatten)]
    pub action: Action,
}

impl Command {
    /// Reads the signed text of a command that is still valid.
    ///
    /// # Errors
    /// [`Code::CommandMalformed`] or [`Code::CommandExpired`].
    pub fn parse(text: &str, now: DateTime<Utc>) -> Result<Self, Code> {
        let command: Self = serde_json::from_str(text).map_err(|_| Code::CommandMalformed)?;
        if command.id.len() < 16 || command.id.len() > 64 {
            return Err(Code::CommandMalformed);
        }
        let age = now - command.issued_at;
        if age < -CLOCKS_DIFFER || age > VALID_FOR {
            return Err(Code::CommandExpired);
        }
        Ok(command)
    }
}

/// Body of a request: a command and one signature under it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SignedCommand {
    /// The text of a command: JSON, exactly as it was signed.
    pub command: String,
    /// Name of the key.
    pub key: String,
    /// Ed25519 over `prakerja/staff/1`, a line feed and the text; 128 hexadecimal digits.
    pub signature: String,
}

impl SignedCommand {
    /// The bytes under the signature.
    #[must_use]
    pub fn signed_bytes(&self) -> Vec<u8> {
        [SIGNED.as_bytes(), self.command.as_bytes()].concat()
    }
}

/// A key that the deployment knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StaffKey {
    /// Whose: a name inside the office.
    pub name: String,
    /// Ed25519 public key.
    pub public_key: crate::draw::Hex<32>,
}

/// How far a command is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CommandState {
    /// One has signed; another has to.
    Proposed,
    /// Two have signed, and it is done.
    Done,
}

/// Answer to a signed command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct CommandReceipt {
    /// The command's id.
    pub id: String,
    /// How far it is.
    pub state: CommandState,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wave::tests::{at, wave};

    fn text(id: &str, issued_at: &str) -> String {
        let command = Command {
            id: id.to_owned(),
            issued_at: at(issued_at),
            action: Action::PlanWave {
                wave: wave(72, "11-20T00:00:00", "11-24T00:00:00", "11-27T00:00:00"),
            },
        };
        serde_json::to_string(&command).unwrap()
    }

    #[test]
    fn a_command_is_read_as_it_was_written_for_a_day() {
        let id = "0123456789abcdef";
        let text = text(id, "11-19T00:00:00");
        let command = Command::parse(&text, at("11-19T12:00:00")).unwrap();
        assert_eq!((command.id.as_str(), command.action.wave()), (id, 72));
        for (now, good) in [
            ("11-18T23:54:59", false),
            ("11-18T23:55:00", true),
            ("11-20T00:00:00", true),
            ("11-20T00:00:01", false),
        ] {
            assert_eq!(Command::parse(&text, at(now)).is_ok(), good, "{now}");
        }
    }

    #[test]
    fn text_that_is_no_command_is_refused() {
        let now = at("11-19T00:00:00");
        for bad in ["", "{}", "[]", &text("short", "11-19T00:00:00")] {
            assert_eq!(Command::parse(bad, now), Err(Code::CommandMalformed));
        }
    }
}
