//! The data block that an applicant's phone would check in the largest wave: 16
//! million entries, 62,500 to a shard. The page's own fields, other values; if
//! the two ever differ, the page says that it cannot read or that it disagrees,
//! and the measuring fails.

use anyhow::{Context, Result, anyhow};
use data_encoding::HEXLOWER;
use domain::{
    draw::{
        Check, CommittedShard, Entry, EntryId, Group, Hex, InclusionProof, Outcome, PublishedDraw,
        PublishedRoot, ShardRoot, Stratum, wave_root,
    },
    registration::RegistrationNumber,
    wave::Slip,
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::wave::NUMBER;

const SHARDS: u16 = 256;
const ENTRIES: u32 = 62_500;

/// For a person who has this number and slip, drawn.
pub fn of(number: &RegistrationNumber, slip: Slip) -> Result<Value> {
    let own = entry(EntryId::of(NUMBER, number, slip.nonce));
    let mut records: Vec<_> = (1..ENTRIES)
        .map(|n| entry(Hex(digest(n))).record())
        .collect();
    records.push(own.record());
    let shard = CommittedShard::commit(records)?;
    // The other roots stand for any.
    let roots: Vec<ShardRoot> = (0..SHARDS)
        .map(|n| match n == slip.shard {
            true => shard.root(),
            false => ShardRoot {
                entries: ENTRIES,
                root: Hex(digest(n.into())),
            },
        })
        .collect();
    let proof = InclusionProof::of(NUMBER, slip.shard, &shard, &roots, own.id);
    let check = Check {
        number: number.clone(),
        nonce: slip.nonce,
        proof: proof.context("no proof")?.bytes(),
        root: PublishedRoot {
            wave: NUMBER,
            shards: SHARDS,
            root: wave_root(&roots),
        },
        draw: Some(PublishedDraw {
            randomness: Hex([7; 32]),
            // Everybody's ticket is below.
            threshold: Some(Hex([255; 32])),
        }),
        outcome: Some(Outcome::Drawn),
    };
    written(&check, slip)
}

fn entry(id: EntryId) -> Entry {
    Entry {
        id,
        household: Hex([1; 16]),
        stratum: Stratum {
            province: 32,
            group: Group::General,
        },
        earlier: 0,
    }
}

fn digest(number: u32) -> [u8; 32] {
    Sha256::digest(number.to_be_bytes()).into()
}

/// As `app::draw::block` writes it.
fn written(check: &Check, slip: Slip) -> Result<Value> {
    let verdict = check.verify().map_err(|error| anyhow!("{error}"))?;
    let ticket = verdict.ticket.context("no ticket")?;
    let proof = HEXLOWER.encode(&check.proof);
    Ok(json!({
        "number": check.number.as_str(),
        "code": slip.code(),
        "proof": proof,
        "wave": check.root.wave.to_string(),
        "shards": check.root.shards.to_string(),
        "root": check.root.root,
        "randomness": check.draw.map(|draw| draw.randomness),
        "threshold": check.draw.and_then(|draw| draw.threshold),
        "outcome": "drawn",
        "told": format!("{} {ticket}", verdict.standing.as_str()),
    }))
}
