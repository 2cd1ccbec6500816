//! How books and partners disagree, in D1, for staff. No line names a person:
//! a payment's reference is random.

use crate::sql::Moment;
use domain::incentive::{Discrepancy, FoundDiscrepancy, ListLine};
use serde::Deserialize;
use worker::{Env, Result};

/// 1,000 – more than staff read at once.
const MOST: i32 = 1_000;

/// 100 statements go to D1 at once.
const AT_ONCE: usize = 100;

/// Notes disagreements; noted again, each stands once.
pub async fn note(env: &Env, found: &[Discrepancy], now: Moment) -> Result<()> {
    let db = env.d1("DB")?;
    for some in found.chunks(AT_ONCE) {
        let insert = |discrepancy: &Discrepancy| {
            db.prepare(
                "INSERT OR IGNORE INTO payout_discrepancy (discrepancy, found_at) VALUES (?1, ?2)",
            )
            .bind(&[
                serde_json::to_string(discrepancy)?.into(),
                format!("{now:?}").into(),
            ])
        };
        db.batch(some.iter().map(insert).collect::<Result<_>>()?)
            .await?;
    }
    Ok(())
}

/// A payment whose reference is nobody's.
pub fn stranger(partner: &str, line: ListLine) -> Discrepancy {
    Discrepancy::UnknownReference {
        reference: line.reference,
        transaction: line.transaction,
        amount: line.amount,
        partner: partner.to_owned(),
    }
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
