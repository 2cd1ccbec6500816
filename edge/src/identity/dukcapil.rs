//! The client of the civil registry's verification service.

use crate::outside::{Unreachable, post};
use domain::identity::{IdentityState, Mismatch};
use domain::registration::Registration;
use serde::{Deserialize, Serialize};
use worker::Env;

/// 8 s – the registry answers in under a second when it is well; what takes
/// longer is asked again later.
const PATIENCE_MS: u64 = 8_000;

#[derive(Serialize)]
struct Question<'a> {
    nik: &'a str,
    kk: &'a str,
    name: &'a str,
    birth_date: String,
}

#[derive(Deserialize)]
#[serde(tag = "result", rename_all = "snake_case")]
enum Reply {
    Match,
    Mismatch { fields: Vec<Mismatch> },
    UnknownNik,
}

/// Asks whether the registry holds the same data.
pub async fn verify(env: &Env, registration: &Registration) -> Result<IdentityState, Unreachable> {
    let question = Question {
        nik: registration.nik.as_str(),
        kk: registration.kk.as_str(),
        name: registration.name.as_str(),
        birth_date: registration.birth_date.into(),
    };
    let reply: Reply = post(env, "DUKCAPIL", "/v1/verify", None, &question, PATIENCE_MS).await?;
    Ok(match reply {
        Reply::Match => IdentityState::Verified,
        Reply::Mismatch { fields } => IdentityState::Mismatch { fields },
        Reply::UnknownNik => IdentityState::Mismatch {
            fields: vec![Mismatch::Nik],
        },
    })
}
