//! What the shard's alarm does with work that is due: what is its own it does, the rest
//! it hands over, to each destination by itself. A destination that is away, and a job
//! that is refused, wait ever longer; all others go on.

mod sorted;

use super::RegistrantShard;
use super::store::Store;
use crate::certificate;
use crate::clock;
use crate::config::Config;
use crate::contact;
use crate::delivery::{Failure, MOST_TOGETHER, Piece, Report, deliver};
use crate::object::{ObjectSql, failed, wake_within};
use crate::payout;
use crate::purchase::seats;
use crate::security::recovery;
use crate::sql::{Moment, SqlError};
use crate::{appeal, review};
use futures_util::future::{Either, join_all, select};
use futures_util::join;
use sorted::Sorted;
use std::collections::BTreeSet;
use std::pin::pin;
use std::slice;
use std::time::Duration;
use worker::{Delay, Result};

/// Work looked at by one alarm; more follows at once.
const AT_ONCE: u32 = 50;

/// 10 s – objects, D1 and queues answer at once or not at all.
const PATIENCE: Duration = Duration::from_secs(10);

/// Pause before an alarm that failed altogether looks again.
const AGAIN_MS: i64 = 5_000;

impl RegistrantShard {
    /// Sees to what is due, and wakes again for what is left. An error here would end
    /// the alarms of this shard after a few tries: whatever happens, it wakes again.
    pub(crate) async fn see_to_outbox(&self) -> Result<()> {
        let seen = async {
            let now = clock::now(&self.env).await?;
            self.empty_outbox(now).await
        };
        if let Err(error) = seen.await {
            worker::console_error!("{}", serde_json::json!({ "outbox": error.to_string() }));
            wake_within(&self.state, AGAIN_MS).await?;
        }
        Ok(())
    }

    /// Sees to what is due at a moment.
    pub(crate) async fn empty_outbox(&self, now: Moment) -> Result<()> {
        let store = self.store()?;
        let due = store.due(now, AT_ONCE).map_err(failed)?;
        let mut sorted = Sorted::default();
        let mut broken = due.unreadable;
        let looked_at: Vec<i64> = due.jobs.iter().map(|job| job.id).collect();
        for job in due.jobs {
            let id = job.id;
            if let Err(error) = self.sort(store, job, &mut sorted, now) {
                broken.push((id, error));
            }
        }
        for (id, error) in broken {
            log(id, &error.to_string());
            store.set_aside(id, now).map_err(failed)?;
        }
        let outcome = Handing { store, now };
        let handed_over = self.hand_over(&outcome, sorted).await;
        // Where work stands still on a machine of ours, this says how far it came.
        #[cfg(feature = "sandbox")]
        worker::console_log!(
            "{}",
            serde_json::json!({ "outbox": store.shard(), "looked_at": looked_at.len() })
        );
        // What could not even be noted is still due: it is looked at again after a pause.
        handed_over?;
        // Left due, they would be looked at again at once, for ever.
        for id in store.untouched(&looked_at, now).map_err(failed)? {
            log(id, "nothing was done with it");
            store.set_aside(id, now).map_err(failed)?;
        }
        if let Some(due) = store.next_due().map_err(failed)? {
            wake_within(&self.state, (due - now).num_milliseconds()).await?;
        }
        Ok(())
    }

    /// All destinations at once: one that hangs is waited for by nobody else.
    async fn hand_over(&self, to: &Handing<'_>, sorted: Sorted) -> Result<()> {
        let households = self.households()?;
        let (households, env) = (&households, &self.env);
        let ballots = join_all(sorted.ballots.into_values().map(async |pieces| {
            to.many(pieces, async |all| households.report(all).await)
                .await
        }));
        let freed = join_all(sorted.freed.into_values().map(async |pieces| {
            to.many(pieces, async |all| households.free(all).await)
                .await
        }));
        let seats = join_all(sorted.seats.into_values().map(async |pieces| {
            to.each(pieces, async |seat| seats::release(env, &seat).await)
                .await
        }));
        let reviews = join_all(sorted.reviews.into_values().map(async |pieces| {
            to.each(pieces, async |report| review::report(env, report).await)
                .await
        }));
        let dropped = to.each(sorted.dropped, async |names| {
            certificate::drop_all(env, &names).await
        });
        let appeals = to.each(sorted.appeals, async |person| {
            let waiting = to.store.waiting_appeal(person, to.now).map_err(failed)?;
            appeal::list(env, (to.store.shard(), person), waiting).await
        });
        let disputes = to.each(sorted.disputes, async |person| {
            let waiting = to.store.disputed_recovery(person).map_err(failed)?;
            recovery::list(env, (to.store.shard(), person), waiting).await
        });
        let discrepancies = to.each(sorted.discrepancies, async |found| {
            payout::note_discrepancies(env, slice::from_ref(&found), to.now).await
        });
        let config = Config::of(env)?;
        let left = to.each(sorted.left, async |left| {
            contact::leave(env, &config, left).await
        });
        let held = to.each(sorted.held, async |held| {
            contact::hold(env, &config, held).await
        });
        let checks = to.many(sorted.checks, async |all| {
            env.queue("IDENTITY_QUEUE")?.send_batch(all).await
        });
        let scans = to.many(sorted.scans, async |all| {
            env.queue("SCANS_QUEUE")?.send_batch(all).await
        });
        let payments = to.many(sorted.payments, async |all| {
            env.queue("PAYOUTS_QUEUE")?.send_batch(all).await
        });
        let news = self.hand_news_over(to, sorted.messages, sorted.words);
        let (
            ballots,
            freed,
            seats,
            reviews,
            dropped,
            appeals,
            disputes,
            discrepancies,
            left,
            held,
            checks,
            scans,
            payments,
            news,
        ) = join!(
            ballots,
            freed,
            seats,
            reviews,
            dropped,
            appeals,
            disputes,
            discrepancies,
            left,
            held,
            checks,
            scans,
            payments,
            news
        );
        let objects = [ballots, freed, seats, reviews].into_iter().flatten();
        let others = [
            dropped,
            appeals,
            disputes,
            discrepancies,
            left,
            held,
            checks,
            scans,
            payments,
            news,
        ];
        objects
            .chain(others)
            .collect::<std::result::Result<(), _>>()
            .map_err(failed)
    }

    /// Messages first, then word to phones. A job whose messages were taken sends none of
    /// them again because the phones' queue was away.
    async fn hand_news_over(
        &self,
        to: &Handing<'_>,
        messages: Vec<Piece<String>>,
        words: Vec<Piece<String>>,
    ) -> std::result::Result<(), SqlError> {
        let with_messages: BTreeSet<i64> = messages.iter().map(|piece| piece.job).collect();
        let with_words: BTreeSet<i64> = words.iter().map(|piece| piece.job).collect();
        let sent = to
            .send(messages, MOST_TOGETHER, async |all| {
                self.env.queue("MESSAGES_QUEUE")?.send_batch(all).await
            })
            .await;
        let words = words
            .into_iter()
            .filter(|piece| !with_messages.contains(&piece.job) || sent.taken.contains(&piece.job));
        let told = to
            .send(words.collect(), MOST_TOGETHER, async |all| {
                self.env.queue("PUSH_QUEUE")?.send_batch(all).await
            })
            .await;
        for job in sent.taken.intersection(&with_words) {
            if !told.taken.contains(job) {
                to.store
                    .only_word_is_left(*job)
                    .map_err(|error| SqlError::Store(error.to_string()))?;
            }
        }
        let done = Report {
            taken: sent
                .taken
                .difference(&with_words)
                .chain(&told.taken)
                .copied()
                .collect(),
            refused: [sent.refused, told.refused].concat(),
            waiting: sent.waiting.union(&told.waiting).copied().collect(),
        };
        to.settle(&done)
    }
}

/// Handing over, at one alarm.
struct Handing<'a> {
    store: &'a Store<ObjectSql>,
    now: Moment,
}

impl Handing<'_> {
    /// To a destination that takes many together.
    async fn many<T: Clone>(
        &self,
        pieces: Vec<Piece<T>>,
        send: impl AsyncFn(Vec<T>) -> Result<()>,
    ) -> std::result::Result<(), SqlError> {
        self.settle(&self.send(pieces, MOST_TOGETHER, send).await)
    }

    /// To a destination that takes one at a time.
    async fn each<T: Clone>(
        &self,
        pieces: Vec<Piece<T>>,
        send: impl AsyncFn(T) -> Result<()>,
    ) -> std::result::Result<(), SqlError> {
        let report = self.send(pieces, 1, async |all| {
            for one in all {
                send(one).await?;
            }
            Ok(())
        });
        self.settle(&report.await)
    }

    async fn send<T: Clone>(
        &self,
        pieces: Vec<Piece<T>>,
        most: usize,
        send: impl AsyncFn(Vec<T>) -> Result<()>,
    ) -> Report {
        deliver(pieces, most, async |batch| {
            let contents = batch.iter().map(|piece| piece.content.clone()).collect();
            let sent = pin!(send(contents));
            match select(sent, pin!(Delay::from(PATIENCE))).await {
                Either::Left((sent, _)) => Ok(sent?),
                Either::Right(_) => Err(Failure::Late),
            }
        })
        .await
    }

    /// Notes what became of the jobs as soon as it is known: what was taken is not handed
    /// over again because another destination is away.
    fn settle(&self, report: &Report) -> std::result::Result<(), SqlError> {
        for (id, error) in &report.refused {
            log(*id, error);
            self.store.put_off_job(*id, 2, self.now)?;
        }
        for id in &report.waiting {
            self.store.put_off_job(*id, 1, self.now)?;
        }
        if report.taken.is_empty() {
            return Ok(());
        }
        let taken: Vec<i64> = report.taken.iter().copied().collect();
        self.store.handed_over(&taken, self.now)
    }
}

fn log(id: i64, error: &str) {
    worker::console_error!("{}", serde_json::json!({ "outbox": id, "error": error }));
}
