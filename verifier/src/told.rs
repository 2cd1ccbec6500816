//! Verdicts in words, for a terminal. Nothing is decided here.

use verifier::{Chain, Findings, Hex, Outcome, Proven, Summary};

/// A draw that holds.
pub fn summary(summary: &Summary, hash_was_kept: bool) {
    let sum = |count: fn(&Outcome) -> u64| summary.strata.iter().map(count).sum::<u64>();
    println!("The draw of wave {} holds.", summary.wave);
    println!();
    let (entries, shards) = (summary.entries, summary.shards);
    println!("  entries       {entries} in {shards} shards");
    println!("  candidates    {}", sum(|stratum| stratum.candidates));
    let strata = summary.strata.len();
    println!(
        "  winners       {} in {strata} strata",
        sum(|stratum| stratum.seats)
    );
    println!("  root          {}", summary.root);
    println!("  committed at  {} by its own word", summary.committed_at);
    println!(
        "  round         {}, out at {}",
        summary.round, summary.out_at
    );
    beacon(summary.chain);
    commitment(&summary.commitment_hash, hash_was_kept);
    for (reason, count) in &summary.excluded {
        println!("  left out      {count} by {reason}, which no file can show");
    }
    for remark in &summary.remarks {
        println!("  remark        {remark}");
    }
}

/// Every stratum of it.
pub fn strata(strata: &[Outcome]) {
    println!();
    println!("  province group      entries candidates    winners threshold");
    for outcome in strata {
        let threshold = outcome
            .threshold
            .map_or_else(|| "none".to_owned(), |ticket| ticket.to_string());
        let group = match outcome.stratum.group {
            verifier::Group::Priority => "priority",
            verifier::Group::General => "general",
        };
        println!(
            "  {:>8} {group:<8} {:>9} {:>10} {:>10} {threshold}",
            outcome.stratum.province, outcome.entries, outcome.candidates, outcome.seats
        );
    }
}

/// An entry that lies under the root.
pub fn proven(proven: &Proven, is_own: bool, hash_was_kept: bool) {
    println!("The entry lies under the root of wave {}.", proven.wave);
    println!();
    println!("  entry         {}", proven.id);
    if is_own {
        println!("                made from the given registration number and nonce");
    }
    println!("  at            {}", proven.place);
    let (stratum, earlier) = (proven.stratum, proven.earlier);
    println!("  entered for   {stratum}, {earlier} earlier recipients in the household");
    commitment(&proven.commitment_hash, hash_was_kept);
    beacon(proven.chain);
    let Some(standing) = &proven.standing else {
        return;
    };
    println!("  ticket        {}", standing.ticket);
    match standing.threshold {
        Some(threshold) => println!("  threshold     {threshold}"),
        None => println!("  threshold     none: nobody won in this stratum"),
    }
    if standing.within {
        println!("  so            at or below the threshold: a seat, unless the household limit");
        println!("                put it out; `verify` recomputes that and the threshold");
    } else {
        println!("  so            above the threshold: no seat; `verify` recomputes the threshold");
    }
}

/// What is broken, on the error stream.
pub fn findings(head: &str, findings: &Findings) {
    eprintln!("{head}:");
    for finding in findings.listed() {
        eprintln!("  {finding}");
    }
    if findings.unlisted() > 0 {
        eprintln!("  and {} more", findings.unlisted());
    }
}

fn beacon(chain: Chain) {
    match chain {
        Chain::Quicknet => println!("  beacon        drand quicknet, by its real public key"),
        Chain::Test => println!("  beacon        a test beacon, not a public one"),
    }
}

fn commitment(hash: &Hex<32>, was_kept: bool) {
    println!("  commitment    {hash}");
    if was_kept {
        println!("                the hash that was given");
    } else {
        println!("                compare it with the one that was shown before the round");
    }
}
