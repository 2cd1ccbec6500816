//! One desk for each payment partner: when a day is over in Jakarta, it fetches
//! the partner's list of it, piece by piece, and hands every line to the shard that its
//! reference leads to. What disagrees is for staff.

use super::{client, discrepancies};
use crate::clock;
use crate::config::Config;
use crate::crypto::Purpose;
use crate::incentive::registrant::Reconcile;
use crate::object::{self, Object, Operation, failed, operations, wake_within};
use crate::registrant::Registrants;
use crate::sql::{Moment, Outcome};
use chrono::{Days, NaiveTime, TimeDelta};
use domain::incentive::{Discrepancy, ListLine};
use domain::time::{Zone, programme_date};
use serde::{Deserialize, Serialize};
use worker::{Env, Result, State};

/// Partners close their books in the night.
const LIST_IS_READY: TimeDelta = TimeDelta::hours(2);
/// A list that could not be had, or not handed on, is asked for again.
const AGAIN: TimeDelta = TimeDelta::minutes(15);
/// Staff are told of a list that could not be read for six hours.
const LATE: TimeDelta = TimeDelta::hours(6);
/// 20 pages are a piece: with one question to each shard, and what is noted, they stay far
/// below the thousand calls that one invocation may make.
const PIECE: u32 = 20;
/// 2,000 pages of 500 are more than any partner pays in a day.
const MOST_PAGES: u32 = 2_000;

/// A partner's list of this day will have to be looked at.
pub async fn expect(env: &Env, partner: &str, now: Moment) -> Result<()> {
    let expect = Expect {
        partner: partner.to_owned(),
        now,
    };
    object::ask(env, partner, &expect).await
}

/// Lets every desk look at the clock again.
#[cfg(feature = "sandbox")]
pub async fn clock_moved(env: &Env, now: Moment) -> Result<()> {
    let mut partners: Vec<String> = domain::scheme::Scheme::shipped()
        .into_iter()
        .flat_map(|scheme| scheme.payment_partners)
        .map(|partner| partner.id.as_str().to_owned())
        .collect();
    partners.sort();
    partners.dedup();
    for partner in partners {
        object::ask(env, &partner, &Tick(now)).await?;
    }
    Ok(())
}

/// The day whose list is next, of which partner, and how many of its pages are worked off.
#[derive(Clone, Serialize, Deserialize)]
struct Next {
    partner: String,
    from: Moment,
    #[serde(default)]
    page: u32,
    /// Since when it could not be read.
    #[serde(default)]
    failing_since: Option<Moment>,
}

impl Next {
    fn of(partner: String, now: Moment) -> Self {
        Self {
            partner,
            from: midnight(now),
            page: 0,
            failing_since: None,
        }
    }

    fn until(&self) -> Moment {
        self.from + Days::new(1)
    }

    fn ready(&self) -> Moment {
        self.until() + LIST_IS_READY
    }
}

/// When the day began in Jakarta, which knows no summer time.
fn midnight(now: Moment) -> Moment {
    let begun = programme_date(now).and_time(NaiveTime::MIN).and_utc();
    begun - TimeDelta::hours(i64::from(Zone::Wib.hours_east()))
}

/// A partner's desk.
pub struct PayoutDesk {
    state: State,
    env: Env,
}

operations!(PayoutDesk: Expect, Tick);

impl Object for PayoutDesk {
    const BINDING: &'static str = "PAYOUT_DESKS";

    fn wake(state: State, env: Env) -> Self {
        Self { state, env }
    }

    async fn alarm(&self) -> Result<()> {
        self.look(clock::now(&self.env).await?).await
    }
}

/// A payment may be made today.
#[derive(Serialize, Deserialize)]
struct Expect {
    partner: String,
    now: Moment,
}

impl Operation<PayoutDesk> for Expect {
    type Answer = ();

    async fn perform(self, desk: &PayoutDesk) -> Result<()> {
        if desk.next().await?.is_none() {
            let next = Next::of(self.partner, self.now);
            desk.state.storage().put("next", &next).await?;
            desk.wake_for(&next, self.now).await?;
        }
        Ok(())
    }
}

/// The clock was moved (only the sandbox does that).
#[derive(Serialize, Deserialize)]
struct Tick(Moment);

impl Operation<PayoutDesk> for Tick {
    type Answer = ();

    async fn perform(self, desk: &PayoutDesk) -> Result<()> {
        desk.look(self.0).await
    }
}

impl PayoutDesk {
    async fn next(&self) -> Result<Option<Next>> {
        self.state.storage().get("next").await
    }

    async fn wake_for(&self, next: &Next, now: Moment) -> Result<()> {
        wake_within(&self.state, (next.ready() - now).num_milliseconds()).await
    }

    /// Fetches every list that is ready. From the first payment on there is one
    /// for every day: a second payment may stand in a later one.
    async fn look(&self, now: Moment) -> Result<()> {
        let Some(mut next) = self.next().await? else {
            return Ok(());
        };
        while next.ready() <= now {
            match self.reconcile(&next, now).await {
                Ok(Some(page)) => {
                    next.page = page;
                    next.failing_since = None;
                    self.state.storage().put("next", &next).await?;
                    // The next piece in an invocation of its own.
                    return wake_within(&self.state, 0).await;
                }
                Ok(None) => {
                    next = Next {
                        from: next.until(),
                        page: 0,
                        failing_since: None,
                        partner: next.partner,
                    };
                    self.state.storage().put("next", &next).await?;
                }
                Err(error) => {
                    next.failing_since.get_or_insert(now);
                    self.state.storage().put("next", &next).await?;
                    self.fail(&next, now, &error).await;
                    return wake_within(&self.state, AGAIN.num_milliseconds()).await;
                }
            }
        }
        self.wake_for(&next, now).await
    }

    /// Says so to the log, and to staff where it lasts.
    async fn fail(&self, day: &Next, now: Moment, error: &worker::Error) {
        let log = |error: &worker::Error| {
            worker::console_error!(
                "{}",
                serde_json::json!({ "payout list": day.partner, "error": error.to_string() })
            );
        };
        log(error);
        if day.failing_since.is_some_and(|since| now - since >= LATE) {
            let late = Discrepancy::ListNotRead {
                partner: day.partner.clone(),
                from: day.from,
            };
            if let Err(error) = discrepancies::note(&self.env, &[late], now).await {
                log(&error);
            }
        }
    }

    /// Works off the next piece of a day's list; answers the page that follows, if any does.
    /// A piece that was broken off is worked off again: a line counts once.
    async fn reconcile(&self, day: &Next, now: Moment) -> Result<Option<u32>> {
        let (from, until) = (day.from, day.until());
        let config = Config::of(&self.env)?;
        let mut shards: Vec<Vec<ListLine>> = vec![vec![]; usize::from(config.shards)];
        let mut found = vec![];
        let mut page = day.page;
        let is_last = loop {
            let reply = client::history(&self.env, now, &day.partner, (from, until), page)
                .await
                .map_err(failed)?;
            for line in reply.lines() {
                let partner = day.partner.clone();
                match line {
                    Ok(line) => match shard_of(&config, &line).and_then(|at| shards.get_mut(at)) {
                        Some(lines) => lines.push(line),
                        None => found.push(discrepancies::stranger(&partner, line)),
                    },
                    Err(line) => found.push(Discrepancy::UnreadableLine { partner, line }),
                }
            }
            page += 1;
            if !reply.additional_info.has_more {
                break true;
            }
            if page >= MOST_PAGES {
                return Err(failed("a list without an end"));
            }
            if page - day.page >= PIECE {
                break false;
            }
        };
        let registrants = Registrants::of(&self.env, &config);
        for (shard, lines) in (0_u16..).zip(shards) {
            // At the end every shard looks for what stood in no piece.
            if lines.is_empty() && !is_last {
                continue;
            }
            let reconcile = Reconcile {
                partner: day.partner.clone(),
                from,
                until,
                lines,
                is_last,
                now,
            };
            if let Outcome::Done(unknown) = registrants.ask_shard(shard, reconcile).await? {
                let unknown = unknown.into_iter();
                found.extend(unknown.map(|line| discrepancies::stranger(&day.partner, line)));
            }
        }
        discrepancies::note(&self.env, &found, now).await?;
        Ok((!is_last).then_some(page))
    }
}

/// The shard that the person lives in whom a line is about, if it is one of our references.
fn shard_of(config: &Config, line: &ListLine) -> Option<usize> {
    let prefix = line.reference.prefix()?;
    let digest = config
        .keys
        .digest(Purpose::PayoutPrefix, &[prefix.as_str()]);
    Some(usize::from(digest.shard(config.shards)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_jakartas_and_its_list_is_fetched_two_hours_after_it() {
        let at = |text: &str| -> Moment { text.parse().unwrap() };
        for now in ["2026-12-19T17:00:00Z", "2026-12-20T16:59:59Z"] {
            let next = Next::of("gopay".to_owned(), at(now));
            assert_eq!(next.from, at("2026-12-19T17:00:00Z"));
            assert_eq!(next.until(), at("2026-12-20T17:00:00Z"));
            assert_eq!(next.ready(), at("2026-12-20T19:00:00Z"));
        }
    }
}
