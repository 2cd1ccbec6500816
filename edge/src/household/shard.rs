//! The Durable Object around [`Store`], and what finds it by its number.

use super::entry::Round;
use super::store::{Applicant, Store};
use crate::config::Config;
use crate::draw::registrant::NoteOutcomes;
use crate::object::{Kept, Object, ObjectSql, failed, shard_number};
use crate::registrant::Registrants;
use crate::sql::Moment;
use domain::draw::{CommittedShard, DrawnShard, Hex, Outcome};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use worker::{Env, Result, State};

/// What was read or computed last: a draw asks for the same many times.
#[derive(Clone)]
struct Drawn {
    wave: u32,
    entries: Rc<CommittedShard>,
    round: Option<(Hex<32>, Rc<DrawnShard>)>,
}

/// One of the shards that households are spread over by the keyed hash of their
/// family card number.
pub struct HouseholdShard {
    state: State,
    pub(super) env: Env,
    number: Cell<u16>,
    store: Kept<Store<ObjectSql>>,
    drawn: RefCell<Option<Drawn>>,
}

impl Object for HouseholdShard {
    const BINDING: &'static str = "HOUSEHOLDS";

    fn wake(state: State, env: Env) -> Self {
        Self {
            state,
            env,
            number: Cell::default(),
            store: Kept::default(),
            drawn: RefCell::default(),
        }
    }

    fn is_called(&self, name: &str) {
        self.number.set(shard_number(name).unwrap_or_default());
    }
}

impl HouseholdShard {
    pub(super) fn store(&self) -> Result<&Store<ObjectSql>> {
        let open = || Store::open(ObjectSql::new(&self.state)).map_err(failed);
        self.store.or_open(open)
    }

    /// Its number, by which files call it.
    pub(super) fn number(&self) -> u16 {
        self.number.get()
    }

    pub(super) fn remember(&self, wave: u32, entries: Rc<CommittedShard>) {
        self.drawn.replace(Some(Drawn {
            wave,
            entries,
            round: None,
        }));
    }

    pub(super) fn entries(&self, wave: u32) -> Result<Rc<CommittedShard>> {
        if let Some(known) = self.drawn.borrow().as_ref()
            && known.wave == wave
        {
            return Ok(Rc::clone(&known.entries));
        }
        let entries = Rc::new(self.store()?.entries(wave).map_err(failed)?);
        self.remember(wave, Rc::clone(&entries));
        Ok(entries)
    }

    pub(super) fn drawn(&self, wave: u32, round: &Round) -> Result<Rc<DrawnShard>> {
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

    /// Brings outcomes to the people's shards.
    pub(super) async fn tell(
        &self,
        (wave, scheme): (u32, &str),
        told: Vec<(Applicant, Outcome)>,
        now: Moment,
    ) -> Result<()> {
        let config = Config::of(&self.env)?;
        let registrants = Registrants::of(&self.env, &config);
        let mut by_shard: BTreeMap<u16, Vec<(i64, Outcome)>> = BTreeMap::new();
        for ((shard, person), outcome) in told {
            by_shard.entry(shard).or_default().push((person, outcome));
        }
        for (shard, outcomes) in by_shard {
            let outcomes = NoteOutcomes {
                wave,
                scheme: scheme.to_owned(),
                outcomes,
                now,
            };
            registrants.ask_shard(shard, outcomes).await?;
        }
        Ok(())
    }
}
