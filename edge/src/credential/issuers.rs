//! Institutions' keys as staff have published them, and the programme's own.

use crate::sql::Moment;
use data_encoding::BASE64URL_NOPAD;
use domain::credential::{IssuerKey, Issuers};
use ed25519_dalek::SigningKey;
use serde::{Deserialize, Serialize};
use worker::{Env, Error, Result};

/// The programme's address, as certificates name it.
pub fn origin(env: &Env) -> Result<String> {
    let origin = env.var("PUBLIC_URL")?.to_string();
    Ok(origin.trim_end_matches('/').to_owned())
}

/// What staff have published.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Published {
    /// Counts publications; none yet at zero.
    pub version: u32,
    /// When.
    pub at: Moment,
    /// All keys.
    pub keys: Vec<IssuerKey>,
}

/// The programme's own key, which signs lists.
pub fn key(env: &Env) -> Result<SigningKey> {
    let secret = env.secret("CREDENTIAL_KEY")?.to_string();
    let bytes = BASE64URL_NOPAD.decode(secret.trim().trim_end_matches('=').as_bytes());
    let bytes: Option<[u8; 32]> = bytes.ok().and_then(|bytes| bytes.try_into().ok());
    bytes
        .map(|bytes| SigningKey::from_bytes(&bytes))
        .ok_or_else(|| Error::RustError("CREDENTIAL_KEY is not 32 bytes of base64url".to_owned()))
}

/// Everybody who may sign.
pub fn of(env: &Env, published: &Published) -> Result<Issuers> {
    let lists = key(env)?.verifying_key().to_bytes();
    Ok(Issuers::new(
        &origin(env)?,
        published.version,
        published.at,
        &published.keys,
        lists,
    ))
}

/// Writes the file of a publication. Written again, it has the same bytes.
pub async fn write(env: &Env, published: &Published) -> Result<()> {
    let text = of(env, published)?.to_json();
    let key = format!("penerbit/{}.json", published.version);
    env.bucket("FILES")?.put(key, text).execute().await?;
    Ok(())
}
