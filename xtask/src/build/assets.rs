//! Scripts, styles and WASM under names that carry the hash of their content.

use std::{fs, path::Path};

use anyhow::Result;
use serde_json::json;

use super::{
    fingerprint,
    programs::{self, Made, TRUNKS},
};
use crate::{
    paths::{at, npm_bin},
    run::{capture, program},
};

/// Addresses that the template names.
pub struct Addresses {
    /// The style sheet.
    pub css: String,
    /// Every program with its starter script.
    pub starters: Vec<(String, String)>,
}

/// Turns what Trunk staged into finished files under `assets/`.
pub fn finish(staging: &Path) -> Result<Addresses> {
    let folder = staging.join("assets");
    fs::create_dir_all(&folder)?;
    let mut starters = Vec::new();
    for name in programs::names()? {
        let made = if name == TRUNKS {
            programs::of_trunk(staging)?
        } else {
            programs::finish(&name)?
        };
        let start = place_program(&folder, &name, &made)?;
        if name == TRUNKS {
            fs::remove_file(&made.wasm)?;
            fs::remove_file(&made.js)?;
        }
        starters.push((name, start));
    }
    let snippets = staging.join("snippets");
    if snippets.is_dir() {
        fs::remove_dir_all(snippets)?;
    }
    let css = esbuild(&at("style/main.css"), &["--bundle"])?;
    Ok(Addresses {
        starters,
        css: place(&folder, "style", "css", css.as_bytes())?,
    })
}

/// Places WASM and JS of a program; answers the address of what starts them.
fn place_program(folder: &Path, name: &str, made: &Made) -> Result<String> {
    let wasm = place(folder, name, "wasm", &fs::read(&made.wasm)?)?;
    // Bundled, so that small snippets beside it need no request of their own.
    let js = esbuild(&made.js, &["--bundle", "--format=esm"])?;
    let js = place(folder, name, "js", js.as_bytes())?;
    let start = esbuild(&programs::starter(name), &["--format=esm"])?
        .replace("WASM_FILE", &wasm)
        .replace("JS_FILE", &js);
    place(folder, &format!("start-{name}"), "js", start.as_bytes())
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
