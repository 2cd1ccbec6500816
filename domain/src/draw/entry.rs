//! One entry of a wave's ballot: whose it is, nobody can tell without the nonce.

use super::Hex;
use crate::registration::RegistrationNumber;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Bytes of an entry's record.
pub const RECORD_LENGTH: usize = 51;

/// Tells this hash from every other use of SHA-256.
const ENTRY: &[u8] = b"prakerja/entry/1";

/// What makes an entry id a secret: 16 random bytes, known to the applicant.
pub type Nonce = Hex<16>;

/// The same for one family card in one wave, and unrelated in another.
pub type HouseholdTag = Hex<16>;

/// The pseudonym under which somebody takes part in one wave.
pub type EntryId = Hex<32>;

impl EntryId {
    /// The id of a person's entry in a wave.
    #[must_use]
    pub fn of(wave: u32, number: &RegistrationNumber, nonce: Nonce) -> Self {
        let hash = Sha256::new()
            .chain_update(ENTRY)
            .chain_update(wave.to_be_bytes())
            .chain_update(number.as_str())
            .chain_update(nonce.0)
            .finalize();
        Self(hash.into())
    }
}

/// Who is drawn first: each group of a province has its own quota.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// On a ministry's priority list, such as laid-off workers.
    Priority,
    /// Everybody else.
    General,
}

/// A province and a group: inside it everybody has the same chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Stratum {
    /// Kemendagri's two-digit code as a number.
    pub province: u8,
    /// The group.
    pub group: Group,
}

/// One entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The pseudonym.
    pub id: EntryId,
    /// The household's.
    pub household: HouseholdTag,
    /// Where it takes part.
    pub stratum: Stratum,
    /// Recipients that the household has had so far.
    pub earlier: u8,
}

/// A record that is no entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntryError;

impl std::fmt::Display for EntryError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a record is no entry: its length or its group is wrong")
    }
}

impl std::error::Error for EntryError {}

impl Entry {
    /// As it stands in the files and under the root.
    #[must_use]
    pub fn record(&self) -> [u8; RECORD_LENGTH] {
        let mut record = [0; RECORD_LENGTH];
        let (id, rest) = record.split_at_mut(32);
        let (household, rest) = rest.split_at_mut(16);
        id.copy_from_slice(&self.id.0);
        household.copy_from_slice(&self.household.0);
        rest.copy_from_slice(&[
            self.stratum.province,
            match self.stratum.group {
                Group::Priority => 0,
                Group::General => 1,
            },
            self.earlier,
        ]);
        record
    }

    /// Reads a record.
    ///
    /// # Errors
    /// [`EntryError`] for another length or an unknown group.
    pub fn parse(record: &[u8]) -> Result<Self, EntryError> {
        let (id, rest) = record.split_first_chunk::<32>().ok_or(EntryError)?;
        let (household, rest) = rest.split_first_chunk::<16>().ok_or(EntryError)?;
        let &[province, group, earlier] = rest else {
            return Err(EntryError);
        };
        let group = match group {
            0 => Group::Priority,
            1 => Group::General,
            _ => return Err(EntryError),
        };
        Ok(Self {
            id: Hex(*id),
            household: Hex(*household),
            stratum: Stratum { province, group },
            earlier,
        })
    }
}
