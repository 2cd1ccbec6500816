//! All certificates of one participant: files on their way in, files that were
//! kept, and what was decided for each course. Every step may come twice; an
//! answer that was lost is given again.

use super::hops::{Hop, Journey};
use super::notice::{Notice, PartExpected, Scanned, Transfer};
use super::{
    BYTES_A_DAY, Evidence, FILES_A_COURSE, Ground, KeptFile, Ruling, Stage, UNFINISHED_FOR, Upload,
    UploadId, UploadRefused, UploadRequest, Verdict,
};
use crate::messages::Code;
use crate::purchase::{Purchase, PurchaseId, State};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What is known of one course's certificate besides the files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Way {
    /// When the platform had it.
    pub(super) platform_at: Option<DateTime<Utc>>,
    /// When the first incentive was paid.
    pub(super) paid_at: Option<DateTime<Utc>>,
    /// That it was accepted.
    pub(super) ruling: Option<Ruling>,
}

/// One participant's certificates.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificates {
    uploads: Vec<Upload>,
    ways: BTreeMap<PurchaseId, Way>,
}

impl Certificates {
    /// Begins to take a file in. The same again changes nothing.
    ///
    /// # Errors
    /// [`UploadRefused`].
    pub fn begin(
        &mut self,
        id: UploadId,
        request: UploadRequest,
        purchase: Option<&Purchase>,
        now: DateTime<Utc>,
    ) -> Result<Vec<Notice>, UploadRefused> {
        if let Some(known) = self.find(&id) {
            return if known.request == request {
                Ok(Vec::new())
            } else {
                Err(UploadRefused::KeyReused)
            };
        }
        request.check()?;
        let redeemed = purchase.is_some_and(|one| {
            one.commit().is_some() && !matches!(one.state(), State::Cancelled { .. })
        });
        if !redeemed {
            return Err(UploadRefused::NotRedeemed);
        }
        if self.accepted(&request.purchase).is_some() {
            return Err(UploadRefused::AlreadyAccepted);
        }
        self.check_quota(&request, now)?;
        let ends = now + UNFINISHED_FOR;
        let stage = Stage::Receiving {
            had: BTreeSet::new(),
        };
        self.uploads.push(Upload {
            id: id.clone(),
            request,
            begun_at: now,
            stage,
        });
        Ok(vec![Notice::EndAt(id, ends)])
    }

    fn check_quota(
        &self,
        request: &UploadRequest,
        now: DateTime<Utc>,
    ) -> Result<(), UploadRefused> {
        let of_course = |one: &&Upload| one.request.purchase == request.purchase;
        if self.uploads.iter().filter(of_course).count() >= FILES_A_COURSE {
            return Err(UploadRefused::TooManyFiles);
        }
        let day = TimeDelta::days(1);
        let recent = || self.uploads.iter().filter(|one| now - one.begun_at < day);
        let sum: u32 = recent().map(|one| one.request.size).sum();
        if sum.saturating_add(request.size) > BYTES_A_DAY {
            let oldest = recent().map(|one| one.begun_at).min().unwrap_or(now);
            let wait = (oldest + day - now).num_seconds();
            let wait_seconds = u32::try_from(wait).unwrap_or(1).max(1);
            return Err(UploadRefused::TooManyBytes { wait_seconds });
        }
        Ok(())
    }

    /// Whether a part of that length is wanted.
    ///
    /// # Errors
    /// [`UploadRefused`].
    pub fn expects(
        &self,
        id: &UploadId,
        part: u16,
        bytes: u32,
    ) -> Result<PartExpected, UploadRefused> {
        let upload = self.find(id).ok_or(UploadRefused::Unknown)?;
        if upload.part_bytes(part) != Some(bytes) {
            return Err(UploadRefused::NoSuchPart);
        }
        match &upload.stage {
            Stage::Receiving { had } if had.contains(&part) => Ok(PartExpected::There),
            Stage::Receiving { .. } => Ok(PartExpected::Wanted),
            // Finished by an answer that was lost.
            Stage::Checking { .. } | Stage::Clean { .. } => Ok(PartExpected::There),
            Stage::Refused { .. } | Stage::Dropped { .. } => Err(UploadRefused::Ended),
        }
    }

    /// A part is kept.
    ///
    /// # Errors
    /// [`UploadRefused::Unknown`], [`UploadRefused::Ended`]: it has to be deleted.
    pub fn took(&mut self, id: &UploadId, part: u16) -> Result<(), UploadRefused> {
        match &mut self.find_mut(id)?.stage {
            Stage::Receiving { had } => {
                had.insert(part);
                Ok(())
            }
            _ => Err(UploadRefused::Ended),
        }
    }

    /// Whether a sending can be closed; none if it was.
    ///
    /// # Errors
    /// [`UploadRefused`], or the code for which the file was refused before.
    pub fn closing(&self, id: &UploadId, brought: Transfer) -> Result<Option<&Upload>, Code> {
        let upload = self.find(id).ok_or(Code::CertificateUnknown)?;
        let is_whole = || brought == Transfer::Whole || upload.missing().is_empty();
        match &upload.stage {
            Stage::Receiving { .. } if is_whole() => Ok(Some(upload)),
            Stage::Receiving { .. } => Err(UploadRefused::Incomplete.code()),
            Stage::Checking { .. } | Stage::Clean { .. } => Ok(None),
            Stage::Refused { code, .. } => Err(*code),
            Stage::Dropped { .. } => Err(UploadRefused::Ended.code()),
        }
    }

    /// The file was looked at and kept, or refused. It takes the place of every
    /// earlier one of its course.
    pub fn closed(
        &mut self,
        id: &UploadId,
        outcome: Result<KeptFile, Code>,
        now: DateTime<Utc>,
    ) -> Vec<Notice> {
        let Ok(upload) = self.find_mut(id) else {
            return Vec::new();
        };
        if !matches!(upload.stage, Stage::Receiving { .. }) {
            return Vec::new();
        }
        let mut notices = vec![Notice::DropParts(id.clone(), upload.parts())];
        let file = match outcome {
            Err(code) => {
                upload.stage = Stage::Refused { code, at: now };
                return notices;
            }
            Ok(file) => file,
        };
        upload.stage = Stage::Checking { file, at: now };
        let purchase = upload.request.purchase.clone();
        let earlier = |one: &&mut Upload| one.request.purchase == purchase && one.id != *id;
        for one in self.uploads.iter_mut().filter(earlier) {
            match one.stage {
                Stage::Receiving { .. } => {
                    notices.push(Notice::DropParts(one.id.clone(), one.parts()));
                    one.stage = Stage::Dropped { at: now };
                }
                Stage::Checking { .. } | Stage::Clean { .. } => {
                    notices.push(Notice::DropFile(one.id.clone()));
                    one.stage = Stage::Dropped { at: now };
                }
                Stage::Refused { .. } | Stage::Dropped { .. } => {}
            }
        }
        notices.push(Notice::Scan);
        notices
    }

    /// Gives up what is unfinished when its time is up.
    pub fn end(&mut self, id: &UploadId, now: DateTime<Utc>) -> Vec<Notice> {
        match self.find_mut(id) {
            Ok(upload) if matches!(upload.stage, Stage::Receiving { .. }) => {
                upload.stage = Stage::Dropped { at: now };
                vec![Notice::DropParts(id.clone(), upload.parts())]
            }
            _ => Vec::new(),
        }
    }

    /// Kept files that no scanner has answered for.
    pub fn unscanned(&self) -> impl Iterator<Item = &Upload> {
        self.uploads
            .iter()
            .filter(|one| matches!(one.stage, Stage::Checking { .. }))
    }

    /// A scanner has answered.
    pub fn scanned(&mut self, id: &UploadId, said: Scanned, now: DateTime<Utc>) -> Vec<Notice> {
        let Ok(upload) = self.find_mut(id) else {
            return Vec::new();
        };
        let Stage::Checking { file, at } = upload.stage else {
            return Vec::new();
        };
        match said {
            Scanned::Clean => {
                upload.stage = Stage::Clean { file, kept_at: at };
                Vec::new()
            }
            Scanned::Infected => {
                let code = Code::CertificateInfected;
                upload.stage = Stage::Refused { code, at: now };
                vec![Notice::DropFile(id.clone()), Notice::TellRefused]
            }
        }
    }

    /// Decides by rule what can be decided so: completed, which its platform's
    /// reports bear out, and a harmless file of the person's own.
    pub fn judge(&mut self, purchase: &Purchase, now: DateTime<Utc>) -> Vec<Notice> {
        let is_clean = self
            .last_of(purchase.id())
            .is_some_and(|one| matches!(one.stage, Stage::Clean { .. }));
        let is_completed = matches!(purchase.state(), State::Completed { .. });
        if is_clean && is_completed {
            self.accept_for(purchase.id(), Ground::Reports, now)
        } else {
            Vec::new()
        }
    }

    /// Accepts a course's certificate for evidence that is not a file. Again, it
    /// changes nothing.
    pub fn accept(
        &mut self,
        purchase: &PurchaseId,
        evidence: Evidence,
        now: DateTime<Utc>,
    ) -> Vec<Notice> {
        self.accept_for(purchase, evidence.into(), now)
    }

    fn accept_for(
        &mut self,
        purchase: &PurchaseId,
        ground: Ground,
        now: DateTime<Utc>,
    ) -> Vec<Notice> {
        let way = self.ways.entry(purchase.clone()).or_default();
        if way.ruling.is_some() {
            return Vec::new();
        }
        way.ruling = Some(Ruling { ground, at: now });
        vec![Notice::Accepted(purchase.clone())]
    }

    /// Staff decide. A rejection is of the file that is there; the person may
    /// send another.
    ///
    /// # Errors
    /// [`Code::CertificateAlreadyAccepted`], [`Code::CertificateNothingToReject`].
    pub fn decide(
        &mut self,
        purchase: &PurchaseId,
        verdict: Verdict,
        now: DateTime<Utc>,
    ) -> Result<Vec<Notice>, Code> {
        let reason = match verdict {
            Verdict::Accept => return Ok(self.accept(purchase, Evidence::Staff, now)),
            Verdict::Reject { reason } => reason,
        };
        if self.accepted(purchase).is_some() {
            return Err(Code::CertificateAlreadyAccepted);
        }
        let code = reason.code();
        let kept = |one: &&mut Upload| one.request.purchase == *purchase && one.file().is_some();
        let Some(upload) = self.uploads.iter_mut().rev().find(kept) else {
            return Err(Code::CertificateNothingToReject);
        };
        upload.stage = Stage::Refused { code, at: now };
        Ok(vec![
            Notice::DropFile(upload.id.clone()),
            Notice::TellRefused,
        ])
    }

    /// The platform says that it has the certificate.
    pub fn at_platform(&mut self, purchase: &PurchaseId, at: DateTime<Utc>) {
        let known = &mut self.ways.entry(purchase.clone()).or_default().platform_at;
        *known = Some(known.map_or(at, |known| known.min(at)));
    }

    /// The first incentive for this course was paid.
    pub fn paid(&mut self, purchase: &PurchaseId, at: DateTime<Utc>) {
        let known = &mut self.ways.entry(purchase.clone()).or_default().paid_at;
        *known = Some(known.map_or(at, |known| known.min(at)));
    }

    /// That a course's certificate was accepted.
    #[must_use]
    pub fn accepted(&self, purchase: &PurchaseId) -> Option<Ruling> {
        self.ways.get(purchase)?.ruling
    }

    /// The way of a course's certificate, from the day the course was completed.
    #[must_use]
    pub fn journey(&self, purchase: &Purchase) -> Option<Journey> {
        let way = self.ways.get(purchase.id()).cloned().unwrap_or_default();
        let ended = match purchase.state() {
            State::Completed { at, .. } => *at,
            // Accepted without a report of the platform's.
            _ => way.ruling?.at,
        };
        let mut journey = Journey::begin(ended);
        let accepted_at = way.ruling.map(|ruling| ruling.at);
        // A file that was refused or rejected is no longer with the office.
        let office_at = self.last_of(purchase.id()).and_then(|one| match one.stage {
            Stage::Checking { at, .. } | Stage::Clean { kept_at: at, .. } => Some(at),
            _ => None,
        });
        for (hop, at) in [
            (Hop::Institution, way.platform_at),
            (Hop::Platform, office_at),
            (Hop::PmoCheck, accepted_at),
            (Hop::Payout, way.paid_at),
        ] {
            if let Some(at) = at {
                // What was sent before the course ended was in time.
                journey.report(hop, at.max(ended));
            }
        }
        Some(journey)
    }

    /// The sending of that id.
    #[must_use]
    pub fn find(&self, id: &UploadId) -> Option<&Upload> {
        self.uploads.iter().find(|one| one.id == *id)
    }

    pub(super) fn find_mut(&mut self, id: &UploadId) -> Result<&mut Upload, UploadRefused> {
        let mut all = self.uploads.iter_mut();
        all.find(|one| one.id == *id).ok_or(UploadRefused::Unknown)
    }

    /// The last sending of a course that was not given up, else the last of all.
    #[must_use]
    pub fn last_of(&self, purchase: &PurchaseId) -> Option<&Upload> {
        let of_course = || {
            let all = self.uploads.iter().rev();
            all.filter(|one| one.request.purchase == *purchase)
        };
        let lives = |one: &&Upload| !matches!(one.stage, Stage::Dropped { .. });
        // A file that is kept counts before one that is only coming.
        of_course()
            .find(|one| one.file().is_some())
            .or_else(|| of_course().find(lives))
            .or_else(|| of_course().next())
    }

    /// All sendings, oldest first.
    #[must_use]
    pub fn uploads(&self) -> &[Upload] {
        &self.uploads
    }
}
