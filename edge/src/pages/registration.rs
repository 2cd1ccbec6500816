//! The registration form without JavaScript: every page carries what was typed
//! before, and the edge keeps nothing until it is sent.

use super::sign_in::at_the_code;
use super::{Shown, again, value};
use crate::crypto::uuid;
use crate::http::{Answer, Context, Refusal, see_other};
use crate::limits::Limit;
use crate::{contact, registration};
use domain::messages::Code;
use domain::registration::{Draft, Field, FieldError, Step};
use domain::time::programme_date;
use worker::Response;

/// Answers one page of the form with the next, or with itself and what is wrong.
pub async fn send(context: &Context, body: &str) -> Answer<Response> {
    let mut draft = Draft::from_form(body);
    let step = Step::find(&value(body, "step")).unwrap_or(Step::Nik);
    forget_unticked(&mut draft, body, step);
    if registration::parse_key(draft.get(Field::IdempotencyKey)).is_err() {
        draft.set(Field::IdempotencyKey, &uuid()?);
    }
    let go = value(body, "go");
    if let Some(step) = go.strip_prefix("edit:").and_then(Step::find) {
        return ask(context, &draft, step).await;
    }
    match go.as_str() {
        "back" => ask(context, &draft, before(&draft, step)).await,
        "resend" => send_code(context, draft).await,
        _ if step == Step::Check => submit(context, draft).await,
        _ => forward(context, draft, step).await,
    }
}

/// A box without a tick is not sent at all; on its own page that means no.
fn forget_unticked(draft: &mut Draft, body: &str, step: Step) {
    for field in [Field::Declaration, Field::Consent] {
        if step == Step::of(field) && value(body, field.as_str()).is_empty() {
            draft.set(field, "");
        }
    }
}

async fn ask(context: &Context, draft: &Draft, step: Step) -> Answer<Response> {
    again(
        context,
        &app::pages::registration(context.locale, draft, step, &[], None),
    )
    .await
}

/// The same page of the form again, with what is wrong on it.
async fn refuse(context: &Context, draft: &Draft, step: Step, shown: &Shown) -> Answer<Response> {
    let page = app::pages::registration(
        context.locale,
        draft,
        step,
        &shown.errors,
        shown.sentence.as_deref(),
    );
    shown.on(context, &page).await
}

/// The page before; the code's page is skipped once the number is proven.
fn before(draft: &Draft, step: Step) -> Step {
    match step.previous() {
        Some(Step::Otp) if draft.phone_is_proven() => Step::Phone,
        Some(previous) => previous,
        None => Step::Nik,
    }
}

async fn forward(context: &Context, draft: Draft, step: Step) -> Answer<Response> {
    let scheme = registration::scheme(context).await?;
    let today = programme_date(context.now);
    let errors = draft.errors(step, &scheme, today);
    if !errors.is_empty() {
        let shown = Shown::of(errors.into(), context);
        return refuse(context, &draft, step, &shown).await;
    }
    match step {
        Step::Phone if draft.phone_is_proven() => ask(context, &draft, Step::Email).await,
        Step::Phone => send_code(context, draft).await,
        Step::Otp => take_code(context, draft).await,
        // Somebody who came back to change one thing returns to the check page.
        _ if draft.resume_at(&scheme, today) == Step::Check && step != Step::Consent => {
            ask(context, &draft, Step::Check).await
        }
        _ => ask(context, &draft, step.next()).await,
    }
}

async fn send_code(context: &Context, mut draft: Draft) -> Answer<Response> {
    context.limit(Limit::SendCode).await?;
    match contact::send_otp(context, draft.get(Field::Phone)).await {
        Ok(sent) => {
            draft.set(Field::Challenge, &sent.challenge);
            draft.set(Field::Otp, "");
            ask(context, &draft, Step::Otp).await
        }
        Err(refusal) => {
            let shown = Shown::of(refusal, context);
            // A code that went out a moment ago is still good.
            let step = if draft.get(Field::Challenge).is_empty() || !shown.errors.is_empty() {
                Step::Phone
            } else {
                Step::Otp
            };
            refuse(context, &draft, step, &shown).await
        }
    }
}

async fn take_code(context: &Context, mut draft: Draft) -> Answer<Response> {
    context.limit(Limit::TryCode).await?;
    match contact::verify_otp(context, draft.get(Field::Challenge), draft.get(Field::Otp)).await {
        Ok(verified) => {
            let phone = draft.get(Field::Phone).to_owned();
            draft.set(Field::PhoneProof, &verified.phone_proof);
            draft.set(Field::ProvenPhone, &phone);
            draft.set(Field::Challenge, "");
            draft.set(Field::Otp, "");
            ask(context, &draft, Step::Email).await
        }
        Err(refusal) => {
            let shown = at_the_code(refusal, context);
            refuse(context, &draft, Step::Otp, &shown).await
        }
    }
}

async fn submit(context: &Context, draft: Draft) -> Answer<Response> {
    let key = registration::parse_key(draft.get(Field::IdempotencyKey))?;
    match registration::register(context, &key, &draft.request()).await {
        Ok((_, session)) => {
            let mut response = see_other(context.locale, "/akun/?baru")?;
            session.begin(&mut response)?;
            Ok(response)
        }
        Err(refusal) => {
            let refusal = match refusal {
                Refusal::Whole(code, params) => match field_of(code) {
                    Some(field) => Refusal::Fields(vec![FieldError {
                        field,
                        code,
                        params,
                    }]),
                    None => Refusal::Whole(code, params),
                },
                other => other,
            };
            let shown = Shown::of(refusal, context);
            refuse(context, &draft, Step::Check, &shown).await
        }
    }
}

/// The field that a refusal as a whole is about.
const fn field_of(code: Code) -> Option<Field> {
    match code {
        Code::NikTaken => Some(Field::Nik),
        Code::PhoneTaken | Code::PhoneNotProven => Some(Field::Phone),
        _ => None,
    }
}
