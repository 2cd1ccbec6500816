//! Finding a stratum's threshold without bringing its tickets together: shards
//! count candidates by the next byte of their tickets, the coordinator picks the
//! byte in which the last seat falls, and asks again inside it. When few are
//! left there, their tickets are listed. Two or three rounds for millions.

use super::{Hex, Ticket};
use serde::{Deserialize, Serialize};

/// At most so many candidates are listed, in all shards together.
const LISTED: u32 = 64;

/// What the coordinator asks every shard about one stratum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Probe {
    /// Place of the stratum in the rules.
    pub stratum: u16,
    /// First bytes of the tickets in question.
    pub prefix: Vec<u8>,
    /// Whether to list the tickets, or to count them by their next byte.
    pub list: bool,
}

/// What is known so far of one stratum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Finding {
    /// Candidates by the byte that follows the prefix.
    Counts(Vec<u32>),
    /// Their tickets.
    Tickets(Vec<Hex<32>>),
}

impl Probe {
    /// The answer of a shard without candidates.
    #[must_use]
    pub fn nothing(&self) -> Finding {
        if self.list {
            Finding::Tickets(vec![])
        } else {
            Finding::Counts(vec![0; 256])
        }
    }
}

impl Finding {
    /// Counts a candidate of the stratum in.
    pub(super) fn note(&mut self, probe: &Probe, ticket: &Ticket) {
        let Some(rest) = ticket.strip_prefix(probe.prefix.as_slice()) else {
            return;
        };
        match self {
            Self::Tickets(tickets) => tickets.push(Hex(*ticket)),
            Self::Counts(counts) => {
                if let Some(count) = rest
                    .first()
                    .and_then(|byte| counts.get_mut(usize::from(*byte)))
                {
                    *count += 1;
                }
            }
        }
    }

    /// Adds what another shard found.
    pub fn merge(&mut self, other: Self) {
        match (self, other) {
            (Self::Counts(counts), Self::Counts(more)) => {
                for (count, more) in counts.iter_mut().zip(more) {
                    *count += more;
                }
            }
            (Self::Tickets(tickets), Self::Tickets(more)) => tickets.extend(more),
            _ => {}
        }
    }
}

/// The search for one stratum's threshold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Search {
    /// The last seat's rank among the tickets with the prefix, from 1.
    rank: u32,
    prefix: Vec<u8>,
    list: bool,
    found: bool,
    threshold: Option<Hex<32>>,
}

impl Search {
    /// For a stratum with so many seats; never more than it has candidates.
    #[must_use]
    pub fn new(seats: u32) -> Self {
        Self {
            rank: seats,
            prefix: vec![],
            list: false,
            found: seats == 0,
            threshold: None,
        }
    }

    /// What to ask next; nothing once the threshold is known.
    #[must_use]
    pub fn probe(&self, stratum: u16) -> Option<Probe> {
        (!self.found).then(|| Probe {
            stratum,
            prefix: self.prefix.clone(),
            list: self.list,
        })
    }

    /// Takes what all shards together found.
    ///
    /// # Errors
    /// If there are fewer candidates than seats: the counts do not belong to
    /// this draw.
    pub fn narrow(&mut self, finding: Finding) -> Result<(), TooFew> {
        match finding {
            Finding::Counts(counts) => {
                for (byte, count) in (0_u8..=255).zip(counts) {
                    if self.rank <= count {
                        self.prefix.push(byte);
                        self.list = count <= LISTED || self.prefix.len() == 32;
                        return Ok(());
                    }
                    self.rank -= count;
                }
                Err(TooFew)
            }
            Finding::Tickets(mut tickets) => {
                tickets.sort_unstable();
                let last = self.rank.checked_sub(1).ok_or(TooFew)? as usize;
                self.threshold = Some(*tickets.get(last).ok_or(TooFew)?);
                self.found = true;
                Ok(())
            }
        }
    }

    /// The ticket of the last winner, if somebody wins.
    #[must_use]
    pub fn threshold(&self) -> Option<Hex<32>> {
        self.threshold
    }
}

/// Fewer candidates were found than seats are to be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooFew;

impl std::fmt::Display for TooFew {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("fewer candidates than seats")
    }
}

impl std::error::Error for TooFew {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn search(tickets: &[Ticket], seats: u32) -> (Option<Hex<32>>, u32) {
        let mut search = Search::new(seats);
        let mut rounds = 0;
        while let Some(probe) = search.probe(0) {
            let mut shards = tickets.chunks(7).map(|shard| {
                let mut finding = probe.nothing();
                for ticket in shard {
                    finding.note(&probe, ticket);
                }
                finding
            });
            let mut all = shards.next().unwrap();
            shards.for_each(|other| all.merge(other));
            search.narrow(all).unwrap();
            rounds += 1;
        }
        (search.threshold(), rounds)
    }

    #[test]
    fn tickets_that_differ_in_their_last_byte_only_are_told_apart() {
        let tickets: Vec<Ticket> = (0..200)
            .map(|n| {
                let mut ticket = [7; 32];
                ticket[31] = n;
                ticket
            })
            .collect();
        let (threshold, rounds) = search(&tickets, 50);
        assert_eq!(threshold, Some(Hex(tickets[49])));
        assert_eq!(rounds, 33, "32 bytes and the list");
    }

    #[test]
    fn more_seats_than_tickets_is_an_error_and_no_seats_is_no_threshold() {
        assert_eq!(
            Search::new(1).narrow(Finding::Counts(vec![0; 256])),
            Err(TooFew)
        );
        assert_eq!(Search::new(0).probe(0), None);
    }

    proptest! {
        #[test]
        fn the_threshold_is_the_ticket_at_the_last_seats_rank(
            tickets in proptest::collection::hash_set(any::<[u8; 32]>(), 1..300),
            rank in 0..300_usize,
        ) {
            let mut tickets: Vec<Ticket> = tickets.into_iter().collect();
            let rank = rank % tickets.len();
            let (threshold, _) = search(&tickets, u32::try_from(rank).unwrap() + 1);
            tickets.sort_unstable();
            prop_assert_eq!(threshold, Some(Hex(tickets[rank])));
        }
    }
}
