//! A digital certificate as its holder sees it.

use super::{CredentialId, RevocationReason};
use crate::purchase::PurchaseId;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// One in the account.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct CredentialView {
    /// For which purchase; its PDF is at `/akun/sertifikat/{purchase}.pdf`.
    pub purchase: PurchaseId,
    /// Its number.
    pub id: CredentialId,
    /// What the course is called.
    pub title: String,
    /// Who signed it.
    pub institution: String,
    /// Since when it holds.
    pub valid_from: DateTime<Utc>,
    /// To be shared: everything stands behind the `#`, so that opening it tells no
    /// server anything.
    pub link: String,
    /// Since when and why it no longer holds, if it was revoked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked: Option<(NaiveDate, RevocationReason)>,
}

impl std::fmt::Debug for CredentialView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "CredentialView({})", self.id.as_str())
    }
}
