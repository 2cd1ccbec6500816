//! The identity check: asked of the civil registry (Dukcapil) after the
//! registration was accepted, never before, and never in its way. What it does not find so
//! can be put right.

mod consumer;
mod dukcapil;
pub mod page;
pub mod registrant;

pub use consumer::{Check, consume};

use crate::crypto::Purpose;
use crate::http::{Answer, Context, done};
use crate::registration::scheme;
use crate::sign_in::session;
use domain::identity::Nik;
use domain::registration::{Correction, CorrectionRequest, IdentityView};
use domain::staff::FoundPerson;
use domain::time::programme_date;
use registrant::{Correct, ListPeople, ShowIdentity};

/// What the signed-in person has registered of themselves.
pub async fn own(context: &Context) -> Answer<IdentityView> {
    let (view, _) = session::ask(context, ShowIdentity).await?;
    Ok(view)
}

/// Puts it right, and has it checked anew.
pub async fn correct(context: &Context, request: &CorrectionRequest) -> Answer<IdentityView> {
    let (_, nik) = session::ask(context, ShowIdentity).await?;
    let scheme = scheme(context).await?;
    let today = programme_date(context.now);
    let correction = Correction::parse(request, &nik, &scheme, today)?;
    session::ask(context, Correct(correction)).await
}

/// Everybody who has registered with a NIK, for the office.
pub async fn people_of(context: &Context, nik: &Nik) -> Answer<Vec<FoundPerson>> {
    let digest = context.config.keys.digest(Purpose::Nik, &[nik.as_str()]);
    let list = ListPeople {
        nik_hash: digest.text(),
        now: Some(context.now),
    };
    done(context.registrants().ask(&digest, list).await?)
}
