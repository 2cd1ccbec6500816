//! The object that counts the two signatures under what becomes of undelivered work, and
//! does it. Sending again and discarding may both be done twice.

use crate::object::{self, Object, Operation, operations};
use crate::signing::{Signatures, Signed, Signing};
use crate::sql::Outcome;
use domain::staff::CommandState;
use domain::undelivered::Settlement;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use worker::{Env, Error, Result, State};

/// A signature under what becomes of them.
#[derive(Debug, Serialize, Deserialize)]
struct Settle {
    signing: Signing,
    ids: Vec<String>,
    settlement: Settlement,
}

/// Signs what becomes of undelivered work.
pub async fn settle(
    env: &Env,
    signing: Signing,
    ids: Vec<String>,
    settlement: Settlement,
) -> Result<Outcome<CommandState>> {
    // One object for each command: many can be proposed at once.
    let name = format!("settlement-{}", signing.text);
    let settle = Settle {
        signing,
        ids,
        settlement,
    };
    object::ask(env, &name, &settle).await
}

/// Of one command.
pub struct UndeliveredDesk {
    state: State,
    env: Env,
}

operations!(UndeliveredDesk: Settle);

impl Operation<UndeliveredDesk> for Settle {
    type Answer = Outcome<CommandState>;

    async fn perform(self, desk: &UndeliveredDesk) -> Result<Outcome<CommandState>> {
        let signatures = Signatures::of(&desk.state).await?;
        Ok(match signatures.take(&self.signing)? {
            Signed::Known(known) => known,
            Signed::Proposed => Outcome::Done(CommandState::Proposed),
            Signed::Agreed => {
                for id in &self.ids {
                    desk.one(id, self.settlement).await?;
                }
                signatures.done(&self.signing)?;
                Outcome::Done(CommandState::Done)
            }
        })
    }
}

impl Object for UndeliveredDesk {
    const BINDING: &'static str = "UNDELIVERED";

    fn wake(state: State, env: Env) -> Self {
        Self { state, env }
    }
}

impl UndeliveredDesk {
    /// Deleted only once the queue has it: in between it may be sent twice, never lost.
    async fn one(&self, id: &str, settlement: Settlement) -> Result<()> {
        let db = self.env.d1("DB")?;
        match settlement {
            Settlement::Discard => {}
            Settlement::SendAgain => {
                let row: Option<Kept> = db
                    .prepare("SELECT queue, body FROM undelivered WHERE id = ?1")
                    .bind(&[id.into()])?
                    .first(None)
                    .await?;
                // Settled by another command.
                let Some(row) = row else { return Ok(()) };
                let body: Value = serde_json::from_str(&row.body)?;
                self.env.queue(binding(&row.queue)?)?.send(body).await?;
            }
        }
        db.prepare("DELETE FROM undelivered WHERE id = ?1")
            .bind(&[id.into()])?
            .run()
            .await
            .map(drop)
    }
}

#[derive(Deserialize)]
struct Kept {
    queue: String,
    body: String,
}

/// By which name the Worker knows a queue.
fn binding(queue: &str) -> Result<&'static str> {
    Ok(match queue {
        "identity" => "IDENTITY_QUEUE",
        "codes" => "CODES_QUEUE",
        "messages" => "MESSAGES_QUEUE",
        "push" => "PUSH_QUEUE",
        "scans" => "SCANS_QUEUE",
        "payouts" => "PAYOUTS_QUEUE",
        _ => return Err(Error::RustError(format!("no queue is called {queue}"))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_any_queue_gives_up_can_be_sent_to_it_again() {
        let deployed = include_str!("../../wrangler.toml");
        let given_up = deployed.lines().filter_map(|line| {
            let name = line.strip_prefix("dead_letter_queue = \"")?;
            name.strip_suffix("-dead\"")
        });
        let mut queues = 0;
        for queue in given_up {
            queues += 1;
            let producer = format!(
                "[[queues.producers]]\nbinding = \"{}\"\nqueue = \"{queue}\"\n",
                binding(queue).unwrap()
            );
            assert!(deployed.contains(&producer), "{producer}");
            let keeper = format!("[[queues.consumers]]\nqueue = \"{queue}-dead\"\n");
            assert!(deployed.contains(&keeper), "{keeper}");
        }
        assert_eq!(queues, deployed.matches("[[queues.producers]]").count());
    }
}
