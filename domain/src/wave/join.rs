//! Joining a wave ("Gabung"): once, in its time, and in one wave at a time.

use super::{Phase, Slip, Wave};
use crate::draw::Outcome;
use crate::eligibility::check_age;
use crate::identity::{BirthDate, IdentityState};
use crate::messages::{Code, Params};
use crate::scheme::Scheme;
use crate::time::When;
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
    /// What the person needs to find their own entry among all.
    pub slip: Slip,
    /// What became of it, once that is known.
    pub outcome: Option<Outcome>,
}

impl Application {
    /// An application made now.
    #[must_use]
    pub const fn new(wave: &Wave, slip: Slip, now: DateTime<Utc>) -> Self {
        Self {
            wave: wave.number,
            joined_at: now,
            closes_at: wave.closes_at,
            announces_at: wave.announces_at,
            slip,
            outcome: None,
        }
    }

    /// Still waiting for a result.
    #[must_use]
    pub const fn is_active(&self) -> bool {
        self.outcome.is_none()
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

/// 3 times one may join the same wave: whoever left by mistake comes back, and nobody has
/// a message sent for each of a hundred rounds.
pub const JOINS: u32 = 3;

/// Whether somebody may join a wave now.
///
/// # Errors
/// A code of the `wave.` or `age.` family with the values for its words.
pub fn may_join(
    wave: &Wave,
    applicant: Applicant<'_>,
    now: DateTime<Utc>,
) -> Result<(), (Code, Params)> {
    let refuse = |code, wave: &Wave, date: Option<DateTime<Utc>>| {
        let date = date.map(|date| When::Moment(date, applicant.zone));
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
        Phase::Open => {}
        _ => return refuse(Code::WaveClosed, wave, Some(wave.closes_at)),
    }
    if applicant
        .applications
        .iter()
        .any(|known| known.outcome == Some(Outcome::Drawn))
    {
        return Err((Code::WaveAlreadyAwarded, Params::default()));
    }
    if let Some(other) = applicant
        .applications
        .iter()
        .find(|known| known.is_active())
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
    check_age(&scheme, applicant.birth_date, programme_date(now))
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
        let slip = Slip {
            shard: 0,
            nonce: crate::draw::Hex([1; 16]),
        };
        may_join(wave, applicant, at(now))
            .map(|()| Application::new(wave, slip, at(now)))
            .map_err(|(code, _)| code)
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
        let mut joined = [joined];
        assert_eq!(
            ask(&first, &IdentityState::Pending, &joined, "11-22T00:00:00"),
            Err(Code::WaveAlreadyJoined)
        );
        let second = wave(73, "11-21T00:00:00", "12-24T00:00:00", "12-27T00:00:00");
        assert_eq!(
            ask(&second, &IdentityState::Pending, &joined, "11-28T00:00:00"),
            Err(Code::WaveOtherActive),
            "however late the result"
        );
        joined[0].outcome = Some(Outcome::NotDrawn);
        assert!(ask(&second, &IdentityState::Pending, &joined, "11-28T00:00:00").is_ok());
        joined[0].outcome = Some(Outcome::Drawn);
        assert_eq!(
            ask(&second, &IdentityState::Pending, &joined, "11-28T00:00:00"),
            Err(Code::WaveAlreadyAwarded)
        );
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
