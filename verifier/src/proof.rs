//! The proof of one entry: that it lies under a published root, at one place
//! only. With the result it also says how the entry's ticket stands.

use crate::{
    agreement::{self, shard_record},
    beacon::Chain,
    entry::{Entry, RECORD_BYTES, Stratum, Tickets, entry_id},
    fields::Hex,
    findings::{Findings, Place},
    papers::{self, COMMITMENT, Commitment, DrawResult, RESULT},
    tree::{Hash, leaf, root_from_path},
    verify::check_kept,
};

/// The document promises that a proof is no larger.
const PROOF_BYTES_MAXIMUM: usize = 1024;
const PROOF: &str = "proof";

/// What an applicant alone holds, to see that the entry is theirs.
#[derive(Clone, Copy, Debug)]
pub struct Own {
    /// 14 ASCII digits.
    pub registration_number: [u8; 14],
    /// The nonce of their entry.
    pub nonce: [u8; 16],
}

/// What a proof that holds says.
#[derive(Debug)]
pub struct Proven {
    /// The wave's number.
    pub wave: u32,
    /// The entry's id.
    pub id: Hex<32>,
    /// Its stratum.
    pub stratum: Stratum,
    /// Recipients counted in its household before this wave.
    pub earlier: u8,
    /// Where it lies.
    pub place: Place,
    /// The hash of `commitment.json`.
    pub commitment_hash: Hex<32>,
    /// Whose beacon the commitment names.
    pub chain: Chain,
    /// How its ticket stands, if a result was given.
    pub standing: Option<Standing>,
}

/// A ticket against its stratum's threshold.
#[derive(Debug)]
pub struct Standing {
    /// The entry's ticket.
    pub ticket: Hex<32>,
    /// The last ticket that won in its stratum.
    pub threshold: papers::Threshold,
    /// Whether the ticket is at or below it.
    pub within: bool,
}

/// Checks a proof against a commitment, and against a result if there is one.
pub fn prove(
    proof: &[u8],
    commitment_bytes: &[u8],
    result_bytes: Option<&[u8]>,
    own: Option<Own>,
    kept: Option<Hex<32>>,
) -> Result<Proven, Findings> {
    let mut findings = Findings::default();
    check_kept(kept, commitment_bytes, &mut findings);
    let proof = Proof::parse(proof, &mut findings);
    let commitment: Option<Commitment> = papers::parse(COMMITMENT, commitment_bytes, &mut findings);
    let (Some(proof), Some(commitment)) = (proof, commitment) else {
        return Err(findings);
    };
    agreement::check_commitment(&commitment, &mut findings);
    proof.check(&commitment, &mut findings);
    let entry = Entry::of(&proof.record);
    let place = |field: &str| Place::field(PROOF, field);
    if let Some(own) = own {
        let expected = entry_id(commitment.wave, &own.registration_number, &own.nonce);
        findings.expect(place("entry id"), Hex(expected), Hex(entry.id));
    }
    let Some(stratum) = entry.stratum() else {
        findings.add(
            place("group"),
            format!("expected 0 or 1, found {}", entry.group),
        );
        return Err(findings);
    };
    let standing = result_bytes
        .and_then(|bytes| papers::parse(RESULT, bytes, &mut findings))
        .and_then(|result: DrawResult| {
            agreement::check_result_head(&commitment, commitment_bytes, &result, &mut findings);
            standing(&entry, stratum, &result, &mut findings)
        });
    if !findings.is_empty() {
        return Err(findings);
    }
    Ok(Proven {
        wave: commitment.wave,
        id: Hex(entry.id),
        stratum,
        earlier: entry.earlier,
        place: Place::Record {
            shard: usize::from(proof.shard),
            index: usize::try_from(proof.index).unwrap_or(usize::MAX),
        },
        commitment_hash: agreement::hash(commitment_bytes),
        chain: Chain::of(&commitment.beacon.public_key),
        standing,
    })
}

fn standing(
    entry: &Entry,
    stratum: Stratum,
    result: &DrawResult,
    findings: &mut Findings,
) -> Option<Standing> {
    let ticket = Tickets::of(&agreement::hash(&result.signature.0).0).ticket(&entry.id);
    let Some(drawn) = result
        .strata
        .iter()
        .find(|drawn| drawn.stratum() == stratum)
    else {
        let problem = format!("expected {stratum}, the entry's, found nothing of it");
        findings.add(Place::field(RESULT, "strata"), problem);
        return None;
    };
    Some(Standing {
        ticket: Hex(ticket),
        threshold: drawn.threshold,
        within: drawn.threshold.is_some_and(|last| ticket <= last.0),
    })
}

struct Proof {
    wave: u32,
    shard: u16,
    shards: u16,
    index: u32,
    entries: u32,
    record: [u8; RECORD_BYTES],
    shard_path: Vec<Hash>,
    wave_path: Vec<Hash>,
}

impl Proof {
    fn parse(bytes: &[u8], findings: &mut Findings) -> Option<Self> {
        let place = |field: &str| Place::field(PROOF, field);
        if bytes.len() > PROOF_BYTES_MAXIMUM {
            let problem = format!("expected at most {PROOF_BYTES_MAXIMUM} bytes");
            findings.add(place("length"), problem);
            return None;
        }
        if let Some(version) = bytes.first().filter(|version| **version != 1) {
            findings.add(place("version"), format!("expected 1, found {version}"));
            return None;
        }
        let mut rest = Rest(bytes.get(1..).unwrap_or_default());
        let Some(proof) = rest.proof() else {
            let problem = format!("the proof breaks off after {} bytes", bytes.len());
            findings.add(place("length"), problem);
            return None;
        };
        if !rest.0.is_empty() {
            let problem = format!("{} bytes follow the proof", rest.0.len());
            findings.add(place("length"), problem);
            return None;
        }
        Some(proof)
    }

    fn check(&self, commitment: &Commitment, findings: &mut Findings) {
        let place = |field: &str| Place::field(PROOF, field);
        findings.expect(place("wave"), commitment.wave, self.wave);
        let shards = commitment.shards.len();
        findings.expect(place("number of shards"), shards, usize::from(self.shards));
        let Some(shard) = commitment.shards.get(usize::from(self.shard)) else {
            let problem = format!("expected one of {shards}, found {}", self.shard);
            return findings.add(place("shard"), problem);
        };
        findings.expect(place("entries of the shard"), shard.entries, self.entries);
        let (index, entries) = (u64::from(self.index), u64::from(shard.entries));
        let Some(root) = root_from_path(leaf(&self.record), index, entries, &self.shard_path)
        else {
            let problem = format!("does not fit record {index} of {entries}");
            return findings.add(place("path in the shard"), problem);
        };
        findings.expect(place("path in the shard"), shard.root, Hex(root));
        let record = shard_record(usize::from(self.shard), self.entries, &root);
        let (number, all) = (u64::from(self.shard), shards as u64);
        let Some(root) = root_from_path(leaf(&record), number, all, &self.wave_path) else {
            let problem = format!("does not fit shard {number} of {all}");
            return findings.add(place("path in the wave"), problem);
        };
        findings.expect(place("path in the wave"), commitment.root, Hex(root));
    }
}

/// What of the bytes is not yet read.
struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*taken)
    }

    fn path(&mut self) -> Option<Vec<Hash>> {
        let [length] = self.take()?;
        (0..length).map(|_| self.take()).collect()
    }

    fn proof(&mut self) -> Option<Proof> {
        Some(Proof {
            wave: u32::from_be_bytes(self.take()?),
            shard: u16::from_be_bytes(self.take()?),
            shards: u16::from_be_bytes(self.take()?),
            index: u32::from_be_bytes(self.take()?),
            entries: u32::from_be_bytes(self.take()?),
            record: self.take()?,
            shard_path: self.path()?,
            wave_path: self.path()?,
        })
    }
}
