//! Lists in D1 of what waits for staff, by shard and place in it: no name, no number, no word
//! of anybody. What it is, the shard tells when a list is read.

use crate::http::{Answer, Context};
use crate::object::{Operation, OperationOf};
use crate::registrant::RegistrantShard;
use crate::sql::{Moment, Outcome};
use serde::Deserialize;
use worker::{Env, Result};

/// 50 – what one person looks through at a sitting.
const AT_ONCE: u32 = 50;

/// Somebody, by the number of their shard and their own in it.
pub type Whose = (u16, i64);

/// One list.
pub struct Waiting {
    /// Its table in D1, with the columns `shard` and `person`.
    pub table: &'static str,
    /// The column by whose moments it is read, the earliest first.
    pub by: &'static str,
}

#[derive(Deserialize)]
struct Listed {
    shard: u16,
    person: i64,
    by: String,
}

impl Waiting {
    /// Lists something of somebody's, or takes it off the list.
    pub async fn put(&self, env: &Env, (shard, person): Whose, by: Option<Moment>) -> Result<()> {
        let Self { table, by: column } = self;
        let [shard, person] = [f64::from(shard), number(person)].map(Into::into);
        let db = env.d1("DB")?;
        let statement = match by {
            Some(by) => db
                .prepare(format!(
                    "INSERT INTO {table} (shard, person, {column}) VALUES (?1, ?2, ?3)
                     ON CONFLICT (shard, person) DO UPDATE SET {column} = excluded.{column}"
                ))
                .bind(&[shard, person, format!("{by:?}").into()])?,
            None => db
                .prepare(format!(
                    "DELETE FROM {table} WHERE shard = ?1 AND person = ?2"
                ))
                .bind(&[shard, person])?,
        };
        statement.run().await?;
        Ok(())
    }

    /// Reads what waits in the shards. What does not wait any more leaves the list, so that it
    /// never fills up with what nobody can settle.
    pub async fn read<O, A>(
        &self,
        context: &Context,
        operation: impl Fn(i64) -> O,
    ) -> Answer<Vec<A>>
    where
        O: Operation<RegistrantShard, Answer = Outcome<Option<A>>> + OperationOf<RegistrantShard>,
    {
        let Self { table, by } = self;
        let db = context.env.d1("DB")?;
        let listed: Vec<Listed> = db
            .prepare(format!(
                "SELECT shard, person, {by} AS by FROM {table} ORDER BY {by} LIMIT ?1"
            ))
            .bind(&[AT_ONCE.into()])?
            .all()
            .await?
            .results()?;
        let registrants = context.registrants();
        let mut waiting = vec![];
        for Listed {
            shard,
            person,
            by: since,
        } in listed
        {
            match registrants.ask_shard(shard, operation(person)).await? {
                Outcome::Done(Some(one)) => waiting.push(one),
                Outcome::Done(None) => {
                    // Unless it was listed anew meanwhile.
                    db.prepare(format!(
                        "DELETE FROM {table} WHERE shard = ?1 AND person = ?2 AND {by} = ?3"
                    ))
                    .bind(&[f64::from(shard).into(), number(person).into(), since.into()])?
                    .run()
                    .await?;
                }
                Outcome::Refused(..) => {}
            }
        }
        Ok(waiting)
    }
}

/// Numbers cross to JavaScript as doubles; a shard never has so many people.
#[allow(clippy::cast_precision_loss, reason = "far below 2^53")]
fn number(person: i64) -> f64 {
    person as f64
}
