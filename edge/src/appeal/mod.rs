//! Appeals: filed by the person, listed in D1 by shard and place while they wait
//! (no name, no number, no word of them), read and decided by staff.

pub mod page;
pub mod registrant;

use crate::appeal::registrant::StaffCommand;
use crate::appeal::registrant::{FileAppeal, ReadAppeal, SignCommand};
use crate::crypto::Purpose;
use crate::http::{Answer, Context, Refusal};
use crate::sign_in::session;
use crate::signing::Signing;
use crate::sql::Outcome;
use domain::appeal::{AppealRequest, Explanation, RevocationView, WaitingAppeal};
use domain::registration::RegistrationNumber;
use domain::staff::CommandState;
use serde::Deserialize;
use worker::{Env, Result};

/// 50 – what one person looks through at a sitting.
const AT_ONCE: u32 = 50;

/// Files an appeal for the signed-in person.
pub async fn file(context: &Context, request: &AppealRequest) -> Answer<RevocationView> {
    session::current(context)?;
    let text = Explanation::parse(&request.text).map_err(Refusal::code)?;
    session::ask(context, FileAppeal { text }).await
}

/// Signs a command about one person, in the shard that their number leads to.
pub async fn command(
    context: &Context,
    signing: Signing,
    number: &RegistrationNumber,
    command: StaffCommand,
) -> Result<Outcome<CommandState>> {
    let keys = &context.config.keys;
    let digest = keys.digest(Purpose::RegistrationNumber, &[number.as_str()]);
    let command = SignCommand {
        signing,
        number_hash: digest.text(),
        command,
    };
    context.registrants().ask(&digest, command).await
}

/// Lists somebody's appeal as waiting, or takes it off the list.
pub async fn list(
    env: &Env,
    (shard, person): (u16, i64),
    waiting: Option<WaitingAppeal>,
) -> Result<()> {
    let db = env.d1("DB")?;
    // Numbers cross to JavaScript as doubles; a shard never has so many people.
    #[allow(clippy::cast_precision_loss, reason = "far below 2^53")]
    let place = [f64::from(shard).into(), (person as f64).into()];
    let [shard, person] = place;
    let statement = match waiting {
        Some(waiting) => db
            .prepare(
                "INSERT INTO appeal_waiting (shard, person, answer_before) VALUES (?1, ?2, ?3)
                 ON CONFLICT (shard, person) DO UPDATE SET answer_before = excluded.answer_before",
            )
            .bind(&[shard, person, format!("{:?}", waiting.answer_before).into()])?,
        None => db
            .prepare("DELETE FROM appeal_waiting WHERE shard = ?1 AND person = ?2")
            .bind(&[shard, person])?,
    };
    statement.run().await?;
    Ok(())
}

#[derive(Deserialize)]
struct Listed {
    shard: u16,
    person: i64,
}

/// What waits, the one that is due first in front.
pub async fn waiting(context: &Context) -> Answer<Vec<WaitingAppeal>> {
    let listed: Vec<Listed> = context
        .env
        .d1("DB")?
        .prepare("SELECT shard, person FROM appeal_waiting ORDER BY answer_before LIMIT ?1")
        .bind(&[AT_ONCE.into()])?
        .all()
        .await?
        .results()?;
    let registrants = context.registrants();
    let mut waiting = vec![];
    for Listed { shard, person } in listed {
        let read = ReadAppeal {
            person,
            now: context.now,
        };
        if let Outcome::Done(Some(one)) = registrants.ask_shard(shard, read).await? {
            waiting.push(one);
        }
    }
    Ok(waiting)
}
