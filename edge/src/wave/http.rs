//! Listing waves, joining one, leaving one.

use crate::crypto::Purpose;
use crate::http::{Answer, Context, Refusal, done, odd};
use crate::registrant::{Answer as Stored, Question, Registrants};
use crate::session;
use domain::messages::{Code, Params};
use domain::wave::{Application, ListedWave, Wave};

/// Every wave.
pub async fn list(context: &Context) -> Answer<Vec<ListedWave>> {
    Ok(super::listed(&context.env, context.now).await?)
}

/// Joins a wave for the signed-in person.
pub async fn join(context: &Context, number: u32, key: &str) -> Answer<Application> {
    let (shard, session_hash) = session::current(context)?;
    let wave = find(context, number).await?;
    let keys = &context.config.keys;
    let question = Question::Join {
        session_hash,
        wave,
        key_hash: keys.digest(Purpose::IdempotencyKey, &[key]).text(),
        body: format!("join {number}"),
        now: context.now,
    };
    let answer = Registrants::of(&context.env, &context.config)?
        .ask_shard(shard, question)
        .await?;
    match done(answer)? {
        Stored::Joined(application) => Ok(application),
        _ => Err(odd()),
    }
}

/// Leaves a wave that is still open.
pub async fn leave(context: &Context, number: u32) -> Answer<()> {
    let (shard, session_hash) = session::current(context)?;
    let question = Question::Leave {
        session_hash,
        wave: find(context, number).await?,
        now: context.now,
    };
    let answer = Registrants::of(&context.env, &context.config)?
        .ask_shard(shard, question)
        .await?;
    done(answer).map(drop)
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
