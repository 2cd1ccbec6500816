//! The steps of a draw: each asks the shards for one thing and says what comes
//! next. All of them may be done twice.

use super::step::{DrawProgress, Next};
use super::{beacon, files};
use crate::clock;
use crate::config::Config;
use crate::draw::registrant::Screen;
use crate::household::{
    Announce, Commit, CountCandidates, CountWinners, FindThresholds, Households, Round,
};
use crate::registrant::Registrants;
use crate::sql::Moment;
use chrono::TimeDelta;
use domain::draw::beacon::Beacon;
use domain::draw::{
    Commitment, DrawResult, Exclusion, Hex, Rules, Search, ShardRoot, StratumResult, file_hash,
};
use domain::wave::Wave;
use std::collections::BTreeMap;
use worker::{Env, Error, Result, Storage};

/// A commitment made late names a round at least so far ahead: time enough for
/// it to be seen before the round is out.
const AHEAD: TimeDelta = TimeDelta::seconds(30);
/// Pause between two questions to a beacon that does not answer.
const BEACON_AGAIN: TimeDelta = TimeDelta::seconds(3);

const RULES: &str = "rules";
const COMMITMENT: &str = "commitment";
const RESULT: &str = "result";

/// What every step needs.
pub struct Stage<'a> {
    env: &'a Env,
    storage: &'a Storage,
    wave: &'a Wave,
    now: Moment,
    households: Households,
    registrants: Registrants,
    rules: Rules,
    rules_hash: Hex<32>,
}

fn odd(what: &str) -> Error {
    Error::RustError(format!("the draw: {what}"))
}

impl<'a> Stage<'a> {
    /// Freezes the rules when the wave opens, and sets up the rest.
    pub async fn of(
        env: &'a Env,
        storage: &'a Storage,
        wave: &'a Wave,
        now: Moment,
    ) -> Result<Self> {
        let config = Config::of(env)?;
        let text = match storage.get::<String>(RULES).await? {
            Some(text) => text,
            None => {
                let rules = wave.rules().map_err(|code| odd(code.as_str()))?;
                let text = serde_json::to_string(&rules)?;
                storage.put(RULES, &text).await?;
                files::publish(env, &file(wave, "rules.json"), text.clone().into_bytes()).await?;
                text
            }
        };
        Ok(Self {
            env,
            storage,
            wave,
            now,
            households: Households::of(env, &config),
            registrants: Registrants::of(env, &config),
            rules: serde_json::from_str(&text)?,
            rules_hash: file_hash(text.as_bytes()),
        })
    }

    /// Does the step that comes next.
    pub async fn step(&self, here: DrawProgress) -> Result<Next> {
        match here {
            DrawProgress::Screening { shard, after } => self.screen(shard, after).await,
            DrawProgress::Committing { roots, excluded } => self.commit(roots, excluded).await,
            DrawProgress::Waiting => self.count().await,
            DrawProgress::Searching {
                beacon,
                counts,
                seats,
                searches,
            } => self.search(beacon, counts, seats, searches).await,
            DrawProgress::Drawn => {
                self.publish(RESULT, "result.json").await?;
                Ok(if self.now < self.wave.announces_at {
                    Next::Wait(self.wave.announces_at)
                } else {
                    Next::Step(DrawProgress::Announcing { shard: 0, after: 0 })
                })
            }
            DrawProgress::Announcing { shard, after } => self.announce(shard, after).await,
            DrawProgress::Settled => Ok(Next::End),
        }
    }

    async fn screen(&self, shard: u16, after: i64) -> Result<Next> {
        if shard == self.households.count() {
            return Ok(Next::Step(DrawProgress::Committing {
                roots: vec![],
                excluded: BTreeMap::new(),
            }));
        }
        let screen = Screen {
            wave: self.wave.number,
            lists: self.rules.lists.clone(),
            after,
            now: self.now,
        };
        let next = self.registrants.ask_shard(shard, screen).await?;
        Ok(Next::Step(match next {
            Some(after) => DrawProgress::Screening { shard, after },
            None => DrawProgress::Screening {
                shard: shard + 1,
                after: 0,
            },
        }))
    }

    async fn commit(
        &self,
        mut roots: Vec<ShardRoot>,
        mut excluded: BTreeMap<Exclusion, u32>,
    ) -> Result<Next> {
        let shard = u16::try_from(roots.len()).map_err(|_| odd("too many shards"))?;
        if shard < self.households.count() {
            let commit = Commit {
                wave: self.wave.number,
                maximum: self.rules.household_maximum,
            };
            let committed = self.households.ask(shard, &commit).await?;
            roots.push(committed.root);
            for (reason, count) in committed.excluded {
                *excluded.entry(reason).or_default() += count;
            }
            return Ok(Next::Step(DrawProgress::Committing { roots, excluded }));
        }
        let chain = beacon::chain(self.env)?;
        // Millions of applications take minutes to get here.
        let now = clock::now(self.env).await?;
        // The scheduled round, unless the commitment comes late.
        let earliest = self.wave.draws_at.max(now + AHEAD);
        let round = chain
            .round_after(earliest)
            .ok_or_else(|| odd("the beacon has no such round"))?;
        let commitment = Commitment::new(
            self.wave.number,
            self.rules_hash,
            roots,
            excluded,
            (chain, round),
            now,
        );
        self.storage
            .put(COMMITMENT, serde_json::to_string(&commitment)?)
            .await?;
        Ok(Next::Step(DrawProgress::Waiting))
    }

    /// Publishes a stored file; doing so again changes nothing.
    async fn publish(&self, key: &str, name: &str) -> Result<String> {
        let text = self
            .storage
            .get::<String>(key)
            .await?
            .ok_or_else(|| odd("a file is missing"))?;
        let bytes = text.clone().into_bytes();
        files::publish(self.env, &file(self.wave, name), bytes).await?;
        Ok(text)
    }

    /// Once the round is out: tickets, candidates, seats.
    async fn count(&self) -> Result<Next> {
        self.publish(RULES, "rules.json").await?;
        let text = self.publish(COMMITMENT, "commitment.json").await?;
        let commitment: Commitment = serde_json::from_str(&text)?;
        let named = &commitment.beacon;
        let out = named
            .chain
            .time_of(named.round)
            .ok_or_else(|| odd("the round has no time"))?;
        if self.now < out {
            return Ok(Next::Wait(out));
        }
        let source = beacon::Drand(self.env);
        let Some(beacon) = beacon::value(&source, &named.chain, named.round).await else {
            return Ok(Next::Wait(self.now + BEACON_AGAIN));
        };
        let mut counts = vec![(0, 0); self.rules.quotas.len()];
        for shard in 0..self.households.count() {
            let count = CountCandidates {
                wave: self.wave.number,
                round: self.round(beacon),
            };
            let more = self.households.ask(shard, &count).await?;
            for (sum, more) in counts.iter_mut().zip(more) {
                *sum = (sum.0 + more.0, sum.1 + more.1);
            }
        }
        let candidates: Vec<u32> = counts.iter().map(|(_, candidates)| *candidates).collect();
        let seats = self.rules.allot(&candidates);
        Ok(Next::Step(DrawProgress::Searching {
            beacon,
            counts,
            searches: seats.iter().map(|seats| Search::new(*seats)).collect(),
            seats,
        }))
    }

    fn round(&self, beacon: Beacon) -> Round {
        Round {
            randomness: beacon.randomness(),
            rules: self.rules.clone(),
        }
    }

    /// One round of questions to all shards, or the result.
    async fn search(
        &self,
        beacon: Beacon,
        counts: Vec<(u32, u32)>,
        seats: Vec<u32>,
        mut searches: Vec<Search>,
    ) -> Result<Next> {
        let probes: Vec<_> = (0..)
            .zip(&searches)
            .filter_map(|(stratum, search)| search.probe(stratum))
            .collect();
        if probes.is_empty() {
            return self.finish(beacon, &counts, &seats, &searches).await;
        }
        let mut found: Vec<_> = probes.iter().map(domain::draw::Probe::nothing).collect();
        for shard in 0..self.households.count() {
            let find = FindThresholds {
                wave: self.wave.number,
                round: self.round(beacon),
                probes: probes.clone(),
            };
            let more = self.households.ask(shard, &find).await?;
            for (sum, more) in found.iter_mut().zip(more) {
                sum.merge(more);
            }
        }
        for (probe, finding) in probes.iter().zip(found) {
            if let Some(search) = searches.get_mut(usize::from(probe.stratum)) {
                search
                    .narrow(finding)
                    .map_err(|error| odd(&error.to_string()))?;
            }
        }
        Ok(Next::Step(DrawProgress::Searching {
            beacon,
            counts,
            seats,
            searches,
        }))
    }

    /// Counts the winners again, from the thresholds, and stores the result.
    async fn finish(
        &self,
        beacon: Beacon,
        counts: &[(u32, u32)],
        seats: &[u32],
        searches: &[Search],
    ) -> Result<Next> {
        let thresholds: Vec<_> = searches.iter().map(Search::threshold).collect();
        let mut winners = vec![0; seats.len()];
        for shard in 0..self.households.count() {
            let count = CountWinners {
                wave: self.wave.number,
                round: self.round(beacon),
                thresholds: thresholds.clone(),
            };
            let more = self.households.ask(shard, &count).await?;
            for (sum, more) in winners.iter_mut().zip(more) {
                *sum += more;
            }
        }
        if winners != seats {
            return Err(odd("winners and seats differ"));
        }
        let strata = self
            .rules
            .quotas
            .iter()
            .zip(counts)
            .zip(seats.iter().zip(&winners))
            .zip(&thresholds)
            .map(
                |(((quota, counts), (seats, winners)), threshold)| StratumResult {
                    stratum: quota.stratum,
                    entries: counts.0,
                    candidates: counts.1,
                    seats: *seats,
                    winners: *winners,
                    threshold: *threshold,
                },
            )
            .collect();
        let commitment = self
            .storage
            .get::<String>(COMMITMENT)
            .await?
            .ok_or_else(|| odd("the commitment is missing"))?;
        let hash = file_hash(commitment.as_bytes());
        let result = DrawResult::new(self.wave.number, hash, beacon, strata, self.now);
        self.storage
            .put(RESULT, serde_json::to_string(&result)?)
            .await?;
        Ok(Next::Step(DrawProgress::Drawn))
    }

    async fn announce(&self, shard: u16, after: u32) -> Result<Next> {
        if shard == self.households.count() {
            return Ok(Next::Step(DrawProgress::Settled));
        }
        let text = self
            .storage
            .get::<String>(RESULT)
            .await?
            .ok_or_else(|| odd("the result is missing"))?;
        let result: DrawResult = serde_json::from_str(&text)?;
        let announce = Announce {
            wave: self.wave.number,
            round: Round {
                randomness: result.randomness,
                rules: self.rules.clone(),
            },
            thresholds: result.thresholds(),
            after,
            now: self.now,
        };
        let next = self.households.ask(shard, &announce).await?;
        Ok(Next::Step(match next {
            Some(after) => DrawProgress::Announcing { shard, after },
            None => DrawProgress::Announcing {
                shard: shard + 1,
                after: 0,
            },
        }))
    }
}

fn file(wave: &Wave, name: &str) -> String {
    format!("{}/{name}", wave.number)
}
