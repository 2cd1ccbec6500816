//! One full household shard inside workerd: the production edge's own object,
//! filled with as many entries as one of 256 has when 16 million apply. Times are
//! the wall's, seen from outside the object, so they are above what its processor
//! spends; the file that it publishes is in them.

use std::{fs, io::Write};

use anyhow::{Context, Result, ensure};
use domain::draw::{Group, Hex, Quotas, Rules, Stratum};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::{
    build,
    paths::at,
    run::step,
    runtime::{Config, Runtime, Variant},
    serve, setup,
};

/// 16 million in 256 shards.
pub const ENTRIES: u32 = 62_500;
/// Entries that one question brings.
const AT_ONCE: u32 = 2_500;
const WAVE: u32 = 1;

/// Milliseconds.
pub struct InWorkerd {
    /// Entries fixed, hashed into a tree, published.
    pub commit_ms: f64,
    /// Tickets, households, candidates.
    pub count_ms: f64,
    /// A histogram of every stratum.
    pub find_ms: f64,
}

/// Fills one object and asks it.
pub fn measure() -> Result<InWorkerd> {
    let toolchain = setup::for_building()?;
    build::worker(&toolchain, build::Variant::Production, build::For::Itself)?;
    let state = at("target/measure-shard");
    if state.exists() {
        fs::remove_dir_all(&state).context("cannot empty the measuring storage")?;
    }
    fs::create_dir_all(&state)?;
    let file = state.join("questions.jsonl");
    write_questions(&file)?;
    let times = step("one shard in workerd", "62,500 entries", || {
        Runtime::ask(
            &Config {
                variant: Variant::Production,
                state: &state.join("storage"),
                port: 0,
                bindings: serve::local_secrets()?,
                log: at("target/measure-shard.log"),
            },
            &file,
        )
    })?;
    let [.., commit_ms, count_ms, find_ms] = times.as_slice() else {
        anyhow::bail!("the object answered too few questions");
    };
    ensure!(
        times.len() as u32 == ENTRIES / AT_ONCE + 3,
        "an answer is missing"
    );
    Ok(InWorkerd {
        commit_ms: *commit_ms,
        count_ms: *count_ms,
        find_ms: *find_ms,
    })
}

fn write_questions(file: &std::path::Path) -> Result<()> {
    let mut out = std::io::BufWriter::new(fs::File::create(file)?);
    let mut ask = |operation: &str, body: Value| -> Result<()> {
        let line = json!({
            "namespace": "HOUSEHOLDS",
            "name": "households-000",
            "operation": operation,
            "body": body,
        });
        writeln!(out, "{line}").context("cannot write the questions")
    };
    let provinces: Vec<u8> = domain::region::provinces()
        .filter_map(|province| province.code.parse().ok())
        .collect();
    for chunk in 0..ENTRIES / AT_ONCE {
        let entries: Vec<Value> = (chunk * AT_ONCE..(chunk + 1) * AT_ONCE)
            .map(|n| entry(n, &provinces))
            .collect();
        ask("PutEntries", json!(entries))?;
    }
    let rules = Rules::new(WAVE, "normal-2023", &Quotas::spread(12_000, 20), 2);
    let round = json!({ "randomness": Hex([7; 32]), "rules": rules });
    let probes: Vec<Value> = (0..rules.quotas.len())
        .map(|stratum| json!({ "stratum": stratum, "prefix": [], "list": false }))
        .collect();
    ask("Commit", json!({ "wave": WAVE, "maximum": 2 }))?;
    ask("CountCandidates", json!({ "wave": WAVE, "round": round }))?;
    ask(
        "FindThresholds",
        json!({ "wave": WAVE, "round": round, "probes": probes }),
    )?;
    out.flush()?;
    Ok(())
}

/// Families of three; provinces in turn; one in five on a priority list.
fn entry(n: u32, provinces: &[u8]) -> Value {
    let id = Hex::<32>(Sha256::digest(n.to_be_bytes()).into());
    let family = u128::from(n / 3);
    let province = provinces.get(n as usize % provinces.len().max(1)).copied();
    let stratum = Stratum {
        province: province.unwrap_or_default(),
        group: if n.is_multiple_of(5) {
            Group::Priority
        } else {
            Group::General
        },
    };
    json!({
        "wave": WAVE, "shard": 0, "id": id,
        "household": format!("household {family}"),
        "tag": Hex(family.to_be_bytes()),
        "stratum": stratum,
        "registrant": n % 256, "person": n, "version": 1, "state": "In",
    })
}
