//! A person's profile in their shard. What it was before is kept, for whoever has to tell why
//! somebody was drawn as they were.

use crate::registrant::personal::Personal;
use crate::registrant::store::{PERSON, Performed, Record, Store, StoreError};
use crate::sql::{Moment, Outcome, Sql, SqlError, json, stored};
use chrono::TimeDelta;
use domain::profile::{CHANGES, CHANGES_WITHIN_DAYS, Profile, ProfileView, may_change};
use domain::security::SecurityEvent;
use serde::{Deserialize, Serialize};

impl<S: Sql> Store<S> {
    fn profile_view(&self, person: i64, now: Moment) -> Result<(ProfileView, Record), StoreError> {
        let (facts, record) = self.person(person)?;
        let since = now - TimeDelta::days(CHANGES_WITHIN_DAYS);
        let used = self
            .sql
            .first(
                "SELECT COUNT(*) FROM profile_change WHERE person = ? AND at > ?",
                &[person.into(), stored(since)],
            )?
            .ok_or(SqlError::Column)?
            .int(0)?;
        let used = u32::try_from(used).unwrap_or(u32::MAX);
        let joined = facts.applications.iter().find(|one| one.is_active());
        let registration = &record.registration;
        let view = ProfileView {
            domicile: registration.domicile.as_str().to_owned(),
            education: registration.education.as_str().to_owned(),
            work_status: registration.work_status.as_str().to_owned(),
            wave: joined.map(|one| one.wave),
            changes_left: CHANGES.saturating_sub(used),
        };
        Ok((view, record))
    }
}

/// What is registered.
#[derive(Debug, Serialize, Deserialize)]
pub struct ShowProfile;

impl<S: Sql> Personal<S> for ShowProfile {
    type Answer = ProfileView;

    fn execute(self, store: &Store<S>, person: i64, now: Moment) -> Performed<ProfileView> {
        Ok(Outcome::Done(store.profile_view(person, now)?.0))
    }
}

/// Changes it. Sent again, it is done once.
#[derive(Debug, Serialize, Deserialize)]
pub struct ChangeProfile(pub Profile);

impl<S: Sql> Personal<S> for ChangeProfile {
    type Answer = ProfileView;

    fn execute(self, store: &Store<S>, person: i64, now: Moment) -> Performed<ProfileView> {
        let Self(after) = self;
        let (view, mut record) = store.profile_view(person, now)?;
        if let Err((code, params)) = may_change(&view, &after) {
            return Ok(Outcome::Refused(code, params));
        }
        let registration = &mut record.registration;
        let before = Profile {
            domicile: registration.domicile.clone(),
            education: registration.education,
            work_status: registration.work_status,
        };
        if before == after {
            return Ok(Outcome::Done(view));
        }
        store.keep_province(person, &before.domicile)?;
        store.sql.run(
            "INSERT INTO profile_change (person, sealed, at) VALUES (?, ?, ?)",
            &[
                person.into(),
                store.seal("profile", person, &before)?.into(),
                stored(now),
            ],
        )?;
        let zone = after.domicile.zone();
        registration.domicile = after.domicile;
        registration.education = after.education;
        registration.work_status = after.work_status;
        store.sql.run(
            "UPDATE person SET sealed = ?, zone = ? WHERE id = ?",
            &[
                store.seal(PERSON, person, &record)?.into(),
                json(&zone)?,
                person.into(),
            ],
        )?;
        store.note(person, SecurityEvent::ProfileChanged.as_str(), now)?;
        Ok(Outcome::Done(store.profile_view(person, now)?.0))
    }
}

#[cfg(test)]
mod tests;
