//! Digital certificates as pages: verifying one by a plain form, for phones that
//! run no program, and the holder's own as PDF.

use crate::credential::registrant::ShowCredential;
use crate::credential::{link, pdf, verdict};
use crate::http::{Answer, Context, Refusal};
use crate::object::failed;
use crate::pages::form::{Shown, again};
use crate::sign_in::session;
use domain::credential::{Verdict, Wrong, read_link};
use domain::messages::Code;
use domain::purchase::PurchaseId;
use serde::Deserialize;
use worker::Response;

/// A link, or a certificate itself.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct VerifyForm {
    tautan: String,
}

/// `POST /sertifikat/`
pub async fn send(context: &Context, form: VerifyForm) -> Answer<Response> {
    let typed = form.tautan;
    if typed.trim().is_empty() {
        let shown = Shown::of(Refusal::code(Code::CredentialMissing), context);
        let page =
            app::pages::verification(context.locale, &typed, None, shown.sentence.as_deref());
        return shown.on(context, &page).await;
    }
    let verdict = match read_link(&typed) {
        Some(jwt) => verdict(context, &jwt).await?,
        None => Verdict::Wrong(Wrong::Malformed),
    };
    again(
        context,
        &app::pages::verification(context.locale, &typed, Some(&verdict), None),
    )
    .await
}

/// `GET /akun/sertifikat/{purchase}.pdf`: for its holder alone, kept nowhere.
pub async fn show_pdf(context: &Context, file: &str) -> Answer<Response> {
    let unknown = || Refusal::code(Code::CredentialUnknown);
    let purchase = file.strip_suffix(".pdf").filter(|id| !id.is_empty());
    let purchase = purchase.ok_or(Refusal::code(Code::NotFound))?;
    session::current(context)?;
    let purchase = PurchaseId::parse(purchase).map_err(|_| unknown())?;
    let jwt = session::ask(context, ShowCredential { purchase }).await?;
    let Verdict::Signed(credential, _) = verdict(context, &jwt).await? else {
        return Err(unknown());
    };
    let bytes = pdf(&credential, &link(&context.env, &jwt)?)
        .ok_or_else(|| failed("a certificate could not be drawn"))?;
    Ok(Response::builder()
        .with_header("Content-Type", "application/pdf")?
        .with_header("Cache-Control", "private, no-store")?
        .with_header(
            "Content-Disposition",
            "inline; filename=\"sertifikat-prakerja.pdf\"",
        )?
        .fixed(bytes))
}
