//! The page that sends a certificate in, and its form without a program: the same
//! checks as the API's, on a file that comes whole.

use crate::crypto::uuid;
use crate::http::{Answer, Context, Refusal, see_other};
use crate::pages::form::{Shown, again};
use crate::{certificate, registration};
use app::pages::{SendPage, send_certificate};
use domain::api::Account;
use domain::messages::{Code, Locale};
use domain::purchase::PurchaseId;
use serde::Deserialize;
use worker::{Request, Response};

/// Shows the page of the course in the address.
pub async fn show(request: &Request, context: &Context) -> Answer<Response> {
    let url = request.url()?;
    let mut pairs = url.query_pairs();
    let asked = pairs.find(|(name, _)| name == "pelatihan");
    let asked = asked.map(|(_, id)| id.into_owned()).unwrap_or_default();
    let account = crate::account::own(context).await?;
    let page = page(context.locale, &account, &asked, None, &uuid()?);
    again(context, &page).await
}

fn page(
    locale: Locale,
    account: &Account,
    asked: &str,
    refusal: Option<&str>,
    key: &str,
) -> app::pages::Page {
    let mut certificates = account.certificates.iter();
    send_certificate(
        locale,
        SendPage {
            certificate: certificates.find(|one| one.purchase.as_str() == asked),
            idempotency_key: key,
            refusal,
        },
    )
}

/// Which sending.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct WithdrawForm {
    id: String,
}

/// Takes a file back, and shows the account as it is then.
pub async fn withdraw(context: &Context, form: WithdrawForm) -> Answer<Response> {
    match certificate::withdraw(context, &form.id).await {
        Ok(_) => Ok(see_other(context.locale, "/akun/#pelatihan-saya")?),
        Err(refusal) => crate::account::page::refused(context, refusal).await,
    }
}

/// Takes the form. A second tap brings the same key and the same file.
pub async fn take(request: &mut Request, context: &Context) -> Answer<Response> {
    // Before a body of megabytes is read: a cookie can be made up, a session cannot.
    crate::account::own(context).await?;
    let form = certificate::read_form(request, &["pelatihan", "idempotency_key"], "berkas").await;
    let (asked, taken) = match form {
        Ok(form) => {
            let asked = form.field("pelatihan").to_owned();
            let key = registration::parse_key(form.field("idempotency_key"))?;
            let taken = match PurchaseId::parse(&asked) {
                Ok(purchase) => certificate::whole(context, purchase, &form.file, &key).await,
                Err(_) => Err(Refusal::code(Code::PurchaseUnknown)),
            };
            (asked, taken)
        }
        Err(refusal) => (String::new(), Err(refusal)),
    };
    match taken {
        Ok(_) => Ok(see_other(context.locale, "/akun/#pelatihan-saya")?),
        Err(refusal @ Refusal::Whole(Code::SignInNeeded, _)) => Err(refusal),
        Err(refusal) => {
            let shown = Shown::of(refusal, context);
            let account = crate::account::own(context).await?;
            // A body that was too long was not read: with one course it is that one.
            let asked = match (asked.as_str(), account.certificates.as_slice()) {
                ("", [only]) => only.purchase.as_str().to_owned(),
                _ => asked,
            };
            let page = page(
                context.locale,
                &account,
                &asked,
                shown.sentence.as_deref(),
                &uuid()?,
            );
            shown.on(context, &page).await
        }
    }
}
