//! Where things are. The only place that spells out a path of the project.

use std::{
    env, io,
    path::{Path, PathBuf},
    sync::OnceLock,
};

/// The project's root folder.
pub fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest).to_path_buf()
}

/// A path inside the project.
pub fn at(path: &str) -> PathBuf {
    root().join(path)
}

/// This program, as it was found when this was called first: once cargo has made it anew, the
/// system no longer says where a running one is.
///
/// # Errors
/// The system did not say then.
pub fn own() -> io::Result<PathBuf> {
    static OWN: OnceLock<PathBuf> = OnceLock::new();
    match OWN.get() {
        Some(path) => Ok(path.clone()),
        None => env::current_exe().map(|path| OWN.get_or_init(|| path).clone()),
    }
}

/// Finished pages and files.
pub fn dist() -> PathBuf {
    at("dist")
}

/// Built workers: `production`, `local`, `sandbox`.
pub fn worker(name: &str) -> PathBuf {
    at("target/edge-out").join(name)
}

/// npm's programs.
pub fn npm_bin(name: &str) -> PathBuf {
    at("xtask/runtime/node_modules/.bin").join(name)
}

/// Tools that clean clones on one machine share.
pub fn tools() -> PathBuf {
    let cache = env::var_os("XDG_CACHE_HOME")
        .filter(|value| !value.is_empty())
        .map(PathBuf::from)
        .or_else(|| env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache")))
        .unwrap_or_else(|| at("target/cache"));
    cache.join("prakerja/tools")
}

/// A program that cargo installed there.
pub fn tool(name: &str) -> PathBuf {
    tools().join("bin").join(name)
}

/// `PATH` with our tools first.
pub fn search_path() -> std::ffi::OsString {
    let mut folders = vec![tools().join("bin"), at("xtask/runtime/node_modules/.bin")];
    if let Some(path) = env::var_os("PATH") {
        folders.extend(env::split_paths(&path));
    }
    env::join_paths(folders).unwrap_or_default()
}

/// The first folder of `PATH` that has the program.
pub fn find_program(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}
