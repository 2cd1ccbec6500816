//! The API's answers about vacancies.

use super::current::{Current, current};
use crate::catalogue::fresh_seed;
use crate::http::{Answer, Context, Refusal};
use app::pages::VacancySearch;
use domain::messages::Code;
use domain::time::{Zone, programme_date};
use domain::vacancy::{Standing, Vacancy, VacancyId, VacancyList, VacancyView};
use std::rc::Rc;

async fn published(context: &Context) -> Answer<Rc<Current>> {
    let current = current(&context.env).await?;
    current.ok_or_else(|| Refusal::code(Code::VacancyNotPublished))
}

/// Open vacancies that fit the question in an address.
pub async fn search(context: &Context, query: &str) -> Answer<VacancyList> {
    let current = published(context).await?;
    let seed = match VacancySearch::seed_of(query) {
        Some(seed) => seed,
        None => fresh_seed()?,
    };
    let asked = VacancySearch::parse(query, seed);
    let found = current
        .index
        .search(&asked.query(programme_date(context.now)));
    Ok(VacancyList {
        version: current.version,
        as_of: Zone::Wib.date(current.published_at),
        total: found.total,
        page: asked.page,
        seed: asked.seed_text(),
        vacancies: found
            .vacancies
            .into_iter()
            .map(VacancyView::short)
            .collect(),
    })
}

/// A vacancy that is shown, open or closed; one that is to be published later is
/// not there yet.
pub fn one<'a>(context: &Context, current: &'a Current, id: &VacancyId) -> Answer<&'a Vacancy> {
    let today = programme_date(context.now);
    let found = current.index.vacancy(id);
    found
        .filter(|one| one.standing(today) != Standing::Ahead)
        .ok_or_else(|| Refusal::code(Code::VacancyUnknown))
}

/// One vacancy while one may apply.
pub async fn show(context: &Context, id: &str) -> Answer<VacancyView> {
    let current = published(context).await?;
    let id = VacancyId::parse(id).map_err(|_| Refusal::code(Code::VacancyUnknown))?;
    let one = one(context, &current, &id)?;
    match one.standing(programme_date(context.now)) {
        Standing::Closed => Err(Refusal::code(Code::VacancyClosed)),
        Standing::Ahead | Standing::Open => Ok(VacancyView::whole(one)),
    }
}
