//! Reminders of reservations that end soon, some hours before, as the scheme says.

use crate::registrant::outbox::JobKind;
use crate::registrant::store::{Store, StoreError};
use crate::sql::{Moment, Sql};
use domain::messages::Locale;
use domain::messages::Outgoing;
use domain::purchase::{Purchase, PurchaseId};

impl<S: Sql> Store<S> {
    /// A reservation ends soon: reminds, unless it has been redeemed or ended.
    pub fn remind_of_redeeming(
        &self,
        job: i64,
        person: i64,
        id: &PurchaseId,
        now: Moment,
    ) -> Result<(), StoreError> {
        self.sql.atomically(|| {
            let purchases = self.purchases(person)?;
            let ends = purchases.find(id).and_then(Purchase::expires_at);
            if let Some(ends) = ends.filter(|ends| now < *ends) {
                let date = self.person(person)?.0.zone.long(ends, Locale::Id);
                let message = JobKind::Message(Outgoing::RedeemBefore { date });
                self.put_out(person, &message, now)?;
            }
            Ok(self.forget_job(job)?)
        })
    }
}
