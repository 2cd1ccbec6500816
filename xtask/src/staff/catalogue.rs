//! Publishing the course catalogue: what curators keep as a table becomes a
//! command that names two files by their hashes, and the files, which follow once
//! two people have signed.

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};
use domain::catalogue::exchange::{read_csv, read_json_lines};
use domain::catalogue::snapshot::{Snapshot, Version};
use domain::catalogue::{
    Catalogue, Described, Directory, Institution, InstitutionId, Place, Platform, PlatformId,
    Title, summaries,
};
use domain::draw::file_hash;
use domain::messages::Locale;
use domain::publication::PublicationProgress;
use domain::staff::{Action, Command};
use serde::Deserialize;

use super::{bring_file, command, told};

/// Where the files are brought.
const FILES: &str = "/api/v1/staff/catalogue-files";
const COMMAND: &str = "command.json";
const SNAPSHOT: &str = "snapshot.bin";
const SUMMARIES: &str = "summaries.bin";

/// Platforms and institutions as they stand in their file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DirectoryFile {
    platforms: Vec<PlatformEntry>,
    institutions: Vec<InstitutionEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlatformEntry {
    id: PlatformId,
    name: Title,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct InstitutionEntry {
    id: InstitutionId,
    name: Title,
    place: Place,
}

/// A catalogue as it is sent.
pub struct Publication {
    /// The command, to be signed by two.
    pub command: String,
    /// The snapshot.
    pub snapshot: Vec<u8>,
    /// The summaries.
    pub summaries: Vec<u8>,
    courses: usize,
}

impl Publication {
    /// Makes the two files and the command that names them.
    pub fn of(directory: Directory, mut described: Vec<Described>, version: u32) -> Result<Self> {
        described.sort_by_key(|one| one.course.id);
        let (courses, texts): (Vec<_>, Vec<_>) = described
            .into_iter()
            .map(|one| (one.course, one.summary))
            .unzip();
        let snapshot = Snapshot {
            version: Version(version),
            catalogue: Catalogue::new(directory, courses)?,
        };
        let (snapshot, courses) = (snapshot.encode(), snapshot.catalogue.courses().len());
        let summaries = summaries::encode(Version(version), &texts)?;
        let action = Action::PublishCatalogue {
            version,
            snapshot: file_hash(&snapshot),
            summaries: file_hash(&summaries),
        };
        if let Err(code) = action.check() {
            bail!("{}", code.text(Locale::En));
        }
        Ok(Self {
            command: command(action)?,
            snapshot,
            summaries,
            courses,
        })
    }

    /// Brings both files, which two have signed.
    pub fn bring(&self, edge: &str) -> Result<PublicationProgress> {
        bring_file(edge, FILES, &self.snapshot)?;
        bring_file(edge, FILES, &self.summaries)
    }
}

/// Writes the command and its files.
pub fn write(courses: &Path, directory: &Path, version: u32, out: &Path) -> Result<()> {
    let known = read_directory(directory)?;
    let text = read(courses)?;
    let is_csv = courses.extension().is_some_and(|end| end == "csv");
    let described = if is_csv {
        read_csv(&text, &known)
    } else {
        read_json_lines(&text, &known)
    };
    let described = described.map_err(|faults| told(courses, &faults))?;
    let publication = Publication::of(known, described, version)?;
    fs::create_dir(out).with_context(|| format!("cannot make {}", out.display()))?;
    fs::write(out.join(COMMAND), &publication.command)?;
    fs::write(out.join(SNAPSHOT), &publication.snapshot)?;
    fs::write(out.join(SUMMARIES), &publication.summaries)?;
    println!(
        "{}: version {version}, {} courses, to be signed by two",
        out.join(COMMAND).display(),
        publication.courses
    );
    Ok(())
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

fn read_directory(path: &Path) -> Result<Directory> {
    let file: DirectoryFile = serde_json::from_slice(&read(path)?)
        .with_context(|| format!("{} is no directory", path.display()))?;
    let platforms = file.platforms.into_iter().map(|one| Platform {
        id: one.id,
        name: one.name,
    });
    let institutions = file.institutions.into_iter().map(|one| Institution {
        id: one.id,
        name: one.name,
        place: one.place,
    });
    Ok(Directory::new(platforms.collect(), institutions.collect())?)
}

/// Brings the files of a folder; brought again, they change nothing.
pub fn bring(folder: &Path, edge: &str) -> Result<()> {
    let command: Command =
        serde_json::from_slice(&read(&folder.join(COMMAND))?).context("this is no command")?;
    let Action::PublishCatalogue { version, .. } = command.action else {
        bail!("this command publishes no catalogue");
    };
    for name in [SNAPSHOT, SUMMARIES] {
        let progress = bring_file(edge, FILES, &read(&folder.join(name))?)?;
        match progress.awaits.len() {
            0 => println!("{name}: version {version} is published"),
            left => println!("{name}: taken, {left} to come"),
        }
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a panic is the failure")]
mod tests {
    use super::*;
    use domain::catalogue::demo::{Demo, Scale};
    use domain::catalogue::exchange::write_csv;

    const DIRECTORY: &str = r#"{
        "platforms": [{ "id": "P01", "name": "Pasar Ilmu" }],
        "institutions": [{ "id": "L0001", "name": "Sanggar Karya", "place": "3273" }]
    }"#;

    #[test]
    fn both_files_are_of_the_same_courses_in_the_same_order() {
        let scale = Scale {
            institutions: 5,
            courses: 30,
        };
        let demo = Demo::generate(1, "2026-11-24".parse().unwrap(), scale).unwrap();
        let mut shuffled = demo.courses.clone();
        shuffled.reverse();
        let made = Publication::of(demo.directory.clone(), shuffled, 3).unwrap();
        let snapshot = Snapshot::decode(&made.snapshot).unwrap();
        let (version, texts) = summaries::decode(&made.summaries).unwrap();
        assert_eq!((snapshot.version, version), (Version(3), Version(3)));
        let courses = snapshot.catalogue.courses().iter().cloned();
        let again: Vec<Described> = courses
            .zip(texts)
            .map(|(course, summary)| Described { course, summary })
            .collect();
        assert_eq!(again, demo.courses);
    }

    #[test]
    fn a_table_and_a_directory_become_a_folder_and_a_fault_leaves_none() {
        let folder = std::env::temp_dir().join(format!("publikasi-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let (courses, directory) = (folder.join("courses.csv"), folder.join("directory.json"));
        fs::write(&directory, DIRECTORY).unwrap();
        fs::write(&courses, write_csv(&[])).unwrap();
        write(&courses, &directory, 1, &folder.join("one")).unwrap();
        assert!(folder.join("one").join(SUMMARIES).exists());
        fs::write(&courses, format!("{}x\n", write_csv(&[]))).unwrap();
        let refused = write(&courses, &directory, 2, &folder.join("two")).unwrap_err();
        assert!(refused.to_string().contains("nothing was written"));
        assert!(!folder.join("two").exists());
        fs::remove_dir_all(&folder).unwrap();
    }
}
