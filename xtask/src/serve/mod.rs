//! The whole system on this machine, storage kept on disk between runs.

mod demo;
mod secrets;

use std::{
    fs,
    path::Path,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::{
    build,
    paths::at,
    run::{capture, program},
    runtime::{self, Config, Runtime, Variant},
    setup,
};

pub use demo::{Registered, applicant, catalogue, plan, registrant, vacancies};
pub use secrets::{NAMES as SECRET_NAMES, local as local_secrets, staff as local_staff};

/// How the system is served.
#[derive(Args)]
pub struct Options {
    /// Stop a system still running from here, empty its storage, start anew.
    #[arg(long)]
    fresh: bool,
    /// Port of the app; the sandbox takes the next one.
    #[arg(long, default_value_t = 8787)]
    port: u16,
}

/// Sets up, builds what changed, starts, prints the addresses, stays.
pub fn serve(options: &Options) -> Result<()> {
    let start = Instant::now();
    let toolchain = setup::for_building()?;
    build::local(&toolchain, build::For::Itself)?;
    let state = at(".local/state");
    let mark = at(".local/serve.pid");
    if let Some(pid) = running(&mark) {
        if !options.fresh {
            bail!(
                "the system already runs from this folder (process {pid}) and two cannot share one storage; stop it, or use --fresh to replace it"
            );
        }
        stop(pid)?;
    }
    if options.fresh && state.exists() {
        fs::remove_dir_all(&state).with_context(|| format!("cannot empty {}", state.display()))?;
    }
    runtime::check_port(options.port)?;
    runtime::check_port(options.port.saturating_add(1))?;
    let secrets = secrets::local()?;
    let institutions = secrets
        .get("INSTITUTION_KEY")
        .and_then(serde_json::Value::as_str)
        .unwrap_or_default()
        .to_owned();
    let mut runtime = Runtime::start(&Config {
        variant: Variant::Local,
        state: &state,
        port: options.port,
        bindings: secrets,
        log: at(".local/edge.log"),
    })?;
    fs::write(&mark, runtime.id().to_string())?;
    seed_once(&runtime, &state)?;
    demo::catalogue(&runtime.edge, &secrets::staff()?)
        .context("the demo catalogue was not published")?;
    demo::vacancies(&runtime.edge, &secrets::staff()?)
        .context("the demo vacancies were not published")?;
    demo::issuers(&runtime.edge, &secrets::staff()?, &institutions)
        .context("the institutions' keys were not published")?;
    println!(
        "\nReady in {:.1} s. Ctrl-C ends it; storage is kept.\n",
        start.elapsed().as_secs_f64()
    );
    println!("  App               {}/", runtime.edge);
    println!("  API               {}/api/v1/health", runtime.edge);
    println!(
        "  Sandbox inbox     {}/inbox   (SMS and e-mail that were sent)",
        runtime.sandbox
    );
    println!(
        "  Sandbox console   {}/        (clock, faults)",
        runtime.sandbox
    );
    println!("  Log               .local/edge.log\n");
    let ended = runtime.wait();
    let _ = fs::remove_file(&mark);
    ended
}

/// Demo data goes in once per storage; who it brought is told at every start.
fn seed_once(runtime: &Runtime, state: &Path) -> Result<()> {
    let mark = state.join("demo-seeded");
    if !mark.exists() {
        let people = demo::seed(&runtime.edge, &runtime.sandbox, &secrets::staff()?)
            .context("the demo data did not go in")?;
        fs::write(&mark, people)?;
    }
    println!("\nPeople to try (made up):\n{}", fs::read_to_string(mark)?);
    Ok(())
}

/// The process written down there, if it is still our runtime.
fn running(mark: &Path) -> Option<u32> {
    let pid: u32 = fs::read_to_string(mark).ok()?.trim().parse().ok()?;
    let words = fs::read_to_string(format!("/proc/{pid}/cmdline")).ok()?;
    words.contains("runtime.mjs").then_some(pid)
}

fn stop(pid: u32) -> Result<()> {
    capture(program("kill").arg(pid.to_string()))?;
    let process = format!("/proc/{pid}");
    for _ in 0..100 {
        if !Path::new(&process).exists() {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(100));
    }
    bail!("process {pid} did not stop; end it and run this again")
}
