//! How books and partners disagree, in D1, for staff. No line names a person:
//! a payment's reference is random.

use crate::sql::Moment;
use domain::incentive::{Discrepancy, FoundDiscrepancy, ListLine};
use serde::Deserialize;
use worker::{Env, Result};

/// 1,000 – more than staff read at once.
const MOST: i32 = 1_000;

/// Notes a disagreement; noted again, it stands once.
pub async fn note(env: &Env, discrepancy: &Discrepancy, now: Moment) -> Result<()> {
    put(env, &serde_json::to_string(discrepancy)?, now).await
}

/// Notes a payment whose reference is nobody's.
pub async fn note_stranger(env: &Env, partner: &str, line: &ListLine, now: Moment) -> Result<()> {
    let found = Discrepancy::UnknownReference {
        reference: line.reference.clone(),
        transaction: line.transaction.clone(),
        amount: line.amount,
        partner: partner.to_owned(),
    };
    note(env, &found, now).await
}

async fn put(env: &Env, discrepancy: &str, now: Moment) -> Result<()> {
    env.d1("DB")?
        .prepare("INSERT OR IGNORE INTO payout_discrepancy (discrepancy, found_at) VALUES (?1, ?2)")
        .bind(&[discrepancy.into(), format!("{now:?}").into()])?
        .run()
        .await
        .map(drop)
}

#[derive(Deserialize)]
struct Row {
    discrepancy: String,
    found_at: Moment,
}

/// The newest, newest first.
pub async fn list(env: &Env) -> Result<Vec<FoundDiscrepancy>> {
    let rows = env
        .d1("DB")?
        .prepare("SELECT discrepancy, found_at FROM payout_discrepancy ORDER BY id DESC LIMIT ?1")
        .bind(&[MOST.into()])?
        .all()
        .await?
        .results::<Row>()?;
    rows.into_iter()
        .map(|row| {
            Ok(FoundDiscrepancy {
                discrepancy: serde_json::from_str(&row.discrepancy)?,
                found_at: row.found_at,
            })
        })
        .collect()
}
