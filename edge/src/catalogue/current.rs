//! The current catalogue: its version in D1, remembered for a few seconds, and
//! the catalogue itself, decoded once for each version in each isolate.

use super::files::{File, read};
use crate::sql::Moment;
use domain::catalogue::KEPT_WAYS;
use domain::catalogue::search::Index;
use domain::catalogue::snapshot::Snapshot;
use domain::draw::Hex;
use serde::Deserialize;
use std::cell::RefCell;
use std::rc::Rc;
use worker::{Env, Error, Result};

/// 5 s – how long a publication may take to be seen everywhere.
const REMEMBERED_MS: u64 = 5_000;

/// A version that was published.
#[derive(Clone, Debug, Deserialize)]
pub struct Listed {
    /// Its number.
    pub version: u32,
    /// SHA-256 of the snapshot.
    pub snapshot: Hex<32>,
    /// The version before it, if there was one: a delta leads from there.
    pub previous: Option<u32>,
    /// When.
    pub published_at: Moment,
    /// The versions before it from which deltas lead here, the latest first.
    #[serde(skip)]
    pub ways: Vec<u32>,
}

/// The current version, ready to be searched.
pub struct Current {
    /// Which it is.
    pub version: u32,
    /// When it was published.
    pub published_at: Moment,
    /// The catalogue with its words.
    pub index: Index,
}

thread_local! {
    static LISTED: RefCell<Option<(u64, Option<Listed>)>> = const { RefCell::new(None) };
    static DECODED: RefCell<Option<Rc<Current>>> = const { RefCell::new(None) };
}

/// The version that is current; nothing before the first.
pub async fn listed(env: &Env) -> Result<Option<Listed>> {
    let now = worker::Date::now().as_millis();
    let known = LISTED.with_borrow(|known| match known {
        Some((since, listed)) if now.saturating_sub(*since) < REMEMBERED_MS => Some(listed.clone()),
        _ => None,
    });
    if let Some(listed) = known {
        return Ok(listed);
    }
    match newest(env).await {
        Ok(listed) => {
            LISTED.set(Some((now, listed.clone())));
            Ok(listed)
        }
        Err(error) => match LISTED.with_borrow(Clone::clone) {
            // Prices are checked again when somebody buys; an old list is better than none.
            Some((since, listed)) => {
                worker::console_error!(
                    "{}",
                    serde_json::json!({ "catalogue_as_of": since, "error": error.to_string() })
                );
                LISTED.set(Some((now, listed.clone())));
                Ok(listed)
            }
            None => Err(error),
        },
    }
}

/// The same as D1 has it now.
pub async fn newest(env: &Env) -> Result<Option<Listed>> {
    let rows = env
        .d1("DB")?
        .prepare("SELECT version, snapshot, previous, published_at FROM catalogue ORDER BY version DESC LIMIT ?1")
        .bind(&[(KEPT_WAYS as f64 + 1.0).into()])?
        .all()
        .await?;
    let mut rows = rows.results::<Listed>()?.into_iter();
    let newest = rows.next();
    let ways = rows.map(|one| one.version).collect();
    Ok(newest.map(|newest| Listed { ways, ..newest }))
}

/// Lists a version. Listed again, nothing changes.
pub async fn store(env: &Env, listed: &Listed) -> Result<()> {
    env.d1("DB")?
        .prepare(
            "INSERT INTO catalogue (version, snapshot, previous, published_at) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (version) DO NOTHING",
        )
        .bind(&[
            listed.version.into(),
            listed.snapshot.to_string().into(),
            listed.previous.map_or(worker::wasm_bindgen::JsValue::NULL, Into::into),
            format!("{:?}", listed.published_at).into(),
        ])?
        .run()
        .await?;
    forget();
    Ok(())
}

/// Drops the version that this isolate remembers.
pub fn forget() {
    LISTED.set(None);
}

/// The current catalogue; nothing before the first is published.
pub async fn current(env: &Env) -> Result<Option<Rc<Current>>> {
    let Some(listed) = listed(env).await? else {
        return Ok(None);
    };
    let known = DECODED.with_borrow(Clone::clone);
    if let Some(known) = known.as_ref().filter(|one| one.version == listed.version) {
        return Ok(Some(Rc::clone(known)));
    }
    match decode(env, &listed).await {
        Ok(decoded) => {
            let decoded = Rc::new(decoded);
            DECODED.set(Some(Rc::clone(&decoded)));
            Ok(Some(decoded))
        }
        Err(error) => {
            worker::console_error!(
                "{}",
                serde_json::json!({ "catalogue": listed.version, "error": error.to_string() })
            );
            known.map(Some).ok_or(error)
        }
    }
}

async fn decode(env: &Env, listed: &Listed) -> Result<Current> {
    let version = listed.version;
    let bytes = read(env, File::Snapshot(version))
        .await?
        .ok_or_else(|| Error::RustError(format!("snapshot {version} is gone")))?;
    let snapshot = Snapshot::decode(&bytes).map_err(|error| Error::RustError(error.to_string()))?;
    Ok(Current {
        version,
        published_at: listed.published_at,
        index: Index::new(snapshot.catalogue),
    })
}
