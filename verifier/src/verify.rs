//! A whole transcript, from its files to a verdict.

use crate::{
    agreement,
    beacon::{self, Chain},
    entry::Tickets,
    fields::{Hex, clock},
    findings::{Findings, Place, shard_file},
    papers::{self, COMMITMENT, Commitment, DrawResult, RESULT, RULES, Rules},
    shard::{self, Frame},
    source::{Files, Unreadable},
    strata::{self, Outcome},
    tally::Tally,
    twice,
};

/// No honest JSON file comes near: 65 535 shards make 7 MB.
const JSON_BYTES_MAXIMUM: u64 = 16 << 20;

/// What came of it.
#[derive(Debug)]
pub struct Verdict {
    /// What is wrong; empty if the draw holds.
    pub findings: Findings,
    /// What was recomputed, if the JSON files could be understood.
    pub summary: Option<Summary>,
}

/// What a reader wants to see of a draw that holds.
#[derive(Debug)]
pub struct Summary {
    /// The wave's number.
    pub wave: u32,
    /// The entries that were read.
    pub entries: u64,
    /// The shards that they lie in.
    pub shards: usize,
    /// Every stratum, in the rules' order.
    pub strata: Vec<Outcome>,
    /// The wave's root.
    pub root: Hex<32>,
    /// The hash of `commitment.json`.
    pub commitment_hash: Hex<32>,
    /// When that was published, by its own word.
    pub committed_at: String,
    /// Whose beacon.
    pub chain: Chain,
    /// Which round.
    pub round: u64,
    /// When that round was out.
    pub out_at: String,
    /// Who was left out before the draw, and why; only counted, so unchecked.
    pub excluded: Vec<(String, u64)>,
    /// Odd, but against no rule.
    pub remarks: Vec<String>,
}

/// Checks everything. `kept` is the commitment's hash from before the round.
///
/// # Errors
/// When a file cannot be read; that is not a verdict.
pub fn verify(files: &dyn Files, kept: Option<Hex<32>>) -> Result<Verdict, Unreadable> {
    let mut findings = Findings::default();
    let rules_bytes = files.read(RULES, JSON_BYTES_MAXIMUM)?;
    let commitment_bytes = files.read(COMMITMENT, JSON_BYTES_MAXIMUM)?;
    let result_bytes = files.read(RESULT, JSON_BYTES_MAXIMUM)?;
    check_kept(kept, &commitment_bytes, &mut findings);
    let rules: Option<Rules> = papers::parse(RULES, &rules_bytes, &mut findings);
    let commitment: Option<Commitment> =
        papers::parse(COMMITMENT, &commitment_bytes, &mut findings);
    let result: Option<DrawResult> = papers::parse(RESULT, &result_bytes, &mut findings);
    let (Some(rules), Some(commitment), Some(result)) = (rules, commitment, result) else {
        return Ok(Verdict {
            findings,
            summary: None,
        });
    };

    agreement::check_rules(&rules, &mut findings);
    agreement::check_commitment(&commitment, &mut findings);
    let at = |field: &str| Place::field(COMMITMENT, field);
    findings.expect(at("wave"), rules.wave, commitment.wave);
    let rules_hash = agreement::hash(&rules_bytes);
    findings.expect(at("rules_hash"), rules_hash, commitment.rules_hash);
    agreement::check_result_head(&commitment, &commitment_bytes, &result, &mut findings);

    // From the signature, not from what the result says its hash is.
    let tickets = Tickets::of(&agreement::hash(&result.signature.0).0);
    let mut tally = Tally::of(rules.quotas.iter().map(papers::Quota::stratum));
    let frame = Frame {
        tickets: &tickets,
        household_maximum: rules.household_maximum,
    };
    for (number, shard) in commitment.shards.iter().enumerate() {
        let bytes = files.read(&shard_file(number), shard::limit(shard))?;
        shard::check(number, &bytes, shard, &frame, &mut tally, &mut findings);
    }
    let strata = strata::outcomes(&rules, &mut tally);
    strata::check(&strata, &result, &mut findings);
    twice::check(&mut tally, files, &commitment, &tickets, &mut findings)?;
    let summary = summary(&commitment, &commitment_bytes, &result, strata);
    Ok(Verdict {
        findings,
        summary: Some(summary),
    })
}

/// Adds a finding unless the commitment is the one whose hash was kept.
pub fn check_kept(kept: Option<Hex<32>>, commitment_bytes: &[u8], findings: &mut Findings) {
    if let Some(kept) = kept {
        let found = agreement::hash(commitment_bytes);
        if kept != found {
            let problem =
                format!("commitment.json is another one: its hash is {found}, not {kept}");
            findings.add(Place::KeptHash, problem);
        }
    }
}

fn summary(
    commitment: &Commitment,
    commitment_bytes: &[u8],
    result: &DrawResult,
    strata: Vec<Outcome>,
) -> Summary {
    let out_at = beacon::out_at(&commitment.beacon).unwrap_or_default();
    let mut remarks = Vec::new();
    if result.drawn_at.0.timestamp() < out_at {
        remarks.push("result.json, drawn_at: before the round was out".to_owned());
    }
    Summary {
        wave: commitment.wave,
        entries: strata.iter().map(|stratum| stratum.entries).sum(),
        shards: commitment.shards.len(),
        strata,
        root: commitment.root,
        commitment_hash: agreement::hash(commitment_bytes),
        committed_at: commitment.committed_at.0.to_rfc3339(),
        chain: Chain::of(&commitment.beacon.public_key),
        round: commitment.beacon.round,
        out_at: clock(out_at),
        excluded: commitment.excluded.clone(),
        remarks,
    }
}
