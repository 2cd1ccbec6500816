//! The browser's programs: every binary of `app` that asks for the feature
//! `browser`, each with WASM of its own, so that a page loads what it needs and
//! no more. Trunk builds the one that it knows; this builds all of them in one
//! call of cargo, and finishes the others as Trunk finishes its own.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::quick;
use crate::{
    paths::{at, npm_bin, tool},
    run::{capture, program, show},
    setup::Toolchain,
};

/// The one that Trunk finishes (`data-bin` in app/index.html).
pub const TRUNKS: &str = "client";

/// What may stand in WASM that old phones read. Trunk's program is made with the
/// same: the hook looks for it in app/index.html.
pub const WASM_FEATURES: &str = "--enable-bulk-memory --enable-nontrapping-float-to-int --enable-sign-ext --enable-mutable-globals --enable-reference-types --enable-multivalue";

/// A program's two files, as wasm-bindgen and wasm-opt left them.
pub struct Made {
    /// The WASM.
    pub wasm: PathBuf,
    /// What starts it.
    pub js: PathBuf,
}

/// Names of all programs, as cargo knows them.
pub fn names() -> Result<Vec<String>> {
    let text = capture(program("cargo").args([
        "metadata",
        "--no-deps",
        "--offline",
        "--format-version=1",
    ]))?;
    let metadata: Value = serde_json::from_str(&text)?;
    let names = named(&metadata);
    if !names.iter().any(|name| name == TRUNKS) {
        bail!("app has no program `{TRUNKS}` with the feature `browser`");
    }
    Ok(names)
}

fn named(metadata: &Value) -> Vec<String> {
    let list = |of: &Value, name: &str| of.get(name).and_then(Value::as_array).cloned();
    let app = list(metadata, "packages")
        .unwrap_or_default()
        .into_iter()
        .find(|package| package.get("name").is_some_and(|name| name == "app"));
    let targets = app.and_then(|app| list(&app, "targets"));
    targets
        .unwrap_or_default()
        .iter()
        .filter(|target| {
            let has = |field: &str, word: &str| {
                list(target, field).is_some_and(|words| words.iter().any(|one| one == word))
            };
            has("kind", "bin") && has("required-features", "browser")
        })
        .filter_map(|target| Some(target.get("name")?.as_str()?.to_owned()))
        .collect()
}

/// Compiles all of them. Trunk calls cargo with the same profile and features, so
/// that there is nothing left for it to compile.
pub fn compile(toolchain: &Toolchain) -> Result<()> {
    let mut command = program("cargo");
    command
        .args(["build", "--quiet", "--locked", "--offline"])
        .args(["--manifest-path", "app/Cargo.toml"])
        .args(["--target", "wasm32-unknown-unknown", "--profile", "phone"])
        .args(["--features", "browser"])
        .env_remove("CARGO_TARGET_DIR");
    for name in names()? {
        command.args(["--bin", &name]);
    }
    hurry(&mut command);
    show(toolchain.apply(&mut command))
}

/// `PRAKERJA_QUICK=1`: minutes faster to build, never measured.
pub fn hurry(command: &mut std::process::Command) {
    if quick() {
        command
            .env("CARGO_PROFILE_PHONE_OPT_LEVEL", "1")
            .env("CARGO_PROFILE_PHONE_LTO", "off")
            .env("CARGO_PROFILE_PHONE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_PHONE_INCREMENTAL", "true");
    }
}

/// Makes one of them ready for browsers.
pub fn finish(name: &str) -> Result<Made> {
    let out = at("target/programs").join(name);
    if out.is_dir() {
        fs::remove_dir_all(&out)?;
    }
    fs::create_dir_all(&out)?;
    show(
        program(tool("wasm-bindgen"))
            .args(["--target", "web", "--no-typescript", "--out-name", name])
            .arg("--out-dir")
            .arg(&out)
            .arg(at("target/wasm32-unknown-unknown/phone").join(format!("{name}.wasm"))),
    )
    .with_context(|| format!("the program {name} was not compiled"))?;
    let wasm = out.join(format!("{name}_bg.wasm"));
    if !quick() {
        show(
            program(npm_bin("wasm-opt"))
                .arg("-Oz")
                .args(WASM_FEATURES.split(' '))
                .arg(&wasm)
                .arg("-o")
                .arg(&wasm),
        )?;
    }
    Ok(Made {
        wasm,
        js: out.join(format!("{name}.js")),
    })
}

/// What Trunk staged of its own program.
pub fn of_trunk(staging: &Path) -> Result<Made> {
    Ok(Made {
        wasm: staged(staging, ".wasm")?,
        js: staged(staging, ".js")?,
    })
}

fn staged(staging: &Path, end: &str) -> Result<PathBuf> {
    fs::read_dir(staging)?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .find(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with(&format!("{TRUNKS}-")) && name.ends_with(end)
        })
        .with_context(|| format!("Trunk staged no {TRUNKS}-*{end}"))
}

/// The starter of a program: its own, or the one that starts at once.
pub fn starter(name: &str) -> PathBuf {
    let own = at("app/start").join(format!("{name}.js"));
    if own.exists() {
        own
    } else {
        at("app/start/at-once.js")
    }
}

/// Refuses a template that makes Trunk's program otherwise than the others.
pub fn check_template() -> Result<()> {
    let template = fs::read_to_string(at("app/index.html"))?;
    for part in [
        format!("data-bin=\"{TRUNKS}\""),
        format!("data-wasm-opt-params=\"{WASM_FEATURES}\""),
    ] {
        if !template.contains(&part) {
            bail!("app/index.html must have {part}");
        }
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a panic is the failure")]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn programs_are_the_apps_binaries_for_browsers() {
        let bin = |name: &str, feature: &str| json!({ "name": name, "kind": ["bin"], "required-features": [feature] });
        let metadata = json!({ "packages": [
            { "name": "edge", "targets": [bin("other", "browser")] },
            { "name": "app", "targets": [
                { "name": "app", "kind": ["lib"] },
                bin("client", "browser"),
                bin("prerender", "ssr"),
                bin("catalogue", "browser"),
            ] },
        ] });
        assert_eq!(named(&metadata), ["client", "catalogue"]);
    }

    #[test]
    fn the_template_makes_trunks_program_like_the_others() {
        check_template().unwrap();
    }
}
