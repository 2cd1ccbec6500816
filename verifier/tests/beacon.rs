//! Signatures: real rounds of drand's quicknet, and forgeries.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "these are tests"
)]

mod transcript;

use transcript::{Wave, beacon};
use verifier::{Chain, Hex, QUICKNET_KEY, signed, verify};

/// Rounds as drand published them; they come with the `drand-verify` crate.
const ROUNDS: [(u64, &str); 2] = [
    (
        123,
        "b75c69d0b72a5d906e854e808ba7e2accb1542ac355ae486d591aa9d43765482e26cd02df835d3546d23c4b13e0dfc92",
    ),
    (
        1000,
        "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39",
    ),
];

fn quicknet() -> [u8; 96] {
    QUICKNET_KEY.parse::<Hex<96>>().unwrap().0
}

fn signature(text: &str) -> [u8; 48] {
    text.parse::<Hex<48>>().unwrap().0
}

#[test]
fn real_rounds_of_quicknet_verify_each_for_itself_only() {
    for (round, text) in ROUNDS {
        assert!(signed(&quicknet(), round, &signature(text)));
        assert!(!signed(&quicknet(), round + 1, &signature(text)));
    }
}

#[test]
fn a_test_key_signs_for_itself_only() {
    let signature = beacon::sign(5, 1000);
    assert!(signed(&beacon::public_key(5), 1000, &signature));
    assert!(!signed(&beacon::public_key(6), 1000, &signature));
    assert!(!signed(&quicknet(), 1000, &signature));
}

#[test]
fn points_at_infinity_and_no_points_sign_nothing() {
    let (mut key, mut infinite) = ([0; 96], [0; 48]);
    key[0] = 0xc0;
    infinite[0] = 0xc0;
    assert!(!signed(&key, 1000, &infinite));
    assert!(!signed(&quicknet(), 1000, &infinite));
    assert!(!signed(&[0xff; 96], 1000, &[0xff; 48]));
    assert!(!signed(&[0; 96], 1000, &[0; 48]));
}

#[test]
fn a_test_beacon_is_never_called_quicknet() {
    let verdict = verify(&Wave::small().publish(), None).unwrap();
    assert_eq!(verdict.summary.unwrap().chain, Chain::Test);
}

#[test]
fn quicknets_key_with_other_times_is_a_finding() {
    let mut published = Wave::small().publish();
    published.edit("commitment.json", |commitment| {
        commitment["beacon"]["public_key"] = QUICKNET_KEY.into();
    });
    let verdict = verify(&published, None).unwrap();
    assert_eq!(verdict.summary.unwrap().chain, Chain::Quicknet);
    let told: Vec<_> = verdict
        .findings
        .listed()
        .iter()
        .map(ToString::to_string)
        .collect();
    let expected = "commitment.json, beacon.genesis_time: expected 1692803367, found 1700000000";
    assert!(told.iter().any(|told| told == expected), "{told:#?}");
}
