//! The programme's code and the verifier's share nothing but `docs/draw.md`.
//! Here the one publishes and the other checks.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "these are tests"
)]

mod programme;
mod transcript;

use std::cell::RefCell;

use domain::draw::Quotas;
use programme::Drawn;
use transcript::{PROVINCES, Published, Wave};
use verifier::{Hex, Summary, verify};

/// Households over seven shards, one of them empty, and nobody in the last
/// eight provinces.
fn drawn(seats: u32, priority_percent: u32, household_maximum: u8) -> Drawn {
    let mut wave = Wave::of(5_000, 6, 0, &PROVINCES[..30]);
    wave.shards.insert(2, Vec::new());
    for record in wave.shards.iter_mut().flatten() {
        // A household without a place left has no entries.
        record[50] = record[50].min(household_maximum - 1);
    }
    let quotas = Quotas::spread(seats, priority_percent);
    Drawn::of(wave.shards, &quotas, household_maximum)
}

fn checked(drawn: &Drawn) -> Summary {
    let published = Published {
        files: drawn
            .files()
            .map(|(name, bytes)| (name, bytes.to_vec()))
            .collect(),
        reads: RefCell::default(),
    };
    let kept: Hex<32> = transcript::hash(&published.files["commitment.json"])
        .parse()
        .unwrap();
    let verdict = verify(&published, Some(kept)).unwrap();
    assert_eq!(verdict.findings.listed(), []);
    let summary = verdict.summary.unwrap();
    assert_eq!(summary.remarks, Vec::<String>::new());
    summary
}

#[test]
fn what_the_programme_draws_is_what_the_verifier_recomputes() {
    for household_maximum in 1..=3 {
        for seats in [0, 1, 37, 900, 2_500, 4_999, 20_000] {
            checked(&drawn(seats, 20, household_maximum));
        }
    }
}

#[test]
fn the_draw_that_is_compared_has_every_rule_at_work() {
    // Two thirds of the seats are for the fifth of people with priority.
    let drawn = drawn(1_500, 66, 2);
    let summary = checked(&drawn);
    let strata = drawn.rules.quotas.iter().zip(&drawn.result.strata);
    let is = |what: &str, holds: &dyn Fn(u32, &domain::draw::StratumResult) -> bool| {
        let found = strata.clone().any(|(quota, row)| holds(quota.seats, row));
        assert!(found, "no stratum {what}");
    };
    is("without candidates but with seats", &|quota, row| {
        quota > 0 && row.candidates == 0
    });
    is("with seats of another", &|quota, row| row.seats > quota);
    is("with a seat for everybody", &|_, row| {
        row.candidates > 0 && row.seats == row.candidates
    });
    is("with somebody left without", &|_, row| {
        row.seats > 0 && row.seats < row.candidates
    });
    is("with entries out by the household limit", &|_, row| {
        row.candidates < row.entries
    });
    assert_eq!(summary.entries, 5_000);
    assert_eq!(drawn.result.winners, 1_500);
    let entries = drawn.shards.iter().flat_map(|shard| shard.entries());
    assert!(entries.filter(|entry| entry.earlier > 0).count() > 1_000);
}

#[test]
fn the_verifier_accepts_the_programmes_proofs_and_sees_the_same_ticket() {
    let drawn = drawn(900, 20, 2);
    for (number, shard) in drawn.shards.iter().enumerate() {
        let all = shard.count() as usize;
        for index in (0..all).step_by(97).chain(all.checked_sub(1)) {
            let bytes = drawn.proof(number, index);
            let commitment = &drawn.papers["commitment.json"];
            let result = Some(drawn.papers["result.json"].as_slice());
            let proven = verifier::prove(&bytes, commitment, result, None, None);
            let proven = proven.unwrap_or_else(|findings| panic!("{:?}", findings.listed()));
            let entry = shard.entry(index).unwrap();
            assert_eq!(proven.id.0, entry.id.0);
            let ours = domain::draw::InclusionProof::parse(&bytes).unwrap();
            let ticket = ours.ticket(&drawn.result.randomness.0).unwrap();
            assert_eq!(proven.standing.unwrap().ticket.0, ticket);
        }
    }
}
