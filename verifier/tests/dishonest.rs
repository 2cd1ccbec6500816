//! Transcripts in which every hash, root and signature is right, because the
//! programme itself cheated before it published them.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "these are tests"
)]

mod transcript;

use transcript::Wave;
use verifier::verify;

fn told(wave: &Wave) -> Vec<String> {
    let findings = verify(&wave.publish(), None).unwrap().findings;
    findings.listed().iter().map(ToString::to_string).collect()
}

/// A household with several members: its shard, and their indices.
fn family(wave: &Wave) -> (usize, Vec<usize>) {
    for (number, shard) in wave.shards.iter().enumerate() {
        for record in shard {
            let members: Vec<_> = (0..shard.len())
                .filter(|at| shard[*at][32..48] == record[32..48])
                .collect();
            if members.len() > 2 && record[50] == 0 {
                return (number, members);
            }
        }
    }
    unreachable!("there is such a family")
}

#[test]
fn a_household_split_over_two_shards() {
    let mut wave = Wave::small();
    let (from, members) = family(&wave);
    let to = (from + 1) % wave.shards.len();
    let moved = wave.shards[from].remove(members[0]);
    wave.shards[to].push(moved);
    wave.shards[to].sort_unstable();
    let told = told(&wave);
    assert!(
        told.iter()
            .any(|told| told.contains("household ") && told.contains(" also lies in entries/")),
        "{told:#?}"
    );
}

#[test]
fn tags_that_only_begin_alike_are_no_split_household() {
    let mut wave = Wave::small();
    let mut number = 0_u64;
    let mut tags = std::collections::HashMap::new();
    for record in wave.shards.iter_mut().flatten() {
        let tag: [u8; 16] = record[32..48].try_into().unwrap();
        let tail = *tags.entry(tag).or_insert_with(|| {
            number += 1;
            number
        });
        record[32..40].fill(7);
        record[40..48].copy_from_slice(&tail.to_be_bytes());
    }
    assert_eq!(told(&wave), Vec::<String>::new());
}

#[test]
fn one_entry_for_two_people() {
    let mut wave = Wave::small();
    let mut copy = wave.shards[0][0];
    copy[32..48].fill(9);
    wave.shards[5].push(copy);
    wave.shards[5].sort_unstable();
    let told = told(&wave);
    assert!(
        told.iter()
            .any(|told| told.ends_with("has the same ticket as entries/000.bin, record 0")),
        "{told:#?}"
    );
}

#[test]
fn one_entry_twice_in_its_shard() {
    let mut wave = Wave::small();
    let copy = wave.shards[0][4];
    wave.shards[0].insert(4, copy);
    let told = told(&wave);
    assert!(
        told[0].starts_with("entries/000.bin, record 5: entry id "),
        "{told:#?}"
    );
    assert!(told[0].ends_with(" occurs twice"), "{told:#?}");
}

#[test]
fn earlier_recipients_that_differ_within_a_household() {
    let mut wave = Wave::small();
    let (shard, members) = family(&wave);
    wave.shards[shard][members[1]][50] = 1;
    let expected = format!(
        "entries/{shard:03}.bin, record {}: earlier recipients: expected 0 as in record {} of the same household, found 1",
        members[1], members[0]
    );
    assert!(told(&wave).contains(&expected), "{:#?}", told(&wave));
}

#[test]
fn another_household_limit_than_that_of_the_rules() {
    let mut honest = Wave::small().publish();
    let mut other = Wave::small();
    other.household_maximum = 3;
    let drawn = other.publish().json("result.json");
    honest.edit("result.json", |result| {
        result["strata"] = drawn["strata"].clone()
    });
    let findings = verify(&honest, None).unwrap().findings;
    let told = findings.listed()[0].to_string();
    assert!(told.starts_with("result.json, strata["), "{told}");
}

#[test]
fn rules_that_count_more_seats_than_64_bits_hold() {
    let mut wave = Wave::small();
    wave.quotas[0].2 = 7;
    let mut published = wave.publish();
    published.edit("rules.json", |rules| {
        for quota in rules["quotas"].as_array_mut().unwrap() {
            quota["seats"] = u64::MAX.into();
        }
    });
    let findings = verify(&published, None).unwrap().findings;
    assert!(!findings.is_empty());
}
