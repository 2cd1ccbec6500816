//! The edge: answers the API, makes the pages that depend on the moment, and
//! keeps the people, in Durable Objects spread by keyed hash.

#![allow(
    missing_docs,
    reason = "the objects' macro writes public glue without any; nobody links this crate"
)]

mod account;
mod appeal;
mod award;
mod catalogue;
mod certificate;
mod challenge;
mod clock;
mod config;
mod contact;
mod credential;
mod crypto;
mod data_copy;
mod delivery;
mod draw;
mod eligibility;
mod home;
mod household;
mod http;
mod identity;
mod incentive;
mod json;
mod ledger;
mod limits;
mod lists;
mod memory;
mod messages;
mod object;
mod outside;
mod pages;
mod partner;
mod payout;
mod profile;
mod publication;
mod purchase;
mod push;
mod queue;
mod registrant;
mod registration;
mod review;
#[cfg(feature = "sandbox")]
mod sandbox;
mod security;
mod sign_in;
mod signing;
mod sql;
mod staff;
mod status;
mod survey;
mod undelivered;
mod vacancy;
mod waiting;
mod wave;

pub use crate::purchase::seats::CourseSeats;
pub use certificate::CertificateHashes;
#[cfg(feature = "sandbox")]
pub use clock::SandboxClock;
pub use contact::ContactShard;
pub use credential::CredentialDesk;
pub use household::HouseholdShard;
pub use limits::AddressLimiter;
pub use lists::List;
pub use partner::{PartnerCalls, PlatformAccounts};
pub use payout::PayoutDesk;
pub use publication::CatalogueDesk;
pub use registrant::RegistrantShard;
pub use review::CourseReviews;
pub use staff::StaffLog;
pub use undelivered::UndeliveredDesk;
pub use wave::Wave;

use domain::messages::Locale;
use worker::{Context as Runtime, Env, MessageBatch, Request, Response, Result, event};

/// Every request that is not for `/assets/*`.
#[event(fetch)]
async fn fetch(request: Request, env: Env, _runtime: Runtime) -> Result<Response> {
    let method = request.method().to_string();
    let began = worker::Date::now().as_millis();
    let (route, response) = answer(request, env).await;
    let response = match response {
        Ok(response) => response,
        Err(error) => {
            worker::console_error!("{}", serde_json::json!({ "broken": error.to_string() }));
            Response::error(
                "Layanan sedang terganggu. Coba lagi sebentar lagi.\nThe service failed. Try again in a moment.",
                500,
            )?
        }
    };
    let ended = worker::Date::now().as_millis();
    http::line(
        &method,
        route,
        response.status_code(),
        began,
        ended.saturating_sub(began),
    );
    http::secured(response)
}

async fn answer(request: Request, env: Env) -> (&'static str, Result<Response>) {
    #[cfg(feature = "sandbox")]
    if request.path() == sandbox::CLOCK {
        return (sandbox::CLOCK, sandbox::control(request, &env).await);
    }
    let mut context = match http::Context::of(&request, env).await {
        Ok(context) => context,
        Err(error) => return ("*", Err(error)),
    };
    if request.path().starts_with("/api/") {
        http::api(request, &context).await
    } else {
        // A page's language is in its address, so that a link keeps it.
        context.locale = Locale::of_address(&request.path()).0;
        pages::answer(request, &context).await
    }
}

/// Identity checks, scans, payments, messages and word to phones. A batch is of one
/// queue; what goes to people is sealed text, the others name a row.
#[event(queue)]
async fn queue(batch: MessageBatch<serde_json::Value>, env: Env, _runtime: Runtime) -> Result<()> {
    // Where work stands still on a machine of ours, this says how far it came.
    #[cfg(feature = "sandbox")]
    worker::console_log!(
        "{}",
        serde_json::json!({ "queue": batch.queue(), "begins": batch.raw_iter().count() })
    );
    let result = match batch.queue().as_str() {
        "identity" => identity::consume(&batch, &env).await,
        "scans" => certificate::consume(&batch, &env).await,
        "payouts" => payout::consume(&batch, &env).await,
        "push" => push::consume(&batch, &env).await,
        name if name.ends_with(queue::DEAD) => {
            queue::dead(&batch, &env).await;
            Ok(())
        }
        _ => messages::consume(&batch, &env).await,
    };
    if let Err(error) = result {
        // An error here would reset every live object of the isolate.
        worker::console_error!("{}", queue::line(&batch, &error));
        for message in batch.raw_iter() {
            queue::again_later(&message);
        }
    }
    #[cfg(feature = "sandbox")]
    worker::console_log!(
        "{}",
        serde_json::json!({ "queue": batch.queue(), "ends": true })
    );
    Ok(())
}
