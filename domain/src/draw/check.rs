//! What somebody's own check of a draw comes to. One function for the edge and
//! for the phone: both must say the same.

use super::{
    DrawResult, Entry, EntryId, Hex, InclusionProof, Nonce, Outcome, ProofError, PublishedRoot,
    Stratum,
};
use crate::registration::RegistrationNumber;

/// What a draw has published that one stratum's entries are held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublishedDraw {
    /// The beacon's number.
    pub randomness: Hex<32>,
    /// Ticket of the stratum's last winner, if anybody won there.
    pub threshold: Option<Hex<32>>,
}

impl PublishedDraw {
    /// Out of the result; nothing if it does not know the stratum.
    #[must_use]
    pub fn of(result: &DrawResult, stratum: Stratum) -> Option<Self> {
        let row = result.strata.iter().find(|row| row.stratum == stratum)?;
        Some(Self {
            randomness: result.randomness,
            threshold: row.threshold,
        })
    }
}

/// Everything that a check is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// The person's registration number.
    pub number: RegistrationNumber,
    /// From the person's slip.
    pub nonce: Nonce,
    /// As it was sent.
    pub proof: Vec<u8>,
    /// What was published before the beacon's round.
    pub root: PublishedRoot,
    /// What was published after it, once it was.
    pub draw: Option<PublishedDraw>,
    /// What the programme says became of the entry, where it says so.
    pub outcome: Option<Outcome>,
}

/// What a check of an entry that is under the root comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The entry.
    pub entry: Entry,
    /// Its ticket, once there is one.
    pub ticket: Option<Hex<32>>,
    /// Whether it was drawn.
    pub standing: Standing,
}

/// Where an entry stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The draw is still to come.
    Waiting,
    /// At or below the threshold, and drawn.
    Drawn,
    /// At or below the threshold: drawn, unless the household's limit keeps it
    /// out. That is for the files of all entries to say.
    AtOrBelow,
    /// Above the threshold.
    NotDrawn,
    /// Out by the household's limit, wherever the ticket is.
    HouseholdLimit,
    /// What the programme says does not follow from what it published.
    Contradiction,
}

impl Standing {
    /// A name for programs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Drawn => "drawn",
            Self::AtOrBelow => "at_or_below",
            Self::NotDrawn => "not_drawn",
            Self::HouseholdLimit => "household_limit",
            Self::Contradiction => "contradiction",
        }
    }

    fn of(ticket: Hex<32>, threshold: Option<Hex<32>>, outcome: Option<Outcome>) -> Self {
        let below = threshold.is_some_and(|threshold| ticket <= threshold);
        match (outcome, below) {
            (None, true) => Self::AtOrBelow,
            (Some(Outcome::Drawn), true) => Self::Drawn,
            (None | Some(Outcome::NotDrawn), false) => Self::NotDrawn,
            (Some(Outcome::HouseholdLimit), _) => Self::HouseholdLimit,
            (Some(Outcome::Drawn | Outcome::Excluded(_)), _) | (Some(Outcome::NotDrawn), true) => {
                Self::Contradiction
            }
        }
    }
}

impl Check {
    /// Holds the entry against the root, then its ticket against the threshold.
    ///
    /// # Errors
    /// [`ProofError`] if the proof does not lead from this person's entry to the root.
    pub fn verify(&self) -> Result<Verdict, ProofError> {
        let proof = InclusionProof::parse(&self.proof)?;
        proof.check(
            EntryId::of(self.root.wave, &self.number, self.nonce),
            self.root,
        )?;
        let ticket = self
            .draw
            .and_then(|draw| Some((draw, Hex(proof.ticket(&draw.randomness.0)?))));
        Ok(Verdict {
            entry: proof.entry,
            ticket: ticket.map(|(_, ticket)| ticket),
            standing: ticket.map_or(Standing::Waiting, |(draw, ticket)| {
                Standing::of(ticket, draw.threshold, self.outcome)
            }),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{CommittedShard, Exclusion, Group, wave_root};
    use super::*;

    const WAVE: u32 = 72;

    fn check(draw: Option<PublishedDraw>, outcome: Option<Outcome>) -> Check {
        let number = RegistrationNumber::from_random(7);
        let nonce = Hex([7; 16]);
        let entry = Entry {
            id: EntryId::of(WAVE, &number, nonce),
            household: Hex([1; 16]),
            stratum: Stratum {
                province: 32,
                group: Group::General,
            },
            earlier: 0,
        };
        let shard = CommittedShard::commit(vec![entry.record()]).unwrap();
        let roots = [shard.root()];
        let proof = InclusionProof::of(WAVE, 0, &shard, &roots, entry.id).unwrap();
        Check {
            number,
            nonce,
            proof: proof.bytes(),
            root: PublishedRoot {
                wave: WAVE,
                shards: 1,
                root: wave_root(&roots),
            },
            draw,
            outcome,
        }
    }

    fn drawn(threshold: Option<u8>) -> Option<PublishedDraw> {
        Some(PublishedDraw {
            randomness: Hex([9; 32]),
            threshold: threshold.map(|byte| Hex([byte; 32])),
        })
    }

    #[test]
    fn every_standing_follows_from_ticket_threshold_and_what_was_told() {
        use Outcome::{Drawn, HouseholdLimit, NotDrawn};
        let excluded = Outcome::Excluded(Exclusion::Forbidden);
        for (threshold, outcome, standing) in [
            (Some(255), None, Standing::AtOrBelow),
            (Some(255), Some(Drawn), Standing::Drawn),
            (Some(255), Some(HouseholdLimit), Standing::HouseholdLimit),
            (Some(255), Some(NotDrawn), Standing::Contradiction),
            (Some(0), None, Standing::NotDrawn),
            (None, None, Standing::NotDrawn),
            (None, Some(NotDrawn), Standing::NotDrawn),
            (Some(0), Some(HouseholdLimit), Standing::HouseholdLimit),
            (Some(0), Some(Drawn), Standing::Contradiction),
            (None, Some(Drawn), Standing::Contradiction),
            (Some(255), Some(excluded), Standing::Contradiction),
            (Some(0), Some(excluded), Standing::Contradiction),
        ] {
            let verdict = check(drawn(threshold), outcome).verify().unwrap();
            assert_eq!(verdict.standing, standing, "{threshold:?} {outcome:?}");
            assert!(verdict.ticket.is_some());
        }
        let verdict = check(None, None).verify().unwrap();
        assert_eq!(
            (verdict.ticket, verdict.standing),
            (None, Standing::Waiting)
        );
    }

    #[test]
    fn the_last_winner_is_a_winner() {
        let ticket = check(drawn(None), None).verify().unwrap().ticket;
        let mut check = check(drawn(None), Some(Outcome::Drawn));
        check.draw = check.draw.map(|draw| PublishedDraw {
            threshold: ticket,
            ..draw
        });
        assert_eq!(check.verify().unwrap().standing, Standing::Drawn);
    }

    #[test]
    fn another_person_another_nonce_or_another_root_is_refused() {
        let mut other = check(None, None);
        other.number = RegistrationNumber::from_random(8);
        assert_eq!(other.verify(), Err(ProofError::OtherEntry));
        let mut other = check(None, None);
        other.nonce = Hex([8; 16]);
        assert_eq!(other.verify(), Err(ProofError::OtherEntry));
        let mut other = check(None, None);
        other.root.root = Hex([0; 32]);
        assert_eq!(other.verify(), Err(ProofError::Root));
        let mut other = check(None, None);
        other.proof.pop();
        assert_eq!(other.verify(), Err(ProofError::Format));
    }
}
