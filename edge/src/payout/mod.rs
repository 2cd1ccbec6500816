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
pub use discrepancies::{list as discrepancies, note as note_discrepancy};

use crate::http::{Answer, Context, done, odd};
use crate::registrant::{Answer as Stored, Question, Registrants};
use crate::session;
use domain::incentive::PayoutView;
use domain::payout_account::LinkRequest;
use domain::survey::{SurveyAnswers, SurveyRequest};

/// Links an account, after its partner was asked whose it is.
pub async fn link(context: &Context, request: LinkRequest) -> Answer<PayoutView> {
    let (shard, session_hash) = session::current(context)?;
    let registrants = Registrants::of(&context.env, &context.config)?;
    let begin = Question::BeginLink {
        session_hash: session_hash.clone(),
        request,
        now: context.now,
    };
    let check = match done(registrants.ask_shard(shard, begin).await?)? {
        Stored::LinkBegun(check) => *check,
        // Linked already: the form came twice.
        Stored::Payout(view) => return Ok(*view),
        _ => return Err(odd()),
    };
    let answer = client::enquire(&context.env, context.now, &check).await;
    let link = Question::Link {
        session_hash,
        enquiry: check.enquiry,
        answer,
        now: context.now,
    };
    payout(registrants.ask_shard(shard, link).await?)
}

/// Takes the linked account off.
pub async fn unlink(context: &Context) -> Answer<PayoutView> {
    let (shard, session_hash) = session::current(context)?;
    let question = Question::Unlink {
        session_hash,
        now: context.now,
    };
    let registrants = Registrants::of(&context.env, &context.config)?;
    payout(registrants.ask_shard(shard, question).await?)
}

/// Answers a survey.
pub async fn answer_survey(
    context: &Context,
    number: u32,
    request: &SurveyRequest,
) -> Answer<PayoutView> {
    let (shard, session_hash) = session::current(context)?;
    let answers = SurveyAnswers::parse(number, request).map_err(crate::http::Refusal::code)?;
    let question = Question::AnswerSurvey {
        session_hash,
        number,
        answers,
        now: context.now,
    };
    let registrants = Registrants::of(&context.env, &context.config)?;
    payout(registrants.ask_shard(shard, question).await?)
}

fn payout(answer: crate::sql::Outcome<Stored>) -> Answer<PayoutView> {
    match done(answer)? {
        Stored::Payout(view) => Ok(*view),
        _ => Err(odd()),
    }
}
