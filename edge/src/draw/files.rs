//! The public files of a wave's draw: written once, served to everybody, never
//! changed, so that any cache may keep them.

use crate::household::{Households, Prove, Proven, Round};
use crate::http::{Answer, Context, Refusal};
use crate::json::json;
use data_encoding::HEXLOWER;
use domain::api::Limit;
use domain::draw::{Commitment, DrawResult, EntryId, Hex, Rules, file_hash};
use domain::messages::Code;
use serde::de::DeserializeOwned;
use std::cell::RefCell;
use std::collections::HashMap;
use worker::{Cache, Env, Response, Result};

/// Where they are served.
const PLACE: &str = "/berkas/undian/";
const IMMUTABLE: &str = "public, max-age=31536000, immutable";

/// A shard's entries.
pub fn entries_file(wave: u32, shard: u16) -> String {
    format!("{wave}/entries/{shard:03}.bin")
}

/// Writes a file. Written again, it has the same bytes.
pub async fn publish(env: &Env, file: &str, bytes: Vec<u8>) -> Result<()> {
    env.bucket("FILES")?
        .put(format!("undian/{file}"), bytes)
        .execute()
        .await?;
    Ok(())
}

async fn read(env: &Env, file: &str) -> Result<Option<Vec<u8>>> {
    let found = env
        .bucket("FILES")?
        .get(format!("undian/{file}"))
        .execute()
        .await?;
    match found.as_ref().and_then(worker::Object::body) {
        Some(body) => Ok(Some(body.bytes().await?)),
        None => Ok(None),
    }
}

/// What is published of a wave so far.
#[derive(Clone)]
pub struct Published {
    /// The rules and their file's hash.
    pub rules: Option<(Rules, Hex<32>)>,
    /// The commitment and its file's hash.
    pub commitment: Option<(Commitment, Hex<32>)>,
    /// The result.
    pub result: Option<DrawResult>,
}

thread_local! {
    /// Waves that are drawn: nothing of them changes any more.
    static DRAWN: RefCell<HashMap<u32, Published>> = RefCell::default();
}

/// Reads it.
pub async fn published(env: &Env, wave: u32) -> Result<Published> {
    if let Some(known) = DRAWN.with_borrow(|drawn| drawn.get(&wave).cloned()) {
        return Ok(known);
    }
    let published = Published {
        rules: parsed(read(env, &format!("{wave}/rules.json")).await?)?,
        commitment: parsed(read(env, &format!("{wave}/commitment.json")).await?)?,
        result: parsed(read(env, &format!("{wave}/result.json")).await?)?.map(|(result, _)| result),
    };
    if published.result.is_some() {
        DRAWN.with_borrow_mut(|drawn| drawn.insert(wave, published.clone()));
    }
    Ok(published)
}

fn parsed<T: DeserializeOwned>(file: Option<Vec<u8>>) -> Result<Option<(T, Hex<32>)>> {
    file.map(|bytes| Ok((json(&bytes)?, file_hash(&bytes))))
        .transpose()
}

/// Answers `GET /berkas/undian/…`. What was asked for once is kept close to
/// people: results are looked at by millions in one hour, and never change.
pub async fn serve(context: &Context, path: &str) -> Answer<Response> {
    let cache = Cache::default();
    let key = format!("https://files.invalid{path}");
    if let Some(known) = cache.get(&key, false).await? {
        return Ok(known);
    }
    let mut response = make(context, path).await?;
    cache.put(&key, response.cloned()?).await?;
    Ok(response)
}

async fn make(context: &Context, path: &str) -> Answer<Response> {
    let missing = || Refusal::code(Code::NotFound);
    let file = path.strip_prefix(PLACE).ok_or_else(missing)?;
    let mut parts = file.split('/');
    let (Some(wave), Some(name), detail, None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(missing());
    };
    let wave: u32 = wave.parse().map_err(|_| missing())?;
    let content_type = match (name, detail) {
        ("rules.json" | "commitment.json" | "result.json", None) => "application/json",
        ("entries", Some(_)) => "application/octet-stream",
        ("proofs", Some(entry)) => {
            context.limit(Limit::Proof).await?;
            let proof = prove(context, wave, entry).await?.ok_or_else(missing)?;
            return give(proof, "application/octet-stream");
        }
        _ => return Err(missing()),
    };
    let bytes = read(&context.env, file).await?.ok_or_else(missing)?;
    give(bytes, content_type)
}

fn give(bytes: Vec<u8>, content_type: &str) -> Answer<Response> {
    Ok(Response::builder()
        .with_header("Content-Type", content_type)?
        .with_header("Cache-Control", IMMUTABLE)?
        .fixed(bytes))
}

/// The proof of `{shard}-{entry id}`; nothing if it is not under the root.
async fn prove(context: &Context, wave: u32, entry: &str) -> Answer<Option<Vec<u8>>> {
    let Some((shard, id)) = entry.split_once('-') else {
        return Ok(None);
    };
    let (Ok(shard), Some(id)) = (shard.parse(), EntryId::parse(id)) else {
        return Ok(None);
    };
    let published = published(&context.env, wave).await?;
    let proven = find(context, &published, shard, id).await?;
    Ok(proven.and_then(|proven| HEXLOWER.decode(proven.proof.as_bytes()).ok()))
}

/// An entry under a commitment, and what became of it.
pub async fn find(
    context: &Context,
    published: &Published,
    shard: u16,
    id: EntryId,
) -> Answer<Option<Proven>> {
    let households = Households::of(&context.env, &context.config);
    let Some((commitment, _)) = &published.commitment else {
        return Ok(None);
    };
    if shard >= households.count() {
        return Ok(None);
    }
    let drawn = published.result.as_ref().zip(published.rules.as_ref());
    let prove = Prove {
        wave: commitment.wave,
        id,
        shards: commitment.shards.clone(),
        drawn: drawn.map(|(result, (rules, _))| {
            let round = Round {
                randomness: result.randomness,
                rules: rules.clone(),
            };
            (round, result.thresholds())
        }),
    };
    Ok(households.ask(shard, &prove).await?)
}
