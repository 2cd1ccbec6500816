//! What an isolate remembers for a while, so that what everybody asks for is fetched once.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::thread::LocalKey;
use worker::Result;

/// Values by key, each for so long, and so many at most.
pub struct Memory<K, V> {
    kept: RefCell<BTreeMap<K, (u64, V)>>,
    for_ms: u64,
    most: usize,
}

impl<K: Ord, V: Clone> Memory<K, V> {
    /// With more than `most`, all are fetched again.
    pub const fn new(for_ms: u64, most: usize) -> Self {
        Self {
            kept: RefCell::new(BTreeMap::new()),
            for_ms,
            most,
        }
    }

    fn fresh(&self, key: &K, now_ms: u64) -> Option<V> {
        let kept = self.kept.borrow();
        let (since, value) = kept.get(key)?;
        (now_ms.saturating_sub(*since) < self.for_ms).then(|| value.clone())
    }

    fn last(&self, key: &K) -> Option<(u64, V)> {
        self.kept.borrow().get(key).cloned()
    }

    fn keep(&self, key: K, now_ms: u64, value: V) {
        let mut kept = self.kept.borrow_mut();
        if kept.len() >= self.most && !kept.contains_key(&key) {
            kept.clear();
        }
        kept.insert(key, (now_ms, value));
    }

    /// Drops one, after a change that this isolate made itself.
    pub fn forget(&self, key: &K) {
        self.kept.borrow_mut().remove(key);
    }

    /// Drops all.
    pub fn forget_all(&self) {
        self.kept.borrow_mut().clear();
    }
}

/// What is remembered, or fetched and then remembered.
///
/// # Errors
/// It could not be fetched.
pub async fn remembered<K: Ord, V: Clone>(
    memory: &'static LocalKey<Memory<K, V>>,
    key: K,
    fetch: impl AsyncFnOnce() -> Result<V>,
) -> Result<V> {
    let now = worker::Date::now().as_millis();
    if let Some(value) = memory.with(|memory| memory.fresh(&key, now)) {
        return Ok(value);
    }
    let value = fetch().await?;
    memory.with(|memory| memory.keep(key, now, value.clone()));
    Ok(value)
}

/// The same; what cannot be fetched is as it was last, for another while. `what` is for the log.
///
/// # Errors
/// It could not be fetched, and never was.
pub async fn remembered_or_last<K: Ord + Clone, V: Clone>(
    memory: &'static LocalKey<Memory<K, V>>,
    key: K,
    what: &str,
    fetch: impl AsyncFnOnce() -> Result<V>,
) -> Result<V> {
    let known = memory.with(|memory| memory.last(&key));
    match (remembered(memory, key.clone(), fetch).await, known) {
        (Err(error), Some((since, value))) => {
            worker::console_error!(
                "{}",
                serde_json::json!({ "remembered": what, "as_of": since, "error": error.to_string() })
            );
            let now = worker::Date::now().as_millis();
            memory.with(|memory| memory.keep(key, now, value.clone()));
            Ok(value)
        }
        (fetched, _) => fetched,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_fresh_for_its_time_and_known_after_it() {
        let memory = Memory::new(5_000, 2);
        memory.keep("a", 1_000, 1);
        assert_eq!(memory.fresh(&"a", 5_999), Some(1));
        assert_eq!(memory.fresh(&"a", 6_000), None);
        assert_eq!(memory.last(&"a"), Some((1_000, 1)));
        memory.forget(&"a");
        assert_eq!(memory.last(&"a"), None);
    }

    #[test]
    fn one_more_than_it_holds_empties_it_and_the_same_again_does_not() {
        let memory = Memory::new(5_000, 2);
        for key in ["a", "b", "b"] {
            memory.keep(key, 0, ());
        }
        assert!(memory.fresh(&"a", 0).is_some());
        memory.keep("c", 0, ());
        assert!(memory.fresh(&"a", 0).is_none() && memory.fresh(&"c", 0).is_some());
    }
}
