//! The current vacancies: version in D1, file in R2 under a name that is used once.

use crate::http::{Answer, Refusal};
use crate::publication::{self, Decoded, Kind, Listing, Published, Shelf, enlist};
use crate::sql::Moment;
use domain::messages::Code;
use domain::publication::PublishedFile;
use domain::vacancy::{FEED_BYTES, Feed, FeedError, Index};
use serde::Deserialize;
use std::cell::RefCell;
use std::rc::Rc;
use std::thread::LocalKey;
use worker::{Env, Error, Result};

/// A version that was published.
#[derive(Clone, Debug, Deserialize)]
pub struct Listed {
    version: u32,
    published_at: Moment,
}

/// The current version, ready to be searched.
pub struct Current {
    /// Which it is.
    pub version: u32,
    /// When it was published.
    pub published_at: Moment,
    /// The vacancies with their words.
    pub index: Index,
}

/// Vacancies, published and on the isolate's shelf.
pub struct Vacancies;

thread_local! {
    static LISTED: publication::Listed<Listed> = const { publication::nothing_listed() };
    static DECODED: Decoded<Current> = const { RefCell::new(None) };
}

/// The current vacancies; nothing before the first are published.
pub async fn current(env: &Env) -> Result<Option<Rc<Current>>> {
    publication::current::<Vacancies>(env).await
}

/// Lists a version. Listed again, nothing changes.
pub async fn list(env: &Env, listing: &Listing) -> Result<()> {
    env.d1("DB")?
        .prepare(
            "INSERT INTO vacancies (version, file, published_at) VALUES (?1, ?2, ?3)
             ON CONFLICT (version) DO NOTHING",
        )
        .bind(&[
            listing.version.into(),
            listing.file.to_string().into(),
            format!("{:?}", listing.published_at).into(),
        ])?
        .run()
        .await?;
    Ok(())
}

fn key(version: u32) -> String {
    format!("lowongan/{version}.json")
}

impl Shelf for Vacancies {
    type Listed = Listed;
    type Current = Current;

    const NAME: &'static str = "vacancies";

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
        env.d1("DB")?
            .prepare("SELECT version, published_at FROM vacancies ORDER BY version DESC LIMIT 1")
            .first(None)
            .await
    }

    async fn decode(env: &Env, listed: &Listed) -> Result<Current> {
        let version = listed.version;
        let found = env.bucket("FILES")?.get(key(version)).execute().await?;
        let body = found.as_ref().and_then(worker::Object::body);
        let gone = || Error::RustError(format!("vacancies {version} are gone"));
        let bytes = body.ok_or_else(gone)?.bytes().await?;
        let feed = Feed::decode(&bytes).map_err(|error| Error::RustError(error.to_string()))?;
        Ok(Current {
            version,
            published_at: listed.published_at,
            index: Index::new(feed),
        })
    }
}

impl Published for Vacancies {
    const KIND: Kind = Kind::Vacancies;
    const MOST_BYTES: usize = FEED_BYTES;

    fn version_of(_: PublishedFile, bytes: &[u8]) -> Answer<u32> {
        match Feed::decode(bytes) {
            Ok(feed) => Ok(feed.version),
            Err(FeedError::Inconsistent) => Err(Refusal::code(Code::VacancyFileInconsistent)),
            Err(FeedError::Malformed | FeedError::TooLarge) => {
                Err(Refusal::code(Code::VacancyFileMalformed))
            }
        }
    }

    async fn write(env: &Env, version: u32, _: PublishedFile, bytes: Vec<u8>) -> Result<()> {
        env.bucket("FILES")?
            .put(key(version), bytes)
            .execute()
            .await?;
        Ok(())
    }

    async fn finish(env: &Env, version: u32) -> Answer<()> {
        enlist(env, Self::KIND, version, None).await?;
        publication::forget::<Self>();
        Ok(())
    }
}
