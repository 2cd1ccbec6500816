//! Where a certificate is: from the institution to the platform, on to the
//! programme's office (PMO), checked there, paid out. Each has promised a time
//! (`certificate_promises` of the scheme), so each delay has an owner and a first
//! day. The payout's own time is the payment partner's and is not promised here.

use crate::scheme::CertificatePromises;
use crate::time::programme_date;
use chrono::{DateTime, Datelike, NaiveDate, Utc, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A stretch of the way, named for who has to act; in the order of the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Hop {
    /// The institution hands it to the platform.
    Institution,
    /// The platform hands it to the PMO.
    Platform,
    /// The PMO checks it.
    PmoCheck,
    /// The incentive is paid.
    Payout,
}

impl Hop {
    /// All, in the order of the way.
    pub const ALL: [Self; 4] = [
        Self::Institution,
        Self::Platform,
        Self::PmoCheck,
        Self::Payout,
    ];

    /// Working days promised, where any are.
    const fn promised(self, promises: CertificatePromises) -> Option<u8> {
        match self {
            Self::Institution => Some(promises.institution_to_platform),
            Self::Platform => Some(promises.platform_to_pmo),
            Self::PmoCheck => Some(promises.pmo_check),
            Self::Payout => None,
        }
    }
}

/// How one stretch stands. Days are those of Asia/Jakarta.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum HopState {
    /// An earlier stretch is not done yet.
    NotBegun,
    /// Under way, and in time.
    Waiting {
        /// Last day of the promise, where there is one.
        due: Option<NaiveDate>,
    },
    /// Under way, and the promise broken.
    Late {
        /// First day after the promise.
        since: NaiveDate,
    },
    /// Done.
    Done {
        /// When; at the latest, if only a later stretch was reported.
        at: DateTime<Utc>,
    },
}

/// What has been reported about one certificate's way. Reports come twice and
/// out of order; the earliest about a stretch counts, and whoever reports a later
/// stretch has had the certificate from the one before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Journey {
    training_ended_at: DateTime<Utc>,
    done: BTreeMap<Hop, DateTime<Utc>>,
}

impl Journey {
    /// Begins when the training ends.
    #[must_use]
    pub const fn begin(training_ended_at: DateTime<Utc>) -> Self {
        Self {
            training_ended_at,
            done: BTreeMap::new(),
        }
    }

    /// Takes the report that a stretch was done.
    pub fn report(&mut self, hop: Hop, at: DateTime<Utc>) {
        let known = self.done.entry(hop).or_insert(at);
        *known = at.min(*known);
    }

    /// When a stretch was done: its own report or the earliest of a later one.
    fn done_at(&self, hop: Hop) -> Option<DateTime<Utc>> {
        self.done.range(hop..).map(|(_, at)| *at).min()
    }

    /// How every stretch stands now. `holidays` are days of Asia/Jakarta that are
    /// no working days besides Saturdays and Sundays.
    #[must_use]
    pub fn hops(
        &self,
        promises: CertificatePromises,
        holidays: &BTreeSet<NaiveDate>,
        now: DateTime<Utc>,
    ) -> [(Hop, HopState); 4] {
        let mut begun = Some(self.training_ended_at);
        Hop::ALL.map(|hop| {
            let done = self.done_at(hop);
            let state = match (done, begun) {
                (Some(at), _) => HopState::Done { at },
                (None, None) => HopState::NotBegun,
                (None, Some(begun)) => {
                    let promised = hop.promised(promises);
                    let due = promised
                        .map(|days| working_days_after(programme_date(begun), days, holidays));
                    under_way(due, programme_date(now))
                }
            };
            begun = done;
            (hop, state)
        })
    }
}

fn under_way(due: Option<NaiveDate>, today: NaiveDate) -> HopState {
    match due.and_then(|due| due.succ_opt()) {
        Some(since) if since <= today => HopState::Late { since },
        _ => HopState::Waiting { due },
    }
}

/// The last of so many working days after a day. That day itself does not count,
/// whether it was a working day or not; none after it leave it as it is.
#[must_use]
pub fn working_days_after(from: NaiveDate, days: u8, holidays: &BTreeSet<NaiveDate>) -> NaiveDate {
    let is_working = |day: &NaiveDate| {
        !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !holidays.contains(day)
    };
    let mut later = from.iter_days().skip(1).filter(is_working);
    match usize::from(days).checked_sub(1) {
        // The calendar ends in 262142; nobody waits that long.
        Some(skipped) => later.nth(skipped).unwrap_or(NaiveDate::MAX),
        None => from,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scheme::Scheme;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn promises() -> CertificatePromises {
        Scheme::find("normal-2023").unwrap().certificate_promises
    }

    fn first(ended: &str, now: &str) -> HopState {
        let [(_, state), ..] =
            Journey::begin(at(ended)).hops(promises(), &BTreeSet::new(), at(now));
        state
    }

    #[test]
    fn working_days_leave_out_weekends_and_holidays() {
        // 25 December 2026 is a Friday, 28 December a Monday.
        let holidays = BTreeSet::from([day("2026-12-25")]);
        for (from, days, last) in [
            ("2026-12-21", 1, "2026-12-22"),
            ("2026-12-21", 0, "2026-12-21"),
            ("2026-12-24", 1, "2026-12-28"),
            ("2026-12-25", 1, "2026-12-28"),
            ("2026-12-26", 1, "2026-12-28"),
            ("2026-12-27", 1, "2026-12-28"),
            ("2026-12-18", 1, "2026-12-21"),
            ("2026-12-18", 7, "2026-12-30"),
        ] {
            let found = working_days_after(day(from), days, &holidays);
            assert_eq!(found, day(last), "{days} after {from}");
        }
        let end = working_days_after(NaiveDate::MAX, 3, &holidays);
        assert_eq!(end, NaiveDate::MAX);
    }

    #[test]
    fn a_promise_is_kept_until_midnight_in_jakarta() {
        let waiting = |due| HopState::Waiting {
            due: Some(day(due)),
        };
        let late = |since| HopState::Late { since: day(since) };
        // 16:59:59 UTC is a second before midnight in Jakarta; 20 November is a Friday.
        for (ended, now, state) in [
            (
                "2026-11-18T16:59:59Z",
                "2026-11-19T16:59:59Z",
                waiting("2026-11-19"),
            ),
            (
                "2026-11-18T16:59:59Z",
                "2026-11-19T17:00:00Z",
                late("2026-11-20"),
            ),
            (
                "2026-11-18T17:00:00Z",
                "2026-11-19T17:00:00Z",
                waiting("2026-11-20"),
            ),
            (
                "2026-11-18T17:00:00Z",
                "2026-11-20T17:00:00Z",
                late("2026-11-21"),
            ),
            (
                "2026-11-20T16:59:59Z",
                "2026-11-22T17:00:00Z",
                waiting("2026-11-23"),
            ),
            (
                "2026-11-20T16:59:59Z",
                "2026-11-23T17:00:00Z",
                late("2026-11-24"),
            ),
            (
                "2026-11-21T02:00:00Z",
                "2026-11-23T16:59:59Z",
                waiting("2026-11-23"),
            ),
        ] {
            assert_eq!(first(ended, now), state, "{ended} {now}");
        }
    }

    #[test]
    fn each_stretch_has_its_time_from_the_end_of_the_one_before() {
        let mut journey = Journey::begin(at("2026-11-16T03:00:00Z"));
        let platform = at("2026-11-17T03:00:00Z");
        let pmo = at("2026-11-18T03:00:00Z");
        journey.report(Hop::Institution, platform);
        journey.report(Hop::Platform, pmo);
        let now = at("2026-11-27T16:00:00Z");
        let states = journey.hops(promises(), &BTreeSet::new(), now);
        let due = Some(day("2026-11-27"));
        assert_eq!(
            states,
            [
                (Hop::Institution, HopState::Done { at: platform }),
                (Hop::Platform, HopState::Done { at: pmo }),
                (Hop::PmoCheck, HopState::Waiting { due }),
                (Hop::Payout, HopState::NotBegun),
            ]
        );
        let checked = at("2026-11-27T09:00:00Z");
        journey.report(Hop::PmoCheck, checked);
        let years_later = at("2030-01-01T00:00:00Z");
        let [.., check, payout] = journey.hops(promises(), &BTreeSet::new(), years_later);
        assert_eq!(check.1, HopState::Done { at: checked });
        assert_eq!(payout.1, HopState::Waiting { due: None });
    }

    #[test]
    fn reports_may_come_twice_and_out_of_order() {
        let (early, late) = (at("2026-11-17T03:00:00Z"), at("2026-11-19T03:00:00Z"));
        let mut journey = Journey::begin(at("2026-11-16T03:00:00Z"));
        journey.report(Hop::Platform, late);
        journey.report(Hop::Platform, early);
        let hops = |journey: &Journey| journey.hops(promises(), &BTreeSet::new(), late);
        let [institution, platform, ..] = hops(&journey);
        assert_eq!(institution.1, HopState::Done { at: early });
        assert_eq!(platform.1, HopState::Done { at: early });
        let before = hops(&journey);
        journey.report(Hop::Institution, late);
        journey.report(Hop::Platform, late);
        assert_eq!(hops(&journey), before);
    }
}
