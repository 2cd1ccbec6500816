//! The eligibility form.

use crate::http::{Answer, Context};
use crate::pages::form::{Shown, again};
use app::pages::EligibilityDraft;
use domain::time::programme_date;
use worker::Response;

/// Answers it with the same page and the report.
pub async fn send(context: &Context, body: &str) -> Answer<Response> {
    let draft = EligibilityDraft::from_form(body);
    match draft.answers(programme_date(context.now)) {
        Ok(answers) => {
            let report = crate::eligibility::check(context, &answers)?;
            again(
                context,
                &app::pages::eligibility(context.locale, &draft, Some(&report), &[]),
            )
            .await
        }
        Err(errors) => {
            let shown = Shown::of(errors.into(), context);
            let page = app::pages::eligibility(context.locale, &draft, None, &shown.errors);
            shown.on(context, &page).await
        }
    }
}
