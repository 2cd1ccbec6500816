//! Scanning kept files for what harms. It fails closed: without a verdict a
//! certificate waits, and the scanner is asked again, ever more slowly. The queue
//! names a person, never a file; what is not answered stays in the outbox.

use super::files;
use crate::certificate::registrant::{ListUnscanned, NoteScans};
use crate::clock;
use crate::config::Config;
use crate::outside::{Unreachable, post_file};
use crate::queue;
use crate::registrant::Registrants;
use crate::sql::Outcome;
use domain::certificate::Scanned;
use serde::{Deserialize, Serialize};
use worker::{Env, Error, MessageBatch, Result};

/// 20 s – scanners unpack and run many patterns over 5 MB; what takes longer is
/// asked again later.
const PATIENCE_MS: u64 = 20_000;

/// Somebody whose files are to be scanned.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Check {
    /// Their shard.
    pub shard: u16,
    /// Their row in it.
    pub person: i64,
}

/// What looks into files.
trait Scanner {
    /// Says what is in a file.
    async fn scan(&self, bytes: &[u8]) -> std::result::Result<Scanned, Unreachable>;
}

/// The deployment's scanner: a service that takes a file and answers in JSON, as
/// those in front of ClamAV or an ICAP server do.
struct Service<'a> {
    env: &'a Env,
}

/// Any other answer is no verdict.
#[derive(Deserialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
enum Reply {
    Clean,
    Infected,
}

impl Scanner for Service<'_> {
    async fn scan(&self, bytes: &[u8]) -> std::result::Result<Scanned, Unreachable> {
        let reply = post_file(self.env, "SCANNER", "/v1/scan", bytes, PATIENCE_MS).await?;
        Ok(match reply {
            Reply::Clean => Scanned::Clean,
            Reply::Infected => Scanned::Infected,
        })
    }
}

/// Works off one batch.
pub async fn consume(batch: &MessageBatch<serde_json::Value>, env: &Env) -> Result<()> {
    let config = Config::of(env)?;
    let registrants = Registrants::of(env, &config);
    let scanner = Service { env };
    // One after the other: each may bring files of some megabytes into memory.
    queue::rows(batch, env, 1, async |row: Check| {
        check(env, &config, &registrants, &scanner, &row).await
    })
    .await;
    Ok(())
}

async fn check(
    env: &Env,
    config: &Config,
    registrants: &Registrants,
    scanner: &impl Scanner,
    work: &Check,
) -> Result<()> {
    let person = work.person;
    let listed = registrants
        .ask_shard(work.shard, ListUnscanned { person })
        .await?;
    let Outcome::Done(uploads) = listed else {
        return Ok(());
    };
    let mut verdicts = Vec::new();
    for id in uploads {
        let name = files::kept(&config.keys, &id);
        let bytes = files::read(env, &config.keys, &name)
            .await?
            .ok_or_else(|| Error::RustError("a kept file is gone".to_owned()))?;
        match scanner.scan(&bytes).await {
            Ok(said) => verdicts.push((id, said)),
            Err(error) => worker::console_warn!(
                "{}",
                serde_json::json!({ "outside": "scanner", "error": error.to_string() })
            ),
        }
    }
    let now = clock::now(env).await?;
    let scans = NoteScans {
        person,
        verdicts,
        now,
    };
    registrants.ask_shard(work.shard, scans).await.map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_two_words_are_verdicts() {
        let read = |text| serde_json::from_str::<Reply>(text).ok();
        assert!(matches!(read(r#"{"verdict":"clean"}"#), Some(Reply::Clean)));
        let infected = r#"{"verdict":"infected","threat":"Eicar-Test-Signature"}"#;
        assert!(matches!(read(infected), Some(Reply::Infected)));
        for none in ["{}", r#"{"verdict":"unknown"}"#, r#"{"clean":true}"#, "ok"] {
            assert!(read(none).is_none(), "{none}");
        }
    }
}
