//! The vacancies' pages: the list with its search, and one vacancy.

use super::NO_STORE;
use crate::catalogue::fresh_seed;
use crate::http::{Answer, Context, Refusal, page};
use crate::vacancy::{self, Current, current};
use app::pages::{VacanciesAbsent, VacanciesAsked, VacancyPage, VacancyResults};
use domain::messages::Code;
use domain::time::{Zone, programme_date};
use domain::vacancy::{Standing, VacancyId};
use worker::{Request, Response};

/// What a path is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// `/lowongan/`
    List,
    /// `/lowongan/LK-00042/`
    Vacancy(VacancyId),
    /// Below `/lowongan/`, and nothing.
    Nowhere,
}

impl Place {
    /// Of a path, with or without a slash at its end.
    pub fn of(path: &str) -> Option<Self> {
        if path == "/lowongan" {
            return Some(Self::List);
        }
        let rest = path.strip_prefix("/lowongan/")?;
        Some(match rest.strip_suffix('/').unwrap_or(rest) {
            "" => Self::List,
            id => VacancyId::parse(id).map_or(Self::Nowhere, Self::Vacancy),
        })
    }

    /// The route, for the log.
    pub const fn route(&self) -> &'static str {
        match self {
            Self::List => "/lowongan/",
            Self::Vacancy(_) => "/lowongan/{id}/",
            Self::Nowhere => "/lowongan/*",
        }
    }
}

/// `GET` of any of them.
pub async fn show(context: &Context, request: &Request, place: &Place) -> Answer<Response> {
    let found = match current(&context.env).await {
        Ok(found) => found,
        Err(error) => {
            worker::console_error!("{}", serde_json::json!({ "broken": error.to_string() }));
            let shown = app::pages::no_vacancies(context.locale, VacanciesAbsent::OutOfReach);
            return Ok(page(context, &shown, 503, NO_STORE).await?);
        }
    };
    match (place, found) {
        (Place::List, None) => {
            let shown = app::pages::no_vacancies(context.locale, VacanciesAbsent::NotPublished);
            Ok(page(context, &shown, 200, NO_STORE).await?)
        }
        (Place::List, Some(current)) => {
            let url = request.url()?;
            list(context, &current, url.query().unwrap_or_default()).await
        }
        (Place::Vacancy(id), Some(current)) => one(context, &current, id).await,
        (Place::Vacancy(_), None) => Err(Refusal::code(Code::VacancyUnknown)),
        (Place::Nowhere, _) => Err(Refusal::code(Code::NotFound)),
    }
}

async fn list(context: &Context, current: &Current, query: &str) -> Answer<Response> {
    let (seed, cache) = match VacanciesAsked::seed_of(query) {
        Some(seed) => (seed, "private, max-age=60"),
        // Without one the order is another for everybody.
        None => (fresh_seed()?, NO_STORE),
    };
    let asked = VacanciesAsked::parse(query, seed);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_the_list_a_vacancy_or_nothing() {
        let id = VacancyId::parse("LK-00042").unwrap();
        for (path, place) in [
            ("/lowongan", Some(Place::List)),
            ("/lowongan/", Some(Place::List)),
            ("/lowongan/LK-00042/", Some(Place::Vacancy(id.clone()))),
            ("/lowongan/LK-00042", Some(Place::Vacancy(id))),
            ("/lowongan/LK-00042/lain/", Some(Place::Nowhere)),
            ("/lowongan/%3Cb%3E/", Some(Place::Nowhere)),
            ("/lowonganku/", None),
        ] {
            assert_eq!(Place::of(path), place, "{path}");
        }
    }
}
