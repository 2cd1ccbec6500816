//! How often codes may be sent and tried. The rules only; sending, storing and drawing the
//! digits is the edge's.

use crate::messages::{Code, Params};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// The limits, in one place so that every screen can state them.
#[derive(Clone, Copy, Debug)]
pub struct OtpLimits;

impl OtpLimits {
    /// 10 minutes – SMS on congested networks arrive minutes late; login.gov allows the same.
    pub const VALID: TimeDelta = TimeDelta::minutes(10);
    /// 60 seconds between two codes that one asks for.
    pub const RESEND_AFTER: TimeDelta = TimeDelta::seconds(60);
    /// 5 codes within [`Self::SEND_WINDOW`] – the programme's own rule (official FAQ: five resends, then two hours).
    pub const SENDS: u32 = 5;
    /// Two hours.
    pub const SEND_WINDOW: TimeDelta = TimeDelta::hours(2);
    /// 15 codes in a day that strangers together may have sent to one person: a nuisance, no flood.
    pub const STRANGERS_SENDS: u32 = 15;
    /// 5 wrong tries void a code.
    pub const WRONG_TRIES: u32 = 5;
    /// 30 wrong tries in a day that strangers together have at one person: they succeed once in 33,000 days.
    pub const STRANGERS_TRIES: u32 = 30;
    /// 15 wrong tries in a day that a known device has: three codes mistyped to the end.
    pub const DEVICE_TRIES: u32 = 15;
    /// A day: how long codes and wrong tries are remembered.
    pub const DAY: TimeDelta = TimeDelta::days(1);
    /// Two hours to finish the form after the number was proven.
    pub const PROOF_VALID: TimeDelta = TimeDelta::hours(2);
}

/// Who asks for a code, as far as that is known before they have proven anything. Each
/// has a budget of their own, so that whoever asks and guesses in somebody's name locks out
/// no one but themselves. The names are keyed hashes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asker {
    /// A device on which this person has signed in before.
    Device(String),
    /// Anybody else, by the network or the platform that they come from.
    Stranger(String),
}

impl Asker {
    /// Whether both draw on one budget of wrong tries.
    fn shares_tries_with(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Stranger(_), Self::Stranger(_)) => true,
            _ => self == other,
        }
    }

    fn tries(&self) -> u32 {
        match self {
            Self::Device(_) => OtpLimits::DEVICE_TRIES,
            Self::Stranger(_) => OtpLimits::STRANGERS_TRIES,
        }
    }
}

/// A code that went out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentCode {
    /// Keyed hash of the challenge that it answers.
    pub challenge: String,
    /// Who asked for it.
    pub asker: Asker,
    /// When it went out.
    pub at: DateTime<Utc>,
    /// Keyed hash of the code, as long as it may still be used.
    pub digest: Option<String>,
    /// Wrong codes that were shown for it.
    pub wrong: u32,
}

/// Why no code was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SendRefusal {
    /// The last one is not a minute old.
    TooSoon(TimeDelta),
    /// The budget of the window is used up.
    TooMany(TimeDelta),
    /// No code of theirs would be looked at: too many were wrong.
    Locked(TimeDelta),
}

/// Why a code was not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerifyRefusal {
    /// Not the code.
    Wrong,
    /// Not the code, and there are no more tries at it.
    UsedUp,
    /// Expired, used, or none was sent.
    Expired,
    /// Too many wrong codes, this one perhaps the last of them.
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
            Self::UsedUp => (Code::OtpUsedUp, Params::default()),
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

/// The codes that went out for one number, person or card within the last day, oldest
/// first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SentCodes(pub Vec<SentCode>);

impl SentCodes {
    /// Whether `asker` may be sent a code now.
    ///
    /// # Errors
    /// [`SendRefusal`].
    pub fn may_send(&self, asker: &Asker, now: DateTime<Utc>) -> Result<(), SendRefusal> {
        if let Some(left) = self.lock_left(asker, now) {
            return Err(SendRefusal::Locked(left));
        }
        let own = self.0.iter().filter(|code| code.asker == *asker);
        let own: Vec<_> = own.map(|code| code.at).collect();
        if let Some(left) = left(own.last(), OtpLimits::RESEND_AFTER, now) {
            return Err(SendRefusal::TooSoon(left));
        }
        if let Some(left) = spent(&own, OtpLimits::SENDS, OtpLimits::SEND_WINDOW, now) {
            return Err(SendRefusal::TooMany(left));
        }
        if matches!(asker, Asker::Stranger(_)) {
            let strangers = self
                .0
                .iter()
                .filter(|code| code.asker.shares_tries_with(asker));
            let strangers: Vec<_> = strangers.map(|code| code.at).collect();
            let left = spent(&strangers, OtpLimits::STRANGERS_SENDS, OtpLimits::DAY, now);
            if let Some(left) = left {
                return Err(SendRefusal::TooMany(left));
            }
        }
        Ok(())
    }

    /// Looks at a code that was shown for a challenge. A right one is used up. Which of
    /// the codes was changed is answered too, to be stored whatever came of it: it counts
    /// the tries.
    ///
    /// # Errors
    /// [`VerifyRefusal`].
    pub fn verify(
        &mut self,
        challenge: &str,
        same: impl Fn(&str) -> bool,
        now: DateTime<Utc>,
    ) -> (Option<usize>, Result<(), VerifyRefusal>) {
        let is_open = |code: &SentCode| {
            code.challenge == challenge && code.digest.is_some() && now - code.at < OtpLimits::VALID
        };
        let open = |place: &usize| self.0.get(*place).is_some_and(is_open);
        let open: Vec<usize> = (0..self.0.len()).filter(open).collect();
        let Some(newest) = open.last().copied() else {
            return (None, Err(VerifyRefusal::Expired));
        };
        let is_right = |place: &usize| {
            let digest = self.0.get(*place).and_then(|code| code.digest.as_deref());
            digest.is_some_and(&same)
        };
        let right = open.iter().copied().find(is_right);
        let place = right.unwrap_or(newest);
        let Some(asker) = self.0.get(place).map(|code| code.asker.clone()) else {
            return (None, Err(VerifyRefusal::Expired));
        };
        // Before it is said whether it was right.
        if let Some(left) = self.lock_left(&asker, now) {
            return (None, Err(VerifyRefusal::Locked(left)));
        }
        let Some(code) = self.0.get_mut(place) else {
            return (None, Err(VerifyRefusal::Expired));
        };
        if right.is_some() {
            code.digest = None;
            return (Some(place), Ok(()));
        }
        code.wrong += 1;
        let is_used_up = code.wrong >= OtpLimits::WRONG_TRIES;
        if is_used_up {
            code.digest = None;
        }
        let refusal = match self.lock_left(&asker, now) {
            Some(left) => VerifyRefusal::Locked(left),
            None if is_used_up => VerifyRefusal::UsedUp,
            None => VerifyRefusal::Wrong,
        };
        (Some(place), Err(refusal))
    }

    /// How long no code of theirs is looked at: until so many of the wrong ones are a day
    /// old that there is one more try.
    fn lock_left(&self, asker: &Asker, now: DateTime<Utc>) -> Option<TimeDelta> {
        let counted = self
            .0
            .iter()
            .filter(|code| code.asker.shares_tries_with(asker) && now - code.at < OtpLimits::DAY);
        let counted: Vec<_> = counted.collect();
        let mut wrong: u32 = counted.iter().map(|code| code.wrong).sum();
        for code in counted {
            if wrong < asker.tries() {
                break;
            }
            wrong -= code.wrong;
            if wrong < asker.tries() {
                return left(Some(&code.at), OtpLimits::DAY, now);
            }
        }
        None
    }
}

/// What is left of a time that began then.
fn left(since: Option<&DateTime<Utc>>, long: TimeDelta, now: DateTime<Utc>) -> Option<TimeDelta> {
    since
        .map(|since| *since + long - now)
        .filter(|left| *left > TimeDelta::zero())
}

/// How long it takes until there is one of so `many` in a `window` left, if there is none now.
fn spent(
    times: &[DateTime<Utc>],
    many: u32,
    window: TimeDelta,
    now: DateTime<Utc>,
) -> Option<TimeDelta> {
    let recent: Vec<_> = times.iter().filter(|at| now - **at < window).collect();
    let place = recent.len().checked_sub(many as usize)?;
    left(recent.get(place).copied(), window, now)
}

#[cfg(test)]
mod tests;
