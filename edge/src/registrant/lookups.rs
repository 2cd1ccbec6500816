//! How often each number was looked up: what keeps anybody from trying the birth dates of
//! one person one after the other. Counted in memory, and kept in storage a moment after the
//! answer, so that an object that slept goes on counting where it was.

use super::store::Store;
use crate::limits::Counters;
use crate::sql::{Moment, Sql, SqlError, stored};
use domain::api::Limit;
use std::cell::RefCell;
use std::collections::BTreeSet;

/// 3 – from the third look-up of a number on it is kept: most people look once or twice,
/// and cost no write.
const KEPT_FROM: u32 = 3;

/// The counts of one shard.
#[derive(Default)]
pub struct Lookups {
    counters: RefCell<Counters>,
    changed: RefCell<BTreeSet<String>>,
}

impl Lookups {
    /// Counts a look-up of a number, known or not, right or wrong. Seconds to wait, or
    /// nothing if it may go on.
    pub fn count<S: Sql>(
        &self,
        store: &Store<S>,
        number_hash: &str,
        now: Moment,
    ) -> Result<Option<u32>, SqlError> {
        let mut counters = self.counters.borrow_mut();
        if counters.window(Limit::Number, number_hash).is_none()
            && let Some(window) = store.lookups_of(number_hash)?
        {
            counters.restore(Limit::Number, number_hash, window);
        }
        let wait = counters.count(Limit::Number, number_hash.to_owned(), milliseconds(now));
        let window = counters.window(Limit::Number, number_hash);
        if window.is_some_and(|(_, used)| used >= KEPT_FROM) && wait.is_none() {
            self.changed.borrow_mut().insert(number_hash.to_owned());
        }
        Ok(wait)
    }

    /// Whether there are counts to be kept.
    pub fn is_behind(&self) -> bool {
        !self.changed.borrow().is_empty()
    }

    /// Keeps what has changed, and forgets what is over.
    pub fn keep<S: Sql>(&self, store: &Store<S>, now: Moment) -> Result<(), SqlError> {
        let changed = self.changed.take();
        let counters = self.counters.borrow();
        let windows = changed.iter().filter_map(|number_hash| {
            let (since, used) = counters.window(Limit::Number, number_hash)?;
            Some((number_hash.as_str(), since, used))
        });
        store.keep_lookups(windows, now)
    }
}

impl<S: Sql> Store<S> {
    fn lookups_of(&self, number_hash: &str) -> Result<Option<(u64, u32)>, SqlError> {
        let row = self.sql.first(
            "SELECT since, used FROM lookup WHERE number_hash = ?",
            &[number_hash.into()],
        )?;
        let Some(row) = row else { return Ok(None) };
        let used = u32::try_from(row.int(1)?).unwrap_or(u32::MAX);
        Ok(Some((milliseconds(row.moment(0)?), used)))
    }

    fn keep_lookups<'a>(
        &self,
        windows: impl Iterator<Item = (&'a str, u64, u32)>,
        now: Moment,
    ) -> Result<(), SqlError> {
        self.sql.atomically(|| {
            let seconds = i64::try_from(Limit::Number.rule().1).unwrap_or(i64::MAX);
            let over = now - chrono::TimeDelta::seconds(seconds);
            self.sql
                .run("DELETE FROM lookup WHERE since <= ?", &[stored(over)])?;
            for (number_hash, since, used) in windows {
                self.sql.run(
                    "INSERT INTO lookup VALUES (?, ?, ?)
                     ON CONFLICT (number_hash) DO UPDATE SET since = excluded.since, used = excluded.used",
                    &[
                        number_hash.into(),
                        i64::try_from(since).unwrap_or(i64::MAX).into(),
                        i64::from(used).into(),
                    ],
                )?;
            }
            Ok(())
        })
    }
}

/// As [`Counters`] has moments.
fn milliseconds(moment: Moment) -> u64 {
    u64::try_from(moment.timestamp_millis()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registrant::tests::{at, count, store};

    #[test]
    fn an_object_that_slept_goes_on_counting_where_it_was() {
        let store = store();
        let awake = Lookups::default();
        for n in 0..40 {
            assert_eq!(awake.count(&store, "n", at(n)).unwrap(), None);
        }
        awake.keep(&store, at(40)).unwrap();
        let woken = Lookups::default();
        for n in 0..20 {
            assert_eq!(woken.count(&store, "n", at(100 + n)).unwrap(), None);
        }
        assert_eq!(woken.count(&store, "n", at(200)).unwrap(), Some(3_400));
        assert_eq!(woken.count(&store, "other", at(200)).unwrap(), None);
        // Also what it had not kept yet is counted once, and no window is longer than its hour.
        assert_eq!(woken.count(&store, "n", at(3_600)).unwrap(), None);
    }

    #[test]
    fn who_looks_once_or_twice_costs_no_write_and_what_is_over_is_forgotten() {
        let (store, lookups) = (store(), Lookups::default());
        for number in ["a", "b"] {
            for n in 0..2 {
                lookups.count(&store, number, at(n)).unwrap();
            }
        }
        assert!(!lookups.is_behind());
        lookups.count(&store, "a", at(3)).unwrap();
        assert!(lookups.is_behind());
        lookups.keep(&store, at(3)).unwrap();
        assert!(!lookups.is_behind());
        assert_eq!(count(&store, "lookup"), 1);
        lookups.keep(&store, at(3_600)).unwrap();
        assert_eq!(count(&store, "lookup"), 0);
    }
}
