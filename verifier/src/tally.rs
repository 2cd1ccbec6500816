//! What is kept of all shards together: counts, the candidates' tickets, and
//! eight bytes of every household tag and ticket. The records themselves go as
//! soon as their shard is read.

use crate::{entry::Stratum, tree::Hash};

/// A stratum while shards are read.
#[derive(Debug, Default)]
pub struct Count {
    pub entries: u64,
    pub candidates: Vec<Hash>,
}

/// All shards so far.
#[derive(Debug)]
pub struct Tally {
    numbers: Vec<Option<usize>>,
    pub strata: Vec<Count>,
    /// Of each household, once for each shard that it lies in.
    pub tag_starts: Vec<u64>,
    pub ticket_starts: Vec<u64>,
}

impl Tally {
    /// For the strata that the rules list.
    pub fn of(strata: impl Iterator<Item = Stratum>) -> Self {
        let mut tally = Self {
            // A table instead of a search: it is asked once for each entry.
            numbers: vec![None; 512],
            strata: Vec::new(),
            tag_starts: Vec::new(),
            ticket_starts: Vec::new(),
        };
        for stratum in strata {
            if let Some(number @ None) = tally.numbers.get_mut(slot(stratum)) {
                *number = Some(tally.strata.len());
            }
            tally.strata.push(Count::default());
        }
        tally
    }

    /// The place of a stratum in the rules' list.
    pub fn number(&self, stratum: Stratum) -> Option<usize> {
        self.numbers.get(slot(stratum)).copied().flatten()
    }
}

fn slot(stratum: Stratum) -> usize {
    usize::from(stratum.province) * 2 + stratum.group as usize
}

/// The first eight bytes of a tag.
pub fn tag_start(tag: u128) -> u64 {
    (tag >> 64) as u64
}

/// The first eight bytes of a ticket.
pub fn ticket_start(ticket: &Hash) -> u64 {
    let [start @ .., _, _, _, _, _, _, _, _] = ticket;
    let [start @ .., _, _, _, _, _, _, _, _] = start;
    let [start @ .., _, _, _, _, _, _, _, _] = start;
    u64::from_be_bytes(*start)
}
