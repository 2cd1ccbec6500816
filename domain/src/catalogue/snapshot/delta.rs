//! What changed between two versions: codes that are gone, entries that are new
//! or different, and, apart because they change daily, figures alone.

use super::SnapshotError::{self, Malformed};
use super::bytes::{Reader, Writer};
use super::{FORMAT, Snapshot, Version, courses, directory, format, version};
use crate::catalogue::{Catalogue, Course, CourseId, Directory};

/// What a delta begins with.
const MAGIC: &[u8; 3] = b"PKD";

impl Snapshot {
    /// What has to be known to make this one into a newer one.
    #[must_use]
    pub fn delta_to(&self, newer: &Self) -> Vec<u8> {
        let mut out = Writer(MAGIC.to_vec());
        out.0.push(FORMAT);
        out.0.extend_from_slice(&self.version.0.to_le_bytes());
        out.0.extend_from_slice(&newer.version.0.to_le_bytes());
        let (old, new) = (&self.catalogue, &newer.catalogue);
        let (from, to) = (old.directory(), new.directory());
        let platforms = diff(from.platforms(), to.platforms(), |one| one.id.number());
        let institutions = diff(from.institutions(), to.institutions(), |one| {
            one.id.number()
        });
        let lessons = diff(old.courses(), new.courses(), |one| one.id.number());
        for gone in [&platforms.gone, &institutions.gone, &lessons.gone] {
            out.count(gone.len());
            out.ascending(gone.iter().copied());
        }
        directory::write(&mut out, &platforms.changed, &institutions.changed);
        let (figures, rest): (Vec<&Course>, Vec<&Course>) = lessons
            .changed
            .into_iter()
            .partition(|one| old.course(one.id).is_some_and(|old| figures_only(old, one)));
        courses::write(&mut out, &rest);
        out.count(figures.len());
        out.ascending(figures.iter().map(|one| one.id.number()));
        courses::write_figures(&mut out, &figures);
        out.0
    }

    /// The newer snapshot that a delta leads to.
    ///
    /// # Errors
    /// [`SnapshotError::OtherVersion`] for a delta that starts from another one,
    /// others for bytes that are no delta.
    pub fn apply(&self, delta: &[u8]) -> Result<Self, SnapshotError> {
        let mut from = Reader(delta);
        format(&mut from, MAGIC)?;
        let base = version(&mut from)?;
        if base != self.version {
            return Err(SnapshotError::OtherVersion(base));
        }
        let version = version(&mut from)?;
        let mut gone = || {
            let count = from.count()?;
            from.ascending(count)
        };
        let (gone_platforms, gone_institutions, gone_courses) = (gone()?, gone()?, gone()?);
        let (platforms, institutions) = directory::read(&mut from)?;
        let changed = courses::read(&mut from)?;
        let count = from.count()?;
        let ids = from.ascending(count)?;
        let figures = courses::read_figures(&mut from, count)?;
        if !from.0.is_empty() {
            return Err(SnapshotError::Trailing);
        }
        let old = &self.catalogue;
        let known = old.directory();
        let directory = Directory::new(
            merge(known.platforms(), platforms, &gone_platforms, |one| {
                one.id.number()
            }),
            merge(
                known.institutions(),
                institutions,
                &gone_institutions,
                |one| one.id.number(),
            ),
        )?;
        let mut courses = merge(old.courses(), changed, &gone_courses, |one| one.id.number());
        courses.sort_by_key(|one| one.id);
        for (id, (rating, completed)) in ids.into_iter().zip(figures) {
            let course = CourseId::numbered(id)
                .and_then(|id| courses.binary_search_by_key(&id, |one| one.id).ok())
                .and_then(|at| courses.get_mut(at))
                .ok_or(Malformed)?;
            course.rating = rating;
            course.completed = completed;
        }
        Ok(Self {
            version,
            catalogue: Catalogue::new(directory, courses)?,
        })
    }
}

/// The version that a delta starts from and the one that it leads to, for whoever
/// keeps several.
///
/// # Errors
/// [`SnapshotError`] for bytes that are no delta.
pub fn span(delta: &[u8]) -> Result<(Version, Version), SnapshotError> {
    let mut from = Reader(delta);
    format(&mut from, MAGIC)?;
    Ok((version(&mut from)?, version(&mut from)?))
}

fn figures_only(old: &Course, new: &Course) -> bool {
    // All but the figures, without a copy.
    let Course {
        id,
        institution,
        title,
        field,
        level,
        mode,
        hours,
        outside_price,
        offers,
        free_equivalent,
        rating: _,
        completed: _,
        schedules,
    } = old;
    (id, institution, title, field, level, mode)
        == (
            &new.id,
            &new.institution,
            &new.title,
            &new.field,
            &new.level,
            &new.mode,
        )
        && (hours, outside_price) == (&new.hours, &new.outside_price)
        && (offers, free_equivalent, schedules)
            == (&new.offers, &new.free_equivalent, &new.schedules)
}

struct Diff<'a, T> {
    gone: Vec<u32>,
    changed: Vec<&'a T>,
}

fn diff<'a, T: PartialEq>(old: &[T], new: &'a [T], key: impl Fn(&T) -> u32) -> Diff<'a, T> {
    let find = |list: &[T], id: u32| list.binary_search_by_key(&id, &key).ok();
    Diff {
        gone: old
            .iter()
            .map(&key)
            .filter(|id| find(new, *id).is_none())
            .collect(),
        changed: new
            .iter()
            .filter(|one| find(old, key(one)).and_then(|at| old.get(at)) != Some(*one))
            .collect(),
    }
}

fn merge<T: Clone>(
    old: &[T],
    mut changed: Vec<T>,
    gone: &[u32],
    key: impl Fn(&T) -> u32,
) -> Vec<T> {
    let mut replaced: Vec<u32> = changed.iter().map(&key).chain(gone.to_vec()).collect();
    replaced.sort_unstable();
    changed.extend(
        old.iter()
            .filter(|one| replaced.binary_search(&key(one)).is_err())
            .cloned(),
    );
    changed
}
