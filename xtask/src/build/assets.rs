//! Scripts, styles and WASM under names that carry the hash of their content.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use serde_json::json;

use super::fingerprint;
use crate::{
    paths::{at, npm_bin},
    run::{capture, program},
};

/// Addresses that the template names.
pub struct Addresses {
    /// The style sheet.
    pub css: String,
    /// The starter script.
    pub start: String,
}

/// Turns what Trunk staged into finished files under `assets/`.
pub fn finish(staging: &Path) -> Result<Addresses> {
    let folder = staging.join("assets");
    fs::create_dir_all(&folder)?;
    let wasm_source = staged(staging, "client-", ".wasm")?;
    let js_source = staged(staging, "client-", ".js")?;

    let wasm = place(&folder, "client", "wasm", &fs::read(&wasm_source)?)?;
    // Bundled, so that small snippets beside it need no request of their own.
    let js = esbuild(&js_source, &["--bundle", "--format=esm"])?;
    let js = place(&folder, "client", "js", js.as_bytes())?;
    fs::remove_file(&wasm_source)?;
    fs::remove_file(&js_source)?;
    let snippets = staging.join("snippets");
    if snippets.is_dir() {
        fs::remove_dir_all(snippets)?;
    }

    let start = esbuild(&at("app/start.js"), &["--format=esm"])?
        .replace("WASM_FILE", &wasm)
        .replace("JS_FILE", &js);
    let css = esbuild(&at("style/main.css"), &["--bundle"])?;
    Ok(Addresses {
        start: place(&folder, "start", "js", start.as_bytes())?,
        css: place(&folder, "style", "css", css.as_bytes())?,
    })
}

/// Writes `files.json`: every file with its size, for a later precache list.
pub fn list(dist: &Path) -> Result<()> {
    let mut files = Vec::new();
    fingerprint::collect(dist, &mut files)?;
    files.sort();
    let mut rows = Vec::new();
    for file in files {
        let path = file
            .strip_prefix(dist)
            .unwrap_or(&file)
            .to_string_lossy()
            .into_owned();
        if path.starts_with('_') || path == "shell.html" {
            continue;
        }
        rows.push(json!({
            "path": format!("/{path}"),
            "bytes": fs::metadata(&file)?.len(),
            "hash": fingerprint::of_file(&file)?.get(..16),
        }));
    }
    fs::write(
        dist.join("files.json"),
        serde_json::to_string_pretty(&rows)?,
    )?;
    Ok(())
}

fn staged(staging: &Path, start: &str, end: &str) -> Result<PathBuf> {
    fs::read_dir(staging)?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .find(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with(start) && name.ends_with(end)
        })
        .with_context(|| format!("Trunk staged no {start}*{end}"))
}

fn esbuild(file: &Path, arguments: &[&str]) -> Result<String> {
    capture(
        program(npm_bin("esbuild"))
            .arg(file)
            .args([
                "--minify",
                "--log-level=warning",
                "--target=chrome89,firefox89,safari15",
            ])
            .args(arguments),
    )
}

fn place(folder: &Path, name: &str, extension: &str, content: &[u8]) -> Result<String> {
    let file = format!("{name}-{}.{extension}", fingerprint::short(content));
    fs::write(folder.join(&file), content)?;
    Ok(format!("/assets/{file}"))
}
