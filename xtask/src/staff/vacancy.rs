//! Publishing vacancies: what a feed brings as a table becomes a command that names
//! one file by its hash, and the file, which follows once two people have signed.

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};
use chrono::{NaiveDate, Utc};
use domain::draw::file_hash;
use domain::messages::Locale;
use domain::publication::PublicationProgress;
use domain::staff::{Action, Command};
use domain::time::programme_date;
use domain::vacancy::exchange::{read_csv, read_json_lines};
use domain::vacancy::{Feed, Vacancy};

use super::{bring_file, command, told};

/// Where the file is brought.
const FILES: &str = "/api/v1/staff/vacancy-files";
const COMMAND: &str = "command.json";
const FILE: &str = "vacancies.json";

/// Vacancies as they are sent.
pub struct Vacancies {
    /// The command, to be signed by two.
    pub command: String,
    /// The file.
    pub file: Vec<u8>,
    count: usize,
}

impl Vacancies {
    /// Makes the file and the command that names it.
    pub fn of(vacancies: Vec<Vacancy>, version: u32) -> Result<Self> {
        let feed = Feed::new(version, vacancies)?;
        let file = feed.encode()?;
        let action = Action::PublishVacancies {
            version,
            file: file_hash(&file),
        };
        if let Err(code) = action.check() {
            bail!("{}", code.text(Locale::En));
        }
        Ok(Self {
            command: command(action)?,
            count: feed.vacancies().len(),
            file,
        })
    }

    /// Brings the file, which two have signed.
    pub fn bring(&self, edge: &str) -> Result<PublicationProgress> {
        bring_file(edge, FILES, &self.file)
    }
}

/// Writes the command and its file.
pub fn write(vacancies: &Path, version: u32, out: &Path) -> Result<()> {
    let list = table(vacancies, programme_date(Utc::now()))?;
    let made = Vacancies::of(list, version)?;
    fs::create_dir(out).with_context(|| format!("cannot make {}", out.display()))?;
    fs::write(out.join(COMMAND), &made.command)?;
    fs::write(out.join(FILE), &made.file)?;
    println!(
        "{}: version {version}, {} vacancies, to be signed by two",
        out.join(COMMAND).display(),
        made.count
    );
    Ok(())
}

fn table(path: &Path, today: NaiveDate) -> Result<Vec<Vacancy>> {
    let text = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let read = match path.extension().and_then(|end| end.to_str()) {
        Some("csv") => read_csv(&text, today),
        Some("jsonl") => read_json_lines(&text, today),
        _ => bail!("{} ends neither in .csv nor in .jsonl", path.display()),
    };
    read.map_err(|faults| told(path, &faults))
}

/// Brings the file of a folder; brought again, it changes nothing.
pub fn bring(folder: &Path, edge: &str) -> Result<()> {
    let read = |name: &str| {
        let path = folder.join(name);
        fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let command: Command = serde_json::from_slice(&read(COMMAND)?).context("this is no command")?;
    let Action::PublishVacancies { version, .. } = command.action else {
        bail!("this command publishes no vacancies");
    };
    bring_file(edge, FILES, &read(FILE)?)?;
    println!("version {version} is published");
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a panic is the failure")]
mod tests {
    use super::*;
    use domain::vacancy::demo::generate;
    use domain::vacancy::exchange::write_csv;

    #[test]
    fn a_table_becomes_a_folder_and_a_fault_leaves_none() {
        let folder = std::env::temp_dir().join(format!("lowongan-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let file = folder.join("feed.csv");
        let list = generate(1, programme_date(Utc::now()), 20);
        fs::write(&file, write_csv(&list)).unwrap();
        write(&file, 1, &folder.join("one")).unwrap();
        let made = fs::read(folder.join("one").join(FILE)).unwrap();
        assert_eq!(Feed::decode(&made).unwrap().vacancies().len(), 20);
        fs::write(&file, format!("{}x\n", write_csv(&list))).unwrap();
        let refused = write(&file, 2, &folder.join("two")).unwrap_err();
        assert!(refused.to_string().contains("nothing was written"));
        assert!(!folder.join("two").exists());
        fs::remove_dir_all(&folder).unwrap();
    }
}
