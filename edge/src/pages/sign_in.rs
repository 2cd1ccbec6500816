//! Signing in without JavaScript: NIK, then the code.

use super::{Shown, again, value};
use crate::http::{Answer, Context, Refusal, see_other, session_cookie};
use crate::limits::Limit;
use crate::session;
use domain::messages::Code;
use domain::registration::{Field, FieldError};
use worker::Response;

/// Answers either form.
pub async fn send(context: &Context, body: &str) -> Answer<Response> {
    let nik = value(body, "nik");
    let challenge = value(body, "challenge");
    if challenge.is_empty() || value(body, "go") == "resend" {
        context.limit(Limit::SendCode).await?;
        return send_code(context, &nik, &challenge).await;
    }
    match session::sign_in(context, &challenge, &value(body, "otp")).await {
        Ok((_, token)) => Ok(see_other(
            context.locale,
            "/akun/",
            Some(&session_cookie(&token)),
        )?),
        Err(refusal) => {
            let shown = at_the_code(refusal, context);
            let sentence = shown.sentence.as_deref();
            let page = app::pages::sign_in(
                context.locale,
                &nik,
                Some(&challenge),
                &shown.errors,
                sentence,
            );
            shown.on(context, &page).await
        }
    }
}

async fn send_code(context: &Context, nik: &str, challenge: &str) -> Answer<Response> {
    match session::send_otp(context, nik).await {
        Ok(sent) => {
            again(
                context,
                &app::pages::sign_in(context.locale, nik, Some(&sent.challenge), &[], None),
            )
            .await
        }
        Err(refusal) => {
            // Somebody who comes back too soon still has the code that went out.
            let shown = Shown::of(refusal, context);
            let known = Some(challenge).filter(|challenge| !challenge.is_empty());
            let sentence = shown.sentence.as_deref();
            let page = app::pages::sign_in(context.locale, nik, known, &shown.errors, sentence);
            shown.on(context, &page).await
        }
    }
}

/// What is wrong with a code is said at its field.
pub(super) fn at_the_code(refusal: Refusal, context: &Context) -> Shown {
    match refusal {
        Refusal::Whole(code @ (Code::OtpWrong | Code::OtpExpired | Code::OtpLocked), params) => {
            Shown {
                status: domain::api::status_of(code),
                wait: params.wait_seconds,
                errors: vec![FieldError {
                    field: Field::Otp,
                    code,
                    params,
                }],
                sentence: None,
            }
        }
        other => Shown::of(other, context),
    }
}
