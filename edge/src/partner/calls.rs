//! The nonces of one client, remembered as long as their signatures could still
//! hold.

use crate::http::{Answer, Context};
use crate::object::{self, Object, ObjectSql, Operation, failed, operations};
use crate::sql::{Moment, Sql, SqlError, migrate, stored};
use domain::partner::sign::Verified;
use serde::{Deserialize, Serialize};
use std::cell::Cell;
use worker::{Env, Result, State};

/// Steps, applied in order, never edited once released.
const MIGRATIONS: &[&[&str]] = &[&[
    "CREATE TABLE nonce (nonce TEXT PRIMARY KEY, expires INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE INDEX nonce_expires ON nonce (expires)",
]];

/// Takes a nonce; false if this client has used it before.
#[derive(Serialize, Deserialize)]
struct TakeNonce {
    nonce: String,
    expires: Moment,
    now: Moment,
}

/// Takes a nonce; false if this client has used it before.
pub async fn is_first(context: &Context, client_id: &str, verified: &Verified) -> Answer<bool> {
    let take = TakeNonce {
        nonce: verified.nonce.as_str().to_owned(),
        expires: verified.expires,
        now: context.now,
    };
    Ok(object::ask(&context.env, client_id, &take).await?)
}

/// One client's calls.
pub struct PartnerCalls {
    state: State,
    migrated: Cell<bool>,
}

operations!(PartnerCalls: TakeNonce);

impl Object for PartnerCalls {
    const BINDING: &'static str = "PARTNER_CALLS";

    fn wake(state: State, _env: Env) -> Self {
        Self {
            state,
            migrated: Cell::new(false),
        }
    }
}

impl Operation<PartnerCalls> for TakeNonce {
    type Answer = bool;

    async fn perform(self, calls: &PartnerCalls) -> Result<bool> {
        let sql = ObjectSql::new(&calls.state);
        if !calls.migrated.replace(true) {
            migrate(&sql, MIGRATIONS).map_err(failed)?;
        }
        take(&sql, &self).map_err(failed)
    }
}

fn take(sql: &impl Sql, asked: &TakeNonce) -> std::result::Result<bool, SqlError> {
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
        let asked = |nonce: &str, now| TakeNonce {
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
