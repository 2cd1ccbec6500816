//! How the catalogue comes to the phone: what an earlier visit has kept, what has
//! changed since, or the whole. What was put together here is held against the
//! hash of what was published.

use super::keep;
use crate::browser::hash::{hex, sha256};
use crate::browser::{fetch, json};
use chrono::NaiveDate;
use domain::catalogue::search::Index;
use domain::catalogue::snapshot::{Snapshot, Version};
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen_futures::JsFuture;

/// A catalogue that can be searched.
#[derive(Clone)]
pub struct Kept {
    /// Which.
    pub version: u32,
    /// Of which day.
    pub as_of: NaiveDate,
    /// The catalogue with its words.
    pub index: Rc<Index>,
}

impl Kept {
    fn of(snapshot: Snapshot, as_of: NaiveDate) -> Self {
        Self {
            version: snapshot.version.0,
            as_of,
            index: Rc::new(Index::new(snapshot.catalogue)),
        }
    }
}

/// The version that the page names, or a later one; without a network whatever is
/// here.
pub async fn at_least(version: u32, as_of: NaiveDate) -> Option<Kept> {
    let kept = keep::load().await;
    match kept {
        // The page's own day: the same version has no other.
        Some(kept) if kept.version.0 == version => Some(Kept::of(kept, as_of)),
        kept => match fetch_newest(kept.as_ref()).await {
            Some(fetched) => Some(fetched),
            None => kept.map(|kept| Kept::of(kept, as_of)),
        },
    }
}

/// A later version, if there is one.
pub async fn newer_than(known: &Kept) -> Option<Kept> {
    let snapshot = Snapshot {
        version: Version(known.version),
        catalogue: known.index.catalogue().clone(),
    };
    let newer = fetch_newest(Some(&snapshot)).await?;
    (newer.version > known.version).then_some(newer)
}

async fn fetch_newest(kept: Option<&Snapshot>) -> Option<Kept> {
    let since = kept.map_or(0, |kept| kept.version.0);
    let answer = fetch::file(&format!("/api/v1/catalogue?since={since}"), PATIENCE).await?;
    let current = JsFuture::from(answer.json().ok()?).await.ok()?;
    let as_of = json::text(&current, "as_of")?.parse().ok()?;
    let version = json::get(&current, "version")?.as_f64()?;
    if let Some(kept) = kept
        && f64::from(kept.version.0) == version
    {
        return Some(Kept::of(kept.clone(), as_of));
    }
    let hash = json::text(&current, "snapshot_hash")?;
    if let (Some(kept), Some(delta)) = (kept, json::text(&current, "delta"))
        && let Some(changed) = changed(kept, &delta, &hash).await
    {
        return Some(Kept::of(changed, as_of));
    }
    let bytes = body(&json::text(&current, "snapshot")?).await?;
    if !is_published(&bytes, &hash).await {
        return None;
    }
    let snapshot = Snapshot::decode(&bytes).ok()?;
    let _ = keep::store(&bytes).await;
    Some(Kept::of(snapshot, as_of))
}

/// What is here, with what has changed since.
async fn changed(kept: &Snapshot, delta: &str, hash: &str) -> Option<Snapshot> {
    let newer = kept.apply(&body(delta).await?).ok()?;
    let bytes = newer.encode();
    if !is_published(&bytes, hash).await {
        return None;
    }
    let _ = keep::store(&bytes).await;
    Some(newer)
}

/// 60 s – half a megabyte on a slow phone network.
const PATIENCE: Duration = Duration::from_secs(60);

async fn body(path: &str) -> Option<Vec<u8>> {
    keep::bytes(&fetch::file(path, PATIENCE).await?).await
}

/// Whether the bytes have the hash that was published. Browsers that cannot tell
/// are on a connection that is not safe in any way.
async fn is_published(bytes: &[u8], hash: &str) -> bool {
    sha256(bytes)
        .await
        .is_some_and(|digest| hex(&digest) == hash)
}
