//! Digital certificates from platforms: what one has to say, and the certificate
//! itself once the institution has signed it.

use super::{MAX_BODY_BYTES, client, parsed};
use crate::credential::{self, code_of, issuers, origin};
use crate::crypto::Purpose;
use crate::http::{Answer, Context, Refusal, bytes_up_to, done, odd};
use crate::registrant::{Answer as Stored, CertificateAsk, Question, Registrants};
use domain::credential::{
    CertificateDraft, CertificateReceipt, CertificateRequest, DraftRequest, Verdict, verify,
};
use domain::purchase::{InvoiceCode, PlatformCode, RedeemCode};
use worker::Request;

/// `POST /api/partner/v1/certificate/draft`
pub async fn draft(context: &Context, request: &mut Request) -> Answer<CertificateDraft> {
    let body = bytes_up_to(request, "application/json", MAX_BODY_BYTES).await?;
    let platform = client::platform(context, request, &body).await?;
    let asked: DraftRequest = parsed(&body)?;
    let ask = ask(context, platform, &asked.redeem_code, asked.invoice_code)?;
    let question = Question::DraftCertificate {
        ask,
        now: context.now,
    };
    match tell(context, &asked.redeem_code, question).await? {
        Stored::CertificateDraft(draft) => {
            let named = issuers(&context.env).await?;
            Ok(credential::drafted(*draft, &named))
        }
        _ => Err(odd()),
    }
}

/// `POST /api/partner/v1/certificate`
pub async fn take(context: &Context, request: &mut Request) -> Answer<CertificateReceipt> {
    let body = bytes_up_to(request, "application/json", MAX_BODY_BYTES).await?;
    let platform = client::platform(context, request, &body).await?;
    let asked: CertificateRequest = parsed(&body)?;
    let named = issuers(&context.env).await?;
    // Lists have nothing to say about what nobody has had yet.
    let certificate = match verify(&asked.certificate, &named, &[], context.now) {
        Verdict::Signed(certificate, _) => certificate,
        Verdict::Wrong(wrong) => return Err(Refusal::code(code_of(wrong))),
    };
    let ask = ask(context, platform, &asked.redeem_code, asked.invoice_code)?;
    let question = Question::TakeCertificate {
        ask,
        certificate,
        jwt: asked.certificate,
        now: context.now,
    };
    match tell(context, &asked.redeem_code, question).await? {
        Stored::CertificateTaken(receipt) => Ok(receipt),
        _ => Err(odd()),
    }
}

fn ask(
    context: &Context,
    platform: PlatformCode,
    code: &RedeemCode,
    invoice: InvoiceCode,
) -> Answer<CertificateAsk> {
    let digest = context
        .config
        .keys
        .digest(Purpose::RedeemCode, &[code.as_str()]);
    Ok(CertificateAsk {
        code_hash: digest.text(),
        platform,
        invoice,
        origin: origin(&context.env)?,
    })
}

async fn tell(context: &Context, code: &RedeemCode, question: Question) -> Answer<Stored> {
    let digest = context
        .config
        .keys
        .digest(Purpose::RedeemCode, &[code.as_str()]);
    let registrants = Registrants::of(&context.env, &context.config)?;
    done(registrants.ask(&digest, question).await?)
}
