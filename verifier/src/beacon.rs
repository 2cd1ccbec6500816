//! The beacon: whose rounds these are, when a round is out, and whether a
//! signature is the round's. It asks no server; the signature proves itself.

use drand_verify::{G2PubkeyRfc, Pubkey};

use crate::{fields::Hex, papers::Beacon};

/// The only scheme that the protocol names.
pub const SCHEME: &str = "bls-unchained-g1-rfc9380";

/// The public key of drand's quicknet.
pub const QUICKNET_KEY: &str = "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a";
/// The Unix second of quicknet's first round.
pub const QUICKNET_GENESIS_TIME: u64 = 1_692_803_367;
/// Seconds between two rounds of quicknet.
pub const QUICKNET_PERIOD: u64 = 3;

/// In the first byte of a compressed point: the point at infinity.
const INFINITY: u8 = 0x40;

/// Whose rounds a commitment names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chain {
    /// The public one, whose key no single party holds.
    Quicknet,
    /// Any other: whoever holds its key knows every round beforehand.
    Test,
}

impl Chain {
    /// By the public key alone.
    pub fn of(key: &Hex<96>) -> Self {
        if key.to_string() == QUICKNET_KEY {
            Self::Quicknet
        } else {
            Self::Test
        }
    }
}

/// The Unix second in which the round is out; none for round 0 or beyond all time.
pub fn out_at(beacon: &Beacon) -> Option<i64> {
    let rounds = beacon.round.checked_sub(1)?;
    let after = rounds.checked_mul(beacon.period)?;
    beacon.genesis_time.checked_add(after)?.try_into().ok()
}

/// Whether the signature is the key's over this round.
pub fn signed(key: &[u8; 96], round: u64, signature: &[u8; 48]) -> bool {
    // The point at infinity as key and as signature satisfies the equation for
    // every round, and proves nothing.
    if key[0] & INFINITY != 0 || signature[0] & INFINITY != 0 {
        return false;
    }
    G2PubkeyRfc::from_fixed(*key)
        .ok()
        .and_then(|key| key.verify(round, b"", signature).ok())
        .unwrap_or(false)
}
