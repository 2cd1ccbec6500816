//! What a participant sees of a course's certificate.

use super::hops::{Hop, HopState};
use super::{Certificates, Ground, PART_BYTES, Stage, Upload, UploadId};
use crate::messages::Code;
use crate::purchase::{Purchase, PurchaseId, State};
use crate::scheme::CertificatePromises;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How far a sending is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum UploadState {
    /// Parts are missing, or it is to be finished.
    Receiving,
    /// Whole and kept; being scanned for what harms.
    Checking,
    /// Kept.
    Kept,
    /// Refused and deleted.
    Refused,
    /// Given up and deleted.
    Dropped,
}

/// A sending, for whoever sends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct UploadView {
    /// Its id.
    pub id: UploadId,
    /// The course that it is for.
    pub purchase: PurchaseId,
    /// How far it is.
    pub state: UploadState,
    /// The announced length in bytes.
    pub size: u32,
    /// How long every part but the last is, in bytes.
    pub part_bytes: u32,
    /// Parts that are still to come, from 0.
    pub missing: Vec<u16>,
    /// Why it was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schemars(with = "Option<String>"))]
    pub refused: Option<Code>,
}

impl UploadView {
    /// Of a sending.
    #[must_use]
    pub fn of(upload: &Upload) -> Self {
        let (state, refused) = match upload.stage {
            Stage::Receiving { .. } => (UploadState::Receiving, None),
            Stage::Checking { .. } => (UploadState::Checking, None),
            Stage::Clean { .. } => (UploadState::Kept, None),
            Stage::Refused { code, .. } => (UploadState::Refused, Some(code)),
            Stage::Dropped { .. } => (UploadState::Dropped, None),
        };
        Self {
            id: upload.id.clone(),
            purchase: upload.request.purchase.clone(),
            state,
            size: upload.request.size,
            part_bytes: PART_BYTES,
            missing: upload.missing(),
            refused,
        }
    }
}

/// How a course's certificate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CertificateStatus {
    /// None was sent.
    Awaited,
    /// One is on its way in.
    Receiving,
    /// One is there and being scanned.
    Checking,
    /// One is there; the platform has not reported the course's end.
    AwaitsReport,
    /// One is there; the platform reports otherwise, so staff decide.
    AwaitsStaff,
    /// The last one was refused; another may be sent.
    Refused,
    /// Accepted.
    Accepted,
}

/// One stretch of a certificate's way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct HopView {
    /// Who has to act.
    pub hop: Hop,
    /// How it stands.
    #[serde(flatten)]
    pub state: HopState,
}

/// A course's certificate, for its owner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct CertificateView {
    /// Of this course.
    pub purchase: PurchaseId,
    /// What the course is called.
    pub title: String,
    /// How it stands.
    pub status: CertificateStatus,
    /// Why the last file was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schemars(with = "Option<String>"))]
    pub refused: Option<Code>,
    /// When it was accepted, and on what ground.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted_at: Option<DateTime<Utc>>,
    /// On what ground it was accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<Ground>,
    /// The file that is kept and can be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<UploadId>,
    /// The sending that can be withdrawn: until the certificate is accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawable: Option<UploadId>,
    /// Its way, once the course is completed.
    pub hops: Vec<HopView>,
}

impl Certificates {
    /// How the certificates of all redeemed courses stand.
    #[must_use]
    pub fn shown(
        &self,
        purchases: &[Purchase],
        promises: CertificatePromises,
        holidays: &BTreeSet<NaiveDate>,
        now: DateTime<Utc>,
    ) -> Vec<CertificateView> {
        let redeemed = purchases.iter().rev().filter(|one| {
            one.commit().is_some() && !matches!(one.state(), State::Cancelled { .. })
        });
        redeemed
            .map(|purchase| {
                let last = self.last_of(purchase.id());
                let ruling = self.accepted(purchase.id());
                let (status, refused) = match (ruling, last.map(|one| &one.stage)) {
                    (Some(_), _) => (CertificateStatus::Accepted, None),
                    (None, None | Some(Stage::Dropped { .. })) => {
                        (CertificateStatus::Awaited, None)
                    }
                    (None, Some(Stage::Receiving { .. })) => (CertificateStatus::Receiving, None),
                    (None, Some(Stage::Checking { .. })) => (CertificateStatus::Checking, None),
                    (None, Some(Stage::Refused { code, .. })) => {
                        (CertificateStatus::Refused, Some(*code))
                    }
                    (None, Some(Stage::Clean { .. })) => match purchase.state() {
                        State::NotCompleted { .. } => (CertificateStatus::AwaitsStaff, None),
                        _ => (CertificateStatus::AwaitsReport, None),
                    },
                };
                let hops = self.journey(purchase).map(|journey| {
                    let hops = journey.hops(promises, holidays, now);
                    hops.map(|(hop, state)| HopView { hop, state }).to_vec()
                });
                CertificateView {
                    purchase: purchase.id().clone(),
                    title: purchase.offer().title.clone(),
                    status,
                    refused,
                    accepted_at: ruling.map(|ruling| ruling.at),
                    ground: ruling.map(|ruling| ruling.ground),
                    file: last
                        .filter(|one| matches!(one.stage, Stage::Clean { .. }))
                        .map(|one| one.id.clone()),
                    withdrawable: self.withdrawable(purchase.id()).map(|one| one.id.clone()),
                    hops: hops.unwrap_or_default(),
                }
            })
            .collect()
    }
}
