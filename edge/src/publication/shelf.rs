//! What an isolate keeps of something published: which version is current, for a few
//! seconds, and that version decoded, for as long as it stays.

use std::cell::RefCell;
use std::rc::Rc;
use std::thread::LocalKey;
use worker::{Env, Result};

/// 5 s – how long a publication may take to be seen everywhere.
const REMEMBERED_MS: u64 = 5_000;

/// What is remembered.
pub struct Memory<L, C> {
    listed: RefCell<Option<(u64, Option<L>)>>,
    decoded: RefCell<Option<Rc<C>>>,
}

impl<L, C> Memory<L, C> {
    pub const fn new() -> Self {
        Self {
            listed: RefCell::new(None),
            decoded: RefCell::new(None),
        }
    }
}

/// Something of which one version is current.
pub trait Shelf {
    /// A version as it is listed.
    type Listed: Clone + 'static;
    /// A version, decoded.
    type Current: 'static;

    /// For the log.
    const NAME: &'static str;

    /// Where this isolate keeps it.
    fn memory() -> &'static LocalKey<Memory<Self::Listed, Self::Current>>;

    /// The number of a listed version.
    fn version(listed: &Self::Listed) -> u32;

    /// The number of a decoded version.
    fn decoded_version(current: &Self::Current) -> u32;

    /// The version that D1 lists as the newest; nothing before the first.
    async fn newest(env: &Env) -> Result<Option<Self::Listed>>;

    /// Fetches a version and decodes it.
    async fn decode(env: &Env, listed: &Self::Listed) -> Result<Self::Current>;
}

/// The version that is current; nothing before the first.
pub async fn listed<S: Shelf>(env: &Env) -> Result<Option<S::Listed>> {
    let now = worker::Date::now().as_millis();
    let known = S::memory().with(|memory| match &*memory.listed.borrow() {
        Some((since, listed)) if now.saturating_sub(*since) < REMEMBERED_MS => Some(listed.clone()),
        _ => None,
    });
    if let Some(listed) = known {
        return Ok(listed);
    }
    match S::newest(env).await {
        Ok(listed) => {
            remember::<S>(now, listed.clone());
            Ok(listed)
        }
        Err(error) => match S::memory().with(|memory| memory.listed.borrow().clone()) {
            // An old list is better than none; what depends on it is checked again.
            Some((since, listed)) => {
                worker::console_error!(
                    "{}",
                    serde_json::json!({ "shelf": S::NAME, "as_of": since, "error": error.to_string() })
                );
                remember::<S>(now, listed.clone());
                Ok(listed)
            }
            None => Err(error),
        },
    }
}

fn remember<S: Shelf>(now: u64, listed: Option<S::Listed>) {
    S::memory().with(|memory| memory.listed.replace(Some((now, listed))));
}

/// Drops the version that this isolate remembers.
pub fn forget<S: Shelf>() {
    S::memory().with(|memory| memory.listed.replace(None));
}

/// The current version, decoded; nothing before the first is published.
pub async fn current<S: Shelf>(env: &Env) -> Result<Option<Rc<S::Current>>> {
    let Some(listed) = listed::<S>(env).await? else {
        return Ok(None);
    };
    let version = S::version(&listed);
    let known = S::memory().with(|memory| memory.decoded.borrow().clone());
    if let Some(known) = known
        .as_ref()
        .filter(|one| S::decoded_version(one) == version)
    {
        return Ok(Some(Rc::clone(known)));
    }
    match S::decode(env, &listed).await {
        Ok(decoded) => {
            let decoded = Rc::new(decoded);
            S::memory().with(|memory| memory.decoded.replace(Some(Rc::clone(&decoded))));
            Ok(Some(decoded))
        }
        Err(error) => {
            worker::console_error!(
                "{}",
                serde_json::json!({ "shelf": S::NAME, "version": version, "error": error.to_string() })
            );
            known.map(Some).ok_or(error)
        }
    }
}
