//! The one tool: sets up, builds, serves, tests, measures, deploys. It holds no
//! rule of the programme; those are in `domain`.

mod advisories;
mod build;
mod deploy;
mod fingerprint;
mod measure;
mod paths;
mod run;
mod runtime;
mod serve;
mod setup;
mod staff;
mod test;
mod tidy;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(about = "Sets up, builds, serves, tests, measures and deploys the whole system.")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Run the whole system on this machine and print its addresses.
    Serve(serve::Options),
    /// Run everything that CI runs.
    Test(test::Options),
    /// Print the measured figures as a table.
    Measure(measure::Options),
    /// Build for production and hand it to Cloudflare.
    Deploy(deploy::Options),
    /// Sign commands of the programme office.
    Staff(staff::Options),
    /// Check the form of the sources.
    Tidy,
    /// Ask the databases of known weaknesses about every dependency.
    Advisories,
    /// Store what this release keeps, for the proof that later ones still read it.
    StoreRelease {
        /// What it is called: the day, as 2026-11-29.
        name: String,
    },
    /// Build what changed and stop.
    Build(build::Options),
    /// Trunk's hook: turn its output into finished pages.
    #[command(hide = true)]
    Prerender,
}

fn main() -> ExitCode {
    // Tests make it anew. Where it cannot be said, whoever needs it says so.
    let _ = paths::own();
    match dispatch(Arguments::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(task: Task) -> Result<()> {
    match task {
        Task::Serve(options) => serve::serve(&options),
        Task::Test(options) => test::test(&options),
        Task::Measure(options) => measure::measure(&options),
        Task::Deploy(options) => deploy::deploy(&options),
        Task::Staff(options) => staff::staff(&options),
        Task::Tidy => tidy::tidy(),
        Task::Advisories => advisories::check(),
        Task::StoreRelease { name } => test::store_release(&name),
        Task::Build(options) => build::build(&setup::for_building()?, &options),
        Task::Prerender => build::prerender::hook(),
    }
}
