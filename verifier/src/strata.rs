//! The outcome of each stratum: its seats, its threshold, and whether the
//! result says the same.

use crate::{
    allotment::{Demand, allot},
    entry::Stratum,
    fields::Hex,
    findings::{Findings, Place},
    papers::{DrawResult, RESULT, Rules, Threshold},
    tally::{Count, Tally},
};

/// A stratum as recomputed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Which.
    pub stratum: Stratum,
    /// Its entries.
    pub entries: u64,
    /// Those that the household limit left in.
    pub candidates: u64,
    /// Its seats, and so its winners.
    pub seats: u64,
    /// The last winner's ticket.
    pub threshold: Threshold,
}

/// Recomputed from the tally, whose tickets are put in another order.
pub fn outcomes(rules: &Rules, tally: &mut Tally) -> Vec<Outcome> {
    let demands: Vec<Demand> = rules
        .quotas
        .iter()
        .zip(&tally.strata)
        .map(|(quota, count)| Demand {
            province: quota.province,
            quota: quota.seats,
            candidates: count.candidates.len() as u64,
        })
        .collect();
    rules
        .quotas
        .iter()
        .zip(&mut tally.strata)
        .zip(allot(&demands))
        .map(|((quota, count), seats)| Outcome {
            stratum: quota.stratum(),
            entries: count.entries,
            candidates: count.candidates.len() as u64,
            seats,
            threshold: threshold(count, seats),
        })
        .collect()
}

fn threshold(count: &mut Count, seats: u64) -> Threshold {
    let last = usize::try_from(seats).ok()?.checked_sub(1)?;
    if last >= count.candidates.len() {
        return None;
    }
    let (_, ticket, _) = count.candidates.select_nth_unstable(last);
    Some(Hex(*ticket))
}

/// Compares what was recomputed with what was published.
pub fn check(outcomes: &[Outcome], result: &DrawResult, findings: &mut Findings) {
    let at = |field: &str| Place::field(RESULT, field);
    let counts = (outcomes.len(), result.strata.len());
    if counts.0 != counts.1 {
        let problem = format!(
            "expected the {} strata of rules.json, found {}",
            counts.0, counts.1
        );
        findings.add(at("strata"), problem);
    }
    for (number, (outcome, drawn)) in outcomes.iter().zip(&result.strata).enumerate() {
        let stratum = outcome.stratum;
        if drawn.stratum() != stratum {
            let problem = format!("expected {stratum}, found {}", drawn.stratum());
            findings.add(at(&format!("strata[{number}]")), problem);
            continue;
        }
        let at = |field| at(&format!("strata[{number}].{field} ({stratum})"));
        findings.expect(at("entries"), outcome.entries, drawn.entries);
        findings.expect(at("candidates"), outcome.candidates, drawn.candidates);
        findings.expect(at("seats"), outcome.seats, drawn.seats);
        findings.expect(at("winners"), outcome.seats, drawn.winners);
        let (expected, found) = (told(&outcome.threshold), told(&drawn.threshold));
        findings.expect(at("threshold"), expected, found);
    }
    let winners = outcomes.iter().map(|outcome| outcome.seats).sum();
    findings.expect(at("winners"), winners, result.winners);
}

fn told(threshold: &Threshold) -> String {
    threshold.map_or_else(|| "null".to_owned(), |ticket| ticket.to_string())
}
