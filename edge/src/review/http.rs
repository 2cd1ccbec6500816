//! Rating a course, and what everybody sees of a course's reviews.

use super::object::ask;
use super::store::PublicReviews;
use crate::catalogue;
use crate::http::{Answer, Context, Refusal};
use crate::registrant::Rate;
use crate::session;
use domain::catalogue::CourseId;
use domain::messages::Code;
use domain::purchase::{CourseCode, PurchaseId};
use domain::review::{CourseReviews, OwnReview, ReviewRequest};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// 5 s – how long a review may take to be seen by others; a course that
/// everybody looks at is asked for once in that time by each isolate.
const REMEMBERED_MS: u64 = 5_000;

/// 200 – courses remembered at a time, of a few KB each.
const REMEMBERED: usize = 200;

thread_local! {
    static KNOWN: RefCell<BTreeMap<CourseId, (u64, CourseReviews)>> = const { RefCell::new(BTreeMap::new()) };
}

/// What everybody sees of a course's reviews.
pub async fn of_course(context: &Context, course: CourseId) -> Answer<CourseReviews> {
    let now = worker::Date::now().as_millis();
    let known = KNOWN.with_borrow(|known| match known.get(&course) {
        Some((since, reviews)) if now.saturating_sub(*since) < REMEMBERED_MS => {
            Some(reviews.clone())
        }
        _ => None,
    });
    if let Some(reviews) = known {
        return Ok(reviews);
    }
    let code = CourseCode::parse(&course.to_string()).map_err(|_| Refusal::code(Code::NotFound))?;
    let reviews = ask(&context.env, &code, &PublicReviews).await?;
    KNOWN.with_borrow_mut(|known| {
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.insert(course, (now, reviews.clone()));
    });
    Ok(reviews)
}

/// The same for the API: of a course that is in the catalogue.
pub async fn show(context: &Context, course: &str) -> Answer<CourseReviews> {
    let missing = || Refusal::code(Code::NotFound);
    let id = CourseId::parse(course).map_err(|_| missing())?;
    let current = catalogue::current(&context.env)
        .await?
        .ok_or_else(missing)?;
    if current.index.catalogue().course(id).is_none() {
        return Err(missing());
    }
    of_course(context, id).await
}

/// Rates a completed course for the signed-in person, or changes what was said.
pub async fn rate(context: &Context, purchase: &str, request: &ReviewRequest) -> Answer<OwnReview> {
    let id = PurchaseId::parse(purchase).map_err(|_| Refusal::code(Code::PurchaseUnknown))?;
    let (stars, text) = request.parse().map_err(Refusal::code)?;
    session::ask(context, Rate { id, stars, text }).await
}
