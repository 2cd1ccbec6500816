//! What the deployment gives: variables and secrets. Read once per isolate, in which they
//! do not change; a missing one is an error that names it, never a default.

use crate::crypto::Keys;
use std::cell::RefCell;
use worker::{Env, Error, Result};

thread_local! {
    static KNOWN: RefCell<Option<Config>> = const { RefCell::new(None) };
}

/// The deployment's settings.
#[derive(Clone)]
pub struct Config {
    /// Keys for hashes and sealing.
    pub keys: Keys,
    /// Number of shards of each kind. Never changed once people are registered.
    pub shards: u16,
}

impl Config {
    /// As the environment says.
    pub fn of(env: &Env) -> Result<Self> {
        if let Some(known) = KNOWN.with_borrow(Clone::clone) {
            return Ok(known);
        }
        let read = Self::read(env)?;
        KNOWN.set(Some(read.clone()));
        Ok(read)
    }

    fn read(env: &Env) -> Result<Self> {
        let keys = Keys::parse(
            &env.secret("PEPPER")?.to_string(),
            &env.secret("DATA_KEY")?.to_string(),
            // Not there until the first key is changed.
            &env.secret("DATA_KEYS")
                .map_or_else(|_| String::new(), |later| later.to_string()),
        )
        .map_err(|error| Error::RustError(error.to_string()))?;
        let shards = env
            .var("SHARDS")?
            .to_string()
            .parse()
            .ok()
            .filter(|shards| (1..=256).contains(shards))
            .ok_or_else(|| Error::RustError("SHARDS must be 1 to 256".to_owned()))?;
        Ok(Self { keys, shards })
    }
}
