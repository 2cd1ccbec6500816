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
use crate::waiting::{Waiting, Whose};
use domain::appeal::{AppealRequest, Explanation, RevocationView, WaitingAppeal};
use domain::registration::RegistrationNumber;
use domain::staff::CommandState;
use worker::{Env, Result};

/// Appeals, the one that is due first in front.
const WAITING: Waiting = Waiting {
    table: "appeal_waiting",
    by: "answer_before",
};

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
pub async fn list(env: &Env, whose: Whose, waiting: Option<WaitingAppeal>) -> Result<()> {
    let due = waiting.map(|one| one.answer_before);
    WAITING.put(env, whose, due).await
}

/// What waits, the one that is due first in front.
pub async fn waiting(context: &Context) -> Answer<Vec<WaitingAppeal>> {
    let now = context.now;
    WAITING
        .read(context, |person| ReadAppeal { person, now })
        .await
}
