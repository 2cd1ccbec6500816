//! What the three JSON files say about themselves and each other, before any
//! entry is read: formats, waves, hashes, quotas, the wave's root, the beacon.

use sha2::{Digest, Sha256};

use crate::{
    beacon::{self, Chain, QUICKNET_GENESIS_TIME, QUICKNET_PERIOD},
    entry::PROVINCES,
    fields::Hex,
    findings::{Findings, Place},
    papers::{COMMITMENT, Commitment, DrawResult, RESULT, RULES, Rules},
    tree::{Hash, Tree},
};

/// A shard's number and the number of shards are two bytes each.
const SHARDS_MAXIMUM: usize = 256;

/// The hash of a file as it is served.
pub fn hash(bytes: &[u8]) -> Hex<32> {
    Hex(Sha256::digest(bytes).into())
}

pub fn check_rules(rules: &Rules, findings: &mut Findings) {
    let at = |field: &str| Place::field(RULES, field);
    findings.expect(at("format"), "prakerja-draw-rules/1", &rules.format);
    findings.expect(at("remainder"), "province-then-nation/1", &rules.remainder);
    let sum: u128 = rules
        .quotas
        .iter()
        .map(|quota| u128::from(quota.seats))
        .sum();
    if sum != u128::from(rules.seats) {
        let problem = format!("expected {sum}, the sum of quotas, found {}", rules.seats);
        findings.add(at("seats"), problem);
    }
    let mut before = None;
    for (number, quota) in rules.quotas.iter().enumerate() {
        let place = |field| at(&format!("quotas[{number}]{field}"));
        if !PROVINCES.contains(&quota.province) {
            let problem = format!("expected a code from 11 to 96, found {}", quota.province);
            findings.add(place(".province"), problem);
        }
        let stratum = quota.stratum();
        match before.replace(stratum) {
            Some(before) if before == stratum => {
                findings.add(place(""), format!("{stratum} stands twice"));
            }
            Some(before) if before > stratum => {
                let problem = format!("order: {stratum} stands after {before}");
                findings.add(place(""), problem);
            }
            _ => {}
        }
    }
}

pub fn check_commitment(commitment: &Commitment, findings: &mut Findings) {
    let at = |field: &str| Place::field(COMMITMENT, field);
    let format = "prakerja-draw-commitment/1";
    findings.expect(at("format"), format, &commitment.format);
    if commitment.shards.len() > SHARDS_MAXIMUM {
        let problem = format!("expected at most {SHARDS_MAXIMUM} shards");
        findings.add(at("shards"), problem);
    }
    let sum = commitment
        .shards
        .iter()
        .map(|shard| u64::from(shard.entries))
        .sum();
    findings.expect(at("entries"), sum, commitment.entries);
    findings.expect(at("root"), Hex(wave_root(commitment)), commitment.root);
    check_beacon(commitment, findings);
}

fn wave_root(commitment: &Commitment) -> Hash {
    let mut tree = Tree::default();
    for (number, shard) in commitment.shards.iter().enumerate() {
        tree.push(&shard_record(number, shard.entries, &shard.root.0));
    }
    tree.root()
}

/// What the wave's tree has of a shard.
pub fn shard_record(number: usize, entries: u32, root: &Hash) -> [u8; 38] {
    let mut record = [0; 38];
    // More shards than two bytes can number are a finding of their own.
    let number = u16::try_from(number).unwrap_or(u16::MAX);
    record[..2].copy_from_slice(&number.to_be_bytes());
    record[2..6].copy_from_slice(&entries.to_be_bytes());
    record[6..].copy_from_slice(root);
    record
}

fn check_beacon(commitment: &Commitment, findings: &mut Findings) {
    let at = |field: &str| Place::field(COMMITMENT, format!("beacon.{field}"));
    let beacon = &commitment.beacon;
    findings.expect(at("scheme"), beacon::SCHEME, &beacon.scheme);
    // With other times than its own, a round of the public chain that is long
    // out would look as if it were still to come.
    if Chain::of(&beacon.public_key) == Chain::Quicknet {
        let (genesis, period) = (QUICKNET_GENESIS_TIME, QUICKNET_PERIOD);
        findings.expect(at("genesis_time"), genesis, beacon.genesis_time);
        findings.expect(at("period"), period, beacon.period);
    }
    let committed_at = commitment.committed_at.0;
    match beacon::out_at(beacon) {
        None => findings.add(at("round"), format!("there is no round {}", beacon.round)),
        // Whole seconds suffice: later than a second's start is later than
        // every fraction of the second before it.
        Some(out_at) if out_at <= committed_at.timestamp() => {
            let problem = format!(
                "expected a round that is out after committed_at ({}), found one out at {}",
                committed_at.to_rfc3339(),
                crate::fields::clock(out_at)
            );
            findings.add(at("round"), problem);
        }
        Some(_) => {}
    }
}

/// The result's own head: that it is of this commitment, and of this round.
pub fn check_result_head(
    commitment: &Commitment,
    commitment_bytes: &[u8],
    result: &DrawResult,
    findings: &mut Findings,
) {
    let at = |field: &str| Place::field(RESULT, field);
    findings.expect(at("format"), "prakerja-draw-result/1", &result.format);
    findings.expect(at("wave"), commitment.wave, result.wave);
    let expected = hash(commitment_bytes);
    findings.expect(at("commitment_hash"), expected, result.commitment_hash);
    let beacon = &commitment.beacon;
    if !beacon::signed(&beacon.public_key.0, beacon.round, &result.signature.0) {
        let problem = format!(
            "expected the signature of round {} by the commitment's public key, found {}",
            beacon.round, result.signature
        );
        findings.add(at("signature"), problem);
    }
    let expected = hash(&result.signature.0);
    findings.expect(at("randomness"), expected, result.randomness);
}
