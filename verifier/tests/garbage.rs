//! Input that nobody meant: the verifier refuses it, names the field where
//! there is one, and never panics.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "these are tests"
)]

mod transcript;

use std::sync::LazyLock;

use proptest::{prelude::*, sample::Index};
use transcript::{Wave, proof::proof};
use verifier::{prove, verify};

static WAVE: LazyLock<Wave> = LazyLock::new(Wave::small);

fn told(file: &str, from: &str, to: &str) -> String {
    let mut published = WAVE.publish();
    let text = String::from_utf8(published.files[file].clone()).unwrap();
    let changed = text.replacen(from, to, 1);
    assert_ne!(text, changed);
    published
        .files
        .insert(file.to_owned(), changed.into_bytes());
    verify(&published, None).unwrap().findings.listed()[0].to_string()
}

#[test]
fn what_is_misspelt_is_told_by_its_field() {
    for (file, from, to, expected) in [
        (
            "rules.json",
            "\"seats\": 90",
            "\"seats\": -1",
            "rules.json, seats: ",
        ),
        (
            "rules.json",
            "{",
            "{\"more\": 1,",
            "rules.json, more: unknown field",
        ),
        (
            "rules.json",
            "\"priority\"",
            "\"both\"",
            "rules.json, quotas[0].group: unknown variant",
        ),
        (
            "rules.json",
            "\"wave\": 72",
            "\"wave\": 72, \"wave\": 72",
            "rules.json: duplicate field",
        ),
        (
            "commitment.json",
            "\"root\": \"",
            "\"root\": \"A",
            "commitment.json, root: expected 64",
        ),
        (
            "commitment.json",
            "12\n",
            "12, \"identity_pending\": 1\n",
            "commitment.json, excluded",
        ),
        (
            "commitment.json",
            "04Z",
            "04+07:00",
            "commitment.json, committed_at: expected a time in UTC",
        ),
        (
            "commitment.json",
            "\"period\": 3,",
            "",
            "commitment.json, beacon: missing field `period`",
        ),
        (
            "result.json",
            "\"signature\": \"",
            "\"signature\": \"ab",
            "result.json, signature: expected 96",
        ),
        (
            "result.json",
            "\"threshold\"",
            "\"limit\"",
            "result.json, strata[0].limit: unknown field",
        ),
        ("result.json", "{", "[{", "result.json"),
    ] {
        let told = told(file, from, to);
        assert!(
            told.starts_with(expected),
            "`{expected}` does not begin:\n{told}"
        );
    }
}

#[test]
fn a_threshold_left_out_is_not_null() {
    let mut published = WAVE.publish();
    published.edit("result.json", |result| {
        result["strata"][0]
            .as_object_mut()
            .unwrap()
            .remove("threshold");
    });
    let told = verify(&published, None).unwrap().findings.listed()[0].to_string();
    assert!(told.contains("missing field `threshold`"), "{told}");
}

#[test]
fn text_after_the_json_is_refused() {
    let mut published = WAVE.publish();
    published
        .files
        .get_mut("result.json")
        .unwrap()
        .extend(b"{}");
    let told = verify(&published, None).unwrap().findings.listed()[0].to_string();
    assert!(
        told.starts_with("result.json: trailing characters"),
        "{told}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(128) })]

    #[test]
    fn a_changed_or_cut_file_never_holds_and_never_panics(
        file in any::<Index>(), at in any::<Index>(), bits in 1..=255_u8, cut in any::<bool>()
    ) {
        let mut published = WAVE.publish();
        let names: Vec<_> = published.files.keys().cloned().collect();
        let name = file.get(&names);
        let bytes = published.files.get_mut(name).unwrap();
        prop_assume!(!bytes.is_empty());
        let at = at.index(bytes.len());
        if cut {
            bytes.truncate(at);
        } else {
            bytes[at] ^= bits;
        }
        let verdict = verify(&published, None).unwrap();
        // The result's own bytes are hashed by nothing: white space and the
        // moment of the draw may change and it still says the same.
        prop_assert!(name == "result.json" || !verdict.findings.is_empty());
    }

    #[test]
    fn noise_is_no_proof_and_no_transcript(noise in prop::collection::vec(any::<u8>(), 0..1500)) {
        let mut published = WAVE.publish();
        prop_assert!(prove(&noise, &published.files["commitment.json"], None, None, None).is_err());
        prop_assert!(prove(&proof(&WAVE, 0, 0), &noise, Some(&noise), None, None).is_err());
        published.files.insert("commitment.json".to_owned(), noise);
        prop_assert!(!verify(&published, None).unwrap().findings.is_empty());
    }
}
