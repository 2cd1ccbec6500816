//! All that somebody sees of their own.

use crate::registrant::personal::Personal;
use crate::registrant::store::{Performed, Store};
use crate::sql::{Moment, Outcome, Sql};
use domain::appeal::RevocationView;
use domain::award::Award;
use domain::certificate::CertificateView;
use domain::incentive::PayoutView;
use domain::purchase::{PurchaseId, PurchaseView};
use domain::region::Domicile;
use domain::registration::RegistrationNumber;
use domain::review::OwnReview;
use domain::security::RecoveryView;
use domain::status::Facts;
use serde::{Deserialize, Serialize};

/// What an account is made of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AccountView {
    pub number: RegistrationNumber,
    pub name: String,
    /// An e-mail address that was given and is not confirmed.
    pub email_to_confirm: Option<String>,
    /// A number that is to take the registered one's place.
    pub recovery: Option<RecoveryView>,
    /// Where the person lives.
    pub home: Domicile,
    pub facts: Facts,
    pub award: Option<Award>,
    pub revocation: Option<RevocationView>,
    pub purchases: Vec<PurchaseView>,
    /// Digital certificates, each with its purchase.
    pub credentials: Vec<(PurchaseId, String)>,
    pub reviews: Vec<OwnReview>,
    pub certificates: Vec<CertificateView>,
    pub payout: Option<PayoutView>,
    /// Phones that are told of news.
    pub phones: u32,
}

/// All that is shown to the signed-in person.
#[derive(Debug, Serialize, Deserialize)]
pub struct ShowAccount;

impl<S: Sql> Personal<S> for ShowAccount {
    type Answer = AccountView;

    fn execute(self, store: &Store<S>, person: i64, now: Moment) -> Performed<AccountView> {
        let (facts, record) = store.person(person)?;
        let email = match store.email_confirmed_at(person)? {
            None => record.registration.email.as_ref(),
            Some(_) => None,
        };
        Ok(Outcome::Done(AccountView {
            number: record.number,
            name: record.registration.name.as_str().to_owned(),
            email_to_confirm: email.map(|email| email.as_str().to_owned()),
            recovery: store.recovery_view(person)?,
            home: record.registration.domicile.clone(),
            award: store.award(person)?,
            revocation: store.revocation(person, now)?,
            purchases: store.shown_purchases(person, now)?,
            credentials: store.shown_credentials(person)?,
            certificates: store.shown_certificates(person, now)?,
            reviews: store.own_reviews(person)?,
            payout: store.shown_payout(person, now)?,
            phones: store.phones(person)?,
            facts,
        }))
    }
}
