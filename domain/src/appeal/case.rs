//! One time that an award was taken back, and what came of it.

use super::{Appeal, Decision, Explanation};
use crate::eligibility::choices;
use crate::incentive::RefuseReason;
use crate::messages::Code;
use crate::scheme::Scheme;
use crate::time::{end_of, programme_date};
use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

choices! {
    /// Why an award is taken back.
    Reason {
        MissedDeadline = "missed_deadline": "Pelatihan pertama tidak dibeli sampai batas waktu.", "The first course was not bought in time.";
        NotEligible = "not_eligible": "Anda ternyata tidak memenuhi syarat penerima.", "You turned out not to meet the conditions.";
        FalseData = "false_data": "Data yang Anda berikan saat mendaftar ternyata tidak benar.", "What you said when registering turned out to be false.";
    }
}

impl Reason {
    /// Whether what was spent and paid has to be paid back: nobody who let a
    /// deadline pass has received anything (Perpres 76/2020, article 31C).
    #[must_use]
    pub const fn claims_back(self) -> bool {
        matches!(self, Self::NotEligible | Self::FalseData)
    }

    /// Why incentives are refused then.
    #[must_use]
    pub const fn refuses(self) -> RefuseReason {
        match self {
            Self::MissedDeadline => RefuseReason::AwardRevoked,
            Self::NotEligible => RefuseReason::NoLongerEligible,
            Self::FalseData => RefuseReason::FalseData,
        }
    }
}

/// One time that an award was taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// From 1; a person may have several, one after another.
    pub number: u32,
    /// Why.
    pub reason: Reason,
    /// The office's own words, where staff decided.
    pub note: Option<Explanation>,
    /// When.
    pub revoked_at: DateTime<Utc>,
    /// What is due back has to be paid before this.
    pub repay_before: DateTime<Utc>,
    /// An appeal can be filed before this.
    pub appeal_before: DateTime<Utc>,
    /// The appeal, if there is one.
    pub appeal: Option<Appeal>,
}

impl Case {
    /// An award is taken back.
    #[must_use]
    pub fn open(
        number: u32,
        (reason, note): (Reason, Option<Explanation>),
        scheme: &Scheme,
        now: DateTime<Utc>,
    ) -> Self {
        let days_later = |days: u32| {
            let last = programme_date(now).checked_add_days(Days::new(u64::from(days)));
            end_of(last.unwrap_or(NaiveDate::MAX))
        };
        Self {
            number,
            reason,
            note,
            revoked_at: now,
            repay_before: days_later(scheme.repayment_within_days),
            appeal_before: days_later(scheme.appeal.file_within_days),
            appeal: None,
        }
    }

    /// Whether the award is still taken back.
    #[must_use]
    pub fn stands(&self) -> bool {
        !matches!(
            self.appeal
                .as_ref()
                .and_then(|appeal| appeal.decision.as_ref()),
            Some((Decision::Upheld, _))
        )
    }

    /// The person files an appeal. The very same again changes nothing.
    ///
    /// # Errors
    /// [`Code::AppealTooLate`] or [`Code::AppealAlreadyFiled`].
    pub fn file(
        &mut self,
        text: Explanation,
        scheme: &Scheme,
        now: DateTime<Utc>,
    ) -> Result<(), Code> {
        match &self.appeal {
            Some(known) if known.text == text => Ok(()),
            Some(_) => Err(Code::AppealAlreadyFiled),
            None if self.appeal_before <= now => Err(Code::AppealTooLate),
            None => {
                self.appeal = Some(Appeal::file(text, scheme.appeal, now));
                Ok(())
            }
        }
    }

    /// The office decides. The very same again changes nothing.
    ///
    /// # Errors
    /// [`Code::AppealUnknown`] if none was filed, [`Code::AppealDecided`] if it
    /// was decided otherwise.
    pub fn decide(&mut self, decision: &Decision, now: DateTime<Utc>) -> Result<bool, Code> {
        let appeal = self.appeal.as_mut().ok_or(Code::AppealUnknown)?;
        match &appeal.decision {
            Some((known, _)) if known == decision => Ok(false),
            Some(_) => Err(Code::AppealDecided),
            None => {
                appeal.decision = Some((decision.clone(), now));
                Ok(true)
            }
        }
    }
}
