//! One-time codes as they are stored: shared by the contact shards (proving a
//! number) and the registrant shards (signing in). The rules of sending and
//! trying are the domain's; here they meet storage.

use crate::sql::{Moment, Outcome, Sql, SqlError, Value, json};
use domain::contact::{Challenge, VerifyRefusal};
use domain::messages::{Code, Params};

/// The table, for each shard's migrations. `subject` is a keyed hash of what
/// the code proves; `id_hash` one of the token that names the challenge.
pub const TABLE: &str = "CREATE TABLE challenge (
    subject TEXT PRIMARY KEY,
    id_hash TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL
) WITHOUT ROWID";

/// Notes that a code goes out.
pub fn send(
    sql: &impl Sql,
    subject: &str,
    id_hash: &str,
    code_digest: &str,
    now: Moment,
) -> Result<Outcome<()>, SqlError> {
    let mut challenge: Challenge = match sql.first(
        "SELECT state FROM challenge WHERE subject = ?",
        &[subject.into()],
    )? {
        Some(row) => row.json(0)?,
        None => Challenge::default(),
    };
    if let Err(refusal) = challenge.send(code_digest.to_owned(), now) {
        return Ok(refused(refusal.problem()));
    }
    sql.run(
        "INSERT INTO challenge VALUES (?, ?, ?)
         ON CONFLICT (subject) DO UPDATE SET id_hash = excluded.id_hash, state = excluded.state",
        &[subject.into(), id_hash.into(), json(&challenge)?],
    )?;
    Ok(Outcome::Done(()))
}

fn refused<T>((code, params): (Code, Params)) -> Outcome<T> {
    Outcome::Refused(code, params)
}

/// Looks at a code; answers whose it proves. A challenge that is not known is
/// answered like one that has expired.
pub fn verify(
    sql: &impl Sql,
    id_hash: &str,
    code_digest: &str,
    now: Moment,
) -> Result<Outcome<String>, SqlError> {
    let Some(row) = sql.first(
        "SELECT subject, state FROM challenge WHERE id_hash = ?",
        &[id_hash.into()],
    )?
    else {
        return Ok(refused(VerifyRefusal::Expired.problem()));
    };
    let subject = row.text(0)?.to_owned();
    let mut challenge: Challenge = row.json(1)?;
    let result = challenge.verify(|digest| crate::crypto::same(digest, code_digest), now);
    let values: [Value; 2] = [json(&challenge)?, subject.as_str().into()];
    sql.run("UPDATE challenge SET state = ? WHERE subject = ?", &values)?;
    Ok(match result {
        Ok(()) => Outcome::Done(subject),
        Err(refusal) => refused(refusal.problem()),
    })
}
