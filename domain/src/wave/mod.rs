//! Waves: intake windows. When one is open, and who may join it.

mod join;

pub use join::{Applicant, Application, JoinRequest, may_join};

use crate::messages::Code;
use crate::scheme::SchemeId;
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
    /// When results are due.
    pub announces_at: DateTime<Utc>,
    /// Seats.
    pub quota: u32,
}

/// Where a wave stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Not open yet.
    Scheduled,
    /// Can be joined.
    Open,
    /// Closed; results are not due yet.
    Closed,
    /// Results are due.
    Announced,
}

impl Wave {
    /// Where it stands at a moment: opening counts from its very instant, and
    /// so does closing.
    #[must_use]
    pub fn phase(&self, now: DateTime<Utc>) -> Phase {
        if now < self.opens_at {
            Phase::Scheduled
        } else if now < self.closes_at {
            Phase::Open
        } else if now < self.announces_at {
            Phase::Closed
        } else {
            Phase::Announced
        }
    }

    /// The moment at which the phase changes next, if it still does.
    #[must_use]
    pub fn next_change(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        [self.opens_at, self.closes_at, self.announces_at]
            .into_iter()
            .find(|at| *at > now)
    }

    /// Refuses a schedule that is out of order, or an unknown scheme.
    ///
    /// # Errors
    /// [`Code::WaveScheduleInvalid`] or [`Code::SchemeUnknown`].
    pub fn check(&self) -> Result<(), Code> {
        crate::scheme::Scheme::find(self.scheme.as_str())?;
        if self.opens_at < self.closes_at && self.closes_at < self.announces_at {
            Ok(())
        } else {
            Err(Code::WaveScheduleInvalid)
        }
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
        Wave {
            number,
            scheme: serde_json::from_str("\"normal-2023\"").unwrap(),
            opens_at: at(opens),
            closes_at: at(closes),
            announces_at: at(announces),
            quota: 10_000,
        }
    }

    #[test]
    fn phases_turn_at_the_very_instant() {
        let wave = wave(1, "11-20T00:00:00", "11-24T00:00:00", "11-27T00:00:00");
        assert_eq!(wave.phase(at("11-19T23:59:59.999")), Phase::Scheduled);
        assert_eq!(wave.phase(at("11-20T00:00:00")), Phase::Open);
        assert_eq!(wave.phase(at("11-23T23:59:59.999")), Phase::Open);
        assert_eq!(wave.phase(at("11-24T00:00:00")), Phase::Closed);
        assert_eq!(wave.phase(at("11-27T00:00:00")), Phase::Announced);
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
