//! What an isolate keeps of something published: which version is current, for a few
//! seconds, and that version decoded, for as long as it stays.

use crate::memory::{self, remembered_or_last};
use std::cell::RefCell;
use std::rc::Rc;
use std::thread::LocalKey;
use worker::{Env, Result};

/// What is remembered: the version that is listed, 5 s – how long a publication may take to be
/// seen everywhere.
pub type Listed<L> = memory::Memory<(), Option<L>>;

/// Nothing is remembered yet.
pub const fn nothing_listed<L: Clone>() -> Listed<L> {
    Listed::new(5_000, 1)
}

/// The version that was decoded last.
pub type Decoded<C> = RefCell<Option<Rc<C>>>;

/// Something of which one version is current.
pub trait Shelf {
    /// A version as it is listed.
    type Listed: Clone + 'static;
    /// A version, decoded.
    type Current: 'static;

    /// For the log.
    const NAME: &'static str;

    /// Where this isolate keeps which version is listed.
    fn listed() -> &'static LocalKey<Listed<Self::Listed>>;

    /// Where it keeps that version.
    fn decoded() -> &'static LocalKey<Decoded<Self::Current>>;

    /// The number of a listed version.
    fn version(listed: &Self::Listed) -> u32;

    /// The number of a decoded version.
    fn decoded_version(current: &Self::Current) -> u32;

    /// The version that D1 lists as the newest; nothing before the first.
    async fn newest(env: &Env) -> Result<Option<Self::Listed>>;

    /// Fetches a version and decodes it.
    async fn decode(env: &Env, listed: &Self::Listed) -> Result<Self::Current>;
}

/// The version that is current; nothing before the first. An old list is better than none;
/// what depends on it is checked again.
pub async fn listed<S: Shelf>(env: &Env) -> Result<Option<S::Listed>> {
    remembered_or_last(S::listed(), (), S::NAME, async || S::newest(env).await).await
}

/// Drops the version that this isolate remembers.
pub fn forget<S: Shelf>() {
    S::listed().with(memory::Memory::forget_all);
}

/// The current version, decoded; nothing before the first is published.
pub async fn current<S: Shelf>(env: &Env) -> Result<Option<Rc<S::Current>>> {
    let Some(listed) = listed::<S>(env).await? else {
        return Ok(None);
    };
    let version = S::version(&listed);
    let known = S::decoded().with_borrow(Clone::clone);
    if let Some(known) = known
        .as_ref()
        .filter(|one| S::decoded_version(one) == version)
    {
        return Ok(Some(Rc::clone(known)));
    }
    match S::decode(env, &listed).await {
        Ok(decoded) => {
            let decoded = Rc::new(decoded);
            S::decoded().set(Some(Rc::clone(&decoded)));
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
