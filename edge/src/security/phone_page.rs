//! The form that replaces a mobile number, step by step: plain HTML.

use crate::contact;
use crate::http::{Answer, Context, Refusal, see_other};
use crate::pages::form::{Shown, again};
use crate::security;
use crate::sign_in::page::at_the_code;
use app::pages::{NOTHING_SENT, PhonePage, PhoneStep};
use domain::api::Limit;
use domain::contact::OtpCode;
use domain::security::PhoneChange;
use serde::Deserialize;
use worker::Response;

/// The first step.
pub async fn show(context: &Context) -> Answer<Response> {
    let page = app::pages::phone(context.locale, PhonePage::default());
    again(context, &page).await
}

/// Any step: without a challenge the first, with a proof of the new number the last.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PhoneForm {
    phone: String,
    challenge: String,
    proof: String,
    otp: String,
    /// The new number's turn in the waiting room.
    turn: String,
    /// Which button, where there are two.
    go: String,
}

/// Answers any step.
pub async fn send(context: &Context, form: PhoneForm) -> Answer<Response> {
    let resends = form.go == "resend";
    let known = step(&form);
    let next = match known {
        PhoneStep::Number => to_new(context, &form).await,
        PhoneStep::New { .. } if resends => to_new(context, &form).await,
        PhoneStep::New { challenge } => prove(context, &form, challenge).await,
        PhoneStep::Old { proof, .. } if resends => to_old(context, &form, proof.to_owned()).await,
        PhoneStep::Old { proof, challenge } => change(context, &form, proof, challenge).await,
    };
    let typed = PhonePage {
        phone: &form.phone,
        step: known,
        ..PhonePage::default()
    };
    match next {
        Ok(None) => Ok(see_other(context.locale, "/akun/keamanan/")?),
        Ok(Some((form, refusal))) => {
            let shown = refusal.map(|refusal| Shown::of(refusal, context));
            let page = PhonePage {
                step: step(&form),
                notice: shown.as_ref().and_then(|shown| shown.sentence.as_deref()),
                ..typed
            };
            again(context, &app::pages::phone(context.locale, page)).await
        }
        Err(refusal) => {
            let turn = refusal.turn();
            let carried = turn.as_ref().unwrap_or(&form.turn);
            let shown = match known {
                PhoneStep::Number => Shown::of(refusal, context),
                _ => at_the_code(refusal, context),
            };
            let page = PhonePage {
                turn: carried,
                errors: &shown.errors,
                // The page itself says when the turn is; nothing is wrong.
                notice: shown.sentence.as_deref().filter(|_| turn.is_none()),
                ..typed
            };
            let page = app::pages::phone(context.locale, page);
            shown.on(context, &page).await
        }
    }
}

fn step(form: &PhoneForm) -> PhoneStep<'_> {
    match (form.challenge.as_str(), form.proof.as_str()) {
        ("", _) => PhoneStep::Number,
        (challenge, "") => PhoneStep::New { challenge },
        (challenge, proof) => PhoneStep::Old { proof, challenge },
    }
}

/// The step that follows, with the number as it was typed, and why its code was not sent;
/// nothing after the last.
type Next = Answer<Option<(PhoneForm, Option<Refusal>)>>;

fn next(form: &PhoneForm, challenge: String, proof: String) -> Next {
    let form = PhoneForm {
        phone: form.phone.clone(),
        challenge,
        proof,
        ..PhoneForm::default()
    };
    Ok(Some((form, None)))
}

async fn to_new(context: &Context, form: &PhoneForm) -> Next {
    context.limit(Limit::SendCode).await?;
    security::is_another(context, &form.phone).await?;
    let sent = contact::send_otp(context, &form.phone, &form.turn).await?;
    next(form, sent.challenge, String::new())
}

async fn prove(context: &Context, form: &PhoneForm, challenge: &str) -> Next {
    let proven = contact::verify_otp(context, challenge, &form.otp).await?;
    let proof = proven.phone_proof;
    match to_old(context, form, proof.clone()).await {
        // The new number stays proven; a code to the old one can be asked for again.
        Err(refusal @ Refusal::Whole(..)) => {
            let next = next(form, NOTHING_SENT.to_owned(), proof)?;
            Ok(next.map(|(form, _)| (form, Some(refusal))))
        }
        sent => sent,
    }
}

async fn to_old(context: &Context, form: &PhoneForm, proof: String) -> Next {
    context.limit(Limit::SendCode).await?;
    let sent = security::send_phone_code(context, &form.phone).await?;
    next(form, sent.challenge, proof)
}

async fn change(context: &Context, form: &PhoneForm, proof: &str, challenge: &str) -> Next {
    let is_sent = OtpCode::parse(&form.otp).is_ok() || form.otp.trim().is_empty();
    let change = PhoneChange {
        phone: form.phone.clone(),
        phone_proof: proof.to_owned(),
        challenge: is_sent.then(|| challenge.to_owned()),
        code: form.otp.clone(),
    };
    security::change_phone(context, &change).await?;
    Ok(None)
}
