//! A whole catalogue: courses that keep the rules, of platforms and institutions
//! that are there.

use super::{
    Broken, Course, CourseId, Directory, InstitutionId, PlatformId,
    directory::{DirectoryError, twice},
};

/// Why courses are no catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CatalogueError {
    /// The directory is none.
    Directory(DirectoryError),
    /// Two courses have this code.
    CourseTwice(CourseId),
    /// Nobody knows who teaches it.
    InstitutionUnknown(CourseId, InstitutionId),
    /// Nobody knows who sells it.
    PlatformUnknown(CourseId, PlatformId),
    /// It breaks a rule.
    Broken(CourseId, Broken),
}

impl std::fmt::Display for CatalogueError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Directory(_) => f.write_str("the directory is not in order"),
            Self::CourseTwice(course) => write!(f, "{course} is there twice"),
            Self::InstitutionUnknown(course, id) => write!(f, "{course} is of unknown {id}"),
            Self::PlatformUnknown(course, id) => write!(f, "{course} is on unknown {id}"),
            Self::Broken(course, _) => write!(f, "{course} breaks a rule"),
        }
    }
}

impl std::error::Error for CatalogueError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Directory(error) => Some(error),
            Self::Broken(_, broken) => Some(broken),
            _ => None,
        }
    }
}

impl From<DirectoryError> for CatalogueError {
    fn from(error: DirectoryError) -> Self {
        Self::Directory(error)
    }
}

/// Platforms, institutions and courses that fit together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalogue {
    directory: Directory,
    courses: Vec<Course>,
}

impl Catalogue {
    /// Takes courses in any order.
    ///
    /// # Errors
    /// The first [`CatalogueError`] by course code.
    pub fn new(directory: Directory, mut courses: Vec<Course>) -> Result<Self, CatalogueError> {
        courses.sort_by_key(|one| one.id);
        if let Some(id) = twice(&courses, |one| one.id) {
            return Err(CatalogueError::CourseTwice(id));
        }
        for course in &courses {
            if directory.institution(course.institution).is_none() {
                return Err(CatalogueError::InstitutionUnknown(
                    course.id,
                    course.institution,
                ));
            }
            for offer in &course.offers {
                if directory.platform(offer.platform).is_none() {
                    return Err(CatalogueError::PlatformUnknown(course.id, offer.platform));
                }
            }
            if let Some(broken) = course.check().first() {
                return Err(CatalogueError::Broken(course.id, *broken));
            }
        }
        Ok(Self { directory, courses })
    }

    /// Platforms and institutions.
    #[must_use]
    pub const fn directory(&self) -> &Directory {
        &self.directory
    }

    /// All courses, by code.
    #[must_use]
    pub fn courses(&self) -> &[Course] {
        &self.courses
    }

    /// The course with this code.
    #[must_use]
    pub fn course(&self, id: CourseId) -> Option<&Course> {
        let at = self.courses.binary_search_by_key(&id, |one| one.id);
        self.courses.get(at.ok()?)
    }
}

#[cfg(test)]
mod tests {
    use super::super::*;
    use crate::catalogue::testing::{barista, directory};

    #[test]
    fn courses_of_strangers_and_codes_given_twice_are_refused() {
        let whole = |change: fn(&mut Course)| {
            let mut course = barista();
            change(&mut course);
            Catalogue::new(directory(), vec![course]).map(|_| ())
        };
        let id = barista().id;
        let stranger = InstitutionId::numbered(9_999).unwrap();
        let platform = PlatformId::numbered(99).unwrap();
        assert_eq!(whole(|_| ()), Ok(()));
        assert_eq!(
            whole(|course| course.institution = InstitutionId::numbered(9_999).unwrap()),
            Err(CatalogueError::InstitutionUnknown(id, stranger))
        );
        assert_eq!(
            whole(|course| course.offers[0].platform = PlatformId::numbered(99).unwrap()),
            Err(CatalogueError::PlatformUnknown(id, platform))
        );
        assert_eq!(
            Catalogue::new(directory(), vec![barista(), barista()]),
            Err(CatalogueError::CourseTwice(id))
        );
        assert_eq!(
            whole(|course| course.schedules[0].place = None),
            Err(CatalogueError::Broken(id, Broken::PlaceMissing(1)))
        );
    }
}
