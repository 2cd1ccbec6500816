//! Courses side by side.

use super::{Catalogue, Course, CourseId};

/// How many at once: more columns are unreadable on a phone.
pub const COMPARED_AT_MOST: usize = 4;

/// Why courses cannot be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompareError {
    /// More than [`COMPARED_AT_MOST`].
    TooMany,
    /// The same course twice.
    Twice(CourseId),
    /// No such course.
    Unknown(CourseId),
}

impl std::fmt::Display for CompareError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::TooMany => write!(f, "more than {COMPARED_AT_MOST} courses"),
            Self::Twice(id) => write!(f, "{id} is there twice"),
            Self::Unknown(id) => write!(f, "there is no {id}"),
        }
    }
}

impl std::error::Error for CompareError {}

/// The courses with these codes, in the order in which they were chosen.
///
/// # Errors
/// [`CompareError`].
pub fn compare<'a>(
    catalogue: &'a Catalogue,
    ids: &[CourseId],
) -> Result<Vec<&'a Course>, CompareError> {
    if ids.len() > COMPARED_AT_MOST {
        return Err(CompareError::TooMany);
    }
    let mut courses = Vec::with_capacity(ids.len());
    for (index, id) in ids.iter().enumerate() {
        if ids.iter().take(index).any(|one| one == id) {
            return Err(CompareError::Twice(*id));
        }
        courses.push(catalogue.course(*id).ok_or(CompareError::Unknown(*id))?);
    }
    Ok(courses)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::testing;

    #[test]
    fn up_to_four_different_courses_stand_side_by_side_as_chosen() {
        let catalogue = testing::shelf(5);
        let ids: Vec<CourseId> = catalogue.courses().iter().map(|one| one.id).collect();
        let chosen = [ids[3], ids[0], ids[2], ids[1]];
        let side: Vec<CourseId> = compare(&catalogue, &chosen)
            .unwrap()
            .iter()
            .map(|one| one.id)
            .collect();
        assert_eq!(side, chosen);
        assert_eq!(compare(&catalogue, &ids), Err(CompareError::TooMany));
        assert_eq!(
            compare(&catalogue, &[ids[0], ids[0]]),
            Err(CompareError::Twice(ids[0]))
        );
        let stranger = CourseId::numbered(99_999).unwrap();
        assert_eq!(
            compare(&catalogue, &[stranger]),
            Err(CompareError::Unknown(stranger))
        );
    }
}
