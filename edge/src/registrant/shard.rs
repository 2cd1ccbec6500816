//! The Durable Object around [`Store`], and the namespace that finds a person's shard.
//! What its alarm does is in `hand_over.rs`.

use super::question::{Answer, Question};
use super::store::Store;
use crate::config::Config;
use crate::crypto::{Digest, random_u64};
use crate::household::Households;
use crate::limits::{Counters, Limit};
use crate::object::{ObjectSql, answer, call, failed, question, wake_within};
#[cfg(feature = "sandbox")]
use crate::sql::Moment;
use crate::sql::Outcome;
use domain::messages::{Code, Params};
use std::cell::{OnceCell, RefCell};
use worker::{
    DurableObject, Env, Error, ObjectNamespace, Request, Response, Result, State, durable_object,
};

/// A fifth of a second gathers what a burst brings into one hand-over.
const GATHERING_MS: i64 = 200;

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
    pub(super) state: State,
    pub(super) env: Env,
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
        let mut result = self
            .store(Some(shard))
            .and_then(|store| store.answer(question, random_u64).map_err(failed));
        // Whatever was answered: work that came into the outbox, or is due sooner, is seen to.
        // First of all: what follows may fail.
        if self.store(Some(shard))?.outbox_moved() {
            wake_within(&self.state, GATHERING_MS).await?;
        }
        if let Ok(Outcome::Done(Answer::Screened { entries, .. })) = &mut result {
            // Before the answer: who counts on it counts on the ballot.
            let entries = std::mem::take(entries);
            self.households()?.report(entries).await?;
        }
        if let Some(now) = moved {
            self.empty_outbox(now).await?;
        }
        answer("RegistrantShard", result)
    }

    async fn alarm(&self) -> Result<Response> {
        self.see_to_outbox().await?;
        Response::ok("")
    }
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

    pub(super) fn households(&self) -> Result<Households> {
        Households::of(&self.env, &Config::of(&self.env)?)
    }

    pub(super) fn store(&self, shard: Option<u16>) -> Result<&Store<ObjectSql>> {
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
