//! What the office has signed, and what came of it: written down before a command is done or
//! anything is shown. What cannot be written down is not done.

mod store;

use crate::config::Config;
use crate::http::{Answer, Context, Refusal};
use crate::object::{self, Kept, Object, ObjectSql, Operation, Transaction, Transactional, failed};
use domain::staff::{CommandState, Deed, LogEntry, LogEvent, SignedCommand, StaffKey};
use store::{Append, ReadLog, Store};
use worker::{Env, Result, State};

/// There is one.
const NAME: &str = "office";

/// The log.
pub struct StaffLog {
    state: State,
    env: Env,
    store: Kept<Store<ObjectSql>>,
}

object::operations!(StaffLog: Append, ReadLog);

impl<O: Transaction<Store<ObjectSql>>> Operation<StaffLog> for O {
    type Answer = O::Answer;

    async fn perform(self, log: &StaffLog) -> Result<O::Answer> {
        log.store()?.perform(self).map_err(failed)
    }
}

impl Object for StaffLog {
    const BINDING: &'static str = "STAFF_LOG";

    fn wake(state: State, env: Env) -> Self {
        Self {
            state,
            env,
            store: Kept::default(),
        }
    }
}

impl StaffLog {
    fn store(&self) -> Result<&Store<ObjectSql>> {
        self.store.or_open(|| {
            let keys = Config::of(&self.env)?.keys;
            Store::open(ObjectSql::new(&self.state), keys).map_err(failed)
        })
    }
}

async fn append(context: &Context, event: LogEvent) -> Result<u64> {
    let at = context.now;
    object::ask(&context.env, NAME, &Append { at, event }).await
}

/// Something whose signing was written down, and whose end was not yet.
pub struct Begun(u64);

/// Writes down that somebody of the office has signed something.
pub async fn begin(
    context: &Context,
    deed: Deed,
    key: &StaffKey,
    signed: &SignedCommand,
) -> Answer<Begun> {
    let event = LogEvent::Signed {
        deed,
        text: signed.command.clone(),
        key: key.name.clone(),
        public_key: key.public_key,
        deployment: context.env.var("PUBLIC_URL")?.to_string(),
        signature: signed.signature.clone(),
    };
    Ok(Begun(append(context, event).await?))
}

impl Begun {
    /// Writes down what came of it. Where that fails, whoever signed hears that it failed, and
    /// sends it again: a command that is done is not done again.
    pub async fn end<T>(
        self,
        context: &Context,
        result: Answer<T>,
        state: impl FnOnce(&T) -> Option<CommandState>,
    ) -> Answer<T> {
        let refused = match &result {
            Ok(_) => None,
            Err(Refusal::Whole(code, _)) => Some(code.as_str().to_owned()),
            Err(Refusal::Fields(_)) => Some("fields".to_owned()),
            Err(Refusal::Broken(_)) => Some("failed".to_owned()),
        };
        let event = LogEvent::Ended {
            of: self.0,
            state: result.as_ref().ok().and_then(state),
            refused,
        };
        append(context, event).await?;
        result
    }
}

/// What stands in the log behind the entry of a number.
pub async fn read(context: &Context, after: u64) -> Result<Vec<LogEntry>> {
    object::ask(&context.env, NAME, &ReadLog { after }).await
}
