//! Whether anything stands in the transcript twice that may stand once: a
//! household in two shards, or one ticket (so one entry id) for two entries.
//!
//! Eight bytes of each are kept while the shards go by, and sorted at the end.
//! Only starts that occur twice are suspects, and only if there are any are the
//! shards read again to compare whole tags and tickets. Among 16 million honest
//! entries a suspect turns up once in 100 000 draws.

use std::collections::HashMap;

use crate::{
    entry::{Entry, RECORD_BYTES, Tickets},
    fields::Hex,
    findings::{Findings, Place},
    papers::Commitment,
    shard::limit,
    source::{Files, Unreadable},
    tally::{Tally, tag_start, ticket_start},
    tree::Hash,
};

/// Adds a finding for each that stands twice.
pub fn check(
    tally: &mut Tally,
    files: &dyn Files,
    commitment: &Commitment,
    tickets: &Tickets,
    findings: &mut Findings,
) -> Result<(), Unreadable> {
    let mut seen = Seen {
        tag_suspects: suspects(std::mem::take(&mut tally.tag_starts)),
        ticket_suspects: suspects(std::mem::take(&mut tally.ticket_starts)),
        tags: HashMap::new(),
        tickets: HashMap::new(),
    };
    if seen.tag_suspects.is_empty() && seen.ticket_suspects.is_empty() {
        return Ok(());
    }
    for (number, shard) in commitment.shards.iter().enumerate() {
        let bytes = files.read(&crate::findings::shard_file(number), limit(shard))?;
        let (records, _) = bytes.as_chunks::<RECORD_BYTES>();
        for (index, record) in records.iter().enumerate() {
            seen.see(number, index, &Entry::of(record), tickets, findings);
        }
    }
    Ok(())
}

/// The starts that occur more than once, sorted.
fn suspects(mut starts: Vec<u64>) -> Vec<u64> {
    starts.sort_unstable();
    starts
        .chunk_by(|one, next| one == next)
        .filter(|same| same.len() > 1)
        .filter_map(|same| same.first().copied())
        .collect()
}

struct Seen {
    tag_suspects: Vec<u64>,
    ticket_suspects: Vec<u64>,
    tags: HashMap<u128, (usize, usize)>,
    tickets: HashMap<Hash, (usize, usize)>,
}

impl Seen {
    fn see(
        &mut self,
        shard: usize,
        index: usize,
        entry: &Entry,
        tickets: &Tickets,
        findings: &mut Findings,
    ) {
        let place = Place::Record { shard, index };
        let is_suspect = self
            .tag_suspects
            .binary_search(&tag_start(entry.tag))
            .is_ok();
        if is_suspect {
            let first = *self.tags.entry(entry.tag).or_insert((shard, index));
            if first.0 != shard {
                let tag = Hex(entry.tag.to_be_bytes());
                let problem = format!("household {tag} also lies in {}", at(first));
                findings.add(place.clone(), problem);
            }
        }
        if self.ticket_suspects.is_empty() {
            return;
        }
        let ticket = tickets.ticket(&entry.id);
        if self
            .ticket_suspects
            .binary_search(&ticket_start(&ticket))
            .is_ok()
        {
            let first = *self.tickets.entry(ticket).or_insert((shard, index));
            if first != (shard, index) {
                let id = Hex(entry.id);
                let problem = format!("entry {id} has the same ticket as {}", at(first));
                findings.add(place, problem);
            }
        }
    }
}

fn at((shard, index): (usize, usize)) -> Place {
    Place::Record { shard, index }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_occurs_twice_is_suspect_and_each_once() {
        assert_eq!(suspects(vec![5, 1, 5, 3, 1, 5]), [1, 5]);
        assert!(suspects(vec![2, 1]).is_empty());
    }
}
