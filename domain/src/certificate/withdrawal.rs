//! Taking a file back: it was sent for the wrong course, or is the wrong file.

use super::{Certificates, Notice, Stage, Upload, UploadId, UploadRefused};
use crate::purchase::PurchaseId;
use chrono::{DateTime, Utc};

impl Certificates {
    /// Takes a file back that was sent for the wrong course, or is the wrong one, until its
    /// course's certificate is accepted. Again, it changes nothing.
    ///
    /// # Errors
    /// [`UploadRefused::Unknown`], [`UploadRefused::AlreadyAccepted`].
    pub fn withdraw(
        &mut self,
        id: &UploadId,
        now: DateTime<Utc>,
    ) -> Result<Vec<Notice>, UploadRefused> {
        let upload = self.find(id).ok_or(UploadRefused::Unknown)?;
        let notice = match upload.stage {
            Stage::Receiving { .. } => Notice::DropParts(id.clone(), upload.parts()),
            Stage::Checking { .. } | Stage::Clean { .. } => Notice::DropFile(id.clone()),
            Stage::Refused { .. } | Stage::Dropped { .. } => return Ok(Vec::new()),
        };
        if self.accepted(&upload.request.purchase).is_some() {
            return Err(UploadRefused::AlreadyAccepted);
        }
        self.find_mut(id)?.stage = Stage::Dropped { at: now };
        Ok(vec![notice])
    }

    /// What can be withdrawn of a course.
    #[must_use]
    pub fn withdrawable(&self, purchase: &PurchaseId) -> Option<&Upload> {
        let is_coming = |one: &&Upload| matches!(one.stage, Stage::Receiving { .. });
        let of_course = self.last_of(purchase)?;
        let is_there = of_course.file().is_some() || is_coming(&of_course);
        (is_there && self.accepted(purchase).is_none()).then_some(of_course)
    }

    /// Whether a course needs the file that it was given: it is being looked at, is kept, or
    /// was accepted.
    #[must_use]
    pub fn needs_file(&self, purchase: &PurchaseId) -> bool {
        self.accepted(purchase).is_some() || self.withdrawable(purchase).is_some()
    }
}
