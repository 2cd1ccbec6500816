//! Waves: intake windows. When one is open, and who may join it.

mod join;
mod slip;

pub use join::{Applicant, Application, JOINS, JoinRequest, may_join};
pub use slip::Slip;

use crate::draw::{Quotas, Rules};
use crate::eligibility::RuleKind;
use crate::lists::ListName;
use crate::messages::Code;
use crate::scheme::{Scheme, SchemeId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A wave as everyone may see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Wave {
    /// Its number in the programme's counting.
    pub number: u32,
    /// The scheme whose amounts and rules hold.
    pub scheme: SchemeId,
    /// From this moment it can be joined.
    pub opens_at: DateTime<Utc>,
    /// From this moment it cannot.
    pub closes_at: DateTime<Utc>,
    /// From this moment the draw's beacon round is out.
    pub draws_at: DateTime<Utc>,
    /// When results are due.
    pub announces_at: DateTime<Utc>,
    /// Seats in all.
    pub quota: u32,
    /// Seats of each province and group; their sum is `quota`.
    pub quotas: Quotas,
    /// Lists that count: whom they give priority, and whom they keep out.
    #[serde(default)]
    pub lists: Vec<ListName>,
    /// The earlier wave whose seats came back and are given again here: a
    /// recovery wave (Permenko 11/2020, article 22).
    #[serde(default)]
    pub recovers: Option<u32>,
}

/// Where a wave stands. Up to `Closed` the schedule alone decides; from then on
/// each phase is reached when its work is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Proposed by one member of staff; a second has not agreed yet.
    Draft,
    /// Not open yet.
    Scheduled,
    /// Can be joined.
    Open,
    /// Closed; applications are being screened.
    Closed,
    /// The entries are fixed and their root is published.
    Committed,
    /// The winners are known to the files.
    Drawn,
    /// Results are being told.
    Announced,
    /// Everybody has been told.
    Settled,
}

/// A wave with the phase that it has reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct ListedWave {
    /// The wave.
    pub wave: Wave,
    /// Where it stands.
    pub phase: Phase,
}

impl Wave {
    /// Where it stands by its schedule: opening counts from its very instant,
    /// and so does closing.
    #[must_use]
    pub fn phase(&self, now: DateTime<Utc>) -> Phase {
        if now < self.opens_at {
            Phase::Scheduled
        } else if now < self.closes_at {
            Phase::Open
        } else {
            Phase::Closed
        }
    }

    /// The moment at which something is due next, if something still is.
    #[must_use]
    pub fn next_change(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        [
            self.opens_at,
            self.closes_at,
            self.draws_at,
            self.announces_at,
        ]
        .into_iter()
        .find(|at| *at > now)
    }

    /// The rules of its draw, with the household limit of its scheme.
    ///
    /// # Errors
    /// [`Code::SchemeUnknown`].
    pub fn rules(&self) -> Result<Rules, Code> {
        let scheme = Scheme::find(self.scheme.as_str())?;
        let maximum = scheme.rules.iter().find_map(|rule| match rule.kind {
            RuleKind::HouseholdLimit { maximum } => u8::try_from(maximum).ok(),
            _ => None,
        });
        Ok(Rules::new(
            self.number,
            self.scheme.as_str(),
            &self.quotas,
            // A scheme without the rule limits nobody.
            maximum.unwrap_or(u8::MAX),
        )
        .with(&self.lists, self.recovers))
    }

    /// Refuses a schedule that is out of order, an unknown scheme, quotas that
    /// are not of provinces or do not add up, and seats of a wave to come.
    ///
    /// # Errors
    /// [`Code::WaveScheduleInvalid`], [`Code::SchemeUnknown`],
    /// [`Code::WaveQuotasInvalid`] or [`Code::WaveRecoveryInvalid`].
    pub fn check(&self) -> Result<(), Code> {
        Scheme::find(self.scheme.as_str())?;
        let times = [
            self.opens_at,
            self.closes_at,
            self.draws_at,
            self.announces_at,
        ];
        if !times.is_sorted_by(|one, next| one < next) {
            return Err(Code::WaveScheduleInvalid);
        }
        if self.quotas.total() != Some(self.quota) || !self.quotas.are_of_provinces() {
            return Err(Code::WaveQuotasInvalid);
        }
        if self.recovers.is_some_and(|earlier| earlier >= self.number) {
            return Err(Code::WaveRecoveryInvalid);
        }
        Ok(())
    }
}

/// The wave that can be joined now, the one closing first where there are two.
#[must_use]
pub fn open_wave(waves: &[Wave], now: DateTime<Utc>) -> Option<&Wave> {
    waves
        .iter()
        .filter(|wave| wave.phase(now) == Phase::Open)
        .min_by_key(|wave| wave.closes_at)
}

/// The wave that opens next.
#[must_use]
pub fn next_wave(waves: &[Wave], now: DateTime<Utc>) -> Option<&Wave> {
    waves
        .iter()
        .filter(|wave| wave.phase(now) == Phase::Scheduled)
        .min_by_key(|wave| wave.opens_at)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn at(text: &str) -> DateTime<Utc> {
        format!("2026-{text}Z").parse().unwrap()
    }

    pub(crate) fn wave(number: u32, opens: &str, closes: &str, announces: &str) -> Wave {
        let closes_at = at(closes);
        Wave {
            number,
            scheme: serde_json::from_str("\"normal-2023\"").unwrap(),
            opens_at: at(opens),
            closes_at,
            draws_at: closes_at + chrono::TimeDelta::hours(1),
            announces_at: at(announces),
            quota: 10_000,
            quotas: Quotas::spread(10_000, 20),
            lists: vec![],
            recovers: None,
        }
    }

    #[test]
    fn phases_turn_at_the_very_instant() {
        let wave = wave(1, "11-20T00:00:00", "11-24T00:00:00", "11-27T00:00:00");
        assert_eq!(wave.phase(at("11-19T23:59:59.999")), Phase::Scheduled);
        assert_eq!(wave.phase(at("11-20T00:00:00")), Phase::Open);
        assert_eq!(wave.phase(at("11-23T23:59:59.999")), Phase::Open);
        assert_eq!(wave.phase(at("11-24T00:00:00")), Phase::Closed);
        assert_eq!(wave.next_change(at("11-24T00:00:00")), Some(wave.draws_at));
        assert_eq!(wave.next_change(at("11-20T00:00:00")), Some(wave.closes_at));
        assert_eq!(wave.next_change(at("11-27T00:00:00")), None);
    }

    #[test]
    fn a_schedule_out_of_order_is_refused() {
        assert_eq!(
            wave(1, "11-20T00:00:00", "11-24T00:00:00", "11-27T00:00:00").check(),
            Ok(())
        );
        assert_eq!(
            wave(1, "11-24T00:00:00", "11-24T00:00:00", "11-27T00:00:00").check(),
            Err(Code::WaveScheduleInvalid)
        );
    }

    #[test]
    fn quotas_that_do_not_add_up_or_name_no_province_are_refused() {
        let good = wave(1, "11-20T00:00:00", "11-24T00:00:00", "11-27T00:00:00");
        let mut more = good.clone();
        more.quota += 1;
        assert_eq!(more.check(), Err(Code::WaveQuotasInvalid));
        let mut nowhere = good;
        nowhere.quotas = serde_json::from_str(r#"{"99":{"priority":0,"general":10000}}"#).unwrap();
        assert_eq!(nowhere.check(), Err(Code::WaveQuotasInvalid));
    }

    #[test]
    fn seats_come_back_from_an_earlier_wave_only() {
        let mut wave = wave(5, "11-20T00:00:00", "11-24T00:00:00", "11-27T00:00:00");
        for (earlier, checked) in [
            (4, Ok(())),
            (5, Err(Code::WaveRecoveryInvalid)),
            (6, Err(Code::WaveRecoveryInvalid)),
        ] {
            wave.recovers = Some(earlier);
            assert_eq!(wave.check(), checked, "{earlier}");
        }
    }

    #[test]
    fn the_rules_of_the_draw_carry_the_schemes_household_limit() {
        let wave = wave(1, "11-20T00:00:00", "11-24T00:00:00", "11-27T00:00:00");
        let rules = wave.rules().unwrap();
        assert_eq!((rules.household_maximum, rules.seats), (2, 10_000));
    }

    #[test]
    fn the_wave_that_closes_first_is_offered() {
        let waves = [
            wave(2, "11-20T00:00:00", "11-26T00:00:00", "11-28T00:00:00"),
            wave(1, "11-20T00:00:00", "11-24T00:00:00", "11-27T00:00:00"),
            wave(3, "12-20T00:00:00", "12-24T00:00:00", "12-27T00:00:00"),
        ];
        assert_eq!(open_wave(&waves, at("11-21T00:00:00")).unwrap().number, 1);
        assert_eq!(open_wave(&waves, at("11-19T00:00:00")), None);
        assert_eq!(next_wave(&waves, at("11-21T00:00:00")).unwrap().number, 3);
    }
}
