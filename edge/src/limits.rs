//! Limits per network address. Many people share one address in Indonesia
//! (carrier-grade NAT, posko), so they are generous: they stop programs, not
//! neighbourhoods. Counts live in memory only: a restart forgives.

use crate::config::Config;
use crate::crypto::Purpose;
use crate::object::{self, Object, Operation, Run, at_once, operations};
use domain::api::Limit;
use domain::messages::{Code, Params};
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use worker::{Env, Headers, Result, State};

/// The address to count by: IPv4 whole, IPv6 by its /64, which is one household.
fn network(address: &str) -> String {
    first(address, 4)
}

/// IPv4 whole, IPv6 by its /48.
fn site(address: &str) -> String {
    first(address, 3)
}

/// So many 16-bit parts of an IPv6 address; IPv4 whole.
fn first(address: &str, parts: usize) -> String {
    match address.parse::<std::net::Ipv6Addr>() {
        Ok(v6) => {
            let parts = v6.segments().into_iter().take(parts);
            parts.map(|part| format!("{part:x}:")).collect()
        }
        Err(_) => address.to_owned(),
    }
}

/// Who asks for a code to somebody, as their network tells: keyed hash, another for
/// everybody whom they ask for. IPv6 by its /48, of which a home has one and a server's
/// renter few, where a /48 has 65,536 of what [`network`] tells apart.
pub fn asker(config: &Config, headers: &Headers, subject: &str) -> Result<String> {
    let address = headers.get("CF-Connecting-IP")?.unwrap_or_default();
    let parts = ["asker", subject, &site(&address)];
    Ok(config.keys.digest(Purpose::Address, &parts).text())
}

/// Counts one request; refuses it when there were too many.
pub async fn count(
    env: &Env,
    config: &Config,
    headers: &Headers,
    limit: Limit,
) -> Result<std::result::Result<(), (Code, Params)>> {
    let address = headers.get("CF-Connecting-IP")?.unwrap_or_default();
    let digest = config.keys.digest(Purpose::Address, &[&network(&address)]);
    let name = format!("addresses-{:03}", digest.shard(config.shards));
    let request = CountRequest {
        limit,
        who: digest.text(),
    };
    Ok(match object::ask(env, &name, &request).await? {
        None => Ok(()),
        Some(wait) => Err((
            Code::TooManyRequests,
            Params {
                wait_seconds: Some(wait),
                ..Params::default()
            },
        )),
    })
}

/// Counters of one shard.
#[derive(Debug, Default)]
pub struct Counters {
    windows: HashMap<(Limit, String), (u64, u32)>,
}

/// More counters than this, and those that ran out are dropped.
const TIDY_ABOVE: usize = 10_000;

impl Counters {
    /// Since when, and how often, if it is counted.
    pub fn window(&self, limit: Limit, who: &str) -> Option<(u64, u32)> {
        self.windows.get(&(limit, who.to_owned())).copied()
    }

    /// Goes on where it was.
    pub fn restore(&mut self, limit: Limit, who: &str, window: (u64, u32)) {
        self.windows.insert((limit, who.to_owned()), window);
    }

    /// Seconds to wait, or nothing if the request may go on.
    pub fn count(&mut self, limit: Limit, who: String, now_ms: u64) -> Option<u32> {
        let (most, seconds) = limit.rule();
        let length = seconds * 1000;
        if self.windows.len() > TIDY_ABOVE {
            self.windows.retain(|(limit, _), (since, _)| {
                now_ms.saturating_sub(*since) < limit.rule().1 * 1000
            });
        }
        let (since, used) = self.windows.entry((limit, who)).or_insert((now_ms, 0));
        if now_ms.saturating_sub(*since) >= length {
            (*since, *used) = (now_ms, 0);
        }
        if *used >= most {
            let left = (*since + length).saturating_sub(now_ms);
            return Some(
                u32::try_from(left.div_ceil(1000))
                    .unwrap_or(u32::MAX)
                    .max(1),
            );
        }
        *used += 1;
        None
    }
}

/// One of the shards that addresses are spread over.
pub struct AddressLimiter {
    counters: RefCell<Counters>,
}

operations!(AddressLimiter: CountRequest);

impl Object for AddressLimiter {
    const BINDING: &'static str = "ADDRESSES";

    fn wake(_state: State, _env: Env) -> Self {
        Self {
            counters: RefCell::default(),
        }
    }
}

impl AddressLimiter {
    fn count(&self, request: CountRequest) -> Option<u32> {
        let now = worker::Date::now().as_millis();
        let mut counters = self.counters.borrow_mut();
        counters.count(request.limit, request.who, now)
    }
}

/// Counts a request against the limit of its network.
#[derive(Serialize, Deserialize)]
struct CountRequest {
    limit: Limit,
    /// Keyed hash of the network.
    who: String,
}

impl Operation<AddressLimiter> for CountRequest {
    /// Seconds to wait, or nothing if the request may go on.
    type Answer = Option<u32>;

    async fn perform(self, limiter: &AddressLimiter) -> Result<Option<u32>> {
        Ok(limiter.count(self))
    }

    fn run(limiter: &Rc<AddressLimiter>, text: &str) -> Run {
        at_once(text, |request| Ok(limiter.count(request)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_one_too_many_waits_for_the_window_to_end() {
        let mut counters = Counters::default();
        for n in 0..120 {
            assert_eq!(counters.count(Limit::Status, "a".into(), n), None);
        }
        assert_eq!(counters.count(Limit::Status, "a".into(), 1_000), Some(299));
        assert_eq!(
            counters.count(Limit::Status, "b".into(), 1_000),
            None,
            "others go on"
        );
        assert_eq!(
            counters.count(Limit::Write, "a".into(), 1_000),
            None,
            "and so does other work"
        );
        assert_eq!(counters.count(Limit::Status, "a".into(), 300_000), None);
    }

    #[test]
    fn a_household_on_ipv6_is_one_network() {
        assert_eq!(network("2001:db8:1:2::1"), network("2001:db8:1:2:ffff::9"));
        assert_ne!(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
        assert_eq!(site("2001:db8:1:2::1"), site("2001:db8:1:3::1"));
        assert_ne!(site("2001:db8:1:2::1"), site("2001:db8:2:2::1"));
        assert_eq!(site("203.0.113.7"), "203.0.113.7");
        assert_eq!(network("203.0.113.7"), "203.0.113.7");
    }
}
