//! The public status form: plain HTML there and back.

use crate::http::{Answer, Context, KEEP};
use crate::pages::form::{Shown, again};
use domain::identity::BirthDate;
use domain::registration::Field;
use domain::status::StatusRequest;
use serde::Deserialize;
use worker::Response;

/// What is typed: the date in three boxes.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct StatusForm {
    registration_number: String,
    birth_day: String,
    birth_month: String,
    birth_year: String,
}

/// Answers it.
pub async fn send(context: &Context, form: StatusForm) -> Answer<Response> {
    let number = form.registration_number;
    let birth = [&form.birth_day, &form.birth_month, &form.birth_year].map(String::as_str);
    let request = StatusRequest {
        registration_number: number.clone(),
        birth_date: BirthDate::joined(birth),
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
