//! What the office looks at: one signature, nothing changes but the log.

use super::{log, office, signer};
use crate::http::{Answer, Context, Refusal};
use crate::registrant::reseal::ShowSealing;
use crate::{appeal, identity, payout, review, security, undelivered};
use domain::messages::Code;
use domain::staff::{Deed, Read, Reading, Sealing, SignedCommand, Subject};
use futures_util::{StreamExt, TryStreamExt, stream};

/// Answers who has signed with one of the office's keys.
pub async fn read(context: &Context, signed: SignedCommand) -> Answer<Read> {
    let office = office(context)?;
    let Some(key) = signer(context, &office, &signed)? else {
        return Err(Refusal::code(Code::Unauthorized));
    };
    let reading = Reading::parse(&signed.command, context.now).map_err(Refusal::code)?;
    let begun = log::begin(context, Deed::Reading, key, &signed).await?;
    let found = look(context, reading.read).await;
    begun.end(context, found, |_| None).await
}

async fn look(context: &Context, subject: Subject) -> Answer<Read> {
    Ok(match subject {
        Subject::WaitingAppeals => Read::WaitingAppeals(appeal::waiting(context).await?),
        Subject::DisputedRecoveries => {
            Read::DisputedRecoveries(security::recovery::disputed(context).await?)
        }
        Subject::PayoutDiscrepancies => {
            Read::PayoutDiscrepancies(payout::discrepancies(&context.env).await?)
        }
        Subject::Undelivered => Read::Undelivered(undelivered::list(&context.env).await?),
        Subject::PeopleOf { nik } => Read::PeopleOf(identity::people_of(context, &nik).await?),
        Subject::WaitingReviews => Read::WaitingReviews(review::waiting(context).await?),
        Subject::Sealing => Read::Sealing(sealing(context).await?),
        Subject::Log { after } => Read::Log(log::read(context, after).await?),
    })
}

/// 16 – shards asked at a time.
const AT_ONCE: usize = 16;

/// How far each shard is.
async fn sealing(context: &Context) -> Answer<Vec<Sealing>> {
    let registrants = context.registrants();
    let shards = stream::iter(0..context.config.shards);
    let asked = shards.map(|shard| registrants.ask_shard(shard, ShowSealing {}));
    Ok(asked.buffered(AT_ONCE).try_collect().await?)
}
