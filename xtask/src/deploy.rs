//! Handing the system to Cloudflare. Never asks for or stores an account's
//! credentials: wrangler has its own login (CLOUDFLARE_API_TOKEN or
//! `wrangler login`).

use std::fs;

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::{
    build::{self, For, Variant},
    paths::{self, at, npm_bin},
    run::{capture, program, show, step},
    serve::SECRET_NAMES,
    setup::{self, Toolchain},
    test,
};

const CONFIG: &str = "edge/wrangler.toml";

/// How to deploy.
#[derive(Args)]
pub struct Options {
    /// Build and check everything, send nothing.
    #[arg(long)]
    dry_run: bool,
    /// Handed on to wrangler, such as `--var PUBLIC_URL:https://…`.
    #[arg(last = true)]
    wrangler: Vec<String>,
}

/// Builds production and deploys it, or checks that it could be.
pub fn deploy(options: &Options) -> Result<()> {
    let toolchain = setup::for_building()?;
    dry_run(&toolchain, Variant::Production, For::Itself)?;
    if options.dry_run {
        println!("Ready to deploy. Nothing was sent. Before the first real deployment:");
        println!("  wrangler d1 create prakerja            (write its id into {CONFIG})");
        println!("  wrangler r2 bucket create prakerja-files");
        println!(
            "  wrangler queues create NAME, and NAME-dead, for codes | identity | messages | payouts | push | scans"
        );
        println!("  wrangler secret put {}", SECRET_NAMES.join(" | "));
        return Ok(());
    }
    let config = fs::read_to_string(at(CONFIG))?;
    if config.contains("00000000-0000-0000-0000-000000000000") {
        bail!(
            "{CONFIG} names no database yet; run `wrangler d1 create prakerja` and write its id there"
        );
    }
    refuse_missing_secrets()?;
    test::prove_deployed()?;
    step(
        "Migrating D1",
        "tables before the code that reads them",
        || show(wrangler().args(["d1", "migrations", "apply", "prakerja", "--remote"])),
    )?;
    step(
        "Deploying",
        "the worker, its objects, queues and files",
        || show(wrangler().arg("deploy").args(&options.wrangler)),
    )
}

/// Everything up to the point of sending, for the edge as it is deployed or the plain one.
pub fn dry_run(toolchain: &Toolchain, edge: Variant, part_of: For) -> Result<()> {
    build::app(toolchain, part_of)?;
    build::worker(toolchain, edge, part_of)?;
    let out = at("target/deploy");
    capture(
        wrangler()
            .arg("deploy")
            .arg(paths::worker(edge.name()).join("worker.js"))
            .args(["--dry-run", "--outdir"])
            .arg(&out),
    )
    .map(|said| {
        for line in said.lines().filter(|line| line.contains("Total Upload")) {
            eprintln!("  {line}");
        }
    })
}

fn wrangler() -> std::process::Command {
    let mut command = program(npm_bin("wrangler"));
    command
        .args(["--config", CONFIG])
        .env("WRANGLER_SEND_METRICS", "false")
        .env("CI", "true");
    command
}

fn refuse_missing_secrets() -> Result<()> {
    let list = capture(wrangler().args(["secret", "list"]))
        .context("cannot read the names of the secrets; log in with `wrangler login` or set CLOUDFLARE_API_TOKEN")?;
    let missing: Vec<_> = SECRET_NAMES
        .iter()
        .filter(|name| !list.contains(&format!("\"{name}\"")))
        .copied()
        .collect();
    if !missing.is_empty() {
        bail!(
            "these secrets are not set: {}. PARTNERS is the JSON of edge/src/partner/client.rs ([] while there are none); each other one is 32 random bytes as base64url: openssl rand -base64 32 | tr '+/' '-_' | tr -d '=' | wrangler secret put NAME --config {CONFIG}",
            missing.join(", ")
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn no_invocation_is_logged_with_the_address_that_it_came_from() {
        let deployed = include_str!("../../edge/wrangler.toml");
        let (_, logs) = deployed.split_once("[observability.logs]").unwrap();
        let logs = logs.split("\n[").next().unwrap();
        assert!(logs.contains("invocation_logs = false"), "{logs}");
    }
}
