//! The form for a lost number, step by step: plain HTML.

use super::recovery;
use crate::contact;
use crate::http::{Answer, Context, Refusal, see_other};
use crate::pages::form::{Shown, again};
use crate::sign_in::page::at_the_code;
use app::pages::{NOTHING_SENT, RecoveryStep, RecoveryTyped};
use domain::api::Limit;
use domain::identity::BirthDate;
use domain::registration::{Field, FieldError};
use domain::security::{RecoveryCodeRequest, RecoveryRequest, RecoveryView};
use serde::Deserialize;
use worker::Response;

/// The first step.
pub async fn show(context: &Context) -> Answer<Response> {
    let (typed, step) = (RecoveryTyped::default(), RecoveryStep::default());
    let page = app::pages::recovery(context.locale, typed, step, (&[], None));
    again(context, &page).await
}

/// Any step: without a challenge the first, with a proof of the new number the last.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct RecoveryForm {
    registration_number: String,
    birth_day: String,
    birth_month: String,
    birth_year: String,
    phone: String,
    challenge: String,
    proof: String,
    otp: String,
    /// The new number's turn in the waiting room.
    turn: String,
    /// Which button, where there are two.
    go: String,
}

impl RecoveryForm {
    fn birth(&self) -> [&str; 3] {
        [&self.birth_day, &self.birth_month, &self.birth_year].map(String::as_str)
    }

    fn person(&self) -> RecoveryCodeRequest {
        RecoveryCodeRequest {
            registration_number: self.registration_number.clone(),
            birth_date: BirthDate::joined(self.birth()),
            phone: self.phone.clone(),
            phone_proof: String::new(),
        }
    }

    fn typed(&self) -> RecoveryTyped<'_> {
        RecoveryTyped {
            number: &self.registration_number,
            birth: self.birth(),
            phone: &self.phone,
            turn: &self.turn,
        }
    }

    fn step(&self) -> RecoveryStep<'_> {
        match (self.challenge.as_str(), self.proof.as_str()) {
            ("", _) => RecoveryStep::Person,
            (challenge, "") => RecoveryStep::New { challenge },
            (challenge, proof) => RecoveryStep::Email { proof, challenge },
        }
    }

    fn with(&self, challenge: String, proof: String) -> Next {
        Next::Step(Self {
            challenge,
            proof,
            otp: String::new(),
            go: String::new(),
            turn: String::new(),
            ..self.clone()
        })
    }
}

/// What follows a step.
enum Next {
    Step(RecoveryForm),
    /// The number is proven, and the code by e-mail could not be sent.
    Unsent(RecoveryForm, Refusal),
    Begun(RecoveryView),
}

/// Answers any step.
pub async fn send(context: &Context, mut form: RecoveryForm) -> Answer<Response> {
    let page = |form: &RecoveryForm,
                step: RecoveryStep<'_>,
                errors: &[FieldError],
                notice: Option<&str>| {
        app::pages::recovery(context.locale, form.typed(), step, (errors, notice))
    };
    match take(context, &form).await {
        Ok(Next::Step(next)) => again(context, &page(&next, next.step(), &[], None)).await,
        Ok(Next::Unsent(next, refusal)) => {
            let shown = Shown::of(refusal, context);
            let sentence = shown.sentence.as_deref();
            again(context, &page(&next, next.step(), &[], sentence)).await
        }
        Ok(Next::Begun(view)) => {
            let begun = RecoveryStep::Begun(&view);
            again(context, &page(&form, begun, &[], None)).await
        }
        Err(refusal) => {
            let turn = refusal.turn();
            if let Some(turn) = &turn {
                form.turn.clone_from(turn);
            }
            let mut shown = match form.step() {
                RecoveryStep::Person => Shown::of(refusal, context),
                _ => at_the_code(refusal, context),
            };
            for error in &mut shown.errors {
                if error.field == Field::BirthDate {
                    error.field = Field::BirthDay;
                }
            }
            // The page itself says when the turn is; nothing is wrong.
            let sentence = shown.sentence.as_deref().filter(|_| turn.is_none());
            let page = page(&form, form.step(), &shown.errors, sentence);
            shown.on(context, &page).await
        }
    }
}

async fn take(context: &Context, form: &RecoveryForm) -> Answer<Next> {
    let resends = form.go == "resend";
    match form.step() {
        RecoveryStep::New { challenge } if !resends => {
            let proven = contact::verify_otp(context, challenge, &form.otp).await?;
            match by_email(context, form, proven.phone_proof.clone()).await {
                // The new number stays proven; a code by e-mail can be asked for again.
                Err(refusal @ Refusal::Whole(..)) => {
                    let unsent = form.with(NOTHING_SENT.to_owned(), proven.phone_proof);
                    Ok(match unsent {
                        Next::Step(form) => Next::Unsent(form, refusal),
                        other => other,
                    })
                }
                next => next,
            }
        }
        RecoveryStep::Email { proof, .. } if resends => {
            by_email(context, form, proof.to_owned()).await
        }
        RecoveryStep::Email { proof, challenge } => {
            let request = RecoveryRequest {
                registration_number: form.registration_number.clone(),
                challenge: challenge.to_owned(),
                code: form.otp.clone(),
                phone: form.phone.clone(),
                phone_proof: proof.to_owned(),
            };
            recovery::begin(context, &request).await.map(Next::Begun)
        }
        _ => to_new(context, form).await,
    }
}

/// A code to the new number, once all that was typed can be true.
async fn to_new(context: &Context, form: &RecoveryForm) -> Answer<Next> {
    context.limit(Limit::SendCode).await?;
    recovery::parse(context, &form.person())?;
    let sent = contact::send_otp(context, &form.phone, &form.turn).await?;
    Ok(form.with(sent.challenge, String::new()))
}

async fn by_email(context: &Context, form: &RecoveryForm, proof: String) -> Answer<Next> {
    context.limit(Limit::SendCode).await?;
    let request = RecoveryCodeRequest {
        phone_proof: proof.clone(),
        ..form.person()
    };
    let sent = recovery::send_code(context, &request).await?;
    Ok(form.with(sent.challenge, proof))
}

/// Whoever is signed in objects, and is back at the account, which says so.
pub async fn refuse(context: &Context) -> Answer<Response> {
    recovery::refuse(context).await?;
    Ok(see_other(context.locale, "/akun/")?)
}
