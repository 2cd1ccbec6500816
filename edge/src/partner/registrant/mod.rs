//! What platforms ask and report about what was bought from them.

pub mod enrolment;

use crate::crypto::Purpose;
use crate::object::Transaction;
use crate::registrant::store::{Performed, Store, StoreError};
use crate::sql::{Moment, Outcome, Sql};
use domain::award::Award;
use domain::draw::Hex;
use domain::messages::Code;
use domain::partner::{RedeemAnswer, check_invoice};
use domain::purchase::{
    AccountBinding, CourseCode, Event, EventKey, InvoiceCode, PlatformCode, PurchaseId, Refused,
};
use serde::{Deserialize, Serialize};

/// A purchase as its platform sees it, and the card that pays for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redeemed {
    pub answer: RedeemAnswer,
    /// Keyed hash of the card's number.
    pub card: Hex<32>,
}

/// What happened at the platform.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum PlatformEvent {
    /// Nothing; it asks.
    Status,
    /// It has the certificate.
    Certificate {
        received_at: Moment,
    },
    Commit {
        invoice: InvoiceCode,
        /// Whose account, by the platform's own naming.
        account: String,
    },
    Other(Event),
}

impl<S: Sql> Store<S> {
    /// Whose account at a platform the card is used with; keyed hashes of both.
    fn binding(&self, platform: &PlatformCode, account: &str, award: &Award) -> AccountBinding {
        let account = self
            .keys
            .digest(Purpose::PlatformAccount, &[platform.as_str(), account]);
        AccountBinding {
            platform: platform.clone(),
            account: Hex(*account.bytes()),
            card: self.card_tag(award),
        }
    }

    fn card_tag(&self, award: &Award) -> Hex<32> {
        Hex(*self
            .keys
            .digest(Purpose::Card, &[award.card.as_str()])
            .bytes())
    }
}

/// A platform asks about a code, or reports on it, once its signature holds.
#[derive(Debug, Serialize, Deserialize)]
pub struct ReportFromPlatform {
    pub code_hash: String,
    /// Whose call it is: codes for others are unknown to it.
    pub platform: PlatformCode,
    /// The course that the code is said to pay for.
    pub course: Option<CourseCode>,
    /// The order that it is said to be redeemed for.
    pub invoice: Option<InvoiceCode>,
    /// The same call again counts once.
    pub key: EventKey,
    pub event: PlatformEvent,
    pub now: Moment,
}

impl<S: Sql> Transaction<Store<S>> for ReportFromPlatform {
    type Answer = Outcome<Redeemed>;

    fn execute(self, store: &Store<S>) -> Performed<Redeemed> {
        let now = self.now;
        let unknown = Outcome::refused(Code::PurchaseUnknown);
        let row = store.sql.first(
            "SELECT person, purchase FROM redeem_code WHERE code_hash = ?",
            &[self.code_hash.as_str().into()],
        )?;
        let Some(row) = row else {
            return Ok(unknown);
        };
        let person = row.int(0)?;
        let id = PurchaseId::parse(row.text(1)?).map_err(|_| StoreError::Record)?;
        let mut purchases = store.purchases(person)?;
        let known = purchases.find(&id).ok_or(StoreError::Record)?;
        let another = self
            .course
            .as_ref()
            .is_some_and(|course| *course != known.offer().course);
        if known.offer().platform != self.platform || another {
            return Ok(unknown);
        }
        if let Some(invoice) = &self.invoice
            && let Err(code) = check_invoice(known, invoice)
        {
            return Ok(Outcome::refused(code));
        }
        let award = store.award(person)?.ok_or(StoreError::Record)?;
        let event = match self.event {
            PlatformEvent::Status => None,
            PlatformEvent::Certificate { .. } if known.commit().is_none() => {
                return store.refuse(person, &Refused::NotCommitted);
            }
            PlatformEvent::Certificate { received_at } => {
                store.certificate_at_platform(person, &id, received_at, now)?;
                None
            }
            PlatformEvent::Commit { invoice, account } => Some(Event::Commit {
                invoice,
                binding: store.binding(&self.platform, &account, &award),
            }),
            PlatformEvent::Other(event) => Some(event),
        };
        if let Some(event) = event {
            let begun = known.commit().is_some();
            match purchases.apply(&id, &self.key, event, now) {
                Ok(follows) => store.follow(person, &purchases, follows, now)?,
                Err(refused) => return store.refuse(person, &refused),
            }
            if !begun
                && purchases
                    .find(&id)
                    .is_some_and(|one| one.commit().is_some())
            {
                store.note(person, "course_redeemed", now)?;
            }
        }
        let shown = purchases.find(&id).ok_or(StoreError::Record)?;
        store.judge_certificate(person, shown, now)?;
        Ok(Outcome::Done(Redeemed {
            answer: RedeemAnswer::of(shown, now),
            card: store.card_tag(&award),
        }))
    }
}
