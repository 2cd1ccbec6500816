//! Writes every public page as a whole HTML document. Arguments: the folder
//! that holds `shell.html` and receives the pages. Called by `cargo xtask`.

use std::{env, fs, io, path::PathBuf, process::ExitCode};

fn main() -> ExitCode {
    let Some(dist) = env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: prerender DIST");
        return ExitCode::FAILURE;
    };
    match write_pages(&dist) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("prerender: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write_pages(dist: &std::path::Path) -> io::Result<()> {
    let shell = fs::read_to_string(dist.join("shell.html"))?;
    for page in app::pages::pages() {
        let mut file = dist.join(page.address().trim_start_matches('/'));
        if page.path.ends_with('/') {
            file.push("index.html");
        }
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(file, app::document::render(&shell, &page))?;
    }
    Ok(())
}
