//! The Durable Object of digital certificates: `desk` has the keys of
//! institutions and all revocations; one of its own for each certificate counts
//! the two signatures under its revocation, so that many can be proposed at once.

use super::files;
use crate::clock;
use crate::object::{ObjectSql, answer, call, question};
use crate::sql::{Moment, Outcome, Sql, SqlError, migrate};
use crate::staff::{Signed, Signing};
use chrono::{NaiveDate, Timelike};
use domain::credential::{IssuerKey, Revocation, RevocationReason};
use domain::messages::Code;
use domain::staff::CommandState;
use domain::time::programme_date;
use serde::{Deserialize, Serialize};
use std::cell::Cell;
use worker::{
    DurableObject, Env, Error, Request, Response, Result, State, Storage, durable_object,
};

const DESK: &str = "desk";

/// Steps, applied in order, never edited once released.
const MIGRATIONS: &[&[&str]] = &[&["CREATE TABLE revoked (
    list INTEGER NOT NULL,
    place INTEGER NOT NULL,
    since TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (list, place)
) WITHOUT ROWID"]];

/// What staff have published.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Published {
    /// Counts publications; none yet at zero.
    pub version: u32,
    /// When.
    pub at: Moment,
    /// All keys.
    pub keys: Vec<IssuerKey>,
}

/// Questions to the desk, and to the object of one revocation.
#[derive(Debug, Serialize, Deserialize)]
enum Question {
    SignKeys {
        signing: Signing,
        keys: Vec<IssuerKey>,
    },
    SignRevocation {
        signing: Signing,
        revoked: Revoked,
    },
    Revoke {
        revoked: Revoked,
        now: Moment,
    },
    Published,
    Revoked {
        list: u32,
    },
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Revoked {
    list: u32,
    place: u32,
    reason: RevocationReason,
}

#[derive(Debug, Serialize, Deserialize)]
enum Answer {
    State(CommandState),
    Published(Published),
    Revoked(Vec<(u32, NaiveDate, RevocationReason)>),
    Done,
}

async fn ask(env: &Env, name: &str, question: &Question) -> Result<Outcome<Answer>> {
    call(&env.durable_object("CREDENTIALS")?, name, question).await
}

fn odd() -> Error {
    Error::RustError("the desk answered something else".to_owned())
}

fn state(outcome: Outcome<Answer>) -> Result<Outcome<CommandState>> {
    match outcome {
        Outcome::Done(Answer::State(state)) => Ok(Outcome::Done(state)),
        Outcome::Done(_) => Err(odd()),
        Outcome::Refused(code, params) => Ok(Outcome::Refused(code, params)),
    }
}

/// Signs a publication of keys.
pub async fn publish_keys(
    env: &Env,
    signing: Signing,
    keys: Vec<IssuerKey>,
) -> Result<Outcome<CommandState>> {
    let told = state(ask(env, DESK, &Question::SignKeys { signing, keys }).await?)?;
    files::forget();
    Ok(told)
}

/// Signs a revocation.
pub async fn revoke(
    env: &Env,
    signing: Signing,
    list: u32,
    place: u32,
    reason: RevocationReason,
) -> Result<Outcome<CommandState>> {
    let revoked = Revoked {
        list,
        place,
        reason,
    };
    let question = Question::SignRevocation { signing, revoked };
    let name = format!("revocation-{list}-{place}");
    let told = state(ask(env, &name, &question).await?)?;
    files::forget();
    Ok(told)
}

/// What is published.
pub async fn published(env: &Env) -> Result<Published> {
    match ask(env, DESK, &Question::Published).await? {
        Outcome::Done(Answer::Published(published)) => Ok(published),
        _ => Err(odd()),
    }
}

/// What was revoked of a list.
pub async fn revoked(env: &Env, list: u32) -> Result<Vec<(u32, Revocation)>> {
    match ask(env, DESK, &Question::Revoked { list }).await? {
        Outcome::Done(Answer::Revoked(revoked)) => Ok(revoked
            .into_iter()
            .map(|(place, since, reason)| (place, Revocation { since, reason }))
            .collect()),
        _ => Err(odd()),
    }
}

/// The desk, or the object of one revocation.
#[durable_object(fetch)]
pub struct CredentialDesk {
    state: State,
    env: Env,
    migrated: Cell<bool>,
}

const PUBLISHED: &str = "published";

impl DurableObject for CredentialDesk {
    fn new(state: State, env: Env) -> Self {
        Self {
            state,
            env,
            migrated: Cell::new(false),
        }
    }

    async fn fetch(&self, mut request: Request) -> Result<Response> {
        let storage = self.state.storage();
        let result = match question(&mut request).await? {
            Question::SignKeys { signing, keys } => {
                sign_keys(&storage, &self.env, signing, keys).await
            }
            Question::SignRevocation { signing, revoked } => {
                sign_revocation(&storage, &self.env, signing, revoked).await
            }
            Question::Revoke { revoked, now } => self
                .sql()
                .and_then(|sql| revoke_one(&sql, revoked, now))
                .map_err(failed),
            Question::Published => {
                let published = storage.get(PUBLISHED).await?.unwrap_or_default();
                Ok(Outcome::Done(Answer::Published(published)))
            }
            Question::Revoked { list } => self
                .sql()
                .and_then(|sql| all_revoked(&sql, list))
                .map(|revoked| Outcome::Done(Answer::Revoked(revoked)))
                .map_err(failed),
        };
        answer("CredentialDesk", result)
    }
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::RustError(error.to_string())
}

impl CredentialDesk {
    fn sql(&self) -> std::result::Result<ObjectSql, SqlError> {
        let sql = ObjectSql::new(&self.state);
        if !self.migrated.replace(true) {
            migrate(&sql, MIGRATIONS)?;
        }
        Ok(sql)
    }
}

async fn sign_keys(
    storage: &Storage,
    env: &Env,
    signing: Signing,
    keys: Vec<IssuerKey>,
) -> Result<Outcome<Answer>> {
    let mut published: Published = storage.get(PUBLISHED).await?.unwrap_or_default();
    if let Err(code) = IssuerKey::merge(&mut published.keys, &keys) {
        return Ok(Outcome::refused(code));
    }
    let state = match signing.take(storage).await? {
        Signed::Known(Outcome::Refused(code, params)) => {
            return Ok(Outcome::Refused(code, params));
        }
        Signed::Known(Outcome::Done(state)) => state,
        Signed::Proposed => CommandState::Proposed,
        Signed::Agreed => {
            published.version += 1;
            let now = clock::now(env).await?;
            published.at = now.with_nanosecond(0).unwrap_or(now);
            // The file first: what is said to be published is there.
            files::write(env, &published).await?;
            storage.put(PUBLISHED, &published).await?;
            signing.done(storage).await?;
            CommandState::Done
        }
    };
    Ok(Outcome::Done(Answer::State(state)))
}

async fn sign_revocation(
    storage: &Storage,
    env: &Env,
    signing: Signing,
    revoked: Revoked,
) -> Result<Outcome<Answer>> {
    let state = match signing.take(storage).await? {
        Signed::Known(Outcome::Refused(code, params)) => {
            return Ok(Outcome::Refused(code, params));
        }
        Signed::Known(Outcome::Done(state)) => state,
        Signed::Proposed => CommandState::Proposed,
        Signed::Agreed => {
            let now = signing.now;
            // May be done twice, should we be cut off before it is noted.
            match ask(env, DESK, &Question::Revoke { revoked, now }).await? {
                Outcome::Done(Answer::Done) => {}
                _ => return Ok(Outcome::refused(Code::Internal)),
            }
            signing.done(storage).await?;
            CommandState::Done
        }
    };
    Ok(Outcome::Done(Answer::State(state)))
}

/// A revocation is for good: the first day and reason stay.
fn revoke_one(
    sql: &impl Sql,
    revoked: Revoked,
    now: Moment,
) -> std::result::Result<Outcome<Answer>, SqlError> {
    sql.run(
        "INSERT OR IGNORE INTO revoked VALUES (?, ?, ?, ?)",
        &[
            i64::from(revoked.list).into(),
            i64::from(revoked.place).into(),
            programme_date(now).to_string().into(),
            crate::sql::json(&revoked.reason)?,
        ],
    )?;
    Ok(Outcome::Done(Answer::Done))
}

fn all_revoked(
    sql: &impl Sql,
    list: u32,
) -> std::result::Result<Vec<(u32, NaiveDate, RevocationReason)>, SqlError> {
    let rows = sql.run(
        "SELECT place, since, reason FROM revoked WHERE list = ? ORDER BY place",
        &[i64::from(list).into()],
    )?;
    rows.iter()
        .map(|row| {
            let place = u32::try_from(row.int(0)?).map_err(|_| SqlError::Column)?;
            let since = row.text(1)?.parse().map_err(|_| SqlError::Column)?;
            Ok((place, since, row.json(2)?))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::tests::Native;

    #[test]
    fn a_revocation_is_for_good_and_the_first_reason_stays() {
        let sql = Native::new();
        migrate(&sql, MIGRATIONS).unwrap();
        let at = |text: &str| text.parse::<Moment>().unwrap();
        let of = |place, reason| Revoked {
            list: 1,
            place,
            reason,
        };
        let first = of(7, RevocationReason::Mistake);
        // Half past one in the morning in Jakarta is another day than in UTC.
        revoke_one(&sql, first, at("2026-11-24T18:30:00Z")).unwrap();
        let again = of(7, RevocationReason::Fraud);
        revoke_one(&sql, again, at("2026-11-26T00:00:00Z")).unwrap();
        let day: NaiveDate = "2026-11-25".parse().unwrap();
        let found = all_revoked(&sql, 1).unwrap();
        assert_eq!(found, [(7, day, RevocationReason::Mistake)]);
        assert_eq!(all_revoked(&sql, 2).unwrap(), []);
    }
}
