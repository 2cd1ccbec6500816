//! The proof that an entry is under a wave's root: at most 1 KB, checked on the
//! applicant's phone.

use super::tree::{self, Hash};
use super::{CommittedShard, Entry, EntryId, Hex, RECORD_LENGTH, ShardRoot, Ticket, wave_path};
use hmac::{Hmac, Mac};
use sha2::Sha256;

const VERSION: u8 = 1;

/// What a proof says, before it is held against a root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InclusionProof {
    /// The wave.
    pub wave: u32,
    /// The entry's shard.
    pub shard: u16,
    /// Shards in all.
    pub shards: u16,
    /// The entry's place in its shard.
    pub index: u32,
    /// Entries of the shard.
    pub count: u32,
    /// The entry.
    pub entry: Entry,
    /// Audit path in the shard's tree.
    pub path: Vec<Hash>,
    /// Audit path of the shard's record in the wave's tree.
    pub wave_path: Vec<Hash>,
}

/// What a proof is held against: the commitment's, as it was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublishedRoot {
    /// The wave.
    pub wave: u32,
    /// Number of shards.
    pub shards: u16,
    /// The root over them.
    pub root: Hex<32>,
}

/// Why a proof is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProofError {
    /// The bytes are no proof.
    Format,
    /// It leads to another root.
    Root,
    /// It is for another entry, or for another wave.
    OtherEntry,
}

impl std::fmt::Display for ProofError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Format => "these bytes are no proof",
            Self::Root => "the proof leads to another root",
            Self::OtherEntry => "the proof is for another entry",
        })
    }
}

impl std::error::Error for ProofError {}

fn take<const N: usize>(bytes: &mut &[u8]) -> Result<[u8; N], ProofError> {
    let (first, rest) = bytes.split_first_chunk::<N>().ok_or(ProofError::Format)?;
    *bytes = rest;
    Ok(*first)
}

fn take_path(bytes: &mut &[u8]) -> Result<Vec<Hash>, ProofError> {
    let [length] = take(bytes)?;
    (0..length).map(|_| take(bytes)).collect()
}

impl InclusionProof {
    /// For an entry of a shard; nothing if it is not there.
    #[must_use]
    pub fn of(
        wave: u32,
        shard: u16,
        entries: &CommittedShard,
        shards: &[ShardRoot],
        id: EntryId,
    ) -> Option<Self> {
        let (index, entry, path) = entries.path(id)?;
        Some(Self {
            wave,
            shard,
            shards: u16::try_from(shards.len()).ok()?,
            index,
            count: entries.count(),
            entry,
            path,
            wave_path: wave_path(shards, shard)?,
        })
    }

    /// As it is sent.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = vec![VERSION];
        bytes.extend(self.wave.to_be_bytes());
        bytes.extend(self.shard.to_be_bytes());
        bytes.extend(self.shards.to_be_bytes());
        bytes.extend(self.index.to_be_bytes());
        bytes.extend(self.count.to_be_bytes());
        bytes.extend(self.entry.record());
        for path in [&self.path, &self.wave_path] {
            // A path is as long as a number has bits.
            bytes.push(u8::try_from(path.len()).unwrap_or(u8::MAX));
            bytes.extend(path.as_flattened());
        }
        bytes
    }

    /// Reads a proof.
    ///
    /// # Errors
    /// [`ProofError::Format`].
    pub fn parse(mut bytes: &[u8]) -> Result<Self, ProofError> {
        let bytes = &mut bytes;
        if take(bytes)? != [VERSION] {
            return Err(ProofError::Format);
        }
        let proof = Self {
            wave: u32::from_be_bytes(take(bytes)?),
            shard: u16::from_be_bytes(take(bytes)?),
            shards: u16::from_be_bytes(take(bytes)?),
            index: u32::from_be_bytes(take(bytes)?),
            count: u32::from_be_bytes(take(bytes)?),
            entry: Entry::parse(&take::<RECORD_LENGTH>(bytes)?).map_err(|_| ProofError::Format)?,
            path: take_path(bytes)?,
            wave_path: take_path(bytes)?,
        };
        bytes.is_empty().then_some(proof).ok_or(ProofError::Format)
    }

    /// Whether this entry is under the root that was published.
    ///
    /// # Errors
    /// [`ProofError::OtherEntry`] or [`ProofError::Root`].
    pub fn check(&self, id: EntryId, under: PublishedRoot) -> Result<(), ProofError> {
        if self.entry.id != id || self.wave != under.wave {
            return Err(ProofError::OtherEntry);
        }
        // The root alone does not tell five shards from six.
        self.root()
            .filter(|found| *found == under.root.0 && self.shards == under.shards)
            .map(drop)
            .ok_or(ProofError::Root)
    }

    fn root(&self) -> Option<Hash> {
        let leaf = tree::leaf(&self.entry.record());
        let (index, count) = (self.index as usize, self.count as usize);
        let shard = ShardRoot {
            entries: self.count,
            root: Hex(tree::root_along(leaf, index, count, &self.path)?),
        };
        tree::root_along(
            tree::leaf(&shard.record(self.shard)),
            usize::from(self.shard),
            usize::from(self.shards),
            &self.wave_path,
        )
    }

    /// The entry's ticket in the draw with this randomness.
    #[must_use]
    pub fn ticket(&self, randomness: &[u8; 32]) -> Option<Ticket> {
        let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(randomness).ok()?;
        mac.update(&self.entry.id.0);
        Some(mac.finalize().into_bytes().into())
    }
}
