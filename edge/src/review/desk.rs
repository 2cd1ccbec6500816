//! Reviews that wait for staff, as somebody of the office sees them: the list is in D1, each
//! text comes from its course's object.

use super::object::ask;
use super::store::FindWaiting;
use crate::http::{Answer, Context};
use domain::draw::Hex;
use domain::purchase::CourseCode;
use domain::review::WaitingReview;
use serde::Deserialize;

/// 50 – what one person looks through at a sitting; the rest comes when these are done.
const AT_ONCE: u32 = 50;

#[derive(Deserialize)]
struct Listed {
    course: CourseCode,
    review: Hex<16>,
}

/// What waits, oldest first.
pub async fn waiting(context: &Context) -> Answer<Vec<WaitingReview>> {
    let listed: Vec<Listed> = context
        .env
        .d1("DB")?
        .prepare("SELECT course, review FROM review_waiting ORDER BY since LIMIT ?1")
        .bind(&[AT_ONCE.into()])?
        .all()
        .await?
        .results()?;
    let mut waiting = vec![];
    for one in listed {
        waiting.extend(ask(&context.env, &one.course, &FindWaiting(one.review)).await?);
    }
    Ok(waiting)
}
