//! All household shards, as the rest of the edge asks them.

use super::entry::{BallotEntry, Freed};
use super::operations::{CountFreed, FreeSeats, PutEntries};
use super::shard::HouseholdShard;
use crate::config::Config;
use crate::object::{self, OperationOf};
use std::collections::BTreeMap;
use worker::{Env, Result};

/// All household shards.
pub struct Households {
    env: Env,
    shards: u16,
}

impl Households {
    /// The deployment's.
    pub fn of(env: &Env, config: &Config) -> Self {
        Self {
            env: env.clone(),
            shards: config.shards,
        }
    }

    /// How many there are.
    pub fn count(&self) -> u16 {
        self.shards
    }

    /// Asks one.
    pub async fn ask<O: OperationOf<HouseholdShard>>(
        &self,
        shard: u16,
        operation: &O,
    ) -> Result<O::Answer> {
        object::ask(&self.env, &format!("households-{shard:03}"), operation).await
    }

    /// Brings reports to their shards.
    pub async fn report(&self, entries: Vec<BallotEntry>) -> Result<()> {
        let mut by_shard: BTreeMap<u16, Vec<BallotEntry>> = BTreeMap::new();
        for entry in entries {
            by_shard.entry(entry.shard).or_default().push(entry);
        }
        for (shard, entries) in by_shard {
            self.ask(shard, &PutEntries(entries)).await?;
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
            self.ask(shard, &FreeSeats(freed)).await?;
        }
        Ok(())
    }

    /// Seats of a wave that came back so far.
    pub async fn freed(&self, wave: u32) -> Result<u32> {
        let mut sum = 0_u32;
        for shard in 0..self.shards {
            sum = sum.saturating_add(self.ask(shard, &CountFreed { wave }).await?);
        }
        Ok(sum)
    }
}
