//! Buying a course: the offer as it stands now, a seat, then the price put
//! aside. Cut off anywhere, the same key goes on; a seat without a purchase is
//! given back by the person's shard.

use crate::catalogue;
use crate::crypto::Purpose;
use crate::http::{Answer, Context, Refusal, done, odd};
use crate::registrant::{Answer as Stored, Question, Registrants, Seat};
use crate::{seats, session};
use domain::ledger::AccountStatement;
use domain::messages::Code;
use domain::purchase::{PurchaseId, PurchaseRequest, PurchaseView};

/// Reserves a course for the signed-in person.
pub async fn reserve(
    context: &Context,
    request: &PurchaseRequest,
    key: &str,
) -> Answer<PurchaseView> {
    let (shard, session_hash) = session::current(context)?;
    let schedule = request.schedule.as_ref().map(|one| one.as_str());
    let (offer, capacity) = catalogue::offer(
        context,
        request.course.as_str(),
        request.platform.as_str(),
        schedule,
    )
    .await?
    .ok_or(Refusal::code(Code::NotFound))?;
    let registrants = Registrants::of(&context.env, &context.config)?;
    let key = context
        .config
        .keys
        .digest(Purpose::IdempotencyKey, &[key])
        .text();
    let begin = Question::BeginPurchase {
        session_hash: session_hash.clone(),
        key: key.clone(),
        offer: offer.clone(),
        quote: request.price,
        now: context.now,
    };
    let Stored::PurchaseBegun(id) = done(registrants.ask_shard(shard, begin).await?)? else {
        return Err(odd());
    };
    if let Some(schedule) = &offer.schedule {
        let seat = Seat {
            course: offer.course.clone(),
            schedule: schedule.clone(),
            purchase: id,
        };
        let capacity = capacity.map(u32::from).unwrap_or_default();
        done(seats::hold(&context.env, seat, capacity).await?)?;
    }
    let reserve = Question::Reserve {
        session_hash,
        key,
        offer,
        quote: request.price,
        now: context.now,
    };
    bought(registrants.ask_shard(shard, reserve).await?)
}

/// Gives a reserved course back.
pub async fn cancel(context: &Context, id: &str) -> Answer<PurchaseView> {
    let (shard, session_hash) = session::current(context)?;
    let id = PurchaseId::parse(id).map_err(|_| Refusal::code(Code::PurchaseUnknown))?;
    let question = Question::CancelPurchase {
        session_hash,
        id,
        now: context.now,
    };
    let registrants = Registrants::of(&context.env, &context.config)?;
    bought(registrants.ask_shard(shard, question).await?)
}

fn bought(answer: crate::sql::Outcome<Stored>) -> Answer<PurchaseView> {
    match done(answer)? {
        Stored::Purchase(view) => Ok(*view),
        _ => Err(odd()),
    }
}

/// Every posting to the signed-in person's accounts.
pub async fn statement(context: &Context) -> Answer<Vec<AccountStatement>> {
    let (shard, session_hash) = session::current(context)?;
    let question = Question::Statement {
        session_hash,
        now: context.now,
    };
    let registrants = Registrants::of(&context.env, &context.config)?;
    match done(registrants.ask_shard(shard, question).await?)? {
        Stored::Statement(accounts) => Ok(accounts),
        _ => Err(odd()),
    }
}
