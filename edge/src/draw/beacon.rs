//! The client of the public beacon (drand's HTTP API). What it answers counts
//! only if the chain's key signed it.

use crate::outside::{self, Unreachable};
use domain::draw::Hex;
use domain::draw::beacon::{Beacon, Chain};
use serde::Deserialize;
use worker::{Env, Error, Result};

/// 5 s – the next try comes soon enough.
const PATIENCE_MS: u64 = 5_000;

/// Where chance comes from; a trait, so that the rules around it can be tested
/// without a network.
pub trait Source {
    /// A round's value, as it was answered.
    async fn round(&self, round: u64) -> std::result::Result<Beacon, Unreachable>;
}

/// drand over HTTP.
pub struct Drand<'a>(pub &'a Env);

#[derive(Deserialize)]
struct Answered {
    round: u64,
    signature: Hex<48>,
}

impl Source for Drand<'_> {
    async fn round(&self, round: u64) -> std::result::Result<Beacon, Unreachable> {
        let path = format!("/public/{round}");
        let answered: Answered = outside::get(self.0, "BEACON", &path, PATIENCE_MS).await?;
        Ok(Beacon {
            round: answered.round,
            signature: answered.signature,
        })
    }
}

/// The chain that the deployment trusts.
pub fn chain(env: &Env) -> Result<Chain> {
    let read = |name: &str| -> Result<String> { Ok(env.var(name)?.to_string()) };
    let wrong = |name: &str| Error::RustError(format!("{name} cannot be read"));
    Ok(Chain {
        public_key: Hex::parse(&read("BEACON_PUBLIC_KEY")?)
            .ok_or_else(|| wrong("BEACON_PUBLIC_KEY"))?,
        genesis_time: read("BEACON_GENESIS")?
            .parse()
            .map_err(|_| wrong("BEACON_GENESIS"))?,
        period: read("BEACON_PERIOD")?
            .parse()
            .map_err(|_| wrong("BEACON_PERIOD"))?,
    })
}

/// The value of a round, checked; nothing if there is none to trust yet.
pub async fn value(source: &impl Source, chain: &Chain, round: u64) -> Option<Beacon> {
    match source.round(round).await {
        Ok(beacon) if beacon.round == round && beacon.is_signed_by(chain) => Some(beacon),
        Ok(_) => {
            log(round, "the signature is not the chain's");
            None
        }
        Err(error) => {
            log(round, &error.to_string());
            None
        }
    }
}

fn log(round: u64, error: &str) {
    worker::console_error!("{}", serde_json::json!({ "beacon": round, "error": error }));
}
