//! One-time codes by SMS: how often they may be sent and tried. The state
//! machine only; sending, storing and drawing the digits is the edge's.

use crate::messages::{Code, Params};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// What a code is for; a code for one purpose is worthless for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum OtpPurpose {
    /// Proving a mobile number before registering.
    Registration,
    /// Signing in to an existing account.
    SignIn,
}

/// Six digits. Not shown by `Debug`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OtpCode(String);

impl OtpCode {
    /// Takes six digits; spaces between them are forgiven.
    ///
    /// # Errors
    /// [`Code::OtpMissing`] or [`Code::OtpFormat`].
    pub fn parse(text: &str) -> Result<Self, Code> {
        let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
        if digits.is_empty() {
            Err(Code::OtpMissing)
        } else if digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            Ok(Self(digits))
        } else {
            Err(Code::OtpFormat)
        }
    }

    /// Six digits out of a uniformly drawn 64-bit number; the bias of the
    /// remainder is below 1 in 10^13.
    #[must_use]
    pub fn from_random(random: u64) -> Self {
        Self(format!("{:06}", random % 1_000_000))
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for OtpCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OtpCode(…)")
    }
}

impl TryFrom<String> for OtpCode {
    type Error = Code;
    fn try_from(text: String) -> Result<Self, Code> {
        Self::parse(&text)
    }
}

impl From<OtpCode> for String {
    fn from(code: OtpCode) -> Self {
        code.0
    }
}

/// The limits, in one place so that every screen can state them.
#[derive(Clone, Copy, Debug)]
pub struct OtpLimits;

impl OtpLimits {
    /// 10 minutes – SMS on congested networks arrive minutes late; login.gov allows the same.
    pub const VALID: TimeDelta = TimeDelta::minutes(10);
    /// 60 seconds between two codes to one contact.
    pub const RESEND_AFTER: TimeDelta = TimeDelta::seconds(60);
    /// 5 codes within [`Self::SEND_WINDOW`] – the programme's own rule (official FAQ: five resends, then two hours).
    pub const SENDS: u32 = 5;
    /// Two hours.
    pub const SEND_WINDOW: TimeDelta = TimeDelta::hours(2);
    /// 5 wrong codes in a row lock the contact: at six digits a guesser succeeds once in 200,000 tries.
    pub const WRONG_CODES: u32 = 5;
    /// One hour of lock.
    pub const LOCK: TimeDelta = TimeDelta::hours(1);
    /// Two hours to finish the form after the number was proven.
    pub const PROOF_VALID: TimeDelta = TimeDelta::hours(2);
}

/// All that is remembered about codes for one contact (or one NIK at sign-in).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Challenge {
    /// When codes were sent, oldest first, within the window.
    pub sent: Vec<DateTime<Utc>>,
    /// Keyed hash of the code that is out, if one is.
    pub digest: Option<String>,
    /// Wrong codes since the last right one.
    pub wrong: u32,
    /// No code is looked at before this moment.
    pub locked_until: Option<DateTime<Utc>>,
}

/// Why no code was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SendRefusal {
    /// The last one is not a minute old.
    TooSoon(TimeDelta),
    /// The budget of the window is used up.
    TooMany(TimeDelta),
    /// Locked by wrong codes.
    Locked(TimeDelta),
}

/// Why a code was not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerifyRefusal {
    /// Not the code.
    Wrong,
    /// Expired, used, or none was sent.
    Expired,
    /// Locked by wrong codes, this one perhaps the last of them.
    Locked(TimeDelta),
}

/// Whole seconds, rounded up, of a wait.
fn seconds(wait: TimeDelta) -> u32 {
    let milliseconds = u64::try_from(wait.num_milliseconds()).unwrap_or_default();
    u32::try_from(milliseconds.div_ceil(1000))
        .unwrap_or(u32::MAX)
        .max(1)
}

impl SendRefusal {
    /// Code and words' values.
    #[must_use]
    pub fn problem(self) -> (Code, Params) {
        let (code, wait) = match self {
            Self::TooSoon(wait) => (Code::OtpTooSoon, wait),
            Self::TooMany(wait) => (Code::OtpTooMany, wait),
            Self::Locked(wait) => (Code::OtpLocked, wait),
        };
        (
            code,
            Params {
                wait_seconds: Some(seconds(wait)),
                ..Params::default()
            },
        )
    }
}

impl VerifyRefusal {
    /// Code and words' values.
    #[must_use]
    pub fn problem(self) -> (Code, Params) {
        match self {
            Self::Wrong => (Code::OtpWrong, Params::default()),
            Self::Expired => (Code::OtpExpired, Params::default()),
            Self::Locked(wait) => (
                Code::OtpLocked,
                Params {
                    wait_seconds: Some(seconds(wait)),
                    ..Params::default()
                },
            ),
        }
    }
}

impl Challenge {
    fn lock_left(&self, now: DateTime<Utc>) -> Option<TimeDelta> {
        self.locked_until
            .map(|until| until - now)
            .filter(|left| *left > TimeDelta::zero())
    }

    /// Notes that a code with this digest goes out now; the one before is void.
    ///
    /// # Errors
    /// [`SendRefusal`]; nothing is changed then.
    pub fn send(&mut self, digest: String, now: DateTime<Utc>) -> Result<(), SendRefusal> {
        if let Some(left) = self.lock_left(now) {
            return Err(SendRefusal::Locked(left));
        }
        let recent: Vec<_> = self
            .sent
            .iter()
            .copied()
            .filter(|at| now - *at < OtpLimits::SEND_WINDOW)
            .collect();
        if let Some(last) = recent.last()
            && now - *last < OtpLimits::RESEND_AFTER
        {
            return Err(SendRefusal::TooSoon(*last + OtpLimits::RESEND_AFTER - now));
        }
        if let Some(first) = recent.first()
            && recent.len() >= OtpLimits::SENDS as usize
        {
            return Err(SendRefusal::TooMany(*first + OtpLimits::SEND_WINDOW - now));
        }
        self.sent = recent;
        self.sent.push(now);
        self.digest = Some(digest);
        Ok(())
    }

    /// Looks at a code. A right one is used up. The change must be stored
    /// whatever the answer is: it counts the tries.
    ///
    /// # Errors
    /// [`VerifyRefusal`].
    pub fn verify(
        &mut self,
        same: impl FnOnce(&str) -> bool,
        now: DateTime<Utc>,
    ) -> Result<(), VerifyRefusal> {
        if let Some(left) = self.lock_left(now) {
            return Err(VerifyRefusal::Locked(left));
        }
        let fresh = self
            .sent
            .last()
            .is_some_and(|at| now - *at < OtpLimits::VALID);
        let Some(digest) = self.digest.as_deref().filter(|_| fresh) else {
            return Err(VerifyRefusal::Expired);
        };
        if same(digest) {
            self.digest = None;
            self.wrong = 0;
            return Ok(());
        }
        self.wrong += 1;
        if self.wrong < OtpLimits::WRONG_CODES {
            return Err(VerifyRefusal::Wrong);
        }
        self.wrong = 0;
        self.digest = None;
        self.locked_until = Some(now + OtpLimits::LOCK);
        Err(VerifyRefusal::Locked(OtpLimits::LOCK))
    }

    /// When the code that is out expires.
    #[must_use]
    pub fn expires_at(&self) -> Option<DateTime<Utc>> {
        self.sent.last().map(|at| *at + OtpLimits::VALID)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
    }

    fn sent() -> Challenge {
        let mut challenge = Challenge::default();
        challenge.send("right".into(), at(0)).unwrap();
        challenge
    }

    #[test]
    fn a_right_code_works_once() {
        let mut challenge = sent();
        assert_eq!(
            challenge.verify(|digest| digest == "right", at(599)),
            Ok(())
        );
        assert_eq!(
            challenge.verify(|_| true, at(599)),
            Err(VerifyRefusal::Expired)
        );
    }

    #[test]
    fn a_code_expires_after_ten_minutes() {
        assert_eq!(
            sent().verify(|_| true, at(600)),
            Err(VerifyRefusal::Expired)
        );
    }

    #[test]
    fn five_wrong_codes_lock_for_an_hour_even_against_the_right_one() {
        let mut challenge = sent();
        for _ in 0..4 {
            assert_eq!(
                challenge.verify(|_| false, at(1)),
                Err(VerifyRefusal::Wrong)
            );
        }
        assert_eq!(
            challenge.verify(|_| false, at(1)),
            Err(VerifyRefusal::Locked(OtpLimits::LOCK))
        );
        assert_eq!(
            challenge.verify(|_| true, at(3600)),
            Err(VerifyRefusal::Locked(TimeDelta::seconds(1)))
        );
        assert_eq!(
            challenge.send("new".into(), at(3600)),
            Err(SendRefusal::Locked(TimeDelta::seconds(1)))
        );
        assert_eq!(challenge.send("new".into(), at(3601)), Ok(()));
    }

    #[test]
    fn codes_are_a_minute_apart_and_five_in_two_hours() {
        let mut challenge = sent();
        assert_eq!(
            challenge.send("b".into(), at(59)),
            Err(SendRefusal::TooSoon(TimeDelta::seconds(1)))
        );
        for n in 1..5 {
            challenge.send("b".into(), at(n * 60)).unwrap();
        }
        assert_eq!(
            challenge.send("c".into(), at(300)),
            Err(SendRefusal::TooMany(TimeDelta::seconds(6900)))
        );
        assert_eq!(challenge.send("c".into(), at(7200)), Ok(()));
    }

    #[test]
    fn a_newer_code_voids_the_older() {
        let mut challenge = sent();
        challenge.send("newer".into(), at(60)).unwrap();
        assert_eq!(
            challenge.verify(|digest| digest == "right", at(61)),
            Err(VerifyRefusal::Wrong)
        );
    }

    #[test]
    fn codes_are_six_digits_with_forgiven_spaces() {
        assert_eq!(OtpCode::parse(" 123 456 ").unwrap().as_str(), "123456");
        assert_eq!(OtpCode::parse(""), Err(Code::OtpMissing));
        for text in ["12345", "1234567", "12345a", "١٢٣٤٥٦"] {
            assert_eq!(OtpCode::parse(text), Err(Code::OtpFormat));
        }
    }

    proptest! {
        #[test]
        fn drawn_codes_always_parse(random: u64) {
            let code = OtpCode::from_random(random);
            prop_assert_eq!(OtpCode::parse(code.as_str()), Ok(code.clone()));
        }

        #[test]
        fn nobody_gets_more_than_five_tries_an_hour(gaps in proptest::collection::vec(0i64..120, 1..200)) {
            let mut challenge = Challenge::default();
            let (mut now, mut tries) = (0, Vec::new());
            for gap in gaps {
                now += gap;
                let _ = challenge.send("x".into(), at(now));
                // Only a code that is really compared is a try.
                let _ = challenge.verify(|_| { tries.push(now); false }, at(now));
                prop_assert!(tries.iter().filter(|t| now - **t < 3600).count() <= 5);
            }
        }
    }
}
