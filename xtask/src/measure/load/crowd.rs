//! Many connections at once, each working off its share, with the time of every
//! single answer.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, anyhow};
use ureq::Agent;

/// Connections held open: a burst's worth for one machine of two cores.
const CONNECTIONS: usize = 16;

/// What a rush took.
pub struct Rush {
    latencies: Vec<Duration>,
    took: Duration,
}

impl Rush {
    /// Answers per second.
    #[allow(clippy::cast_precision_loss, reason = "counts are small")]
    pub fn rate(&self) -> f64 {
        self.latencies.len() as f64 / self.took.as_secs_f64()
    }

    /// Several, as one.
    pub fn of_all(all: Vec<Self>) -> Self {
        let took = all.iter().map(|one| one.took).sum();
        let mut latencies: Vec<_> = all.into_iter().flat_map(|one| one.latencies).collect();
        latencies.sort();
        Self { latencies, took }
    }

    fn percentile_ms(&self, percent: usize) -> f64 {
        let index =
            (self.latencies.len() * percent / 100).min(self.latencies.len().saturating_sub(1));
        self.latencies
            .get(index)
            .map_or(0.0, |latency| latency.as_secs_f64() * 1000.0)
    }

    /// `412/s, p50 38 ms, p99 61 ms`
    pub fn words(&self) -> String {
        format!(
            "{:.0}/s, p50 {:.0} ms, p99 {:.0} ms",
            self.rate(),
            self.percentile_ms(50),
            self.percentile_ms(99)
        )
    }
}

/// Everybody does `act`, as fast as the connections allow; answers stay in order.
pub fn rush<P: Sync, T: Send>(
    people: &[P],
    act: impl Fn(&Agent, &P) -> Result<T> + Sync,
) -> Result<(Rush, Vec<T>)> {
    let next = AtomicUsize::new(0);
    let began = Instant::now();
    let done: Vec<Result<Vec<(usize, Duration, T)>>> = thread::scope(|scope| {
        let workers: Vec<_> = (0..CONNECTIONS)
            .map(|_| {
                scope.spawn(|| {
                    // A connection for each call: the runtime may close an idle
                    // one at the very moment at which it is used again.
                    let agent: Agent = Agent::config_builder()
                        .max_idle_connections(0)
                        .max_idle_connections_per_host(0)
                        .build()
                        .into();
                    let mut mine = Vec::new();
                    loop {
                        let index = next.fetch_add(1, Ordering::Relaxed);
                        let Some(person) = people.get(index) else {
                            return Ok(mine);
                        };
                        let sent = Instant::now();
                        let answer = act(&agent, person)
                            .with_context(|| format!("number {index} of the crowd"))?;
                        mine.push((index, sent.elapsed(), answer));
                    }
                })
            })
            .collect();
        workers
            .into_iter()
            .map(|worker| {
                worker
                    .join()
                    .unwrap_or_else(|_| Err(anyhow!("a connection's thread died")))
            })
            .collect()
    });
    let took = began.elapsed();
    let mut all = Vec::with_capacity(people.len());
    for worker in done {
        all.extend(worker?);
    }
    all.sort_by_key(|(index, ..)| *index);
    let mut latencies: Vec<_> = all.iter().map(|(_, latency, _)| *latency).collect();
    latencies.sort_unstable();
    Ok((
        Rush { latencies, took },
        all.into_iter().map(|(.., answer)| answer).collect(),
    ))
}
