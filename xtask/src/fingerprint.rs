//! Has anything changed since the last build? Contents are compared, not times,
//! so a fresh checkout of the same sources does not rebuild.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::{
    paths::at,
    run::{capture, program},
};

/// Runs `build` unless `output` is there, and its inputs and whatever else counts (`salt`) are as
/// they were.
pub fn unless_unchanged(
    name: &str,
    salt: &str,
    inputs: &[&str],
    output: &Path,
    build: impl FnOnce() -> Result<()>,
) -> Result<()> {
    let wanted = of_inputs(salt, inputs)?;
    let mark = at("target/fingerprints").join(name);
    if output.exists() && fs::read_to_string(&mark).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    // A build that is broken off must not look finished.
    let _ = fs::remove_file(&mark);
    build()?;
    fs::create_dir_all(at("target/fingerprints"))?;
    fs::write(&mark, wanted).with_context(|| format!("cannot write {}", mark.display()))
}

/// Hash of one file's content.
pub fn of_file(file: &Path) -> Result<String> {
    let content = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(HEXLOWER.encode(&Sha256::digest(content)))
}

/// First letters of a content hash, for file names.
pub fn short(content: &[u8]) -> String {
    let mut name = HEXLOWER.encode(&Sha256::digest(content));
    name.truncate(16);
    name
}

fn of_inputs(salt: &str, inputs: &[&str]) -> Result<String> {
    let mut hash = Sha256::new();
    hash.update(capture(program("rustc").arg("-V"))?);
    hash.update(env::var("RUSTFLAGS").unwrap_or_default());
    hash.update(salt);
    for input in inputs {
        let mut files = Vec::new();
        collect(&at(input), &mut files)?;
        files.sort();
        for file in files {
            hash.update(
                file.strip_prefix(at(""))
                    .unwrap_or(&file)
                    .to_string_lossy()
                    .as_bytes(),
            );
            hash.update(of_file(&file)?);
        }
    }
    Ok(HEXLOWER.encode(&hash.finalize()))
}

/// Every file beneath; a path that does not exist counts as empty.
pub fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            collect(&entry?.path(), files)?;
        }
    } else if path.is_file() {
        files.push(path.to_path_buf());
    }
    Ok(())
}
