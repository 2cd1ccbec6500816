//! The public status form: plain HTML there and back.

use super::{again, shown, value};
use crate::http::{Answer, Context};
use domain::registration::{Draft, Field};
use domain::status::StatusRequest;
use worker::Response;

/// Answers it.
pub async fn send(context: &Context, body: &str) -> Answer<Response> {
    let number = value(body, "registration_number");
    let draft = Draft::from_form(body);
    let birth =
        [Field::BirthDay, Field::BirthMonth, Field::BirthYear].map(|field| draft.get(field));
    let request = StatusRequest {
        registration_number: number.clone(),
        birth_date: draft.request().birth_date,
    };
    match crate::status::check(context, &request).await {
        Ok(found) => {
            again(
                context,
                &app::pages::status(&number, birth, Some(&found), &[], None),
                200,
            )
            .await
        }
        Err(refusal) => {
            let (status, mut errors, sentence) = shown(refusal, context);
            for error in &mut errors {
                if error.field == Field::BirthDate {
                    error.field = Field::BirthDay;
                }
            }
            let page = app::pages::status(&number, birth, None, &errors, sentence.as_deref());
            again(context, &page, status).await
        }
    }
}
