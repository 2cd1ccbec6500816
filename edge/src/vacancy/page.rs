//! The vacancies' pages: the list with its search, and one vacancy.

use crate::catalogue::fresh_seed;
use crate::http::NO_STORE;
use crate::http::{Answer, Context, Refusal, page};
use crate::vacancy::{self, Current, current};
use app::pages::{Absent, VacancyPage, VacancyResults, VacancySearch};
use domain::messages::Code;
use domain::time::{Zone, programme_date};
use domain::vacancy::{Standing, VacancyId};
use worker::{Request, Response};

/// `GET /lowongan/`
pub async fn list(context: &Context, request: &Request) -> Answer<Response> {
    match current(&context.env).await {
        Ok(Some(current)) => {
            let url = request.url()?;
            results(context, &current, url.query().unwrap_or_default()).await
        }
        Ok(None) => {
            let shown = app::pages::no_vacancies(context.locale, Absent::NotPublished);
            Ok(page(context, &shown, 200, NO_STORE).await?)
        }
        Err(error) => out_of_reach(context, &error).await,
    }
}

/// `GET /lowongan/LK-00042/`
pub async fn show(context: &Context, value: &str) -> Answer<Response> {
    let id = VacancyId::parse(value).map_err(|_| Refusal::code(Code::NotFound))?;
    match current(&context.env).await {
        Ok(Some(current)) => one(context, &current, &id).await,
        Ok(None) => Err(Refusal::code(Code::VacancyUnknown)),
        Err(error) => out_of_reach(context, &error).await,
    }
}

async fn out_of_reach(context: &Context, error: &worker::Error) -> Answer<Response> {
    worker::console_error!("{}", serde_json::json!({ "broken": error.to_string() }));
    let shown = app::pages::no_vacancies(context.locale, Absent::OutOfReach);
    Ok(page(context, &shown, 503, NO_STORE).await?)
}

async fn results(context: &Context, current: &Current, query: &str) -> Answer<Response> {
    let (seed, cache) = match VacancySearch::seed_of(query) {
        Some(seed) => (seed, "private, max-age=60"),
        // Without one the order is another for everybody.
        None => (fresh_seed()?, NO_STORE),
    };
    let asked = VacancySearch::parse(query, seed);
    let found = current
        .index
        .search(&asked.query(programme_date(context.now)));
    let shown = app::pages::vacancies(
        context.locale,
        &VacancyResults {
            asked: &asked,
            found: &found,
            as_of: Zone::Wib.date(current.published_at),
        },
    );
    Ok(page(context, &shown, 200, cache).await?)
}

async fn one(context: &Context, current: &Current, id: &VacancyId) -> Answer<Response> {
    let today = programme_date(context.now);
    let vacancy = vacancy::one(context, current, id)?;
    let standing = vacancy.standing(today);
    let shown = app::pages::vacancy(
        context.locale,
        &VacancyPage {
            vacancy,
            standing,
            origin: &context.env.var("PUBLIC_URL")?.to_string(),
        },
    );
    // Gone: search engines take a 410 off their lists, and people read on the page why.
    let (status, cache) = match standing {
        Standing::Closed => (410, NO_STORE),
        Standing::Ahead | Standing::Open => (200, "public, max-age=60"),
    };
    Ok(page(context, &shown, status, cache).await?)
}
