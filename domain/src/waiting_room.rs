//! The waiting room before codes by text message. While more are asked for than an hour's
//! budget, who asks gets a turn drawn at random, and comes back in it. Nobody stands in a row,
//! and nothing is counted for it: a turn follows from the number and the hour, so that asking
//! again draws no better one. It costs those who ask for thousands what it costs one person,
//! a thousand times. It spreads a rush over an hour; what goes on for hours it only delays, and
//! there the gateway's own pace decides.

use crate::messages::Locale;
use crate::time::Zone;
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// Codes of an hour that go out without a turn, by what they are counted. Numbers fall into
/// shards by a keyed hash, so that each shard sees its share of everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Budgets {
    /// All.
    pub all: u32,
    /// To numbers that begin alike.
    pub prefix: u32,
    /// Asked for from one network (autonomous system).
    pub network: u32,
}

/// A prefix and a network have this part of all: 2,000 of 400,000, of 100,000 numbers that
/// begin with the same six digits.
const PART: u32 = 200;
/// A mobile operator's network has half of all: millions ask from it.
const PART_OF_OPERATOR: u32 = 2;
/// Of a few in a shard nothing can be told.
const FEWEST: u32 = 4;

impl Budgets {
    /// One shard's, of a deployment that sends so many codes in an hour.
    #[must_use]
    pub fn of_shard(codes_per_hour: u32, shards: u16, is_operator: bool) -> Self {
        let share = |part: u32| (codes_per_hour / part).div_ceil(u32::from(shards.max(1)));
        let network = if is_operator { PART_OF_OPERATOR } else { PART };
        Self {
            all: share(1).max(FEWEST),
            prefix: share(PART).max(FEWEST),
            network: share(network).max(FEWEST),
        }
    }

    /// How scarce codes are.
    #[must_use]
    pub fn pressure(&self, sent: &Sent) -> Pressure {
        let percent = |sent: u32, budget: u32| {
            let percent = u64::from(sent) * 100 / u64::from(budget.max(1));
            u32::try_from(percent).unwrap_or(u32::MAX)
        };
        let all = percent(sent.all, self.all);
        let prefix = percent(sent.prefix, self.prefix);
        let network = percent(sent.network.unwrap_or_default(), self.network);
        let overrun = |few, percent| Pressure::Overrun { few, percent };
        match all.max(prefix).max(network) {
            ..FULL => Pressure::None,
            _ if network >= OVERRUN => overrun(Few::Network, network),
            _ if prefix >= OVERRUN => overrun(Few::Prefix, prefix),
            percent => Pressure::Waits { percent },
        }
    }
}

/// A budget is used up.
const FULL: u32 = 100;
/// Eight times a prefix's or a network's budget went out: no wave is that. The whole is never
/// overrun, or whoever drains it would shut everybody out.
const OVERRUN: u32 = 800;

/// What went out in this hour already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    /// At all.
    pub all: u32,
    /// To numbers that begin like this one.
    pub prefix: u32,
    /// Asked for from the network from which this one is; nothing where none is known.
    pub network: Option<u32>,
}

/// How scarce codes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Pressure {
    /// Not at all.
    None,
    /// Codes go out by turns.
    Waits {
        /// Of the budget that is used most.
        percent: u32,
    },
    /// No more go out until the hour is over, but to those whose turn was promised.
    Overrun {
        /// To whom.
        few: Few,
        /// Of their budget.
        percent: u32,
    },
}

impl Pressure {
    /// Whether a turn that was given before still counts: up to twice what stops everybody else.
    #[must_use]
    pub const fn honours_turns(&self) -> bool {
        match self {
            Self::None | Self::Waits { .. } => true,
            Self::Overrun { percent, .. } => *percent < 2 * OVERRUN,
        }
    }
}

/// Who is counted together, beside everybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Few {
    /// Numbers that begin alike.
    Prefix,
    /// One network.
    Network,
}

/// 20 minutes for each budget that was used, an hour at most.
const WINDOW: TimeDelta = TimeDelta::minutes(20);
const LONGEST: TimeDelta = TimeDelta::minutes(60);
/// Whoever has just missed it reads first what it is about.
const SHORTEST: TimeDelta = TimeDelta::seconds(15);

/// 60 s.
const MINUTE: i64 = 60;

/// 10 minutes: long enough to see it and to find a network again.
pub const OPEN_FOR: TimeDelta = TimeDelta::minutes(10);

/// When somebody may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// From then on, for [`OPEN_FOR`].
    pub opens_at: DateTime<Utc>,
}

/// How far a turn is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TurnState {
    /// It comes in so many seconds.
    Waits(u32),
    /// It is now.
    Open,
    /// It was missed.
    Over,
}

impl Turn {
    /// The one that is drawn with a random number, which is the same for one number in one
    /// hour. It begins with a minute, as people read it.
    #[must_use]
    pub fn drawn(now: DateTime<Utc>, percent: u32, random: u64) -> Self {
        let window = (WINDOW * i32::try_from(percent).unwrap_or(i32::MAX).min(10_000) / 100)
            .min(LONGEST)
            .num_seconds();
        let window = u64::try_from(window).unwrap_or_default();
        // Of 2^64 in equal parts.
        let second = (u128::from(random) * u128::from(window)) >> 64;
        let second = i64::try_from(second).unwrap_or_default();
        let from = now + SHORTEST + TimeDelta::seconds(second);
        let minute = from
            .timestamp()
            .saturating_add(MINUTE - 1)
            .div_euclid(MINUTE)
            * MINUTE;
        Self {
            opens_at: DateTime::from_timestamp(minute, 0).unwrap_or(from),
        }
    }

    /// How far it is.
    #[must_use]
    pub fn state(&self, now: DateTime<Utc>) -> TurnState {
        if now < self.opens_at {
            let left = (self.opens_at - now).num_milliseconds();
            let seconds = left.saturating_add(999) / 1000;
            return TurnState::Waits(u32::try_from(seconds).unwrap_or(u32::MAX));
        }
        if now - self.opens_at < OPEN_FOR {
            TurnState::Open
        } else {
            TurnState::Over
        }
    }

    /// As it is carried, with the mark that says that it is ours.
    #[must_use]
    pub fn with_mark(&self, mark: &str) -> String {
        format!("{}.{mark}", self.opens_at.timestamp())
    }

    /// Reads what is carried; the mark is for whoever made it to judge.
    #[must_use]
    pub fn read(text: &str) -> Option<(Self, &str)> {
        let (opens_at, mark) = text.split_once('.')?;
        let opens_at = DateTime::from_timestamp(opens_at.parse().ok()?, 0)?;
        Some((Self { opens_at }, mark))
    }

    /// What its owner reads, wherever they are: nobody has said yet where they live.
    #[must_use]
    pub fn words(&self, locale: Locale) -> String {
        Zone::Wib.short(self.opens_at, locale)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(1_796_000_000, 500_000_000).unwrap()
    }

    #[test]
    fn codes_go_out_freely_until_a_budget_is_used_up() {
        let budgets = Budgets::of_shard(400_000, 256, false);
        let expected = Budgets {
            all: 1563,
            prefix: 8,
            network: 8,
        };
        assert_eq!(budgets, expected);
        assert_eq!(Budgets::of_shard(400_000, 256, true).network, 782);
        let sent = |all, prefix, network| Sent {
            all,
            prefix,
            network,
        };
        let waits = |percent| Pressure::Waits { percent };
        let overrun = |few, percent| Pressure::Overrun { few, percent };
        for (sent, expected) in [
            (sent(1562, 7, Some(7)), Pressure::None),
            (sent(1562, 7, None), Pressure::None),
            (sent(1563, 0, None), waits(100)),
            (sent(1, 8, None), waits(100)),
            (sent(1, 1, Some(12)), waits(150)),
            (sent(1, 63, None), waits(787)),
            (sent(1, 64, None), overrun(Few::Prefix, 800)),
            (sent(1, 1, Some(65)), overrun(Few::Network, 812)),
            // Nobody shuts everybody out.
            (sent(100_000, 1, Some(1)), waits(6397)),
        ] {
            assert_eq!(budgets.pressure(&sent), expected, "{sent:?}");
        }
        assert!(waits(6397).honours_turns() && overrun(Few::Prefix, 1599).honours_turns());
        assert!(!overrun(Few::Prefix, 1600).honours_turns());
    }

    #[test]
    fn a_turn_begins_with_a_minute_and_is_open_for_ten() {
        let turn = Turn::drawn(now(), 100, u64::MAX / 2);
        // 15 s and half of 20 minutes, to the next whole minute.
        let minute = (now().timestamp() + 15 + 599 + 59) / 60 * 60;
        let opens = DateTime::from_timestamp(minute, 0).unwrap();
        assert_eq!(turn.opens_at, opens);
        let wait = u32::try_from(minute - now().timestamp()).unwrap();
        assert_eq!(turn.state(now()), TurnState::Waits(wait));
        let just_before = opens - TimeDelta::milliseconds(1);
        assert_eq!(turn.state(just_before), TurnState::Waits(1));
        assert_eq!(turn.state(opens), TurnState::Open);
        let last = opens + OPEN_FOR - TimeDelta::milliseconds(1);
        assert_eq!(turn.state(last), TurnState::Open);
        assert_eq!(turn.state(opens + OPEN_FOR), TurnState::Over);
    }

    #[test]
    fn a_turn_is_carried_as_text() {
        let turn = Turn::drawn(now(), 100, 7);
        let text = turn.with_mark("abc");
        assert_eq!(Turn::read(&text), Some((turn, "abc")));
        for wrong in ["", ".", "x.abc", "99999999999999999999.abc", "1796000000"] {
            assert_eq!(Turn::read(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn more_pressure_never_brings_a_turn_nearer(
            random: u64, one in 100_u32..20_000, other in 100_u32..20_000,
        ) {
            let opens = |percent| Turn::drawn(now(), percent, random).opens_at - now();
            let (less, more) = (one.min(other), one.max(other));
            prop_assert!(opens(less) <= opens(more));
            prop_assert!(opens(less) > TimeDelta::seconds(13));
            prop_assert!(opens(more) <= SHORTEST + LONGEST + TimeDelta::minutes(1));
        }
    }
}
