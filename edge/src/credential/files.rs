//! What is public about digital certificates: institutions' keys, one file for
//! each publication that never changes and one that is always the newest; lists
//! of revocations, signed when they are asked for; and the institutions'
//! `did:web` documents, for verifiers that are not ours.

use super::desk;
use super::issuers::{key, of, origin};
use crate::http::{Answer, Context, Refusal};
use crate::memory::{Memory, remembered};
use chrono::Timelike;
use domain::catalogue::InstitutionId;
use domain::credential::{Issuers, MOST_LISTS, StatusList, issuer_id, list_id};
use domain::messages::Code;
use ed25519_dalek::Signer;
use std::rc::Rc;
use worker::{Env, Response, Result};

const KEYS: &str = "/berkas/penerbit/";
const NEWEST: &str = "terbaru.json";
const LISTS: &str = "/berkas/sertifikat/status/";

const IMMUTABLE: &str = "public, max-age=31536000, immutable";
/// Five minutes, and a day more while we cannot be reached.
const SOON_OLD: &str = "public, max-age=300, stale-if-error=86400";

thread_local! {
    /// 5 s – how long a publication or a revocation may take to be seen everywhere.
    static ISSUERS: Memory<(), Rc<Issuers>> = const { Memory::new(5_000, 1) };
    /// Lists by number, and by the hour that they were signed in: the sandbox's clock can jump.
    static SIGNED: Memory<(u32, i64), Rc<str>> = const { Memory::new(5_000, 1_000) };
}

/// Drops what this isolate remembers.
pub fn forget() {
    ISSUERS.with(Memory::forget_all);
    SIGNED.with(Memory::forget_all);
}

/// Who may sign, as it is published now.
pub async fn issuers(env: &Env) -> Result<Rc<Issuers>> {
    remembered(&ISSUERS, (), async || {
        Ok(Rc::new(of(env, &desk::published(env).await?)?))
    })
    .await
}

/// A list as it stands now, by its address; nothing for one that is not ours.
pub async fn status_list(context: &Context, id: &str) -> Answer<Option<Rc<str>>> {
    let env = &context.env;
    let number = id
        .rsplit_once('/')
        .and_then(|(_, number)| number.parse().ok());
    let Some(number) = number.filter(|number| (1..=MOST_LISTS).contains(number)) else {
        return Ok(None);
    };
    let origin = origin(env)?;
    if list_id(&origin, number) != id {
        return Ok(None);
    }
    let now = context.now.with_nanosecond(0).unwrap_or(context.now);
    let signed = remembered(&SIGNED, (number, now.timestamp() / 3600), async || {
        let revoked = desk::revoked(env, number).await?;
        let unsigned = StatusList::unsigned(&origin, number, &revoked, now);
        let signature = key(env)?.sign(unsigned.bytes()).to_bytes();
        Ok(unsigned.signed(&signature).into())
    });
    Ok(Some(signed.await?))
}

/// Whether a path is one of these files.
pub fn is_for(path: &str) -> bool {
    path.starts_with(KEYS) || path.starts_with(LISTS)
}

/// Answers `GET /berkas/penerbit/…` and `GET /berkas/sertifikat/status/…`.
pub async fn serve(context: &Context, path: &str) -> Answer<Response> {
    let missing = || Refusal::code(Code::NotFound);
    let env = &context.env;
    if let Some(number) = path.strip_prefix(LISTS) {
        let id = format!("{}{LISTS}{number}", origin(env)?);
        let jwt = status_list(context, &id).await?.ok_or_else(missing)?;
        return give(jwt.as_bytes().to_vec(), "application/vc+jwt", SOON_OLD);
    }
    let name = path.strip_prefix(KEYS).ok_or_else(missing)?;
    if name == NEWEST {
        let text = issuers(env).await?.to_json();
        return give(text.into_bytes(), "application/json", SOON_OLD);
    }
    let version: u32 = name
        .strip_suffix(".json")
        .and_then(|version| version.parse().ok())
        .ok_or_else(missing)?;
    let key = format!("penerbit/{version}.json");
    let found = env.bucket("FILES")?.get(key).execute().await?;
    match found.as_ref().and_then(worker::Object::body) {
        Some(body) => give(body.bytes().await?, "application/json", IMMUTABLE),
        None => Err(missing()),
    }
}

fn give(bytes: Vec<u8>, content_type: &str, cache_control: &str) -> Answer<Response> {
    Ok(Response::builder()
        .with_header("Content-Type", content_type)?
        .with_header("Cache-Control", cache_control)?
        .fixed(bytes))
}

/// `GET /penerbit/{institution}/did.json`; nothing for another path.
pub async fn did_document(context: &Context, path: &str) -> Answer<Response> {
    let asked = path
        .strip_prefix("/penerbit/")
        .and_then(|rest| rest.strip_suffix("/did.json"));
    let missing = || Refusal::code(Code::NotFound);
    let institution = asked.ok_or_else(missing)?;
    let institution = InstitutionId::parse(institution).map_err(|_| missing())?;
    let id = issuer_id(&origin(&context.env)?, institution);
    let text = issuers(&context.env)
        .await?
        .did_document(&id)
        .ok_or_else(missing)?;
    give(text.into_bytes(), "application/did+json", SOON_OLD)
}
