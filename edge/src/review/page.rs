//! The form of a review, sent without JavaScript.

use crate::http::{Answer, Context, Refusal, see_other};
use crate::pages::form::{Shown, again};
use crate::review;
use app::pages::{ReviewField, ReviewPage};
use domain::api::Account;
use domain::messages::Code;
use domain::partner::RedeemStatus;
use domain::purchase::PurchaseView;
use domain::review::{ReviewRequest, Stars};
use serde::Deserialize;
use worker::Response;

/// The form, with what was said before.
pub async fn show(context: &Context, id: &str) -> Answer<Response> {
    let account = crate::account::own(context).await?;
    let purchase = completed(&account, id)?;
    let known = account
        .reviews
        .iter()
        .find(|one| one.purchase == purchase.id);
    let text = known.and_then(|one| one.text.as_deref());
    let page = ReviewPage {
        zone: account.time_zone,
        purchase,
        known,
        stars: known.map(|one| one.stars),
        text: text.unwrap_or_default(),
    };
    again(context, &app::pages::review(context.locale, &page, None)).await
}

/// What is chosen and typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ReviewForm {
    stars: String,
    text: String,
}

/// Takes it; or shows it again, with what was typed and what is wrong.
pub async fn send(context: &Context, id: &str, form: ReviewForm) -> Answer<Response> {
    let stars = form.stars.parse().unwrap_or_default();
    let text = form.text;
    let request = ReviewRequest {
        stars,
        text: Some(text.clone()),
    };
    let refusal = match review::rate(context, id, &request).await {
        Ok(_) => return Ok(see_other(context.locale, "/akun/#pelatihan-saya")?),
        Err(refusal @ Refusal::Whole(Code::SignInNeeded | Code::PurchaseUnknown, _)) => {
            return Err(refusal);
        }
        Err(refusal) => refusal,
    };
    let blamed = match &refusal {
        Refusal::Whole(Code::ReviewStars, _) => ReviewField::Stars,
        Refusal::Whole(Code::ReviewTooLong, _) => ReviewField::Text,
        _ => ReviewField::Nothing,
    };
    let shown = Shown::of(refusal, context);
    let account = crate::account::own(context).await?;
    let purchase = completed(&account, id)?;
    let page = ReviewPage {
        zone: account.time_zone,
        purchase,
        known: account
            .reviews
            .iter()
            .find(|one| one.purchase == purchase.id),
        stars: Stars::new(stars).ok(),
        text: &text,
    };
    let refused = shown.sentence.as_deref().map(|sentence| (blamed, sentence));
    let page = app::pages::review(context.locale, &page, refused);
    shown.on(context, &page).await
}

fn completed<'a>(account: &'a Account, id: &str) -> Answer<&'a PurchaseView> {
    let purchase = account.purchases.iter().find(|one| one.id.as_str() == id);
    let purchase = purchase.ok_or(Refusal::code(Code::PurchaseUnknown))?;
    if purchase.redeem.status == RedeemStatus::Completed {
        Ok(purchase)
    } else {
        Err(Refusal::code(Code::ReviewNotCompleted))
    }
}
