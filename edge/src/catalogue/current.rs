//! The current catalogue: its version in D1 and the catalogue itself, both on the
//! isolate's shelf.

use super::files::{File, read};
use crate::publication::{self, Decoded, Listing, Shelf};
use crate::sql::Moment;
use domain::catalogue::KEPT_WAYS;
use domain::catalogue::search::Index;
use domain::catalogue::snapshot::Snapshot;
use domain::draw::Hex;
use serde::Deserialize;
use std::cell::RefCell;
use std::rc::Rc;
use std::thread::LocalKey;
use worker::{Env, Error, Result};

/// A version that was published.
#[derive(Clone, Debug, Deserialize)]
pub struct Listed {
    /// Its number.
    pub version: u32,
    /// SHA-256 of the snapshot.
    pub snapshot: Hex<32>,
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

/// The catalogue on the isolate's shelf.
pub struct Courses;

thread_local! {
    static LISTED: publication::Listed<Listed> = const { publication::nothing_listed() };
    static DECODED: Decoded<Current> = const { RefCell::new(None) };
}

impl Shelf for Courses {
    type Listed = Listed;
    type Current = Current;

    const NAME: &'static str = "catalogue";

    fn listed() -> &'static LocalKey<publication::Listed<Listed>> {
        &LISTED
    }

    fn decoded() -> &'static LocalKey<Decoded<Current>> {
        &DECODED
    }

    fn version(listed: &Listed) -> u32 {
        listed.version
    }

    fn decoded_version(current: &Current) -> u32 {
        current.version
    }

    async fn newest(env: &Env) -> Result<Option<Listed>> {
        newest(env).await
    }

    async fn decode(env: &Env, listed: &Listed) -> Result<Current> {
        decode(env, listed).await
    }
}

/// The version that is current; nothing before the first.
pub async fn listed(env: &Env) -> Result<Option<Listed>> {
    publication::listed::<Courses>(env).await
}

/// The current catalogue; nothing before the first is published.
pub async fn current(env: &Env) -> Result<Option<Rc<Current>>> {
    publication::current::<Courses>(env).await
}

/// The same as D1 has it now.
pub async fn newest(env: &Env) -> Result<Option<Listed>> {
    let rows = env
        .d1("DB")?
        .prepare(
            "SELECT version, snapshot, published_at FROM catalogue ORDER BY version DESC LIMIT ?1",
        )
        .bind(&[(KEPT_WAYS as f64 + 1.0).into()])?
        .all()
        .await?;
    let mut rows = rows.results::<Listed>()?.into_iter();
    let newest = rows.next();
    let ways = rows.map(|one| one.version).collect();
    Ok(newest.map(|newest| Listed { ways, ..newest }))
}

/// Lists a version. Listed again, nothing changes.
pub async fn list(env: &Env, listing: &Listing) -> Result<()> {
    env.d1("DB")?
        .prepare(
            "INSERT INTO catalogue (version, snapshot, previous, published_at) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (version) DO NOTHING",
        )
        .bind(&[
            listing.version.into(),
            listing.file.to_string().into(),
            listing.previous.map_or(worker::wasm_bindgen::JsValue::NULL, Into::into),
            format!("{:?}", listing.published_at).into(),
        ])?
        .run()
        .await?;
    forget();
    Ok(())
}

/// Drops the version that this isolate remembers.
pub fn forget() {
    publication::forget::<Courses>();
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
