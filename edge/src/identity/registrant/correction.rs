//! What somebody has registered of themselves, and putting right what the registry does not
//! find so. It is asked anew then.

use crate::registrant::personal::Personal;
use crate::registrant::store::{PERSON, Performed, Record, Store, StoreError};
use crate::registration::registrant::birth_check;
use crate::sql::{Moment, Outcome, Sql, SqlError, json, stored};
use domain::identity::{IdentityState, Nik};
use domain::registration::{CORRECTIONS, Correction, IdentityView, may_correct};
use serde::{Deserialize, Serialize};

impl<S: Sql> Store<S> {
    /// How often somebody has put their data right.
    pub(crate) fn corrections(&self, person: i64) -> Result<i64, SqlError> {
        self.sql
            .first(
                "SELECT COUNT(*) FROM correction WHERE person = ?",
                &[person.into()],
            )?
            .ok_or(SqlError::Column)?
            .int(0)
    }

    fn identity_view(&self, person: i64) -> Result<(IdentityView, Record), StoreError> {
        let (facts, record) = self.person(person)?;
        let used = u32::try_from(self.corrections(person)?).unwrap_or(u32::MAX);
        let registration = &record.registration;
        let view = IdentityView {
            kk: registration.kk.as_str().to_owned(),
            birth_date: registration.birth_date.into(),
            name: registration.name.as_str().to_owned(),
            identity: facts.identity,
            corrections_left: CORRECTIONS.saturating_sub(used),
        };
        Ok((view, record))
    }
}

/// What is registered, with the NIK that it is judged beside.
#[derive(Debug, Serialize, Deserialize)]
pub struct ShowIdentity;

impl<S: Sql> Personal<S> for ShowIdentity {
    type Answer = (IdentityView, Nik);

    fn execute(self, store: &Store<S>, person: i64, _: Moment) -> Performed<Self::Answer> {
        let (view, record) = store.identity_view(person)?;
        Ok(Outcome::Done((view, record.registration.nik)))
    }
}

/// Puts it right. Sent again, it is done once.
#[derive(Debug, Serialize, Deserialize)]
pub struct Correct(pub Correction);

impl<S: Sql> Personal<S> for Correct {
    type Answer = IdentityView;

    fn execute(self, store: &Store<S>, person: i64, now: Moment) -> Performed<IdentityView> {
        let Self(Correction {
            kk,
            birth_date,
            name,
        }) = self;
        let (view, before) = store.identity_view(person)?;
        let mut registration = before.registration.clone();
        (registration.kk, registration.birth_date, registration.name) = (kk, birth_date, name);
        let same = registration == before.registration;
        if same && view.identity == IdentityState::Pending {
            return Ok(Outcome::Done(view));
        }
        if let Err(code) = may_correct(&view) {
            return Ok(Outcome::refused(code));
        }
        let number = i64::from(CORRECTIONS - view.corrections_left) + 1;
        store.sql.run(
            "INSERT INTO correction VALUES (?, ?, ?, ?)",
            &[
                person.into(),
                number.into(),
                store
                    .seal("correction", person, &before.registration)?
                    .into(),
                stored(now),
            ],
        )?;
        let after = Record {
            number: before.number.clone(),
            registration,
        };
        let rows = store.sql.run(
            "UPDATE person SET sealed = ?, birth_check = ?, identity = ?, identity_at = NULL
             WHERE id = ? RETURNING nik",
            &[
                store.seal(PERSON, person, &after)?.into(),
                birth_check(&store.keys, &after.number, birth_date).into(),
                json(&IdentityState::Pending)?,
                person.into(),
            ],
        )?;
        let nik = rows.first().ok_or(SqlError::Column)?;
        store.note(person, "corrected", now)?;
        store.ask_registry(nik.text(0)?, now)?;
        if after.registration.kk != before.registration.kk {
            store.move_entries(person, (&before, &after), now)?;
        }
        Ok(Outcome::Done(store.identity_view(person)?.0))
    }
}
