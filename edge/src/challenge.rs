//! One-time codes as they are stored: shared by the contact shards (proving a
//! number) and the registrant shards (signing in, and cards at a desk). The rules of
//! sending and trying are the domain's; here they meet storage.

use crate::sql::{Moment, Outcome, Sql, SqlError, Value, json, stored};
use domain::contact::{Asker, OtpLimits, SentCode, SentCodes, VerifyRefusal};
use domain::messages::{Code, Params};
use serde::{Deserialize, Serialize};
use std::cell::Cell;

/// How it was first kept: one code for each subject, and a lock on all of them.
pub const TABLE: &str = "CREATE TABLE challenge (
    subject TEXT PRIMARY KEY,
    id_hash TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL
) WITHOUT ROWID";

/// Codes that went out within a day. `subject` is a keyed hash of what a code proves,
/// `id_hash` one of what names its challenge. Codes that are out stay good.
pub const CODES: &[&str] = &[
    "CREATE TABLE code (
        id INTEGER PRIMARY KEY,
        subject TEXT NOT NULL,
        id_hash TEXT NOT NULL,
        asker TEXT NOT NULL,
        sent_at INTEGER NOT NULL,
        digest TEXT,
        wrong INTEGER NOT NULL
    )",
    "CREATE INDEX code_subject ON code (subject)",
    "CREATE INDEX code_challenge ON code (id_hash)",
    "CREATE INDEX code_sent ON code (sent_at)",
    "INSERT INTO code (subject, id_hash, asker, sent_at, digest, wrong)
     SELECT subject, id_hash, json_object('stranger', ''),
         CAST(strftime('%s', json_extract(state, '$.sent[#-1]')) AS INTEGER) * 1000,
         json_extract(state, '$.digest'), json_extract(state, '$.wrong')
     FROM challenge WHERE json_extract(state, '$.digest') IS NOT NULL",
    "DROP TABLE challenge",
];

/// Whose codes go out together, where a NIK is not yet anybody's: to each their own.
pub fn digest_for_each(codes: &[(String, i64)]) -> String {
    let each = codes
        .iter()
        .map(|(digest, person)| format!("{digest}{OF}{person}"));
    each.collect::<Vec<_>>().join(BETWEEN)
}

/// Stands between a digest and whose it is.
const OF: &str = ":";
/// Stands between two of them.
const BETWEEN: &str = " ";

/// What a right code proves.
#[derive(Debug, PartialEq, Eq)]
pub struct Proven {
    /// Keyed hash of the number or NIK.
    pub subject: String,
    /// Whose code it was, where several went out together.
    pub person: Option<i64>,
}

/// A code on its way out. All but `now` are keyed hashes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NewCode {
    /// What names its challenge.
    pub id_hash: String,
    /// The code itself, for this challenge.
    pub digest: String,
    /// The network or platform that asked for it.
    pub stranger: String,
    pub now: Moment,
}

/// A code that came back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownCode {
    /// What names its challenge.
    pub id_hash: String,
    /// Keyed hash of the code, for this challenge.
    pub digest: String,
    pub now: Moment,
}

/// Why no code may go out to a subject now, if none may.
pub fn may_send(
    sql: &impl Sql,
    subject: &str,
    asker: &Asker,
    now: Moment,
) -> Result<Option<(Code, Params)>, SqlError> {
    let (_, codes) = codes_of(sql, subject)?;
    Ok(codes
        .may_send(asker, now)
        .err()
        .map(|refusal| refusal.problem()))
}

/// Notes that a code goes out, to whoever a `subject` is; `device` has signed in as them
/// before.
pub fn send(
    sql: &impl Sql,
    subject: &str,
    new: NewCode,
    device: Option<String>,
) -> Result<Outcome<()>, SqlError> {
    let asker = device.map_or(Asker::Stranger(new.stranger), Asker::Device);
    // What is older counts no more: what anybody asked for in vain does not pile up.
    sql.run(
        "DELETE FROM code WHERE sent_at <= ?",
        &[stored(new.now - OtpLimits::DAY)],
    )?;
    if let Some(problem) = may_send(sql, subject, &asker, new.now)? {
        return Ok(refused(problem));
    }
    sql.run(
        "INSERT INTO code (subject, id_hash, asker, sent_at, digest, wrong)
         VALUES (?, ?, ?, ?, ?, 0)",
        &[
            subject.into(),
            new.id_hash.into(),
            json(&asker)?,
            stored(new.now),
            new.digest.into(),
        ],
    )?;
    Ok(Outcome::Done(()))
}

/// The codes of one subject, oldest first, beside the numbers of their rows.
fn codes_of(sql: &impl Sql, subject: &str) -> Result<(Vec<i64>, SentCodes), SqlError> {
    let rows = sql.run(
        "SELECT id, id_hash, asker, sent_at, digest, wrong FROM code
         WHERE subject = ? ORDER BY sent_at, id",
        &[subject.into()],
    )?;
    let mut ids = Vec::with_capacity(rows.len());
    let mut codes = Vec::with_capacity(rows.len());
    for row in rows {
        ids.push(row.int(0)?);
        codes.push(SentCode {
            challenge: row.text(1)?.to_owned(),
            asker: row.json(2)?,
            at: row.moment(3)?,
            digest: row.text_or_null(4)?,
            wrong: u32::try_from(row.int(5)?).unwrap_or(u32::MAX),
        });
    }
    Ok((ids, SentCodes(codes)))
}

fn refused<T>((code, params): (Code, Params)) -> Outcome<T> {
    Outcome::Refused(code, params)
}

/// What a code is compared by, as long as it may be used: to be put back by [`put_back`], if it
/// was right and more is asked for.
pub fn peek(sql: &impl Sql, shown: &ShownCode) -> Result<Option<String>, SqlError> {
    let row = sql.first(
        "SELECT digest FROM code WHERE id_hash = ?",
        &[shown.id_hash.as_str().into()],
    )?;
    row.map_or(Ok(None), |row| row.text_or_null(0))
}

/// When the code went out that is named by that challenge.
pub fn sent_at(sql: &impl Sql, shown: &ShownCode) -> Result<Option<Moment>, SqlError> {
    let row = sql.first(
        "SELECT sent_at FROM code WHERE id_hash = ?",
        &[shown.id_hash.as_str().into()],
    )?;
    row.map(|row| row.moment(0)).transpose()
}

/// Lets a right code be used again.
pub fn put_back(sql: &impl Sql, shown: &ShownCode, digest: Option<String>) -> Result<(), SqlError> {
    sql.run(
        "UPDATE code SET digest = ? WHERE id_hash = ?",
        &[digest.into(), shown.id_hash.as_str().into()],
    )?;
    Ok(())
}

/// What went out to somebody who cannot be reached there any more is worth nothing. It goes on
/// being counted.
pub fn void(sql: &impl Sql, subject: &str) -> Result<(), SqlError> {
    sql.run(
        "UPDATE code SET digest = NULL WHERE subject = ?",
        &[subject.into()],
    )?;
    Ok(())
}

/// Looks at a code that has to prove this and nothing else. One of another's that comes here by
/// mistake is not used up.
pub fn verify_of(
    sql: &impl Sql,
    subject: &str,
    shown: &ShownCode,
) -> Result<Outcome<()>, SqlError> {
    let digest = peek(sql, shown)?;
    match verify(sql, shown)? {
        Outcome::Done(proven) if proven.subject == subject => Ok(Outcome::Done(())),
        Outcome::Done(_) => {
            put_back(sql, shown, digest)?;
            Ok(refused(VerifyRefusal::Expired.problem()))
        }
        Outcome::Refused(code, params) => Ok(Outcome::Refused(code, params)),
    }
}

/// Looks at a code; answers what it proves. A challenge that is not known is
/// answered like one that has expired.
pub fn verify(sql: &impl Sql, shown: &ShownCode) -> Result<Outcome<Proven>, SqlError> {
    let Some(row) = sql.first(
        "SELECT subject FROM code WHERE id_hash = ?",
        &[shown.id_hash.as_str().into()],
    )?
    else {
        return Ok(refused(VerifyRefusal::Expired.problem()));
    };
    let subject = row.text(0)?.to_owned();
    let (ids, mut codes) = codes_of(sql, &subject)?;
    let person = Cell::new(None);
    let same = |sent: &str| {
        sent.split(BETWEEN).any(|one| {
            let (digest, whose) = one.split_once(OF).unwrap_or((one, ""));
            let is_right = crate::crypto::same(digest, &shown.digest);
            if is_right {
                person.set(whose.parse().ok());
            }
            is_right
        })
    };
    let (changed, result) = codes.verify(&shown.id_hash, same, shown.now);
    let changed = changed.and_then(|place| Some((ids.get(place)?, codes.0.get(place)?)));
    if let Some((id, code)) = changed {
        let values: [Value; 3] = [
            code.digest.clone().into(),
            i64::from(code.wrong).into(),
            (*id).into(),
        ];
        sql.run(
            "UPDATE code SET digest = ?, wrong = ? WHERE id = ?",
            &values,
        )?;
    }
    Ok(match result {
        Ok(()) => Outcome::Done(Proven {
            subject,
            person: person.get(),
        }),
        Err(refusal) => refused(refusal.problem()),
    })
}
