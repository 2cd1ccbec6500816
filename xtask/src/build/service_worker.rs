//! The service worker, with the list of the files that this build made and a name
//! that changes when any of them does.

use std::{fs, path::Path};

use anyhow::Result;
use serde::Serialize;

use super::{addresses, assets::esbuild, fingerprint};
use crate::paths::at;

/// Pages that are not kept before anybody asks. Home is made anew by the edge: what the
/// build made of it is not what anybody sees. The style guide is for those who build.
const LEFT_OUT: [&str; 4] = ["/", "/en/", "/gaya/", "/en/gaya/"];

/// A file of the build, as `app/worker` reads it.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct Listed {
    path: String,
    /// Of a page; the names of other files carry theirs.
    #[serde(skip_serializing_if = "String::is_empty")]
    hash: String,
    kind: Kind,
}

/// What the worker does with a file.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    /// Kept before anybody asks, exactly as it is.
    Page,
    /// What every page names: kept at the first visit.
    Look,
    /// Small scripts that some pages load: kept with the pages.
    Script,
    /// Kept once a page has loaded it.
    Program,
}

/// Writes `sw.js`.
pub fn write(dist: &Path) -> Result<()> {
    let files = list(dist)?;
    let files = serde_json::to_string(&files)?;
    let version = fingerprint::short(files.as_bytes());
    let mut arguments = vec![
        "--bundle".to_owned(),
        "--format=iife".to_owned(),
        format!("--define:FILES={files}"),
        addresses::forms()?,
        format!("--define:VERSION=\"{version}\""),
    ];
    arguments.extend(addresses::paths()?);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let worker = esbuild(&at("app/worker/main.js"), &arguments)?;
    fs::write(dist.join("sw.js"), worker)?;
    Ok(())
}

fn list(dist: &Path) -> Result<Vec<Listed>> {
    let mut files = Vec::new();
    fingerprint::collect(dist, &mut files)?;
    let mut listed = Vec::new();
    for file in files {
        let relative = file.strip_prefix(dist).unwrap_or(&file).to_string_lossy();
        let Some((path, kind)) = place(&relative) else {
            continue;
        };
        let mut hash = match kind {
            Kind::Page => fingerprint::of_file(&file)?,
            Kind::Look | Kind::Script | Kind::Program => String::new(),
        };
        hash.truncate(16);
        listed.push(Listed { path, hash, kind });
    }
    listed.sort();
    Ok(listed)
}

/// A file's address and what it is; nothing for what phones do not keep.
fn place(file: &str) -> Option<(String, Kind)> {
    let path = format!("/{file}");
    if let Some(folder) = path.strip_suffix("index.html") {
        return (!LEFT_OUT.contains(&folder)).then(|| (folder.to_owned(), Kind::Page));
    }
    let name = path.strip_prefix("/assets/")?;
    let is = |starts: &[&str]| starts.iter().any(|start| name.starts_with(start));
    let kind = if is(&["style-", "start-page-"]) {
        Kind::Look
    } else if is(&["drafts-", "outbox-", "shared-", "push-"]) {
        Kind::Script
    } else {
        Kind::Program
    };
    Some((path, kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_and_hashed_files_are_kept_and_nothing_else() {
        let kept = |file: &str| place(file);
        assert_eq!(
            kept("en/status/index.html"),
            Some(("/en/status/".into(), Kind::Page))
        );
        assert_eq!(
            kept("assets/style-0.css"),
            Some(("/assets/style-0.css".into(), Kind::Look))
        );
        assert_eq!(
            kept("assets/drafts-0.js"),
            Some(("/assets/drafts-0.js".into(), Kind::Script))
        );
        assert_eq!(
            kept("assets/client-0.wasm"),
            Some(("/assets/client-0.wasm".into(), Kind::Program))
        );
        for file in [
            "index.html",
            "en/index.html",
            "404.html",
            "shell.html",
            "_headers",
        ] {
            assert_eq!(kept(file), None, "{file}");
        }
    }
}
