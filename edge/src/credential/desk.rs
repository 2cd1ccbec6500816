//! The Durable Object of digital certificates: `desk` has the keys of
//! institutions and all revocations; one of its own for each certificate counts
//! the two signatures under its revocation, so that many can be proposed at once.

use super::issuers::{self, Published};
use crate::clock;
use crate::object::{self, Object, ObjectSql, Operation, failed, operations};
use crate::signing::{SIGNATURES, Signatures, Signed, Signing};
use crate::sql::{Moment, Outcome, Sql, SqlError, migrate};
use chrono::{NaiveDate, Timelike};
use domain::credential::{IssuerKey, Revocation, RevocationReason};
use domain::staff::CommandState;
use domain::time::programme_date;
use serde::{Deserialize, Serialize};
use std::cell::Cell;
use worker::{Env, Result, State};

const DESK: &str = "desk";

/// Steps, applied in order, never edited once released.
const MIGRATIONS: &[&[&str]] = &[
    &["CREATE TABLE revoked (
    list INTEGER NOT NULL,
    place INTEGER NOT NULL,
    since TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (list, place)
) WITHOUT ROWID"],
    &[SIGNATURES],
];

/// What is to be revoked.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Revoked {
    list: u32,
    place: u32,
    reason: RevocationReason,
}

/// Signs a publication of keys.
pub async fn publish_keys(
    env: &Env,
    signing: Signing,
    keys: Vec<IssuerKey>,
) -> Result<Outcome<CommandState>> {
    object::ask(env, DESK, &SignKeys { signing, keys }).await
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
    let name = format!("revocation-{list}-{place}");
    object::ask(env, &name, &SignRevocation { signing, revoked }).await
}

/// What is published.
pub async fn published(env: &Env) -> Result<Published> {
    object::ask(env, DESK, &ReadPublished).await
}

/// What was revoked of a list.
pub async fn revoked(env: &Env, list: u32) -> Result<Vec<(u32, Revocation)>> {
    let revoked = object::ask(env, DESK, &ReadRevoked { list }).await?;
    Ok(revoked
        .into_iter()
        .map(|(place, since, reason)| (place, Revocation { since, reason }))
        .collect())
}

/// The desk, or the object of one revocation.
pub struct CredentialDesk {
    state: State,
    env: Env,
    migrated: Cell<bool>,
}

const PUBLISHED: &str = "published";

operations!(CredentialDesk: SignKeys, SignRevocation, Revoke, ReadPublished, ReadRevoked);

impl Object for CredentialDesk {
    const BINDING: &'static str = "CREDENTIALS";

    fn wake(state: State, env: Env) -> Self {
        Self {
            state,
            env,
            migrated: Cell::new(false),
        }
    }
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

/// A member of staff signs a publication of keys.
#[derive(Debug, Serialize, Deserialize)]
struct SignKeys {
    signing: Signing,
    keys: Vec<IssuerKey>,
}

impl Operation<CredentialDesk> for SignKeys {
    type Answer = Outcome<CommandState>;

    async fn perform(self, desk: &CredentialDesk) -> Result<Outcome<CommandState>> {
        let storage = desk.state.storage();
        let mut published: Published = storage.get(PUBLISHED).await?.unwrap_or_default();
        if let Err(code) = IssuerKey::merge(&mut published.keys, &self.keys) {
            return Ok(Outcome::refused(code));
        }
        let signatures = Signatures::among(&desk.state, MIGRATIONS).await?;
        Ok(match signatures.take(&self.signing)? {
            Signed::Known(known) => known,
            Signed::Proposed => Outcome::Done(CommandState::Proposed),
            Signed::Agreed => {
                published.version += 1;
                let now = clock::now(&desk.env).await?;
                published.at = now.with_nanosecond(0).unwrap_or(now);
                // The file first: what is said to be published is there.
                issuers::write(&desk.env, &published).await?;
                storage.put(PUBLISHED, &published).await?;
                signatures.done(&self.signing)?;
                Outcome::Done(CommandState::Done)
            }
        })
    }
}

/// A member of staff signs a revocation.
#[derive(Debug, Serialize, Deserialize)]
struct SignRevocation {
    signing: Signing,
    revoked: Revoked,
}

impl Operation<CredentialDesk> for SignRevocation {
    type Answer = Outcome<CommandState>;

    async fn perform(self, of_one: &CredentialDesk) -> Result<Outcome<CommandState>> {
        let Self { signing, revoked } = self;
        let signatures = Signatures::among(&of_one.state, MIGRATIONS).await?;
        Ok(match signatures.take(&signing)? {
            Signed::Known(known) => known,
            Signed::Proposed => Outcome::Done(CommandState::Proposed),
            Signed::Agreed => {
                let now = signing.now;
                // May be done twice, should we be cut off before it is noted.
                object::ask(&of_one.env, DESK, &Revoke { revoked, now }).await?;
                signatures.done(&signing)?;
                Outcome::Done(CommandState::Done)
            }
        })
    }
}

/// Two have signed it.
#[derive(Debug, Serialize, Deserialize)]
struct Revoke {
    revoked: Revoked,
    now: Moment,
}

impl Operation<CredentialDesk> for Revoke {
    type Answer = ();

    async fn perform(self, desk: &CredentialDesk) -> Result<()> {
        let sql = desk.sql().map_err(failed)?;
        revoke_one(&sql, self.revoked, self.now).map_err(failed)
    }
}

/// What is published.
#[derive(Debug, Serialize, Deserialize)]
struct ReadPublished;

impl Operation<CredentialDesk> for ReadPublished {
    type Answer = Published;

    async fn perform(self, desk: &CredentialDesk) -> Result<Published> {
        let published = desk.state.storage().get(PUBLISHED).await?;
        Ok(published.unwrap_or_default())
    }
}

/// What was revoked of a list.
#[derive(Debug, Serialize, Deserialize)]
struct ReadRevoked {
    list: u32,
}

impl Operation<CredentialDesk> for ReadRevoked {
    /// Place, day, reason.
    type Answer = Vec<(u32, NaiveDate, RevocationReason)>;

    async fn perform(self, desk: &CredentialDesk) -> Result<Self::Answer> {
        let sql = desk.sql().map_err(failed)?;
        all_revoked(&sql, self.list).map_err(failed)
    }
}

/// A revocation is for good: the first day and reason stay.
fn revoke_one(sql: &impl Sql, revoked: Revoked, now: Moment) -> std::result::Result<(), SqlError> {
    sql.run(
        "INSERT OR IGNORE INTO revoked VALUES (?, ?, ?, ?)",
        &[
            i64::from(revoked.list).into(),
            i64::from(revoked.place).into(),
            programme_date(now).to_string().into(),
            crate::sql::json(&revoked.reason)?,
        ],
    )?;
    Ok(())
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
