//! `/akun/salinan/`: the code, then the copy on one page with a file of it: plain HTML.

use crate::data_copy;
use crate::http::{Answer, Context};
use crate::pages::form::{Shown, again};
use crate::security;
use crate::sign_in::page::at_the_code;
use app::pages::{DataCopyPage, DataCopyStep, NOTHING_SENT};
use domain::api::{Limit, OtpSent};
use domain::data_copy::DataCopyRequest;
use serde::Deserialize;
use worker::Response;

/// 8 – six digits of a code, and what a finger adds.
const MOST_DIGITS: usize = 8;

/// What there is to have, and the button that sends a code.
pub async fn show(context: &Context) -> Answer<Response> {
    // Whoever is not signed in is asked to be, before a code is sent.
    security::own(context).await?;
    answer(context, DataCopyStep::Ask).await
}

/// Either step: without a challenge the first.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct DataCopyForm {
    challenge: String,
    otp: String,
    /// Which button, where there are two.
    go: String,
}

/// Answers either.
pub async fn send(context: &Context, form: DataCopyForm) -> Answer<Response> {
    let challenge = form.challenge.as_str();
    let refused = match (form.go.as_str(), challenge) {
        ("paper", _) => {
            let challenge = NOTHING_SENT;
            return answer(context, DataCopyStep::Code { challenge }).await;
        }
        ("resend", _) | (_, "") => match send_code(context).await {
            Ok(sent) => {
                let challenge = &sent.challenge;
                return answer(context, DataCopyStep::Code { challenge }).await;
            }
            Err(refusal) => Shown::of(refusal, context),
        },
        _ => match data_copy::make(context, &request(&form)).await {
            Ok(copy) => return answer(context, DataCopyStep::Made(&copy)).await,
            Err(refusal) => at_the_code(refusal, context),
        },
    };
    let step = match challenge {
        "" => DataCopyStep::Ask,
        challenge => DataCopyStep::Code { challenge },
    };
    let page = DataCopyPage {
        step,
        errors: &refused.errors,
        notice: refused.sentence.as_deref(),
        is_borrowed: context.is_borrowed(),
    };
    let page = app::pages::data_copy(context.locale, page);
    refused.on(context, &page).await
}

async fn answer(context: &Context, step: DataCopyStep<'_>) -> Answer<Response> {
    let page = DataCopyPage {
        step,
        is_borrowed: context.is_borrowed(),
        ..DataCopyPage::default()
    };
    again(context, &app::pages::data_copy(context.locale, page)).await
}

async fn send_code(context: &Context) -> Answer<OtpSent> {
    context.limit(Limit::SendCode).await?;
    data_copy::send_code(context).await
}

/// One field takes what was sent, which is a few digits, and what is on paper, which is longer.
fn request(form: &DataCopyForm) -> DataCopyRequest {
    let is_long = form.otp.chars().filter(|one| one.is_alphanumeric()).count() > MOST_DIGITS;
    let is_sent = !is_long && form.challenge != NOTHING_SENT;
    DataCopyRequest {
        challenge: is_sent.then(|| form.challenge.clone()),
        code: form.otp.clone(),
    }
}
