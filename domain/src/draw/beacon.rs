//! The public source of chance: drand's quicknet, where a league of independent
//! organisations signs each round together, so that nobody knows a round's value
//! before it is out, and anyone can check it afterwards.

use super::Hex;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The name of quicknet's scheme: unchained, signatures on G1, RFC 9380 hashing.
pub const SCHEME: &str = "bls-unchained-g1-rfc9380";

/// A chain of the beacon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chain {
    /// Its public key, on G2.
    pub public_key: Hex<96>,
    /// When round 1 was out, Unix seconds.
    pub genesis_time: i64,
    /// Seconds from round to round.
    pub period: u32,
}

impl Chain {
    /// When a round is out.
    #[must_use]
    pub fn time_of(&self, round: u64) -> Option<DateTime<Utc>> {
        let steps = i64::try_from(round.checked_sub(1)?).ok()?;
        let seconds = steps.checked_mul(i64::from(self.period))?;
        DateTime::from_timestamp(self.genesis_time.checked_add(seconds)?, 0)
    }

    /// The first round that is out later than an instant.
    #[must_use]
    pub fn round_after(&self, at: DateTime<Utc>) -> Option<u64> {
        let since = at.timestamp().checked_sub(self.genesis_time)?;
        let past = since.div_euclid(i64::from(self.period.max(1)));
        u64::try_from(past.checked_add(2)?.max(1)).ok()
    }
}

/// A round's value, as it is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beacon {
    /// Which round.
    pub round: u64,
    /// The league's signature, on G1.
    pub signature: Hex<48>,
}

impl Beacon {
    /// The number that the draw uses.
    #[must_use]
    pub fn randomness(&self) -> Hex<32> {
        Hex(Sha256::digest(self.signature.0).into())
    }

    /// Whether the chain's key signed this round.
    #[cfg(feature = "beacon")]
    #[must_use]
    pub fn is_signed_by(&self, chain: &Chain) -> bool {
        use drand_verify::{G2PubkeyRfc, Pubkey};
        G2PubkeyRfc::from_fixed(chain.public_key.0).is_ok_and(|key| {
            key.verify(self.round, &[], &self.signature.0)
                .unwrap_or(false)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quicknet() -> Chain {
        Chain {
            public_key: Hex::parse("83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a").unwrap(),
            genesis_time: 1_692_803_367,
            period: 3,
        }
    }

    #[test]
    fn the_round_chosen_is_always_still_to_come() {
        let chain = quicknet();
        for seconds in 0..20 {
            let at = DateTime::from_timestamp(1_692_803_360 + seconds, 500_000_000).unwrap();
            let round = chain.round_after(at).unwrap();
            let out = chain.time_of(round).unwrap();
            assert!(out > at, "round {round} is out at {out}, not after {at}");
            assert!(round == 1 || chain.time_of(round - 1).unwrap() <= at);
        }
    }

    #[cfg(feature = "beacon")]
    #[test]
    fn a_published_round_of_quicknet_verifies_and_no_other_round_does() {
        // Round 123 as published by https://api.drand.sh.
        let beacon = Beacon {
            round: 123,
            signature: Hex::parse("b75c69d0b72a5d906e854e808ba7e2accb1542ac355ae486d591aa9d43765482e26cd02df835d3546d23c4b13e0dfc92").unwrap(),
        };
        assert!(beacon.is_signed_by(&quicknet()));
        assert!(
            !Beacon {
                round: 124,
                ..beacon
            }
            .is_signed_by(&quicknet())
        );
        let mut other = beacon;
        other.signature.0[20] ^= 1;
        assert!(!other.is_signed_by(&quicknet()));
    }
}
