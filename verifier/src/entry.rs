//! One entry: its record of 51 bytes, its id, its stratum and its ticket.

use std::fmt;

use hmac::{Hmac, Mac};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::tree::Hash;

/// The size of an entry's record.
pub const RECORD_BYTES: usize = 51;
/// The provinces' codes lie in this range.
pub const PROVINCES: std::ops::RangeInclusive<u8> = 11..=96;

/// The quota that an entry draws on within its province.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Group {
    /// 0 in a record.
    Priority,
    /// 1 in a record.
    General,
}

/// A province and a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stratum {
    /// The two-digit code.
    pub province: u8,
    /// The group.
    pub group: Group,
}

impl fmt::Display for Stratum {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let group = match self.group {
            Group::Priority => "priority",
            Group::General => "general",
        };
        write!(out, "province {} {group}", self.province)
    }
}

/// A record taken apart; nothing in it is checked yet.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    pub id: Hash,
    pub tag: u128,
    pub province: u8,
    pub group: u8,
    pub earlier: u8,
}

impl Entry {
    pub fn of(record: &[u8; RECORD_BYTES]) -> Self {
        let [names @ .., province, group, earlier] = record;
        let mut id = [0; 32];
        let mut tag = [0; 16];
        id.copy_from_slice(&names[..32]);
        tag.copy_from_slice(&names[32..]);
        Self {
            id,
            tag: u128::from_be_bytes(tag),
            province: *province,
            group: *group,
            earlier: *earlier,
        }
    }

    /// The stratum, if the group is one.
    pub fn stratum(&self) -> Option<Stratum> {
        let group = match self.group {
            0 => Group::Priority,
            1 => Group::General,
            _ => return None,
        };
        Some(Stratum {
            province: self.province,
            group,
        })
    }
}

/// The id that an applicant computes from what they alone hold.
pub fn entry_id(wave: u32, registration_number: &[u8; 14], nonce: &[u8; 16]) -> Hash {
    Sha256::new()
        .chain_update(b"prakerja/entry/1")
        .chain_update(wave.to_be_bytes())
        .chain_update(registration_number)
        .chain_update(nonce)
        .finalize()
        .into()
}

/// Makes tickets from one round's randomness; the keyed state is made once,
/// which halves the work for each ticket.
#[derive(Clone, Debug)]
pub struct Tickets(Hmac<Sha256>);

impl Tickets {
    /// For one round.
    pub fn of(randomness: &Hash) -> Self {
        // HMAC fills a short key up with zeros; done here it cannot fail.
        let mut key = [0; 64];
        key[..32].copy_from_slice(randomness);
        Self(Hmac::new(&key.into()))
    }

    /// The ticket of an entry.
    pub fn ticket(&self, id: &Hash) -> Hash {
        let mut keyed = self.0.clone();
        keyed.update(id);
        keyed.finalize().into_bytes().into()
    }
}

#[cfg(test)]
mod tests {
    use data_encoding::HEXLOWER;

    use super::*;

    #[test]
    fn a_record_is_cut_where_the_document_cuts_it() {
        let mut record = [0; RECORD_BYTES];
        record[0] = 1;
        record[31] = 2;
        record[32] = 3;
        record[47] = 4;
        record[48..].copy_from_slice(&[31, 1, 2]);
        let entry = Entry::of(&record);
        assert_eq!((entry.id[0], entry.id[31]), (1, 2));
        assert_eq!(entry.tag, (3 << 120) + 4);
        assert_eq!((entry.province, entry.group, entry.earlier), (31, 1, 2));
    }

    // Computed with Python's hmac and hashlib.
    #[test]
    fn ids_and_tickets_are_those_of_another_implementation() {
        let id = entry_id(72, b"20261100000001", &[7; 16]);
        assert_eq!(
            HEXLOWER.encode(&id),
            "7378cba5f21ca93494e0c1c39e62a4f6de92efc9ec371b52171a64a241fb3f5c"
        );
        let ticket = Tickets::of(&[9; 32]).ticket(&id);
        assert_eq!(
            HEXLOWER.encode(&ticket),
            "94425fd902903d8a61b692c0cf89b1cfc9c373aa4c6c6a404c201062d5a156dd"
        );
    }
}
