//! Web push: phones ask to be told, and are told that there is news. Their addresses
//! are sealed in their owner's shard; nothing of anybody's is sent to them.

mod client;
mod consumer;
mod endpoint;
mod vapid;

pub use consumer::{Word, consume};

use crate::crypto::{Keys, Purpose};
use crate::http::{Answer, Context, Refusal, done, odd};
use crate::registrant::{Answer as Stored, Question, Registrants};
use crate::session;
use domain::push::{PushOffRequest, PushRequest, PushView};
use endpoint::{Endpoint, Services};
use vapid::Vapid;

/// By this a shard finds an address that it keeps sealed.
fn endpoint_hash(keys: &Keys, endpoint: &str) -> String {
    keys.digest(Purpose::Token, &["push", endpoint]).text()
}

/// A phone of the signed-in person wants to be told.
pub async fn subscribe(context: &Context, request: &PushRequest) -> Answer<PushView> {
    let (shard, session_hash) = session::current(context)?;
    let services = Services::of(&context.env)?;
    let endpoint = Endpoint::parse(&request.endpoint, &services).map_err(Refusal::code)?;
    let question = Question::Subscribe {
        session_hash,
        endpoint_hash: endpoint_hash(&context.config.keys, endpoint.as_str()),
        endpoint: endpoint.as_str().to_owned(),
        now: context.now,
    };
    view(context, shard, question).await
}

/// It does not any more, or none of their phones does.
pub async fn unsubscribe(context: &Context, request: &PushOffRequest) -> Answer<PushView> {
    let (shard, session_hash) = session::current(context)?;
    let hash = |endpoint: &String| endpoint_hash(&context.config.keys, endpoint);
    let question = Question::Unsubscribe {
        session_hash,
        endpoint_hash: request.endpoint.as_ref().map(hash),
        now: context.now,
    };
    view(context, shard, question).await
}

async fn view(context: &Context, shard: u16, question: Question) -> Answer<PushView> {
    let registrants = Registrants::of(&context.env, &context.config)?;
    match done(registrants.ask_shard(shard, question).await?)? {
        Stored::Phones(number, phones) => Ok(shown(context, &number.grouped(), phones)),
        _ => Err(odd()),
    }
}

/// What the account of that registration number says of it.
pub fn shown(context: &Context, number: &str, phones: u32) -> PushView {
    // A deployment without a key tells nobody, and keeps nobody out.
    let key = Vapid::of(&context.env).map(|vapid| vapid.public_key().to_owned());
    PushView {
        key: key.unwrap_or_default(),
        phones,
        owner: session::tag(context, number),
    }
}
