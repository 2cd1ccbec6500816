//! The queue of payments. A message names a row, never an account or an amount. What
//! did not come to an end stays in the shard's outbox, which asks again, ever more slowly.

use super::{client, desk};
use crate::clock;
use crate::config::Config;
use crate::incentive::registrant::PaymentAction;
use crate::incentive::registrant::{OrderPayment, ReportPayment};
use crate::queue;
use crate::registrant::Registrants;
use crate::sql::Outcome;
use domain::incentive::PartnerReference;
use serde::{Deserialize, Serialize};
use worker::{Env, MessageBatch, Result};

/// A payment on its way.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Payment {
    /// Whose shard.
    pub shard: u16,
    /// Whose row in it.
    pub person: i64,
    /// Which.
    pub reference: PartnerReference,
}

/// Works off one batch.
pub async fn consume(batch: &MessageBatch<serde_json::Value>, env: &Env) -> Result<()> {
    let config = Config::of(env)?;
    let registrants = Registrants::of(env, &config);
    queue::rows(batch, env, queue::AT_ONCE, async |payment| {
        see_to(env, &registrants, payment).await
    })
    .await;
    Ok(())
}

async fn see_to(env: &Env, registrants: &Registrants, payment: Payment) -> Result<()> {
    let Payment {
        shard,
        person,
        reference,
    } = payment;
    let now = clock::now(env).await?;
    let order = OrderPayment {
        person,
        reference: reference.clone(),
        now,
    };
    let Outcome::Done(Some(order)) = registrants.ask_shard(shard, order).await? else {
        return Ok(());
    };
    // Whatever comes of it, the partner's list of today will be looked at.
    desk::expect(env, order.to.partner.as_str(), now).await?;
    let report = match order.action {
        PaymentAction::Send => client::pay(env, now, &order, &reference).await,
        PaymentAction::Ask => client::inquire(env, now, &order, &reference).await,
    };
    let report = ReportPayment {
        person,
        reference,
        report,
        now: clock::now(env).await?,
    };
    registrants.ask_shard(shard, report).await.map(drop)
}
