//! When a participant is paid what: made of facts that arrive in any order, any
//! number of times. Only the first completed course counts; its certificate has
//! to be accepted and the course rated.

use super::event::{Event, Notice, Outcome, Refused};
use super::instalment::{Instalment, State};
use super::reason::{RefuseReason, Verdict};
use super::{DailyList, InstalmentId, Kind, PartnerReference, PayoutPrefix};
use crate::purchase::PurchaseId;
use crate::scheme::{Incentive, Scheme};
use crate::time::Zone;
use chrono::{DateTime, Months, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Something that incentives depend on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fact", rename_all = "snake_case")]
pub enum Fact {
    /// The participant's first course was completed.
    FirstCompletion {
        /// This one.
        purchase: PurchaseId,
        /// When.
        at: DateTime<Utc>,
    },
    /// A certificate was accepted.
    CertificateAccepted {
        /// Of this course.
        purchase: PurchaseId,
        /// When.
        at: DateTime<Utc>,
    },
    /// A course was rated.
    Rated {
        /// This one.
        purchase: PurchaseId,
        /// When.
        at: DateTime<Utc>,
    },
    /// A survey was answered.
    SurveyAnswered {
        /// From 1.
        number: u32,
        /// When.
        at: DateTime<Utc>,
    },
}

/// Why a fact pays nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotCounted {
    /// Another course was completed before.
    NotTheFirst,
    /// The scheme has no survey of that number.
    NoSuchSurvey,
}

/// What has to be there before the incentive for looking for work is paid, and
/// since when it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Conditions {
    /// The first course was completed.
    pub completed_at: Option<DateTime<Utc>>,
    /// Its certificate was accepted.
    pub certificate_at: Option<DateTime<Utc>>,
    /// It was rated.
    pub rated_at: Option<DateTime<Utc>>,
}

/// One participant's incentives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    prefix: PayoutPrefix,
    first: Option<(PurchaseId, DateTime<Utc>)>,
    certificates: BTreeMap<PurchaseId, DateTime<Utc>>,
    ratings: BTreeMap<PurchaseId, DateTime<Utc>>,
    surveys: BTreeMap<u32, DateTime<Utc>>,
    instalments: Vec<Instalment>,
}

impl Plan {
    /// Nothing is known yet.
    #[must_use]
    pub const fn new(prefix: PayoutPrefix) -> Self {
        Self {
            prefix,
            first: None,
            certificates: BTreeMap::new(),
            ratings: BTreeMap::new(),
            surveys: BTreeMap::new(),
            instalments: Vec::new(),
        }
    }

    /// Takes a fact, and schedules what it makes payable. The first of several
    /// facts about one thing counts.
    ///
    /// # Errors
    /// [`NotCounted`]; then nothing has changed.
    pub fn learn(&mut self, fact: Fact, scheme: &Scheme) -> Result<Outcome, NotCounted> {
        match fact {
            Fact::FirstCompletion { purchase, at } => {
                let (first, _) = self.first.get_or_insert((purchase.clone(), at));
                if *first != purchase {
                    return Err(NotCounted::NotTheFirst);
                }
            }
            Fact::CertificateAccepted { purchase, at } => {
                self.certificates.entry(purchase).or_insert(at);
            }
            Fact::Rated { purchase, at } => {
                self.ratings.entry(purchase).or_insert(at);
            }
            Fact::SurveyAnswered { number, at } => {
                if !(1..=scheme.survey_incentive.times).contains(&number) {
                    return Err(NotCounted::NoSuchSurvey);
                }
                self.surveys.entry(number).or_insert(at);
            }
        }
        let due = self.due(scheme);
        let before = self.instalments.len();
        for (id, incentive, at) in due {
            if self.find(id).is_none() {
                self.instalments
                    .push(Instalment::new(id, incentive.amount, at));
            }
        }
        let new = self.instalments.iter().skip(before);
        Ok(Outcome {
            entries: vec![],
            notices: new
                .filter_map(|one| match one.state() {
                    State::Scheduled { due } => Some(Notice::ScreenAt {
                        id: one.id(),
                        at: *due,
                    }),
                    _ => None,
                })
                .collect(),
        })
    }

    /// Everything that the facts so far make payable.
    fn due(&self, scheme: &Scheme) -> Vec<(InstalmentId, Incentive, DateTime<Utc>)> {
        let Some((first, completed_at)) = &self.first else {
            return vec![];
        };
        let mut due = vec![];
        if let (Some(certificate), Some(rating)) =
            (self.certificates.get(first), self.ratings.get(first))
        {
            let payout = scheme.payout;
            let base = *completed_at.max(certificate).max(rating)
                + TimeDelta::days(i64::from(payout.first_after_days));
            for number in 1..=scheme.job_search_incentive.times {
                let id = InstalmentId {
                    kind: Kind::JobSearch,
                    number,
                };
                let months = (number - 1).saturating_mul(payout.months_between);
                due.push((id, scheme.job_search_incentive, months_later(base, months)));
            }
        }
        for (number, answered_at) in &self.surveys {
            let id = InstalmentId {
                kind: Kind::Survey,
                number: *number,
            };
            if let Some(opens) = self.survey_opens(*number, scheme) {
                due.push((id, scheme.survey_incentive, opens.max(*answered_at)));
            }
        }
        due
    }

    /// Whether that course was rated.
    #[must_use]
    pub fn is_rated(&self, purchase: &PurchaseId) -> bool {
        self.ratings.contains_key(purchase)
    }

    /// When a survey is sent to the participant, once the first course is completed.
    #[must_use]
    pub fn survey_opens(&self, number: u32, scheme: &Scheme) -> Option<DateTime<Utc>> {
        let (_, completed_at) = self.first.as_ref()?;
        let place = usize::try_from(number.checked_sub(1)?).ok()?;
        let days = scheme.survey_after_days.get(place)?;
        Some(*completed_at + TimeDelta::days(i64::from(*days)))
    }

    /// Applies an event to one instalment.
    ///
    /// # Errors
    /// [`Refused`]; then nothing has changed.
    pub fn apply(
        &mut self,
        id: InstalmentId,
        event: &Event,
        scheme: &Scheme,
        now: DateTime<Utc>,
    ) -> Result<Outcome, Refused> {
        let instalment = self.instalments.iter_mut().find(|one| one.id() == id);
        instalment
            .ok_or(Refused::UnknownInstalment)?
            .apply(event, &self.prefix, scheme.payout, now)
    }

    /// Refuses everything that is not paid or with a partner. What is with a
    /// partner is refused when it comes back.
    pub fn refuse(&mut self, reason: RefuseReason, scheme: &Scheme, now: DateTime<Utc>) -> Outcome {
        let event = Event::Screen {
            verdict: Verdict::Refuse(reason),
        };
        let mut all = Outcome::default();
        for one in &mut self.instalments {
            // Refused here means with the partner, or refused before.
            if let Ok(outcome) = one.apply(&event, &self.prefix, scheme.payout, now) {
                all.entries.extend(outcome.entries);
                all.notices.extend(outcome.notices);
            }
        }
        all
    }

    /// Compares with a partner's list of one day. Which payments are that
    /// partner's, and have to stand in it, is the caller's to say.
    pub fn reconcile(
        &mut self,
        list: &DailyList,
        is_theirs: impl Fn(&PartnerReference) -> bool,
        now: DateTime<Utc>,
    ) -> Outcome {
        let mut all = Outcome::default();
        for one in &mut self.instalments {
            let outcome = one.reconcile(list, &is_theirs, now);
            all.entries.extend(outcome.entries);
            all.notices.extend(outcome.notices);
        }
        all
    }

    /// When a survey was answered.
    #[must_use]
    pub fn survey_answered_at(&self, number: u32) -> Option<DateTime<Utc>> {
        self.surveys.get(&number).copied()
    }

    /// What has been learned of what the first instalment takes.
    #[must_use]
    pub fn conditions(&self) -> Conditions {
        let first = self.first.as_ref();
        let of_first = |facts: &BTreeMap<PurchaseId, DateTime<Utc>>| {
            first.and_then(|(purchase, _)| facts.get(purchase).copied())
        };
        Conditions {
            completed_at: first.map(|(_, at)| *at),
            certificate_at: of_first(&self.certificates),
            rated_at: of_first(&self.ratings),
        }
    }

    /// Stands in front of every payment reference of this participant.
    #[must_use]
    pub const fn prefix(&self) -> &PayoutPrefix {
        &self.prefix
    }

    /// One instalment.
    #[must_use]
    pub fn find(&self, id: InstalmentId) -> Option<&Instalment> {
        self.instalments.iter().find(|one| one.id() == id)
    }

    /// All of them, in the order in which they became payable.
    #[must_use]
    pub fn instalments(&self) -> &[Instalment] {
        &self.instalments
    }
}

/// The same day of a later month in Jakarta, or that month's last.
fn months_later(at: DateTime<Utc>, months: u32) -> DateTime<Utc> {
    let ahead = TimeDelta::hours(i64::from(Zone::Wib.hours_east()));
    let later = (at + ahead).checked_add_months(Months::new(months));
    later.map_or(at, |later| later - ahead)
}
