//! What somebody has registered of themselves, and the form that puts it right: plain HTML.

use crate::http::{Answer, Context, see_other};
use crate::identity;
use crate::pages::form::{Shown, again};
use crate::profile;
use domain::identity::BirthDate;
use domain::registration::CorrectionRequest;
use serde::Deserialize;
use worker::Response;

/// Shows it as it is.
pub async fn show(context: &Context) -> Answer<Response> {
    let view = identity::own(context).await?;
    let profile = profile::own(context).await?;
    let mut born = view.birth_date.splitn(3, '-');
    // As people type it: 2, not 02.
    let [year, month, day] =
        [(); 3].map(|()| born.next().unwrap_or_default().trim_start_matches('0'));
    let typed = app::pages::TypedData {
        kk: &view.kk,
        birth: [day, month, year],
        name: &view.name,
    };
    let page = app::pages::own_data(context.locale, (&view, &profile), typed, &[], None);
    again(context, &page).await
}

/// What is typed: the date in three boxes.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct DataForm {
    kk: String,
    birth_day: String,
    birth_month: String,
    birth_year: String,
    name: String,
}

/// Puts it right; or shows it again, with what was typed and what is wrong.
pub async fn send(context: &Context, form: DataForm) -> Answer<Response> {
    let birth = [&form.birth_day, &form.birth_month, &form.birth_year].map(String::as_str);
    let request = CorrectionRequest {
        kk: form.kk.clone(),
        birth_date: BirthDate::joined(birth),
        name: form.name.clone(),
    };
    match identity::correct(context, &request).await {
        Ok(_) => Ok(see_other(context.locale, "/akun/data/")?),
        Err(refusal) => {
            let shown = Shown::of(refusal, context);
            let view = identity::own(context).await?;
            let own = (&view, &profile::own(context).await?);
            let typed = app::pages::TypedData {
                kk: &form.kk,
                birth,
                name: &form.name,
            };
            let sentence = shown.sentence.as_deref();
            let page = app::pages::own_data(context.locale, own, typed, &shown.errors, sentence);
            shown.on(context, &page).await
        }
    }
}
