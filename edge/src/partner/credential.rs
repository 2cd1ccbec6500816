//! Digital certificates from platforms: what one has to say, and the certificate
//! itself once the institution has signed it.

use super::SignedCall;
use crate::credential::registrant::CompletedPurchase;
use crate::credential::registrant::{DraftCredential, TakeCredential};
use crate::credential::{self, code_of, issuers, origin};
use crate::crypto::{Digest, Purpose};
use crate::http::{Answer, Context, Refusal, done};
use domain::credential::{
    CredentialDraft, CredentialDraftRequest, CredentialReceipt, CredentialRequest, Verdict, verify,
};
use domain::purchase::{InvoiceCode, PlatformCode, RedeemCode};

/// `POST /api/partner/v1/credential/draft`
pub async fn draft(context: &Context, call: &SignedCall) -> Answer<CredentialDraft> {
    let asked: CredentialDraftRequest = call.parsed()?;
    let (digest, purchase) = completed(
        context,
        &call.platform,
        &asked.redeem_code,
        asked.invoice_code,
    )?;
    let draft = DraftCredential {
        purchase,
        now: context.now,
    };
    let draft = done(context.registrants().ask(&digest, draft).await?)?;
    let named = issuers(&context.env).await?;
    Ok(credential::drafted(draft, &named))
}

/// `POST /api/partner/v1/credential`
pub async fn take(context: &Context, call: &SignedCall) -> Answer<CredentialReceipt> {
    let asked: CredentialRequest = call.parsed()?;
    let named = issuers(&context.env).await?;
    // Lists have nothing to say about what nobody has had yet.
    let credential = match verify(&asked.credential, &named, &[], context.now) {
        Verdict::Signed(credential, _) => credential,
        Verdict::Wrong(wrong) => return Err(Refusal::code(code_of(wrong))),
    };
    let (digest, purchase) = completed(
        context,
        &call.platform,
        &asked.redeem_code,
        asked.invoice_code,
    )?;
    let take = TakeCredential {
        purchase,
        credential: *credential,
        jwt: asked.credential,
        now: context.now,
    };
    done(context.registrants().ask(&digest, take).await?)
}

/// The purchase that a platform names, and what leads to its shard.
fn completed(
    context: &Context,
    platform: &PlatformCode,
    code: &RedeemCode,
    invoice: InvoiceCode,
) -> Answer<(Digest, CompletedPurchase)> {
    let digest = context
        .config
        .keys
        .digest(Purpose::RedeemCode, &[code.as_str()]);
    let purchase = CompletedPurchase {
        code_hash: digest.text(),
        platform: platform.clone(),
        invoice,
        origin: origin(&context.env)?,
    };
    Ok((digest, purchase))
}
