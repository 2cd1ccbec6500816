//! The page on how an account is kept, and its forms: plain HTML.

use crate::http::{Answer, Context, see_other};
use crate::pages::form::{Shown, again};
use crate::security;
use crate::sign_in::page::at_the_code;
use app::pages::EmailPage;
use domain::api::Limit;
use domain::security::EmailConfirmation;
use serde::Deserialize;
use worker::Response;

/// Where one is after a change.
const BACK: &str = "/akun/keamanan/";

/// Shows it.
pub async fn show(context: &Context) -> Answer<Response> {
    let view = security::own(context).await?;
    again(context, &app::pages::security(context.locale, &view, None)).await
}

/// Which session; without one, all others.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct SessionForm {
    id: String,
}

/// Ends sessions.
pub async fn end_session(context: &Context, form: SessionForm) -> Answer<Response> {
    let ended = match form.id.as_str() {
        "" => security::end_other_sessions(context).await,
        id => security::end_session(context, id).await,
    };
    match ended {
        Ok(_) => Ok(see_other(context.locale, "/akun/keamanan/#perangkat")?),
        Err(refusal) => {
            let shown = Shown::of(refusal, context);
            let view = security::own(context).await?;
            let sentence = shown.sentence.as_deref();
            let page = app::pages::security(context.locale, &view, sentence);
            shown.on(context, &page).await
        }
    }
}

/// How many codes on paper are left, and the button that makes new ones.
pub async fn show_backup_codes(context: &Context) -> Answer<Response> {
    let left = security::own(context).await?.backup_codes_left;
    let page = app::pages::backup_codes(context.locale, left, &[]);
    again(context, &page).await
}

/// Makes new ones, and shows them this once.
pub async fn make_backup_codes(context: &Context) -> Answer<Response> {
    let made = security::make_backup_codes(context).await?.codes;
    let left = u32::try_from(made.len()).unwrap_or_default();
    let page = app::pages::backup_codes(context.locale, left, &made);
    again(context, &page).await
}

/// The form for an address, with the one that is registered.
pub async fn show_email(context: &Context) -> Answer<Response> {
    let view = security::own(context).await?;
    let email = view.email.map(|email| email.address).unwrap_or_default();
    let page = EmailPage {
        email: &email,
        ..EmailPage::default()
    };
    again(context, &app::pages::email(context.locale, page)).await
}

/// Either form: the address, then the code.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct EmailForm {
    email: String,
    challenge: String,
    otp: String,
    /// Which button, where there are two.
    go: String,
}

/// Sends a code, or takes the one that arrived.
pub async fn send_email(context: &Context, form: EmailForm) -> Answer<Response> {
    let typed = EmailPage {
        email: &form.email,
        ..EmailPage::default()
    };
    if form.challenge.is_empty() || form.go == "resend" {
        context.limit(Limit::SendCode).await?;
        return match security::send_email_code(context, &form.email).await {
            Ok(sent) => {
                let challenge = Some(sent.challenge.as_str());
                let page = EmailPage { challenge, ..typed };
                again(context, &app::pages::email(context.locale, page)).await
            }
            Err(refusal) => {
                // Somebody who comes back too soon still has the code that went out.
                let known = Some(form.challenge.as_str()).filter(|one| !one.is_empty());
                refuse(context, known, typed, &Shown::of(refusal, context)).await
            }
        };
    }
    let confirmation = EmailConfirmation {
        email: form.email.clone(),
        challenge: form.challenge.clone(),
        code: form.otp.clone(),
    };
    match security::confirm_email(context, &confirmation).await {
        Ok(_) => Ok(see_other(context.locale, BACK)?),
        Err(refusal) => {
            let challenge = Some(form.challenge.as_str());
            refuse(context, challenge, typed, &at_the_code(refusal, context)).await
        }
    }
}

/// Takes the address off.
pub async fn remove_email(context: &Context) -> Answer<Response> {
    security::remove_email(context).await?;
    Ok(see_other(context.locale, BACK)?)
}

async fn refuse(
    context: &Context,
    challenge: Option<&str>,
    typed: EmailPage<'_>,
    shown: &Shown,
) -> Answer<Response> {
    let page = EmailPage {
        challenge,
        errors: &shown.errors,
        notice: shown.sentence.as_deref(),
        ..typed
    };
    let page = app::pages::email(context.locale, page);
    shown.on(context, &page).await
}
