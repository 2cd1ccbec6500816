//! What the files of a publication have to be, and telling which version is current.

use super::current::{self, Courses, Listed};
use super::files::{File, read, write};
use crate::http::{Answer, Context, Refusal};
use crate::publication::{Kind, Published, enlist};
use domain::catalogue::snapshot::{Snapshot, SnapshotError, Version};
use domain::catalogue::{CurrentCatalogue, KEPT_WAYS, PLACE, delta_name, snapshot_name, summaries};
use domain::messages::{Code, Params};
use domain::publication::PublishedFile;
use domain::time::Zone;
use worker::{Env, Error, Result};

/// 4 MB – the summaries of 2,055 courses, the programme's own number, at the
/// 1,000 characters that each may have are half of that; a snapshot of ten
/// times as many courses is smaller still.
const MAX_FILE_BYTES: usize = 4 * 1024 * 1024;

impl Published for Courses {
    const KIND: Kind = Kind::Catalogue;
    const MOST_BYTES: usize = MAX_FILE_BYTES;

    fn version_of(file: PublishedFile, bytes: &[u8]) -> Answer<u32> {
        let Version(version) = match file {
            PublishedFile::Summaries => texts(bytes)?.0,
            PublishedFile::Snapshot | PublishedFile::Vacancies => snapshot(bytes)?.version,
        };
        Ok(version)
    }

    async fn write(env: &Env, version: u32, file: PublishedFile, bytes: Vec<u8>) -> Result<()> {
        write(env, File::of(version, file), bytes).await
    }

    async fn finish(env: &Env, version: u32) -> Answer<()> {
        finish(env, version).await
    }
}

fn snapshot(bytes: &[u8]) -> Answer<Snapshot> {
    Snapshot::decode(bytes).map_err(|error| {
        worker::console_log!(
            "{}",
            serde_json::json!({ "snapshot": format!("{error:?}") })
        );
        Refusal::code(match error {
            SnapshotError::Inconsistent(_) => Code::CatalogueInconsistent,
            _ => Code::CatalogueFileMalformed,
        })
    })
}

fn texts(bytes: &[u8]) -> Answer<(Version, Vec<domain::catalogue::Summary>)> {
    summaries::decode(bytes).map_err(|_| Refusal::code(Code::CatalogueFileMalformed))
}

/// Both files are there: holds them against each other, makes what leads here
/// from the versions before, and lists the version.
async fn finish(env: &Env, version: u32) -> Answer<()> {
    let newer = snapshot(&stored(env, File::Snapshot(version)).await?)?;
    let (_, texts) = texts(&stored(env, File::Summaries(version)).await?)?;
    let courses = newer.catalogue.courses().len();
    if texts.len() != courses {
        let params = Params {
            count: u32::try_from(courses).ok(),
            ..Params::default()
        };
        return Err(Refusal::Whole(Code::CatalogueSummariesDiffer, params));
    }
    let before = current::newest(env).await?;
    let previous = before.as_ref().map(|listed| listed.version);
    // Brought twice at the same time, the other may have been faster.
    if previous.is_none_or(|previous| previous < version) {
        let ways = before.iter().flat_map(|listed| &listed.ways).copied();
        for older in previous.into_iter().chain(ways).take(KEPT_WAYS) {
            let delta = delta(&stored(env, File::Snapshot(older)).await?, &newer);
            if let Some(delta) = delta {
                write(env, File::Delta(older, version), delta).await?;
            }
        }
        enlist(env, Kind::Catalogue, version, previous).await?;
    }
    current::forget();
    Ok(())
}

/// None from a snapshot of another format: whoever has it fetches the whole.
fn delta(older: &[u8], newer: &Snapshot) -> Option<Vec<u8>> {
    Some(Snapshot::decode(older).ok()?.delta_to(newer))
}

async fn stored(env: &Env, file: File) -> Answer<Vec<u8>> {
    let bytes = read(env, file).await?;
    bytes.ok_or_else(|| Refusal::Broken(Error::RustError(format!("{file:?} is gone"))))
}

/// Tells which version is current, and how to get there from `since`.
pub async fn show(context: &Context, since: Option<u32>) -> Answer<CurrentCatalogue> {
    let listed = current::listed(&context.env).await?;
    listed
        .map(|listed| describe(&listed, since))
        .ok_or_else(|| Refusal::code(Code::CatalogueNotPublished))
}

fn describe(listed: &Listed, since: Option<u32>) -> CurrentCatalogue {
    let version = listed.version;
    let known = since.filter(|since| listed.ways.contains(since));
    CurrentCatalogue {
        version,
        as_of: Zone::Wib.date(listed.published_at),
        snapshot: format!("{PLACE}{}", snapshot_name(version)),
        snapshot_hash: listed.snapshot,
        delta: known.map(|since| format!("{PLACE}{}", delta_name(since, version))),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{barista, catalogue};
    use super::*;
    use domain::draw::Hex;

    #[test]
    fn a_delta_is_named_to_whoever_has_one_of_the_versions_before_and_to_nobody_else() {
        let listed = Listed {
            version: 7,
            snapshot: Hex([1; 32]),
            published_at: crate::sql::Moment::default(),
            ways: vec![5, 3],
        };
        let delta = |since| describe(&listed, since).delta;
        assert_eq!(delta(Some(5)).as_deref(), Some("/berkas/katalog/5-7.bin"));
        assert_eq!(delta(Some(3)).as_deref(), Some("/berkas/katalog/3-7.bin"));
        for since in [None, Some(0), Some(4), Some(6), Some(7), Some(8)] {
            assert_eq!(delta(since), None, "{since:?}");
        }
        assert_eq!(describe(&listed, None).snapshot, "/berkas/katalog/7.bin");
    }

    #[test]
    fn what_leads_from_one_version_to_the_next_does_and_from_none_there_is_none() {
        let at = |version, courses| Snapshot {
            version: Version(version),
            catalogue: catalogue(courses),
        };
        let (older, newer) = (at(1, vec![]), at(2, vec![barista()]));
        let made = delta(&older.encode(), &newer).unwrap();
        assert_eq!(older.apply(&made), Ok(newer.clone()));
        assert_eq!(delta(b"PKC\x63", &newer), None);
    }
}
