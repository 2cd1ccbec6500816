//! Platforms and institutions as columns.

use super::SnapshotError::{self, Malformed};
use super::bytes::{Reader, Writer};
use super::courses::{places, title_of};
use crate::catalogue::{Institution, InstitutionId, Platform, PlatformId};

/// Writes platforms and institutions, each in the order of their codes.
pub fn write(out: &mut Writer, platforms: &[&Platform], institutions: &[&Institution]) {
    out.count(platforms.len());
    out.ascending(platforms.iter().map(|one| one.id.number()));
    out.texts(platforms.iter().map(|one| one.name.as_str()));
    let mut homes: Vec<u16> = institutions.iter().map(|one| one.place.number()).collect();
    homes.sort_unstable();
    homes.dedup();
    out.count(institutions.len());
    out.ascending(institutions.iter().map(|one| one.id.number()));
    out.texts(institutions.iter().map(|one| one.name.as_str()));
    out.count(homes.len());
    out.ascending(homes.iter().map(|code| u32::from(*code)));
    out.column(institutions.iter().map(|one| {
        let at = homes.partition_point(|code| *code < one.place.number());
        u32::try_from(at).unwrap_or_default()
    }));
}

/// Reads them.
pub fn read(from: &mut Reader<'_>) -> Result<(Vec<Platform>, Vec<Institution>), SnapshotError> {
    let count = from.count()?;
    let ids = from.ascending(count)?;
    let names = from.texts(count)?;
    let mut platforms = Vec::with_capacity(count);
    for (id, name) in ids.into_iter().zip(names) {
        platforms.push(Platform {
            id: PlatformId::numbered(id).ok_or(Malformed)?,
            name: title_of(name)?,
        });
    }
    let count = from.count()?;
    let ids = from.ascending(count)?;
    let names = from.texts(count)?;
    let home_count = from.count()?;
    let homes = places(&from.ascending(home_count)?)?;
    let at = from.column(count)?;
    let mut institutions = Vec::with_capacity(count);
    for ((id, name), at) in ids.into_iter().zip(names).zip(at) {
        let at = usize::try_from(at).map_err(|_| Malformed)?;
        institutions.push(Institution {
            id: InstitutionId::numbered(id).ok_or(Malformed)?,
            name: title_of(name)?,
            place: *homes.get(at).ok_or(Malformed)?,
        });
    }
    Ok((platforms, institutions))
}
