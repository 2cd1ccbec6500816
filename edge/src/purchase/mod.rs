//! Buying a course: the offer as it stands now, a seat, then the price put
//! aside. Cut off anywhere, the same key goes on; a seat without a purchase is
//! given back by the person's shard.

pub mod registrant;
mod remind;
pub mod seats;

use crate::catalogue;
use crate::crypto::Purpose;
use crate::http::{Answer, Context, Refusal, done};
use crate::ledger::registrant::ShowStatement;
use crate::purchase::registrant::Buyer;
use crate::purchase::registrant::{BeginPurchase, CancelPurchase, Order, Reserve};
use crate::registrant::Seat;
use crate::sign_in::session;
use domain::ledger::AccountStatement;
use domain::messages::Code;
use domain::purchase::{PurchaseId, PurchaseRequest, PurchaseView};

/// Reserves a course for the signed-in person.
pub async fn reserve(
    context: &Context,
    request: &PurchaseRequest,
    key: &str,
) -> Answer<PurchaseView> {
    let (shard, session_hash) = session::vouched(context).await?;
    let schedule = request.schedule.as_ref().map(|one| one.as_str());
    let (offer, seats) = catalogue::offer(
        context,
        request.course.as_str(),
        request.platform.as_str(),
        schedule,
    )
    .await?
    .ok_or(Refusal::code(Code::NotFound))?;
    let order = Order {
        buyer: Buyer::Session(session_hash),
        key: context
            .config
            .keys
            .digest(Purpose::IdempotencyKey, &[key])
            .text(),
        offer,
        quote: request.price,
        now: context.now,
    };
    place(context, shard, seats, order).await
}

/// Buys what somebody in this shard has agreed to; its schedule, if it has one, has so many
/// seats. Whoever is cut off places the same order again.
pub async fn place(
    context: &Context,
    shard: u16,
    seats: Option<u16>,
    order: Order,
) -> Answer<PurchaseView> {
    let registrants = context.registrants();
    let id = done(
        registrants
            .ask_shard(shard, BeginPurchase(order.clone()))
            .await?,
    )?;
    if let Some(schedule) = &order.offer.schedule {
        let seat = Seat {
            course: order.offer.course.clone(),
            schedule: schedule.clone(),
            purchase: id,
        };
        let capacity = seats.map(u32::from).unwrap_or_default();
        done(seats::hold(&context.env, seat, capacity).await?)?;
    }
    done(registrants.ask_shard(shard, Reserve(order)).await?)
}

/// Gives a reserved course back.
pub async fn cancel(context: &Context, id: &str) -> Answer<PurchaseView> {
    session::current(context)?;
    let id = PurchaseId::parse(id).map_err(|_| Refusal::code(Code::PurchaseUnknown))?;
    session::ask(context, CancelPurchase { id }).await
}

/// Every posting to the signed-in person's accounts.
pub async fn statement(context: &Context) -> Answer<Vec<AccountStatement>> {
    session::ask(context, ShowStatement).await
}
