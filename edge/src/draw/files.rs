//! The public files of a wave's draw: written once, served to everybody, never
//! changed, so that any cache may keep them.

use crate::household::{Answer as Household, Households, Question};
use crate::http::{Answer, Context, Refusal};
use data_encoding::HEXLOWER;
use domain::draw::{Commitment, DrawResult, EntryId, Hex, file_hash};
use domain::messages::Code;
use serde::de::DeserializeOwned;
use worker::{Env, Response, Result};

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
pub struct Published {
    /// The commitment and its file's hash.
    pub commitment: Option<(Commitment, Hex<32>)>,
    /// The result.
    pub result: Option<DrawResult>,
}

/// Reads it.
pub async fn published(env: &Env, wave: u32) -> Result<Published> {
    let commitment = read(env, &format!("{wave}/commitment.json")).await?;
    let result = read(env, &format!("{wave}/result.json")).await?;
    Ok(Published {
        commitment: commitment
            .map(|bytes| Ok::<_, worker::Error>((parse(&bytes)?, file_hash(&bytes))))
            .transpose()?,
        result: result.map(|bytes| parse(&bytes)).transpose()?,
    })
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T> {
    Ok(serde_json::from_slice(bytes)?)
}

/// Answers `GET /berkas/undian/…`.
pub async fn serve(context: &Context, path: &str) -> Answer<Response> {
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
    let Some((commitment, _)) = published(&context.env, wave).await?.commitment else {
        return Ok(None);
    };
    proof(context, &commitment, shard, id).await
}

/// The proof of an entry under a commitment.
pub async fn proof(
    context: &Context,
    commitment: &Commitment,
    shard: u16,
    id: EntryId,
) -> Answer<Option<Vec<u8>>> {
    let households = Households::of(&context.env, &context.config)?;
    if shard >= households.count() {
        return Ok(None);
    }
    let question = Question::Prove {
        wave: commitment.wave,
        id,
        shards: commitment.shards.clone(),
    };
    match households.ask(shard, &question).await? {
        Household::Proof(Some(hex)) => Ok(HEXLOWER.decode(hex.as_bytes()).ok()),
        _ => Ok(None),
    }
}
