//! A beacon with drand's interface and a key that everybody can read below: its
//! rounds look like quicknet's and prove nothing.

use crate::clock;
use crate::faults::Fault;
use bls12_381::hash_to_curve::{ExpandMsgXmd, HashToCurve};
use bls12_381::{G1Affine, G1Projective, Scalar};
use chrono::{DateTime, Utc};
use data_encoding::HEXLOWER;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use worker::{Env, Response, Result};

/// Nobody may take this chain for a real one.
const SECRET: u64 = 72_000_000_000_007;
/// As quicknet's.
const GENESIS: i64 = 1_692_803_367;
const PERIOD: i64 = 3;
const DOMAIN: &[u8] = b"BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_";

fn hex(bytes: &[u8]) -> String {
    HEXLOWER.encode(bytes)
}

fn signature(round: u64) -> [u8; 48] {
    let message = Sha256::digest(&round.to_be_bytes());
    let point = <G1Projective as HashToCurve<ExpandMsgXmd<Sha256>>>::hash_to_curve(message, DOMAIN);
    G1Affine::from(point * Scalar::from(SECRET)).to_compressed()
}

fn value(round: u64, signed: u64) -> Value {
    let signature = signature(signed);
    json!({
        "round": round,
        "randomness": hex(&Sha256::digest(&signature)),
        "signature": hex(&signature),
    })
}

/// `GET /beacon/public/{round}`: a round that is out by the edge's clock.
pub async fn round(env: &Env, fault: Fault, path: &str) -> Result<Response> {
    let Some(round) = path
        .strip_prefix("/beacon/public/")
        .and_then(|round| round.parse::<u64>().ok())
        .filter(|round| *round > 0)
    else {
        return Response::error("not a round", 404);
    };
    if fault == Fault::Wrong {
        // A value that looks right and is another round's.
        return Response::from_json(&value(round, round + 1));
    }
    if let Some(instead) = fault.suffer().await? {
        return Ok(instead);
    }
    let told: Value = clock::read(env).await?.json().await?;
    let now: Option<DateTime<Utc>> = told
        .get("now")
        .and_then(Value::as_str)
        .and_then(|now| now.parse().ok());
    let out = now.is_some_and(|now| {
        let past = (now.timestamp() - GENESIS).div_euclid(PERIOD);
        i64::try_from(round).is_ok_and(|round| round - 1 <= past)
    });
    if out {
        Response::from_json(&value(round, round))
    } else {
        Response::error("this round is not out yet", 425)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bls12_381::{G2Affine, G2Projective};

    #[test]
    fn the_public_key_that_the_local_system_trusts_belongs_to_the_secret_here() {
        let key = G2Affine::from(G2Projective::generator() * Scalar::from(SECRET));
        let settings = include_str!("../wrangler.toml");
        let key = hex(&key.to_compressed());
        assert!(settings.contains(&key), "BEACON_PUBLIC_KEY is {key}");
    }
}
