//! What the account shows of vacancies, to those who are certified. Fields come from
//! the catalogue as it is now: a course that it no longer has leads to none.

use super::current::current;
use crate::account::registrant::AccountView;
use crate::catalogue::{self, fresh_seed};
use crate::http::{Answer, Context};
use domain::catalogue::{CourseId, Field, Place};
use domain::credential::CredentialView;
use domain::purchase::PurchaseId;
use domain::time::programme_date;
use domain::vacancy::{SHOWN, Suited, SuitedVacancies, VacancyView, certified, suited as nearest};

/// Open vacancies for a certified person; nothing for anybody else, and nothing when
/// they cannot be read: the account is there all the same.
pub async fn suited(
    context: &Context,
    view: &AccountView,
    credentials: &[CredentialView],
) -> Option<SuitedVacancies> {
    let certified = certified(&view.certificates, credentials);
    if certified.is_empty() {
        return None;
    }
    match look(context, view, &certified).await {
        Ok(found) => found,
        Err(refusal) => {
            worker::console_error!(
                "{}",
                serde_json::json!({ "vacancies": format!("{refusal:?}") })
            );
            None
        }
    }
}

async fn look(
    context: &Context,
    view: &AccountView,
    certified: &[PurchaseId],
) -> Answer<Option<SuitedVacancies>> {
    let env = &context.env;
    let (Some(courses), Some(vacancies)) = (catalogue::current(env).await?, current(env).await?)
    else {
        return Ok(None);
    };
    let mut fields: Vec<Field> = view
        .purchases
        .iter()
        .filter(|one| certified.contains(&one.id))
        .filter_map(|one| CourseId::parse(one.redeem.course_code.as_str()).ok())
        .filter_map(|id| Some(courses.index.catalogue().course(id)?.field))
        .collect();
    fields.sort_unstable();
    fields.dedup();
    let Ok(home) = Place::parse(view.home.as_str()) else {
        return Ok(None);
    };
    if fields.is_empty() {
        return Ok(None);
    }
    let person = Suited {
        fields: &fields,
        home,
        seed: fresh_seed()?,
        today: programme_date(context.now),
    };
    let found = nearest(&vacancies.index, &person, SHOWN);
    Ok(Some(SuitedVacancies {
        fields: fields.iter().map(|one| one.as_str().to_owned()).collect(),
        vacancies: found.into_iter().map(VacancyView::short).collect(),
    }))
}
