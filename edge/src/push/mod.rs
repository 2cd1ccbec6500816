//! Web push: phones ask to be told, and are told that there is news. Their addresses
//! are sealed in their owner's shard; nothing of anybody's is sent to them.

mod client;
mod consumer;
mod endpoint;
pub mod registrant;
mod vapid;

pub use consumer::consume;

use crate::crypto::{Keys, Purpose};
use crate::http::{Answer, Context, Refusal};
use crate::push::registrant::Phones;
use crate::push::registrant::{Subscribe, Unsubscribe};
use crate::sign_in::session;
use domain::push::{PushOffRequest, PushRequest, PushView};
use endpoint::{Endpoint, Services};
use vapid::Vapid;

/// By this a shard finds an address that it keeps sealed.
fn endpoint_hash(keys: &Keys, endpoint: &str) -> String {
    keys.digest(Purpose::Token, &["push", endpoint]).text()
}

/// A phone of the signed-in person wants to be told.
pub async fn subscribe(context: &Context, request: &PushRequest) -> Answer<PushView> {
    session::current(context)?;
    let services = Services::of(&context.env)?;
    let endpoint = Endpoint::parse(&request.endpoint, &services).map_err(Refusal::code)?;
    let subscribe = Subscribe {
        endpoint_hash: endpoint_hash(&context.config.keys, endpoint.as_str()),
        endpoint: endpoint.as_str().to_owned(),
    };
    Ok(view(context, &session::ask(context, subscribe).await?))
}

/// It does not any more, or none of their phones does.
pub async fn unsubscribe(context: &Context, request: &PushOffRequest) -> Answer<PushView> {
    let hash = |endpoint: &String| endpoint_hash(&context.config.keys, endpoint);
    let unsubscribe = Unsubscribe {
        endpoint_hash: request.endpoint.as_ref().map(hash),
    };
    Ok(view(context, &session::ask(context, unsubscribe).await?))
}

fn view(context: &Context, phones: &Phones) -> PushView {
    shown(context, &phones.of.grouped(), phones.count)
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
