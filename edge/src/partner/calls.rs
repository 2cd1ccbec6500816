//! The nonces of one client, remembered as long as their signatures could still
//! hold.

use crate::http::{Answer, Context};
use crate::object::{ObjectSql, answer, call, question};
use crate::sql::{Moment, Sql, SqlError, migrate, stored};
use domain::partner::sign::Verified;
use serde::{Deserialize, Serialize};
use std::cell::Cell;
use worker::{DurableObject, Env, Request, Response, Result, State, durable_object};

/// Steps, applied in order, never edited once released.
const MIGRATIONS: &[&[&str]] = &[&[
    "CREATE TABLE nonce (nonce TEXT PRIMARY KEY, expires INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE INDEX nonce_expires ON nonce (expires)",
]];

#[derive(Serialize, Deserialize)]
struct Question {
    nonce: String,
    expires: Moment,
    now: Moment,
}

/// Takes a nonce; false if this client has used it before.
pub async fn is_first(context: &Context, client_id: &str, verified: &Verified) -> Answer<bool> {
    let question = Question {
        nonce: verified.nonce.as_str().to_owned(),
        expires: verified.expires,
        now: context.now,
    };
    let calls = context.env.durable_object("PARTNER_CALLS")?;
    Ok(call(&calls, client_id, &question).await?)
}

/// One client's calls.
#[durable_object(fetch)]
pub struct PartnerCalls {
    state: State,
    migrated: Cell<bool>,
}

impl DurableObject for PartnerCalls {
    fn new(state: State, _env: Env) -> Self {
        Self {
            state,
            migrated: Cell::new(false),
        }
    }

    async fn fetch(&self, mut request: Request) -> Result<Response> {
        let asked = question(&mut request).await?;
        answer("PartnerCalls", self.take(&asked))
    }
}

impl PartnerCalls {
    fn take(&self, asked: &Question) -> std::result::Result<bool, SqlError> {
        let sql = ObjectSql::new(&self.state);
        if !self.migrated.replace(true) {
            migrate(&sql, MIGRATIONS)?;
        }
        take(&sql, asked)
    }
}

fn take(sql: &impl Sql, asked: &Question) -> std::result::Result<bool, SqlError> {
    sql.atomically(|| {
        sql.run("DELETE FROM nonce WHERE expires < ?", &[stored(asked.now)])?;
        let taken = sql.run(
            "INSERT OR IGNORE INTO nonce VALUES (?, ?) RETURNING nonce",
            &[asked.nonce.as_str().into(), stored(asked.expires)],
        )?;
        Ok(!taken.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::tests::Native;

    #[test]
    fn a_nonce_is_taken_once_until_its_signature_no_longer_holds() {
        let sql = Native::new();
        migrate(&sql, MIGRATIONS).unwrap();
        let at = |second: i64| Moment::from_timestamp(1_800_000_000 + second, 0).unwrap();
        let asked = |nonce: &str, now| Question {
            nonce: nonce.to_owned(),
            expires: at(now + 300),
            now: at(now),
        };
        assert!(take(&sql, &asked("a", 0)).unwrap());
        assert!(!take(&sql, &asked("a", 1)).unwrap());
        assert!(take(&sql, &asked("b", 1)).unwrap());
        assert!(
            !take(&sql, &asked("a", 300)).unwrap(),
            "this instant included"
        );
        assert!(take(&sql, &asked("a", 302)).unwrap(), "and forgotten after");
    }
}
