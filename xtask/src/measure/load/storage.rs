//! Counting rows where they lie: in the objects' SQLite files, after the
//! runtime has ended.

use std::{fs, path::Path};

use anyhow::{Context, Result};

use crate::{
    run::{capture, program},
    setup,
};

/// What was found.
#[derive(Default)]
pub struct Count {
    /// Rows in all.
    pub rows: usize,
    /// Different people among them.
    pub distinct: usize,
}

/// Counts people in every SQLite file below a folder that has that table.
pub fn count(folder: &Path, table: &str) -> Result<Count> {
    setup::sqlite()?;
    let mut all = Count::default();
    for entry in
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?
    {
        let path = entry?.path();
        let found = if path.is_dir() {
            count(&path, table)?
        } else if path
            .extension()
            .is_some_and(|extension| extension == "sqlite")
        {
            rows(&path, table)?
        } else {
            continue;
        };
        all.rows += found.rows;
        all.distinct += found.distinct;
    }
    Ok(all)
}

fn rows(file: &Path, table: &str) -> Result<Count> {
    let has = format!("SELECT COUNT(*) FROM sqlite_master WHERE name = '{table}'");
    if ask(file, &has)?.trim() != "1" {
        return Ok(Count::default());
    }
    let answer = ask(
        file,
        &format!("SELECT COUNT(*), COUNT(DISTINCT nik_hash) FROM {table}"),
    )?;
    let (rows, distinct) = answer
        .trim()
        .split_once('|')
        .context("sqlite3 answered something else")?;
    Ok(Count {
        rows: rows.parse()?,
        distinct: distinct.parse()?,
    })
}

fn ask(file: &Path, sql: &str) -> Result<String> {
    capture(program("sqlite3").arg(file).arg(sql))
}
