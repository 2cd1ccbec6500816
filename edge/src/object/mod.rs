//! What every Durable Object shares: its operations, each a type of its own, how they are
//! asked for, its storage, and its alarm.
//!
//! An object is asked by one call to `ask`: the object's name, the operation's name, and the
//! operation as JSON; JSON comes back. `worker.js` beside this folder makes of each class
//! what the runtime calls that way. [`operations`] is the one place that knows the form.

mod kept;
mod storage;

pub use kept::Kept;
pub use storage::ObjectSql;

use crate::sql::{Sql, SqlError};
use futures_util::future::LocalBoxFuture;
use serde::{Serialize, de::DeserializeOwned};
use std::cell::Cell;
use std::fmt::Display;
use std::panic::AssertUnwindSafe;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use worker::wasm_bindgen_futures::{future_to_promise, spawn_local};
use worker::{Delay, Env, Error, Result, State};

/// A class of Durable Objects.
pub trait Object: Sized + 'static {
    /// Its binding in `wrangler.toml`.
    const BINDING: &'static str;

    /// The object as it begins to live in an isolate.
    fn wake(state: State, env: Env) -> Self;

    /// By which name it is asked: always the same for one object.
    fn is_called(&self, _name: &str) {}

    /// The alarm that it has set itself rings.
    ///
    /// # Errors
    /// The runtime lets it ring again, ever later, six times.
    async fn alarm(&self) -> Result<()> {
        Ok(())
    }
}

/// What objects of a class do when asked.
pub trait Operation<On: 'static>: Serialize + DeserializeOwned + 'static {
    /// What is answered.
    type Answer: Serialize + DeserializeOwned;

    /// Does it.
    ///
    /// # Errors
    /// Told to the log. Whoever asks learns that it failed, and nothing of why.
    async fn perform(self, object: &On) -> Result<Self::Answer>;

    /// The object's side of [`ask`]: the same from text to text.
    fn run(object: &Rc<On>, text: &str) -> Run {
        let (object, operation) = (Rc::clone(object), serde_json::from_str::<Self>(text));
        Run::Later(Box::pin(async move {
            let answer = operation?.perform(&object).await?;
            Ok(serde_json::to_string(&answer)?)
        }))
    }
}

/// An operation that waits for nobody, from text to text.
pub fn at_once<O: DeserializeOwned, A: Serialize>(
    text: &str,
    perform: impl FnOnce(O) -> Result<A>,
) -> Run {
    let operation = serde_json::from_str(text).map_err(Error::from);
    let answer = operation.and_then(perform);
    Run::Done(answer.and_then(|answer| Ok(serde_json::to_string(&answer)?)))
}

/// What comes of an operation, as text.
pub enum Run {
    /// It is done.
    Done(Result<String>),
    /// It waits for others.
    Later(LocalBoxFuture<'static, Result<String>>),
}

/// An operation that a class takes: it stands in the class's list of [`operations`].
pub trait Listed<On> {
    /// Its name between caller and object.
    const NAME: &'static str;
}

/// An operation that a class takes.
pub trait OperationOf<On: 'static>: Operation<On> + Listed<On> {}

impl<On: 'static, O: Operation<On> + Listed<On>> OperationOf<On> for O {}

/// What is done in one transaction of a store, all of its writes or none, at once and
/// without asking anybody.
pub trait Transaction<On: Transactional>: Serialize + DeserializeOwned + 'static {
    /// What is answered.
    type Answer: Serialize + DeserializeOwned;

    /// Does it.
    ///
    /// # Errors
    /// What went wrong inside; then nothing was written.
    fn execute(self, store: &On) -> std::result::Result<Self::Answer, On::Error>;
}

/// Rules over SQLite that know no network and no clock.
pub trait Transactional: Sized {
    /// What can go wrong inside.
    type Error: From<SqlError> + Display;
    /// Where it keeps what it knows.
    type Sql: Sql;

    /// Where it keeps what it knows.
    fn sql(&self) -> &Self::Sql;

    /// Does something, all of its writes or none.
    ///
    /// # Errors
    /// What went wrong inside.
    fn perform<T: Transaction<Self>>(
        &self,
        transaction: T,
    ) -> std::result::Result<T::Answer, Self::Error> {
        self.sql().atomically(|| transaction.execute(self))
    }
}

#[wasm_bindgen(wasm_bindgen_futures = worker::wasm_bindgen_futures)]
extern "C" {
    /// An object as seen from elsewhere.
    type Stub;

    #[wasm_bindgen(method, catch)]
    async fn ask(
        this: &Stub,
        name: &str,
        operation: &str,
        text: &str,
    ) -> std::result::Result<JsValue, JsValue>;
}

/// Asks the object of that name.
///
/// # Errors
/// It failed, or could not be reached.
pub async fn ask<On: Object, O: OperationOf<On>>(
    env: &Env,
    name: &str,
    operation: &O,
) -> Result<O::Answer> {
    let text = serde_json::to_string(operation)?;
    let answer = ask_in_text(env, On::BINDING, name, O::NAME, text).await?;
    Ok(serde_json::from_str(&answer)?)
}

/// Where an object is made that is asked for the first time: Asia and the Pacific, whoever asks
/// first. It stays there for life. A hint, and no promise of any country.
const MADE_IN: &str = "apac";

/// All of [`ask`] that is the same for every operation: it is compiled once.
async fn ask_in_text(
    env: &Env,
    binding: &str,
    name: &str,
    operation: &str,
    text: String,
) -> Result<String> {
    let objects = env.durable_object(binding)?;
    let stub = objects.get_by_name_with_location_hint(name, MADE_IN)?;
    let stub: Stub = stub.into_rpc();
    let answer = stub.ask(name, operation, &text).await?;
    let failed = || failed(format!("{binding} {operation} failed"));
    answer.as_string().ok_or_else(failed)
}

/// Does something that is written as text, at once, in one transaction of a store.
///
/// # Errors
/// It cannot be read, or went wrong inside; then nothing was written.
pub fn transact<On: Transactional, T: Transaction<On>>(store: &On, text: &str) -> Result<String> {
    let transaction: T = serde_json::from_str(text)?;
    let answer = store.perform(transaction).map_err(failed)?;
    Ok(serde_json::to_string(&answer)?)
}

/// What goes back to whoever asked: text, or a promise of it; nothing, if it failed. Used by
/// [`operations`] alone.
pub fn answered(class: &'static str, run: Run) -> JsValue {
    let told = move |result: Result<String>| match result {
        Ok(text) => JsValue::from_str(&text),
        Err(error) => {
            worker::console_error!(
                "{}",
                serde_json::json!({ "object": class, "error": error.to_string() })
            );
            JsValue::NULL
        }
    };
    match run {
        Run::Done(result) => told(result),
        Run::Later(later) => {
            future_to_promise(AssertUnwindSafe(async move { Ok(told(later.await)) })).into()
        }
    }
}

/// All operations that a class takes: how they are written between caller and object, and
/// which is which. One that is left out cannot be asked for: it does not compile.
macro_rules! operations {
    ($class:ident: $($operation:ty),* $(,)?) => {
        $(impl $crate::object::Listed<$class> for $operation {
            const NAME: &'static str = stringify!($operation);
        })*

        const _: () = {
use wasm_bindgen::prelude::wasm_bindgen;

            /// The object as the runtime holds it.
            #[wasm_bindgen(js_name = $class)]
            pub struct Class(std::rc::Rc<$class>);

            #[wasm_bindgen(
                js_class = $class,
                wasm_bindgen_futures = worker::wasm_bindgen_futures
            )]
            impl Class {
                /// Made by the runtime.
                #[wasm_bindgen(constructor)]
                pub fn new(
                    state: worker::worker_sys::DurableObjectState,
                    env: worker::Env,
                ) -> Self {
                    let object: $class = $crate::object::Object::wake(state.into(), env);
                    Self(std::rc::Rc::new(object))
                }

                /// Asked by anybody in this Worker. What is done at once is answered at once.
                pub fn ask(
                    &self,
                    name: &str,
                    operation: &str,
                    text: &str,
                ) -> wasm_bindgen::JsValue {
                    $crate::object::Object::is_called(&*self.0, name);
                    let run = match operation {
                        $(stringify!($operation) => {
                            <$operation as $crate::object::Operation<$class>>::run
                        })*
                        _ => return wasm_bindgen::JsValue::NULL,
                    };
                    $crate::object::answered(stringify!($class), run(&self.0, text))
                }

                /// Called by the runtime.
                pub async fn alarm(&self) -> std::result::Result<(), wasm_bindgen::JsValue> {
                    let rung = $crate::object::Object::alarm(&*self.0).await;
                    rung.map_err(wasm_bindgen::JsValue::from)
                }
            }
        };
    };
}
pub(crate) use operations;

/// The number in the name of one of many shards: `households-007`.
pub fn shard_number(name: &str) -> Option<u16> {
    name.rsplit_once('-')?.1.parse().ok()
}

/// An error as the runtime has them.
pub fn failed(error: impl Display) -> Error {
    Error::RustError(error.to_string())
}

/// 10 s – an alarm that should have rung so long ago is taken for lost. The runtime keeps its
/// time although it rings no more: after its last try, or where its own book of alarms got
/// out of step (workerd 6396, 7330). One that is late and rings after all finds nothing to do.
const LOST_AFTER_MS: i64 = 10_000;

/// Whether an alarm that is set for `due_ms` wakes within `wait_ms` of `now_ms`.
const fn rings_in_time(due_ms: i64, now_ms: i64, wait_ms: i64) -> bool {
    let wait_left_ms = due_ms.saturating_sub(now_ms);
    wait_left_ms <= wait_ms && wait_left_ms > -LOST_AFTER_MS
}

/// Sets the alarm for `wait_ms` from now, unless it rings sooner anyway.
pub async fn wake_within(state: &State, wait_ms: i64) -> Result<()> {
    let wait_ms = wait_ms.max(0);
    let now = i64::try_from(worker::Date::now().as_millis()).unwrap_or(i64::MAX);
    if let Some(due) = state.storage().get_alarm().await?
        && rings_in_time(due, now, wait_ms)
    {
        return Ok(());
    }
    let wait_ms = u64::try_from(wait_ms).unwrap_or_default();
    state
        .storage()
        .set_alarm(Duration::from_millis(wait_ms))
        .await
}

/// Looks after an alarm that was to ring at once. Where the runtime's own book of alarms got
/// out of step, nobody might ask this object for long, and what waits for the alarm would.
#[derive(Clone, Default)]
pub struct AlarmWatch(Rc<Cell<bool>>);

/// 3 s – an alarm that was to ring at once has rung by then, and what it does is done.
const WATCHED_FOR: Duration = Duration::from_secs(3);
/// 2 s – so late no alarm is on a machine that is only busy.
const OVERDUE_MS: i64 = 2_000;

impl AlarmWatch {
    /// Begins, unless it is under way.
    pub fn begin(&self, state: &State) {
        if self.0.replace(true) {
            return;
        }
        let (watches, storage) = (Rc::clone(&self.0), state.storage());
        spawn_local(async move {
            loop {
                Delay::from(WATCHED_FOR).await;
                let now = i64::try_from(worker::Date::now().as_millis()).unwrap_or(i64::MAX);
                let due = storage.get_alarm().await;
                let late_ms = due.ok().flatten().map_or(0, |due| now.saturating_sub(due));
                if late_ms <= OVERDUE_MS {
                    break;
                }
                worker::console_warn!("{}", serde_json::json!({ "alarm_late_ms": late_ms }));
                if storage.set_alarm(Duration::ZERO).await.is_err() {
                    break;
                }
            }
            watches.set(false);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alarm_is_relied_on_unless_it_rings_too_late_or_should_have_rung_long_ago() {
        let now = 1_800_000_000_000;
        for (due, wait, relied_on) in [
            (now + 200, 200, true),
            (now + 201, 200, false),
            (now, 0, true),
            (now - LOST_AFTER_MS + 1, 200, true),
            (now - LOST_AFTER_MS, 200, false),
            (0, i64::MAX, false),
        ] {
            assert_eq!(rings_in_time(due, now, wait), relied_on, "{due} {wait}");
        }
    }
}
