//! The figures that we promise, measured on this machine and printed as one
//! markdown table.

mod bytes;
mod cold;
mod draw;
mod lighthouse;
mod load;
mod phone;
mod release;
pub mod table;

use anyhow::{Context, Result};
use clap::Args;

use crate::{
    build,
    paths::at,
    runtime::{Config, Runtime, Variant},
    serve, setup,
};
use table::Table;

/// Every page that is not an answer to a form; a course stands for all.
const LIGHTHOUSE: [&str; 16] = [
    "/",
    "/cek-syarat/",
    "/daftar/",
    "/status/",
    "/masuk/",
    "/pelatihan/",
    "/pelatihan/K00042/",
    "/undian/",
    "/lowongan/",
    "/sertifikat/",
    "/ponsel-pinjaman/",
    "/en/",
    "/kiriman/",
    "/luring/",
    "/gaya/",
    "/akun/",
];

/// What to measure.
#[derive(Args)]
pub struct Options {
    /// Sizes alone: no browser, no load.
    #[arg(long)]
    bytes: bool,
    /// The draw alone: nothing is built for phones or served.
    #[arg(long, conflicts_with = "bytes")]
    draw: bool,
    /// The catalogue on the phone alone.
    #[arg(long, conflicts_with_all = ["bytes", "draw"])]
    catalogue: bool,
    /// A certificate's photo on the phone alone.
    #[arg(long, conflicts_with_all = ["bytes", "draw", "catalogue"])]
    photo: bool,
    /// Pages on slow networks and whole registrations alone.
    #[arg(long, conflicts_with_all = ["bytes", "draw", "catalogue", "photo"])]
    visits: bool,
    /// Lighthouse alone.
    #[arg(long, conflicts_with_all = ["bytes", "draw", "catalogue", "photo", "visits"])]
    lighthouse: bool,
    /// Registrations and look-ups under load alone.
    #[arg(long, conflicts_with_all = ["bytes", "draw", "catalogue", "photo", "visits", "lighthouse"])]
    load: bool,
    /// The edge's first answer in a fresh isolate alone.
    #[arg(long, conflicts_with_all = ["bytes", "draw", "catalogue", "photo", "visits", "lighthouse", "load"])]
    cold: bool,
    /// Pages for Lighthouse.
    #[arg(long, value_name = "PATH", default_values = LIGHTHOUSE)]
    page: Vec<String>,
    /// Keep the figures as those of a release, for the next ones to stand beside.
    #[arg(long)]
    release: bool,
    /// Lighthouse runs per page; the median counts.
    #[arg(long, default_value_t = 3)]
    runs: u8,
}

/// One measured figure beside its limit.
pub struct Figure {
    /// What was measured.
    pub what: String,
    /// The value with its unit.
    pub value: String,
    /// What it must be; empty where it is only reported.
    pub limit: &'static str,
    /// Whether the limit is kept.
    pub kept: Verdict,
}

/// How a figure stands to its limit.
pub enum Verdict {
    /// Within it.
    Kept,
    /// Beyond it.
    Broken,
    /// There is none.
    Reported,
}

impl Verdict {
    /// Kept or broken.
    pub fn of(kept: bool) -> Self {
        if kept { Self::Kept } else { Self::Broken }
    }
}

/// Measures and prints the table.
pub fn measure(options: &Options) -> Result<()> {
    let mut figures = Vec::new();
    let mut done = Ok(());
    if options.load {
        build::all(&setup::for_building()?)?;
        done = load::measure().map(|rows| figures.extend(rows));
    } else if options.cold {
        build::all(&setup::for_building()?)?;
        figures.push(cold::measure()?);
    } else if !options.draw {
        done = served(options, &mut figures);
    }
    let part = options.load
        || options.cold
        || options.bytes
        || options.catalogue
        || options.photo
        || options.visits
        || options.lighthouse;
    if !part && done.is_ok() {
        done = draw::measure().map(|rows| figures.extend(rows));
    }
    // What was measured is printed, whatever the rest came to.
    let before = release::read()?;
    let mut table = Table::new(&["what", "measured", "release before", "must be", ""]);
    for figure in &figures {
        let mark = match figure.kept {
            Verdict::Kept => "✓",
            Verdict::Broken => "✗",
            Verdict::Reported => "",
        };
        let was = before.get(&figure.what).map_or("", String::as_str);
        table.row(&[&figure.what, &figure.value, was, figure.limit, mark]);
    }
    println!("\n{table}");
    if options.release && done.is_ok() {
        release::write(&figures)?;
    }
    done
}

/// What is served, on a storage of its own.
fn served(options: &Options, figures: &mut Vec<Figure>) -> Result<()> {
    let toolchain = setup::for_building()?;
    build::all(&toolchain)?;
    let state = at("target/measure-state");
    if state.exists() {
        std::fs::remove_dir_all(&state).context("cannot empty the measuring storage")?;
    }
    let runtime = Runtime::start(&Config {
        variant: Variant::Local,
        state: &state,
        port: 0,
        bindings: serve::local_secrets()?,
        log: at("target/measure.log"),
    })?;
    let staff = serve::local_staff()?;
    serve::catalogue(&runtime.edge, &staff)?;
    serve::vacancies(&runtime.edge, &staff)?;
    figures.extend(bytes::measure(&runtime.edge)?);
    if options.bytes {
        return Ok(());
    }
    setup::browser()?;
    if options.lighthouse {
        return audited(&runtime, options, figures);
    }
    if options.visits || !(options.catalogue || options.photo) {
        figures.extend(phone::visit::measure(&runtime)?);
        figures.extend(phone::register::measure(&runtime)?);
        figures.extend(phone::forms::measure(&runtime)?);
    }
    if options.visits {
        return Ok(());
    }
    if !options.catalogue {
        figures.extend(phone::photo::measure(&runtime)?);
    }
    if options.photo {
        return Ok(());
    }
    figures.extend(phone::search::measure(&runtime)?);
    if options.catalogue {
        return Ok(());
    }
    audited(&runtime, options, figures)?;
    // Last: it moves the clock.
    figures.push(phone::measure(&runtime)?);
    drop(runtime);
    figures.extend(load::measure()?);
    figures.push(cold::measure()?);
    Ok(())
}

/// Lighthouse on every page that was asked for and is there.
fn audited(runtime: &Runtime, options: &Options, figures: &mut Vec<Figure>) -> Result<()> {
    let asks_for_own = options.page.iter().any(|page| lighthouse::is_own(page));
    let own = asks_for_own
        .then(|| serve::registrant(&runtime.edge, &runtime.sandbox))
        .transpose()?;
    for page in &options.page {
        let cookie = own
            .as_ref()
            .map(|one| one.cookie.as_str())
            .filter(|_| lighthouse::is_own(page));
        if cookie.is_none() && !bytes::exists(&runtime.edge, page)? {
            eprintln!("  {page} is not there, so Lighthouse skips it");
            continue;
        }
        figures.extend(lighthouse::measure(
            &runtime.edge,
            page,
            cookie,
            options.runs,
        )?);
    }
    Ok(())
}
