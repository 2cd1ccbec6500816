//! The list of reviews that wait for staff: course and name of each in D1.

use super::report::Report;
use worker::{Env, Result};

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
