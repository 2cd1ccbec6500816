//! The catalogue's pages: the list with its search, one course, several side by
//! side, and the sitemap that leads machines to all of them.

use crate::catalogue::{Current, ahead, current, fresh_seed, summary};
use crate::crypto;
use crate::http::{Answer, Context, NO_STORE, Refusal, page, see_other};
use crate::pages::form::Shown;
use crate::purchase::seats;
use crate::{purchase, registration, review, vacancy};
use app::pages::{Absent, CoursePage, CourseSearch, LeftOut, List, PER_PAGE, Source};
use chrono::NaiveDate;
use domain::catalogue::search::Query;
use domain::catalogue::{COMPARED_AT_MOST, Course, CourseId, compare};
use domain::messages::Code;
use domain::money::Rupiah;
use domain::page::ADDRESSES;
use domain::purchase::{CourseCode, PlatformCode, PurchaseRequest, ScheduleCode};
use domain::time::{Zone, programme_date};
use serde::Deserialize;
use std::fmt::Write;
use std::rc::Rc;
use worker::{Request, Response};

/// What of it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The list with its search.
    List,
    /// Several courses side by side.
    Compare,
    /// One course.
    Course(CourseId),
    /// For machines.
    Sitemap,
}

/// The course that an address names.
pub fn course_of(value: &str) -> Answer<CourseId> {
    CourseId::parse(value).map_err(|_| Refusal::code(Code::NotFound))
}

/// `GET` of any of them.
pub async fn show(context: &Context, request: &Request, place: Place) -> Answer<Response> {
    let found = match current(&context.env).await {
        Ok(found) => found,
        Err(error) => {
            worker::console_error!("{}", serde_json::json!({ "broken": error.to_string() }));
            let shown = app::pages::no_catalogue(context.locale, Absent::OutOfReach);
            return Ok(page(context, &shown, 503, NO_STORE).await?);
        }
    };
    let Some(current) = found else {
        return match place {
            Place::List => {
                let shown = app::pages::no_catalogue(context.locale, Absent::NotPublished);
                Ok(page(context, &shown, 200, NO_STORE).await?)
            }
            _ => Err(Refusal::code(Code::NotFound)),
        };
    };
    let url = request.url()?;
    let query = url.query().unwrap_or_default();
    match place {
        Place::List => list(context, &current, query).await,
        Place::Compare => side_by_side(context, &current, query).await,
        Place::Course(id) => course(context, &current, id).await,
        Place::Sitemap => sitemap(context, &current).await,
    }
}

async fn list(context: &Context, current: &Current, query: &str) -> Answer<Response> {
    let (seed, cache) = match CourseSearch::seed_of(query) {
        Some(seed) => (seed, "private, max-age=60"),
        // Without one the order is another for everybody.
        None => (fresh_seed()?, NO_STORE),
    };
    let asked = CourseSearch::parse(query, seed);
    let today = programme_date(context.now);
    let hits = current.index.search(&Query {
        text: &asked.text,
        filters: &asked.filters(),
        sort: asked.sort,
        seed,
        today,
        skip: asked.skip(),
        take: PER_PAGE,
    });
    let shown = app::pages::catalogue(
        context.locale,
        &List {
            asked: &asked,
            hits: &hits,
            catalogue: current.index.catalogue(),
            version: current.version,
            as_of: Zone::Wib.date(current.published_at),
            today,
            source: Source::Edge,
            drawn: PER_PAGE,
        },
    );
    Ok(page(context, &shown, 200, cache).await?)
}

async fn course(context: &Context, current: &Rc<Current>, id: CourseId) -> Answer<Response> {
    let shown = course_page(context, current, id, None).await?;
    // Its forms have keys of their own.
    Ok(page(context, &shown, 200, NO_STORE).await?)
}

/// A course's page, also with the sentence of a purchase that was refused.
pub async fn course_page(
    context: &Context,
    current: &Current,
    id: CourseId,
    refusal: Option<&str>,
) -> Answer<app::pages::Page> {
    let catalogue = current.index.catalogue();
    let course = catalogue
        .course(id)
        .ok_or_else(|| Refusal::code(Code::NotFound))?;
    let text = match summary(&context.env, current, id).await {
        Ok(text) => text,
        Err(error) => {
            // Everything else about it is there.
            worker::console_error!("{}", serde_json::json!({ "summary": error.to_string() }));
            None
        }
    };
    let reviews = match review::of_course(context, id).await {
        Ok(reviews) => Some(reviews),
        Err(refusal) => {
            worker::console_error!(
                "{}",
                serde_json::json!({ "reviews": format!("{refusal:?}") })
            );
            None
        }
    };
    let mut keys = vec![];
    for _ in &course.offers {
        keys.push(crypto::uuid()?);
    }
    let today = programme_date(context.now);
    let left = seats_left(context, course, today).await;
    Ok(app::pages::course(
        context.locale,
        &CoursePage {
            course,
            left: &left,
            summary: text.as_ref(),
            directory: catalogue.directory(),
            reviews: reviews.as_ref(),
            keys: &keys,
            seed: fresh_seed()?,
            origin: &context.env.var("PUBLIC_URL")?.to_string(),
            as_of: Zone::Wib.date(current.published_at),
            today,
        },
        refusal,
    ))
}

/// Number of each schedule ahead, and its seats that are left; nothing if that is
/// not to be had: the page is there all the same.
async fn seats_left(context: &Context, course: &Course, today: NaiveDate) -> Vec<(u16, u32)> {
    let ahead = ahead(course, today);
    if ahead.is_empty() {
        return vec![];
    }
    let Ok(code) = CourseCode::parse(&course.id.to_string()) else {
        return vec![];
    };
    let asked = ahead
        .iter()
        .map(|(one, code)| (code.clone(), u32::from(one.seats)))
        .collect();
    match seats::left(&context.env, &code, asked).await {
        Ok(left) => ahead.iter().map(|(one, _)| one.number).zip(left).collect(),
        Err(error) => {
            worker::console_error!("{}", serde_json::json!({ "seats": error.to_string() }));
            vec![]
        }
    }
}

/// What a course's form says.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct BuyForm {
    idempotency_key: String,
    platform: String,
    schedule: String,
    price: String,
}

/// `POST` of a course's form: reserves it and shows the account with the code. A
/// second tap brings the same key and gets the same purchase.
pub async fn buy(context: &Context, id: CourseId, form: BuyForm) -> Answer<Response> {
    match reserve(context, id, form).await {
        Ok(()) => Ok(see_other(context.locale, "/akun/#pelatihan-saya")?),
        // Whoever is not signed in is led there.
        Err(refusal @ Refusal::Whole(Code::SignInNeeded, _)) => Err(refusal),
        Err(refusal) => {
            let shown = Shown::of(refusal, context);
            let current = current(&context.env)
                .await?
                .ok_or(Refusal::code(Code::NotFound))?;
            let page = course_page(context, &current, id, shown.sentence.as_deref()).await?;
            shown.on(context, &page).await
        }
    }
}

async fn reserve(context: &Context, id: CourseId, form: BuyForm) -> Answer<()> {
    let key = registration::parse_key(&form.idempotency_key)?;
    let missing = || Refusal::code(Code::NotFound);
    let request = PurchaseRequest {
        course: CourseCode::parse(&id.to_string()).map_err(|_| missing())?,
        platform: PlatformCode::parse(&form.platform).map_err(|_| missing())?,
        schedule: match form.schedule.as_str() {
            "" => None,
            code => Some(ScheduleCode::parse(code).map_err(|_| missing())?),
        },
        price: Rupiah(form.price.parse().map_err(|_| missing())?),
    };
    purchase::reserve(context, &request, &key).await.map(drop)
}

/// The codes in an address that are courses, each once and in order, and what is
/// to be said of the others.
fn chosen(current: &Current, query: &str) -> (Vec<CourseId>, Option<LeftOut>) {
    let catalogue = current.index.catalogue();
    let mut ids: Vec<CourseId> = vec![];
    let mut left_out = None;
    for (_, code) in form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name == "id") {
        let code = code.trim().to_uppercase();
        if code.is_empty() {
            continue;
        }
        match CourseId::parse(&code) {
            Ok(id) if ids.contains(&id) => {}
            Ok(id) if catalogue.course(id).is_some() => {
                if ids.len() < COMPARED_AT_MOST {
                    ids.push(id);
                } else {
                    left_out = Some(LeftOut::TooMany);
                }
            }
            _ => left_out = left_out.or(Some(LeftOut::Unknown)),
        }
    }
    (ids, left_out)
}

async fn side_by_side(context: &Context, current: &Current, query: &str) -> Answer<Response> {
    let catalogue = current.index.catalogue();
    let (ids, left_out) = chosen(current, query);
    let courses = compare(catalogue, &ids).unwrap_or_default();
    let shown = app::pages::compare(
        context.locale,
        &courses,
        catalogue.directory(),
        left_out,
        fresh_seed()?,
        programme_date(context.now),
    );
    Ok(page(context, &shown, 200, NO_STORE).await?)
}

/// Addresses of all courses and of the vacancies that are open. The protocol ends
/// at 50,000.
async fn sitemap(context: &Context, current: &Current) -> Answer<Response> {
    let origin = context.env.var("PUBLIC_URL")?.to_string();
    let courses = current.index.catalogue().courses().iter();
    let courses = courses.map(|course| format!("/pelatihan/{}/", course.id));
    let vacancies = match vacancy::current(&context.env).await {
        Ok(vacancies) => vacancies,
        Err(error) => {
            // The courses' addresses are worth having without them.
            worker::console_error!("{}", serde_json::json!({ "sitemap": error.to_string() }));
            None
        }
    };
    let today = programme_date(context.now);
    let vacancies = vacancies.iter().flat_map(|one| one.index.open(today));
    let vacancies = vacancies.map(|one| format!("/lowongan/{}/", one.id));
    let body = sitemap_of(&origin, courses.chain(vacancies));
    Ok(Response::builder()
        .with_header("Content-Type", "application/xml")?
        .with_header("Cache-Control", "public, max-age=3600")?
        .fixed(body.into_bytes()))
}

const SITEMAP_ENTRIES: usize = 50_000;

fn sitemap_of(origin: &str, paths: impl Iterator<Item = String>) -> String {
    let origin = origin.trim_end_matches('/');
    let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n".to_owned();
    let pages = ADDRESSES.iter().filter(|address| address.found);
    let pages = pages.map(|address| address.path.to_owned());
    for path in pages.chain(paths).take(SITEMAP_ENTRIES) {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "<url><loc>{origin}{path}</loc></url>");
    }
    out.push_str("</urlset>\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::testing::{barista, catalogue};
    use domain::catalogue::search::Index;

    #[test]
    fn up_to_four_known_courses_are_compared_each_once_and_the_rest_is_spoken_of() {
        let courses = (1..=6)
            .map(|number| {
                let mut course = barista();
                course.id = CourseId::numbered(number).unwrap();
                course
            })
            .collect();
        let current = Current {
            version: 1,
            published_at: crate::sql::Moment::default(),
            index: Index::new(catalogue(courses)),
        };
        let chosen = |query| {
            let (ids, left_out) = chosen(&current, query);
            let numbers: Vec<u32> = ids.iter().map(|id| id.number()).collect();
            (numbers, left_out.is_some())
        };
        assert_eq!(chosen(""), (vec![], false));
        assert_eq!(
            chosen("id=&id=K00002&id=k00001&id=K00002&x=K00003"),
            (vec![2, 1], false)
        );
        assert_eq!(chosen("id=K00009&id=%22%3E&id=K00003"), (vec![3], true));
        let all = "id=K00001&id=K00002&id=K00003&id=K00004&id=K00005";
        assert_eq!(chosen(all), (vec![1, 2, 3, 4], true));
    }

    #[test]
    fn the_sitemap_names_every_course_and_ends_where_the_protocol_does() {
        let courses = (1..=60_000).map(|number| format!("/pelatihan/K{number:05}/"));
        let map = sitemap_of("https://contoh.id/", courses);
        assert_eq!(map.matches("<loc>").count(), SITEMAP_ENTRIES);
        for path in ["/", "/daftar/", "/lowongan/", "/pelatihan/K00042/"] {
            assert!(map.contains(&format!("<loc>https://contoh.id{path}</loc>")));
        }
        assert!(!map.contains("/gaya/") && !map.contains("/akun/"));
    }
}
