//! Rating a course, and what everybody sees of a course's reviews.

use super::object::ask;
use super::store::PublicReviews;
use crate::catalogue;
use crate::http::{Answer, Context, Refusal};
use crate::memory::{Memory, remembered};
use crate::review::registrant::Rate;
use crate::sign_in::session;
use domain::catalogue::CourseId;
use domain::messages::Code;
use domain::purchase::{CourseCode, PurchaseId};
use domain::review::{CourseReviews, OwnReview, ReviewRequest};

thread_local! {
    /// 5 s – how long a review may take to be seen by others; a course that everybody looks at
    /// is asked for once in that time by each isolate. 200 courses, of a few KB each.
    static KNOWN: Memory<CourseId, CourseReviews> = const { Memory::new(5_000, 200) };
}

/// What everybody sees of a course's reviews.
pub async fn of_course(context: &Context, course: CourseId) -> Answer<CourseReviews> {
    let code = CourseCode::parse(&course.to_string());
    let code = code.map_err(|_| Refusal::code(Code::NotFound))?;
    let fetch = async || ask(&context.env, &code, &PublicReviews).await;
    Ok(remembered(&KNOWN, course, fetch).await?)
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
