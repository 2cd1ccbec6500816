//! One desk for each payment partner: when a day is over in Jakarta, it fetches
//! the partner's list of it and hands every line to the shard that its reference
//! leads to. What disagrees is for staff.

use super::client;
use crate::clock;
use crate::config::Config;
use crate::crypto::Purpose;
use crate::incentive::registrant::Reconcile;
use crate::object::{self, Object, Operation, operations, wake_within};
use crate::registrant::Registrants;
use crate::sql::{Moment, Outcome};
use chrono::{Days, NaiveTime, TimeDelta};
use domain::incentive::ListLine;
use domain::time::{Zone, programme_date};
use serde::{Deserialize, Serialize};
use worker::{Env, Result, State};

/// Partners close their books in the night.
const LIST_IS_READY: TimeDelta = TimeDelta::hours(2);
/// A list that could not be had, or not handed on, is asked for again.
const AGAIN: TimeDelta = TimeDelta::minutes(15);

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

/// The day whose list is next, and of which partner.
#[derive(Clone, Serialize, Deserialize)]
struct Next {
    partner: String,
    from: Moment,
}

impl Next {
    fn of(partner: String, now: Moment) -> Self {
        Self {
            partner,
            from: midnight(now),
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
            if let Err(error) = self.reconcile(&next, now).await {
                worker::console_error!(
                    "{}",
                    serde_json::json!({ "payout list": next.partner, "error": error.to_string() })
                );
                return wake_within(&self.state, AGAIN.num_milliseconds()).await;
            }
            next.from = next.until();
            self.state.storage().put("next", &next).await?;
        }
        self.wake_for(&next, now).await
    }

    async fn reconcile(&self, day: &Next, now: Moment) -> Result<()> {
        let (from, until) = (day.from, day.until());
        let lines = client::history(&self.env, now, &day.partner, (from, until))
            .await
            .map_err(|error| worker::Error::RustError(error.to_string()))?;
        let config = Config::of(&self.env)?;
        let registrants = Registrants::of(&self.env, &config);
        let mut shards: Vec<Vec<ListLine>> = vec![vec![]; usize::from(config.shards)];
        let mut strangers = vec![];
        for line in lines {
            let shard = line.reference.prefix().map(|prefix| {
                let digest = config
                    .keys
                    .digest(Purpose::PayoutPrefix, &[prefix.as_str()]);
                usize::from(digest.shard(config.shards))
            });
            match shard.and_then(|shard| shards.get_mut(shard)) {
                Some(lines) => lines.push(line),
                None => strangers.push(line),
            }
        }
        for (shard, lines) in (0_u16..).zip(shards) {
            let reconcile = Reconcile {
                partner: day.partner.clone(),
                from,
                until,
                lines,
                now,
            };
            if let Outcome::Done(unknown) = registrants.ask_shard(shard, reconcile).await? {
                strangers.extend(unknown);
            }
        }
        for line in strangers {
            super::discrepancies::note_stranger(&self.env, &day.partner, &line, now).await?;
        }
        Ok(())
    }
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
