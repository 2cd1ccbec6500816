//! Being paid: linking an account, surveys, and the way of a payment to its
//! partner and of the partner's word back. What is decided is decided in the
//! person's shard.

mod client;
mod consumer;
mod desk;
mod discrepancies;

pub use consumer::{Payment, consume};
pub use desk::PayoutDesk;
#[cfg(feature = "sandbox")]
pub use desk::clock_moved;
pub use discrepancies::{list as discrepancies, note as note_discrepancies};

use crate::http::{Answer, Context};
use crate::incentive::registrant::LinkBegun;
use crate::incentive::registrant::{BeginLink, LinkAccount, UnlinkAccount};
use crate::sign_in::session;
use crate::survey::registrant::AnswerSurvey;
use domain::incentive::PayoutView;
use domain::payout_account::LinkRequest;
use domain::survey::{SurveyAnswers, SurveyRequest};

/// Links an account, after its partner was asked whose it is.
pub async fn link(context: &Context, request: LinkRequest) -> Answer<PayoutView> {
    let check = match session::ask(context, BeginLink { request }).await? {
        LinkBegun::Ask(check) => check,
        LinkBegun::Linked(view) => return Ok(view),
    };
    let answer = client::enquire(&context.env, context.now, &check).await;
    let link = LinkAccount {
        enquiry: check.enquiry,
        answer,
    };
    session::ask(context, link).await
}

/// Takes the linked account off.
pub async fn unlink(context: &Context) -> Answer<PayoutView> {
    session::ask(context, UnlinkAccount).await
}

/// Answers a survey.
pub async fn answer_survey(
    context: &Context,
    number: u32,
    request: &SurveyRequest,
) -> Answer<PayoutView> {
    session::current(context)?;
    let answers = SurveyAnswers::parse(number, request).map_err(crate::http::Refusal::code)?;
    session::ask(context, AnswerSurvey { number, answers }).await
}
