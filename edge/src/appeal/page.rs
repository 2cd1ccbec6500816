//! The form of an appeal, sent without JavaScript.

use crate::appeal;
use crate::http::{Answer, Context, Refusal, see_other};
use crate::pages::form::{Shown, again};
use domain::appeal::AppealRequest;
use domain::messages::Code;
use serde::Deserialize;
use worker::Response;

/// The form; nothing for who may not file one.
pub async fn show(context: &Context) -> Answer<Response> {
    let account = crate::account::own(context).await?;
    match account.revocation.filter(|one| one.may_appeal) {
        Some(revocation) => {
            again(
                context,
                &app::pages::appeal(context.locale, account.time_zone, &revocation, "", None),
            )
            .await
        }
        None => Ok(see_other(context.locale, "/akun/")?),
    }
}

/// What is typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct AppealForm {
    text: String,
}

/// Takes it; or shows it again, with what was typed and what is wrong.
pub async fn send(context: &Context, form: AppealForm) -> Answer<Response> {
    let AppealForm { text } = form;
    let request = AppealRequest { text: text.clone() };
    let refusal = match appeal::file(context, &request).await {
        Ok(_) => return Ok(see_other(context.locale, "/akun/#pencabutan")?),
        Err(refusal @ Refusal::Whole(Code::SignInNeeded | Code::AppealNothing, _)) => {
            return Err(refusal);
        }
        Err(refusal) => refusal,
    };
    let shown = Shown::of(refusal, context);
    let account = crate::account::own(context).await?;
    let revocation = account
        .revocation
        .ok_or(Refusal::code(Code::AppealNothing))?;
    let page = app::pages::appeal(
        context.locale,
        account.time_zone,
        &revocation,
        &text,
        shown.sentence.as_deref(),
    );
    shown.on(context, &page).await
}
