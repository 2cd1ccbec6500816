//! JSON files changed after they were published: whatever is changed, the
//! verifier says so, and where.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "these are tests"
)]

mod transcript;

use serde_json::{Value, json};
use transcript::{
    Wave, beacon,
    told::{says, told, told_after},
};
use verifier::{Hex, verify};

fn result_after(change: impl FnOnce(&mut Value)) -> String {
    told_after(|published| published.edit("result.json", change))
}

fn commitment_after(change: impl FnOnce(&mut Value)) -> String {
    told_after(|published| published.edit("commitment.json", change))
}

/// The first stratum in which somebody won.
fn won(result: &Value) -> usize {
    let strata = result["strata"].as_array().unwrap();
    strata
        .iter()
        .position(|stratum| !stratum["threshold"].is_null())
        .unwrap()
}

#[test]
fn a_quota_changed() {
    let told = told_after(|published| {
        published.edit("rules.json", |rules| {
            rules["quotas"][2]["seats"] = json!(70)
        });
    });
    says(&told, "commitment.json, rules_hash: expected ");
    says(
        &told,
        "rules.json, seats: expected 152, the sum of quotas, found 90",
    );
}

#[test]
fn quotas_in_another_order_twice_or_of_no_province() {
    let told = told_after(|published| {
        published.edit("rules.json", |rules| {
            let quotas = rules["quotas"].as_array_mut().unwrap();
            quotas.swap(0, 1);
            quotas[5] = quotas[4].clone();
            quotas[11]["province"] = json!(97);
        });
    });
    says(
        &told,
        "rules.json, quotas[1]: order: province 11 priority stands after province 11 general",
    );
    says(
        &told,
        "rules.json, quotas[5]: province 31 priority stands twice",
    );
    says(
        &told,
        "rules.json, quotas[11].province: expected a code from 11 to 96, found 97",
    );
}

#[test]
fn a_threshold_off_by_one_bit() {
    let told = result_after(|result| {
        let at = won(result);
        let threshold = &mut result["strata"][at]["threshold"];
        let mut ticket: Hex<32> = threshold.as_str().unwrap().parse().unwrap();
        ticket.0[31] ^= 1;
        *threshold = json!(ticket.to_string());
    });
    says(&told, ".threshold (province 11 ");
    assert_eq!(told.lines().count(), 1);
}

#[test]
fn a_threshold_withheld() {
    let told = result_after(|result| {
        let at = won(result);
        result["strata"][at]["threshold"] = Value::Null;
    });
    says(&told, ", found null");
}

#[test]
fn winners_counted_wrongly() {
    let told = result_after(|result| result["winners"] = json!(91));
    assert_eq!(told, "result.json, winners: expected 90, found 91");
    let told = result_after(|result| result["strata"][1]["winners"] = json!(0));
    says(
        &told,
        "result.json, strata[1].winners (province 11 general): expected ",
    );
}

#[test]
fn a_seat_moved() {
    let told = result_after(|result| {
        for (stratum, change) in [(1, -1), (3, 1)] {
            for field in ["seats", "winners"] {
                let count = &mut result["strata"][stratum][field];
                *count = json!(count.as_i64().unwrap() + change);
            }
        }
    });
    says(&told, "strata[1].seats (province 11 general)");
    says(&told, "strata[3].seats (province 12 general)");
}

#[test]
fn strata_missing_or_in_another_order() {
    let told = result_after(|result| {
        let strata = result["strata"].as_array_mut().unwrap();
        strata.pop();
        strata.swap(0, 1);
    });
    says(
        &told,
        "strata: expected the 12 strata of rules.json, found 11",
    );
    says(
        &told,
        "strata[0]: expected province 11 priority, found province 11 general",
    );
}

#[test]
fn the_signature_of_another_round() {
    let mut wave = Wave::small();
    wave.signed_round -= 1;
    let told = told(&wave.publish());
    says(
        &told,
        "result.json, signature: expected the signature of round 30000000 by",
    );
    // Everything else follows from that signature, so nothing else is told.
    assert_eq!(told.lines().count(), 1);
}

#[test]
fn the_signature_of_another_key_and_other_randomness() {
    let told = result_after(|result| {
        result["signature"] = json!(Hex(beacon::sign(9, 30_000_000)).to_string());
    });
    says(&told, "result.json, signature: ");
    says(&told, "result.json, randomness: expected ");
    let told = result_after(|result| result["randomness"] = json!("00".repeat(32)));
    says(&told, "result.json, randomness: expected ");
    assert_eq!(told.lines().count(), 1);
}

#[test]
fn a_round_that_was_out_before_the_commitment() {
    let mut wave = Wave::small();
    // Out at 17:00:02, two seconds before committed_at.
    wave.round = (1_785_344_402 - 1_700_000_000) / 3 + 1;
    wave.signed_round = wave.round;
    let told = told(&wave.publish());
    says(
        &told,
        "commitment.json, beacon.round: expected a round that is out after committed_at",
    );
    // In the very second of the round's, it is not later.
    wave.round += 1;
    wave.signed_round += 1;
    let mut published = wave.publish();
    published.edit("commitment.json", |commitment| {
        commitment["committed_at"] = json!("2026-07-29T17:00:05Z");
    });
    let told = self::told(&published);
    says(&told, "found one out at 2026-07-29T17:00:05+00:00");
    let told = commitment_after(|commitment| commitment["beacon"]["round"] = json!(0));
    says(&told, "commitment.json, beacon.round: there is no round 0");
}

#[test]
fn roots_and_counts_changed() {
    let zeros = json!("00".repeat(32));
    let told = commitment_after(|commitment| commitment["root"] = zeros.clone());
    says(&told, "commitment.json, root: expected ");
    says(&told, "result.json, commitment_hash: expected ");
    let told = commitment_after(|commitment| commitment["shards"][1]["root"] = zeros.clone());
    says(&told, "commitment.json, shards[1].root: expected ");
    says(&told, "commitment.json, root: expected ");
    let told = commitment_after(|commitment| commitment["entries"] = json!(301));
    says(&told, "commitment.json, entries: expected 300, found 301");
}

#[test]
fn another_wave_and_other_formats() {
    let told = commitment_after(|commitment| commitment["wave"] = json!(73));
    says(&told, "commitment.json, wave: expected 72, found 73");
    says(&told, "result.json, wave: expected 73, found 72");
    let told = commitment_after(|commitment| {
        commitment["format"] = json!("x");
        commitment["beacon"]["scheme"] = json!("bls-unchained-on-g1");
    });
    says(
        &told,
        "commitment.json, format: expected prakerja-draw-commitment/1, found x",
    );
    says(
        &told,
        "commitment.json, beacon.scheme: expected bls-unchained-g1-rfc9380",
    );
}

#[test]
fn another_commitment_than_the_one_that_was_kept() {
    let kept = Some(Hex([7; 32]));
    let verdict = verify(&Wave::small().publish(), kept).unwrap();
    let told = verdict.findings.listed()[0].to_string();
    says(
        &told,
        "the given commitment hash: commitment.json is another one",
    );
}
