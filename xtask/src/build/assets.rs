//! Scripts, styles and WASM under names that carry the hash of their content.

use std::{fs, path::Path};

use super::{
    addresses, fingerprint,
    programs::{self, Made, TRUNKS},
};
use crate::{
    paths::{at, npm_bin},
    run::{capture, program},
};
use anyhow::Result;

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
    let drafts = script(&folder, "drafts", &[])?;
    starters.push(("outbox".to_owned(), script(&folder, "outbox", &[])?));
    let shared = script(&folder, "shared", &[])?;
    let push = script(&folder, "push", &[])?;
    let page = [
        ("DRAFTS_FILE", drafts.as_str()),
        ("PUSH_FILE", push.as_str()),
        ("SHARED_FILE", shared.as_str()),
    ];
    starters.push(("page".to_owned(), script(&folder, "page", &page)?));
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
    let start = esbuild(&programs::starter(name), &["--bundle", "--format=esm"])?
        .replace("WASM_FILE", &wasm)
        .replace("JS_FILE", &js);
    place(folder, &format!("start-{name}"), "js", start.as_bytes())
}

/// Places a script of `app/start` that is no program's, with addresses filled in.
fn script(folder: &Path, name: &str, addresses: &[(&str, &str)]) -> Result<String> {
    let file = at("app/start").join(format!("{name}.js"));
    let paths = addresses::paths()?;
    let mut arguments = vec!["--bundle", "--format=esm", "--external:*_FILE"];
    arguments.extend(paths.iter().map(String::as_str));
    let mut text = esbuild(&file, &arguments)?;
    for (word, address) in addresses {
        text = text.replace(word, address);
    }
    let name = if name == "page" { "start-page" } else { name };
    place(folder, name, "js", text.as_bytes())
}

/// A script as phones get it.
pub fn esbuild(file: &Path, arguments: &[&str]) -> Result<String> {
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
