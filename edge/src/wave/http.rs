//! Listing waves, joining one, leaving one.

use crate::crypto::Purpose;
use crate::draw::registrant::LeaveWave;
use crate::http::{Answer, Context, Refusal};
use crate::sign_in::session;
use crate::wave::registrant::JoinWave;
use domain::messages::{Code, Params};
use domain::wave::{Application, ListedWave, Wave};

/// Every wave.
pub async fn list(context: &Context) -> Answer<Vec<ListedWave>> {
    Ok(super::listed(&context.env, context.now).await?)
}

/// Joins a wave for the signed-in person.
pub async fn join(context: &Context, number: u32, key: &str) -> Answer<Application> {
    session::current(context)?;
    let keys = &context.config.keys;
    let join = JoinWave {
        wave: find(context, number).await?,
        key_hash: keys.digest(Purpose::IdempotencyKey, &[key]).text(),
        body: format!("join {number}"),
    };
    session::ask(context, join).await
}

/// Leaves a wave that is still open.
pub async fn leave(context: &Context, number: u32) -> Answer<()> {
    session::current(context)?;
    let wave = find(context, number).await?;
    session::ask(context, LeaveWave { wave }).await
}

async fn find(context: &Context, number: u32) -> Answer<Wave> {
    let waves = super::all(&context.env).await?;
    waves
        .into_iter()
        .find(|wave| wave.number == number)
        .ok_or_else(|| {
            let params = Params {
                wave: Some(number),
                ..Params::default()
            };
            Refusal::Whole(Code::WaveUnknown, params)
        })
}
