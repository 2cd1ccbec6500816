//! Who sells and who teaches: what courses refer to.

use super::{InstitutionId, Place, PlatformId, Title};

/// A digital platform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Platform {
    /// Its code.
    pub id: PlatformId,
    /// What people call it.
    pub name: Title,
}

/// A training institution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Institution {
    /// Its code.
    pub id: InstitutionId,
    /// Its name.
    pub name: Title,
    /// Where it is at home.
    pub place: Place,
}

/// Why a list is no directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DirectoryError {
    /// Two platforms have this code.
    PlatformTwice(PlatformId),
    /// Two institutions have this code.
    InstitutionTwice(InstitutionId),
}

impl std::fmt::Display for DirectoryError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::PlatformTwice(id) => write!(f, "platform {id} is there twice"),
            Self::InstitutionTwice(id) => write!(f, "institution {id} is there twice"),
        }
    }
}

impl std::error::Error for DirectoryError {}

/// All platforms and institutions, each code once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Directory {
    platforms: Vec<Platform>,
    institutions: Vec<Institution>,
}

impl Directory {
    /// Takes them in any order.
    ///
    /// # Errors
    /// [`DirectoryError`] for a code that occurs twice.
    pub fn new(
        mut platforms: Vec<Platform>,
        mut institutions: Vec<Institution>,
    ) -> Result<Self, DirectoryError> {
        platforms.sort_by_key(|one| one.id);
        institutions.sort_by_key(|one| one.id);
        if let Some(id) = twice(&platforms, |one| one.id) {
            return Err(DirectoryError::PlatformTwice(id));
        }
        if let Some(id) = twice(&institutions, |one| one.id) {
            return Err(DirectoryError::InstitutionTwice(id));
        }
        Ok(Self {
            platforms,
            institutions,
        })
    }

    /// All platforms, by code.
    #[must_use]
    pub fn platforms(&self) -> &[Platform] {
        &self.platforms
    }

    /// All institutions, by code.
    #[must_use]
    pub fn institutions(&self) -> &[Institution] {
        &self.institutions
    }

    /// The platform with this code.
    #[must_use]
    pub fn platform(&self, id: PlatformId) -> Option<&Platform> {
        let at = self.platforms.binary_search_by_key(&id, |one| one.id);
        self.platforms.get(at.ok()?)
    }

    /// The institution with this code.
    #[must_use]
    pub fn institution(&self, id: InstitutionId) -> Option<&Institution> {
        self.institutions.get(self.institution_at(id)?)
    }

    /// Where it stands in [`Self::institutions`].
    pub(crate) fn institution_at(&self, id: InstitutionId) -> Option<usize> {
        self.institutions
            .binary_search_by_key(&id, |one| one.id)
            .ok()
    }
}

/// The first key that occurs twice in a sorted list.
pub(super) fn twice<T, K: PartialEq>(sorted: &[T], key: impl Fn(&T) -> K) -> Option<K> {
    sorted.windows(2).find_map(|pair| match pair {
        [one, next] if key(one) == key(next) => Some(key(one)),
        _ => None,
    })
}
