//! The account's page, and its two forms: join a wave, sign out.

use crate::crypto::uuid;
use crate::http::{
    ACCOUNT, Answer, Context, KEEP, Refusal, Session, borrow as borrowed, give_back, name_account,
    see_other,
};
use crate::pages::form::{Shown, again};
use crate::sign_in::session;
use crate::{payout, purchase, push, registration, wave};
use domain::messages::Code;
use domain::payout_account::LinkRequest;
use domain::push::PushOffRequest;
use domain::survey::SurveyRequest;
use serde::Deserialize;
use std::collections::BTreeMap;
use worker::{Request, Response};

/// Shows it; after registering (`?baru`) with the receipt.
pub async fn show(request: &Request, context: &Context) -> Answer<Response> {
    let account = crate::account::own(context).await?;
    let just_registered = request.url()?.query() == Some("baru");
    let page = app::pages::account(context.locale, &account, just_registered, &uuid()?, None);
    let mut response = again(context, &page).await?;
    if !context.is_borrowed() {
        // Never in any cache on the way, but on a person's own phone, so that they
        // can read offline what they last saw (app/worker/copies.js).
        let tag = session::tag(context, &account.registration_number);
        let headers = response.headers_mut();
        headers.set(KEEP, "own")?;
        headers.set(ACCOUNT, &tag)?;
        if context.account_tag().as_ref() != Some(&tag) {
            name_account(&mut response, &tag)?;
        }
    }
    Ok(response)
}

/// Which wave.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct WaveForm {
    wave: String,
    idempotency_key: String,
}

impl WaveForm {
    fn number(&self) -> Answer<u32> {
        self.wave
            .parse()
            .map_err(|_| Refusal::code(Code::WaveUnknown))
    }
}

/// Joins a wave, and shows the account as it is then. A second tap brings the
/// same key and gets the same answer.
pub async fn join(context: &Context, form: WaveForm) -> Answer<Response> {
    let number = form.number()?;
    let key = registration::parse_key(&form.idempotency_key)?;
    match wave::join(context, number, &key).await {
        // From another tab, perhaps: what was wanted is so.
        Ok(_) | Err(Refusal::Whole(Code::WaveAlreadyJoined, _)) => {
            Ok(see_other(context.locale, "/akun/")?)
        }
        Err(refusal) => refused(context, refusal).await,
    }
}

/// Leaves a wave that is still open.
pub async fn leave(context: &Context, form: WaveForm) -> Answer<Response> {
    match wave::leave(context, form.number()?).await {
        Ok(()) => Ok(see_other(context.locale, "/akun/")?),
        Err(refusal) => refused(context, refusal).await,
    }
}

/// Which purchase.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PurchaseForm {
    id: String,
}

/// Gives a reserved course back.
pub async fn cancel_purchase(context: &Context, form: PurchaseForm) -> Answer<Response> {
    match purchase::cancel(context, &form.id).await {
        Ok(_) => Ok(see_other(context.locale, "/akun/#pelatihan-saya")?),
        Err(refusal) => refused(context, refusal).await,
    }
}

/// Which account.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct LinkForm {
    partner: String,
    number: String,
}

/// Links an account for incentives.
pub async fn link(context: &Context, form: LinkForm) -> Answer<Response> {
    let request = LinkRequest {
        partner: form.partner,
        number: form.number,
    };
    match payout::link(context, request).await {
        Ok(_) => Ok(see_other(context.locale, "/akun/#rekening")?),
        Err(refusal) => refused(context, refusal).await,
    }
}

/// Takes the linked account off.
pub async fn unlink(context: &Context) -> Answer<Response> {
    match payout::unlink(context).await {
        Ok(_) => Ok(see_other(context.locale, "/akun/#rekening")?),
        Err(refusal) => refused(context, refusal).await,
    }
}

/// Has none of the person's phones told any more, wherever they are.
pub async fn tell_no_phone(context: &Context) -> Answer<Response> {
    push::unsubscribe(context, &PushOffRequest { endpoint: None }).await?;
    Ok(see_other(context.locale, "/akun/")?)
}

/// A survey to answer; who has answered it is led back to the account.
pub async fn show_survey(context: &Context, number: u32) -> Answer<Response> {
    let account = crate::account::own(context).await?;
    let surveys = account.payout.map(|one| one.surveys).unwrap_or_default();
    let known = surveys.iter().find(|one| one.number == number);
    match known {
        None => Err(Refusal::code(Code::SurveyUnknown)),
        Some(one) if one.is_open => {
            let page = app::pages::survey(context.locale, number, &SurveyRequest::default(), None);
            again(context, &page).await
        }
        Some(_) => Ok(see_other(context.locale, "/akun/#insentif")?),
    }
}

/// Takes the answers, or shows the form again with what was chosen.
pub async fn answer_survey(
    context: &Context,
    number: u32,
    answers: BTreeMap<String, String>,
) -> Answer<Response> {
    let request = SurveyRequest { answers };
    match payout::answer_survey(context, number, &request).await {
        Ok(_) => Ok(see_other(context.locale, "/akun/#insentif")?),
        Err(refusal) => {
            let shown = Shown::of(refusal, context);
            let page =
                app::pages::survey(context.locale, number, &request, shown.sentence.as_deref());
            shown.on(context, &page).await
        }
    }
}

/// The account again, with what is wrong.
pub async fn refused(context: &Context, refusal: Refusal) -> Answer<Response> {
    let shown = Shown::of(refusal, context);
    let account = crate::account::own(context).await?;
    let page = app::pages::account(
        context.locale,
        &account,
        false,
        &uuid()?,
        shown.sentence.as_deref(),
    );
    shown.on(context, &page).await
}

/// Signs out.
pub async fn sign_out(context: &Context) -> Answer<Response> {
    session::sign_out(context).await?;
    let mut response = see_other(context.locale, "/")?;
    Session::end(&mut response)?;
    if context.is_borrowed() {
        give_back(&mut response)?;
    }
    Ok(response)
}

/// From here on this is not the person's own phone: whoever was signed in on it is
/// not any more.
pub async fn borrow(context: &Context) -> Answer<Response> {
    session::sign_out(context).await?;
    let mut response = see_other(context.locale, "/masuk/")?;
    Session::end(&mut response)?;
    borrowed(&mut response)?;
    Ok(response)
}
