//! The Durable Object around [`Store`], and the namespace that finds it.

use super::question::{Answer, BallotEntry, Freed, Proven, Question, Round};
use super::store::{Applicant, Store};
use crate::config::Config;
use crate::object::{ObjectSql, answer, call, question};
use crate::registrant::{Question as RegistrantQuestion, Registrants};
use crate::sql::Moment;
use data_encoding::HEXLOWER;
use domain::draw::{CommittedShard, DrawnShard, Hex, InclusionProof, Outcome};
use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use worker::{
    DurableObject, Env, Error, ObjectNamespace, Request, Response, Result, State, durable_object,
};

/// Applicants told at one go.
const AT_ONCE: u32 = 1_000;

/// All household shards.
pub struct Households {
    namespace: ObjectNamespace,
    shards: u16,
}

impl Households {
    /// The deployment's.
    pub fn of(env: &Env, config: &Config) -> Result<Self> {
        Ok(Self {
            namespace: env.durable_object("HOUSEHOLDS")?,
            shards: config.shards,
        })
    }

    /// How many there are.
    pub fn count(&self) -> u16 {
        self.shards
    }

    /// Asks one.
    pub async fn ask(&self, shard: u16, question: &Question) -> Result<Answer> {
        let name = format!("households-{shard:03}");
        call(&self.namespace, &name, &(shard, question)).await
    }

    /// Brings reports to their shards.
    pub async fn report(&self, entries: Vec<BallotEntry>) -> Result<()> {
        let mut by_shard: BTreeMap<u16, Vec<BallotEntry>> = BTreeMap::new();
        for entry in entries {
            by_shard.entry(entry.shard).or_default().push(entry);
        }
        for (shard, entries) in by_shard {
            self.ask(shard, &Question::Put(entries)).await?;
        }
        Ok(())
    }

    /// Brings awards that were taken back to their households.
    pub async fn free(&self, freed: Vec<Freed>) -> Result<()> {
        let mut by_shard: BTreeMap<u16, Vec<Freed>> = BTreeMap::new();
        for one in freed {
            by_shard.entry(one.shard).or_default().push(one);
        }
        for (shard, freed) in by_shard {
            self.ask(shard, &Question::Free(freed)).await?;
        }
        Ok(())
    }

    /// Seats of a wave that came back so far.
    pub async fn freed(&self, wave: u32) -> Result<u32> {
        let mut sum = 0_u32;
        for shard in 0..self.shards {
            let Answer::Freed(more) = self.ask(shard, &Question::CountFreed { wave }).await? else {
                return Err(failed("a household shard answered something else"));
            };
            sum = sum.saturating_add(more);
        }
        Ok(sum)
    }
}

/// What was read or computed last: a draw asks for the same many times.
#[derive(Clone)]
struct Drawn {
    wave: u32,
    entries: Rc<CommittedShard>,
    round: Option<(Hex<32>, Rc<DrawnShard>)>,
}

/// One of the shards that households are spread over by the keyed hash of their
/// family card number.
#[durable_object(fetch)]
pub struct HouseholdShard {
    state: State,
    env: Env,
    store: OnceCell<Store<ObjectSql>>,
    drawn: RefCell<Option<Drawn>>,
}

impl DurableObject for HouseholdShard {
    fn new(state: State, env: Env) -> Self {
        Self {
            state,
            env,
            store: OnceCell::new(),
            drawn: RefCell::default(),
        }
    }

    async fn fetch(&self, mut request: Request) -> Result<Response> {
        let (shard, question): (u16, Question) = question(&mut request).await?;
        answer("HouseholdShard", self.respond(shard, question).await)
    }
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::RustError(error.to_string())
}

impl HouseholdShard {
    fn store(&self) -> Result<&Store<ObjectSql>> {
        if let Some(store) = self.store.get() {
            return Ok(store);
        }
        let store = Store::open(ObjectSql::new(&self.state)).map_err(failed)?;
        Ok(self.store.get_or_init(|| store))
    }

    async fn respond(&self, shard: u16, question: Question) -> Result<Answer> {
        match question {
            Question::Put(entries) => {
                self.store()?.put(&entries).map_err(failed)?;
                Ok(Answer::Nothing)
            }
            Question::Free(freed) => {
                self.store()?.free(&freed).map_err(failed)?;
                Ok(Answer::Nothing)
            }
            Question::CountFreed { wave } => {
                Ok(Answer::Freed(self.store()?.freed(wave).map_err(failed)?))
            }
            Question::Commit { wave, maximum } => {
                let (committed, entries) = self.store()?.commit(wave, maximum).map_err(failed)?;
                let file = crate::draw::entries_file(wave, shard);
                crate::draw::publish(&self.env, &file, entries.file().to_vec()).await?;
                self.remember(wave, Rc::new(entries));
                Ok(Answer::Committed(committed))
            }
            Question::Count { wave, round } => {
                Ok(Answer::Counted(self.drawn(wave, &round)?.counts()))
            }
            Question::Find {
                wave,
                round,
                probes,
            } => Ok(Answer::Found(self.drawn(wave, &round)?.find(&probes))),
            Question::Winners {
                wave,
                round,
                thresholds,
            } => Ok(Answer::Winners(
                self.drawn(wave, &round)?.winners(&thresholds),
            )),
            Question::Announce {
                wave,
                round,
                thresholds,
                after,
                now,
            } => {
                let drawn = self.drawn(wave, &round)?;
                self.announce((wave, &round.rules.scheme), &drawn, &thresholds, after, now)
                    .await
            }
            Question::Prove {
                wave,
                id,
                shards,
                drawn,
            } => {
                let entries = self.entries(wave)?;
                let Some(proof) = InclusionProof::of(wave, shard, &entries, &shards, id) else {
                    return Ok(Answer::Proof(None));
                };
                let outcome = match drawn {
                    None => None,
                    Some((round, thresholds)) => self
                        .drawn(wave, &round)?
                        .outcome(proof.index as usize, &thresholds),
                };
                Ok(Answer::Proof(Some(Proven {
                    proof: HEXLOWER.encode(&proof.bytes()),
                    outcome,
                })))
            }
        }
    }

    fn remember(&self, wave: u32, entries: Rc<CommittedShard>) {
        self.drawn.replace(Some(Drawn {
            wave,
            entries,
            round: None,
        }));
    }

    fn entries(&self, wave: u32) -> Result<Rc<CommittedShard>> {
        if let Some(known) = self.drawn.borrow().as_ref()
            && known.wave == wave
        {
            return Ok(Rc::clone(&known.entries));
        }
        let entries = Rc::new(self.store()?.entries(wave).map_err(failed)?);
        self.remember(wave, Rc::clone(&entries));
        Ok(entries)
    }

    fn drawn(&self, wave: u32, round: &Round) -> Result<Rc<DrawnShard>> {
        let entries = self.entries(wave)?;
        if let Some(Drawn {
            round: Some((randomness, drawn)),
            ..
        }) = self.drawn.borrow().as_ref()
            && *randomness == round.randomness
        {
            return Ok(Rc::clone(drawn));
        }
        let drawn = entries
            .draw(&round.randomness.0, &round.rules)
            .map_err(failed)?;
        let drawn = Rc::new(drawn);
        if let Some(known) = self.drawn.borrow_mut().as_mut()
            && known.wave == wave
        {
            known.round = Some((round.randomness, Rc::clone(&drawn)));
        }
        Ok(drawn)
    }

    /// Tells the applicants at the next places, and at the end those whom the
    /// household limit kept out. All of it may be told twice.
    async fn announce(
        &self,
        (wave, scheme): (u32, &str),
        drawn: &DrawnShard,
        thresholds: &[Option<Hex<32>>],
        after: u32,
        now: Moment,
    ) -> Result<Answer> {
        let entries = self.entries(wave)?;
        let until = after.saturating_add(AT_ONCE).min(entries.count());
        let outcomes: Vec<_> = (after..until)
            .filter_map(|index| {
                let index = index as usize;
                Some((entries.entry(index)?.id, drawn.outcome(index, thresholds)?))
            })
            .collect();
        let mut told = self.store()?.settle(wave, &outcomes).map_err(failed)?;
        let next = (until < entries.count()).then_some(until);
        if next.is_none() {
            told.extend(self.store()?.kept_out(wave).map_err(failed)?);
        }
        self.tell((wave, scheme), told, now).await?;
        Ok(Answer::Announced(next))
    }

    async fn tell(
        &self,
        (wave, scheme): (u32, &str),
        told: Vec<(Applicant, Outcome)>,
        now: Moment,
    ) -> Result<()> {
        let config = Config::of(&self.env)?;
        let registrants = Registrants::of(&self.env, &config)?;
        let mut by_shard: BTreeMap<u16, Vec<(i64, Outcome)>> = BTreeMap::new();
        for ((shard, person), outcome) in told {
            by_shard.entry(shard).or_default().push((person, outcome));
        }
        for (shard, outcomes) in by_shard {
            let question = RegistrantQuestion::Outcomes {
                wave,
                scheme: scheme.to_owned(),
                outcomes,
                now,
            };
            registrants.ask_shard(shard, question).await?;
        }
        Ok(())
    }
}
