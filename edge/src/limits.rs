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
use std::net::Ipv6Addr;
use std::rc::Rc;
use worker::{Env, Headers, Result, State};

/// What one address is counted by, and how many times a household's budget each has: IPv4
/// whole; IPv6 by its /64, which is a household or a phone, by its /56 and by its /48. Of those
/// a server's renter has one with all that is in it, and a mobile operator thousands of phones:
/// 64 budgets for the 65,536 of a /48 leave neither without.
const BUDGETS: [(usize, u32); 3] = [(64, 1), (56, 8), (48, 64)];

/// The networks that an address is in, the narrowest first, with their budgets.
fn networks(address: &str) -> Vec<(String, u32)> {
    match address.parse::<Ipv6Addr>() {
        Ok(v6) => {
            let prefix = |(bits, times)| (prefix(v6, bits), times);
            BUDGETS.into_iter().map(prefix).collect()
        }
        Err(_) => vec![(address.to_owned(), 1)],
    }
}

/// IPv4 whole, IPv6 by its /48.
fn site(address: &str) -> String {
    match address.parse::<Ipv6Addr>() {
        Ok(v6) => prefix(v6, 48),
        Err(_) => address.to_owned(),
    }
}

/// The first bits of an address, at most 127.
fn prefix(address: Ipv6Addr, bits: usize) -> String {
    let kept = u128::from(address) & !(u128::MAX >> bits);
    format!("{}/{bits}", Ipv6Addr::from(kept))
}

/// Who asks for a code to somebody, as their network tells: keyed hash, another for
/// everybody whom they ask for. IPv6 by its /48, of which a home has one and a server's
/// renter few, where it has 65,536 of what [`networks`] begins with.
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
    let digest = |network: &str| config.keys.digest(Purpose::Address, &[network]);
    // All networks of an address are counted in one place.
    let shard = digest(&site(&address)).shard(config.shards);
    let name = format!("addresses-{shard:03}");
    let hashed = |(network, times): (String, u32)| (digest(&network).text(), times);
    let request = CountNetworks {
        limit,
        who: networks(&address).into_iter().map(hashed).collect(),
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
        self.count_all(limit, &[(who, 1)], now_ms)
    }

    /// The same for several who share it, each with so many times the budget. Where one has
    /// used its own up, it takes nothing from the others'.
    pub fn count_all(&mut self, limit: Limit, who: &[(String, u32)], now_ms: u64) -> Option<u32> {
        if self.windows.len() > TIDY_ABOVE {
            self.windows.retain(|(limit, _), (since, _)| {
                now_ms.saturating_sub(*since) < limit.rule().1 * 1000
            });
        }
        let waits = who
            .iter()
            .map(|(who, times)| self.wait(limit, (who, *times), now_ms));
        if let Some(wait) = waits.max().flatten() {
            return Some(wait);
        }
        for (who, _) in who {
            let window = self.windows.entry((limit, who.clone()));
            window.or_insert((now_ms, 0)).1 += 1;
        }
        None
    }

    /// How long one has to wait; begins its window anew where that is over.
    fn wait(&mut self, limit: Limit, (who, times): (&str, u32), now_ms: u64) -> Option<u32> {
        let (most, seconds) = limit.rule();
        let length = seconds * 1000;
        let (since, used) = self.windows.get_mut(&(limit, who.to_owned()))?;
        if now_ms.saturating_sub(*since) >= length {
            (*since, *used) = (now_ms, 0);
        }
        if *used < most.saturating_mul(times) {
            return None;
        }
        let left = (*since + length).saturating_sub(now_ms);
        let seconds = u32::try_from(left.div_ceil(1000)).unwrap_or(u32::MAX);
        Some(seconds.max(1))
    }
}

/// One of the shards that addresses are spread over.
pub struct AddressLimiter {
    counters: RefCell<Counters>,
}

operations!(AddressLimiter: CountNetworks);

impl Object for AddressLimiter {
    const BINDING: &'static str = "ADDRESSES";

    fn wake(_state: State, _env: Env) -> Self {
        Self {
            counters: RefCell::default(),
        }
    }
}

impl AddressLimiter {
    fn count(&self, request: &CountNetworks) -> Option<u32> {
        let now = worker::Date::now().as_millis();
        let mut counters = self.counters.borrow_mut();
        counters.count_all(request.limit, &request.who, now)
    }
}

/// Counts a request against the limits of the networks that it is from.
#[derive(Serialize, Deserialize)]
struct CountNetworks {
    limit: Limit,
    /// Keyed hashes of the networks, each with how many times the budget it has.
    who: Vec<(String, u32)>,
}

impl Operation<AddressLimiter> for CountNetworks {
    /// Seconds to wait, or nothing if the request may go on.
    type Answer = Option<u32>;

    async fn perform(self, limiter: &AddressLimiter) -> Result<Option<u32>> {
        Ok(limiter.count(&self))
    }

    fn run(limiter: &Rc<AddressLimiter>, text: &str) -> Run {
        at_once(text, |request: CountNetworks| Ok(limiter.count(&request)))
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
    fn an_address_is_counted_by_its_household_and_by_what_is_around_it() {
        let names = |address: &str| -> Vec<String> {
            networks(address)
                .into_iter()
                .map(|(name, _)| name)
                .collect()
        };
        assert_eq!(
            names("2001:db8:1:2ff::1"),
            [
                "2001:db8:1:2ff::/64",
                "2001:db8:1:200::/56",
                "2001:db8:1::/48"
            ]
        );
        assert_eq!(names("2001:db8:1:2ff:ffff::9"), names("2001:db8:1:2ff::1"));
        assert_eq!(names("203.0.113.7"), ["203.0.113.7"]);
        assert_eq!(site("2001:db8:1:2::1"), site("2001:db8:1:3::1"));
        assert_ne!(site("2001:db8:1:2::1"), site("2001:db8:2:2::1"));
        assert_eq!(site("203.0.113.7"), "203.0.113.7");
    }

    #[test]
    fn whoever_has_a_whole_network_has_not_a_budget_for_each_household_in_it() {
        let mut counters = Counters::default();
        let mut sent = 0;
        // 512 households of one /48, each of which asks for as many codes as it may.
        for household in 0..512 {
            let address = format!("2001:db8:1:{household:x}::1");
            for _ in 0..60 {
                let wait = counters.count_all(Limit::SendCode, &networks(&address), 0);
                sent += u32::from(wait.is_none());
            }
        }
        assert_eq!(sent, 2 * 8 * 60, "by its two /56");
        for part in 2..100 {
            let address = format!("2001:db8:1:{:x}::1", part << 8);
            for _ in 0..60 {
                let wait = counters.count_all(Limit::SendCode, &networks(&address), 0);
                sent += u32::from(wait.is_none());
            }
        }
        assert_eq!(sent, 64 * 60, "by its /48");
        // Its neighbour goes on, and it does too when the time is over.
        let neighbour = networks("2001:db8:2:1::1");
        assert_eq!(counters.count_all(Limit::SendCode, &neighbour, 0), None);
        let own = networks("2001:db8:1:1::1");
        assert_eq!(counters.count_all(Limit::SendCode, &own, 599_000), Some(1));
        assert_eq!(counters.count_all(Limit::SendCode, &own, 600_000), None);
    }

    #[test]
    fn one_household_that_asks_too_often_takes_nothing_from_its_neighbours() {
        let mut counters = Counters::default();
        let loud = networks("2001:db8:1:1::1");
        for _ in 0..10_000 {
            counters.count_all(Limit::SendCode, &loud, 0);
        }
        for neighbour in 2..9 {
            let quiet = networks(&format!("2001:db8:1:{neighbour:x}::1"));
            for _ in 0..60 {
                assert_eq!(counters.count_all(Limit::SendCode, &quiet, 0), None);
            }
        }
    }
}
