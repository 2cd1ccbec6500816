//! Digital certificates: who may issue them, which were revoked, and the files
//! that tell everybody. Certificates themselves lie in the registrant shards.

mod desk;
mod files;
mod issuers;
pub mod page;
mod pdf;
pub mod registrant;
mod text;

pub use desk::CredentialDesk;
pub use files::{did_document, is_for, issuers, serve, status_list};
pub use issuers::origin;
pub use pdf::pdf;

use crate::http::{Answer, Context};
use crate::signing::Signing;
use crate::sql::Outcome;
use domain::credential::{
    CredentialDraft, CredentialView, IssuerKey, Issuers, RevocationReason, Standing, StatusList,
    Verdict, Wrong, claimed, short, verify,
};
use domain::messages::Code;
use domain::purchase::PurchaseId;
use domain::staff::CommandState;
use worker::{Env, Result};

/// Signs a publication of keys.
pub async fn publish_keys(
    env: &Env,
    signing: Signing,
    keys: Vec<IssuerKey>,
) -> Result<Outcome<CommandState>> {
    let state = desk::publish_keys(env, signing, keys).await?;
    files::forget();
    Ok(state)
}

/// Signs a revocation.
pub async fn revoke(
    env: &Env,
    signing: Signing,
    list: u32,
    place: u32,
    reason: RevocationReason,
) -> Result<Outcome<CommandState>> {
    let state = desk::revoke(env, signing, list, place, reason).await?;
    files::forget();
    Ok(state)
}

/// Why a certificate is not taken, as a refusal says it.
pub const fn code_of(wrong: Wrong) -> Code {
    match wrong {
        Wrong::Malformed => Code::CredentialMalformed,
        Wrong::IssuerUnknown => Code::CredentialIssuerUnknown,
        Wrong::KeyUnknown => Code::CredentialKeyUnknown,
        Wrong::KeyNotValidThen => Code::CredentialKeyNotValid,
        Wrong::Signature => Code::CredentialSignatureWrong,
        Wrong::NotYetValid => Code::CredentialNotYetValid,
    }
}

/// A draft with the institution's name as it is published.
pub fn drafted(draft: CredentialDraft, issuers: &Issuers) -> CredentialDraft {
    let named = issuers.find(&draft.issuer).map(|(name, _)| name.to_owned());
    match named {
        Some(name) => draft.named(&name),
        None => draft,
    }
}

/// The verdict on a certificate by what is published now.
pub async fn verdict(context: &Context, jwt: &str) -> Answer<Verdict> {
    let issuers = issuers(&context.env).await?;
    let lists = match claimed(jwt) {
        Some(entry) => lists(context, &issuers, &entry.list).await?,
        None => vec![],
    };
    Ok(verify(jwt, &issuers, &lists, context.now))
}

async fn lists(context: &Context, issuers: &Issuers, id: &str) -> Answer<Vec<StatusList>> {
    let Some(jwt) = status_list(context, id).await? else {
        return Ok(vec![]);
    };
    Ok(StatusList::parse(&jwt, issuers).into_iter().collect())
}

/// Certificates as their holder's account shows them.
pub async fn shown(
    context: &Context,
    stored: &[(PurchaseId, String)],
) -> Answer<Vec<CredentialView>> {
    let mut shown = Vec::new();
    for (purchase, jwt) in stored {
        let Verdict::Signed(credential, standing) = verdict(context, jwt).await? else {
            // The key was taken out of the list since.
            continue;
        };
        shown.push(CredentialView {
            purchase: purchase.clone(),
            id: credential.id,
            title: credential.title,
            institution: credential.institution,
            valid_from: credential.valid_from,
            link: link(&context.env, jwt)?,
            revoked: match standing {
                Standing::Revoked(revocation) => Some((revocation.since, revocation.reason)),
                _ => None,
            },
        });
    }
    Ok(shown)
}

/// The link that the code in the PDF holds.
pub fn link(env: &Env, jwt: &str) -> Result<String> {
    Ok(format!("{}/sertifikat/#{}", origin(env)?, short(jwt)))
}
