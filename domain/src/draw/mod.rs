//! The open draw: entries, the commitment to them, tickets, the household rule,
//! seats, thresholds, and the files by which anyone checks all of it. The
//! protocol and the formats are written down in `docs/draw.md`; names here are
//! the names there. Pure: who runs it on which shard is the edge's business.

mod allot;
pub mod beacon;
mod check;
mod entry;
mod hex;
mod outcome;
mod proof;
mod rules;
mod search;
mod shard;
mod transcript;
pub mod tree;

pub use allot::{Seats, allot};
pub use check::{Check, PublishedDraw, Standing, Verdict};
pub use entry::{Entry, EntryError, EntryId, Group, HouseholdTag, Nonce, RECORD_LENGTH, Stratum};
pub use hex::{Hex, file_hash};
pub use outcome::{Exclusion, Outcome};
pub use proof::{InclusionProof, ProofError, PublishedRoot};
pub use rules::{Quota, Quotas, Rules};
pub use search::{Finding, Probe, Search};
pub use shard::{CommittedShard, DrawnShard, ShardError, ShardRoot, wave_path, wave_root};
pub use transcript::{Commitment, DrawResult, ShardCommitment, StratumResult};

/// `HMAC-SHA256(randomness, entry id)`: the lower, the better.
pub type Ticket = [u8; 32];

#[cfg(test)]
mod golden;
#[cfg(test)]
mod tests;
