//! Signing in, and what an account shows its owner.

use crate::appeal::RevocationView;
use crate::award::Award;
use crate::certificate::CertificateView;
use crate::credential::CredentialView;
use crate::incentive::PayoutView;
use crate::purchase::PurchaseView;
use crate::push::PushView;
use crate::review::OwnReview;
use crate::security::RecoveryView;
use crate::status::{Moment, Status};
use crate::time::Zone;
use crate::vacancy::SuitedVacancies;
use crate::wave::{Application, Wave};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Asks for a sign-in code. Answered alike whether or not the NIK is registered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SignInRequest {
    /// National identity number.
    pub nik: String,
}

/// Signs in with the code that arrived.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SessionRequest {
    /// From [`OtpSent`](super::OtpSent).
    pub challenge: String,
    /// Six digits.
    pub code: String,
    /// The registration number or a backup code, where it is asked for: the number has not
    /// been used to sign in for 90 days, and may have changed hands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second: Option<String>,
}

/// What the owner of an account sees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Account {
    /// Grouped for reading aloud.
    pub registration_number: String,
    /// As registered.
    pub name: String,
    /// An e-mail address that was given and is not confirmed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email_to_confirm: Option<String>,
    /// Another mobile number that is to take the registered one's place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recovery: Option<RecoveryView>,
    /// Where they stand.
    pub status: Status,
    /// What happened and what comes.
    pub timeline: Vec<Moment>,
    /// The wave that can be joined now.
    pub joinable: Option<Wave>,
    /// Waves joined, oldest first.
    pub applications: Vec<Application>,
    /// What was won, with the balance as it stands.
    pub award: Option<Award>,
    /// How the award was taken back, if it ever was.
    pub revocation: Option<RevocationView>,
    /// Courses bought with the balance, newest first.
    pub purchases: Vec<PurchaseView>,
    /// Digital certificates that institutions have issued.
    pub credentials: Vec<CredentialView>,
    /// Certificates of redeemed courses, newest first: where each is, and since when.
    pub certificates: Vec<CertificateView>,
    /// What was said of those that were completed.
    pub reviews: Vec<OwnReview>,
    /// Incentives, once there is an award.
    pub payout: Option<PayoutView>,
    /// Open vacancies for whoever is certified; nobody else has this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vacancies: Option<SuitedVacancies>,
    /// How news reach the owner's phones.
    #[serde(default)]
    pub push: PushView,
    /// The clock that its owner reads, by its IANA name.
    #[serde(with = "crate::time::iana")]
    #[cfg_attr(feature = "openapi", schemars(with = "String"))]
    pub time_zone: Zone,
    /// When this was true.
    pub as_of: DateTime<Utc>,
}

/// Whether the service works.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Health {
    /// `ok`.
    pub status: String,
    /// Version of the running code.
    pub version: String,
    /// The service's clock.
    pub now: DateTime<Utc>,
}
