//! The registration form without JavaScript: every page carries what was typed
//! before, and the edge keeps nothing until it is sent.

use crate::crypto::uuid;
use crate::http::{Answer, Context, Refusal, see_other};
use crate::pages::form::{Shown, again, parse};
use crate::sign_in::page::at_the_code;
use crate::{contact, registration};
use app::pages::Page;
use domain::api::Limit;
use domain::messages::Code;
use domain::registration::machine::{self, Action, Button, Rules};
use domain::registration::{Draft, Field, FieldError, Step};
use domain::time::programme_date;
use serde::Deserialize;
use worker::Response;

/// What a page of the form says beside the draft: which it is, and which button was pressed.
#[derive(Default, Deserialize)]
#[serde(default)]
struct StepForm {
    step: String,
    go: String,
    declaration: String,
    consent: String,
}

/// Answers one page of the form with the next, or with itself and what is wrong.
pub async fn send(context: &Context, body: &str) -> Answer<Response> {
    let mut draft = Draft::from_form(body);
    let form: StepForm = parse(body)?;
    let step = Step::find(&form.step).unwrap_or(Step::Nik);
    forget_unticked(&mut draft, &form, step);
    if registration::parse_key(draft.get(Field::IdempotencyKey)).is_err() {
        draft.set(Field::IdempotencyKey, &uuid()?);
    }
    let scheme = registration::scheme(context).await?;
    let shown = Form {
        context,
        rules: Rules {
            scheme: &scheme,
            today: programme_date(context.now),
        },
    };
    let button = Button::find(&form.go);
    match machine::press(&draft, step, button, shown.rules) {
        Action::Show(step) => shown.ask(&draft, step).await,
        Action::Refuse(errors) => {
            let refused = Shown::of(errors.into(), context);
            shown.refuse(&draft, step, &refused).await
        }
        Action::SendCode => shown.send_code(draft).await,
        Action::VerifyCode => shown.take_code(draft).await,
        Action::Submit => shown.submit(draft).await,
    }
}

/// A box without a tick is not sent at all; on its own page that means no.
fn forget_unticked(draft: &mut Draft, form: &StepForm, step: Step) {
    for (field, said) in [
        (Field::Declaration, &form.declaration),
        (Field::Consent, &form.consent),
    ] {
        if step == Step::of(field) && said.is_empty() {
            draft.set(field, "");
        }
    }
}

/// The form, for one request.
struct Form<'a> {
    context: &'a Context,
    rules: Rules<'a>,
}

impl Form<'_> {
    async fn ask(&self, draft: &Draft, step: Step) -> Answer<Response> {
        let page = self.page(draft, step, &[], None);
        again(self.context, &page).await
    }

    /// The same page of the form again, with what is wrong on it.
    async fn refuse(&self, draft: &Draft, step: Step, shown: &Shown) -> Answer<Response> {
        let page = self.page(draft, step, &shown.errors, shown.sentence.as_deref());
        shown.on(self.context, &page).await
    }

    fn page(&self, draft: &Draft, step: Step, errors: &[FieldError], notice: Option<&str>) -> Page {
        let (locale, scheme) = (self.context.locale, &self.rules.scheme.id);
        app::pages::registration(locale, draft, step, errors, notice, Some(scheme))
    }

    async fn send_code(&self, mut draft: Draft) -> Answer<Response> {
        self.context.limit(Limit::SendCode).await?;
        let (phone, turn) = (draft.get(Field::Phone), draft.get(Field::Turn));
        match contact::send_otp(self.context, phone, turn).await {
            Ok(sent) => {
                machine::keep_challenge(&mut draft, &sent.challenge);
                self.ask(&draft, Step::Otp).await
            }
            // The page says when its turn is; the code is asked for on it again.
            Err(Refusal::Whole(Code::TurnLater, params)) => {
                draft.set(Field::Turn, &params.turn.unwrap_or_default());
                // A code that went out before may still arrive.
                let step = machine::where_to_wait(&draft);
                self.ask(&draft, step).await
            }
            Err(refusal) => {
                let shown = Shown::of(refusal, self.context);
                // A code that went out a moment ago is still good.
                let step = if draft.get(Field::Challenge).is_empty() || !shown.errors.is_empty() {
                    Step::Phone
                } else {
                    Step::Otp
                };
                self.refuse(&draft, step, &shown).await
            }
        }
    }

    async fn take_code(&self, mut draft: Draft) -> Answer<Response> {
        self.context.limit(Limit::TryCode).await?;
        let (challenge, code) = (draft.get(Field::Challenge), draft.get(Field::Otp));
        match contact::verify_otp(self.context, challenge, code).await {
            Ok(verified) => {
                machine::keep_proof(&mut draft, &verified.phone_proof);
                let next = machine::after_code(&draft, self.rules);
                self.ask(&draft, next).await
            }
            Err(refusal) => {
                let shown = at_the_code(refusal, self.context);
                self.refuse(&draft, Step::Otp, &shown).await
            }
        }
    }

    async fn submit(&self, draft: Draft) -> Answer<Response> {
        let key = registration::parse_key(draft.get(Field::IdempotencyKey))?;
        match registration::register(self.context, &key, &draft.request()).await {
            Ok((_, Some(session))) => {
                let mut response = see_other(self.context.locale, "/akun/?baru")?;
                session.begin(&mut response)?;
                Ok(response)
            }
            // Sent again long after: it is stored, and whose phone this is now is not known.
            Ok((_, None)) => Ok(see_other(self.context.locale, "/masuk/")?),
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
                let shown = Shown::of(refusal, self.context);
                self.refuse(&draft, Step::Check, &shown).await
            }
        }
    }
}

/// The field that a refusal as a whole is about.
const fn field_of(code: Code) -> Option<Field> {
    match code {
        Code::NikTaken | Code::NikContested => Some(Field::Nik),
        Code::PhoneTaken | Code::PhoneNotProven => Some(Field::Phone),
        _ => None,
    }
}
