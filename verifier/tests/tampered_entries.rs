//! Entry files changed after they were published: whatever is changed, the
//! verifier says so, and where.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "these are tests"
)]

mod transcript;

use transcript::{
    Wave,
    told::{says, told, told_after},
};
use verifier::verify;

#[test]
fn an_entry_added() {
    let told = told_after(|published| published.shard(3).extend([0xff; 51]));
    says(&told, "entries/003.bin: expected ");
    says(&told, ", found more");
    says(&told, "commitment.json, shards[3].root: expected ");
}

#[test]
fn an_entry_dropped() {
    let told = told_after(|published| {
        let shard = published.shard(4);
        shard.truncate(shard.len() - 51);
    });
    says(&told, "entries/004.bin: expected ");
    says(&told, " records)");
    says(&told, "commitment.json, shards[4].root");
}

#[test]
fn a_file_cut_inside_a_record() {
    let told = told_after(|published| {
        published.shard(1).pop();
    });
    says(&told, "entries/001.bin");
    says(&told, "no whole number of records");
}

#[test]
fn an_entry_in_the_empty_shard() {
    let told = told_after(|published| published.shard(2).extend([1; 51]));
    says(
        &told,
        "entries/002.bin: expected 0 bytes (0 records), found more",
    );
}

#[test]
fn an_entry_altered() {
    let told = told_after(|published| published.shard(0)[31] ^= 1);
    says(&told, "commitment.json, shards[0].root: expected ");
}

#[test]
fn a_province_changed() {
    let told = told_after(|published| {
        let province = &mut published.shard(0)[48];
        *province = if *province == 11 { 12 } else { 11 };
    });
    says(&told, "commitment.json, shards[0].root");
    says(&told, ".entries (province 11 ");
}

#[test]
fn an_unknown_province_and_an_unknown_group() {
    let told = told_after(|published| {
        published.shard(0)[48] = 97;
        published.shard(0)[51 + 49] = 2;
    });
    says(
        &told,
        "entries/000.bin, record 0: province: 97 has no quota in rules.json",
    );
    says(
        &told,
        "entries/000.bin, record 1: group: expected 0 or 1, found 2",
    );
}

#[test]
fn the_order_swapped() {
    let told = told_after(|published| published.shard(1)[..102].rotate_left(51));
    says(
        &told,
        "entries/001.bin, record 1: order: expected an entry id above ",
    );
}

#[test]
fn earlier_recipients_changed() {
    let told = told_after(|published| {
        let shard = published.shard(0);
        let same = |one: &[u8], other: &[u8]| one[32..48] == other[32..48];
        let records: Vec<_> = shard.chunks(51).map(<[u8]>::to_vec).collect();
        let of_family = (0..records.len()).rev().find(|at| {
            records[..*at]
                .iter()
                .any(|record| same(record, &records[*at]))
        });
        shard[of_family.unwrap() * 51 + 50] += 1;
    });
    says(&told, "earlier recipients: expected ");
    says(&told, "of the same household, found ");
    says(&told, "commitment.json, shards[0].root");
}

#[test]
fn a_missing_file_is_no_verdict() {
    let mut published = Wave::small().publish();
    published.files.remove("entries/003.bin");
    let error = verify(&published, None).unwrap_err();
    assert_eq!(
        error.to_string(),
        "entries/003.bin could not be read: no such file"
    );
}

#[test]
fn a_household_that_had_no_place_left_and_was_entered_all_the_same() {
    let mut wave = Wave::small();
    let first = wave.shards.iter().flatten().next().unwrap();
    let tag: [u8; 16] = first[32..48].try_into().unwrap();
    for record in wave.shards.iter_mut().flatten() {
        if record[32..48] == tag {
            record[50] = wave.household_maximum;
        }
    }
    says(
        &told(&wave.publish()),
        "earlier recipients: expected less than the household maximum 2, found 2",
    );
}
