//! What the platform has reported about taking part. Reports come twice and
//! out of order: of two about the same thing the later-made one counts.

use super::{Delivery, Percent, Refused};
use crate::scheme::CompletionRules;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Whether somebody was there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Attendance {
    /// Was there.
    Present,
    /// Was not.
    Absent,
}

/// All reports about one purchase.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Learning {
    sessions: BTreeMap<u32, (Attendance, DateTime<Utc>)>,
    progress: Option<(Percent, DateTime<Utc>)>,
}

impl Learning {
    /// Takes one session's report.
    pub(super) fn attend(&mut self, session: u32, status: Attendance, reported_at: DateTime<Utc>) {
        let known = self.sessions.get(&session);
        if known.is_none_or(|(_, at)| *at < reported_at) {
            self.sessions.insert(session, (status, reported_at));
        }
    }

    /// Takes a report of progress.
    pub(super) fn progress_to(&mut self, percent: Percent, reported_at: DateTime<Utc>) {
        if self.progress.is_none_or(|(_, at)| at < reported_at) {
            self.progress = Some((percent, reported_at));
        }
    }

    /// Sessions attended.
    #[must_use]
    pub fn attended(&self) -> u32 {
        let present = self.sessions.values();
        let present = present.filter(|(status, _)| *status == Attendance::Present);
        u32::try_from(present.count()).unwrap_or(u32::MAX)
    }

    /// How far through an online course.
    #[must_use]
    pub fn progress(&self) -> Percent {
        self.progress
            .map_or(Percent::default(), |(percent, _)| percent)
    }

    /// Whether anything was attended or done.
    #[must_use]
    pub fn has_begun(&self) -> bool {
        self.attended() > 0 || self.progress().value() > 0
    }

    /// Whether the reports bear out that a course was completed.
    ///
    /// # Errors
    /// [`Refused::AttendanceTooLow`] or [`Refused::ProgressTooLow`].
    pub fn evidence(&self, delivery: Delivery, rules: CompletionRules) -> Result<(), Refused> {
        if let Some(sessions) = delivery.sessions() {
            let minimum = u64::from(rules.minimum_attendance_percent);
            let attended = self.attended();
            // A schedule without sessions has nothing to be present at.
            if sessions == 0 || u64::from(attended) * 100 < u64::from(sessions) * minimum {
                return Err(Refused::AttendanceTooLow { attended, sessions });
            }
        }
        if delivery.is_followed_by_progress()
            && self.progress().value() < rules.minimum_progress_percent
        {
            return Err(Refused::ProgressTooLow {
                progress: self.progress(),
            });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: CompletionRules = CompletionRules {
        minimum_attendance_percent: 80,
        minimum_progress_percent: 100,
    };

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(second, 0).unwrap()
    }

    #[test]
    fn of_reports_out_of_order_the_later_made_one_counts() {
        let mut learning = Learning::default();
        learning.attend(1, Attendance::Present, at(20));
        learning.attend(1, Attendance::Absent, at(10));
        assert_eq!(learning.attended(), 1);
        learning.attend(1, Attendance::Absent, at(30));
        assert_eq!(learning.attended(), 0);
        learning.progress_to(Percent::new(60).unwrap(), at(20));
        learning.progress_to(Percent::new(40).unwrap(), at(10));
        assert_eq!(learning.progress(), Percent::new(60).unwrap());
    }

    #[test]
    fn four_sessions_of_five_are_enough_where_80_percent_are_asked() {
        let delivery = Delivery::Webinar { sessions: 5 };
        let mut learning = Learning::default();
        for session in 1..=3 {
            learning.attend(session, Attendance::Present, at(1));
        }
        learning.attend(4, Attendance::Absent, at(1));
        assert_eq!(
            learning.evidence(delivery, RULES),
            Err(Refused::AttendanceTooLow {
                attended: 3,
                sessions: 5
            })
        );
        learning.attend(4, Attendance::Present, at(2));
        assert_eq!(learning.evidence(delivery, RULES), Ok(()));
        assert!(
            learning
                .evidence(Delivery::Webinar { sessions: 0 }, RULES)
                .is_err()
        );
    }

    #[test]
    fn a_hybrid_course_asks_for_both() {
        let delivery = Delivery::Hybrid { sessions: 1 };
        let mut learning = Learning::default();
        learning.attend(1, Attendance::Present, at(1));
        learning.progress_to(Percent::new(99).unwrap(), at(1));
        let missing = Err(Refused::ProgressTooLow {
            progress: Percent::new(99).unwrap(),
        });
        assert_eq!(learning.evidence(delivery, RULES), missing);
        assert_eq!(learning.evidence(Delivery::SelfPaced, RULES), missing);
        assert_eq!(
            learning.evidence(Delivery::InClass { sessions: 1 }, RULES),
            Ok(())
        );
        learning.progress_to(Percent::new(100).unwrap(), at(2));
        assert_eq!(learning.evidence(delivery, RULES), Ok(()));
    }

    #[test]
    fn more_than_a_hundred_percent_is_not_read() {
        assert!(serde_json::from_str::<Percent>("101").is_err());
        assert_eq!(serde_json::from_str::<Percent>("100").unwrap().value(), 100);
    }
}
