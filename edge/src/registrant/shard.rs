//! The Durable Object around [`Store`], its alarm that empties the outbox into
//! the queues, and the namespace that finds a person's shard.

use super::outbox::{Job, JobKind};
use super::question::{Answer, Question};
use super::store::Store;
use crate::certificate;
use crate::clock;
use crate::config::Config;
use crate::crypto::{Digest, random_u64};
use crate::household::Households;
use crate::identity::Check;
use crate::limits::{Counters, Limit};
use crate::messages::News;
use crate::object::{ObjectSql, answer, call, question, wake_within};
use crate::payout::{self, Payment};
use crate::sql::{Moment, Outcome};
use crate::{appeal, review, seats};
use domain::messages::{Code, Params};
use std::cell::{OnceCell, RefCell};
use worker::{
    DurableObject, Env, Error, ObjectNamespace, Request, Response, Result, State, durable_object,
};

/// Work handed over by one alarm; a queue batch holds a hundred, and a
/// person may be written to in two ways.
const AT_ONCE: u32 = 50;

/// A fifth of a second gathers what a burst brings into one hand-over.
const GATHERING_MS: i64 = 200;

/// Pause after a queue did not take the work.
const HAND_OVER_AGAIN_MS: i64 = 2_000;

/// All registrant shards.
pub struct Registrants {
    namespace: ObjectNamespace,
    shards: u16,
}

impl Registrants {
    /// The deployment's.
    pub fn of(env: &Env, config: &Config) -> Result<Self> {
        Ok(Self {
            namespace: env.durable_object("REGISTRANTS")?,
            shards: config.shards,
        })
    }

    /// Asks the shard that a keyed hash falls into.
    pub async fn ask(&self, digest: &Digest, question: Question) -> Result<Outcome<Answer>> {
        self.ask_shard(digest.shard(self.shards), question).await
    }

    /// Asks a shard by its number.
    pub async fn ask_shard(&self, shard: u16, question: Question) -> Result<Outcome<Answer>> {
        call(
            &self.namespace,
            &format!("registrants-{shard:03}"),
            &(shard, question),
        )
        .await
    }
}

/// One of the shards that people are spread over by the keyed hash of their NIK.
#[durable_object]
pub struct RegistrantShard {
    state: State,
    env: Env,
    store: OnceCell<Store<ObjectSql>>,
    lookups: RefCell<Counters>,
}

impl DurableObject for RegistrantShard {
    fn new(state: State, env: Env) -> Self {
        Self {
            state,
            env,
            store: OnceCell::new(),
            lookups: RefCell::default(),
        }
    }

    async fn fetch(&self, mut request: Request) -> Result<Response> {
        let (shard, question): (u16, Question) = question(&mut request).await?;
        if let Some(refused) = self.guessed_too_often(&question) {
            return answer("RegistrantShard", Ok::<_, Error>(refused));
        }
        let moved = match &question {
            Question::Tick { now } => Some(*now),
            _ => None,
        };
        let works = matches!(
            question,
            Question::Register(_)
                | Question::Join { .. }
                | Question::Leave { .. }
                | Question::Screen { .. }
                | Question::Outcomes { .. }
                | Question::BeginPurchase { .. }
                | Question::Reserve { .. }
                | Question::CancelPurchase { .. }
                | Question::Platform { .. }
                | Question::TakeCertificate { .. }
                | Question::Certificate { .. }
                | Question::Scanned { .. }
                | Question::DecideCertificate { .. }
                | Question::FileAppeal { .. }
                | Question::Command { .. }
                | Question::Rate { .. }
                | Question::ReviewModerated { .. }
                | Question::IdentityResult { .. }
                | Question::Link { .. }
                | Question::AnswerSurvey { .. }
                | Question::PaymentReport { .. }
                | Question::Reconcile { .. }
        );
        let mut result = self
            .store(Some(shard))
            .and_then(|store| store.answer(question, random_u64).map_err(failed));
        if let Ok(Outcome::Done(Answer::Screened { entries, .. })) = &mut result {
            // Before the answer: who counts on it counts on the ballot.
            let entries = std::mem::take(entries);
            self.households()?.report(entries).await?;
        }
        if works && matches!(result, Ok(Outcome::Done(_))) {
            wake_within(&self.state, GATHERING_MS).await?;
        }
        if let Some(now) = moved {
            self.empty_outbox(now).await?;
        }
        answer("RegistrantShard", result)
    }

    async fn alarm(&self) -> Result<Response> {
        let now = clock::now(&self.env).await?;
        self.empty_outbox(now).await?;
        Response::ok("")
    }
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::RustError(error.to_string())
}

impl RegistrantShard {
    /// Counts look-ups of a number, known or not, right or wrong.
    fn guessed_too_often(&self, question: &Question) -> Option<Outcome<Answer>> {
        let Question::Status {
            number_hash, now, ..
        } = question
        else {
            return None;
        };
        let now_ms = u64::try_from(now.timestamp_millis()).unwrap_or_default();
        let wait = self
            .lookups
            .borrow_mut()
            .count(Limit::Number, number_hash.clone(), now_ms)?;
        Some(Outcome::Refused(
            Code::TooManyRequests,
            Params {
                wait_seconds: Some(wait),
                ..Params::default()
            },
        ))
    }

    fn households(&self) -> Result<Households> {
        Households::of(&self.env, &Config::of(&self.env)?)
    }

    fn store(&self, shard: Option<u16>) -> Result<&Store<ObjectSql>> {
        if let Some(store) = self.store.get() {
            return Ok(store);
        }
        let config = Config::of(&self.env)?;
        let store = Store::open(
            ObjectSql::new(&self.state),
            config.keys,
            shard,
            config.shards,
        )
        .map_err(failed)?;
        Ok(self.store.get_or_init(|| store))
    }

    /// Hands over what is due, and wakes again for what is left. A queue that
    /// does not take it is asked again; nothing is noted before it has.
    async fn empty_outbox(&self, now: Moment) -> Result<()> {
        let store = self.store(None)?;
        let due = store.due(now, AT_ONCE).map_err(failed)?;
        let mut failures = due.unreadable;
        let (own, jobs): (Vec<_>, Vec<_>) = due.jobs.into_iter().partition(|job| job.kind.is_own());
        for job in own {
            let looked = match job.kind {
                JobKind::UploadEnds(upload) => store.end_upload(job.id, job.person, &upload, now),
                JobKind::Closing => store.look_at_closing(job.id, job.person, now),
                JobKind::RedeemSoon(id) => store.remind_of_redeeming(job.id, job.person, &id, now),
                JobKind::Expiry => store.expire_purchases(job.id, job.person, now),
                JobKind::Instalment(id) => store.screen_instalment(job.id, job.person, id, now),
                JobKind::Survey(number) => store.open_survey(job.id, job.person, number, now),
                _ => store.look_at_deadline(job.id, job.person, now),
            };
            if let Err(error) = looked {
                failures.push((job.id, error));
            }
        }
        // One person's broken row holds nobody else up.
        for (id, error) in failures {
            worker::console_error!(
                "{}",
                serde_json::json!({ "outbox": id, "error": error.to_string() })
            );
            store.set_aside(id, now).map_err(failed)?;
        }
        let ids: Vec<i64> = jobs.iter().map(|job| job.id).collect();
        if !ids.is_empty() {
            if let Err(error) = self.hand_over(store, jobs, now).await {
                worker::console_error!("{}", serde_json::json!({ "outbox": error.to_string() }));
                return wake_within(&self.state, HAND_OVER_AGAIN_MS).await;
            }
            store.handed_over(&ids, now).map_err(failed)?;
        }
        if let Some(due) = store.next_due().map_err(failed)? {
            wake_within(&self.state, (due - now).num_milliseconds()).await?;
        }
        Ok(())
    }

    async fn hand_over(&self, store: &Store<ObjectSql>, jobs: Vec<Job>, now: Moment) -> Result<()> {
        let (mut checks, mut messages, mut words) = (vec![], vec![], vec![]);
        let (mut scans, mut dropped) = (vec![], vec![]);
        let (mut ballot, mut freed, mut seats) = (vec![], vec![], vec![]);
        let (mut reviews, mut appeals) = (vec![], vec![]);
        let (mut payments, mut discrepancies) = (vec![], vec![]);
        for Job { id, person, kind } in jobs {
            match kind {
                JobKind::Identity => checks.push(Check {
                    shard: store.shard(),
                    person,
                }),
                JobKind::Message(outgoing) => {
                    let contacts = store.contacts(person).map_err(failed)?;
                    let key = format!("{}-{id}", self.state.id());
                    let whose = (store.shard(), person);
                    let news = News::of(&key, &outgoing, contacts, whose);
                    for message in news.messages {
                        messages.push(message.seal(&store.keys)?);
                    }
                    if let Some(word) = news.word {
                        words.push(word.seal(&store.keys)?);
                    }
                }
                JobKind::Ballot(entry) => ballot.push(*entry),
                JobKind::Freed(one) => freed.push(*one),
                JobKind::ReleaseSeat(seat) => seats.push(*seat),
                JobKind::UnclaimedSeat(seat) => {
                    if !store.is_claimed(person, &seat).map_err(failed)? {
                        seats.push(*seat);
                    }
                }
                JobKind::Scan => scans.push(certificate::Check {
                    shard: store.shard(),
                    person,
                }),
                JobKind::DropFiles(names) => dropped.extend(names),
                JobKind::Appeal => appeals.push(person),
                JobKind::Review(report) => reviews.push(*report),
                JobKind::Payment(reference) => payments.push(Payment {
                    shard: store.shard(),
                    person,
                    reference,
                }),
                JobKind::Discrepancy(found) => discrepancies.push(*found),
                // Done above.
                JobKind::Deadline
                | JobKind::Closing
                | JobKind::RedeemSoon(_)
                | JobKind::Expiry
                | JobKind::Instalment(_)
                | JobKind::Survey(_)
                | JobKind::UploadEnds(_) => {}
            }
        }
        let households = self.households()?;
        households.report(ballot).await?;
        households.free(freed).await?;
        for seat in seats {
            seats::release(&self.env, &seat).await?;
        }
        certificate::drop_all(&self.env, &dropped).await?;
        if !scans.is_empty() {
            self.env.queue("SCANS_QUEUE")?.send_batch(scans).await?;
        }
        for person in appeals {
            let waiting = store.waiting_appeal(person, clock::now(&self.env).await?);
            appeal::list(&self.env, (store.shard(), person), waiting.map_err(failed)?).await?;
        }
        for report in reviews {
            review::report(&self.env, report).await?;
        }
        for found in discrepancies {
            payout::note_discrepancy(&self.env, &found, now).await?;
        }
        if !payments.is_empty() {
            self.env
                .queue("PAYOUTS_QUEUE")?
                .send_batch(payments)
                .await?;
        }
        if !checks.is_empty() {
            self.env.queue("IDENTITY_QUEUE")?.send_batch(checks).await?;
        }
        if !words.is_empty() {
            self.env.queue("PUSH_QUEUE")?.send_batch(words).await?;
        }
        if !messages.is_empty() {
            self.env
                .queue("MESSAGES_QUEUE")?
                .send_batch(messages)
                .await?;
        }
        Ok(())
    }
}

/// Lets every shard look at its outbox again.
#[cfg(feature = "sandbox")]
pub async fn clock_moved(env: &Env, now: Moment) -> Result<()> {
    let config = Config::of(env)?;
    let registrants = Registrants::of(env, &config)?;
    for shard in 0..config.shards {
        registrants.ask_shard(shard, Question::Tick { now }).await?;
    }
    Ok(())
}
