//! What somebody who is signed in sees of themselves.

pub mod page;
pub mod registrant;

use crate::account::registrant::AccountView;
use crate::http::{Answer, Context};
use crate::sign_in::session;
use crate::{catalogue, credential, push, vacancy, wave};
use domain::api::Account;
use domain::status::{joinable, status, timeline};

/// The signed-in person's account.
pub async fn own(context: &Context) -> Answer<Account> {
    let view = session::view(context).await?;
    show(context, &view).await
}

/// An account, as its person sees it.
pub async fn show(context: &Context, view: &AccountView) -> Answer<Account> {
    let waves = wave::all(&context.env).await?;
    let credentials = credential::shown(context, &view.credentials).await?;
    let mut purchases = view.purchases.clone();
    if !purchases.is_empty() {
        catalogue::name_platforms(context, &mut purchases).await;
    }
    Ok(Account {
        registration_number: view.number.grouped(),
        name: view.name.clone(),
        email_to_confirm: view.email_to_confirm.clone(),
        recovery: view.recovery.clone(),
        status: status(&view.facts, &waves, context.now, context.locale),
        timeline: timeline(&view.facts, &waves, context.now, context.locale),
        joinable: joinable(&view.facts, &waves, context.now).cloned(),
        applications: view.facts.applications.clone(),
        award: view.award.clone(),
        revocation: view.revocation.clone(),
        purchases,
        vacancies: vacancy::suited(context, view, &credentials).await,
        credentials,
        certificates: view.certificates.clone(),
        reviews: view.reviews.clone(),
        payout: view.payout.clone(),
        push: push::shown(context, &view.number.grouped(), view.phones),
        time_zone: view.facts.zone,
        as_of: context.now,
    })
}
