//! Work that a queue gave up, kept in D1 until the office settles it. It was dropped
//! once; a lost reminder costs an award.

mod desk;

pub use desk::{UndeliveredDesk, settle};

use crate::clock;
use domain::undelivered::{MOST, Reason, Undelivered};
use serde::Deserialize;
use serde_json::Value;
use worker::{Env, Result};

/// Keeps a message; kept again, it stands once.
pub async fn keep(env: &Env, queue: &str, id: &str, body: &Value, reason: Reason) -> Result<()> {
    let now = clock::now(env).await?;
    env.d1("DB")?
        .prepare(
            "INSERT OR IGNORE INTO undelivered (id, queue, body, reason, kept_at)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )
        .bind(&[
            id.into(),
            queue.into(),
            body.to_string().into(),
            serde_json::to_string(&reason)?.into(),
            format!("{now:?}").into(),
        ])?
        .run()
        .await
        .map(drop)
}

#[derive(Deserialize)]
struct Row {
    id: String,
    queue: String,
    reason: String,
    kept_at: chrono::DateTime<chrono::Utc>,
}

/// What is kept, the oldest in front.
pub async fn list(env: &Env) -> Result<Vec<Undelivered>> {
    let most = u32::try_from(MOST).unwrap_or(u32::MAX);
    let rows = env
        .d1("DB")?
        .prepare("SELECT id, queue, reason, kept_at FROM undelivered ORDER BY kept_at LIMIT ?1")
        .bind(&[most.into()])?
        .all()
        .await?
        .results::<Row>()?;
    rows.into_iter()
        .map(|row| {
            Ok(Undelivered {
                id: row.id,
                queue: row.queue,
                reason: serde_json::from_str(&row.reason)?,
                kept_at: row.kept_at,
            })
        })
        .collect()
}
