//! Proofs of single entries.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "these are tests"
)]

mod transcript;

use transcript::{Published, Wave, proof::proof, record};
use verifier::{Findings, Hex, Own, Proven, prove};

/// Without the result: its signature is the slow part, and no part of these.
fn check(bytes: &[u8], published: &Published) -> Result<Proven, Findings> {
    prove(bytes, &published.files["commitment.json"], None, None, None)
}

fn told(bytes: &[u8], published: &Published) -> String {
    check(bytes, published).unwrap_err().listed()[0].to_string()
}

#[test]
fn every_entry_has_a_proof_and_as_many_stand_within_as_won() {
    let mut wave = Wave::of(60, 3, 20, &[11, 12]);
    // With room for everybody in a household, at or below means a seat.
    wave.household_maximum = 9;
    let published = wave.publish();
    let (commitment, result) = (
        &published.files["commitment.json"],
        &published.files["result.json"],
    );
    let mut within = 0;
    for (number, shard) in wave.shards.iter().enumerate() {
        for (index, record) in shard.iter().enumerate() {
            let proof = proof(&wave, number, index);
            let proven = prove(&proof, commitment, Some(result), None, None).unwrap();
            assert_eq!(proven.id.0, record[..32]);
            within += usize::from(proven.standing.unwrap().within);
        }
    }
    assert_eq!(within, 20);
}

#[test]
fn a_proof_with_a_changed_index_fails() {
    let wave = Wave::small();
    let published = wave.publish();
    for index in 1..wave.shards[0].len() {
        let mut bytes = proof(&wave, 0, 0);
        bytes[9..13].copy_from_slice(&(index as u32).to_be_bytes());
        let told = told(&bytes, &published);
        assert!(told.starts_with("proof, path in the shard: "), "{told}");
    }
}

#[test]
fn a_proof_of_an_absent_entry_never_verifies() {
    let wave = Wave::small();
    let published = wave.publish();
    let absent = record(&[5; 32], &[6; 16], 11, 0, 0);
    for (number, shard) in wave.shards.iter().enumerate() {
        for index in 0..shard.len() {
            let mut bytes = proof(&wave, number, index);
            bytes[17..68].copy_from_slice(&absent);
            assert!(check(&bytes, &published).is_err());
        }
    }
    // Nor does one that was honestly made for another set of entries.
    let mut other = wave.clone();
    other.shards[0][0] = absent;
    assert!(check(&proof(&other, 0, 0), &published).is_err());
}

#[test]
fn no_byte_of_a_proof_can_be_another_one() {
    let wave = Wave::small();
    let published = wave.publish();
    let bytes = proof(&wave, 4, 3);
    for at in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        assert!(check(&changed, &published).is_err(), "byte {at}");
        assert!(check(&bytes[..at], &published).is_err(), "cut at {at}");
    }
    let longer = [bytes.as_slice(), &[0]].concat();
    assert_eq!(
        told(&longer, &published),
        "proof, length: 1 bytes follow the proof"
    );
    let endless = vec![1; 1025];
    assert_eq!(
        told(&endless, &published),
        "proof, length: expected at most 1024 bytes"
    );
}

#[test]
fn a_result_of_another_round_gives_no_standing() {
    let wave = Wave::small();
    let mut published = wave.publish();
    published.edit("result.json", |result| {
        result["randomness"] = "00".repeat(32).into();
    });
    let (commitment, result) = (
        &published.files["commitment.json"],
        &published.files["result.json"],
    );
    let findings = prove(&proof(&wave, 0, 0), commitment, Some(result), None, None).unwrap_err();
    let told = findings.listed()[0].to_string();
    assert!(told.starts_with("result.json, randomness: "), "{told}");
}

#[test]
fn a_proof_belongs_to_its_own_commitment_and_hash() {
    let wave = Wave::small();
    let other = Wave::of(200, 6, 10, &[11, 12]).publish();
    assert!(check(&proof(&wave, 0, 0), &other).is_err());
    let published = wave.publish();
    let commitment = &published.files["commitment.json"];
    let kept = Some(Hex([0; 32]));
    assert!(prove(&proof(&wave, 0, 0), commitment, None, None, kept).is_err());
    let proven = prove(&proof(&wave, 0, 0), commitment, None, None, None).unwrap();
    assert!(proven.standing.is_none());
}

#[test]
fn an_applicant_sees_whether_the_entry_is_theirs() {
    let mut wave = Wave::small();
    let id = transcript::entry_id("20261100009999", &[3; 16]);
    wave.shards[0].push(record(&id, &[8; 16], 31, 1, 0));
    wave.shards[0].sort_unstable();
    let index = wave.shards[0]
        .iter()
        .position(|record| record[..32] == id)
        .unwrap();
    let published = wave.publish();
    let commitment = &published.files["commitment.json"];
    let own = |number: &[u8; 14], nonce| {
        let registration_number = *number;
        let own = Own {
            registration_number,
            nonce,
        };
        prove(&proof(&wave, 0, index), commitment, None, Some(own), None)
    };
    assert!(own(b"20261100009999", [3; 16]).is_ok());
    assert!(own(b"20261100009998", [3; 16]).is_err());
    assert!(own(b"20261100009999", [4; 16]).is_err());
}
