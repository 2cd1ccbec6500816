//! The public status form: plain HTML there and back.

use super::form::parse;
use super::{Shown, again};
use crate::http::{Answer, Context, KEEP};
use domain::registration::{Draft, Field};
use domain::status::StatusRequest;
use serde::Deserialize;
use worker::Response;

/// The number, beside the birth date in the fields of a registration.
#[derive(Default, Deserialize)]
#[serde(default)]
struct NumberForm {
    registration_number: String,
}

/// Answers it.
pub async fn send(context: &Context, body: &str) -> Answer<Response> {
    let NumberForm {
        registration_number: number,
    } = parse(body)?;
    let draft = Draft::from_form(body);
    let birth =
        [Field::BirthDay, Field::BirthMonth, Field::BirthYear].map(|field| draft.get(field));
    let request = StatusRequest {
        registration_number: number.clone(),
        birth_date: draft.request().birth_date,
    };
    match crate::status::check(context, &request).await {
        Ok(found) => {
            let page = app::pages::status(context.locale, &number, birth, Some(&found), &[], None);
            let mut response = again(context, &page).await?;
            if !context.is_borrowed() {
                // For whoever asks the same again on this phone (app/worker/answers.js).
                response.headers_mut().set(KEEP, "asked")?;
            }
            Ok(response)
        }
        Err(refusal) => {
            let mut shown = Shown::of(refusal, context);
            for error in &mut shown.errors {
                if error.field == Field::BirthDate {
                    error.field = Field::BirthDay;
                }
            }
            let sentence = shown.sentence.as_deref();
            let page = app::pages::status(
                context.locale,
                &number,
                birth,
                None,
                &shown.errors,
                sentence,
            );
            shown.on(context, &page).await
        }
    }
}
