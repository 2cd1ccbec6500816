//! All that a shard keeps of one person.

pub(crate) mod tables;

use crate::challenge::{self, NewCode};
use crate::registrant::outbox::JobKind;
use crate::registrant::personal::Personal;
use crate::registrant::store::{Performed, Store, StoreError};
use crate::security::registrant::Proof;
use crate::sql::{Moment, Outcome, Row, Sql, SqlError, Value};
use Column::{Host, Json, Left, Moment as At, OfNik, Others, Plain, Sealed};
use domain::data_copy::{CONTENT, DataCopy, RecordKind, Records};
use domain::identity::IdentityState;
use domain::messages::{Code, Locale, Outgoing};
use domain::security::{Origin, SecurityEvent, WAIT_AFTER_CLAIM};
use serde::{Deserialize, Serialize};
use serde_json::{Map, json};
use tables::{Column, TABLES, Table};

/// What a code that was sent for a copy proves.
pub(crate) fn subject(person: i64) -> String {
    format!("copy {person}")
}

/// Notes that a code for a copy goes out.
#[derive(Debug, Serialize, Deserialize)]
pub struct SendCopyCode {
    pub code: NewCode,
}

impl<S: Sql> Personal<S> for SendCopyCode {
    /// The registered number.
    type Answer = String;

    fn execute(self, store: &Store<S>, person: i64, now: Moment) -> Performed<String> {
        if let Some(code) = store.holds_copy(person, now)? {
            return Ok(Outcome::refused(code));
        }
        let (_, record) = store.person(person)?;
        let sent = challenge::send(&store.sql, &subject(person), self.code, None)?;
        Ok(sent.map(|()| record.registration.phone.into()))
    }
}

/// The copy, for whoever shows such a code.
#[derive(Debug, Serialize, Deserialize)]
pub struct CopyData {
    pub proof: Proof,
    /// From where it is asked for.
    pub from: Origin,
}

impl<S: Sql> Personal<S> for CopyData {
    type Answer = DataCopy;

    fn execute(self, store: &Store<S>, person: i64, now: Moment) -> Performed<DataCopy> {
        if let Some(code) = store.holds_copy(person, now)? {
            return Ok(Outcome::refused(code));
        }
        let proven = store.prove(person, &subject(person), &self.proof, now)?;
        if let Outcome::Refused(code, params) = proven {
            return Ok(Outcome::Refused(code, params));
        }
        let copy = store.copy_of(person, now)?;
        store.note_from(person, SecurityEvent::DataCopied.as_str(), &self.from, now)?;
        let date = copy.time_zone.long(now, Locale::Id);
        let told = match self.proof {
            // The code's own SMS has told.
            Proof::Sent(_) => Outgoing::DataCopied { date },
            Proof::Paper(_) => Outgoing::DataCopiedOnPaper { date },
        };
        store.put_out(person, &JobKind::Message(told), now)?;
        Ok(Outcome::Done(copy))
    }
}

impl<S: Sql> Store<S> {
    /// Why nobody is given a copy, if nobody is: whoever has the account open may not be the
    /// one to whom it belongs, and what has gone out cannot be taken back.
    fn holds_copy(&self, person: i64, now: Moment) -> Result<Option<Code>, StoreError> {
        if let Some(code) = self.holds_ways(person)? {
            return Ok(Some(code));
        }
        let replaced = self.phone_replaced_at(person)?;
        let is_new = replaced.is_some_and(|at| now < at + WAIT_AFTER_CLAIM);
        let is_frozen = self.frozen_until(person, now)?.is_some();
        Ok((is_new || is_frozen).then_some(Code::DataCopyWaits))
    }

    fn copy_of(&self, person: i64, now: Moment) -> Result<DataCopy, StoreError> {
        let (facts, _) = self.person(person)?;
        let is_theirs = facts.identity == IdentityState::Verified;
        let mut kinds = vec![self.lists_of(person, is_theirs)?];
        for table in TABLES {
            kinds.push(self.records(table, person, is_theirs)?);
        }
        kinds.sort_by_key(|records| records.kind);
        Ok(DataCopy {
            made_at: now,
            time_zone: facts.zone,
            kinds,
        })
    }

    fn records(&self, table: &Table, person: i64, is_theirs: bool) -> Result<Records, StoreError> {
        let is_shown = |column: &&(&str, Column)| match column.1 {
            Left | Others => false,
            OfNik => is_theirs,
            Plain | At | Json | Sealed(..) | Host(_) => true,
        };
        let shown: Vec<_> = table.columns.iter().filter(is_shown).collect();
        let names: Vec<_> = shown.iter().map(|(name, _)| *name).collect();
        let whose = match table.kind {
            RecordKind::Registration => "id",
            _ => "person",
        };
        // Whom a NIK was confirmed for instead is nobody else's to know.
        let which = match table.kind {
            RecordKind::Events => "AND kind <> 'displaced'",
            _ => "",
        };
        let statement = format!(
            "SELECT {} FROM {} WHERE {whose} = ? {which} ORDER BY {}",
            names.join(", "),
            table.name,
            table.order
        );
        let rows = self.sql.run(&statement, &[person.into()])?;
        let record = |row: &Row| {
            let cells = shown.iter().zip(&row.0);
            let cell = |((name, column), value): (&&(&str, Column), &Value)| {
                let name = match *name {
                    "sealed" => CONTENT,
                    name => name,
                };
                (name.to_owned(), self.cell(person, *column, value))
            };
            cells.map(cell).collect::<Map<_, _>>()
        };
        Ok(Records {
            kind: table.kind,
            records: rows.iter().map(record).collect(),
        })
    }

    /// What cannot be read says so, and holds nothing else back.
    fn cell(&self, person: i64, column: Column, value: &Value) -> serde_json::Value {
        let text = match value {
            Value::Null => return serde_json::Value::Null,
            Value::Int(int) => {
                return match column {
                    At => json!(Moment::from_timestamp_millis(*int)),
                    _ => json!(int),
                };
            }
            // Rows of before something was kept.
            Value::Text(text) if text.is_empty() => return serde_json::Value::Null,
            Value::Text(text) => text,
        };
        let read = match column {
            Json => serde_json::from_str(text).ok(),
            Sealed(place, ends) => self.unseal(place, person, text).ok().map(|mut read| {
                shorten(&mut read, ends);
                read
            }),
            Host(place) => {
                let read: Result<String, _> = self.unseal(place, person, text);
                read.ok().map(|address| json!(host(&address)))
            }
            Plain | At | OfNik | Left | Others => Some(json!(text)),
        };
        read.unwrap_or_else(|| json!({ "unreadable": true }))
    }

    /// Lists are of a NIK.
    fn lists_of(&self, person: i64, is_theirs: bool) -> Result<Records, StoreError> {
        let rows = match is_theirs {
            true => self.sql.run(
                "SELECT list FROM listed JOIN person ON listed.nik_hash = person.nik_hash
                 WHERE person.id = ? ORDER BY list",
                &[person.into()],
            )?,
            false => vec![],
        };
        let list = |row: &Row| Ok(Map::from_iter([("list".to_owned(), json!(row.text(0)?))]));
        Ok(Records {
            kind: RecordKind::Lists,
            records: rows.iter().map(list).collect::<Result<_, SqlError>>()?,
        })
    }
}

/// Of what stands under one of these keys, wherever it is, leaves the last four signs, if it is
/// a word, and nothing else.
fn shorten(value: &mut serde_json::Value, keys: &[&str]) {
    match value {
        serde_json::Value::Object(object) => {
            object.retain(|key, one| !keys.contains(&key.as_str()) || one.is_string());
            for (key, one) in object.iter_mut() {
                match one {
                    serde_json::Value::String(word) if keys.contains(&key.as_str()) => {
                        *word = format!("••••{}", ending(word));
                    }
                    _ => shorten(one, keys),
                }
            }
        }
        serde_json::Value::Array(list) => {
            for one in list {
                shorten(one, keys);
            }
        }
        _ => {}
    }
}

fn ending(word: &str) -> String {
    let mut last: Vec<char> = word.chars().rev().take(4).collect();
    last.reverse();
    last.into_iter().collect()
}

fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split('/').next().unwrap_or_default()
}

#[cfg(test)]
mod tests;
