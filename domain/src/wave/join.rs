//! Joining a wave ("Gabung"): once, in its time, and in one wave at a time.

use super::{Phase, Wave};
use crate::eligibility::check_age;
use crate::identity::{BirthDate, IdentityState};
use crate::messages::{Code, Params};
use crate::scheme::Scheme;
use crate::time::{Zone, programme_date};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Body of a request to join.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct JoinRequest {
    /// Number of the wave.
    pub wave: u32,
}

/// One person's place in one wave, with the wave's schedule as it was then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Application {
    /// Number of the wave.
    pub wave: u32,
    /// When it was joined; has no bearing on the draw.
    pub joined_at: DateTime<Utc>,
    /// When the wave closes.
    pub closes_at: DateTime<Utc>,
    /// When its results are due.
    pub announces_at: DateTime<Utc>,
}

impl Application {
    /// Still waiting for a result.
    #[must_use]
    pub fn is_active(&self, now: DateTime<Utc>) -> bool {
        now < self.announces_at
    }
}

/// Who asks to join.
#[derive(Clone, Copy, Debug)]
pub struct Applicant<'a> {
    /// For the age rule.
    pub birth_date: BirthDate,
    /// What the registry said.
    pub identity: &'a IdentityState,
    /// The clock they read.
    pub zone: Zone,
    /// Waves joined so far.
    pub applications: &'a [Application],
}

/// Whether somebody may join a wave now.
///
/// # Errors
/// A code of the `wave.` or `age.` family with the values for its words.
pub fn may_join(
    wave: &Wave,
    applicant: Applicant<'_>,
    now: DateTime<Utc>,
) -> Result<Application, (Code, Params)> {
    let refuse = |code, wave: &Wave, date: Option<DateTime<Utc>>| {
        let date = date.map(|date| applicant.zone.long(date));
        Err((
            code,
            Params {
                wave: Some(wave.number),
                date,
                ..Params::default()
            },
        ))
    };
    if applicant
        .applications
        .iter()
        .any(|known| known.wave == wave.number)
    {
        return refuse(Code::WaveAlreadyJoined, wave, None);
    }
    match wave.phase(now) {
        Phase::Scheduled => return refuse(Code::WaveNotOpen, wave, Some(wave.opens_at)),
        Phase::Closed | Phase::Announced => {
            return refuse(Code::WaveClosed, wave, Some(wave.closes_at));
        }
        Phase::Open => {}
    }
    if let Some(other) = applicant
        .applications
        .iter()
        .find(|known| known.is_active(now))
    {
        return Err((
            Code::WaveOtherActive,
            Params {
                wave: Some(other.wave),
                ..Params::default()
            },
        ));
    }
    if matches!(applicant.identity, IdentityState::Mismatch { .. }) {
        return Err((Code::WaveIdentityMismatch, Params::default()));
    }
    let scheme = Scheme::find(wave.scheme.as_str()).map_err(|code| (code, Params::default()))?;
    check_age(&scheme, applicant.birth_date, programme_date(now))?;
    Ok(Application {
        wave: wave.number,
        joined_at: now,
        closes_at: wave.closes_at,
        announces_at: wave.announces_at,
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{at, wave};
    use super::*;

    fn ask(
        wave: &Wave,
        identity: &IdentityState,
        applications: &[Application],
        now: &str,
    ) -> Result<Application, Code> {
        let applicant = Applicant {
            birth_date: BirthDate::parse("1998-04-14").unwrap(),
            identity,
            zone: Zone::Wib,
            applications,
        };
        may_join(wave, applicant, at(now)).map_err(|(code, _)| code)
    }

    #[test]
    fn joining_works_from_the_opening_instant_until_just_before_closing() {
        let wave = wave(72, "11-20T00:00:00", "11-24T00:00:00", "11-27T00:00:00");
        let pending = IdentityState::Pending;
        assert_eq!(
            ask(&wave, &pending, &[], "11-19T23:59:59.999"),
            Err(Code::WaveNotOpen)
        );
        assert!(ask(&wave, &pending, &[], "11-20T00:00:00").is_ok());
        assert!(ask(&wave, &IdentityState::Verified, &[], "11-23T23:59:59.999").is_ok());
        assert_eq!(
            ask(&wave, &pending, &[], "11-24T00:00:00"),
            Err(Code::WaveClosed)
        );
    }

    #[test]
    fn joining_twice_or_two_waves_at_once_is_refused_and_a_later_wave_is_not() {
        let first = wave(72, "11-20T00:00:00", "11-24T00:00:00", "11-27T00:00:00");
        let joined = ask(&first, &IdentityState::Pending, &[], "11-21T00:00:00").unwrap();
        let joined = [joined];
        assert_eq!(
            ask(&first, &IdentityState::Pending, &joined, "11-22T00:00:00"),
            Err(Code::WaveAlreadyJoined)
        );
        let second = wave(73, "11-21T00:00:00", "12-24T00:00:00", "12-27T00:00:00");
        assert_eq!(
            ask(&second, &IdentityState::Pending, &joined, "11-26T23:59:59"),
            Err(Code::WaveOtherActive)
        );
        assert!(ask(&second, &IdentityState::Pending, &joined, "11-27T00:00:00").is_ok());
    }

    #[test]
    fn data_that_differs_from_the_registry_has_to_be_put_right_first() {
        let wave = wave(72, "11-20T00:00:00", "11-24T00:00:00", "11-27T00:00:00");
        let mismatch = IdentityState::Mismatch { fields: vec![] };
        assert_eq!(
            ask(&wave, &mismatch, &[], "11-21T00:00:00"),
            Err(Code::WaveIdentityMismatch)
        );
    }
}
