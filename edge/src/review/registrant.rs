//! Reviews as their writer's shard keeps them: one for each completed purchase,
//! sealed. Each change goes to the course by the outbox; what staff decide comes
//! back from there.

use crate::crypto::Purpose;
use crate::object::Transaction;
use crate::registrant::outbox::JobKind;
use crate::registrant::personal::Personal;
use crate::registrant::store::{Performed, Store, StoreError};
use crate::review::{Report, Writer};
use crate::sql::{Moment, Outcome, Sql};
use domain::draw::Hex;
use domain::incentive::Fact;
use domain::messages::{Code, Outgoing, Params};
use domain::purchase::{PurchaseId, State};
use domain::review::{Moderation, OwnReview, ReviewText, Stars, Written, first_name};
use domain::time::When;
use serde::{Deserialize, Serialize};

impl<S: Sql> Store<S> {
    /// What the account shows of them.
    pub(crate) fn own_reviews(&self, person: i64) -> Result<Vec<OwnReview>, StoreError> {
        let Some(award) = self.award(person)? else {
            return Ok(vec![]);
        };
        let rules = self.scheme_of(&award)?.review;
        let mut reviews = vec![];
        for purchase in self.purchases(person)?.list() {
            if let Some(written) = self.written(person, purchase.id())? {
                let names = (purchase.id(), &purchase.offer().course);
                reviews.push(OwnReview::of(&written, names, rules));
            }
        }
        Ok(reviews)
    }

    fn written(&self, person: i64, purchase: &PurchaseId) -> Result<Option<Written>, StoreError> {
        let row = self.sql.first(
            "SELECT sealed FROM review WHERE person = ? AND purchase = ?",
            &[person.into(), purchase.as_str().into()],
        )?;
        row.map(|row| self.unseal("review", person, row.text(0)?))
            .transpose()
    }

    fn keep(&self, person: i64, purchase: &PurchaseId, now: &Written) -> Result<(), StoreError> {
        self.sql.run(
            "INSERT INTO review VALUES (?, ?, ?)
             ON CONFLICT (person, purchase) DO UPDATE SET sealed = excluded.sealed",
            &[
                person.into(),
                purchase.as_str().into(),
                self.seal("review", person, now)?.into(),
            ],
        )?;
        Ok(())
    }
}

/// Rates a completed course, or changes what was said of it.
#[derive(Debug, Serialize, Deserialize)]
pub struct Rate {
    pub id: PurchaseId,
    pub stars: Stars,
    pub text: Option<ReviewText>,
}

impl<S: Sql> Personal<S> for Rate {
    type Answer = OwnReview;

    fn execute(self, store: &Store<S>, person: i64, now: Moment) -> Performed<OwnReview> {
        let (id, said) = (&self.id, (self.stars, self.text));
        let purchases = store.purchases(person)?;
        let Some(purchase) = purchases.find(id) else {
            return Ok(Outcome::refused(Code::PurchaseUnknown));
        };
        if !matches!(purchase.state(), State::Completed { .. }) {
            return Ok(Outcome::refused(Code::ReviewNotCompleted));
        }
        let award = store.award(person)?.ok_or(StoreError::Record)?;
        let rules = store.scheme_of(&award)?.review;
        let known = store.written(person, id)?;
        let written = match Written::write(known.as_ref(), said, rules, now) {
            Ok(written) => written,
            Err(code) => {
                let until = known.map(|known| known.changeable_until(rules));
                let zone = store.person(person)?.0.zone;
                let params = Params {
                    date: until.map(|at| When::Moment(at, zone)),
                    ..Params::default()
                };
                return Ok(Outcome::Refused(code, params));
            }
        };
        let course = &purchase.offer().course;
        if let Some(written) = &written {
            store.keep(person, id, written)?;
            let (_, record) = store.person(person)?;
            let home = &record.registration.domicile;
            let report = Report {
                course: course.clone(),
                tag: Hex(store.keys.digest(Purpose::Review, &[id.as_str()]).half()),
                version: written.version,
                stars: written.stars,
                text: written.text.clone(),
                by: first_name(record.registration.name.as_str()).to_owned(),
                province: format!("{:02}", home.province_number()),
                changed_at: now,
                moderation: written.moderation,
                writer: Writer {
                    shard: store.shard,
                    person,
                    purchase: id.clone(),
                },
            };
            store.put_out(person, &JobKind::Review(Box::new(report)), now)?;
            if known.is_none() {
                store.note(person, "course_rated", now)?;
                let rated = Fact::Rated {
                    purchase: id.clone(),
                    at: now,
                };
                store.learn(person, rated, now)?;
            }
        }
        let shown = written.or(known).ok_or(StoreError::Record)?;
        let shown = OwnReview::of(&shown, (id, course), rules);
        Ok(Outcome::Done(shown))
    }
}

/// A course's object says what staff decided about one version of a review.
#[derive(Debug, Serialize, Deserialize)]
pub struct ReviewModerated {
    pub person: i64,
    pub purchase: PurchaseId,
    pub version: u32,
    pub moderation: Moderation,
    pub now: Moment,
}

impl<S: Sql> Transaction<Store<S>> for ReviewModerated {
    type Answer = Outcome<()>;

    fn execute(self, store: &Store<S>) -> Performed<()> {
        let Self {
            person,
            purchase,
            version,
            moderation,
            now,
        } = self;
        let known = store.written(person, &purchase)?;
        if let Some(after) = known.and_then(|known| known.moderated(version, moderation)) {
            store.keep(person, &purchase, &after)?;
            if let Moderation::Hidden { .. } = moderation {
                store.put_out(person, &JobKind::Message(Outgoing::ReviewHidden), now)?;
            }
        }
        Ok(Outcome::Done(()))
    }
}

#[cfg(test)]
pub mod tests;
