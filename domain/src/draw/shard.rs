//! One household shard's part of a wave: its entries in order, their root, and
//! what the beacon makes of them. All members of a household are here, so the
//! household rule is decided here alone.

use super::search::{Finding, Probe};
use super::tree::{self, Hash, Tree};
use super::{Entry, EntryError, EntryId, Hex, Outcome, RECORD_LENGTH, Rules, Stratum, Ticket};
use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use std::sync::OnceLock;

/// The root over a shard's entries, and how many they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShardRoot {
    /// Number of entries.
    pub entries: u32,
    /// Root over their records.
    pub root: Hex<32>,
}

impl ShardRoot {
    /// The record that stands for the shard under the wave's root.
    #[must_use]
    pub fn record(&self, shard: u16) -> [u8; 38] {
        let mut record = [0; 38];
        let (number, rest) = record.split_at_mut(2);
        let (entries, root) = rest.split_at_mut(4);
        number.copy_from_slice(&shard.to_be_bytes());
        entries.copy_from_slice(&self.entries.to_be_bytes());
        root.copy_from_slice(&self.root.0);
        record
    }
}

fn shard_leaves(shards: &[ShardRoot]) -> Vec<Hash> {
    (0..)
        .zip(shards)
        .map(|(number, shard)| tree::leaf(&shard.record(number)))
        .collect()
}

/// The root over all shards, in order.
#[must_use]
pub fn wave_root(shards: &[ShardRoot]) -> Hex<32> {
    Hex(tree::root(shard_leaves(shards)))
}

/// The audit path of a shard under the wave's root.
#[must_use]
pub fn wave_path(shards: &[ShardRoot], shard: u16) -> Option<Vec<Hash>> {
    Tree::over(shard_leaves(shards)).path(usize::from(shard))
}

/// Why entries are no shard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShardError {
    /// A record is no entry.
    Entry,
    /// The same entry id twice, or entries out of order.
    Order,
    /// An entry's stratum is not in the rules.
    Stratum,
    /// More entries than can be counted.
    Size,
}

impl std::fmt::Display for ShardError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Entry => "a record is no entry",
            Self::Order => "entries are out of order or doubled",
            Self::Stratum => "an entry's province or group is not in the rules",
            Self::Size => "too many entries",
        })
    }
}

impl std::error::Error for ShardError {}

impl From<EntryError> for ShardError {
    fn from(_: EntryError) -> Self {
        Self::Entry
    }
}

type Record = [u8; RECORD_LENGTH];

/// A shard's entries, fixed: sorted by id, none twice.
#[derive(Clone, Debug)]
pub struct CommittedShard {
    records: Vec<Record>,
    count: u32,
    /// Made for the first proof, 64 bytes an entry: committing and drawing need
    /// none, and applicants ask for many.
    tree: OnceLock<Tree>,
}

impl PartialEq for CommittedShard {
    fn eq(&self, other: &Self) -> bool {
        // All else follows from them.
        self.records == other.records
    }
}

impl Eq for CommittedShard {}

impl CommittedShard {
    /// Fixes entries given as records, in whatever order they arrived.
    ///
    /// # Errors
    /// [`ShardError`] for records that are no entries, and for an id that occurs twice.
    pub fn commit(mut records: Vec<Record>) -> Result<Self, ShardError> {
        // The id is the first part of a record, so this sorts by it.
        records.sort_unstable();
        Self::sorted(records)
    }

    /// Reads a file of entries.
    ///
    /// # Errors
    /// [`ShardError`] for anything but a shard's file.
    pub fn parse(file: &[u8]) -> Result<Self, ShardError> {
        let (records, rest) = file.as_chunks::<RECORD_LENGTH>();
        if !rest.is_empty() {
            return Err(ShardError::Entry);
        }
        Self::sorted(records.to_vec())
    }

    fn sorted(records: Vec<Record>) -> Result<Self, ShardError> {
        for record in &records {
            Entry::parse(record)?;
        }
        if !records.is_sorted_by(|one, next| one.get(..32) < next.get(..32)) {
            return Err(ShardError::Order);
        }
        let count = u32::try_from(records.len()).map_err(|_| ShardError::Size)?;
        Ok(Self {
            records,
            count,
            tree: OnceLock::new(),
        })
    }

    /// The file of these entries.
    #[must_use]
    pub fn file(&self) -> &[u8] {
        self.records.as_flattened()
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.count
    }

    fn leaves(&self) -> Vec<Hash> {
        self.records.iter().map(|one| tree::leaf(one)).collect()
    }

    /// The root over them.
    #[must_use]
    pub fn root(&self) -> ShardRoot {
        ShardRoot {
            entries: self.count,
            root: Hex(tree::root(self.leaves())),
        }
    }

    /// Where an entry stands, and its audit path. The first call hashes the whole
    /// tree, later ones read from it.
    #[must_use]
    pub fn path(&self, id: EntryId) -> Option<(u32, Entry, Vec<Hash>)> {
        let index = self
            .records
            .binary_search_by(|record| record.get(..32).cmp(&Some(id.0.as_slice())))
            .ok()?;
        let entry = self.entry(index)?;
        let tree = self.tree.get_or_init(|| Tree::over(self.leaves()));
        let path = tree.path(index)?;
        Some((u32::try_from(index).ok()?, entry, path))
    }

    /// The entry at a place.
    #[must_use]
    pub fn entry(&self, index: usize) -> Option<Entry> {
        Entry::parse(self.records.get(index)?).ok()
    }

    /// All entries, in order.
    pub fn entries(&self) -> impl Iterator<Item = Entry> {
        self.records.iter().filter_map(|one| Entry::parse(one).ok())
    }

    /// Gives every entry its ticket and settles each household.
    ///
    /// # Errors
    /// [`ShardError::Stratum`] if the rules do not know an entry's stratum.
    pub fn draw(&self, randomness: &[u8; 32], rules: &Rules) -> Result<DrawnShard, ShardError> {
        let strata = Places::of(rules);
        // Keyed once: a copy of this state saves half of the hashing.
        let keyed =
            <Hmac<Sha256> as Mac>::new_from_slice(randomness).map_err(|_| ShardError::Entry)?;
        let mut drawn = Vec::with_capacity(self.records.len());
        let mut households = Vec::with_capacity(self.records.len());
        for (index, entry) in (0_u32..).zip(self.entries()) {
            let mut mac = keyed.clone();
            mac.update(&entry.id.0);
            let ticket: Ticket = mac.finalize().into_bytes().into();
            let stratum = strata.find(entry.stratum).ok_or(ShardError::Stratum)?;
            households.push((u128::from_be_bytes(entry.household.0), ticket, index));
            drawn.push(Drawn {
                ticket,
                stratum,
                candidate: false,
            });
        }
        households.sort_unstable();
        for household in households.chunk_by(|one, next| one.0 == next.0) {
            let earlier = household
                .first()
                .and_then(|(_, _, index)| self.entry(*index as usize))
                .map_or(u8::MAX, |entry| entry.earlier);
            let free = usize::from(rules.household_maximum.saturating_sub(earlier));
            for (_, _, index) in household.iter().take(free) {
                if let Some(entry) = drawn.get_mut(*index as usize) {
                    entry.candidate = true;
                }
            }
        }
        Ok(DrawnShard {
            drawn,
            strata: rules.quotas.len(),
        })
    }
}

/// From a stratum to its place in the rules.
struct Places([[Option<u16>; 2]; 256]);

impl Places {
    fn of(rules: &Rules) -> Self {
        let mut places = [[None; 2]; 256];
        for (index, quota) in (0_u16..).zip(&rules.quotas) {
            if let Some(place) = places
                .get_mut(usize::from(quota.stratum.province))
                .and_then(|groups| groups.get_mut(quota.stratum.group as usize))
            {
                *place = Some(index);
            }
        }
        Self(places)
    }

    fn find(&self, stratum: Stratum) -> Option<u16> {
        *self
            .0
            .get(usize::from(stratum.province))?
            .get(stratum.group as usize)?
    }
}

#[derive(Clone, Copy, Debug)]
struct Drawn {
    ticket: Ticket,
    stratum: u16,
    candidate: bool,
}

/// A shard whose entries have tickets.
#[derive(Clone, Debug)]
pub struct DrawnShard {
    drawn: Vec<Drawn>,
    strata: usize,
}

impl DrawnShard {
    /// Entries and candidates of each stratum, in the order of the rules.
    #[must_use]
    pub fn counts(&self) -> Vec<(u32, u32)> {
        let mut counts = vec![(0, 0); self.strata];
        for one in &self.drawn {
            if let Some((entries, candidates)) = counts.get_mut(usize::from(one.stratum)) {
                *entries += 1;
                *candidates += u32::from(one.candidate);
            }
        }
        counts
    }

    /// What the candidates' tickets say to each probe.
    #[must_use]
    pub fn find(&self, probes: &[Probe]) -> Vec<Finding> {
        let mut findings: Vec<Finding> = probes.iter().map(Probe::nothing).collect();
        let mut asked = vec![None; self.strata];
        for (index, probe) in probes.iter().enumerate() {
            if let Some(place) = asked.get_mut(usize::from(probe.stratum)) {
                *place = Some((index, probe));
            }
        }
        for one in self.drawn.iter().filter(|one| one.candidate) {
            if let Some(Some((index, probe))) = asked.get(usize::from(one.stratum))
                && let Some(finding) = findings.get_mut(*index)
            {
                finding.note(probe, &one.ticket);
            }
        }
        findings
    }

    /// What became of the entry at a place, by the thresholds in the order of
    /// the rules.
    #[must_use]
    pub fn outcome(&self, index: usize, thresholds: &[Option<Hex<32>>]) -> Option<Outcome> {
        let one = self.drawn.get(index)?;
        let threshold = thresholds.get(usize::from(one.stratum))?;
        Some(if !one.candidate {
            Outcome::HouseholdLimit
        } else if threshold.is_some_and(|threshold| one.ticket <= threshold.0) {
            Outcome::Drawn
        } else {
            Outcome::NotDrawn
        })
    }

    /// The ticket of the entry at a place.
    #[must_use]
    pub fn ticket(&self, index: usize) -> Option<Ticket> {
        self.drawn.get(index).map(|one| one.ticket)
    }

    /// Winners of each stratum.
    #[must_use]
    pub fn winners(&self, thresholds: &[Option<Hex<32>>]) -> Vec<u32> {
        let mut winners = vec![0; self.strata];
        for (index, one) in self.drawn.iter().enumerate() {
            if self.outcome(index, thresholds) == Some(Outcome::Drawn)
                && let Some(count) = winners.get_mut(usize::from(one.stratum))
            {
                *count += 1;
            }
        }
        winners
    }
}
