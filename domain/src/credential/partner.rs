//! What platforms send to hand in a certificate, and what they are answered.

use super::{Credential, CredentialId, StatusEntry};
use crate::purchase::{InvoiceCode, RedeemCode};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// `POST /api/partner/v1/credential/draft`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "openapi", schemars(rename = "CertificateDraftRequest"))]
#[serde(deny_unknown_fields)]
pub struct CredentialDraftRequest {
    /// The code of a completed course.
    pub redeem_code: RedeemCode,
    /// The order that it was redeemed for.
    pub invoice_code: InvoiceCode,
}

/// What the institution has to sign, but for the participant's name. The same
/// purchase always gets the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct CredentialDraft {
    /// The certificate's number.
    pub id: CredentialId,
    /// The institution's `did:web`; its keys' names begin with it.
    pub issuer: String,
    /// Address of the course.
    pub course: String,
    /// What the course is called.
    pub title: String,
    /// Hours.
    pub hours: u32,
    /// When it was completed.
    pub valid_from: DateTime<Utc>,
    /// Where its revocation would stand.
    pub status: StatusEntry,
    /// The claims as JSON with an empty `identityHash` for the participant's name.
    pub claims: String,
}

impl CredentialDraft {
    /// With the institution's published name in the claims.
    #[must_use]
    pub fn named(self, institution: &str) -> Self {
        let claims = self.credential(institution, "").claims();
        Self { claims, ..self }
    }

    /// The certificate of this draft, for an institution to sign.
    #[must_use]
    pub fn credential(&self, institution: &str, holder: &str) -> Credential {
        Credential {
            id: self.id.clone(),
            issuer: self.issuer.clone(),
            institution: institution.to_owned(),
            holder: holder.to_owned(),
            course: self.course.clone(),
            title: self.title.clone(),
            hours: self.hours,
            valid_from: self.valid_from,
            status: self.status.clone(),
        }
    }
}

/// `POST /api/partner/v1/credential`
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CredentialRequest {
    /// The code of a completed course.
    pub redeem_code: RedeemCode,
    /// The order that it was redeemed for.
    pub invoice_code: InvoiceCode,
    /// The certificate: a compact JWT, signed by the institution.
    pub credential: String,
}

impl std::fmt::Debug for CredentialRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CredentialRequest(…)")
    }
}

/// The certificate is the participant's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct CredentialReceipt {
    /// Its number.
    pub id: CredentialId,
    /// When it came.
    pub received_at: DateTime<Utc>,
}
