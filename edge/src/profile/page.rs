//! The form that changes it: plain HTML.

use crate::http::{Answer, Context, see_other};
use crate::pages::form::{Shown, again};
use crate::profile;
use domain::profile::ProfileRequest;
use serde::Deserialize;
use worker::Response;

/// Shows it as it is.
pub async fn show(context: &Context) -> Answer<Response> {
    let view = profile::own(context).await?;
    let typed = ProfileRequest {
        domicile: view.domicile.clone(),
        education: view.education.clone(),
        work_status: view.work_status.clone(),
    };
    let page = app::pages::profile(context.locale, &view, &typed, (&[], None));
    again(context, &page).await
}

/// What is chosen. What a browser does not send, since it could not be chosen when the page was
/// made, stays.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ProfileForm {
    domicile: String,
    education: Option<String>,
    work_status: Option<String>,
}

/// Changes it; or shows it again, with what was chosen and what is wrong.
pub async fn send(context: &Context, form: ProfileForm) -> Answer<Response> {
    let view = profile::own(context).await?;
    let request = ProfileRequest {
        domicile: form.domicile,
        education: form.education.unwrap_or_else(|| view.education.clone()),
        work_status: form.work_status.unwrap_or_else(|| view.work_status.clone()),
    };
    match profile::change(context, &request).await {
        Ok(_) => Ok(see_other(context.locale, "/akun/data/")?),
        Err(refusal) => {
            let shown = Shown::of(refusal, context);
            let wrong = (shown.errors.as_slice(), shown.sentence.as_deref());
            let page = app::pages::profile(context.locale, &view, &request, wrong);
            shown.on(context, &page).await
        }
    }
}
