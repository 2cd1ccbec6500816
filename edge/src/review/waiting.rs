//! The list of reviews that wait for staff: course and name of each in D1, the
//! text from its course's object when somebody of the office looks.

use super::object::ask;
use super::report::Report;
use super::store::FindWaiting;
use crate::http::{Answer, Context};
use domain::draw::Hex;
use domain::purchase::CourseCode;
use domain::review::WaitingReview;
use serde::Deserialize;
use worker::{Env, Result};

/// 50 – what one person looks through at a sitting; the rest comes when these are done.
const AT_ONCE: u32 = 50;

/// Lists a review that waits, or takes it off the list.
pub async fn list(env: &Env, report: &Report) -> Result<()> {
    let db = env.d1("DB")?;
    let (course, tag) = (report.course.as_str(), report.tag.to_string());
    let statement = if report.is_waiting() {
        db.prepare(
            "INSERT INTO review_waiting (course, review, since) VALUES (?1, ?2, ?3)
             ON CONFLICT (course, review) DO UPDATE SET since = excluded.since",
        )
        .bind(&[
            course.into(),
            tag.into(),
            format!("{:?}", report.changed_at).into(),
        ])?
    } else {
        db.prepare("DELETE FROM review_waiting WHERE course = ?1 AND review = ?2")
            .bind(&[course.into(), tag.into()])?
    };
    statement.run().await?;
    Ok(())
}

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
