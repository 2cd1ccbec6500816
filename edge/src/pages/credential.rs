//! Digital certificates as pages: verifying one by a plain form, for phones that
//! run no program, and the holder's own as PDF.

use super::{Shown, again, value};
use crate::credential::{link, pdf, verdict};
use crate::http::{Answer, Context, Refusal};
use crate::object::failed;
use crate::registrant::ShowCredential;
use crate::session;
use domain::credential::{Verdict, Wrong, read_link};
use domain::messages::Code;
use domain::purchase::PurchaseId;
use worker::Response;

/// `POST /sertifikat/`
pub async fn send(context: &Context, body: &str) -> Answer<Response> {
    let typed = value(body, "tautan");
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

/// The purchase whose certificate a path asks for: `/akun/sertifikat/{purchase}.pdf`.
pub fn asked(path: &str) -> Option<&str> {
    let name = path.strip_prefix("/akun/sertifikat/")?;
    name.strip_suffix(".pdf").filter(|id| !id.is_empty())
}

/// `GET /akun/sertifikat/{purchase}.pdf`: for its holder alone, kept nowhere.
pub async fn show_pdf(context: &Context, purchase: &str) -> Answer<Response> {
    let unknown = || Refusal::code(Code::CredentialUnknown);
    session::current(context)?;
    let purchase = PurchaseId::parse(purchase).map_err(|_| unknown())?;
    let jwt = session::ask(context, ShowCredential { purchase }).await?;
    let Verdict::Signed(certificate, _) = verdict(context, &jwt).await? else {
        return Err(unknown());
    };
    let bytes = pdf(&certificate, &link(&context.env, &jwt)?)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_name_with_its_ending_is_a_certificate() {
        assert_eq!(asked("/akun/sertifikat/ab12.pdf"), Some("ab12"));
        for other in ["/akun/sertifikat/", "/akun/sertifikat/.pdf", "/akun/x.pdf"] {
            assert_eq!(asked(other), None, "{other}");
        }
    }
}
