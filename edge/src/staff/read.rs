//! What the office looks at: one signature, nothing changes.

use super::{office, signer};
use crate::http::{Answer, Context, Refusal};
use crate::{appeal, identity, payout, review, security, undelivered};
use domain::messages::Code;
use domain::staff::{Read, Reading, SignedCommand, Subject};

/// Answers who has signed with one of the office's keys.
pub async fn read(context: &Context, signed: SignedCommand) -> Answer<Read> {
    if signer(context, &office(context)?, &signed)?.is_none() {
        return Err(Refusal::code(Code::Unauthorized));
    }
    let reading = Reading::parse(&signed.command, context.now).map_err(Refusal::code)?;
    Ok(match reading.read {
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
    })
}
