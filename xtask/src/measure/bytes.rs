//! What a phone downloads: bodies as transferred with brotli, no headers.

use anyhow::{Context, Result};

use super::{Figure, Verdict};

/// 120 KB: the promise for the first load of home; 15 KB: its HTML and CSS,
/// and the whole status checker.
const FIRST_LOAD: usize = 120_000;
const MARKUP: usize = 15_000;
/// 150 KB: the promise for the catalogue on its way to the phone.
const SNAPSHOT: usize = 150_000;

struct File {
    path: String,
    bytes: usize,
}

/// Home, status, the list of courses and the program that forms load.
pub fn measure(edge: &str) -> Result<Vec<Figure>> {
    let home = load(edge, "/")?;
    let markup = sum(home.iter().filter(|file| is_markup(&file.path)));
    let mut figures = vec![
        figure(
            "first load of home, all bytes",
            sum(home.iter()),
            FIRST_LOAD,
        ),
        figure("first load of home, HTML and CSS", markup, MARKUP),
    ];
    if exists(edge, "/status/")? {
        let status = load(edge, "/status/")?;
        figures.push(figure(
            "status checker, all bytes",
            sum(status.iter()),
            MARKUP,
        ));
    }
    if exists(edge, "/pelatihan/")? {
        let list = load(edge, "/pelatihan/")?;
        // The program waits until somebody turns to the form.
        let (program, first): (Vec<_>, Vec<_>) =
            list.iter().partition(|file| is_program(&file.path));
        figures.push(figure(
            "list of 20 courses, first load",
            sum(first.into_iter()),
            MARKUP,
        ));
        figures.push(Figure {
            what:
                "program that searches on the phone, WASM and JS, once somebody turns to the form"
                    .into(),
            value: kilobytes(sum(program.into_iter())),
            limit: "",
            kept: Verdict::Reported,
        });
        figures.push(figure_of(
            "catalogue snapshot of 2,055 courses, brotli",
            get(edge, "/berkas/katalog/1.bin")?.1,
            SNAPSHOT,
            "≤ 150 KB",
        ));
    }
    let form = load(edge, "/daftar/")?;
    figures.push(figure(
        "first load of the form, all bytes",
        sum(form.iter()),
        FIRST_LOAD,
    ));
    let wasm = form.iter().filter(|file| file.path.ends_with(".wasm"));
    figures.push(Figure {
        what: "WASM of the form".into(),
        value: kilobytes(sum(wasm)),
        limit: "",
        kept: Verdict::Reported,
    });
    Ok(figures)
}

/// Whether the page answers.
pub fn exists(edge: &str, page: &str) -> Result<bool> {
    Ok(get(edge, page)?.0 == 200)
}

/// The document and everything it makes the browser fetch.
fn load(edge: &str, page: &str) -> Result<Vec<File>> {
    let mut files = vec![File {
        path: page.into(),
        bytes: get(edge, page)?.1,
    }];
    let mut queue = addresses(&text(edge, page)?);
    while let Some(path) = queue.pop() {
        if files.iter().any(|file| file.path == path) {
            continue;
        }
        if path.ends_with(".js") {
            queue.extend(
                addresses(&text(edge, &path)?)
                    .into_iter()
                    .filter(|one| is_at_once(one)),
            );
        }
        let bytes = get(edge, &path)?.1;
        files.push(File { path, bytes });
    }
    Ok(files)
}

/// Our own files, wherever they are named in quotes. Links to pages end in a
/// slash and are not among them, nor are addresses that a script puts together.
fn addresses(text: &str) -> Vec<String> {
    text.split(['"', '\'', '`'])
        .filter(|part| part.starts_with('/') && !part.ends_with('/') && part.contains('.'))
        .filter(|part| !part.contains([' ', '<', '\n', '$']) && !part.contains("://"))
        .map(str::to_owned)
        .collect()
}

/// Whether a page loads it before it can be used: the worker, what installing needs
/// and the scripts that some pages ask for later come afterwards.
fn is_at_once(path: &str) -> bool {
    let later = [
        "/sw.js",
        "/assets/drafts-",
        "/assets/push-",
        "/assets/shared-",
    ];
    !later.iter().any(|start| path.starts_with(start))
}

/// Status and transferred bytes.
fn get(edge: &str, path: &str) -> Result<(u16, usize)> {
    let mut response = agent()
        .get(format!("{edge}{path}"))
        .header("Accept-Encoding", "br")
        .call()
        .with_context(|| format!("cannot load {path}"))?;
    Ok((
        response.status().as_u16(),
        response.body_mut().read_to_vec()?.len(),
    ))
}

fn text(edge: &str, path: &str) -> Result<String> {
    Ok(agent()
        .get(format!("{edge}{path}"))
        .header("Accept-Encoding", "identity")
        .call()?
        .body_mut()
        .read_to_string()?)
}

fn agent() -> ureq::Agent {
    ureq::Agent::config_builder()
        .http_status_as_error(false)
        .build()
        .into()
}

fn figure(what: &str, bytes: usize, limit: usize) -> Figure {
    let words = if limit == MARKUP {
        "≤ 15 KB"
    } else {
        "≤ 120 KB"
    };
    figure_of(what, bytes, limit, words)
}

fn figure_of(what: &str, bytes: usize, limit: usize, words: &'static str) -> Figure {
    Figure {
        what: what.into(),
        value: kilobytes(bytes),
        limit: words,
        kept: Verdict::of(bytes <= limit),
    }
}

fn kilobytes(bytes: usize) -> String {
    format!("{}.{} KB", bytes / 1000, bytes % 1000 / 100)
}

fn sum<'a>(files: impl Iterator<Item = &'a File>) -> usize {
    files.map(|file| file.bytes).sum()
}

/// What a starter loads later.
fn is_program(path: &str) -> bool {
    path.ends_with(".wasm") || (path.ends_with(".js") && !path.contains("/start-"))
}

fn is_markup(path: &str) -> bool {
    path.ends_with('/') || path.ends_with(".css")
}
